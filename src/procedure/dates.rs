//! Days of the round that contradict each other: a step before the one it rests on. Nothing is decided by it; it is pointed out.

use chrono::NaiveDate;

use super::order::name;
use super::rules::holds;
use crate::language::date::{DateStyle, PartialDate};
use crate::problem::{Place, Problem};
use crate::round::{PersonId, PostId, Round};

/// The steps of a round that have a day in the plan, in their order, and what must be held for them to have one.
const STEPS: &[(&str, &str)] = &[
    ("报名开始", ""),
    ("报名截止", ""),
    ("笔试时间", "笔试"),
    ("面试时间", "面试"),
    ("测评日期", "民主测评"),
    ("票决日期", "票决"),
    ("公示开始", "任前公示"),
];

/// Where a setting stands, for problems about it.
pub(super) fn place_of(round: &Round, item: &str) -> Place {
    round.plan.place(item, &Place::sheet(&round.workbook, "方案"))
}

/// Reports what comes before what it rests on.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    pair(round, "报名截止", "改报截止", problems);
    let held = |step: &str| step.is_empty() || holds(&round.plan, step);
    let steps: Vec<&str> =
        STEPS.iter().filter(|(item, step)| held(step) && day(round, item).is_some()).map(|(item, _)| *item).collect();
    for (first, last) in steps.iter().zip(steps.iter().skip(1)) {
        pair(round, first, last, problems);
    }
    meetings(round, problems);
    early(round, problems);
}

/// A row: its cell, whom it is about, its day.
type Dated = (Place, PersonId, Option<NaiveDate>);

/// What is dated before the last day of 报名, sheet by sheet: the first row of each, and how many they are.
fn early(round: &Round, problems: &mut Vec<Problem>) {
    let Some(deadline) = round.plan.date("报名截止") else { return };
    let counts = round.evaluations.iter().map(|row| (row.cells.at(&row.at, "测评日期"), row.person, row.date));
    let votes = round.votes.iter().map(|row| (row.cells.at(&row.at, "票决日期"), row.person, row.date));
    let talks = round.talks.iter().map(|row| (row.at.clone(), row.person, row.date));
    let inspections = round.inspections.iter().map(|row| (row.at.clone(), row.person, row.date));
    let appointments = round.appointments.iter().map(|row| (row.at.clone(), row.person, row.date));
    let sheets: [(&str, Vec<Dated>); 5] = [
        ("测评日期", counts.collect()),
        ("谈话日期", talks.collect()),
        ("考察日期", inspections.collect()),
        ("票决日期", votes.collect()),
        ("任职日期", appointments.collect()),
    ];
    for (what, rows) in sheets {
        let rows: Vec<_> = rows.into_iter().filter_map(|(at, person, date)| Some((at, person, date?))).collect();
        let mut rows = rows.into_iter().filter(|(.., date)| *date < deadline);
        let Some((at, person, date)) = rows.next() else { continue };
        let others = match rows.count() {
            0 => String::new(),
            more => format!("，另有{more}行也是"),
        };
        let message = format!("{what}早于报名截止的{}{others}", prose(deadline));
        problems.push(
            Problem::warning("dates", at, message)
                .found(prose(date))
                .advice("请核对两个日期。")
                .about(name(round, person)),
        );
    }
}

fn pair(round: &Round, first: &str, last: &str, problems: &mut Vec<Problem>) {
    if let (Some(from), Some(to)) = (day(round, first), day(round, last))
        && to < from
    {
        problems.push(
            Problem::warning("dates", place_of(round, last), format!("“{last}”早于“{first}”"))
                .found(prose(to))
                .advice("请核对两个日期。"),
        );
    }
}

/// The day of an item; of a time that is printed as it stands (2024年3月30日上午8:30), the day it begins with.
fn day(round: &Round, item: &str) -> Option<NaiveDate> {
    round.plan.date(item).or_else(|| {
        let (day, _) = round.plan.text(item).split_once('日')?;
        format!("{day}日").parse::<PartialDate>().ok()?.exact()
    })
}

/// The days in the sheets of counts: each post may have a meeting of its own.
fn meetings(round: &Round, problems: &mut Vec<Problem>) {
    let mut told: Vec<PostId> = Vec::new();
    for row in &round.votes {
        let Some(voted) = row.date.filter(|_| !told.contains(&row.post)) else { continue };
        let evaluated = round.evaluations.iter().filter(|count| count.person == row.person && count.post == row.post);
        let evaluated = evaluated.filter_map(|count| count.date).max().or_else(|| round.plan.date("测评日期"));
        let evaluated = evaluated.filter(|_| holds(&round.plan, "民主测评"));
        let published = round.plan.date("公示开始").filter(|_| holds(&round.plan, "任前公示"));
        let message = match (evaluated, published) {
            (Some(evaluated), _) if voted < evaluated => format!("票决早于民主测评的{}", prose(evaluated)),
            (_, Some(published)) if voted > published => format!("票决晚于公示开始的{}", prose(published)),
            _ => continue,
        };
        told.push(row.post);
        problems.push(
            Problem::warning("dates", row.cells.at(&row.at, "票决日期"), message)
                .found(prose(voted))
                .advice("请核对两个日期；分几次会议票决的，公示要在最后一次以后。")
                .about(name(round, row.person)),
        );
    }
}

fn prose(day: NaiveDate) -> String {
    PartialDate::from(day).format(DateStyle::Prose)
}
