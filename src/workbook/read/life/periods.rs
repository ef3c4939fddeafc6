//! A whole career in one cell of the roster, a line for each period.

use crate::language::date::PartialDate;
use crate::language::numeral::is_numeral;
use crate::language::period::BETWEEN;
use crate::problem::{Place, Problem};
use crate::round::Period;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, arabic, half_width};

/// 简历 from the roster's own column.
pub(crate) fn resume(row: &Row, reader: &mut Reader<'_>) -> Vec<Period> {
    let (cell, place) = row.cell("简历");
    let text = reader.text(cell, &place);
    whole(&text, &place, reader)
}

/// A whole career, which stands in a cell.
pub(super) fn whole(text: &str, place: &Place, reader: &mut Reader<'_>) -> Vec<Period> {
    let mut out: Vec<Period> = Vec::new();
    for line in text.lines().flat_map(periods).map(str::trim).filter(|line| !line.is_empty()) {
        // （其间：2001.09—2002.07 …；
        // 2003.03—2003.06 …）
        let own = period(line).filter(|own| !out.last().is_some_and(|last| is_within(own, last)));
        match (own, out.last_mut()) {
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
    for own in out.iter().filter(|own| is_open(&own.text)) {
        let problem = Problem::warning("resume-text", place.clone(), "简历里有一段的括号只有前一半");
        let line = own.text.lines().next().unwrap_or_default();
        reader.report(problem.found(line).advice("请补上括号的后一半，（其间：……）要写完。"));
    }
    out
}

/// Whether what has times of its own was done within a period whose bracket is still open. What goes on beyond its end follows it, as if
/// the bracket had been closed.
fn is_within(own: &Period, outer: &Period) -> bool {
    let beyond = outer.to.is_some_and(|end| own.from >= end || own.to.is_none_or(|to| to > end));
    let both_go_on = outer.to.is_none() && own.to.is_none();
    is_open(&outer.text) && !beyond && !both_go_on
}

/// Whether a text has a bracket that does not end in it.
fn is_open(text: &str) -> bool {
    let count = |signs: [char; 2]| text.chars().filter(|c| signs.contains(c)).count();
    count(['(', '（']) > count([')', '）'])
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
    // 自2004.09至2008.07在某大学学习.
    let bare = narrow.strip_prefix(['自', '从']);
    let (from, rest) = date(bare.unwrap_or(&narrow)).or_else(|| date(unnumbered(&narrow)?))?;
    let rest = rest.trim_start();
    let (to, rest) = end(rest)?;
    let rest = rest.trim_start_matches([' ', '\t', ',', '，', ':', '：', '、']);
    let rest = rest.strip_prefix('在').filter(|_| bare.is_some()).unwrap_or(rest);
    // The text keeps its own width of signs: as many characters from the end as are left.
    let left = rest.trim_start_matches([' ', '\t', ',', '，', ':', '：', '、']).chars().count();
    let text: String = line.chars().skip(line.chars().count() - left).collect();
    Some(Period { at: Place::default(), from, to, text })
}

/// How a period ends, none for one that goes on, and what follows; none where a text goes on without a stroke.
fn end(text: &str) -> Option<(Option<PartialDate>, &str)> {
    let behind = text.trim_start_matches(BETWEEN);
    if behind.len() == text.len() && !text.starts_with('一') {
        return None;
    }
    // 至一九九八年: the dash that 一 is typed for may be the year's first figure; in 2000.08-一中教师 it is none at all.
    let dashes = text.trim_start_matches(|c| BETWEEN.contains(&c) || c == '一');
    for after in [behind, dashes].map(str::trim_start) {
        // 2007.08 —— 至今.
        let after = after.strip_prefix(['至', '到']).map_or(after, str::trim_start);
        if let Some((to, rest)) = date(after) {
            return Some((Some(to), rest));
        }
        if let Some(rest) = present(after, text.get(..text.len() - after.len()).unwrap_or_default()) {
            return Some((None, rest));
        }
    }
    // 2010.05-- 科员; 2000.08到某乡工作 keeps its word.
    let strokes = |c: char| BETWEEN.contains(&c) && !matches!(c, '至' | '到');
    let after = text.trim_start_matches(strokes);
    (after.len() < text.len()).then_some((None, after)).or_else(|| {
        let worded = text.starts_with(['至', '到']);
        if worded { Some((None, text)) } else { (dashes.len() < text.len()).then_some((None, dashes)) }
    })
}

/// What follows 今 and its like behind the words or strokes of a span; none where they begin a word: 今世缘, 现任, 现代.
fn present<'t>(text: &'t str, between: &str) -> Option<&'t str> {
    let word = ["现在", "迄今", "今", "现"].into_iter().find(|word| text.starts_with(word))?;
    let rest = text.get(word.len()..)?;
    let parted = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let worded = between.contains(['至', '到']);
    (parted || word.chars().count() > 1 || (word == "今" && worded)).then_some(rest)
}

/// Whether a sign is a number with its own circle, brackets or stop: ①, ⑴, ⒈, ㈠.
fn is_numbered(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249B}' | '\u{3220}'..='\u{3229}')
}

/// A line without the number it begins with: 1、, 2., (3), （四）.
pub(super) fn unnumbered(line: &str) -> Option<&str> {
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
            ("2000.08-一中教师", "2000年8月", None, "一中教师"),
            ("2000.08一2003.07 一中教师", "2000年8月", Some("2003年7月"), "一中教师"),
            ("2000.08一一今 科员", "2000年8月", None, "科员"),
            ("1990.09--1994.07 在职研究生", "1990年9月", Some("1994年7月"), "在职研究生"),
            ("2003.01-今世缘酒业员工", "2003年1月", None, "今世缘酒业员工"),
            ("2003.01-- 现任某镇副镇长", "2003年1月", None, "现任某镇副镇长"),
            ("2003.01-现代农业园区科员", "2003年1月", None, "现代农业园区科员"),
            ("自2004.09至2008.07在某大学学习", "2004年9月", Some("2008年7月"), "某大学学习"),
            ("从2008年8月至今在某局任科员", "2008年8月", None, "某局任科员"),
            ("2008.08-2010.03 在职研究生", "2008年8月", Some("2010年3月"), "在职研究生"),
            ("2003.01到某乡工作", "2003年1月", None, "到某乡工作"),
            ("2003.01至今某乡工作", "2003年1月", None, "某乡工作"),
            ("2003.01-现，某乡工作", "2003年1月", None, "某乡工作"),
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

    /// The texts of the periods of a career, and what is told of it.
    fn career(text: &str) -> (Vec<String>, Vec<String>) {
        let mut problems = Vec::new();
        let mut reader = Reader { problems: &mut problems, person: None };
        let periods = whole(text, &Place::file("a"), &mut reader).into_iter().map(|own| own.text).collect();
        (periods, problems.into_iter().map(|one| format!("{} {}", one.message, one.found)).collect())
    }

    #[test]
    fn a_bracket_holds_what_was_done_within_the_period() {
        let (periods, told) =
            career("2000.08-2006.07 科员（其间：2001.09-2002.07 交流；\n2003.03-2003.06 党校学习）\n2006.07-至今 科长");
        assert_eq!(periods, ["科员（其间：2001.09-2002.07 交流；\n2003.03-2003.06 党校学习）", "科长"]);
        assert_eq!(told, Vec::<String>::new());
        let (periods, told) = career("2000.08-至今 科员（其间：\n2001.09-2002.07 交流；\n2003.03-2003.06 党校学习）");
        assert_eq!((periods.len(), told.len()), (1, 0));
    }

    #[test]
    fn a_bracket_left_open_does_not_hold_what_follows() {
        let (periods, told) = career(
            "2002.09-2006.07 河海大学（水利\n2006.08-2010.03 科员（其间：2008.01-2008.06 党校学习\n2010.03-2015.02 副科长\n2015.03-至今 科长",
        );
        assert_eq!(periods, ["河海大学（水利", "科员（其间：2008.01-2008.06 党校学习", "副科长", "科长"]);
        assert_eq!(
            told,
            [
                "简历里有一段的括号只有前一半 河海大学（水利",
                "简历里有一段的括号只有前一半 科员（其间：2008.01-2008.06 党校学习"
            ]
        );
        // 2010.02 lies within, and its end does not.
        assert_eq!(career("2006.08-2010.03 科员（其间：党校\n2010.02-2015.02 副科长").0.len(), 2);
        assert_eq!(career("2010.03-- 副科长（其间：党校\n2015.02-- 科长").0.len(), 2);
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
}
