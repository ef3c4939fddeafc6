//! Breaks of the page within a section.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Packed, StyleChain};
use typst_library::layout::PagebreakElem;

use crate::docx::walk::flow::Flow;
use crate::docx::walk::{Area, NOTE, Walker};

impl Walker<'_, '_> {
    /// Begins a new page.
    pub(crate) fn page_break(
        &mut self,
        elem: &Packed<PagebreakElem>,
        styles: StyleChain,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if !area.root {
            self.warn(elem.span(), format!("{NOTE}方框、表格里不能分页，分页符没有作用（做 PDF 时这是错误）"));
            return Ok(());
        }
        // What was placed on the page that ends stays on it.
        self.hold_drawings(flow, true);
        self.let_all_float(flow)?;
        self.notes_at_foot.pop_front();
        flow.new_page(elem.weak.get(styles));
        Ok(())
    }
}
