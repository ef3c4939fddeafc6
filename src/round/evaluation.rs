//! 民主测评: the counted ballots.

use chrono::NaiveDate;

use super::{Cells, PersonId, PostId};
use crate::problem::Place;

/// The six aspects of a judgement, in the order of every form.
pub const ASPECTS: [&str; 6] = ["德", "能", "勤", "绩", "廉", "学"];

/// The counted marks of one aspect (德 …): 好, 较好, 一般, 差.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aspect {
    /// 德, 能, 勤, 绩, 廉, 学.
    pub name: &'static str,
    /// Ballots for each grade; empty if none of the columns is filled.
    pub votes: Vec<u32>,
}

/// 总体评价: 优秀, 称职, 基本称职, 不称职.
pub type Overall = Vec<u32>;

/// 民主测评: the counted ballots for one candidate in one batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationCount {
    /// Its row.
    pub at: Place,
    /// Where its cells stand.
    pub cells: Cells,
    /// 批次, from 1.
    pub batch: u32,
    /// Who.
    pub person: PersonId,
    /// For which post.
    pub post: PostId,
    /// 测评日期.
    pub date: Option<NaiveDate>,
    /// 应到, 实到.
    pub present: (Option<u32>, Option<u32>),
    /// 发出票数.
    pub issued: u32,
    /// 收回票数.
    pub returned: u32,
    /// 有效票数.
    pub valid: u32,
    /// 无效票数.
    pub invalid: u32,
    /// 德能勤绩廉学.
    pub aspects: Vec<Aspect>,
    /// 总体评价; empty if not counted.
    pub overall: Overall,
    /// 胜任.
    pub competent: u32,
    /// 基本胜任.
    pub basically: u32,
    /// 不胜任.
    pub not_competent: u32,
    /// 弃权.
    pub abstained: u32,
}
