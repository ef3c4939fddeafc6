//! .xls and .et (BIFF5, BIFF8): looked through first, then read.

use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xls, XlsError};

use super::super::cell::CellValue;
use super::compound::{Compound, STREAMS};
use super::grid::{Budget, Grid};
use super::merged::Merged;
use super::{Fault, RawSheet, Unseen, biff, cells, drawing};

/// Reads a compound file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawSheet>, Fault> {
    let compound = Compound::open(bytes).ok_or(Fault::Damaged)?;
    if compound.has("EncryptedPackage") {
        return Err(Fault::Encrypted);
    }
    let Some(stream) = STREAMS.iter().find_map(|name| compound.stream(name)) else {
        let words =
            [("WordDocument", "是 Word 文档"), ("PowerPoint Document", "是幻灯片"), ("VisioDocument", "是 Visio 图")];
        let what = words.iter().find(|(name, _)| compound.has(name)).map_or("认不出格式", |(_, what)| what);
        return Err(Fault::Other(what));
    };
    let scan = biff::scan(&stream)?;
    let mut drawings = drawing::read(&stream).into_iter();
    drop((stream, compound));
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Fault::Encrypted,
        _ => Fault::Damaged,
    })?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut budget = Budget::new();
    let mut out = Vec::new();
    for (index, (name, hidden)) in sheets.into_iter().enumerate() {
        let drawn = drawings.next().unwrap_or_default();
        // A sheet that is a chart has none, and is no error; one that cannot be read holds people.
        let range = book.worksheet_range(&name).map_err(|_| Fault::Damaged)?;
        let mut grid = Grid::default();
        let start = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = (start.0 + u32::try_from(row).unwrap_or(u32::MAX), start.1 + u32::try_from(column).unwrap_or(0));
            let value = cells::value(data.clone(), scan.format(index, at));
            grid.put(at.0, at.1, value, &mut budget)?;
        }
        if let Ok(formulas) = book.worksheet_formula(&name) {
            let start = formulas.start().unwrap_or_default();
            for (row, column, formula) in formulas.used_cells() {
                let at =
                    (start.0 + u32::try_from(row).unwrap_or(u32::MAX), start.1 + u32::try_from(column).unwrap_or(0));
                if grid.is_empty(at.0, at.1) && !formula.is_empty() {
                    grid.put(at.0, at.1, CellValue::Uncomputed(formula.clone()), &mut budget)?;
                }
            }
        }
        let regions = book.merge_cells_by_sheet_name(&name).map_err(|_| Fault::Damaged)?;
        out.push(RawSheet {
            name,
            rows: grid.finish(),
            merged: Merged::of(&regions),
            hidden,
            unseen: Unseen::default(),
            notes: Vec::new(),
            pictures: drawn.pictures,
            unread_pictures: drawn.unread,
        });
    }
    Ok(out)
}
