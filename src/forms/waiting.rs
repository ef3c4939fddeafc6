//! What a document still waits for, in words.

use std::collections::BTreeSet;

use super::nobody_yet::{for_marks, shortlists_wait};
use super::stage::Stage;
use super::subjects::Subject;
use crate::procedure::{
    Decisions, Examination, Outcome, PeopleOrder, PostEvaluation, PostVote, Rule, Standing, Verdict, WEIGHTS_OPEN,
    compared, examination_unread,
};
use crate::round::{Appointment, PersonId, PostId, Publication, Round};

/// A subject of a document, and the round as far as it has come.
#[derive(Clone, Copy)]
pub(super) struct Waiting<'a> {
    pub round: &'a Round,
    pub decisions: &'a Decisions,
    pub subject: &'a Subject,
}

impl<'a> Waiting<'a> {
    /// What is waited for by what waits for a stage; `None`: nothing.
    pub fn missing(self, stage: Stage) -> Option<String> {
        if stage.rests_on_people()
            && let Some(unplaced) = self.own(&self.decisions.unplaced).flatten().next()
        {
            return Some(unplaced.clone());
        }
        if stage.prints_seats()
            && let Some(unread) = self.own(&self.round.posts).find_map(|post| post.unread("职数"))
        {
            return Some(unread);
        }
        // People may be listed and marked, but nobody is placed.
        let of_posts = !matches!(stage, Stage::Applicants | Stage::Reviewed | Stage::Tickets | Stage::Trial);
        match stage {
            _ if of_posts && self.round.posts.is_empty() => Some("等“岗位”表".to_owned()),
            Stage::Posts => None,
            Stage::Applicants => say(!self.round.people().any(|person| self.concerns(person)), "等“报名”表"),
            Stage::Reviewed => self.reviewed(),
            Stage::Qualified => self.qualified(),
            Stage::Cancelled => self.cancelled(),
            Stage::Tickets => self.tickets(),
            Stage::Written => {
                let admitted = self.standings().any(|found| found.standing != Standing::NotAdmitted);
                say(!admitted || self.waits(Standing::WaitingForWritten), "等“成绩”表的笔试成绩")
            }
            Stage::Judged => self.judged(),
            Stage::Examined => self.examined(),
            Stage::Shortlisted => self.shortlisted(),
            Stage::Evaluated => self.evaluated(),
            Stage::Substituted => self.substituted(),
            Stage::Replaced => self.replaced(),
            Stage::Voted => self.voted(),
            Stage::Nominated => self.nominated(),
            Stage::Published => self.published(),
            Stage::Trial => {
                let plan = &self.round.plan;
                (plan.months("试用期年数") == 0).then(|| format!("本轮不设试用期（{}）", plan.origin("试用期年数")))
            }
        }
    }

    fn reviewed(self) -> Option<String> {
        let mut open = self.decisions.eligibility.iter().filter(|found| self.concerns(found.person));
        self.missing(Stage::Applicants)
            .or_else(|| say(open.any(|found| self.decisions.awaits_review(found)), "资格审查还有待核的人员"))
    }

    fn qualified(self) -> Option<String> {
        let decisions = self.decisions;
        self.missing(Stage::Reviewed).or_else(|| {
            let mut own = decisions.eligibility.iter().filter(|found| self.concerns(found.person));
            let held = |person| decisions.post(person).is_some_and(|post| !decisions.is_cancelled(post));
            let any = own.any(|found| found.verdict == Verdict::Eligible && held(found.person));
            let all = !self.round.posts.is_empty() && decisions.cancelled.iter().all(Option::is_some);
            say(!any, if all { "岗位全部取消" } else { "没有资格审查合格的人员" })
        })
    }

    /// The notice also says which posts are left to apply for: it waits until that is known of all.
    fn cancelled(self) -> Option<String> {
        if let Some(open) = self.decisions.undecided.iter().flatten().next() {
            return Some(open.clone());
        }
        say(!self.posts().any(|post| self.decisions.is_cancelled(post)), "没有取消的岗位")
    }

    fn tickets(self) -> Option<String> {
        let numbered = self
            .standings()
            .filter(|found| found.standing != Standing::NotAdmitted)
            .filter_map(|found| self.round.applicant(found.person))
            .any(|applicant| !applicant.marks.ticket.is_empty());
        // An interview alone can do without numbers.
        let asked = self.round.plan.holds("笔试");
        let none = if asked {
            "等“成绩”表的准考证号"
        } else {
            "本轮没有笔试，没有编准考证号，不做"
        };
        say(!numbered, none)
    }

    fn judged(self) -> Option<String> {
        let mut judged =
            self.standings().filter_map(|found| self.round.applicant(found.person)?.marks.judged.as_ref()).peekable();
        say(judged.peek().is_none(), "等“面试打分”表")
            .or_else(|| say(judged.any(|own| own.unsound), "“面试打分”表有错，改正后再做"))
            .or_else(|| self.unjudged())
    }

    /// Whose marks are missing of a post whose other people have some: a table without them would be signed too early.
    fn unjudged(self) -> Option<String> {
        let marked =
            |found: &&Examination| self.round.applicant(found.person).is_some_and(|own| own.marks.judged.is_some());
        let posts: BTreeSet<Option<PostId>> =
            self.standings().filter(marked).map(|found| self.decisions.post(found.person)).collect();
        let open: Vec<PersonId> = self
            .standings()
            .filter(|found| found.standing == Standing::WaitingForInterview && !marked(found))
            .map(|found| found.person)
            .filter(|person| posts.contains(&self.decisions.post(*person)))
            .collect();
        let names = || PeopleOrder::of(self.round).some_names(&open);
        (!open.is_empty()).then(|| format!("等{}的面试打分，没有参加的写“缺考”", names()))
    }

    fn examined(self) -> Option<String> {
        if self.waits(Standing::WaitingForPlan) {
            return examination_unread(&self.round.plan);
        }
        if self.waits(Standing::WaitingForWithdrawal) {
            return Some("有人的退出步骤看不懂，改正后再定".to_owned());
        }
        if self.waits(Standing::WaitingForWeights) {
            return Some(WEIGHTS_OPEN.to_owned());
        }
        let written = self.waits(Standing::WaitingForWritten);
        let open = written || self.waits(Standing::WaitingForInterview);
        // Where nobody got as far as a total the marks are made known all the same.
        let marked = self.standings().any(|found| found.standing.is_examined());
        // Once all marks of 笔试 are in, those of 面试 are waited for; before, both.
        let written = written || !open;
        let parts = [("笔试", written), ("面试", true)].into_iter();
        let parts: Vec<&str> =
            parts.filter(|(part, open)| *open && self.round.plan.holds(part)).map(|(part, _)| part).collect();
        say(open || !marked, &format!("等{}成绩", parts.join("和")))
    }

    fn shortlisted(self) -> Option<String> {
        let (plan, lists) = (&self.round.plan, &self.decisions.shortlists);
        let waiting = || shortlists_wait(self.round, self.decisions, self.posts());
        if self.own(lists).any(|list| list.stopped.is_some()) {
            return waiting();
        }
        if let Some(unread) = examination_unread(plan).or_else(|| Rule::Shortlist.unread(plan)) {
            return Some(unread);
        }
        if self.waits(Standing::WaitingForWeights) {
            return Some(WEIGHTS_OPEN.to_owned());
        }
        let complete = self.open_posts().all(|post| lists.get(post.0).is_some_and(|list| list.complete));
        let any = self.open_posts().any(|post| lists.get(post.0).is_some_and(|list| !list.people.is_empty()));
        (!complete || !any).then(|| waiting().unwrap_or_else(|| for_marks(self.round).to_owned()))
    }

    fn evaluated(self) -> Option<String> {
        // A round without 民主测评 does not wait for its ballots: what came before decides.
        if !self.round.plan.holds("民主测评") {
            return self.missing(Stage::Shortlisted);
        }
        let posts = &self.decisions.evaluations.posts;
        let uncounted = "等“民主测评”表的票数";
        if self.subject.person.is_none() && self.subject.batch.is_none() {
            // What lists every post waits for every post: a ballot that is printed too early is waste paper.
            let stopped = || self.own(posts).find_map(|post| post.stopped.clone());
            return self.missing(Stage::Shortlisted).or_else(stopped).or_else(|| {
                let mut open = self.open_posts().filter(|post| posts.get(post.0).is_none_or(|own| !own.complete));
                say(open.next().is_some(), uncounted)
            });
        }
        let of_subject = |batch: u32| self.subject.batch.is_none_or(|own| own == batch);
        let mut ballots =
            self.own(posts).flat_map(|post| &post.ballots).filter(|ballot| of_subject(ballot.batch)).peekable();
        let none = ballots.peek().is_none();
        say(none || ballots.any(|ballot| ballot.outcome == Outcome::Waiting), uncounted)
    }

    fn substituted(self) -> Option<String> {
        let evaluations = &self.decisions.evaluations;
        let happened = match self.subject.batch {
            Some(batch) => evaluations.steps_of(batch).next().is_some(),
            None => self.own(&evaluations.posts).any(|post| !post.steps.is_empty()),
        };
        self.settled_in(self.subject.batch).or_else(|| self.nothing(!happened, "没有需要替补的人选"))
    }

    fn replaced(self) -> Option<String> {
        let nobody = match self.subject.batch {
            Some(batch) => self.decisions.evaluations.substitutes(batch).is_empty(),
            None => self.open_posts().all(|post| self.decisions.substitutes(post).is_empty()),
        };
        let before = self.subject.batch.map(|batch| batch.saturating_sub(1).max(1));
        self.settled_in(before).or_else(|| self.nothing(nobody, "没有替补的考察对象"))
    }

    /// What there is nothing of; while the evaluation of any post is open, why it is.
    fn nothing(self, none: bool, what: &str) -> Option<String> {
        let open = || {
            let whole = super::subjects::whole();
            Waiting { round: self.round, decisions: self.decisions, subject: &whole }.missing(Stage::Evaluated)
        };
        none.then(|| open().unwrap_or_else(|| what.to_owned()))
    }

    fn voted(self) -> Option<String> {
        if let Some(stopped) = self.votes().find_map(|vote| vote.stopped.clone()) {
            return Some(stopped);
        }
        // A round without 票决 does not wait for its ballots: the 任用 sheet decides.
        if !self.round.plan.holds("票决") {
            return say(self.votes().all(|vote| vote.winners.is_empty()), "等“任用”表的人选");
        }
        say(!self.votes().any(|vote| vote.held), "等“票决”表的票数")
    }

    fn nominated(self) -> Option<String> {
        self.missing(Stage::Voted).or_else(|| {
            let nobody = self.votes().all(|vote| vote.winners.is_empty());
            nobody.then(|| format!("没有人得票{}", compared(self.round.plan.share("票决通过比例"), true)))
        })
    }

    fn published(self) -> Option<String> {
        self.missing(Stage::Nominated).or_else(|| {
            let gone = |person: PersonId| {
                let placement = self.decisions.placements.get(&person);
                placement.is_some_and(|own| own.publication == Some(Publication::Withdrawn))
            };
            let known = |own: Option<Publication>| own.is_some_and(|own| own != Publication::Unread);
            let told = |person: PersonId| {
                self.round.appointments.iter().any(|found| found.person == person && known(found.publication))
            };
            let winners = self.votes().flat_map(|vote| &vote.winners).map(|winner| winner.person);
            let open: Vec<PersonId> = winners.filter(|person| !told(*person) && !gone(*person)).collect();
            (!open.is_empty())
                .then(|| unpublished(self.round, &open).unwrap_or_else(|| "等“任用”表的公示结果".to_owned()))
        })
    }

    /// Why it is not known yet who takes the places of those who left in a batch: a paper of the batch names those of all posts, and must
    /// not change once it has been given out.
    fn settled_in(self, batch: Option<u32>) -> Option<String> {
        let last = |post: &&PostEvaluation| {
            let last = post.ballots.iter().map(|ballot| ballot.batch).max();
            batch.is_none_or(|batch| last == Some(batch))
        };
        let posts = || self.own(&self.decisions.evaluations.posts);
        let stopped = posts().filter(last).find_map(|post| post.stopped.clone());
        let mut of_batch =
            posts().flat_map(|post| &post.ballots).filter(|ballot| batch.is_some_and(|batch| ballot.batch == batch));
        let open = of_batch.any(|ballot| ballot.outcome == Outcome::Waiting);
        stopped.or_else(|| open.then(|| "等“民主测评”表的票数".to_owned()))
    }

    /// Whether somebody is of the subject's post, or it has none.
    fn concerns(self, person: PersonId) -> bool {
        self.subject.post.is_none_or(|post| self.decisions.post(person) == Some(post))
    }

    fn standings(self) -> impl Iterator<Item = &'a Examination> {
        self.decisions.examination.iter().filter(move |found| self.concerns(found.person))
    }

    fn waits(self, standing: Standing) -> bool {
        self.standings().any(|found| found.standing == standing)
    }

    fn votes(self) -> impl Iterator<Item = &'a PostVote> {
        self.own(&self.decisions.votes)
    }

    /// Of what there is for each post: all, or that of the subject's own post. An error in another post's figures holds back nobody else.
    fn own<T>(self, by_post: &'a [T]) -> impl Iterator<Item = &'a T> + Clone {
        let is_own = move |(index, _): &(usize, &'a T)| self.subject.post.is_none_or(|own| own.0 == *index);
        by_post.iter().enumerate().filter(is_own).map(|(_, found)| found)
    }

    /// All posts, or the subject's own.
    fn posts(self) -> impl Iterator<Item = PostId> + Clone + 'a {
        self.round.post_ids().filter(move |post| self.subject.post.is_none_or(|own| own == *post))
    }

    /// Those of them that are not cancelled.
    fn open_posts(self) -> impl Iterator<Item = PostId> + 'a {
        self.posts().filter(move |post| !self.decisions.is_cancelled(*post))
    }
}

fn say(missing: bool, what: &str) -> Option<String> {
    missing.then(|| what.to_owned())
}

/// What is written in 任用 of people without a result of the publication, and cannot be read.
fn unpublished(round: &Round, people: &[PersonId]) -> Option<String> {
    let unread = |own: &&Appointment| people.contains(&own.person) && own.publication == Some(Publication::Unread);
    let of: Vec<PersonId> = round.appointments.iter().filter(unread).map(|own| own.person).collect();
    if !of.is_empty() {
        return Some(format!("{}的公示结果填了，没有看懂，改正后再做", PeopleOrder::of(round).some_names(&of)));
    }
    let row = round.unread_appointments.iter().find(|own| own.person.is_none_or(|person| people.contains(&person)))?;
    Some(format!("{}{}，改正后再做", row.at, row.why))
}
