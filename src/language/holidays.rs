//! The days that are off by law (法定节日, 《全国年节及纪念日放假办法》): those of the same days of every year, and those that follow the moon or
//! the sun. Which days around them are off or worked besides is announced anew each year, and is data.

use chrono::{Datelike, Days, NaiveDate};

/// The same days of every year: month, first and last day, name. 劳动节 has two days since 2025.
const EVERY_YEAR: [(u32, u32, u32, &str); 3] = [(1, 1, 1, "元旦"), (5, 1, 1, "劳动节"), (10, 1, 3, "国庆节")];
const LABOUR_DAY_OF_TWO: i32 = 2025;

/// The names of the days in [`MOVABLE`].
const NAMES: [&str; 4] = ["春节", "清明节", "端午节", "中秋节"];

/// The first year in which 清明, 端午 and 中秋 are off.
const FIRST: i32 = 2008;

/// 正月初一, 清明, 五月初五 and 八月十五 of each year from [`FIRST`] on: month and day.
#[rustfmt::skip]
const MOVABLE: [[(u32, u32); 4]; 43] = [
    [(2, 7), (4, 4), (6, 8), (9, 14)], // 2008
    [(1, 26), (4, 4), (5, 28), (10, 3)], // 2009
    [(2, 14), (4, 5), (6, 16), (9, 22)], // 2010
    [(2, 3), (4, 5), (6, 6), (9, 12)], // 2011
    [(1, 23), (4, 4), (6, 23), (9, 30)], // 2012
    [(2, 10), (4, 4), (6, 12), (9, 19)], // 2013
    [(1, 31), (4, 5), (6, 2), (9, 8)], // 2014
    [(2, 19), (4, 5), (6, 20), (9, 27)], // 2015
    [(2, 8), (4, 4), (6, 9), (9, 15)], // 2016
    [(1, 28), (4, 4), (5, 30), (10, 4)], // 2017
    [(2, 16), (4, 5), (6, 18), (9, 24)], // 2018
    [(2, 5), (4, 5), (6, 7), (9, 13)], // 2019
    [(1, 25), (4, 4), (6, 25), (10, 1)], // 2020
    [(2, 12), (4, 4), (6, 14), (9, 21)], // 2021
    [(2, 1), (4, 5), (6, 3), (9, 10)], // 2022
    [(1, 22), (4, 5), (6, 22), (9, 29)], // 2023
    [(2, 10), (4, 4), (6, 10), (9, 17)], // 2024
    [(1, 29), (4, 4), (5, 31), (10, 6)], // 2025
    [(2, 17), (4, 5), (6, 19), (9, 25)], // 2026
    [(2, 6), (4, 5), (6, 9), (9, 15)], // 2027
    [(1, 26), (4, 4), (5, 28), (10, 3)], // 2028
    [(2, 13), (4, 4), (6, 16), (9, 22)], // 2029
    [(2, 3), (4, 5), (6, 5), (9, 12)], // 2030
    [(1, 23), (4, 5), (6, 24), (10, 1)], // 2031
    [(2, 11), (4, 4), (6, 12), (9, 19)], // 2032
    [(1, 31), (4, 4), (6, 1), (9, 8)], // 2033
    [(2, 19), (4, 5), (6, 20), (9, 27)], // 2034
    [(2, 8), (4, 5), (6, 10), (9, 16)], // 2035
    [(1, 28), (4, 4), (5, 30), (10, 4)], // 2036
    [(2, 15), (4, 4), (6, 18), (9, 24)], // 2037
    [(2, 4), (4, 5), (6, 7), (9, 13)], // 2038
    [(1, 24), (4, 5), (5, 27), (10, 2)], // 2039
    [(2, 12), (4, 4), (6, 14), (9, 20)], // 2040
    [(2, 1), (4, 4), (6, 3), (9, 10)], // 2041
    [(1, 22), (4, 4), (6, 22), (9, 28)], // 2042
    [(2, 10), (4, 5), (6, 11), (9, 17)], // 2043
    [(1, 30), (4, 4), (5, 31), (10, 5)], // 2044
    [(2, 17), (4, 4), (6, 19), (9, 25)], // 2045
    [(2, 6), (4, 4), (6, 8), (9, 15)], // 2046
    [(1, 26), (4, 5), (5, 29), (10, 4)], // 2047
    [(2, 14), (4, 4), (6, 15), (9, 22)], // 2048
    [(2, 2), (4, 4), (6, 4), (9, 11)], // 2049
    [(1, 23), (4, 4), (6, 23), (9, 30)], // 2050
];

/// How many days are off before and behind 正月初一: 除夕 to 初二 until 2013, 初一 to 初三 until 2024, 除夕 to 初三 since 2025.
fn spring_festival(year: i32) -> (u64, u64) {
    match year {
        ..=2013 => (1, 1),
        2014..=2024 => (0, 2),
        _ => (1, 2),
    }
}

/// A holiday by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Holiday {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// Its name.
    pub name: &'static str,
}

/// The holidays of a year, in the order of their days. Outside the years of the table those that move are not known.
pub(super) fn of_year(year: i32) -> Vec<Holiday> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let mut out: Vec<Holiday> = Vec::new();
    for (month, first, last, name) in EVERY_YEAR {
        let last = if name == "劳动节" && year >= LABOUR_DAY_OF_TWO { last + 1 } else { last };
        out.extend(day(month, first).zip(day(month, last)).map(|(first, last)| Holiday { first, last, name }));
    }
    let movable = usize::try_from(year - FIRST).ok().and_then(|index| MOVABLE.get(index));
    for ((month, date), name) in movable.into_iter().flatten().zip(NAMES) {
        let (before, behind) = if name == "春节" { spring_festival(year) } else { (0, 0) };
        let Some(main) = day(*month, *date) else { continue };
        let days = main.checked_sub_days(Days::new(before)).zip(main.checked_add_days(Days::new(behind)));
        out.extend(days.map(|(first, last)| Holiday { first, last, name }));
    }
    out.sort();
    out
}

/// The holiday that a day is one of.
pub(super) fn of_day(day: NaiveDate) -> Option<Holiday> {
    of_year(day.year()).into_iter().find(|holiday| (holiday.first..=holiday.last).contains(&day))
}

/// The holiday that a day lies so near to that it may be off or worked for it.
pub(super) fn near(day: NaiveDate) -> Option<Holiday> {
    let around = |holiday: &Holiday| {
        let from = holiday.first.checked_sub_days(Days::new(BEFORE));
        let to = holiday.last.checked_add_days(Days::new(holiday.behind()));
        from.zip(to).is_some_and(|(from, to)| (from..=to).contains(&day))
    };
    // At the end of a year 元旦 is that of the next.
    (day.year()..=day.year() + 1).flat_map(of_year).find(around)
}

/// So many days before a holiday may be off, or worked, with it.
const BEFORE: u64 = 2;

impl Holiday {
    /// So many days behind it may be off with it: five days of 劳动节, seven or eight of 春节 and 国庆节, three of the others.
    fn behind(&self) -> u64 {
        match self.name {
            "春节" | "国庆节" => 5,
            "劳动节" => 4,
            _ => 2,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    #[test]
    fn days_off_by_law() {
        for (day, name) in [
            ("2012-01-22", Some("春节")),
            ("2012-01-25", None),
            ("2024-02-09", None),
            ("2024-02-12", Some("春节")),
            ("2025-01-28", Some("春节")),
            ("2025-01-31", Some("春节")),
            ("2025-02-01", None),
            ("2024-05-02", None),
            ("2025-05-02", Some("劳动节")),
            ("2012-06-23", Some("端午节")),
            ("2020-10-02", Some("国庆节")),
            ("2026-04-05", Some("清明节")),
            ("2007-06-19", None),
        ] {
            assert_eq!(of_day(day.parse().unwrap()).map(|holiday| holiday.name), name, "{day}");
        }
        let near = |day: &str| near(day.parse().unwrap()).map(|holiday| holiday.name);
        assert_eq!(near("2018-12-31"), Some("元旦"));
        assert_eq!(
            (near("2025-05-04"), near("2025-06-20"), near("2025-10-08")),
            (Some("劳动节"), None, Some("国庆节"))
        );
    }
}
