//! Finding a table's header by its words.
//!
//! A title row or notes may stand above it; it may have several rows, with a merged cell (全日制教育) over the words below (学历);
//! words may hold spaces, line breaks and brackets; columns may come in any order and begin anywhere. The row, or the few rows,
//! that name most of the sheet's columns are the header.

mod names;
mod reading;

pub(super) use names::{forms, plain};

use super::cell::CellValue;
use super::file::RawSheet;
use super::schema::Sheet;
use names::Names;
use reading::read;

/// A header: where it ends, and what each column is.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// The first row of data, from 0.
    pub data: usize,
    /// The header row from 0 that problems about columns point to.
    pub row: usize,
    /// For each column of the sheet, what it is.
    pub columns: Vec<Meaning>,
    /// The column of what every row needs first, the name of a person.
    pub leads: Option<usize>,
    /// The words of the lowest header row, to know it again further down.
    words: Vec<String>,
}

/// What a column of the sheet is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A column of the schema, by its index.
    Known(usize),
    /// Another column, by its own header.
    Unknown(String),
    /// A column without a header.
    Nameless,
    /// A second column for something already found, by its index in the schema.
    Repeated(usize),
}

/// How far down a header is looked for.
const DEPTH: usize = 30;

/// The most rows a header has.
const TALLEST: usize = 3;

/// Columns beyond this one have no header.
const WIDEST: usize = 512;

impl Header {
    /// How many of the schema's columns it names.
    pub fn known(&self) -> usize {
        self.columns.iter().filter(|meaning| matches!(meaning, Meaning::Known(_))).count()
    }

    /// How many columns it names in all.
    pub fn named(&self) -> usize {
        self.columns.iter().filter(|meaning| !matches!(meaning, Meaning::Nameless)).count()
    }

    /// Whether it names a column.
    pub fn has(&self, index: usize) -> bool {
        self.columns.contains(&Meaning::Known(index))
    }

    /// What the columns are from a row on that is the header once more with its columns in another order; `None` if it is none.
    pub fn reordered(&self, raw: &RawSheet, row: usize) -> Option<Vec<Meaning>> {
        let cells = raw.rows.get(row)?;
        let mut columns = vec![Meaning::Nameless; cells.len().max(self.columns.len())];
        let (mut found, mut moved) = (0, 0);
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            let word = plain(&cell.show());
            let held = self.words.iter().position(|own| *own == word && !word.is_empty())?;
            found += 1;
            moved += usize::from(held != column);
            *columns.get_mut(column)? = self.columns.get(held)?.clone();
        }
        (found >= 4 && moved >= 2).then_some(columns)
    }

    /// Whether a row of data is the header once more, as at the top of each printed page.
    pub fn repeats(&self, raw: &RawSheet, row: usize) -> bool {
        let Some(cells) = raw.rows.get(row) else { return false };
        let (mut same, mut other) = (0, 0);
        for (column, cell) in cells.iter().enumerate().take(self.words.len()) {
            if cell.is_blank() {
                continue;
            }
            if self.words.get(column).is_some_and(|word| *word == plain(&cell.show())) {
                same += 1;
            } else {
                other += 1;
            }
        }
        same >= 2 && same > other
    }
}

/// Finds the header of a sheet.
pub(super) fn find(raw: &RawSheet, sheet: &Sheet) -> Option<Header> {
    let names = Names::of(sheet);
    let depth = raw.rows.len().min(DEPTH + TALLEST - 1);
    let width = raw.rows.iter().take(depth).map(Vec::len).max().unwrap_or(0).min(WIDEST);
    let words: Vec<Vec<String>> =
        (0..depth).map(|row| (0..width).map(|column| word(raw, row, column)).collect()).collect();
    let filled = |row: usize| raw.rows.get(row).is_some_and(|cells| cells.iter().any(|cell| !cell.is_blank()));
    let mut best: Option<(usize, usize, Header)> = None;
    for height in 1..=TALLEST {
        for row in 0..depth.min(DEPTH) {
            let Some(rows) = words.get(row..row + height) else { continue };
            if !filled(row) || !filled(row + height - 1) {
                continue;
            }
            // More rows must say more than fewer do, or a title would be taken in above and a row of data below.
            let (score, header) = read(&names, rows, row);
            if score > 0 && best.as_ref().is_none_or(|(held, ..)| score > *held) {
                best = Some((score, row, header));
            }
        }
    }
    let needed = sheet.columns.iter().filter(|column| column.required).count().clamp(1, 2);
    let (_, first, header) = best.filter(|(.., header)| header.known() >= needed)?;
    // Rows below that name nothing the schema knows: judges over elements.
    let last = last_row(raw, &header).min(first + TALLEST - 1);
    match words.get(first..=last) {
        Some(rows) if last > header.row => Some(read(&names, rows, first).1),
        _ => Some(header),
    }
}

/// The last row of a header: that to which the cells of known columns are merged downwards; or, without merged cells, the next
/// one, if it says something only below other columns, and below some that have no words yet.
fn last_row(raw: &RawSheet, header: &Header) -> usize {
    let row = u32::try_from(header.row).unwrap_or(u32::MAX);
    let known = |meaning: &Meaning| matches!(meaning, Meaning::Known(_) | Meaning::Repeated(_));
    let merged = header.columns.iter().enumerate().filter(|(_, meaning)| known(meaning)).filter_map(|(column, _)| {
        let (_, _, bottom) = raw.merged.covering(row, u32::try_from(column).ok()?)?;
        Some(bottom as usize)
    });
    let merged = merged.max().unwrap_or(header.row);
    if merged > header.row {
        return merged;
    }
    let Some(cells) = raw.rows.get(header.data) else { return header.row };
    let meaning = |column: usize| header.columns.get(column).unwrap_or(&Meaning::Nameless);
    let filled: Vec<usize> =
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(column, _)| column).collect();
    // A known column may itself be the word over a group: 年度考核 over 2009年, 2010年; merged sideways, the word repeats.
    let loose = |column: usize| matches!(meaning(column), Meaning::Nameless | Meaning::Repeated(_));
    let grouped = |column: &usize| {
        !matches!(meaning(*column), Meaning::Known(_)) || (filled.contains(&(column + 1)) && loose(column + 1))
    };
    let named = filled.iter().any(|column| header.leads == Some(*column));
    let below = filled.iter().any(|column| loose(*column)) && filled.iter().all(grouped);
    let is_word = |cell: &CellValue| {
        let text = plain(&cell.show());
        text.chars().count() <= 12 && (text.parse::<f64>().is_err() || is_year(&text))
    };
    if below && !named && cells.iter().all(is_word) { header.data } else { header.row }
}

/// 2009 over a column of grades.
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// The words of a header cell, with a merged cell's words for every cell it covers.
fn word(raw: &RawSheet, row: usize, column: usize) -> String {
    let cell = |row: usize, column: usize| raw.rows.get(row).and_then(|cells| cells.get(column));
    if let Some(own) = cell(row, column).filter(|cell| !cell.is_blank()) {
        return plain(&own.show());
    }
    let (r, c) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
    let covering = raw.merged.covering(r, c).and_then(|(top, left, _)| cell(top as usize, left as usize));
    covering.map(|cell| plain(&cell.show())).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]
mod tests;
