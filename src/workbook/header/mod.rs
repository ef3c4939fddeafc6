//! Finding a table's header by its words.
//!
//! A title row or notes may stand above it; it may have several rows, with a merged cell (全日制教育) over the words below (学历);
//! words may hold spaces, line breaks and brackets; columns may come in any order and begin anywhere. The row, or the few rows,
//! that name most of the sheet's columns are the header. A sheet may hold several tables below one another, each with its own.

mod counted;
mod departments;
mod find;
mod forms;
mod items;
mod names;
mod reading;
mod seats;
mod worded;

pub(super) use departments::department;
pub(super) use find::{Finder, find};
pub(super) use forms::forms;
pub(super) use items::{Item, List, is_left_over};
pub(super) use names::{SECOND, index_in, is_name_in, plain};

use super::file::RawSheet;

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
    /// Columns in which another name stands above the one that counts: the column, and what the upper name means.
    pub covered: Vec<(usize, usize)>,
    /// The words of the header's rows, to know them again further down.
    words: Vec<Vec<String>>,
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
    /// A part of a relative or of a period of the career, which the roster has in columns.
    Item(Item),
    /// A second column for something already found, by its index in the schema.
    Repeated(usize),
}

impl Header {
    /// The header of a sheet that has none: what its columns are is told by what stands in them, from a row on.
    pub fn unwritten(data: usize, columns: Vec<Meaning>) -> Self {
        let leads = columns.iter().position(|meaning| *meaning != Meaning::Nameless);
        Self { data, row: data.saturating_sub(1), columns, leads, covered: Vec::new(), words: Vec::new() }
    }

    /// The words of the lowest of its rows, a column each.
    pub fn lowest_words(&self) -> Vec<String> {
        self.words.last().cloned().unwrap_or_default()
    }

    /// The same; of a column whose share stands in a row above, as 笔试成绩（60%） over 得分, the words of that row.
    pub fn lowest_or_weighed(&self) -> Vec<String> {
        let weighed = |word: &&str| word.contains(['%', '％']);
        let mut words = self.lowest_words();
        for (column, word) in words.iter_mut().enumerate().filter(|(_, word)| !weighed(&word.as_str())) {
            if let Some(above) = self.words_of(column).filter(weighed).last() {
                *word = above.to_owned();
            }
        }
        words
    }

    /// The words of its rows.
    pub fn words(&self) -> &[Vec<String>] {
        &self.words
    }

    /// The words over a column, from the top down.
    pub fn words_of(&self, column: usize) -> impl Iterator<Item = &str> {
        self.words.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|word| !word.is_empty())
    }

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

    /// The column of the sheet, from 0, that is one of the schema's.
    pub fn place(&self, index: usize) -> Option<usize> {
        self.columns.iter().position(|meaning| *meaning == Meaning::Known(index))
    }

    /// Whether the columns are the same ones.
    pub fn is_like(&self, other: &Self) -> bool {
        let filled = |header: &Self| {
            let last = header.columns.iter().rposition(|meaning| *meaning != Meaning::Nameless);
            last.map_or(0, |last| last + 1)
        };
        let (own, length) = (filled(self), filled(other));
        own == length && self.columns.iter().take(own).eq(other.columns.iter().take(length))
    }

    /// Whether a row has the words of the lowest header row and no others. Read by itself, without the words of the groups above it
    /// (全日制教育), it would seem to have other columns.
    fn is_repeated_whole(&self, raw: &RawSheet, row: usize) -> bool {
        let said = said(raw, row);
        self.words.last().is_some_and(|words| same(words, &said) == said.len())
    }

    /// Whether a row of data is a row of the header once more, as at the top of each printed page. Where its cells are not merged
    /// downwards, 姓名 stands in the upper row only, and the lower one may have a single word.
    pub fn repeats(&self, raw: &RawSheet, row: usize) -> bool {
        let own = said(raw, row);
        self.words.iter().any(|words| is_mostly(words, &own))
            || self.words.last().is_some_and(|lowest| !own.is_empty() && same(lowest, &own) == own.len())
                && row.checked_sub(1).is_some_and(|above| {
                    let above = said(raw, above);
                    self.words.iter().rev().skip(1).any(|words| is_mostly(words, &above))
                })
    }
}

/// What stands in a row, by column.
fn said(raw: &RawSheet, row: usize) -> Vec<(usize, String)> {
    let cells = raw.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    filled.map(|(column, cell)| (column, plain(&cell.show()))).collect()
}

/// In how many columns a row says what a row of the header does.
fn same(words: &[String], said: &[(usize, String)]) -> usize {
    said.iter().filter(|(column, text)| words.get(*column) == Some(text)).count()
}

/// Whether a row says what a row of the header does, but for a cell or two.
fn is_mostly(words: &[String], said: &[(usize, String)]) -> bool {
    let same = same(words, said);
    same >= 2 && same * 2 > said.len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]
mod tests;
