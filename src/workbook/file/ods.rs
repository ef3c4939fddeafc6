//! .ods (ODF 1.2 content.xml).
//!
//! Read here and not by calamine, because three things are needed that it does not give: what a number shows (1975.10 is
//! January or October), which cells are merged, and an end to a file that breaks off or repeats one row a million times.

use std::io::{BufReader, Cursor, Read};

use chrono::{Datelike, NaiveDateTime};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::cell::CellValue;
use super::cells::{moment_or_day, text_or_error};
use super::grid::{Budget, COLUMNS, Grid};
use super::merged::Merged;
use super::number_format::{month, shown_code};
use super::{Fault, RawNote, RawPicture, RawSheet, Unseen};
use crate::language::date::PartialDate;

/// The largest picture that is read from the package, in bytes.
const LARGEST: u64 = 64 << 20;

/// The most merged cells of a sheet that are looked at.
const MERGED: usize = 4_000_000;

/// Reads a .ods file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawSheet>, Fault> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if let Some(manifest) = super::package::part(bytes, "META-INF/manifest.xml", 1 << 20)
        && String::from_utf8_lossy(&manifest).contains("encryption-data")
    {
        return Err(Fault::Encrypted);
    }
    let content = zip.by_name("content.xml").map_err(|_| Fault::Damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().check_end_names = false;
    let mut state = State::default();
    let mut budget = Budget::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Fault::Damaged)? {
            Event::Start(start) => state.open(&start, &mut budget)?,
            Event::Empty(start) => {
                state.open(&start, &mut budget)?;
                let name = start.name();
                state.close(name.as_ref(), &mut budget)?;
            }
            Event::End(end) => {
                let name = end.name();
                state.close(name.as_ref(), &mut budget)?;
            }
            Event::Text(text) => state.text(&text.xml10_content()),
            Event::CData(text) => state.text(&text.xml10_content()),
            Event::GeneralRef(entity) => state.text(&entity_text(entity.as_ref()).ok_or(Fault::Damaged)?),
            // Entities of a document's own can be made to unfold without end; office programs write none.
            Event::DocType(_) => return Err(Fault::Damaged),
            Event::Eof => break,
            _ => {}
        }
    }
    if state.table.is_some() {
        return Err(Fault::Damaged);
    }
    drop(reader);
    for (sheet, images) in state.sheets.iter_mut().zip(state.images) {
        for (row, column, name) in images {
            // A picture that is named but not there stands in its cell with nothing in it, and is told as such.
            let mut bytes = Vec::new();
            if let Ok(part) = zip.by_name(&name) {
                part.take(LARGEST).read_to_end(&mut bytes).ok();
            }
            sheet.pictures.push(RawPicture { row, column, bytes: bytes.into() });
        }
    }
    Ok(state.sheets)
}

/// The five entities of XML, and characters by number.
pub(in crate::workbook) fn entity_text(name: &str) -> Option<String> {
    Some(match name {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        number => {
            let code = number.strip_prefix('#')?;
            let code = match code.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code)?.to_string()
        }
    })
}

/// A cell that is being read.
#[derive(Debug, Default)]
struct Cell {
    columns: u32,
    span: (u32, u32),
    kind: String,
    value: Option<String>,
    error: bool,
    formula: Option<String>,
    text: String,
    paragraphs: u32,
    covered: bool,
}

#[derive(Debug, Default)]
struct Table {
    name: String,
    hidden: bool,
    grid: Grid,
    merged: Vec<(u32, u32, u32, u32)>,
    row: u32,
    column: u32,
    rows: u32,
    /// Whether the row being read is hidden.
    hidden_row: bool,
    unseen: Unseen,
    notes: Vec<RawNote>,
    cells: Vec<(u32, u32, CellValue)>,
    images: Vec<(u32, u32, String)>,
    unread_pictures: u32,
}

#[derive(Debug, Default)]
struct State {
    sheets: Vec<RawSheet>,
    /// The pictures of each sheet: row, column, and the part of the package.
    images: Vec<Vec<(u32, u32, String)>>,
    /// Whether the frame being read has its picture already: others in it say the same in other formats.
    framed: bool,
    table: Option<Table>,
    cell: Option<Cell>,
    /// How deep inside of a note or a drawing, whose text is not the cell's.
    aside: u32,
    /// How deep the note is that is being read; 0 if none is.
    noting: u32,
    /// Whether it is its words that are being read, not who wrote it and when.
    worded: bool,
    /// How deep inside of a table within a table.
    inner: u32,
    hidden_styles: Vec<String>,
    style: String,
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|text| text.parse().ok()).unwrap_or(1).clamp(1, 1_048_576)
}

/// Whether what an element holds is no text of the cell it stands in: notes, pictures and shapes of all kinds, controls.
fn is_aside(name: &str) -> bool {
    name.starts_with("draw:")
        || name.starts_with("dr3d:")
        || matches!(name, "office:annotation" | "office:forms" | "table:shapes" | "text:ruby-text")
}

/// Whether a row is hidden, by hand or by a filter.
fn is_hidden(row: &BytesStart<'_>) -> bool {
    attribute(row, "table:visibility").is_some_and(|shown| matches!(shown.as_str(), "collapse" | "filter"))
}

impl State {
    fn open(&mut self, start: &BytesStart<'_>, budget: &mut Budget) -> Result<(), Fault> {
        let name = start.name();
        let name: &str = name.as_ref();
        if self.aside > 0 || is_aside(name) {
            self.aside += 1;
            match name {
                "office:annotation" => {
                    if let (Some(table), Some(_)) = (&mut self.table, &self.cell) {
                        table.notes.push(RawNote { row: table.row, column: table.column, text: String::new() });
                        self.noting = self.aside;
                    }
                }
                "text:p" => self.worded = true,
                "draw:frame" => self.framed = false,
                "draw:image" if !self.framed => self.image(start),
                _ => {}
            }
            return Ok(());
        }
        match (name, &mut self.table, &mut self.cell) {
            ("style:style", ..) => self.style = attribute(start, "style:name").unwrap_or_default(),
            ("style:table-properties", ..) if attribute(start, "table:display").as_deref() == Some("false") => {
                self.hidden_styles.push(std::mem::take(&mut self.style));
            }
            ("table:table", None, _) => {
                let style = attribute(start, "table:style-name").unwrap_or_default();
                self.table = Some(Table {
                    name: attribute(start, "table:name").unwrap_or_default(),
                    hidden: self.hidden_styles.contains(&style),
                    ..Table::default()
                });
            }
            ("table:table", Some(_), _) => self.inner += 1,
            ("table:table-row", Some(table), _) if self.inner == 0 => {
                table.rows = count(start, "table:number-rows-repeated");
                table.hidden_row = is_hidden(start);
                table.column = 0;
            }
            ("table:table-cell" | "table:covered-table-cell", Some(_), None) if self.inner == 0 => {
                let value = ["office:value", "office:date-value", "office:boolean-value", "office:string-value"]
                    .iter()
                    .find_map(|name| attribute(start, name));
                self.cell = Some(Cell {
                    columns: count(start, "table:number-columns-repeated"),
                    span: (count(start, "table:number-rows-spanned"), count(start, "table:number-columns-spanned")),
                    kind: attribute(start, "office:value-type").unwrap_or_default(),
                    value,
                    error: attribute(start, "calcext:value-type").as_deref() == Some("error"),
                    formula: attribute(start, "table:formula"),
                    covered: name == "table:covered-table-cell",
                    ..Cell::default()
                });
            }
            ("text:p" | "text:h", _, Some(cell)) => {
                if cell.paragraphs > 0 {
                    cell.text.push('\n');
                }
                cell.paragraphs += 1;
            }
            ("text:s", _, Some(cell)) => {
                let spaces = count(start, "text:c") as usize;
                budget.take_text(spaces)?;
                cell.text.extend(std::iter::repeat_n(' ', spaces));
            }
            ("text:tab", _, Some(cell)) => cell.text.push('\t'),
            ("text:line-break", _, Some(cell)) => cell.text.push('\n'),
            _ => {}
        }
        Ok(())
    }

    /// A picture: in the cell that is being read, or laid on the sheet where no cell holds it.
    fn image(&mut self, start: &BytesStart<'_>) {
        let Some(name) = attribute(start, "xlink:href") else { return };
        let name = name.trim_start_matches("./");
        // What a chart looks like is no photograph.
        let Some(table) = self.table.as_mut().filter(|_| name.starts_with("Pictures/") && self.inner == 0) else {
            return;
        };
        self.framed = true;
        match self.cell {
            Some(_) => table.images.push((table.row, table.column, name.to_owned())),
            None => table.unread_pictures += 1,
        }
    }

    fn text(&mut self, text: &str) {
        if self.noting > 0
            && self.worded
            && let Some(note) = self.table.as_mut().and_then(|table| table.notes.last_mut())
        {
            note.text.push_str(text);
        }
        if self.aside == 0
            && let Some(cell) = &mut self.cell
            && cell.paragraphs > 0
        {
            cell.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str, budget: &mut Budget) -> Result<(), Fault> {
        if self.aside > 0 {
            match name {
                "text:p" => self.worded = false,
                "office:annotation" => self.noting = 0,
                _ => {}
            }
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "table:table-cell" | "table:covered-table-cell" if self.inner == 0 => {
                let (Some(cell), Some(table)) = (self.cell.take(), &mut self.table) else { return Ok(()) };
                if cell.span != (1, 1) && table.merged.len() < MERGED {
                    let (rows, columns) = cell.span;
                    let (last, right) = (table.row.saturating_add(rows - 1), table.column.saturating_add(columns - 1));
                    table.merged.push((table.row, table.column, last, right));
                }
                let columns = cell.columns;
                let value = cell.value();
                if value != CellValue::Empty {
                    // The same content in very many columns is a background, not a roster.
                    let room = COLUMNS.saturating_sub(table.column);
                    for offset in 0..columns.min(1024).min(room) {
                        table.cells.push((table.column + offset, 0, value.clone()));
                    }
                }
                table.column = table.column.saturating_add(columns);
            }
            "table:table-row" if self.inner == 0 => {
                let Some(table) = &mut self.table else { return Ok(()) };
                let cells = std::mem::take(&mut table.cells);
                if !cells.is_empty() {
                    for row in table.row..table.row.saturating_add(table.rows) {
                        for (column, _, value) in &cells {
                            table.grid.put(row, *column, value.clone(), budget)?;
                        }
                        if table.hidden_row {
                            table.unseen.hidden.insert(row + 1);
                        }
                    }
                }
                table.row = table.row.saturating_add(table.rows);
            }
            "table:table" if self.inner > 0 => self.inner -= 1,
            "table:table" => {
                if let Some(table) = self.table.take() {
                    self.images.push(table.images);
                    self.sheets.push(RawSheet {
                        name: table.name,
                        rows: table.grid.finish(),
                        merged: Merged::new(table.merged),
                        hidden: table.hidden,
                        unseen: table.unseen,
                        notes: table.notes,
                        pictures: Vec::new(),
                        unread_pictures: table.unread_pictures,
                    });
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Cell {
    fn value(mut self) -> CellValue {
        // A covered cell keeps what stood there before it was merged over; nobody sees it.
        if self.covered {
            return CellValue::Empty;
        }
        let formula =
            self.formula.as_deref().map(|text| text.trim_start_matches("of:").trim_start_matches('=').to_owned());
        if self.error {
            let shown = if self.text.is_empty() { "Err:0".to_owned() } else { self.text };
            return CellValue::Error(shown);
        }
        let value = match (self.kind.as_str(), self.value.take()) {
            ("float" | "currency" | "percentage", Some(text)) => match text.parse::<f64>() {
                Ok(value) if value.is_finite() => {
                    if self.kind == "float"
                        && let Some(code) = shown_code(&self.text, value)
                    {
                        return code;
                    }
                    let decimals = (self.kind == "float").then(|| shown_places(&self.text, value)).flatten();
                    CellValue::Number { value, decimals }
                }
                _ => CellValue::Text(text),
            },
            ("date", Some(text)) => match NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f") {
                Ok(moment) => moment_or_day(moment),
                Err(_) => match text.parse::<PartialDate>().ok().and_then(PartialDate::exact) {
                    // A month is kept as its first day; what is shown tells.
                    Some(date) if date.day() == 1 && is_month(&self.text) => month(date),
                    Some(date) => CellValue::Date(date),
                    None => CellValue::Text(text),
                },
            },
            ("boolean", Some(text)) => CellValue::Bool(text == "true"),
            ("string", Some(text)) if self.paragraphs == 0 => text_or_error(text),
            _ => text_or_error(self.text),
        };
        match (value, formula) {
            (CellValue::Empty, Some(formula)) => CellValue::Uncomputed(formula),
            (value, _) => value,
        }
    }
}

/// Whether what a cell shows is a month without a day.
fn is_month(shown: &str) -> bool {
    shown.trim().parse::<PartialDate>().is_ok_and(|date| date.month().is_some() && date.day().is_none())
}

/// The decimal places a number shows, if what is shown is a plain number that ends in a nought: other numbers say it themselves.
fn shown_places(shown: &str, value: f64) -> Option<u8> {
    let (whole, places) = shown.trim().split_once('.')?;
    let plain = whole.bytes().all(|byte| byte.is_ascii_digit()) && places.bytes().all(|byte| byte.is_ascii_digit());
    let same = shown.trim().parse::<f64>().is_ok_and(|shown| (shown - value).abs() < 1e-9);
    (plain && same).then(|| u8::try_from(places.len()).ok()).flatten()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use std::collections::BTreeSet;
    use std::io::Write;

    use super::*;

    #[test]
    fn shapes_are_no_text_and_hidden_rows_are_noticed() {
        let rows = "<table:table-row><table:table-cell><draw:custom-shape><text:p>审核</text:p></draw:custom-shape><text:p>张三\
            <draw:g><draw:rect><text:p>已阅</text:p></draw:rect></draw:g></text:p></table:table-cell></table:table-row>\
            <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"2\"><table:table-cell><text:p>李四</text:p>\
            </table:table-cell></table:table-row><table:table-row table:visibility=\"filter\"><table:table-cell><text:p>王五</text:p>\
            </table:table-cell></table:table-row><table:table-row table:visibility=\"visible\"><table:table-cell><text:p>赵六</text:p>\
            </table:table-cell></table:table-row><table:table-row table:visibility=\"collapse\"><table:table-cell/></table:table-row>";
        let content = format!("<a><table:table table:name=\"报名\">{rows}</table:table></a>");
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
        let sheets = read(&zip.finish().unwrap().into_inner()).unwrap();
        let sheet = sheets.first().unwrap();
        let texts: Vec<String> = sheet.rows.iter().flatten().map(CellValue::show).collect();
        assert_eq!(texts, ["张三", "李四", "李四", "王五", "赵六"]);
        assert_eq!(sheet.unseen.hidden, BTreeSet::from([2, 3, 4]));
    }
}
