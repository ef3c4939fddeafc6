//! Every column of an applicant's row as the documents print it.

use std::sync::{Arc, LazyLock};

use crate::language::date::{DateStyle, PartialDate, prose};
use crate::language::name::Name;
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::schema::{APPLICANTS, Column, Kind};
use crate::workbook::table::Row;
use crate::workbook::values::{Reader, clean, is_nothing, read_date};

/// Columns whose problems were told when the rules read them.
const TOLD: &[&str] = &[
    "姓名",
    "身份证号",
    "性别",
    "出生年月",
    "民族",
    "任现职时间",
    "报名时间",
    "编制类别",
    "报考岗位",
    "退出步骤",
    "退出原因",
];

/// Columns that number people or that the program works out itself: a formula without its result there stops nobody.
const RECKONED: &[&str] = &["序号", "年龄", "周岁"];

/// The names of the columns, one for all rows.
static KEYS: LazyLock<Vec<Arc<str>>> =
    LazyLock::new(|| APPLICANTS.columns.iter().map(|column| Arc::from(column.key)).collect());

/// The texts by column, unknown columns under their own header.
pub(crate) fn texts(row: &Row, reader: &mut Reader<'_>) -> Vec<(Arc<str>, String)> {
    let mut out = Vec::with_capacity(APPLICANTS.columns.len());
    for (index, (column, key)) in APPLICANTS.columns.iter().zip(KEYS.iter()).enumerate() {
        let cell = row.value_at(index);
        if cell.is_blank() || cell.is_unusable() {
            if !cell.is_blank() && !TOLD.contains(&column.key) && !RECKONED.contains(&column.key) {
                let place = row.cell_at(index).1;
                reader.text(cell, &place);
            }
            continue;
        }
        let place = row.cell_at(index).1;
        let text = if TOLD.contains(&column.key) {
            let mut silent = Vec::new();
            one(column, cell, &place, &mut Reader { problems: &mut silent, person: None })
        } else {
            one(column, cell, &place, reader)
        };
        out.push((key.clone(), text));
    }
    super::position_since::part(row, &mut out, reader);
    super::position::whole(row, &mut out, reader);
    super::honours::whole(row, &mut out, reader);
    plain_words(&mut out);
    super::schooling::whole(row, &mut out);
    super::party::party_and_date(row, &mut out, reader);
    for (key, value, place) in row.form.iter().flat_map(|form| form.others()) {
        out.push((Arc::from(key), reader.text(value, place)));
    }
    for (header, column, value) in &row.others {
        if value.is_unusable() {
            if !RECKONED.contains(&&**header) {
                reader.text(value, &row.place.at(row.place.row, *column));
            }
            continue;
        }
        out.push((header.clone(), clean(&value.show())));
    }
    out
}

/// One column's text.
fn one(column: &Column, cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> String {
    match column.kind {
        Kind::Month => month(column.key, cell, place, reader),
        Kind::Phone => reader.phone(cell, place),
        Kind::Code => reader.code(cell, place),
        Kind::Name => Name::read(&cell.show()).as_str().to_owned(),
        Kind::IdNumber => clean(&cell.show()),
        Kind::Date => match cell.day() {
            Some(date) => prose(date),
            None => clean(&cell.show()),
        },
        // The words of the list, where another was written for one.
        Kind::Choice(words) => match reader.choice(cell, place, words) {
            Some(word) if column.key != "编制类别" => word.to_owned(),
            _ => clean(&cell.show()),
        },
        _ => match column.key {
            "民族" => reader.ethnicity(cell, place),
            "政治面貌" => reader.party(cell, place),
            "全日制学历"
            | "全日制学位"
            | "全日制毕业院校及专业"
            | "在职学历"
            | "在职学位"
            | "在职毕业院校及专业"
            | "毕业院校及专业"
            | "年度考核"
            | "简历"
            | "家庭成员" => clean(&cell.show()),
            _ => reader.text(cell, place),
        },
    }
}

/// A month as forms print it.
fn month(key: &str, cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> String {
    let text = clean(&cell.show());
    if is_nothing(&text) {
        return String::new();
    }
    let form = |date: PartialDate| date.format(DateStyle::Form);
    if key == "入党时间" {
        // 九三学社 and the like stand where the date of joining the Party would, or behind it.
        if let Some((date, rest)) = text.split_once(['；', ';'])
            && let Ok(date) = read_date(date)
        {
            return format!("{}；{rest}", form(date));
        }
        match super::party::joined_party(&text) {
            Some((name, Some(date))) if name.starts_with("中共") => return form(date),
            // 民盟 2015.07: the form has the other party's name and its day there.
            Some(_) => return text,
            None if !text.chars().any(char::is_numeric) && read_date(&text).is_err() => return text,
            None => {}
        }
    }
    if key == "任现职时间" || key == "出生年月" {
        return reader.partial_date(cell, place).map_or(text, form);
    }
    let date = reader.partial_date(cell, place);
    if let Some(date) = date
        && date.year() < 1930
    {
        let message = format!("年份 {} 太早了", date.year());
        let problem = Problem::warning("date-early", place.clone(), message).found(text);
        reader.report(problem.advice("多半是数字被当成了日期，请核对。"));
    }
    date.map(form).unwrap_or_default()
}

/// What documents put into sentences: 籍贯 that is a stroke is none, 现任 and a full stop are the sentence's own.
fn plain_words(texts: &mut [(Arc<str>, String)]) {
    for (key, text) in texts {
        match &**key {
            "籍贯" | "出生地" if is_nothing(text) => text.clear(),
            "现工作单位及职务" => {
                let bare = text.trim_end_matches(['。', '．', '，', '；', ';']);
                let bare = bare.strip_prefix("现任").map_or(bare, |rest| rest.trim_start_matches(['：', ':']));
                *text = bare.to_owned();
            }
            _ => {}
        }
    }
}
