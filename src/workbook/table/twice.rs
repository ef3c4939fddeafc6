//! Two columns for the same thing. Of most things the first column is taken, and that is said; where somebody is judged by it, two
//! answers that differ are none.

use crate::problem::{Place, Problem, column_letters};
use crate::round::Degree;
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::schema::Sheet;
use crate::workbook::values::decimal;

/// What people are judged by, and no other column says.
const JUDGED: &[&str] = &["学历", "全日制学历", "在职学历", "任现职时间"];

/// Columns that are of one kind of schooling or the other.
const SCHOOLING: &[&str] = &["学历", "学位", "毕业院校及专业"];

/// Whether the second of two columns matters.
pub(super) fn matters(schema: &Sheet, index: usize) -> bool {
    schema.name == "报名" && schema.columns.get(index).is_some_and(|column| JUDGED.contains(&column.key))
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

/// Whether two answers are one: the same words, the same number, or words for the same level of schooling.
pub(super) fn is_same(first: &CellValue, second: &CellValue) -> bool {
    let (first, second) = (plain(&first.show()), plain(&second.show()));
    let level = |text: &str| text.parse::<Degree>().ok();
    let number = |text: &str| decimal(text);
    let same = number(&first).is_some_and(|own| number(&second) == Some(own));
    first == second || same || level(&first).is_some_and(|own| level(&second) == Some(own))
}

/// What is said of the second column.
pub(super) fn told(key: &str, at: Place) -> Problem {
    let message = if JUDGED.contains(&key) {
        format!("“{key}”有两列，填得一样的才用")
    } else {
        format!("“{key}”有两列，只用前面的一列")
    };
    let advice = if SCHOOLING.contains(&key) {
        format!("一列是全日制的、一列是在职的，请把列名改成“全日制{key}”“在职{key}”；重复的请删去一列。")
    } else {
        "请删去多余的一列，或者改成别的列名。".to_owned()
    };
    Problem::warning("repeated-column", at, message).advice(advice)
}
