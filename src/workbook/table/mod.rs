//! Rows of data under a header.

mod kind;
mod later;
pub(in crate::workbook) mod leftovers;
mod lists;
mod marks;
mod nth;
mod options;
mod plan;
mod plan_layout;
mod row;
mod shared;
mod side_table;
mod told;
mod twice;
mod wide;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Header, Item, Meaning, find};
use crate::workbook::lines::{Line, Lines};
use crate::workbook::schema::{APPLICANTS, PLAN, POSTS, SCORES, SHEETS, Sheet};
use crate::workbook::ticks;
use crate::workbook::values::clean;
use crate::workbook::{nobody, parts_of_posts};
pub(super) use kind::OLD;
use kind::{fitting, hidden, is_another_part, is_one_person, named, named_again, one_person};
use later::{later_headers, other_columns};
use marks::{holds_marks, marks_header, two_marks};
pub(in crate::workbook) use row::Row;
use told::report_columns;

/// A table of the workbook.
#[derive(Debug, Clone)]
pub(in crate::workbook) struct Table {
    /// What it is.
    pub schema: &'static Sheet,
    /// The sheet.
    pub place: Place,
    /// The row, from 1, whose cells name the columns.
    pub header: u32,
    /// What its columns are.
    pub columns: Vec<Meaning>,
    /// The words of the lowest header row, a column each, or of the one above where the column's share stands.
    pub words: Vec<String>,
    /// The rows of data.
    pub rows: Vec<Row>,
    /// Of a roster the other headers that rows stand below: further down, or on further sheets.
    more: Vec<Block>,
}

/// A header of a table besides the first one.
#[derive(Debug, Clone)]
struct Block {
    /// The sheet.
    place: Place,
    /// The row, from 1, whose cells name the columns.
    header: u32,
    /// What its columns are.
    columns: Vec<Meaning>,
}

impl Table {
    /// A table that stands in no sheet.
    pub fn unwritten(schema: &'static Sheet, place: Place) -> Self {
        Self { schema, place, header: 0, columns: Vec::new(), words: Vec::new(), rows: Vec::new(), more: Vec::new() }
    }

    /// Takes in another part of it.
    fn take_in(&mut self, other: Self) {
        if self.schema.name == APPLICANTS.name {
            self.more.push(Block { place: other.place, header: other.header, columns: other.columns });
            self.more.extend(other.more);
        }
        self.rows.extend(other.rows);
    }

    /// The column of the sheet, from 1, that is one of the schema's.
    pub fn column(&self, key: &str) -> Option<u32> {
        let known = Meaning::Known(self.schema.index(key)?);
        (1..).zip(&self.columns).find(|(_, meaning)| **meaning == known).map(|(column, _)| column)
    }
}

/// Finds the workbook's tables: sheets by their name first; then, for what has no sheet of its name, sheets whose header fits.
/// The cells move into the rows: a large roster is not held twice.
pub(in crate::workbook) fn tables(book: &mut RawBook, problems: &mut Vec<Problem>) -> Vec<Table> {
    book.sheets.iter_mut().for_each(ticks::settle);
    let mut out: Vec<Table> = Vec::new();
    // The only list of people is the roster, whatever it is called.
    let only = lists::named_after_a_step(book);
    let mut claimed: BTreeSet<usize> = only.into_iter().collect();
    let mut missing: Vec<&'static Sheet> = Vec::new();
    for &schema in SHEETS {
        match named(book, schema, &claimed) {
            // 面试成绩 without judges is not 面试打分 but 成绩.
            Some(index) if schema.name == "面试打分" && book.sheets.get(index).is_some_and(holds_marks) => {
                missing.push(schema);
            }
            Some(index) => {
                claimed.insert(index);
                if let Some(raw) = book.sheets.get_mut(index) {
                    out.extend(read_named(&book.file, raw, schema, problems));
                }
            }
            None => missing.push(schema),
        }
    }
    if let Some(only) = only {
        claimed.remove(&only);
    }
    if missing.iter().any(|schema| schema.name == PLAN.name)
        && let Some(index) = plan::sheet(book, &claimed)
    {
        claimed.insert(index);
        missing.retain(|schema| schema.name != PLAN.name);
        if let Some(raw) = book.sheets.get_mut(index) {
            out.extend(read_named(&book.file, raw, &PLAN, problems));
        }
    }
    if let Some(table) = out.iter().find(|table| table.schema.name == PLAN.name) {
        problems.extend(plan::others(book, &table.place.sheet));
    }
    let is_missing = |schema: &Sheet| missing.iter().any(|own| own.name == schema.name);
    // The roster goes first: what the lists beside it are is told by it.
    let roster =
        only.or_else(|| Some(()).filter(|()| is_missing(&APPLICANTS)).and_then(|()| lists::roster(book, &claimed)));
    let others = (0..book.sheets.len()).filter(|index| Some(*index) != roster);
    for index in roster.into_iter().chain(others).filter(|index| !claimed.contains(index)) {
        let Some(raw) = book.sheets.get_mut(index) else { continue };
        if raw.hidden {
            problems.extend(hidden(raw, &book.file));
            continue;
        }
        let marks = || Some(&SCORES).filter(|_| holds_marks(raw)).and_then(|marks| Some((marks, marks_header(raw)?)));
        let place = Place::sheet(&book.file, &raw.name);
        if is_one_person(raw) {
            problems.push(one_person(raw, place));
            continue;
        }
        // A roster's further part may have a column for what the review found, as the first one has.
        let further = || {
            let header = find(raw, &APPLICANTS)?;
            out.iter().any(|table| lists::is_further_roster(table, raw, &header)).then_some((&APPLICANTS, header))
        };
        let concluded = || lists::conclusions(raw).filter(|_| roster != Some(index));
        let found = if only == Some(index) {
            find(raw, &APPLICANTS).map(|header| (&APPLICANTS, header))
        } else {
            marks()
                .or_else(|| named_again(raw))
                .or_else(|| concluded().map(|found| further().unwrap_or(found)))
                .or_else(|| fitting(raw))
        };
        let Some((schema, header)) = found else { continue };
        // 笔试 on one sheet and 面试 on another make one table.
        // So do the rosters of several departments with the same columns, unless one of them has everybody already.
        let adds = schema.name == SCORES.name
            || out.iter().any(|table| {
                table.schema.name == schema.name
                    && (is_another_part(table, raw, &header) || nth::is_further_vote(table, raw, &header))
            });
        // There is one roster; other lists of its people are none.
        let first = if schema.name == APPLICANTS.name {
            // Beside a sheet called 报名 it must say which post each of them wants: a list of voters has numbers, too.
            let applying = is_missing(schema) || lists::says_posts(raw, &header);
            roster == Some(index) || (applying && out.iter().any(|table| lists::is_of_others(table, raw, &header)))
        } else if schema.name == POSTS.name && is_missing(schema) {
            let found = |table: &Table| table.schema.name == schema.name && !table.rows.is_empty();
            !out.iter().any(found) || lists::adds_posts(raw)
        } else {
            is_missing(schema) || out.iter().any(|table| table.schema.name == schema.name && table.rows.is_empty())
        };
        if !adds && !first {
            let held = out.iter().find(|table| table.schema.name == schema.name);
            problems.push(lists::one_more(raw, &header, schema, held, place));
            continue;
        }
        let table = below(header, raw, schema, place, problems);
        match out.iter_mut().find(|table| table.schema.name == schema.name) {
            // The sheet that was given out has been left empty, beside the office's own.
            Some(empty) if empty.rows.is_empty() => *empty = table,
            // One roster a department, each on a sheet of its own.
            Some(first) => first.take_in(table),
            None => out.push(table),
        }
    }
    wide::part(book, &mut out, problems);
    out.iter_mut().for_each(nth::number);
    let rank = |table: &Table| SHEETS.iter().position(|sheet| sheet.name == table.schema.name);
    out.sort_by_key(rank);
    out
}

fn read_named(file: &str, raw: &mut RawSheet, schema: &'static Sheet, problems: &mut Vec<Problem>) -> Option<Table> {
    let place = Place::sheet(file, &raw.name);
    if raw.rows.iter().all(|row| row.iter().all(CellValue::is_blank)) {
        return None;
    }
    if schema.name == "报名" && is_one_person(raw) {
        problems.push(one_person(raw, place));
        return None;
    }
    let found = match schema.name {
        name if name == SCORES.name => marks_header(raw),
        name if name == PLAN.name => plan::header(raw),
        _ => find(raw, schema),
    };
    let Some(header) = found else {
        let wanted: Vec<&str> =
            schema.columns.iter().filter(|column| column.required).map(|column| column.key).collect();
        problems.push(
            Problem::error("header", place, "找不到表头")
                .advice(format!("请检查表头是否有“{}”等列名。", wanted.join("”“"))),
        );
        return None;
    };
    if raw.hidden {
        problems.push(
            Problem::warning("hidden-sheet", place.clone(), "这张表是隐藏的，里面的内容照样读进来了")
                .advice("不要用的话请删去这张表。"),
        );
    }
    Some(below(header, raw, schema, place, problems))
}

/// What stands under a header.
fn below(
    mut header: Header,
    raw: &mut RawSheet,
    schema: &'static Sheet,
    place: Place,
    problems: &mut Vec<Problem>,
) -> Table {
    let further = if schema.name == PLAN.name { plan_layout::take(raw, &mut header, &place) } else { Vec::new() };
    if schema.name == SCORES.name {
        problems.extend(two_marks(raw, &header, &place));
    }
    if let Some(problem) = side_table::take_out(raw, &header, &place) {
        problems.push(problem);
        // Without it a column of the table itself may mean what one of its own seemed to mean.
        header = find(raw, schema).unwrap_or(header);
    }
    if schema.name == APPLICANTS.name {
        wide::leave(raw, &mut header);
    }
    // Of a plan that goes across no column is left to be told of.
    if further.is_empty() || header.known() > 0 {
        report_columns(&header, Some(raw), schema, &place, problems);
    }
    let (header_row, columns, words) = (row_number(header.row), header.columns.clone(), header.lowest_or_weighed());
    let (mut rows, more) = rows(raw, header, schema, &place, problems);
    rows.extend(further);
    Table { schema, place, header: header_row, columns, words, rows, more }
}

/// A row from 0 as clerks count it.
fn row_number(row: usize) -> u32 {
    u32::try_from(row + 1).unwrap_or(u32::MAX)
}

/// What the columns under a header are, ready for reading rows.
struct Layout {
    known: Vec<(usize, usize)>,
    others: Vec<(usize, Arc<str>)>,
    items: Vec<(usize, Item)>,
    twice: Vec<(usize, usize)>,
    positions: Arc<Vec<Option<u32>>>,
}

impl Layout {
    fn of(columns: &[Meaning], schema: &Sheet) -> Self {
        let mut layout = Self {
            known: Vec::new(),
            others: Vec::new(),
            items: Vec::new(),
            twice: Vec::new(),
            positions: Arc::default(),
        };
        let mut positions = vec![None; schema.columns.len()];
        for (column, meaning) in columns.iter().enumerate() {
            match meaning {
                Meaning::Known(index) => {
                    layout.known.push((*index, column));
                    if let Some(slot) = positions.get_mut(*index) {
                        *slot = u32::try_from(column + 1).ok();
                    }
                }
                Meaning::Unknown(name) => layout.others.push((column, name.as_str().into())),
                Meaning::Item(item) => layout.items.push((column, *item)),
                Meaning::Repeated(index) if twice::matters(schema, *index) => layout.twice.push((*index, column)),
                Meaning::Nameless | Meaning::Repeated(_) => {}
            }
        }
        // Two people in one row say two things by right, which has been told.
        let lead = schema.columns.iter().position(|column| column.required);
        if lead.is_some_and(|lead| columns.contains(&Meaning::Repeated(lead))) {
            layout.twice.clear();
        }
        layout.known.sort_unstable();
        layout.positions = Arc::new(positions);
        layout
    }

    /// Takes the cells of a row of the sheet, from 0, out of it.
    fn fill(&self, row: &mut Row, raw: &mut RawSheet, at: usize, continued: bool) {
        let mut take = |column: usize| Some((row_number(column), take_value(raw, at, column, continued)?));
        for (index, column) in &self.known {
            if let Some((column, value)) = take(*column) {
                row.cells.push((*index, column, value));
            }
        }
        for (index, column) in &self.twice {
            if let Some((column, value)) = take(*column)
                && !twice::adds_nothing(row.schema, &row.cells, *index, &value)
            {
                twice::add(&mut row.cells, *index, column, value);
            }
        }
        for (column, name) in &self.others {
            if let Some((column, value)) = take(*column) {
                row.others.push((name.clone(), column, value));
            }
        }
        for (column, item) in &self.items {
            if let Some((column, value)) = take(*column) {
                row.items.push((*item, row.place.at(row.place.row, column), value));
            }
        }
    }
}

fn rows(
    raw: &mut RawSheet,
    header: Header,
    schema: &'static Sheet,
    place: &Place,
    problems: &mut Vec<Problem>,
) -> (Vec<Row>, Vec<Block>) {
    let mut later = later_headers(raw, &header, schema);
    let mut more = Vec::new();
    if schema.name == APPLICANTS.name {
        for other in later.values_mut() {
            wide::leave(raw, other);
            let (header, columns) = (row_number(other.row), other.columns.clone());
            more.push(Block { place: place.clone(), header, columns });
        }
    }
    let mut lines: Vec<Line> = Vec::with_capacity(raw.rows.len().saturating_sub(header.data));
    let mut own = Lines::new(raw, &header, schema);
    let mut below = header.data;
    for (at, cells) in raw.rows.iter().enumerate().skip(header.data) {
        if let Some(other) = later.get(&at) {
            own = Lines::new(raw, other, schema);
            below = other.data;
        }
        lines.push(if at < below { Line::Aside } else { own.what(at, cells) });
    }
    for (at, other) in &later {
        problems.push(other_columns(&header, other, place.at(row_number(*at), 0)));
    }
    let mut layout = Layout::of(&header.columns, schema);
    let mut out: Vec<Row> = Vec::new();
    let mut passed: Vec<(u32, String)> = Vec::new();
    let mut examples: Vec<(u32, String)> = Vec::new();
    let mut below_people: Vec<(u32, String)> = Vec::new();
    for (at, line) in (header.data..).zip(lines) {
        if let Some(other) = later.get(&at) {
            layout = Layout::of(&other.columns, schema);
        }
        if line == Line::Aside {
            continue;
        }
        if line == Line::Passed {
            passed.push((row_number(at), words(raw, at)));
            continue;
        }
        if line == Line::Below {
            below_people.push((row_number(at), words(raw, at)));
            continue;
        }
        if line == Line::Example {
            examples.push((row_number(at), words(raw, at)));
            continue;
        }
        let continued = line == Line::Continued;
        let doubt = (line == Line::Doubtful).then(|| words(raw, at));
        let place = place.at(u32::try_from(at + 1).unwrap_or(u32::MAX), 0);
        let mut row = Row::new(place.clone(), schema, layout.positions.clone());
        row.doubtful = line == Line::Doubtful;
        layout.fill(&mut row, raw, at, continued);
        if row.cells.is_empty() && row.others.is_empty() && row.items.is_empty() {
            continue;
        }
        if let Some(text) = doubt {
            let column = layout.known.iter().find(|(index, _)| schema.index("岗位名称") == Some(*index));
            let column = column.map_or(0, |(_, column)| row_number(*column));
            problems.push(parts_of_posts::doubtful(place.at(place.row, column), &text));
            row.waits_for("职数", "？");
        }
        match out.last_mut() {
            Some(last) if continued => last.take_in(row),
            _ => out.push(row),
        }
    }
    shared::seats(raw, &mut out, place, problems);
    let told = if schema.name == POSTS.name { parts_of_posts::passed } else { nobody::passed };
    problems.extend(told(place, &passed));
    problems.extend(nobody::below(place, &below_people));
    problems.extend(nobody::examples(place, &examples));
    if schema.name == "报名" {
        options::unletter(&mut out, schema);
    }
    (out, more)
}

/// The first words of a row, to know it by.
fn words(raw: &RawSheet, row: usize) -> String {
    let cells = raw.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let filled = cells.iter().filter(|cell| !cell.is_blank()).take(2);
    filled.map(|cell| clean(&cell.show()).replace('\n', " ")).collect::<Vec<_>>().join(" ")
}

/// A cell's value, if it has one, taken out of the sheet; below a merged cell's first row, the merged cell's value, unless the row
/// continues the one above.
fn take_value(raw: &mut RawSheet, row: usize, column: usize, continued: bool) -> Option<CellValue> {
    let (r, c) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
    let covering = raw.merged.covering(r, c);
    let own = raw.rows.get_mut(row).and_then(|cells| cells.get_mut(column)).filter(|cell| !cell.is_blank());
    if let Some(own) = own {
        // Cells below may ask for it again.
        let asked = covering.is_some_and(|(top, _, bottom)| bottom > top);
        return Some(if asked { own.clone() } else { std::mem::take(own) }.or_ditto());
    }
    if continued {
        return None;
    }
    // Only cells merged downwards repeat their value; a title merged sideways does not.
    let (top, left, bottom) = covering?;
    (bottom > top && left == c)
        .then(|| raw.rows.get(top as usize)?.get(left as usize))
        .flatten()
        .filter(|cell| !cell.is_blank())
        .cloned()
        .map(CellValue::or_ditto)
}
