//! A number of seats merged over several posts: each of them may have so many, or all together. Of an age or a schooling there is no such
//! doubt.

use std::collections::BTreeMap;

use super::Row;
use crate::problem::{Place, Problem};
use crate::workbook::file::RawSheet;
use crate::workbook::schema::POSTS;

const SEATS: &str = "职数";

/// Asks about them; the posts wait for the answer.
pub(super) fn seats(raw: &RawSheet, rows: &mut [Row], place: &Place, problems: &mut Vec<Problem>) {
    if rows.first().is_none_or(|row| row.schema().name != POSTS.name) {
        return;
    }
    // A post whose name is merged over the same lines is one.
    let top = |row: &Row, key: &str| {
        let (_, at) = row.own(key)?;
        let (top, _, bottom) = raw.merged.covering(row.place.row.checked_sub(1)?, at.column.checked_sub(1)?)?;
        (bottom > top).then_some((top, at.column))
    };
    let mut regions: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| top(row, "岗位名称").is_none()) {
        if let Some(region) = top(row, SEATS) {
            regions.entry(region).or_default().push(index);
        }
    }
    for ((top, column), posts) in regions.into_iter().filter(|(_, posts)| posts.len() > 1) {
        let shown = posts.first().and_then(|first| rows.get(*first)).map(|row| row.value(SEATS).show());
        let shown = shown.unwrap_or_default();
        let message = format!("职数合并在{}个岗位上，看不出是每个岗位这么多，还是一共这么多", posts.len());
        problems.push(
            Problem::error("shared-seats", place.at(top + 1, column), message)
                .found(&shown)
                .advice("请取消合并，各填各的职数；几个岗位共用名额的，请合成一个岗位，或者分到各个岗位。"),
        );
        for index in posts {
            if let Some(row) = rows.get_mut(index) {
                row.waits_for(SEATS, &shown);
            }
        }
    }
}
