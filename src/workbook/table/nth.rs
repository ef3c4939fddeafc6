//! Sheets whose names say which batch of the evaluation or which ballot they hold: 民主测评（第二批）, 票决（重新投票）. Nobody writes the number into
//! every row then; and what was voted on twice is no copy.

use std::collections::BTreeSet;

use super::Table;
use super::kind::is_called_old;
use crate::language::numeral::{is_numeral, number as in_words};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, plain};
use crate::workbook::schema::{EVALUATION, VOTE};

/// Words for a ballot that follows another one.
const AGAIN: &[&str] = &[
    "重新投票",
    "重新票决",
    "重新表决",
    "再次投票",
    "再次票决",
    "再次表决",
    "重投",
    "复投",
    "复议",
    "二次投票",
    "二次票决",
];

/// What is counted.
const COUNTED: &[&str] = &["批", "次", "轮"];

/// The number a sheet's name says: 2 of 票决（第二次）, 第2轮票决 and 票决（重新投票）.
pub(super) fn of_name(name: &str) -> Option<u32> {
    let name = plain(name);
    let counted = name.match_indices('第').find_map(|(at, sign)| {
        let rest = name.get(at + sign.len()..)?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
        let number = rest.get(..rest.len() - behind.len())?;
        COUNTED.iter().any(|word| behind.starts_with(word)).then(|| number.parse().ok().or_else(|| in_words(number)))?
    });
    counted.or_else(|| AGAIN.iter().any(|word| name.contains(word)).then_some(2))
}

/// Whether a sheet holds one more ballot on people who have been voted on: the votes are others, or its name says so. A copy is none.
pub(super) fn is_further_vote(table: &Table, raw: &RawSheet, header: &Header) -> bool {
    let at = |key: &str| VOTE.index(key).and_then(|index| header.place(index));
    let (Some(name), Some(agree)) = (at("姓名"), at("同意")) else { return false };
    if table.schema.name != VOTE.name || is_called_old(&raw.name) {
        return false;
    }
    let day = at("票决日期");
    let shown = |row: &Vec<CellValue>, at: usize| row.get(at).map(|cell| plain(&cell.show())).unwrap_or_default();
    let held = |row: &Vec<CellValue>| {
        table.rows.iter().any(|own| {
            let same = |key: &str, text: String| {
                let own = plain(&own.value(key).show());
                own == text || key == "票决日期" && (own.is_empty() || text.is_empty())
            };
            same("姓名", shown(row, name))
                && same("同意", shown(row, agree))
                && day.is_none_or(|day| same("票决日期", shown(row, day)))
        })
    };
    let mut rows = raw.rows.iter().skip(header.data).filter(|row| !shown(row, name).is_empty());
    of_name(&raw.name).is_some_and(|number| number > 1) || rows.any(|row| !shown(row, agree).is_empty() && !held(row))
}

/// Gives the rows of such sheets the number that the sheet's name says, where they have none. A second ballot is one only on a post that
/// has been voted on in another sheet: of two meetings each may have posts of its own.
pub(super) fn number(table: &mut Table) {
    let key = match table.schema.name {
        name if name == VOTE.name => "第几次投票",
        name if name == EVALUATION.name => "批次",
        _ => return,
    };
    let about = |row: &super::Row| ["岗位", "姓名"].map(|key| plain(&row.value(key).show()));
    let first: BTreeSet<String> = table
        .rows
        .iter()
        .filter(|row| of_name(&row.place.sheet).is_none_or(|number| number < 2))
        .flat_map(about)
        .filter(|text| !text.is_empty())
        .collect();
    for row in table.rows.iter_mut().filter(|row| row.value(key).is_blank()) {
        let Some(number) = of_name(&row.place.sheet) else { continue };
        if key == "批次" || about(row).iter().any(|text| first.contains(text)) {
            row.fill(key, CellValue::Text(number.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_name;

    #[test]
    fn names_of_sheets_say_which_ballot_they_hold() {
        for (name, number) in [
            ("票决（重新投票）", Some(2)),
            ("票决（第二次）", Some(2)),
            ("第三轮票决", Some(3)),
            ("民主测评（第一批）", Some(1)),
            ("民主测评（第 2 批次）", Some(2)),
            ("票决（5月29日）", None),
            ("票决 (2)", None),
            ("第二中学票决", None),
        ] {
            assert_eq!(of_name(name), number, "{name}");
        }
    }
}
