//! What an office has worked out and written itself, kept to be compared.

use rust_decimal::Decimal;

use super::PersonId;
use crate::language::date::PartialDate;
use crate::problem::Place;

/// A result that the office has worked out itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Of what.
    pub kind: StatedKind,
    /// Whose.
    pub person: PersonId,
    /// What the column is called.
    pub header: String,
    /// The number; 1 or 0 for 是 and 否.
    pub value: Decimal,
    /// What stands in the cell.
    pub found: String,
    /// Its cell.
    pub at: Place,
}

/// What an office works out itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedKind {
    /// 平均分 of the judges' marks.
    Mean,
    /// 综合成绩.
    Total,
    /// 名次.
    Rank,
    /// 是否入围: whether on the shortlist.
    Shortlisted,
    /// 胜任率.
    Share,
    /// 测评结果: whether passed by the evaluation.
    Passed,
    /// 是否通过 in the vote: whether the votes are enough.
    Voted,
    /// 是否当选: whether chosen by the vote.
    Elected,
    /// 得票率 in the vote.
    VoteShare,
}

/// 聘期 or 试用期 of one person as the office has written it in a column of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedTerm {
    /// What the column is called.
    pub header: String,
    /// What stands there.
    pub found: String,
    /// Its cell.
    pub at: Place,
    /// Whether it is 试用期.
    pub trial: bool,
    /// How long it is, in months.
    pub months: Option<u32>,
    /// Its first day, or the month of it.
    pub from: Option<PartialDate>,
    /// Its last day, or the month of it.
    pub to: Option<PartialDate>,
}
