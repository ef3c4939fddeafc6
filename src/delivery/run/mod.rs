//! Making the documents of a round: in parallel, each whole or not at all, and only those that are not there yet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use typst_layout::PagedDocument;

mod behind;
mod earlier;
mod input;

use self::earlier::{Earlier, Held, edited};
use self::input::common_input;
use super::contained::{contained, locked};
use super::file_name::safe_name;
use super::index;
use super::journal::{self, Journal};
use super::manifest::{Absent, Entry, Manifest, lists, name_of, round_of};
use super::office::Office;
use super::options::{Format, Options, Progress};
use super::plan::{Plan, Task};
use super::print::{Wanted, print};
use super::remarks::remarks;
use super::report::{Failure, MakeError, Report};
use super::store::{Before, Store};
use super::workers::Workers;
use crate::forms::{Form, Material, Per, Subject, material};
use crate::hash::sha256;
use crate::problem::{Place, Problem, unwritable};
use crate::procedure::Decisions;
use crate::round::Round;
use crate::typeset::{Job, cooled, merge};

/// How many people's pages go into one file to be printed: what is laid out stays in memory until it is written.
const PRINT_RUN: usize = 200;

/// What a document is made from, and the hash that tells whether it has changed; or why it cannot be had.
type Gathered = Result<(Material, String), String>;

struct Run<'a> {
    office: &'a Office,
    round: &'a Round,
    decisions: &'a Decisions,
    options: &'a Options,
    store: Store,
    earlier: Earlier,
    common: String,
    journal: Journal,
    report: Mutex<Report>,
    /// What has been said of files of an earlier run: a PDF and a DOCX have the same to say.
    repeated: Mutex<BTreeSet<(String, String)>>,
    entries: Mutex<BTreeMap<String, Entry>>,
    made: AtomicUsize,
    /// How many make documents side by side.
    workers: usize,
}

/// Makes the documents whose data is there; the others are named with what they wait for.
///
/// # Errors
/// If the output folder cannot be written at all, or its lists not be read, or what all documents rest on cannot be read.
pub fn make(
    office: &Office,
    round: &Round,
    decisions: &Decisions,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, MakeError> {
    let common = common_input(office)?;
    let store =
        Store::open(&options.out).map_err(|error| MakeError::Folder(options.out.display().to_string(), error))?;
    let kept = make_room(&store, options)?;
    let workers = Workers::new(options.jobs).map_err(|error| MakeError::Threads(error.to_string()))?;
    let journal = store.path(&journal::name_beside(&name_of(options.shard)));
    let run = Run {
        office,
        round,
        decisions,
        options,
        store,
        earlier: Earlier::of(&options.out, options.shard),
        common,
        journal: Journal::new(journal, head(round)),
        report: Mutex::default(),
        repeated: Mutex::default(),
        entries: Mutex::default(),
        made: AtomicUsize::new(0),
        workers: workers.count(),
    };
    let plan = Plan::new(&office.forms, round, decisions, options);
    run.with_report(|report| {
        report.problems.extend(kept);
        report.problems.extend(run.earlier.unread.iter().cloned());
        report.failures.extend(plan.blocked.iter().cloned());
        report.waiting.extend(plan.waiting.iter().cloned());
    });
    progress.start(plan.len());
    workers.each(&plan.singles, |task| {
        run.task(task, &run.gather(task), false, progress);
    });
    for group in &plan.groups {
        run.group(group, &workers, progress);
    }
    progress.finish();
    Ok(run.finish())
}

/// The list without what it lists.
fn head(round: &Round) -> Manifest {
    Manifest {
        program: format!("jinggang {}", env!("CARGO_PKG_VERSION")),
        workbook: round.workbook.clone(),
        round: round_of(round),
        ..Manifest::default()
    }
}

/// Gives somebody's own files other names that are called as the lists are; says so.
fn make_room(store: &Store, options: &Options) -> Result<Vec<Problem>, MakeError> {
    let mut kept = Vec::new();
    let list = name_of(options.shard);
    let mut room = |name: &str, is_own: fn(&[u8]) -> bool| {
        let unwritable = |error| MakeError::List(options.out.join(name).display().to_string(), error);
        if let Some(aside) = store.make_room(name, is_own).map_err(unwritable)? {
            let message = format!("原有的文件不是程序做的，已改名留存为“{aside}”");
            kept.push(Problem::warning("kept", Place::file(name), message).advice("请核对，没有用的可以删去。"));
        }
        Ok::<(), MakeError>(())
    };
    room(&list, Manifest::is_own)?;
    if options.shard.is_none() {
        room(index::NAME, index::is_own)?;
    }
    Ok(kept)
}

impl Run<'_> {
    fn with_report(&self, change: impl FnOnce(&mut Report)) {
        change(&mut locked(&self.report));
    }

    fn fail(&self, form: &Form, subject: &Subject, reason: String) {
        self.with_report(|report| {
            report.failures.push(Failure::new(&form.name, &subject.label, reason));
        });
    }

    /// The path of a file without its extension.
    fn stem(task: &Task) -> String {
        let (step, name) = (safe_name(&task.form.step), safe_name(&task.form.name));
        if task.file.is_empty() { format!("{step}/{name}") } else { format!("{step}/{name}/{}", task.file) }
    }

    fn input(&self, form: &Form, material: &Material) -> String {
        let attachments: Vec<String> = material.attachments.iter().map(|file| sha256(&file.content)).collect();
        let all = json!([self.common, form.path, material.data, attachments, material.copies]);
        sha256(all.to_string().as_bytes())
    }

    fn gather(&self, task: &Task) -> Gathered {
        let copies = self.options.copies;
        let material = contained(|| material(task.form, &task.subject, self.round, self.decisions, copies))??;
        let input = self.input(task.form, &material);
        Ok((material, input))
    }

    /// Makes one document.
    fn task(&self, task: &Task, gathered: &Gathered, pages: bool, progress: &dyn Progress) -> Option<PagedDocument> {
        let laid_out = contained(|| self.one(task, gathered, pages)).unwrap_or_else(|reason| {
            self.fail(task.form, &task.subject, reason);
            None
        });
        progress.step(&format!("{} {}", task.form.name, task.subject.label));
        // Also after documents that failed. What was cached for one person is of no use to the next; dropped at once, its memory
        // is used again while it is still in the processor's own.
        let count = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        if task.form.per == Per::Round {
            // A list of a thousand people fills the cache by itself.
            cooled(0);
        } else if count.is_multiple_of(self.workers) {
            cooled(2);
        }
        laid_out
    }

    /// The document's pages, if they are wanted to be printed with others.
    fn one(&self, task: &Task, gathered: &Gathered, pages: bool) -> Option<PagedDocument> {
        let (form, subject) = (task.form, &task.subject);
        let (material, input) = match gathered {
            Ok((material, input)) => (material, input),
            Err(reason) => {
                self.fail(form, subject, reason.clone());
                return None;
            }
        };
        let stem = Self::stem(task);
        let wants = |format: Format| self.options.formats.contains(&format);
        let path = |format: Format| format!("{stem}.{}", format.extension());
        let asked: Vec<Format> = Format::ALL.into_iter().filter(|format| wants(*format)).collect();
        let due: Vec<Format> = asked.into_iter().filter(|format| !self.stands(&path(*format), input)).collect();
        let wanted = Wanted { pages, pdf: due.contains(&Format::Pdf), docx: due.contains(&Format::Docx) };
        if !wanted.pages && !wanted.pdf && !wanted.docx {
            return None;
        }
        let printed = match print(&self.office.typesetter, form, material, wanted) {
            Ok(printed) => printed,
            Err(error) => {
                self.fail(form, subject, error.to_string());
                return None;
            }
        };
        let problems = remarks(self.round, self.decisions, form, subject, &printed);
        let notes: Vec<String> = problems.iter().map(|problem| problem.message.clone()).collect();
        self.with_report(|report| report.problems.extend(problems));
        for (format, content) in [(Format::Pdf, &printed.pdf), (Format::Docx, &printed.docx)] {
            if let Some(content) = content {
                self.deliver(form, &subject.label, &path(format), content, input, &notes);
            }
        }
        printed.pages
    }

    /// Writes a file and enters it in the list.
    fn deliver(&self, form: &Form, label: &str, path: &str, content: &[u8], input: &str, notes: &[String]) {
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
        self.journal.enter(&entry);
        let known: Vec<&str> = self.earlier.entries(path).map(|entry| entry.sha256.as_str()).collect();
        let written = if self.options.force {
            self.store.write(path, content, &known)
        } else {
            self.store.write_unless_edited(path, content, &known)
        };
        match written {
            Ok(before) => {
                self.with_report(|report| match &before {
                    Before::Nothing => report.written += 1,
                    // Made again from other data, with the same result.
                    Before::Same => report.unchanged += 1,
                    Before::Left => {
                        report.edited += 1;
                        report.problems.push(edited(path));
                    }
                    Before::Kept(name) => {
                        report.written += 1;
                        let message = format!("原有的文件有人改过，已改名留存为“{name}”");
                        let problem = Problem::warning("kept", Place::file(path), message);
                        report.problems.push(problem.advice("请核对后删去不要的。"));
                    }
                });
                self.note(entry);
            }
            Err(error) => {
                self.with_report(|report| {
                    report.failures.push(Failure::new(&form.name, label, unwritable(path, &error)));
                });
            }
        }
    }

    fn note(&self, entry: Entry) {
        locked(&self.entries).insert(entry.path.clone(), entry);
    }

    /// Makes one document for many people, and one PDF to print them all.
    fn group(&self, tasks: &[Task], workers: &Workers, progress: &dyn Progress) {
        let Some(form) = tasks.first().map(|task| task.form) else { return };
        // With only some people or posts wanted, or in a shard, a file of all would not be one.
        let printing = self.options.everybody() && self.options.formats.contains(&Format::Pdf);
        let runs: Vec<&[Task]> = tasks.chunks(PRINT_RUN).collect();
        for (index, chunk) in runs.iter().enumerate() {
            let part = if runs.len() > 1 { format!("{}", index + 1) } else { String::new() };
            let path = format!("{}/{}-打印{part}.pdf", safe_name(&form.step), safe_name(&form.name));
            let gathered: Vec<Gathered> = workers.each(chunk, |task| self.gather(task));
            // If the file to print is right, its pages are not needed again.
            let inputs: Vec<&String> = gathered.iter().flatten().map(|(_, input)| input).collect();
            let input = sha256(json!(["打印", inputs]).to_string().as_bytes());
            let pages = printing && self.held(&path, &input) == Held::Due;
            let work: Vec<(&Task, &Gathered)> = chunk.iter().zip(&gathered).collect();
            let laid_out: Vec<Option<PagedDocument>> =
                workers.each(&work, |(task, gathered)| self.task(task, gathered, pages, progress));
            if !printing {
                continue;
            }
            if !pages {
                self.stands(&path, &input);
                continue;
            }
            let documents: Vec<PagedDocument> = laid_out.into_iter().flatten().collect();
            if documents.is_empty() {
                continue;
            }
            // One page each for one side of a sheet: nothing to pad.
            let fronts = form.duplex || documents.iter().any(|document| document.pages().len() > 1);
            let typesetter = &self.office.typesetter;
            let printed = contained(move || {
                let merged = merge(&documents, fronts);
                drop(documents);
                Job::new(typesetter, "").pdf(&merged).map_err(|error| error.to_string())
            });
            match printed.flatten() {
                Ok(content) => self.deliver(form, "", &path, &content, &input, &[]),
                Err(reason) => self.with_report(|report| {
                    report.failures.push(Failure::new(&form.name, "打印用的合并文件", reason));
                }),
            }
        }
    }

    fn manifest(
        &self,
        made: BTreeMap<String, Entry>,
        mut files: Vec<Entry>,
        stale: Vec<Entry>,
        absent: Vec<Absent>,
    ) -> Manifest {
        files.extend(made.into_values());
        // Those of an earlier run among those of this one: a person's PDF and DOCX stand together in 目录.html.
        files.sort();
        Manifest { files, stale, absent, ..head(self.round) }
    }

    /// Writes the lists. One that cannot be written is told like a document, and all the others with it.
    fn finish(self) -> Report {
        let mut report = locked(&self.report).clone();
        let made = locked(&self.entries).clone();
        // Nobody asks for them any more: a letter of somebody who is not appointed after all must not pass for a valid one.
        // Nor is that over once it has been said.
        let (mut stale, untouched) = self.sorted(&report, &made);
        stale.sort();
        report.stale = stale.iter().map(|entry| entry.path.clone()).collect();
        report.behind = self.behind(&made, &untouched);
        report.failures.sort();
        report.waiting.sort();
        report.problems.sort();
        let waiting = report.waiting.iter().map(|waiting| Absent {
            form: waiting.form.clone(),
            subject: String::new(),
            reason: waiting.reason.clone(),
        });
        let failed = report.failures.iter().map(|failure| Absent {
            form: failure.form.clone(),
            subject: failure.subject.clone(),
            reason: match &failure.place {
                Some(place) => format!("{}：{place}", failure.reason),
                None => failure.reason.clone(),
            },
        });
        let manifest = self.manifest(made, untouched, stale, waiting.chain(failed).collect());
        let mut write = |name: &str, content: std::io::Result<Vec<u8>>| {
            let written = content.and_then(|content| self.store.write_own(name, &content));
            if let Err(error) = &written {
                report.failures.push(Failure::new(name, "", unwritable(name, error)));
            }
            written.is_ok()
        };
        let listed = write(&name_of(self.options.shard), manifest.to_json());
        if self.options.shard.is_none() {
            let title = format!("{}竞争上岗材料", self.round.plan.text("单位名称"));
            write(index::NAME, Ok(index::page(&title, &manifest, &self.office.forms).into_bytes()));
        }
        if listed {
            let own = name_of(self.options.shard);
            let entered = self.journal.close();
            for (name, journal) in lists(&self.options.out).journals {
                let taken_up = self.earlier.cut.get(&name).copied();
                let known = taken_up.unwrap_or(0) + if name == own { entered } else { 0 };
                // One that says more is of another run under way as well.
                if (name == own || taken_up.is_some()) && journal.files.len() <= known {
                    std::fs::remove_file(self.store.path(&journal::name_beside(&name))).ok();
                }
            }
        }
        report
    }
}
