//! 民主测评: who passes two thirds, and who takes the place of those who do not.

use super::{Shortlist, in_words, ratio};
use crate::problem::Problem;
use crate::round::{EvaluationCount, PersonId, PostId, Round};

/// How a candidate came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 达到三分之二.
    Passed,
    /// 达不到三分之二.
    Failed,
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
    /// What happened.
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
    /// Whether everybody needed has been evaluated.
    pub complete: bool,
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

    /// A person's ballot.
    pub fn ballot(&self, person: PersonId) -> Option<&Ballot> {
        self.posts.iter().flat_map(|post| &post.ballots).find(|ballot| ballot.person == person)
    }
}

/// Works through the batches: whoever fails is replaced by the next by 综合成绩 of the same post, until the places are filled or
/// nobody is left.
pub fn evaluate(round: &Round, shortlists: &[Shortlist], problems: &mut Vec<Problem>) -> Evaluations {
    let sound: Vec<bool> = round.evaluations.iter().map(|count| reconcile(round, count, problems)).collect();
    let mut used = vec![false; round.evaluations.len()];
    let mut posts = Vec::with_capacity(shortlists.len());
    let mut batches = 0;
    for (index, list) in shortlists.iter().enumerate() {
        let post = fill(round, PostId(index), list, &sound, &mut used);
        batches = batches.max(post.ballots.iter().map(|ballot| ballot.batch).max().unwrap_or(0));
        posts.push(post);
    }
    for (index, count) in round.evaluations.iter().enumerate() {
        if used.get(index) == Some(&false) {
            let name = round.applicant(count.person).map_or("", |applicant| applicant.name.as_str());
            problems.push(
                Problem::warning(
                    "not-a-candidate",
                    count.at.clone(),
                    "按综合成绩和测评结果，此人不在这一岗位的考察对象之列",
                )
                .advice("请核对成绩、批次和岗位。")
                .about(name),
            );
        }
    }
    Evaluations { posts, batches }
}

fn fill(round: &Round, post: PostId, list: &Shortlist, sound: &[bool], used: &mut [bool]) -> PostEvaluation {
    let mut out = PostEvaluation::default();
    let places = list.people.len();
    let mut batch = 1;
    let mut current: Vec<PersonId> = list.people.clone();
    let mut reserve = list.reserve.iter().copied();
    let name = |person: PersonId| round.applicant(person).map_or("", |applicant| applicant.name.as_str()).to_owned();
    while !current.is_empty() {
        let mut failed = Vec::new();
        let mut waiting = false;
        for person in &current {
            let ballot = ballot(round, post, *person, batch, sound, used);
            match ballot.outcome {
                Outcome::Passed => out.passed.push(*person),
                Outcome::Failed => failed.push(*person),
                Outcome::Waiting => waiting = true,
            }
            out.ballots.push(ballot);
        }
        if waiting {
            return out;
        }
        let mut next = Vec::new();
        for person in &failed {
            match reserve.next() {
                Some(substitute) => {
                    out.steps.push(Step {
                        batch,
                        text: format!(
                            "{}测评未达到比例，取消资格，由综合成绩次高的{}替补",
                            name(*person),
                            name(substitute)
                        ),
                    });
                    next.push(substitute);
                }
                None => out
                    .steps
                    .push(Step {
                        batch, text: format!("{}测评未达到比例，取消资格，无人可替补", name(*person))
                    }),
            }
        }
        current = next;
        batch += 1;
    }
    out.complete = places > 0 && list.complete;
    out
}

fn ballot(round: &Round, post: PostId, person: PersonId, batch: u32, sound: &[bool], used: &mut [bool]) -> Ballot {
    let waiting = |reason: &str| Ballot {
        person,
        batch,
        count: None,
        outcome: Outcome::Waiting,
        votes: 0,
        base: 0,
        reason: reason.to_owned(),
    };
    let found = round.evaluations.iter().enumerate().find(|(_, count)| count.person == person && count.post == post);
    let Some((index, count)) = found else { return waiting("尚未测评") };
    if let Some(used) = used.get_mut(index) {
        *used = true;
    }
    // Counts that contradict each other prove nothing either way.
    if sound.get(index) != Some(&true) {
        return waiting("测评票数前后不符，改正后再定");
    }
    let votes = count.competent + count.basically;
    let base = base(round, count);
    let (part, whole) = round.plan.fraction("测评通过比例");
    // Exactly two thirds passes: the rule cancels only what “达不到”.
    let passed = base > 0 && u64::from(votes) * u64::from(whole) >= u64::from(base) * u64::from(part);
    let rule = in_words((part, whole));
    let reason = format!(
        "胜任{}票、基本胜任{}票，占{}{}，{}{rule}（{}）",
        count.competent,
        count.basically,
        round.plan.text("测评基数"),
        ratio(votes, base),
        if passed { "达到" } else { "达不到" },
        round.plan.origin("测评通过比例"),
    );
    let outcome = if passed { Outcome::Passed } else { Outcome::Failed };
    Ballot { person, batch, count: Some(index), outcome, votes, base, reason }
}

fn base(round: &Round, count: &EvaluationCount) -> u32 {
    match round.plan.text("测评基数") {
        "发出票" => count.issued,
        "收回票" => count.returned,
        _ => count.valid,
    }
}

/// The counts must agree with each other. Tells whether they do.
fn reconcile(round: &Round, count: &EvaluationCount, problems: &mut Vec<Problem>) -> bool {
    let before = problems.len();
    let name = round.applicant(count.person).map_or("", |applicant| applicant.name.as_str());
    let mut wrong = |message: String, advice: &str| {
        problems.push(Problem::error("ballots", count.at.clone(), message).advice(advice.to_owned()).about(name));
    };
    if count.returned > count.issued {
        wrong(
            format!("收回{}票，多于发出的{}票", count.returned, count.issued),
            "收回多于发出的，测评无效，应当重新进行；录错的请改正。",
        );
    }
    if count.valid + count.invalid != count.returned {
        wrong(
            format!("有效{}票加无效{}票，不等于收回的{}票", count.valid, count.invalid, count.returned),
            "请核对票数。",
        );
    }
    let judged = count.competent + count.basically + count.not_competent + count.abstained;
    if judged != count.valid {
        wrong(format!("胜任程度各项合计{judged}票，不等于有效的{}票", count.valid), "请核对，未选的计入弃权。");
    }
    for aspect in &count.aspects {
        let sum: u32 = aspect.votes.iter().sum();
        if !aspect.votes.is_empty() && sum > count.valid {
            wrong(format!("“{}”各档合计{sum}票，多于有效的{}票", aspect.name, count.valid), "请核对票数。");
        }
    }
    let overall: u32 = count.overall.iter().sum();
    if overall > count.valid {
        wrong(format!("总体评价合计{overall}票，多于有效的{}票", count.valid), "请核对票数。");
    }
    problems.len() == before
}
