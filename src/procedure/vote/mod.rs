//! 票决: the party committee's secret ballot. One more than half, or the post stays vacant.

mod reconcile;

use std::collections::BTreeMap;

use super::order::{PeopleOrder, name};
use super::rules::{Rule, holds};
use super::{Evaluations, PostEvaluation, in_words, ratio};
use crate::problem::Problem;
use crate::round::{PersonId, PostId, Round, VoteCount};

/// Somebody elected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Winner {
    /// Who.
    pub person: PersonId,
    /// The reason, with the rule.
    pub reason: String,
}

/// The vote on one post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostVote {
    /// Everybody voted on: agreeing votes, what they are measured against, whether that is over half, the reason.
    pub results: Vec<(PersonId, u32, u32, bool, String)>,
    /// 拟聘任人选.
    pub winners: Vec<Winner>,
    /// Seats that stay vacant, once voted.
    pub vacant: u32,
    /// Why it cannot be decided.
    pub stopped: Option<String>,
    /// Whether it is so because those to be voted on are not known yet.
    pub unsettled: bool,
    /// Whether it was voted on.
    pub held: bool,
}

/// The votes of a round, by post.
pub type Votes = Vec<PostVote>;

/// Counts the votes.
pub fn count_votes(
    round: &Round,
    evaluations: &Evaluations,
    order: &PeopleOrder<'_>,
    problems: &mut Vec<Problem>,
) -> Votes {
    let held = holds(&round.plan, "票决");
    let mut rows: Vec<Vec<&VoteCount>> = vec![Vec::new(); round.posts.len()];
    for vote in &round.votes {
        if let Some(list) = rows.get_mut(vote.post.0) {
            list.push(vote);
        }
    }
    if held {
        reconcile::report_members(round, problems);
    }
    let nothing = PostEvaluation::default();
    rows.into_iter()
        .enumerate()
        .map(|(index, mut rows)| {
            let post = PostId(index);
            let evaluation = evaluations.posts.get(index).unwrap_or(&nothing);
            rows.sort_by_key(|row| order.key(row.person));
            if !held {
                return unvoted(round, post, evaluation, order);
            }
            let unsettled = unread(round, post).or_else(|| evaluation.unsettled.clone());
            if let Some(reason) = unsettled {
                let held = !rows.is_empty();
                return PostVote { held, stopped: held.then_some(reason), unsettled: true, ..PostVote::default() };
            }
            rows.retain(|row| is_candidate(round, row, evaluation, problems));
            let sound = reconcile::reconcile(round, post, &rows, problems);
            one(round, post, &rows, sound, evaluation, order)
        })
        .collect()
}

/// Only those who passed the evaluation can be voted on.
fn is_candidate(round: &Round, row: &VoteCount, evaluation: &PostEvaluation, problems: &mut Vec<Problem>) -> bool {
    let passed = evaluation.passed.contains(&row.person);
    if !passed {
        problems.push(
            Problem::error(
                "not-shortlisted",
                row.cells.at(&row.at, "姓名"),
                "此人不在通过民主测评的差额人选之列，票数不作数",
            )
            .advice("请核对成绩、测评结果和岗位。")
            .about(name(round, row.person)),
        );
    }
    passed
}

/// A round without the ballot: whoever the 任用 sheet appoints, from those who passed. More of them than seats is nobody.
fn unvoted(round: &Round, post: PostId, evaluation: &PostEvaluation, order: &PeopleOrder<'_>) -> PostVote {
    let winners: Vec<Winner> = round
        .appointments
        .iter()
        .filter(|own| own.post == post && evaluation.passed.contains(&own.person))
        .map(|own| Winner {
            person: own.person,
            reason: format!("本轮不举行票决，以“任用”表为准（{}）", Rule::LeftOut.of(&round.plan).origin()),
        })
        .collect();
    let mut people: Vec<PersonId> = winners.iter().map(|winner| winner.person).collect();
    order.sort(&mut people);
    people.dedup();
    let seats = round.post(post).map_or(0, |post| post.seats as usize);
    if people.len() > seats {
        let names = order.names(&people);
        let stopped = Some(format!("“任用”表里有{names}，多于职数{seats}名"));
        return PostVote { stopped, ..PostVote::default() };
    }
    let of = |person: &PersonId| winners.iter().find(|winner| winner.person == *person).cloned();
    let nobody = evaluation.complete && evaluation.passed.is_empty();
    let vacant = round.post(post).filter(|_| nobody).map_or(0, |post| post.seats);
    PostVote { winners: people.iter().filter_map(of).collect(), vacant, ..PostVote::default() }
}

/// Why nobody can be elected to a post: something that decides it is written, but cannot be read.
pub(super) fn unread(round: &Round, post: PostId) -> Option<String> {
    let plan = &round.plan;
    super::shortlist::unread(round, post)
        .or_else(|| Rule::Evaluation.unread(plan))
        .or_else(|| Rule::Quorum.unread(plan))
        .or_else(|| Rule::Vote.unread(plan))
        .or_else(|| super::rules::unread(plan, "票决应到人数"))
}

fn one(
    round: &Round,
    post: PostId,
    rows: &[&VoteCount],
    sound: bool,
    evaluation: &PostEvaluation,
    order: &PeopleOrder<'_>,
) -> PostVote {
    let mut out = PostVote { held: !rows.is_empty(), ..PostVote::default() };
    let Some(seats) = round.post(post).map(|post| post.seats) else { return out };
    if !out.held {
        // Everybody failed the evaluation: there is nobody to vote on.
        out.vacant = if evaluation.complete && evaluation.passed.is_empty() { seats } else { 0 };
        return out;
    }
    if !sound {
        out.stopped = Some("票决票数前后不符，改正后再定".to_owned());
        return out;
    }
    if let Some(stopped) = incomplete(rows, evaluation, order).or_else(|| quorum(round, rows)) {
        out.stopped = Some(stopped);
        return out;
    }
    let (part, whole) = round.plan.fraction("票决通过比例");
    let what = round.plan.text("票决基数").to_owned();
    let mut elected: BTreeMap<u32, Vec<Winner>> = BTreeMap::new();
    for row in rows {
        let Some(base) = base(round, row, rows).filter(|base| *base > 0) else {
            out.stopped = Some(format!("没有{what}的人数，无法计算是否过{}", in_words((part, whole))));
            out.results.clear();
            return out;
        };
        // Over half means more than half: exactly half is not enough.
        let over = u64::from(row.agree) * u64::from(whole) > u64::from(base) * u64::from(part);
        let reason = format!(
            "同意{}票，占{what}{}，{}{}（{}）",
            row.agree,
            ratio(row.agree, base),
            if over { "超过" } else { "未超过" },
            in_words((part, whole)),
            Rule::Vote.of(&round.plan).origin(),
        );
        if over {
            elected.entry(row.agree).or_default().push(Winner { person: row.person, reason: reason.clone() });
        }
        out.results.push((row.person, row.agree, base, over, reason));
    }
    let seats_usize = seats as usize;
    for (_, equals) in elected.into_iter().rev() {
        let free = seats_usize.saturating_sub(out.winners.len());
        if equals.len() > free && free > 0 {
            let tied: Vec<PersonId> = equals.iter().map(|winner| winner.person).collect();
            out.stopped = Some(format!(
                "得票超过{}的人多于职数，{}得票相同，应当再次投票",
                in_words((part, whole)),
                order.names(&tied)
            ));
            out.winners.clear();
            return out;
        }
        out.winners.extend(equals.into_iter().take(free));
    }
    out.vacant = seats - u32::try_from(out.winners.len()).unwrap_or(seats);
    out
}

/// Whether somebody who should have been voted on is missing.
fn incomplete(rows: &[&VoteCount], evaluation: &PostEvaluation, order: &PeopleOrder<'_>) -> Option<String> {
    if !evaluation.complete {
        return Some("民主测评还没有结果，票决不能作数".to_owned());
    }
    let missing: Vec<PersonId> =
        evaluation.passed.iter().copied().filter(|person| !rows.iter().any(|row| row.person == *person)).collect();
    (!missing.is_empty()).then(|| format!("缺{}的票决票数", order.names(&missing)))
}

/// A meeting needs enough of its members.
fn quorum(round: &Round, rows: &[&VoteCount]) -> Option<String> {
    let share = round.plan.share("票决会议出席比例");
    let members = members(round, rows);
    let present = rows.iter().find_map(|row| row.present);
    let (Some(members), Some(present)) = (members, present) else {
        return Some("缺应到或实到人数，无法核对到会成员是否达到规定的比例".to_owned());
    };
    (!share.is_met(present, members)).then(|| {
        format!(
            "到会{}，{}{}，会议不能票决（{}）",
            ratio(present, members),
            if share.over { "未超过" } else { "不足" },
            in_words((share.part, share.whole)),
            Rule::Quorum.of(&round.plan).origin()
        )
    })
}

/// 应到会成员, from a row of the post or the plan.
fn members(round: &Round, rows: &[&VoteCount]) -> Option<u32> {
    rows.iter().find_map(|row| row.members).or_else(|| round.plan.maybe_count("票决应到人数"))
}

fn base(round: &Round, row: &VoteCount, rows: &[&VoteCount]) -> Option<u32> {
    match round.plan.text("票决基数") {
        "实到会成员" => rows.iter().find_map(|row| row.present),
        "有效票" => row.valid,
        _ => members(round, rows),
    }
}
