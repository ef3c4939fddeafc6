//! Writing a workbook for clerks to fill in: every sheet, with headers that say what to enter, text formats where numbers
//! would be spoiled, lists to choose from, and printing set up.

mod guide;

use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::plan_items::{ITEMS, ItemKind};
use super::printed_items::PRINTED;
use super::schema::{Column, Kind, SHEETS, Sheet};

/// Rows of data for a sheet: the columns' keys, then a row of texts for each row.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The keys of the columns; keys the schema does not know become columns of their own.
    pub keys: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// How many empty rows are prepared for filling in.
const PREPARED: u32 = 300;

/// Makes a workbook. `data` gives the rows of a sheet; without rows it is blank, with the plan's items listed.
///
/// # Errors
/// If the data breaks a limit of the format.
pub fn workbook(data: impl Fn(&str) -> Option<Rows>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a fixed time the same data would give other bytes tomorrow.
    let created = rust_xlsxwriter::ExcelDateTime::from_ymd(2012, 1, 1)?;
    workbook.set_properties(
        &rust_xlsxwriter::DocProperties::new().set_title("竞争上岗工作簿").set_creation_datetime(&created),
    );
    guide::explanation(workbook.add_worksheet())?;
    for sheet in SHEETS {
        let rows = data(sheet.name).or_else(|| (sheet.name == "面试打分").then(|| judges(sheet)));
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet.name)?;
        // The round begins with its plan.
        if sheet.name == "方案" {
            worksheet.set_active(true).set_first_tab(false);
        }
        if sheet.name == "方案" && rows.is_none() {
            plan(worksheet, sheet)?;
        } else {
            table(worksheet, sheet, rows.unwrap_or_default())?;
        }
    }
    workbook.save_to_buffer()
}

/// The plan's sheet: its items are listed, each with what to enter.
fn plan(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let rows = ITEMS
        .iter()
        .map(|item| vec![item.key.to_owned(), item.default.unwrap_or_default().to_owned(), item.note.to_owned()])
        .chain(PRINTED.iter().map(|(key, _, note)| vec![(*key).to_owned(), String::new(), (*note).to_owned()]))
        .collect();
    let keys = sheet.columns.iter().map(|column| column.key.to_owned()).collect();
    table(worksheet, sheet, Rows { keys, rows })
}

/// How many judges a blank sheet has columns for: the usual number of a panel. More are added, fewer stay empty.
const JUDGES: usize = 7;

/// The blank sheet of the judges' marks: a column for each judge, or nobody would know where the marks go.
fn judges(sheet: &Sheet) -> Rows {
    let own = sheet.columns.iter().map(|column| column.key.to_owned());
    Rows { keys: own.chain((1..=JUDGES).map(|judge| format!("考官{judge}"))).collect(), rows: Vec::new() }
}

/// One column to be written: of the schema, or one of the data's own.
struct Out<'a> {
    column: Option<&'a Column>,
    header: String,
    source: Option<usize>,
}

fn table(worksheet: &mut Worksheet, sheet: &Sheet, data: Rows) -> Result<(), XlsxError> {
    let outs = columns(sheet, &data);
    let grouped = outs.iter().any(|out| out.column.is_some_and(|column| column.group.is_some()));
    let head = if grouped { 1 } else { 0 };
    header(worksheet, &outs, grouped)?;
    let text = Format::new()
        .set_num_format("@")
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_unlocked();
    let wrapped = text.clone().set_text_wrap();
    let day = text.clone().set_num_format("yyyy-mm-dd");
    let number = Format::new()
        .set_unlocked()
        .set_align(FormatAlign::VerticalCenter)
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin);
    let first = head + 1;
    let last = first + PREPARED.max(u32::try_from(data.rows.len()).unwrap_or(PREPARED)) - 1;
    for (at, out) in outs.iter().enumerate() {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        let of_judge = out.column.is_none() && out.header.starts_with("考官");
        let kind = out.column.map_or(if of_judge { Kind::Score } else { Kind::Text }, |column| column.kind);
        worksheet.set_column_width(at, width(kind, &out.header))?;
        let format = match kind {
            Kind::Count | Kind::Score => &number,
            Kind::LongText => &wrapped,
            Kind::Date => &day,
            _ => &text,
        };
        worksheet.set_column_format(at, format)?;
        if let Some(column) = out.column {
            let span = guide::Span { column: at, first, last };
            guide::validate(worksheet, column, span)?;
            if sheet.name != "方案" {
                guide::colour(worksheet, column, span, width_of(&outs))?;
            }
        }
        let Some(source) = out.source else { continue };
        for (index, row) in data.rows.iter().enumerate() {
            let Some(value) = row.get(source).filter(|value| !value.is_empty()) else { continue };
            let line = first + u32::try_from(index).unwrap_or(0);
            match (kind, value.parse::<f64>()) {
                (Kind::Count | Kind::Score, Ok(figure)) => worksheet.write_with_format(line, at, figure, &number)?,
                _ if out.header.starts_with("考官") => match value.parse::<f64>() {
                    Ok(figure) => worksheet.write_with_format(line, at, figure, &number)?,
                    Err(_) => worksheet.write_with_format(line, at, value, &text)?,
                },
                _ => worksheet.write_with_format(line, at, value, format)?,
            };
        }
    }
    if sheet.name == "方案" {
        choices_of_plan(worksheet, &data, first)?;
    }
    guide::protect(worksheet, width_of(&outs))?;
    // The name stays in sight where the table is wide.
    let names = outs.iter().position(|out| out.header == "姓名").filter(|at| *at < 4).map_or(0, |at| at + 1);
    worksheet.set_freeze_panes(first, u16::try_from(names).unwrap_or(0))?;
    worksheet.set_landscape().set_paper_size(9).set_repeat_rows(0, head)?.set_print_fit_to_pages(1, 0);
    worksheet.set_header(format!("&C{}", sheet.purpose)).set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

/// The sheet's columns; the data's own where the schema has none, before 备注.
fn columns<'a>(sheet: &'a Sheet, data: &Rows) -> Vec<Out<'a>> {
    let source = |key: &str| data.keys.iter().position(|own| own == key);
    let mut outs: Vec<Out<'a>> = sheet
        .columns
        .iter()
        .filter(|column| column.offered || source(column.key).is_some())
        .map(|column| Out { column: Some(column), header: column.label.to_owned(), source: source(column.key) })
        .collect();
    for (index, key) in data.keys.iter().enumerate() {
        if !sheet.columns.iter().any(|column| column.key == key) {
            // 2009年考核 stands where 年度考核 would, which it replaces.
            let at = outs.iter().position(|out| out.header == "报名时间").unwrap_or(outs.len());
            outs.insert(at, Out { column: None, header: key.clone(), source: Some(index) });
        }
    }
    if outs.iter().any(|out| out.column.is_none() && out.header.ends_with("年考核")) {
        outs.retain(|out| out.header != "年度考核");
    }
    outs
}

fn header(worksheet: &mut Worksheet, outs: &[Out<'_>], grouped: bool) -> Result<(), XlsxError> {
    let format = |required: bool| {
        Format::new()
            .set_bold()
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(if required { 0xFCE4D6 } else { 0xDDEBF7 }))
    };
    let mut at = 0;
    while let Some(out) = outs.get(at) {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        let required = out.column.is_some_and(|column| column.required);
        match out.column.and_then(|column| column.group) {
            Some(group) => {
                let same = outs
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|next| next.column.and_then(|column| column.group) == Some(group))
                    .count();
                let end = column + u16::try_from(same).unwrap_or(1) - 1;
                worksheet.merge_range(0, column, 0, end, group, &format(false))?;
                for offset in 0..same {
                    let Some(inner) = outs.get(at + offset) else { continue };
                    let own = inner.column.is_some_and(|column| column.required);
                    let place = column + u16::try_from(offset).unwrap_or(0);
                    worksheet.write_with_format(1, place, &inner.header, &format(own))?;
                    note(worksheet, 1, place, inner)?;
                }
                at += same;
            }
            None => {
                if grouped {
                    worksheet.merge_range(0, column, 1, column, &out.header, &format(required))?;
                } else {
                    worksheet.write_with_format(0, column, &out.header, &format(required))?;
                }
                note(worksheet, 0, column, out)?;
                at += 1;
            }
        }
    }
    Ok(())
}

fn note(worksheet: &mut Worksheet, row: u32, at: u16, out: &Out<'_>) -> Result<(), XlsxError> {
    match out.column {
        Some(column) => guide::note(worksheet, row, at, column),
        None => Ok(()),
    }
}

fn width_of(outs: &[Out<'_>]) -> u16 {
    u16::try_from(outs.len()).unwrap_or(u16::MAX)
}

/// Lists for the plan's items that are chosen from a few words.
fn choices_of_plan(worksheet: &mut Worksheet, data: &Rows, first: u32) -> Result<(), XlsxError> {
    for (index, row) in data.rows.iter().enumerate() {
        let Some(item) = row.first().and_then(|key| ITEMS.iter().find(|item| item.key == key)) else { continue };
        if let ItemKind::Choice(words) = item.kind {
            let line = first + u32::try_from(index).unwrap_or(0);
            let rule = DataValidation::new().allow_list_strings(words)?.set_error_message("请从下拉列表中选择。")?;
            worksheet.add_data_validation(line, 1, line, 1, &rule)?;
        }
    }
    worksheet.set_column_width(0, 24)?.set_column_width(1, 46)?.set_column_width(2, 60)?;
    Ok(())
}

fn width(kind: Kind, header: &str) -> f64 {
    let least = header.chars().count() as f64 * 2.0 + 2.0;
    let usual: f64 = match kind {
        Kind::IdNumber => 22.0,
        Kind::LongText => 40.0,
        Kind::Name => 12.0,
        Kind::Phone | Kind::Code => 14.0,
        Kind::Month | Kind::Date => 12.0,
        Kind::Score | Kind::Count => 8.0,
        Kind::Choice(_) => 10.0,
        Kind::Text => 14.0,
    };
    usual.max(least.min(16.0))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;
    use crate::workbook::file::open_bytes;

    #[test]
    fn a_blank_sheet_of_marks_says_where_the_marks_go() {
        let bytes = workbook(|_| None).unwrap();
        let book = open_bytes("轮次.xlsx".to_owned(), &bytes).unwrap();
        let sheet = book.sheets.iter().find(|sheet| sheet.name == "面试打分").unwrap();
        let header: Vec<String> = sheet.rows.iter().flatten().map(|cell| cell.show().to_string()).collect();
        for judge in 1..=JUDGES {
            assert!(header.contains(&format!("考官{judge}")), "{header:?}");
        }
    }
}
