//! Days of the round that contradict each other: a step before the one it rests on. Nothing is decided by it; it is pointed out.

use chrono::NaiveDate;

use super::order::name;
use super::rules::holds;
use crate::language::date::{DateStyle, PartialDate};
use crate::problem::{Place, Problem};
use crate::round::{PostId, Round};

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
