//! Markers that are drawn, higher than a line: numbers in circles, pictures for bullets.
//!
//! No line could hold one without being cut or growing, so it hangs beside its item, which is at least as high as it.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Size};
use typst_library::text::TextElem;

use super::label::baseline;
use crate::docx::model::{Emu, Inline, Placement};
use crate::docx::walk::flow::Flow;
use crate::docx::walk::place::set_place;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// Hangs a marker beside the item that comes, if it is higher than a line and the item shows something; `foot` is the marker's
    /// baseline and `start` where it stands. Gives the height that the item lacks to be as high as it.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn hang_marker(
        &mut self,
        marker: &[Inline],
        foot: Option<Abs>,
        item: &Content,
        start: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<Option<Abs>> {
        let Some((drawing, into, height)) = tall_drawing(marker, styles) else { return Ok(None) };
        let own = self.previewed(item, styles, locator, Size::new(area.width, Abs::inf()))?;
        if crate::docx::walk::drawing::picture::seen(&own).is_none() {
            return Ok(None);
        }
        // As in Typst, both stand on one baseline where both have one.
        let lower = foot.zip(baseline(&own)).map_or(Abs::zero(), |(foot, own)| own - foot);
        let mut drawing = drawing.clone();
        let (x, y) = (Emu::from_pt((start + into).to_pt()), Emu::from_pt(lower.to_pt()));
        set_place(&mut drawing, Placement::Anchored { x, y, behind: false });
        self.anchor(drawing);
        flow.space((-lower).max(Abs::zero()), 0);
        Ok(Some((height + lower - own.height()).max(Abs::zero())))
    }
}

/// The only thing that is seen of a marker, if it is a drawing higher than letters of the size around it: with the room before it, and its
/// height.
fn tall_drawing<'a>(inlines: &'a [Inline], styles: StyleChain) -> Option<(&'a Inline, Abs, Abs)> {
    let (before, drawing) = match inlines {
        [drawing] => (Abs::zero(), drawing),
        [Inline::Space(room, _), drawing] => (Abs::pt(room.to_pt()), drawing),
        _ => return None,
    };
    let height = Abs::pt(drawing.standing()?.to_pt());
    (height > styles.resolve(TextElem::size)).then_some((drawing, before, height))
}
