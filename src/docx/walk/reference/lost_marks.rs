//! Bookmarks that LibreOffice 7.4 loses: those in frames and in floating tables. A field that asks for one would tell so in the middle of the
//! text. Of a label in the last paragraph of a section, behind which another one comes, a field shows what is typed only.

use std::collections::BTreeSet;

use super::is_shown;
use crate::docx::model::{Block, Document, Inline};

/// Their names.
pub(crate) fn lost_marks(document: &Document) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for section in &document.sections {
        collect(&section.blocks, false, &mut out);
    }
    let ends = document.sections.iter().rev().skip(1).filter_map(|section| section.blocks.last());
    for end in ends {
        if let Block::Paragraph(paragraph) = end {
            out.extend(names(&paragraph.inlines).filter(|name| is_shown(name)));
        }
    }
    out
}

fn names(inlines: &[Inline]) -> impl Iterator<Item = String> {
    inlines.iter().filter_map(|inline| match inline {
        Inline::BookmarkStart(_, name) => Some(name.clone()),
        _ => None,
    })
}

fn collect(blocks: &[Block], afloat: bool, out: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) if afloat || paragraph.format.frame.is_some() => {
                out.extend(names(&paragraph.inlines));
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
