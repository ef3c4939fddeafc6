//! Relatives and periods of a career that a roster has in columns of its own: 称谓, 姓名 …; 起止时间, 单位及职务.

use super::periods::period;
use crate::problem::Problem;
use crate::round::{Period, Relative};
use crate::workbook::header::List;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, clean, is_nothing};

/// 家庭成员.
pub(crate) fn family(row: &Row, reader: &mut Reader<'_>) -> Vec<Relative> {
    let mut out = Vec::new();
    for parts in row.items(List::Family) {
        let filled = |wanted: &str| {
            let own = parts.iter().find(|(part, ..)| *part == wanted);
            own.filter(|(.., value)| !is_nothing(&clean(&value.show())))
        };
        if filled("称谓").is_none() && filled("姓名").is_none() {
            continue;
        }
        let text = |wanted: &str, reader: &mut Reader<'_>| {
            filled(wanted).map(|(_, place, value)| reader.text(value, place)).unwrap_or_default()
        };
        let (relation, unit, position) = (text("称谓", reader), text("工作单位及职务", reader), text("职务", reader));
        let name = filled("姓名").map(|(_, place, value)| reader.name(value, place)).unwrap_or_default();
        let birth = filled("出生年月").and_then(|(_, place, value)| reader.partial_date(value, place));
        let party = filled("政治面貌").map(|(_, place, value)| reader.party(value, place)).unwrap_or_default();
        let work = if unit.contains(&position) { unit } else { format!("{unit}{position}") };
        out.push(Relative { relation, name, birth, party, work });
    }
    out
}

/// 简历.
pub(crate) fn resume(row: &Row, reader: &mut Reader<'_>) -> Vec<Period> {
    let mut out = Vec::new();
    for parts in row.items(List::Career) {
        let mut text = |wanted: &str| {
            let own = parts.iter().find(|(part, ..)| *part == wanted);
            own.map(|(_, place, value)| (reader.text(value, place).replace('\n', ""), (*place).clone()))
        };
        let (time, text) = (text("起止时间"), text("单位及职务"));
        let Some((line, place)) = time.or_else(|| text.clone().map(|(_, place)| (String::new(), place))) else {
            continue;
        };
        let text = text.map(|(text, _)| text).unwrap_or_default();
        match period(&line) {
            Some(own) if own.to.is_some_and(|to| to < own.from) => {
                let problem = Problem::error("resume-order", place, "简历里有一段截止早于起始");
                reader.report(problem.found(line).advice("请改正。"));
            }
            Some(own) => out.push(Period { at: place, text, ..own }),
            None if line.is_empty() && text.is_empty() => {}
            None => {
                let problem = Problem::error("resume-line", place, "看不懂这一段简历的起止时间").found(line);
                reader.report(problem.advice("请写成“1990.09--1994.07”或者“2010.05至今”的样子。"));
            }
        }
    }
    out
}
