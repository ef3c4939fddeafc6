//! Cells as they stand in the file.

use chrono::{NaiveDate, NaiveDateTime};

use crate::language::invisible::is_invisible;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum CellValue {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number that is no date. `decimals`: the places its number format shows, if that is known.
    Number {
        /// The number.
        value: f64,
        /// Decimal places shown (`0.00` has two); `None`: not known, or General.
        decimals: Option<u8>,
    },
    /// A date, from a date format or an ODS date cell.
    Date(NaiveDate),
    /// A date with a time of day other than midnight, likewise.
    Moment(NaiveDateTime),
    /// A truth value.
    Bool(bool),
    /// An error (`#N/A`, `#VALUE!` …).
    Error(String),
    /// A formula whose result was never computed and saved.
    Uncomputed(String),
    /// A sign for what stands above (同上, 〃): what that is, a row sorted or moved no longer shows.
    Ditto(String),
    /// What two columns for the same thing say of it, where they do not say the same.
    Twofold(String),
    /// What says nothing sure, of which the table has told already: whatever rests on it waits.
    Told(String),
}

impl CellValue {
    /// Whether there is nothing to read: no text, or only white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim_matches(is_space).is_empty(),
            _ => false,
        }
    }

    /// Whether what stands there is no content: an error, a formula without its result, a sign for what stands above,
    /// two answers, what has been told already.
    pub fn is_unusable(&self) -> bool {
        matches!(self, Self::Error(_) | Self::Uncomputed(_) | Self::Ditto(_) | Self::Twofold(_) | Self::Told(_))
    }

    /// The cell, with a text that only stands for the one above it told from content.
    pub fn or_ditto(self) -> Self {
        match self {
            Self::Text(text) if is_ditto(&text) => Self::Ditto(text.trim_matches(is_space).to_owned()),
            other => other,
        }
    }

    /// The day of a real date.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Moment(moment) => Some(moment.date()),
            _ => None,
        }
    }

    /// The cell as a clerk sees it, for messages and free text.
    pub fn show(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number { value, decimals } => number(*value, *decimals),
            Self::Date(date) => date.format("%Y-%m-%d").to_string(),
            Self::Moment(moment) => moment.format("%Y-%m-%d %-H:%M").to_string(),
            Self::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Error(text) | Self::Ditto(text) | Self::Twofold(text) | Self::Told(text) => text.clone(),
            Self::Uncomputed(formula) => format!("={formula}"),
        }
    }
}

/// Whether a text is only a sign for what stands above.
pub(super) fn is_ditto(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "同上",
        "同前",
        "同上行",
        "同上一行",
        "同上格",
        "同上栏",
        "同上一人",
        "仝上",
        "与上同",
        "↑",
        "↑↑",
        "-do-",
        "—do—",
        "do",
        "ditto",
        "〃",
        "″",
        "\"",
        "＂",
        "”",
        "“",
        "''",
        "’’",
        "〝",
        "〞",
    ];
    /// Signs that stand for the cell above even with something behind them: ↑科员.
    const LEADING: &[&str] = &["↑", "〃", "″", "-do-"];
    // A long text is none; most cells are asked.
    text.len() <= 40 && {
        let bare: String = text.chars().filter(|c| !is_space(*c)).collect();
        let bare = bare.trim_matches(['(', ')', '（', '）', '。', '.', '…']);
        let begins = |sign: &str| bare.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign));
        WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word)) || LEADING.iter().any(|sign| begins(sign))
    }
}

/// White space of all kinds, also that which `char::is_whitespace` leaves out.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// A number as a spreadsheet shows it: whole numbers without a point, no noise of binary fractions.
fn number(value: f64, decimals: Option<u8>) -> String {
    if let Some(decimals) = decimals {
        return format!("{value:.*}", usize::from(decimals));
    }
    if value.fract() == 0.0 && value.abs() < 1.0e15 {
        return format!("{value:.0}");
    }
    // Fifteen significant digits are what Excel keeps; more would show 0.30000000000000004.
    let digits = 15_i32 - 1 - value.abs().log10().floor() as i32;
    let fixed = format!("{value:.*}", usize::try_from(digits.clamp(0, 15)).unwrap_or(15));
    if fixed.contains('.') { fixed.trim_end_matches('0').trim_end_matches('.').to_owned() } else { fixed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_in_the_spreadsheet() {
        let show = |value, decimals| CellValue::Number { value, decimals }.show();
        assert_eq!(show(86.0, None), "86");
        assert_eq!(show(0.1 + 0.2, None), "0.3");
        assert_eq!(show(85.125, None), "85.125");
        assert_eq!(show(1975.1, Some(2)), "1975.10");
        assert_eq!(show(1975.1, None), "1975.1");
    }

    #[test]
    fn signs_for_the_cell_above_are_no_content() {
        for text in ["同上", " 同 上", "（同前）", "〃", "\"", "同上。", "↑", "-DO-", "Do.", "↑科员", "仝上"]
        {
            assert!(CellValue::Text(text.into()).or_ditto().is_unusable(), "{text}");
        }
        for text in ["同上海某局科员", "某镇科员", "", "-", "无", "Dora", "↓"] {
            assert!(!CellValue::Text(text.into()).or_ditto().is_unusable(), "{text}");
        }
    }

    #[test]
    fn invisible_characters_are_blank() {
        assert!(CellValue::Text("\u{3000}\u{200B} \n".into()).is_blank());
        assert!(!CellValue::Text("张".into()).is_blank());
    }
}
