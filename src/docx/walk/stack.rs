//! Stacks: downwards blocks one below the other, sideways a row of cells.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, StyleChain, Synthesize};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Axis, GridCell, GridChild, GridElem, GridItem, Sizing, Spacing, StackChild, StackElem, TrackSizings,
};

use super::container::around;
use super::flow::Flow;
use super::{Area, Hold, Walker};

impl Walker<'_, '_> {
    /// A stack: downwards, blocks; sideways, a table of one row.
    pub fn stack(
        &mut self,
        elem: &Packed<StackElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if elem.dir.get(styles).axis() == Axis::X {
            return self.row(elem, styles, locator, area, flow);
        }
        let [above, below] = around(styles, area);
        flow.weak(above);
        for piece in pieces(elem, styles) {
            match piece {
                StackChild::Spacing(Spacing::Rel(rel)) => flow.space(rel.resolve(styles).relative_to(area.height), 0),
                StackChild::Spacing(Spacing::Fr(_)) => {}
                StackChild::Block(body) => {
                    let inner = Area { root: false, hold: Hold::Flow, fill: false, ..area };
                    flow.enter();
                    self.content(&body, styles, locator, inner, flow)?;
                    flow.leave();
                }
            }
        }
        flow.weak(below);
        Ok(())
    }

    /// A stack sideways: a grid of one row, with a column for each piece and each space.
    fn row(
        &mut self,
        elem: &Packed<StackElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let mut columns: Vec<Sizing> = Vec::new();
        let mut cells = Vec::new();
        for piece in pieces(elem, styles) {
            let (column, cell) = match piece {
                StackChild::Spacing(Spacing::Rel(rel)) => (Sizing::Rel(rel), Content::empty()),
                StackChild::Spacing(Spacing::Fr(fr)) => (Sizing::Fr(fr), Content::empty()),
                StackChild::Block(body) => (Sizing::Auto, body),
            };
            columns.push(column);
            cells.push(cell);
        }
        let span = elem.span();
        let children = cells
            .into_iter()
            .map(|body| GridChild::Item(GridItem::Cell(Packed::new(GridCell::new(body)).spanned(span))));
        let mut grid =
            Packed::new(GridElem::new(children.collect()).with_columns(TrackSizings(columns.into_iter().collect())))
                .spanned(span);
        grid.synthesize(self.engine, styles)?;
        let Some(cells) = grid.grid.clone() else { return Ok(()) };
        self.stack_base = Some(area.base);
        self.table(&cells, &grid.pack(), styles, locator, area, flow)
    }
}

/// A stack's pieces in the order in which they stand, with the space between those that have none of their own.
fn pieces(elem: &Packed<StackElem>, styles: StyleChain) -> Vec<StackChild> {
    let between = elem.spacing.get(styles);
    let mut pieces: Vec<StackChild> = Vec::new();
    for child in &elem.children {
        if let (StackChild::Block(_), Some(StackChild::Block(_)), Some(between)) = (child, pieces.last(), between) {
            pieces.push(StackChild::Spacing(between));
        }
        pieces.push(child.clone());
    }
    if !elem.dir.get(styles).is_positive() {
        pieces.reverse();
    }
    pieces
}
