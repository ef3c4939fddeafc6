//! What the line boxes of running text need of a page's margins.
//!
//! A line's box in Word holds the leading, most of it above the letters; Typst has none above a page's first line and below its last.

use ecow::EcoString;
use typst_library::foundations::{Content, Resolve, StyleChain, StyledElem};
use typst_library::introspection::TagElem;
use typst_library::layout::grid::resolve::Entry;
use typst_library::layout::{Abs, BlockBody, BlockElem, ColumnsElem, GridElem, PadElem, PagebreakElem};
use typst_library::model::{EnumElem, FootnoteElem, ListElem, ParElem, QuoteElem, TableElem, TermsElem};
use typst_library::routines::Pair;
use typst_library::text::SpaceElem;

use crate::docx::walk::Walker;
use crate::docx::walk::container::bare;
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::table::void::is_bare;
use crate::docx::walk::text::metrics::BASELINE;

impl Walker<'_, '_> {
    /// How much of the upper and the lower margin the line boxes of running text need, where a section is mostly that.
    pub(crate) fn offsets(&mut self, children: &[Pair], width: Abs) -> (Abs, Abs) {
        let mut prose = 0;
        let mut cells = 0;
        let mut longest: Option<(usize, StyleChain)> = None;
        for &(child, styles) in children {
            if let Some(texts) = running_text(child, styles).or_else(|| texts_of_cells(child)) {
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
        let begins = longest.is_none().then(|| columns_first(children, width)).flatten();
        if let Some((text, styles, column)) = begins
            && self.text_width(styles, &text) > column
        {
            // In columns at the beginning of a section there is no space above of which the lines' boxes could take it.
            longest = Some((0, styles));
            prose += text.chars().count();
        }
        let Some((_, styles)) = longest else { return (Abs::zero(), Abs::zero()) };
        if cells * 6 > prose {
            return (Abs::zero(), Abs::zero());
        }
        let (head, tail) = self.around_lines(styles);
        // Where a margin has no such room, as on cards, lines stand as they are.
        let margins = &self.page.margins;
        if head > margins.top || tail > margins.bottom {
            return (Abs::zero(), Abs::zero());
        }
        (head, tail)
    }

    /// How far a line's box reaches beyond the letters above and below.
    fn around_lines(&mut self, styles: StyleChain) -> (Abs, Abs) {
        let leading = styles.resolve(ParElem::leading);
        let extent = self.extent(styles, "中");
        let pitch = extent.height() + leading;
        let head = pitch * BASELINE - extent.ascent;
        let tail = pitch * (1.0 - BASELINE) - extent.descent;
        (head.max(Abs::zero()), tail.max(Abs::zero()))
    }

    /// The height of a line of the first text on a page that takes several lines, which another program may break into one more. Notes would
    /// stand lower for it.
    pub(crate) fn another_line(&mut self, page: &[Pair], width: Abs) -> Abs {
        let noted = page.iter().any(|(child, _)| found(child, |elem| elem.is::<FootnoteElem>()));
        if noted { Abs::zero() } else { self.line_of_text(page, width) }
    }

    /// The height of a line of the first text on a page that takes several lines, be it in columns.
    pub(crate) fn line_of_text(&mut self, page: &[Pair], width: Abs) -> Abs {
        let long = page.iter().find(|&&(child, styles)| {
            let columns = columns_text(child, styles, width).map(|(text, column)| (vec![text], column));
            let (texts, room) = columns.unwrap_or_else(|| (running_text(child, styles).unwrap_or_default(), width));
            texts.iter().any(|text| self.text_width(styles, text) > room)
        });
        long.map_or(Abs::zero(), |&(_, styles)| self.extent(styles, "中").height() + styles.resolve(ParElem::leading))
    }

    /// What the line that a page ends with needs below its letters, if it ends with one.
    pub(crate) fn last_line(&mut self, page: &[Pair]) -> Abs {
        let last = page.iter().rfind(|(child, _)| !child.is::<TagElem>());
        match last {
            Some(&(child, styles)) if running_text(child, styles).is_some() => self.around_lines(styles).1,
            _ => Abs::zero(),
        }
    }
}

/// The text of the columns a section begins with, if they hold running text, and how wide they are.
fn columns_first<'a>(children: &[Pair<'a>], width: Abs) -> Option<(EcoString, StyleChain<'a>, Abs)> {
    let space = |child: &Content| child.is::<TagElem>() || child.is::<SpaceElem>() || child.is::<PagebreakElem>();
    let &(child, styles) = children.iter().find(|(child, _)| !space(child))?;
    let apart = |elem: &Content| elem.is::<TableElem>() || elem.is::<GridElem>();
    let (text, column) = columns_text(child, styles, width).filter(|_| !found(child, apart))?;
    Some((text, styles, column))
}

/// The text in columns, and how wide they are.
fn columns_text(child: &Content, styles: StyleChain, width: Abs) -> Option<(EcoString, Abs)> {
    let columns = child.to_packed::<ColumnsElem>()?;
    let count = columns.count.get(styles).get();
    if count < 2 {
        return None;
    }
    let gutter = columns.gutter.get(styles).resolve(styles).relative_to(width);
    Some((columns.body.plain_text(), (width - gutter * (count - 1) as f64) / count as f64))
}

/// Whether a section has so little text that laying it out only to ask how full its pages are takes no time.
pub(crate) fn is_brief(children: &[Pair]) -> bool {
    let mut count = 0;
    children.iter().all(|&(child, styles)| {
        count += match (running_text(child, styles), child.to_packed::<TableElem>(), child.to_packed::<GridElem>()) {
            (Some(texts), ..) => texts.iter().map(|text| text.chars().count()).sum(),
            (_, Some(table), _) => table.grid.as_ref().map_or(0, |grid| grid.entries.len() * CELL),
            (.., Some(grid)) => grid.grid.as_ref().map_or(0, |grid| grid.entries.len() * CELL),
            _ => 0,
        };
        count <= BRIEF
    })
}

/// As many characters a section of little text has at most.
const BRIEF: usize = 3000;

/// A cell counts as so many: to lay a form out takes as long as to walk it.
const CELL: usize = 30;

/// The texts in the cells of a grid without lines.
fn texts_of_cells(child: &Content) -> Option<Vec<EcoString>> {
    let grid = child.to_packed::<GridElem>()?.grid.as_ref().filter(|grid| is_bare(grid))?;
    Some(grid.entries.iter().filter_map(Entry::as_cell).map(|cell| cell.body.plain_text()).collect())
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
