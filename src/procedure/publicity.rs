//! 公示: how long the names hang out.

use chrono::NaiveDate;

use super::rules::{Clause, Rule};
use crate::language::date::prose;
use crate::language::period::{FirstDay, period_end};
use crate::round::Round;

/// 公示期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publicity {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How it was counted.
    pub rule: Clause,
    /// The first day that counts, where the plan counts the day it begins on and that is a day off.
    pub delayed: Option<NaiveDate>,
    /// Whether it rests on a calendar of working days that was not supplied.
    pub provisional: bool,
    /// What is provisional about it, in words; empty if nothing.
    pub warning: String,
}

/// 公示期 by the plan. Working days leave out weekends and holidays, and count weekends that are worked instead (节假日 sheet);
/// where a year is missing from it, or a holiday of every year that lies in the period, the end is provisional, which is said.
pub fn publicity(round: &Round) -> Option<Publicity> {
    let plan = &round.plan;
    if !plan.holds("任前公示") {
        return None;
    }
    if Rule::Publicity.unread(plan).is_some() {
        return None;
    }
    let from = plan.date("公示开始")?;
    let days = plan.count("公示天数").max(1);
    let first = if plan.is("公示首日计入", "是") { FirstDay::Counts } else { FirstDay::DoesNotCount };
    let mut rule = Rule::Publicity.of(plan);
    if !plan.is("公示日类型", "工作日") {
        let to = period_end(from, days, first)?;
        return Some(Publicity { from, to, rule, delayed: None, provisional: false, warning: String::new() });
    }
    let found = round.calendar.period_end(from, days, first)?;
    // 首日计入 would not be true of a day off: what is printed is the day that is counted first.
    let delayed = Some(from).filter(|from| first == FirstDay::Counts && !round.calendar.is_working(*from));
    let delayed = delayed.and_then(|from| round.calendar.period_end(from, 1, first)).map(|first| first.end);
    if let Some(day) = delayed {
        rule.text = format!("公示{days}个工作日，自{}起算", prose(day));
    }
    let years: Vec<String> = found.unknown.iter().map(ToString::to_string).collect();
    let forgotten: Vec<String> = found.forgotten.iter().map(|(year, name)| format!("{year}年{name}")).collect();
    let mut parts: Vec<String> = Vec::new();
    if !years.is_empty() {
        parts.push(format!("“节假日”表里没有{}年的放假和调休安排，只除去了周末", years.join("、")));
    }
    if !forgotten.is_empty() {
        parts.push(format!("公示期跨{}，“节假日”表里没有它的放假安排，照平日算", forgotten.join("、")));
    }
    let provisional = !parts.is_empty();
    parts.extend(provisional.then(|| "截止日期是暂定的".to_owned()));
    let warning = parts.join("，");
    Some(Publicity { from, to: found.end, rule, delayed, provisional, warning })
}
