//! What the sheets of the later steps have in their rows: numbers of people and ballots, days, posts.

use chrono::NaiveDate;

use super::plan::sense::MOST_PEOPLE;
use super::posts::names::Posts;
use crate::problem::Problem;
use crate::round::{Cells, PersonId, PostId, Round};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean, is_strokes};

pub(super) fn rows(table: Option<&Table>) -> &[Row] {
    table.map(|table| table.rows.as_slice()).unwrap_or_default()
}

pub(super) fn text(row: &Row, key: &str, reader: &mut Reader<'_>) -> String {
    let (cell, place) = row.cell(key);
    reader.text(cell, &place)
}

/// People or ballots; more than there can be is a number of something else, and no count.
pub(super) fn count(row: &Row, key: &str, reader: &mut Reader<'_>) -> Option<u32> {
    let (cell, place) = row.cell(key);
    // A stroke or 无 where nobody abstained is as good as 0: the column is there, and nobody is in it.
    if NOBODY.contains(&key) && (is_stroke(cell) || matches!(clean(&cell.show()).as_str(), "无" | "没有")) {
        return Some(0);
    }
    // Elsewhere a stroke is as good as a blank.
    if is_stroke(cell) {
        return None;
    }
    let count = reader.count(cell, &place)?;
    if count > MOST_PEOPLE {
        let problem = Problem::error("count", place, format!("{key}至多{MOST_PEOPLE}"));
        reader.report(problem.found(cell.show()).advice("像是别的号码填错了格子，请改正。"));
        return None;
    }
    Some(count)
}

/// Columns in which nobody may be counted.
const NOBODY: &[&str] = &["弃权", "不胜任"];

/// Whether nothing but strokes stands in a cell.
pub(super) fn is_stroke(cell: &CellValue) -> bool {
    is_strokes(&clean(&cell.show()))
}

pub(super) fn date(row: &Row, key: &str, reader: &mut Reader<'_>) -> Option<NaiveDate> {
    let (cell, place) = row.cell(key);
    reader.date(cell, &place)
}

/// Where the cells of a row stand.
pub(super) fn cells(row: &Row) -> Cells {
    Cells::new(row.schema().columns.iter().map(|column| (column.key, row.cell(column.key).1.column)))
}

/// The post a row is about: the one named, else the one the person applied for.
pub(super) fn post(row: &Row, round: &Round, person: PersonId, reader: &mut Reader<'_>) -> Option<PostId> {
    let (cell, place) = row.cell("岗位");
    let named = plain(&reader.text(cell, &place));
    if named.is_empty() {
        return round.applicant(person).and_then(|applicant| applicant.post);
    }
    let found = Posts::of(round).find(&named);
    if found.is_none() {
        reader.report(
            Problem::error("unknown-post", place, "“岗位”表里没有这个岗位")
                .found(cell.show())
                .advice("请与“岗位”表核对。"),
        );
    }
    found.map(PostId)
}
