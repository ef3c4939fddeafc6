//! Marks and counts of a part that the round leaves out (省去的步骤): nothing rests on them, which is pointed out once a part.

use super::rules::{Rule, holds};
use crate::problem::{Place, Problem};
use crate::round::Round;

/// Reports what is entered for nothing: the first row of each part, and how many they are.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    for (step, what, rows) in entered(round) {
        if holds(&round.plan, step) {
            continue;
        }
        let count = rows.len();
        let Some(first) = rows.into_iter().next() else { continue };
        let origin = Rule::LeftOut.of(&round.plan).origin();
        let others = if count > 1 { format!("，这样的有{count}行") } else { String::new() };
        let message = format!("本轮不举行{step}（{origin}），{what}没有用{others}");
        let advice = format!("举行了{step}的，请在方案的“省去的步骤”里删去“{step}”；没有举行的，请清空。");
        problems.push(Problem::warning("not-held", first, message).advice(advice));
    }
}

/// What is entered for each part that may be left out, by its places.
fn entered(round: &Round) -> [(&'static str, &'static str, Vec<Place>); 4] {
    let marks = || round.applicants.iter().map(|applicant| &applicant.marks);
    let interviewed = |own: &crate::round::Marks| {
        let judged = own.judged.as_ref().filter(|judged| !judged.marks.is_empty()).map(|judged| judged.at.clone());
        own.interview.as_ref().map(|mark| mark.at.clone()).or(judged)
    };
    [
        ("笔试", "笔试成绩", marks().filter_map(|own| Some(own.written.as_ref()?.at.clone())).collect()),
        ("面试", "面试成绩", marks().filter_map(interviewed).collect()),
        ("民主测评", "民主测评的票数", round.evaluations.iter().map(|row| row.at.clone()).collect()),
        ("票决", "票决的票数", round.votes.iter().map(|row| row.at.clone()).collect()),
    ]
}
