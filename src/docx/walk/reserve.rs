//! What the line boxes of running text need of a page's margins.
//!
//! A line's box in Word holds the leading, most of it above the letters; Typst has none above a page's first line and below its last.

use ecow::EcoString;
use typst_library::foundations::{Content, StyleChain, StyledElem};
use typst_library::layout::{Abs, BlockBody, BlockElem, PadElem};
use typst_library::model::{EnumElem, ListElem, ParElem, QuoteElem, TableElem, TermsElem};
use typst_library::routines::Pair;

use super::Walker;
use super::container::bare;
use super::metrics::BASELINE;

impl Walker<'_, '_> {
    /// How much of the upper and the lower margin the line boxes of running text need, where a section is mostly that.
    pub(super) fn offsets(&mut self, children: &[Pair], width: Abs) -> (Abs, Abs) {
        let mut prose = 0;
        let mut cells = 0;
        let mut longest: Option<(usize, StyleChain)> = None;
        for &(child, styles) in children {
            if let Some(texts) = running_text(child, styles) {
                for text in texts {
                    if self.text_width(styles, &text) > width {
                        let count = text.chars().count();
                        prose += count;
                        if longest.is_none_or(|(longest, _)| count > longest) {
                            longest = Some((count, styles));
                        }
                    }
                }
            } else if let Some(table) = child.to_packed::<TableElem>() {
                cells += table.grid.as_ref().map_or(0, |grid| grid.entries.len());
            }
        }
        let Some((_, styles)) = longest else { return (Abs::zero(), Abs::zero()) };
        if cells * 6 > prose {
            return (Abs::zero(), Abs::zero());
        }
        let leading = styles.resolve(ParElem::leading);
        let extent = self.extent(styles, "中");
        let pitch = extent.height() + leading;
        let head = pitch * BASELINE - extent.ascent;
        let tail = pitch * (1.0 - BASELINE) - extent.descent;
        (head.max(Abs::zero()), tail.max(Abs::zero()))
    }
}

/// The texts of paragraphs, of items of lists and of quotes; `None` of what is none of these.
fn running_text(child: &Content, styles: StyleChain) -> Option<Vec<EcoString>> {
    if let Some(par) = child.to_packed::<ParElem>() {
        return Some(vec![par.body.plain_text()]);
    }
    if let Some(list) = child.to_packed::<ListElem>() {
        return Some(list.children.iter().map(|item| item.body.plain_text()).collect());
    }
    if let Some(list) = child.to_packed::<EnumElem>() {
        return Some(list.children.iter().map(|item| item.body.plain_text()).collect());
    }
    if let Some(list) = child.to_packed::<TermsElem>() {
        return Some(list.children.iter().map(|item| item.description.plain_text()).collect());
    }
    if let Some(quote) = child.to_packed::<QuoteElem>() {
        return Some(vec![quote.body.plain_text()]);
    }
    if let Some(pad) = child.to_packed::<PadElem>() {
        return running_text(&pad.body, styles);
    }
    if let Some(styled) = child.to_packed::<StyledElem>() {
        return running_text(&styled.child, styles);
    }
    let block = child.to_packed::<BlockElem>()?;
    match block.body.get_ref(styles) {
        Some(BlockBody::Content(body)) if bare(block, styles) => running_text(body, styles),
        _ => None,
    }
}
