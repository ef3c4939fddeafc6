//! 清单.未完: what a run under way is writing, a line a file, until it has written its list. One that is cut off – by Ctrl+C, by a computer
//! that is switched off – is at an end before its list is; by these lines the next knows its files for the program's own.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::contained::locked;
use super::manifest::{Entry, Manifest};

/// How the name ends, instead of the list's own ending.
const ENDING: &str = ".未完";

/// The name beside a list's.
pub(super) fn name_beside(list: &str) -> String {
    format!("{}{ENDING}", list.strip_suffix(".json").unwrap_or(list))
}

/// The name of the list that such a file stands beside.
pub(super) fn list_of(name: &str) -> Option<String> {
    name.strip_suffix(ENDING).map(|stem| format!("{stem}.json"))
}

/// What was written of a list. A run may have been cut off in the middle of a line, and another gone on behind it.
pub(super) fn read(bytes: &[u8]) -> Manifest {
    let mut out = Manifest::default();
    for line in bytes.split(|&byte| byte == b'\n') {
        if let Ok(entry) = serde_json::from_slice::<Entry>(line) {
            out.files.push(entry);
        } else if let Some(head) = Manifest::read(line) {
            out = Manifest { files: out.files, ..head };
        }
    }
    out
}

/// The lines of this run.
pub(super) struct Journal {
    path: PathBuf,
    /// Whose files they are: the list without any.
    head: Manifest,
    file: Mutex<Option<File>>,
    /// How many files have been entered.
    entered: AtomicUsize,
}

impl Journal {
    /// Behind those of a run that was cut off; nothing is written yet.
    pub fn new(path: PathBuf, head: Manifest) -> Self {
        Self { path, head, file: Mutex::default(), entered: AtomicUsize::new(0) }
    }

    /// Enters a file that is about to be written: afterwards it might be too late. Where there is no room for it, there is none for the
    /// file either, which is told.
    pub fn enter(&self, entry: &Entry) {
        let mut file = locked(&self.file);
        if file.is_none() {
            *file = self.open().ok();
        }
        if let (Some(file), Ok(mut line)) = (file.as_mut(), serde_json::to_vec(entry)) {
            line.push(b'\n');
            if file.write_all(&line).is_ok() {
                self.entered.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    fn open(&self) -> std::io::Result<File> {
        let mut file = File::options().create(true).append(true).open(&self.path)?;
        // A line that was begun ends here.
        let mut head = b"\n".to_vec();
        serde_json::to_writer(&mut head, &self.head)?;
        head.push(b'\n');
        file.write_all(&head)?;
        Ok(file)
    }

    /// The list says it all. How many files were entered: a file that says more of is another run's, too.
    pub fn close(self) -> usize {
        drop(self.file);
        self.entered.into_inner()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_that_was_cut_off_has_entered_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name_beside("清单-1-2.json"));
        let entry = |name: &str| Entry { path: name.to_owned(), ..Entry::default() };
        let journal = |round: &str| {
            let head = Manifest { program: "jinggang 1".to_owned(), round: round.to_owned(), ..Manifest::default() };
            Journal::new(path.clone(), head)
        };
        journal("甲").enter(&entry("1.pdf"));
        std::fs::write(&path, [std::fs::read(&path).unwrap(), b"{\"half".to_vec()].concat()).unwrap();
        let next = journal("乙");
        next.enter(&entry("2.pdf"));
        next.enter(&entry("1.pdf"));
        let all = read(&std::fs::read(&path).unwrap());
        let names: Vec<&str> = all.files.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!((all.round.as_str(), names), ("乙", vec!["1.pdf", "2.pdf", "1.pdf"]));
        assert_eq!(list_of("清单-1-2.未完").as_deref(), Some("清单-1-2.json"));
        assert_eq!(next.close(), 2);
    }
}
