//! Dates in cells: real ones, texts, and numbers that were meant to be dates.

use chrono::{Days, NaiveDate};

use super::{Reader, clean, half_width, is_nothing};
use crate::language::date::{DateError, DateStyle, PartialDate};
use crate::language::numeral::{self, digit_value, is_numeral};
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;

/// What may stand behind a date without changing it.
const TAILS: &[&str] = &[
    "出生",
    "生",
    "入党",
    "加入中国共产党",
    "参加工作",
    "任现职",
    "任职",
    "毕业",
    "起",
    "截止",
    "止",
    "前",
    "～",
    "~",
    "—",
    "-",
    "至今",
];

/// What a day is called on which a member of the Party has been one for a year already: it is not the day of joining.
const CONFIRMED: &str = "转正";

/// What may stand before it.
const HEADS: &[&str] = &["出生于", "生于", "于"];

/// How a day is written.
const WHOLE_DAY: &str = "请写成 2012-04-25 的样子，年、月、日都写上。";

/// Parts of the day.
pub(in crate::workbook) const PARTS_OF_DAY: &[&str] = &["上午", "下午", "中午", "晚上", "早上", "凌晨", "傍晚", "正午"];

/// Where else the time of day begins, or the day of the week.
const TIMES: &[&str] = &["星期", "礼拜", "周", "晚", "早"];

impl Reader<'_> {
    /// A month or a day. A dash or 无 stands for nothing.
    pub fn partial_date(&mut self, cell: &CellValue, place: &Place) -> Option<PartialDate> {
        self.dated(cell, place, "请写成 1975.03、1975.03.14 或 1975年3月 的样子。")
    }

    /// A date; `advice`: how one is written in this column.
    fn dated(&mut self, cell: &CellValue, place: &Place, advice: &str) -> Option<PartialDate> {
        let cell = self.usable(cell, place)?;
        let text = match cell {
            CellValue::Date(_) | CellValue::Moment(_) => return cell.day().map(PartialDate::from),
            CellValue::Number { value, decimals } => match month_number(*value, *decimals) {
                Ok(text) => text,
                Err(message) => {
                    self.report(
                        Problem::error("date", place.clone(), message)
                            .found(cell.show())
                            .advice(format!("请把这一列设为“文本”格式；{advice}")),
                    );
                    return None;
                }
            },
            cell => clean(&cell.show()),
        };
        if is_nothing(&text) {
            return None;
        }
        match read(&text) {
            Ok(date) => Some(date),
            Err(DateError::Empty) => None,
            Err(error) => {
                let problem = Problem::error("date", place.clone(), error.to_string()).found(&text);
                self.report(match error {
                    _ if text.contains(CONFIRMED) => {
                        problem.advice("入党时间是成为预备党员的年月，比转正早：请只填这个年月，写成 1975.03 的样子。")
                    }
                    DateError::Several { .. } => {
                        problem.advice(format!("请看准用哪一个，只留一个；{}", advice.trim_start_matches('请')))
                    }
                    _ => problem.advice(advice),
                });
                None
            }
        }
    }

    /// A day.
    pub fn date(&mut self, cell: &CellValue, place: &Place) -> Option<NaiveDate> {
        let partial = self.dated(cell, place, WHOLE_DAY)?;
        let exact = partial.exact();
        if exact.is_none() {
            self.report(Problem::error("date", place.clone(), "日期缺日子").found(cell.show()).advice(WHOLE_DAY));
        }
        exact
    }
}

/// A date as clerks write it, with what they write around it: an age in brackets, 出生, Chinese numerals.
pub(in crate::workbook) fn read(text: &str) -> Result<PartialDate, DateError> {
    let narrow = half_width(text);
    let (outside, behind) = narrow.split_once('(').unwrap_or((&narrow, ""));
    let outside = outside.trim();
    let inside = narrow.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let date = if outside.is_empty() { inside.unwrap_or_default() } else { outside };
    let date = HEADS.iter().find_map(|head| date.strip_prefix(head)).unwrap_or(date).trim();
    let bare = without_time(date);
    let bare = TAILS.iter().find_map(|tail| bare.strip_suffix(tail)).unwrap_or(bare);
    let bare = bare.replace(',', ".").replace("月份", "月");
    // 1975.3月, 1975-3-14日: the mark of the last part alone.
    let bare = match bare.strip_suffix(['月', '日', '号']) {
        Some(rest) if !rest.contains(['年', '月']) => rest.to_owned(),
        _ => bare,
    };
    let digits = if bare.chars().any(is_numeral) { arabic(&bare) } else { bare };
    let date: PartialDate = digits.parse().map_err(|error| match error {
        DateError::Unreadable { .. } => DateError::Unreadable { text: text.to_owned() },
        // 至今 is no date, and no blank either.
        DateError::Empty if !date.is_empty() => DateError::Unreadable { text: text.to_owned() },
        other => other,
    })?;
    if outside.is_empty() {
        return Ok(date);
    }
    let parts = || behind.split(['(', ')', ',', '，', ';', '；', '、', ' ', '\n']).map(str::trim);
    if parts().any(|part| part == CONFIRMED) {
        return Err(DateError::Unreadable { text: text.to_owned() });
    }
    if parts().any(|part| !part.contains(CONFIRMED) && is_another(part, date)) {
        return Err(DateError::Several { text: text.to_owned() });
    }
    Ok(date)
}

/// Whether a part of what stands in brackets or behind them is a date, and another one than the date before.
fn is_another(part: &str, date: PartialDate) -> bool {
    let from = part.trim_start_matches(|c: char| !c.is_ascii_digit());
    let bare = from.trim_end_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '年' | '月' | '日' | '号'));
    !bare.is_empty() && bare.parse::<PartialDate>().is_ok_and(|other| !other.agrees_with(date))
}

/// Whether a text says more than a day: an hour, a part of the day.
pub(in crate::workbook) fn has_time(text: &str) -> bool {
    let narrow = half_width(text);
    let narrow = without_midnight(&narrow);
    PARTS_OF_DAY.iter().any(|word| narrow.contains(word))
        || without_time(narrow) != narrow && narrow.contains(['时', '点', ':'])
}

/// 2012-03-12 00:00:00: midnight is what other programs write of a day that has no hour.
fn without_midnight(text: &str) -> &str {
    let text = text.trim_end();
    let day = ["00:00:00", "0:00:00", "00:00", "0:00"].iter().find_map(|midnight| text.strip_suffix(midnight));
    day.filter(|day| day.ends_with([' ', 'T'])).unwrap_or(text)
}

/// A day without the time of day or the day of the week behind it: 2012年3月16日下午5时, 2012年3月12日星期一, 2012.3.16 17时.
fn without_time(text: &str) -> &str {
    let named = TIMES.iter().chain(PARTS_OF_DAY).filter_map(|word| text.find(word)).min();
    let clock = text.find('日').or_else(|| text.find(' ')).filter(|at| {
        let rest = text.get(*at..).unwrap_or_default().trim_start_matches(['日', ' ']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let mark = rest.get(digits..).unwrap_or_default();
        (1..=2).contains(&digits) && mark.starts_with(['时', '点', ':'])
    });
    let end = named.or_else(|| {
        clock.map(|at| if text.get(at..).is_some_and(|rest| rest.starts_with('日')) { at + 3 } else { at })
    });
    let day = end.and_then(|end| text.get(..end)).map(str::trim_end);
    day.filter(|day| day.bytes().filter(u8::is_ascii_digit).count() >= 6).unwrap_or(text)
}

/// 一九七五年三月十四日 in digits.
pub(in crate::workbook) fn arabic(text: &str) -> String {
    let mut out = String::new();
    for part in text.split_inclusive(['年', '月', '日', '号']) {
        let (number, mark) = match part.char_indices().next_back() {
            Some((at, mark @ ('年' | '月' | '日' | '号'))) => (part.get(..at).unwrap_or_default(), Some(mark)),
            _ => (part, None),
        };
        if part.contains('十') {
            match numeral::number(number) {
                Some(value) => out.push_str(&value.to_string()),
                None => out.push_str(number),
            }
        } else {
            // A year is said digit by digit.
            for c in number.chars() {
                match digit_value(c) {
                    Some(value) => out.push_str(&value.to_string()),
                    None => out.push(c),
                }
            }
        }
        out.extend(mark);
    }
    out
}

/// A month written as a number: 1975.03 or 197503. `1975.1` may have been 1975.01's neighbour 1975.10, unless the cell's format
/// shows two places.
fn month_number(value: f64, decimals: Option<u8>) -> Result<String, String> {
    if value.fract() == 0.0 {
        // A real date whose format was lost is a count of days; which day it was meant to be is said, not assumed.
        if (14_611.0..=73_050.0).contains(&value) {
            let day =
                NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|first| first.checked_add_days(Days::new(value as u64)));
            let shown = day.map(|day| PartialDate::from(day).format(DateStyle::Digits)).unwrap_or_default();
            return Err(format!("是没有日期格式的数字，也许原来是 {shown}"));
        }
        return Ok(format!("{value:.0}"));
    }
    let text = match decimals {
        Some(places @ 2..) => format!("{value:.*}", usize::from(places)),
        _ => CellValue::Number { value, decimals: None }.show(),
    };
    if decimals.is_none_or(|places| places < 2) && text.split_once('.').is_some_and(|(_, month)| month == "1") {
        return Err("分不清是1月还是10月：数字格式会去掉末尾的0".to_owned());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_date_is_no_part_of_it() {
        for (text, date) in [
            ("1975.3月", "1975年3月"),
            ("1975.03～", "1975年3月"),
            ("1975-3-14日", "1975年3月14日"),
            ("生于1975年3月", "1975年3月"),
            ("1975年3月生", "1975年3月"),
            ("2012年3月份", "2012年3月"),
            ("2012年3月12日星期一", "2012年3月12日"),
            ("2012年3月12日（星期一）", "2012年3月12日"),
            ("2012年3月16日上午9时", "2012年3月16日"),
            ("2012年3月16日下午5时止", "2012年3月16日"),
            ("2012年3月16日17时", "2012年3月16日"),
            ("2012.3.16 17时", "2012年3月16日"),
            ("2012年3月16日 17:00", "2012年3月16日"),
            ("2012年3月16日（星期五）17:00", "2012年3月16日"),
            ("1975.03（身份证1975-03-14）", "1975年3月"),
            ("2016.12（副科）", "2016年12月"),
            ("1975.03（37岁）", "1975年3月"),
            ("2005.07（2006.07转正）", "2005年7月"),
        ] {
            assert_eq!(read(text).map(|date| date.to_string()).as_deref(), Ok(date), "{text}");
        }
        for (text, timed) in [
            ("2012-03-12 00:00:00", false),
            ("2012-03-12 0:00", false),
            ("2012-03-12 10:00:00", true),
            ("2012-03-12 17:30", true),
            ("2012年3月16日24时", true),
        ] {
            assert_eq!(has_time(text), timed, "{text}");
        }
        assert!(read("3月16日").is_err());
        assert!(read("下午5时").is_err());
        // The brackets say which of several dates it is; with 转正 it is not the one that is asked for.
        for text in
            ["2016.12（副），2019.05（正）", "2005.07（预备）2006.07", "1975.03（档案1975.05）", "2006年7月（2005年）"]
        {
            assert!(matches!(read(text), Err(DateError::Several { .. })), "{text}");
        }
        for text in ["2005.7转正", "2006.07（转正）"] {
            assert!(read(text).is_err(), "{text}");
        }
        // 约 is no date, and no other than the one that is meant.
        assert!(read("约2012年").is_err());
        for text in ["至今", "～", "起"] {
            assert!(matches!(read(text), Err(DateError::Unreadable { .. })), "{text}");
        }
        assert_eq!(read(""), Err(DateError::Empty));
    }
}
