//! Reading dates as clerks type them.

use super::date::{DateError, PartialDate};
use super::name::is_blank;
use std::str::FromStr;

impl FromStr for PartialDate {
    type Err = DateError;

    /// Reads what clerks type: `1975.3`, `1975.03`, `197503`, `19750314`, `1975-3-5`, `1975/3/5`, `1975年3月`,
    /// `1975年3月5日`, `1975.03.14`, `1975`, also in full-width digits, with white space, and with a time of day after it.
    ///
    /// `1975.1` is January. Where the cell was a *number*, 1975.1 may have been typed as 1975.10: the caller must not
    /// come here with it unless the cell's number format settles which.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let written = || text.trim().to_owned();
        let clean = dotted(before_clock(text.trim()));
        if clean.is_empty() {
            return Err(DateError::Empty);
        }
        let unreadable = || DateError::Unreadable { text: written() };
        let fields = Fields::of(&clean).ok_or_else(unreadable)?;
        let [year, month, day] = fields.numbers().ok_or_else(unreadable)?;
        match (fields.year.len(), year.and_then(|year| i32::try_from(year).ok())) {
            (4, Some(year)) => Self::new(year, month, day).map_err(|error| match error {
                DateError::Impossible { .. } => DateError::Impossible { text: written() },
                other => other,
            }),
            (2, Some(_)) if month.is_some() => Err(DateError::TwoDigitYear { text: written() }),
            _ => Err(unreadable()),
        }
    }
}

/// The text without a time of day behind the date, as ODS cells and exported tables carry it.
fn before_clock(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') => date,
        _ => text,
    }
}

/// White space taken out, full-width digits made half-width, and a point for every mark between numbers.
fn dotted(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' | '。' | '·' | '、' | '/' | '／' | '-' | '－' | '—' | '–' | '−' => '.',
        c => c,
    };
    text.chars().filter(|c| !is_blank(*c)).map(narrow).collect()
}

/// The digits of a date, taken apart but not yet believed.
struct Fields<'a> {
    year: &'a str,
    month: Option<&'a str>,
    day: Option<&'a str>,
}

impl<'a> Fields<'a> {
    /// Takes a cleaned text apart by its marks, or by the number of its digits; `None` if it is built otherwise.
    fn of(text: &'a str) -> Option<Self> {
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return Self::of_digits(text);
        }
        if let Some((year, rest)) = text.split_once('年') {
            let (month, day) = match rest.split_once('月') {
                Some((month, day)) => (Some(month), day.trim_end_matches(['日', '号'])),
                None => (Some(rest), ""),
            };
            let some = |field: &&str| !field.is_empty();
            return Some(Self { year, month: month.filter(some), day: Some(day).filter(some) });
        }
        let mut parts = text.trim_end_matches('.').split('.');
        let fields = Self { year: parts.next()?, month: parts.next(), day: parts.next() };
        parts.next().is_none().then_some(fields)
    }

    /// `1975`, `197503`, `19750314`; and `750314`, to be told as a two-digit year.
    fn of_digits(text: &'a str) -> Option<Self> {
        let century = ["19", "20", "21"].iter().any(|century| text.starts_with(century));
        let (year, rest) = match text.len() {
            6 if !century => text.split_at_checked(2)?,
            4 | 6 | 8 => text.split_at_checked(4)?,
            _ => return None,
        };
        let some = |field: &&str| !field.is_empty();
        Some(Self { year, month: rest.get(..2).filter(some), day: rest.get(2..).filter(some) })
    }

    /// The fields as numbers; `None` if one is not all digits, or month or day have more than two.
    fn numbers(&self) -> Option<[Option<u32>; 3]> {
        let number = |field: Option<&str>, longest: usize| match field {
            None => Some(None),
            Some(field) if field.len() > longest || !field.bytes().all(|b| b.is_ascii_digit()) => None,
            Some(field) => field.parse().ok().map(Some),
        };
        Some([number(Some(self.year), 4)?, number(self.month, 2)?, number(self.day, 2)?])
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> PartialDate {
        PartialDate::new(year, Some(month), Some(day)).unwrap()
    }

    fn month(year: i32, month: u32) -> PartialDate {
        PartialDate::new(year, Some(month), None).unwrap()
    }

    #[test]
    fn what_clerks_type_is_read() {
        let march = month(1975, 3);
        for text in [
            "1975.3",
            "1975.03",
            "197503",
            "1975-3",
            "1975-03",
            "1975/3",
            "1975/03",
            "1975年3月",
            "1975年03月",
            "1975年3",
            "１９７５．０３",
            "１９７５年３月",
            " 1975 . 03 ",
            "1975年 3月",
            "1975.03.",
            "1975—03",
            "1975。3",
            "1975.\n03",
            "\u{202D}1975.03\u{202C}",
        ] {
            assert_eq!(text.parse(), Ok(march), "{text:?}");
        }
        let day = date(1975, 3, 5);
        for text in [
            "1975-3-5",
            "1975/3/5",
            "1975.3.5",
            "1975.03.05",
            "19750305",
            "1975年3月5日",
            "1975年03月05日",
            "1975年3月5号",
            "1975年3月5",
            "１９７５年３月５日",
            "1975　年　3　月　5　日",
            "1975-03-05T00:00:00",
            "1975-03-05 00:00:00",
            "1975/3/5 0:00",
            "1975－03－05",
        ] {
            assert_eq!(text.parse(), Ok(day), "{text:?}");
        }
        assert_eq!("19750314".parse(), Ok(date(1975, 3, 14)));
        assert_eq!("1975.1".parse(), Ok(month(1975, 1)));
        assert_eq!("1975.10".parse(), Ok(month(1975, 10)));
        for text in ["1975", "1975年"] {
            assert_eq!(text.parse(), PartialDate::new(1975, None, None), "{text}");
        }
        assert_eq!("2012.02.29".parse(), Ok(date(2012, 2, 29)));
    }

    #[test]
    fn what_is_no_date_says_why() {
        use DateError::{Empty, Impossible, TwoDigitYear, Unreadable, YearOutOfRange};
        for text in ["", "  ", "　\n"] {
            assert_eq!(text.parse::<PartialDate>(), Err(Empty), "{text:?}");
        }
        for text in ["75.3", "75.03", "75-3-5", "75年3月", "75年3月5日", "750314", "7５.3"] {
            assert_eq!(text.parse::<PartialDate>(), Err(TwoDigitYear { text: text.to_owned() }), "{text}");
        }
        for text in ["1975.13", "1975.0", "1975.00", "197513", "1975.2.30", "1975-02-29", "19750231", "1975年4月31日"]
        {
            assert_eq!(text.parse::<PartialDate>(), Err(Impossible { text: text.to_owned() }), "{text}");
        }
        for (text, year) in [("1875.3", 1875), ("2975.3", 2975), ("0975.3", 975)] {
            assert_eq!(text.parse::<PartialDate>(), Err(YearOutOfRange { year }), "{text}");
        }
        for text in [
            "无",
            "至今",
            "75",
            "75年",
            "5",
            "19753",
            "1975031",
            "197503145",
            "1975..3",
            "1975.3.5.1",
            "1975.003",
            "03.1975",
            "3/5/1975",
            "1975年三月",
            "1975.3月",
            "1975.3-",
            "27454.0x",
            "2.0e3",
            "-1975.3",
            "年3月",
        ] {
            let expected =
                if text == "1975.3-" { Ok(month(1975, 3)) } else { Err(Unreadable { text: text.to_owned() }) };
            assert_eq!(text.parse::<PartialDate>(), expected, "{text}");
        }
    }
}
