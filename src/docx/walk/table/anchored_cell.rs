//! Cells of a known height in which something is anchored and whose content stands in the middle or below.
//!
//! LibreOffice sets the text of such a cell at its upper edge, whatever it says of its place: space above the text says the same to all.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Size};

use crate::docx::model::{Block, Cell, CellAlign, Emu, Inline, Twips};
use crate::docx::walk::Walker;
use crate::docx::walk::flow::lower;

impl Walker<'_, '_> {
    /// Lowers the text of a cell in which anything is anchored, instead of aligning it. `by_edge`: how many drawings at the end of the
    /// first paragraph hang from the cell's upper edge; `places`: whether anything is placed in it; `room`: what the cell has between its
    /// insets.
    pub(crate) fn lower_anchored(
        &mut self,
        cell: &mut Cell,
        (by_edge, places): (usize, bool),
        body: &Content,
        room: Size,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<()> {
        if !cell.blocks.iter().any(is_anchored) || !matches!(cell.blocks.first(), Some(Block::Paragraph(_))) {
            return Ok(());
        }
        let natural = self.previewed(body, styles, locator, Size::new(room.x, Abs::inf()))?.height();
        let free = (room.y - natural).max(Abs::zero());
        let above = if cell.align == CellAlign::Centre { free / 2.0 } else { free };
        cell.align = CellAlign::Top;
        if let Some(Block::Paragraph(first)) = cell.blocks.first_mut() {
            first.format.before += Twips::from_pt(above.to_pt());
            let own = first.inlines.len().saturating_sub(by_edge);
            // What is placed before any text stands at the cell's upper edge, as in Typst. Where nothing is placed, it is a drawing that is
            // larger than its line, which stands where the text would.
            let placed_first = |inline: &&mut Inline| places && (inline.hangs() || inline.is_bookmark());
            for inline in first.inlines.iter_mut().take(own).skip_while(placed_first) {
                lower(inline, Emu::from_pt(above.to_pt()));
            }
        }
        Ok(())
    }
}

/// Whether drawings hang from a paragraph.
fn is_anchored(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.inlines.iter().any(Inline::hangs))
}
