//! 票决: the counted ballots of the meeting.

use chrono::NaiveDate;

use super::{Cells, PersonId, PostId};
use crate::problem::Place;

/// 票决: the counted ballots for one candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteCount {
    /// Its row.
    pub at: Place,
    /// Where its cells stand.
    pub cells: Cells,
    /// For which post.
    pub post: PostId,
    /// For whom.
    pub person: PersonId,
    /// 第几次投票: 得票相同的再次投票.
    pub ballot: Option<u32>,
    /// 票决日期.
    pub date: Option<NaiveDate>,
    /// 应到人数.
    pub members: Option<u32>,
    /// 实到人数: those who vote on this post.
    pub present: Option<u32>,
    /// 回避人员: who is at the meeting, but takes no part in what is said and voted on this post.
    pub recused: Vec<String>,
    /// 发出票数.
    pub issued: Option<u32>,
    /// 收回票数.
    pub returned: Option<u32>,
    /// 有效票数.
    pub valid: Option<u32>,
    /// 无效票数.
    pub invalid: Option<u32>,
    /// 同意.
    pub agree: u32,
    /// 不同意.
    pub against: Option<u32>,
    /// 弃权.
    pub abstained: Option<u32>,
    /// Columns in which something stands that cannot be read: it is no blank, and nothing is decided by the row.
    pub unread: Vec<&'static str>,
}

impl VoteCount {
    /// How many are at the meeting, with those who take no part.
    pub fn attending(&self) -> Option<u32> {
        let recused = u32::try_from(self.recused.len()).unwrap_or(u32::MAX);
        self.present.map(|present| present.saturating_add(recused))
    }

    /// The same of so many members: who is left out of 应到 for taking no part is not counted here either.
    pub fn attending_of(&self, members: u32) -> Option<u32> {
        let attending = self.attending()?;
        Some(attending.min(members.max(self.present?)))
    }
}
