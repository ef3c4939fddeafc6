//! The sheets and columns of a round's workbook (工作簿的表与列), as data.
//!
//! One table serves three readers: header finding (synonyms), the parser (kinds, what must be filled) and the writer of
//! the workbook that is given out (notes, drop-down lists, number formats). A column's `key` is its name everywhere else:
//! in problems shown to the clerk and in the data the templates receive.

mod applicants;
mod appointment;
mod background;
mod common;
mod evaluation;
mod examination;
mod plan;

pub(super) use applicants::SCHOOLS;
pub use applicants::{APPLICANTS, ASSESSMENT_GRADES};
pub use appointment::{APPOINTMENT, VOTE};
pub use background::{FAMILY, RESUME};
pub use common::{DEPARTMENTS, PLACES_TO_LIVE, POST_NAMES};
pub use evaluation::{EVALUATION, INSPECTION, TALKS};
pub use examination::{INTERVIEW, REVIEW, SCORES};
pub use plan::{HOLIDAYS, PLAN, POSTS};

/// What a column holds, hence how its cells are read, checked and formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text on one line.
    Text,
    /// Text that may run over several lines.
    LongText,
    /// A person's name (姓名): all white space is taken out, interpuncts become `·`.
    Name,
    /// An 18-digit identity number (公民身份号码, GB 11643), always stored as text.
    IdNumber,
    /// A telephone number, stored as text.
    Phone,
    /// Some other number that is really a code (准考证号, 编号), stored as text.
    Code,
    /// A year and month, perhaps with a day (1975.03).
    Month,
    /// A calendar day.
    Date,
    /// A decimal mark between 0 and 100, or 缺考.
    Score,
    /// A count of people or ballots, a whole number from 0 up.
    Count,
    /// One of a few words; other words are reported.
    Choice(&'static [&'static str]),
}

/// One column of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The canonical name, which is also the data key.
    pub key: &'static str,
    /// The cell above a group of columns (全日制教育), if any.
    pub group: Option<&'static str>,
    /// What the header cell itself says (学历).
    pub label: &'static str,
    /// Other names offices use for it.
    pub synonyms: &'static [&'static str],
    /// Other words for the label below its group.
    pub labels: &'static [&'static str],
    /// Words that mean it only where nothing else does: 联系电话 is 手机, unless there is a column 手机.
    pub loose: &'static [&'static str],
    /// Whether the workbook that is given out has it; other columns are only understood in rosters an office has already.
    pub offered: bool,
    /// What it holds.
    pub kind: Kind,
    /// Whether a row without it is incomplete.
    pub required: bool,
    /// Keys of columns that say the same otherwise: a sheet with one of them does not lack this one.
    pub instead: &'static [&'static str],
    /// What the clerk should enter, shown as a note on the header.
    pub note: &'static str,
}

/// One sheet of the workbook.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// The sheet's name.
    pub name: &'static str,
    /// Other names offices use for it.
    pub synonyms: &'static [&'static str],
    /// What one row stands for, in words.
    pub purpose: &'static str,
    /// Its columns in the order they are written.
    pub columns: &'static [Column],
}

impl Sheet {
    /// The place of a column among its own.
    pub fn index(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// Whether a column is required that neither is there nor has another in its place, of those that are there.
    pub fn lacks(&self, index: usize, has: impl Fn(usize) -> bool) -> bool {
        self.columns.get(index).is_some_and(|column| {
            let mut instead = column.instead.iter().filter_map(|key| self.index(key));
            column.required && !has(index) && !instead.any(&has)
        })
    }
}

impl Column {
    const fn new(key: &'static str, kind: Kind) -> Self {
        Self {
            key,
            group: None,
            label: key,
            synonyms: &[],
            labels: &[],
            loose: &[],
            offered: true,
            kind,
            required: false,
            instead: &[],
            note: "",
        }
    }

    const fn need(mut self) -> Self {
        self.required = true;
        self
    }

    const fn need_or(mut self, instead: &'static [&'static str]) -> Self {
        self.instead = instead;
        self.need()
    }

    const fn alias(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    const fn loose(mut self, words: &'static [&'static str]) -> Self {
        self.loose = words;
        self
    }

    /// Only understood, not offered.
    const fn understood(mut self) -> Self {
        self.offered = false;
        self
    }

    const fn note(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    const fn labels(mut self, words: &'static [&'static str]) -> Self {
        self.labels = words;
        self
    }

    const fn within(mut self, group: &'static str, label: &'static str) -> Self {
        self.group = Some(group);
        self.label = label;
        self
    }
}

/// Every sheet in the order of the workbook.
pub const SHEETS: &[&Sheet] = &[
    &PLAN,
    &POSTS,
    &APPLICANTS,
    &RESUME,
    &FAMILY,
    &REVIEW,
    &SCORES,
    &INTERVIEW,
    &EVALUATION,
    &TALKS,
    &INSPECTION,
    &VOTE,
    &APPOINTMENT,
    &HOLIDAYS,
];
