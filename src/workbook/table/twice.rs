//! Two columns for the same thing. Of most things the first column is taken, and that is said; where somebody is judged by it, two
//! answers that differ are none.

use chrono::Datelike;

use crate::language::date::PartialDate;
use crate::problem::{Place, Problem, column_letters};
use crate::round::{Degree, Employment};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, plain};
use crate::workbook::schema::{Column, Kind, Sheet};
use crate::workbook::values::{choose, clean, decimal, is_nothing, party, read_date};

/// What people and posts are judged by, and no other column says.
const JUDGED: &[(&str, &[&str])] = &[
    ("报名", &["学历", "全日制学历", "在职学历", "任现职时间", "报考岗位", "身份证号", "出生年月", "性别"]),
    ("岗位", &["职数"]),
    ("资格审查", &["审查结论"]),
    ("任用", &["公示结果"]),
];

/// Those of which each column may hold what the other lacks.
const SHARED: &[&str] = &["学历", "全日制学历", "在职学历", "任现职时间"];

/// Columns that are of one kind of schooling or the other.
const SCHOOLING: &[&str] = &["学历", "学位", "毕业院校及专业"];

/// How many rows are named in which two columns differ.
const NAMED: usize = 3;

/// Whether the second of two columns matters.
pub(super) fn matters(schema: &Sheet, index: usize) -> bool {
    let judged = JUDGED.iter().find(|(sheet, _)| *sheet == schema.name);
    judged.is_some_and(|(_, keys)| schema.columns.get(index).is_some_and(|column| keys.contains(&column.key)))
}

/// Adds what the second column says to what the first one does: nothing more, if it is the same.
pub(super) fn add(cells: &mut Vec<(usize, u32, CellValue)>, index: usize, column: u32, value: CellValue) {
    match cells.iter_mut().find(|(own, ..)| *own == index) {
        Some((.., own)) if is_same(own, &value) => {}
        Some((_, first, own)) => {
            let answer = |column: u32, value: &CellValue| format!("{}列“{}”", column_letters(column), value.show());
            *own = CellValue::Twofold(format!("{}，{}", answer(*first, own), answer(column, &value)));
        }
        None => {
            cells.push((index, column, value));
            cells.sort_unstable_by_key(|(own, ..)| *own);
        }
    }
}

/// Whether the second column adds nothing to what stands in the first, as the program reads both.
pub(super) fn adds_nothing(schema: &Sheet, cells: &[(usize, u32, CellValue)], index: usize, value: &CellValue) -> bool {
    let Some(column) = schema.columns.get(index) else { return true };
    match cells.iter().find(|(own, ..)| *own == index) {
        Some((.., own)) => agree(column, own, value),
        // A second column may belong to another table.
        None => !SHARED.contains(&column.key),
    }
}

/// Whether two answers are one: the same words, the same number, or words for the same level of schooling.
pub(super) fn is_same(first: &CellValue, second: &CellValue) -> bool {
    let (first, second) = (plain(&first.show()), plain(&second.show()));
    let level = |text: &str| text.parse::<Degree>().ok();
    let number = |text: &str| decimal(text);
    let same = number(&first).is_some_and(|own| number(&second) == Some(own));
    first == second || same || level(&first).is_some_and(|own| level(&second) == Some(own))
}

/// Whether two answers are no contradiction as a column is read: a month and a day in it, two words for the same, a post and its number,
/// or one that cannot be read as what the column asks for, such as a number of another card.
pub(super) fn agree(column: &Column, first: &CellValue, second: &CellValue) -> bool {
    let (own, other) = (plain(&first.show()), plain(&second.show()));
    if is_same(first, second) || is_nothing(&clean(&second.show())) {
        return true;
    }
    let date =
        |cell: &CellValue| cell.day().map(PartialDate::from).or_else(|| read_date(clean(&cell.show()).trim()).ok());
    match (column.key, column.kind) {
        ("报考岗位", _) => {
            let named = |text: &str| !text.is_ascii();
            !(named(&own) && named(&other)) || is_short_for(&own, &other) || is_short_for(&other, &own)
        }
        ("政治面貌", _) => both(party(&own), party(&other), |own, other| own == other),
        ("编制类别", _) => {
            let read = |text: &str| text.parse::<Employment>().ok();
            both(read(&own), read(&other), |own, other| own == other)
        }
        (_, Kind::Choice(words)) => both(choose(&own, words), choose(&other, words), |own, other| own == other),
        (_, Kind::IdNumber) => {
            let bare = |text: &str| text.trim_start_matches('\'').to_ascii_lowercase();
            let is_whole = |text: &String| text.is_ascii() && !text.contains('*') && matches!(text.len(), 15 | 18);
            let number = |text: &str| Some(bare(text)).filter(is_whole);
            both(number(&own), number(&other), |own, other| own == other)
        }
        ("出生年月", _) => {
            let born =
                |cell: &CellValue| date(cell).filter(|date| date.first_day().is_some_and(|day| day.year() > CENTURY));
            both(born(first), born(second), |own, other| own.agrees_with(*other))
        }
        (_, Kind::Month | Kind::Date) => {
            date(first).zip(date(second)).is_some_and(|(own, other): (PartialDate, PartialDate)| own.agrees_with(other))
        }
        _ => false,
    }
}

/// Nobody was born before; a smaller year is one of two figures.
const CENTURY: i32 = 1900;

/// Whether two answers that can be read are one.
fn both<T>(first: Option<T>, second: Option<T>, same: impl Fn(&T, &T) -> bool) -> bool {
    first.zip(second).is_none_or(|(first, second)| same(&first, &second))
}

/// Whether a text is another with signs left out: 办副主任 for 办公室副主任.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut signs = long.chars();
    !short.is_empty() && short.chars().all(|own| signs.any(|sign| sign == own))
}

fn letters(column: usize) -> String {
    column_letters(super::row_number(column))
}

/// The rows in which two columns say different things, some of them by their first words.
fn differing(raw: &RawSheet, header: &Header, field: &Column, first: usize, second: usize) -> String {
    let rows = (header.data..).zip(raw.rows.iter().skip(header.data)).filter_map(|(at, cells)| {
        let (own, other) = (cells.get(first)?, cells.get(second)?);
        if own.is_blank() || other.is_blank() || agree(field, own, other) || header.repeats(raw, at) {
            return None;
        }
        let shown = |cell: &CellValue| clean(&cell.show()).replace('\n', " ").chars().take(20).collect::<String>();
        let who = header.leads.filter(|lead| *lead != first && *lead != second).and_then(|lead| cells.get(lead));
        let who = who.filter(|cell| !cell.is_blank()).map(shown).unwrap_or_default();
        Some(format!(
            "{}{}“{}”、{}“{}”",
            place_of(first, at),
            bracketed(&who),
            shown(own),
            letters(second),
            shown(other)
        ))
    });
    let rows: Vec<String> = rows.collect();
    let named = rows.iter().take(NAMED).cloned().collect::<Vec<_>>().join("，");
    if rows.len() > NAMED { format!("{named}，等{}行", rows.len()) } else { named }
}

fn place_of(column: usize, row: usize) -> String {
    format!("{}{}", letters(column), row + 1)
}

fn bracketed(who: &str) -> String {
    if who.is_empty() { String::new() } else { format!("（{who}）") }
}

/// What is said of the second column.
pub(super) fn told(
    schema: &Sheet,
    index: usize,
    header: &Header,
    raw: Option<&RawSheet>,
    at: Place,
    column: usize,
) -> Problem {
    let key = schema.columns.get(index).map_or("", |column| column.key);
    let message = if matters(schema, index) {
        format!("“{key}”有两列，填得一样的才用")
    } else {
        let found = schema.columns.get(index).zip(header.place(index)).zip(raw);
        let rows = found.map(|((field, first), raw)| differing(raw, header, field, first, column)).unwrap_or_default();
        let rows = if rows.is_empty() { rows } else { format!("；填得不一样的有：{rows}") };
        format!("“{key}”有两列，只用前面的一列{rows}")
    };
    let advice = if SCHOOLING.contains(&key) {
        format!("一列是全日制的、一列是在职的，请把列名改成“全日制{key}”“在职{key}”；重复的请删去一列。")
    } else {
        "请删去多余的一列，或者改成别的列名。".to_owned()
    };
    Problem::warning("repeated-column", at, message).advice(advice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::schema::APPLICANTS;

    fn told(key: &str, first: &str, second: &str) -> bool {
        let column = APPLICANTS.columns.iter().find(|column| column.key == key);
        column.is_some_and(|column| !agree(column, &CellValue::Text(first.into()), &CellValue::Text(second.into())))
    }

    #[test]
    fn only_what_can_be_read_contradicts() {
        for (key, first, second, differs) in [
            ("报考岗位", "03", "法规股副股长", false),
            ("报考岗位", "办公室副主任", "办副主任", false),
            ("报考岗位", "办公室副主任", "财务科副科长", true),
            ("身份证号", "320506197503140016", "031208", false),
            ("身份证号", "320506197503140016", "320506********0016", false),
            ("身份证号", "320506197503140016", "320506197811020024", true),
            ("出生年月", "1975.03", "5月27日", false),
            ("出生年月", "1975.03", "1975-03-14", false),
            ("出生年月", "1975.03", "1978.11", true),
            ("性别", "男", "女", true),
            ("性别", "男", "未填", false),
        ] {
            assert_eq!(told(key, first, second), differs, "{key} {first} {second}");
        }
    }
}
