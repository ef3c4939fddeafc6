//! 回避: applicants who run the round themselves, in the leading group, as judges of the interview, or as those who are asked or
//! vote about themselves. Nobody is put out for it, as two people may have one name; it is pointed out.

use std::collections::{BTreeMap, BTreeSet};

use super::vote::bare_name;
use super::withdrawal::withdrawn_in;
use crate::problem::{Place, Problem};
use crate::round::{Inspection, PersonId, Round};

/// The items of the plan whose people decide over the applicants.
const GROUP: [&str; 4] = ["领导小组组长", "领导小组副组长", "领导小组成员", "领导小组办公室主任"];

/// Reports them.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let group: Vec<(&str, String)> = GROUP
        .iter()
        .flat_map(|item| round.plan.names(item).iter().map(|name| (*item, bare_name(name))))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    let judges: Vec<String> = round.judges.iter().map(|name| bare_name(name)).collect();
    let people = if group.is_empty() && judges.is_empty() { None } else { Some(round.people()) };
    for person in people.into_iter().flatten() {
        let Some(applicant) = round.applicant(person) else { continue };
        let own = bare_name(applicant.name.as_str());
        let item = group.iter().find(|(_, name)| *name == own).map(|(item, _)| *item);
        let judges = judges.contains(&own);
        // Hardly anybody is one: the others are not asked whether they gave up.
        if (item.is_none() && !judges) || withdrawn_in(round, person).is_some() {
            continue;
        }
        let mut told = |place: Place, message: String, advice: &str| {
            let problem = Problem::warning("recusal", place, message).advice(advice);
            problems.push(problem.about(applicant.name.as_str()));
        };
        if let Some(item) = item {
            let message = format!("“{item}”里的{}也是报名人员", applicant.name);
            let place = round.plan.place(item, &applicant.at);
            told(place, message, "报名人员应当回避，请调整领导小组的人员；是同名的两个人的可以不改。");
        }
        if judges {
            let message = format!("面试考官{}也是报名人员", applicant.name);
            told(applicant.at.clone(), message, "报名人员不能担任考官，请核对；是同名的两个人的可以不改。");
        }
    }
    voters(round, problems);
    reviewers(round, problems);
    for talk in &round.talks {
        let Some(applicant) = round.applicant(talk.person) else { continue };
        let with = bare_name(talk.with.as_str());
        if !with.is_empty() && with == bare_name(applicant.name.as_str()) {
            let problem = Problem::warning("recusal", talk.at.clone(), "谈话对象就是本人");
            let problem = problem.advice("考察谈话是向别人了解本人的情况：请核对谈话对象。");
            problems.push(problem.about(applicant.name.as_str()));
        }
    }
}

/// Applicants who review the others, or inspect the candidates.
fn reviewers(round: &Round, problems: &mut Vec<Problem>) {
    let mut by_name: BTreeMap<String, PersonId> = BTreeMap::new();
    for person in round.people().filter(|person| withdrawn_in(round, *person).is_none()) {
        if let Some(applicant) = round.applicant(person) {
            by_name.entry(bare_name(applicant.name.as_str())).or_insert(person);
        }
    }
    let reviews = round.applicants.iter().filter_map(|own| own.review.as_ref());
    let reviews = reviews.map(|own| {
        ("审查人", own.at.clone(), own.reviewer.split(['、', '，', ',', ' ', '\n']).map(bare_name).collect::<Vec<_>>())
    });
    let names = |own: &Inspection| own.inspectors.iter().map(|name| bare_name(name.as_str())).collect::<Vec<_>>();
    let inspections = round.inspections.iter().map(|own| ("考察人", own.at.clone(), names(own)));
    let mut told: BTreeSet<(&str, String)> = BTreeSet::new();
    for (what, at, names) in reviews.chain(inspections) {
        for own in names.into_iter().filter(|own| !own.is_empty()) {
            if !by_name.contains_key(&own) || !told.insert((what, own.clone())) {
                continue;
            }
            let message = format!("{what}里的{own}也是报名人员");
            let problem = Problem::warning("recusal", at.clone(), message).found(own.as_str());
            problems.push(problem.advice("报名人员应当回避，请换人；是同名的两个人的可以不改。").about(own));
        }
    }
}

/// Candidates who are at the meeting that votes on them, and are not said to take no part in it.
fn voters(round: &Round, problems: &mut Vec<Problem>) {
    for item in ["会议出席", "会议主持", "会议记录"] {
        let Some((text, place)) = round.plan.printed(item) else { continue };
        let present: Vec<String> = text.split('、').map(bare_name).collect();
        let mut told: Vec<String> = Vec::new();
        for row in &round.votes {
            let Some(applicant) = round.applicant(row.person) else { continue };
            let own = bare_name(applicant.name.as_str());
            let recused = row.recused.iter().any(|name| bare_name(name) == own);
            if recused || !present.contains(&own) || told.contains(&own) {
                continue;
            }
            let message = format!("“{item}”里的{}也是票决的候选人", applicant.name);
            let problem = Problem::warning("recusal", place.clone(), message);
            let advice = "本人不参加自己的票决：请核对名单，回避的写进“票决”表的“回避人员”；是同名的两个人的可以不改。";
            problems.push(problem.advice(advice).about(applicant.name.as_str()));
            told.push(own);
        }
    }
}
