//! What the ballots on one post come to: the last one decides on those it was on, the earlier ones on the others.

use std::collections::BTreeMap;

use super::ballots::Ballots;
use super::reconcile::{self, Scope};
use super::{Again, Poll, PostVote, Winner};
use crate::problem::Problem;
use crate::procedure::order::{PeopleOrder, name};
use crate::procedure::rules::Rule;
use crate::procedure::{Outcome, PostEvaluation, compared, in_words, ratio};
use crate::round::{PersonId, PostId, Round, VoteCount};

/// Decides on a post.
pub(super) fn post(
    round: &Round,
    post: PostId,
    ballots: Ballots,
    evaluation: &PostEvaluation,
    order: &PeopleOrder<'_>,
    problems: &mut Vec<Problem>,
) -> PostVote {
    let held = !ballots.others.is_empty() || ballots.rows.iter().any(|rows| !rows.is_empty());
    let mut out = PostVote { held, ..PostVote::default() };
    let Some(seats) = round.post(post).map(|post| post.seats) else { return out };
    if !out.held {
        // Everybody failed the evaluation, or gave up: there is nobody to vote on.
        out.vacant = if evaluation.complete && evaluation.candidates.is_empty() { seats } else { 0 };
        return out;
    }
    // What stands there may be anything: neither a blank nor what another row has takes its place.
    if let Some(reason) = unread(round, &ballots) {
        out.stopped = Some(reason);
        return out;
    }
    let waiting = evaluation.ballots.iter().filter(|ballot| ballot.outcome == Outcome::Waiting);
    let waiting: Vec<PersonId> = waiting.map(|ballot| ballot.person).collect();
    if !waiting.is_empty() && !evaluation.complete && ballots.others.is_empty() {
        let first = ballots.rows.iter().flatten().find_map(|row| round.votes.get(*row));
        problems.extend(first.map(|row| early(round, row, &order.names(&waiting))));
    }
    let count = Counter { round, seats: seats as usize, evaluation, order, of: ballots.rows.len() };
    if !ballots.sound {
        out.stopped = Some("票决票数前后不符，改正后再定".to_owned());
    } else if evaluation.complete && !ballots.others.is_empty() {
        let mut others = ballots.others;
        order.sort(&mut others);
        others.dedup();
        out.stopped = Some(format!("{}不是候选人，“票决”表里却有票数，核对后再定", order.names(&others)));
    }
    for (index, rows) in ballots.rows.into_iter().enumerate() {
        count.ballot(index, rows, &mut out, problems);
    }
    if let Some(last) = out.polls.last().filter(|last| out.stopped.is_none() && !last.tied.is_empty()) {
        out.stopped = Some(format!(
            "得票{}的人多于职数，{}得票相同，应当再次投票",
            compared(round.plan.share("票决通过比例"), true),
            order.names(&last.tied)
        ));
        let free = (seats as usize).saturating_sub(out.winners.len());
        out.again = Some(Again { people: last.tied.clone(), seats: free });
    }
    if out.stopped.is_some() {
        out.winners.clear();
        return out;
    }
    out.vacant = seats - u32::try_from(out.winners.len()).unwrap_or(seats);
    out
}

/// Why nothing is decided by the rows of a post: a cell of them cannot be read, which has been reported.
fn unread(round: &Round, ballots: &Ballots) -> Option<String> {
    let rows = ballots.rows.iter().flatten().filter_map(|row| round.votes.get(*row));
    let mut cells = rows.flat_map(|row| row.unread.iter().map(move |column| (row.cells.at(&row.at, column), column)));
    cells.next().map(|(at, column)| format!("{at} 的{column}看不懂，改正后再定"))
}

/// What all the ballots on a post are counted by.
struct Counter<'a> {
    round: &'a Round,
    seats: usize,
    evaluation: &'a PostEvaluation,
    order: &'a PeopleOrder<'a>,
    /// How many ballots there are.
    of: usize,
}

impl Counter<'_> {
    /// Counts one ballot on top of those before it.
    fn ballot(&self, index: usize, rows: Vec<usize>, out: &mut PostVote, problems: &mut Vec<Problem>) {
        let votes: Vec<&VoteCount> = rows.iter().filter_map(|row| self.round.votes.get(*row)).collect();
        // The first is on everybody; another one at least on those who were equal, whoever else it is on.
        let before = out.polls.iter().rev().find(|poll| !poll.void);
        let due = before.map_or_else(|| self.evaluation.candidates.clone(), |poll| poll.tied.clone());
        let needless = before.is_some_and(|poll| poll.tied.is_empty());
        let again = |person: PersonId| votes.iter().any(|row| row.person == person);
        out.winners.retain(|winner| !again(winner.person));
        let free = self.seats.saturating_sub(out.winners.len());
        // Of a ballot that another one followed, too many returned say why it was held again.
        let returned = |row: &&VoteCount| row.returned.zip(row.issued).is_some_and(|(back, out)| back > out);
        let void = index + 1 < self.of && votes.iter().any(returned);
        if void {
            out.polls.push(Poll { rows, seats: free, void, ..Poll::default() });
            return;
        }
        if !reconcile::reconcile(self.round, Scope { rows: &votes, number: self.number(index), seats: free }, problems)
        {
            out.stopped.get_or_insert_with(|| "票决票数前后不符，改正后再定".to_owned());
        }
        if needless && out.stopped.is_none() {
            problems.extend(reconcile::needless(self.round, &votes, index, self.of));
        }
        let quorum = quorum(self.round, &votes, problems);
        let stopped = self.incomplete(index, &votes, &due).or(quorum);
        if let Some(stopped) = stopped.filter(|_| out.stopped.is_none()) {
            out.stopped = Some(stopped);
        }
        let mut poll = Poll { rows, seats: free, ..Poll::default() };
        if out.stopped.is_none() {
            self.elect(index, &votes, free, out, &mut poll);
        }
        out.polls.push(poll);
    }

    /// 第2次投票; nothing where there is but one.
    fn number(&self, index: usize) -> String {
        if self.of > 1 { format!("第{}次投票", index + 1) } else { String::new() }
    }

    /// Who has votes enough, by votes: the seats left go to those with most; equals for the last of them to nobody.
    fn elect(&self, index: usize, rows: &[&VoteCount], free: usize, out: &mut PostVote, poll: &mut Poll) {
        let round = self.round;
        let share = round.plan.share("票决通过比例");
        let what = round.plan.text("票决基数").to_owned();
        let mut carried: BTreeMap<u32, Vec<Winner>> = BTreeMap::new();
        for row in rows {
            let Some(base) = base(round, row, rows).filter(|base| *base > 0) else {
                out.stopped = Some(format!("没有{what}的人数，无法计算是否{}", compared(share, true)));
                out.results.clear();
                return;
            };
            let enough = share.is_met(row.agree, base);
            let reason = format!(
                "{}同意{}票，占{what}{}，{}（{}）",
                self.number(index),
                row.agree,
                ratio(row.agree, base),
                compared(share, enough),
                Rule::Vote.of(&round.plan).origin(),
            );
            if enough {
                carried.entry(row.agree).or_default().push(Winner { person: row.person, reason: reason.clone() });
            }
            poll.results.push((row.person, row.agree, base, enough, reason));
        }
        out.results.retain(|(person, ..)| rows.iter().all(|row| row.person != *person));
        out.results.extend(poll.results.iter().cloned());
        out.results.sort_by_cached_key(|(person, ..)| self.order.key(*person));
        let mut free = free;
        for (_, equals) in carried.into_iter().rev() {
            if equals.len() > free && free > 0 {
                poll.tied = equals.iter().map(|winner| winner.person).collect();
                return;
            }
            let places = free.min(equals.len());
            free -= places;
            poll.elected.extend(equals.iter().take(places).map(|winner| winner.person));
            out.winners.extend(equals.into_iter().take(places));
        }
    }

    /// Whether somebody who should have been voted on is missing.
    fn incomplete(&self, index: usize, rows: &[&VoteCount], due: &[PersonId]) -> Option<String> {
        if !self.evaluation.complete {
            return Some("民主测评还没有结果，票决不能作数".to_owned());
        }
        let missing: Vec<PersonId> =
            due.iter().copied().filter(|person| !rows.iter().any(|row| row.person == *person)).collect();
        (!missing.is_empty()).then(|| format!("缺{}{}的票决票数", self.order.names(&missing), self.number(index)))
    }
}

/// Votes on a post of which it is not known yet who may be voted on.
fn early(round: &Round, row: &VoteCount, waiting: &str) -> Problem {
    let post = round.post(row.post).map_or("", |post| post.name.as_str());
    let message = format!("“{post}”的{waiting}还没有民主测评的结果，已经填的票决票数先不作数");
    Problem::warning("not-shortlisted", row.at.clone(), message)
        .advice("请在“民主测评”表填齐他们的票数；不应当测评的，请核对批次和人选。")
}

/// A meeting needs enough of its members; who withdraws from one vote is at the meeting all the same. Too few are reported.
fn quorum(round: &Round, rows: &[&VoteCount], problems: &mut Vec<Problem>) -> Option<String> {
    let share = round.plan.share("票决会议出席比例");
    let members = members(round, rows);
    let present = members.and_then(|members| rows.iter().find_map(|row| Some((*row, row.attending_of(members)?))));
    let (Some(members), Some((row, present))) = (members, present) else {
        problems.extend(rows.first().map(|row| uncounted(round, row, members)));
        return Some("缺应到或实到人数，无法核对到会成员是否达到规定的比例".to_owned());
    };
    if share.is_met(present, members) {
        return None;
    }
    let found = format!(
        "到会{}，{}{}，会议不能票决",
        ratio(present, members),
        if share.over { "未超过" } else { "不足" },
        in_words((share.part, share.whole)),
    );
    problems.push(
        Problem::error("attendance", row.cells.at(&row.at, "实到人数"), found.clone())
            .advice("录错的请改正；确实不够的，这次的票数不作数，要另行开会票决。")
            .about(name(round, row.person)),
    );
    Some(format!("{found}（{}）", Rule::Quorum.of(&round.plan).origin()))
}

/// Votes without the number of those who were there: nothing can be decided by them.
fn uncounted(round: &Round, row: &VoteCount, members: Option<u32>) -> Problem {
    let (item, advice) = if members.is_none() {
        ("应到人数", "请填写，一个岗位填一行就可以；各岗位相同的，也可以只填方案的“票决应到人数”。")
    } else {
        ("实到人数", "请填写，一个岗位填一行就可以。")
    };
    let message = format!("缺{item}，无法核对到会成员是否达到规定的比例，这个岗位的票决先不作数");
    Problem::error("attendance", row.cells.at(&row.at, item), message).advice(advice).about(name(round, row.person))
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
