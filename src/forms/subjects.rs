//! Whom a document is made for in a round, and what it still waits for.

use std::cmp::Ordering;

use super::catalog::{Form, Per};
use crate::language::stroke_order::{NameOrder, compare};
use crate::procedure::{Decisions, wants_letter};
use crate::round::{PersonId, PostId, Round};

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
    /// 任职文号, if it is about one notice of appointment.
    pub notice: Option<String>,
    /// Why it cannot be made: an error in the person's rows.
    pub blocked: Option<String>,
}

/// The subjects of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subjects {
    /// It can be made for these.
    Ready(Vec<Subject>),
    /// It waits for something.
    Waiting(String),
}

/// Finds the subjects of a document.
pub fn subjects(form: &Form, round: &Round, decisions: &Decisions) -> Subjects {
    let missing: Vec<&str> = form.needs.iter().map(String::as_str).filter(|sheet| !round.has_sheet(sheet)).collect();
    if !missing.is_empty() {
        return Subjects::Waiting(format!("等“{}”表", missing.join("”“")));
    }
    let list = match form.per {
        Per::Round => vec![whole()],
        Per::Post => round
            .post_ids()
            .filter_map(|post| {
                let name = round.post(post)?.name.clone();
                Some(Subject { label: name, person: None, post: Some(post), batch: None, notice: None, blocked: None })
            })
            .collect(),
        Per::Applicant => people(round, round.people().collect()),
        Per::Candidate => {
            let passed = decisions.evaluations.posts.iter().flat_map(|post| post.passed.iter().copied()).collect();
            people(round, passed)
        }
        Per::Nominee => people(round, nominated(decisions)),
        Per::Notice => notices(round, decisions),
        Per::Appointee => people(round, appointed(round, decisions)),
        Per::LetterHolder => {
            let holders = appointed(round, decisions)
                .into_iter()
                .filter(|person| {
                    round.applicant(*person).and_then(|applicant| wants_letter(&round.plan, applicant)) != Some(false)
                })
                .collect();
            people(round, holders)
        }
        Per::Batch => (1..=decisions.evaluations.batches)
            .map(|batch| Subject {
                label: format!("第{batch}批"),
                person: None,
                post: None,
                batch: Some(batch),
                notice: None,
                blocked: None,
            })
            .collect(),
    };
    if list.is_empty() {
        return Subjects::Waiting(waits_for(form.per, round, decisions));
    }
    let Some(stage) = form.awaits else { return Subjects::Ready(list) };
    let mut waiting = None;
    let ready: Vec<Subject> = list
        .into_iter()
        .filter(|subject| {
            let missing = stage.missing(round, decisions, subject);
            let is_ready = missing.is_none();
            waiting = waiting.take().or(missing);
            is_ready
        })
        .collect();
    match waiting {
        Some(reason) if ready.is_empty() => Subjects::Waiting(reason),
        _ => Subjects::Ready(ready),
    }
}

fn whole() -> Subject {
    Subject { label: String::new(), person: None, post: None, batch: None, notice: None, blocked: None }
}

/// Those elected by the party committee.
fn nominated(decisions: &Decisions) -> Vec<PersonId> {
    decisions.votes.iter().flat_map(|vote| &vote.winners).map(|winner| winner.person).collect()
}

/// The 任职文号 of somebody's appointment, without white space.
pub(super) fn notice_of(round: &Round, person: PersonId) -> String {
    let found = round.appointments.iter().find(|appointment| appointment.person == person);
    found.map_or("", |appointment| appointment.document.as_str()).split_whitespace().collect()
}

/// The notices of appointment, in the order of their first person.
fn notices(round: &Round, decisions: &Decisions) -> Vec<Subject> {
    let mut numbers: Vec<String> = Vec::new();
    for person in appointed(round, decisions) {
        let number = notice_of(round, person);
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
        .into_iter()
        .map(|number| Subject {
            label: if number.is_empty() { "未编文号".to_owned() } else { number.clone() },
            notice: Some(number),
            ..whole()
        })
        .collect()
}

/// Those elected who are in the 任用 sheet with a date, unless an objection was upheld.
pub(super) fn appointed(round: &Round, decisions: &Decisions) -> Vec<PersonId> {
    let mut list: Vec<PersonId> = round
        .appointments
        .iter()
        .filter(|appointment| appointment.date.is_some())
        .filter(|appointment| appointment.publication != Some(crate::round::Publication::ObjectionUpheld))
        .filter(|appointment| {
            decisions
                .votes
                .get(appointment.post.0)
                .is_some_and(|vote| vote.winners.iter().any(|winner| winner.person == appointment.person))
        })
        .map(|appointment| appointment.person)
        .collect();
    sort_people(round, &mut list);
    list
}

fn waits_for(per: Per, round: &Round, decisions: &Decisions) -> String {
    match per {
        Per::Round | Per::Applicant => "等“报名”表".to_owned(),
        Per::Post => "等“岗位”表".to_owned(),
        Per::Batch => {
            if let Some(stopped) = decisions.shortlists.iter().find_map(|list| list.stopped.clone()) {
                return stopped;
            }
            "等考试成绩，确定考察对象".to_owned()
        }
        Per::Candidate => "等“民主测评”表的票数".to_owned(),
        Per::Nominee => "等“票决”表的票数".to_owned(),
        Per::Appointee | Per::LetterHolder | Per::Notice => {
            if round.votes.is_empty() {
                "等“票决”表的票数".to_owned()
            } else if round.appointments.iter().all(|appointment| appointment.date.is_none()) {
                "等“任用”表的任职日期".to_owned()
            } else {
                "没有这样的人".to_owned()
            }
        }
    }
}

/// People, by post in the order of the plan and within a post by strokes.
fn people(round: &Round, mut list: Vec<PersonId>) -> Vec<Subject> {
    sort_people(round, &mut list);
    let mut subjects: Vec<Subject> = list
        .into_iter()
        .filter_map(|person| {
            let applicant = round.applicant(person)?;
            let post = applicant.post;
            let post_name = post.and_then(|post| round.post(post)).map_or("未定岗位", |post| post.name.as_str());
            let blocked = applicant.blocked.then(|| "本人的数据有错，见问题清单".to_owned());
            Some(Subject {
                label: format!("{post_name}-{}", applicant.name),
                person: Some(person),
                post,
                batch: None,
                notice: None,
                blocked,
            })
        })
        .collect();
    distinguish(round, &mut subjects);
    subjects
}

/// Two people of one name and post are told apart by the end of their identity numbers.
fn distinguish(round: &Round, subjects: &mut [Subject]) {
    let labels: Vec<String> = subjects.iter().map(|subject| subject.label.clone()).collect();
    for subject in subjects {
        if labels.iter().filter(|label| **label == subject.label).count() > 1
            && let Some(applicant) = subject.person.and_then(|person| round.applicant(person))
        {
            let tail = match &applicant.id_number {
                Some(id) => id.value.as_str().chars().skip(14).collect::<String>(),
                None => format!("第{}行", applicant.at.row),
            };
            subject.label = format!("{}-{tail}", subject.label);
        }
    }
}

/// The order of names the plan asks for.
pub(super) fn name_order(round: &Round) -> NameOrder {
    if round.plan.is("姓名排序", "姓名笔画") { NameOrder::FullName } else { NameOrder::Surname }
}

/// Compares two people by name, by the plan's rule; the order of the sheet decides nothing but true ties.
pub(super) fn by_name(round: &Round, a: PersonId, b: PersonId) -> Ordering {
    let name = |person: PersonId| round.applicant(person).map(|applicant| applicant.name.sorting()).unwrap_or_default();
    let id = |person: PersonId| {
        round
            .applicant(person)
            .and_then(|applicant| applicant.id_number.as_ref())
            .map(|id| id.value.as_str().to_owned())
    };
    compare(&name(a), &name(b), name_order(round)).then_with(|| id(a).cmp(&id(b))).then(a.cmp(&b))
}

/// By post in the order of the plan, then by name.
fn sort_people(round: &Round, list: &mut [PersonId]) {
    let post = |person: PersonId| {
        round.applicant(person).and_then(|applicant| applicant.post).map_or(usize::MAX, |post| post.0)
    };
    list.sort_by(|a, b| post(*a).cmp(&post(*b)).then_with(|| by_name(round, *a, *b)));
}
