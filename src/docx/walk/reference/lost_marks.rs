//! Bookmarks that LibreOffice 7.4 loses: those in frames and in floating tables. A field that asks for one would tell so in the middle of the
//! text.

use std::collections::BTreeSet;

use crate::docx::model::{Block, Document, Inline};

/// Their names.
pub(crate) fn lost_marks(document: &Document) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for section in &document.sections {
        collect(&section.blocks, false, &mut out);
    }
    out
}

fn collect(blocks: &[Block], afloat: bool, out: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) if afloat || paragraph.format.frame.is_some() => {
                out.extend(paragraph.inlines.iter().filter_map(|inline| match inline {
                    Inline::BookmarkStart(_, name) => Some(name.clone()),
                    _ => None,
                }));
            }
            Block::Paragraph(_) => {}
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    collect(&cell.blocks, afloat || table.float.is_some(), out);
                }
            }
        }
    }
}
