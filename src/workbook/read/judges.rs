//! How the judges' columns of 面试打分 are headed: 考官1, 主考官, 考官1语言表达(20分), 语言表达评委2.

/// What a judge's column may be called, before the number or after the element.
const JUDGE: [&str; 2] = ["考官", "评委"];

/// Words for the sum of a judge's elements.
const SUM: [&str; 7] = ["合计", "总分", "总计", "小计", "总成绩", "得分", "分数"];

/// What a column holds: a judge's marks, on one element or in all.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    pub judge: &'a str,
    /// 要素; empty for a total.
    pub element: String,
    /// The most an element is worth, where its header says so: 语言表达(20分).
    pub full: Option<u32>,
}

/// Reads a header such as 考官1, 考官1语言表达(20分), 语言表达考官1; `None` if it is no judge's.
pub(super) fn heading(header: &str) -> Option<Heading<'_>> {
    let at = JUDGE.iter().find_map(|word| header.find(word))?;
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
    let numbered = digits.len() < bare.len() && (bare.len() < before.len() || digits.ends_with('第'));
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
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c) || c.is_ascii_uppercase()
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
            ("语言表达(20分)2号评委", of("2号评委", "语言表达", Some(20))),
            ("主考官签名", None),
            ("考官签名", None),
            ("平均分", None),
        ] {
            assert_eq!(heading(header), expected, "{header}");
        }
    }
}
