//! What is to be made, and how.

use std::path::PathBuf;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// PDF.
    Pdf,
    /// DOCX.
    Docx,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Pdf, Self::Docx];

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
    /// Only these posts, by name or code; empty: all.
    pub posts: Vec<String>,
    /// The formats.
    pub formats: Vec<Format>,
    /// How many ballots; `None`: as the workbook says.
    pub copies: Option<u32>,
    /// How many threads; `None`: as many as there are cores.
    pub jobs: Option<usize>,
    /// Only this part of the documents: the K-th of N, from 1.
    pub shard: Option<(usize, usize)>,
    /// Make again what is there already.
    pub force: bool,
}

impl Options {
    /// Everything, into a folder.
    pub fn new(out: impl Into<PathBuf>) -> Self {
        Self {
            out: out.into(),
            only: Vec::new(),
            steps: Vec::new(),
            people: Vec::new(),
            posts: Vec::new(),
            formats: Format::ALL.to_vec(),
            copies: None,
            jobs: None,
            shard: None,
            force: false,
        }
    }

    /// Whether every person the round has is meant: a file that prints all of them makes sense.
    pub(super) fn everybody(&self) -> bool {
        self.people.is_empty() && self.posts.is_empty() && self.shard.is_none()
    }

    /// Whether every document of a form is meant: a file of it that is not among what was made is no longer needed.
    pub(super) fn all_of(&self, form: &str, step: &str) -> bool {
        let number = || step.split_once('-').and_then(|(number, _)| number.parse::<u32>().ok());
        self.everybody()
            && (self.only.is_empty() || self.only.iter().any(|name| name == form))
            && (self.steps.is_empty() || number().is_some_and(|number| self.steps.contains(&number)))
    }
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

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: usize) {}
    fn step(&self, _: &str) {}
    fn finish(&self) {}
}
