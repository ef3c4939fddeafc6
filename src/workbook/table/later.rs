//! Headers below the first one of a table.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::{Place, Problem};
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Finder, Header, Meaning};
use crate::workbook::schema::Sheet;

/// The headers below the first one whose columns are others: a second table of the sheet, or a page with its columns in another
/// order.
pub(super) fn later_headers(raw: &RawSheet, first: &Header, schema: &'static Sheet) -> BTreeMap<usize, Header> {
    let finder = Finder::of(schema);
    let mut out: BTreeMap<usize, Header> = BTreeMap::new();
    for at in first.data..raw.rows.len() {
        let above = out.last_key_value().map_or(first, |(_, header)| header);
        if at >= above.data
            && let Some(header) = finder.another(raw, at, above)
        {
            out.insert(at, header);
        }
    }
    out
}

/// What is said of a header with other columns than the first.
pub(super) fn other_columns(first: &Header, other: &Header, place: Place) -> Problem {
    let known = |header: &Header| -> BTreeSet<usize> {
        header
            .columns
            .iter()
            .filter_map(|own| if let Meaning::Known(index) = own { Some(*index) } else { None })
            .collect()
    };
    let (message, advice) = if known(first) == known(other) {
        ("这里的表头，列的次序与前面的不同", "下面的行按这一行的次序读；请核对，最好改成一致。")
    } else {
        ("这里又有一个表头，列与前面的不同", "下面的行按这个表头读；请核对，最好改成一致。")
    };
    Problem::warning("header", place, message).advice(advice)
}
