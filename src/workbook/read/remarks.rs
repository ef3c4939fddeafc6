//! Remarks (备注) that say somebody is no longer in the competition, where no column that is read says so.

use super::people::row_of;
use crate::problem::Problem;
use crate::round::{Conclusion, Round};
use crate::workbook::table::Table;
use crate::workbook::values::clean;

/// What is written of somebody who has left.
const LEFT: [&str; 9] = ["放弃", "退出", "撤回报名", "撤销报名", "取消报名", "取消资格", "不参加", "不再参加", "弃权"];

/// What makes the contrary of it, or speaks of something else.
const NOT: [&str; 6] = ["不放弃", "未放弃", "没有放弃", "未退出", "退出现役", "如放弃"];

/// Reports remarks of people who would be counted as if nothing had been written.
pub(super) fn report(applicants: Option<&Table>, round: &Round, problems: &mut Vec<Problem>) {
    for row in applicants.into_iter().flat_map(|table| &table.rows) {
        let (cell, place) = row.cell("备注");
        let text = clean(&cell.show());
        if !LEFT.iter().any(|word| text.contains(word)) || NOT.iter().any(|word| text.contains(word)) {
            continue;
        }
        let Some(person) = round.applicants.iter().find(|own| row_of(&own.at) == row_of(&row.place)) else { continue };
        let concluded = person.review.as_ref().and_then(|review| review.conclusion.as_ref()).map(|given| given.value);
        if person.withdrawal.is_some() || matches!(concluded, Some(Conclusion::Withdrawn | Conclusion::NotMet)) {
            continue;
        }
        problems.push(
            Problem::warning("withdrawal", place, "备注像是说本人已经退出，程序不看备注，仍按没有退出计")
                .found(text.replace('\n', " "))
                .advice("确已退出的，请在“退出步骤”列填放弃的那一步，或者在“资格审查”表的审查结论填“本人放弃”。")
                .about(person.name.as_str()),
        );
    }
}
