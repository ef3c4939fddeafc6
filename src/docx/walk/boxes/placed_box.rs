//! Boxes in a line with nothing in them but what is placed: notes in the margin, marks beside words.

use typst_library::diag::SourceResult;
use typst_library::foundations::Content;
use typst_library::introspection::SplitLocator;
use typst_library::layout::PlaceElem;
use typst_library::routines::{Arenas, Pair};

use super::inline_box::InlineBox;
use crate::docx::model::{Emu, Placement};
use crate::docx::walk::line::Line;
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::place::set_place;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// A box that says that it takes no room, as a note in the margin does. False if anything but what is placed stands in it.
    pub(crate) fn hang_in_line(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, body, boxed.styles)?;
        let placed = all_placed(&significant(&pairs));
        if placed {
            self.hung_box(boxed, locator, area, line)?;
        }
        Ok(placed)
    }

    /// A box with nothing in it but what is placed: that takes no room, and hangs from the box's place in the line.
    pub(crate) fn hung_box(
        &mut self,
        boxed: &InlineBox,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let start = line.inlines.len();
        let first = !line.broken && line.current < area.width;
        let (current, widest) = (line.current, line.width);
        let held = line.held();
        self.inline_picture(&boxed.elem.clone().pack(), boxed.styles, locator, area, line)?;
        let above = Emu::from_pt(self.extent(boxed.styles, "x").ascent.to_pt());
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

/// Whether there is something, and all of it is placed.
pub(crate) fn all_placed(own: &[Pair]) -> bool {
    !own.is_empty() && own.iter().all(|(child, _)| child.is::<PlaceElem>())
}
