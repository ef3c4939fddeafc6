//! How high blocks may be at the very most in another program, by what they consist of alone: where it is enough to know that something
//! surely has room. What a cell's rows need is measured ([`crate::docx::walk::table::most_lines`]), which takes longer and tells more.

use typst_library::layout::Abs;

use super::heights::{height_of, row_height};
use crate::docx::model::{Block, Inline, Line, Row, RowHeight, Twips};

/// The height a block in some room has at the very most, if all of its signs were as wide as Han characters.
pub(crate) fn most_height_of(block: &Block, width: Abs) -> Abs {
    match block {
        Block::Paragraph(paragraph) => {
            let format = &paragraph.format;
            let room = width - Abs::pt((format.left + format.right).to_pt());
            let words: Abs = paragraph.inlines.iter().map(most_width).sum();
            let line = match format.line {
                Some(Line::Exact(line) | Line::AtLeast(line)) => Abs::pt(line.to_pt()),
                None => Abs::pt(12.0),
            };
            let more = (words / room.max(Abs::pt(1.0))).floor();
            height_of(std::slice::from_ref(block)) + line * more
        }
        Block::Table(table) if table.float.is_some() => Abs::zero(),
        Block::Table(table) => table.rows.iter().map(|row| most_height(row, &table.grid)).sum(),
    }
}

/// How wide words are if all of their signs are squares.
fn most_width(inline: &Inline) -> Abs {
    match inline {
        Inline::Text(text, look) => Abs::pt(f64::from(look.size) / 2.0) * text.chars().count() as f64,
        Inline::Link { inlines, .. } => inlines.iter().map(most_width).sum(),
        _ => Abs::zero(),
    }
}

/// The height a row has at the very most.
pub(crate) fn most_height(row: &Row, columns: &[Twips]) -> Abs {
    if row.height != RowHeight::Auto {
        return Abs::pt(row_height(row).to_pt());
    }
    let mut most = Abs::zero();
    for (column, cell) in row.cells_by_column() {
        let [top, right, bottom, left] = cell.margins;
        let own = columns.get(column..column + cell.columns).unwrap_or_default();
        let width = own.iter().fold(Twips::ZERO, |sum, &column| sum + column) - left - right;
        let content: Abs = cell.blocks.iter().map(|block| most_height_of(block, Abs::pt(width.to_pt()))).sum();
        most.set_max(content + Abs::pt((top + bottom).to_pt()));
    }
    most
}
