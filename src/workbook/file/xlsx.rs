//! .xlsx, .xlsm and .xlsb: cells one after another as they stand in the file, so that a cell in the last corner costs nothing.

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xlsb, XlsbError, Xlsx, XlsxError, XlsxFormulaMetadata};

use super::super::cell::CellValue;
use super::grid::{Budget, Grid};
use super::merged::Merged;
use super::number_format::NumberFormat;
use super::{Fault, RawSheet, Unseen, cells};

/// Reads a .xlsx file.
pub(super) fn read(bytes: &[u8], formulas: bool) -> Result<Vec<RawSheet>, Fault> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let mut budget = Budget::new();
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut out = Vec::new();
    for (name, hidden) in sheets {
        // A sheet that is a chart has no cells.
        let mut grid = match cells_of(&mut book, &name, &mut budget) {
            Ok(grid) => grid,
            Err(Fault::NoSheet) => continue,
            Err(fault) => return Err(fault),
        };
        if formulas {
            uncomputed(&mut book, &name, &mut grid, &mut budget)?;
        }
        // Read as if nothing were merged, numbers of posts and names would stand in the first row only.
        let regions = book.merge_cells_by_sheet_name(&name).map_err(|error| fault(&error))?;
        out.push(RawSheet {
            name,
            rows: grid.finish(),
            merged: Merged::of(&regions),
            hidden,
            unseen: Unseen::default(),
            notes: Vec::new(),
            pictures: Vec::new(),
            unread_pictures: 0,
        });
    }
    drop(book);
    super::pictures::place(&mut out, bytes);
    super::unseen::find(&mut out, bytes);
    super::notes::find(&mut out, bytes);
    Ok(out)
}

fn cells_of(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, budget: &mut Budget) -> Result<Grid, Fault> {
    let mut grid = Grid::default();
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| fault(&error))?;
    let formats: Vec<Option<NumberFormat>> = reader
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref()?;
            // Those that depend on the language have no text.
            let numbered =
                format.format_id.filter(|_| format.format_code == "General").and_then(NumberFormat::built_in);
            Some(numbered.unwrap_or_else(|| NumberFormat::of(&format.format_code)))
        })
        .collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| fault(&error))? {
        let (row, column) = cell.get_position();
        let value = cells::value(Data::from(cell.get_value().clone()), formats.get(style).and_then(Option::as_ref));
        grid.put(row, column, value, budget)?;
    }
    Ok(grid)
}

/// Formulas whose result was never saved: their cells look empty.
fn uncomputed(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, grid: &mut Grid, budget: &mut Budget) -> Result<(), Fault> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|error| fault(&error))?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|error| fault(&error))? {
        let (row, column) = record.pos;
        let Some(formula) = record.formula else { continue };
        if !grid.is_empty(row, column) {
            continue;
        }
        let text = match formula {
            XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula,
            _ => String::new(),
        };
        grid.put(row, column, CellValue::Uncomputed(text), budget)?;
    }
    Ok(())
}

fn fault(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Encrypted,
        XlsxError::NotAWorksheet(_) => Fault::NoSheet,
        _ => Fault::Damaged,
    }
}

/// Reads a .xlsb file. `media`: how many pictures the package holds; they are not read.
pub(super) fn read_binary(bytes: &[u8], media: u32) -> Result<Vec<RawSheet>, Fault> {
    let fault = |error: &XlsbError| match error {
        XlsbError::Password => Fault::Encrypted,
        _ => Fault::Damaged,
    };
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let mut budget = Budget::new();
    let sheets: Vec<(String, bool, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| {
            let cells = sheet.typ == calamine::SheetType::WorkSheet;
            (sheet.name.clone(), sheet.visible != SheetVisible::Visible, cells)
        })
        .collect();
    let mut out = Vec::new();
    for (name, hidden, has_cells) in sheets {
        if !has_cells {
            continue;
        }
        let mut grid = Grid::default();
        let mut reader = book.worksheet_cells_reader(&name).map_err(|error| fault(&error))?;
        while let Some(cell) = reader.next_cell().map_err(|error| fault(&error))? {
            let (row, column) = cell.get_position();
            grid.put(row, column, cells::value(Data::from(cell.get_value().clone()), None), &mut budget)?;
        }
        out.push(RawSheet {
            name,
            rows: grid.finish(),
            merged: Merged::default(),
            hidden,
            unseen: Unseen::default(),
            notes: Vec::new(),
            pictures: Vec::new(),
            unread_pictures: media,
        });
    }
    Ok(out)
}
