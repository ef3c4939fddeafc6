//! A question with a column for each answer and a tick in one of them: 性别 over 男 and 女, 报考岗位 over the names of the posts. What
//! was ticked is put into one column, as rosters have it otherwise.

use super::cell::CellValue;
use super::file::{Merged, RawSheet};
use super::header::plain;

/// So far down the answers are looked for.
const DEPTH: usize = 40;

/// Words over the answers.
const QUESTIONS: &[&str] = &[
    "性别",
    "报考岗位",
    "报考职位",
    "竞聘岗位",
    "竞聘职位",
    "竞岗岗位",
    "竞争岗位",
    "竞争职位",
    "应聘岗位",
    "申报岗位",
    "选报岗位",
    "志愿岗位",
    "政治面貌",
    "学历",
    "文化程度",
    "编制类别",
    "民族",
];

/// A tick.
const TICKS: &[&str] = &["√", "✓", "✔", "☑", "■", "●", "○", "◯", "V", "v", "是", "1"];

/// Answers beside one another: their row, the columns, and what they answer.
struct Answers {
    row: usize,
    first: usize,
    last: usize,
    /// The word over them with its row, if one stands there.
    question: Option<usize>,
}

/// Puts what was ticked into one column, wherever a sheet has answers beside one another and nothing but ticks below them.
pub(super) fn settle(raw: &mut RawSheet) {
    for row in 0..raw.rows.len().min(DEPTH) {
        if !heads_people(raw, row) {
            continue;
        }
        let mut column = 0;
        while let Some(found) = answers(raw, row, column) {
            column = found.last + 1;
            if is_ticked(raw, &found) {
                put_together(raw, &found);
            }
        }
    }
}

/// Whether a row is one of a header that names people: others may count men and women.
fn heads_people(raw: &RawSheet, row: usize) -> bool {
    let rows = raw.rows.get(row.saturating_sub(1)..=row).unwrap_or_default();
    rows.iter()
        .flatten()
        .any(|cell| matches!(cell, CellValue::Text(text) if text.contains('姓') && plain(text) == "姓名"))
}

fn text(raw: &RawSheet, row: usize, column: usize) -> String {
    match raw.rows.get(row).and_then(|cells| cells.get(column)) {
        Some(CellValue::Text(text)) => plain(text),
        _ => String::new(),
    }
}

/// The next answers in a row.
fn answers(raw: &RawSheet, row: usize, from: usize) -> Option<Answers> {
    let width = raw.rows.get(row)?.len();
    (from..width).find_map(|first| {
        if text(raw, row, first).is_empty() {
            return None;
        }
        // 男 and 女 need no word over them.
        if text(raw, row, first) == "男" && text(raw, row, first + 1) == "女" {
            let over = row.checked_sub(1).filter(|above| text(raw, *above, first) == "性别");
            return Some(Answers { row, first, last: first + 1, question: over });
        }
        let question = row.checked_sub(1)?;
        if !QUESTIONS.contains(&without_how(&text(raw, question, first))) {
            return None;
        }
        let right = right_end(raw, question, first);
        let last = (first..=right).take_while(|column| !text(raw, row, *column).is_empty()).last()?;
        (last > first).then_some(Answers { row, first, last, question: Some(question) })
    })
}

/// A question without how it is to be answered: 报考岗位（请打勾）.
fn without_how(question: &str) -> &str {
    const HOW: &[&str] = &["打", "勾", "√", "✓", "划", "选", "限"];
    let parts = question.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    parts.filter(|(_, how)| HOW.iter().any(|word| how.contains(word))).map_or(question, |(bare, _)| bare)
}

/// The last column that a word stands over: to the end of its merged cell, else up to the next word of its row.
fn right_end(raw: &RawSheet, row: usize, first: usize) -> usize {
    let at = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let own = raw.merged.regions().iter().find(|(top, left, ..)| (*top, *left) == (at(row), at(first)));
    if let Some((.., right)) = own {
        return *right as usize;
    }
    let width = raw.rows.get(row).map_or(0, Vec::len);
    let below = raw.rows.get(row + 1).map_or(0, Vec::len);
    let next = (first + 1..width).find(|column| !text(raw, row, *column).is_empty());
    next.unwrap_or(below.max(first + 1)) - 1
}

fn tick(cell: Option<&CellValue>) -> Option<bool> {
    match cell {
        None => Some(false),
        Some(cell) if cell.is_blank() => Some(false),
        Some(cell) => TICKS.contains(&plain(&cell.show()).as_str()).then_some(true),
    }
}

/// Whether nothing but ticks stands below the answers, and some do.
fn is_ticked(raw: &RawSheet, found: &Answers) -> bool {
    let mut ticks = 0;
    for cells in raw.rows.iter().skip(found.row + 1) {
        for column in found.first..=found.last {
            match tick(cells.get(column)) {
                Some(true) => ticks += 1,
                Some(false) => {}
                None => return false,
            }
        }
    }
    ticks > 0
}

/// The answer that is ticked, in the first of the columns; several of them, as they stand.
fn put_together(raw: &mut RawSheet, found: &Answers) {
    let words: Vec<String> = (found.first..=found.last).map(|column| text(raw, found.row, column)).collect();
    for cells in raw.rows.iter_mut().skip(found.row + 1) {
        let mut ticked: Vec<&str> = Vec::new();
        for (column, word) in (found.first..).zip(&words) {
            if let Some(cell) = cells.get_mut(column).filter(|cell| !cell.is_blank()) {
                ticked.push(word);
                *cell = CellValue::Empty;
            }
        }
        if let Some(cell) = cells.get_mut(found.first).filter(|_| !ticked.is_empty()) {
            *cell = CellValue::Text(ticked.join("、"));
        }
    }
    if let Some(cells) = raw.rows.get_mut(found.row) {
        for column in found.first..=found.last {
            if let Some(cell) = cells.get_mut(column) {
                *cell = CellValue::Empty;
            }
        }
        if let Some(cell) = cells.get_mut(found.first).filter(|_| found.question.is_none()) {
            *cell = CellValue::Text("性别".to_owned());
        }
    }
    // The word over them stands over one column now.
    let Some(row) = found.question else { return };
    let at = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let of_word = |region: &(u32, u32, u32, u32)| (region.0, region.1) == (at(row), at(found.first));
    let others: Vec<_> = raw.merged.regions().iter().copied().filter(|region| !of_word(region)).collect();
    raw.merged = Merged::new(others);
}
