//! Two columns for the same thing. Of most things the first column is taken, and that is said; where somebody is judged by it, two
//! answers that differ are none.

use crate::language::date::PartialDate;
use crate::problem::{Place, Problem, column_letters};
use crate::round::{Degree, Employment};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, Meaning, plain};
use crate::workbook::schema::{Column, Kind, Sheet};
use crate::workbook::values::{choose, clean, decimal, is_nothing, party, read_date};

/// What people and posts are judged by, and no other column says.
const JUDGED: &[(&str, &[&str])] = &[
    (
        "报名",
        &[
            "学历",
            "全日制学历",
            "在职学历",
            "任现职时间",
            "报考岗位",
            "身份证号",
            "出生年月",
            "性别",
            "政治面貌",
            "编制类别",
        ],
    ),
    ("岗位", &["职数"]),
    ("资格审查", &["审查结论"]),
    ("任用", &["公示结果"]),
];

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
    let own = cells.iter().find(|(own, ..)| *own == index);
    own.zip(schema.columns.get(index)).is_some_and(|((.., own), column)| agree(column, own, value))
}

/// Whether two answers are one: the same words, the same number, or words for the same level of schooling.
pub(super) fn is_same(first: &CellValue, second: &CellValue) -> bool {
    let (first, second) = (plain(&first.show()), plain(&second.show()));
    let level = |text: &str| text.parse::<Degree>().ok();
    let number = |text: &str| decimal(text);
    let same = number(&first).is_some_and(|own| number(&second) == Some(own));
    first == second || same || level(&first).is_some_and(|own| level(&second) == Some(own))
}

/// Whether two answers are one as a column is read: a month and a day in it, two words for the same, a post and its number. What the
/// first column says counts beside something of another kind: 事业 beside 干部, a number beside its first digits and stars.
pub(super) fn agree(column: &Column, first: &CellValue, second: &CellValue) -> bool {
    let (own, other) = (plain(&first.show()), plain(&second.show()));
    if is_same(first, second) || is_nothing(&clean(&second.show())) {
        return true;
    }
    let date =
        |cell: &CellValue| cell.day().map(PartialDate::from).or_else(|| read_date(clean(&cell.show()).trim()).ok());
    match (column.key, column.kind) {
        ("报考岗位", _) => {
            let named = |text: &str| text.chars().any(|c| !c.is_ascii());
            own.contains(&other) || other.contains(&own) || (named(&own) && !named(&other))
        }
        ("政治面貌", _) => party(&own).is_some_and(|own| party(&other).is_none_or(|other| own == other)),
        ("编制类别", _) => {
            let read = |text: &str| text.parse::<Employment>().ok();
            read(&own).is_some_and(|own| read(&other).is_none_or(|other| own == other))
        }
        (_, Kind::Choice(words)) => {
            let other = choose(&other, words);
            choose(&own, words).is_some_and(|own| other.is_none_or(|other| own == other))
        }
        (_, Kind::IdNumber) => own.eq_ignore_ascii_case(&other) || other.contains('*'),
        (_, Kind::Month | Kind::Date) => {
            date(first).zip(date(second)).is_some_and(|(own, other): (PartialDate, PartialDate)| own.agrees_with(other))
        }
        _ => false,
    }
}

/// Gives the columns that everybody sees the place of hidden ones of the same meaning, which are left out; and says so, with the rows in
/// which they differ.
pub(super) fn seen_first(header: &mut Header, raw: &RawSheet, schema: &Sheet, place: &Place) -> Vec<Problem> {
    let is_hidden = |column: usize| u32::try_from(column + 1).is_ok_and(|column| raw.unseen.columns.contains(&column));
    let filled = |column: usize| {
        raw.rows.iter().skip(header.data).any(|row| row.get(column).is_some_and(|cell| !cell.is_blank()))
    };
    let mut out = Vec::new();
    for (index, field) in schema.columns.iter().enumerate() {
        let means = |own: &Meaning| matches!(own, Meaning::Known(at) | Meaning::Repeated(at) if *at == index);
        let of = || header.columns.iter().enumerate().filter(|(_, own)| means(own)).map(|(column, _)| column);
        let (hidden, seen): (Vec<usize>, Vec<usize>) = of().partition(|column| is_hidden(*column));
        let Some(first) = seen.first().copied().filter(|column| !hidden.is_empty() && filled(*column)) else {
            continue;
        };
        for column in hidden {
            let rows = differing(raw, header, field, first, column);
            let message = format!(
                "“{}”有两列，隐藏的{}列没有用{}",
                field.key,
                letters(column),
                if rows.is_empty() { String::new() } else { format!("，填得不一样的有：{rows}") }
            );
            let at = place.at(super::row_number(header.row), super::row_number(column));
            out.push(Problem::warning("repeated-column", at, message).advice("请核对用的是哪一列，把不用的一列删去。"));
            if let Some(slot) = header.columns.get_mut(column) {
                *slot = Meaning::Nameless;
            }
            if header.leads == Some(column) {
                header.leads = Some(first);
            }
        }
        if let Some(slot) = header.columns.get_mut(first) {
            *slot = Meaning::Known(index);
        }
    }
    out
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
    use crate::workbook::file::{Merged, Unseen};
    use crate::workbook::header::find;
    use crate::workbook::schema::APPLICANTS;

    fn sheet(rows: &[&[&str]], hidden: &[u32]) -> RawSheet {
        let cell = |text: &&str| if text.is_empty() { CellValue::Empty } else { CellValue::Text((*text).to_owned()) };
        RawSheet {
            name: "报名".to_owned(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            merged: Merged::new(Vec::new()),
            hidden: false,
            unseen: Unseen { columns: hidden.iter().copied().collect(), ..Unseen::default() },
            notes: Vec::new(),
            pictures: Vec::new(),
            unread_pictures: 0,
        }
    }

    /// The column of 报考岗位, from 0, and what is said.
    fn read(rows: &[&[&str]], hidden: &[u32]) -> (Option<usize>, Vec<String>) {
        let raw = sheet(rows, hidden);
        let Some(mut header) = find(&raw, &APPLICANTS) else { return (None, Vec::new()) };
        let problems = seen_first(&mut header, &raw, &APPLICANTS, &Place::sheet("轮次.xlsx", "报名"));
        let told = problems.iter().map(ToString::to_string).collect();
        (APPLICANTS.index("报考岗位").and_then(|index| header.place(index)), told)
    }

    #[test]
    fn a_hidden_column_stands_behind_the_one_that_is_seen() {
        let rows: &[&[&str]] = &[
            &["姓名", "性别", "报考岗位", "报考岗位"],
            &["张三", "男", "副主任", "副所长"],
            &["李四", "女", "副主任", "副主任"],
        ];
        let (column, told) = read(rows, &[3]);
        assert_eq!(column, Some(3));
        assert!(
            told.iter().all(|told| told.contains("隐藏的C列没有用") && told.contains("D2（张三）“副所长”、C“副主任”")),
            "{told:?}"
        );
        assert_eq!(told.len(), 1);
        assert_eq!(read(rows, &[]), (Some(2), Vec::new()));
        // The only one is read though nobody sees it, and so is one beside an empty one.
        assert_eq!(read(&[&["姓名", "性别", "报考岗位"], &["张三", "男", "副主任"]], &[3]).0, Some(2));
        assert_eq!(read(&[&["姓名", "性别", "报考岗位", "报考岗位"], &["张三", "男", "副主任", ""]], &[3]).0, Some(2));
    }
}
