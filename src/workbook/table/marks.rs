//! The mark of a sheet that is called 笔试成绩 or 面试成绩, and does not say in its header which of the two it is.

use super::kind::title;
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, Meaning, find, forms, plain};
use crate::workbook::schema::SCORES;
use crate::workbook::values::decimal;

/// Words for the mark of a sheet that is called 笔试成绩, the most certain first: 总分 beside 公共科目 and 专业科目.
const WRITTEN: &[&str] = &[
    "总分",
    "成绩",
    "总成绩",
    "最后得分",
    "最终得分",
    "最终成绩",
    "得分",
    "分数",
    "卷面成绩",
    "卷面分",
    "原始成绩",
    "原始分",
];

/// What is on the paper, and what may be that with marks added to it.
const ON_PAPER: &[&str] = &["卷面成绩", "卷面分", "卷面得分", "原始成绩", "原始分"];
const WITH_ALL: &[&str] = &["总分", "总成绩", "最后得分", "最终得分", "最终成绩", "成绩", "得分"];

/// Those of one that is called 面试成绩, where 总分 may be the sum of the judges' marks.
const SPOKEN: &[&str] = &["成绩", "最后得分", "得分", "分数"];

/// The header of a sheet of marks. Where the sheet's name says which examination it is about, 总分 or 成绩 is the mark of that one,
/// if the sheet names no other.
pub(super) fn marks_header(raw: &RawSheet) -> Option<Header> {
    let mut header = find(raw, &SCORES)?;
    let title = title(&raw.name);
    let (key, words) = match (title.contains("笔试"), title.contains("面试")) {
        (true, false) => ("笔试成绩", WRITTEN),
        (false, true) => ("面试成绩", SPOKEN),
        _ => return Some(header),
    };
    // Beside columns that may be judges' it is not certain.
    let beside = |meaning: &Meaning| match meaning {
        Meaning::Unknown(name) => BESIDE.iter().any(|word| name.contains(word)) || is_one_of(name, words),
        _ => true,
    };
    if header.columns.iter().any(is_mark) || (key == "面试成绩" && !header.columns.iter().all(beside)) {
        return Some(header);
    }
    if rivals(raw, &header).is_some() {
        return Some(header);
    }
    let at = words.iter().find_map(|word| place_of(&header, &[*word]));
    if let (Some(slot), Some(index)) = (at.and_then(|at| header.columns.get_mut(at)), SCORES.index(key)) {
        *slot = Meaning::Known(index);
    }
    Some(header)
}

/// The column that is called by one of some words and nothing else.
fn place_of(header: &Header, words: &[&str]) -> Option<usize> {
    let is = |meaning: &Meaning| matches!(meaning, Meaning::Unknown(name) if is_one_of(name, words));
    header.columns.iter().position(is)
}

/// Two columns of one sheet that may both be the mark, and do not say the same: what is on the paper, and a sum.
fn rivals(raw: &RawSheet, header: &Header) -> Option<(usize, usize)> {
    let (paper, sum) = (place_of(header, ON_PAPER)?, place_of(header, WITH_ALL)?);
    let said =
        |row: &Vec<CellValue>, at: usize| row.get(at).map(|cell| plain(&cell.show())).filter(|text| !text.is_empty());
    // 70 and 70.00 are one mark.
    let same = |one: &str, other: &str| one == other || decimal(one).is_some_and(|mark| decimal(other) == Some(mark));
    let differ =
        |row: &Vec<CellValue>| said(row, paper).zip(said(row, sum)).is_some_and(|(one, other)| !same(&one, &other));
    raw.rows.iter().skip(header.data).any(differ).then_some((paper, sum))
}

/// What is said of them: neither is read, as the wrong one would place people wrongly.
pub(super) fn two_marks(raw: &RawSheet, header: &Header, place: &Place) -> Option<Problem> {
    if header.columns.iter().any(is_mark) || !title(&raw.name).contains("笔试") {
        return None;
    }
    let (paper, sum) = rivals(raw, header)?;
    let name = |at: usize| match header.columns.get(at) {
        Some(Meaning::Unknown(name)) => name.as_str(),
        _ => "",
    };
    let message = format!("“{}”和“{}”都像是笔试成绩，又不相同，两列都没有读", name(paper), name(sum));
    let row = u32::try_from(header.row + 1).unwrap_or(0);
    let at = place.at(row, u32::try_from(paper + 1).unwrap_or(0));
    Some(Problem::error("two-marks", at, message).advice("请把计入综合成绩的一列的列名改成“笔试成绩”。"))
}

/// Words of columns beside a mark that are no judge's.
const BESIDE: &[&str] = &["号", "序", "名", "次", "岗", "职", "单位", "部门", "性别", "签", "日期", "时间"];

pub(super) fn is_one_of(name: &str, words: &[&str]) -> bool {
    forms(name).iter().any(|form| words.contains(&form.as_str()))
}

fn is_mark(meaning: &Meaning) -> bool {
    ["笔试成绩", "面试成绩"].iter().any(|key| SCORES.index(key).is_some_and(|index| *meaning == Meaning::Known(index)))
}

/// Whether a sheet called 笔试成绩 or 面试成绩 holds marks by person: a name and a mark, and no judges.
pub(super) fn holds_marks(raw: &RawSheet) -> bool {
    let title = title(&raw.name);
    let called = ["成绩", "笔试", "面试"].iter().any(|word| title.contains(word));
    called
        && marks_header(raw).is_some_and(|header| {
            let has = |key: &str| SCORES.index(key).is_some_and(|at| header.has(at));
            let judged = |meaning: &Meaning| matches!(meaning, Meaning::Unknown(name) if is_judge(name));
            has("姓名") && (has("笔试成绩") || has("面试成绩")) && !header.columns.iter().any(judged)
        })
}

pub(super) fn is_judge(name: &str) -> bool {
    (name.contains("考官") || name.contains("评委")) && !name.contains("签")
}
