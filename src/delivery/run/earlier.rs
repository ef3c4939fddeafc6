//! What earlier runs left in the folder: files that are right as they are, files somebody has edited, files of no use any more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Run;
use crate::delivery::contained::locked;
use crate::delivery::file_name::safe_name;
use crate::delivery::manifest::{Entry, Lists, lists, name_of};
use crate::delivery::report::Report;
use crate::forms::Open;
use crate::hash::sha256;
use crate::problem::{Place, Problem};

/// How the file stands that an earlier run made from the same input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// There is none, or it was made from something else.
    Due,
    /// It is there, untouched.
    Current,
    /// Somebody has edited it: it is left as it is.
    Edited,
}

/// What to say of a file that somebody has edited.
pub(super) fn edited(path: &str) -> Problem {
    Problem::warning("edited", Place::file(path), "这份有人改过，内容没有要改的，没有重做")
        .advice("要重做的，请删去这份，或者加 --force（改过的改名留存）。")
}

/// What the lists in the folder say: the one this run will write anew, and those of other shares.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The files this run answers for, by path.
    files: BTreeMap<String, Entry>,
    /// Those that were of no use any more.
    outdated: BTreeMap<String, Entry>,
    /// What is to be told of lists that cannot be read.
    pub(super) unread: Vec<Problem>,
    /// The lists of runs that were cut off, which this one has taken up, and how many files they had entered.
    pub(super) cut: BTreeMap<String, usize>,
    /// What others have entered, which may be the last to have written a file.
    elsewhere: BTreeMap<String, Vec<Entry>>,
}

impl Earlier {
    /// What lies in a folder. A run that makes everything answers for what shares have made, too.
    pub(super) fn of(folder: &Path, shard: Option<(usize, usize)>) -> Self {
        let Lists { mut lists, journals, unread } = lists(folder);
        let own = lists.remove(&name_of(shard)).unwrap_or_default();
        let by_path = |entries: Vec<Entry>| entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        let mut earlier = Self { files: by_path(own.files), outdated: by_path(own.stale), unread, ..Self::default() };
        for list in lists.into_values() {
            for (entries, is_stale) in [(list.files, false), (list.stale, true)] {
                for entry in entries {
                    let path = entry.path.clone();
                    let is_new = !earlier.files.contains_key(&path) && !earlier.outdated.contains_key(&path);
                    if shard.is_none() && is_new {
                        let own = if is_stale { &mut earlier.outdated } else { &mut earlier.files };
                        own.insert(path.clone(), entry.clone());
                    }
                    earlier.elsewhere.entry(path).or_default().push(entry);
                }
            }
        }
        for (name, journal) in journals {
            let answers = shard.is_none() || name == name_of(shard);
            if answers {
                earlier.cut.insert(name, journal.files.len());
            }
            for entry in journal.files {
                earlier.resume(folder, entry, answers);
            }
        }
        earlier
    }

    /// Takes up what a run that was cut off has entered: the last to have written the file, unless it was cut off just before and what an
    /// earlier one wrote is there still.
    fn resume(&mut self, folder: &Path, entry: Entry, answers: bool) {
        let path = entry.path.clone();
        let old = self.files.get(&path).or_else(|| self.outdated.get(&path));
        let stands = |old: &Entry| {
            let file = path.split('/').fold(folder.to_owned(), |path, part| path.join(part));
            old.sha256 != entry.sha256 && std::fs::read(file).is_ok_and(|held| sha256(&held) == old.sha256)
        };
        if !answers || old.is_some_and(stands) {
            self.elsewhere.entry(path).or_default().push(entry);
            return;
        }
        let old = self.files.insert(path.clone(), entry).into_iter().chain(self.outdated.remove(&path));
        self.elsewhere.entry(path).or_default().extend(old);
    }

    /// What has been entered of a file.
    pub(super) fn entries(&self, path: &str) -> impl Iterator<Item = &Entry> {
        let own = self.files.get(path).into_iter().chain(self.outdated.get(path));
        own.chain(self.elsewhere.get(path).into_iter().flatten())
    }
}

impl Run<'_> {
    /// How the file stands that was made from this input, if one was.
    pub(super) fn held(&self, path: &str, input: &str) -> Held {
        if self.options.force {
            return Held::Due;
        }
        if self.earlier.entries(path).all(|entry| entry.input != input) {
            return Held::Due;
        }
        let Some(bytes) = self.store.read(path) else { return Held::Due };
        let held = sha256(&bytes);
        let mut made =
            self.earlier.entries(path).filter(|entry| entry.sha256 == held).map(|entry| entry.input == input);
        match made.next() {
            None => Held::Edited,
            Some(first) if first || made.any(|same| same) => Held::Current,
            Some(_) => Held::Due,
        }
    }

    /// Whether a file of an earlier run stands for what is asked for: it is entered again, with what there is to say.
    pub(super) fn stands(&self, path: &str, input: &str) -> bool {
        let entry = self.earlier.entries(path).find(|entry| entry.input == input);
        match (self.held(path, input), entry) {
            (Held::Current, Some(entry)) => self.unchanged(entry),
            (Held::Edited, Some(entry)) => {
                self.note(entry.clone());
                self.with_report(|report| {
                    report.edited += 1;
                    report.problems.push(edited(path));
                });
            }
            _ => return false,
        }
        true
    }

    /// A file that is there and right: what was said about it when it was made is said again.
    fn unchanged(&self, entry: &Entry) {
        self.note(entry.clone());
        let name = entry.path.rsplit_once('.').map_or(entry.path.as_str(), |(name, _)| name);
        let is_new = |note: &&String| {
            let said = (name.to_owned(), (*note).clone());
            locked(&self.repeated).insert(said)
        };
        let notes: Vec<&String> = entry.notes.iter().filter(is_new).collect();
        self.with_report(|report| {
            report.unchanged += 1;
            let told = |note: &String| Problem::warning("earlier", Place::file(name), note.clone());
            report.problems.extend(notes.into_iter().map(told));
        });
    }

    /// The files of earlier runs that this one did not touch and that still lie there.
    pub(super) fn untouched(&self, made: &BTreeMap<String, Entry>) -> Vec<Entry> {
        let untouched = self.earlier.files.values().filter(|entry| !made.contains_key(&entry.path));
        untouched.filter(|entry| self.store.path(&entry.path).is_file()).cloned().collect()
    }

    /// Of the files that this run did not make, those that have nothing to stand for: every document of their form was asked for, and
    /// none of them may still be called for. Second: the others.
    pub(super) fn sorted(&self, report: &Report, made: &BTreeMap<String, Entry>) -> (Vec<Entry>, Vec<Entry>) {
        let (mut stale, mut standing): (Vec<Entry>, Vec<Entry>) = (Vec::new(), Vec::new());
        let mut open: BTreeMap<&str, Open<'_>> = BTreeMap::new();
        let failed: BTreeSet<(&str, &str)> =
            report.failures.iter().map(|own| (own.form.as_str(), own.subject.as_str())).collect();
        let outdated = self.outdated(made).into_iter().map(|entry| (entry, true));
        let untouched = self.untouched(made).into_iter().map(|entry| (entry, false));
        for (entry, was_stale) in untouched.chain(outdated) {
            let form = self.office.forms.iter().find(|form| form.path == entry.template);
            let is_open = match form {
                // A template with an error is one that is about to be mended; one that is gone leaves nothing.
                None => self.office.broken.iter().any(|broken| broken.path == entry.template),
                Some(form) => {
                    let has_failed = if entry.subject.is_empty() {
                        failed.iter().any(|(name, _)| *name == entry.form)
                    } else {
                        failed.contains(&(entry.form.as_str(), entry.subject.as_str()))
                    };
                    has_failed
                        || open
                            .entry(&form.path)
                            .or_insert_with(|| Open::of(form, self.round, self.decisions))
                            .has(&entry.subject)
                }
            };
            // What was of no use stays so in a run that has nothing to do with it.
            let is_stale = if self.options.all_of(&entry.form, &entry.step) {
                !is_open && (was_stale || self.is_left(&entry, made))
            } else {
                was_stale
            };
            if is_stale { stale.push(entry) } else { standing.push(entry) }
        }
        (stale, standing)
    }

    /// Whether a file lies there that would have been made if it were called for. Of a format that was not asked for it is so if the
    /// other format was not made either.
    fn is_left(&self, entry: &Entry, made: &BTreeMap<String, Entry>) -> bool {
        let (stem, extension) = entry.path.rsplit_once('.').unwrap_or((&entry.path, ""));
        let asked = self.options.formats.iter().any(|format| format.extension() == extension);
        let other = || self.options.formats.iter().any(|own| made.contains_key(&format!("{stem}.{}", own.extension())));
        // The file that prints everybody's has no DOCX beside it.
        let of_all =
            entry.subject.is_empty() && !entry.path.ends_with(&format!("/{}.{extension}", safe_name(&entry.form)));
        asked || !(of_all || other())
    }

    /// The files that were of no use any more before this run, were not made again by it and still lie there.
    pub(super) fn outdated(&self, made: &BTreeMap<String, Entry>) -> Vec<Entry> {
        let left = self.earlier.outdated.values().filter(|entry| !made.contains_key(&entry.path));
        left.filter(|entry| self.store.path(&entry.path).is_file()).cloned().collect()
    }
}
