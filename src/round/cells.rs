//! Where the cells of a row stand.

use std::collections::BTreeMap;

use crate::problem::Place;

/// Where the cells of a row stand, so that what does not add up can be named with its cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells(BTreeMap<&'static str, u32>);

impl Cells {
    /// The columns of a row: key, and column from 1.
    pub fn new(columns: impl IntoIterator<Item = (&'static str, u32)>) -> Self {
        Self(columns.into_iter().filter(|(_, column)| *column > 0).collect())
    }

    /// The cell of a column in a row; the row if the sheet has no such column.
    pub fn at(&self, row: &Place, key: &str) -> Place {
        self.0.get(key).map_or_else(|| row.clone(), |column| row.at(row.row, *column))
    }
}
