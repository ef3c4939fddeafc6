//! 聘期 and 试用期 as the office has written them in columns of its own (聘期起止, 聘任期限, 聘期截止), compared with those that follow from the
//! plan: two terms for one person, and the papers would print the other one. What prints the term waits.

use chrono::NaiveDate;

use super::appointment::{cleared, term};
use super::order::name;
use super::rules::Rule;
use crate::language::date::{PartialDate, prose};
use crate::language::period::span;
use crate::problem::Problem;
use crate::round::{Appointment, Plan, Publication, Round, StatedTerm, VoteCount};

/// The first column that contradicts the plan's term, and what follows from the plan.
pub fn contradicted<'a>(
    plan: &Plan,
    appointment: &'a Appointment,
    vote: Option<&VoteCount>,
) -> Option<(&'a StatedTerm, String)> {
    appointment.stated.iter().find_map(|own| Some((own, differs(plan, appointment, own, vote)?)))
}

/// What follows from the plan, if it is something else.
fn differs(plan: &Plan, appointment: &Appointment, own: &StatedTerm, vote: Option<&VoteCount>) -> Option<String> {
    let rule = if own.trial { Rule::Trial } else { Rule::Term };
    if rule.unread(plan).is_some() {
        return None;
    }
    let months =
        if own.trial { plan.months("试用期年数") } else { plan.count("聘期年数").max(1).saturating_mul(12) };
    if own.months.is_some_and(|stated| stated != months) {
        let (item, what) = if own.trial { ("试用期年数", "试用期") } else { ("聘期年数", "聘期") };
        let told = if months == 0 { "没有试用期".to_owned() } else { format!("{what}是{}", span(months)) };
        return Some(format!("按方案的“{item}”，{told}"));
    }
    if own.from.is_none() && own.to.is_none() {
        return None;
    }
    if own.trial && months == 0 {
        return Some("按方案的“试用期年数”，没有试用期".to_owned());
    }
    let term = term(plan, appointment, vote)?;
    let (from, to) = if own.trial { (term.trial_from?, term.trial?) } else { (term.from, term.to) };
    let same = |stated: Option<PartialDate>, day: NaiveDate| {
        stated.is_none_or(|stated| {
            stated.first_day().is_some_and(|first| first <= day) && stated.last_day().is_some_and(|last| day <= last)
        })
    };
    // A term by its months may end with the month before the one in which its last day lies.
    let ends = |day: NaiveDate| {
        let month_before = day.checked_sub_months(chrono::Months::new(1));
        let by_months = own.to.is_some_and(|stated| stated.day().is_none());
        same(own.to, day) || by_months && month_before.is_some_and(|day| same(own.to, day))
    };
    // 聘任时间 may as well be the day of the appointment.
    let appointed = own.to.is_none() && appointment.date.is_some_and(|date| same(own.from, date));
    let what = if own.trial { "试用期" } else { "聘期" };
    (!appointed && (!same(own.from, from) || !ends(to)))
        .then(|| format!("按方案算，{what}从{}至{}", prose(from), prose(to)))
}

/// Reports them.
pub(super) fn report(round: &Round, appointment: &Appointment, vote: Option<&VoteCount>, problems: &mut Vec<Problem>) {
    if matches!(appointment.publication, Some(Publication::ObjectionUpheld | Publication::Withdrawn)) {
        return;
    }
    for own in &appointment.stated {
        let Some(told) = differs(&round.plan, appointment, own, vote) else { continue };
        let dated = appointment.date.is_some() && cleared(&round.plan, appointment);
        let waits = if dated { "，印聘期的文书先不做" } else { "" };
        problems.push(
            Problem::error(
                "appointment-differs",
                own.at.clone(),
                format!("“{}”与程序算出的不同：{told}{waits}", own.header),
            )
            .found(own.found.replace('\n', " "))
            .advice("这一格或者任职日期填错的请改正；都对的，请改方案的“聘期年数”“聘期起算”“期满日”“试用期年数”。")
            .about(name(round, appointment.person)),
        );
    }
}
