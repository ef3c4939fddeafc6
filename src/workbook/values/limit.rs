//! Numbers of rules as clerks write them: 40周岁以下, 满2年, 三年, 两位, 1:2, 大专及以上.

use super::limit_advice::no_limit;
use super::{Reader, clean, half_width, is_nothing};
use crate::language::numeral::number;
use crate::problem::{Place, Problem};
use crate::round::{Degree, LEVELS};
use crate::workbook::cell::CellValue;

/// The words that may stand around a number without changing it: before it, its unit, behind that.
type Words = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// The words for an item or column, by its name: 6个月 are no years, and 2年以下 is not 满2年.
fn words(key: &str) -> Words {
    if key.contains("年龄") {
        (&["不超过", "不得超过"], &["周岁", "岁"], &["以下", "以内", "及", "含"])
    } else if key.contains("年限") {
        (&["满", "不少于", "至少"], &["周年", "年"], &["以上", "及", "含"])
    } else if key.contains("最少") {
        (&["不少于", "至少"], &["名", "人", "个"], &["以上", "及", "含"])
    } else if key == "考核年数" {
        (&["最近", "近"], &["年度", "年"], &[])
    } else if key.ends_with("年数") || key == "年份" {
        (&[], &["年度", "年"], &[])
    } else if key.contains("天数") {
        (&[], &["天", "日"], &[])
    } else if key.contains("满分") {
        (&[], &["分"], &[])
    } else if key == "第几次投票" {
        (&["第"], &["次投票", "轮投票", "次", "轮"], &[])
    } else if key == "批次" {
        (&["第"], &["批次", "批"], &[])
    } else {
        (&["共"], &["名", "人", "位", "个", "票", "张"], &[])
    }
}

impl Reader<'_> {
    /// A whole number that a rule sets: an age, years, days, people.
    pub fn limit(&mut self, key: &str, cell: &CellValue, place: &Place) -> Option<u32> {
        let cell = self.usable(cell, place)?;
        let text = clean(&cell.show());
        if is_nothing(&text) {
            return None;
        }
        let found = whole_number(key, &text);
        if found.is_none() {
            let advice = no_limit(key, &text);
            self.report(Problem::error("count", place.clone(), "要填整数").found(&text).advice(advice));
        }
        found
    }
}

/// What to do about a text that is no whole number.
pub(in crate::workbook) fn no_whole_number(text: &str) -> &'static str {
    if text.contains(['.', '．']) {
        "请改成不带小数的数字。"
    } else if text.contains(['(', '（']) {
        "请只填阿拉伯数字的整数；括号里另外的规定（例外、放宽、按什么算）这一格算不了，请填到有关的项目或者“其他条件”里。"
    } else {
        "请只填阿拉伯数字的整数。"
    }
}

/// The number a text means, if there is no doubt; 不满40周岁 is another number than 40周岁, and is not read. Nor is 40周岁（女45周岁）:
/// what stands in brackets may only say the same once more.
pub(in crate::workbook) fn whole_number(key: &str, text: &str) -> Option<u32> {
    let narrow: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let (outside, inside) = brackets(&narrow)?;
    let found = outside_brackets(key, &outside)?;
    let (_, units, _) = words(key);
    let same = |note: &&str| {
        let bare = note.strip_prefix('含').or_else(|| note.strip_suffix('含')).unwrap_or(note);
        // 聘期 is always with 试用期.
        matches!(bare, "" | "本数")
            || (key == "聘期年数" && *note == "含试用期")
            || units.contains(&bare)
            || outside_brackets(key, bare) == Some(found)
    };
    inside.iter().all(same).then_some(found)
}

/// What stands outside of brackets, and what in each of them; nothing if they do not match.
pub(in crate::workbook) fn brackets(text: &str) -> Option<(String, Vec<&str>)> {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let (note, behind) = after.split_once(')')?;
        outside.push_str(before);
        inside.push(note);
        rest = behind;
    }
    outside.push_str(rest);
    Some((outside, inside))
}

fn outside_brackets(key: &str, text: &str) -> Option<u32> {
    let mut bare = text;
    let (before, units, behind) = words(key);
    while let Some(rest) = before.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest;
    }
    while let Some(rest) = behind.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = rest;
    }
    // A term may be said in months (36个月), if they are whole years.
    if key == "聘期年数"
        && let Some(months) = ["个月", "月"].iter().find_map(|unit| bare.strip_suffix(unit))
    {
        let months = months.parse().ok().or_else(|| number(months))?;
        return (months % 12 == 0).then_some(months / 12);
    }
    bare = units.iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    if let Some((whole, zeros)) = bare.split_once('.')
        && !zeros.is_empty()
        && zeros.bytes().all(|byte| byte == b'0')
    {
        bare = whole;
    }
    bare.parse().ok().or_else(|| number(bare))
}

/// The level whose word a text begins with, and how long the word is.
pub(in crate::workbook) fn level_at(text: &str) -> Option<(Degree, usize)> {
    let words = LEVELS.iter().flat_map(|(level, words, _)| words.iter().map(|word| (*level, *word)));
    let found = words.filter(|(_, word)| text.starts_with(word)).max_by_key(|(_, word)| word.len());
    found.map(|(level, word)| (level, word.len()))
}

/// The level that 大专及以上, 本科以上学历, 大学（含）以上 asks for; of several, 高中（中专）, the lowest. What is more than a level asks
/// for nothing known.
pub(in crate::workbook) fn required_degree(text: &str) -> Option<Degree> {
    let narrow = half_width(text);
    let bare: String = narrow.chars().filter(|c| !c.is_whitespace()).collect();
    let parts = bare.split(['(', ')', '/', '、', ',', '，', '或', '及', '和', '。']).map(level_words);
    // 国民教育大专, 全日制本科, 硕士 ask for more than a level, and who has it cannot be read from one.
    let asked = |part: &str| LEVELS.iter().find(|(_, words, _)| words.contains(&part)).map(|(level, ..)| *level);
    let levels: Option<Vec<Degree>> = parts.filter(|part| !part.is_empty()).map(asked).collect();
    levels?.into_iter().min()
}

/// A part without the words that stand around a level: 具有大专以上文化程度 is 大专.
fn level_words(part: &str) -> &str {
    const BEFORE: &[&str] = &["具有", "具备", "须", "需", "至少", "最低", "不低于", "含", "学历", "为"];
    const BEHIND: &[&str] = &["以上", "学历", "文化程度", "文化", "毕业", "层次", "含"];
    let mut bare = part;
    while let Some(rest) = BEFORE.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest;
    }
    while let Some(rest) = BEHIND.iter().find_map(|word| bare.strip_suffix(word)) {
        bare = rest;
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_clerks_write_them() {
        for (key, text, number) in [
            ("年龄上限", "40", Some(40)),
            ("年龄上限", "40.0", Some(40)),
            ("年龄上限", "４０", Some(40)),
            ("年龄上限", "35周岁以下", Some(35)),
            ("年龄上限", "40岁（含）", Some(40)),
            ("年龄上限", "40周岁（含40周岁）以下", Some(40)),
            ("年龄上限", "40（周岁）", Some(40)),
            ("年龄上限", "40周岁以下（含本数）", Some(40)),
            ("年龄上限", "40周岁以下（40周岁含）", Some(40)),
            ("年龄上限", "40周岁以下（女45周岁以下）", None),
            ("年龄上限", "35周岁以下（1989年1月1日以后出生）", None),
            ("年龄上限", "40周岁以下（不含40周岁）", None),
            ("年龄上限", "40周岁（含）以下（女45周岁）", None),
            ("年龄上限", "45周岁（含40周岁）", None),
            ("聘期年数", "三年（含试用期）", Some(3)),
            ("聘期年数", "三年（含试用期一年）", None),
            ("公示天数", "5天（工作日）", None),
            ("公示天数", "7（天）", Some(7)),
            ("最少报名人数", "3人（不含本数）", None),
            ("试用期年数", "1年（不含在聘期内）", None),
            ("测评应到人数", "60（实际58）", None),
            ("年龄最高上限", "不超过45周岁", Some(45)),
            ("年龄上限", "四十周岁", Some(40)),
            ("年龄上限", "不满40周岁", None),
            ("年龄上限", "40周岁以上", None),
            ("年龄上限", "35—40岁", None),
            ("任现职年限", "满2年", Some(2)),
            ("任现职年限", "2年及以上", Some(2)),
            ("任现职年限", "2年以下", None),
            ("聘期年数", "三年", Some(3)),
            ("聘期年数", "36个月", Some(3)),
            ("聘期年数", "三十六个月（含试用期）", Some(3)),
            ("聘期年数", "3年（36个月）", Some(3)),
            ("聘期年数", "2年（36个月）", None),
            ("聘期年数", "30个月", None),
            ("聘期年数", "3月", None),
            ("考核年数", "近三年", Some(3)),
            ("考核年数", "最近3个年度", None),
            ("公示天数", "7天", Some(7)),
            ("批次", "第二批", Some(2)),
            ("批次", "第2批次", Some(2)),
            ("批次", "2", Some(2)),
            ("第几次投票", "第二次", Some(2)),
            ("第几次投票", "第2轮投票", Some(2)),
            ("公示天数", "十五日", Some(15)),
            ("公示天数", "7个工作日", None),
            ("最少报名人数", "五人", Some(5)),
            ("最少报名人数", "3人以上", Some(3)),
            ("成绩小数位", "两位", Some(2)),
            ("职数", "二", Some(2)),
            ("职数", "1.5", None),
            ("职数", "人", None),
        ] {
            assert_eq!(whole_number(key, text), number, "{key} {text}");
        }
    }

    #[test]
    fn levels_as_clerks_ask_for_them() {
        for (text, degree) in [
            ("大专及以上", Some(Degree::College)),
            ("本科以上学历", Some(Degree::University)),
            ("大学（含）以上", Some(Degree::University)),
            ("本科", Some(Degree::University)),
            ("全日制本", None),
            ("全日制本科", None),
            ("博士", None),
            ("本科（学士）", None),
            ("高中（中专）以上", Some(Degree::Secondary)),
            ("中专或大专", Some(Degree::Vocational)),
            ("具有大专及以上文化程度", Some(Degree::College)),
            ("大学本科以上（含本科）学历", Some(Degree::University)),
            ("大专及大专以上", Some(Degree::College)),
            ("硕士研究生及以上", Some(Degree::Postgraduate)),
            ("研究生（硕士）", None),
            ("硕士以上", None),
            ("国民教育大专", None),
            ("国民教育系列大学本科及以上学历", None),
            ("大专以下", None),
            ("专升本", None),
        ] {
            assert_eq!(required_degree(text), degree, "{text}");
        }
    }
}
