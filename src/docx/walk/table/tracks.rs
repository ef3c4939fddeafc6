//! The widths of a table's columns and the heights of its rows, by the same rules as Typst's own layout.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Resolve, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, Fr, Size, Sizing};

use super::grid as lines;
use crate::docx::model::{RowHeight, Twips};
use crate::docx::walk::{Area, Walker};
use typst_utils::Numeric;

impl Walker<'_, '_> {
    /// Resolves the columns' widths.
    pub fn columns(
        &mut self,
        grid: &CellGrid,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Vec<Abs>> {
        let mut widths = vec![Abs::zero(); grid.cols.len()];
        let mut fixed = Abs::zero();
        let mut fractions = Fr::zero();
        for (&column, width) in grid.cols.iter().zip(&mut widths) {
            match column {
                Sizing::Auto => {}
                Sizing::Rel(rel) => {
                    *width = rel.resolve(styles).relative_to(area.base);
                    fixed += *width;
                }
                Sizing::Fr(fr) => fractions += fr,
            }
        }
        let available = area.width - fixed;
        if available < Abs::zero() {
            return Ok(widths);
        }
        let mut auto = Abs::zero();
        let mut count = 0;
        for x in 0..grid.cols.len() {
            if grid.cols.get(x) != Some(&Sizing::Auto) {
                continue;
            }
            let width = self.auto_column(grid, x, &widths, available, styles, locator, area)?;
            if let Some(slot) = widths.get_mut(x) {
                *slot = width;
            }
            auto += width;
            count += 1;
        }
        let remaining = available - auto;
        if remaining >= Abs::zero() {
            if !fractions.is_zero() {
                for (&column, width) in grid.cols.iter().zip(&mut widths) {
                    if let Sizing::Fr(fr) = column {
                        *width = fr.share(fractions, remaining);
                    }
                }
            }
        } else {
            shrink(grid, &mut widths, available, count);
        }
        Ok(widths)
    }

    /// The natural width of an automatic column: the widest of its cells; a cell over several columns counts in the last
    /// automatic one of them, with what the others do not give it.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn auto_column(
        &mut self,
        grid: &CellGrid,
        x: usize,
        widths: &[Abs],
        available: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Abs> {
        let fractional = |at: usize| grid.cols.get(at).is_some_and(|column| column.is_fractional());
        let mut widest = Abs::zero();
        for y in 0..grid.rows.len() {
            let Some(parent) = grid.parent_cell_position(x, y) else { continue };
            if parent.y != y {
                continue;
            }
            let Some(cell) = grid.cell(parent.x, parent.y) else { continue };
            let span = lines::tracks_of(cell.colspan.get(), grid.has_gutter);
            let columns = parent.x..(parent.x + span).min(grid.cols.len());
            if span > 1 {
                let last_auto = columns.clone().rev().find(|&at| grid.cols.get(at) == Some(&Sizing::Auto));
                if last_auto != Some(x) {
                    continue;
                }
                let all: Vec<_> = (0..grid.cols.len()).filter(|&at| fractional(at)).collect();
                if !all.is_empty() && all.iter().all(|at| columns.contains(at)) {
                    continue;
                }
            }
            let covered: Abs = columns.filter(|&at| !fractional(at)).filter_map(|at| widths.get(at).copied()).sum();
            let size = Size::new(available, area.height);
            let frame = self.previewed(&cell.body, styles, locator, size)?;
            widest.set_max(frame.width() - self.stand_in_surplus(&frame) - covered);
        }
        Ok(widest)
    }

    /// Gives a column in which something without a width stands, such as a line downwards, a point of its neighbour's: programs leave out
    /// cells that have none, with what they hold.
    pub fn give_room(
        &mut self,
        grid: &CellGrid,
        widths: &mut [Abs],
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<()> {
        for x in 0..widths.len() {
            let lack = Abs::pt(1.0) - widths.get(x).copied().unwrap_or_default();
            if lack < Abs::pt(0.5) || grid.cols.get(x) != Some(&Sizing::Auto) {
                continue;
            }
            let mut stands = false;
            for y in 0..grid.rows.len() {
                let Some(cell) = grid.cell(x, y).filter(|cell| cell.colspan.get() == 1) else { continue };
                let frame = self.previewed(&cell.body, styles, locator, Size::new(area.width, area.height))?;
                stands |= frame.height() > Abs::zero();
            }
            let rich = |at: &usize| widths.get(*at).is_some_and(|width| *width > lack * 3.0);
            let neighbour = [Some(x + 1), x.checked_sub(1)].into_iter().flatten().find(rich).filter(|_| stands);
            if let Some(given) = neighbour.and_then(|at| widths.get_mut(at)) {
                *given -= lack;
                if let Some(own) = widths.get_mut(x) {
                    *own += lack;
                }
            }
        }
        Ok(())
    }

    /// A row's height: fixed rows are exact; automatic ones follow their content.
    pub fn row_height(&self, sizing: Sizing, styles: StyleChain, area: Area) -> RowHeight {
        match sizing {
            Sizing::Auto | Sizing::Fr(_) => RowHeight::Auto,
            Sizing::Rel(rel) => {
                let height = rel.resolve(styles).relative_to(area.height);
                RowHeight::Exact(Twips::from_pt(height.to_pt()).max(Twips(1)))
            }
        }
    }
}

/// Takes width from the widest automatic columns until all fit.
fn shrink(grid: &CellGrid, widths: &mut [Abs], available: Abs, count: usize) {
    let auto = |at: usize| grid.cols.get(at) == Some(&Sizing::Auto);
    let mut fair = -Abs::inf();
    let mut left = available;
    let mut overlarge = count;
    let mut changed = true;
    while changed && overlarge > 0 {
        changed = false;
        let last = fair;
        fair = left / (overlarge as f64);
        for (at, &width) in widths.iter().enumerate() {
            if auto(at) && width <= fair && width > last {
                left -= width;
                overlarge -= 1;
                changed = true;
            }
        }
    }
    for (at, width) in widths.iter_mut().enumerate() {
        if auto(at) && *width > fair {
            *width = fair;
        }
    }
}

/// Which tracks of a grid Word is told of: all but the spaces between rows and columns that are none.
pub(crate) struct Tracks {
    columns: Vec<bool>,
    rows: Vec<bool>,
    /// Of the edges above rows, which ones no cell can show: Word gives a cell one line for the whole of an edge, and there are lines along
    /// a part of cells on both sides. A row of next to no height shows them.
    edges: Vec<bool>,
}

impl Tracks {
    /// Those of a grid with columns of these widths.
    pub fn of(grid: &CellGrid, widths: &[Abs], styles: StyleChain, area: Area) -> Self {
        let gap = |at: usize| grid.has_gutter && at % 2 == 1;
        let columns = widths.iter().enumerate().map(|(x, width)| !gap(x) || *width > Abs::zero()).collect();
        let none = |sizing: Sizing| match sizing {
            Sizing::Auto => true,
            Sizing::Rel(rel) => rel.resolve(styles).relative_to(area.height) <= Abs::zero(),
            Sizing::Fr(_) => false,
        };
        let lines = |y: usize| lines::parted(grid, y - 1, y, None) || lines::parted(grid, y + 1, y + 1, None);
        let rows = grid.rows.iter().enumerate().map(|(y, &sizing)| !gap(y) || !none(sizing) || lines(y)).collect();
        let last = grid.rows.len();
        let parted = |edge: usize| match (grid.has_gutter, edge == last) {
            (_, true) => lines::parted(grid, edge - 1, edge, None),
            (true, false) => false,
            (false, false) => lines::parted(grid, edge - 1, edge, Some(edge)),
        };
        let edges = (0..=last).map(|edge| edge > 0 && parted(edge)).collect();
        Self { columns, rows, edges }
    }

    /// Whether there is such a column; what lies outside counts as one.
    pub fn column(&self, x: usize) -> bool {
        self.columns.get(x).copied().unwrap_or(true)
    }

    /// Whether there is such a row; what lies outside counts as one.
    pub fn row(&self, y: usize) -> bool {
        self.rows.get(y).copied().unwrap_or(true)
    }

    /// Whether the lines above a row need a row of their own.
    pub fn edge(&self, y: usize) -> bool {
        self.edges.get(y).copied().unwrap_or(false)
    }

    /// The columns' widths in twips, whose sums never drift from the real edges.
    pub fn columns(&self, widths: &[Abs]) -> Vec<Twips> {
        let mut edge = Abs::zero();
        let mut at = Twips::ZERO;
        let kept = widths.iter().enumerate().filter(|(x, _)| self.column(*x));
        kept.map(|(_, &width)| {
            edge += width;
            let next = Twips::from_pt(edge.to_pt());
            let width = next - at;
            at = next;
            width
        })
        .collect()
    }
}
