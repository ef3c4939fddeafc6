//! Words with parts moved back over others, such as the sign of LaTeX: text does not go back in a line, so each is one drawing.

use std::ops::Range;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{Abs, BoxElem, HElem, MoveElem, Sizing, Spacing};
use typst_library::routines::Pair;
use typst_library::text::TextElem;

use super::line::Line;
use super::{Area, NOTE, Walker};

impl Walker<'_, '_> {
    /// A word as a drawing.
    pub fn drawn_word(
        &mut self,
        word: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        self.tags_among(word);
        line.inlines.extend(self.take_pending());
        let Some(trunk) = StyleChain::trunk_from_pairs(word) else { return Ok(()) };
        let depth = trunk.links().count();
        let seen = super::inline::significant(word);
        let span = seen.first().map(|(child, _)| child.span()).unwrap_or_else(typst_syntax::Span::detached);
        let pieces = seen.into_iter().map(|(child, styles)| child.clone().styled_with_map(styles.suffix(depth)));
        let whole = BoxElem::new().with_body(Some(Content::sequence(pieces))).pack().spanned(span);
        if self.inline_picture(&whole, trunk, locator, area, line)? {
            self.warn(span, format!("{NOTE}行内移动的内容转为图片"));
        }
        line.last = Some('x');
        Ok(())
    }
}

/// Where such words stand in a paragraph.
pub(super) fn moved_words(pairs: &[Pair]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, &(child, styles)) in pairs.iter().enumerate() {
        if found.last().is_some_and(|last| last.contains(&index)) || !goes_back(child, styles) {
            continue;
        }
        let part = |pair: &&Pair| is_part(pair.0, pair.1);
        let before = pairs.get(..index).unwrap_or_default().iter().rev().take_while(part).count();
        let after = pairs.get(index..).unwrap_or_default().iter().take_while(part).count();
        found.push(index - before..index + after);
    }
    found
}

/// Whether a box holds what is moved to the left.
fn goes_back(child: &Content, styles: StyleChain) -> bool {
    let body = child.to_packed::<BoxElem>().and_then(|elem| elem.body.get_cloned(styles));
    body.as_ref().and_then(Content::to_packed::<MoveElem>).is_some_and(|moved| {
        let dx = moved.dx.resolve(styles);
        dx.abs < Abs::zero() || dx.rel.get() < 0.0
    })
}

/// Whether something can be a part of a word.
fn is_part(child: &Content, styles: StyleChain) -> bool {
    if let Some(text) = child.to_packed::<TextElem>() {
        return !text.text.contains(char::is_whitespace);
    }
    if let Some(elem) = child.to_packed::<BoxElem>() {
        return !matches!(elem.width.get(styles), Sizing::Fr(_));
    }
    child.is::<TagElem>() || child.to_packed::<HElem>().is_some_and(|space| matches!(space.amount, Spacing::Rel(_)))
}
