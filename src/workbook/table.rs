//! Rows of data under a header.

use super::cell::CellValue;
use super::file::{RawBook, RawSheet};
use super::header::{Header, Meaning, find, plain};
use super::schema::Sheet;
use crate::problem::{Place, Problem};

/// A table of the workbook.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// What it is.
    pub schema: &'static Sheet,
    /// The sheet.
    pub place: Place,
    /// The rows of data.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The row's place, without a column.
    pub place: Place,
    /// Cells of known columns: index in the schema, column in the sheet from 1, value.
    cells: Vec<(usize, u32, CellValue)>,
    /// Cells of other columns: header, column, value.
    pub others: Vec<(String, u32, CellValue)>,
    schema: &'static Sheet,
    /// The sheet's column of each known column, for cells that are not there.
    positions: std::sync::Arc<Vec<Option<u32>>>,
}

impl Row {
    /// A cell and its place. Empty, at the row's place, if the sheet has no such column.
    pub fn cell(&self, key: &str) -> (&CellValue, Place) {
        static EMPTY: CellValue = CellValue::Empty;
        let Some(index) = self.schema.columns.iter().position(|column| column.key == key) else {
            return (&EMPTY, self.place.clone());
        };
        match self.cells.iter().find(|(at, ..)| *at == index) {
            Some((_, column, value)) => (value, self.place.at(self.place.row, *column)),
            None => {
                let column = self.positions.get(index).copied().flatten().unwrap_or(0);
                (&EMPTY, self.place.at(self.place.row, column))
            }
        }
    }

    /// Whether the sheet has the column at all.
    pub fn has(&self, key: &str) -> bool {
        let index = self.schema.columns.iter().position(|column| column.key == key);
        index.and_then(|index| self.positions.get(index)).is_some_and(Option::is_some)
    }

    /// What the columns are.
    pub fn schema(&self) -> &'static Sheet {
        self.schema
    }

    /// Every cell with its place.
    pub fn all(&self) -> impl Iterator<Item = (Place, &CellValue)> {
        let known = self.cells.iter().map(|(_, column, value)| (*column, value));
        let others = self.others.iter().map(|(_, column, value)| (*column, value));
        known.chain(others).map(|(column, value)| (self.place.at(self.place.row, column), value))
    }

    /// Every known column's key and value, in the order of the schema.
    pub fn known(&self) -> impl Iterator<Item = (&'static str, &CellValue)> {
        let schema = self.schema;
        self.cells.iter().filter_map(move |(index, _, value)| Some((schema.columns.get(*index)?.key, value)))
    }
}

/// Finds a sheet's table in the workbook. A sheet of the right name counts first; failing that, a sheet whose header fits.
pub(super) fn table(book: &RawBook, schema: &'static Sheet, problems: &mut Vec<Problem>) -> Option<Table> {
    let called = |raw: &&RawSheet| {
        let name = plain(&raw.name);
        name == schema.name || schema.synonyms.contains(&name.as_str())
    };
    let raw = book.sheets.iter().find(called)?;
    let place = Place::sheet(&book.file, &raw.name);
    if raw.rows.iter().all(|row| row.iter().all(CellValue::is_blank)) {
        return None;
    }
    let Some(header) = find(raw, schema) else {
        let wanted: Vec<&str> =
            schema.columns.iter().filter(|column| column.required).map(|column| column.key).collect();
        problems.push(
            Problem::error("header", place, "找不到表头")
                .advice(format!("请检查表头是否有“{}”等列名。", wanted.join("”“"))),
        );
        return None;
    };
    report_columns(&header, schema, &place, problems);
    let rows = rows(raw, &header, schema, &place);
    Some(Table { schema, place, rows })
}

fn report_columns(header: &Header, schema: &'static Sheet, place: &Place, problems: &mut Vec<Problem>) {
    let row = u32::try_from(header.row + 1).unwrap_or(0);
    for (column, meaning) in header.columns.iter().enumerate() {
        if let Meaning::Repeated(index) = meaning {
            let key = schema.columns.get(*index).map_or("", |column| column.key);
            let at = place.at(row, u32::try_from(column + 1).unwrap_or(0));
            problems.push(
                Problem::warning("repeated-column", at, format!("“{key}”有两列，只用前面的一列"))
                    .advice("请删去多余的一列，或者改成别的列名。"),
            );
        }
    }
    for (index, column) in schema.columns.iter().enumerate() {
        if column.required && !header.columns.contains(&Meaning::Known(index)) {
            problems.push(
                Problem::error("missing-column", place.at(row, 0), format!("表头缺“{}”列", column.key))
                    .advice(format!("请在表头加上“{}”。", column.key)),
            );
        }
    }
}

fn rows(raw: &RawSheet, header: &Header, schema: &'static Sheet, place: &Place) -> Vec<Row> {
    let mut positions = vec![None; schema.columns.len()];
    for (column, meaning) in header.columns.iter().enumerate() {
        if let Meaning::Known(index) = meaning
            && let Some(slot) = positions.get_mut(*index)
        {
            *slot = u32::try_from(column + 1).ok();
        }
    }
    let positions = std::sync::Arc::new(positions);
    let mut out = Vec::new();
    for (at, cells) in raw.rows.iter().enumerate().skip(header.data) {
        let place = place.at(u32::try_from(at + 1).unwrap_or(u32::MAX), 0);
        let mut row = Row { place, cells: Vec::new(), others: Vec::new(), schema, positions: positions.clone() };
        for (column, meaning) in header.columns.iter().enumerate() {
            let value = value_at(raw, at, column, cells);
            let number = u32::try_from(column + 1).unwrap_or(u32::MAX);
            match meaning {
                Meaning::Known(index) if !value.is_blank() => row.cells.push((*index, number, value)),
                Meaning::Unknown(name) if !value.is_blank() => row.others.push((name.clone(), number, value)),
                _ => {}
            }
        }
        if !is_data(&row, raw, header, at) {
            continue;
        }
        out.push(row);
    }
    out
}

/// A cell's value; below a merged cell's first row, the merged cell's value.
fn value_at(raw: &RawSheet, row: usize, column: usize, cells: &[CellValue]) -> CellValue {
    let own = cells.get(column).cloned().unwrap_or_default();
    if !own.is_blank() {
        return own;
    }
    let (r, c) = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
    // Only cells merged downwards repeat their value; a title merged sideways does not.
    let covering =
        raw.merged.iter().find(|(r0, c0, r1, c1)| r1 > r0 && c0 == c1 && (*r0..=*r1).contains(&r) && *c0 == c);
    covering.and_then(|(r0, c0, ..)| raw.rows.get(*r0 as usize)?.get(*c0 as usize)).cloned().unwrap_or_default()
}

/// Whether a row holds data: not blank, not the header once more, not a note or a line for signatures below the table.
fn is_data(row: &Row, raw: &RawSheet, header: &Header, at: usize) -> bool {
    if row.cells.is_empty() && row.others.is_empty() {
        return false;
    }
    let here = raw.rows.get(at).map(|cells| cells.iter().map(|cell| plain(&cell.show())).collect::<Vec<_>>());
    let above = raw.rows.get(header.row).map(|cells| cells.iter().map(|cell| plain(&cell.show())).collect::<Vec<_>>());
    if here == above {
        return false;
    }
    let texts: Vec<String> = row.cells.iter().map(|(_, _, value)| plain(&value.show())).collect();
    if let [only] = texts.as_slice()
        && row.others.is_empty()
    {
        let note = [
            "注：",
            "注:",
            "说明",
            "备注：",
            "填表",
            "制表",
            "审核",
            "单位负责人",
            "合计",
            "总计",
            "共计",
            "（此表",
            "附：",
        ];
        if note.iter().any(|start| only.starts_with(start)) {
            return false;
        }
    }
    let signature = ["填表人：", "填表人:", "制表人：", "审核人：", "负责人：", "填报单位"];
    !texts.iter().any(|text| signature.iter().any(|start| text.starts_with(start)))
}
