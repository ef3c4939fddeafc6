//! What papers that go out print of the plan, and the plan does not say: they are made all the same, with a place to be filled in by
//! hand, and nobody is to find that out at the notice board.

use super::dates::place_of;
use super::order::PeopleOrder;
use super::{Decisions, Verdict, appointment};
use crate::language::document_number::tidy;
use crate::problem::Problem;
use crate::round::{ASPECTS, Inspection, PersonId, Round};

/// The telephones of supervision (监督电话), which every published paper has.
pub(super) const SUPERVISION: [&str; 3] = ["区纪检监察部门监督电话", "区组织人社部门监督电话", "本单位监督电话"];

/// Reports them, paper by paper, once a paper is called for.
pub(super) fn report(round: &Round, decisions: &Decisions, problems: &mut Vec<Problem>) {
    if !round.has_sheet("方案") {
        return;
    }
    let plan = &round.plan;
    let chosen = decisions.votes.iter().any(|vote| !vote.winners.is_empty());
    let voted = chosen || decisions.votes.iter().any(|vote| vote.held);
    if !round.posts.is_empty() {
        let blank = "印“另行通知”或者空着";
        items(round, "简章", &["报名截止", "报名地点"], blank, problems);
        items(round, "简章和各种公示、预告", &SUPERVISION, "不写", problems);
    }
    let placed = decisions.unplaced.iter().all(Option::is_none);
    let reviewed = placed && !decisions.eligibility.iter().any(|own| decisions.awaits_review(own));
    if reviewed && decisions.eligibility.iter().any(|own| own.verdict == Verdict::Eligible) {
        items(round, "合格人员名单公示", &["合格人员公示时间"], BLANK, problems);
    }
    let sat = decisions.examination.iter().any(|own| own.total.is_some());
    let waiting = decisions.examination.iter().any(|own| own.standing.is_waiting());
    if plan.examines() && sat && !waiting && placed {
        items(round, "成绩公示", &["成绩公示时间"], BLANK, problems);
    }
    if voted {
        let dated = round.votes.iter().any(|vote| vote.date.is_some());
        let wanted = ["票决日期", "会议地点", "会议主持", "会议出席"];
        let wanted: Vec<&str> = wanted.into_iter().filter(|item| !dated || *item != "票决日期").collect();
        items(round, "会议纪要", &wanted, BLANK, problems);
    }
    if chosen && plan.holds("任前公示") {
        items(round, "任前公示", &["公示开始"], "公示的起止日期空着", problems);
    }
    unwritten(round, decisions, voted, problems);
    unnumbered(round, decisions, problems);
}

const BLANK: &str = "空着";

/// The items of one paper that nothing is given for.
fn items(round: &Round, paper: &str, wanted: &[&str], shown: &str, problems: &mut Vec<Problem>) {
    let plan = &round.plan;
    let given = |item: &str| plan.get(item).is_some() || plan.printed(item).is_some();
    let missing: Vec<&str> = wanted.iter().copied().filter(|item| !given(item)).collect();
    let Some(first) = missing.first() else { return };
    let message = format!("方案没有填“{}”，{paper}上{shown}", missing.join("”“"));
    problems.push(
        Problem::warning("blank-item", place_of(round, first), message)
            .advice("请在“方案”表里填写，再做文书；打算印出来手填的不用管。"),
    );
}

/// 考察材料 with nothing to be printed under some of its heads, once others are written or the vote is over.
fn unwritten(round: &Round, decisions: &Decisions, voted: bool, problems: &mut Vec<Problem>) {
    if !round.plan.holds("考察材料") {
        return;
    }
    let missing = |own: &Inspection| -> Vec<&str> {
        let said = |aspect: &str| own.aspects.iter().any(|(name, text)| *name == aspect && !text.is_empty());
        let aspects = ASPECTS.into_iter().filter(|aspect| !said(aspect));
        aspects.chain(own.opinion.is_empty().then_some("考察组意见")).collect()
    };
    let candidate = |own: &&Inspection| {
        decisions.evaluations.posts.iter().any(|post| post.ballots.iter().any(|ballot| ballot.person == own.person))
    };
    let begun = round.inspections.iter().any(|own| missing(own).len() <= ASPECTS.len());
    if !(begun || voted) {
        return;
    }
    // Those who lack the same are told together, at the first of them.
    let mut told: Vec<(Vec<&str>, Vec<&Inspection>)> = Vec::new();
    for own in round.inspections.iter().filter(candidate) {
        let heads = missing(own);
        match told.iter_mut().find(|(same, _)| *same == heads) {
            _ if heads.is_empty() => {}
            Some((_, rows)) => rows.push(own),
            None => told.push((heads, vec![own])),
        }
    }
    for (heads, rows) in &told {
        let Some(first) = rows.first() else { continue };
        let people: Vec<PersonId> = rows.iter().map(|own| own.person).collect();
        let names = PeopleOrder::of(round).some_names(&people);
        let message = format!("没有填“{}”，{names}的考察材料上这些地方空着", heads.join("”“"));
        problems.push(
            Problem::warning("blank-item", first.at.clone(), message)
                .advice("请在“考察”表里填写，再做文书；打算印出来手填的不用管。"),
        );
    }
}

/// Notices of appointment without a number.
fn unnumbered(round: &Round, decisions: &Decisions, problems: &mut Vec<Problem>) {
    let placed = |person: PersonId| decisions.placements.get(&person).is_some_and(|own| own.appointment.is_some());
    let open: Vec<_> = round
        .appointments
        .iter()
        .filter(|own| own.date.is_some() && tidy(&own.document).is_empty() && placed(own.person))
        .filter(|own| appointment::cleared(&round.plan, own))
        .collect();
    let Some(first) = open.first() else { return };
    let people: Vec<PersonId> = open.iter().map(|own| own.person).collect();
    let names = PeopleOrder::of(round).some_names(&people);
    let message = format!("填了任职日期，没有填任职文号，{names}的任职通知上文号空着");
    problems.push(
        Problem::warning("blank-item", first.at.clone(), message)
            .advice("请在“任用”表的“任职文号”列填写；同一份通知的几个人填同一个文号。"),
    );
}
