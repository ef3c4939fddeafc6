//! The sheet of days off and of weekends worked (节假日), a day a row or several in succession. What the office says of a day goes before
//! what the State Council has arranged for it.

use chrono::NaiveDate;

use crate::language::arrangements::{self, Arranged};
use crate::language::calendar::Calendar;
use crate::language::date::prose;
use crate::problem::{Place, Problem};
use crate::round::Round;
use crate::workbook::table::Table;
use crate::workbook::values::{Reader, clean, span};

/// Points out a day that the office works or does not, contrary to the arrangement of the State Council.
fn unlike_arranged(day: NaiveDate, works: bool, place: Place) -> Option<Problem> {
    let (arranged, own) = match arrangements::of_day(day)? {
        Arranged::Off(name) if works => (format!("{name}放假"), "上班"),
        Arranged::On(name) if !works => (format!("因{name}调休上班"), "放假"),
        _ => return None,
    };
    let message = format!("国务院办公厅的安排是这一天{arranged}，按本表算{own}");
    let advice = "本地另有规定的不用管；填错的请改正或者删去。";
    Some(Problem::warning("calendar", place, message).found(prose(day)).advice(advice))
}

/// No holiday is longer, in days.
const LONGEST: i64 = 31;

/// The first and the last of several days: 2021年10月1日至7日. `None` for text that names one day.
fn several(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = span(text)?;
    let (first, last) = (first.exact()?, last.exact()?);
    ((last - first).num_days() < LONGEST).then_some((first, last))
}

/// Reads 节假日: what the office says goes before the arrangements of the State Council.
pub(crate) fn read(table: Option<&Table>, round: &mut Round, problems: &mut Vec<Problem>) {
    round.calendar = Calendar::national();
    for row in table.into_iter().flat_map(|table| &table.rows) {
        let mut reader = Reader { problems, person: None };
        let (cell, place) = row.cell("日期");
        if cell.is_blank() {
            let problem = Problem::warning("calendar", place, "没有写日期，这一行没有用");
            reader.report(problem.advice("请写明是哪一天；连着的几天可以写成 2028年10月1日至7日。"));
            continue;
        }
        let one = || reader.date(cell, &place).map(|day| (day, day));
        let Some((first, last)) = several(&clean(&cell.show())).or_else(one) else {
            // Which day it is that is off or worked may move any end.
            round.calendar.leave_open();
            continue;
        };
        let (cell, place) = row.cell("安排");
        let works = reader.choice(cell, &place, &["放假", "上班"]) == Some("上班");
        for day in first.iter_days().take_while(|day| *day <= last) {
            if works {
                round.calendar.works(day);
            } else {
                round.calendar.rests(day);
            }
            if round.calendar.contradicts(day) {
                let problem = Problem::warning("calendar", place.clone(), "同一天既写了放假，又写了上班，按上班算");
                reader.report(problem.found(prose(day)).advice("请删去错的一行。"));
            } else if let Some(problem) = unlike_arranged(day, round.calendar.is_given_as_work(day), place.clone()) {
                reader.report(problem);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;
    use crate::workbook::schema::HOLIDAYS;

    #[test]
    fn days_in_succession() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = several("2021年9月30日至10月6日");
        assert_eq!(days, Some((day("2021-09-30"), day("2021-10-06"))));
        for text in ["2021年10月1日", "2021年10月至11月", "2021年1月1日至12月31日"] {
            assert_eq!(several(text), None, "{text}");
        }
    }

    #[test]
    fn the_sheet_says_of_which_years_nothing_is_to_be_filled_in() {
        let (first, last) = arrangements::years().unwrap();
        let note = HOLIDAYS.columns.iter().find(|column| column.key == "日期").unwrap().note;
        assert!(note.starts_with(&format!("{first}年到{last}年的")), "{note}");
    }
}
