//! Tables in footnotes.
//!
//! LibreOffice knows nothing of the place of a table there: it stands at the left, as far in as the note's first line.

use typst_library::layout::Abs;

use crate::docx::model::{Block, Cell, Row, Table, TableAlign, Twips};

/// A table stands so far in, at least, if it does.
const INDENTED: Twips = Twips(20);

/// Has tables in the middle, at the right or further in stand in a cell as wide as the note, in which every program puts them where they
/// are told to stand.
pub(crate) fn keep_places(blocks: &mut [Block], width: Abs) {
    let width = Twips::from_pt(width.to_pt());
    for block in blocks {
        if let Block::Table(table) = block
            && table.float.is_none()
            && !table.rtl
            && (table.align != TableAlign::Left || table.indent > INDENTED)
            && table.width() < width
        {
            let inner = Block::Table(std::mem::take(table));
            let cell = Cell { columns: 1, blocks: vec![inner], ..Cell::default() };
            let row = Row { cells: vec![cell], ..Row::default() };
            *table = Table { grid: vec![width], rows: vec![row], ..Table::default() };
        }
    }
}
