//! Posts (岗位) and what they ask for.

use super::degree::Degree;
use crate::problem::Place;

/// 学历要求 of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Asked {
    /// Nothing is written: what the plan asks for.
    #[default]
    AsPlan,
    /// 不限.
    Any,
    /// A level, and whatever is above it.
    AtLeast(Degree),
}

/// 年龄上限 of a post that sets none of its own (不限): the plan's 年龄最高上限, which no post may exceed, is what holds.
pub const ANY_AGE: u32 = u32::MAX;

/// 岗位: a post to be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its row.
    pub at: Place,
    /// 岗位编号, if it has one.
    pub code: String,
    /// 岗位名称.
    pub name: String,
    /// 职数: how many are wanted, at least 1.
    pub seats: u32,
    /// 所在部门.
    pub department: String,
    /// 学历要求.
    pub degree: Asked,
    /// 专业要求.
    pub subject: String,
    /// 年龄上限 in completed years; `None`: as in the plan; [`ANY_AGE`]: 不限, up to the plan's highest.
    pub max_age: Option<u32>,
    /// 任现职年限 in years.
    pub min_tenure: Option<u32>,
    /// 其他条件.
    pub other: String,
    /// Columns in which something stands that cannot be read; what rests on them waits.
    pub unread: Vec<&'static str>,
    /// All columns as text, unknown ones too, for the templates.
    pub texts: Vec<(String, String)>,
}

impl Post {
    /// Why nothing can be decided that rests on a column: something stands in it that cannot be read.
    pub fn unread(&self, column: &str) -> Option<String> {
        let wrong = if column == "岗位名称" { "像是分节的标题" } else { "看不懂" };
        self.unread.contains(&column).then(|| format!("{}的“{column}”{wrong}，改正后再定", self.origin()))
    }

    /// Where what the post asks for comes from, as [`super::Origin`] says it of the plan: “岗位第4行”.
    pub fn origin(&self) -> String {
        format!("岗位第{}行", self.at.row)
    }
}
