//! 简历 and 家庭成员 without a column they need: what is read of them are dates and 称谓 alone, which no paper may print for the whole.

use crate::problem::Problem;
use crate::round::Round;
use crate::workbook::join::People;
use crate::workbook::table::Table;
use crate::workbook::values::Reader;

/// Keeps the papers of the people of such sheets from being made; the column is told of once.
pub(crate) fn block(tables: &[Table], people: &People, round: &mut Round, problems: &[Problem]) {
    let own = tables.iter().filter(|table| matches!(table.schema.name, "简历" | "家庭成员"));
    for table in own {
        let mut above = None;
        for row in &table.rows {
            let mut silent = Vec::new();
            let mut reader = Reader { problems: &mut silent, person: None };
            let Some(person) = people.find_below(row, &mut above, &mut reader) else { continue };
            let of_sheet = |problem: &&Problem| {
                problem.code == "missing-column" && problem.is_error() && problem.place.sheet == row.place.sheet
            };
            if let Some(problem) = problems.iter().find(of_sheet)
                && let Some(applicant) = round.applicants.get_mut(person.0)
            {
                applicant.block(Some(&problem.place));
            }
        }
    }
}
