//! What is entered in later steps about posts that were cancelled (取消的岗位): it counts for nothing, and the cause is told, once a
//! sheet and post.

use std::collections::BTreeMap;

use super::Applications;
use super::application::is_cancelled;
use super::order::name;
use crate::problem::{Place, Problem};
use crate::round::{PersonId, PostId, Round, Score};

/// Reports it.
pub(super) fn report(round: &Round, applications: &Applications, problems: &mut Vec<Problem>) {
    let cancelled = &applications.cancelled;
    let evaluations = round.evaluations.iter().map(|row| (row.post, &row.at));
    let votes = round.votes.iter().map(|row| (row.post, &row.at));
    let appointments = round.appointments.iter().map(|row| (row.post, &row.at));
    let sheets: [(&str, Vec<(PostId, &Place)>); 3] =
        [("测评票数", evaluations.collect()), ("票决票数", votes.collect()), ("任用人员", appointments.collect())];
    for (index, cancellation) in cancelled.iter().enumerate() {
        let Some(cancellation) = cancellation else { continue };
        let post = round.post(PostId(index)).map_or("", |post| post.name.as_str());
        for (what, rows) in &sheets {
            let Some((_, at)) = rows.iter().find(|(own, _)| own.0 == index) else { continue };
            let message = format!("“{post}”已经取消（{}），填的{what}不作数", cancellation.reason);
            let advice = "岗位没有取消的，请核对报名、资格审查和“最少报名人数”；取消了的，请删去这些行。";
            problems.push(Problem::warning("cancelled-post", (*at).clone(), message).advice(advice));
        }
    }
    marked(round, applications, problems);
}

/// So many names are shown.
const SHOWN: usize = 5;

/// Marks of those whose post was cancelled and who have no other: most likely 改报 was forgotten. Whoever is out by the review has been told.
fn marked(round: &Round, applications: &Applications, problems: &mut Vec<Problem>) {
    let mut sheets: BTreeMap<&str, Vec<(PersonId, PostId, &Place)>> = BTreeMap::new();
    for own in &applications.people {
        let Some(post) = own.post.filter(|post| is_cancelled(&applications.cancelled, *post)) else {
            continue;
        };
        let out = applications.eligibility.iter().any(|found| found.person == own.person && found.verdict.is_out());
        let Some(applicant) = round.applicant(own.person).filter(|_| !out) else { continue };
        let marks = &applicant.marks;
        let entered = [&marks.written, &marks.interview].into_iter().flatten();
        let entered = entered.filter(|mark| matches!(mark.value, Score::Points(_))).map(|mark| &mark.at);
        let judged = marks.judged.iter().filter(|judged| !judged.marks.is_empty()).map(|judged| &judged.at);
        for at in entered.chain(judged) {
            let people = sheets.entry(at.sheet.as_str()).or_default();
            if people.iter().all(|(person, ..)| *person != own.person) {
                people.push((own.person, post, at));
            }
        }
    }
    for people in sheets.values_mut() {
        people.sort_by_key(|(_, _, at)| at.row);
        let Some((_, _, first)) = people.first() else { continue };
        let shown: Vec<String> = people
            .iter()
            .take(SHOWN)
            .map(|(person, post, _)| {
                let post = round.post(*post).map_or("", |post| post.name.as_str());
                format!("{}（{post}）", name(round, *person))
            })
            .collect();
        let more = if people.len() > SHOWN { "等" } else { "" };
        let message = format!(
            "报的岗位已经取消，没有改报或者改报不作数，却有成绩，不排名：{}{more}，共{}人",
            shown.join("、"),
            people.len()
        );
        let advice = "改报了的，请在“报名”表的“改报岗位”列填写改报的岗位；岗位没有取消的，请核对报名、资格审查和“最少报名人数”；没有参加考试的，请删去成绩。";
        problems.push(Problem::warning("cancelled-post", (*first).clone(), message).advice(advice));
    }
}
