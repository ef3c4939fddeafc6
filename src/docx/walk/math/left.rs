//! Equations with a number at the left. Word has no form for them: beside tabs its fractions are small, as in a line. So the number, the
//! formula and as much room at the right are the cells of a row without lines, as books on Word advise.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Packed, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Abs, Alignment, BlockBody, BlockElem, GridCell, HAlignment, Rel, Size, Sizing, VAlignment,
};
use typst_library::math::EquationElem;

use super::numbered::is_larger_alone;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::table::one_row::OneRow;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::{Area, Walker};

/// A number, with the room it takes.
pub(crate) struct Number<'a> {
    pub content: &'a Content,
    pub room: Abs,
}

impl Walker<'_, '_> {
    /// A formula in the middle with its number at the left, as a row. `false`: it is the same beside tabs, or as wide as the lines.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn numbered_at_left(
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
        let free = area.width - number.room * 2.0;
        if self.previewed(&formula, styles, locator, Size::new(area.base, Abs::inf()))?.width() > free {
            return Ok(false);
        }
        let span = equation.span();
        let cell = |body: Content, along: HAlignment| {
            GridCell::new(body).with_align(Smart::Custom(Alignment::Both(along, VAlignment::Horizon)))
        };
        let formula = BlockElem::new().with_body(Some(BlockBody::Content(formula))).pack();
        let mut row = OneRow::default();
        let side = || Sizing::Rel(Rel::from(number.room));
        // A row of text from right to left begins at the right.
        let rtl = is_rtl(styles);
        if rtl {
            row.space(side(), span);
        } else {
            row.push(side(), cell(number.content.clone(), HAlignment::Left), span);
        }
        row.push(Sizing::Rel(Rel::from(free)), cell(formula, HAlignment::Center), span);
        if rtl {
            row.push(side(), cell(number.content.clone(), HAlignment::Left), span);
        } else {
            row.space(side(), span);
        }
        self.one_row(row.grid(span), styles, locator, area, flow)
    }
}
