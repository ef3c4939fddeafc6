//! Marks and counts of a part that the round leaves out (省去的步骤): nothing rests on them, which is pointed out once a part.

use super::dates::place_of;
use super::order::name;
use super::rules::{Rule, tie_part, without};
use crate::problem::{Place, Problem};
use crate::round::{Appointment, Inspection, Publication, Round};

/// Reports what is entered for nothing: the first row of each part, and how many they are.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    ties(round, problems);
    pass_marks(round, problems);
    objections(round, problems);
    for (step, what, rows) in entered(round) {
        if round.plan.holds(step) {
            continue;
        }
        let count = rows.len();
        let Some(first) = rows.into_iter().next() else { continue };
        let origin = Rule::LeftOut.of(&round.plan).origin();
        let others = if count > 1 { format!("，这样的有{count}行") } else { String::new() };
        let without = without(&[step]);
        let message = format!("本轮{without}（{origin}），{what}没有用{others}");
        let advice = format!("不是{without}的，请在方案的“省去的步骤”里删去“{step}”；确实没有的，请清空。");
        problems.push(Problem::warning("not-held", first, message).advice(advice));
    }
}

/// A word of 同分处理 that goes by a part of the examination which is not held.
fn ties(round: &Round, problems: &mut Vec<Problem>) {
    let plan = &round.plan;
    for word in plan.names("同分处理") {
        let Some(part) = tie_part(plan, word) else { continue };
        let message = format!("本轮不举行{part}（{}），“{word}”没有用，也不印", Rule::LeftOut.of(plan).origin());
        let advice = format!("请从“同分处理”里删去；举行了{part}的，请在方案的“省去的步骤”里删去“{part}”。");
        problems.push(Problem::warning("not-held", place_of(round, "同分处理"), message).found(word).advice(advice));
    }
}

/// A pass mark of what is not held.
fn pass_marks(round: &Round, problems: &mut Vec<Problem>) {
    let plan = &round.plan;
    let parts = [("面试", plan.holds("面试"), "不举行面试"), ("综合成绩", plan.examines(), "不考试")];
    for (part, held, without) in parts {
        let item = format!("{part}合格线");
        if held || plan.pass_mark(part).is_none() {
            continue;
        }
        let message = format!("本轮{without}（{}），“{item}”没有用，也不印", Rule::LeftOut.of(plan).origin());
        let advice = "请清空这一格；举行了的，请在方案的“省去的步骤”里改正。";
        problems.push(Problem::warning("not-held", place_of(round, &item), message).advice(advice));
    }
}

/// An objection upheld, though the names did not hang out: whether the person may be appointed is not for the program to say.
fn objections(round: &Round, problems: &mut Vec<Problem>) {
    if round.plan.holds("任前公示") {
        return;
    }
    for own in round.appointments.iter().filter(|own| own.publication == Some(Publication::ObjectionUpheld)) {
        let origin = Rule::LeftOut.of(&round.plan).origin();
        let message = format!("本轮不举行任前公示（{origin}），却填了公示有异议影响任用，此人先不任用");
        let advice = "举行了任前公示的，请在方案的“省去的步骤”里删去“任前公示”；没有举行的，请清空公示结果。";
        let problem = Problem::warning("not-held", own.at.clone(), message).advice(advice);
        problems.push(problem.about(name(round, own.person)));
    }
}

/// What is entered for each part that may be left out, by its places.
fn entered(round: &Round) -> [(&'static str, &'static str, Vec<Place>); 7] {
    let marks = || round.applicants.iter().map(|applicant| &applicant.marks);
    let interviewed = |own: &crate::round::Marks| {
        let judged = own.judged.as_ref().filter(|judged| !judged.marks.is_empty()).map(|judged| judged.at.clone());
        own.interview.as_ref().map(|mark| mark.at.clone()).or(judged)
    };
    // A row that only says who is inspected names the candidates of a round without examination.
    let written = |own: &&Inspection| !own.aspects.is_empty() || !own.opinion.is_empty();
    // Who gives up after the vote may say so there, whether the names hang out or not.
    let published = |own: &&Appointment| {
        matches!(own.publication, Some(Publication::NoObjection | Publication::ObjectionDismissed))
    };
    [
        ("笔试", "笔试成绩", marks().filter_map(|own| Some(own.written.as_ref()?.at.clone())).collect()),
        ("面试", "面试成绩", marks().filter_map(interviewed).collect()),
        ("民主测评", "民主测评的票数", round.evaluations.iter().map(|row| row.at.clone()).collect()),
        ("个别谈话", "谈话记录", round.talks.iter().map(|row| row.at.clone()).collect()),
        ("考察材料", "“考察”表写的评价", round.inspections.iter().filter(written).map(|row| row.at.clone()).collect()),
        ("票决", "票决的票数", round.votes.iter().map(|row| row.at.clone()).collect()),
        ("任前公示", "公示结果", round.appointments.iter().filter(published).map(|row| row.at.clone()).collect()),
    ]
}
