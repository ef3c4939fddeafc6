//! Where the headers of a sheet stand.

use super::names::{Names, plain};
use super::reading::read;
use super::{Header, Meaning};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::schema::Sheet;

/// How far down a header is looked for.
const DEPTH: usize = 30;

/// How far down it is looked for where a long notice stands above it, in rows whose first cells name columns.
const DEEPEST: usize = 300;

/// The most rows a header has.
const TALLEST: usize = 3;

/// Columns beyond this one have no header.
const WIDEST: usize = 512;

/// Looks for the headers of one kind of sheet.
pub(in crate::workbook) struct Finder<'a> {
    names: Names<'a>,
    sheet: &'a Sheet,
}

/// A row, or a few, that may be the header.
struct Candidate {
    /// The first row, from 0.
    first: usize,
    /// How well it is one.
    score: usize,
    header: Header,
}

/// Finds the header of a sheet.
pub(in crate::workbook) fn find(raw: &RawSheet, sheet: &Sheet) -> Option<Header> {
    Finder::of(sheet).first(raw)
}

impl<'a> Finder<'a> {
    pub fn of(sheet: &'a Sheet) -> Self {
        Self { names: Names::of(sheet), sheet }
    }

    /// The first header of a sheet: the rows that name most columns; but where a table stands above them that has a header of its own,
    /// the header of that table, or its rows would be taken for a title.
    pub fn first(&self, raw: &RawSheet) -> Option<Header> {
        let candidates = self.candidates(raw, 0..DEPTH);
        let Some(best) = best_of(&candidates, |_| true) else { return self.below(raw) };
        let heads_own_table = |own: &&Candidate| {
            own.header.data <= best.first
                && own.header.known() >= 2
                && own.header.known() * 2 >= best.header.known()
                && own.header.leads.is_some_and(|lead| filled_below(raw, lead, own.header.data..best.first))
        };
        let above = candidates.iter().filter(heads_own_table).map(|own| own.first).min();
        let chosen = match above {
            // Of the rows that overlap with the first one, those that say most.
            Some(top) => best_of(&candidates, |own| own.first < top + TALLEST && own.header.data <= best.first),
            None => Some(best),
        }?;
        Some(self.whole(raw, chosen))
    }

    /// The header of a sheet that begins with a page or two of words.
    fn below(&self, raw: &RawSheet) -> Option<Header> {
        let begins = |row: usize| raw.rows.get(row).is_some_and(|cells| self.begins_header(cells));
        (DEPTH..raw.rows.len().min(DEEPEST)).filter(|row| begins(*row)).find_map(|row| {
            let candidates = self.candidates(raw, row..row + 1);
            let best = best_of(&candidates, |own| own.header.leads.is_some() && own.header.known() >= 3)?;
            Some(self.whole(raw, best))
        })
    }

    /// Whether the first cells of a row name columns, as those of few rows do.
    fn begins_header(&self, cells: &[CellValue]) -> bool {
        let begins = cells.iter().filter(|cell| !cell.is_blank()).take(4);
        begins.filter(|cell| matches!(cell, CellValue::Text(text) if self.names.knows(text))).count() >= 2
    }

    /// Another header further down, at a row: its cells name columns, and not in the way of the header above it.
    pub fn another(&self, raw: &RawSheet, row: usize, above: &Header) -> Option<Header> {
        // Most rows are none: their first cells say so.
        if !self.begins_header(raw.rows.get(row)?) || above.is_repeated_whole(raw, row) {
            return None;
        }
        let candidates = self.candidates(raw, row..row + 1);
        let best = best_of(&candidates, |own| {
            own.header.leads.is_some() && own.header.known() * 2 >= above.known().max(own.header.named())
        })?;
        Some(self.whole(raw, best)).filter(|header| !header.is_like(above))
    }

    /// The header that ends in a row, and begins no higher than another one. A row above that names no column is the upper half, if it has a
    /// word of some kind.
    pub fn ending(
        &self,
        raw: &RawSheet,
        highest: usize,
        row: usize,
        is_group: impl Fn(&str) -> bool,
    ) -> Option<Header> {
        let begins = (row + 1).saturating_sub(TALLEST).max(highest)..row + 1;
        let candidates = self.candidates(raw, begins);
        let best = best_of(&candidates, |own| own.header.row == row)?;
        let over = candidates.iter().filter(|own| {
            own.header.row == row
                && own.first < best.first
                && own.score == best.score
                && own.header.words.first().is_some_and(|words| words.iter().any(|word| is_group(word)))
        });
        Some(over.min_by_key(|own| own.first).unwrap_or(best).header.clone())
    }

    /// Everything that may be a header and begins in some rows.
    fn candidates(&self, raw: &RawSheet, begins: std::ops::Range<usize>) -> Vec<Candidate> {
        let end = raw.rows.len().min(begins.end + TALLEST - 1);
        let rows = begins.start..end;
        let width = raw.rows.get(rows.clone()).unwrap_or_default().iter().map(Vec::len).max().unwrap_or(0).min(WIDEST);
        let words: Vec<Vec<String>> =
            rows.map(|row| (0..width).map(|column| word(raw, row, column)).collect()).collect();
        let filled = |row: usize| raw.rows.get(row).is_some_and(|cells| cells.iter().any(|cell| !cell.is_blank()));
        let needed = self.sheet.columns.iter().filter(|column| column.required).count().clamp(1, 2);
        let mut out = Vec::new();
        for height in 1..=TALLEST {
            for first in begins.start..end.min(begins.end) {
                let at = first - begins.start;
                let Some(rows) = words.get(at..at + height) else { continue };
                if !filled(first) || !filled(first + height - 1) || self.is_lower_half(raw, first) {
                    continue;
                }
                let (score, header) = read(&self.names, rows, first);
                if header.known() >= needed {
                    out.push(Candidate { first, score, header });
                }
            }
        }
        out
    }

    /// Whether a row is the lower half of a header: the name of a column is merged down into it. Read without the groups above it
    /// (配偶), its words would seem to be the applicant's.
    fn is_lower_half(&self, raw: &RawSheet, row: usize) -> bool {
        let Ok(at) = u32::try_from(row) else { return false };
        let width = u32::try_from(raw.rows.get(row).map_or(0, Vec::len)).unwrap_or(0);
        (0..width).filter_map(|column| raw.merged.covering(at, column)).any(|(top, left, _)| {
            let above = raw.rows.get(top as usize).and_then(|cells| cells.get(left as usize));
            top < at && above.is_some_and(|cell| matches!(cell, CellValue::Text(text) if self.names.knows(text)))
        })
    }

    /// A header with the rows below that name nothing the schema knows: judges over elements.
    fn whole(&self, raw: &RawSheet, found: &Candidate) -> Header {
        let last = last_row(raw, &found.header).min(found.first + TALLEST - 1);
        if last <= found.header.row {
            return found.header.clone();
        }
        let width = raw.rows.get(found.first..=last).unwrap_or_default().iter().map(Vec::len).max().unwrap_or(0);
        let width = width.max(found.header.columns.len()).min(WIDEST);
        let rows: Vec<Vec<String>> =
            (found.first..=last).map(|row| (0..width).map(|column| word(raw, row, column)).collect()).collect();
        read(&self.names, &rows, found.first).1
    }
}

/// The best of several. More rows must say more than fewer do, or a title would be taken in above and a row of data below.
fn best_of(candidates: &[Candidate], wanted: impl Fn(&Candidate) -> bool) -> Option<&Candidate> {
    let mut best: Option<&Candidate> = None;
    for own in candidates.iter().filter(|own| wanted(own)) {
        if best.is_none_or(|held| own.score > held.score) {
            best = Some(own);
        }
    }
    best
}

/// Whether something stands in a column in some rows.
fn filled_below(raw: &RawSheet, column: usize, mut rows: std::ops::Range<usize>) -> bool {
    rows.any(|row| raw.rows.get(row).and_then(|cells| cells.get(column)).is_some_and(|cell| !cell.is_blank()))
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
    // So does that of a group that names nothing: each judge over the elements, the columns beside them not merged downwards.
    let beside = |column: usize| {
        let covering = u32::try_from(column).ok().and_then(|column| raw.merged.covering(row, column));
        let first = covering.map_or(column, |(_, left, _)| left as usize);
        first < column && filled.contains(&first)
    };
    let loose = |column: usize| matches!(meaning(column), Meaning::Nameless | Meaning::Repeated(_)) || beside(column);
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
