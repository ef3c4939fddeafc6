//! 公示: how long the names hang out.

use chrono::{Datelike, NaiveDate};

use super::dates::place_of;
use super::rules::{Clause, Rule};
use crate::language::calendar::WorkingDays;
use crate::language::date::prose;
use crate::language::period::{FirstDay, period_end};
use crate::problem::Problem;
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
    /// Whether it rests on a calendar of working days that was not supplied: papers leave the last day blank.
    pub provisional: bool,
    /// What is provisional about it, in words; empty if nothing.
    pub warning: String,
}

impl Publicity {
    /// The last day in prose, and whether it is provisional.
    pub fn end(&self) -> String {
        format!("{}{}", prose(self.to), if self.provisional { "（暂定）" } else { "" })
    }
}

/// 公示期 by the plan. Calendar days that end on a holiday end behind it. Working days leave out weekends and holidays, and count weekends
/// that are worked instead, by the arrangements of the State Council and the sheet 节假日; where neither has the year, or the sheet has it
/// without a holiday of every year that lies in the period, the end is provisional, which is said.
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
        // A period whose last day is a holiday ends on the day behind it (民法典第二百零三条).
        let Some(behind) = round.calendar.behind_holiday(to) else {
            let provisional = round.calendar.is_doubtful(to);
            let warning = if provisional { beside_holiday(round, to) } else { String::new() };
            return Some(Publicity { from, to, rule, delayed: None, provisional, warning });
        };
        let warning = unknown(&behind);
        let provisional = !warning.is_empty();
        rule.text.push_str("，最后一日是节假日，顺延到节后的第一个工作日");
        return Some(Publicity { from, to: behind.end, rule, delayed: None, provisional, warning });
    }
    let found = round.calendar.period_end(from, days, first)?;
    // 首日计入 would not be true of a day off: what is printed is the day that is counted first.
    let delayed = Some(from).filter(|from| first == FirstDay::Counts && !round.calendar.is_working(*from));
    let delayed = delayed.and_then(|from| round.calendar.period_end(from, 1, first)).map(|first| first.end);
    if let Some(day) = delayed {
        rule.text = format!("公示{days}个工作日，自{}起算", prose(day));
    }
    let warning = unknown(&found);
    Some(Publicity { from, to: found.end, rule, delayed, provisional: !warning.is_empty(), warning })
}

/// A last day of calendar days that may be off with a holiday beside it.
fn beside_holiday(round: &Round, last: NaiveDate) -> String {
    let missing = [last.year(), last.year() + 1].into_iter().find(|year| !round.calendar.knows(*year));
    let why = match missing {
        Some(year) => format!("“节假日”表里没有{year}年的放假和调休安排，放不放假要看当年的安排"),
        None => "“节假日”表里有看不懂的日期".to_owned(),
    };
    format!("最后一日{}挨着节日，{why}，截止日期是暂定的，文书上先空着", prose(last))
}

/// What is not known of the days a period rests on, in words; empty if all is.
fn unknown(found: &WorkingDays) -> String {
    let years: Vec<String> = found.unknown.iter().map(ToString::to_string).collect();
    let forgotten: Vec<String> = found.forgotten.iter().map(|(year, name)| format!("{year}年{name}")).collect();
    let mut parts: Vec<String> = Vec::new();
    if !years.is_empty() {
        let years = years.join("、");
        parts.push(format!("“节假日”表里没有{years}年的放假和调休安排，只除去了周末和法定节日的几天"));
    }
    if !forgotten.is_empty() {
        let (names, them) = (forgotten.join("、"), if forgotten.len() > 1 { "它们" } else { "它" });
        parts.push(format!("公示期跨{names}，“节假日”表里没有{them}的放假安排，只除去了法定的几天"));
    }
    if found.incomplete {
        parts.push("“节假日”表里有看不懂的日期".to_owned());
    }
    if !parts.is_empty() {
        parts.push("截止日期是暂定的，文书上先空着".to_owned());
    }
    parts.join("，")
}

/// Reports what is doubtful about the period.
pub(super) fn report(round: &Round, published: Option<&Publicity>, problems: &mut Vec<Problem>) {
    let Some(published) = published else { return };
    if !published.warning.is_empty() {
        let advice = if round.calendar.is_open() {
            "请改正“节假日”表里看不懂的日期；那一年没有安排的，也请填写。"
        } else {
            "请在“节假日”表里填写那一年的安排。"
        };
        let place = place_of(round, "公示日类型");
        problems.push(Problem::warning("calendar", place, published.warning.as_str()).advice(advice));
    }
    if let Some(day) = published.delayed {
        let message =
            format!("按工作日公示，公示开始的{}是休息日，没有计入，从{}起算", prose(published.from), prose(day));
        problems.push(
            Problem::warning("publicity-day-off", place_of(round, "公示开始"), message)
                .advice("请核对开始的日期；当天调休上班的，请在“节假日”表里写明。"),
        );
    }
    short(round, published, problems);
}

/// The year from which 《党政领导干部选拔任用工作条例》 asks for five working days; the one of 2002 was carried out with seven to fifteen days.
const WORKING_DAYS_SINCE: i32 = 2014;

/// A period that is shorter than the rules of its year have it.
fn short(round: &Round, published: &Publicity, problems: &mut Vec<Problem>) {
    let plan = &round.plan;
    let days = plan.count("公示天数");
    let working = plan.is("公示日类型", "工作日");
    let message = if published.from.year() >= WORKING_DAYS_SINCE {
        let from = if plan.is("公示首日计入", "是") { Some(published.from) } else { published.from.succ_opt() };
        let counted = from.map_or(0, |from| round.calendar.working_between(from, published.to));
        let rule = "2014年起《党政领导干部选拔任用工作条例》规定公示期不少于五个工作日";
        match (working, counted) {
            (true, _) if days < 5 => format!("{rule}，只有{days}个"),
            (false, 0..5) => format!("{rule}，公示{days}天里的工作日只有{counted}个"),
            _ => return,
        }
    } else {
        let rule = "2014年以前（2002年的《党政领导干部选拔任用工作条例》）公示期一般为七至十五天";
        match working {
            true if days < 5 => format!("{rule}，{days}个工作日不到七天"),
            false if days < 7 => format!("{rule}，只有{days}天"),
            _ => return,
        }
    };
    let problem = Problem::warning("publicity-short", place_of(round, "公示天数"), message);
    problems.push(problem.found(days.to_string()).advice("请核对公示天数；上级另有规定的可以不改。"));
}
