//! Making the documents of a round.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde_json::json;
use typst_layout::PagedDocument;

use super::file_name::safe_name;
use super::index;
use super::manifest::{Absent, Entry, Manifest};
use super::office::Office;
use super::print::{Printed, Wanted, print};
use super::store::{Before, Store, sha256};
use crate::forms::{Form, Material, Subject, Subjects, material, subjects};
use crate::problem::Problem;
use crate::procedure::Decisions;
use crate::round::Round;
use crate::typeset::{Job, Severity, cooled, merge};

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// PDF.
    Pdf,
    /// DOCX.
    Docx,
}

impl Format {
    /// The file name's extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
}

/// What to make, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The output folder.
    pub out: PathBuf,
    /// Only these documents; empty: all.
    pub only: Vec<String>,
    /// Only these steps; empty: all.
    pub steps: Vec<u32>,
    /// Only these people, by name or identity number; empty: all.
    pub people: Vec<String>,
    /// Only these posts; empty: all.
    pub posts: Vec<String>,
    /// The formats.
    pub formats: Vec<Format>,
    /// How many ballots.
    pub copies: Option<u32>,
    /// How many threads; `None`: as many as there are cores.
    pub jobs: Option<usize>,
    /// Only this part of the documents: the K-th of N.
    pub shard: Option<(usize, usize)>,
    /// Make again what is there already.
    pub force: bool,
}

/// Told while documents are made.
pub trait Progress: Sync {
    /// So many documents will be made.
    fn start(&self, total: usize);
    /// One more is done.
    fn step(&self, label: &str);
    /// All are done.
    fn finish(&self);
}

/// A document that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Failure {
    /// The document.
    pub form: String,
    /// Whom it was for.
    pub subject: String,
    /// Why.
    pub reason: String,
}

/// A document that waits for something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Waiting {
    /// The document.
    pub form: String,
    /// What it waits for.
    pub reason: String,
}

/// What came of it.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Report {
    /// Files written.
    pub written: usize,
    /// Files that were there and are right.
    pub unchanged: usize,
    /// Documents not made because of an error.
    pub failures: Vec<Failure>,
    /// Documents that wait.
    pub waiting: Vec<Waiting>,
    /// What should be looked at.
    pub problems: Vec<Problem>,
}

/// How many people's pages go into one file to be printed: what is laid out stays in memory until it is written.
const PRINT_RUN: usize = 200;

/// One document for one subject.
struct Task<'a> {
    form: &'a Form,
    subject: Subject,
}

/// What is known of a task's files.
struct Done {
    entries: Vec<Entry>,
    pages: Option<PagedDocument>,
    input: String,
}

struct Run<'a> {
    office: &'a Office,
    round: &'a Round,
    decisions: &'a Decisions,
    options: &'a Options,
    store: Store,
    before: Manifest,
    common: String,
    report: Mutex<Report>,
    entries: Mutex<BTreeMap<String, Entry>>,
    made: AtomicUsize,
}

/// Makes the documents whose data is there; the others are named with what they wait for.
///
/// # Errors
/// If the output folder cannot be written at all.
pub fn make(
    office: &Office,
    round: &Round,
    decisions: &Decisions,
    options: &Options,
    progress: &dyn Progress,
) -> std::io::Result<Report> {
    let store = Store::open(&options.out)?;
    let before = store.read(&manifest_name(options)).map(|bytes| Manifest::parse(&bytes)).unwrap_or_default();
    let run = Run {
        office,
        round,
        decisions,
        options,
        store,
        before,
        common: common_input(office),
        report: Mutex::default(),
        entries: Mutex::default(),
        made: AtomicUsize::new(0),
    };
    let mut absent = Vec::new();
    let mut singles: Vec<Task> = Vec::new();
    let mut groups: Vec<Vec<Task>> = Vec::new();
    let mut number = 0_usize;
    for form in office.forms.iter().filter(|form| wants_form(options, form)) {
        match subjects(form, round, decisions) {
            Subjects::Waiting(reason) => {
                absent.push(Absent { form: form.name.clone(), subject: String::new(), reason: reason.clone() });
                run.with_report(|report| report.waiting.push(Waiting { form: form.name.clone(), reason }));
            }
            Subjects::Ready(list) => {
                let mut tasks = Vec::new();
                for subject in list {
                    number += 1;
                    let in_shard = options.shard.is_none_or(|(part, of)| number % of == part % of);
                    if !in_shard || !wants_subject(options, round, form, &subject) {
                        continue;
                    }
                    if let Some(reason) = &subject.blocked {
                        run.fail(form, &subject, reason.clone());
                        continue;
                    }
                    tasks.push(Task { form, subject });
                }
                if form.per.is_person() { groups.push(tasks) } else { singles.extend(tasks) }
            }
        }
    }
    progress.start(singles.len() + groups.iter().map(Vec::len).sum::<usize>());
    let work = || {
        singles.par_iter().for_each(|task| {
            run.task(task, false, progress);
        });
        for group in &groups {
            run.group(group, progress);
        }
    };
    match options.jobs {
        // The program's own pool where a number is asked for; the documents do not depend on it.
        Some(jobs) => match rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build() {
            Ok(pool) => pool.install(work),
            Err(_) => work(),
        },
        None => work(),
    }
    progress.finish();
    run.finish(absent)
}

fn manifest_name(options: &Options) -> String {
    match options.shard {
        Some((part, of)) => format!("清单-{part}-{of}.json"),
        None => Manifest::NAME.to_owned(),
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

/// What every document rests on beside its own data: the program, the templates, the fonts.
fn common_input(office: &Office) -> String {
    let files = office.typesetter.files();
    let mut text = String::from(env!("CARGO_PKG_VERSION"));
    for path in files.list() {
        let content = files.read(&path).unwrap_or_default();
        text.push_str(&format!("\n{path} {}", sha256(&content)));
    }
    for file in office.typesetter.fonts().files() {
        let size = file.path.as_ref().and_then(|path| std::fs::metadata(path).ok()).map_or(0, |data| data.len());
        text.push_str(&format!("\n{} {:?} {size}", file.info.family, file.info.variant));
    }
    sha256(text.as_bytes())
}

impl Run<'_> {
    fn with_report(&self, change: impl FnOnce(&mut Report)) {
        if let Ok(mut report) = self.report.lock() {
            change(&mut report);
        }
    }

    fn fail(&self, form: &Form, subject: &Subject, reason: String) {
        self.with_report(|report| {
            report.failures.push(Failure { form: form.name.clone(), subject: subject.label.clone(), reason });
        });
    }

    /// The path of a file without its extension.
    fn stem(form: &Form, subject: &Subject) -> String {
        let (step, name) = (safe_name(&form.step), safe_name(&form.name));
        if subject.label.is_empty() {
            format!("{step}/{name}")
        } else {
            format!("{step}/{name}/{}", safe_name(&subject.label))
        }
    }

    fn input(&self, form: &Form, material: &Material) -> String {
        let attachments: Vec<String> = material.attachments.iter().map(|file| sha256(&file.content)).collect();
        let all = json!([self.common, form.path, material.data, attachments, material.copies]);
        sha256(all.to_string().as_bytes())
    }

    /// Whether a file is there, made from this input and untouched.
    fn is_current(&self, path: &str, input: &str) -> bool {
        if self.options.force {
            return false;
        }
        let Some(entry) = self.before.entry(path).filter(|entry| entry.input == input) else { return false };
        self.store.read(path).is_some_and(|bytes| sha256(&bytes) == entry.sha256)
    }

    /// Makes one document.
    fn task(&self, task: &Task, pages: bool, progress: &dyn Progress) -> Option<Done> {
        let done = self.one(task, pages);
        progress.step(&format!("{} {}", task.form.name, task.subject.label));
        // Now and then, also after documents that failed: what was cached for them is of no use to the others.
        let count = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        if count % 8 == 0 {
            cooled(3);
        }
        // The list is kept up to date on the way, so that a run that is cut off knows its own files afterwards.
        if count % 64 == 0 {
            self.save().ok();
        }
        done
    }

    fn one(&self, task: &Task, pages: bool) -> Option<Done> {
        let (form, subject) = (task.form, &task.subject);
        let material = match material(form, subject, self.round, self.decisions, self.options.copies) {
            Ok(material) => material,
            Err(reason) => {
                self.fail(form, subject, reason);
                return None;
            }
        };
        let input = self.input(form, &material);
        let stem = Self::stem(form, subject);
        let wants = |format: Format| self.options.formats.contains(&format);
        let path = |format: Format| format!("{stem}.{}", format.extension());
        let stale = |format: Format| wants(format) && !self.is_current(&path(format), &input);
        let wanted = Wanted { pages, pdf: stale(Format::Pdf), docx: stale(Format::Docx) };
        let mut done = Done { entries: Vec::new(), pages: None, input: input.clone() };
        for format in [Format::Pdf, Format::Docx] {
            if wants(format)
                && !stale(format)
                && let Some(entry) = self.before.entry(&path(format))
            {
                done.entries.push(entry.clone());
                self.note(entry.clone());
                self.with_report(|report| report.unchanged += 1);
            }
        }
        if !wanted.pages && !wanted.pdf && !wanted.docx {
            return Some(done);
        }
        let printed = match print(&self.office.typesetter, form, &material, wanted) {
            Ok(printed) => printed,
            Err(error) => {
                self.fail(form, subject, error.to_string());
                return None;
            }
        };
        let notes = self.remarks(form, subject, &printed);
        for (format, content) in [(Format::Pdf, &printed.pdf), (Format::Docx, &printed.docx)] {
            if let Some(content) = content {
                let entry = self.deliver(form, &subject.label, &path(format), content, &input, &notes);
                done.entries.extend(entry);
            }
        }
        done.pages = printed.pages;
        Some(done)
    }

    /// What a clerk should know about a document that was made.
    fn remarks(&self, form: &Form, subject: &Subject, printed: &Printed) -> Vec<String> {
        let mut notes = Vec::new();
        let person = subject.person.and_then(|person| self.round.applicant(person));
        let place = person.map(|person| person.at.clone()).unwrap_or_default();
        let mut problems = Vec::new();
        let mut remark = |code, message: String, advice: &str| {
            let problem = Problem::warning(code, place.clone(), message.clone()).advice(advice);
            problems.push(match person {
                Some(person) => problem.about(person.name.as_str()),
                None => problem,
            });
            notes.push(message);
        };
        for column in &printed.overflowing {
            remark(
                "overflow",
                format!("“{}”的“{column}”太长，缩到最小的字号也放不下", form.name),
                "请精简内容，或者在 DOCX 里调整。",
            );
        }
        if !printed.unprintable.is_empty() {
            remark(
                "no-glyph",
                format!("“{}”里有没有字体能印的字：{}", form.name, printed.unprintable.join("、")),
                "请用 --font-path 指明有这个字的字体文件夹。",
            );
        }
        for warning in printed.warnings.iter().filter(|warning| warning.severity == Severity::Warning) {
            // What DOCX says differently is the template author's matter; `render` shows it.
            if !warning.message.starts_with("DOCX：") {
                remark("template", format!("“{}”：{warning}", form.name), "");
            }
        }
        self.with_report(|report| report.problems.extend(problems));
        notes
    }

    fn deliver(
        &self,
        form: &Form,
        label: &str,
        path: &str,
        content: &[u8],
        input: &str,
        notes: &[String],
    ) -> Option<Entry> {
        let known = self.before.entry(path).map(|entry| entry.sha256.clone());
        match self.store.write(path, content, known.as_deref()) {
            Ok(before) => {
                self.with_report(|report| {
                    report.written += 1;
                    if let Before::Kept(name) = &before {
                        report.problems.push(
                            Problem::warning(
                                "kept",
                                crate::problem::Place::file(path),
                                format!("原有的文件有人改过，已改名留存为“{name}”"),
                            )
                            .advice("请核对后删去不要的。"),
                        );
                    }
                });
                let entry = Entry {
                    path: path.to_owned(),
                    step: form.step.clone(),
                    form: form.name.clone(),
                    subject: label.to_owned(),
                    template: form.path.clone(),
                    size: content.len() as u64,
                    sha256: sha256(content),
                    input: input.to_owned(),
                    notes: notes.to_vec(),
                };
                self.note(entry.clone());
                Some(entry)
            }
            Err(error) => {
                let reason = format!("写不了文件“{path}”：{error}。如果文件正打开着，请先关闭");
                self.with_report(|report| {
                    report.failures.push(Failure { form: form.name.clone(), subject: label.to_owned(), reason });
                });
                None
            }
        }
    }

    fn note(&self, entry: Entry) {
        if let Ok(mut entries) = self.entries.lock() {
            entries.insert(entry.path.clone(), entry);
        }
    }

    /// Makes one document for many people, and one PDF to print them all.
    fn group(&self, tasks: &[Task], progress: &dyn Progress) {
        let Some(form) = tasks.first().map(|task| task.form) else { return };
        // With only some people or posts wanted, or in a shard, a file of all would not be one.
        let all = self.options.people.is_empty() && self.options.posts.is_empty() && self.options.shard.is_none();
        let printing = all && self.options.formats.contains(&Format::Pdf);
        let runs: Vec<&[Task]> = tasks.chunks(PRINT_RUN).collect();
        for (index, chunk) in runs.iter().enumerate() {
            let part = if runs.len() > 1 { format!("{}", index + 1) } else { String::new() };
            let path = format!("{}/{}-打印{part}.pdf", safe_name(&form.step), safe_name(&form.name));
            // If the file to print is right, its pages are not needed again.
            let inputs: Vec<String> =
                if printing { chunk.iter().filter_map(|task| self.input_of(task)).collect() } else { Vec::new() };
            let input = sha256(json!(["打印", inputs]).to_string().as_bytes());
            let pages = printing && !self.is_current(&path, &input);
            let done: Vec<Option<Done>> = chunk.par_iter().map(|task| self.task(task, pages, progress)).collect();
            if !printing {
                continue;
            }
            if !pages {
                if let Some(entry) = self.before.entry(&path) {
                    self.note(entry.clone());
                    self.with_report(|report| report.unchanged += 1);
                }
                continue;
            }
            debug_assert!(done.iter().flatten().all(|done| !done.input.is_empty() && done.entries.len() <= 2));
            let documents: Vec<PagedDocument> = done.into_iter().flatten().filter_map(|done| done.pages).collect();
            if documents.is_empty() {
                continue;
            }
            let merged = merge(&documents, true);
            drop(documents);
            let job = Job::new(&self.office.typesetter, "");
            match job.pdf(&merged) {
                Ok(content) => {
                    self.deliver(form, "", &path, &content, &input, &[]);
                }
                Err(error) => self.with_report(|report| {
                    report.failures.push(Failure {
                        form: form.name.clone(),
                        subject: "打印用的合并文件".into(),
                        reason: error.to_string(),
                    });
                }),
            }
        }
    }

    fn input_of(&self, task: &Task) -> Option<String> {
        let material = material(task.form, &task.subject, self.round, self.decisions, self.options.copies).ok()?;
        Some(self.input(task.form, &material))
    }

    /// The files as far as they are made; entries of documents this run did not touch stay.
    fn files(&self) -> Vec<Entry> {
        let mut entries = self.entries.lock().map(|entries| entries.clone()).unwrap_or_default();
        for entry in &self.before.files {
            if !entries.contains_key(&entry.path) && self.store.path(&entry.path).is_file() {
                entries.insert(entry.path.clone(), entry.clone());
            }
        }
        entries.into_values().collect()
    }

    fn manifest(&self, absent: Vec<Absent>) -> Manifest {
        Manifest {
            program: format!("jinggang {}", env!("CARGO_PKG_VERSION")),
            workbook: self.round.workbook.clone(),
            files: self.files(),
            absent,
        }
    }

    fn save(&self) -> std::io::Result<()> {
        self.store.write_own(&manifest_name(self.options), &self.manifest(self.before.absent.clone()).to_json())
    }

    /// Writes the lists.
    fn finish(self, mut absent: Vec<Absent>) -> std::io::Result<Report> {
        let mut report = self.report.lock().map(|report| report.clone()).unwrap_or_default();
        report.failures.sort();
        report.waiting.sort();
        report.problems.sort();
        absent.extend(report.failures.iter().map(|failure| Absent {
            form: failure.form.clone(),
            subject: failure.subject.clone(),
            reason: failure.reason.clone(),
        }));
        let manifest = self.manifest(absent);
        self.store.write_own(&manifest_name(self.options), &manifest.to_json())?;
        if self.options.shard.is_none() {
            let title = format!("{}竞争上岗材料", self.round.plan.text("单位名称"));
            let page = index::page(&title, &manifest, &self.office.forms);
            self.store.write_own("目录.html", page.as_bytes())?;
        }
        Ok(report)
    }
}
