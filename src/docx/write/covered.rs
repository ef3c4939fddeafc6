//! Cells that continue a vertical merge: nothing is seen of what stands in them, until somebody parts the cell or deletes the row it begins
//! in. So they are set as that one is, wherever their row is no higher for it.

use crate::docx::model::{Block, Cell, Line, Paragraph, Row, RowHeight, Table, Twips};

/// What programs may count beside a line.
const BESIDE: Twips = Twips(20);

/// The cell whose merge goes on in a row and a column.
pub(super) fn begin_of(table: &Table, y: usize, column: usize) -> Option<&Cell> {
    let above = table.rows.iter().take(y).rev().filter_map(|row| row.at_column(column));
    above.take_while(|cell| cell.merge.is_some()).find(|cell| cell.merge == Some(true))
}

/// The paragraph in such a cell; `None` where its row has no room for a line. `empty`: what stands in a cell with nothing in it.
pub(super) fn content(row: &Row, cell: &Cell, empty: Paragraph) -> Option<Paragraph> {
    let line = empty.format.line?.exact()?;
    let top = row.top();
    let room = match row.height {
        RowHeight::Exact(height) | RowHeight::AtLeast(height) => line + top + BESIDE <= height,
        // As high as its other cells, which have a line of their own.
        RowHeight::Auto => row.cells.iter().filter(|own| own.merge.is_none()).any(|own| {
            let lines = own.blocks.iter().filter_map(|block| match block {
                Block::Paragraph(paragraph) => paragraph.format.line,
                Block::Table(_) => None,
            });
            lines.filter_map(Line::exact).any(|own| own >= line)
        }),
    };
    let keep_next = match cell.blocks.as_slice() {
        [] => false,
        [Block::Paragraph(only)] if only.inlines.is_empty() => only.format.keep_next,
        _ => return None,
    };
    let mut paragraph = empty;
    paragraph.format.keep_next |= keep_next;
    room.then_some(paragraph)
}
