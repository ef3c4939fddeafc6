//! 谈话 and 考察: the conversations about a candidate and the judgement.

use chrono::NaiveDate;

use super::PersonId;
use crate::language::name::Name;
use crate::problem::Place;

/// 意见 on a candidate in a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opinion {
    /// 同意.
    Agrees,
    /// 不同意.
    Disagrees,
    /// 弃权, which is an answer.
    Abstains,
}

impl Opinion {
    /// All of them, in the order of forms.
    pub const ALL: [Self; 3] = [Self::Agrees, Self::Disagrees, Self::Abstains];

    /// The word on the forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agrees => "同意",
            Self::Disagrees => "不同意",
            Self::Abstains => "弃权",
        }
    }
}

/// 谈话: one conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Its row.
    pub at: Place,
    /// About whom.
    pub person: PersonId,
    /// With whom.
    pub with: Name,
    /// 谈话对象职务.
    pub position: String,
    /// 谈话日期.
    pub date: Option<NaiveDate>,
    /// 意见; `None`: nothing was said, or nothing entered.
    pub opinion: Option<Opinion>,
    /// 谈话要点.
    pub points: String,
}

impl Talk {
    /// Whether two conversations about somebody were with the same person; people of one name are told apart by their 职务.
    pub fn is_with(&self, other: &Self) -> bool {
        let positions = [&self.position, &other.position];
        let apart = positions.iter().all(|position| !position.is_empty()) && self.position != other.position;
        self.person == other.person && !self.with.is_empty() && self.with == other.with && !apart
    }
}

/// 考察: the written judgement on one candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Its row.
    pub at: Place,
    /// On whom.
    pub person: PersonId,
    /// The paragraphs on 德, 能, 勤, 绩, 廉, 学, as far as written.
    pub aspects: Vec<(&'static str, String)>,
    /// 主要不足.
    pub shortcomings: String,
    /// 考察组意见.
    pub opinion: String,
    /// 考察人.
    pub inspectors: Vec<Name>,
    /// 考察日期.
    pub date: Option<NaiveDate>,
}
