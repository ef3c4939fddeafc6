//! One wide sheet for the whole round: the roster goes on with columns of the review, of marks, of ballots. What has no sheet of its own is
//! read from there, a row for each person who has something in those columns.

mod claims;
mod steps;
mod unread;

use std::sync::Arc;

use self::claims::{Claim, claims};
use self::steps::{Later, SHARED, STEPS, Step};
use super::told::report_columns;
use super::{Row, Table, row_number};
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Header, Meaning};
use crate::workbook::schema::{APPLICANTS, PLAN, POSTS, Sheet};

/// Of a roster's columns those that go on with a later step are not its own, though it may have columns of that name (任职日期).
pub(super) fn leave(raw: &RawSheet, header: &mut Header) {
    let row = row_number(header.row);
    let later: Vec<Later> = STEPS.iter().filter_map(|step| Later::of(raw, &header.columns, row, step)).collect();
    let claims = claims(&header.columns, &later);
    let words = header.lowest_words();
    for (column, claim) in claims.iter().enumerate() {
        let (Some(_), Some(meaning)) = (claim, header.columns.get_mut(column)) else { continue };
        if matches!(meaning, Meaning::Known(_) | Meaning::Repeated(_)) {
            *meaning = Meaning::Unknown(words.get(column).cloned().unwrap_or_default());
        }
    }
}

/// Makes tables of the roster's columns of later steps.
pub(super) fn part(book: &RawBook, tables: &mut Vec<Table>, problems: &mut Vec<Problem>) {
    let held = |tables: &[Table], schema: &Sheet| {
        tables.iter().any(|table| table.schema.name == schema.name && !table.rows.is_empty())
    };
    // A roster by itself is no round: its people are checked, and nothing is decided.
    if !tables.iter().any(|table| [PLAN.name, POSTS.name].contains(&table.schema.name)) {
        return;
    }
    let Some(at) = tables.iter().position(|table| table.schema.name == APPLICANTS.name) else { return };
    let Some(roster) = tables.get(at) else { return };
    let Some(raw) = book.sheets.iter().find(|raw| raw.name == roster.place.sheet) else { return };
    let wanted: Vec<&Step> = STEPS.iter().filter(|step| !held(tables, step.sheet)).collect();
    let later: Vec<Later> =
        wanted.iter().filter_map(|step| Later::of(raw, &roster.columns, roster.header, step)).collect();
    let claims = claims(&roster.columns, &later);
    let Some(roster) = tables.get_mut(at) else { return };
    problems.extend(unread::unread(roster, &wanted, &later, &claims));
    let made: Vec<Table> =
        later.iter().enumerate().filter_map(|(own, later)| table(roster, later, own, &claims, problems)).collect();
    if made.is_empty() {
        return;
    }
    release(roster, &claims);
    tables.retain(|table| !made.iter().any(|own| own.schema.name == table.schema.name));
    tables.extend(made);
}

/// The table of one later sheet.
fn table(
    roster: &Table,
    later: &Later,
    own: usize,
    claims: &[Option<Claim>],
    problems: &mut Vec<Problem>,
) -> Option<Table> {
    let schema = later.schema;
    let mut header = later.header.clone();
    let mut positions = vec![None; schema.columns.len()];
    let mut shared: Vec<(usize, u32)> = Vec::new();
    for (column, meaning) in header.columns.iter_mut().enumerate() {
        let claim = claims.get(column).copied().flatten().filter(|(by, _)| *by == own);
        let index = match (claim, &*meaning) {
            (Some((_, index)), _) => index,
            (None, Meaning::Known(index)) => {
                let key = schema.columns.get(*index).map_or("", |column| column.key);
                // The remarks of a roster are about the person.
                Some(*index).filter(|_| SHARED.contains(&key) && key != "备注")
            }
            _ => None,
        };
        *meaning = index.map_or(Meaning::Nameless, Meaning::Known);
        let Some(index) = index else { continue };
        if claim.is_none() {
            shared.push((index, row_number(column)));
        }
        if let Some(slot) = positions.get_mut(index) {
            *slot = Some(row_number(column));
        }
    }
    let positions = Arc::new(positions);
    let rows: Vec<Row> =
        roster.rows.iter().filter_map(|from| row(from, schema, own, claims, &shared, &positions)).collect();
    if rows.is_empty() {
        return None;
    }
    report_columns(&header, schema, &roster.place, problems);
    Some(Table {
        schema,
        place: roster.place.clone(),
        header: roster.header,
        columns: header.columns,
        words: roster.words.clone(),
        rows,
    })
}

/// What a row of the roster says of a later step; none if nothing stands in its columns.
fn row(
    from: &Row,
    schema: &'static Sheet,
    own: usize,
    claims: &[Option<Claim>],
    shared: &[(usize, u32)],
    positions: &Positions,
) -> Option<Row> {
    let mut row = Row::new(from.place.clone(), schema, positions.clone());
    let claim = |column: u32| {
        let at = usize::try_from(column).ok()?.checked_sub(1)?;
        claims.get(at).copied().flatten().filter(|(by, _)| *by == own)
    };
    let known = from.cells.iter().map(|(_, column, value)| (*column, value, None));
    let others = from.others.iter().map(|(name, column, value)| (*column, value, Some(name)));
    for (column, value, name) in known.chain(others) {
        match (claim(column), name) {
            (Some((_, Some(index))), _) => row.cells.push((index, column, value.clone())),
            (Some((_, None)), Some(name)) => row.others.push((name.clone(), column, value.clone())),
            _ => {}
        }
    }
    if row.cells.is_empty() && row.others.is_empty() {
        return None;
    }
    row.doubtful = from.doubtful;
    let is_at = |column: u32| move |(_, own, _): &&(usize, u32, CellValue)| *own == column;
    for (index, column) in shared {
        if let Some((.., value)) = from.cells.iter().find(is_at(*column)) {
            row.cells.push((*index, *column, value.clone()));
        }
    }
    row.cells.sort_by_key(|(index, column, _)| (*index, *column));
    row.cells.dedup_by_key(|(index, ..)| *index);
    // Where a sheet has no column for the post, namesakes are told apart by this one.
    let post = Some("报考岗位").filter(|_| schema.index("岗位").is_none());
    if let Some((value, Place { column, .. })) = post.and_then(|post| from.own(post)) {
        row.others.push(("报考岗位".into(), column, value.clone()));
    }
    Some(row)
}

/// By column of a schema, the sheet's.
type Positions = Arc<Vec<Option<u32>>>;

/// Takes out of the roster what has become tables of its own.
fn release(roster: &mut Table, claims: &[Option<Claim>]) {
    let gone = |column: u32| {
        let at = usize::try_from(column).ok().and_then(|column| column.checked_sub(1));
        at.is_some_and(|at| claims.get(at).is_some_and(Option::is_some))
    };
    for (column, meaning) in roster.columns.iter_mut().enumerate() {
        if gone(row_number(column)) {
            *meaning = Meaning::Nameless;
        }
    }
    for row in &mut roster.rows {
        row.cells.retain(|(_, column, _)| !gone(*column));
        row.others.retain(|(_, column, _)| !gone(*column));
    }
    // Cells that are not there are pointed to no more. All rows below one header share one list.
    let mut held: Option<Positions> = None;
    let mut left: Positions = Arc::default();
    for row in &mut roster.rows {
        if held.as_ref().is_none_or(|held| !Arc::ptr_eq(held, &row.positions)) {
            left = Arc::new(row.positions.iter().map(|column| column.filter(|column| !gone(*column))).collect());
            held = Some(row.positions.clone());
        }
        row.positions = left.clone();
    }
}
