//! 干部任免审批表 files (.lrmx) of those elected, for the organisation department's own program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::file_name::{apart, safe_name, safe_name_with};
use super::manifest::{Entry, Manifest};
use super::report::Failure;
use super::store::{Before, Store};
use crate::forms::{Open, approval_form, mark, nominated};
use crate::hash::sha256;
use crate::problem::unwritable;
use crate::procedure::Decisions;
use crate::round::{Applicant, PersonId, Round};
use crate::workbook::to_lrmx;

/// The list of the files, which tells them from files that somebody has changed since.
const LIST: &str = "导出清单.json";

/// The form the files are.
const FORM: &str = "干部任免审批表";

/// How many relatives the editor has room for.
const ROOM: usize = 10;

/// What was written.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Exported {
    /// Files written anew.
    pub written: Vec<String>,
    /// Files that are there already, the same.
    pub unchanged: Vec<String>,
    /// Files that somebody has changed since, and that would come out as they did before: they are left as they are.
    pub edited: Vec<String>,
    /// Files that somebody had changed: what they are called now.
    pub kept: Vec<String>,
    /// Files of an earlier time, of people who are not to be appointed any more; they are left where they are.
    pub stale: Vec<String>,
    /// Whose file could not be made, and why.
    pub failures: Vec<Failure>,
    /// What there is to say about files that were made.
    pub notes: Vec<String>,
}

/// Writes a file for each person elected (拟聘任人选), whole or not at all. What somebody has filled in since, as the files are there
/// for, stays where it is unless something else is to be written.
///
/// # Errors
/// If the folder cannot be written, or its list not be read.
pub fn export_lrmx(round: &Round, decisions: &Decisions, out: &Path) -> std::io::Result<Exported> {
    let store = Store::open(out)?;
    let before = store.held(LIST)?.map(|bytes| Manifest::parse(&bytes)).unwrap_or_default();
    let known = before.files.into_iter().chain(before.stale).map(|entry| (entry.path.clone(), entry)).collect();
    let list = Manifest {
        program: format!("jinggang {}", env!("CARGO_PKG_VERSION")),
        workbook: round.workbook.clone(),
        ..Manifest::default()
    };
    let mut export = Export { round, decisions, store, known, list, report: Exported::default() };
    let names = names(round, decisions);
    for (person, name) in &names {
        let Some(applicant) = round.applicant(*person) else { continue };
        if let Err(reason) = export.one(*person, applicant, name) {
            export.report.failures.push(Failure::new(FORM, applicant.name.as_str(), reason));
        }
    }
    export.keep_earlier(&names);
    export.store.write_own(LIST, &export.list.to_json()?)?;
    Ok(export.report)
}

/// An export under way.
struct Export<'a> {
    round: &'a Round,
    decisions: &'a Decisions,
    store: Store,
    /// The files of an earlier time, by their names.
    known: BTreeMap<String, Entry>,
    list: Manifest,
    report: Exported,
}

impl Export<'_> {
    /// Writes one person's file and enters it in the list.
    fn one(&mut self, person: PersonId, applicant: &Applicant, name: &str) -> Result<(), String> {
        if let Some(at) = &applicant.blocked {
            return Err(format!("这个人的数据有错误（{at}），用 jinggang check 查看"));
        }
        let form = approval_form(self.round, self.decisions, person, name)?;
        let bytes = to_lrmx(&form);
        let hashes: Vec<&str> = self.known.get(name).map(|entry| entry.sha256.as_str()).into_iter().collect();
        let before = self.store.write_unless_edited(name, &bytes, &hashes).map_err(|error| unwritable(name, &error))?;
        let report = &mut self.report;
        match before {
            Before::Nothing => report.written.push(name.to_owned()),
            Before::Same => report.unchanged.push(name.to_owned()),
            Before::Left => report.edited.push(name.to_owned()),
            Before::Kept(aside) => {
                report.written.push(name.to_owned());
                report.kept.push(aside);
            }
        }
        if form.relatives.len() > ROOM {
            let count = form.relatives.len();
            report.notes.push(format!("{name}：家庭成员有{count}人，任免表编辑器一般只显示前{ROOM}人"));
        }
        if self.decisions.placements.get(&person).is_some_and(|own| own.trial == Some(false)) {
            report.notes.push(format!("{name}：试用期考核不合格，职务已经免除，这是任职时的审批表"));
        }
        let post = self.decisions.post(person).and_then(|post| self.round.post(post));
        let post = post.map_or("", |post| post.name.as_str());
        self.list.files.push(Entry {
            path: name.to_owned(),
            step: String::new(),
            form: FORM.to_owned(),
            subject: format!("{post}-{}", applicant.name),
            template: String::new(),
            size: bytes.len() as u64,
            sha256: sha256(&bytes),
            input: String::new(),
            notes: Vec::new(),
        });
        Ok(())
    }

    /// Enters the files of an earlier time that are still there and were not written now.
    fn keep_earlier(&mut self, names: &[(PersonId, String)]) {
        let written: BTreeSet<String> = self.list.files.iter().map(|entry| entry.path.clone()).collect();
        let called: BTreeSet<String> = self.list.files.iter().map(|entry| entry.subject.clone()).collect();
        let open = Open::nominees(self.round, self.decisions);
        for entry in std::mem::take(&mut self.known).into_values().filter(|entry| !written.contains(&entry.path)) {
            if !self.store.path(&entry.path).is_file() {
                continue;
            }
            // Who could not be written this time, and of whom it is not known yet, keeps the file and what is known of it. Who is called
            // otherwise now, as another of the same name came or went, has another file.
            let failed = names.iter().any(|(_, name)| *name == entry.path);
            if failed || !called.contains(&entry.subject) && open.has(&entry.subject) {
                self.list.files.push(entry);
            } else {
                self.report.stale.push(entry.path.clone());
                self.list.stale.push(entry);
            }
        }
    }
}

/// Those to be appointed, in the order of the posts, and their files: the name, with the post where two have one name, and with what
/// tells them apart in every list of files where they have one post, too.
fn names(round: &Round, decisions: &Decisions) -> Vec<(PersonId, String)> {
    let nominees = nominated(decisions);
    let mut people: Vec<(PersonId, &str, &str)> = Vec::new();
    for (index, vote) in decisions.votes.iter().enumerate() {
        let post = round.posts.get(index).map_or("", |post| post.name.as_str());
        for winner in vote.winners.iter().filter(|winner| nominees.contains(&winner.person)) {
            if let Some(applicant) = round.applicant(winner.person) {
                people.push((winner.person, applicant.name.as_str(), post));
            }
        }
    }
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name, _) in &people {
        *count.entry(name).or_default() += 1;
    }
    let several = |name: &str| count.get(name).is_some_and(|count| *count > 1);
    let same =
        |own: &(PersonId, &str, &str)| people.iter().filter(|(_, name, post)| (*name, *post) == (own.1, own.2)).count();
    let stem = |own: &(PersonId, &str, &str)| {
        let (person, name, post) = own;
        match round.applicant(*person) {
            Some(applicant) if same(own) > 1 => {
                safe_name_with(&format!("{name}（{post}"), &format!("，{}）", mark(applicant)))
            }
            _ if several(name) => safe_name_with(&format!("{name}（{post}"), "）"),
            _ => safe_name(name),
        }
    };
    let stems = apart(people.iter().map(stem).collect());
    people.iter().zip(stems).map(|((person, ..), stem)| (*person, format!("{stem}.lrmx"))).collect()
}
