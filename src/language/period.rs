//! Periods (期间): terms counted in years, publicity periods counted in calendar days.
//!
//! Practice differs in whether a term ends on the corresponding day or the day before, and in whether the first day of a
//! period counts; a round chooses once, and every document prints both ends.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::numeral::chinese;

/// What people write between the two ends of a span: 2021年10月1日至7日, 35—40周岁.
pub(crate) const BETWEEN: [char; 10] = ['至', '到', '-', '—', '–', '－', '―', '─', '~', '～'];

/// On which day a term of years ends (聘期、试用期的截止日).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TermEnd {
    /// 前一日: three years from 2012-06-15 end on 2015-06-14.
    #[default]
    DayBefore,
    /// 同日: they end on 2015-06-15.
    SameDay,
}

/// Whether the first day of a period in days counts (首日是否计入).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FirstDay {
    /// It counts: 7 days from 9 March are 9–15 March. The usual reading of a 公示期.
    #[default]
    Counts,
    /// It does not (民法典第二百零一条: 开始的当日不计入): 7 days from 9 March run to 16 March.
    DoesNotCount,
}

/// The corresponding day so many years later (earlier if negative); where 29 February has none, 28 February, the end of
/// the month (民法典第二百零二条). `None` outside the calendar.
#[must_use]
pub fn add_years(date: NaiveDate, years: i32) -> Option<NaiveDate> {
    let months = Months::new(years.unsigned_abs().checked_mul(12)?);
    if years < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) }
}

/// A span of months in figures: 1年, 6个月; whole years are told in years.
#[must_use]
pub fn span(months: u32) -> String {
    if months.is_multiple_of(12) { format!("{}年", months / 12) } else { format!("{months}个月") }
}

/// The same in Chinese numerals: 一年, 六个月.
#[must_use]
pub fn span_in_words(months: u32) -> String {
    if months.is_multiple_of(12) {
        format!("{}年", chinese(months / 12))
    } else {
        format!("{}个月", chinese(months))
    }
}

/// The last day of a term of so many years. A term from 29 February ends on 28 February by either rule where the year has
/// no 29th: the corresponding day is missing, so the end of the month stands in for it. `None` for a term of no years
/// and outside the calendar.
#[must_use]
pub fn term_end(start: NaiveDate, years: u32, rule: TermEnd) -> Option<NaiveDate> {
    term_end_in_months(start, years.checked_mul(12)?, rule)
}

/// The last day of a term of so many months: six from 31 August end on the last of February, by either rule.
#[must_use]
pub fn term_end_in_months(start: NaiveDate, months: u32, rule: TermEnd) -> Option<NaiveDate> {
    let months = Some(months).filter(|months| *months > 0 && i32::try_from(*months).is_ok())?;
    let corresponding = start.checked_add_months(Months::new(months))?;
    let missing = corresponding.day() != start.day();
    match rule {
        TermEnd::DayBefore if !missing => corresponding.pred_opt(),
        _ => Some(corresponding),
    }
}

/// The last day of a period of so many calendar days (日历日). `None` for a period of no days and outside the calendar.
#[must_use]
pub fn period_end(start: NaiveDate, days: u32, first: FirstDay) -> Option<NaiveDate> {
    let ahead = match first {
        FirstDay::Counts => days.checked_sub(1)?,
        FirstDay::DoesNotCount => Some(days).filter(|days| *days > 0)?,
    };
    start.checked_add_days(Days::new(ahead.into()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_are_added_by_the_corresponding_day() {
        for (start, years, end) in [
            ("2012-06-15", 3, "2015-06-15"),
            ("2012-02-29", 1, "2013-02-28"),
            ("2012-02-29", 4, "2016-02-29"),
            ("2012-02-29", -12, "2000-02-29"),
            ("2012-02-29", -36, "1976-02-29"),
            ("2012-02-29", -37, "1975-02-28"),
            ("2012-06-15", 0, "2012-06-15"),
        ] {
            assert_eq!(add_years(day(start), years), Some(day(end)), "{start} {years}");
        }
        assert_eq!(add_years(day("2012-06-15"), i32::MAX), None);
        assert_eq!(add_years(day("2012-06-15"), i32::MIN), None);
    }

    #[test]
    fn terms_end_by_the_chosen_rule() {
        for (start, years, before, same) in [
            ("2012-06-15", 3, "2015-06-14", "2015-06-15"),
            ("2012-06-15", 1, "2013-06-14", "2013-06-15"),
            ("2012-02-29", 1, "2013-02-28", "2013-02-28"),
            ("2012-02-29", 3, "2015-02-28", "2015-02-28"),
            ("2012-02-29", 4, "2016-02-28", "2016-02-29"),
            ("2011-02-28", 1, "2012-02-27", "2012-02-28"),
            ("2011-03-01", 1, "2012-02-29", "2012-03-01"),
            ("2012-01-01", 3, "2014-12-31", "2015-01-01"),
        ] {
            assert_eq!(term_end(day(start), years, TermEnd::DayBefore), Some(day(before)), "{start} {years}");
            assert_eq!(term_end(day(start), years, TermEnd::SameDay), Some(day(same)), "{start} {years}");
        }
        assert_eq!(term_end(day("2012-06-15"), 0, TermEnd::DayBefore), None);
        assert_eq!(term_end(day("2012-06-15"), u32::MAX, TermEnd::SameDay), None);
    }

    #[test]
    fn terms_of_months_end_as_those_of_years_do() {
        for (start, months, before, same) in [
            ("2024-04-20", 6, "2024-10-19", "2024-10-20"),
            ("2024-04-20", 12, "2025-04-19", "2025-04-20"),
            ("2024-04-20", 18, "2025-10-19", "2025-10-20"),
            ("2024-08-31", 6, "2025-02-28", "2025-02-28"),
            ("2024-11-30", 3, "2025-02-28", "2025-02-28"),
            ("2024-12-01", 3, "2025-02-28", "2025-03-01"),
        ] {
            assert_eq!(
                term_end_in_months(day(start), months, TermEnd::DayBefore),
                Some(day(before)),
                "{start} {months}"
            );
            assert_eq!(term_end_in_months(day(start), months, TermEnd::SameDay), Some(day(same)), "{start} {months}");
        }
        assert_eq!((span(12), span(6), span(18)), ("1年".to_owned(), "6个月".to_owned(), "18个月".to_owned()));
        assert_eq!((span_in_words(24), span_in_words(6)), ("二年".to_owned(), "六个月".to_owned()));
    }

    #[test]
    fn periods_count_calendar_days() {
        for (start, days, counts, does_not) in [
            ("2012-03-09", 7, "2012-03-15", "2012-03-16"),
            ("2012-02-27", 7, "2012-03-04", "2012-03-05"),
            ("2012-12-31", 1, "2012-12-31", "2013-01-01"),
            ("2012-12-28", 7, "2013-01-03", "2013-01-04"),
        ] {
            assert_eq!(period_end(day(start), days, FirstDay::Counts), Some(day(counts)), "{start}");
            assert_eq!(period_end(day(start), days, FirstDay::DoesNotCount), Some(day(does_not)), "{start}");
        }
        assert_eq!(period_end(day("2012-03-09"), 0, FirstDay::Counts), None);
        assert_eq!(period_end(day("2012-03-09"), 0, FirstDay::DoesNotCount), None);
        assert_eq!(period_end(day("2012-03-09"), u32::MAX, FirstDay::Counts), None);
    }
}
