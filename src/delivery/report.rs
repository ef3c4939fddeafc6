//! What came of a run.

use crate::problem::{Place, Problem, in_chinese};

/// Why nothing can be made at all.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The output folder cannot be written.
    #[error("写不了文件夹“{0}”：{reason}", reason = in_chinese(.1))]
    Folder(String, std::io::Error),
    /// What documents are made from is there and cannot be read.
    #[error("读不了“{0}”：{1}。如果文件正打开着，请先关闭")]
    Unreadable(String, String),
    /// No threads.
    #[error("系统不给线程（{0}）")]
    Threads(String),
}

/// A document that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Failure {
    /// The document.
    pub form: String,
    /// Whom it was for; empty for the round.
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

/// What came of a run.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Report {
    /// Files written.
    pub written: usize,
    /// Files that were there and are right.
    pub unchanged: usize,
    /// Files that somebody has edited since, and that would come out as they did before: they are left as they are.
    pub edited: usize,
    /// Documents not made because of an error.
    pub failures: Vec<Failure>,
    /// Documents that wait.
    pub waiting: Vec<Waiting>,
    /// Files of earlier runs that the round no longer calls for; they are left where they are, and named until they are gone.
    pub stale: Vec<String>,
    /// What should be looked at.
    pub problems: Vec<Problem>,
}
