//! Schooling as rosters have it: 学历 and 学位 in one cell, one column for both kinds of education, the subject in a column of its own; and
//! likewise 政治面貌 with the day of joining.

use std::sync::Arc;

use crate::language::date::DateStyle;
use crate::problem::Problem;
use crate::round::Round;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{is_nothing, party, read_date};

/// 大学 工学学士: the level, and the degree behind it. A text that is only one of them stays as it is.
pub(super) fn parted(text: &str) -> (String, String) {
    let parts = text
        .split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／'))
        .filter(|part| !part.is_empty());
    let (mut levels, mut degrees): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for part in parts {
        let (level, degree) = behind_level(part);
        levels.extend(Some(level).filter(|level| !level.is_empty()));
        degrees.extend(Some(degree).filter(|degree| !degree.is_empty()));
    }
    if degrees.is_empty() || levels.is_empty() {
        return (text.to_owned(), String::new());
    }
    (levels.join("、"), degrees.join("、"))
}

/// Words that end a level, behind which a degree may stand without a mark between them.
const LEVELS: &[&str] = &["大学", "本科", "研究生", "大专", "专科"];

fn is_academic(text: &str) -> bool {
    text.contains("学位") || ["学士", "硕士", "博士"].iter().any(|end| text.ends_with(end))
}

/// A part of the cell: the level, and the degree that stands behind it, in brackets (大学（法学学士）) or not (大学法学学士).
fn behind_level(part: &str) -> (&str, &str) {
    if let Some((level, degree)) = part.strip_suffix([')', '）']).and_then(|inner| inner.rsplit_once(['(', '（']))
        && is_academic(degree)
    {
        return (level, degree);
    }
    if !is_academic(part) {
        return (part, "");
    }
    let end = LEVELS.iter().filter_map(|word| part.rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
    part.split_at_checked(end).unwrap_or(("", part))
}

/// Whether the roster's one column of schools tells of a kind of schooling: it does if there is a column for the level of that
/// kind, and none for its school.
pub(super) fn has_plain_school(row: &Row, kind: &str) -> bool {
    kind == "全日制" && row.has("毕业院校及专业") && !row.has("全日制毕业院校及专业") && row.has("全日制学历")
}

/// The same in the texts that documents print; and the school with its subject.
pub(super) fn whole(row: &Row, texts: &mut Vec<(Arc<str>, String)>) {
    if has_plain_school(row, "全日制") {
        let school = find(texts, "毕业院校及专业").unwrap_or_default().to_owned();
        put(texts, "全日制毕业院校及专业", school);
    }
    parted_texts(texts);
}

fn parted_texts(texts: &mut Vec<(Arc<str>, String)>) {
    for (level, degree) in [("全日制学历", "全日制学位"), ("在职学历", "在职学位"), ("学历", "学位")]
    {
        let Some((rest, own)) = find(texts, level).map(parted).filter(|(_, own)| !own.is_empty()) else {
            continue;
        };
        if find(texts, degree).is_none_or(is_nothing) {
            put(texts, level, rest);
            put(texts, degree, own);
        }
    }
    let Some(subject) = find(texts, "所学专业").filter(|text| !is_nothing(text)).map(str::to_owned) else { return };
    let school = find(texts, "全日制毕业院校及专业").filter(|text| !is_nothing(text)).unwrap_or_default().to_owned();
    // Of two schools it is not said which the subject belongs to.
    let other = find(texts, "在职毕业院校及专业").is_some_and(|text| !is_nothing(text));
    if !other && !school.is_empty() && !school.contains(&subject) {
        let end = if subject.ends_with("专业") { "" } else { "专业" };
        put(texts, "全日制毕业院校及专业", format!("{school}{subject}{end}"));
    }
}

/// 中共党员（1999.07）, 中共党员 1999年7月 in one cell: the party, and when it was joined.
pub(super) fn party_and_date(texts: &mut Vec<(Arc<str>, String)>) {
    let Some(text) = find(texts, "政治面貌及入党时间").map(str::to_owned) else { return };
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '，' | ',' | '、' | '；' | ';' | '/');
    let (name, date) = text.split_at_checked(start).unwrap_or((&text, ""));
    let name = name.trim_matches(marks);
    if !name.is_empty() && find(texts, "政治面貌").is_none_or(is_nothing) {
        put(texts, "政治面貌", party(name).unwrap_or_else(|| name.to_owned()));
    }
    let date = date.trim_matches(marks).trim_end_matches("入党").trim_end_matches("加入");
    if let Ok(date) = read_date(date)
        && find(texts, "入党时间").is_none_or(is_nothing)
    {
        put(texts, "入党时间", date.format(DateStyle::Form));
    }
}

/// A roster with one column 学历: the forms have one place for 全日制教育 and one for 在职教育, and nobody has said which it is.
pub(super) fn one_column(table: &Table, round: &Round, problems: &mut Vec<Problem>) {
    let Some(column) = table.column("学历") else { return };
    if table.column("全日制学历").is_some() || table.column("在职学历").is_some() || round.posts.is_empty() {
        return;
    }
    problems.push(
        Problem::warning(
            "one-schooling",
            table.place.at(table.header, column),
            "只有一列学历，分不出全日制还是在职，报名登记表和干部任免审批表的学历、毕业院校各栏空着",
        )
        .advice("要印的话，请改成“全日制学历”“在职学历”两列；审查和名单不受影响。"),
    );
}

fn find<'t>(texts: &'t [(Arc<str>, String)], key: &str) -> Option<&'t str> {
    texts.iter().find(|(own, _)| **own == *key).map(|(_, text)| text.as_str())
}

fn put(texts: &mut Vec<(Arc<str>, String)>, key: &str, text: String) {
    match texts.iter_mut().find(|(own, _)| **own == *key) {
        Some((_, own)) => *own = text,
        None => texts.push((Arc::from(key), text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn level_and_degree_are_told_apart() {
        for (text, level, degree) in [
            ("大学\n工学学士", "大学", "工学学士"),
            ("本科 学士", "本科", "学士"),
            ("研究生/硕士", "研究生", "硕士"),
            ("大学、法学学士学位", "大学", "法学学士学位"),
            ("大学法学学士", "大学", "法学学士"),
            ("大学（法学学士）", "大学", "法学学士"),
            ("在职研究生管理学硕士", "在职研究生", "管理学硕士"),
            ("大学本科(工学学士学位)", "大学本科", "工学学士学位"),
            ("本科（大专起点）", "本科（大专起点）", ""),
            ("大学", "大学", ""),
            ("硕士研究生", "硕士研究生", ""),
            ("学士", "学士", ""),
        ] {
            assert_eq!(parted(text), (level.to_owned(), degree.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_party_and_its_day_share_a_cell() {
        for (text, name, date) in [
            ("中共党员（1999.07）", "中共党员", Some("1999.07")),
            ("党员 1999年7月入党", "中共党员", Some("1999.07")),
            ("群众", "群众", None),
        ] {
            let mut texts = vec![(Arc::from("政治面貌及入党时间"), text.to_owned())];
            party_and_date(&mut texts);
            assert_eq!((find(&texts, "政治面貌"), find(&texts, "入党时间")), (Some(name), date), "{text}");
        }
    }

    #[test]
    fn the_subject_goes_behind_the_school() {
        let texts = |pairs: &[(&str, &str)]| -> Vec<(Arc<str>, String)> {
            pairs.iter().map(|(key, text)| (Arc::from(*key), (*text).to_owned())).collect()
        };
        let mut own = texts(&[("全日制毕业院校及专业", "苏州大学"), ("所学专业", "法学")]);
        parted_texts(&mut own);
        assert_eq!(find(&own, "全日制毕业院校及专业"), Some("苏州大学法学专业"));
        let mut own =
            texts(&[("全日制毕业院校及专业", "苏州大学"), ("所学专业", "法学"), ("在职毕业院校及专业", "省委党校")]);
        parted_texts(&mut own);
        assert_eq!(find(&own, "全日制毕业院校及专业"), Some("苏州大学"));
    }
}
