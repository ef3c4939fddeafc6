//! What is said of columns that look like those of a later step and are not read.

use super::Section;
use super::claims::able;
use super::rows::is_dash;
use super::steps::{Later, Step};
use crate::problem::Problem;
use crate::workbook::header::Meaning;
use crate::workbook::read::results::stated::is_result_of;
use crate::workbook::schema::{APPOINTMENT, REVIEW};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{clean, is_nothing};

/// Words of columns about an examination that nothing is reckoned from.
const ASIDE: &[&str] =
    &["时间", "日期", "地点", "分组", "组别", "考场", "科目", "抽签", "顺序", "签到", "序号", "批次", "折"];

/// Tells of those in which something stands; `wanted` are the steps that have no sheet.
pub(super) fn unread(roster: &Table, section: &Section, wanted: &[&Step]) -> Vec<Problem> {
    let filled = |column: u32| {
        let rows = section.rows.iter().filter_map(|row| roster.rows.get(*row));
        let mut cells = rows.flat_map(Row::filled).filter(|(own, _)| *own == column);
        cells.any(|(_, value)| !is_nothing(&clean(&value.show())) && !is_dash(&value.show()))
    };
    let mut out = Vec::new();
    for (column, meaning) in (1..).zip(&section.columns) {
        let Meaning::Unknown(name) = meaning else { continue };
        if section.is_claimed(column) || !filled(column) {
            continue;
        }
        let at = column as usize - 1;
        let told = left(section, at, name, wanted)
            .or_else(|| open(section, at, name, wanted))
            .or_else(|| other(section, at, name, wanted))
            .or_else(|| alike(name, wanted));
        if let Some((message, advice)) = told {
            let place = section.place.at(section.header, column);
            out.push(Problem::warning("unread-column", place, message).advice(advice));
        }
    }
    out
}

/// What is said, and what is advised.
type Told = (String, String);

fn is_wanted(later: &Later, wanted: &[&Step]) -> bool {
    wanted.iter().any(|step| step.sheet.name == later.schema.name)
}

/// A column of a step that has not been done, by what stands in its columns.
fn left(section: &Section, at: usize, name: &str, wanted: &[&Step]) -> Option<Told> {
    let own = section.left.get(at).copied().flatten()?;
    let step = section.later.get(own).filter(|later| is_wanted(later, wanted))?.schema.name;
    if step == REVIEW.name {
        return Some((
            format!("“{name}”像是“{step}”一步的，没有填审查结论，没有读"),
            "资格审查已经做了的，请在“审查结论”列填符合、不符合，或者填“资格审查”表；名册自己的列不用管。".to_owned(),
        ));
    }
    Some((
        format!("“{name}”像是“{step}”一步的，这一步的列不全，没有读"),
        format!("这一步已经做了的，请把各列写全，或者填“{step}”表；名册自己的列不用管。"),
    ))
}

/// A column that several steps have.
fn open(section: &Section, at: usize, name: &str, wanted: &[&Step]) -> Option<Told> {
    let mut able: Vec<String> = able(at, &section.later)
        .iter()
        .filter_map(|(own, _)| section.later.get(*own).filter(|later| is_wanted(later, wanted)))
        .map(|later| format!("“{}”", later.schema.name))
        .collect();
    able.dedup();
    let message = format!("“{name}”看不出是{}里哪一步的，没有读", able.join(""));
    (!able.is_empty()).then(|| (message, "请把这一列移到它那一步的各列中间。".to_owned()))
}

/// A column that is called like one of a step, and is of something else by what stands above it, or less surely of the step than another.
fn other(section: &Section, at: usize, name: &str, wanted: &[&Step]) -> Option<Told> {
    let is = |later: &&Later| later.other.get(at).copied().flatten().is_some() && is_wanted(later, wanted);
    let step = section.later.iter().find(is)?.schema.name;
    let message = format!("“{name}”看不出是不是“{step}”一步的，没有读");
    Some((message, format!("是这一步的，请在列的上面写“{step}”；不是的不用管。")))
}

/// A column that has a word of a step.
fn alike(name: &str, wanted: &[&Step]) -> Option<Told> {
    if ASIDE.iter().any(|word| name.contains(word)) {
        return None;
    }
    let like = |step: &&&Step| {
        // 任职经历 and 聘任方式 are a roster's own.
        let called = Some(step.called).filter(|_| step.sheet.name != APPOINTMENT.name).unwrap_or_default();
        called.iter().chain(step.tells).any(|word| name.starts_with(word)) || is_result_of(step.sheet.name, name)
    };
    let step = wanted.iter().find(like)?.sheet.name;
    let advice = format!("要用的，请照“工作簿”说明里“{step}”一节的列名改；程序自己算的、只作参考的不用管。");
    Some((format!("“{name}”像是“{step}”一步的，没有读"), advice))
}
