//! Where the files a document may read come from.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use crate::problem::in_chinese;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// It lies outside of what documents may read.
    Forbidden,
    /// It is there but cannot be read; the system's reason.
    Unreadable(String),
}

impl From<Error> for ReadError {
    /// Only what is known not to be there is missing: another file may then take its place.
    fn from(error: Error) -> Self {
        if is_missing(&error) { Self::Missing } else { Self::Unreadable(in_chinese(&error)) }
    }
}

fn is_missing(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput)
}

/// What there is to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Every file's path, sorted.
    pub files: Vec<String>,
    /// Folders that cannot be looked into, and the system's reason; the path of all of them together is empty. What is in them nobody
    /// knows.
    pub closed: Vec<(String, String)>,
}

/// Files by path: relative, with `/` between the parts.
pub trait FileSource: Send + Sync {
    /// The content of a file.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// What there is.
    fn list(&self) -> Listing;
}

/// A folder on disk. Links that lead out of it are not followed.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder; it may be missing, then it holds nothing.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self(root.into())
    }

    fn collect(folder: &Path, prefix: &str, out: &mut Listing) {
        let listed = match std::fs::read_dir(folder) {
            Ok(entries) => entries.into_iter().try_for_each(|entry| Self::enter(&entry?, prefix, out)),
            // A link to a share that is gone is no folder that was never there.
            Err(error) if is_missing(&error) && !folder.is_symlink() => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = listed {
            out.closed.push((prefix.to_owned(), in_chinese(&error)));
        }
    }

    fn enter(entry: &std::fs::DirEntry, prefix: &str, out: &mut Listing) -> std::io::Result<()> {
        let Ok(name) = entry.file_name().into_string() else { return Ok(()) };
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => Self::collect(&entry.path(), &path, out),
            Ok(kind) if kind.is_file() => out.files.push(path),
            Ok(_) => {}
            // Deleted since.
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl FileSource for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let full = self.0.join(path);
        if !full.canonicalize()?.starts_with(self.0.canonicalize()?) {
            return Err(ReadError::Forbidden);
        }
        Ok(std::fs::read(&full)?)
    }

    fn list(&self) -> Listing {
        let mut out = Listing::default();
        Self::collect(&self.0, "", &mut out);
        out.files.sort();
        out
    }
}

/// Files built into the program.
#[derive(Debug, Clone, Copy)]
pub struct Embedded(pub &'static include_dir::Dir<'static>);

impl FileSource for Embedded {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.get_file(path).map(|file| file.contents().to_vec()).ok_or(ReadError::Missing)
    }

    fn list(&self) -> Listing {
        fn collect(dir: &include_dir::Dir<'_>, out: &mut Vec<String>) {
            for file in dir.files() {
                if let Some(path) = file.path().to_str() {
                    out.push(path.replace('\\', "/"));
                }
            }
            for inner in dir.dirs() {
                collect(inner, out);
            }
        }
        let mut out = Vec::new();
        collect(self.0, &mut out);
        out.sort();
        Listing { files: out, closed: Vec::new() }
    }
}

/// Several sources, the first that has a file wins.
pub struct Layered(pub Vec<Box<dyn FileSource>>);

impl FileSource for Layered {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let mut result = Err(ReadError::Missing);
        for layer in &self.0 {
            result = layer.read(path);
            if !matches!(result, Err(ReadError::Missing)) {
                break;
            }
        }
        result
    }

    fn list(&self) -> Listing {
        let mut out = Listing::default();
        for layer in &self.0 {
            let own = layer.list();
            out.files.extend(own.files);
            out.closed.extend(own.closed);
        }
        out.files.sort();
        out.files.dedup();
        out
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_looked_into_is_not_missing() {
        let folder = tempfile::tempdir().unwrap();
        let round = Folder::new(folder.path().join("循环"));
        assert_eq!((round.list(), round.read("甲.typ")), (Listing::default(), Err(ReadError::Missing)));
        // A link to itself is a folder that nobody can open, not even an administrator.
        std::os::unix::fs::symlink("循环", folder.path().join("循环")).unwrap();
        let Listing { files, closed } = round.list();
        assert!(files.is_empty() && closed.len() == 1 && closed.iter().all(|(path, _)| path.is_empty()), "{closed:?}");
        let layered = Layered(vec![Box::new(round), Box::new(Folder::new(folder.path()))]);
        assert!(matches!(layered.read("甲.typ"), Err(ReadError::Unreadable(_))));
        assert_eq!(layered.list().closed, closed);
    }
}
