//! The sheets 简历 and 家庭成员: a period or a relative a row.

use std::collections::HashSet;

use super::first_error;
use super::periods::{period, whole};
use crate::language::date::PartialDate;
use crate::problem::{Place, Problem};
use crate::round::{Period, PersonId, Relative, Round};
use crate::workbook::join::People;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean, is_nothing};

/// Reads the careers.
pub(crate) fn resume(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    let mut above = None;
    let mut own: HashSet<PersonId> = HashSet::new();
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let before = problems.len();
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find_below(row, &mut above, &mut reader) else { continue };
        let Some(applicant) = round.applicants.get_mut(person.0) else { continue };
        // A sheet of its own goes before a cell of the roster.
        if own.insert(person) {
            applicant.resume.clear();
        }
        let text = content(row, &mut reader);
        let (cell, place) = row.cell("整段简历");
        if !cell.is_blank() {
            let cell = reader.text(cell, &place);
            applicant.resume.extend(whole(&cell, &place, &mut reader));
        } else if is_aside(row, &text)
            && let Some(last) = applicant.resume.last_mut()
        {
            last.text.push('\n');
            last.text.push_str(&text);
        } else if let Some((from, to, said)) = span(row, &mut reader) {
            let text = if said.is_empty() { text } else { format!("{said}{text}") };
            if text.is_empty() {
                let (_, place) = row.cell("内容");
                let problem = Problem::warning("resume-text", place, "这一段简历只有起止年月，没有内容");
                reader.report(problem.advice("请写出这一段的单位及职务；不是一段经历的请删去这一行。"));
            }
            applicant.resume.push(Period { at: row.place.clone(), from, to, text });
        }
        applicant.block(first_error(problems, before));
    }
    for applicant in &mut round.applicants {
        applicant.resume.sort_by_key(|period| period.from);
    }
}

/// What was done: in one column, or unit and post in two.
fn content(row: &Row, reader: &mut Reader<'_>) -> String {
    let mut text = |key: &str| {
        let (cell, place) = row.cell(key);
        reader.text(cell, &place)
    };
    let (own, unit, post) = (text("内容"), text("单位"), text("职务"));
    match (own.is_empty(), unit.contains(&post)) {
        (false, _) => own,
        (true, true) => unit,
        (true, false) => format!("{unit}{post}"),
    }
}

/// Whether a row without dates says what was done within the period above: （其间：…）.
fn is_aside(row: &Row, text: &str) -> bool {
    let undated = ["起", "止", "起止"].iter().all(|key| row.value(key).is_blank());
    undated && text.trim_start_matches(['（', '(']).starts_with(['其', '期']) && text.contains('间')
}

/// From when to when, none for the present, and what stands behind the dates in their cell. Whatever is wrong is reported.
fn span(row: &Row, reader: &mut Reader<'_>) -> Option<(PartialDate, Option<PartialDate>, String)> {
    let (cell, place) = row.cell("起止");
    if row.value("起").is_blank() && !cell.is_blank() {
        let line = reader.text(cell, &place).replace('\n', "");
        let Some(own) = period(&line) else {
            let problem = Problem::error("resume-line", place, "看不懂这一段简历的起止时间").found(line);
            reader.report(problem.advice("请写成“1990.09--1994.07”或者“2010.05至今”的样子。"));
            return None;
        };
        in_order(own.from, own.to, place, reader);
        return Some((own.from, own.to, own.text));
    }
    let (cell, from_place) = row.cell("起");
    let from = reader.partial_date(cell, &from_place);
    if cell.is_blank() {
        let problem = Problem::error("resume-from", from_place, "缺起始年月");
        reader.report(problem.advice("请填写，如 1990.09；属于上面一段的（其间……），请写进上面一段的内容里。"));
    }
    let (cell, to_place) = row.cell("止");
    let present = ["至今", "今", "现在"].contains(&clean(&cell.show()).as_str());
    let to = if present { None } else { reader.partial_date(cell, &to_place) };
    in_order(from?, to, to_place, reader);
    Some((from?, to, String::new()))
}

fn in_order(from: PartialDate, to: Option<PartialDate>, place: Place, reader: &mut Reader<'_>) {
    if let Some(to) = to.filter(|to| *to < from) {
        let problem = Problem::error("resume-order", place, "截止早于起始").found(to.to_string());
        reader.report(problem.advice("请改正。"));
    }
}

/// Reads the families.
pub(crate) fn family(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    let mut above = None;
    let mut own: HashSet<PersonId> = HashSet::new();
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let before = problems.len();
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find_below(row, &mut above, &mut reader) else { continue };
        let mut text = |key: &str| {
            let (cell, place) = row.cell(key);
            reader.text(cell, &place)
        };
        let (relation, work) = (text("称谓"), text("成员工作单位及职务"));
        let (cell, place) = row.cell("成员政治面貌");
        let party = reader.party(cell, &place);
        let (cell, name_place) = row.cell("成员姓名");
        let nobody = is_nothing(&clean(&cell.show()));
        let name = if nobody { Default::default() } else { reader.name(cell, &name_place) };
        let (cell, place) = row.cell("成员出生年月");
        let birth = reader.partial_date(cell, &place);
        let Some(applicant) = round.applicants.get_mut(person.0) else { continue };
        if own.insert(person) {
            applicant.family.clear();
        }
        // 无: there is nobody to name.
        if nobody && is_nothing(&relation) && work.is_empty() && birth.is_none() {
            continue;
        }
        for (key, empty) in [("称谓", relation.is_empty()), ("成员姓名", nobody)] {
            if empty {
                let (_, place) = row.cell(key);
                let problem = Problem::warning("family-part", place, format!("这名家庭成员缺{key}，表上空着"));
                reader.report(problem.advice("请补上；不是家庭成员的请删去这一行。"));
            }
        }
        applicant.block(first_error(problems, before));
        applicant.family.push(Relative { relation, name, birth, party, work });
    }
}
