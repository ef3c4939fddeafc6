//! Words of a line that are moved up or down where they stand (`box(move(dy: ..)[..])`): raised or lowered characters, as Word has them.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{Abs, HElem, MoveElem, Spacing};
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::{SmartQuoteElem, SpaceElem, TextElem};

use super::inline_box::InlineBox;
use crate::docx::walk::line::Line;
use crate::docx::walk::{Area, Walker};

/// Within so many points nobody sees that something is moved sideways.
const BESIDE: f64 = 0.25;

/// Words moved farther than this part of their size would be cut off in lines of an exact height.
const FAR: f64 = 0.6;

/// What is moved, and how far down, if it is moved up or down by a part of a line and no way aside.
pub(crate) fn moved_down<'a>(body: &'a Content, styles: StyleChain) -> Option<(&'a Content, Abs)> {
    let moved = body.to_packed::<MoveElem>()?;
    let [dx, dy] = [moved.dx.resolve(styles), moved.dy.resolve(styles)];
    let level = dx.rel.is_zero() && dy.rel.is_zero() && dx.abs.abs() < Abs::pt(BESIDE);
    (level && dy.abs.abs() <= styles.resolve(TextElem::size) * FAR).then_some((&moved.body, dy.abs))
}

impl Walker<'_, '_> {
    /// A box of whose looks nothing is seen with nothing but words in it, which are moved. False for any other.
    pub(crate) fn moved_words(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let Some((body, down)) = moved_down(body, boxed.styles) else { return Ok(false) };
        let words = InlineBox::new(boxed.elem, Some(body), boxed.styles, area).moved(down);
        if let Some(inner) = words.inner()
            && self.wraps(body, inner, boxed.styles, locator, area)?
        {
            return Ok(false);
        }
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, boxed.styles)?;
        if kind != FragmentKind::Inline || !pairs.iter().all(is_word) {
            return Ok(false);
        }
        self.words_in_box(&words, &pairs, locator, area, line)?;
        Ok(true)
    }
}

/// Whether something is nothing but text in a line.
fn is_word((child, _): &Pair) -> bool {
    child.is::<TextElem>()
        || child.is::<SpaceElem>()
        || child.is::<SmartQuoteElem>()
        || child.is::<TagElem>()
        || child.to_packed::<HElem>().is_some_and(|space| matches!(space.amount, Spacing::Rel(_)))
}
