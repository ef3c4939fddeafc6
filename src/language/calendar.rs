//! Working days (工作日): the week, moved by public holidays and by weekends worked to make up for them (调休).
//!
//! The arrangement is announced anew each year, so it is data and not code: what the State Council has announced so far comes with the
//! program ([`arrangements`]), and what an office says of a day, in its workbook, goes before. A year of which nothing is known has its
//! weekends and the few days that are off by law; whoever counts days in it is told, for the result is provisional.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::arrangements::{self, Arranged};
use super::holidays::{self, Holiday};
use super::period::FirstDay;

/// As many days before and behind a holiday, what is arranged is arranged for it.
const AROUND: (u64, u64) = (4, 8);

/// 元旦 is the one holiday for which days of another year are moved: from this day of December on.
const BEFORE_NEW_YEAR: u32 = 29;

/// The days off and days of work that the week alone does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// What the office says.
    off: BTreeSet<NaiveDate>,
    on: BTreeSet<NaiveDate>,
    /// Whether the arrangements of the State Council hold where the office says nothing.
    national: bool,
    /// Whether the office says something that cannot be read.
    incomplete: bool,
}

/// The end of a period in working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays {
    /// The last day.
    pub end: NaiveDate,
    /// The years touched of which the calendar knows nothing.
    pub unknown: Vec<i32>,
    /// Public holidays touched, in a year that is known, of which the calendar says nothing: year and name.
    pub forgotten: Vec<(i32, &'static str)>,
    /// Whether something the office says of the calendar cannot be read.
    pub incomplete: bool,
}

impl Calendar {
    /// The calendar by the arrangements of the State Council.
    #[must_use]
    pub fn national() -> Self {
        Self { national: true, ..Self::default() }
    }

    /// Something of what the office says cannot be read: whatever is counted is provisional.
    pub fn leave_open(&mut self) {
        self.incomplete = true;
    }

    /// Whether something of what the office says cannot be read.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.incomplete
    }

    /// What the State Council has arranged for a day.
    fn arranged(&self, day: NaiveDate) -> Option<Arranged> {
        arrangements::of_day(day).filter(|_| self.national)
    }

    /// A day off (放假).
    pub fn rests(&mut self, day: NaiveDate) {
        self.off.insert(day);
    }

    /// A day of work (调休上班), which counts as such even if it was also given as a day off.
    pub fn works(&mut self, day: NaiveDate) {
        self.on.insert(day);
    }

    /// Whether the arrangement of a year is known: that of the State Council is, or at least one of its days is given.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.national && arrangements::knows(year) || self.off.iter().chain(&self.on).any(|day| day.year() == year)
    }

    /// Whether the office says that a day is one of work.
    #[must_use]
    pub fn is_given_as_work(&self, day: NaiveDate) -> bool {
        self.on.contains(&day)
    }

    /// Whether a day is given both as a day off and as a day of work.
    #[must_use]
    pub fn contradicts(&self, day: NaiveDate) -> bool {
        self.off.contains(&day) && self.on.contains(&day)
    }

    /// Public holidays between two days of which nothing is arranged, though something else of their year is.
    fn forgotten(&self, from: NaiveDate, to: NaiveDate) -> Vec<(i32, &'static str)> {
        let mut out = Vec::new();
        let whole = |year: i32| self.national && arrangements::knows(year);
        for year in (from.year()..=to.year()).filter(|year| self.knows(*year) && !whole(*year)) {
            let touched = holidays::of_year(year).into_iter().filter(|own| own.first <= to && own.last >= from);
            for Holiday { first, last, name } in touched {
                let around =
                    first.checked_sub_days(Days::new(AROUND.0)).zip(last.checked_add_days(Days::new(AROUND.1)));
                let arranged = |around: (NaiveDate, NaiveDate)| {
                    self.off.iter().chain(&self.on).any(|day| (around.0..=around.1).contains(day))
                };
                if !around.is_some_and(arranged) {
                    out.push((year, name));
                }
            }
        }
        out
    }

    /// Whether a day is one of work.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let moved = || !self.off.contains(&day) && matches!(self.arranged(day), Some(Arranged::On(_)));
        self.on.contains(&day) || moved() || !weekend && !self.is_holiday(day)
    }

    /// Whether a day is off as a holiday, by law or as arranged.
    fn is_holiday(&self, day: NaiveDate) -> bool {
        if self.on.contains(&day) || self.off.contains(&day) {
            return !self.on.contains(&day);
        }
        match self.arranged(day) {
            Some(arranged) => matches!(arranged, Arranged::Off(_)),
            None => holidays::of_day(day).is_some(),
        }
    }

    /// The first day of work behind the holiday that a day lies in, weekends beside it included; `None` for a day in no holiday: a
    /// weekend alone is none. With it, what is not known of the days between.
    #[must_use]
    pub fn behind_holiday(&self, day: NaiveDate) -> Option<WorkingDays> {
        let mut start = day;
        while !self.is_working(start.pred_opt()?) {
            start = start.pred_opt()?;
        }
        let mut end = day;
        while !self.is_working(end) {
            end = end.succ_opt()?;
        }
        let holiday = start.iter_days().take_while(|own| *own < end).any(|own| self.is_holiday(own));
        (end > day && holiday).then(|| WorkingDays { end, ..self.known_between(day, end) })
    }

    /// Whether a day that is no holiday itself lies so near to one of a year that nothing is arranged for that it may be off all the same.
    #[must_use]
    pub fn is_doubtful(&self, day: NaiveDate) -> bool {
        let years = if is_before_new_year(day) { day.year()..=day.year() + 1 } else { day.year()..=day.year() };
        let unknown = years.into_iter().any(|year| !self.knows(year));
        let said = self.off.contains(&day) || self.on.contains(&day) || self.arranged(day).is_some();
        (unknown || self.incomplete) && !said && holidays::near(day).is_some()
    }

    /// How many days of work lie between two days, both included.
    #[must_use]
    pub fn working_between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days().take_while(|day| *day <= to).filter(|day| self.is_working(*day)).count()
    }

    /// A period with what is not known of its days.
    fn known_between(&self, from: NaiveDate, to: NaiveDate) -> WorkingDays {
        let last = if is_before_new_year(to) { to.year() + 1 } else { to.year() };
        let unknown = (from.year()..=last).filter(|year| !self.knows(*year)).collect();
        WorkingDays { end: to, unknown, forgotten: self.forgotten(from, to), incomplete: self.incomplete }
    }

    /// The last day of a period of so many working days. The first day counts only if the rule says so and it is one of work.
    /// `None` for a period of no days and outside the calendar.
    #[must_use]
    pub fn period_end(&self, start: NaiveDate, days: u32, first: FirstDay) -> Option<WorkingDays> {
        let mut left = Some(days).filter(|days| *days > 0)?;
        let mut day = match first {
            FirstDay::Counts => start,
            FirstDay::DoesNotCount => start.succ_opt()?,
        };
        loop {
            if self.is_working(day) {
                left -= 1;
                if left == 0 {
                    break;
                }
            }
            day = day.succ_opt()?;
        }
        Some(self.known_between(start, day))
    }
}

/// Whether a day may be moved for 元旦 of the next year.
fn is_before_new_year(day: NaiveDate) -> bool {
    day.month() == 12 && day.day() >= BEFORE_NEW_YEAR
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 清明 2012: 2–4 April off, Saturday 31 March and Sunday 1 April worked.
    fn spring() -> Calendar {
        let mut calendar = Calendar::default();
        for off in ["2012-04-02", "2012-04-03", "2012-04-04"] {
            calendar.rests(day(off));
        }
        for on in ["2012-03-31", "2012-04-01"] {
            calendar.works(day(on));
        }
        calendar
    }

    #[test]
    fn weekends_holidays_and_days_made_up() {
        let calendar = spring();
        for (date, working) in [
            ("2012-03-30", true),
            ("2012-03-31", true),
            ("2012-04-01", true),
            ("2012-04-02", false),
            ("2012-04-04", false),
            ("2012-04-05", true),
            ("2012-04-07", false),
        ] {
            assert_eq!(calendar.is_working(day(date)), working, "{date}");
        }
    }

    #[test]
    fn the_arrangements_of_the_state_council_hold_where_the_office_says_nothing() {
        let mut calendar = Calendar::national();
        calendar.works(day("2026-05-04"));
        calendar.rests(day("2026-02-14"));
        for (date, working) in [
            ("2026-01-04", true),
            ("2026-02-14", false),
            ("2026-02-28", true),
            ("2026-05-04", true),
            ("2026-05-05", false),
            ("2026-05-09", true),
            ("2027-10-08", true),
        ] {
            assert_eq!(calendar.is_working(day(date)), working, "{date}");
        }
        for (start, days, end, unknown) in [
            ("2026-04-28", 5, "2026-05-06", vec![]),
            ("2026-09-30", 5, "2026-10-12", vec![]),
            // 元旦 of 2027 may move the days before it.
            ("2026-12-24", 3, "2026-12-28", vec![]),
            ("2026-12-25", 3, "2026-12-29", vec![2027]),
            ("2026-12-31", 2, "2027-01-04", vec![2027]),
        ] {
            let found = calendar.period_end(day(start), days, FirstDay::Counts).unwrap();
            assert_eq!((found.end, found.unknown, found.forgotten), (day(end), unknown, vec![]), "{start} {days}");
        }
        assert_eq!(calendar.behind_holiday(day("2026-02-20")).map(|found| found.end), Some(day("2026-02-24")));
        for (date, doubtful) in
            [("2026-10-08", false), ("2026-12-30", true), ("2026-12-31", true), ("2027-05-03", true)]
        {
            assert_eq!(calendar.is_doubtful(day(date)), doubtful, "{date}");
        }
    }

    #[test]
    fn periods_count_working_days() {
        let week = Calendar::default();
        let cases = [
            // 17 April 2012 is a Tuesday, the 21st a Saturday.
            (&week, "2012-04-17", 5, FirstDay::Counts, "2012-04-23", vec![2012]),
            (&week, "2012-04-17", 5, FirstDay::DoesNotCount, "2012-04-24", vec![2012]),
            (&week, "2012-04-21", 1, FirstDay::Counts, "2012-04-23", vec![2012]),
            (&week, "2012-04-20", 1, FirstDay::Counts, "2012-04-20", vec![2012]),
            (&week, "2012-12-31", 2, FirstDay::Counts, "2013-01-02", vec![2012, 2013]),
            (&week, "2012-04-26", 5, FirstDay::Counts, "2012-05-03", vec![2012]),
            (&spring(), "2012-03-30", 5, FirstDay::Counts, "2012-04-06", vec![]),
            (&spring(), "2012-03-31", 1, FirstDay::Counts, "2012-03-31", vec![]),
            (&spring(), "2012-12-31", 2, FirstDay::Counts, "2013-01-02", vec![2013]),
        ];
        for (calendar, start, days, first, end, unknown) in cases {
            let found = calendar.period_end(day(start), days, first).unwrap();
            assert_eq!((found.end, found.unknown), (day(end), unknown), "{start} {days}");
        }
        for (start, days, forgotten) in [
            ("2012-09-28", 5, vec![(2012, "中秋节"), (2012, "国庆节")]),
            ("2012-10-04", 5, vec![]),
            ("2012-04-27", 3, vec![(2012, "劳动节")]),
            ("2012-12-31", 2, vec![]),
        ] {
            let found = spring().period_end(day(start), days, FirstDay::Counts).unwrap();
            assert_eq!(found.forgotten, forgotten, "{start} {days}");
        }
        for (date, behind) in [
            ("2012-04-02", Some("2012-04-05")),
            ("2012-04-04", Some("2012-04-05")),
            ("2012-05-01", Some("2012-05-02")),
            // A weekend at the end of a holiday belongs to it; one alone is none.
            ("2011-10-02", Some("2011-10-04")),
            ("2012-04-08", None),
            ("2012-04-06", None),
            ("2012-03-31", None),
        ] {
            let found = spring().behind_holiday(day(date)).map(|found| found.end);
            assert_eq!(found, behind.map(day), "{date}");
        }
        assert_eq!(spring().working_between(day("2012-03-31"), day("2012-04-06")), 4);
        let mut autumn = spring();
        autumn.works(day("2012-09-29"));
        assert!(autumn.period_end(day("2012-09-28"), 5, FirstDay::Counts).unwrap().forgotten.is_empty());
        assert_eq!(week.period_end(day("2012-04-17"), 0, FirstDay::Counts), None);
        assert_eq!(week.period_end(NaiveDate::MAX, 2, FirstDay::Counts), None);
    }
}
