//! The rules of the round, applied: pure functions from what was entered to what follows, each decision with its reason and the
//! rule it rests on. The program decides nothing by itself: where the rules leave something open, it says so and stops there.
//!
//! In the order of the round: [`application`](Application) and [`eligibility`](Eligibility), [`examination`](Examination),
//! [`shortlist`](Shortlist), [`evaluation`](Evaluations), [`vote`](PostVote), [`publicity`](Publicity) and
//! [`appointment`](Placement). [`Rule`] says what holds in this round and where it comes from; [`Path`] tells a person's way
//! through all of it, [`Status`] where the round stands.

mod application;
mod appointment;
mod appointment_rows;
mod blanks;
mod cancelled_rows;
mod copied_rows;
mod dates;
mod eligibility;
mod evaluation;
mod examination;
mod family;
mod far_days;
mod nobody_left;
mod order;
mod others_words;
mod path;
mod publicity;
mod recusal;
mod registration;
mod rules;
mod shortlist;
mod stated;
mod stated_terms;
mod status;
mod substitution;
mod uncontested;
mod unheld;
mod unplaced;
mod vote;
mod withdrawal;
mod written_dates;

pub use application::{Acceptance, Application, Applications, Cancellation, Reapplied};
pub use appointment::{Placement, Term, cleared, term, wants_letter, without_start};
pub(crate) use eligibility::staff;
pub use eligibility::{Check, Eligibility, Finding, Ground, Verdict};
pub use evaluation::{Ballot, Evaluations, Outcome, PostEvaluation, Step};
pub use examination::{Examination, Interview, Mean, Standing};
pub(crate) use examination::{WEIGHTS_OPEN, printed as printed_mark, unread as examination_unread};
pub(crate) use nobody_left::{Ahead, nobody_left, none_interviewed};
pub use order::PeopleOrder;
pub(crate) use order::{named_as_on_papers, namesake_note};
pub use path::{Event, Path, Side, State};
pub use publicity::{Publicity, publicity};
pub use rules::{Clause, Rule};
pub(crate) use rules::{cancels_applied, too_few, unread, without};
pub use shortlist::Shortlist;
pub(crate) use stated_terms::contradicted;
pub use status::{PostStatus, Stage, StageState, Status};
pub(crate) use substitution::told_on;
pub use vote::{Again, Poll, PostVote, Votes, Winner};
pub(crate) use vote::{Further, named_present};
pub(crate) use withdrawal::withdrawn_in;

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::round::{PersonId, PostId, Round, Share};

/// Everything decided about a round.
#[derive(Debug, Clone)]
pub struct Decisions {
    /// 报名, by person.
    pub applications: Vec<Application>,
    /// 资格审查, by person.
    pub eligibility: Vec<Eligibility>,
    /// Posts with too few applicants, by post.
    pub cancelled: Vec<Option<Cancellation>>,
    /// Posts of which it is open whether they are cancelled, by post, and why.
    pub undecided: Vec<Option<String>>,
    /// Posts of which it is not known who all their people are, by post, and why: what names or ranks these waits.
    pub unplaced: Vec<Option<String>>,
    /// The candidates of each post, by post, in the order of lists.
    pub candidates: Vec<Vec<PersonId>>,
    /// 考试, by person.
    pub examination: Vec<Examination>,
    /// 差额人选, by post.
    pub shortlists: Vec<Shortlist>,
    /// 民主测评 with its substitutes.
    pub evaluations: Evaluations,
    /// 票决, by post.
    pub votes: Vec<PostVote>,
    /// 公示聘任, of those elected.
    pub placements: BTreeMap<PersonId, Placement>,
    /// What does not add up, with its cell.
    pub problems: Vec<Problem>,
}

impl Decisions {
    /// Those who took the place of a 差额人选 who failed the evaluation or gave up before it, best first.
    pub fn substitutes(&self, post: PostId) -> Vec<PersonId> {
        let first = self.shortlists.get(post.0).map(|list| list.people.as_slice()).unwrap_or_default();
        let ballots = self.evaluations.posts.get(post.0).map(|own| own.ballots.as_slice()).unwrap_or_default();
        ballots.iter().map(|ballot| ballot.person).filter(|person| !first.contains(person)).collect()
    }

    /// Applies the rules to a round.
    pub fn of(round: &Round) -> Self {
        let mut problems = Vec::new();
        let order = PeopleOrder::of(round);
        order::report_rare_strokes(round, &mut problems);
        dates::report(round, &mut problems);
        unheld::report(round, &mut problems);
        application::report_age_limits(round, &mut problems);
        let applications = application::applications(round, &order, &mut problems);
        registration::report_withdrawn(round, &applications, &mut problems);
        registration::report_late(round, &applications, &mut problems);
        for people in &applications.by_post {
            order.report(people, &mut problems);
        }
        eligibility::report_unasked(round, &applications.eligibility, &mut problems);
        eligibility::report_overruled(round, &applications.eligibility, &mut problems);
        eligibility::report_marked(round, &applications.eligibility, &mut problems);
        eligibility::report_pending(round, &applications.eligibility, &mut problems);
        let examination = examination::examine(round, &applications, &order, &mut problems);
        let open = |post: PostId| applications.cancelled.get(post.0).is_none_or(Option::is_none);
        let shortlists: Vec<Shortlist> = round
            .post_ids()
            .map(|post| {
                if open(post) {
                    shortlist::shortlist(round, post, &applications, &examination, &order)
                } else {
                    Shortlist { cancelled: true, ..Shortlist::default() }
                }
            })
            .collect();
        let evaluations = evaluation::evaluate(round, &shortlists, &examination, &order, &mut problems);
        substitution::report(round, &evaluations, &mut problems);
        cancelled_rows::report(round, &applications, &mut problems);
        uncontested::report(round, &shortlists, &evaluations.posts, &order, &mut problems);
        let votes = vote::count_votes(round, &evaluations, &order, &mut problems);
        let placements = appointment::place(round, &evaluations, &votes, &mut problems);
        let Applications { people, eligibility, cancelled, undecided, unplaced, by_post } = applications;
        let mut decisions = Self {
            applications: people,
            eligibility,
            cancelled,
            undecided,
            unplaced,
            candidates: by_post,
            examination,
            shortlists,
            evaluations,
            votes,
            placements,
            problems: Vec::new(),
        };
        appointment_rows::report(round, &mut problems);
        family::report(round, &mut problems);
        copied_rows::report(round, &mut problems);
        others_words::report(round, &mut problems);
        recusal::report(round, &mut problems);
        stated::report(round, &decisions, &mut problems);
        withdrawal::report(round, &decisions, &mut problems);
        blanks::report(round, &decisions, &mut problems);
        problems.iter_mut().for_each(|problem| round.sheet_names.in_problem(problem));
        decisions.problems = problems;
        decisions
    }

    /// A person's application.
    pub fn application(&self, person: PersonId) -> Option<&Application> {
        self.applications.get(person.0)
    }

    /// The post a person is a candidate for: the one applied for, or after its cancellation the one applied for again.
    pub fn post(&self, person: PersonId) -> Option<PostId> {
        self.application(person).and_then(|application| application.post)
    }

    /// A person's 资格审查.
    pub fn eligibility(&self, person: PersonId) -> Option<&Eligibility> {
        self.eligibility.get(person.0)
    }

    /// A person's 考试.
    pub fn examination(&self, person: PersonId) -> Option<&Examination> {
        self.examination.get(person.0)
    }

    /// Whether somebody's review (资格审查) is to be settled: nobody waits for that of a person whose post was cancelled and who has not
    /// applied for another one.
    pub fn awaits_review(&self, found: &Eligibility) -> bool {
        found.verdict == Verdict::Pending && !self.post(found.person).is_some_and(|post| self.is_cancelled(post))
    }

    /// Whether a post is cancelled for want of applicants.
    pub fn is_cancelled(&self, post: PostId) -> bool {
        application::is_cancelled(&self.cancelled, post)
    }
}

/// 占 as a sentence's figure: `42÷44=95.45%`.
pub(crate) fn ratio(part: u32, whole: u32) -> String {
    format!("{part}÷{whole}={}", crate::language::numeral::percent(u64::from(part), u64::from(whole), 2))
}

/// 达到三分之二, 超过半数; 达不到三分之二, 未超过半数: how votes compare with the share they need.
pub(crate) fn compared(share: Share, met: bool) -> String {
    let found = match (share.over, met) {
        (false, true) => "达到",
        (false, false) => "达不到",
        (true, true) => "超过",
        (true, false) => "未超过",
    };
    format!("{found}{}", in_words((share.part, share.whole)))
}

/// 三分之二, 半数 …: a fraction in words.
pub(crate) fn in_words((part, whole): (u32, u32)) -> String {
    use crate::language::numeral::chinese;
    match (part, whole) {
        (1, 2) => "半数".to_owned(),
        (part, whole) if part == whole => "全部".to_owned(),
        (part, 100) => format!("{part}%"),
        // 66.7% is not 一千分之六百六十七.
        (part, whole) if whole > 10 && 1_000_000 % whole == 0 => {
            let shown = crate::language::numeral::percent(u64::from(part), u64::from(whole), 4);
            let digits = shown.trim_end_matches('%').trim_end_matches('0').trim_end_matches('.');
            format!("{digits}%")
        }
        (part, whole) => format!("{}分之{}", chinese(whole), chinese(part)),
    }
}
