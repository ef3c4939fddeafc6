//! What a number format shows of a number: how many decimal places, the noughts and letters it puts before a code, the parts of a date.

use chrono::{Datelike, NaiveDate};

use super::super::cell::CellValue;

/// What is known of a number format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// The decimal places it shows; `None`: General, or a format that is not a plain number.
    places: Option<u8>,
    /// What it makes of a code; `None`: shows the number as it is.
    code: Option<Code>,
    /// Whether it shows the year and the month of a date, and not its day.
    months: bool,
}

/// A format for codes: `0000` shows 7 as 0007, `"25"0000` as 250007.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Code {
    /// What is put before the figures.
    before: String,
    /// How many figures are shown at least.
    figures: usize,
}

/// No code has more figures; a format that asks for more is no format for codes.
const FIGURES: usize = 30;

impl NumberFormat {
    /// Reads the text of a format.
    pub(super) fn of(format: &str) -> Self {
        let first = sections(format);
        Self { places: decimals(&first), code: code(&first), months: months(&first) }
    }

    /// One of those that are only numbered, if it shows anything of the kind (ECMA-376 Part 1 18.8.30, for zh-cn).
    pub(super) fn built_in(id: u32) -> Option<Self> {
        let places = |places: u8| Some(Self { places: Some(places), ..Self::default() });
        match id {
            1 | 3 | 37 | 38 => places(0),
            2 | 4 | 39 | 40 => places(2),
            17 | 27 | 36 | 50 | 52 | 57 => Some(Self { months: true, ..Self::default() }),
            _ => None,
        }
    }

    /// A day as its cell shows it: 1983年7月 is kept as the first of July, which nobody has written.
    pub(super) fn shown_day(&self, day: NaiveDate) -> CellValue {
        if self.months && day.day() == 1 { month(day) } else { CellValue::Date(day) }
    }

    /// A number as its cell shows it. A code that the format completes is a text: it is what stands on the paper that was
    /// given out.
    pub(super) fn shown(&self, value: f64) -> CellValue {
        let number = CellValue::Number { value, decimals: self.places };
        let Some(code) = self.code.as_ref().filter(|_| is_whole(value)) else { return number };
        let text = format!("{}{value:0>width$.0}", code.before, width = code.figures);
        if text == number.show() { number } else { CellValue::Text(text) }
    }
}

/// A month that is kept as its first day.
pub(super) fn month(first: NaiveDate) -> CellValue {
    CellValue::Text(format!("{}年{}月", first.year(), first.month()))
}

/// A number as a cell shows it that says so itself: a code, if figures or letters stand before the number's own figures.
pub(super) fn shown_code(shown: &str, value: f64) -> Option<CellValue> {
    let shown = shown.trim();
    let before = shown.strip_suffix(&format!("{value:.0}")).filter(|before| !before.is_empty() && is_whole(value))?;
    let plain = is_before_code(before) && shown.len() <= FIGURES;
    plain.then(|| CellValue::Text(shown.to_owned()))
}

/// Whether a number has no decimals and is small enough to have all its figures.
fn is_whole(value: f64) -> bool {
    value >= 0.0 && value.fract() == 0.0 && value < 1.0e15
}

/// Whether a text is of a code's own characters, with a figure or a letter: not a sign of money.
fn is_before_code(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && text.chars().any(|c| c.is_ascii_alphanumeric())
}

/// The part of a format for numbers that are not negative, without colours and languages in square brackets.
fn sections(format: &str) -> String {
    let mut out = String::new();
    let (mut quoted, mut bracketed) = (false, false);
    for c in format.chars() {
        match c {
            '"' if !bracketed => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if bracketed => {
                bracketed = false;
                continue;
            }
            ';' if !quoted && !bracketed => break,
            _ => {}
        }
        if !bracketed {
            out.push(c);
        }
    }
    out
}

/// The decimal places a number format shows (`0.00_ ` has two); `None` for General and formats that are not plain numbers.
fn decimals(first: &str) -> Option<u8> {
    if first.contains(['%', 'E', 'e', '/', '?', '@']) || first.eq_ignore_ascii_case("general") {
        return None;
    }
    let (whole, places) = match first.split_once('.') {
        Some((whole, rest)) => (whole, rest.chars().take_while(|c| *c == '0').count()),
        None => (first, 0),
    };
    whole.contains('0').then(|| u8::try_from(places).unwrap_or(u8::MAX).min(15))
}

/// Whether a format shows year and month without a day: `yyyy"年"m"月"`, `mmm-yy`. Beside hours `m` is minutes.
fn months(first: &str) -> bool {
    let (mut parts, mut quoted) = (String::new(), false);
    let mut chars = first.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => drop(chars.next()),
            c if !quoted => parts.extend(c.to_lowercase()),
            _ => {}
        }
    }
    parts.contains(['y', 'e']) && parts.contains('m') && !parts.contains(['d', 'a', 'h', 's', '0', '#'])
}

/// The code a format shows: something quoted or nothing, then only noughts. `0` alone is the plain number.
fn code(first: &str) -> Option<Code> {
    let (mut before, mut figures, mut quoted) = (String::new(), 0, false);
    let mut chars = first.trim_end_matches(['_', ' ', '\\']).chars();
    while let Some(c) = chars.next() {
        match c {
            '0' if !quoted => figures += 1,
            _ if figures > 0 => return None,
            '"' => quoted = !quoted,
            '\\' if !quoted => before.extend(chars.next()),
            c if quoted || c == '-' => before.push(c),
            _ => return None,
        }
    }
    let known = if before.is_empty() { figures > 1 } else { figures > 0 && is_before_code(&before) };
    (known && figures <= FIGURES).then_some(Code { before, figures })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_places_come_from_the_number_format() {
        let places = |format| NumberFormat::of(format).places;
        assert_eq!(places("0.00"), Some(2));
        assert_eq!(places("0.00_ ;[Red]\\-0.00\\ "), Some(2));
        assert_eq!(places("#,##0"), Some(0));
        for none in ["General", "@", "0.00%", "0.00E+00", "# ?/?"] {
            assert_eq!(places(none), None, "{none}");
        }
    }

    #[test]
    fn a_month_is_told_from_a_day() {
        let first = NaiveDate::from_ymd_opt(1983, 7, 1).unwrap();
        for format in ["yyyy\"年\"m\"月\";@", "mmm-yy", "[$-804]yyyy\\.mm", "yyyy/m", "e\"年\"m\"月\""] {
            assert_eq!(NumberFormat::of(format).shown_day(first), CellValue::Text("1983年7月".into()), "{format}");
        }
        for format in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "m/d", "yyyy-mm-dd h:mm", "h:mm", "yyyy", "General"]
        {
            assert_eq!(NumberFormat::of(format).shown_day(first), CellValue::Date(first), "{format}");
        }
        // Whoever has written the day has written it.
        let seventh = first.with_day(7).unwrap();
        assert_eq!(NumberFormat::of("yyyy/m").shown_day(seventh), CellValue::Date(seventh));
        assert!(NumberFormat::built_in(57).is_some_and(|format| format.months));
    }

    #[test]
    fn codes_show_what_their_format_puts_before_them() {
        for (format, value, shown) in [
            ("0000", 7.0, "0007"),
            ("00", 12.0, "12"),
            ("\"25\"0000", 10.0, "250010"),
            ("\"ZK-\"000", 3.0, "ZK-003"),
            ("\\A00", 3.0, "A03"),
            ("[$-804]000000", 1.0, "000001"),
            ("0000_ ;[Red]\\-0000\\ ", 1.0, "0001"),
            ("0000", 1.5, "2"),
            ("0", 7.0, "7"),
            ("0\"分\"", 7.0, "7"),
            ("\"¥\"0", 7.0, "7"),
            ("#,##0", 7.0, "7"),
            ("00.00", 7.0, "7.00"),
        ] {
            assert_eq!(NumberFormat::of(format).shown(value).show(), shown, "{format}");
        }
        assert!(matches!(NumberFormat::of("00").shown(12.0), CellValue::Number { .. }));
    }

    #[test]
    fn what_a_cell_says_it_shows_is_a_code_if_something_stands_before_the_number() {
        assert_eq!(shown_code("0007", 7.0), Some(CellValue::Text("0007".into())));
        assert_eq!(shown_code("250010", 10.0), Some(CellValue::Text("250010".into())));
        for none in ["7", "¥7", "7.0", "1,007", "8"] {
            assert_eq!(shown_code(none, 7.0), None, "{none}");
        }
    }
}
