//! A grid of one row, for what stands side by side where the document has no grid: boxes, the pieces of a stack, columns.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, StyleChain, Synthesize};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{GridCell, GridChild, GridElem, GridItem, Sizing, TrackSizings};
use typst_syntax::Span;

use crate::docx::walk::flow::Flow;
use crate::docx::walk::{Area, Walker};

/// The columns of a row with what stands in each.
#[derive(Default)]
pub(crate) struct OneRow {
    columns: Vec<Sizing>,
    cells: Vec<GridChild>,
}

impl OneRow {
    pub(crate) fn push(&mut self, width: Sizing, cell: GridCell, span: Span) {
        self.columns.push(width);
        self.cells.push(GridChild::Item(GridItem::Cell(Packed::new(cell).spanned(span))));
    }

    /// A column with nothing in it.
    pub(crate) fn space(&mut self, width: Sizing, span: Span) {
        self.push(width, GridCell::new(Content::empty()), span);
    }

    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn grid(self, span: Span) -> Packed<GridElem> {
        let columns = TrackSizings(self.columns.into_iter().collect());
        Packed::new(GridElem::new(self.cells).with_columns(columns)).spanned(span)
    }
}

impl Walker<'_, '_> {
    /// The grid as a table. `false`: there is none to be made of it.
    pub(crate) fn one_row(
        &mut self,
        mut grid: Packed<GridElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        grid.synthesize(self.engine, styles)?;
        let Some(cells) = grid.grid.clone() else { return Ok(false) };
        self.table(&cells, &grid.pack(), styles, locator, area, flow)?;
        Ok(true)
    }
}
