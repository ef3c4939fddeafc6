//! Words that are struck through in cells of rows that are not: what was taken out by hand still stands in the file, and is read with the
//! rest.

use crate::problem::{Place, Problem};
use crate::workbook::file::RawBook;
use crate::workbook::schema::INTERVIEW;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::clean;

/// As many cells of a sheet are told one by one; of more the first one stands for all.
const SEVERAL: usize = 5;

/// Reports them, sheet by sheet.
pub(crate) fn report(book: &RawBook, tables: &[Table], problems: &mut Vec<Problem>) {
    for raw in book.sheets.iter().filter(|raw| !raw.unseen.struck_cells.is_empty()) {
        // The highest and the lowest mark of an interview are struck through and counted out all the same.
        let tables = tables.iter().filter(|table| table.schema.name != INTERVIEW.name);
        let rows = tables.flat_map(|table| &table.rows).filter(|row| row.place.sheet == raw.name);
        let mut found: Vec<Problem> = Vec::new();
        for row in rows {
            for (column, value) in row.filled() {
                if let Some(part) = raw.unseen.struck_cells.get(&(row.place.row, column)) {
                    found.push(told(row, row.place.at(row.place.row, column), *part, &value.show()));
                }
            }
        }
        let more = found.len();
        if more > SEVERAL {
            found.truncate(1);
            if let Some(first) = found.first_mut() {
                first.message.push_str(&format!("，这张表共{more}格"));
            }
        }
        problems.extend(found);
    }
}

fn told(row: &Row, place: Place, part: bool, text: &str) -> Problem {
    let message = if part {
        "格子里有加了删除线的字，连同别的字一起读了"
    } else {
        "这一格加了删除线，照样读了"
    };
    let problem = Problem::warning("struck-cell", place, message).found(clean(text).replace('\n', " "));
    let problem = problem.advice("不要的字请从格子里删去，只留有效的；有效的不用管。");
    let person = clean(&row.value("姓名").show());
    if person.is_empty() { problem } else { problem.about(person) }
}
