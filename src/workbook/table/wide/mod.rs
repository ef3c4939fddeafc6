//! One wide sheet for the whole round: the roster goes on with columns of the review, of marks, of ballots. What has no sheet of its own is
//! read from there, a row for each person who has something in those columns.

mod claims;
mod groups;
mod present;
mod rows;
mod sheets;
mod steps;
mod unread;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::claims::{Claim, claims};
use self::present::{Filled, is_present};
use self::rows::{Positions, Reading, is_of_person};
use self::steps::{Later, SHARED, STEPS, Step};
use super::told::report_columns;
use super::{Block, Row, Table, row_number};
use crate::problem::{Place, Problem, column_letters};
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Header, Meaning};
use crate::workbook::lines::identity_number;
use crate::workbook::read::results::stated::is_result_of;
use crate::workbook::schema::{APPLICANTS, EVALUATION, PLAN, POSTS, REVIEW, Sheet, VOTE};

/// A header of the roster, and the rows below it.
struct Section {
    place: Place,
    /// The row, from 1, whose cells name the columns.
    header: u32,
    columns: Vec<Meaning>,
    later: Vec<Later>,
    /// Which column belongs to which of the steps.
    claims: Vec<Option<Claim>>,
    /// Which column would belong to which of the steps, if the step were there.
    left: Vec<Option<usize>>,
    /// The rows of the roster below it.
    rows: Vec<usize>,
}

impl Section {
    fn of(raw: &RawSheet, block: &Block) -> Self {
        let later = later(raw, &block.columns, block.header as usize - 1);
        let claims = claims(&block.columns, &later);
        Self {
            place: block.place.clone(),
            header: block.header,
            columns: block.columns.clone(),
            left: vec![None; claims.len()],
            later,
            claims,
            rows: Vec::new(),
        }
    }

    /// The name of a column, from 1, without the words of the groups above it; that of a judge's column with them.
    fn lowest(&self, column: u32) -> &str {
        let at = column as usize - 1;
        let Some(Meaning::Unknown(name)) = self.columns.get(at) else { return "" };
        let lowest = self.later.first().and_then(|later| later.header.words_of(at).last()).unwrap_or_default();
        if STEPS.iter().any(|step| is_result_of(step.sheet.name, lowest)) { lowest } else { name }
    }

    fn is_claimed(&self, column: u32) -> bool {
        self.claims.get(column as usize - 1).is_some_and(Option::is_some)
    }
}

/// The later steps in a header that ends in a row, from 0.
fn later(raw: &RawSheet, columns: &[Meaning], row: usize) -> Vec<Later> {
    // The person above a header is none of it.
    let person =
        |row: &usize| raw.rows.get(*row).is_some_and(|cells| cells.iter().any(|cell| identity_number(cell).is_some()));
    let highest = (0..row).rev().find(person).map_or(0, |above| above + 1);
    STEPS.iter().flat_map(|step| Later::of(raw, columns, (highest, row), step)).collect()
}

/// Of a roster's columns those that go on with a later step are not its own, though it may have columns of that name (任职日期).
pub(super) fn leave(raw: &RawSheet, header: &mut Header) {
    let later = later(raw, &header.columns, header.row);
    let claims = claims(&header.columns, &later);
    let texts = |column: usize| -> Vec<String> {
        let below = raw.rows.iter().skip(header.data).filter_map(|row| row.get(column));
        below.filter(|cell| !cell.is_blank()).map(CellValue::show).collect()
    };
    let section = [Filled { later: &later, claims: &claims, texts: &texts }];
    let there: Vec<bool> = later.iter().map(|later| is_present(later.step, &section)).collect();
    let words = header.lowest_words();
    for (column, claim) in claims.iter().enumerate() {
        let (Some((own, _)), Some(meaning)) = (claim, header.columns.get_mut(column)) else { continue };
        if there.get(*own) == Some(&true) && matches!(meaning, Meaning::Known(_) | Meaning::Repeated(_)) {
            *meaning = Meaning::Unknown(words.get(column).cloned().unwrap_or_default());
        }
    }
}

/// Makes tables of the roster's columns of later steps.
pub(super) fn part(book: &RawBook, tables: &mut Vec<Table>, problems: &mut Vec<Problem>) {
    // A roster by itself is no round: its people are checked, and nothing is decided.
    if !tables.iter().any(|table| [PLAN.name, POSTS.name].contains(&table.schema.name)) {
        return;
    }
    let Some(at) = tables.iter().position(|table| table.schema.name == APPLICANTS.name) else { return };
    let Some(roster) = tables.get(at) else { return };
    let mut sections = sections(book, roster);
    settle(roster, &mut sections);
    let held = |schema: &Sheet| tables.iter().any(|table| table.schema.name == schema.name && !table.rows.is_empty());
    let wanted: Vec<&Step> = STEPS.iter().filter(|step| !held(step.sheet)).collect();
    for section in &sections {
        problems.extend(unread::unread(roster, section, &wanted));
    }
    let mut made: Vec<Table> = Vec::new();
    for section in &sections {
        for own in 0..section.later.len() {
            let Some(table) = table(roster, section, own, problems) else { continue };
            match made.iter_mut().find(|held| held.schema.name == table.schema.name) {
                Some(held) => held.rows.extend(table.rows),
                None => made.push(table),
            }
        }
    }
    let Some(roster) = tables.get_mut(at) else { return };
    release(roster, &sections);
    for table in made {
        sheets::put(tables, table, problems);
    }
}

/// The headers of a roster with what stands below each of them.
fn sections(book: &RawBook, roster: &Table) -> Vec<Section> {
    let first = Block { place: roster.place.clone(), header: roster.header, columns: roster.columns.clone() };
    let blocks = std::iter::once(&first).chain(&roster.more).filter(|block| block.header > 0);
    let mut out: Vec<Section> = blocks
        .filter_map(|block| {
            let raw = book.sheets.iter().find(|raw| raw.name == block.place.sheet)?;
            Some(Section::of(raw, block))
        })
        .collect();
    for (index, row) in roster.rows.iter().enumerate() {
        let above = |section: &&mut Section| section.place.sheet == row.place.sheet && section.header < row.place.row;
        if let Some(section) = out.iter_mut().filter(above).max_by_key(|section| section.header) {
            section.rows.push(index);
        }
    }
    out
}

/// Leaves to the roster the columns of steps that have not been done.
fn settle(roster: &Table, sections: &mut [Section]) {
    let absent: Vec<&str> = {
        let texts: Vec<_> = sections
            .iter()
            .map(|section| {
                move |column: usize| -> Vec<String> {
                    let rows = section.rows.iter().filter_map(|row| roster.rows.get(*row));
                    let cells = rows.flat_map(Row::filled).filter(|(own, _)| *own == row_number(column));
                    cells.map(|(_, value)| value.show()).collect()
                }
            })
            .collect();
        let filled: Vec<Filled<'_>> = sections
            .iter()
            .zip(&texts)
            .map(|(section, texts)| Filled { later: &section.later, claims: &section.claims, texts })
            .collect();
        STEPS.iter().filter(|step| !is_present(step, &filled)).map(|step| step.sheet.name).collect()
    };
    for section in sections {
        for (claim, left) in section.claims.iter_mut().zip(&mut section.left) {
            let Some((own, _)) = *claim else { continue };
            if section.later.get(own).is_some_and(|later| absent.contains(&later.schema.name)) {
                *left = Some(own);
                *claim = None;
            }
        }
    }
}

/// The table of one later step, from what stands below one header.
fn table(roster: &Table, section: &Section, own: usize, problems: &mut Vec<Problem>) -> Option<Table> {
    let later = section.later.get(own)?;
    let schema = later.schema;
    let mut header = later.header.clone();
    let mut positions = vec![None; schema.columns.len()];
    let mut shared: Vec<(usize, u32)> = Vec::new();
    let mut again: Vec<(usize, u32)> = Vec::new();
    for (column, meaning) in header.columns.iter_mut().enumerate() {
        let claim = section.claims.get(column).copied().flatten().filter(|(by, _)| *by == own);
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
        match positions.get_mut(index) {
            Some(slot @ None) => *slot = Some(row_number(column)),
            _ => {
                *meaning = Meaning::Nameless;
                again.push((index, row_number(column)));
            }
        }
    }
    let reading = Reading { section, own, schema, shared, positions: Arc::new(positions) };
    let from = || section.rows.iter().filter_map(|row| roster.rows.get(*row));
    let differing: BTreeSet<usize> = from().flat_map(|row| reading.differing(row)).collect();
    let mut rows: Vec<Row> = from().filter_map(|row| reading.row(row, &differing)).collect();
    if rows.is_empty() {
        return None;
    }
    for (index, column) in again {
        problems.extend(repeated(section, &reading.positions, schema, index, column));
    }
    if let Some(key) = numbered(schema).filter(|_| later.number > 1) {
        for row in rows.iter_mut().filter(|row| row.value(key).is_blank()) {
            row.fill(key, CellValue::Text(later.number.to_string()));
        }
    }
    report_columns(&header, None, schema, &section.place, problems);
    Some(Table {
        schema,
        place: section.place.clone(),
        header: section.header,
        columns: header.columns,
        words: roster.words.clone(),
        rows,
        more: Vec::new(),
    })
}

/// The column for the number of a ballot or a batch.
fn numbered(schema: &Sheet) -> Option<&'static str> {
    match schema.name {
        name if name == VOTE.name => Some("第几次投票"),
        name if name == EVALUATION.name => Some("批次"),
        _ => None,
    }
}

/// What is said of a second column, from 1, of one thing.
fn repeated(section: &Section, positions: &Positions, schema: &Sheet, index: usize, column: u32) -> Option<Problem> {
    let key = schema.columns.get(index)?.key;
    let first = positions.get(index).copied().flatten()?;
    let used = if is_of_person(schema, key) { "填得一样的才用" } else { "只用前面的一列" };
    let message = format!(
        "{}列、{}列都像是“{}”一步的“{key}”，{used}",
        column_letters(first),
        column_letters(column),
        schema.name
    );
    let advice = match schema.name {
        name if name == VOTE.name => {
            "再次投票的，请在各自的列上面写“第一次票决”“第二次票决”，或者另外填一张票决表；多余的请删去。"
        }
        name if name == REVIEW.name => "初审、复审各有一列的，请只留最后的结论，另一列改成别的列名。",
        _ => "请删去多余的一列，或者改成别的列名。",
    };
    let at = section.place.at(section.header, column);
    Some(Problem::warning("repeated-column", at, message).advice(advice))
}

/// Takes out of the roster what has become tables of its own.
fn release(roster: &mut Table, sections: &[Section]) {
    if let Some(section) = sections.iter().find(|own| own.place == roster.place && own.header == roster.header) {
        for (column, meaning) in (1..).zip(&mut roster.columns) {
            if section.is_claimed(column) {
                *meaning = Meaning::Nameless;
            }
        }
    }
    for section in sections {
        // Cells that are not there are pointed to no more. All rows below one header share one list.
        let mut held: Option<Positions> = None;
        let mut left: Positions = Arc::default();
        for index in &section.rows {
            let Some(row) = roster.rows.get_mut(*index) else { continue };
            row.cells.retain(|(_, column, _)| !section.is_claimed(*column));
            row.others.retain(|(_, column, _)| !section.is_claimed(*column));
            if held.as_ref().is_none_or(|held| !Arc::ptr_eq(held, &row.positions)) {
                let kept = |column: &Option<u32>| column.filter(|column| !section.is_claimed(*column));
                left = Arc::new(row.positions.iter().map(kept).collect());
                held = Some(row.positions.clone());
            }
            row.positions = left.clone();
        }
    }
}
