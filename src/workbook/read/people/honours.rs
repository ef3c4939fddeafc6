//! 奖惩情况: rewards and punishments, in one column or in two. What stands in a column of punishments must not be lost: 干部任免审批表 would
//! say 无 of somebody who was punished.

use std::sync::Arc;

use chrono::Datelike;

use super::sanction::{is_none, names_one};
use super::schooling::{find, put};
use super::{ByRow, row_of};
use crate::problem::Problem;
use crate::round::Round;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean};

const PUNISHED: &str = "处分情况";

/// The columns, in the order in which the forms have what stands in them.
const PARTS: [&str; 3] = ["奖惩情况", "奖励情况", PUNISHED];

/// Answers that only say that there was a punishment.
const BARE: &[&str] = &["是", "有", "受过", "受过处分", "有处分", "√", "✓"];

/// A sanction holds for two years at the most (公职人员政务处分法第八条).
const LONGEST: i32 = 2;

/// Puts the columns together. Where somebody is said in both of them to have none, the text says so; where one is left open, or rewards
/// are not asked about, nothing is.
pub(crate) fn whole(row: &Row, texts: &mut Vec<(Arc<str>, String)>, reader: &mut Reader<'_>) {
    let [both, rewards, punishments] = PARTS.map(|key| find(texts, key).unwrap_or_default().to_owned());
    if !row.has(PUNISHED) {
        if !rewards.is_empty() && both.is_empty() {
            put(texts, PARTS[0], rewards);
        }
        return;
    }
    let punishments = if BARE.contains(&punishments.as_str()) && !both.is_empty() && !is_none(&both) {
        // What it was stands in the other column.
        String::new()
    } else if BARE.contains(&punishments.as_str()) {
        let (_, place) = row.cell(PUNISHED);
        let problem =
            Problem::warning("honours", place, "只写了受过处分，没有写什么时候受什么处分，登记表和审批表上照印");
        reader.report(problem.found(punishments).advice("请写明时间、原因和处分种类。"));
        "受过处分".to_owned()
    } else {
        punishments
    };
    let all = [both.as_str(), &rewards, &punishments];
    let mut said: Vec<&str> = Vec::new();
    for text in all.into_iter().filter(|text| !text.is_empty() && !is_none(text)) {
        // The same thing in two columns is said once.
        if !said.iter().any(|own| own.contains(text)) {
            said.retain(|own| !text.contains(*own));
            said.push(text);
        }
    }
    let asked = !both.is_empty() || !rewards.is_empty();
    match said.as_slice() {
        [] if asked && !punishments.is_empty() => put(texts, PARTS[0], "无".to_owned()),
        // 无 in a column for both, and nothing beside it.
        [] => {}
        [only] => put(texts, PARTS[0], (*only).to_owned()),
        several => {
            let between = if several.iter().any(|text| text.contains('\n')) { "\n" } else { "；" };
            let parts: Vec<&str> = several.iter().map(|text| text.trim_end_matches(['。', '；', ';'])).collect();
            put(texts, PARTS[0], parts.join(between));
        }
    }
}

/// Points out punishments that may still hold (处分影响期), where the review says that none does.
pub(crate) fn report(table: Option<&Table>, round: &Round, people: &ByRow<'_>, problems: &mut Vec<Problem>) {
    let Some(base) = round.plan.age_base_date().or_else(|| round.plan.date("报名截止")) else { return };
    let recent = |text: &str| years(text).any(|year| (base.year() - LONGEST..=base.year()).contains(&year));
    let punished = |key: &str, text: &str| {
        let mut clauses = text.split(['；', ';', '。', '\n', '，', ',']);
        clauses.any(|clause| recent(clause) && !is_none(clause) && (key == PUNISHED || names_one(clause)))
    };
    for row in table.into_iter().flat_map(|table| &table.rows) {
        let cells = [PUNISHED, PARTS[0]].map(|key| (key, row.cell(key)));
        let found = cells.into_iter().map(|(key, (cell, place))| (key, clean(&cell.show()), place));
        let Some((_, text, place)) = found.into_iter().find(|(key, text, _)| punished(key, text)) else { continue };
        let Some(person) = people.get(&row_of(&row.place)) else { continue };
        if person.review.as_ref().and_then(|review| review.sanctioned) != Some(false) {
            continue;
        }
        let message = "处分像是还在影响期，“资格审查”表的“是否受处分影响期”填的是“否”";
        let advice = "请核对处分的种类和时间：还在影响期的改成“是”；已过影响期的不用管。";
        let problem = Problem::warning("unread-remark", place, message).found(text.replace('\n', " "));
        problems.push(problem.advice(advice).about(person.name.as_str()));
    }
}

/// The years a text names.
fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| matches!(digits.len(), 4 | 6 | 8)).filter_map(|digits| {
        let year = digits.get(..4)?.parse().ok()?;
        (1950..2100).contains(&year).then_some(year)
    })
}
