//! What reviewers answer in the columns of 资格审查: 是 or 否, or the words of the column's own question – 符合, 在编, 已过影响期.

use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::values::{Reader, clean};

/// The words of columns that ask whether a condition is met.
const MET: &[&str] = &["符合", "合格", "满足", "具备", "达到", "符合要求", "符合条件", "符合规定"];
const NOT_MET: &[&str] =
    &["不符合", "不符", "不合格", "不满足", "不具备", "未达到", "达不到", "不符合要求", "不符合条件", "不符合规定"];

/// The words of 在编在职.
const EMPLOYED: &[&str] = &["在编", "在职", "在编在职", "在职在编", "在岗", "在岗在职", "在编在岗"];
const NOT_EMPLOYED: &[&str] =
    &["不在编", "借调", "外聘", "非在编", "编外", "不在职", "不在岗", "非在编在职", "不是在编在职"];

/// The words of 回避 and 轮岗, which 无 does not answer: no relation that matters, or no.
const NO_RELATION: &[&str] = &[
    "没有回避关系",
    "无回避关系",
    "不适用",
    "不需回避",
    "不需要回避",
    "无需回避",
    "不用回避",
    "不涉及",
    "不存在回避情形",
    "无回避情形",
    "不需轮岗",
    "无需轮岗",
];
const RELATION: &[&str] = &["需回避", "需要回避", "应回避", "应当回避"];

/// The words of 处分影响期.
const SANCTIONED: &[&str] = &["在影响期", "在影响期内", "处分影响期内", "影响期内", "受处分", "受到处分", "未满影响期"];
const FREE: &[&str] = &[
    "已过影响期",
    "影响期已过",
    "影响期已满",
    "影响期满",
    "不在影响期",
    "不在影响期内",
    "未受处分",
    "没有受处分",
    "未受过处分",
    "无处分",
];

/// The answer in a cell; `None`, and a problem unless it is blank, where there is none.
pub(crate) fn answer(key: &str, cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> Option<bool> {
    let text = if cell.is_blank() { String::new() } else { clean(&cell.show()) };
    let bare = plain(&text);
    let is_in = |words: &[&str]| words.contains(&bare.as_str());
    let moved = key.contains("回避") || key.contains("轮岗");
    let (yes, no): (&[&[&str]], &[&[&str]]) = match key {
        "在编在职" => (&[EMPLOYED, MET], &[NOT_EMPLOYED, NOT_MET]),
        "是否受处分影响期" => (&[SANCTIONED], &[FREE]),
        _ if moved => (&[MET, NO_RELATION], &[NOT_MET, RELATION]),
        _ => (&[MET], &[NOT_MET]),
    };
    if is_in(&["1"]) || yes.iter().any(|words| is_in(words)) {
        return Some(true);
    }
    if is_in(&["0"]) || no.iter().any(|words| is_in(words)) {
        return Some(false);
    }
    if moved && is_in(&["无", "没有", "有"]) {
        let message = format!("“{key}”看不出是不是符合");
        let problem = Problem::error("choice", place.clone(), message).found(&text);
        reader.report(problem.advice("请填“是”（符合规定）或“否”。"));
        return None;
    }
    reader.yes_no(cell, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_answered_in_their_own_words() {
        for (key, text, expected) in [
            ("符合基本条件", "符合", Some(true)),
            ("符合基本条件", "不符合", Some(false)),
            ("符合基本条件", "√", Some(true)),
            ("在编在职", "在编", Some(true)),
            ("在编在职", "编外", Some(false)),
            ("是否受处分影响期", "无", Some(false)),
            ("是否受处分影响期", "已过影响期", Some(false)),
            ("是否受处分影响期", "影响期内", Some(true)),
            ("是否受处分影响期", "符合", None),
            ("符合回避规定", "无需回避", Some(true)),
            ("符合回避规定", "无", None),
        ] {
            let mut problems = Vec::new();
            let mut reader = Reader { problems: &mut problems, person: None };
            let place = Place::sheet("轮次.xlsx", "资格审查");
            let cell = CellValue::Text(text.to_owned());
            assert_eq!(answer(key, &cell, &place, &mut reader), expected, "{key} {text}");
            assert_eq!(problems.is_empty(), expected.is_some(), "{key} {text}");
        }
    }
}
