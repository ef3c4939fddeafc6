//! Answers of an online form: “A.男”, “B. 国库科科长”. The letter is the form's, not the answer's.

use super::Row;
use crate::workbook::cell::{CellValue, is_space};
use crate::workbook::schema::{Kind, Sheet};

/// Columns that are answered by choosing, besides those with words of their own.
const CHOSEN: &[&str] = &[
    "民族",
    "政治面貌",
    "健康状况",
    "报考岗位",
    "改报岗位",
    "全日制学历",
    "在职学历",
    "学历",
    "全日制学位",
    "在职学位",
    "学位",
];

/// Takes the letters off, column by column, where every answer has one.
pub(super) fn unletter(rows: &mut [Row], schema: &Sheet) {
    for (index, column) in schema.columns.iter().enumerate() {
        if !matches!(column.kind, Kind::Choice(_)) && !CHOSEN.contains(&column.key) {
            continue;
        }
        let mut cells: Vec<&mut CellValue> = rows
            .iter_mut()
            .flat_map(|row| row.cells.iter_mut().filter(|(at, ..)| *at == index).map(|(.., value)| value))
            .filter(|cell| !cell.is_blank())
            .collect();
        let lettered = |cell: &CellValue| matches!(cell, CellValue::Text(text) if answer(text).is_some());
        if !cells.iter().all(|cell| lettered(cell)) {
            continue;
        }
        for cell in &mut cells {
            if let CellValue::Text(text) = cell {
                *text = answer(text).map(str::to_owned).unwrap_or_default();
            }
        }
    }
}

/// What stands behind the letter of an answer; `None` if there is no letter.
fn answer(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_space).strip_prefix(|c: char| matches!(c, 'A'..='Z' | 'Ａ'..='Ｚ'))?;
    let rest = rest.trim_start_matches(is_space).strip_prefix(['.', '．', '、', ':', '：', ')', '）'])?;
    let rest = rest.trim_start_matches(is_space);
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_of_an_answer_is_the_forms() {
        for (text, rest) in [
            ("A.男", Some("男")),
            ("B. 国库科科长", Some("国库科科长")),
            ("Ｃ、中共党员", Some("中共党员")),
            ("男", None),
            ("A岗科长", None),
            ("A.", None),
        ] {
            assert_eq!(answer(text), rest, "{text}");
        }
    }
}
