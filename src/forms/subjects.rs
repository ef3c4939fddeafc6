//! Whom a document is made for in a round, and what it still waits for.

use std::collections::BTreeMap;

use super::catalog::{Form, Per};
use super::nobody_yet::waits_for;
use super::notice::notices;
use super::published::pending;
use super::repeated::repeated;
use super::stage::Stage;
use crate::problem::Place;
use crate::procedure::{
    Ahead, Decisions, PeopleOrder, PostVote, Rule, cleared, contradicted, nobody_left, none_interviewed, wants_letter,
    withdrawn_in, without, without_start,
};
use crate::round::{Applicant, Appointment, PersonId, PostId, Publication, Round};

/// The part of the round that the papers of the interview belong to.
const INTERVIEW: &str = "面试";

/// One thing a document is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What it is called: the file's name (岗位-姓名), or nothing for the round.
    pub label: String,
    /// The person, if it is about one.
    pub person: Option<PersonId>,
    /// The post, if it is about one.
    pub post: Option<PostId>,
    /// The batch, if it is about one.
    pub batch: Option<u32>,
    /// The place among the further ballots, if it is about one.
    pub ballot: Option<usize>,
    /// 任职文号, if it is about one notice of appointment.
    pub notice: Option<String>,
    /// Why it cannot be made: an error in the person's rows.
    pub blocked: Option<Blocked>,
}

/// Why a document cannot be made for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// In words.
    pub reason: String,
    /// Where the first error stands, if it is one in a cell.
    pub at: Option<Place>,
}

impl From<String> for Blocked {
    fn from(reason: String) -> Self {
        Self { reason, at: None }
    }
}

/// The subjects of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subjects {
    /// It can be made for these.
    Ready(Vec<Subject>),
    /// It waits for something.
    Waiting(String),
}

/// The subjects of a document, those that still wait among them.
pub(super) enum Outline {
    /// It can be made for some, and may be for others later.
    Subjects { ready: Vec<Subject>, held: Vec<Subject> },
    /// It waits for something.
    Waiting(String),
    /// There is nobody and nothing it could be made for, whatever is still entered.
    Never(String),
}

/// Finds the subjects of a document.
pub fn subjects(form: &Form, round: &Round, decisions: &Decisions) -> Subjects {
    match outline(form, round, decisions) {
        Outline::Subjects { ready, .. } => Subjects::Ready(ready),
        Outline::Waiting(reason) | Outline::Never(reason) => Subjects::Waiting(round.sheet_names.in_text(reason)),
    }
}

pub(super) fn outline(form: &Form, round: &Round, decisions: &Decisions) -> Outline {
    if let Some(step) = left_out(form, round) {
        let rule = Rule::LeftOut.of(&round.plan);
        return Outline::Never(format!("本轮{}（{}）", without(&[step]), rule.origin()));
    }
    // What the round has nothing of is waited for in vain, whoever may be appointed.
    if let Some(reason) =
        form.awaits.filter(|stage| *stage == Stage::Trial).and_then(|stage| stage.missing(round, decisions, &whole()))
    {
        return Outline::Never(reason);
    }
    // Nothing follows where no post is left.
    if (5..=8).contains(&form.number) && !round.posts.is_empty() && decisions.cancelled.iter().all(Option::is_some) {
        return Outline::Never("岗位全部取消".to_owned());
    }
    if let Some(reason) = ahead(form).and_then(|ahead| nobody_left(ahead, round, decisions)) {
        return Outline::Never(reason);
    }
    // Nobody is appointed where every post stays vacant.
    if form.number == 8 && nobody_chosen(decisions) {
        return Outline::Never("没有拟聘任人选，岗位全部空缺".to_owned());
    }
    let missing: Vec<&str> = form.needs.iter().map(String::as_str).filter(|sheet| !round.has_sheet(sheet)).collect();
    if !missing.is_empty() {
        return Outline::Waiting(format!("等“{}”表", missing.join("”“")));
    }
    if let Some(reason) = super::unread::waits(form, round) {
        return Outline::Waiting(reason);
    }
    let list = match form.per {
        Per::Round => vec![whole()],
        Per::Post => round
            .post_ids()
            .filter_map(|post| {
                let name = round.post(post)?.name.clone();
                Some(Subject { label: name, post: Some(post), ..whole() })
            })
            .collect(),
        Per::Applicant => people(round, decisions, round.people().collect()),
        Per::Candidate => {
            let passed = decisions.evaluations.posts.iter().flat_map(|post| post.passed.iter().copied()).collect();
            people(round, decisions, passed)
        }
        Per::Nominee => people(round, decisions, nominated(decisions)),
        Per::Notice => notices(round, decisions),
        Per::Appointee => with_term(round, decisions, people(round, decisions, appointed(round, decisions))),
        Per::LetterHolder => {
            let wants = |person: &PersonId| round.applicant(*person).and_then(|own| wants_letter(&round.plan, own));
            let mut holders = with_term(round, decisions, people(round, decisions, letter_holders(round, decisions)));
            // A civil servant's letter would be one too many.
            for subject in holders.iter_mut().filter(|subject| subject.person.as_ref().and_then(wants).is_none()) {
                let reason = "编制类别没有填或者看不懂，签不签聘书定不下来".to_owned();
                subject.blocked = subject.blocked.take().or(Some(reason.into()));
            }
            holders
        }
        Per::Batch => (1..=decisions.evaluations.batches)
            .map(|batch| Subject { label: format!("第{batch}批"), batch: Some(batch), ..whole() })
            .collect(),
        Per::Repeated => repeated(round, decisions)
            .iter()
            .enumerate()
            .map(|(index, own)| Subject { label: own.label(), ballot: Some(index), ..whole() })
            .collect(),
    };
    if list.is_empty() {
        return Outline::Waiting(waits_for(form.per, round, decisions));
    }
    let mut waiting = None;
    let (ready, held): (Vec<Subject>, Vec<Subject>) = list.into_iter().partition(|subject| {
        let missing = form.awaits.and_then(|stage| stage.missing(round, decisions, subject));
        let unused = |post: PostId| form.belongs == Some(INTERVIEW) && none_interviewed(post, round, decisions);
        let missing =
            missing.or_else(|| subject.post.filter(|post| unused(*post)).map(|_| "没有人进入面试".to_owned()));
        let for_review = missing.is_none();
        let missing = missing.or_else(|| pending(form, round, decisions, std::slice::from_ref(subject)));
        let is_ready = missing.is_none();
        waiting = waiting.take().or(missing.map(|reason| (reason, for_review)));
        is_ready
    });
    match waiting {
        Some((reason, for_review)) if ready.is_empty() => {
            // Of people who all wait for their review each is named, not the first alone.
            let all = for_review.then(|| pending(form, round, decisions, &held)).flatten();
            Outline::Waiting(all.unwrap_or(reason))
        }
        _ => Outline::Subjects { ready, held },
    }
}

/// The part that the round leaves out and the document belongs to; an admission ticket belongs to whatever examination there is.
fn left_out(form: &Form, round: &Round) -> Option<&'static str> {
    let examined = round.plan.examines();
    let own = form.belongs.filter(|part| !round.plan.holds(part));
    own.or_else(|| (form.number == 5 && !examined).then_some("笔试和面试"))
}

/// For what a document needs somebody to be left. The counts of an evaluation are printed also where nobody passed.
fn ahead(form: &Form) -> Option<Ahead> {
    match (form.number, form.per) {
        (5, _) if form.belongs == Some(INTERVIEW) => Some(Ahead::Interview),
        (5, _) => Some(Ahead::Examination),
        (6, Per::Candidate) => Some(Ahead::Report),
        (6, _) => Some(Ahead::Inspection),
        (7, _) => Some(Ahead::Vote),
        _ => None,
    }
}

pub(super) fn whole() -> Subject {
    Subject { label: String::new(), person: None, post: None, batch: None, ballot: None, notice: None, blocked: None }
}

/// Those decided on by the party committee, unless they gave up, or an objection was upheld, or may have been: what is given cannot
/// be read.
pub(crate) fn nominated(decisions: &Decisions) -> Vec<PersonId> {
    let refused = |person: &PersonId| {
        let placed = decisions.placements.get(person);
        placed.is_some_and(|own| {
            matches!(own.publication, Some(Publication::ObjectionUpheld | Publication::Withdrawn | Publication::Unread))
        })
    };
    let winners = decisions.votes.iter().flat_map(|vote| &vote.winners).map(|winner| winner.person);
    winners.filter(|person| !refused(person)).collect()
}

/// Whether every post is settled, and none with anybody.
fn nobody_chosen(decisions: &Decisions) -> bool {
    let settled = |index: usize, vote: &PostVote| {
        let cancelled = decisions.cancelled.get(index).is_some_and(Option::is_some);
        cancelled || (vote.winners.is_empty() && vote.stopped.is_none() && vote.vacant > 0)
    };
    !decisions.votes.is_empty() && decisions.votes.iter().enumerate().all(|(index, vote)| settled(index, vote))
}

/// Whether an appointment is of somebody elected to its post.
pub(super) fn is_elected(decisions: &Decisions, own: &Appointment) -> bool {
    let vote = decisions.votes.get(own.post.0);
    vote.is_some_and(|vote| vote.winners.iter().any(|winner| winner.person == own.person))
}

/// Why what prints somebody's term cannot be made: it runs from the day of a vote that is not given.
pub(super) fn unstarted(round: &Round, decisions: &Decisions, person: PersonId) -> Option<String> {
    let own = round.appointments.iter().find(|own| own.person == person)?;
    let vote = decisions.votes.get(own.post.0).and_then(|vote| vote.row_of(round, person));
    let open = without_start(&round.plan, own, vote);
    open.map(|item| format!("“{item}”是票决日期，没有填票决日期，聘期定不下来")).or_else(|| {
        let (stated, _) = contradicted(&round.plan, own, vote)?;
        Some(format!("“任用”表“{}”写的与程序算出的不同，改正后再做", stated.header))
    })
}

/// Of a list of people: those whose term cannot be told are held back.
fn with_term(round: &Round, decisions: &Decisions, mut subjects: Vec<Subject>) -> Vec<Subject> {
    for subject in &mut subjects {
        let reason = || subject.person.and_then(|person| unstarted(round, decisions, person));
        subject.blocked = subject.blocked.take().or_else(|| reason().map(Blocked::from));
    }
    subjects
}

/// Those elected who are in the 任用 sheet with a date, unless an objection was upheld.
pub(super) fn appointed(round: &Round, decisions: &Decisions) -> Vec<PersonId> {
    let mut list: Vec<PersonId> = round
        .appointments
        .iter()
        .filter(|appointment| appointment.date.is_some())
        .filter(|appointment| cleared(&round.plan, appointment))
        .filter(|appointment| withdrawn_in(round, appointment.person).is_none())
        .filter(|appointment| is_elected(decisions, appointment))
        .map(|appointment| appointment.person)
        .collect();
    sort_people(round, decisions, &mut list);
    list
}

/// Those appointed who get a letter of appointment, or may get one.
pub(super) fn letter_holders(round: &Round, decisions: &Decisions) -> Vec<PersonId> {
    let none =
        |person: &PersonId| round.applicant(*person).and_then(|own| wants_letter(&round.plan, own)) == Some(false);
    appointed(round, decisions).into_iter().filter(|person| !none(person)).collect()
}

/// People, by post in the order of the plan and within a post by strokes.
fn people(round: &Round, decisions: &Decisions, mut list: Vec<PersonId>) -> Vec<Subject> {
    sort_people(round, decisions, &mut list);
    let mut subjects: Vec<Subject> = list
        .into_iter()
        .filter_map(|person| {
            let applicant = round.applicant(person)?;
            let post = decisions.post(person);
            let post_name = post.and_then(|post| round.post(post)).map_or("未定岗位", |post| post.name.as_str());
            let wrong = applicant.blocked.clone();
            let blocked = wrong.map(|at| Blocked { reason: "本人的数据有错".to_owned(), at: Some(at) });
            Some(Subject {
                label: format!("{post_name}-{}", applicant.name),
                person: Some(person),
                post,
                blocked,
                ..whole()
            })
        })
        .collect();
    distinguish(round, &mut subjects);
    subjects
}

/// Two people of one name and post are told apart by the end of their identity numbers.
fn distinguish(round: &Round, subjects: &mut [Subject]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for subject in &*subjects {
        *counts.entry(subject.label.clone()).or_default() += 1;
    }
    for subject in subjects {
        if counts.get(&subject.label).is_some_and(|count| *count > 1)
            && let Some(applicant) = subject.person.and_then(|person| round.applicant(person))
        {
            subject.label = format!("{}-{}", subject.label, mark(applicant));
        }
    }
}

/// What tells somebody from another of the same name and post in the names of files: the end of the identity number, or the row.
pub fn mark(applicant: &Applicant) -> String {
    match &applicant.id_number {
        Some(id) => id.value.as_str().chars().skip(14).collect(),
        None => format!("第{}行", applicant.at.row),
    }
}

/// By post in the order of the plan, then by name.
fn sort_people(round: &Round, decisions: &Decisions, list: &mut [PersonId]) {
    let order = PeopleOrder::of(round);
    let post = |person: PersonId| decisions.post(person).map_or(usize::MAX, |post| post.0);
    list.sort_by_cached_key(|person| (post(*person), order.key(*person), *person));
}
