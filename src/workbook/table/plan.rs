//! The plan's sheet (方案), told by its items where its name or its header does not say so.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::kind::is_of_another_time;
use super::plan_layout::{across, holds_items};
use crate::problem::{Place, Problem};
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Header, Meaning, find};
use crate::workbook::read::plan::keys::{self, Key};
use crate::workbook::schema::PLAN;

/// So many items one below the other make a plan: a sheet about people has two or three words of it at the most (年份, 联系人).
pub(super) const FEW: usize = 5;

/// The sheet, among those of no known name, that is the plan: the one with most items.
pub(super) fn sheet(book: &RawBook, claimed: &BTreeSet<usize>) -> Option<usize> {
    let candidates = book.sheets.iter().enumerate().filter_map(|(index, raw)| {
        let (items, _) = items(raw).filter(|_| !claimed.contains(&index) && !raw.hidden)?;
        Some((!is_of_another_time(&raw.name), items, Reverse(index)))
    });
    candidates.max().map(|(.., Reverse(index))| index)
}

/// What is said of other sheets that are plans, too: whoever fills in the wrong one must hear of it.
pub(super) fn others(book: &RawBook, chosen: &str) -> Vec<Problem> {
    let is_other = |raw: &&RawSheet| raw.name != chosen && !raw.hidden && items(raw).is_some();
    let told = |raw: &RawSheet| {
        let message = format!("这张表像是“方案”，没有读：方案读的是“{chosen}”表");
        Problem::warning("unread-sheet", Place::sheet(&book.file, &raw.name), message)
            .advice("要用的是这一张的，请把另一张删去或者改名；用不着的请删去。")
    };
    book.sheets.iter().filter(is_other).map(told).collect()
}

/// The header of a plan; where there is none, the items begin at once. Their content stands in the next column, whatever it is called, if
/// no other is.
pub(super) fn header(raw: &RawSheet) -> Option<Header> {
    // A row that has but the word 备注 heads nothing.
    let heads = |header: &Header| PLAN.index("项目").is_some_and(|at| header.has(at));
    let named = find(raw, &PLAN).filter(heads).map(|mut header| {
        let (item, content) = (PLAN.index("项目").map(Meaning::Known), PLAN.index("内容").map(Meaning::Known));
        let at = item.and_then(|item| header.columns.iter().position(|own| *own == item)).map(|at| at + 1);
        if let (Some(at), Some(content)) = (at, content.filter(|content| !header.columns.contains(content)))
            && let Some(slot @ (Meaning::Unknown(_) | Meaning::Nameless)) = header.columns.get_mut(at)
        {
            *slot = content;
        }
        header
    });
    let unnamed = || {
        let (_, column) = items(raw)?;
        let first = raw.rows.iter().position(|row| row.get(column).is_some_and(|cell| is_item(&cell.show())))?;
        // Beside them there may be more items instead of remarks.
        let keys: &[&str] =
            if holds_items(raw, first, column + 2) { &["项目", "内容"] } else { &["项目", "内容", "说明"] };
        let keys = keys.iter().filter_map(|key| PLAN.index(key)).map(Meaning::Known);
        Some(Header::unwritten(first, vec![Meaning::Nameless; column].into_iter().chain(keys).collect()))
    };
    // Of a plan that goes across in several bands the first column has items, too.
    named.or_else(|| across(raw)).or_else(unnamed)
}

/// How many items stand in a column, and which one it is: of the first three that with most. A column that holds more of anything else
/// is none.
fn items(raw: &RawSheet) -> Option<(usize, usize)> {
    let of_column = |column: usize| {
        let cells = raw.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_blank());
        let (mut known, mut others) = (0, 0);
        for cell in cells {
            *(if is_item(&cell.show()) { &mut known } else { &mut others }) += 1;
        }
        (known >= FEW && known >= others).then_some((known, column))
    };
    (0..3).filter_map(of_column).max_by_key(|(known, column)| (*known, Reverse(*column)))
}

pub(super) fn is_item(text: &str) -> bool {
    !matches!(keys::find(text), Key::Unknown(_))
}
