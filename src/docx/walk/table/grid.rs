//! Which line stands where in a table.
//!
//! Typst lets the cells on both sides of an edge and explicit lines decide together; Word draws what each cell says of its
//! own four sides. So each edge is decided here once, by Typst's rules, and told to both cells.

use std::ops::Range;
use std::sync::Arc;

use typst_library::foundations::{AlternativeFold, Fold};
use typst_library::layout::Abs;
use typst_library::layout::grid::resolve::{CellGrid, Line, LinePosition};
use typst_library::visualize::{FixedStroke, Stroke};

use crate::docx::model::Border;
use crate::docx::walk::text::paint::colour;

type Edge = Option<Arc<Stroke<Abs>>>;

/// The line left of column `x` (or right of the last) at row `y`.
pub(crate) fn vertical(grid: &CellGrid, x: usize, y: usize) -> Option<Border> {
    if x != 0
        && x != grid.cols.len()
        && let Some(parent) = grid.effective_parent_cell_position(x, y)
        && parent.x < x
    {
        return None;
    }
    let explicit = explicit(&grid.vlines, x, y, grid.cols.len(), grid.has_gutter);
    let (left, left_wins) = x
        .checked_sub(1)
        .and_then(|left| grid.effective_parent_cell_position(left, y))
        .and_then(|at| grid.cell(at.x, at.y))
        .map_or((None, false), |cell| (cell.stroke.right.clone(), cell.stroke_overridden.right));
    let (right, right_wins) = (x < grid.cols.len())
        .then(|| grid.effective_parent_cell_position(x, y))
        .flatten()
        .and_then(|at| grid.cell(at.x, at.y))
        .map_or((None, false), |cell| (cell.stroke.left.clone(), cell.stroke_overridden.left));
    let cells = if left_wins && !right_wins { left.fold_or(right) } else { right.fold_or(left) };
    decide(explicit, cells)
}

/// The line above row `y` (or below the last) at column `x`.
pub(crate) fn horizontal(grid: &CellGrid, x: usize, y: usize) -> Option<Border> {
    if y != 0
        && y != grid.rows.len()
        && let Some(parent) = grid.effective_parent_cell_position(x, y)
        && parent.y < y
    {
        return None;
    }
    let explicit = explicit(&grid.hlines, y, x, grid.rows.len(), grid.has_gutter);
    let (top, top_wins) = y
        .checked_sub(1)
        .and_then(|above| grid.effective_parent_cell_position(x, above))
        .and_then(|at| grid.cell(at.x, at.y))
        .map_or((None, false), |cell| (cell.stroke.bottom.clone(), cell.stroke_overridden.bottom));
    let (bottom, bottom_wins) = (y < grid.rows.len())
        .then(|| grid.effective_parent_cell_position(x, y))
        .flatten()
        .and_then(|at| grid.cell(at.x, at.y))
        .map_or((None, false), |cell| (cell.stroke.top.clone(), cell.stroke_overridden.top));
    let cells = if top_wins && !bottom_wins { top.fold_or(bottom) } else { bottom.fold_or(top) };
    decide(explicit, cells)
}

/// The line above row `y` (or below the last) along some columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Along {
    /// The same everywhere.
    Whole(Option<Border>),
    /// Not everywhere the same: what most of them have.
    Parts(Option<Border>),
}

/// The line above row `y` along the `span` columns from `x` on.
pub(crate) fn along(grid: &CellGrid, x: usize, span: usize, y: usize) -> Along {
    let first = horizontal(grid, x, y);
    let step = if grid.has_gutter { 2 } else { 1 };
    let others = || (x..x + span).step_by(step).map(|x| horizontal(grid, x, y));
    if span <= step || others().all(|line| line == first) {
        return Along::Whole(first);
    }
    let count = |line: &Option<Border>| others().filter(|other| other == line).count();
    Along::Parts(others().max_by_key(count).flatten())
}

/// Whether the line below space `y` between two rows, at column `x`, is shown by what stands in the row below.
pub(crate) fn shown_below(grid: &CellGrid, x: usize, y: usize) -> bool {
    let below = y + 1;
    if !grid.has_gutter || y.is_multiple_of(2) || below >= grid.rows.len() {
        return false;
    }
    let Some(parent) = grid.effective_parent_cell_position(x, below) else { return true };
    let span = grid.cell(parent.x, parent.y).map_or(1, |cell| tracks_of(cell.colspan.get(), true));
    parent.y == below && matches!(along(grid, parent.x, span, below), Along::Whole(_))
}

/// Whether some cell of row `y` has along its edge above row `edge` a line for a part of it only. `but`: not where the cells of this row,
/// on the other side, have none but whole lines there.
pub(crate) fn parted(grid: &CellGrid, y: usize, edge: usize, but: Option<usize>) -> bool {
    spans(grid, y, 0..grid.cols.len()).any(|(x, span)| {
        matches!(along(grid, x, span, edge), Along::Parts(_))
            && but.is_none_or(|other| {
                spans(grid, other, x..x + span).any(|(x, span)| matches!(along(grid, x, span, edge), Along::Parts(_)))
            })
    })
}

/// How many tracks so many columns or rows take: with gutters there is one between any two.
pub(crate) fn tracks_of(count: usize, gutter: bool) -> usize {
    if gutter { 2 * count - 1 } else { count }
}

/// The cells of a row that reach into some columns and are over several: where each begins, and how many columns it covers.
fn spans(grid: &CellGrid, y: usize, columns: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
    let mut at = columns.start;
    std::iter::from_fn(move || {
        while at < columns.end {
            let parent = grid.effective_parent_cell_position(at, y);
            let cell = parent.and_then(|parent| Some((parent.x, grid.cell(parent.x, parent.y)?)));
            let Some((x, cell)) = cell.filter(|(_, cell)| cell.colspan.get() > 1) else {
                at += 1;
                continue;
            };
            let span = tracks_of(cell.colspan.get(), grid.has_gutter);
            at = (x + span).max(at + 1);
            return Some((x, span));
        }
        None
    })
}

/// What explicit lines say of an edge: `None` nothing, `Some(None)` that there is no line.
///
/// Lines are listed by content track. The edge before a gutter track belongs to the content track before it, as a line
/// "after" that track.
fn explicit(lines: &[Vec<Line>], index: usize, track: usize, tracks: usize, gutter: bool) -> Option<Edge> {
    let factor = if gutter { 2 } else { 1 };
    let last = index == tracks;
    let list = lines.get(if !gutter {
        index
    } else if last {
        index / 2 + 1
    } else {
        index / 2
    })?;
    let position = if gutter && index % 2 == 1 && !last { LinePosition::After } else { LinePosition::Before };
    let mut strokes = list
        .iter()
        .filter(|line| {
            let end = line.end.map(|end| tracks_of(end.get(), gutter));
            line.position == position && track >= factor * line.start && end.is_none_or(|end| track < end)
        })
        .map(|line| line.stroke.clone());
    let first = strokes.next()?;
    Some(strokes.fold(first, |acc, next| next.fold(acc)))
}

fn decide(explicit: Option<Edge>, cells: Edge) -> Option<Border> {
    let stroke = explicit.fold_or(Some(cells)).flatten()?;
    let stroke = (*stroke).clone().unwrap_or_default();
    (stroke.thickness > Abs::zero()).then(|| border(&stroke))
}

/// A stroke as a border; Word draws lines from a quarter of a point to six points.
pub(crate) fn border(stroke: &FixedStroke) -> Border {
    let size = (stroke.thickness.to_pt() * 8.0).round().clamp(2.0, 96.0) as u32;
    let kind = match &stroke.dash {
        None => "single",
        // Typst's dash `"solid"` is a pattern of no lengths; neither is broken what has no gaps.
        Some(dash) if dash.array.iter().skip(1).step_by(2).all(|gap| *gap <= Abs::zero()) => "single",
        Some(dash) => {
            let is_dot = |length: &&Abs| **length <= stroke.thickness * 1.5;
            // Every other length is a gap.
            let marks = || dash.array.iter().step_by(2);
            match (marks().filter(is_dot).count(), marks().filter(|mark| !is_dot(mark)).count()) {
                (0, _) => "dashed",
                (_, 0) => "dotted",
                (1, _) => "dotDash",
                _ => "dotDotDash",
            }
        }
    };
    Border { kind, size, colour: colour(&stroke.paint), space: 0 }
}
