//! Framed tables directly one below the other, as forms are made of several: one table to Word, whose rows need not have the same columns.
//! As two they would have a line each where they meet, with a paragraph between.

use typst_library::layout::Abs;

use super::{Above, Flow};
use crate::docx::model::{Block, Row, Table, Twips};
use crate::docx::walk::table::margins::Reach;
use crate::docx::walk::table::rows::lower_line;

/// Edges of columns nearer to each other are one.
const SAME: i32 = 10;

/// So much nearer than one below the other tables are still taken for one, in points: authors draw them up by the width of a line.
const DRAWN_UP: f64 = 1.5;

/// Word's limit.
const MOST_COLUMNS: usize = 63;

impl Flow {
    /// Adds a table to the one it stands directly below, if they are framed alike. `gap`: the space between them. Gives it back if not.
    pub(super) fn join_table(&mut self, table: Table, gap: Abs, reach: Reach) -> Option<Table> {
        let near = gap <= Abs::pt(0.1) && gap >= -Abs::pt(DRAWN_UP);
        let below = self.below();
        let Above::Edge(_) = self.above else { return Some(table) };
        let Some(Block::Table(last)) = self.blocks.last_mut() else { return Some(table) };
        let line = last.rows.last().map_or(Abs::zero(), lower_line);
        if !near || !are_alike(last, &table) {
            return Some(table);
        }
        let Some(grid) = common_grid(last, &table) else { return Some(table) };
        let (upper, lower) = (edges(&last.grid), edges(&table.grid));
        last.rows.iter_mut().for_each(|row| span(row, &upper, &grid));
        let mut rows = table.rows;
        rows.iter_mut().for_each(|row| span(row, &lower, &grid));
        last.rows.append(&mut rows);
        last.grid = grid.iter().zip(grid.iter().skip(1)).map(|(from, to)| Twips(to - from)).collect();
        // The line where they meet is one.
        self.late = (below - line + self.late + reach.over - gap.max(Abs::zero())).max(Abs::zero());
        self.above = Above::Edge(reach.under);
        None
    }
}

/// Whether two tables stand between the same edges, with a line along all of where they meet, and none has a header, which would be repeated
/// for both.
fn are_alike(upper: &Table, lower: &Table) -> bool {
    let same = |one: Twips, other: Twips| (one.0 - other.0).abs() <= SAME;
    let placed = |table: &Table| (table.align, table.rtl, table.float.is_some());
    let headed = |table: &Table| table.rows.iter().any(|row| row.header);
    let above = upper.rows.last().is_some_and(|row| row.cells.iter().all(|cell| cell.borders.bottom.is_some()));
    let below = lower.rows.first().is_some_and(|row| row.cells.iter().all(|cell| cell.borders.top.is_some()));
    above
        && below
        && placed(upper) == placed(lower)
        && upper.float.is_none()
        && same(upper.indent, lower.indent)
        && same(upper.width(), lower.width())
        && !headed(upper)
        && !headed(lower)
}

/// Where the columns of a grid begin, and where the last one ends.
fn edges(grid: &[Twips]) -> Vec<i32> {
    let ends = grid.iter().scan(0, |at, width| {
        *at += width.0;
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

/// The edges of the columns of two tables, if they are not too many nor so near to each other that a column would be lost.
fn common_grid(upper: &Table, lower: &Table) -> Option<Vec<i32>> {
    let narrow = |table: &Table| table.grid.iter().any(|width| width.0 <= 2 * SAME);
    if narrow(upper) || narrow(lower) {
        return None;
    }
    let mut all = edges(&upper.grid);
    for edge in edges(&lower.grid) {
        if !all.iter().any(|own| (own - edge).abs() <= SAME) {
            all.push(edge);
        }
    }
    all.sort_unstable();
    (all.len() - 1 <= MOST_COLUMNS).then_some(all)
}

/// Has the cells of a row, which stand between some edges, cover the columns of a finer grid.
fn span(row: &mut Row, own: &[i32], grid: &[i32]) {
    let place = |edge: Option<&i32>| {
        let near = |at: &i32| edge.is_some_and(|edge| (edge - at).abs() <= SAME);
        grid.iter().position(near).unwrap_or(grid.len() - 1)
    };
    let mut column = 0;
    for cell in &mut row.cells {
        let end = column + cell.columns;
        cell.columns = place(own.get(end)).saturating_sub(place(own.get(column)));
        column = end;
    }
}
