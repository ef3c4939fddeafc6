//! One wide sheet for the whole round: the roster goes on with columns of the review, of marks, of ballots. They are read from sheets of
//! their own; where there are none, nothing would be said of marks and votes that stand there.

use crate::problem::Problem;
use crate::workbook::header::{Meaning, is_name_in};
use crate::workbook::schema::{APPLICANTS, APPOINTMENT, EVALUATION, REVIEW, SCORES, Sheet, VOTE};
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing};

/// The sheets of the later steps, and words of columns that each has and no roster: one of them has to be there.
const LATER: &[(&Sheet, &[&str])] = &[
    (&REVIEW, &["审查结论", "审查意见", "审查结果", "审查原因", "在编在职", "受处分影响期"]),
    (&SCORES, &["笔试", "面试", "综合成绩", "总成绩"]),
    (&EVALUATION, &["胜任", "测评", "总体优秀", "总体称职"]),
    (&VOTE, &["同意", "赞成", "票决"]),
    (&APPOINTMENT, &["公示结果", "任职日期", "任职文号", "聘书编号", "任职时间", "试用期考核"]),
];

/// Reports them; the columns of the roster, from 1, that are told.
pub(crate) fn report(tables: &[Table], problems: &mut Vec<Problem>) -> Vec<u32> {
    let Some(roster) = tables.iter().find(|table| table.schema.name == APPLICANTS.name) else { return Vec::new() };
    let filled = |column: u32| {
        let mut cells = roster.rows.iter().flat_map(|row| &row.others).filter(|(_, own, _)| *own == column);
        cells.any(|(.., value)| !is_nothing(&clean(&value.show())))
    };
    let mut told = Vec::new();
    for (sheet, words) in LATER {
        if tables.iter().any(|table| table.schema.name == sheet.name && !table.rows.is_empty()) {
            continue;
        }
        let columns: Vec<(u32, &str)> = (1..)
            .zip(&roster.columns)
            .filter_map(|(column, meaning)| match meaning {
                Meaning::Unknown(name) if !told.contains(&column) && is_name_in(sheet, name) && filled(column) => {
                    Some((column, name.as_str()))
                }
                _ => None,
            })
            .collect();
        if !columns.iter().any(|(_, name)| words.iter().any(|word| name.contains(word))) {
            continue;
        }
        let Some((first, _)) = columns.first() else { continue };
        let names: Vec<&str> = columns.iter().map(|(_, name)| *name).collect();
        let message = format!("“{}”的列写在名册里，没有读：{}", sheet.name, names.join("、"));
        let advice = format!(
            "请另加一张表，表名写“{0}”，把“姓名”（有重名的还有“身份证号”）和这几列复制过去，再从名册里删去；`jinggang new` 给出的空白工作簿里有“{0}”表的样子。",
            sheet.name
        );
        problems
            .push(Problem::warning("unread-column", roster.place.at(roster.header, *first), message).advice(advice));
        told.extend(columns.iter().map(|(column, _)| *column));
    }
    told
}
