//! Cells as calamine gives them, turned into ours.

use calamine::{Data, DataType};
use chrono::{NaiveDateTime, NaiveTime, SubsecRound};

use super::super::cell::CellValue;

/// A cell's value. `decimals` is asked only for numbers.
pub(super) fn value(data: Data, decimals: impl FnOnce() -> Option<u8>) -> CellValue {
    match data {
        Data::Empty => CellValue::Empty,
        Data::String(text) => text_or_error(text),
        Data::Int(value) => CellValue::Number { value: value as f64, decimals: None },
        Data::Float(value) if value.is_finite() => CellValue::Number { value, decimals: decimals() },
        Data::Bool(value) => CellValue::Bool(value),
        Data::Error(error) => CellValue::Error(error.to_string()),
        // A time of day or a length of time has no day; a number below one is no date either.
        Data::DateTime(time) if !time.is_datetime() || time.as_f64() < 1.0 => {
            CellValue::Text(clock(time.as_f64()).unwrap_or_else(|| time.to_string()))
        }
        Data::DateTime(_) | Data::DateTimeIso(_) => match (data.as_datetime(), data.as_date()) {
            (Some(moment), _) => moment_or_day(moment),
            (None, Some(date)) => CellValue::Date(date),
            (None, None) => CellValue::Text(data.to_string()),
        },
        other => CellValue::Text(other.to_string()),
    }
}

/// A part of a day as the sheet shows it, 9:30; `None` for what is no time.
fn clock(days: f64) -> Option<String> {
    const SECONDS: f64 = 24.0 * 60.0 * 60.0;
    let seconds = (days * SECONDS).round();
    if days <= 0.0 || (days * SECONDS - seconds).abs() > 0.01 || seconds > 1e9 {
        return None;
    }
    let seconds = seconds as u64;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(if rest == 0 { format!("{hours}:{minutes:02}") } else { format!("{hours}:{minutes:02}:{rest:02}") })
}

/// A moment, to the second: fractions of a day are never exact. At midnight it is a day.
pub(super) fn moment_or_day(moment: NaiveDateTime) -> CellValue {
    let moment = moment.round_subsecs(0);
    if moment.time() == NaiveTime::MIN { CellValue::Date(moment.date()) } else { CellValue::Moment(moment) }
}

/// Text; or what a formula that failed has left as text (`#N/A`, `#VALUE!`, LibreOffice's `Err:502`).
pub(super) fn text_or_error(text: String) -> CellValue {
    if text.is_empty() {
        return CellValue::Empty;
    }
    let known = [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NUM!",
        "#NAME?",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#BLOCKED!",
        "#CONNECT!",
        "#FIELD!",
        "#UNKNOWN!",
    ];
    let error = known.contains(&text.as_str())
        || text
            .strip_prefix("Err:")
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()));
    if error { CellValue::Error(text) } else { CellValue::Text(text) }
}

/// The decimal places a number format shows (`0.00_ ` has two); `None` for General and formats that are not plain numbers.
pub(super) fn decimals(format: &str) -> Option<u8> {
    let first = format.split(';').next()?;
    if first.contains(['%', 'E', 'e', '/', '?', '@']) || first.eq_ignore_ascii_case("general") {
        return None;
    }
    let (whole, places) = match first.split_once('.') {
        Some((whole, rest)) => (whole, rest.chars().take_while(|c| *c == '0').count()),
        None => (first, 0),
    };
    whole.contains('0').then(|| u8::try_from(places).unwrap_or(u8::MAX).min(15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_places_come_from_the_number_format() {
        assert_eq!(decimals("0.00"), Some(2));
        assert_eq!(decimals("0.00_ ;[Red]\\-0.00\\ "), Some(2));
        assert_eq!(decimals("#,##0"), Some(0));
        for none in ["General", "@", "0.00%", "0.00E+00", "# ?/?"] {
            assert_eq!(decimals(none), None, "{none}");
        }
    }

    #[test]
    fn errors_are_told_from_texts_that_begin_like_them() {
        for error in ["#N/A", "Err:502"] {
            assert_eq!(text_or_error(error.into()), CellValue::Error(error.into()));
        }
        for text in ["#1楼A", "Err:abc"] {
            assert_eq!(text_or_error(text.into()), CellValue::Text(text.into()));
        }
    }
}
