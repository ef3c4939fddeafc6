//! Finding a table's header by its words.
//!
//! A title row or notes may stand above it; it may have two rows, with a merged cell (全日制教育) over the words below (学历);
//! words may hold spaces, line breaks and brackets; columns may come in any order. The row, or pair of rows, that names most
//! of the sheet's columns is the header.

use super::cell::is_space;
use super::file::RawSheet;
use super::schema::{Column, Sheet};

/// A header: where it ends, and what each column is.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// The first row of data, from 0.
    pub data: usize,
    /// The header row from 0 that problems about columns point to.
    pub row: usize,
    /// For each column of the sheet, what it is.
    pub columns: Vec<Meaning>,
}

/// What a column of the sheet is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// A column of the schema, by its index.
    Known(usize),
    /// Another column, by its own header.
    Unknown(String),
    /// A column without a header.
    Nameless,
    /// A second column for something already found, by its index in the schema.
    Repeated(usize),
}

/// How far down a header is looked for.
const DEPTH: usize = 30;

/// Finds the header of a sheet.
pub(super) fn find(raw: &RawSheet, sheet: &Sheet) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
    for row in 0..raw.rows.len().min(DEPTH) {
        for height in [1, 2] {
            if row + height > raw.rows.len() {
                continue;
            }
            let header = read(raw, sheet, row, height);
            let score = header.columns.iter().filter(|meaning| matches!(meaning, Meaning::Known(_))).count();
            // Two rows must name more than one does, or a row of data would be taken in.
            if score > 0 && best.as_ref().is_none_or(|(held, _)| score > *held) {
                best = Some((score, header));
            }
        }
    }
    let needed = sheet.columns.iter().filter(|column| column.required).count().clamp(1, 2);
    best.filter(|(score, _)| *score >= needed).map(|(_, header)| header)
}

fn read(raw: &RawSheet, sheet: &Sheet, row: usize, height: usize) -> Header {
    let width = raw.rows.iter().skip(row).take(height).map(Vec::len).max().unwrap_or(0);
    let mut columns = Vec::with_capacity(width);
    let mut found: Vec<usize> = Vec::new();
    for column in 0..width {
        let words: Vec<String> = (row..row + height).map(|at| word(raw, at, column)).collect();
        let meaning = match meaning(sheet, &words) {
            Some(index) if found.contains(&index) => Meaning::Repeated(index),
            Some(index) => {
                found.push(index);
                Meaning::Known(index)
            }
            None => {
                let name = join(&words);
                if name.is_empty() { Meaning::Nameless } else { Meaning::Unknown(name) }
            }
        };
        columns.push(meaning);
    }
    Header { data: row + height, row: row + height - 1, columns }
}

/// The words of a header cell, with a merged cell's words for every cell it covers.
fn word(raw: &RawSheet, row: usize, column: usize) -> String {
    let own = raw.rows.get(row).and_then(|cells| cells.get(column));
    if let Some(cell) = own
        && !cell.is_blank()
    {
        return plain(&cell.show());
    }
    let (r, c) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
    let covering = raw.merged.iter().find(|(r0, c0, r1, c1)| (*r0..=*r1).contains(&r) && (*c0..=*c1).contains(&c));
    covering
        .and_then(|(r0, c0, ..)| raw.rows.get(*r0 as usize)?.get(*c0 as usize))
        .map(|cell| plain(&cell.show()))
        .unwrap_or_default()
}

/// Words without spaces and line breaks.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}

fn join(words: &[String]) -> String {
    match words {
        [first, second] if first == second => first.clone(),
        words => words.concat(),
    }
}

/// The column of the schema that the words of a header mean.
fn meaning(sheet: &Sheet, words: &[String]) -> Option<usize> {
    let joined = join(words);
    let mut forms = vec![joined.clone(), without_brackets(&joined)];
    forms.dedup();
    for form in &forms {
        if form.is_empty() {
            continue;
        }
        if let Some(index) = sheet.columns.iter().position(|column| names(column).any(|name| name == *form)) {
            return Some(index);
        }
    }
    // A word of its own below a group's merged cell.
    if let [group, label] = words {
        let at = sheet.columns.iter().position(|column| {
            column.group.is_some_and(|own| same_group(own, group))
                && (column.label == label || column.synonyms.contains(&label.as_str()))
        });
        if at.is_some() {
            return at;
        }
        // A column whose header is merged over both rows, or whose upper cell is a mere group (基本情况).
        for word in [label, group] {
            if !word.is_empty()
                && (group.is_empty() || label.is_empty() || word == label)
                && let Some(index) = sheet
                    .columns
                    .iter()
                    .position(|column| column.group.is_none() && names(column).any(|name| name == *word))
            {
                return Some(index);
            }
        }
    }
    None
}

fn names(column: &Column) -> impl Iterator<Item = String> {
    let grouped = column.group.map(|group| format!("{group}{}", column.label));
    std::iter::once(column.key.to_owned()).chain(grouped).chain(column.synonyms.iter().map(|name| plain(name)))
}

fn same_group(own: &str, written: &str) -> bool {
    let short = |text: &str| text.trim_end_matches("教育").trim_end_matches("方面").to_owned();
    own == written || short(own) == short(written)
}

/// “姓名（曾用名）” is a name all the same: what stands in brackets is left out.
fn without_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '（' | '(' | '［' | '[' => depth += 1,
            '）' | ')' | '］' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.trim_end_matches(['：', ':', '*', '＊']).to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may fail loudly")]
mod tests {
    use super::super::cell::CellValue;
    use super::super::schema::{APPLICANTS, EVALUATION};
    use super::*;

    fn raw(rows: &[&[&str]], merged: &[(u32, u32, u32, u32)]) -> RawSheet {
        let cell = |text: &&str| if text.is_empty() { CellValue::Empty } else { CellValue::Text((*text).to_owned()) };
        RawSheet {
            name: "报名".into(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            merged: merged.to_vec(),
        }
    }

    fn keys(header: &Header, sheet: &Sheet) -> Vec<String> {
        header
            .columns
            .iter()
            .map(|meaning| match meaning {
                Meaning::Known(index) => sheet.columns[*index].key.to_owned(),
                Meaning::Unknown(name) => format!("?{name}"),
                Meaning::Nameless => "-".to_owned(),
                Meaning::Repeated(index) => format!("!{}", sheet.columns[*index].key),
            })
            .collect()
    }

    #[test]
    fn a_title_row_and_odd_spelling_do_not_matter() {
        let raw = raw(
            &[
                &["吴中区某镇竞争上岗报名汇总表", "", "", "", ""],
                &["填表单位：某镇", "", "", "", ""],
                &["姓  名", "身份证\n号码", "出生年月（岁）", "竞聘岗位", "爱好"],
                &["张三", "", "", "", ""],
            ],
            &[(0, 0, 0, 4)],
        );
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(header.data, 3);
        assert_eq!(keys(&header, &APPLICANTS), ["姓名", "身份证号", "出生年月", "报考岗位", "?爱好"]);
    }

    #[test]
    fn two_rows_with_merged_groups() {
        let raw = raw(
            &[
                &["姓名", "全日制教育", "", "在职教育", "", "报考岗位"],
                &["", "学历", "学位", "学历", "毕业院校\n及专业", ""],
            ],
            &[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5)],
        );
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(header.data, 2);
        assert_eq!(
            keys(&header, &APPLICANTS),
            ["姓名", "全日制学历", "全日制学位", "在职学历", "在职毕业院校及专业", "报考岗位"]
        );
    }

    #[test]
    fn ballots_are_counted_under_merged_aspects() {
        let raw = raw(
            &[
                &["姓名", "岗位", "发出", "收回", "有效", "德", "", "", "", "胜任程度", "", ""],
                &["", "", "", "", "", "好", "较好", "一般", "差", "胜任", "基本胜任", "不胜任"],
            ],
            &[(0, 5, 0, 8), (0, 9, 0, 11)],
        );
        let header = find(&raw, &EVALUATION).unwrap();
        assert_eq!(
            keys(&header, &EVALUATION),
            [
                "姓名",
                "岗位",
                "发出票数",
                "收回票数",
                "有效票数",
                "德好",
                "德较好",
                "德一般",
                "德差",
                "胜任",
                "基本胜任",
                "不胜任"
            ]
        );
    }

    #[test]
    fn a_second_column_for_the_same_thing_is_noticed() {
        let raw = raw(&[&["姓名", "身份证号", "报考岗位", "身份证号码"]], &[]);
        let header = find(&raw, &APPLICANTS).unwrap();
        assert_eq!(keys(&header, &APPLICANTS)[3], "!身份证号");
    }

    #[test]
    fn a_sheet_without_a_header_has_none() {
        assert!(find(&raw(&[&["甲", "乙"], &["丙", "丁"]], &[]), &APPLICANTS).is_none());
    }
}
