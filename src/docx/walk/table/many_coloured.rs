//! Grounds of cells that have more than one colour: Word has one for a cell. What is said for all cells is told once.

use typst_library::foundations::{Content, Smart, StyleChain};
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Celled, GridCell, GridElem};
use typst_library::model::{TableCell, TableElem};
use typst_library::visualize::Paint;
use typst_syntax::Span;

use super::cell::cell_body;
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::{NOTE, Walker};

impl Walker<'_, '_> {
    /// Tells of the cells of a table or grid that have many colours: where the table says so, and where a cell does itself.
    pub(super) fn tell_of_colours(&mut self, grid: &CellGrid, table: &Content, styles: StyleChain) {
        let coloured: Vec<Span> = (0..grid.rows.len())
            .flat_map(|y| (0..grid.cols.len()).filter_map(move |x| grid.cell(x, y)))
            .filter(|cell| cell.fill.as_ref().is_some_and(many_coloured))
            .map(|cell| cell.body.span())
            .collect();
        if coloured.is_empty() {
            return;
        }
        let mut own = Vec::new();
        found(table, |elem| {
            let fill = match (elem.to_packed::<TableCell>(), elem.to_packed::<GridCell>()) {
                (Some(cell), _) => cell.fill.get_cloned(styles),
                (_, Some(cell)) => cell.fill.get_cloned(styles),
                _ => return false,
            };
            if matches!(fill, Smart::Custom(Some(paint)) if many_coloured(&paint)) {
                own.push((elem.span(), cell_body(elem).span()));
            }
            false
        });
        let said = match (table.to_packed::<TableElem>(), table.to_packed::<GridElem>()) {
            (Some(table), _) => Some(table.fill.get_cloned(styles)),
            (_, Some(grid)) => Some(grid.fill.get_cloned(styles)),
            _ => None,
        };
        let said = match said {
            Some(Celled::Func(choice)) => choice.span().or(table.span()),
            _ => table.span(),
        };
        for cell in coloured {
            let own = own.iter().find(|(at, _)| *at == cell).map(|(_, body)| *body);
            self.warn(own.unwrap_or(said), format!("{NOTE}底色的渐变或图案只取一个颜色"));
        }
    }
}

fn many_coloured(paint: &Paint) -> bool {
    matches!(paint, Paint::Gradient(_) | Paint::Tiling(_))
}
