//! Files on disk: written whole or not at all, and never over somebody's work.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::files::{Names, TEMPORARY, put};
use crate::hash::sha256;

/// How old such a file is before it counts as left behind: until then another computer may be writing it, which makes its share of the
/// documents in the same folder.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder that files are delivered to.
#[derive(Debug)]
pub(super) struct Store {
    root: PathBuf,
    names: Names,
}

/// What became of a file that was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Before {
    /// There was none, or one this program made.
    Nothing,
    /// The same bytes.
    Same,
    /// Something else, kept under this name.
    Kept(String),
    /// Something else, left in its place: these bytes are the ones that somebody has edited since.
    Left,
}

impl Store {
    /// Opens a folder, making it if need be, and clears what a run that was cut off left behind.
    pub fn open(root: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(root)?;
        clear(root);
        Ok(Self { root: root.to_owned(), names: Names::new() })
    }

    /// The full path of a file.
    pub fn path(&self, relative: &str) -> PathBuf {
        relative.split('/').fold(self.root.clone(), |path, part| path.join(part))
    }

    /// A file's bytes, if it is there and can be read.
    pub fn read(&self, relative: &str) -> Option<Vec<u8>> {
        self.held(relative).ok().flatten()
    }

    /// A file's bytes, if it is there. One that is there and cannot be read, as it may be somebody's open file on a shared drive, is an
    /// error: nothing must be written over it.
    pub fn held(&self, relative: &str) -> std::io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.path(relative)) {
            Ok(held) => Ok(Some(held)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a file. `known`: the hashes under which this program has written it, if it has. A file somebody has changed since is
    /// kept beside the new one; where the new one is no other than the one that was changed, it stays in its place.
    pub fn write_unless_edited(&self, relative: &str, content: &[u8], known: &[&str]) -> std::io::Result<Before> {
        self.write_over(relative, content, known, true)
    }

    /// Writes a file, also over one that is the same but for somebody's changes; those are kept beside it.
    pub fn write(&self, relative: &str, content: &[u8], known: &[&str]) -> std::io::Result<Before> {
        self.write_over(relative, content, known, false)
    }

    /// `leaves`: a file that somebody has changed stays in its place where the new one is no other than the one that was changed.
    fn write_over(&self, relative: &str, content: &[u8], known: &[&str], leaves: bool) -> std::io::Result<Before> {
        let path = self.path(relative);
        let mut before = Before::Nothing;
        if let Some(held) = self.held(relative)? {
            if held == content {
                return Ok(Before::Same);
            }
            if !known.contains(&sha256(&held).as_str()) {
                if leaves && known.contains(&sha256(content).as_str()) {
                    return Ok(Before::Left);
                }
                before = Before::Kept(Self::put_aside(&path)?);
            }
        }
        self.replace(&path, content)?;
        Ok(before)
    }

    /// Moves somebody's own file out of the way of one of this program's lists; returns the name it is kept under.
    pub fn make_room(&self, relative: &str, is_own: impl Fn(&[u8]) -> bool) -> std::io::Result<Option<String>> {
        match self.held(relative)? {
            Some(held) if !is_own(&held) => Self::put_aside(&self.path(relative)).map(Some),
            _ => Ok(None),
        }
    }

    /// Gives a file another name beside its own; returns that.
    fn put_aside(path: &Path) -> std::io::Result<String> {
        let aside = aside(path);
        std::fs::rename(path, &aside)?;
        Ok(aside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
    }

    /// Writes one of this program's own lists, which nobody edits.
    pub fn write_own(&self, relative: &str, content: &[u8]) -> std::io::Result<()> {
        let path = self.path(relative);
        if std::fs::read(&path).is_ok_and(|held| held == content) {
            return Ok(());
        }
        self.replace(&path, content)
    }

    fn replace(&self, path: &Path, content: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
        put(path, content, &self.names)
    }
}

/// A free name beside a file: `名（旧1）.docx`.
fn aside(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let extension = path.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    let mut number = 1;
    loop {
        let candidate = path.with_file_name(format!("{stem}（旧{number}）{extension}"));
        if !candidate.exists() {
            return candidate;
        }
        number += 1;
    }
}

fn clear(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            clear(&entry.path());
        } else if entry.file_name().to_string_lossy().starts_with(TEMPORARY) && is_left_behind(&entry) {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

fn is_left_behind(entry: &std::fs::DirEntry) -> bool {
    let changed = entry.metadata().and_then(|data| data.modified()).ok();
    changed.and_then(|changed| changed.elapsed().ok()).is_some_and(|age| age > LEFT_BEHIND)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn somebodys_work_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.write("步/文.docx", b"one", &[]).unwrap(), Before::Nothing);
        let known = sha256(b"one");
        // The program's own earlier file is replaced.
        assert_eq!(store.write("步/文.docx", b"two", &[&known]).unwrap(), Before::Nothing);
        // A file changed by hand is kept.
        std::fs::write(store.path("步/文.docx"), b"by hand").unwrap();
        let before = store.write("步/文.docx", b"three", &[&sha256(b"two")]).unwrap();
        assert_eq!(before, Before::Kept("文（旧1）.docx".into()));
        assert_eq!(store.read("步/文（旧1）.docx").unwrap(), b"by hand");
        assert_eq!(store.read("步/文.docx").unwrap(), b"three");
        // What would be written is what somebody has changed: the change stays.
        std::fs::write(store.path("步/文.docx"), b"three by hand").unwrap();
        let known = sha256(b"three");
        assert_eq!(store.write_unless_edited("步/文.docx", b"three", &[&known]).unwrap(), Before::Left);
        assert_eq!(store.read("步/文.docx").unwrap(), b"three by hand");
        assert_eq!(
            store.write_unless_edited("步/文.docx", b"four", &[&known]).unwrap(),
            Before::Kept("文（旧2）.docx".into())
        );
        std::fs::remove_file(store.path("步/文.docx")).unwrap();
        assert_eq!(store.write_unless_edited("步/文.docx", b"three", &[&known]).unwrap(), Before::Nothing);
    }

    #[test]
    fn somebodys_own_file_makes_room_for_a_list() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let is_own = |held: &[u8]| held.starts_with(b"own");
        assert_eq!(store.make_room("目录.html", is_own).unwrap(), None);
        std::fs::write(store.path("目录.html"), b"own list").unwrap();
        assert_eq!(store.make_room("目录.html", is_own).unwrap(), None);
        std::fs::write(store.path("目录.html"), b"somebody's").unwrap();
        assert_eq!(store.make_room("目录.html", is_own).unwrap().as_deref(), Some("目录（旧1）.html"));
        assert_eq!(store.read("目录（旧1）.html").unwrap(), b"somebody's");
        assert_eq!(store.read("目录.html"), None);
    }

    #[test]
    fn leftovers_of_a_broken_run_are_cleared() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("步")).unwrap();
        let left = folder.path().join("步").join(".jinggang-x1");
        std::fs::write(&left, b"half").unwrap();
        // What another computer is writing right now is not its to clear.
        Store::open(folder.path()).unwrap();
        assert!(left.exists());
        let file = std::fs::File::options().write(true).open(&left).unwrap();
        let written = file.metadata().unwrap().modified().unwrap();
        file.set_modified(written - 2 * LEFT_BEHIND).unwrap();
        Store::open(folder.path()).unwrap();
        assert!(!left.exists());
    }

    #[test]
    fn two_runs_in_one_folder_use_other_names() {
        let folder = tempfile::tempdir().unwrap();
        let stores = [0, 1].map(|_| Store::open(folder.path()).unwrap());
        assert_ne!(stores[0].names.run, stores[1].names.run);
        // Were they the same all the same, the next number is taken.
        let taken = folder.path().join(format!("{TEMPORARY}{:016x}-0", stores[0].names.run));
        std::fs::write(&taken, b"another's").unwrap();
        stores[0].write("文.pdf", b"one", &[]).unwrap();
        assert_eq!(std::fs::read(taken).unwrap(), b"another's");
        assert_eq!(stores[0].read("文.pdf").unwrap(), b"one");
    }
}
