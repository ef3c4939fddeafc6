//! Strokes and words in a column of dates: —, 无, 不详. They print nothing, and a date that everybody has is missing.

use std::collections::BTreeMap;

use crate::problem::{Place, Problem};
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing, party};

/// The columns of dates that everybody has; a birth that is missing is told by itself.
const EVERYBODYS: &[&str] = &["参加工作时间", "任现职时间", "报名时间"];

/// Tells of them, once for what stands in a column.
pub(crate) fn report(table: Option<&Table>, problems: &mut Vec<Problem>) {
    let mut found: BTreeMap<(&str, String), (Place, usize)> = BTreeMap::new();
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        // Members of the Party have joined it some day; others have not.
        let member = party(&clean(&row.value("政治面貌").show())).is_some_and(|own| own.starts_with("中共"));
        let joined = member.then_some("入党时间");
        for key in EVERYBODYS.iter().copied().chain(joined) {
            let (cell, place) = row.cell(key);
            let text = clean(&cell.show());
            if !text.is_empty() && !cell.is_unusable() && is_nothing(&text) {
                found.entry((key, text)).or_insert((place, 0)).1 += 1;
            }
        }
    }
    problems.extend(found.into_iter().map(|((key, text), (at, count))| {
        let more = if count > 1 { format!("，这一列共{count}格") } else { String::new() };
        let who = if key == "入党时间" { "（政治面貌是党员的）" } else { "" };
        let message = format!("“{key}”{who}写的不是日期，当作没有填{more}");
        let problem = Problem::warning("no-date", at, message).found(text);
        problem.advice("请对照档案填写年月，写成 1995.08 的样子；确实没有的，请清空。")
    }));
}
