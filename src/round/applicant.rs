//! People who apply (报名人员).

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Degree, Located, PostId};
use crate::language::date::PartialDate;
use crate::language::id_number::IdNumber;
use crate::language::name::Name;
use crate::language::sex::Sex;
use crate::problem::Place;

/// 编制类别: the kind of employment, which decides who signs a letter of appointment (聘书).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Employment {
    /// 公务员.
    CivilServant,
    /// 参公: staff managed like civil servants.
    CivilServantLike,
    /// 事业.
    Institution,
    /// 其他.
    Other,
}

impl Employment {
    /// The word in the workbook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CivilServant => "公务员",
            Self::CivilServantLike => "参公",
            Self::Institution => "事业",
            Self::Other => "其他",
        }
    }
}

/// Words of those who are employed without being civil servants or on the staff of an institution. 在编 says of neither.
const OTHERS: &[&str] = &["其他", "企业", "合同", "工勤", "编外", "人事代理", "派遣", "备案", "员额", "聘用", "临聘"];

/// A text that names no kind of employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownEmployment;

impl FromStr for Employment {
    type Err = UnknownEmployment;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // 事业（非参公） says what it is, 非公务员 only what it is not.
        let text = ["非参公", "不参公", "未参公"].iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let servant = has(&["公务员", "行政", "政法编制", "政法专项"]);
        if has(&["非", "不", "未"]) {
            Err(UnknownEmployment)
        } else if has(&["参公", "参照"]) {
            Ok(Self::CivilServantLike)
        } else if servant && (has(&["事业"]) || has(OTHERS)) {
            // Two kinds in one cell.
            Err(UnknownEmployment)
        } else if servant {
            Ok(Self::CivilServant)
        } else if text.contains("事业") {
            Ok(Self::Institution)
        } else if has(OTHERS) {
            Ok(Self::Other)
        } else {
            Err(UnknownEmployment)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn employment_is_what_is_said_not_what_is_denied() {
        for (text, kind) in [
            ("公务员", Some(Employment::CivilServant)),
            ("行政编制", Some(Employment::CivilServant)),
            ("政法专项编制", Some(Employment::CivilServant)),
            ("政法编外人员", Some(Employment::Other)),
            ("参照公务员法管理", Some(Employment::CivilServantLike)),
            ("事业（参公）", Some(Employment::CivilServantLike)),
            ("事业（非参公）", Some(Employment::Institution)),
            ("事业工勤", Some(Employment::Institution)),
            ("合同制", Some(Employment::Other)),
            ("编外人员", Some(Employment::Other)),
            ("人事代理", Some(Employment::Other)),
            ("员额制", Some(Employment::Other)),
            ("事业（聘用制）", Some(Employment::Institution)),
            ("非公务员", None),
            ("公务员/事业", None),
            ("行政（工勤）", None),
            ("在编", None),
        ] {
            assert_eq!(text.parse().ok(), kind, "{text}");
        }
    }
}

/// 学历 of one kind (全日制, 在职).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Education {
    /// 学历, as written.
    pub degree: String,
    /// 学位, as written.
    pub academic: String,
    /// 毕业院校及专业.
    pub school: String,
    /// Where the 学历 stands.
    pub at: Place,
}

impl Education {
    /// The level of schooling, if the words name one.
    pub fn level(&self) -> Option<Degree> {
        self.degree.parse().ok()
    }
}

/// 年度考核 of one year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Assessment {
    /// The year.
    pub year: i32,
    /// The grade, as written.
    pub grade: String,
}

impl Assessment {
    /// Whether it is 称职 or 合格, or better.
    pub fn passes(&self) -> bool {
        matches!(self.grade.as_str(), "优秀" | "称职" | "合格")
    }
}

/// A period of a career (简历).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Where it stands.
    pub at: Place,
    /// 起.
    pub from: PartialDate,
    /// 止; `None`: to this day.
    pub to: Option<PartialDate>,
    /// What the person did; further lines (其间：…) after line breaks.
    pub text: String,
}

/// 家庭成员 or another close relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// 称谓.
    pub relation: String,
    /// 姓名.
    pub name: Name,
    /// 出生年月.
    pub birth: Option<PartialDate>,
    /// 政治面貌.
    pub party: String,
    /// 工作单位及职务.
    pub work: String,
}

/// 照片: a photograph found for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// What clerks know it by: the file's name, or the cell it stands in.
    pub name: String,
    /// Where its bytes are.
    pub source: PhotoSource,
}

/// Where a photograph's bytes are.
#[derive(Clone, PartialEq, Eq)]
pub enum PhotoSource {
    /// A file beside the workbook.
    File(PathBuf),
    /// A picture in the workbook.
    Embedded(Arc<[u8]>),
}

impl fmt::Debug for PhotoSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Embedded(bytes) => f.debug_tuple("Embedded").field(&bytes.len()).finish(),
        }
    }
}

/// 资格审查: what people decided by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// Its row.
    pub at: Place,
    /// 在编在职.
    pub employed: Option<bool>,
    /// 符合基本条件.
    pub basic: Option<bool>,
    /// 符合回避和轮岗规定, answered as one.
    pub recusal: Option<bool>,
    /// 符合回避规定.
    pub avoidance: Option<bool>,
    /// 符合轮岗规定.
    pub rotation: Option<bool>,
    /// 符合专业要求.
    pub subject: Option<bool>,
    /// 符合岗位特定条件.
    pub specific: Option<bool>,
    /// 是否受处分影响期.
    pub sanctioned: Option<bool>,
    /// 审查结论 given by hand.
    pub conclusion: Option<Located<Conclusion>>,
    /// 审查原因.
    pub reason: String,
    /// 审查人.
    pub reviewer: String,
    /// 审查日期.
    pub date: Option<NaiveDate>,
    /// Columns of answers in which something stands that cannot be read: it is no blank, and what rests on it stays open.
    pub unread: Vec<&'static str>,
}

impl Review {
    /// Whether something stands in a column that cannot be read.
    pub fn is_unread(&self, column: &str) -> bool {
        self.unread.contains(&column)
    }
}

/// 审查结论, as given by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// 符合.
    Met,
    /// 不符合.
    NotMet,
    /// 放弃: the person has withdrawn.
    Withdrawn,
    /// Something is given, but not understood, which has been reported: it may have been either.
    Unread,
}

/// 改报: another post, applied for after the first one was cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reapplication {
    /// Its cell.
    pub at: Place,
    /// 改报岗位; `None` if it names no post of the plan.
    pub post: Option<PostId>,
    /// 改报时间.
    pub date: Option<NaiveDate>,
    /// Whether something stands for 改报时间 that cannot be read: it is no blank.
    pub unread: bool,
}

/// Another application of the same person: a further row with the same identity number and another post.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OtherApplication {
    /// The row.
    pub at: Place,
    /// 报考岗位; `None` if it names no post of the plan.
    pub post: Option<PostId>,
    /// 报名时间.
    pub applied: Option<NaiveDate>,
}

/// 报名人员.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// The row.
    pub at: Place,
    /// 姓名.
    pub name: Name,
    /// 性别.
    pub sex: Option<Sex>,
    /// 出生年月.
    pub birth: Option<Located<PartialDate>>,
    /// 民族, with 族.
    pub ethnicity: String,
    /// 身份证号.
    pub id_number: Option<Located<IdNumber>>,
    /// 全日制教育.
    pub full_time: Education,
    /// 在职教育.
    pub part_time: Education,
    /// 任现职时间.
    pub in_post_since: Option<PartialDate>,
    /// 编制类别.
    pub employment: Option<Employment>,
    /// 报考岗位; `None` if it names no post of the plan.
    pub post: Option<PostId>,
    /// 报名时间.
    pub applied: Option<Located<NaiveDate>>,
    /// 改报.
    pub reapplied: Option<Reapplication>,
    /// Further rows with the same identity number that name other posts and are no 改报.
    pub also_applied: Vec<OtherApplication>,
    /// Whether somebody of another name, in a row above, has the same identity number: one of the two is mistyped.
    pub number_of_another: bool,
    /// 退出: that the person gave up, and in which step.
    pub withdrawal: Option<super::Withdrawal>,
    /// 排序号: a place in lists given by hand.
    pub order: Option<u32>,
    /// 年度考核, by year.
    pub assessments: Vec<Assessment>,
    /// 简历.
    pub resume: Vec<Period>,
    /// 家庭成员.
    pub family: Vec<Relative>,
    /// 照片.
    pub photo: Option<Photo>,
    /// 资格审查.
    pub review: Option<Review>,
    /// 准考证号, 成绩.
    pub marks: super::Marks,
    /// All columns of the row as text, unknown ones too, for the templates.
    pub texts: Vec<(Arc<str>, String)>,
    /// Where the first error in the person's own rows stands, which keeps documents about them from being made.
    pub blocked: Option<Place>,
}

impl Applicant {
    /// Keeps documents about the person from being made, if there is an error; the first one is told.
    pub(crate) fn block(&mut self, at: Option<&Place>) {
        if self.blocked.is_none() {
            self.blocked = at.cloned();
        }
    }

    /// A column's text.
    pub fn text(&self, key: &str) -> &str {
        self.texts.iter().find(|(name, _)| **name == *key).map_or("", |(_, text)| text.as_str())
    }

    /// The highest schooling the words name; a roster that has one column for it (学历) counts as well.
    pub fn degree(&self) -> Option<Degree> {
        self.full_time.level().max(self.part_time.level()).max(self.text("学历").parse().ok())
    }
}
