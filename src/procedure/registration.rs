//! 报名是否截止: the program has no clock, so what has been entered tells whether people may still come.
//!
//! A post that is short of people is cancelled once 报名 has ended, and not on its first day. It has ended when something is there
//! that only comes after it: an answer or a conclusion in 资格审查, the date of the notice that cancels posts, a 改报, an
//! application after 报名截止, a ticket, a mark, or a row of a later sheet. 政治表现 or 拟免职务 in the roster itself may have been written when
//! people applied.

use super::application::{Acceptance, Application, Applications, wanted};
use super::dates::day;
use super::eligibility::Verdict;
use super::rules::Rule;
use crate::problem::{Place, Problem};
use crate::round::{PersonId, Review, Round};

/// Whether 报名 has ended.
pub(super) fn has_ended(round: &Round) -> bool {
    let until = round.plan.date("报名截止");
    let apart = |at: &Place| !round.applicants.iter().any(|own| sheet(&own.at) == sheet(at));
    day(round, "取消职位通知日期").is_some()
        || !(round.evaluations.is_empty()
            && round.talks.is_empty()
            && !round.inspections.iter().any(|own| apart(&own.at))
            && !round.votes.iter().any(|own| apart(&own.at))
            && !round.appointments.iter().any(|own| apart(&own.at)))
        || round.applicants.iter().any(|applicant| {
            let marks = &applicant.marks;
            let applied = applicant.applied.as_ref().map(|applied| applied.value);
            applicant.review.as_ref().is_some_and(is_begun)
                || applicant.reapplied.is_some()
                || applied.zip(until).is_some_and(|(applied, until)| applied > until)
                || !marks.ticket.is_empty()
                || marks.written.is_some()
                || marks.interview.is_some()
                || marks.judged.is_some()
        })
}

/// The sheet of a place.
fn sheet(at: &Place) -> (&str, &str) {
    (&at.file, &at.sheet)
}

/// Whether the reviewer has written anything but names: rows may be laid out beforehand.
fn is_begun(review: &Review) -> bool {
    let answers = [
        review.employed,
        review.basic,
        review.recusal,
        review.avoidance,
        review.rotation,
        review.subject,
        review.specific,
        review.sanctioned,
    ];
    answers.iter().any(Option::is_some)
        || review.conclusion.is_some()
        || review.date.is_some()
        || !review.unread.is_empty()
}

/// Points out posts that have enough people only if those count who have withdrawn since. By default they do: they have applied.
pub(super) fn report_withdrawn(round: &Round, applications: &Applications, problems: &mut Vec<Problem>) {
    let plan = &round.plan;
    if plan.is("最少人数口径", "合格人数") || Rule::Minimum.unread(plan).is_some() {
        return;
    }
    for (id, post) in round.post_ids().zip(&round.posts) {
        let Ok(wanted) = wanted(plan, post) else { continue };
        let counts = |own: &&Application| own.first == Some(id) && own.acceptance == Acceptance::Accepted;
        let counted: Vec<&Application> = applications.people.iter().filter(counts).collect();
        let withdrawn: Vec<PersonId> = counted
            .iter()
            .map(|own| own.person)
            .filter(|person| {
                applications.eligibility.get(person.0).is_some_and(|own| own.verdict == Verdict::Withdrawn)
            })
            .collect();
        let Some(applicant) = withdrawn.first().and_then(|person| round.applicant(*person)) else { continue };
        if counted.len() < wanted || counted.len() - withdrawn.len() >= wanted {
            continue;
        }
        let at = applicant.review.as_ref().map_or(&applicant.at, |review| &review.at).clone();
        let (all, gone) = (counted.len(), withdrawn.len());
        let message = format!("“{}”报名{all}人，其中本人放弃的{gone}人仍计入报名人数，岗位不取消", post.name);
        let problem = Problem::warning("withdrawn-counted", at, message);
        let advice =
            "报名截止以前撤回、不算报名的，请在“报名”表里删去这一行；只算合格人数的，请填方案的“最少人数口径”。";
        problems.push(problem.advice(advice).about(applicant.name.as_str()));
    }
}

/// Points out those who came too late: where the day was put off, the plan must say so.
pub(super) fn report_late(round: &Round, applications: &Applications, problems: &mut Vec<Problem>) {
    let late: Vec<&Application> = applications.people.iter().filter(|own| own.acceptance == Acceptance::Late).collect();
    let Some(first) = late.first().and_then(|own| round.applicant(own.person)) else { return };
    let names: Vec<&str> =
        late.iter().take(3).filter_map(|own| Some(round.applicant(own.person)?.name.as_str())).collect();
    let more = if late.len() > names.len() { format!("等{}人", late.len()) } else { String::new() };
    let message = format!("{}{more}的报名时间在报名截止以后，逾期不予受理", names.join("、"));
    let problem = Problem::warning("late-application", first.at.clone(), message);
    problems.push(problem.advice("报名延长过、岗位重新公告过的，请改方案的“报名截止”；报名时间写错的请改正。"));
}
