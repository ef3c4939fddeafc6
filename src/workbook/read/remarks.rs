//! Remarks (备注) that say somebody is no longer in the competition, that a mark does not count as it stands, or that somebody objects to
//! an appointment, where no column that is read says so.

use super::people::row_of;
use crate::problem::Problem;
use crate::round::{Conclusion, Round};
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing};

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

/// What is written of marks and of appointments that are not as they stand, by sheet.
const DOUBTED: &[(&str, &[&str])] = &[
    ("成绩", &["作弊", "违纪", "违规", "雷同", "替考", "取消", "扣", "加分", "零分", "无效", "放弃", "退出"]),
    ("面试打分", &["作弊", "违纪", "违规", "替考", "取消", "扣", "加分", "零分", "无效", "放弃", "退出"]),
    ("任用", &["举报", "反映", "异议", "投诉", "放弃", "退出", "暂缓"]),
];

/// Reports remarks beside marks and beside appointments.
pub(super) fn beside(tables: &[Table], problems: &mut Vec<Problem>) {
    for table in tables {
        let Some((sheet, words)) = DOUBTED.iter().find(|(sheet, _)| *sheet == table.schema.name) else { continue };
        for row in &table.rows {
            // An objection that is entered is read.
            let result = clean(&row.value("公示结果").show());
            if *sheet == "任用" && !is_nothing(&result) && !result.contains("无异议") {
                continue;
            }
            let (cell, place) = row.cell("备注");
            let others = row.others.iter().filter(|(header, ..)| header.contains("备注"));
            let others = others.map(|(_, column, value)| (value, row.place.at(row.place.row, *column)));
            for (cell, place) in std::iter::once((cell, place)).chain(others) {
                let text = clean(&cell.show());
                if !words.iter().any(|word| text.contains(word)) || NONE.iter().any(|word| text.contains(word)) {
                    continue;
                }
                let advice = match *sheet {
                    "任用" => "影响任用的，请填“公示结果”列；本人放弃的也填在那里；没有影响的不用管。",
                    _ => "要计入的请改成绩；取消资格的，请在“资格审查”表写“不符合”和原因；没有影响的不用管。",
                };
                let problem = Problem::warning("remark", place, "程序不看备注，这里写的不影响成绩、名次和任用");
                let name = clean(&row.value("姓名").show());
                problems.push(problem.found(text.replace('\n', " ")).advice(advice).about(name.as_str()));
            }
        }
    }
}

/// What says that there is nothing of the kind.
const NONE: &[&str] = &["无异议", "没有异议", "无反映", "无举报", "没有举报", "不扣", "未扣", "无违"];
