//! Every look of text in a document.

use super::{Block, Document, Inline, Piece, RunFormat};

impl Document {
    /// Visits the look of every piece of text, in the order of the document, and of the numbers and markers of lists.
    pub fn each_look(&self, visit: &mut impl FnMut(&RunFormat)) {
        for section in &self.sections {
            in_blocks(&section.blocks, visit);
            for blocks in section.headers.all().chain(section.footers.all()) {
                in_blocks(blocks, visit);
            }
        }
        for note in &self.footnotes {
            in_blocks(&note.blocks, visit);
        }
        for level in self.numberings.iter().flat_map(|numbering| &numbering.levels) {
            if level.format != "none" && !level.text.is_empty() {
                visit(&level.run);
            }
        }
    }
}

fn in_blocks(blocks: &[Block], visit: &mut impl FnMut(&RunFormat)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => in_inlines(&paragraph.inlines, visit),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    in_blocks(&cell.blocks, visit);
                }
            }
        }
    }
}

fn in_inlines(inlines: &[Inline], visit: &mut impl FnMut(&RunFormat)) {
    for inline in inlines {
        match inline {
            Inline::Text(_, format) | Inline::Field { format, .. } | Inline::CheckBox { format, .. }
                if !format.hidden =>
            {
                visit(format);
            }
            Inline::Link { inlines, .. } => in_inlines(inlines, visit),
            Inline::Canvas(canvas) => {
                for piece in &canvas.pieces {
                    if let Piece::Lettering(lettering) = piece {
                        in_inlines(&lettering.line.inlines, visit);
                    }
                }
            }
            _ => {}
        }
    }
}
