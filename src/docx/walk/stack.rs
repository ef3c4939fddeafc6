//! Stacks: downwards blocks one below the other, sideways a row of cells.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, StyleChain, Synthesize};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Axis, GridCell, GridChild, GridElem, GridItem, Sizing, Spacing, StackChild, StackElem, TrackSizings,
};

use super::flow::Flow;
use super::{Area, Walker};

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
        let direction = elem.dir.get(styles);
        if direction.axis() == Axis::X {
            return self.row(elem, styles, locator, area, flow);
        }
        let between = elem.spacing.get(styles);
        let mut pending: Option<Spacing> = None;
        let mut children: Vec<&StackChild> = elem.children.iter().collect();
        if !direction.is_positive() {
            children.reverse();
        }
        let spacing = styles.resolve(typst_library::model::ParElem::spacing);
        flow.space(spacing, 4);
        for child in children {
            match child {
                StackChild::Spacing(amount) => {
                    self.stack_space(*amount, styles, area, flow);
                    pending = None;
                }
                StackChild::Block(body) => {
                    if let Some(amount) = pending.take() {
                        self.stack_space(amount, styles, area, flow);
                    }
                    let inner = Area { root: false, ..area };
                    flow.enter();
                    self.content(body, styles, locator, inner, flow)?;
                    flow.leave();
                    pending = between;
                }
            }
        }
        flow.space(spacing, 4);
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
        let between = elem.spacing.get(styles);
        let mut columns: Vec<Sizing> = Vec::new();
        let mut cells = Vec::new();
        let space = |amount: Option<Spacing>, columns: &mut Vec<Sizing>, cells: &mut Vec<Content>| {
            if let Some(amount) = amount {
                columns.push(match amount {
                    Spacing::Rel(rel) => Sizing::Rel(rel),
                    Spacing::Fr(fr) => Sizing::Fr(fr),
                });
                cells.push(Content::empty());
            }
        };
        let mut pending: Option<Spacing> = None;
        for child in &elem.children {
            match child {
                StackChild::Spacing(amount) => {
                    space(Some(*amount), &mut columns, &mut cells);
                    pending = None;
                }
                StackChild::Block(body) => {
                    space(pending.take(), &mut columns, &mut cells);
                    columns.push(Sizing::Auto);
                    cells.push(body.clone());
                    pending = between;
                }
            }
        }
        if !elem.dir.get(styles).is_positive() {
            columns.reverse();
            cells.reverse();
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
        self.table(&cells, &grid.pack(), styles, locator, area, flow)
    }

    fn stack_space(&mut self, amount: Spacing, styles: StyleChain, area: Area, flow: &mut Flow) {
        match amount {
            Spacing::Rel(rel) => flow.space(rel.resolve(styles).relative_to(area.height), 0),
            Spacing::Fr(_) => {}
        }
    }
}
