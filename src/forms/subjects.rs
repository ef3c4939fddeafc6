//! Whom a document is made for in a round, and what it still waits for.

use std::collections::BTreeMap;

use super::catalog::{Form, Per};
use super::notice::notices;
use super::published::pending;
use super::repeated::repeated;
use super::stage::Stage;
use crate::problem::Place;
use crate::procedure::{
    Decisions, PeopleOrder, PostVote, Rule, Shortlist, cleared, wants_letter, withdrawn_in, without, without_start,
};
use crate::round::{Applicant, Appointment, PersonId, PostId, Publication, Round};

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
}

/// Finds the subjects of a document.
pub fn subjects(form: &Form, round: &Round, decisions: &Decisions) -> Subjects {
    match outline(form, round, decisions) {
        Outline::Subjects { ready, .. } => Subjects::Ready(ready),
        Outline::Waiting(reason) => Subjects::Waiting(round.sheet_names.in_text(reason)),
    }
}

pub(super) fn outline(form: &Form, round: &Round, decisions: &Decisions) -> Outline {
    if let Some(step) = left_out(form, round) {
        let rule = Rule::LeftOut.of(&round.plan);
        return Outline::Waiting(format!("本轮{}（{}）", without(&[step]), rule.origin()));
    }
    // What the round has nothing of is waited for in vain, whoever may be appointed.
    if let Some(reason) =
        form.awaits.filter(|stage| *stage == Stage::Trial).and_then(|stage| stage.missing(round, decisions, &whole()))
    {
        return Outline::Waiting(reason);
    }
    // Nothing follows where no post is left.
    if (5..=8).contains(&form.number) && !round.posts.is_empty() && decisions.cancelled.iter().all(Option::is_some) {
        return Outline::Waiting("岗位全部取消".to_owned());
    }
    // Nobody is appointed where every post stays vacant.
    if form.number == 8 && nobody_chosen(decisions) {
        return Outline::Waiting("没有拟聘任人选，岗位全部空缺".to_owned());
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
    without_start(&round.plan, own, vote).map(|item| format!("“{item}”是票决日期，没有填票决日期，聘期定不下来"))
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

fn waits_for(per: Per, round: &Round, decisions: &Decisions) -> String {
    match per {
        Per::Round | Per::Applicant => "等“报名”表".to_owned(),
        Per::Post => "等“岗位”表".to_owned(),
        Per::Batch => {
            shortlists_wait(round, decisions, round.post_ids()).unwrap_or_else(|| for_marks(round).to_owned())
        }
        Per::Repeated => unvoted(round, decisions).unwrap_or_else(|| "没有需要再次投票的岗位".to_owned()),
        Per::Candidate => {
            let uncounted =
                if round.plan.holds("民主测评") { "等“民主测评”表的票数" } else { for_marks(round) };
            shortlists_wait(round, decisions, round.post_ids()).unwrap_or_else(|| uncounted.to_owned())
        }
        Per::Nominee if !round.plan.holds("票决") && !any_winner(decisions) => "等“任用”表的人选".to_owned(),
        Per::Nominee => nobody_left(round, decisions)
            .or_else(|| unvoted(round, decisions))
            .unwrap_or_else(|| "没有拟聘任人选".to_owned()),
        Per::Appointee | Per::LetterHolder | Per::Notice => {
            if let Some(reason) = nobody_left(round, decisions).filter(|_| nominated(decisions).is_empty()) {
                reason
            } else if let Some(reason) = unvoted(round, decisions).filter(|_| !any_winner(decisions)) {
                reason
            } else if round.appointments.iter().all(|appointment| appointment.date.is_none()) {
                "等“任用”表的任职日期".to_owned()
            } else {
                if !round.appointments.iter().any(|own| cleared(&round.plan, own)) {
                    "等“任用”表的公示结果".to_owned()
                } else if per == Per::LetterHolder && !appointed(round, decisions).is_empty() {
                    without_letter(round, decisions)
                } else {
                    "“任用”表里没有拟聘任人选".to_owned()
                }
            }
        }
    }
}

/// What is waited for while nobody is a 考察对象 and no post says why.
pub(super) fn for_marks(round: &Round) -> &'static str {
    match (round.posts.is_empty(), round.plan.examines()) {
        (true, _) => "等“岗位”表",
        (false, true) => "等考试成绩，确定考察对象",
        (false, false) => "等资格审查，确定考察对象",
    }
}

/// Why there are no 考察对象 yet: of one post what it says itself; where the marks of several are not all there, that.
pub(super) fn shortlists_wait(
    round: &Round,
    decisions: &Decisions,
    posts: impl Iterator<Item = PostId> + Clone,
) -> Option<String> {
    let several = posts.clone().nth(1).is_some();
    let lists = posts.filter_map(|post| Some((post, decisions.shortlists.get(post.0)?)));
    if let Some((post, stopped)) = lists.clone().find_map(|(post, list)| Some((post, list.stopped.as_deref()?))) {
        let name = round.post(post).map(|post| post.name.as_str()).filter(|_| several);
        return Some(name.map_or_else(|| stopped.to_owned(), |name| format!("{name}：{stopped}")));
    }
    let waiting: Vec<&Shortlist> = lists.map(|(_, list)| list).filter(|list| list.waiting.is_some()).collect();
    match waiting.iter().find(|list| !list.for_marks) {
        Some(other) => other.waiting.clone(),
        None if waiting.len() > 1 => Some(format!("等{}个岗位的考试成绩，确定考察对象", waiting.len())),
        None => waiting.first().and_then(|list| list.waiting.clone()),
    }
}

fn any_winner(decisions: &Decisions) -> bool {
    decisions.votes.iter().any(|vote| !vote.winners.is_empty())
}

/// Why the vote is open; `None` where every post with candidates has been voted on, or the round holds no vote.
fn unvoted(round: &Round, decisions: &Decisions) -> Option<String> {
    let votes = &decisions.votes;
    let stopped = votes.iter().find_map(|vote| vote.stopped.clone());
    let mut with_people =
        votes.iter().zip(&decisions.evaluations.posts).filter(|(_, post)| !post.candidates.is_empty());
    let open = votes.iter().all(|vote| !vote.held) || with_people.any(|(vote, _)| !vote.held);
    stopped.or_else(|| (open && round.plan.holds("票决")).then(|| "等“票决”表的票数".to_owned()))
}

/// Why none of those elected can be appointed: they gave up, or what was found at the publication is against it.
fn nobody_left(round: &Round, decisions: &Decisions) -> Option<String> {
    if !any_winner(decisions) {
        return None;
    }
    let winners = decisions.votes.iter().flat_map(|vote| &vote.winners).map(|winner| winner.person);
    let found = |publication: Publication| {
        winners.clone().any(|person| {
            decisions.placements.get(&person).is_some_and(|own| own.publication == Some(publication))
                || round.appointments.iter().any(|own| own.person == person && own.publication == Some(publication))
        })
    };
    let reasons: Vec<&str> = [
        (Publication::Withdrawn, "拟聘任人选本人放弃"),
        (Publication::ObjectionUpheld, "公示有异议，影响任用"),
        (Publication::Unread, "“任用”表的公示结果没有看懂，等改正"),
    ]
    .into_iter()
    .filter(|(publication, _)| found(*publication))
    .map(|(_, reason)| reason)
    .collect();
    (!reasons.is_empty()).then(|| reasons.join("；"))
}

/// Why nobody gets a 聘书, though somebody is appointed: none of them does, or those who do are not appointed yet.
fn without_letter(round: &Round, decisions: &Decisions) -> String {
    let wants =
        |person: &PersonId| round.applicant(*person).is_some_and(|own| wants_letter(&round.plan, own) != Some(false));
    let already = appointed(round, decisions);
    let chosen = nominated(decisions);
    let open: Vec<PersonId> = chosen.into_iter().filter(|own| wants(own) && !already.contains(own)).collect();
    if open.is_empty() {
        // Whoever is still voted on may be one who does.
        let undecided = decisions.votes.iter().zip(&decisions.evaluations.posts).find(|(vote, post)| {
            (vote.stopped.is_some() || !vote.held) && vote.winners.is_empty() && post.candidates.iter().any(wants)
        });
        return match undecided.filter(|_| round.plan.holds("票决")) {
            Some((vote, _)) => vote.stopped.clone().unwrap_or_else(|| "等“票决”表的票数".to_owned()),
            None => "聘任人员都不签聘书".to_owned(),
        };
    }
    let names = PeopleOrder::of(round).some_names(&open);
    format!("已经任职的人员都不签聘书，签聘书的{names}等“任用”表的公示结果和任职日期")
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
