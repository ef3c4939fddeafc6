//! Posts (岗位) and what they ask for.

use std::fmt;
use std::str::FromStr;

use crate::problem::Place;

/// 学历: levels of schooling, low to high. Words only; a degree (学位) is not a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// 初中 and below.
    JuniorSecondary,
    /// 高中.
    Secondary,
    /// 中专, 技校, 职高.
    Vocational,
    /// 大专.
    College,
    /// 大学 (本科).
    University,
    /// 研究生.
    Postgraduate,
}

impl Degree {
    /// The word personnel forms use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JuniorSecondary => "初中",
            Self::Secondary => "高中",
            Self::Vocational => "中专",
            Self::College => "大专",
            Self::University => "大学",
            Self::Postgraduate => "研究生",
        }
    }
}

impl fmt::Display for Degree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that names no level of schooling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownDegree;

/// Words for a level that was not finished.
pub(crate) const UNFINISHED: &[&str] = &["肄业", "结业", "在读", "在学", "未毕业", "未取得", "就读"];

/// Courses that lead to no level of schooling.
pub(crate) const COURSES: &[&str] = &["课程班", "课程进修", "进修班", "研修班", "培训班", "研修生", "进修生"];

impl FromStr for Degree {
    type Err = UnknownDegree;

    /// Reads the wordings of personnel forms (GB/T 4658 and customary ones), party schools' included: 本科, 大学本科,
    /// 在职大学, 中央党校大学, 省委党校研究生, 硕士研究生 …. What was not finished (肄业, 结业, 在读) counts for the level that it
    /// takes to begin, if there is but one: who has not finished 本科 may have finished 大专 or 高中. A course (课程班, 进修班) is no
    /// level.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if COURSES.iter().any(|word| text.contains(word)) {
            return Err(UnknownDegree);
        }
        // 大专起点本科, 专升本, 本科（大专起点）: where one began is not what one finished.
        let raised = ["起点", "专升本", "专接本", "专转本", "专插本"].iter().any(|word| text.contains(word));
        let level = if raised && !text.contains("起点研究生") {
            Self::University
        } else if text.contains("研究生") || text.contains("硕士") || text.contains("博士") {
            Self::Postgraduate
        } else if text.contains("大专") || text.contains("专科") || text.contains("高职") {
            Self::College
        } else if ["大学", "大普", "本科", "学士"].iter().any(|word| text.contains(word)) {
            Self::University
        } else if ["中专", "中技", "技校", "职高", "中职", "职业高中"].iter().any(|word| text.contains(word))
        {
            Self::Vocational
        } else if text.contains("高中") {
            Self::Secondary
        } else if text.contains("初中") || text.contains("小学") {
            Self::JuniorSecondary
        } else {
            return Err(UnknownDegree);
        };
        let unfinished = UNFINISHED.iter().any(|word| text.contains(word));
        if unfinished { level.before().ok_or(UnknownDegree) } else { Ok(level) }
    }
}

impl Degree {
    /// What whoever begins this level has finished, as far as that is certain.
    fn before(self) -> Option<Self> {
        match self {
            Self::Postgraduate => Some(Self::University),
            Self::University | Self::College => None,
            Self::Vocational | Self::Secondary | Self::JuniorSecondary => Some(Self::JuniorSecondary),
        }
    }
}

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
    /// 岗位职责.
    pub duties: String,
    /// 学历要求.
    pub degree: Asked,
    /// 专业要求.
    pub subject: String,
    /// 年龄上限 in completed years; `None`: as in the plan.
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
        self.unread.contains(&column).then(|| format!("{}的“{column}”看不懂，改正后再定", self.origin()))
    }

    /// Where what the post asks for comes from, as [`super::Origin`] says it of the plan: “岗位第4行”.
    pub fn origin(&self) -> String {
        format!("岗位第{}行", self.at.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schooling_is_read_from_the_words_forms_use() {
        for (text, level) in [
            ("研究生", Degree::Postgraduate),
            ("硕士研究生", Degree::Postgraduate),
            ("省委党校研究生", Degree::Postgraduate),
            ("大学", Degree::University),
            ("大学本科", Degree::University),
            ("本 科", Degree::University),
            ("中央党校大学", Degree::University),
            ("大学专科", Degree::College),
            ("大专", Degree::College),
            ("中专", Degree::Vocational),
            ("职业高中", Degree::Vocational),
            ("高中", Degree::Secondary),
            ("初中", Degree::JuniorSecondary),
            ("大专起点本科", Degree::University),
            ("专升本", Degree::University),
            ("本科（大专起点）", Degree::University),
            ("大普", Degree::University),
            ("研究生（在读）", Degree::University),
        ] {
            assert_eq!(text.parse(), Ok(level), "{text}");
        }
        for none in ["无", "大学肄业", "大学结业", "本科在读", "大专（在读）", "研究生课程班", "研究生课程进修班"]
        {
            assert_eq!(none.parse::<Degree>(), Err(UnknownDegree), "{none}");
        }
    }

    #[test]
    fn levels_are_ordered() {
        assert!(Degree::Postgraduate > Degree::University);
        assert!(Degree::University > Degree::College);
        assert!(Degree::College > Degree::Vocational);
    }
}
