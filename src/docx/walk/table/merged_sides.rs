//! The lines at the sides of a cell over several rows, where they are not the same along all of it.

use std::ops::Range;

use typst_library::layout::grid::resolve::CellGrid;

use super::grid::tracks_of;
use super::tracks::Tracks;
use crate::docx::model::Border;

/// What the first row of a cell over some rows says of the line at one of its sides. `edge`: that line at a row; `beside`: the column on
/// its other side, if there is any.
///
/// LibreOffice takes what the first row says for the whole cell. So it says nothing where the line changes on the way down and the cells
/// on the other side say all of it: of a line that only one of two cells has, both programs show that.
pub(crate) fn first_side(
    grid: &CellGrid,
    tracks: &Tracks,
    rows: Range<usize>,
    beside: Option<usize>,
    edge: impl Fn(usize) -> Option<Border>,
) -> Option<Border> {
    let first = edge(rows.start);
    let same = |rows: Range<usize>, line: Option<Border>| rows.filter(|&y| tracks.row(y)).all(|y| edge(y) == line);
    if same(rows.clone(), first) {
        return first;
    }
    let told = |y: usize| {
        beside.is_some_and(|x| {
            let own = grid.effective_parent_cell_position(x, y);
            let other = own.and_then(|at| Some((at.y, grid.cell(at.x, at.y)?.rowspan.get())));
            let rows = other.map_or(y..y + 1, |(from, span)| from..from + tracks_of(span, grid.has_gutter));
            same(rows, edge(y))
        })
    };
    let mut lines = rows.filter(|&y| tracks.row(y) && edge(y).is_some());
    if lines.all(told) { None } else { first }
}
