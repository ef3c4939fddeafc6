//! 现任职务及任职时间 in one cell: 某局科员，2009.05至今, 某局科员（2009年5月任）. The day is that of 任现职时间, the position is printed without
//! it. A time with an end (2008.03—2011.12) is that of a post somebody has left.

use std::sync::Arc;

use super::schooling::{find, put};
use crate::language::date::{DateStyle, PartialDate};
use crate::language::numeral::{digit_value, is_figure};
use crate::language::period::BETWEEN;
use crate::problem::Problem;
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, clean, half_width, is_nothing, read_date};

const POSITION: &str = "现工作单位及职务";
const SINCE: &str = "任现职时间";

/// What stands behind a position.
#[derive(Debug, PartialEq, Eq)]
enum Behind {
    /// Since when it is held.
    Since(PartialDate),
    /// From when to when it was held.
    Past,
}

/// The position by itself and what stands behind it; `None`: there is no time, or none that can be told from the words.
fn parted(text: &str) -> Option<(&str, Behind)> {
    let text = text.trim().trim_end_matches(['。', '.', '；', ';', '，', ',']);
    let (name, time) = match text.strip_suffix([')', '）']) {
        Some(open) => {
            let at = open.rfind(['(', '（'])?;
            (open.get(..at)?, open.get(at..)?.trim_start_matches(['(', '（']))
        }
        None => {
            let name = text.trim_end_matches(is_of_time);
            // 任 before the figures is the end of 主任.
            let start = name.len() + text.get(name.len()..)?.find(is_figure)?;
            (text.get(..start)?.trim_end_matches(['自', '从', '于']), text.get(start..)?)
        }
    };
    let marks = |c: char| c.is_whitespace() || "，,；;、:：".contains(c);
    let name = without_told(name);
    let behind = behind(time.trim_matches(marks))?;
    (!name.is_empty() && !is_dated(name)).then_some((name, behind))
}

/// What says of the time behind it what it is: 科员任职时间2009.05.
const TOLD: &[&str] =
    &["任现职务时间", "任现职时间", "任现职年月", "任职时间", "任职年月", "任职日期", "任现职", "任职"];

/// A position without what joins it to the time behind it: strokes, marks and words.
fn without_told(name: &str) -> &str {
    let joins = |c: char| c.is_whitespace() || "，,；;、:：/／-－–—―─~～".contains(c);
    let mut name = name.trim_end_matches(joins);
    while let Some(rest) = TOLD.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest.trim_end_matches(joins);
    }
    name
}

/// What times are written with.
fn is_of_time(c: char) -> bool {
    is_figure(c) || c.is_whitespace() || "年月日.．-—–~～/／至到今起任职现自从于，,".contains(c)
}

fn behind(time: &str) -> Option<Behind> {
    let narrow: String = half_width(time).chars().filter(|c| !c.is_whitespace()).collect();
    let told = TOLD.iter().find_map(|word| narrow.strip_prefix(word)).unwrap_or(&narrow);
    let bare = told.trim_start_matches(['自', '从', '于', ':']);
    for mark in BETWEEN {
        let Some((from, to)) = bare.split_once(mark) else { continue };
        let to = to.trim_start_matches(BETWEEN);
        // 2009-05 is one day.
        if (mark != '-' || from.contains(['.', '年'])) && day(from).is_some() && day(to).is_some() {
            return Some(Behind::Past);
        }
    }
    let ends = ["今", "起", "任现职", "任职", "任"];
    let mut bare = bare;
    while let Some(rest) = bare.strip_suffix(BETWEEN).or_else(|| ends.iter().find_map(|end| bare.strip_suffix(end))) {
        bare = rest;
    }
    day(bare).map(Behind::Since)
}

/// A year and a month at least: of a year alone nothing follows.
fn day(text: &str) -> Option<PartialDate> {
    plausible(text).filter(|date| date.month().is_some())
}

/// A date in which somebody may have taken up a post.
fn plausible(text: &str) -> Option<PartialDate> {
    read_date(text).ok().filter(|date| (1950..=2100).contains(&date.year()))
}

/// Whether a year with its month stands in a text, or a year by itself in brackets: 2009.05, 2009年5月, （2009）, （2009年起）.
fn is_dated(text: &str) -> bool {
    let narrow = half_width(text);
    let inside = |open: &str| {
        let time = open.split(')').next().unwrap_or_default().trim();
        let mut parts = time.split(BETWEEN).map(|part| {
            part.trim_start_matches(['自', '从', '于']).trim_end_matches(['今', '起', '任', '职', '现', '年'])
        });
        let whole = parts.clone().all(|part| part.is_empty() || plausible(part).is_some());
        whole && parts.any(|part| !part.is_empty())
    };
    if narrow.split('(').skip(1).any(inside) {
        return true;
    }
    let narrow: Vec<char> = narrow.chars().filter(|c| !c.is_whitespace()).collect();
    let in_words = |own: &[char]| {
        own.iter().take(4).all(|c| digit_value(*c).is_some())
            && own.get(4) == Some(&'年')
            && own.get(5).is_some_and(|c| is_figure(*c))
    };
    if narrow.windows(6).any(in_words) {
        return true;
    }
    narrow.windows(6).any(|own| {
        let [a, b, c, d, mark, month] = own else { return false };
        matches!((a, b), ('1', '9') | ('2', '0'))
            && [c, d, month].into_iter().all(char::is_ascii_digit)
            && matches!(mark, '.' | '年' | '-' | '/')
    })
}

fn of(row: &Row) -> Option<(String, Behind)> {
    let cell = row.value(POSITION);
    if cell.is_unusable() {
        return None;
    }
    let text = clean(&cell.show());
    parted(&text).map(|(name, behind)| (name.to_owned(), behind))
}

/// Since when somebody has the position, as its own cell says.
pub(crate) fn since(row: &Row) -> Option<PartialDate> {
    match of(row)? {
        (_, Behind::Since(date)) => Some(date),
        (_, Behind::Past) => None,
    }
}

/// Takes the time out of the position, and tells what does not settle since when it is held.
pub(crate) fn part(row: &Row, texts: &mut Vec<(Arc<str>, String)>, reader: &mut Reader<'_>) {
    let Some(written) = find(texts, POSITION).map(str::to_owned) else { return };
    let own = find(texts, SINCE).filter(|text| !is_nothing(text)).map(str::to_owned);
    let place = row.cell(POSITION).1;
    let mut tell = |message: String, advice: &str| {
        let problem = Problem::warning("position", place.clone(), message).found(written.replace('\n', " "));
        reader.report(problem.advice(advice));
    };
    let Some((name, behind)) = of(row) else {
        if is_dated(&written) {
            tell(
                "职务里写的时间看不出是不是任现职的时间，文书上照印".to_owned(),
                "请把任现职的年月填在“任现职时间”列，这一格只写现在的单位和职务。",
            );
        }
        return;
    };
    match (behind, own) {
        (Behind::Past, _) => tell(
            format!("后面写的时间有头有尾，像是已经不任的职务；文书上印“{name}”，不印这段时间，也不当作任现职时间"),
            "请核对是不是现任的职务；是的请把任现职的年月填在“任现职时间”列。",
        ),
        (Behind::Since(date), None) => put(texts, SINCE, date.format(DateStyle::Form)),
        (Behind::Since(date), Some(own)) => {
            if read_date(&own).is_ok_and(|own| !own.agrees_with(date)) {
                tell(format!("后面写的时间与“任现职时间”的{own}不同，以“任现职时间”为准"), "请核对，改正其中一个。");
            }
        }
    }
    put(texts, POSITION, name);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_may_say_since_when_it_is_held() {
        let since = |year, month| Some((format!("{year}"), format!("{month:02}")));
        for (text, name, date) in [
            ("某局副主任科员，2009.05至今", "某局副主任科员", since(2009, 5)),
            ("某局副主任科员（2009.05）", "某局副主任科员", since(2009, 5)),
            ("某局办公室主任，2009.05至今", "某局办公室主任", since(2009, 5)),
            ("某局办公室副主任2009年5月任", "某局办公室副主任", since(2009, 5)),
            ("某局副主任科员(2009年5月起任现职)", "某局副主任科员", since(2009, 5)),
            ("某局副主任科员 2009年5月任", "某局副主任科员", since(2009, 5)),
            ("某局副主任科员2009.05—", "某局副主任科员", since(2009, 5)),
            ("某局副主任科员\n2009-05", "某局副主任科员", since(2009, 5)),
            ("某局110中心主任，自2009.05", "某局110中心主任", since(2009, 5)),
            ("规划局办公室科员（2008.03—2011.12）", "规划局办公室科员", None),
            ("规划局办公室科员，2008年3月至2011年12月", "规划局办公室科员", None),
        ] {
            let (own, behind) = parted(text).unwrap_or(("", Behind::Past));
            let found = match behind {
                Behind::Since(date) => Some(date.format(DateStyle::Form)),
                Behind::Past => None,
            };
            assert_eq!((own, found), (name, date.map(|(year, month)| format!("{year}.{month}"))), "{text}");
        }
        for text in [
            "某局科员",
            "某局科员（正科级）",
            "某局科员（2009）",
            "某局科员2005.03至2009.05，副主任科员2009.05至今",
            "2009.05至今",
            "某局2011年度借调人员",
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }
}
