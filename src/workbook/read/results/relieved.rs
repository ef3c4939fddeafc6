//! 拟免职务 of 任用 beside what somebody's form says: the sheet stands, and somebody should look.

use crate::problem::{Place, Problem};
use crate::round::{PersonId, Round, relieved};
use crate::workbook::header::plain;
use crate::workbook::read::people::row_of;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::clean;

/// Tells of differences.
pub(crate) fn report(roster: Option<&Table>, appointments: Option<&Table>, round: &Round, problems: &mut Vec<Problem>) {
    for appointment in &round.appointments {
        let PersonId(index) = appointment.person;
        let Some(applicant) = round.applicants.get(index) else { continue };
        let own = row_at(appointments, &appointment.at);
        let (Some(row), Some((other, whose))) = (own, row_at(roster, &applicant.at).and_then(elsewhere)) else {
            continue;
        };
        let own = appointment.relieved.as_str();
        let (here, there) = (plain(relieved(own)), plain(relieved(&other)));
        // With or without the office before it.
        let same = here == there
            || (!here.is_empty() && !there.is_empty() && (here.ends_with(&there) || there.ends_with(&here)));
        if own.is_empty() || same {
            continue;
        }
        let message = format!("与{whose}不同：那里是“{other}”，按“任用”表做");
        problems.push(
            Problem::warning("form-differs", row.cell("拟免职务").1, message)
                .found(own)
                .advice("请核对，把错的一处改正。")
                .about(applicant.name.as_str()),
        );
    }
}

fn row_at<'t>(table: Option<&'t Table>, at: &Place) -> Option<&'t Row> {
    table?.rows.iter().find(|row| row_of(&row.place) == row_of(at))
}

/// What is written of the same in the form, or in a column of the roster's own, and where.
fn elsewhere(row: &Row) -> Option<(String, String)> {
    if let Some((cell, place)) = row.form.as_ref().and_then(|form| form.cell("拟免职务", false)) {
        return Some((clean(&cell.show()), format!("“{}”里的{}", place.file, place.element)));
    }
    let (_, column, cell) = row.others.iter().find(|(header, ..)| header.trim() == "拟免职务")?;
    let at = row.place.at(row.place.row, *column);
    (!cell.is_blank()).then(|| (clean(&cell.show()), format!("“报名”表 {} 的“拟免职务”", at.cell())))
}
