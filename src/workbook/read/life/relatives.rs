//! A whole family in one cell of the roster, a line for each relative.

use super::periods::unnumbered;
use super::relations::{head, is_parting, relatives};
use crate::language::name::Name;
use crate::problem::{Place, Problem};
use crate::round::Relative;
use crate::workbook::cell::is_ditto;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, ethnicity, half_width, is_nothing, party, read_date};

/// 家庭成员 from the roster's own column.
pub(crate) fn family(row: &Row, reader: &mut Reader<'_>) -> Vec<Relative> {
    let (cell, place) = row.cell("家庭成员");
    let text = reader.text(cell, &place);
    let mut out = Vec::new();
    if is_nothing(&text) {
        return out;
    }
    for line in text.split(['\n', '；', ';']).map(unnumbered_line).flat_map(relatives) {
        let line = line.trim();
        if line.is_empty() || says_nobody(line) {
            continue;
        }
        let Some((relative, missing)) = relative(line) else {
            let problem =
                Problem::warning("family-line", place.clone(), "家庭成员里有一行看不懂，登记表上不印").found(line);
            reader.report(problem.advice("请每人一行，写成“妻子，李某，1977.05，中共党员，某中学教师”的样子。"));
            continue;
        };
        match missing {
            Some(Missing::Ditto(said)) => reader.report(ditto(&place, line, said)),
            Some(Missing::Birth(age)) if relative.birth.is_none() => reader.report(no_birth(&place, line, age)),
            Some(Missing::Birth(_)) | None => {}
        }
        if !relative.name.is_empty() {
            out.push(relative);
        }
    }
    out
}

/// A line without the number of its relative.
fn unnumbered_line(line: &str) -> &str {
    let line = line.trim();
    let narrow = half_width(line);
    let left = unnumbered(&narrow).map_or(usize::MAX, |rest| rest.chars().count());
    let before = line.chars().count().saturating_sub(left);
    line.char_indices().nth(before).and_then(|(at, _)| line.get(at..)).unwrap_or(line)
}

/// Whether a line says that there is no such relative: 配偶：无, 子女，无.
fn says_nobody(line: &str) -> bool {
    let sign = |c: char| matches!(c, '：' | ':' | '，' | ',');
    let rest = head(line).map(|(_, rest)| rest).or_else(|| line.find(sign).and_then(|at| line.get(at..)));
    let is_none = |rest: &str| rest.split(is_parting).all(is_nothing);
    // A dash alone, or the signs of an empty form: 配偶：
    rest.is_some_and(|rest| !rest.trim_matches(is_parting).is_empty() && is_none(rest))
}

/// What a line has not, though something stands for it.
#[derive(Debug, PartialEq, Eq)]
enum Missing<'t> {
    /// The age in place of the birth.
    Birth(&'t str),
    /// 同上.
    Ditto(&'t str),
}

/// What is written to be as above is nowhere in the form.
fn ditto(place: &Place, line: &str, said: &str) -> Problem {
    let message = format!("家庭成员里有一行写的是和上面一样（{said}），没有写内容，登记表上不印");
    Problem::warning("family-line", place.clone(), message).found(line).advice("请把内容写出来。")
}

/// A form asks for the month of birth.
fn no_birth(place: &Place, line: &str, age: &str) -> Problem {
    let message = format!("家庭成员里有一行只写了年龄（{age}），登记表上的出生年月空着");
    Problem::warning("family-line", place.clone(), message)
        .found(line)
        .advice("请写出生年月，如“妻子，李某，1977.05，中共党员，某中学教师”。")
}

/// What parts what is said of a relative: the strongest that there is. Within it, the others are signs of a text: 党委委员、副局长.
const PARTING: [&[char]; 3] = [&['，', ',', '|', '\t'], &['、'], &[' ', '\u{3000}']];

/// A text at signs that stand outside of its brackets, without what is empty.
fn split_outside<'t>(text: &'t str, signs: &[char]) -> Vec<&'t str> {
    let mut depth = 0_u32;
    let parts = text.split(|c: char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0 && signs.contains(&c),
        }
        false
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// `妻子：李某，1977年5月生，中共党员，某中学教师`; with what it has not.
fn relative(line: &str) -> Option<(Relative, Option<Missing<'_>>)> {
    let (relation, rest) = head(line)?;
    let rest = rest.trim_start_matches(is_parting);
    let signs = PARTING.into_iter().find(|signs| rest.contains(*signs)).unwrap_or_default();
    let by = signs.first().copied().filter(|sign| *sign == '、').unwrap_or('，');
    let mut parts = split_outside(rest, signs).into_iter().peekable();
    let (name, behind) = parted(parts.next()?);
    if is_nothing(name) {
        return None;
    }
    let mut missing = Some(name).filter(|name| is_ditto(name)).map(Missing::Ditto);
    let mut name = if missing.is_some() { String::new() } else { name.to_owned() };
    // 父亲 李 明 1950.01.
    if signs.contains(&' ')
        && name.chars().count() == 1
        && let Some(given) = parts.next_if(|part| part.chars().count() <= 2 && read_date(part).is_err())
    {
        name.push_str(given);
    }
    let mut relative = Relative {
        relation: relation.to_owned(),
        name: Name::read(&name),
        birth: None,
        party: String::new(),
        work: String::new(),
    };
    let mut schooling = None;
    for part in behind.into_iter().chain(parts) {
        // 王五，男，汉族，1984.02: a form has no place for the people a relative is of, nor for the sex, which the relation says.
        if is_left_out(part) {
            continue;
        }
        if is_ditto(part) {
            missing = missing.or(Some(Missing::Ditto(part)));
        } else if relative.birth.is_none()
            && relative.work.is_empty()
            && let Ok(date) = read_date(part)
        {
            relative.birth = Some(date);
        } else if relative.work.is_empty() && is_age(part) {
            missing = missing.or(Some(Missing::Birth(part)));
        } else if relative.party.is_empty()
            && let Some(party) = party(part)
        {
            relative.party = party;
        } else if relative.work.is_empty() && schooling.is_none() && SCHOOLING.contains(&part) {
            schooling = Some(part);
        } else {
            if !relative.work.is_empty() {
                relative.work.push(by);
            }
            relative.work.push_str(part);
        }
    }
    // 女儿，李小小，2012.01，小学: it is what she does.
    if let Some(schooling) = schooling.filter(|_| relative.work.is_empty()) {
        relative.work.push_str(schooling);
    }
    Some((relative, missing))
}

/// How far somebody went to school, where it stands before the work: a form has no place for it.
const SCHOOLING: [&str; 14] = [
    "博士研究生",
    "硕士研究生",
    "研究生",
    "博士",
    "硕士",
    "大学本科",
    "大学",
    "本科",
    "大学专科",
    "大专",
    "专科",
    "中专",
    "高中",
    "初中",
];

/// A name and what stands behind it without a sign of its own: 王某（1982.05）, 李某 1977.05 群众.
fn parted(text: &str) -> (&str, Vec<&str>) {
    let bracket = text.strip_suffix(['）', ')']).and_then(|open| open.split_once(['（', '(']));
    let says = |part: &str| {
        is_left_out(part) || GONE.contains(&part) || read_date(part).is_ok() || is_age(part) || party(part).is_some()
    };
    if let Some((name, within)) = bracket {
        let within: Vec<&str> = within.split(['，', ',', '、', '；', ' ']).map(str::trim).collect();
        if within.iter().all(|part| says(part)) {
            return (name.trim_end(), within);
        }
    }
    let blanks = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let mut cuts = blanks.filter_map(|(at, _)| Some((text.get(..at)?.trim_end(), text.get(at..)?)));
    match cuts.find(|(_, rest)| rest.split_whitespace().next().is_some_and(says)) {
        Some((name, rest)) => (name, rest.split_whitespace().collect()),
        None => (text, Vec::new()),
    }
}

/// Whether a word says the sex or the ethnicity of a relative.
fn is_left_out(part: &str) -> bool {
    matches!(part, "男" | "女") || part.ends_with('族') && ethnicity(part).is_some()
}

/// What is said of a relative in brackets behind the name and stands where the work does.
const GONE: [&str; 8] = ["已故", "去世", "已去世", "病故", "已病故", "退休", "已退休", "离休"];

/// 41岁, 41周岁, 现年41岁.
fn is_age(text: &str) -> bool {
    let bare = text.strip_suffix('岁').map(|text| text.trim_end_matches('周').trim_start_matches("现年"));
    bare.is_some_and(|bare| (1..=3).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_in_every_spelling() {
        for (line, relation, name, birth, party, work) in [
            ("丈夫:王五,男,1984.02,中共党员,县财政局", "丈夫", "王五", "1984年2月", "中共党员", "县财政局"),
            ("妻子：李某，1977年5月生，党员，某中学教师", "妻子", "李某", "1977年5月", "中共党员", "某中学教师"),
            (
                "父亲：李 明，1950.01，中共党员，某局委员、副局长",
                "父亲",
                "李明",
                "1950年1月",
                "中共党员",
                "某局委员、副局长",
            ),
            ("父亲 李 明 1950.01 群众 某局 退休", "父亲", "李明", "1950年1月", "群众", "某局，退休"),
            ("母亲、王某、1952.03、群众、某厂工人、已退休", "母亲", "王某", "1952年3月", "群众", "某厂工人、已退休"),
            ("妻子：王某（1982.05），群众，某公司", "妻子", "王某", "1982年5月", "群众", "某公司"),
            ("妻子：王某 1982.05，群众，某公司", "妻子", "王某", "1982年5月", "群众", "某公司"),
            ("妻子 李 某 1977.05 群众，某中学教师", "妻子", "李某", "1977年5月", "群众", "某中学教师"),
            ("儿子：李小明，2010.03，学生", "儿子", "李小明", "2010年3月", "", "学生"),
            ("妻 子：王某，1982.05，群众，某公司", "妻子", "王某", "1982年5月", "群众", "某公司"),
            ("父  亲 李明 1950.01 中共党员 某局退休", "父亲", "李明", "1950年1月", "中共党员", "某局退休"),
            ("妻：王芳，女，汉族，1982.05生，大学，群众，某公司", "妻", "王芳", "1982年5月", "群众", "某公司"),
            ("女儿：李小小，2004.01，大学", "女儿", "李小小", "2004年1月", "", "大学"),
            ("妻子：王芳（群众），1982.05，某公司", "妻子", "王芳", "1982年5月", "群众", "某公司"),
            ("妻子：王芳（女，1982.05，群众），某公司", "妻子", "王芳", "1982年5月", "群众", "某公司"),
            ("父亲：李明（已故）", "父亲", "李明", "", "", "已故"),
            (
                "母亲：李梅，1950.01，群众，某局（原某局，某科）干部",
                "母亲",
                "李梅",
                "1950年1月",
                "群众",
                "某局（原某局，某科）干部",
            ),
            ("岳母：王某，某村委员，妇女主任", "岳母", "王某", "", "", "某村委员，妇女主任"),
        ] {
            let (read, _) = relative(line).unwrap_or_else(|| panic!("{line}"));
            let said = read.birth.map(|date| date.to_string()).unwrap_or_default();
            let own =
                (read.relation.as_str(), read.name.as_str(), said.as_str(), read.party.as_str(), read.work.as_str());
            assert_eq!(own, (relation, name, birth, party, work), "{line}");
        }
        assert_eq!(relative("妻子：王某，41岁，群众，某公司").unwrap().1, Some(Missing::Birth("41岁")));
        assert!(relative("住址 某路").is_none());
    }

    #[test]
    fn who_is_nobody_is_no_relative() {
        for line in ["配偶：无", "子女: 无", "儿 子，无", "配偶 暂无", "妻子：无，无，无"] {
            assert!(says_nobody(line), "{line}");
        }
        for line in ["父亲：李明", "无", "儿子", "妻子：无，1982.05"] {
            assert!(!says_nobody(line), "{line}");
        }
        assert!(relative("妻子：无，1982.05").is_none());
    }

    #[test]
    fn what_is_as_above_is_not_printed() {
        let (read, missing) = relative("母亲：同上").unwrap();
        assert!(read.name.is_empty() && missing == Some(Missing::Ditto("同上")));
        let (read, missing) = relative("母亲：王芳，1952.01，群众，同上").unwrap();
        assert_eq!((read.work.as_str(), missing), ("", Some(Missing::Ditto("同上"))));
    }

    #[test]
    fn a_number_before_a_relative_is_none_of_it() {
        for line in ["1、父亲：李明", "（2）父亲：李明", "3.父亲：李明", " 父亲：李明"] {
            assert_eq!(unnumbered_line(line), "父亲：李明");
        }
    }
}
