//! Days of the round that contradict each other: a step before the one it rests on. Nothing is decided by it; it is pointed out.

use chrono::NaiveDate;

use super::far_days;
use super::order::name;
use super::publicity::publicity;
use super::written_dates;
use crate::language::date::{PartialDate, prose};
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

/// Days that are printed on documents, and what must not come before what: the earlier, the later, what must be held.
const PRINTED: &[(&str, &str, &str)] = &[
    ("动员会时间", "报名开始", "动员部署"),
    ("实施方案印发日期", "报名开始", ""),
    ("简章日期", "报名开始", ""),
    ("实施方案印发日期", "简章日期", ""),
    ("报名截止", "合格人员公示日期", ""),
    ("合格人员公示日期", "合格人员公示时间", ""),
    ("合格人员公示日期", "笔试时间", "笔试"),
    ("合格人员公示日期", "面试时间", "面试"),
    ("报名截止", "取消职位通知日期", ""),
    ("笔试时间", "成绩公示日期", "笔试"),
    ("面试时间", "成绩公示日期", "面试"),
    ("报名截止", "考察预告日期", ""),
    ("笔试时间", "考察预告日期", "笔试"),
    ("面试时间", "考察预告日期", "面试"),
    ("成绩公示日期", "考察预告日期", ""),
    ("报名截止", "合格人员公示时间", ""),
    ("笔试时间", "成绩公示时间", "笔试"),
    ("面试时间", "成绩公示时间", "面试"),
    ("成绩公示日期", "成绩公示时间", ""),
    ("考察预告日期", "测评日期", "民主测评"),
    ("票决日期", "任前公示日期", "票决"),
    ("任前公示日期", "公示开始", "任前公示"),
];

/// Days in the sheets and what of the plan they must not come before, or not after. Of 票决日期 the post's own counts, where it has one.
const ROWS: &[(&str, Side, &str)] = &[
    ("审查日期", Side::NotAfter, "合格人员公示日期"),
    ("审查日期", Side::NotBefore, "报名开始"),
    ("测评日期", Side::NotBefore, "报名截止"),
    ("谈话日期", Side::NotBefore, "报名截止"),
    ("谈话日期", Side::NotAfter, "票决日期"),
    ("考察日期", Side::NotBefore, "报名截止"),
    ("考察日期", Side::NotAfter, "票决日期"),
    ("票决日期", Side::NotBefore, "报名截止"),
    ("任职日期", Side::NotBefore, "报名截止"),
    ("任职日期", Side::NotBefore, "公示结果报告日期"),
];

/// On which side of another a day must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    NotBefore,
    NotAfter,
}

/// Where a setting stands, for problems about it.
pub(super) fn place_of(round: &Round, item: &str) -> Place {
    round.plan.place(item, &Place::sheet(&round.workbook, "方案"))
}

/// Reports what comes before what it rests on.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    pair(round, "报名截止", "改报截止", problems);
    let held = |step: &str| step.is_empty() || round.plan.holds(step);
    let steps: Vec<&str> =
        STEPS.iter().filter(|(item, step)| held(step) && day(round, item).is_some()).map(|(item, _)| *item).collect();
    for (first, last) in steps.iter().zip(steps.iter().skip(1)) {
        pair(round, first, last, problems);
    }
    // Of a day that is before several others, the first of them is said.
    let mut told: Vec<&str> = Vec::new();
    for (first, last, _) in PRINTED.iter().filter(|(.., step)| held(step)) {
        if !told.contains(last) && pair(round, first, last, problems) {
            told.push(last);
        }
    }
    published(round, problems);
    meetings(round, problems);
    held_on_another_day(round, problems);
    rows(round, problems);
    written_dates::report(round, problems);
    far_days::report(round, problems);
}

/// A report on the publication that is dated before the names have hung out long enough.
fn published(round: &Round, problems: &mut Vec<Problem>) {
    const ITEM: &str = "公示结果报告日期";
    let (Some(date), Some(publicity)) = (day(round, ITEM), publicity(round)) else { return };
    if date <= publicity.to {
        let message = format!("“{ITEM}”不晚于公示期满的{}", publicity.end());
        let problem = Problem::warning("dates", place_of(round, ITEM), message).found(prose(date));
        problems.push(problem.advice("公示期满才能报告结果：请核对两个日期。"));
    }
}

/// Days of the plan on which, by the sheets of counts, nothing was held: some documents print the one, some the other.
fn held_on_another_day(round: &Round, problems: &mut Vec<Problem>) {
    // Further batches have other days.
    let counts = round.evaluations.iter().filter(|row| row.batch <= 1);
    let counts = counts.map(|row| (row.cells.at(&row.at, "测评日期"), row.person, row.date));
    let votes = round.votes.iter().map(|row| (row.cells.at(&row.at, "票决日期"), row.person, row.date));
    let sheets: [(&str, &str, Vec<Dated>); 2] =
        [("测评日期", "民主测评", counts.collect()), ("票决日期", "票决", votes.collect())];
    for (item, step, rows) in sheets {
        let Some(planned) = round.plan.date(item).filter(|_| round.plan.holds(step)) else { continue };
        let rows: Vec<_> = rows.into_iter().filter_map(|(at, person, date)| Some((at, person, date?))).collect();
        let Some((at, person, date)) = rows.first().filter(|_| rows.iter().all(|(.., date)| *date != planned)) else {
            continue;
        };
        let message = format!("与方案的“{item}”{}不同", prose(planned));
        problems.push(
            Problem::warning("dates", at.clone(), message)
                .found(prose(*date))
                .advice("有的文书印方案的日期，有的印这一天：请核对，改成一致。")
                .about(name(round, *person)),
        );
    }
}

/// A row: its cell, whom it is about, its day.
type Dated = (Place, PersonId, Option<NaiveDate>);

/// What is dated on the wrong side of a day of the plan, sheet by sheet: the first row of each, and how many they are.
fn rows(round: &Round, problems: &mut Vec<Problem>) {
    let mut told: Vec<&str> = Vec::new();
    for (what, side, item) in ROWS {
        if told.contains(what) {
            continue;
        }
        let wrong = |(at, person, date): Dated| {
            let (date, bound) = (date?, bound(round, item, person)?);
            let is_wrong = if *side == Side::NotBefore { date < bound } else { date > bound };
            is_wrong.then_some((at, person, date, bound))
        };
        let mut wrong = dated(round, what).into_iter().filter_map(wrong);
        let Some((at, person, date, bound)) = wrong.next() else { continue };
        told.push(what);
        let others = match wrong.count() {
            0 => String::new(),
            more => format!("，另有{more}行也是"),
        };
        let side = if *side == Side::NotBefore { "早于" } else { "晚于" };
        problems.push(
            Problem::warning("dates", at, format!("{what}{side}{item}的{}{others}", prose(bound)))
                .found(prose(date))
                .advice("请核对两个日期。")
                .about(name(round, person)),
        );
    }
}

/// The rows of the sheet that has a day, each with its day.
fn dated(round: &Round, what: &str) -> Vec<Dated> {
    match what {
        "审查日期" => {
            let reviews = round.people().filter_map(|id| Some((id, round.applicant(id)?.review.as_ref()?)));
            reviews.map(|(id, own)| (own.at.clone(), id, own.date)).collect()
        }
        "测评日期" => {
            round.evaluations.iter().map(|row| (row.cells.at(&row.at, what), row.person, row.date)).collect()
        }
        "谈话日期" => round.talks.iter().map(|row| (row.at.clone(), row.person, row.date)).collect(),
        "考察日期" => round.inspections.iter().map(|row| (row.at.clone(), row.person, row.date)).collect(),
        "票决日期" => round.votes.iter().map(|row| (row.cells.at(&row.at, what), row.person, row.date)).collect(),
        "任职日期" => round.appointments.iter().map(|row| (row.at.clone(), row.person, row.date)).collect(),
        _ => Vec::new(),
    }
}

/// The day of the plan that somebody's rows are held against; nothing where the step is not held.
fn bound(round: &Round, item: &str, person: PersonId) -> Option<NaiveDate> {
    if item != "票决日期" {
        return day(round, item);
    }
    // Of several ballots the last one counts. Where others have been voted on, somebody new is at a later meeting.
    let own = || round.votes.iter().filter(|row| row.person == person);
    let known = round.votes.is_empty() || own().next().is_some();
    let last = own().filter_map(|row| row.date).max().or_else(|| day(round, item));
    last.filter(|_| known && round.plan.holds("票决"))
}

/// Reports the later of two days that is before the earlier; tells whether it is.
fn pair(round: &Round, first: &str, last: &str, problems: &mut Vec<Problem>) -> bool {
    if let (Some(from), Some(to)) = (day(round, first), day(round, last))
        && to < from
    {
        problems.push(
            Problem::warning("dates", place_of(round, last), format!("“{last}”早于“{first}”"))
                .found(prose(to))
                .advice("请核对两个日期。"),
        );
        return true;
    }
    false
}

/// The day of an item; of a time that is printed as it stands (2024年3月30日上午8:30), the day it begins with.
pub(super) fn day(round: &Round, item: &str) -> Option<NaiveDate> {
    let printed = || round.plan.printed(item).map_or("", |(text, _)| text);
    round.plan.date(item).or_else(|| {
        let text = Some(round.plan.text(item)).filter(|text| !text.is_empty()).unwrap_or_else(printed);
        let (day, _) = text.split_once('日')?;
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
        let evaluated = evaluated.filter(|_| round.plan.holds("民主测评"));
        let published = round.plan.date("公示开始").filter(|_| round.plan.holds("任前公示"));
        let (message, advice) = match (evaluated, published) {
            (Some(evaluated), _) if voted < evaluated => {
                (format!("票决早于民主测评的{}", prose(evaluated)), "请核对两个日期。")
            }
            (_, Some(published)) if voted > published => (
                format!("票决晚于公示开始的{}", prose(published)),
                "请核对两个日期；分几次会议票决的，公示要在最后一次以后。",
            ),
            _ => continue,
        };
        told.push(row.post);
        problems.push(
            Problem::warning("dates", row.cells.at(&row.at, "票决日期"), message)
                .found(prose(voted))
                .advice(advice)
                .about(name(round, row.person)),
        );
    }
}
