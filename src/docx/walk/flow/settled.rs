//! What is still done to blocks that stand in a flow already.

use typst_library::layout::Abs;

use super::Flow;
use crate::docx::model::{Align, Block, Paragraph, Twips};

impl Flow {
    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.blocks.len()
    }

    /// The block at an index.
    pub fn block_mut(&mut self, index: usize) -> Option<&mut Block> {
        self.blocks.get_mut(index)
    }

    /// Whether any paragraph from an index on begins where lines begin, or any does not.
    pub fn has_aligned(&self, from: usize, starting: bool) -> bool {
        self.blocks.iter().skip(from).any(|block| {
            matches!(block, Block::Paragraph(paragraph)
                if !paragraph.inlines.is_empty()
                    && matches!(paragraph.format.align, Align::Left | Align::Both) == starting)
        })
    }

    /// Makes the room of the paragraphs from an index on narrower, but of those that are so already: `usual` is what their indents
    /// are otherwise, both together. `slack`: what they may need more, as the text was measured to fit exactly.
    pub fn narrow(&mut self, from: usize, usual: Abs, left: Abs, right: Abs, slack: Abs) {
        let enough = Twips::from_pt((usual + left + right - slack - Abs::pt(1.0)).to_pt());
        for block in self.blocks.iter_mut().skip(from) {
            if let Block::Paragraph(Paragraph { format, .. }) = block
                && format.left + format.right < enough
            {
                // At the side where no line is held; lines that break do so where they did.
                let slack = if format.hyphenate.is_none() { slack } else { slack.min(left + right) };
                let (before, after) = match format.align {
                    Align::Left | Align::Both | Align::Distribute => (Abs::zero(), slack),
                    Align::Centre => (slack / 2.0, slack / 2.0),
                    Align::Right => (slack, Abs::zero()),
                };
                let (start, end) = if format.rtl { (right, left) } else { (left, right) };
                format.left += Twips::from_pt((start - before).to_pt());
                format.right += Twips::from_pt((end - after).to_pt());
            }
        }
    }

    /// Keeps the last block on one page with what follows.
    pub fn keep_next(&mut self) {
        keep_next(self.blocks.last_mut().map_or(&mut [], std::slice::from_mut));
    }

    /// Keeps the blocks from an index on together on one page.
    pub fn hold_together(&mut self, from: usize) {
        let count = self.blocks.len();
        // Space above is none of it.
        let space = |block: &&Block| matches!(block, Block::Paragraph(paragraph) if paragraph.inlines.is_empty() && paragraph.format.borders.is_empty());
        let from = from + self.blocks.iter().skip(from).take_while(space).count();
        for (index, block) in self.blocks.iter_mut().enumerate().skip(from) {
            match block {
                Block::Paragraph(paragraph) => {
                    paragraph.format.keep_lines = true;
                    paragraph.format.keep_next |= index + 1 < count;
                }
                Block::Table(table) => {
                    // A row stays with the next one where its paragraphs do.
                    let rows = table.rows.len();
                    for (number, row) in table.rows.iter_mut().enumerate() {
                        row.cant_split = true;
                        if index + 1 < count || number + 1 < rows {
                            row.cells.iter_mut().for_each(|cell| keep_next(&mut cell.blocks));
                        }
                    }
                }
            }
        }
    }

    /// Puts a paragraph before the block at an index, or in its place.
    pub fn insert(&mut self, index: usize, mut paragraph: Paragraph, instead: bool) {
        match self.blocks.get_mut(index) {
            Some(Block::Paragraph(room)) if instead => {
                paragraph.format.page_break_before = room.format.page_break_before;
                *room = paragraph;
            }
            other => {
                // What stood before it stands before the new one.
                if let Some(Block::Paragraph(next)) = other {
                    paragraph.format.page_break_before = std::mem::take(&mut next.format.page_break_before);
                    paragraph.format.before = std::mem::take(&mut next.format.before);
                }
                self.blocks.insert(index.min(self.blocks.len()), Block::Paragraph(paragraph));
            }
        }
    }

    /// The last paragraph, to add something to it.
    pub fn last_paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }
}

/// Keeps blocks on one page with what follows.
pub(in crate::docx::walk) fn keep_next(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => paragraph.format.keep_next = true,
            Block::Table(table) => {
                table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| keep_next(&mut cell.blocks));
            }
        }
    }
}
