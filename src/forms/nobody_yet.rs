//! What is waited for where a paper is about people, and there are none of them yet: lists that are not drawn up, votes that are open, days
//! that are not written.

use super::catalog::Per;
use super::subjects::{appointed, nominated};
use crate::procedure::{Decisions, PeopleOrder, Shortlist, cleared, wants_letter};
use crate::round::{PersonId, PostId, Publication, Round};

pub(super) fn waits_for(per: Per, round: &Round, decisions: &Decisions) -> String {
    match per {
        Per::Round | Per::Applicant => "等“报名”表".to_owned(),
        Per::Post => "等“岗位”表".to_owned(),
        Per::Batch => {
            shortlists_wait(round, decisions, round.post_ids()).unwrap_or_else(|| for_marks(round).to_owned())
        }
        Per::Repeated => unvoted(round, decisions).unwrap_or_else(|| "没有需要再次投票的岗位".to_owned()),
        Per::Candidate => {
            let uncounted =
                if round.plan.holds("民主测评") { "等“民主测评”表的票数" } else { for_marks(round) };
            shortlists_wait(round, decisions, round.post_ids()).unwrap_or_else(|| uncounted.to_owned())
        }
        Per::Nominee if !round.plan.holds("票决") && !any_winner(decisions) => "等“任用”表的人选".to_owned(),
        Per::Nominee => nobody_left(round, decisions)
            .or_else(|| unvoted(round, decisions))
            .unwrap_or_else(|| "没有拟聘任人选".to_owned()),
        Per::Appointee | Per::LetterHolder | Per::Notice => {
            if let Some(reason) = nobody_left(round, decisions).filter(|_| nominated(decisions).is_empty()) {
                reason
            } else if let Some(reason) = unvoted(round, decisions).filter(|_| !any_winner(decisions)) {
                reason
            } else if round.appointments.iter().all(|appointment| appointment.date.is_none()) {
                "等“任用”表的任职日期".to_owned()
            } else {
                if !round.appointments.iter().any(|own| cleared(&round.plan, own)) {
                    "等“任用”表的公示结果".to_owned()
                } else if per == Per::LetterHolder && !appointed(round, decisions).is_empty() {
                    without_letter(round, decisions)
                } else {
                    "“任用”表里没有拟聘任人选".to_owned()
                }
            }
        }
    }
}

/// What is waited for while nobody is a 考察对象 and no post says why.
pub(super) fn for_marks(round: &Round) -> &'static str {
    match (round.posts.is_empty(), round.plan.examines()) {
        (true, _) => "等“岗位”表",
        (false, true) => "等考试成绩，确定考察对象",
        (false, false) => "等资格审查，确定考察对象",
    }
}

/// Why there are no 考察对象 yet: of one post what it says itself; where the marks of several are not all there, that.
pub(super) fn shortlists_wait(
    round: &Round,
    decisions: &Decisions,
    posts: impl Iterator<Item = PostId> + Clone,
) -> Option<String> {
    let several = posts.clone().nth(1).is_some();
    let lists = posts.filter_map(|post| Some((post, decisions.shortlists.get(post.0)?)));
    if let Some((post, stopped)) = lists.clone().find_map(|(post, list)| Some((post, list.stopped.as_deref()?))) {
        let name = round.post(post).map(|post| post.name.as_str()).filter(|_| several);
        return Some(name.map_or_else(|| stopped.to_owned(), |name| format!("{name}：{stopped}")));
    }
    let waiting: Vec<&Shortlist> = lists.map(|(_, list)| list).filter(|list| list.waiting.is_some()).collect();
    match waiting.iter().find(|list| !list.for_marks) {
        Some(other) => other.waiting.clone(),
        None if waiting.len() > 1 => Some(format!("等{}个岗位的考试成绩，确定考察对象", waiting.len())),
        None => waiting.first().and_then(|list| list.waiting.clone()),
    }
}

fn any_winner(decisions: &Decisions) -> bool {
    decisions.votes.iter().any(|vote| !vote.winners.is_empty())
}

/// Why the vote is open; `None` where every post with candidates has been voted on, or the round holds no vote.
fn unvoted(round: &Round, decisions: &Decisions) -> Option<String> {
    let votes = &decisions.votes;
    let stopped = votes.iter().find_map(|vote| vote.stopped.clone());
    let mut with_people =
        votes.iter().zip(&decisions.evaluations.posts).filter(|(_, post)| !post.candidates.is_empty());
    let open = votes.iter().all(|vote| !vote.held) || with_people.any(|(vote, _)| !vote.held);
    stopped.or_else(|| (open && round.plan.holds("票决")).then(|| "等“票决”表的票数".to_owned()))
}

/// Why none of those elected can be appointed: they gave up, or what was found at the publication is against it.
fn nobody_left(round: &Round, decisions: &Decisions) -> Option<String> {
    if !any_winner(decisions) {
        return None;
    }
    let winners = decisions.votes.iter().flat_map(|vote| &vote.winners).map(|winner| winner.person);
    let found = |publication: Publication| {
        winners.clone().any(|person| {
            decisions.placements.get(&person).is_some_and(|own| own.publication == Some(publication))
                || round.appointments.iter().any(|own| own.person == person && own.publication == Some(publication))
        })
    };
    let reasons: Vec<&str> = [
        (Publication::Withdrawn, "拟聘任人选本人放弃"),
        (Publication::ObjectionUpheld, "公示有异议，影响任用"),
        (Publication::Unread, "“任用”表的公示结果没有看懂，等改正"),
    ]
    .into_iter()
    .filter(|(publication, _)| found(*publication))
    .map(|(_, reason)| reason)
    .collect();
    (!reasons.is_empty()).then(|| reasons.join("；"))
}

/// Why nobody gets a 聘书, though somebody is appointed: none of them does, or those who do are not appointed yet.
fn without_letter(round: &Round, decisions: &Decisions) -> String {
    let wants =
        |person: &PersonId| round.applicant(*person).is_some_and(|own| wants_letter(&round.plan, own) != Some(false));
    let already = appointed(round, decisions);
    let chosen = nominated(decisions);
    let open: Vec<PersonId> = chosen.into_iter().filter(|own| wants(own) && !already.contains(own)).collect();
    if open.is_empty() {
        // Whoever is still voted on may be one who does.
        let undecided = decisions.votes.iter().zip(&decisions.evaluations.posts).find(|(vote, post)| {
            (vote.stopped.is_some() || !vote.held) && vote.winners.is_empty() && post.candidates.iter().any(wants)
        });
        return match undecided.filter(|_| round.plan.holds("票决")) {
            Some((vote, _)) => vote.stopped.clone().unwrap_or_else(|| "等“票决”表的票数".to_owned()),
            None => "聘任人员都不签聘书".to_owned(),
        };
    }
    let names = PeopleOrder::of(round).some_names(&open);
    format!("已经任职的人员都不签聘书，签聘书的{names}等“任用”表的公示结果和任职日期")
}
