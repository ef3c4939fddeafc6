//! A row of a table: its cells by what their columns are, and the person's form behind them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::problem::Place;
use crate::workbook::cell::CellValue;
use crate::workbook::form::FormCells;
use crate::workbook::header::{Item, List};
use crate::workbook::schema::Sheet;

/// A part of a relative or of a period: what it is, its cell, its value.
pub(in crate::workbook) type ItemPart<'r> = (&'static str, &'r Place, &'r CellValue);

/// A row.
#[derive(Debug, Clone)]
pub(in crate::workbook) struct Row {
    /// The row's place, without a column.
    pub place: Place,
    /// Cells of known columns: index in the schema, column in the sheet from 1, value; by index.
    pub(super) cells: Vec<(usize, u32, CellValue)>,
    /// Cells of other columns: header, column, value.
    pub others: Vec<(Arc<str>, u32, CellValue)>,
    /// Cells of columns that hold parts of relatives and periods, also of the further lines of a person.
    pub items: Vec<(Item, Place, CellValue)>,
    pub(super) schema: &'static Sheet,
    /// The sheet's column of each known column, for cells that are not there.
    pub(super) positions: Arc<Vec<Option<u32>>>,
    /// The person's 干部任免审批表, which says what the sheet does not.
    pub form: Option<Arc<FormCells>>,
    /// Where a form lies that is, or may be, the person's and cannot be read: what it says is not known to be nothing.
    pub unread_form: Option<Place>,
    /// Whether it is open what the row is at all, which has been told.
    pub doubtful: bool,
}

impl Row {
    /// A row with nothing in it yet; `positions` are the sheet's columns, from 1, of the schema's.
    pub(super) fn new(place: Place, schema: &'static Sheet, positions: Arc<Vec<Option<u32>>>) -> Self {
        Self {
            place,
            cells: Vec::new(),
            others: Vec::new(),
            items: Vec::new(),
            schema,
            positions,
            form: None,
            unread_form: None,
            doubtful: false,
        }
    }

    /// A row that is nothing but a form.
    pub fn of_form(form: FormCells, schema: &'static Sheet) -> Self {
        let positions = Arc::new(vec![None; schema.columns.len()]);
        let place = Place::file(form.file());
        Self { form: Some(Arc::new(form)), ..Self::new(place, schema, positions) }
    }

    /// A cell and its place; what the sheet leaves open, the form says. Empty, at the row's place, if the sheet has no such column.
    pub fn cell(&self, key: &str) -> (&CellValue, Place) {
        match self.find(key) {
            Found::Cell(value, column) => (value, self.place.at(self.place.row, column)),
            Found::Form(value, place) => (value, place.clone()),
        }
    }

    /// The cell of a column by its index in the schema.
    pub fn cell_at(&self, index: usize) -> (&CellValue, Place) {
        match self.find_at(index) {
            Found::Cell(value, column) => (value, self.place.at(self.place.row, column)),
            Found::Form(value, place) => (value, place.clone()),
        }
    }

    /// The value of a column by its index in the schema.
    pub fn value_at(&self, index: usize) -> &CellValue {
        match self.find_at(index) {
            Found::Cell(value, _) | Found::Form(value, _) => value,
        }
    }

    /// A cell.
    pub fn value(&self, key: &str) -> &CellValue {
        match self.find(key) {
            Found::Cell(value, _) | Found::Form(value, _) => value,
        }
    }

    /// What the sheet itself has in a column.
    pub fn own(&self, key: &str) -> Option<(&CellValue, Place)> {
        let index = self.schema.index(key)?;
        let found = self.cells.binary_search_by_key(&index, |(at, ..)| *at).ok()?;
        let (_, column, value) = self.cells.get(found)?;
        Some((value, self.place.at(self.place.row, *column)))
    }

    fn find(&self, key: &str) -> Found<'_> {
        let index = self.schema.index(key);
        index.map_or(Found::Cell(&EMPTY, 0), |index| self.find_at(index))
    }

    fn find_at(&self, index: usize) -> Found<'_> {
        let cell = self.cells.binary_search_by_key(&index, |(at, ..)| *at).ok().and_then(|found| self.cells.get(found));
        if let Some((_, column, value)) = cell {
            return Found::Cell(value, *column);
        }
        let column = self.positions.get(index).copied().flatten();
        match (&self.form, column) {
            (Some(form), column) => {
                match form.cell(self.schema.columns.get(index).map_or("", |own| own.key), column.is_none()) {
                    Some((value, place)) => Found::Form(value, place),
                    None => Found::Cell(&EMPTY, column.unwrap_or(0)),
                }
            }
            (None, column) => Found::Cell(&EMPTY, column.unwrap_or(0)),
        }
    }

    /// Whether the sheet has the column at all, or the form the field.
    pub fn has(&self, key: &str) -> bool {
        let index = self.schema.index(key);
        index.and_then(|index| self.positions.get(index)).is_some_and(Option::is_some)
            || self.form.as_ref().is_some_and(|form| form.has(key))
    }

    /// What the columns are.
    pub fn schema(&self) -> &'static Sheet {
        self.schema
    }

    /// Every cell with its column, from 1.
    pub fn filled(&self) -> impl Iterator<Item = (u32, &CellValue)> {
        let known = self.cells.iter().map(|(_, column, value)| (*column, value));
        let items = self.items.iter().map(|(_, place, value)| (place.column, value));
        known.chain(self.others.iter().map(|(_, column, value)| (*column, value))).chain(items)
    }

    /// The relatives or the periods that the sheet has in columns: the parts of each, line by line and from left to right.
    pub fn items(&self, list: List) -> Vec<Vec<ItemPart<'_>>> {
        let mut out: BTreeMap<(u32, usize), Vec<ItemPart<'_>>> = BTreeMap::new();
        for (item, place, value) in self.items.iter().filter(|(item, ..)| item.list == list) {
            out.entry((place.row, item.number)).or_default().push((item.part, place, value));
        }
        out.into_values().collect()
    }

    /// Every known column's key and value, in the order of the schema.
    pub fn known(&self) -> impl Iterator<Item = (&'static str, &CellValue)> {
        let schema = self.schema;
        self.cells.iter().filter_map(move |(index, _, value)| Some((schema.columns.get(*index)?.key, value)))
    }

    /// Puts in a cell what has been told already and says nothing sure.
    pub(super) fn waits_for(&mut self, key: &str, shown: &str) {
        self.fill(key, CellValue::Told(shown.to_owned()));
    }

    /// Puts something in a cell.
    pub(super) fn fill(&mut self, key: &str, value: CellValue) {
        let Some(index) = self.schema.index(key) else { return };
        match self.cells.binary_search_by_key(&index, |(at, ..)| *at) {
            Ok(found) => {
                if let Some((.., own)) = self.cells.get_mut(found) {
                    *own = value;
                }
            }
            Err(at) => {
                let column = self.positions.get(index).copied().flatten().unwrap_or(0);
                self.cells.insert(at, (index, column, value));
            }
        }
    }

    /// Takes in the lines of a person who occupies several rows: what stands in them goes below what stands here.
    pub(super) fn take_in(&mut self, more: Row) {
        self.items.extend(more.items);
        for (index, column, value) in more.cells {
            match self.cells.binary_search_by_key(&index, |(at, ..)| *at) {
                Ok(found) => {
                    if let Some((.., own)) = self.cells.get_mut(found) {
                        *own = CellValue::Text(format!("{}\n{}", own.show(), value.show()));
                    }
                }
                Err(place) => self.cells.insert(place, (index, column, value)),
            }
        }
        for (header, column, value) in more.others {
            match self.others.iter_mut().find(|(.., at, _)| *at == column) {
                Some((.., own)) => *own = CellValue::Text(format!("{}\n{}", own.show(), value.show())),
                None => self.others.push((header, column, value)),
            }
        }
    }
}

static EMPTY: CellValue = CellValue::Empty;

/// Where a cell was found.
enum Found<'r> {
    /// In the sheet: its column from 1, 0 if there is none.
    Cell(&'r CellValue, u32),
    /// In the form.
    Form(&'r CellValue, &'r Place),
}
