//! What of a table's headers Word does not repeat: those further down (小节表头), and notes in those that it repeats.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::{CellGrid, Header};
use typst_library::layout::{Abs, Size};
use typst_library::model::FootnoteElem;

use super::header::header_rows;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::{Area, Hold, NOTE, Walker};

impl Walker<'_, '_> {
    /// Says what of the headers will not be as in the PDF on the pages that come, if the table may go on on another one.
    #[allow(clippy::too_many_arguments, reason = "what a table stands in")]
    pub(super) fn tell_of_headers(
        &mut self,
        grid: &CellGrid,
        widths: &[Abs],
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &Flow,
    ) -> SourceResult<()> {
        let mut told = self.first_header(grid, widths, styles);
        told.extend(later_headers(grid).into_iter().map(|what| (child.span(), what)));
        if told.is_empty() || self.stays(child, styles, locator, area, flow)? {
            return Ok(());
        }
        for (at, what) in told {
            self.warn(at, format!("{NOTE}{what}"));
        }
        Ok(())
    }

    /// Whether a table surely does not go over a page.
    fn stays(
        &mut self,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &Flow,
    ) -> SourceResult<bool> {
        if !area.root {
            return Ok(area.hold != Hold::Flow);
        }
        let frame = self.previewed(child, styles, locator, Size::new(area.width, Abs::inf()))?;
        Ok(flow.surely_has_room(frame.height(), area))
    }
}

/// What is lost of the headers below the first one, and of notes in the first.
fn later_headers(grid: &CellGrid) -> Vec<&'static str> {
    let rows = header_rows(grid);
    // One of the first level below other rows is told of where it stands.
    let lower = |header: &Header| rows > 0 || header.level.get() > 1;
    let mut told = Vec::new();
    if grid.headers.iter().any(|header| header.repeated && is_inner(header, rows) && lower(header)) {
        told.push("表格中间的表头只排一次：Word 只重复表格开头的表头");
    }
    if has_note(grid, rows) {
        told.push("表头里的脚注只在第一页有，不随表头重复");
    }
    told
}

/// The rows of headers further down, and the space below them. As in Typst none of them ends a page; those of which no row comes below do.
pub(super) fn inner_headings(grid: &CellGrid) -> Vec<bool> {
    let rows = header_rows(grid);
    let headers: Vec<_> = grid.headers.iter().filter(|header| is_inner(header, rows)).collect();
    let gap = usize::from(grid.has_gutter);
    let covers = |header: &Header, y: usize| (header.range.start..header.range.end + gap).contains(&y);
    (0..grid.rows.len()).map(|y| headers.iter().any(|header| covers(header, y))).collect()
}

/// Whether a header is none of the first rows, which are repeated.
fn is_inner(header: &Header, rows: usize) -> bool {
    !header.short_lived && header.range.start >= rows
}

/// Whether there is a footnote in the first rows.
fn has_note(grid: &CellGrid, rows: usize) -> bool {
    let mut cells = (0..rows).flat_map(|y| (0..grid.cols.len()).filter_map(move |x| grid.cell(x, y)));
    cells.any(|cell| found(&cell.body, |elem| elem.is::<FootnoteElem>()))
}
