//! 成绩: the marks of the examinations.

use rust_decimal::Decimal;

use super::Located;
use crate::problem::Place;

/// How somebody did not sit a part of the examination. It is all the same to the places; the papers say which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Absence {
    /// 缺考.
    Missed,
    /// 放弃, 弃考.
    Renounced,
}

impl Absence {
    /// The word on the papers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missed => "缺考",
            Self::Renounced => "放弃",
        }
    }
}

/// A mark: 缺考 is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Score {
    /// A mark between 0 and 100.
    Points(Decimal),
    /// None: who did not come, or gave up.
    Absent(Absence),
}

impl Score {
    /// Whether it is none.
    pub fn is_absent(self) -> bool {
        matches!(self, Self::Absent(_))
    }
}

/// The judges' marks of one interview (面试打分).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InterviewMarks {
    /// Its row.
    pub at: Place,
    /// 抽签号.
    pub lot: String,
    /// The judges who gave marks, as their columns are headed, in the order of the columns.
    pub judges: Vec<String>,
    /// One total a judge, in the order of `judges`: as given, or the sum of the elements.
    pub marks: Vec<Decimal>,
    /// 要素: the marks of each element, one a judge; empty if the judges gave totals only.
    pub elements: Vec<(String, Vec<Decimal>)>,
    /// 缺考, 放弃: so marked instead of being given marks.
    pub absent: Option<Absence>,
    /// Whether a mark could not be read, or marks are missing or given twice, which has been reported: no mark follows from the
    /// others.
    pub unsound: bool,
}

/// The marks of one applicant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// 准考证号.
    pub ticket: String,
    /// 考场, where there are several.
    pub room: String,
    /// 座位号.
    pub seat: String,
    /// 笔试成绩.
    pub written: Option<Located<Score>>,
    /// 面试成绩, as entered.
    pub interview: Option<Located<Score>>,
    /// 加试成绩, which only decides between equals.
    pub extra: Option<Located<Score>>,
    /// 面试打分.
    pub judged: Option<InterviewMarks>,
    /// The columns in which something stands that is no mark, or two different ones.
    pub unread: Vec<&'static str>,
    /// Whether the person has a row in the 成绩 sheet.
    pub listed: bool,
}
