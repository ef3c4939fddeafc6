//! Cells as calamine gives them, turned into ours.

use calamine::{Data, DataType};
use chrono::{NaiveDateTime, NaiveTime, SubsecRound};

use super::super::cell::CellValue;
use super::number_format::NumberFormat;

/// A cell's value. `format` is what its number format shows, if that is known.
pub(super) fn value(data: Data, format: Option<&NumberFormat>) -> CellValue {
    match data {
        Data::Empty => CellValue::Empty,
        Data::String(text) => text_or_error(text),
        // Numbers without decimals are kept apart in .xls only.
        Data::Int(value) => shown(value as f64, format),
        Data::Float(value) if value.is_finite() => shown(value, format),
        Data::Bool(value) => CellValue::Bool(value),
        Data::Error(error) => CellValue::Error(error.to_string()),
        // A time of day or a length of time has no day; a number below one is no date either.
        Data::DateTime(time) if !time.is_datetime() || time.as_f64() < 1.0 => {
            CellValue::Text(clock(time.as_f64()).unwrap_or_else(|| time.to_string()))
        }
        Data::DateTime(_) | Data::DateTimeIso(_) => match (data.as_datetime(), data.as_date()) {
            (Some(moment), _) => match (moment_or_day(moment), format) {
                (CellValue::Date(day), Some(format)) => format.shown_day(day),
                (value, _) => value,
            },
            (None, Some(date)) => CellValue::Date(date),
            (None, None) => CellValue::Text(data.to_string()),
        },
        other => CellValue::Text(other.to_string()),
    }
}

/// A number as its cell shows it.
fn shown(value: f64, format: Option<&NumberFormat>) -> CellValue {
    format.map_or(CellValue::Number { value, decimals: None }, |format| format.shown(value))
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

#[cfg(test)]
mod tests {
    use super::*;

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
