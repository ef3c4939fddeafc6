//! 资格审查: what the reviewers found.

use super::conclusion::written;
use crate::problem::{Place, Problem};
use crate::round::{Conclusion, Located, Review, Round};
use crate::workbook::cell::CellValue;
use crate::workbook::join::People;
use crate::workbook::read::examination::marks::repeated_row;
use crate::workbook::read::people::review_answer::answer;
use crate::workbook::table::Table;
use crate::workbook::values::{Reader, choose, clean};

/// Reads the reviews.
pub(crate) fn read(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
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
        let roster = round.applicants.get(person.0).map(|own| &own.at);
        let in_roster = roster.is_some_and(|at| (&at.sheet, at.row) == (&row.place.sheet, row.place.row));
        let (conclusion, remark) = conclusion(cell, place, in_roster, &mut reader);
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
                reader.report(repeated_row(row, &first.at, what));
                // Two reviews of one person settle nothing.
                *first = Review { at: first.at.clone(), ..Review::default() };
            }
        }
    }
}

/// What the cell is to hold.
const CONCLUSIONS: [&str; 3] = ["符合", "不符合", "本人放弃"];

/// 审查结论, and the reason that may stand in it: 不符合（超龄）. A remark in a roster that says neither for sure stops nothing.
fn conclusion(
    cell: &CellValue,
    place: Place,
    in_roster: bool,
    reader: &mut Reader<'_>,
) -> (Option<Located<Conclusion>>, String) {
    let text = if cell.is_blank() || cell.is_unusable() { String::new() } else { clean(&cell.show()) };
    let is = |value| Some(Located { value, at: place.clone() });
    if let Some((value, reason)) = written(&text) {
        return (is(value), reason);
    }
    if in_roster && !text.is_empty() && choose(&text, &CONCLUSIONS).is_none() {
        let problem = Problem::warning("choice", place.clone(), "看不出资格审查是不是符合，没有读").found(&text);
        reader.report(
            problem.advice("是审查结论的，请填“符合”、“不符合”或者“本人放弃”，理由另填“审查原因”；不是的不用管。"),
        );
        return (is(Conclusion::Unread), String::new());
    }
    // A cell with an error value is reported here.
    let value = match reader.choice(cell, &place, &CONCLUSIONS) {
        Some("符合") => Conclusion::Met,
        Some("本人放弃") => Conclusion::Withdrawn,
        Some(_) => Conclusion::NotMet,
        None if cell.is_blank() => return (None, String::new()),
        None => Conclusion::Unread,
    };
    (is(value), String::new())
}
