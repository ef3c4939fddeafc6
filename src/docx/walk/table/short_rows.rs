//! Rows of a few lines, which Typst never splits over two pages: it leaves no line of so few alone.

use typst_library::diag::SourceResult;
use typst_library::foundations::StyleChain;
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, Size};

use super::cell::cell_fields;
use super::grid as lines;
use super::tracks::Tracks;
use crate::docx::model::{Block, Cell, Inline, Line, Row};
use crate::docx::walk::Walker;

/// Laying out text of more characters only to count its lines would take too long; a few lines hardly hold as many.
const MOST_TEXT: usize = 400;

impl Walker<'_, '_> {
    /// Whether a row has cells of two or three lines and none of more.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn few_lines(
        &mut self,
        row: &Row,
        grid: &CellGrid,
        y: usize,
        tracks: &Tracks,
        widths: &[Abs],
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<bool> {
        let mut most = 0;
        let mut x = 0;
        let mut cells = row.cells.iter();
        while x < grid.cols.len() {
            if !tracks.column(x) {
                x += 1;
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let entry = grid.parent_cell_position(x, y).and_then(|at| grid.cell(at.x, at.y));
            let span = entry.map_or(1, |entry| lines::tracks_of(entry.colspan.get(), grid.has_gutter));
            let count = match (written_lines(cell), entry) {
                (Count::Known(count), _) => count,
                (Count::Wrapped(line), Some(entry)) => {
                    let width = widths.get(x..(x + span).min(widths.len())).unwrap_or_default().iter().sum();
                    let laid = self.previewed(&entry.body, styles, locator, Size::new(width, Abs::inf()))?;
                    let inset = cell_fields(&entry.body, styles).0.relative_to(Size::with_x(width));
                    // There is leading between the lines only.
                    ((laid.height() - inset.top - inset.bottom) / line + 0.45).round().max(1.0) as usize
                }
                _ => return Ok(false),
            };
            most = most.max(count);
            x += span;
        }
        Ok((2..=3).contains(&most))
    }
}

/// What is known of the number of lines of a cell.
enum Count {
    Known(usize),
    /// A paragraph breaks its lines by itself, as far from each other as this.
    Wrapped(Abs),
    Unknown,
}

fn written_lines(cell: &Cell) -> Count {
    match cell.blocks.as_slice() {
        [] => Count::Known(0),
        // The space between two columns.
        [Block::Paragraph(paragraph)] if paragraph.inlines.is_empty() => Count::Known(0),
        [Block::Paragraph(paragraph)] if paragraph.format.widow_control => {
            let breaks = paragraph.inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
            let text = paragraph.inlines.iter().map(|inline| match inline {
                Inline::Text(text, _) => text.chars().count(),
                _ => 0,
            });
            match paragraph.format.line {
                _ if breaks > 0 || paragraph.format.hyphenate.is_none() => Count::Known(breaks + 1),
                Some(Line::Exact(line)) if text.sum::<usize>() <= MOST_TEXT => Count::Wrapped(Abs::pt(line.to_pt())),
                _ => Count::Unknown,
            }
        }
        _ => Count::Unknown,
    }
}
