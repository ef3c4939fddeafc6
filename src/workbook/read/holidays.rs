//! The sheet of days off and of weekends worked (节假日). What the office says of a day goes before what the State Council has arranged for it.

use chrono::NaiveDate;

use crate::language::arrangements::{self, Arranged};
use crate::language::calendar::Calendar;
use crate::language::date::prose;
use crate::problem::{Place, Problem};
use crate::round::Round;
use crate::workbook::table::Table;
use crate::workbook::values::Reader;

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

/// Reads 节假日: what the office says goes before the arrangements of the State Council.
pub(super) fn read(table: Option<&Table>, round: &mut Round, problems: &mut Vec<Problem>) {
    round.calendar = Calendar::national();
    for row in table.into_iter().flat_map(|table| &table.rows) {
        let mut reader = Reader { problems, person: None };
        let (cell, place) = row.cell("日期");
        let Some(day) = reader.date(cell, &place) else { continue };
        let (cell, place) = row.cell("安排");
        if reader.choice(cell, &place, &["放假", "上班"]) == Some("上班") {
            round.calendar.works(day);
        } else {
            round.calendar.rests(day);
        }
        if round.calendar.contradicts(day) {
            let problem = Problem::warning("calendar", place, "同一天既写了放假，又写了上班，按上班算");
            reader.report(problem.found(prose(day)).advice("请删去错的一行。"));
        } else if let Some(problem) = unlike_arranged(day, round.calendar.is_given_as_work(day), place) {
            reader.report(problem);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;
    use crate::workbook::schema::HOLIDAYS;

    #[test]
    fn the_sheet_says_of_which_years_nothing_is_to_be_filled_in() {
        let (first, last) = arrangements::years().unwrap();
        let note = HOLIDAYS.columns.iter().find(|column| column.key == "日期").unwrap().note;
        assert!(note.starts_with(&format!("{first}年到{last}年的")), "{note}");
    }
}
