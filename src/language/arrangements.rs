//! The arrangement of the holidays of each year (节假日安排), as the General Office of the State Council has announced it: which days beside
//! those by law are off, and which weekends are worked for them. It is announced at the end of the year before; of later years nothing is
//! known here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

/// A holiday a line: first and last day off, name, weekends worked for it.
const LINES: &str = include_str!("arrangements.txt");

/// The days that are moved, and the years whose arrangement is known.
#[derive(Debug, Default)]
struct Arrangements {
    /// The days off, with what they are off for.
    off: BTreeMap<NaiveDate, &'static str>,
    /// The days of work, with what they are worked for.
    on: BTreeMap<NaiveDate, &'static str>,
    years: BTreeSet<i32>,
}

/// What is arranged for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arranged {
    /// Off (放假) for a holiday.
    Off(&'static str),
    /// Worked (调休上班) for a holiday.
    On(&'static str),
}

/// Reads a line; what is none is left out.
fn add(out: &mut Arrangements, line: &'static str) -> Option<()> {
    let mut parts = line.split(' ');
    let (first, last): (NaiveDate, NaiveDate) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let name = parts.next()?;
    out.off.extend(first.iter_days().take_while(|day| *day <= last).map(|day| (day, name)));
    out.on.extend(parts.filter_map(|day| day.parse().ok()).map(|day: NaiveDate| (day, name)));
    // 元旦 may begin in the year before.
    out.years.insert(last.year());
    Some(())
}

fn arrangements() -> &'static Arrangements {
    static READ: OnceLock<Arrangements> = OnceLock::new();
    READ.get_or_init(|| {
        let mut out = Arrangements::default();
        for line in LINES.lines().filter(|line| !line.starts_with('#')) {
            add(&mut out, line);
        }
        out
    })
}

/// Whether the arrangement of a year is known.
#[must_use]
pub(super) fn knows(year: i32) -> bool {
    arrangements().years.contains(&year)
}

/// What is arranged for a day, if anything is.
#[must_use]
pub fn of_day(day: NaiveDate) -> Option<Arranged> {
    let all = arrangements();
    let on = all.on.get(&day).map(|name| Arranged::On(name));
    on.or_else(|| all.off.get(&day).map(|name| Arranged::Off(name)))
}

/// The first and the last year whose arrangement is known.
#[must_use]
pub fn years() -> Option<(i32, i32)> {
    let years = &arrangements().years;
    years.first().copied().zip(years.last().copied())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use chrono::Weekday;

    use super::super::holidays;
    use super::*;

    fn is_weekend(day: NaiveDate) -> bool {
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    #[test]
    fn every_line_is_read() {
        for line in LINES.lines().filter(|line| !line.starts_with('#')) {
            let mut out = Arrangements::default();
            assert!(add(&mut out, line).is_some(), "{line}");
            assert_eq!(out.on.len() + 3, line.split(' ').count(), "{line}");
            assert!(out.off.keys().all(|day| !out.on.contains_key(day)), "{line}");
            assert!((1..=10).contains(&out.off.len()), "{line}");
        }
        assert_eq!(years(), Some((2008, 2026)));
    }

    #[test]
    fn what_is_off_by_law_is_off_and_what_is_worked_is_a_weekend() {
        for year in 2008..=2026 {
            for holiday in holidays::of_year(year) {
                let mut days = holiday.first.iter_days().take_while(|day| *day <= holiday.last);
                assert!(days.all(|day| matches!(of_day(day), Some(Arranged::Off(_)))), "{year} {}", holiday.name);
            }
        }
        for (day, name) in &arrangements().on {
            assert!(is_weekend(*day), "{day} {name}");
        }
    }

    /// Each day by law and each weekend worked frees one day of the week.
    #[test]
    fn as_many_days_are_off_as_the_law_and_the_weekends_worked_give() {
        for year in 2008..=2026 {
            let own =
                |line: &&'static str| line.split(' ').nth(1).is_some_and(|last| last.starts_with(&year.to_string()));
            let mut all = Arrangements::default();
            for line in LINES.lines().filter(own) {
                add(&mut all, line);
            }
            let freed = all.off.keys().filter(|day| !is_weekend(**day)).count();
            let by_law: i64 = holidays::of_year(year).iter().map(|own| (own.last - own.first).num_days() + 1).sum();
            // The day of the victory in 2015 was one more; 春节 of 2020 was made longer by a Friday, and a Saturday was not worked.
            let more = match year {
                2015 => 1,
                2020 => 2,
                _ => 0,
            };
            assert_eq!(freed, usize::try_from(by_law + more).unwrap() + all.on.len(), "{year}");
        }
    }
}
