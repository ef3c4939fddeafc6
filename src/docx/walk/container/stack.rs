//! Stacks: downwards blocks one below the other, sideways a row of cells.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Packed, Resolve, StyleChain, StyledElem};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    AlignElem, Axis, Dir, FixedAlignment, Fr, GridCell, HElem, Sizing, Spacing, StackChild, StackElem, VElem,
};

use super::around;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::table::one_row::OneRow;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::{Area, Hold, Walker};

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
                    self.placed_within(&body, styles, locator, inner, flow)?;
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
        let span = elem.span();
        let mut row = OneRow::default();
        // Each stands as far along the room that is left as its own alignment says, or that of one before it.
        let mut pieces = pieces(elem, styles);
        if is_rtl(styles) {
            // A stack runs the way it says, a table of such text from right to left.
            pieces.reverse();
        }
        let own = styles.resolve(AlignElem::alignment).x;
        let free = !area.loose && elem.dir.get(styles) == Dir::LTR && !pieces.iter().any(is_fraction);
        let turned = free && pieces.iter().any(|piece| stands(piece, styles).is_some_and(|stand| stand > own));
        let mut along = FixedAlignment::Start;
        for piece in pieces {
            if turned && let Some(stand) = stands(&piece, styles).filter(|stand| *stand > along) {
                let halves = if along == FixedAlignment::Start && stand == FixedAlignment::End { 2.0 } else { 1.0 };
                row.space(Sizing::Fr(Fr::new(halves)), span);
                along = stand;
            }
            match piece {
                StackChild::Spacing(space) => row.space(space.into(), span),
                StackChild::Block(body) => row.push(Sizing::Auto, GridCell::new(body), span),
            }
        }
        if along == FixedAlignment::Center {
            row.space(Sizing::Fr(Fr::one()), span);
        }
        self.stack_base = Some(area.base);
        self.one_row(row.grid(span), styles, locator, area, flow)?;
        Ok(())
    }
}

fn is_fraction(piece: &StackChild) -> bool {
    matches!(piece, StackChild::Spacing(Spacing::Fr(_)))
}

/// Where a piece of a stack sideways stands in the room that is left.
fn stands(piece: &StackChild, styles: StyleChain) -> Option<FixedAlignment> {
    let StackChild::Block(body) = piece else { return None };
    let align = if let Some(aligned) = body.to_packed::<AlignElem>() {
        aligned.alignment.get(styles)
    } else if let Some(styled) = body.to_packed::<StyledElem>() {
        styles.chain(&styled.styles).get(AlignElem::alignment)
    } else {
        styles.get(AlignElem::alignment)
    };
    Some(align.resolve(styles).x)
}

/// A stack's pieces in the order in which they stand, with the space between those that have none of their own.
fn pieces(elem: &Packed<StackElem>, styles: StyleChain) -> Vec<StackChild> {
    let dir = elem.dir.get(styles);
    let between = elem.spacing.get(styles);
    let mut pieces: Vec<StackChild> = Vec::new();
    for child in &elem.children {
        let child = own_space(child, dir.axis());
        if let (StackChild::Block(_), Some(StackChild::Block(_)), Some(between)) = (&child, pieces.last(), between) {
            pieces.push(StackChild::Spacing(between));
        }
        pieces.push(child);
    }
    if !dir.is_positive() {
        pieces.reverse();
    }
    pieces
}

/// A child of a stack. Space along it that is written as an element is space like that written as a length.
fn own_space(child: &StackChild, axis: Axis) -> StackChild {
    let amount = match child {
        StackChild::Block(body) if axis == Axis::X => body.to_packed::<HElem>().map(|space| space.amount),
        StackChild::Block(body) => body.to_packed::<VElem>().map(|space| space.amount),
        StackChild::Spacing(_) => None,
    };
    amount.map_or_else(|| child.clone(), StackChild::Spacing)
}
