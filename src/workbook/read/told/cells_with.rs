//! Cells of a table in whose text something stands that somebody should look at.

use std::collections::BTreeMap;

use crate::problem::{Place, Problem};
use crate::workbook::schema::{Column, Kind};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::clean;

/// As many cells of a column are told one by one; of more the first one stands for all.
const SEVERAL: usize = 5;

/// A cell.
pub(crate) struct Found {
    /// Where it is.
    pub place: Place,
    /// What stands there.
    pub text: String,
    /// What of it is found.
    pub part: String,
    /// Whose row it is in.
    person: String,
}

impl Found {
    fn of(row: &Row, place: Place, text: String, part: String) -> Self {
        Self { place, text, part, person: clean(&row.value("姓名").show()) }
    }

    /// The problem with its cell's text and whom the row is about.
    pub fn told(self, problem: Problem) -> Problem {
        let problem = problem.found(self.text.replace('\n', " "));
        if self.person.is_empty() { problem } else { problem.about(self.person) }
    }
}

/// Whether a column holds words, and no choice, number or day.
pub(crate) fn is_worded(column: &Column) -> bool {
    matches!(column.kind, Kind::Text | Kind::LongText | Kind::Name | Kind::Phone | Kind::Code)
}

/// The cells of some columns of which something is found; with each, what is to be added of others of its column.
pub(crate) fn cells_with(
    table: &Table,
    wanted: impl Fn(&Column) -> bool,
    find: impl Fn(&Column, &str) -> Option<String>,
) -> Vec<(Found, String)> {
    let columns: Vec<(usize, &Column)> =
        table.schema.columns.iter().enumerate().filter(|(_, column)| wanted(column)).collect();
    let mut out: BTreeMap<usize, Vec<Found>> = BTreeMap::new();
    for row in &table.rows {
        for (index, column) in &columns {
            let cell = row.value_at(*index);
            if cell.is_blank() || cell.is_unusable() {
                continue;
            }
            let text = cell.show();
            if let Some(part) = find(column, &text) {
                let place = row.cell_at(*index).1;
                out.entry(*index).or_default().push(Found::of(row, place, clean(&text), part));
            }
        }
    }
    let mut told = Vec::new();
    for found in out.into_values() {
        let more = found.len() > SEVERAL;
        let added = if more { format!("，这一列共{}格", found.len()) } else { String::new() };
        told.extend(found.into_iter().take(if more { 1 } else { SEVERAL }).map(|own| (own, added.clone())));
    }
    told
}
