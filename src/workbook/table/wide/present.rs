//! Whether a step has been done, by what stands in its columns of the roster. 是否在编在职, 政治表现 and 聘书编号 may be a roster's own, and
//! whoever takes them for the step ends the registration. Of the review there must be a conclusion, or most of what is asked in it.

use std::collections::BTreeSet;

use super::claims::Claim;
use super::rows::{is_dash, is_of_person};
use super::steps::{Later, Step};
use crate::workbook::header::plain;
use crate::workbook::schema::{APPOINTMENT, INSPECTION, Kind, REVIEW, Sheet, VOTE};

/// Words of a conclusion of the review. 同意报名 is what the department says of it.
const CONCLUDING: &[&str] = &["符合", "不符", "合格", "通过", "放弃"];
const MARKS: &[&str] = &["是", "否", "√", "×"];

/// How many of the review's questions tell that it has been held.
const ASKED: usize = 3;

/// Steps of which one column alone says nothing.
const SEVERAL: &[&str] = &[INSPECTION.name, VOTE.name, APPOINTMENT.name];

/// The columns of one header of a roster, and what stands in each of them.
pub(super) struct Filled<'a> {
    pub later: &'a [Later],
    pub claims: &'a [Option<Claim>],
    pub texts: &'a dyn Fn(usize) -> Vec<String>,
}

/// Whether a step has been done, by all headers of a roster.
pub(super) fn is_present(step: &Step, sections: &[Filled<'_>]) -> bool {
    let columns = || {
        sections.iter().flat_map(|section| {
            section.claims.iter().enumerate().filter_map(move |(column, claim)| {
                let (own, index) = (*claim)?;
                let later = section.later.get(own).filter(|later| later.schema.name == step.sheet.name)?;
                let key = later.schema.columns.get(index?)?.key;
                Some((later, column, key, section))
            })
        })
    };
    let filled: BTreeSet<&str> = columns()
        .filter(|(_, column, _, section)| (section.texts)(*column).iter().any(|text| !is_dash(text)))
        .map(|(_, _, key, _)| key)
        .collect();
    if step.sheet.name == REVIEW.name {
        let questions = filled.iter().filter(|key| **key != "审查结论" && is_choice(step.sheet, key)).count();
        let concluded = columns().filter(|(_, _, key, _)| *key == "审查结论").any(|(later, column, _, section)| {
            let asked = later.header.words_of(column).last().is_some_and(|own| !own.contains("意见"));
            (section.texts)(column).iter().any(|text| concludes(text, asked))
        });
        return concluded || questions >= ASKED;
    }
    if !SEVERAL.contains(&step.sheet.name) {
        return true;
    }
    let counted = || {
        columns()
            .filter(|(_, _, key, _)| *key == "同意")
            .any(|(_, column, _, section)| (section.texts)(column).iter().any(|text| is_count(text)))
    };
    filled.len() > 1
        && filled.iter().any(|key| is_of_person(step.sheet, key))
        && (step.sheet.name != VOTE.name || counted())
}

fn is_choice(sheet: &Sheet, key: &str) -> bool {
    sheet.columns.iter().any(|column| column.key == key && matches!(column.kind, Kind::Choice(_)))
}

fn concludes(text: &str, asked: bool) -> bool {
    let text = plain(text);
    CONCLUDING.iter().any(|word| text.contains(word)) || (asked && MARKS.contains(&text.as_str()))
}

fn is_count(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit() || crate::language::numeral::is_numeral(c))
}
