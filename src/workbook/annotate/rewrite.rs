//! The copy written anew, from a workbook of any format: values, merged cells and dates are kept; fonts, colours and pictures of the
//! original are not.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Url, Workbook, Worksheet, XlsxError};

use super::list::{HEAD, WIDTHS, lines};
use super::{AnnotateError, ERROR, LIST, Marks, WARNING, cut, marks};
use crate::problem::{Problem, Severity};
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};

/// Makes the copy, as the bytes of a .xlsx file.
pub(super) fn annotate(book: &RawBook, problems: &[Problem]) -> Result<Vec<u8>, AnnotateError> {
    let mut out = Workbook::new();
    let created = rust_xlsxwriter::ExcelDateTime::from_ymd(2012, 1, 1)?;
    out.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    let mut names = Vec::new();
    // The list of an earlier check is not carried on.
    for sheet in book.sheets.iter().filter(|sheet| sheet.name != LIST) {
        let worksheet = out.add_worksheet();
        let name = sheet_name(&sheet.name, &names);
        worksheet.set_name(&name)?;
        if sheet.hidden {
            worksheet.set_hidden(true);
        }
        fill(worksheet, sheet, &marks(&sheet.name, problems), &formats)?;
        names.push((sheet.name.clone(), name));
    }
    list(out.add_worksheet(), problems, &names)?;
    Ok(out.save_to_buffer()?)
}

/// A name Excel accepts, as near to the sheet's own as may be.
fn sheet_name(name: &str, taken: &[(String, String)]) -> String {
    let clean: String = name.chars().map(|c| if "[]:*?/\\".contains(c) { '_' } else { c }).collect();
    let clean: String = clean.trim_matches('\'').chars().take(28).collect();
    let clean = if clean.is_empty() { "表".to_owned() } else { clean };
    let free = |name: &str| name != LIST && !taken.iter().any(|(_, other)| other.to_lowercase() == name.to_lowercase());
    if free(&clean) {
        return clean;
    }
    (2..).map(|number| format!("{clean}_{number}")).find(|name| free(name)).unwrap_or(clean)
}

struct Formats {
    error: Color,
    warning: Color,
}

impl Formats {
    fn new() -> Self {
        Self { error: Color::RGB(ERROR), warning: Color::RGB(WARNING) }
    }

    /// The format of a cell: codes stay text, dates dates, and what is wrong is coloured.
    fn of(&self, value: &CellValue, mark: Option<&(bool, Vec<String>)>) -> Format {
        let format = Format::new().set_align(FormatAlign::VerticalCenter);
        let format = match value {
            CellValue::Date(_) => format.set_num_format("yyyy-mm-dd"),
            CellValue::Moment(_) => format.set_num_format("yyyy-mm-dd h:mm"),
            CellValue::Number { decimals: Some(places), .. } => {
                let zeros = "0".repeat(usize::from(*places));
                format.set_num_format(if zeros.is_empty() { "0".to_owned() } else { format!("0.{zeros}") })
            }
            CellValue::Number { .. } | CellValue::Bool(_) | CellValue::Uncomputed(_) => format,
            _ => format.set_num_format("@"),
        };
        match mark {
            Some((true, _)) => format.set_background_color(self.error).set_border(FormatBorder::Thin),
            Some((false, _)) => format.set_background_color(self.warning).set_border(FormatBorder::Thin),
            None => format,
        }
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &RawSheet, marks: &Marks, formats: &Formats) -> Result<(), XlsxError> {
    for &(top, left, bottom, right) in sheet.merged.regions() {
        let (Ok(first), Ok(last)) = (u16::try_from(left), u16::try_from(right)) else { continue };
        if (top, first) != (bottom, last) {
            // Regions that lie over one another, as damaged files have them, are left out.
            worksheet.merge_range(top, first, bottom, last, "", &Format::new()).ok();
        }
    }
    let mut marked = marks.clone();
    for (row, cells) in sheet.rows.iter().enumerate() {
        let Ok(row) = u32::try_from(row) else { break };
        for (column, value) in cells.iter().enumerate() {
            let Ok(column) = u16::try_from(column) else { break };
            let mark = marked.remove(&(row, u32::from(column)));
            if *value == CellValue::Empty && mark.is_none() {
                continue;
            }
            put(worksheet, row, column, value, &formats.of(value, mark.as_ref()))?;
            if let Some((_, sentences)) = mark {
                note(worksheet, row, column, &sentences)?;
            }
        }
    }
    for ((row, column), mark) in marked {
        let Ok(column) = u16::try_from(column) else { continue };
        worksheet.write_blank(row, column, &formats.of(&CellValue::Empty, Some(&mark)))?;
        note(worksheet, row, column, &mark.1)?;
    }
    Ok(())
}

fn put(worksheet: &mut Worksheet, row: u32, column: u16, value: &CellValue, format: &Format) -> Result<(), XlsxError> {
    match value {
        CellValue::Empty => worksheet.write_blank(row, column, format)?,
        CellValue::Text(text)
        | CellValue::Error(text)
        | CellValue::Ditto(text)
        | CellValue::Twofold(text)
        | CellValue::Told(text) => worksheet.write_string_with_format(row, column, cut(text), format)?,
        CellValue::Number { value, .. } => worksheet.write_number_with_format(row, column, *value, format)?,
        CellValue::Date(date) => worksheet.write_datetime_with_format(row, column, date, format)?,
        CellValue::Moment(moment) => worksheet.write_datetime_with_format(row, column, moment, format)?,
        CellValue::Bool(value) => worksheet.write_boolean_with_format(row, column, *value, format)?,
        CellValue::Uncomputed(formula) => {
            worksheet.write_string_with_format(row, column, cut(&format!("={formula}")), format)?
        }
    };
    Ok(())
}

fn note(worksheet: &mut Worksheet, row: u32, column: u16, sentences: &[String]) -> Result<(), XlsxError> {
    let text = sentences.join("\n");
    let lines = text.chars().count() / 18 + sentences.len() + 1;
    let height = u32::try_from(lines.min(20)).unwrap_or(20) * 20;
    worksheet.insert_note(row, column, &Note::new(text).set_author(super::AUTHOR).set_width(260).set_height(height))?;
    Ok(())
}

/// All problems, worst first, each with a link to its cell.
fn list(worksheet: &mut Worksheet, problems: &[Problem], names: &[(String, String)]) -> Result<(), XlsxError> {
    worksheet.set_name(LIST)?;
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_EBF7)).set_border(FormatBorder::Thin);
    for (column, word) in HEAD.iter().enumerate() {
        worksheet.write_string_with_format(0, u16::try_from(column).unwrap_or(0), *word, &head)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let name = |own: &str| names.iter().find(|(read, _)| read == own).map(|(_, name)| name.as_str());
    for (index, line) in lines(problems, name).enumerate() {
        let row = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for (column, text) in line.texts.iter().enumerate() {
            let at = u16::try_from(column).unwrap_or(0);
            match line.target.as_ref().filter(|_| column == 1) {
                Some(target) => {
                    worksheet.write_url(row, at, Url::new(format!("internal:{target}")).set_text(text))?;
                }
                None => drop(worksheet.write_string_with_format(row, at, text, &wrapped)?),
            }
        }
    }
    for (column, width) in WIDTHS.into_iter().enumerate() {
        worksheet.set_column_width(u16::try_from(column).unwrap_or(0), width)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        worksheet.set_tab_color(Color::Red);
    }
    Ok(())
}
