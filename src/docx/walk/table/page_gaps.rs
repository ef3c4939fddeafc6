//! The space between two rows where a page ends. Typst leaves it out where the next row begins a page; Word has a row of its own for it,
//! which would stand at the next page's head if the page before has no room for it. Typst's own layout tells where that is, and the row
//! is made as low as what is left of the page, so that it stays there.

use typst_library::introspection::{PagedPosition, PositionIntrospection};
use typst_library::layout::Abs;
use typst_utils::Numeric;

use super::rows::Track;
use crate::docx::model::{RowHeight, Twips};
use crate::docx::walk::flow::Flow;
use crate::docx::walk::flow::heights::row_height;
use crate::docx::walk::flow::most_height::most_height;
use crate::docx::walk::{Area, Walker};

/// Less space than this at a page's head is not seen.
const SEEN: Twips = Twips(40);

/// What stays free of the page below the space, in points: rows may come out a little higher.
const SPARE: f64 = 3.0;

impl Walker<'_, '_> {
    /// Has the space between rows end with its page, in a table that comes next in the text.
    pub(crate) fn end_gaps_with_pages(&mut self, tracks: &mut [Track], columns: &[Twips], flow: &Flow, area: Area) {
        let seen =
            |track: &Track| track.gutter && matches!(track.row.height, RowHeight::Exact(height) if height > SEEN);
        if area.whole || !area.height.is_finite() || !tracks.iter().any(seen) {
            return;
        }
        let own: Abs = tracks.iter().map(|track| most_height(&track.row, columns)).sum();
        if flow.surely_has_room(own, area) {
            // Typst need not be asked.
            return;
        }
        for index in 1..tracks.len() {
            let [Some(above), Some(gap), Some(below)] = [index - 1, index, index + 1].map(|at| tracks.get(at)) else {
                return;
            };
            let [first, last, next] = [above.met.start, above.met.end.wrapping_sub(1), below.met.start];
            if !seen(gap) || above.met.is_empty() || below.met.is_empty() {
                continue;
            }
            let height = Abs::pt(row_height(&above.row).to_pt());
            let places = [first, last, next].map(|met| self.place_of(met));
            let [Some(first), Some(last), Some(next)] = places else { continue };
            if next.page <= last.page {
                continue;
            }
            let foot = self.page.size.y - self.page.margins.bottom;
            let left = foot - first.point.y - height - Abs::pt(SPARE);
            let left = if first.page == last.page { Twips::from_pt(left.to_pt()) } else { Twips::ZERO };
            if let Some(Track { row, .. }) = tracks.get_mut(index)
                && let RowHeight::Exact(height) = &mut row.height
            {
                *height = left.max(Twips(1)).min(*height);
            }
        }
    }

    /// Where one of the elements that were met stands in Typst, if that is known.
    fn place_of(&mut self, met: usize) -> Option<PagedPosition> {
        let met = *self.met.get(met)?;
        let place = self.engine.introspect(PositionIntrospection(met.location(), met.span()));
        (place.point.y > Abs::zero()).then_some(place)
    }
}
