//! Text that begins above its page's upper margin, by negative space, padding or an inset of less than none. Word has no such space: the
//! section's margin is smaller by it, and other pages of the section begin with space instead.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Resolve, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{Abs, BlockElem, PadElem, PagebreakElem, PlaceElem, Size, Spacing, VElem};
use typst_library::routines::Pair;

use crate::docx::walk::container::sides_of;
use crate::docx::walk::flow::fill::in_text;
use crate::docx::walk::{Area, Walker};

/// Less than this is not seen, in points.
const SEEN: f64 = 0.5;

impl Walker<'_, '_> {
    /// How far above the upper margin the text of a section's highest page begins. Nothing where text goes on from page to page by
    /// itself: the next would begin there, too.
    pub(crate) fn raised(&mut self, children: &[Pair], locator: &mut SplitLocator, area: Area) -> SourceResult<Abs> {
        let pages = || children.split(|(child, _)| child.is::<PagebreakElem>());
        let most = pages().map(|page| raised(page, area)).max().unwrap_or_default();
        let free = self.page.margins.top - Abs::pt(SEEN);
        if most < Abs::pt(SEEN) || free <= Abs::zero() || !area.height.to_pt().is_finite() {
            return Ok(Abs::zero());
        }
        for page in pages() {
            let natural = self.natural(&in_text(page), locator, Size::new(area.base, Abs::inf()), area.height);
            if natural.is_ok_and(|size| size.y > area.height) {
                return Ok(Abs::zero());
            }
        }
        Ok(most.min(free))
    }
}

/// How far above its room a page's first block begins.
fn raised(page: &[Pair], area: Area) -> Abs {
    let mut down = Abs::zero();
    for &(child, styles) in page {
        if child.is::<TagElem>() || child.is::<PlaceElem>() {
            continue;
        }
        let Some(space) = child.to_packed::<VElem>() else {
            down += within(child, styles);
            break;
        };
        match space.amount {
            Spacing::Rel(rel) if !space.weak.get(styles) => down += rel.resolve(styles).relative_to(area.height),
            Spacing::Rel(_) => {}
            Spacing::Fr(_) => return Abs::zero(),
        }
    }
    -down
}

/// How far down in a block its content begins, if it has no look of its own.
fn within(child: &Content, styles: StyleChain) -> Abs {
    if let Some(pad) = child.to_packed::<PadElem>() {
        return pad.top.get(styles).resolve(styles).relative_to(Abs::zero());
    }
    match child.to_packed::<BlockElem>() {
        Some(block) if block.fill.get_ref(styles).is_none() && sides_of(&block.stroke.resolve(styles)).is_empty() => {
            block.inset.resolve(styles).top.unwrap_or_default().relative_to(Abs::zero())
        }
        _ => Abs::zero(),
    }
}
