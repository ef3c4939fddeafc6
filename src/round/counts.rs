//! What was marked, counted and written down: scores, ballots, talks, judgements, appointments.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Located, PersonId, PostId};
use crate::language::date::PartialDate;
use crate::language::name::Name;
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

/// Where the cells of a row stand, so that what does not add up can be named with its cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells(BTreeMap<&'static str, u32>);

impl Cells {
    /// The columns of a row: key, and column from 1.
    pub fn new(columns: impl IntoIterator<Item = (&'static str, u32)>) -> Self {
        Self(columns.into_iter().filter(|(_, column)| *column > 0).collect())
    }

    /// The cell of a column in a row; the row if the sheet has no such column.
    pub fn at(&self, row: &Place, key: &str) -> Place {
        self.0.get(key).map_or_else(|| row.clone(), |column| row.at(row.row, *column))
    }
}

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

/// The six aspects of a judgement, in the order of every form.
pub const ASPECTS: [&str; 6] = ["德", "能", "勤", "绩", "廉", "学"];

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

/// 公示结果.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// 无异议.
    NoObjection,
    /// 有异议不影响任用.
    ObjectionDismissed,
    /// 有异议影响任用.
    ObjectionUpheld,
    /// 本人放弃: the person no longer wants the office.
    Withdrawn,
    /// Something is given, but not understood, which has been reported: it may have been any of them.
    Unread,
}

/// A row of 任用 that could not be read in: it is not known whom or which post it is about, or it contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadAppointment {
    /// Its row.
    pub at: Place,
    /// Who, if that is known.
    pub person: Option<PersonId>,
    /// 任职文号.
    pub document: String,
    /// Why, in words.
    pub why: &'static str,
}

/// 任用: what follows for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Its row.
    pub at: Place,
    /// Who.
    pub person: PersonId,
    /// To which post.
    pub post: PostId,
    /// 公示结果.
    pub publication: Option<Publication>,
    /// 拟免职务: the office the person gives up with the new one.
    pub relieved: String,
    /// 任职文号.
    pub document: String,
    /// 任职日期.
    pub date: Option<NaiveDate>,
    /// 聘书编号.
    pub letter: String,
    /// 试用期考核: passed or not.
    pub trial: Option<bool>,
    /// 聘期 and 试用期 as the office has written them beside it.
    pub stated: Vec<StatedTerm>,
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
