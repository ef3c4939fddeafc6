//! 公示聘任: how long the names hang out, and from when to when somebody is appointed.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::language::period::{FirstDay, TermEnd, period_end, term_end};
use crate::round::{Applicant, Appointment, Employment, Plan, VoteCount};

/// 公示期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publicity {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How it was counted, in words.
    pub rule: String,
    /// Whether it rests on a calendar of working days that was not supplied.
    pub provisional: bool,
}

/// 公示期 by the plan. Working days leave out Saturdays and Sundays; public holidays are not known, which is said.
pub fn publicity(plan: &Plan) -> Option<Publicity> {
    let from = plan.date("公示开始")?;
    let days = plan.count("公示天数").max(1);
    let counts = plan.is("公示首日计入", "是");
    let first = if counts { FirstDay::Counts } else { FirstDay::DoesNotCount };
    let working = plan.is("公示日类型", "工作日");
    let to = if working { working_days(from, days, counts)? } else { period_end(from, days, first)? };
    let rule = format!(
        "{days}个{}，首日{}（{}）",
        if working { "工作日" } else { "日历日" },
        if counts { "计入" } else { "不计入" },
        plan.origin("公示天数")
    );
    Some(Publicity { from, to, rule, provisional: working })
}

fn working_days(from: NaiveDate, days: u32, counts: bool) -> Option<NaiveDate> {
    let works = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let mut day = if counts { from } else { from.succ_opt()? };
    let mut left = days;
    loop {
        if works(day) {
            left -= 1;
            if left == 0 {
                return Some(day);
            }
        }
        day = day.succ_opt()?;
    }
}

/// 聘期 and 试用期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: NaiveDate,
    /// The last day of the term.
    pub to: NaiveDate,
    /// The last day of the trial; `None`: there is none.
    pub trial: Option<NaiveDate>,
    /// Years of the term, and of the trial.
    pub years: (u32, u32),
    /// How it was counted, in words.
    pub rule: String,
}

/// 聘期 of an appointment, by the plan's rules of where it starts and on which day it ends.
pub fn term(plan: &Plan, appointment: &Appointment, vote: Option<&VoteCount>) -> Option<Term> {
    let by_vote = plan.is("聘期起算", "票决日期");
    let from =
        if by_vote { vote.and_then(|vote| vote.date).or_else(|| plan.date("票决日期")) } else { appointment.date }?;
    let end = if plan.is("期满日", "同日") { TermEnd::SameDay } else { TermEnd::DayBefore };
    let (years, trial_years) = (plan.count("聘期年数").max(1), plan.count("试用期年数"));
    let to = term_end(from, years, end)?;
    let trial = if trial_years > 0 { Some(term_end(from, trial_years, end)?) } else { None };
    let rule = format!(
        "聘期{years}年从{}起算（{}），期满日为{}（{}）",
        plan.text("聘期起算"),
        plan.origin("聘期起算"),
        plan.text("期满日"),
        plan.origin("期满日")
    );
    Some(Term { from, to, trial, years: (years, trial_years), rule })
}

/// Whether a person gets a 聘书: everybody but civil servants, unless the plan says all. Unknown where the kind of employment
/// is not given.
pub fn wants_letter(plan: &Plan, applicant: &Applicant) -> Option<bool> {
    if plan.is("聘书发给", "全部") {
        return Some(true);
    }
    applicant.employment.map(|employment| employment != Employment::CivilServant)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn working_days_leave_out_weekends() {
        // 2012-04-17 is a Tuesday.
        assert_eq!(working_days(day(2012, 4, 17), 5, true), Some(day(2012, 4, 23)));
        assert_eq!(working_days(day(2012, 4, 17), 5, false), Some(day(2012, 4, 24)));
        assert_eq!(working_days(day(2012, 4, 21), 1, true), Some(day(2012, 4, 23)));
    }
}
