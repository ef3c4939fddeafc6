//! Tables placed on the pages of a section that has notes, or nearly as wide as the text. LibreOffice 7.4 floats none of these: each is
//! set in the text, over other words. A text box with the table in it stands where it should in every program, and can be written in as well.

use super::NARROWER;
use super::on_page::ruled;
use crate::docx::model::{Block, Inline, Table, TablePlace, Twips, Wrap};
use crate::docx::walk::flow::heights::row_height;

/// Has text boxes hold the tables placed among the blocks of a section whose text is so wide, if there are notes among them, and those as
/// wide as the text. `left`: the margin their places are told from.
pub(crate) fn box_tables(blocks: &mut [Block], left: Twips, width: Twips) {
    let noted = blocks.iter().any(refers);
    let wide = width - Twips::from_pt(NARROWER);
    for block in blocks {
        let lines = ruled(block);
        let Block::Table(table) = block else { continue };
        let Some(place) = table.float.filter(|place| place.wrap == Wrap::Under && !place.by_page) else { continue };
        if !(noted || table.width() > wide) || !fits_box(table) {
            continue;
        }
        let rows: Twips = table.rows.iter().map(row_height).fold(Twips::ZERO, |sum, height| sum + height);
        // The paragraph below the table in the box is a point high.
        let wrap = Wrap::Boxed(rows + Twips::from_pt(lines.to_pt() + 1.0));
        table.float = Some(TablePlace { x: place.x + left, by_page: true, wrap, ..place });
    }
}

/// Whether a block refers to a note.
fn refers(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph.inlines.iter().any(Inline::has_note),
        Block::Table(table) => any_in(table, refers),
    }
}

/// Whether a text box may hold a table: Word has neither text boxes nor anything placed in one, nor notes.
fn fits_box(table: &Table) -> bool {
    !table.rtl && !any_in(table, too_much)
}

fn too_much(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => {
            let more = |inline: &Inline| inline.has_note() || inline.hangs() || matches!(inline, Inline::Canvas(_));
            paragraph.format.frame.is_some() || paragraph.inlines.iter().any(more)
        }
        Block::Table(table) => table.float.is_some() || any_in(table, too_much),
    }
}

fn any_in(table: &Table, is: fn(&Block) -> bool) -> bool {
    table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).any(is)
}
