//! The words over a column of the roster that say what the columns below them are about.

use super::steps::{STEPS, Step};
use crate::workbook::header::Header;
use crate::workbook::schema::{EVALUATION, VOTE};
use crate::workbook::table::nth;

/// Words of what is asked or counted besides the steps, with the same answers: whether people in a talk agree, whether somebody agrees to
/// be given another post.
const OTHERS: &[&str] =
    &["谈话", "推荐", "调剂", "调整", "报考", "报名", "志愿", "意愿", "服从", "征求", "家属", "体检", "推选"];

/// What may stand over the columns of a ballot besides its own words.
const MEETING: &[&str] = &["会", "党", "决", "票", "讨论", "研究"];

/// The words over a column and above its own name, the highest first, without the title of the whole table. A word that is not merged
/// over its group stands over the first of its columns only.
pub(super) fn over(header: &Header, column: usize) -> Vec<&str> {
    let title: Vec<&str> = header.leads.map(|leads| above(header, leads)).unwrap_or_default();
    above(header, column).into_iter().filter(|word| !title.contains(word)).collect()
}

fn above(header: &Header, column: usize) -> Vec<&str> {
    let rows = header.words();
    let own = header.words_of(column).last();
    let Some((_, upper)) = rows.split_last() else { return Vec::new() };
    let word = |row: &'_ Vec<String>| -> Option<usize> {
        if row.get(column).is_some_and(|word| !word.is_empty()) {
            return Some(column);
        }
        let left = (0..column).rev().find(|left| row.get(*left).is_some_and(|word| !word.is_empty()))?;
        // A column of its own to the left is no group.
        let lowest = header.words_of(left).last();
        (lowest != row.get(left).map(String::as_str)).then_some(left)
    };
    let words = upper.iter().filter_map(|row| row.get(word(row)?).map(String::as_str));
    // 填报单位：… and 日期：… above the table are over no column.
    words.filter(|word| own != Some(*word) && !word.contains(':')).collect()
}

/// Whether a word is one that stands over the columns of a step, or of what is asked besides.
pub(super) fn is_group(word: &str) -> bool {
    !word.contains(':') && STEPS.iter().flat_map(|step| step.called).chain(OTHERS).any(|own| word.contains(own))
}

/// Whether a step's own word stands over a column.
pub(super) fn is_below(header: &Header, column: usize, step: &Step) -> bool {
    over(header, column).iter().any(|word| step.called.iter().any(|called| word.contains(called)))
}

/// Whether what stands over a column says that it is none of a step.
pub(super) fn is_of_others(header: &Header, column: usize, step: &Step) -> bool {
    let over = over(header, column);
    let has = |words: &[&str]| over.iter().any(|group| words.iter().any(|word| group.contains(word)));
    // 民主推荐投票 is no ballot of those who decide.
    let sure: Vec<&str> = step.called.iter().copied().filter(|word| *word != "投票").collect();
    if has(OTHERS) {
        return !has(&sure);
    }
    step.sheet.name == VOTE.name && !over.is_empty() && !has(MEETING) && !has(step.tells)
}

/// Whether what stands over a column is another step's.
pub(super) fn is_elsewhere(header: &Header, column: usize, step: &Step, besides: Option<&str>) -> bool {
    let other = |other: &&Step| other.sheet.name != step.sheet.name && Some(other.sheet.name) != besides;
    !is_below(header, column, step) && STEPS.iter().filter(other).any(|other| is_below(header, column, other))
}

/// Which of several ballots, or of several batches, the words over a column and its own say it is of.
pub(super) fn number(header: &Header, column: usize, step: &Step) -> u32 {
    if ![VOTE.name, EVALUATION.name].contains(&step.sheet.name) {
        return 1;
    }
    let own = header.words_of(column).last().filter(|own| of_number(own, step).is_some());
    let words = over(header, column).into_iter().chain(own);
    words.filter_map(nth::of_name).next_back().unwrap_or(1)
}

/// What follows the number and the step's word in a column's own name: 同意 of 第二次票决同意.
pub(super) fn of_number<'n>(name: &'n str, step: &Step) -> Option<&'n str> {
    let (at, called) = step.called.iter().find_map(|called| Some((name.find(called)?, *called)))?;
    let (before, rest) = (name.get(..at)?, name.get(at + called.len()..)?);
    let numbered = before == "首次" || nth::of_name(name.get(..at + called.len())?).is_some();
    (!before.is_empty() && numbered).then_some(rest)
}
