//! A small table to the right of a roster, parted from it by an empty column: how many each department has, what a drop-down list offers,
//! when and where applications are taken. Its rows are not those of the people they stand beside.

use std::collections::BTreeSet;

use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, Meaning, plain};

/// What stands over the numbers of a table of sums, and says nothing of one person.
const SUMS: &[&str] = &["人数", "报名人数", "比例", "占比", "数量", "职数", "名额"];

/// What the lists are called that drop-down lists offer.
const CHOICES: &[&str] = &["列表", "选项", "下拉", "字典", "代码表", "图例"];

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
    let message = format!("右边隔着空列另有一张小表（{}），没有当作这张表的内容读", words.join("、"));
    let advice = "是这张表的内容的，请删去中间的空列；不是的不用管，最好移到别的表。";
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

/// Whether a block is a table by itself: numbers under a word for sums, or what a list offers, from the first person on and for fewer than
/// all of them, or going on below the last one. What people have is called otherwise, however few have it.
fn is_aside(raw: &RawSheet, header: &Header, block: &Block) -> bool {
    let lead = header.leads.unwrap_or(0);
    let people: Vec<bool> = raw.rows.iter().skip(header.data).map(|row| !is_blank(row, lead)).collect();
    let filled: Vec<bool> = (raw.rows.iter().skip(header.data))
        .map(|row| (block.first..block.end).any(|column| !is_blank(row, column)))
        .collect();
    let count = filled.iter().filter(|own| **own).count();
    let together = filled.iter().take_while(|own| **own).count() == count;
    let last = people.iter().rposition(|own| *own).map_or(0, |at| at + 1);
    if count == 0 || !together {
        return false;
    }
    if offers_again(raw, header, block) {
        return true;
    }
    if count == last {
        return false;
    }
    let sums = (block.first..block.end).any(|column| {
        is_summed(header, column) && raw.rows.iter().skip(header.data).filter_map(|row| row.get(column)).all(is_sum)
    });
    // 报名时间 over 报名地点, and beside it when and where.
    let dated =
        |word: &String| word.contains('月') && word.contains('日') && word.contains(|c: char| c.is_ascii_digit());
    sums && block.end - block.first > 1
        || block.words.iter().any(dated)
        || block.words.iter().any(|own| CHOICES.iter().any(|word| own.contains(word)))
}

/// Whether a column is of sums by its name.
fn is_summed(header: &Header, column: usize) -> bool {
    header.words_of(column).last().is_some_and(|word| SUMS.contains(&word))
}

/// Whether a block has nothing but a column of the table once more, and sums, with each of its words once: what a list offers, or what is
/// counted. Of two answers for each line some are the same.
fn offers_again(raw: &RawSheet, header: &Header, block: &Block) -> bool {
    let is_again = |column: usize| matches!(header.columns.get(column), Some(Meaning::Repeated(_)));
    let Some(column) = (block.first..block.end).find(|column| is_again(*column)) else { return false };
    if (block.first..block.end).any(|column| !is_again(column) && !is_summed(header, column)) {
        return false;
    }
    let cells = raw.rows.iter().skip(header.data).filter_map(|row| row.get(column));
    let words: Vec<String> = cells.filter(|cell| !cell.is_blank()).map(|cell| plain(&cell.show())).collect();
    let distinct: BTreeSet<&String> = words.iter().collect();
    words.len() > 1 && distinct.len() == words.len()
}

/// A number, or nothing.
fn is_sum(cell: &CellValue) -> bool {
    let text = cell.show();
    let text = text.trim().trim_end_matches(['%', '％', '人', '个', '名']);
    cell.is_blank() || text.parse::<f64>().is_ok()
}
