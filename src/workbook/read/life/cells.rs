//! A whole career or family in one cell of the roster, a line for each period or relative.

use crate::language::date::PartialDate;
use crate::language::name::Name;
use crate::language::numeral::is_numeral;
use crate::language::period::BETWEEN;
use crate::problem::{Place, Problem};
use crate::round::{Period, Relative};
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, arabic, half_width, party, read_date};

/// Words for relatives, as forms have them.
const RELATIONS: &[&str] = &[
    "配偶",
    "丈夫",
    "妻子",
    "爱人",
    "妻",
    "夫",
    "父亲",
    "母亲",
    "父",
    "母",
    "儿子",
    "女儿",
    "子",
    "女",
    "长子",
    "次子",
    "长女",
    "次女",
    "独子",
    "独女",
    "岳父",
    "岳母",
    "公公",
    "婆婆",
    "公爹",
    "哥哥",
    "弟弟",
    "姐姐",
    "妹妹",
    "兄",
    "弟",
    "姐",
    "妹",
    "哥",
    "继父",
    "继母",
    "养父",
    "养母",
    "祖父",
    "祖母",
    "外祖父",
    "外祖母",
    "儿媳",
    "女婿",
    "岳丈",
    "叔父",
    "伯父",
    "舅父",
    "姑父",
    "姑母",
    "姨母",
    "姨父",
    "养子",
    "养女",
    "继子",
    "继女",
    "三子",
    "三女",
    "大哥",
    "二哥",
    "大姐",
    "二姐",
    "嫂子",
    "姐夫",
    "妹夫",
    "弟媳",
];

/// 简历 from the roster's own column.
pub(crate) fn resume(row: &Row, reader: &mut Reader<'_>) -> Vec<Period> {
    let (cell, place) = row.cell("简历");
    let text = reader.text(cell, &place);
    let mut out: Vec<Period> = Vec::new();
    for line in text.lines().flat_map(periods).map(str::trim).filter(|line| !line.is_empty()) {
        match (period(line), out.last_mut()) {
            (Some(period), _) => {
                if period.to.is_some_and(|to| to < period.from) {
                    let problem = Problem::error("resume-order", place.clone(), "简历里有一段截止早于起始");
                    reader.report(problem.found(line).advice("请改正。"));
                }
                out.push(Period { at: place.clone(), ..period });
            }
            // What was done stands below its time.
            (None, Some(last)) if last.text.is_empty() && !line.starts_with(['(', '（']) => {
                line.clone_into(&mut last.text)
            }
            // （其间：…） and other lines without a date belong to the period above.
            (None, Some(last)) => {
                last.text.push('\n');
                last.text.push_str(line);
            }
            (None, None) => {
                let problem = Problem::error("resume-line", place.clone(), "简历的第一行没有起止年月").found(line);
                reader.report(problem.advice("请每段一行，写成“1990.09--1994.07  某大学某专业学习”的样子。"));
            }
        }
    }
    out
}

/// The periods in a line, where one follows another: behind a semicolon or a blank begins what comes later.
fn periods(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some(own) = period(rest.trim_start()) {
        let later = |at: usize, c: char| {
            let next = rest.get(at + c.len_utf8()..).map(str::trim_start).and_then(period);
            next.is_some_and(|next| own.to.is_some_and(|to| next.from >= to))
        };
        // Not behind the first date of the period itself.
        let cut = rest
            .char_indices()
            .filter(|(_, c)| matches!(c, '；' | ';' | '，' | ',') || c.is_whitespace())
            .find(|(at, c)| later(*at, *c));
        let Some((at, c)) = cut else { break };
        out.extend(rest.get(..at));
        rest = rest.get(at + c.len_utf8()..).unwrap_or_default();
    }
    out.push(rest);
    out
}

/// `1990.09--1994.07 …`, `1990年9月至1994年7月，…`, `2010.05-- …`, `2010.05至今 …`.
pub(crate) fn period(line: &str) -> Option<Period> {
    let narrow = half_width(line.strip_prefix(is_numbered).unwrap_or(line).trim_start());
    let (from, rest) = date(&narrow).or_else(|| date(unnumbered(&narrow)?))?;
    let rest = rest.trim_start();
    let after = rest.trim_start_matches(|c| BETWEEN.contains(&c) || c == '一');
    if after.len() == rest.len() {
        return None;
    }
    // 至一九九八年: the dash that 一 is typed for may be the year's first figure.
    let bare = rest.trim_start_matches(BETWEEN);
    let after = if bare.len() < rest.len() && date_in_words(bare.trim_start()).is_some() { bare } else { after };
    // 2007.08 —— 至今.
    let after = after.trim_start();
    let after = after.strip_prefix(['至', '到']).map_or(after, str::trim_start);
    let present = ["今", "现在", "现", "迄今"].iter().find_map(|word| after.strip_prefix(word));
    let (to, rest) = match (present, date(after)) {
        (Some(rest), _) => (None, rest),
        (None, Some((to, rest))) => (Some(to), rest),
        (None, None) => (None, after),
    };
    // The text keeps its own width of signs: as many characters from the end as are left.
    let left = rest.trim_start_matches([' ', '\t', ',', '，', ':', '：', '、', '在']).chars().count();
    let text: String = line.chars().skip(line.chars().count() - left).collect();
    Some(Period { at: Place::default(), from, to, text })
}

/// Whether a sign is a number with its own circle, brackets or stop: ①, ⑴, ⒈, ㈠.
fn is_numbered(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249B}' | '\u{3220}'..='\u{3229}')
}

/// A line without the number it begins with: 1、, 2., (3), （四）.
fn unnumbered(line: &str) -> Option<&str> {
    let open = line.strip_prefix('(');
    let numbered = open.unwrap_or(line);
    let rest = numbered.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let length = numbered.chars().count() - rest.chars().count();
    let marks: &[char] = if open.is_some() { &[')'] } else { &['、', '.', ',', ')', ':', ' '] };
    rest.strip_prefix(marks).filter(|_| (1..=2).contains(&length)).map(str::trim_start)
}

/// 一九九四年九月十日 at the beginning of a text, and what follows it.
fn date_in_words(text: &str) -> Option<(PartialDate, &str)> {
    fn part<'t>(text: &'t str, mark: &[char]) -> Option<(u32, &'t str)> {
        let rest = text.trim_start_matches(is_numeral);
        let number = arabic(text.get(..text.len() - rest.len())?).parse().ok()?;
        Some((number, rest.strip_prefix(mark)?))
    }
    let (year, mut rest) = part(text, &['年'])?;
    let month = part(rest, &['月']);
    rest = month.map_or(rest, |(_, rest)| rest);
    let day = month.and_then(|_| part(rest, &['日', '号']));
    rest = day.map_or(rest, |(_, rest)| rest);
    let number = |part: Option<(u32, &str)>| part.map(|(number, _)| number);
    Some((PartialDate::new(i32::try_from(year).ok()?, number(month), number(day)).ok()?, rest))
}

/// A date at the beginning of a text, and what follows it. 1990-1994 are two years, 1990-09-1994-07 two months.
fn date(text: &str) -> Option<(PartialDate, &str)> {
    fn digits(text: &str, longest: usize) -> Option<(u32, &str)> {
        let count = text.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > longest {
            return None;
        }
        Some((text.get(..count)?.parse().ok()?, text.get(count..)?))
    }
    let run = text.bytes().take_while(u8::is_ascii_digit).count();
    if run == 0 {
        return date_in_words(text);
    }
    if matches!(run, 6 | 8) {
        return Some((text.get(..run)?.parse().ok()?, text.get(run..)?));
    }
    let (year, mut rest) = digits(text, 4).filter(|(year, _)| *year >= 1000)?;
    let (mut month, mut day) = (None, None);
    let part = |rest: &str| {
        let after = rest.trim_start().strip_prefix(['.', '年', '/', '-', '月'])?.trim_start();
        digits(after, 2).map(|(value, after)| (value, after.len()))
    };
    if let Some((value, left)) = part(rest) {
        month = Some(value);
        rest = rest.get(rest.len() - left..)?;
        if let Some((value, left)) = part(rest) {
            day = Some(value);
            rest = rest.get(rest.len() - left..)?;
        }
    }
    let rest = rest.trim_start_matches(['年', '月', '日', '号', '.']);
    Some((PartialDate::new(i32::try_from(year).ok()?, month, day).ok()?, rest))
}

/// 家庭成员 from the roster's own column.
pub(crate) fn family(row: &Row, reader: &mut Reader<'_>) -> Vec<Relative> {
    let (cell, place) = row.cell("家庭成员");
    let text = reader.text(cell, &place);
    let mut out = Vec::new();
    if crate::workbook::values::is_nothing(&text) {
        return out;
    }
    for line in text.split(['\n', '；', ';']).flat_map(relatives).map(str::trim).filter(|line| !line.is_empty()) {
        match relative(line) {
            Some(relative) => out.push(relative),
            None => {
                let problem =
                    Problem::warning("family-line", place.clone(), "家庭成员里有一行看不懂，登记表上不印").found(line);
                reader.report(problem.advice("请每人一行，写成“妻子，李某，1977.05，中共党员，某中学教师”的样子。"));
            }
        }
    }
    out
}

/// The relatives in a line, where one follows another: 父：张某，母：李某.
fn relatives(line: &str) -> Vec<&str> {
    let begins = |text: &str| {
        let words = RELATIONS.iter().filter_map(|word| text.strip_prefix(word));
        words.into_iter().any(|rest| rest.starts_with(['：', ':']))
    };
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices().filter(|(_, c)| matches!(c, '，' | ',' | '、' | '。' | ' ' | '\u{3000}' | '\t'))
    {
        let next = at + c.len_utf8();
        if line.get(next..).is_some_and(|rest| begins(rest.trim_start())) {
            out.extend(line.get(start..at));
            start = next;
        }
    }
    out.extend(line.get(start..));
    out
}

/// `妻子：李某，1977年5月生，中共党员，某中学教师`.
fn relative(line: &str) -> Option<Relative> {
    let mut parts =
        line.split([' ', '\u{3000}', '\t', '，', ',', '：', ':', '|', '、']).filter(|part| !part.is_empty());
    let relation = parts.next()?;
    if !RELATIONS.contains(&relation) {
        return None;
    }
    let name = Name::read(parts.next()?);
    let mut relative =
        Relative { relation: relation.to_owned(), name, birth: None, party: String::new(), work: String::new() };
    // 王五，男，1984.02: a form has no place for the sex of a relative, which the relation says.
    for part in parts.filter(|part| !matches!(*part, "男" | "女")) {
        if relative.birth.is_none()
            && relative.work.is_empty()
            && let Ok(date) = read_date(part)
        {
            relative.birth = Some(date);
        } else if relative.party.is_empty()
            && let Some(party) = party(part)
        {
            relative.party = party;
        } else {
            if !relative.work.is_empty() {
                relative.work.push('，');
            }
            relative.work.push_str(part);
        }
    }
    Some(relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_in_every_spelling() {
        for (line, from, to, text) in [
            ("1990.09--1994.07  苏州大学中文系学习", "1990年9月", Some("1994年7月"), "苏州大学中文系学习"),
            ("1990年9月至1994年7月，苏州大学学习", "1990年9月", Some("1994年7月"), "苏州大学学习"),
            ("1990.9-1994.7苏州大学学习", "1990年9月", Some("1994年7月"), "苏州大学学习"),
            ("1990-09-1994-07 苏州大学（本科）", "1990年9月", Some("1994年7月"), "苏州大学（本科）"),
            ("199009—199407 苏州大学", "1990年9月", Some("1994年7月"), "苏州大学"),
            ("1990-1994 苏州大学", "1990年", Some("1994年"), "苏州大学"),
            ("２０１０．０５－－         某镇党政办科员", "2010年5月", None, "某镇党政办科员"),
            ("2010.05至今：某镇党政办科员", "2010年5月", None, "某镇党政办科员"),
            ("2010.05—现在 某镇", "2010年5月", None, "某镇"),
            ("2007.08 —— 至今\t科员", "2007年8月", None, "科员"),
            ("1、1994.09-1998.07 苏州大学", "1994年9月", Some("1998年7月"), "苏州大学"),
            ("2.1998.08至今 科员", "1998年8月", None, "科员"),
            ("（3）1994.09-1998.07 苏州大学", "1994年9月", Some("1998年7月"), "苏州大学"),
            ("①1994.09-1998.07 苏州大学", "1994年9月", Some("1998年7月"), "苏州大学"),
            ("一、1994.09-1998.07 苏州大学", "1994年9月", Some("1998年7月"), "苏州大学"),
            ("一九九四年九月至一九九八年七月 一中学习", "1994年9月", Some("1998年7月"), "一中学习"),
            ("一九九八年八月至今 第二中学教师", "1998年8月", None, "第二中学教师"),
        ] {
            let period = period(line).unwrap_or_else(|| panic!("{line}"));
            let read = (period.from.to_string(), period.to.map(|to| to.to_string()), period.text.as_str());
            assert_eq!(read, (from.to_owned(), to.map(str::to_owned), text), "{line}");
        }
        for none in ["（其间：2001.09--2004.07 党校学习）", "2004年获先进工作者", "1990.13--1994.07 学习"]
        {
            assert_eq!(period(none), None, "{none}");
        }
    }

    #[test]
    fn several_periods_in_a_line() {
        for (line, parts) in [
            ("2003年9月至2007年7月，苏州大学；2007年8月至今，科员", 2),
            ("200309-200707 苏州大学 200708-至今 科员", 2),
            ("2003.09-2007.07苏州大学 2007.08-2010.01 科员 2010.01-至今 副科长", 3),
            // Within a period, not behind it.
            ("2003.09-2007.07 苏州大学（其间：2005.01-2005.06 交流）", 1),
            ("2003.09-2007.07 苏州大学 2005.01-2005.06 交流", 1),
            ("2003.09 -- 2007.07 苏州大学", 1),
        ] {
            assert_eq!(periods(line).len(), parts, "{line}: {:?}", periods(line));
        }
    }

    #[test]
    fn relatives_in_a_line() {
        assert_eq!(relatives("父：张大，母：李大"), ["父：张大", "母：李大"]);
        assert_eq!(relatives("妻子：李某，群众，某中学"), ["妻子：李某，群众，某中学"]);
        let read = relative("丈夫:王五,男,1984.02,中共党员,县财政局").unwrap();
        assert_eq!(read.birth.map(|date| date.to_string()).as_deref(), Some("1984年2月"));
        assert_eq!((read.party.as_str(), read.work.as_str()), ("中共党员", "县财政局"));
        let read = relative("妻子：李某，1977年5月生，党员，某中学教师").unwrap();
        assert_eq!((read.relation.as_str(), read.name.as_str()), ("妻子", "李某"));
        assert_eq!(read.birth.map(|date| date.to_string()).as_deref(), Some("1977年5月"));
        assert_eq!((read.party.as_str(), read.work.as_str()), ("中共党员", "某中学教师"));
        assert!(relative("住址 某路").is_none());
    }
}
