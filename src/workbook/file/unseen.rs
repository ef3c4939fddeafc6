//! Rows of a .xlsx that a clerk does not see, or has struck through. They are read like others; how many they are is told.

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use super::RawSheet;
use super::parts::{Parts, attribute, elements, walk};

/// Finds them for every sheet.
pub(super) fn find(sheets: &mut [RawSheet], package: &[u8]) {
    let Some(mut parts) = Parts::open(package) else { return };
    let paths = parts.sheets();
    let struck = parts.read("xl/styles.xml").map(|xml| struck_styles(&xml)).unwrap_or_default();
    for sheet in sheets {
        let Some(xml) = paths.get(&sheet.name).and_then(|path| parts.read(path)) else { continue };
        // Most sheets have neither, which is told without taking them apart.
        let text = String::from_utf8_lossy(&xml);
        if text.split_once("sheetData").is_some_and(|(_, rows)| rows.contains("hidden=")) {
            sheet.unseen.hidden = hidden_rows(&xml);
        }
        if !struck.is_empty() {
            sheet.unseen.struck = struck_rows(&xml, &struck);
        }
    }
}

/// The styles of cells whose font is struck through.
fn struck_styles(xml: &[u8]) -> BTreeSet<usize> {
    let mut fonts: Vec<bool> = Vec::new();
    let mut out = BTreeSet::new();
    let mut styles = 0;
    walk(xml, |path, start, _| match (path, start) {
        ([.., "fonts", "font"], Some(_)) => fonts.push(false),
        ([.., "fonts", "font", "strike"], Some(start)) => {
            if let Some(font) = fonts.last_mut() {
                *font = attribute(start, "val").is_none_or(|value| value == "1" || value == "true");
            }
        }
        ([.., "cellXfs", "xf"], Some(start)) => {
            let font = attribute(start, "fontId").and_then(|id| id.parse::<usize>().ok());
            if font.and_then(|font| fonts.get(font)).is_some_and(|struck| *struck) {
                out.insert(styles);
            }
            styles += 1;
        }
        _ => {}
    });
    out
}

/// Visits the rows of a sheet and the cells in them, each with the number of its row; a row that does not say it is the next.
fn each_in_rows(xml: &[u8], mut visit: impl FnMut(u32, &BytesStart<'_>)) {
    let mut row: u32 = 0;
    elements(xml, |start| {
        if start.local_name().as_ref() == "row" {
            let number = attribute(start, "r").and_then(|number| number.parse().ok());
            row = number.unwrap_or_else(|| row.saturating_add(1));
        }
        visit(row, start);
    });
}

/// The rows that are hidden.
fn hidden_rows(xml: &[u8]) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    each_in_rows(xml, |row, start| {
        let is_row = start.local_name().as_ref() == "row";
        if is_row && attribute(start, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true")) {
            out.insert(row);
        }
    });
    out
}

/// The rows with at least two cells that are struck through.
fn struck_rows(xml: &[u8], struck: &BTreeSet<usize>) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    let mut cells = 0;
    each_in_rows(xml, |row, start| match start.local_name().as_ref() {
        "row" => cells = 0,
        "c" => {
            let style = attribute(start, "s").and_then(|style| style.parse::<usize>().ok());
            cells += u32::from(style.is_some_and(|style| struck.contains(&style)));
            if cells >= 2 {
                out.insert(row);
            }
        }
        _ => {}
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_are_found_however_the_sheet_is_written() {
        for xml in [
            "<sheetData><row r=\"1\"/><row r=\"2\" hidden=\"1\"><c/></row><row r=\"4\" hidden=\"true\"/></sheetData>",
            "<x:sheetData><x:row r='1'/><x:row\nhidden='1' r='2'/><x:row r=\"4\" hidden=\"1\"/></x:sheetData>",
            "<sheetData><row/><row hidden=\"1\"/><row hidden=\"0\"/><row hidden=\"1\"/></sheetData>",
        ] {
            assert_eq!(hidden_rows(xml.as_bytes()), BTreeSet::from([2, 4]), "{xml}");
        }
    }
}
