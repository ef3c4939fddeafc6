//! Writing files whole or not at all.

use std::hash::{BuildHasher, RandomState};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How temporary files begin; what a run that was cut off left behind is cleared by the next.
pub(crate) const TEMPORARY: &str = ".jinggang-";

/// The names of temporary files.
#[derive(Debug)]
pub(crate) struct Names {
    /// Other computers may write into the same folder.
    pub run: u64,
    /// Numbers them, so that no two threads share one.
    count: AtomicUsize,
}

impl Names {
    /// Names that no other run uses.
    pub fn new() -> Self {
        Self { run: RandomState::new().hash_one(std::process::id()), count: AtomicUsize::new(0) }
    }

    /// A name beside a file, another one each time.
    fn next(&self, path: &Path) -> PathBuf {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        path.with_file_name(format!("{TEMPORARY}{:016x}-{count}", self.run))
    }
}

/// Writes a file whole or not at all, over one that is there.
///
/// # Errors
/// If it cannot be written; what was there is then still there.
pub fn write_whole(path: &Path, content: &[u8]) -> std::io::Result<()> {
    put(path, content, &Names::new())
}

/// Under a temporary name first, then renamed: a reader sees the old file or the new one.
pub(crate) fn put(path: &Path, content: &[u8], names: &Names) -> std::io::Result<()> {
    let (temporary, mut file) = loop {
        let temporary = names.next(path);
        match std::fs::File::create_new(&temporary) {
            Ok(file) => break (temporary, file),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    };
    let written = file.write_all(content);
    drop(file);
    let renamed = written.and_then(|()| std::fs::rename(&temporary, path));
    if renamed.is_err() {
        std::fs::remove_file(&temporary).ok();
    }
    renamed
}
