//! The rules of the round, applied: pure functions from what was entered to what follows, each decision with its reason and the
//! rule it rests on. The program decides nothing by itself: where the rules leave something open, it says so and stops there.

mod appointment;
mod eligibility;
mod evaluation;
mod examination;
mod shortlist;
mod vote;

pub use appointment::{Publicity, Term, publicity, term, wants_letter};
pub use eligibility::{Cancellation, Check, Eligibility, Finding, Verdict, minimum, review};
pub(crate) use eligibility::{assessed_years, base_date};
pub use evaluation::{Ballot, Evaluations, Outcome, PostEvaluation, Step, evaluate};
pub use examination::{Examination, Interview, Standing, examine};
pub use shortlist::{Shortlist, shortlist};
pub use vote::{PostVote, Votes, Winner, count_votes};

use crate::problem::Problem;
use crate::round::{PersonId, PostId, Round};

/// Everything decided about a round.
#[derive(Debug, Clone)]
pub struct Decisions {
    /// 资格审查, by person.
    pub eligibility: Vec<Eligibility>,
    /// Posts with too few applicants, by post.
    pub cancelled: Vec<Option<Cancellation>>,
    /// 考试, by person.
    pub examination: Vec<Examination>,
    /// 差额人选, by post.
    pub shortlists: Vec<Shortlist>,
    /// 民主测评 with its substitutes.
    pub evaluations: Evaluations,
    /// 票决, by post.
    pub votes: Vec<PostVote>,
    /// What does not add up, with its cell.
    pub problems: Vec<Problem>,
}

impl Decisions {
    /// Applies the rules to a round.
    pub fn of(round: &Round) -> Self {
        let mut problems = Vec::new();
        let eligibility: Vec<Eligibility> = round.people().map(|person| review(round, person)).collect();
        let cancelled: Vec<Option<Cancellation>> =
            round.post_ids().map(|post| minimum(round, post, &eligibility)).collect();
        let open = |post: PostId| cancelled.get(post.0).is_none_or(Option::is_none);
        let examination = examine(round, &eligibility, &open, &mut problems);
        let shortlists: Vec<Shortlist> = round
            .post_ids()
            .map(|post| if open(post) { shortlist(round, post, &examination) } else { Shortlist::default() })
            .collect();
        let evaluations = evaluate(round, &shortlists, &mut problems);
        let votes = count_votes(round, &evaluations, &mut problems);
        Self { eligibility, cancelled, examination, shortlists, evaluations, votes, problems }
    }

    /// A person's 资格审查.
    pub fn eligibility(&self, person: PersonId) -> Option<&Eligibility> {
        self.eligibility.get(person.0)
    }

    /// A person's 考试.
    pub fn examination(&self, person: PersonId) -> Option<&Examination> {
        self.examination.get(person.0)
    }

    /// Whether a post is cancelled for want of applicants.
    pub fn is_cancelled(&self, post: PostId) -> bool {
        self.cancelled.get(post.0).is_some_and(Option::is_some)
    }
}

/// 占 as a sentence's figure: `42÷44=95.45%`.
pub(crate) fn ratio(part: u32, whole: u32) -> String {
    format!("{part}÷{whole}={}", crate::language::numeral::percent(u64::from(part), u64::from(whole), 2))
}

/// 三分之二, 半数 …: a fraction in words.
pub(crate) fn in_words((part, whole): (u32, u32)) -> String {
    use crate::language::numeral::chinese;
    match (part, whole) {
        (1, 2) => "半数".to_owned(),
        (part, 100) => format!("{part}%"),
        (part, whole) => format!("{}分之{}", chinese(whole), chinese(part)),
    }
}
