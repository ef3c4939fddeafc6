//! What stands below the last person of a roster: who filled it in, what is to be noted, sums by department. Nobody there has an identity
//! number or a birth.

use std::collections::BTreeSet;

use super::cell::CellValue;
use super::header::plain;
use super::nobody;

/// The lines below the last person.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// The first one; none if nobody can be told by a number or a birth.
    first: Option<usize>,
    /// How many people there are above.
    people: usize,
    /// Those of sums: from a line that names what is counted down to an empty one.
    sums: BTreeSet<usize>,
}

impl Below {
    /// Those of a sheet, by whether a line is a person without a doubt, and whether it says which post somebody wants.
    pub(super) fn of(
        rows: &[Vec<CellValue>],
        data: usize,
        is_person: impl Fn(&[CellValue]) -> bool,
        asks: impl Fn(&[CellValue]) -> bool,
    ) -> Self {
        let people = rows.get(data..).unwrap_or_default();
        let Some(last) = people.iter().rposition(|cells| is_person(cells)) else { return Self::default() };
        let first = data + last + 1;
        let mut sums = BTreeSet::new();
        let mut counting = false;
        for (at, cells) in rows.iter().enumerate().skip(first) {
            let blank = cells.iter().all(CellValue::is_blank);
            // Below the words stand the numbers.
            let numbers = || rows.get(at + 1).is_some_and(|cells| cells.iter().any(is_count));
            counting = !blank && (counting || counts(cells) && numbers()) && !asks(cells);
            if counting {
                sums.insert(at);
            }
        }
        let people = people.iter().filter(|cells| is_person(cells)).count();
        Self { first: Some(first), people, sums }
    }

    /// Whether a line that stands there is nobody by what it says: `number` and `name` are what stands in the columns of those, `alone`
    /// that there is nothing else.
    pub(super) fn is_nobody(&self, at: usize, number: &str, name: &str, alone: bool) -> bool {
        if self.first.is_none_or(|first| at < first) {
            return false;
        }
        let labelled = !number.is_empty() && !nobody::is_number(number) && nobody::is_label(number);
        // Notes are numbered from one, and people go on from those above.
        let goes_on = number.parse::<usize>().is_ok_and(|number| number > self.people);
        let sentence = alone && !goes_on && !name.contains('·') && name.chars().count() > NAME;
        self.sums.contains(&at) || labelled || sentence
    }
}

/// A number of people.
fn is_count(cell: &CellValue) -> bool {
    plain(&cell.show()).trim_end_matches('人').parse::<f64>().is_ok()
}

/// Few names without the mark of foreign ones have more characters.
const NAME: usize = 5;

/// Whether a line is the header of sums: 部门, 人数, 男, 女.
fn counts(cells: &[CellValue]) -> bool {
    let said: Vec<String> = cells.iter().filter(|cell| !cell.is_blank()).map(|cell| plain(&cell.show())).collect();
    let has = |word: &str| said.iter().any(|own| own == word);
    let words = said.iter().all(|own| !own.chars().any(|c| c.is_ascii_digit()));
    let counted = said.iter().any(|own| own.ends_with("人数") || own == "比例" || own == "占比");
    words && said.len() > 1 && (counted || has("男") && has("女"))
}
