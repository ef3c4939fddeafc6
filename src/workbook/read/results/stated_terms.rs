//! What an office writes beside an appointment in columns of its own: whether somebody is appointed at all (是否聘任), how long and from
//! when to when (聘期起止, 聘任期限, 任职试用期). The program works these out itself; what is written is kept to be compared.

use crate::language::date::PartialDate;
use crate::problem::Place;
use crate::round::StatedTerm;
use crate::workbook::cell::CellValue;
use crate::workbook::header::{forms, plain};
use crate::workbook::read::plan::span;
use crate::workbook::table::Row;
use crate::workbook::values::{brackets, clean, half_width, is_nothing, read_date, span};

/// Columns of a term, of its first and of its last day. 聘任时间 may be either the first day or all of it.
const TERMS: &[&str] = &[
    "聘期",
    "聘期起止",
    "聘期起止时间",
    "聘期起止日期",
    "聘期年限",
    "聘期年数",
    "聘期时间",
    "聘任期限",
    "聘任年限",
    "聘任期",
    "聘任起止",
    "聘任起止时间",
    "聘任起止日期",
    "聘用期",
    "聘用期限",
    "聘用年限",
    "聘用起止时间",
    "聘用起止日期",
    "聘书期限",
    "聘书有效期",
    "聘书有效期限",
    "任期",
    "任职期限",
    "任期起止",
    "任期起止时间",
];
const STARTS: &[&str] = &[
    "聘任时间",
    "聘任日期",
    "聘用时间",
    "聘用日期",
    "起聘时间",
    "起聘日期",
    "聘期开始",
    "聘期起",
    "聘期起始",
    "聘期开始时间",
    "聘期开始日期",
    "聘期起始时间",
    "聘期起始日期",
    "聘期起算",
    "聘期起算时间",
    "聘期起算日期",
    "聘任起始时间",
    "聘任开始时间",
];
const ENDS: &[&str] = &[
    "聘期止",
    "聘期截止",
    "聘期届满",
    "聘期期满",
    "聘期结束",
    "聘期截止时间",
    "聘期截止日期",
    "聘期届满时间",
    "聘期届满日期",
    "聘期结束时间",
    "聘期结束日期",
    "聘期期满时间",
    "聘期期满日期",
    "聘期满",
    "聘期期满日",
    "聘任截止时间",
    "聘任截止日期",
    "聘任到期时间",
    "聘期到期",
    "聘期到期时间",
    "聘期到期日期",
    "聘期至",
    "聘任至",
    "到期时间",
    "到期日期",
    "到期日",
    "聘书有效期至",
];
const TRIALS: &[&str] = &[
    "试用期",
    "试用期限",
    "试用期年限",
    "试用期起止",
    "试用期起止时间",
    "试用期起止日期",
    "试用期时间",
    "试用期时长",
    "任职试用期",
    "任职试用期限",
    "试用时间",
];
const TRIAL_ENDS: &[&str] = &[
    "试用期满",
    "试用期满日",
    "试用期满时间",
    "试用期满日期",
    "试用期截止",
    "试用期截止时间",
    "试用期截止日期",
    "试用期止",
    "试用期届满时间",
    "试用期结束时间",
    "试用期结束日期",
];

/// Columns that ask or answer whether somebody is appointed. 是否续聘, 是否首次任用 and 是否已发聘书 ask something else.
const DECISIONS: &[&str] = &[
    "是否聘任",
    "是否聘用",
    "是否任用",
    "是否任职",
    "是否录用",
    "是否受聘",
    "是否同意聘任",
    "是否同意聘用",
    "是否同意任用",
    "是否同意任职",
    "是否予以聘任",
    "是否予以聘用",
    "是否予以任用",
    "是否正式聘任",
    "是否正式任用",
    "是否拟聘任",
    "是否拟聘用",
    "是否拟任用",
    "聘任结果",
    "聘用结果",
    "任用结果",
    "聘任意见",
    "聘用意见",
    "任用意见",
    "聘任结论",
    "任用结论",
];
const REFUSED: &[&str] = &[
    "否",
    "×",
    "不",
    "不聘",
    "不聘任",
    "不予聘任",
    "未聘任",
    "不聘用",
    "不予聘用",
    "未聘用",
    "不任用",
    "不予任用",
    "未任用",
    "不任职",
    "不同意",
    "暂缓",
    "暂缓任用",
    "暂缓聘任",
    "暂不聘任",
    "暂不任用",
    "落聘",
    "未聘",
];
const ACCEPTED: &[&str] = &[
    "是",
    "√",
    "聘",
    "聘任",
    "同意",
    "同意聘任",
    "同意任用",
    "予以聘任",
    "聘用",
    "任用",
    "已聘任",
    "拟聘任",
    "拟任用",
    "受聘",
    "已聘",
];

/// Whether a header is one of some words, whatever stands in brackets.
fn is(header: &str, words: &[&str]) -> bool {
    forms(&plain(header)).iter().any(|form| words.contains(&form.as_str()))
}

/// A text with neither spaces nor marks of full width.
fn narrow(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A length in months. A number alone is one of years, or of months where the header says so.
fn months(header: &str, text: &str) -> Option<u32> {
    let text = ["试用期", "聘期", "聘任", "为", ":"].iter().fold(text, |text, word| text.trim_start_matches(word));
    let (outside, inside) = brackets(text)?;
    if !inside.iter().all(|note| note.contains("试用期") && !note.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let in_months = header.contains('月') && outside.bytes().all(|byte| byte.is_ascii_digit());
    span::months(&if in_months { format!("{outside}个月") } else { outside }).filter(|months| *months > 0)
}

/// What a cell of such a column says.
pub(crate) fn term(header: &str, cell: &CellValue, at: Place) -> Option<StatedTerm> {
    let shown = clean(&cell.show());
    let text = narrow(&shown);
    let trial = is(header, TRIALS) || is(header, TRIAL_ENDS);
    let own = StatedTerm { header: header.to_owned(), found: shown, at, trial, months: None, from: None, to: None };
    let day = || {
        let day = cell.day().map(PartialDate::from).or_else(|| read_date(&text).ok());
        day.filter(|day| day.month().is_some())
    };
    if is(header, ENDS) || is(header, TRIAL_ENDS) {
        return Some(StatedTerm { to: Some(day()?), ..own });
    }
    let starts = is(header, STARTS);
    if !starts && !is(header, TERMS) && !is(header, TRIALS) {
        return None;
    }
    if let Some((from, to)) = span(&text) {
        return Some(StatedTerm { from: Some(from), to: Some(to), ..own });
    }
    let since = text.trim_start_matches(['自', '从']).split_once('起').filter(|(_, length)| !length.is_empty());
    if let Some((from, length)) = since {
        // 自2024年6月5日起三年.
        let from = read_date(from).ok().filter(|date| date.month().is_some())?;
        let months = months(header, length.trim_start_matches(['，', ',', '聘', '期', '任', '为', ':', '：']));
        return Some(StatedTerm { from: Some(from), months: Some(months?), ..own });
    }
    if let Some(to) = text.strip_prefix(['至', '到']).filter(|_| !starts) {
        let to = read_date(to.trim_end_matches('止')).ok().filter(|date| date.month().is_some())?;
        return Some(StatedTerm { to: Some(to), ..own });
    }
    if starts {
        return Some(StatedTerm { from: Some(day()?), ..own });
    }
    months(header, &text).map(|months| StatedTerm { months: Some(months), ..own })
}

/// Every term that a row states.
pub(crate) fn terms(row: &Row) -> Vec<StatedTerm> {
    let at = |column: u32| row.place.at(row.place.row, column);
    row.others.iter().filter_map(|(header, column, cell)| term(header, cell, at(*column))).collect()
}

/// Whether a cell says of somebody that there is an appointment or none.
pub(crate) fn decision(header: &str, cell: &CellValue) -> Option<bool> {
    if !is(header, DECISIONS) {
        return None;
    }
    let text = narrow(&clean(&cell.show()));
    match text.as_str() {
        text if REFUSED.contains(&text) => Some(false),
        text if ACCEPTED.contains(&text) => Some(true),
        _ => None,
    }
}

/// The cell of a row that says that nobody is appointed by it.
pub(crate) fn refusal(row: &Row) -> Option<(&str, Place, &CellValue)> {
    let found = row.others.iter().find(|(header, _, cell)| decision(header, cell) == Some(false));
    found.map(|(header, column, cell)| (&**header, row.place.at(row.place.row, *column), cell))
}

/// Whether what stands in a column of 任用 that nobody reads is compared all the same.
pub(crate) fn is_compared(header: &str, cell: &CellValue) -> bool {
    is_nothing(&clean(&cell.show()))
        || decision(header, cell).is_some()
        || term(header, cell, Place::default()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_as_offices_write_them() {
        let of = |header: &str, text: &str| {
            let found = term(header, &CellValue::Text(text.to_owned()), Place::default())?;
            let day = |day: Option<PartialDate>| day.map(|day| day.to_string()).unwrap_or_default();
            Some((found.trial, found.months.unwrap_or(0), day(found.from), day(found.to)))
        };
        let range = |from: &str, to: &str| Some((false, 0, from.to_owned(), to.to_owned()));
        for text in
            ["2024.6.5-2026.6.4", "2024-6-5-2026-6-4", "2024年6月5日至2026年6月4日", "自2024.06.05起至2026.06.04止"]
        {
            assert_eq!(of("聘期起止", text), range("2024年6月5日", "2026年6月4日"), "{text}");
        }
        assert_eq!(of("聘期（起止）", "2024.6—2026.6"), range("2024年6月", "2026年6月"));
        assert_eq!(of("聘任时间", "2021.11.1"), range("2021年11月1日", ""));
        assert_eq!(of("聘期截止", "2023.10.11"), range("", "2023年10月11日"));
        let long = |trial: bool, months: u32| Some((trial, months, String::new(), String::new()));
        assert_eq!(of("聘任期限", "2年"), long(false, 24));
        assert_eq!(of("聘任期限", "三年（含试用期）"), long(false, 36));
        assert_eq!(of("任职试用期", "一年"), long(true, 12));
        assert_eq!(of("试用期（月）", "6"), long(true, 6));
        assert_eq!(of("聘期", "自2024年6月5日起三年"), Some((false, 36, "2024年6月5日".to_owned(), String::new())));
        assert_eq!(of("聘任时间", "2012.4.26起"), range("2012年4月26日", ""));
        assert_eq!(of("聘任期限", "至2026年6月4日"), range("", "2026年6月4日"));
        for (header, text) in [("聘期", "按规定"), ("备注", "2年"), ("聘期", ""), ("聘期", "2024.6.5")] {
            assert_eq!(of(header, text), None, "{header}{text}");
        }
    }

    #[test]
    fn whether_somebody_is_appointed() {
        let of = |header: &str, text: &str| decision(header, &CellValue::Text(text.to_owned()));
        assert_eq!(of("是否聘任", "否"), Some(false));
        assert_eq!(of("是否任用", " 不予任用"), Some(false));
        assert_eq!(of("聘任意见", "同意聘任"), Some(true));
        assert_eq!(of("是否聘任", "待定"), None);
        for header in ["是否回避", "是否续聘", "是否已发聘书", "是否首次任用", "是否任职回避"]
        {
            assert_eq!(of(header, "否"), None, "{header}");
        }
    }
}
