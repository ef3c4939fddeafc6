//! The rows of a table that are repeated on each page. Word repeats rows from the first one on, all as they stand on the first page.

use typst_library::foundations::{Content, StyleChain};
use typst_library::layout::grid::resolve::{Cell, CellGrid, Header, Repeatable};
use typst_library::layout::{Abs, Size};
use typst_library::text::LinebreakElem;
use typst_syntax::Span;

use super::cell::cell_body;
use super::grid::tracks_of;
use crate::docx::walk::Walker;
use crate::docx::walk::flow::fill::found;

/// So many rows above a header are taken for the title of its table, which may be repeated with it, if they are a cell each and no longer
/// than a title's words: rows of data, or a page of text above a header, are not for every page.
const TITLE: usize = 2;
const WORDS: usize = 60;
const LINES: usize = 2;

/// How many rows of a grid are its header, counted as its tracks are.
pub(super) fn header_rows(grid: &CellGrid) -> usize {
    let first = repeated(grid).map(|header| header.range.start).min().unwrap_or_default();
    if written(grid, first) > TITLE || !(0..first).all(|y| is_title(grid, y)) {
        return 0;
    }
    repeated(grid).filter(|header| header.range.start == first).map(|header| header.range.end).max().unwrap_or_default()
}

/// Whether a row is one cell of a few words. So is the space between two rows.
fn is_title(grid: &CellGrid, y: usize) -> bool {
    if grid.has_gutter && y % 2 == 1 {
        return true;
    }
    let whole =
        |cell: &Cell| tracks_of(cell.colspan.get(), grid.has_gutter) >= grid.cols.len() && cell.rowspan.get() == 1;
    let short = |body: &Content| {
        let mut breaks = 0;
        found(body, |elem| {
            breaks += usize::from(elem.is::<LinebreakElem>());
            false
        });
        body.plain_text().chars().filter(|c| !c.is_whitespace()).count() <= WORDS && breaks < LINES
    };
    grid.cell(0, y).is_some_and(|cell| whole(cell) && short(cell_body(&cell.body)))
}

/// The headers that are repeated whatever comes.
fn repeated(grid: &CellGrid) -> impl Iterator<Item = &Repeatable<Header>> {
    grid.headers.iter().filter(|header| header.repeated && header.level.get() == 1)
}

/// How many rows are written above a row, without the spaces between them.
fn written(grid: &CellGrid, y: usize) -> usize {
    if grid.has_gutter { y.div_ceil(2) } else { y }
}

impl Walker<'_, '_> {
    /// What of the first header will not be as it is on each page: that it is not repeated, or not with other words.
    pub(super) fn first_header(
        &mut self,
        grid: &CellGrid,
        widths: &[Abs],
        styles: StyleChain,
    ) -> Vec<(Span, &'static str)> {
        let rows = header_rows(grid);
        if rows == 0 {
            let Some(first) = repeated(grid).map(|header| header.range.start).min() else { return Vec::new() };
            let at = (0..grid.cols.len()).find_map(|x| grid.cell(x, first)).map(|cell| cell_body(&cell.body).span());
            return vec![(at.unwrap_or(Span::detached()), "表头上面还有数据行，各页不重复表头")];
        }
        let mut told = Vec::new();
        for y in 0..rows {
            for x in 0..grid.cols.len() {
                let Some(cell) = grid.cell(x, y) else { continue };
                let span = tracks_of(cell.colspan.get(), grid.has_gutter);
                let width = widths.get(x..(x + span).min(widths.len())).unwrap_or_default().iter().sum();
                if self.changes_with_page(&cell.body, styles, Size::new(width, Abs::inf())) {
                    told.push((cell_body(&cell.body).span(), "随页变化的表头按一页的排"));
                }
            }
        }
        told
    }
}
