//! Ages (年龄): by the month as forms print it, by the day as eligibility counts it.
//!
//! The two can differ by one for the same person and day. Both need an explicit base date (计算年龄时间): nothing here
//! looks at the clock.

use super::date::PartialDate;
use super::period::add_years;
use chrono::{Datelike, NaiveDate};

/// The age of forms, to the month (实足年龄): years between, less one before the month of birth; the month of birth
/// itself counts as reached. `None` if a month is not known, or the base lies before the birth.
///
/// Born 1975.03, on any day of 2012.03 it is 37, in 2012.02 it is 36.
#[must_use]
pub fn age_in_months_rule(birth: PartialDate, base: PartialDate) -> Option<u32> {
    let before = base.month()? < birth.month()?;
    u32::try_from(base.year() - birth.year() - i32::from(before)).ok()
}

/// The age by the day (周岁), reached on the birthday itself, as eligibility rules count it. Who is born on 29 February
/// reaches it on 1 March where the year has no 29th. `None` if the day lies before the birth.
///
/// Someone is within “X周岁以下” on a cut-off day if and only if this age is at most X; see [`earliest_birth`]. (The
/// 周岁 of criminal law begins on the day after the birthday; that one is not meant here.)
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> Option<u32> {
    let before = (day.month(), day.day()) < (birth.month(), birth.day());
    u32::try_from(day.year() - birth.year() - i32::from(before)).ok()
}

/// The earliest birth date that is still “max周岁以下” (不超过) on the cut-off day, the limit included: the day after
/// cut-off − (max + 1) years. To be printed wherever an age limit is, as announcements do: 35周岁以下 on 2019-03-15 means
/// born on or after 1983-03-16. `None` outside the calendar.
#[must_use]
pub fn earliest_birth(cutoff: NaiveDate, max: u32) -> Option<NaiveDate> {
    let years = i32::try_from(max).ok()?.checked_add(1)?;
    add_years(cutoff, years.checked_neg()?)?.succ_opt()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn form_age_counts_the_month_of_birth_as_reached() {
        for (birth, base, age) in [
            ("1975.03", "2012.03", Some(37)),
            ("1975.03", "2012.02", Some(36)),
            ("1975.03", "2012.03.01", Some(37)),
            ("1975.03.31", "2012.03.01", Some(37)),
            ("1975.12", "2012.11.30", Some(36)),
            ("1975.01", "2012.12", Some(37)),
            ("2012.03", "2012.03", Some(0)),
            ("2012.04", "2012.03", None),
            ("1975", "2012.03", None),
            ("1975.03", "2012", None),
        ] {
            assert_eq!(age_in_months_rule(birth.parse().unwrap(), base.parse().unwrap()), age, "{birth} {base}");
        }
    }

    #[test]
    fn age_by_the_day_is_reached_on_the_birthday() {
        for (birth, on, age) in [
            ("1975-03-14", "2012-03-13", Some(36)),
            ("1975-03-14", "2012-03-14", Some(37)),
            ("1975-03-14", "2012-12-31", Some(37)),
            ("1976-02-29", "2012-02-28", Some(35)),
            ("1976-02-29", "2012-02-29", Some(36)),
            ("1976-02-29", "2013-02-28", Some(36)),
            ("1976-02-29", "2013-03-01", Some(37)),
            ("2012-03-14", "2012-03-14", Some(0)),
            ("2012-03-14", "2012-03-13", None),
        ] {
            assert_eq!(age_on(day(birth), day(on)), age, "{birth} {on}");
        }
    }

    #[test]
    fn form_and_eligibility_may_differ_by_one() {
        let birth = day("1975-03-31");
        let base = day("2012-03-15");
        assert_eq!(age_in_months_rule(birth.into(), base.into()), Some(37));
        assert_eq!(age_on(birth, base), Some(36));
    }

    #[test]
    fn bounds_are_those_of_published_announcements() {
        // 18至35周岁（1983年3月16日至2001年3月15日期间出生）, cut-off 15 March 2019.
        let cutoff = day("2019-03-15");
        assert_eq!(earliest_birth(cutoff, 35), Some(day("1983-03-16")));
        // 40周岁以下 is 未满41.
        assert_eq!(earliest_birth(day("2012-03-31"), 40), Some(day("1971-04-01")));
        assert_eq!(earliest_birth(day("2024-02-29"), 34), Some(day("1989-03-01")));
        assert_eq!(earliest_birth(cutoff, u32::MAX), None);
    }

    #[test]
    fn within_the_bound_means_at_most_that_age() {
        for cutoff in ["2012-02-28", "2012-02-29", "2012-03-01", "2013-02-28", "2013-03-01", "2012-12-31"].map(day) {
            for max in [35, 40, 45] {
                let bound = earliest_birth(cutoff, max).unwrap();
                for birth in bound.iter_days().take(400).chain([bound.pred_opt().unwrap()]) {
                    assert_eq!(age_on(birth, cutoff).unwrap() <= max, birth >= bound, "{birth} {cutoff} {max}");
                }
            }
        }
    }
}
