//! What came of a run.

use crate::problem::{Place, Problem, in_chinese, remedy, unwritable};

/// Why nothing can be made at all.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The output folder cannot be written.
    #[error("写不了文件夹“{0}”：{reason}。{remedy}", reason = in_chinese(.1), remedy = remedy(.1))]
    Folder(String, std::io::Error),
    /// Of one of the program's lists in it nobody knows what it is.
    #[error("{}", unwritable(.0, .1))]
    List(String, std::io::Error),
    /// What documents are made from is there and cannot be read.
    #[error("读不了“{0}”：{1}。如果文件正打开着，请先关闭")]
    Unreadable(String, String),
    /// A folder of templates is there and cannot be looked into: the program's own must not take the place of what is in it.
    #[error("“{0}”文件夹打不开：{1}。里面可能有本单位的模板，这次什么都没有做；请看看有没有权限、盘有没有接好")]
    Closed(String, String),
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
    /// Where what is wrong stands, if it is a cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Failure {
    /// A document, whom it was for and why it could not be made.
    pub fn new(form: impl Into<String>, subject: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { form: form.into(), subject: subject.into(), reason: reason.into(), place: None }
    }

    /// Whom it was for, with the place that is to be looked at.
    pub fn whom(&self) -> String {
        match &self.place {
            Some(place) => format!("{}，{place}", self.subject),
            None => self.subject.clone(),
        }
    }
}

/// A document that waits for something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// The document.
    pub form: String,
    /// What it waits for.
    pub reason: String,
}

/// What came of a run.
#[derive(Debug, Clone, Default)]
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
    /// Files of earlier runs that are still what they were, while this one made the same papers anew in another format or for some people.
    pub behind: Vec<String>,
    /// What should be looked at.
    pub problems: Vec<Problem>,
}
