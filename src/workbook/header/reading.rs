//! Rows read as a header: what each of their columns is, and how well they are one.

use super::items::{is_of_others, items};
use super::names::Names;
use super::seats;
use super::worded::is_present_post;
use super::{Header, Meaning};
use crate::workbook::schema::Sheet;

/// Reads rows as a header, and says how well they are one: two points for a name, one for a word that only may mean the column.
pub(super) fn read(names: &Names<'_>, rows: &[Vec<String>], first: usize) -> (usize, Header) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    // Only a roster has them beside the person.
    let items = if names.sheet.name == "报名" { items(rows, width) } else { vec![None; width] };
    let of_item = |column: usize| items.get(column).copied().flatten();
    let contact = |column: usize| if names.sheet.name == "报名" { contact_of(rows, column) } else { None };
    let own_meaning = |column: usize| {
        if of_item(column).is_some() || contact(column).is_some() { None } else { names.meaning(rows, column) }
    };
    let candidates: Vec<Option<(usize, bool)>> = (0..width).map(own_meaning).collect();
    let sure = |index: usize| candidates.iter().flatten().any(|(other, sure)| *other == index && *sure);
    let mut taken: Vec<usize> = Vec::new();
    let mut score = 0;
    let mut columns = Vec::with_capacity(width);
    for (column, candidate) in candidates.iter().enumerate() {
        let own = || match (of_item(column), own_name(rows, column)) {
            (Some(item), _) => Meaning::Item(item),
            (None, name) if name.is_empty() => Meaning::Nameless,
            (None, name) => {
                Meaning::Unknown(contact(column).map_or(name.clone(), |contact| format!("{contact}{name}")))
            }
        };
        columns.push(match *candidate {
            // Where 手机 has a column of its own, 联系电话 is another matter.
            Some((index, false)) if sure(index) || taken.contains(&index) => own(),
            Some((index, _)) if taken.contains(&index) => Meaning::Repeated(index),
            Some((index, sure)) => {
                taken.push(index);
                let offered = names.sheet.columns.get(index).is_some_and(|column| column.offered);
                score += if sure && offered { 2 } else { 1 };
                Meaning::Known(index)
            }
            None => own(),
        });
    }
    second_name(names.sheet, rows, &mut columns);
    present_post(names.sheet, &mut columns);
    seats::settle(names.sheet, rows, &mut columns);
    let covered = (0..width).filter_map(|column| Some((column, covered(names, rows, column)?))).collect();
    let height = rows.len();
    let lead = names.sheet.columns.iter().position(|column| column.required);
    let leads = lead.and_then(|lead| columns.iter().position(|meaning| *meaning == Meaning::Known(lead)));
    (score, Header { data: first + height, row: first + height - 1, columns, leads, covered, words: rows.to_vec() })
}

/// The column that a word means above a column's own, if it stands over this one alone: over several it is a group's.
fn covered(names: &Names<'_>, rows: &[Vec<String>], column: usize) -> Option<usize> {
    let own = path(rows, column);
    let (lowest, _) = own.split_last()?;
    rows.iter().find_map(|row| {
        let word = row.get(column).filter(|word| !word.is_empty() && word != lowest)?;
        let before = column.checked_sub(1).and_then(|before| row.get(before));
        let group = before == Some(word) || row.get(column + 1).is_some_and(|after| after.is_empty() || after == word);
        if group { None } else { names.named(word) }
    })
}

/// Somebody else whose telephone number stands in the column behind the name: 联系人, 联系电话.
fn contact_of(rows: &[Vec<String>], column: usize) -> Option<&str> {
    const CONTACTS: &[&str] =
        &["联系人", "联系人姓名", "紧急联系人", "紧急联系人姓名", "单位联系人", "推荐人", "推荐人姓名", "介绍人"];
    const NUMBERS: &[&str] = &["电话", "电话号码", "联系电话", "联系方式", "手机", "手机号", "手机号码"];
    let own = path(rows, column);
    let before = column.checked_sub(1).map(|before| path(rows, before))?;
    let contact = before.last().copied().filter(|word| CONTACTS.contains(word))?;
    own.last().is_some_and(|word| NUMBERS.contains(word)).then_some(contact)
}

/// 现岗位, or 岗位 beside 报考岗位: where somebody is now, if no other column says that.
fn present_post(sheet: &Sheet, columns: &mut [Meaning]) {
    let (Some(wanted), Some(present)) = (sheet.index("报考岗位"), sheet.index("现工作单位及职务")) else {
        return;
    };
    if columns.contains(&Meaning::Known(present)) {
        return;
    }
    let beside = columns.contains(&Meaning::Known(wanted));
    let is = |name: &str| is_present_post(name) || (beside && matches!(name, "岗位" | "职位"));
    if let Some(slot) = columns.iter_mut().find(|meaning| matches!(meaning, Meaning::Unknown(name) if is(name))) {
        *slot = Meaning::Known(present);
    }
}

/// In a table of relatives with two columns 姓名 one is the relative's: of 姓名, 称谓, 姓名 that behind 称谓, whatever stands before it;
/// of 称谓, 姓名, 干部姓名 the plain one.
fn second_name(sheet: &Sheet, rows: &[Vec<String>], columns: &mut [Meaning]) {
    let (Some(person), Some(relative)) = (sheet.index("姓名"), sheet.index("成员姓名")) else { return };
    let place = |wanted: Meaning| columns.iter().position(|meaning| *meaning == wanted);
    let (Some(known), Some(again)) = (place(Meaning::Known(person)), place(Meaning::Repeated(person))) else { return };
    if place(Meaning::Known(relative)).is_some() {
        return;
    }
    let relation = sheet.index("称谓").and_then(|relation| place(Meaning::Known(relation)));
    let is_plain = |column: usize| path(rows, column).last() == Some(&"姓名");
    let between = relation.is_some_and(|relation| known < relation && relation < again);
    let (own, of_relative) =
        if !between && is_plain(known) && !is_plain(again) { (again, known) } else { (known, again) };
    for (column, meaning) in [(own, person), (of_relative, relative)] {
        if let Some(slot) = columns.get_mut(column) {
            *slot = Meaning::Known(meaning);
        }
    }
}

/// A column's own header. Where the lowest word stands below several groups (each judge's 语言表达) and the cell above it is empty,
/// as in CSV, it takes the group's word from the left.
fn own_name(rows: &[Vec<String>], column: usize) -> String {
    let words = path(rows, column);
    let (Some((lowest, above)), [label]) = (rows.split_last(), words.as_slice()) else { return words.concat() };
    let stands_low = lowest.get(column).is_some_and(|word| word == label);
    let shared = lowest.iter().filter(|word| word.as_str() == *label).count() > 1;
    let group =
        above.iter().filter_map(|row| row.get(..column)?.iter().rev().find(|word| !word.is_empty())).next_back();
    match group {
        Some(group) if stands_low && (shared || is_of_others(group)) => format!("{group}{label}"),
        _ => words.concat(),
    }
}

/// The words above one another in a column; merged downwards or empty, they count once.
pub(super) fn path(rows: &[Vec<String>], column: usize) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for word in rows.iter().filter_map(|row| row.get(column)).map(String::as_str) {
        if !word.is_empty() && out.last() != Some(&word) {
            out.push(word);
        }
    }
    out
}

/// The words above a column's own, the nearest first.
pub(super) fn groups(rows: &[Vec<String>], column: usize) -> Vec<&str> {
    let path = path(rows, column);
    let above = path.split_last().map(|(_, above)| above).unwrap_or_default();
    above.iter().rev().copied().chain(inherited(rows, column)).collect()
}

/// The words further left above an empty cell: without merged cells, as in CSV, a group's word stands over its first column only.
pub(super) fn inherited(rows: &[Vec<String>], column: usize) -> Vec<&str> {
    let above = rows.iter().rev().skip(1).filter_map(|row| {
        let blank = row.get(column).is_none_or(String::is_empty);
        let left = row.get(..column).unwrap_or(row.as_slice());
        blank.then(|| left.iter().rev().find(|word| !word.is_empty())).flatten().map(String::as_str)
    });
    above.collect()
}
