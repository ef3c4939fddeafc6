//! 本人放弃: whoever gives up takes no further part from the step named on (退出步骤); what was decided before it stays as it was.
//!
//! Each step asks here: 资格审查 and 考试 take such a person for one who does not come, 组织考察 lets the next take the place,
//! 讨论决定 votes on the others, 公示聘任 appoints nobody instead.

use super::order::name;
use super::{Decisions, PostEvaluation, Shortlist, Standing, Verdict};
use crate::problem::Problem;
use crate::round::{Applicant, Conclusion, PersonId, Publication, Round, Score, Withdrawal, WithdrawnIn};

/// What is written of somebody's giving up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given<'a> {
    /// Nothing.
    Nothing,
    /// In a step.
    In(WithdrawnIn, &'a Withdrawal),
    /// What is written names no step, or the 资格审查 sheet says another: nobody can say in which.
    Open,
}

/// What is written in the row of an applicant, beside the 资格审查 sheet.
pub(super) fn given(applicant: &Applicant) -> Given<'_> {
    let reviewed = applicant.review.as_ref().and_then(|review| review.conclusion.as_ref());
    let reviewed = reviewed.is_some_and(|given| given.value == Conclusion::Withdrawn);
    match &applicant.withdrawal {
        None => Given::Nothing,
        Some(own) => match own.step {
            Some(WithdrawnIn::Review) if reviewed => Given::Nothing,
            // The reason of what the 资格审查 sheet says.
            None if reviewed && !own.written => Given::Nothing,
            Some(step) if !reviewed => Given::In(step, own),
            _ => Given::Open,
        },
    }
}

/// The step somebody gave up in, as far as it is known.
pub(crate) fn withdrawn_in(round: &Round, person: PersonId) -> Option<WithdrawnIn> {
    use WithdrawnIn::{Appointment, Decision, Examination, Inspection, Review};
    let steps = [Review, Examination, Inspection, Decision, Appointment];
    steps.into_iter().find(|step| withdrew(round, person, *step))
}

/// Whether somebody gave up in a step; that a 拟聘任人选 did, the 任用 sheet may say as well (公示结果).
pub(super) fn withdrew(round: &Round, person: PersonId, step: WithdrawnIn) -> bool {
    let Some(applicant) = round.applicant(person) else { return false };
    match given(applicant) {
        Given::In(own, _) => own == step,
        Given::Open => false,
        Given::Nothing => {
            let of = |own: &&crate::round::Appointment| own.person == person;
            step == WithdrawnIn::Appointment
                && round.appointments.iter().filter(of).any(|own| own.publication == Some(Publication::Withdrawn))
        }
    }
}

/// Whether somebody who gave up in 组织考察 is no longer evaluated: where the votes are counted already, they stay.
pub(super) fn leaves_shortlist(round: &Round, person: PersonId) -> bool {
    let counted = round.plan.holds("民主测评") && round.evaluations.iter().any(|own| own.person == person);
    !counted && withdrew(round, person, WithdrawnIn::Inspection)
}

/// 组织考察环节本人放弃（原因）: how it is told to those who work on the round.
pub(super) fn told(round: &Round, person: PersonId, step: WithdrawnIn) -> String {
    let reason = round.applicant(person).and_then(|own| own.withdrawal.as_ref()).map_or("", |own| own.reason.as_str());
    let reason = if reason.is_empty() { String::new() } else { format!("（{reason}）") };
    format!("{}环节本人放弃{reason}", step.as_str())
}

/// The rule of a withdrawal.
pub(super) const RULE: &str = "“报名”表的退出步骤：以前各步的结果不变";

/// Reports what contradicts a withdrawal: another one, and what is entered for the steps after it. Votes for somebody who was no
/// longer voted on are told where they are counted.
pub(super) fn report(round: &Round, decisions: &Decisions, problems: &mut Vec<Problem>) {
    for person in round.people() {
        let Some(applicant) = round.applicant(person) else { continue };
        let Some(own) = &applicant.withdrawal else { continue };
        let found = match (given(applicant), own.step) {
            (Given::Open, Some(step)) => Some(Problem::error(
                "withdrawal",
                own.at.clone(),
                format!("审查结论已经是本人放弃，又写了退出步骤“{}”，不知道在哪一步放弃", step.as_str()),
            )),
            (Given::Open, None) if !own.written => Some(
                Problem::error("withdrawal", own.at.clone(), "填了退出原因，没有填退出步骤，不知道在哪一步放弃")
                    .found(own.reason.clone()),
            ),
            (Given::In(step, _), _) => contradiction(round, decisions, person, step).map(|message| {
                let told = Problem::warning("withdrawal", own.at.clone(), message);
                told.found(step.as_str())
            }),
            _ => None,
        };
        problems.extend(found.map(|problem| {
            problem.advice("请核对在哪一步放弃，填在“退出步骤”里；没有放弃的，请清空。").about(name(round, person))
        }));
    }
}

/// What does not go with somebody's giving up in a step: the person had not come as far, or had gone further.
fn contradiction(round: &Round, decisions: &Decisions, person: PersonId, step: WithdrawnIn) -> Option<String> {
    let out = decisions.eligibility(person).is_some_and(|own| own.verdict == Verdict::Ineligible);
    if step == WithdrawnIn::Review {
        // Marks of somebody who withdrew before are told with the review.
        return None;
    }
    let standing = decisions.examination(person).map(|own| own.standing);
    if out || standing == Some(Standing::NotAdmitted) {
        return Some("此人没有通过资格审查，没有参加后面的步骤，退出步骤不起作用".to_owned());
    }
    if step == WithdrawnIn::Examination {
        return finished(round, person)
            .then(|| "在考试中放弃，却有全部成绩，按本人放弃不排名；成绩公布以后放弃的，填组织考察".to_owned());
    }
    let post = decisions.post(person)?;
    let list: &Shortlist = decisions.shortlists.get(post.0)?;
    if !list.complete {
        return None;
    }
    let ranked = standing == Some(Standing::Ranked) || standing == Some(Standing::NotHeld);
    let evaluation: &PostEvaluation = decisions.evaluations.posts.get(post.0)?;
    match step {
        WithdrawnIn::Inspection if standing == Some(Standing::FailedTotal) => {
            Some("此人综合成绩不合格，没有进入组织考察，退出步骤不起作用".to_owned())
        }
        WithdrawnIn::Inspection => (!ranked).then(|| "此人没有综合成绩，没有进入组织考察，退出步骤不起作用".to_owned()),
        WithdrawnIn::Decision => (evaluation.complete && !evaluation.passed.contains(&person))
            .then(|| "此人不在通过民主测评的差额人选之列，不在讨论决定之中，退出步骤不起作用".to_owned()),
        _ => {
            let vote = decisions.votes.get(post.0)?;
            let decided = vote.stopped.is_none() && (vote.held || !vote.winners.is_empty());
            (decided && vote.winners.iter().all(|winner| winner.person != person))
                .then(|| "此人不是拟聘任人选，不在公示聘任之中，退出步骤不起作用".to_owned())
        }
    }
}

/// Whether somebody has the mark of the last part of the examination that the round holds.
fn finished(round: &Round, person: PersonId) -> bool {
    let Some(marks) = round.applicant(person).map(|own| &own.marks) else { return false };
    let points = |mark: &Option<crate::round::Located<Score>>| {
        mark.as_ref().is_some_and(|mark| matches!(mark.value, Score::Points(_)))
    };
    if round.plan.holds("面试") {
        let judged = marks.judged.as_ref().is_some_and(|judged| !judged.marks.is_empty());
        return points(&marks.interview) || judged;
    }
    round.plan.holds("笔试") && points(&marks.written)
}
