//! Boxes of several lines among the words of a line: columns, as no line of text holds such a box. Drawn in the line it would be no text
//! to write in, and LibreOffice lowers no drawing.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BoxElem, GridCell, GridElem, HElem, Rel, Size, Sizing, Spacing};
use typst_library::routines::Pair;
use typst_library::text::{SmartQuoteElem, SpaceElem, TextElem};
use typst_syntax::Span;

use super::one_row::OneRow;
use crate::docx::walk::text::direction::begins_lines;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// The words and boxes of a paragraph as columns, where they are a single line and some box in it has several. None where anything else
    /// stands among them, or a box with looks of its own.
    pub(crate) fn boxes_among_words(
        &mut self,
        pairs: &[Pair],
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<Packed<GridElem>>> {
        let boxes = pairs.iter().filter(|(child, _)| child.is::<BoxElem>()).count();
        let all =
            pairs.iter().all(|&(child, own)| is_word(child) || room(child, own).is_some() || is_column(child, own));
        if boxes == 0 || !all || !begins_lines(styles) || self.words_only() {
            return Ok(None);
        }
        if !pairs.iter().any(|(child, _)| is_word(child)) || !self.columns_of_boxes(pairs, locator, area)? {
            return Ok(None);
        }
        let outer = styles.links().count();
        let mut row = OneRow::default();
        let mut rest = area.width;
        let mut left = pairs;
        while let Some((&(child, own), after)) = left.split_first() {
            if let Some(elem) = child.to_packed::<BoxElem>() {
                let Some(body) = elem.body.get_cloned(own) else { return Ok(None) };
                let Sizing::Rel(width) = elem.width.get(own) else { return Ok(None) };
                let body = body.styled_with_map(own.suffix(outer));
                rest -= width.resolve(own).relative_to(area.base);
                row.push(
                    Sizing::Rel(width),
                    GridCell::new(body).with_inset(Smart::Custom(elem.inset.get_cloned(own))),
                    elem.span(),
                );
                left = after;
            } else if let Some(width) = room(child, own) {
                rest -= width.relative_to(area.base);
                row.space(width_of(width), Span::detached());
                left = after;
            } else if child.is::<SpaceElem>() {
                let width = self.text_width(own, " ");
                rest -= width;
                row.space(width_of(width.into()), Span::detached());
                left = after;
            } else {
                // The blanks at their ends are room beside them.
                let count = left.iter().take_while(|(child, _)| is_word(child)).count();
                let words = left.get(..count).unwrap_or_default();
                let blanks = words.iter().rev().take_while(|(child, _)| child.is::<SpaceElem>()).count();
                let (words, others) = left.split_at(count - blanks);
                let width = self.natural_frame(words, locator, Size::splat(Abs::inf()), Abs::inf())?.width();
                rest -= width;
                let styled = |&(child, own): &Pair| child.clone().styled_with_map(own.suffix(outer));
                row.push(
                    width_of(width.into()),
                    GridCell::new(Content::sequence(words.iter().map(styled))),
                    child.span(),
                );
                left = others;
            }
        }
        Ok((rest >= -Abs::pt(0.5)).then(|| row.grid(Span::detached())))
    }
}

fn width_of(width: Rel<Abs>) -> Sizing {
    Sizing::Rel(width.map(Into::into))
}

/// Whether something is a word, a sign or a blank.
fn is_word(child: &Content) -> bool {
    child.is::<TextElem>() || child.is::<SpaceElem>() || child.is::<SmartQuoteElem>()
}

/// How wide something is that is nothing but room.
fn room(child: &Content, styles: StyleChain) -> Option<Rel<Abs>> {
    let elem = child.to_packed::<HElem>()?;
    let Spacing::Rel(amount) = elem.amount else { return None };
    Some(amount.resolve(styles)).filter(|amount| amount.relative_to(Abs::pt(1.0)) > Abs::zero())
}

/// Whether something is a box that a column can stand for: of a width, with words in it, and nothing to be seen of itself.
fn is_column(child: &Content, styles: StyleChain) -> bool {
    let Some(elem) = child.to_packed::<BoxElem>() else { return false };
    let stroke = elem.stroke.resolve(styles);
    let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default);
    matches!(elem.width.get(styles), Sizing::Rel(_))
        && elem.height.get(styles).is_auto()
        && elem.fill.get_ref(styles).is_none()
        && stroke.iter().all(|side| !matches!(side, Some(Some(_))))
        && inset.top.is_zero()
        && !elem.clip.get(styles)
        && elem.baseline.get(styles) == StyleChain::default().get(BoxElem::baseline)
        && elem.body.get_ref(styles).as_ref().is_some_and(|body| !body.is_empty())
}
