//! Notes that people have put on cells (批注): 来电放弃. They stand in no cell, so they are read as remarks are.

use std::collections::BTreeMap;

use crate::problem::Place;
use crate::workbook::file::RawBook;
use crate::workbook::table::Row;
use crate::workbook::values::clean;

/// The notes of a workbook by sheet and row, from 1; each with its column.
pub(crate) struct CellNotes<'a>(BTreeMap<(&'a str, u32), Vec<(u32, &'a str)>>);

impl<'a> CellNotes<'a> {
    /// Those of a workbook.
    pub fn of(book: &'a RawBook) -> Self {
        let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for sheet in &book.sheets {
            for note in &sheet.notes {
                let (row, column) = (note.row.saturating_add(1), note.column.saturating_add(1));
                out.entry((sheet.name.as_str(), row)).or_default().push((column, note.text.as_str()));
            }
        }
        Self(out)
    }

    /// Those of a row, with their cells.
    pub fn of_row(&self, row: &Row) -> Vec<(String, Place)> {
        let own = self.0.get(&(row.place.sheet.as_str(), row.place.row)).map(Vec::as_slice).unwrap_or_default();
        own.iter().map(|(column, text)| (clean(text), row.place.at(row.place.row, *column))).collect()
    }
}
