//! How the judges' columns of 面试打分 are headed: 考官1, 主考官, 考官1语言表达(20分), 语言表达评委2.

use std::sync::Arc;

use crate::language::numeral::is_figure;
use crate::workbook::header::Meaning;
use crate::workbook::table::{Row, Table};

/// What a judge's column may be called, before the number or after the element.
const JUDGE: [&str; 2] = ["考官", "评委"];

/// Words for the sum of a judge's elements.
const SUM: [&str; 7] = ["合计", "总分", "总计", "小计", "总成绩", "得分", "分数"];

/// What a column holds: a judge's marks, on one element or in all.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Heading<'a> {
    pub judge: &'a str,
    /// 要素; empty for a total.
    pub element: String,
    /// The most an element is worth, where its header says so: 语言表达(20分).
    pub full: Option<u32>,
}

/// Reads a header such as 考官1, 考官1语言表达(20分), 语言表达考官1; `None` if it is no judge's.
pub(crate) fn heading(header: &str) -> Option<Heading<'_>> {
    let at = JUDGE.iter().find_map(|word| header.find(word))?;
    if let Some(judge) = JUDGE.iter().find_map(|word| header.strip_prefix(word)?.strip_prefix(':')) {
        return is_name(judge).then(|| Heading { judge, element: String::new(), full: None });
    }
    if let Some(found) = numbered_before(header, at) {
        return Some(found);
    }
    let (before, judge) = header.split_at(at);
    let word = judge.char_indices().nth(2).map_or(judge.len(), |(end, _)| end);
    let digits = judge.get(word..)?.find(|c: char| !is_number(c)).map_or(judge.len(), |end| word + end);
    let (judge, after) = judge.split_at(digits);
    // 考官平均分, 考官签名: no judge's marks.
    if judge.len() == word && !after.is_empty() {
        return None;
    }
    let (element, full) = element(&format!("{before}{after}"));
    Some(Heading { judge, element, full })
}

/// 主考官, 1号考官, 第一考官: the number, or the rank, stands before the word.
fn numbered_before(header: &str, at: usize) -> Option<Heading<'_>> {
    let before = header.get(..at)?;
    let bare = before.strip_suffix('号').unwrap_or(before);
    let digits = bare.trim_end_matches(is_number);
    // A figure alone before the word is no element: 一评委, 2考官.
    let marked = bare.len() < before.len() || digits.ends_with('第') || digits.is_empty();
    let numbered = digits.len() < bare.len() && marked;
    let start = if before.ends_with('主') {
        at - '主'.len_utf8()
    } else if numbered {
        digits.strip_suffix('第').unwrap_or(digits).len()
    } else {
        return None;
    };
    let word = header.get(at..)?.char_indices().nth(2).map_or(header.len(), |(end, _)| at + end);
    // 主考官1 is a judge with a number behind it.
    let end = header.get(word..)?.find(|c: char| !is_number(c)).map_or(header.len(), |end| word + end);
    let (element, full) = element(&format!("{}{}", header.get(..start)?, header.get(end..)?));
    if SIGNED.iter().any(|word| element.contains(word)) {
        return None;
    }
    Some(Heading { judge: header.get(start..end)?, element, full })
}

/// Words of columns that are about a judge, but hold no marks.
const SIGNED: &[&str] = &["签名", "签字", "姓名", "平均", "评语", "意见"];

/// The element and what it is worth: 语言表达(20分).
fn element(text: &str) -> (String, Option<u32>) {
    let (name, full) = match text.split_once('(') {
        Some((name, rest)) => {
            (name, rest.trim_end_matches(')').trim_start_matches("满分").trim_end_matches('分').parse().ok())
        }
        None => (text, None),
    };
    let name = name.trim_matches(['-', '_', '/', ':', '、', '.']);
    (if SUM.contains(&name) { String::new() } else { name.to_owned() }, full)
}

fn is_number(c: char) -> bool {
    is_figure(c) || c.is_ascii_uppercase()
}

/// Whether a word may be what a judge is called: 张三, 李书记.
fn is_name(word: &str) -> bool {
    let others = ["分", "均", "合计", "总计", "小计", "最高", "最低", "签", "姓名", "评语", "意见", "备注", "名次"];
    (2..=3).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
        && !others.iter().any(|other| word.contains(other))
}

/// What stands over the judges' columns: 评委打分, 考官评分情况.
const MARKS: [&str; 6] = ["打分", "评分", "给分", "得分", "分数", "成绩"];

/// More than any interview is worth: marks that add up to more are those of judges, not of elements.
const BEYOND: f64 = 150.0;

/// The judge's word and what stands below it, where a header says 评委打分 over 1, 二, 3号 or a name.
fn below(header: &str) -> Option<(&'static str, &str)> {
    let header = ["各位", "每位", "各"].iter().find_map(|all| header.strip_prefix(all)).unwrap_or(header);
    let word = JUDGE.into_iter().find(|word| header.starts_with(word))?;
    let rest = header.strip_prefix(word)?;
    let rest = MARKS.iter().find_map(|marks| rest.strip_prefix(marks)).unwrap_or(rest);
    let rest = rest.strip_prefix("情况").unwrap_or(rest);
    let rest = match rest.strip_prefix('(') {
        Some(open) => open.split_once(')')?.1,
        None => rest,
    };
    // 评委打分 over 评委1.
    let rest = rest.strip_prefix(word).unwrap_or(rest);
    (heading(header).is_none() && !rest.is_empty()).then_some((word, rest))
}

/// Heads each judge's column as one where a word for the judges (评委打分) stands over two columns or more, and below it their numbers
/// or their names. Names might be those of elements: their marks add up to more than an interview is worth.
pub(crate) fn below_one_word(table: &mut Table) {
    let found: Vec<(u32, &'static str, String)> = (1..)
        .zip(&table.columns)
        .filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) => below(name).map(|(word, rest)| (column, word, rest.to_owned())),
            _ => None,
        })
        .collect();
    let is_numbered = |rest: &str| {
        let bare = rest.strip_suffix('号').unwrap_or(rest);
        !bare.is_empty() && bare.chars().all(is_number)
    };
    let is_called = |rest: &str| is_name(rest) && !is_numbered(rest);
    let (mut heads, called): (Vec<_>, Vec<_>) = found
        .into_iter()
        .filter(|(.., rest)| is_numbered(rest) || is_called(rest))
        .partition(|(.., rest)| is_numbered(rest));
    let beyond = |row: &Row| {
        let own = row.others.iter().filter(|(_, at, _)| called.iter().any(|(column, ..)| column == at));
        own.filter_map(|(.., value)| value.show().trim().parse::<f64>().ok()).sum::<f64>() > BEYOND
    };
    if called.len() > 1 && table.rows.iter().any(beyond) {
        heads.extend(called);
    }
    if heads.len() < 2 {
        return;
    }
    for (column, word, rest) in heads {
        let name = match rest.strip_suffix('号') {
            Some(_) => format!("{rest}{word}"),
            None if is_numbered(&rest) => format!("{word}{rest}"),
            None => format!("{word}:{rest}"),
        };
        let at = usize::try_from(column).unwrap_or(0).saturating_sub(1);
        if let Some(slot) = table.columns.get_mut(at) {
            *slot = Meaning::Unknown(name.clone());
        }
        let name: Arc<str> = Arc::from(name);
        for (own, ..) in table.rows.iter_mut().flat_map(|row| &mut row.others).filter(|(_, at, _)| *at == column) {
            *own = name.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judges_column_is_known_by_its_header() {
        let of = |judge: &'static str, element: &str, full| Some(Heading { judge, element: element.into(), full });
        for (header, expected) in [
            ("考官1", of("考官1", "", None)),
            ("评委三", of("评委三", "", None)),
            ("评委①", of("评委①", "", None)),
            ("评委:李书记", of("李书记", "", None)),
            ("评委:签名", None),
            ("考官A", of("考官A", "", None)),
            ("考官1语言表达(20分)", of("考官1", "语言表达", Some(20))),
            ("语言表达(满分20分)考官12", of("考官12", "语言表达", Some(20))),
            ("综合分析评委2", of("评委2", "综合分析", None)),
            ("考官1合计", of("考官1", "", None)),
            ("考官1得分", of("考官1", "", None)),
            ("考官", of("考官", "", None)),
            ("主考官", of("主考官", "", None)),
            ("1号考官", of("1号考官", "", None)),
            ("第一考官", of("第一考官", "", None)),
            ("一评委", of("一评委", "", None)),
            ("十二考官", of("十二考官", "", None)),
            ("B评委语言表达(20分)", of("B评委", "语言表达", Some(20))),
            ("能力评委", of("评委", "能力", None)),
            ("语言表达(20分)2号评委", of("2号评委", "语言表达", Some(20))),
            ("主考官签名", None),
            ("考官签名", None),
            ("平均分", None),
        ] {
            assert_eq!(heading(header), expected, "{header}");
        }
    }
}
