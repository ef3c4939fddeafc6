//! Boxes in a line with nothing in them but what is placed: notes in the margin, marks beside words.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BoxElem, PlaceElem};
use typst_library::routines::{Arenas, Pair};

use super::inline::significant;
use super::line::Line;
use super::place::set_place;
use super::{Area, Walker};
use crate::docx::model::{Emu, Placement};

impl Walker<'_, '_> {
    /// A box that says that it takes no room, as a note in the margin does. False if anything but what is placed stands in it.
    pub(super) fn hang_in_line(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, body, styles)?;
        let placed = all_placed(&significant(&pairs));
        if placed {
            self.hung_box(elem, styles, locator, area, line)?;
        }
        Ok(placed)
    }

    /// A box with nothing in it but what is placed: that takes no room, and hangs from the box's place in the line.
    pub(super) fn hung_box(
        &mut self,
        elem: &Packed<BoxElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let start = line.inlines.len();
        let first = !line.broken && line.current < area.width;
        let (current, widest) = (line.current, line.width);
        let held = line.held();
        self.inline_picture(&elem.clone().pack(), styles, locator, area, line)?;
        let above = Emu::from_pt(self.extent(styles, "x").ascent.to_pt());
        let column = (first && !line.filled()).then(|| Emu::from_pt(current.to_pt()));
        for inline in line.inlines.iter_mut().skip(start) {
            // Not what waited for the line, and stands elsewhere.
            if matches!(inline.drawn(), Some((Placement::Inline { .. }, _))) {
                set_place(inline, Placement::Character { x: Emu(0), y: above, first, column });
            }
        }
        (line.current, line.width) = (current, widest);
        line.release(held);
        Ok(())
    }
}

/// Whether a box of a width, or of none, says that it is as good as nothing in its line.
pub(super) fn takes_no_room(elem: &Packed<BoxElem>, width: Option<Abs>, styles: StyleChain) -> bool {
    let least = Abs::pt(1.0);
    let height = match elem.height.get(styles) {
        Smart::Custom(height) => Some(height.resolve(styles).relative_to(Abs::zero())),
        Smart::Auto => None,
    };
    (width.is_some() || height.is_some())
        && width.is_none_or(|width| width < least)
        && height.is_none_or(|height| height < least)
}

/// Whether there is something, and all of it is placed.
pub(super) fn all_placed(own: &[Pair]) -> bool {
    !own.is_empty() && own.iter().all(|(child, _)| child.is::<PlaceElem>())
}
