//! Where the files a document may read come from.

use std::path::{Path, PathBuf};

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

/// Files by path: relative, with `/` between the parts.
pub trait FileSource: Send + Sync {
    /// The content of a file.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// Every file's path, sorted.
    fn list(&self) -> Vec<String>;
}

/// A folder on disk. Links that lead out of it are not followed.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder; it may be missing, then it holds nothing.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self(root.into())
    }

    fn collect(&self, folder: &Path, prefix: &str, out: &mut Vec<String>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(kind) = entry.file_type() else { continue };
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
            if kind.is_dir() {
                self.collect(&entry.path(), &path, out);
            } else if kind.is_file() {
                out.push(path);
            }
        }
    }
}

impl FileSource for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let full = self.0.join(path);
        let inside = match (full.canonicalize(), self.0.canonicalize()) {
            (Ok(full), Ok(root)) => full.starts_with(root),
            _ => return Err(ReadError::Missing),
        };
        if !inside {
            return Err(ReadError::Forbidden);
        }
        std::fs::read(&full).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => ReadError::Missing,
            _ => ReadError::Unreadable(error.to_string()),
        })
    }

    fn list(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.collect(&self.0, "", &mut out);
        out.sort();
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

    fn list(&self) -> Vec<String> {
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
        out
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

    fn list(&self) -> Vec<String> {
        let mut out: Vec<String> = self.0.iter().flat_map(|layer| layer.list()).collect();
        out.sort();
        out.dedup();
        out
    }
}
