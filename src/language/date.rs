//! Dates as paperwork knows them (日期): often only a year and month, printed in four styles. How they are read from text
//! is in `date_text`.

use super::numeral::{chinese, year_digits};
use chrono::{Datelike, Months, NaiveDate};
use std::fmt;

/// The years a date may lie in; others are typing errors.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A day, or only its year and month, or only its year (出生年月, 入党时间 …). Always a real one.
///
/// Ordered by time; a date that says less comes before those it contains (1975 < 1975.03 < 1975.03.01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

/// How a date is printed. Each style prints what the date knows, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// Personnel forms: `1975.03`, never the day.
    Form,
    /// 公文 and prose (GB/T 9704, 月日不编虚位): `2012年3月5日`.
    Prose,
    /// All digits (GB/T 15835, GB/T 7408): `2012-03-05`.
    Digits,
    /// Chinese numerals: `二〇一二年三月五日`.
    Chinese,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// There is nothing to read.
    Empty,
    /// The year has two digits (`75.3`), so the century would be a guess.
    TwoDigitYear {
        /// What was written.
        text: String,
    },
    /// The month or the day does not exist (`1975.13`, `1975.2.30`).
    Impossible {
        /// What was written.
        text: String,
    },
    /// The year lies outside 1900–2199.
    YearOutOfRange {
        /// The year as written.
        year: i32,
    },
    /// There are two, and they are not the same.
    Several {
        /// What was written.
        text: String,
    },
    /// It is none of the known forms.
    Unreadable {
        /// What was written.
        text: String,
    },
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("日期是空的"),
            Self::TwoDigitYear { text } => write!(f, "“{text}”的年份只有两位，请写全四位"),
            Self::Impossible { text } => write!(f, "“{text}”不是真实的日期"),
            Self::YearOutOfRange { year } => write!(f, "年份 {year} 不在 1900—2199 之间"),
            Self::Several { text } => write!(f, "“{text}”里有不止一个日期"),
            Self::Unreadable { text } => write!(f, "“{text}”不是可识别的日期"),
        }
    }
}

impl std::error::Error for DateError {}

impl PartialDate {
    /// A date of the parts that are known; the day needs its month.
    ///
    /// # Errors
    /// [`DateError::YearOutOfRange`] and [`DateError::Impossible`].
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Result<Self, DateError> {
        if !YEARS.contains(&year) {
            return Err(DateError::YearOutOfRange { year });
        }
        let real = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(month), day) => NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1)).is_some(),
        };
        if !real {
            let parts = [month, day].into_iter().flatten().map(|part| format!(".{part}"));
            return Err(DateError::Impossible { text: format!("{year}{}", parts.collect::<String>()) });
        }
        Ok(Self { year, month, day })
    }

    /// The year, 1900–2199.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1–12, if known.
    #[must_use]
    pub fn month(self) -> Option<u32> {
        self.month
    }

    /// The day of the month, if known.
    #[must_use]
    pub fn day(self) -> Option<u32> {
        self.day
    }

    /// The calendar day, if year, month and day are all known.
    #[must_use]
    pub fn exact(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month?, self.day?)
    }

    /// The first day the date may mean: 1975.03 → 1975-03-01.
    #[must_use]
    pub fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day the date may mean: 1975.02 → 1975-02-28.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        if self.day.is_some() {
            return self.exact();
        }
        let month = NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(12), 1)?;
        month.checked_add_months(Months::new(1))?.pred_opt()
    }

    /// Whether the two may mean the same day: 1975.03 agrees with 1975-03-14, as a form does with an ID number.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        fn same(a: Option<u32>, b: Option<u32>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }

    /// The date in a style, as far as it is known.
    #[must_use]
    pub fn format(self, style: DateStyle) -> String {
        let Self { year, month, day } = self;
        let day = day.filter(|_| style != DateStyle::Form);
        let (year, two_digits, month_mark, day_mark) = match style {
            DateStyle::Form => (year.to_string(), true, ".", ""),
            DateStyle::Digits => (year.to_string(), true, "-", "-"),
            DateStyle::Prose => (format!("{year}年"), false, "月", "日"),
            DateStyle::Chinese => (format!("{}年", year_digits(year.unsigned_abs())), false, "月", "日"),
        };
        let part = |value: Option<u32>, mark: &str| match value {
            None => String::new(),
            Some(value) if two_digits => format!("{mark}{value:02}"),
            Some(value) if style == DateStyle::Chinese => format!("{}{mark}", chinese(value)),
            Some(value) => format!("{value}{mark}"),
        };
        format!("{year}{}{}", part(month, month_mark), part(day, day_mark))
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(date: NaiveDate) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

/// A day in prose: 2012年4月16日.
pub(crate) fn prose(day: NaiveDate) -> String {
    PartialDate::from(day).format(DateStyle::Prose)
}

impl fmt::Display for PartialDate {
    /// As [`DateStyle::Prose`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format(DateStyle::Prose))
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
    fn parts_are_what_is_known() {
        let parts = |date: PartialDate| (date.year(), date.month(), date.day());
        assert_eq!(parts(date(1975, 3, 14)), (1975, Some(3), Some(14)));
        assert_eq!(parts(month(1975, 3)), (1975, Some(3), None));
        assert_eq!(parts(PartialDate::new(1975, None, None).unwrap()), (1975, None, None));
    }

    #[test]
    fn parts_must_make_a_real_date() {
        assert!(PartialDate::new(1975, None, Some(5)).is_err());
        assert!(PartialDate::new(1975, Some(0), None).is_err());
        let error = PartialDate::new(1975, Some(2), Some(30)).map_err(|e| e.to_string());
        assert_eq!(error, Err("“1975.2.30”不是真实的日期".to_owned()));
    }

    #[test]
    fn styles_print_what_is_known() {
        use DateStyle::{Chinese, Digits, Form, Prose};
        let year = PartialDate::new(2012, None, None).unwrap();
        for (date, style, text) in [
            (date(2012, 3, 5), Form, "2012.03"),
            (date(2012, 3, 5), Prose, "2012年3月5日"),
            (date(2012, 3, 5), Digits, "2012-03-05"),
            (date(2012, 3, 5), Chinese, "二〇一二年三月五日"),
            (date(2020, 12, 31), Chinese, "二〇二〇年十二月三十一日"),
            (date(2010, 10, 20), Chinese, "二〇一〇年十月二十日"),
            (month(1975, 3), Form, "1975.03"),
            (month(1975, 3), Prose, "1975年3月"),
            (month(1975, 11), Digits, "1975-11"),
            (month(1975, 3), Chinese, "一九七五年三月"),
            (year, Form, "2012"),
            (year, Prose, "2012年"),
            (year, Digits, "2012"),
            (year, Chinese, "二〇一二年"),
        ] {
            assert_eq!(date.format(style), text);
        }
        assert_eq!(date(2012, 6, 15).to_string(), "2012年6月15日");
    }

    #[test]
    fn what_is_printed_reads_back() {
        for date in [date(2012, 3, 5), date(1999, 12, 31), month(1975, 3), PartialDate::new(1968, None, None).unwrap()]
        {
            for style in [DateStyle::Prose, DateStyle::Digits] {
                assert_eq!(date.format(style).parse(), Ok(date), "{style:?}");
            }
            let form: PartialDate = date.format(DateStyle::Form).parse().unwrap();
            assert!(form.agrees_with(date) && date.agrees_with(form));
        }
    }

    #[test]
    fn a_partial_date_spans_its_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (date, first, last) in [
            (month(1975, 2), "1975-02-01", "1975-02-28"),
            (month(2012, 2), "2012-02-01", "2012-02-29"),
            (month(1975, 12), "1975-12-01", "1975-12-31"),
            (PartialDate::new(1975, None, None).unwrap(), "1975-01-01", "1975-12-31"),
            (date(1975, 3, 14), "1975-03-14", "1975-03-14"),
        ] {
            assert_eq!((date.first_day(), date.last_day()), (Some(day(first)), Some(day(last))));
        }
        assert_eq!(PartialDate::from(day("1975-03-14")), date(1975, 3, 14));
        assert_eq!((date(1975, 3, 14).exact(), month(1975, 3).exact()), (Some(day("1975-03-14")), None));
    }

    #[test]
    fn dates_sort_by_time_and_agree_by_what_they_say() {
        let year = PartialDate::new(1975, None, None).unwrap();
        let rising = [year, month(1975, 3), date(1975, 3, 1), date(1975, 3, 2), month(1975, 4), date(1976, 1, 1)];
        assert!(rising.is_sorted());
        assert!(month(1975, 3).agrees_with(date(1975, 3, 14)) && year.agrees_with(month(1975, 3)));
        assert!(!month(1975, 3).agrees_with(date(1975, 4, 14)) && !date(1975, 3, 1).agrees_with(date(1975, 3, 2)));
    }
}
