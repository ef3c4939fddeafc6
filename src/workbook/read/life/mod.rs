//! What belongs to an applicant on sheets of its own: 简历, 家庭成员, 资格审查.

pub(super) mod career;
pub(super) mod items;
pub(super) mod periods;
pub(super) mod relatives;

use std::collections::HashSet;

use super::people::review_answer::answer;
use crate::problem::{Place, Problem};
use crate::round::{Conclusion, Located, Period, PersonId, Relative, Review, Round};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::join::People;
use crate::workbook::table::Table;
use crate::workbook::values::{Reader, clean};

/// Reads the careers.
pub(crate) fn resume(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    let mut above = None;
    let mut own: HashSet<PersonId> = HashSet::new();
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let before = problems.len();
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find_below(row, &mut above, &mut reader) else { continue };
        let (cell, from_place) = row.cell("起");
        let from = reader.partial_date(cell, &from_place);
        if cell.is_blank() {
            reader.report(Problem::error("resume-from", from_place, "缺起始年月").advice("请填写，如 1990.09。"));
        }
        let (cell, to_place) = row.cell("止");
        let present = ["至今", "今", "现在"].contains(&clean(&cell.show()).as_str());
        let to = if present { None } else { reader.partial_date(cell, &to_place) };
        let (cell, place) = row.cell("内容");
        let text = reader.text(cell, &place);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            reader.report(
                Problem::error("resume-order", to_place, "截止早于起始")
                    .found(to.map(|to| to.to_string()).unwrap_or_default())
                    .advice("请改正。"),
            );
        }
        let Some(applicant) = round.applicants.get_mut(person.0) else { continue };
        applicant.block(first_error(problems, before));
        // A sheet of its own goes before a cell of the roster.
        if own.insert(person) {
            applicant.resume.clear();
        }
        if let Some(from) = from {
            applicant.resume.push(Period { at: row.place.clone(), from, to, text });
        }
    }
    for applicant in &mut round.applicants {
        applicant.resume.sort_by_key(|period| period.from);
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
        let (cell, place) = row.cell("成员姓名");
        let name = reader.name(cell, &place);
        let (cell, place) = row.cell("成员出生年月");
        let birth = reader.partial_date(cell, &place);
        if let Some(applicant) = round.applicants.get_mut(person.0) {
            applicant.block(first_error(problems, before));
            if own.insert(person) {
                applicant.family.clear();
            }
            applicant.family.push(Relative { relation, name, birth, party, work });
        }
    }
}

/// Reads the reviews.
pub(crate) fn review(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        let mut unread: Vec<&'static str> = Vec::new();
        let mut yes_no = |key: &'static str| {
            let (cell, place) = row.cell(key);
            let answer = answer(key, cell, &place, &mut reader);
            if answer.is_none() && !cell.is_blank() {
                unread.push(key);
            }
            answer
        };
        let employed = yes_no("在编在职");
        let basic = yes_no("符合基本条件");
        let recusal = yes_no("符合回避和轮岗规定");
        let avoidance = yes_no("符合回避规定");
        let rotation = yes_no("符合轮岗规定");
        let subject = yes_no("符合专业要求");
        let specific = yes_no("符合岗位特定条件");
        let sanctioned = yes_no("是否受处分影响期");
        let (cell, place) = row.cell("审查结论");
        let (conclusion, remark) = conclusion(cell, place, &mut reader);
        let mut text = |key: &str| {
            let (cell, place) = row.cell(key);
            reader.text(cell, &place)
        };
        let (reason, reviewer) = (text("审查原因"), text("审查人"));
        let reason = if reason.is_empty() { remark } else { reason };
        let (cell, place) = row.cell("审查日期");
        let date = reader.date(cell, &place);
        let review = Review {
            at: row.place.clone(),
            employed,
            basic,
            recusal,
            avoidance,
            rotation,
            subject,
            specific,
            sanctioned,
            conclusion,
            reason,
            reviewer,
            date,
            unread,
        };
        let Some(applicant) = round.applicants.get_mut(person.0) else { continue };
        match &mut applicant.review {
            None => applicant.review = Some(review),
            Some(first) => {
                let what = "改正以前都不作数";
                reader.report(super::examination::marks::repeated_row(row, &first.at, what));
                // Two reviews of one person settle nothing.
                *first = Review { at: first.at.clone(), ..Review::default() };
            }
        }
    }
}

/// What the cell is to hold.
const CONCLUSIONS: [&str; 3] = ["符合", "不符合", "本人放弃"];

/// What is written for somebody who has withdrawn.
const WITHDRAWN: [&str; 4] = ["放弃", "退出", "撤回", "自愿取消"];

/// 审查结论, and the reason that may stand behind it: 不符合（超龄）.
fn conclusion(cell: &CellValue, place: Place, reader: &mut Reader<'_>) -> (Option<Located<Conclusion>>, String) {
    let text = if cell.is_blank() { String::new() } else { clean(&cell.show()) };
    let bare = plain(&text);
    if bare.is_empty() {
        // A cell with an error value is reported here.
        let value = reader.choice(cell, &place, &CONCLUSIONS).map(|_| Conclusion::Unread);
        return (value.map(|value| Located { value, at: place }), String::new());
    }
    let is = |value| Some(Located { value, at: place.clone() });
    if WITHDRAWN.iter().any(|word| bare.contains(word)) && !bare.contains('不') && !bare.contains('未') {
        return (is(Conclusion::Withdrawn), String::new());
    }
    for word in ["不符合条件", "审查不合格", "不符合", "不合格", "不通过"] {
        if let Some(rest) = bare.strip_prefix(word)
            && !rest.is_empty()
            && !rest.contains("符合")
        {
            let rest = rest.trim_matches(['(', ')', ':', ',', ';', '。', '.', '、', '-', '，', '；', '：', '（', '）']);
            return (is(Conclusion::NotMet), rest.to_owned());
        }
    }
    let value = match reader.choice(cell, &place, &CONCLUSIONS) {
        Some("符合") => Conclusion::Met,
        Some(_) => Conclusion::NotMet,
        None => Conclusion::Unread,
    };
    (is(value), String::new())
}

/// Where the first error stands of those found since.
pub(crate) fn first_error(problems: &[Problem], before: usize) -> Option<&Place> {
    problems.iter().skip(before).find(|problem| problem.is_error()).map(|problem| &problem.place)
}
