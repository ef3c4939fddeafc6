//! 学历: levels of schooling, as the words of personnel forms name them.

use std::fmt;
use std::str::FromStr;

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

/// Who reads for a degree as one of equal standing has no level from it: 同等学力硕士, also written 同等学历. Nor has who got the degree and
/// no certificate of the level (单证). 研究生班 and 研究生进修 may be courses.
pub(crate) const EQUAL: &[&str] = &["同等学力", "同等学历", "单证", "研究生班", "研究生进修"];

/// Words that name a level, which may also be asked for, and words that only say what somebody has; of two at the same place the longer
/// one. 大学专科 is one word, and no 大学.
pub(crate) const LEVELS: &[(Degree, &[&str], &[&str])] = &[
    (Degree::Postgraduate, &["研究生", "硕士研究生"], &["博士研究生"]),
    (Degree::University, &["大学", "本科", "大学本科"], &["大普", "专升本", "专接本", "专转本", "专插本"]),
    (Degree::College, &["大专", "专科", "大学专科", "高职", "高职高专"], &[]),
    (Degree::Vocational, &["中专", "中技", "技校", "职高", "中职", "职业高中", "中师", "中等师范"], &[]),
    (Degree::Secondary, &["高中"], &[]),
    (Degree::JuniorSecondary, &["初中", "小学"], &[]),
];

/// Degrees, which tell the level where no level stands.
const DEGREES: &[(Degree, &[&str])] = &[(Degree::Postgraduate, &["博士", "硕士"]), (Degree::University, &["学士"])];

/// What may stand before 大学 as a level; any other word before it makes it the name of a school.
const KINDS: &[&str] = &[
    "在职",
    "制",
    "党校",
    "普通",
    "函授",
    "成人",
    "自考",
    "自学",
    "自学考试",
    "业余",
    "教育",
    "学历",
    "远程",
    "网络",
    "电大",
    "夜大",
    "脱产",
    "后",
    "及",
    "和",
    "为",
    "是",
    "在读",
    "在学",
    "就读",
    "起点",
];

/// A level that a text names, and where.
struct Mention {
    level: Degree,
    start: usize,
    end: usize,
    /// 专升本: whoever begins it has finished 大专.
    raised: bool,
}

impl FromStr for Degree {
    type Err = UnknownDegree;

    /// Reads the wordings of personnel forms (GB/T 4658 and customary ones), party schools' included: 本科, 大学本科,
    /// 在职大学, 中央党校大学, 省委党校研究生, 硕士研究生 …. Of several (大专、在职大学) the highest that was finished: a cell that names
    /// two means a person who has both. What was not finished (肄业, 结业, 在读) counts for the level that it takes to begin, if
    /// there is but one: who has not finished 本科 may have finished 大专 or 高中, and a graduate of 大专 may read for 研究生 as
    /// one of equal standing (同等学力). A course (课程班, 进修班) is no level.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mentions = mentions(&text);
        let equal = EQUAL.iter().any(|word| text.contains(word));
        if mentions.is_empty() && !equal && !COURSES.iter().chain(UNFINISHED).any(|word| text.contains(word)) {
            let degree = DEGREES.iter().find(|(_, words)| words.iter().any(|word| text.contains(word)));
            return degree.map(|(level, _)| *level).ok_or(UnknownDegree);
        }
        let courses = spots(&text, COURSES).filter_map(|spot| meant(&mentions, spot)).collect::<Vec<_>>();
        let unfinished = spots(&text, UNFINISHED).filter_map(|spot| meant(&mentions, spot)).collect::<Vec<_>>();
        let finished = mentions.iter().enumerate().filter_map(|(index, own)| match own {
            _ if courses.contains(&index) => None,
            own if equal && own.level == Self::Postgraduate => None,
            own if !unfinished.contains(&index) => Some(own.level),
            own if own.raised => Some(Self::College),
            own => own.level.before(),
        });
        finished.max().ok_or(UnknownDegree)
    }
}

/// Whether a text names a level, and not only a school: 省委党校大学 does, 苏州大学 does not.
pub(crate) fn names_level(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    !named(&text).0.is_empty()
}

/// The levels a text without spaces names, in its order; where it names a school only, the level that schools of that name give.
fn mentions(text: &str) -> Vec<Mention> {
    let (levels, schools) = named(text);
    if levels.is_empty() { schools } else { levels }
}

/// The levels a text without spaces names, and the schools that are called 大学.
fn named(text: &str) -> (Vec<Mention>, Vec<Mention>) {
    let mut out: Vec<Mention> = Vec::new();
    let mut schools: Vec<Mention> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let words =
            LEVELS.iter().flat_map(|(level, asked, other)| asked.iter().chain(*other).map(|word| (*level, *word)));
        // 华中师范大学 and 华中师大 are schools.
        let parted = text.get(..at).is_some_and(|before| before.ends_with('华')) || rest.starts_with("中师范");
        let words = words.filter(|(_, word)| rest.starts_with(word) && !(parted && *word == "中师"));
        let Some((level, word)) = words.max_by_key(|(_, word)| word.len()) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let mention =
            Mention { level, start: at, end: at + word.len(), raised: word.starts_with("专") && word != "专科" };
        let before = text.get(..at).unwrap_or_default();
        let behind_level = out.last().is_some_and(|own| own.end == at);
        let stands_alone = !before.chars().next_back().is_some_and(char::is_alphabetic)
            || behind_level
            || KINDS.iter().any(|kind| before.ends_with(kind));
        at = mention.end;
        // 苏州大学 is a school.
        if word == "大学" && !stands_alone { schools.push(mention) } else { out.push(mention) }
    }
    (out, schools)
}

/// Where some words stand in a text.
fn spots(text: &str, words: &'static [&'static str]) -> impl Iterator<Item = (usize, usize)> {
    words.iter().flat_map(move |word| text.match_indices(word).map(move |(start, _)| (start, start + word.len())))
}

/// The level that a word is said of: the one right behind it (在读研究生), else the last one before it, else the next.
fn meant(mentions: &[Mention], (start, end): (usize, usize)) -> Option<usize> {
    let behind = mentions.iter().position(|own| own.start == end);
    let before = mentions.iter().rposition(|own| own.end <= start);
    behind.or(before).or_else(|| mentions.iter().position(|own| own.start > end))
}

impl Degree {
    /// What whoever begins this level has finished, as far as that is certain.
    fn before(self) -> Option<Self> {
        match self {
            Self::Postgraduate | Self::University | Self::College => None,
            Self::Vocational | Self::Secondary | Self::JuniorSecondary => Some(Self::JuniorSecondary),
        }
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
            ("中师", Degree::Vocational),
            ("中师毕业、在职大专", Degree::College),
            ("苏州中等师范学校", Degree::Vocational),
            ("华中师范大学本科", Degree::University),
            ("华中师大研究生", Degree::Postgraduate),
            ("职业高中", Degree::Vocational),
            ("高中", Degree::Secondary),
            ("初中", Degree::JuniorSecondary),
            ("大专起点本科", Degree::University),
            ("专升本", Degree::University),
            ("本科（大专起点）", Degree::University),
            ("大普", Degree::University),
            ("博士", Degree::Postgraduate),
            ("大学/大专", Degree::University),
            ("大专、在职大学", Degree::University),
            ("全日制：大专；在职：大学", Degree::University),
            ("大专\n大学", Degree::University),
            ("中专/大专/本科", Degree::University),
            ("高中（在职大学）", Degree::University),
            ("大学、在职研究生", Degree::Postgraduate),
            ("高中起点大专", Degree::College),
            ("大专（苏州大学）", Degree::College),
            ("苏州大学", Degree::University),
            ("大学肄业、大专", Degree::College),
            ("大专，在读本科", Degree::College),
            ("大专（在职大学在读）", Degree::College),
            ("专升本在读", Degree::College),
            ("大学（研究生课程班）", Degree::University),
            ("大学（硕士学位）", Degree::University),
            ("大专、在读研究生", Degree::College),
            ("大学（研究生在读）", Degree::University),
            ("大学（同等学力硕士）", Degree::University),
        ] {
            assert_eq!(text.parse(), Ok(level), "{text}");
        }
        for none in [
            "无",
            "研究生（在读）",
            "在读研究生",
            "研究生肄业",
            "大学肄业",
            "大学结业",
            "本科在读",
            "大专（在读）",
            "研究生课程班",
            "研究生课程进修班",
            "同等学力硕士",
            "研究生（单证）",
            "在职硕士（单证）",
            "研究生进修",
            "研究生同等学历",
            "研究生班",
            "研究生（同等学力）",
        ] {
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
