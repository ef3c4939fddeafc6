//! Plans laid out otherwise than one item below the other: in several pairs of columns beside one another, or across, each item over
//! what is said of it.

use std::sync::Arc;

use super::plan::{FEW, is_item};
use super::{Row, row_number};
use crate::problem::Place;
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, Meaning, find, plain};
use crate::workbook::schema::{PLAN, POSTS};

/// So many items make a further pair of columns where no header says that they are items: a word or two may be by chance.
const PAIR: usize = 3;

/// The header of a plan that goes across, if its first row of several cells has nothing but items. A list of posts, whose columns have the
/// same names, is none.
pub(super) fn across(raw: &RawSheet) -> Option<Header> {
    let several = |row: &Vec<CellValue>| row.iter().filter(|cell| !cell.is_blank()).count() > 1;
    let first = raw.rows.iter().position(several).filter(|at| raw.rows.get(*at).is_some_and(|row| heads(row, FEW)))?;
    let width = raw.rows.iter().map(Vec::len).max().unwrap_or_default();
    let names_posts = |header: Header| POSTS.index("岗位名称").is_some_and(|at| header.has(at));
    (!find(raw, &POSTS).is_some_and(names_posts)).then(|| Header::unwritten(first, vec![Meaning::Nameless; width]))
}

/// Takes the rows of items out of a sheet that do not stand below its header's 项目.
pub(super) fn take(raw: &mut RawSheet, header: &mut Header, place: &Place) -> Vec<Row> {
    let column = |key: &str| PLAN.index(key).and_then(|index| header.place(index));
    match (column("项目"), column("内容")) {
        (Some(items), Some(content)) => beside(raw, header, items.max(content) + 1, place),
        (None, None) => below(raw, header.data, place),
        _ => Vec::new(),
    }
}

/// Items in further pairs of columns, from one on.
fn beside(raw: &mut RawSheet, header: &mut Header, from: usize, place: &Place) -> Vec<Row> {
    let width = raw.rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = Vec::new();
    let mut column = from;
    while column + 1 < width {
        if !is_pair(raw, header, column) {
            column += 1;
            continue;
        }
        for at in header.data..raw.rows.len() {
            let Some((item, content)) = pair(raw, (at, column), (at, column + 1)) else { continue };
            out.push(row(place, at, (column, item), (column + 1, content)));
        }
        // 说明 of these items is theirs, and no second column of the first ones'.
        let explained = matches!(header.columns.get(column + 2), Some(Meaning::Repeated(_)));
        let end = column + if explained { 3 } else { 2 };
        for slot in header.columns.iter_mut().take(end).skip(column) {
            *slot = Meaning::Nameless;
        }
        column = end;
    }
    out
}

/// Whether items stand in a column: its header says so as that of the first ones does, or there is none and they are nothing but items.
fn is_pair(raw: &RawSheet, header: &Header, column: usize) -> bool {
    match header.columns.get(column) {
        Some(Meaning::Repeated(index)) => {
            let cells = raw.rows.iter().skip(header.data).filter_map(|row| row.get(column));
            PLAN.index("项目") == Some(*index) && is_list(cells, 1)
        }
        Some(Meaning::Nameless) | None => holds_items(raw, header.data, column),
        Some(_) => false,
    }
}

/// Whether nothing but items stands in a column from a row on, each once. 责任部门 beside the items has words that are items as well.
pub(super) fn holds_items(raw: &RawSheet, from: usize, column: usize) -> bool {
    let cells = raw.rows.iter().skip(from).filter_map(|row| row.get(column)).filter(|cell| !cell.is_blank());
    let mut names: Vec<String> = cells.map(|cell| plain(&cell.show())).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    all >= PAIR && names.len() == all && names.iter().all(|name| is_item(name))
}

/// Items that stand over what is said of them, from a row on.
fn below(raw: &mut RawSheet, from: usize, place: &Place) -> Vec<Row> {
    let mut out = Vec::new();
    let mut items = None;
    for at in from..raw.rows.len() {
        let Some(cells) = raw.rows.get(at) else { break };
        // The last band may have few.
        if heads(cells, 2) {
            items = Some(at);
            continue;
        }
        let Some(names) = items else { continue };
        for column in 0..cells.len() {
            // Every row below has the same items over it.
            let name = raw.rows.get(names).and_then(|row| row.get(column)).filter(|cell| !cell.is_blank()).cloned();
            let content = raw.rows.get_mut(at).and_then(|row| row.get_mut(column)).map(std::mem::take);
            let (Some(name), Some(content)) = (name, content.filter(|cell| !cell.is_blank())) else { continue };
            out.push(row(place, at, (column, name), (column, content)));
        }
    }
    out
}

/// Whether a row names so many items, and nothing else.
fn heads(cells: &[CellValue], least: usize) -> bool {
    let filled: Vec<&CellValue> = cells.iter().filter(|cell| !cell.is_blank()).collect();
    filled.len() >= least && filled.iter().all(|cell| is_item(&cell.show()))
}

/// Whether there are so many items among cells, and no more of anything else.
fn is_list<'c>(cells: impl Iterator<Item = &'c CellValue>, least: usize) -> bool {
    let (items, others): (Vec<_>, Vec<_>) =
        cells.filter(|cell| !cell.is_blank()).partition(|cell| is_item(&cell.show()));
    items.len() >= least && items.len() >= others.len()
}

/// Takes an item and what is said of it; `None` where there is no item.
fn pair(raw: &mut RawSheet, item: (usize, usize), content: (usize, usize)) -> Option<(CellValue, CellValue)> {
    let mut taken = |(row, column): (usize, usize)| raw.rows.get_mut(row)?.get_mut(column).map(std::mem::take);
    let item = taken(item).filter(|cell| !cell.is_blank())?;
    Some((item, taken(content).unwrap_or(CellValue::Empty)))
}

/// A row of the plan of two cells, each with its column from 0.
fn row(place: &Place, at: usize, item: (usize, CellValue), content: (usize, CellValue)) -> Row {
    let mut positions = vec![None; PLAN.columns.len()];
    let mut cells = Vec::new();
    for (key, (column, value)) in [("项目", item), ("内容", content)] {
        let Some(index) = PLAN.index(key) else { continue };
        let column = row_number(column);
        if let Some(slot) = positions.get_mut(index) {
            *slot = Some(column);
        }
        if !value.is_blank() {
            cells.push((index, column, value));
        }
    }
    Row { cells, ..Row::new(place.at(row_number(at), 0), &PLAN, Arc::new(positions)) }
}
