//! Equations with a number at the left, or that stand at a side themselves. Word has no form for them: beside tabs its fractions are small,
//! as in a line. So the number, the formula and, where that stands in the middle, as much room at the other side are the cells of a row
//! without lines, as books on Word advise.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Packed, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Abs, Alignment, BlockBody, BlockElem, FixedAlignment, GridCell, HAlignment, Rel, Size, Sizing, VAlignment,
};
use typst_library::math::EquationElem;

use super::numbered::is_larger_alone;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::table::one_row::OneRow;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::{Area, Walker};

/// A number, with the room it takes, the side it stands at, and where its formula stands.
pub(crate) struct Number<'a> {
    pub content: &'a Content,
    pub room: Abs,
    pub side: FixedAlignment,
    pub formula: FixedAlignment,
}

impl Walker<'_, '_> {
    /// A formula with its number, as a row. `false`: it is the same beside tabs, or as wide as the lines.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn numbered_in_row(
        &mut self,
        equation: &Packed<EquationElem>,
        markup: &str,
        number: &Number,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        if !is_larger_alone(markup) {
            return Ok(false);
        }
        let mut formula = equation.clone();
        formula.numbering.set(None);
        let formula = formula.pack();
        let middle = number.formula == FixedAlignment::Center;
        let free = area.width - number.room * if middle { 2.0 } else { 1.0 };
        if self.previewed(&formula, styles, locator, Size::new(area.base, Abs::inf()))?.width() > free {
            return Ok(false);
        }
        let span = equation.span();
        let cell = |body: Content, along: HAlignment| {
            GridCell::new(body).with_align(Smart::Custom(Alignment::Both(along, VAlignment::Horizon)))
        };
        let formula = BlockElem::new().with_body(Some(BlockBody::Content(formula))).pack();
        let mut row = OneRow::default();
        // A row of text from right to left begins at the right.
        let mut ends = [FixedAlignment::Start, FixedAlignment::End];
        if is_rtl(styles) {
            ends.reverse();
        }
        for (index, end) in ends.into_iter().enumerate() {
            if index > 0 {
                row.push(Sizing::Rel(Rel::from(free)), cell(formula.clone(), along(number.formula)), span);
            }
            let room = Sizing::Rel(Rel::from(number.room));
            if end == number.side {
                row.push(room, cell(number.content.clone(), along(end)), span);
            } else if middle {
                row.space(room, span);
            }
        }
        self.one_row(row.grid(span), styles, locator, area, flow)
    }
}

fn along(side: FixedAlignment) -> HAlignment {
    match side {
        FixedAlignment::Start => HAlignment::Left,
        FixedAlignment::Center => HAlignment::Center,
        FixedAlignment::End => HAlignment::Right,
    }
}
