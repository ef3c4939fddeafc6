//! What databases and programs write into a cell that is empty: NULL, None, nan. It is no content, and goes by with a word.

use std::collections::BTreeMap;

use super::Table;
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;

/// The words, in small letters.
const EMPTY: &[&str] = &[
    "null",
    "none",
    "nan",
    "nat",
    "nil",
    "n/a",
    "undefined",
    "(null)",
    "<null>",
    "[null]",
    "\\n",
    "(空)",
    "(空白)",
    "(blank)",
    "无数据",
];

/// One of these is in each of the words, as wide as they may be written.
const IN_EACH: [char; 6] = ['n', 'N', 'ｎ', 'Ｎ', '空', '无'];

fn is_leftover(cell: &CellValue) -> bool {
    // Every cell of a roster is asked, and few have any of these signs.
    matches!(cell, CellValue::Text(text)
        if text.contains(IN_EACH) && EMPTY.contains(&plain(text).to_lowercase().as_str()))
}

/// Takes such cells out, and tells of them column by column.
pub(in crate::workbook) fn clear(tables: &mut [Table], problems: &mut Vec<Problem>) {
    for table in tables {
        let mut found: BTreeMap<u32, (Place, String, usize)> = BTreeMap::new();
        for row in &mut table.rows {
            let place = row.place.clone();
            let mut take = |column: u32, cell: &CellValue| {
                let leftover = is_leftover(cell);
                if leftover {
                    let at = || (place.at(place.row, column), cell.show().trim().to_owned(), 0);
                    found.entry(column).or_insert_with(at).2 += 1;
                }
                !leftover
            };
            row.cells.retain(|(_, column, cell)| take(*column, cell));
            row.others.retain(|(_, column, cell)| take(*column, cell));
        }
        problems.extend(found.into_values().map(|(at, text, count)| {
            let more = if count > 1 { format!("，这一列共{count}格") } else { String::new() };
            Problem::warning("leftover", at, format!("写的是“{text}”，当作空的{more}"))
                .advice("这多半是别的系统导出来的空格；请清空，或者填上内容。")
        }));
    }
}
