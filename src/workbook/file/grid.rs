//! The cells of a sheet while they are read, with bounds on what a file can make the program hold.
//!
//! What a file declares about its size is not believed, and a small file can ask for an enormous table (one cell in the last
//! corner, one text shared by a million cells). So what is held is counted, and too much is refused.

use super::super::cell::CellValue;

/// How many cells a workbook may have, empty ones to the left of filled ones included: forty columns for 400,000 people.
const CELLS: usize = 16_000_000;

/// How many bytes of text a workbook may have.
const TEXT: usize = 256 << 20;

/// Columns beyond this one, counted from 0, hold nothing that belongs to a roster.
pub(super) const COLUMNS: u32 = 4096;

/// Rows beyond Excel's last, counted from 0.
const ROWS: u32 = 1_048_576;

/// The table is larger than any roster, or pretends to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLarge;

/// What all sheets of a workbook together may still hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { cells: CELLS, text: TEXT }
    }

    /// Takes room for a text.
    pub(super) fn take_text(&mut self, bytes: usize) -> Result<(), TooLarge> {
        self.text = self.text.checked_sub(bytes).ok_or(TooLarge)?;
        Ok(())
    }

    /// Takes room for cells.
    pub(super) fn take_cells(&mut self, cells: usize) -> Result<(), TooLarge> {
        self.cells = self.cells.checked_sub(cells).ok_or(TooLarge)?;
        Ok(())
    }
}

/// Rows of cells, growing as cells come.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<CellValue>>,
}

impl Grid {
    /// Puts a cell in its place; blank ones take no room.
    pub(super) fn put(&mut self, row: u32, column: u32, value: CellValue, budget: &mut Budget) -> Result<(), TooLarge> {
        if value == CellValue::Empty || column >= COLUMNS || row >= ROWS {
            return Ok(());
        }
        if let CellValue::Text(text) | CellValue::Error(text) | CellValue::Uncomputed(text) = &value {
            budget.take_text(text.len())?;
        }
        let (row, column) = (row as usize, column as usize);
        if self.rows.len() <= row {
            budget.take_cells(row + 1 - self.rows.len())?;
            self.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = self.rows.get_mut(row) else { return Ok(()) };
        if cells.len() <= column {
            budget.take_cells(column + 1 - cells.len())?;
            cells.resize(column + 1, CellValue::Empty);
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = value;
        }
        Ok(())
    }

    /// Whether nothing stands at a place.
    pub(super) fn is_empty(&self, row: u32, column: u32) -> bool {
        let cell = self.rows.get(row as usize).and_then(|cells| cells.get(column as usize));
        cell.is_none_or(|cell| *cell == CellValue::Empty)
    }

    /// The rows.
    pub(super) fn finish(self) -> Vec<Vec<CellValue>> {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_in_the_last_corner_is_held_without_the_rest() {
        let (mut grid, mut budget) = (Grid::default(), Budget::new());
        grid.put(1_048_575, 0, CellValue::Bool(true), &mut budget).unwrap();
        grid.put(3, 16_383, CellValue::Bool(true), &mut budget).unwrap();
        let rows = grid.finish();
        assert_eq!((rows.len(), rows[3].len()), (1_048_576, 0));
    }

    #[test]
    fn too_much_is_refused() {
        let (mut grid, mut budget) = (Grid::default(), Budget::new());
        let wide = |grid: &mut Grid, budget: &mut Budget, row| grid.put(row, 4095, CellValue::Bool(true), budget);
        assert!((0..10_000).any(|row| wide(&mut grid, &mut budget, row).is_err()));
        let mut budget = Budget::new();
        assert_eq!(budget.take_text(TEXT + 1), Err(TooLarge));
    }
}
