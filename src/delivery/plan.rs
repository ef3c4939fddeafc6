//! Which documents a run makes: every form for every subject, less what the options leave out.

use super::file_name::{apart, safe_name, safe_name_with};
use super::options::Options;
use super::report::{Failure, Waiting};
use crate::forms::{Form, Per, Subject, Subjects, subjects};
use crate::procedure::Decisions;
use crate::round::Round;

/// One document for one subject.
pub(super) struct Task<'a> {
    pub form: &'a Form,
    pub subject: Subject,
    /// The name of its files within the folder of the form; empty for a form that has but one.
    pub file: String,
}

/// The documents of a run.
#[derive(Default)]
pub(super) struct Plan<'a> {
    /// Those that stand for themselves.
    pub singles: Vec<Task<'a>>,
    /// One document for many people: printed at a stretch.
    pub groups: Vec<Vec<Task<'a>>>,
    /// What cannot be made because of an error in the data.
    pub blocked: Vec<Failure>,
    /// What waits.
    pub waiting: Vec<Waiting>,
}

impl<'a> Plan<'a> {
    /// Draws it up.
    pub fn new(forms: &'a [Form], round: &Round, decisions: &Decisions, options: &Options) -> Self {
        let mut plan = Self::default();
        let mut number = 0_usize;
        for form in forms.iter().filter(|form| wants_form(options, form)) {
            let list = match subjects(form, round, decisions) {
                Subjects::Ready(list) => list,
                Subjects::Waiting(reason) => {
                    plan.waiting.push(Waiting { form: form.name.clone(), reason });
                    continue;
                }
            };
            let mut tasks = Vec::new();
            let blocked = plan.blocked.len();
            // Of everybody, also of those left out: a name does not depend on who else is asked for.
            let files = apart(list.iter().map(|subject| file_name(round, subject)).collect());
            for (subject, file) in list.into_iter().zip(files) {
                number += 1;
                let in_shard = options.shard.is_none_or(|(part, of)| number % of == part % of);
                if !in_shard || !wants_subject(options, round, form, &subject) {
                    continue;
                }
                match &subject.blocked {
                    Some(blocked) => plan.blocked.push(Failure {
                        place: blocked.at.clone(),
                        ..Failure::new(&form.name, &subject.label, &blocked.reason)
                    }),
                    None => tasks.push(Task { form, subject, file }),
                }
            }
            // Who names a document and gets none of it is told.
            if tasks.is_empty()
                && plan.blocked.len() == blocked
                && options.shard.is_none()
                && options.only.contains(&form.name)
            {
                plan.blocked.push(Failure::new(&form.name, "", out_of_scope(options, form)));
                continue;
            }
            if form.per.is_person() {
                plan.groups.push(tasks);
            } else {
                plan.singles.extend(tasks);
            }
        }
        plan
    }

    /// How many documents.
    pub fn len(&self) -> usize {
        self.singles.len() + self.groups.iter().map(Vec::len).sum::<usize>()
    }
}

/// The name of a subject's files: 岗位-姓名, of which the name stays whole.
fn file_name(round: &Round, subject: &Subject) -> String {
    let label = subject.label.as_str();
    let post = subject.post.filter(|_| subject.person.is_some()).and_then(|post| round.post(post));
    match post.and_then(|post| Some((post.name.as_str(), label.strip_prefix(post.name.as_str())?))) {
        Some((post, rest)) => safe_name_with(post, rest),
        None if label.is_empty() => String::new(),
        None => safe_name(label),
    }
}

/// Why there is nothing of a document for the people and posts that are asked for.
fn out_of_scope(options: &Options, form: &Form) -> String {
    let each = form.per.as_str();
    if !options.people.is_empty() && !form.per.is_person() {
        format!("这种文书每{each}一份，不是一人一份，请去掉 --person")
    } else if !options.posts.is_empty() && !form.per.is_person() && form.per != Per::Post {
        format!("这种文书每{each}一份，不分岗位，请去掉 --post")
    } else {
        "要的人或者岗位没有这种文书，走到哪一步可以用 jinggang status 看".to_owned()
    }
}

fn wants_form(options: &Options, form: &Form) -> bool {
    (options.only.is_empty() || options.only.iter().any(|name| name == &form.name))
        && (options.steps.is_empty() || options.steps.contains(&form.number))
}

fn wants_subject(options: &Options, round: &Round, form: &Form, subject: &Subject) -> bool {
    let person = subject.person.and_then(|person| round.applicant(person));
    if !options.people.is_empty() {
        let Some(person) = person.filter(|_| form.per.is_person()) else { return false };
        let id = person.id_number.as_ref().map_or("", |id| id.value.as_str());
        if !options.people.iter().any(|wanted| wanted == person.name.as_str() || wanted.to_uppercase() == id) {
            return false;
        }
    }
    if !options.posts.is_empty() {
        let post = subject.post.or_else(|| person.and_then(|person| person.post)).and_then(|post| round.post(post));
        let Some(post) = post else { return false };
        if !options.posts.iter().any(|wanted| wanted == &post.name || wanted == &post.code) {
            return false;
        }
    }
    true
}
