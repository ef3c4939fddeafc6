//! A step of which a part stands in the roster and a part on a sheet of its own: the second ballot, the second batch, the mark of the
//! interview. What the sheet says goes before the same thing in the roster.

use super::numbered;
use crate::problem::{Place, Problem};
use crate::workbook::header::plain;
use crate::workbook::schema::{SCORES, Sheet};
use crate::workbook::table::{Row, Table, nth, twice};

/// Puts the rows of a step that the roster has beside those of its sheet.
pub(super) fn put(tables: &mut Vec<Table>, made: Table, problems: &mut Vec<Problem>) {
    let Some(sheet) = tables.iter_mut().find(|table| table.schema.name == made.schema.name) else {
        tables.push(made);
        return;
    };
    if sheet.rows.is_empty() {
        *sheet = made;
        return;
    }
    let schema = made.schema;
    let mut differing: Option<Place> = None;
    let mut taken: Vec<Row> = Vec::new();
    for mut row in made.rows {
        if schema.name == SCORES.name {
            // 笔试 in the roster and 面试 on a sheet make one table.
            let held = |index: usize| sheet.rows.iter().any(|own| own.cells.iter().any(|(at, ..)| *at == index));
            let other = sheet.rows.iter().filter(|own| is_same(own, &row)).find_map(|own| differs(own, &row));
            differing = differing.or(other);
            row.cells.retain(|(index, ..)| is_who(schema, *index) || !held(*index));
            if row.cells.iter().any(|(index, ..)| !is_who(schema, *index)) {
                taken.push(row);
            }
            continue;
        }
        match sheet.rows.iter().find(|own| is_same(own, &row) && number(own) == number(&row)) {
            Some(own) => differing = differing.or_else(|| differs(own, &row)),
            None => taken.push(row),
        }
    }
    sheet.rows.extend(taken);
    if let Some(at) = differing {
        let message = format!("“{}”表里也有这一项，填的不一样，用的是那张表", schema.name);
        let advice = "请核对；名册里的不用的，请删去或者改成一样。";
        problems.push(Problem::warning("unread-column", at, message).advice(advice));
    }
}

/// Whether two rows are about one person.
fn is_same(one: &Row, other: &Row) -> bool {
    let of = |row: &Row, key: &str| plain(&row.value(key).show());
    let (first, second) = (of(one, "身份证号"), of(other, "身份证号"));
    if first.is_empty() || second.is_empty() { of(one, "姓名") == of(other, "姓名") } else { first == second }
}

/// Which ballot or batch a row is of.
fn number(row: &Row) -> String {
    let Some(key) = numbered(row.schema()) else { return String::new() };
    let written = plain(&row.value(key).show());
    let of_sheet = || nth::of_name(&row.place.sheet).unwrap_or(1).to_string();
    if written.is_empty() { of_sheet() } else { written }
}

/// Where a row of the roster says something else than that of the sheet does.
fn differs(sheet: &Row, roster: &Row) -> Option<Place> {
    let other = |(index, column, value): &(usize, u32, crate::workbook::cell::CellValue)| {
        let own = sheet.cells.iter().find(|(at, ..)| at == index).filter(|_| !is_who(roster.schema(), *index));
        own.filter(|(.., own)| !twice::is_same(own, value)).map(|_| roster.place.at(roster.place.row, *column))
    };
    roster.cells.iter().find_map(other)
}

/// Whether a column says who a row is about.
fn is_who(schema: &Sheet, index: usize) -> bool {
    schema.columns.get(index).is_some_and(|column| super::SHARED.contains(&column.key))
}
