//! What is said of columns that look like those of a later step and are not read.

use super::claims::{Claim, able};
use super::steps::{Later, Step};
use crate::problem::Problem;
use crate::workbook::header::Meaning;
use crate::workbook::read::results::stated::is_result_of;
use crate::workbook::schema::APPOINTMENT;
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing};

/// Tells of those in which something stands; `wanted` are the steps that have no sheet.
pub(super) fn unread(roster: &Table, wanted: &[&Step], later: &[Later], claims: &[Option<Claim>]) -> Vec<Problem> {
    let filled = |column: u32| {
        let mut cells = roster.rows.iter().flat_map(|row| &row.others).filter(|(_, own, _)| *own == column);
        cells.any(|(.., value)| !is_nothing(&clean(&value.show())))
    };
    let mut out = Vec::new();
    for ((column, meaning), claim) in (1..).zip(&roster.columns).zip(claims) {
        let (Meaning::Unknown(name), None) = (meaning, claim) else { continue };
        if !filled(column) {
            continue;
        }
        let place = roster.place.at(roster.header, column);
        let able: Vec<String> = able(column as usize - 1, later)
            .iter()
            .filter_map(|(own, _)| Some(format!("“{}”", later.get(*own)?.schema.name)))
            .collect();
        if !able.is_empty() {
            let message = format!("“{name}”看不出是{}里哪一步的，没有读", able.join(""));
            out.push(Problem::warning("unread-column", place, message).advice("请把这一列移到它那一步的各列中间。"));
            continue;
        }
        let like = |step: &&&Step| {
            // 任职经历 and 聘任方式 are a roster's own.
            let called = Some(step.called).filter(|_| step.sheet.name != APPOINTMENT.name).unwrap_or_default();
            called.iter().chain(step.tells).any(|word| name.starts_with(word)) || is_result_of(step.sheet.name, name)
        };
        if let Some(step) = wanted.iter().find(like) {
            let message = format!("“{name}”像是“{}”一步的，没有读", step.sheet.name);
            let advice =
                format!("要用的，请照“工作簿”说明里“{}”表的列名改；程序自己算的、只作参考的不用管。", step.sheet.name);
            out.push(Problem::warning("unread-column", place, message).advice(advice));
        }
    }
    out
}
