//! 民主测评: who passes two thirds, and who takes the place of those who do not.

mod meeting;
mod reconcile;
mod strangers;

use std::collections::BTreeMap;

use super::examination::Examination;
use super::order::{PeopleOrder, name};
use super::rules::Rule;
use super::{Shortlist, compared, ratio, withdrawal};
use crate::problem::Problem;
use crate::round::{EvaluationCount, PersonId, PostId, Round, WithdrawnIn};

/// Why somebody leaves the list, in a [`Step`].
const FAILED: &str = "测评未通过，取消资格";
/// The same of somebody who gave up.
const WITHDRAWN: &str = "本人放弃";

/// How a candidate came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 达到三分之二.
    Passed,
    /// 达不到三分之二.
    Failed,
    /// 达到三分之二, but 本人放弃 since: the place goes to the next.
    Withdrawn,
    /// Not evaluated yet.
    Waiting,
}

/// A candidate's evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// Who.
    pub person: PersonId,
    /// In which batch.
    pub batch: u32,
    /// The row of the counts, as an index into the round's evaluations.
    pub count: Option<usize>,
    /// How it came out.
    pub outcome: Outcome,
    /// 胜任 and 基本胜任 together.
    pub votes: u32,
    /// What they are measured against.
    pub base: u32,
    /// The reason, with the rule.
    pub reason: String,
}

/// A step of filling a post's places, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// In which batch.
    pub batch: u32,
    /// Who leaves the list, if anybody does.
    pub person: Option<PersonId>,
    /// Whether the person gave up, and did not fail.
    pub withdrawn: bool,
    /// Who takes the place, in the next batch.
    pub substitute: Option<PersonId>,
    /// How the place is filled, in words: 由综合成绩的下一名甲替补.
    pub by: String,
    /// What happened, all of it.
    pub text: String,
}

/// The evaluation for one post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostEvaluation {
    /// Everybody evaluated or to be evaluated, batch by batch, best first.
    pub ballots: Vec<Ballot>,
    /// What happened.
    pub steps: Vec<Step>,
    /// Those who passed: the 差额人选 that are inspected and voted on.
    pub passed: Vec<PersonId>,
    /// Those of them who are voted on: who gives up before the vote (讨论决定) stays among those who passed, and is not voted on.
    pub candidates: Vec<PersonId>,
    /// Those who could still take a place, in order.
    pub reserve: Vec<PersonId>,
    /// Why the post must stop here: a tie among those who would take a place.
    pub stopped: Option<String>,
    /// Whether everybody needed has been evaluated; so it is where nobody came as far.
    pub complete: bool,
    /// Whether the post is cancelled: nobody is a candidate, whatever is entered.
    pub cancelled: bool,
    /// Why the 差额人选 are not known yet, so that nobody can be said to be none.
    pub unsettled: Option<String>,
}

/// The evaluations of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evaluations {
    /// By post.
    pub posts: Vec<PostEvaluation>,
    /// How many batches there are or must be.
    pub batches: u32,
}

impl Evaluations {
    /// The people of a batch, by post in the order of the plan.
    pub fn batch(&self, batch: u32) -> Vec<(PostId, PersonId)> {
        let of = |(index, post): (usize, &PostEvaluation)| {
            post.ballots
                .iter()
                .filter(|ballot| ballot.batch == batch)
                .map(move |ballot| (PostId(index), ballot.person))
                .collect::<Vec<_>>()
        };
        self.posts.iter().enumerate().flat_map(of).collect()
    }

    /// Those who take the places of people who left the list in the batch before, of all posts.
    pub fn substitutes(&self, batch: u32) -> Vec<PersonId> {
        let before = self.steps_of(batch.saturating_sub(1));
        before.filter_map(|step| step.substitute).collect()
    }

    /// What happened after a batch, at all posts.
    pub fn steps_of(&self, batch: u32) -> impl Iterator<Item = &Step> {
        self.posts.iter().flat_map(|post| &post.steps).filter(move |step| step.batch == batch)
    }

    /// A person's ballot.
    pub fn ballot(&self, person: PersonId) -> Option<&Ballot> {
        self.posts.iter().flat_map(|post| &post.ballots).find(|ballot| ballot.person == person)
    }
}

/// Works through the batches: whoever fails is replaced by the next by 综合成绩 of the same post, until the places are filled or
/// nobody is left.
pub fn evaluate(
    round: &Round,
    shortlists: &[Shortlist],
    examinations: &[Examination],
    order: &PeopleOrder<'_>,
    problems: &mut Vec<Problem>,
) -> Evaluations {
    let held = round.plan.holds("民主测评");
    let mut counts: BTreeMap<(PersonId, PostId), (usize, bool)> = BTreeMap::new();
    for (index, sound) in reconcile::reconcile(round, problems).into_iter().enumerate() {
        if let Some(count) = round.evaluations.get(index) {
            let of = (count.person, count.post);
            if !round.unread_evaluations.contains(&of) {
                counts.entry(of).or_insert((index, sound));
            }
        }
    }
    let mut posts = Vec::with_capacity(shortlists.len());
    for (index, list) in shortlists.iter().enumerate() {
        posts.push(if held {
            Filling { round, post: PostId(index), counts: &counts, examinations, order }.fill(list)
        } else {
            let text = "本轮不举行民主测评，差额人选直接进入下一步".to_owned();
            let step = Step { batch: 1, person: None, withdrawn: false, substitute: None, by: String::new(), text };
            PostEvaluation {
                steps: if list.people.is_empty() { Vec::new() } else { vec![step] },
                passed: list.people.clone(),
                reserve: list.reserve.clone(),
                complete: list.complete,
                ..PostEvaluation::default()
            }
        });
    }
    for (post, list) in posts.iter_mut().zip(shortlists) {
        post.cancelled = list.cancelled;
        post.unsettled = list.waiting.clone().or_else(|| list.stopped.clone());
        let stays = |person: &PersonId| !withdrawal::withdrew(round, *person, WithdrawnIn::Decision);
        post.candidates = post.passed.iter().copied().filter(stays).collect();
    }
    let batches = posts.iter().flat_map(|post| &post.ballots).map(|ballot| ballot.batch).max().unwrap_or(0);
    let evaluations = Evaluations { posts, batches };
    // Of counts that nobody asked for, only that is said.
    if held {
        strangers::report(round, &evaluations, problems);
        meeting::report(round, problems);
    }
    evaluations
}

/// The filling of one post's places.
struct Filling<'a> {
    round: &'a Round,
    post: PostId,
    /// Index and soundness of each row of counts.
    counts: &'a BTreeMap<(PersonId, PostId), (usize, bool)>,
    examinations: &'a [Examination],
    order: &'a PeopleOrder<'a>,
}

impl Filling<'_> {
    fn fill(&self, list: &Shortlist) -> PostEvaluation {
        let mut out = PostEvaluation::default();
        let mut batch = 1;
        let mut current: Vec<PersonId> = list.people.clone();
        let mut reserve: &[PersonId] = &list.reserve;
        let mut waived: &[PersonId] = &list.waived;
        while !current.is_empty() {
            let ballots: Vec<Ballot> =
                current.iter().map(|person| self.ballot(*person, self.batch(list, *person, batch))).collect();
            let with = |outcome: Outcome| {
                ballots
                    .iter()
                    .filter(|ballot| ballot.outcome == outcome)
                    .map(|ballot| ballot.person)
                    .collect::<Vec<_>>()
            };
            let (passed, waiting) = (with(Outcome::Passed), with(Outcome::Waiting));
            let gone = |ballot: &&Ballot| matches!(ballot.outcome, Outcome::Failed | Outcome::Withdrawn);
            let leaving: Vec<(PersonId, Outcome)> =
                ballots.iter().filter(gone).map(|ballot| (ballot.person, ballot.outcome)).collect();
            out.passed.extend(passed);
            out.ballots.extend(ballots);
            // A batch counts as a whole: nobody is called up while a result is missing.
            if !waiting.is_empty() {
                out.reserve = reserve.to_vec();
                return out;
            }
            let needed = leaving.len().min(reserve.len());
            let places = leaving.len();
            let (next, rest) = reserve.split_at_checked(needed).unwrap_or((reserve, &[]));
            let open = if ranked(self.round) { self.tie(next, rest) } else { self.choice(places, next, rest) };
            if let Some(stopped) = open {
                out.stopped = Some(stopped);
                out.reserve = reserve.to_vec();
                return out;
            }
            out.steps.extend(self.steps(&leaving, next, &mut waived, batch));
            reserve = rest;
            current = next.to_vec();
            batch += 1;
        }
        // Without an order nobody is kept in reserve: who is named and has no place to take is one too many.
        if !ranked(self.round) {
            out.stopped = self.choice(0, &[], reserve);
        }
        out.reserve = reserve.to_vec();
        out.complete = list.complete && out.stopped.is_none();
        out
    }

    /// The batch somebody is evaluated in. Who stepped in for somebody who gave up may come with the first batch, or, where that one
    /// was evaluated already, later: the row of the counts says so.
    fn batch(&self, list: &Shortlist, person: PersonId, batch: u32) -> u32 {
        let row = self.counts.get(&(person, self.post)).and_then(|(index, _)| self.round.evaluations.get(*index));
        row.filter(|_| list.stepped_in.contains(&person)).map_or(batch, |row| row.batch.max(batch))
    }

    /// Equal places among those who would take a place and those who would not.
    fn tie(&self, next: &[PersonId], rest: &[PersonId]) -> Option<String> {
        let rank = |person: &PersonId| self.examinations.get(person.0).and_then(|own| own.rank);
        let (last, first) = (rank(next.last()?), rank(rest.first()?));
        if last.is_none() || last != first {
            return None;
        }
        let tied: Vec<PersonId> = next.iter().chain(rest).copied().filter(|person| rank(person) == last).collect();
        Some(format!(
            "{}综合成绩相同，而只能替补其中的一部分，{}",
            self.order.names(&tied),
            crate::procedure::examination::undecided(self.round, &tied, self.order)
        ))
    }

    /// Without an order, those take a place whom the office has chosen (另行研究确定) and named in the 考察 sheet: no more than there are
    /// places, unless the batches of their counts tell who comes first.
    fn choice(&self, places: usize, next: &[PersonId], rest: &[PersonId]) -> Option<String> {
        let batch = |person: &PersonId| {
            let row = self.counts.get(&(*person, self.post)).and_then(|(index, _)| self.round.evaluations.get(*index));
            row.map(|row| row.batch)
        };
        let first = rest.first()?;
        if let Some(last) = next.last()
            && batch(last) != batch(first)
        {
            return None;
        }
        let named: Vec<PersonId> = next.iter().chain(rest).copied().collect();
        let open = if places == 0 { "没有空出名额".to_owned() } else { format!("空出{places}个名额") };
        Some(format!("测评后{open}，“考察”表里另外还有{}：请只留另行研究确定的人选", self.order.names(&named)))
    }

    /// Takes off those who gave up and whose turn would have come before somebody's, or all where nobody is left to be called.
    fn before<'w>(&self, substitute: Option<PersonId>, waived: &mut &'w [PersonId]) -> &'w [PersonId] {
        let rank = |person: PersonId| self.examinations.get(person.0).and_then(|own| own.rank);
        let count = match substitute.and_then(rank) {
            Some(own) => waived.iter().take_while(|person| rank(**person).is_some_and(|rank| rank < own)).count(),
            None => waived.len(),
        };
        let (before, rest) = waived.split_at_checked(count).unwrap_or((waived, &[]));
        *waived = rest;
        before
    }

    /// What happens to those who failed, or gave up. They are named in the order of their results, and so are those who take their places.
    /// `waived`: who gave up before being called, whose turn it would have been.
    fn steps(
        &self,
        leaving: &[(PersonId, Outcome)],
        next: &[PersonId],
        waived: &mut &[PersonId],
        batch: u32,
    ) -> Vec<Step> {
        let mut substitutes = next.iter();
        leaving
            .iter()
            .map(|(person, outcome)| {
                let withdrawn = *outcome == Outcome::Withdrawn;
                let why = if withdrawn { WITHDRAWN } else { FAILED };
                let substitute = substitutes.next().copied();
                let before = self.before(substitute, waived);
                let passed_over = if before.is_empty() {
                    String::new()
                } else {
                    format!("{}{WITHDRAWN}，", self.order.names(before))
                };
                let by = match (substitute.map(|substitute| name(self.round, substitute)), ranked(self.round)) {
                    (Some(substitute), true) => format!("由综合成绩的下一名{substitute}替补"),
                    (Some(substitute), false) => format!("由另行研究确定的{substitute}替补"),
                    (None, true) => "无人可替补".to_owned(),
                    (None, false) => "名额空缺".to_owned(),
                };
                let by = format!("{passed_over}{by}");
                let text = format!("{}{why}，{by}", name(self.round, *person));
                Step { batch, person: Some(*person), withdrawn, substitute, by, text }
            })
            .collect()
    }

    fn ballot(&self, person: PersonId, batch: u32) -> Ballot {
        let waiting = |reason: &str, count: Option<usize>| Ballot {
            person,
            batch,
            count,
            outcome: Outcome::Waiting,
            votes: 0,
            base: 0,
            reason: reason.to_owned(),
        };
        let Some((index, sound)) = self.counts.get(&(person, self.post)).copied() else {
            return waiting("尚未测评", None);
        };
        let Some(count) = self.round.evaluations.get(index) else { return waiting("尚未测评", None) };
        if let Some(unread) = Rule::Evaluation.unread(&self.round.plan) {
            return waiting(&unread, Some(index));
        }
        // Counts that contradict each other prove nothing either way, nor does a meeting without a single vote.
        if !sound {
            return waiting("测评票数前后不符，改正后再定", None);
        }
        let base = base(self.round, count);
        let plan = &self.round.plan;
        if base == 0 {
            return waiting(&format!("{}为0，无法计算比例", plan.text("测评基数")), Some(index));
        }
        // Sound counts: the sum is at most 有效.
        let votes = count.competent.saturating_add(count.basically);
        let share = plan.share("测评通过比例");
        // Exactly two thirds passes: the rule cancels only what “达不到”.
        let passed = share.is_met(votes, base);
        let reason = format!(
            "胜任{}票、基本胜任{}票，占{}{}，{}（{}）",
            count.competent,
            count.basically,
            plan.text("测评基数"),
            ratio(votes, base),
            compared(share, passed),
            Rule::Evaluation.of(plan).origin(),
        );
        let outcome = match passed {
            true if withdrawal::withdrew(self.round, person, WithdrawnIn::Inspection) => Outcome::Withdrawn,
            true => Outcome::Passed,
            false => Outcome::Failed,
        };
        Ballot { person, batch, count: Some(index), outcome, votes, base, reason }
    }
}

/// Whether there is any examination, by which those who take a place follow each other.
fn ranked(round: &Round) -> bool {
    round.plan.examines()
}

fn base(round: &Round, count: &EvaluationCount) -> u32 {
    match round.plan.text("测评基数") {
        "发出票" => count.issued,
        "收回票" => count.returned,
        _ => count.valid,
    }
}
