//! Lines between breaks that hold boxes side by side, some of several lines: the entries of a curriculum vitae, each with its label in a
//! box of its own. A line of text would go on below at its margin, so each of those lines is a row of columns, and what stands between
//! them is paragraphs.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Packed, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BlockBody, BlockElem, BoxElem, Spacing};
use typst_library::model::ParElem;
use typst_library::routines::Pair;
use typst_library::text::LinebreakElem;

use super::beside::side_by_side;
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::text::direction::begins_lines;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// A paragraph's lines one below the other, where some of them are boxes side by side. None where none are.
    pub(crate) fn rows_of_boxes(
        &mut self,
        elem: &Packed<ParElem>,
        seen: &[Pair],
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<Content>> {
        let holds = |wanted: fn(&Content) -> bool| seen.iter().any(|(child, _)| wanted(child));
        let broken = holds(|child| child.is::<LinebreakElem>());
        if !broken || !holds(|child| child.is::<BoxElem>()) || !begins_lines(styles) || self.words_only() {
            return Ok(None);
        }
        let outer = styles.links().count();
        let mut parts: Vec<Content> = Vec::new();
        let mut text: Vec<Pair> = Vec::new();
        let mut rows = false;
        for line in seen.split_inclusive(|(child, _)| child.is::<LinebreakElem>()) {
            let own = match line.split_last() {
                Some(((last, _), own)) if last.is::<LinebreakElem>() => own,
                _ => line,
            };
            let own = significant(own);
            let grid = match side_by_side(&own, styles) {
                Some(grid) if self.columns_of_boxes(&own, locator, area)? => Some(grid),
                _ => self.boxes_among_words(&own, styles, locator, area)?,
            };
            let Some(grid) = grid else {
                text.extend(line);
                continue;
            };
            rows = true;
            parts.extend(paragraph(elem, &std::mem::take(&mut text), outer));
            parts.push(grid.pack());
        }
        if !rows {
            return Ok(None);
        }
        parts.extend(paragraph(elem, &text, outer));
        Ok(Some(one_below_the_other(elem, parts, styles)))
    }
}

/// A paragraph of some of another's lines, without the break at their end.
fn paragraph(elem: &Packed<ParElem>, lines: &[Pair], outer: usize) -> Option<Content> {
    let lines = match lines.split_last() {
        Some(((last, _), others)) if last.is::<LinebreakElem>() => others,
        _ => lines,
    };
    if lines.is_empty() {
        return None;
    }
    let mut own = elem.clone();
    own.body = Content::sequence(lines.iter().map(|&(child, own)| child.clone().styled_with_map(own.suffix(outer))));
    Some(own.pack())
}

/// Parts as far apart as lines are, and together as far from others as the paragraph.
fn one_below_the_other(elem: &Packed<ParElem>, parts: Vec<Content>, styles: StyleChain) -> Content {
    let [leading, spacing] = [elem.leading.resolve(styles), elem.spacing.resolve(styles)];
    let apart = |space: Abs| Smart::Custom(Spacing::Rel(space.into()));
    let last = parts.len().saturating_sub(1);
    let block = |(index, part): (usize, Content)| {
        let above = if index == 0 { spacing } else { leading };
        let below = if index == last { spacing } else { leading };
        let block = BlockElem::new().with_above(apart(above)).with_below(apart(below));
        block.with_body(Some(BlockBody::Content(part))).pack().spanned(elem.span())
    };
    Content::sequence(parts.into_iter().enumerate().map(block))
}
