//! Whether a paper that is not made now may still be called for: what waits, and what an error holds back, is no waste paper.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::{Form, Per};
use super::subjects::{Outline, appointed, outline};
use crate::procedure::{Decisions, wants_letter, withdrawn_in};
use crate::round::{PersonId, Publication, Round};

/// What is open of a form.
#[derive(Debug)]
pub struct Open<'a> {
    per: Per,
    round: &'a Round,
    decisions: &'a Decisions,
    /// Whether it is never made in this round.
    over: bool,
    /// Whether the form waits as a whole.
    waits: bool,
    /// Those that wait or are held back by an error, by their labels.
    labels: BTreeSet<String>,
    /// The people of a name.
    named: BTreeMap<&'a str, Vec<PersonId>>,
    /// Those appointed.
    appointed: BTreeSet<PersonId>,
}

impl<'a> Open<'a> {
    /// Looks at a form.
    pub fn of(form: &Form, round: &'a Round, decisions: &'a Decisions) -> Self {
        let (waits, labels) = match outline(form, round, decisions) {
            Outline::Never(_) => {
                return Self { over: true, ..Self::with(form.per, round, decisions, false, BTreeSet::new()) };
            }
            Outline::Waiting(_) => (true, BTreeSet::new()),
            Outline::Subjects { ready, held } => {
                let blocked = ready.into_iter().filter(|subject| subject.blocked.is_some());
                (false, blocked.chain(held).map(|subject| subject.label).collect())
            }
        };
        let own = Self::with(form.per, round, decisions, waits, labels);
        Self { waits: waits && !own.is_for_nobody(), ..own }
    }

    /// Looks at those elected, of whom other programs have a form.
    pub fn nominees(round: &'a Round, decisions: &'a Decisions) -> Self {
        Self::with(Per::Nominee, round, decisions, false, BTreeSet::new())
    }

    fn with(per: Per, round: &'a Round, decisions: &'a Decisions, waits: bool, labels: BTreeSet<String>) -> Self {
        let mut named: BTreeMap<&str, Vec<PersonId>> = BTreeMap::new();
        for person in round.people() {
            if let Some(applicant) = round.applicant(person) {
                named.entry(applicant.name.as_str()).or_default().push(person);
            }
        }
        let appointed = appointed(round, decisions).into_iter().collect();
        Self { per, round, decisions, over: false, waits, labels, named, appointed }
    }

    /// Whether the paper of this label, which is empty for what is of everybody, may still be called for.
    pub fn has(&self, label: &str) -> bool {
        if self.over {
            return false;
        }
        if label.is_empty() {
            return self.waits || !self.labels.is_empty();
        }
        if self.labels.contains(label) {
            return true;
        }
        if self.per.is_person() {
            let mut people = self.people(label).into_iter().peekable();
            // Somebody who is not in the round any more.
            return if people.peek().is_none() { self.waits } else { people.any(|person| self.is_open(person)) };
        }
        let (votes, evaluations) = (&self.decisions.votes, &self.decisions.evaluations.posts);
        self.waits
            || match self.per {
                Per::Batch => evaluations.iter().any(|own| own.stopped.is_some() || !own.complete),
                Per::Repeated => votes.iter().any(|own| own.unsettled || own.stopped.is_some() && own.again.is_none()),
                Per::Notice => votes.iter().enumerate().any(|(post, own)| {
                    let open = |person: PersonId| !self.is_out(person) && !self.appointed.contains(&person);
                    !self.is_voted(post) || own.winners.iter().any(|winner| open(winner.person))
                }),
                _ => false,
            }
    }

    /// The people a label, 岗位-姓名 with perhaps a mark behind, may mean: somebody whose post is told is called by it.
    fn people(&self, label: &str) -> Vec<PersonId> {
        let mut found = self.named.get(label).cloned().unwrap_or_default();
        for (at, _) in label.match_indices('-') {
            let rest = label.get(at + 1..).unwrap_or_default();
            let names = [Some(rest), rest.split_once('-').map(|(name, _)| name)];
            for person in names.into_iter().flatten().filter_map(|name| self.named.get(name)).flatten() {
                let post = self.decisions.post(*person).and_then(|post| self.round.post(post));
                let held = self.round.applicant(*person).is_some_and(|own| own.blocked.is_some());
                if held || post.is_none_or(|post| label.get(..at) == Some(post.name.as_str())) {
                    found.push(*person);
                }
            }
        }
        found
    }

    /// Whether it is not known yet if somebody gets the paper.
    fn is_open(&self, person: PersonId) -> bool {
        let last = matches!(self.per, Per::Nominee | Per::Appointee | Per::LetterHolder);
        if last && self.is_out(person) {
            return false;
        }
        let Some(post) = self.decisions.post(person) else { return true };
        if self.waits || self.round.applicant(person).is_some_and(|own| own.blocked.is_some()) {
            return true;
        }
        let elected = || {
            let vote = self.decisions.votes.get(post.0);
            vote.is_some_and(|vote| vote.winners.iter().any(|winner| winner.person == person))
        };
        match self.per {
            Per::Candidate => !self.is_evaluated(post.0),
            Per::Nominee => !self.is_voted(post.0) || elected(),
            Per::Appointee | Per::LetterHolder => {
                !self.is_voted(post.0) || elected() && !self.appointed.contains(&person)
            }
            _ => false,
        }
    }

    /// Whether a paper of those elected is for none of them, and everybody is voted on: they gave up, or an objection was upheld, or they get
    /// no letter.
    fn is_for_nobody(&self) -> bool {
        let letter = self.per == Per::LetterHolder;
        let none = |person: PersonId| {
            let wants = || self.round.applicant(person).and_then(|own| wants_letter(&self.round.plan, own));
            self.is_out(person) || letter && wants() == Some(false)
        };
        let of_those = letter || matches!(self.per, Per::Nominee | Per::Appointee | Per::Notice);
        of_those
            && !self.decisions.votes.is_empty()
            && self
                .decisions
                .votes
                .iter()
                .enumerate()
                .all(|(post, own)| self.is_voted(post) && own.winners.iter().all(|winner| none(winner.person)))
    }

    /// Whether somebody will not be appointed whatever comes: gave up, or an objection was upheld.
    fn is_out(&self, person: PersonId) -> bool {
        let placed = self.decisions.placements.get(&person).and_then(|own| own.publication);
        matches!(placed, Some(Publication::ObjectionUpheld | Publication::Withdrawn))
            || withdrawn_in(self.round, person).is_some()
    }

    /// Whether a post's candidates are known for good.
    fn is_evaluated(&self, post: usize) -> bool {
        let listed = self.decisions.shortlists.get(post).is_some_and(|list| list.stopped.is_none() && list.complete);
        let evaluated = self.decisions.evaluations.posts.get(post);
        self.is_cancelled(post)
            || listed && evaluated.is_some_and(|own| own.stopped.is_none() && own.unsettled.is_none() && own.complete)
    }

    /// Whether the vote on a post is counted.
    fn is_voted(&self, post: usize) -> bool {
        let decided = self.decisions.votes.get(post).is_some_and(|vote| {
            !vote.unsettled && vote.stopped.is_none() && (vote.held || !vote.winners.is_empty() || vote.vacant > 0)
        });
        self.is_cancelled(post) || self.is_evaluated(post) && decided
    }

    fn is_cancelled(&self, post: usize) -> bool {
        self.decisions.cancelled.get(post).is_some_and(Option::is_some)
    }
}
