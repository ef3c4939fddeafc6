//! 资格审查: what the reviewers found.

use crate::problem::{Place, Problem};
use crate::round::{Conclusion, Located, Review, Round};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::join::People;
use crate::workbook::read::examination::marks::repeated_row;
use crate::workbook::read::people::review_answer::answer;
use crate::workbook::table::Table;
use crate::workbook::values::{Reader, clean};

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
                reader.report(repeated_row(row, &first.at, what));
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
