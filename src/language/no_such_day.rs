//! Days in a text that no calendar has: 2月30日, 2023年2月29日, 2023-2-29.

use chrono::NaiveDate;

/// A leap year: a 29th of February without a year may be one.
const LEAP: i32 = 2024;

/// The first of them, as it is written.
pub(crate) fn no_such_day(text: &str) -> Option<&str> {
    in_words(text).or_else(|| in_figures(text))
}

/// 2023.4.31, 2023-2-30, 2023/2/29. More than the days of the longest month, or a thirteenth month, is another number.
fn in_figures(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/');
    text.split(|c: char| !is_part(c)).find(|part| {
        let numbers: Vec<&str> = part.split(['.', '-', '/']).collect();
        let [year, month, day] = numbers.as_slice() else { return false };
        let (Ok(month), Ok(day)) = (month.parse(), day.parse()) else { return false };
        let year = year.parse().ok().filter(|_| year.len() == 4);
        year.is_some_and(|year| {
            (1..=12).contains(&month) && (1..=31).contains(&day) && NaiveDate::from_ymd_opt(year, month, day).is_none()
        })
    })
}

fn in_words(text: &str) -> Option<&str> {
    text.match_indices('月').find_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + '月'.len_utf8()..)?);
        let (month_at, month) = number_before(before)?;
        let day = after.trim_start_matches(' ');
        let digits = day.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = digits.trim_start_matches(' ');
        let end = text.len() - rest.strip_prefix(['日', '号'])?.len();
        let day: u32 = day.get(..day.len() - digits.len())?.parse().ok()?;
        let year = before.get(..month_at)?.trim_end_matches(' ').strip_suffix('年').and_then(number_before);
        let start = year.map_or(month_at, |(start, _)| start);
        let year = year.map(|(_, year)| year).or_else(|| year_that_goes_on(before, month)).map(i32::try_from);
        let year = year.and_then(Result::ok).unwrap_or(LEAP);
        // Of a year in two figures the century is open.
        let known = (1000..=9999).contains(&year);
        (known && NaiveDate::from_ymd_opt(year, month, day).is_none()).then(|| text.get(start..end)).flatten()
    })
}

/// The year of a day without one, behind a day that has it: 2023年2月27日至2月29日. An earlier month is one of the next year.
fn year_that_goes_on(before: &str, month: u32) -> Option<u32> {
    let (with_year, rest) = before.rsplit_once('年')?;
    let digits = rest.trim_start_matches(' ');
    let end = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let first: u32 = digits.get(..digits.len() - end.len())?.parse().ok()?;
    let (_, year) = number_before(with_year)?;
    Some(year.saturating_add(u32::from(month < first)))
}

/// The number that a text ends with, and where it begins.
fn number_before(text: &str) -> Option<(usize, u32)> {
    let text = text.trim_end_matches(' ');
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    Some((start, text.get(start..)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_no_calendar_are_found() {
        for (text, found) in [
            ("2023年2月30日至3月2日", Some("2023年2月30日")),
            ("2023年2月27日至2月29日", Some("2月29日")),
            ("2024年2月27日至2月29日", None),
            ("2023年12月28日至2月29日", None),
            ("2022年12月28日至2月29日", Some("2月29日")),
            ("2022、2023年度考核优秀，2月29日", None),
            ("2月29日", None),
            ("2023 年 2 月 29 日上午", Some("2023 年 2 月 29 日")),
            ("2024年2月29日", None),
            ("4月31号前", Some("4月31号")),
            ("13月1日", Some("13月1日")),
            ("满6个月，12月31日前", None),
            ("0月、月底、23年2月30日", None),
            ("2012年11月", None),
            ("报名时间：2023-2-30 至 2023-3-2", Some("2023-2-30")),
            ("2023.4.31前", Some("2023.4.31")),
            ("2024/2/29、2023-13-1、2023-15-30、0512-6501-1234、1.2.30、2023.4", None),
        ] {
            assert_eq!(no_such_day(text), found, "{text}");
        }
    }
}
