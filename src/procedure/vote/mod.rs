//! 票决: the party committee's secret ballot. One more than half, or the post stays vacant.

mod attendance;
mod ballots;
mod decide;
mod reconcile;

pub(super) use attendance::bare as bare_name;
pub(crate) use attendance::named_present;
use ballots::Ballots;
use chrono::NaiveDate;

use super::order::{PeopleOrder, name};
use super::rules::Rule;
use super::{Evaluations, Outcome, PostEvaluation, withdrawal};
use crate::problem::Problem;
use crate::round::{PersonId, PostId, Round, VoteCount, WithdrawnIn};

/// Somebody elected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Winner {
    /// Who.
    pub person: PersonId,
    /// The reason, with the rule.
    pub reason: String,
}

/// The votes on one person: how many agree, what they are measured against, whether that is enough, the reason.
pub type Count = (PersonId, u32, u32, bool, String);

/// One ballot on a post: 得票相同的再次投票 is another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Poll {
    /// Its rows in [`Round::votes`], in the order of the list.
    pub rows: Vec<usize>,
    /// The seats that it was held for: what earlier ballots left.
    pub seats: usize,
    /// Everybody it was on.
    pub results: Vec<Count>,
    /// Those whom it elected, as long as no later ballot is on them again.
    pub elected: Vec<PersonId>,
    /// Those with as many votes as another, more than there are seats left: they are to be voted on again.
    pub tied: Vec<PersonId>,
    /// 收回多于发出: it decides nothing.
    pub void: bool,
}

/// 再次投票: what is still to be voted on after the last ballot, as some were equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Those who were equal, by 姓氏笔画.
    pub people: Vec<PersonId>,
    /// The seats left for them.
    pub seats: usize,
}

/// A ballot after the first, as its papers have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Further {
    /// 第几次投票.
    pub number: u32,
    /// Whom it is on, by 姓氏笔画.
    pub people: Vec<PersonId>,
    /// The seats that are left.
    pub seats: usize,
    /// The day of the ballot that made it necessary.
    pub day: Option<NaiveDate>,
}

/// The vote on one post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostVote {
    /// The ballots, first to last.
    pub polls: Vec<Poll>,
    /// Everybody voted on, by the last ballot on each.
    pub results: Vec<Count>,
    /// 拟聘任人选.
    pub winners: Vec<Winner>,
    /// Seats that stay vacant, once voted.
    pub vacant: u32,
    /// Why it cannot be decided.
    pub stopped: Option<String>,
    /// The ballot that is to be held because of it, if that is what it wants.
    pub again: Option<Again>,
    /// Whether it is so because those to be voted on are not known yet.
    pub unsettled: bool,
    /// Whether it was voted on.
    pub held: bool,
}

impl PostVote {
    /// The row that decided on somebody: that of the last ballot on the person.
    pub(crate) fn row_of<'a>(&self, round: &'a Round, person: PersonId) -> Option<&'a VoteCount> {
        let rows = self.polls.iter().rev().flat_map(|poll| &poll.rows);
        rows.filter_map(|row| round.votes.get(*row)).find(|row| row.person == person)
    }

    /// The ballots after the first: those that were held, and the one that is to be held.
    pub(crate) fn further(&self, round: &Round) -> Vec<Further> {
        let rows = |poll: &Poll| poll.rows.iter().filter_map(|row| round.votes.get(*row)).collect::<Vec<_>>();
        let day = |poll: &Poll| {
            let own = rows(poll).first().and_then(|row| row.date);
            own.or_else(|| round.plan.date("票决日期"))
        };
        let numbers = 2_u32..;
        let held = self.polls.iter().zip(self.polls.iter().skip(1)).zip(numbers).map(|((before, poll), number)| {
            let rows = rows(poll);
            // Where one is left out, which has been reported, the next keeps its number.
            let number = rows.iter().find_map(|row| row.ballot).unwrap_or(number);
            let people = rows.iter().map(|row| row.person).collect();
            Further { number, people, seats: poll.seats, day: day(before) }
        });
        let mut all: Vec<Further> = held.collect();
        if let (Some(again), Some(last)) = (&self.again, self.polls.last()) {
            let before = all.last().map_or(1, |own| own.number);
            let people = again.people.clone();
            all.push(Further { number: before + 1, people, seats: again.seats, day: day(last) });
        }
        all
    }
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
    let held = round.plan.holds("票决");
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); round.posts.len()];
    for (index, vote) in round.votes.iter().enumerate() {
        if let Some(list) = rows.get_mut(vote.post.0) {
            list.push(index);
        }
    }
    attendance::report_lists(round, problems);
    if held {
        reconcile::report_members(round, problems);
        reconcile::report_valid(round, problems);
        attendance::report(round, problems);
    }
    let nothing = PostEvaluation::default();
    rows.into_iter()
        .enumerate()
        .map(|(index, mut rows)| {
            let post = PostId(index);
            let evaluation = evaluations.posts.get(index).unwrap_or(&nothing);
            if evaluation.cancelled {
                return PostVote::default();
            }
            rows.sort_by_cached_key(|row| round.votes.get(*row).map(|row| order.key(row.person)));
            if !held {
                return unvoted(round, post, evaluation, order);
            }
            let unsettled = unread(round, post).or_else(|| evaluation.unsettled.clone());
            if let Some(reason) = unsettled {
                let held = !rows.is_empty();
                return PostVote { held, stopped: held.then_some(reason), unsettled: true, ..PostVote::default() };
            }
            let mut others: Vec<PersonId> = Vec::new();
            rows.retain(|row| {
                let Some(row) = round.votes.get(*row) else { return false };
                let candidate = is_candidate(round, row, evaluation, problems);
                others.extend((!candidate).then_some(row.person));
                candidate
            });
            let ballots = Ballots { others, ..ballots::of(round, rows, problems) };
            decide::post(round, post, ballots, evaluation, order, problems)
        })
        .collect()
}

/// Only those who passed the evaluation, and have not given up since, can be voted on.
fn is_candidate(round: &Round, row: &VoteCount, evaluation: &PostEvaluation, problems: &mut Vec<Problem>) -> bool {
    let candidate = evaluation.candidates.contains(&row.person);
    if !candidate {
        let gone = [WithdrawnIn::Inspection, WithdrawnIn::Decision];
        let gone = gone.into_iter().find(|step| withdrawal::withdrew(round, row.person, *step));
        let (message, advice) = match gone {
            Some(step) => (
                format!("此人在{}环节本人放弃，不列入票决，票数不作数", step.as_str()),
                "票决以后放弃的，请把“报名”表的退出步骤改为公示聘任。",
            ),
            None if waits(evaluation, row.person) => (
                "此人的民主测评还没有结果，票数先不作数".to_owned(),
                "请填齐“民主测评”表里这个人的票数；填了的，请改正其中看不懂的格子。",
            ),
            None => ("此人不在通过民主测评的差额人选之列，票数不作数".to_owned(), "请核对成绩、测评结果和岗位。"),
        };
        problems.push(
            Problem::error("not-shortlisted", row.cells.at(&row.at, "姓名"), message)
                .advice(advice)
                .about(name(round, row.person)),
        );
    }
    candidate
}

/// Whether somebody's ballots of the evaluation are not counted yet.
fn waits(evaluation: &PostEvaluation, person: PersonId) -> bool {
    evaluation.ballots.iter().any(|ballot| ballot.person == person && ballot.outcome == Outcome::Waiting)
}

/// A round without the ballot: whoever the 任用 sheet appoints, from those who passed. More of them than seats is nobody.
fn unvoted(round: &Round, post: PostId, evaluation: &PostEvaluation, order: &PeopleOrder<'_>) -> PostVote {
    let winners: Vec<Winner> = round
        .appointments
        .iter()
        .filter(|own| own.post == post && evaluation.candidates.contains(&own.person))
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
    let nobody = evaluation.complete && evaluation.candidates.is_empty();
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
