//! Rows and cells of tables with nothing in them, and tables of which nothing is seen but what stands in them.

use typst_library::diag::SourceResult;
use typst_library::foundations::StyleChain;
use typst_library::introspection::SplitLocator;
use typst_library::layout::Abs;
use typst_library::layout::grid::resolve::{CellGrid, Entry};
use typst_library::text::TextElem;

use super::cell::{cell_body, cell_fields};
use super::grid as lines;
use super::tracks::Tracks;
use crate::docx::model::{Block, Borders, Cell, Row, RowHeight, Twips};
use crate::docx::walk::Walker;
use crate::docx::walk::flow::spacer;

/// A cell without content, not as high as a line.
pub(crate) fn lean_cell() -> Cell {
    Cell { columns: 1, blocks: vec![Block::Paragraph(spacer(Abs::pt(1.0), false).0)], ..Cell::default() }
}

/// A row without content that is lower than this part of the text's size is no row to write in.
const NARROW: f64 = 0.5;

impl Walker<'_, '_> {
    /// Makes a row without content as low as it is, if nobody writes in it: it parts what is above and below. Whether it is such a row.
    pub(crate) fn narrow_row(
        &mut self,
        row: &mut Row,
        (grid, y, widths): (&CellGrid, usize, &[Abs]),
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<bool> {
        if row.height != RowHeight::Auto || !row.cells.iter().all(is_blank) {
            return Ok(false);
        }
        let natural = self.natural_height(grid, y, widths, styles, locator)?;
        if natural >= styles.resolve(TextElem::size) * NARROW {
            return Ok(false);
        }
        row.height = RowHeight::Exact(Twips::from_pt(natural.to_pt()).max(Twips(1)));
        for cell in &mut row.cells {
            cell.blocks = lean_cell().blocks;
            let [top, _, bottom, _] = &mut cell.margins;
            (*top, *bottom) = (Twips::ZERO, Twips::ZERO);
        }
        Ok(true)
    }
}

/// Whether a cell is of one row and has nothing in it, be it a line without words.
pub(crate) fn is_blank(cell: &Cell) -> bool {
    cell.merge.is_none()
        && match cell.blocks.as_slice() {
            [] => true,
            [Block::Paragraph(only)] => only.inlines.is_empty(),
            _ => false,
        }
}

/// The cells of a row that only shows the lines above row `y`.
pub(crate) fn edge_cells(grid: &CellGrid, y: usize, tracks: &Tracks) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut x = 0;
    while x < grid.cols.len() {
        let inside = (y < grid.rows.len()).then(|| grid.effective_parent_cell_position(x, y)).flatten();
        let over = inside.filter(|parent| parent.y < y);
        let span = over.and_then(|parent| grid.cell(parent.x, parent.y)).map_or(1, |cell| cell.colspan.get());
        let span = lines::tracks_of(span, grid.has_gutter);
        let columns = (x..x + span).filter(|&x| tracks.column(x)).count();
        if columns > 0 {
            cells.push(match over {
                Some(_) => Cell { columns, merge: Some(false), ..Cell::default() },
                None => Cell {
                    borders: Borders { top: lines::horizontal(grid, x, y), ..Borders::default() },
                    ..lean_cell()
                },
            });
        }
        x += span;
    }
    cells
}

/// Whether a row of a grid has nothing in it, not even room around it.
pub(crate) fn is_void(grid: &CellGrid, y: usize, styles: StyleChain) -> bool {
    let mut any = false;
    (0..grid.cols.len()).filter_map(|x| grid.effective_parent_cell_position(x, y)).all(|at| {
        any = true;
        at.y == y
            && grid.cell(at.x, at.y).is_some_and(|cell| {
                let (inset, _) = cell_fields(&cell.body, styles);
                cell.rowspan.get() == 1
                    && inset.top.is_zero()
                    && inset.bottom.is_zero()
                    && cell_body(&cell.body).is_empty()
            })
    }) && any
}

/// Whether nothing is seen of a table but what stands in it: no lines and no grounds.
pub(crate) fn is_bare(grid: &CellGrid) -> bool {
    let lines = [&grid.hlines, &grid.vlines];
    lines.into_iter().flatten().all(Vec::is_empty)
        && grid.entries.iter().filter_map(Entry::as_cell).all(|cell| {
            let stroke = &cell.stroke;
            let sides = [&stroke.left, &stroke.top, &stroke.right, &stroke.bottom];
            cell.fill.is_none() && sides.into_iter().all(Option::is_none)
        })
}

/// Whether a table is one row of which nothing is seen but lines below its cells.
pub(crate) fn is_open(grid: &CellGrid) -> bool {
    let lines = [&grid.hlines, &grid.vlines];
    grid.rows.len() == 1
        && lines.into_iter().flatten().all(Vec::is_empty)
        && grid.entries.iter().filter_map(Entry::as_cell).all(|cell| {
            let stroke = &cell.stroke;
            let sides = [&stroke.left, &stroke.top, &stroke.right];
            cell.fill.is_none() && sides.into_iter().all(Option::is_none)
        })
}
