//! Columns of a roster that are not the applicant's own: below 家庭成员, 配偶 or 联系人 stand other people, below 简历 a period of the
//! career. A relative or a period in columns of its own (称谓, 姓名 …; 起止时间, 单位及职务), once or several times, is an item to read.

use super::forms::forms;
use super::reading::{groups, path};

/// What the items of a roster are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workbook) enum List {
    /// 家庭成员.
    Family,
    /// 简历.
    Career,
}

/// A column that holds a part of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::workbook) struct Item {
    /// What the item is.
    pub list: List,
    /// Which of its kind, in the order of the columns.
    pub number: usize,
    /// The part: 称谓, 姓名 …
    pub part: &'static str,
}

/// The parts of an item and the words for them. The first two make it one.
type Parts = &'static [(&'static str, &'static [&'static str])];

const RELATIVE: Parts = &[
    ("称谓", &["称谓", "关系", "与本人关系", "与本人的关系"]),
    ("姓名", &["姓名", "成员姓名", "亲属姓名"]),
    ("出生年月", &["出生年月", "出生日期", "出生时间", "出生年月日"]),
    ("政治面貌", &["政治面貌", "面貌"]),
    (
        "工作单位及职务",
        &[
            "工作单位及职务",
            "工作单位",
            "单位及职务",
            "单位职务",
            "工作单位职务",
            "工作单位和职务",
            "工作单位、职务",
            "现工作单位及职务",
            "单位",
        ],
    ),
    ("职务", &["职务", "现任职务"]),
];

const PERIOD: Parts = &[
    ("起止时间", &["起止时间", "起止年月", "起止日期"]),
    (
        "单位及职务",
        &[
            "单位及职务",
            "工作单位及职务",
            "工作单位和职务",
            "学习工作单位及职务",
            "在何单位任何职",
            "何单位任何职务",
            "经历",
            "内容",
        ],
    ),
];

impl List {
    fn parts(self) -> Parts {
        match self {
            Self::Family => RELATIVE,
            Self::Career => PERIOD,
        }
    }

    fn part(self, label: &str) -> Option<&'static str> {
        let mut parts = self.parts().iter();
        parts.find(|(_, words)| words.contains(&label)).map(|(part, _)| *part)
    }

    /// The words over its columns.
    fn groups(self) -> &'static [&'static str] {
        match self {
            Self::Family => &[
                "家庭成员",
                "家庭主要成员",
                "主要家庭成员",
                "家庭主要成员及重要社会关系",
                "家庭主要成员及社会关系",
                "家庭成员及重要社会关系",
                "家庭成员及社会关系",
                "家庭成员及主要社会关系",
                "重要社会关系",
                "社会关系",
            ],
            Self::Career => {
                &["简历", "个人简历", "工作简历", "学习工作简历", "学习和工作简历", "工作经历", "学习工作经历"]
            }
        }
    }
}

/// Words over columns about somebody else, of whom the forms say nothing by these columns.
const OTHERS: &[&str] =
    &["配偶", "爱人", "妻子", "丈夫", "子女", "父母", "父亲", "母亲", "联系人", "亲属", "家属", "介绍人", "推荐人"];

/// What is asked about somebody else.
const ASKED: &[&str] =
    &["电话", "手机", "联系方式", "身份证号", "身份证号码", "性别", "年龄", "学历", "民族", "职业", "工作", "电话号码"];

/// A group's word without its number: 家庭成员一, 家庭成员（2）, 配偶情况.
fn bare(group: &str) -> String {
    let word = forms(group).pop().unwrap_or_default();
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八".contains(c));
    ["基本情况", "情况", "信息"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word).to_owned()
}

fn list_of(group: &str) -> Option<List> {
    let bare = bare(group);
    [List::Family, List::Career].into_iter().find(|list| list.groups().contains(&bare.as_str()))
}

/// Whether a group's word says that what stands below is somebody else's.
pub(super) fn is_of_others(group: &str) -> bool {
    let short = group.chars().count() <= 12 && !group.contains(':');
    list_of(group) == Some(List::Family) || (short && OTHERS.iter().any(|word| group.contains(word)))
}

/// Whether a column is not the applicant's own, by the words above it and by words further left that may stand above it, too. Where
/// the family lives, the applicant does.
pub(super) fn is_foreign(above: &[&str], inherited: &[&str], label: &str) -> bool {
    let below = |group: &&str| match list_of(group) {
        Some(List::Career) => List::Career.part(label).is_some(),
        _ => is_of_others(group) && !label.contains("地址") && !label.contains("住址"),
    };
    let asked = List::Family.part(label).is_some() || ASKED.contains(&label);
    above.iter().any(below) || (asked && inherited.iter().any(below))
}

/// Whether a column nobody reads is about somebody else or about a period of the career, by its whole name: 配偶姓名,
/// 家庭成员联系电话, 简历2单位及职务.
pub(in crate::workbook) fn is_left_over(name: &str) -> bool {
    let label =
        |list: List, name: &str| list.parts().iter().any(|(_, words)| words.iter().any(|end| name.ends_with(end)));
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let asked = label(List::Family, name) || ASKED.iter().any(|word| name.ends_with(word));
    let family = List::Family.groups().iter().chain(OTHERS).any(|word| name.contains(word));
    let career = List::Career.groups().iter().any(|word| name.contains(word)) && label(List::Career, name);
    (family && asked) || career || matches!(name, "称谓" | "与本人关系" | "起止时间" | "起止年月")
}

/// By what the columns of an item belong together.
#[derive(Debug, PartialEq, Eq)]
enum Key<'r> {
    /// The group they stand below.
    Group(&'r str),
    /// The number they have: 称谓1, 姓名1.
    Number(usize),
    /// They follow a 称谓.
    Behind,
}

/// For each column of a header, the item it holds a part of.
pub(super) fn items(rows: &[Vec<String>], width: usize) -> Vec<Option<Item>> {
    let mut out = vec![None; width];
    for list in [List::Family, List::Career] {
        let mut found: Vec<(Key<'_>, Vec<(usize, &'static str)>)> = Vec::new();
        for column in 0..width {
            let Some((key, part)) = part(rows, column, list) else { continue };
            // A part that the last one has already begins the next one.
            let last = found.iter_mut().rev().find(|(own, _)| *own == key);
            match last.filter(|(_, held)| held.iter().all(|(_, own)| *own != part)) {
                Some((_, held)) => held.push((column, part)),
                None => found.push((key, vec![(column, part)])),
            }
        }
        for (_, held) in found {
            let has = |wanted: &str| held.iter().any(|(_, part)| *part == wanted);
            if !list.parts().iter().take(2).all(|(part, _)| has(part)) {
                continue;
            }
            let number = held.first().map_or(0, |(column, _)| *column);
            for (column, part) in held {
                if let Some(slot) = out.get_mut(column) {
                    *slot = Some(Item { list, number, part });
                }
            }
        }
    }
    out
}

/// The part of an item of a list that a column's words name.
fn part<'r>(rows: &'r [Vec<String>], column: usize, list: List) -> Option<(Key<'r>, &'static str)> {
    let path = path(rows, column);
    let label = path.last()?;
    let above = groups(rows, column);
    let plain = |label: &str| forms(label).iter().find_map(|form| list.part(form));
    if let Some(group) = above.iter().find(|group| list_of(group) == Some(list)) {
        return Some((Key::Group(group), plain(label)?));
    }
    if !above.is_empty() {
        return None;
    }
    if let Some((number, rest)) = numbered(label) {
        let below = list.groups().iter().find_map(|group| rest.strip_prefix(group));
        // 工作单位及职务1 beside 称谓1 is a relative's.
        let rest = match list {
            List::Family => below.unwrap_or(&rest).trim_start_matches("成员"),
            List::Career => below?,
        };
        return Some((Key::Number(number), list.part(rest)?));
    }
    // 家属姓名 behind 与本人关系 is the name of that relative.
    let plain = |label: &str| {
        let bare = ["家属", "亲属", "成员"]
            .iter()
            .find_map(|whose| label.strip_prefix(whose))
            .filter(|_| list == List::Family);
        plain(label).or_else(|| plain(bare?))
    };
    let own = plain(label)?;
    let row = rows.last()?;
    let before = row.get(..=column)?.iter().rev().take_while(|word| plain(word).is_some());
    let from = before.enumerate().filter(|(_, word)| plain(word) == Some("称谓")).last()?.0;
    // The applicant's own name stands before.
    let mut earlier = row.get(..column - from)?.iter();
    earlier.any(|word| word == "姓名").then_some((Key::Behind, own))
}

/// 称谓1, 姓名（2）, 简历一起止时间: the number, and the words without it.
fn numbered(label: &str) -> Option<(usize, String)> {
    const NUMERALS: [char; 8] = ['一', '二', '三', '四', '五', '六', '七', '八'];
    let is_digit = |c: char| c.is_ascii_digit();
    let digits: String = label.chars().filter(|c| is_digit(*c)).collect();
    if (1..=2).contains(&digits.len()) && label.contains(&digits) {
        let rest = label.chars().filter(|c| !is_digit(*c) && !matches!(c, '(' | ')')).collect();
        return Some((digits.parse().ok()?, rest));
    }
    let at = label.chars().position(|c| NUMERALS.contains(&c))?;
    let numeral = label.chars().nth(at)?;
    let rest = label.chars().enumerate().filter(|(own, c)| *own != at && !matches!(c, '(' | ')')).map(|(_, c)| c);
    Some((NUMERALS.iter().position(|own| *own == numeral)? + 1, rest.collect()))
}
