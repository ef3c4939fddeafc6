//! A small table to the right of a roster, parted from it by an empty column: how many each department has, what a drop-down list offers,
//! when and where applications are taken. Its rows are not those of the people they stand beside.

use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::header::Header;

/// Words over sums, of which no applicant has any.
const SUMS: &[&str] = &["人数", "比例", "占比", "数量", "职数", "名额"];

/// Words over what a later step counts or finds for each person, over remarks, which few people have, and over other people, who are told
/// of as such.
const OF_PEOPLE: &[&str] =
    &["备注", "说明", "改报", "放弃", "退出", "处理", "票", "应到", "实到", "到会", "审查", "审核", "姓名"];

/// The columns of one.
struct Block {
    first: usize,
    end: usize,
    words: Vec<String>,
}

/// Takes them out of a sheet, and tells. Where the columns of the roster itself go on after an empty one, most of the people have something
/// there.
pub(super) fn take_out(raw: &mut RawSheet, header: &Header, place: &Place) -> Option<Problem> {
    let found: Vec<Block> = blocks(raw, header).into_iter().filter(|block| is_aside(raw, header, block)).collect();
    let top = (header.row + 1).saturating_sub(header.words().len());
    for row in raw.rows.iter_mut().skip(top) {
        for block in &found {
            let end = block.end.min(row.len());
            row.get_mut(block.first..end).unwrap_or_default().fill(CellValue::Empty);
        }
    }
    let first = found.first()?.first;
    let words: Vec<&str> = found.iter().flat_map(|block| &block.words).map(String::as_str).collect();
    let at = place.at(super::row_number(header.row), super::row_number(first));
    let message = format!("名册右边隔着空列另有一张小表（{}），没有当作各人的内容读", words.join("、"));
    let advice = "是报名人员的内容的，请删去中间的空列；不是的不用管，最好移到别的表。";
    Some(Problem::warning("unread-column", at, message).advice(advice))
}

/// What stands to the right of an empty column behind the names.
fn blocks(raw: &RawSheet, header: &Header) -> Vec<Block> {
    let Some(lead) = header.leads else { return Vec::new() };
    let mut out: Vec<Block> = Vec::new();
    let mut parted = false;
    for column in lead + 1..header.columns.len() {
        let words: Vec<String> = header.words_of(column).map(str::to_owned).collect();
        let below = || raw.rows.iter().skip(header.data).any(|row| !is_blank(row, column));
        if words.is_empty() && !below() {
            parted = true;
            continue;
        }
        match out.last_mut() {
            Some(block) if block.end == column => {
                block.end += 1;
                block.words.extend(words);
            }
            _ if parted => out.push(Block { first: column, end: column + 1, words }),
            _ => {}
        }
    }
    out.retain(|block| !block.words.is_empty());
    out
}

fn is_blank(row: &[CellValue], column: usize) -> bool {
    row.get(column).is_none_or(CellValue::is_blank)
}

fn is_aside(raw: &RawSheet, header: &Header, block: &Block) -> bool {
    let says = |words: &[&str]| block.words.iter().any(|own| words.iter().any(|word| own.contains(word)));
    if says(OF_PEOPLE) {
        return false;
    }
    let lead = header.leads.unwrap_or(0);
    let people = raw.rows.iter().skip(header.data).filter(|row| !is_blank(row, lead));
    let filled: Vec<bool> = people.map(|row| (block.first..block.end).any(|column| !is_blank(row, column))).collect();
    let count = filled.iter().filter(|own| **own).count();
    if says(SUMS) {
        return count > 0;
    }
    // From the first person on without a gap, and for fewer than half of them.
    let together = filled.iter().take_while(|own| **own).count() == count;
    together && count * 2 < filled.len() && (count > 1 || count == 1 && block.end - block.first > 1)
}
