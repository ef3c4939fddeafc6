//! What most cells of a table have alike, said once for the table: the lines between and around them, and the room inside.
//!
//! A row or column that is added in Word gets them too, and a cell says only where it differs.

use std::collections::BTreeMap;

use super::count::Count;
use crate::docx::model::{Border, Borders, Cell, Row, Table, Twips};

/// A table's usual lines and margins.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Usual {
    /// Around the table.
    pub around: Borders,
    /// Between rows.
    pub rows: Option<Border>,
    /// Between columns.
    pub columns: Option<Border>,
    /// Top, right, bottom, left.
    pub margins: [Twips; 4],
}

/// Where a cell stands, as far as lines go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The column it begins in.
    pub column: usize,
    /// In the first row, the last row, the first column, the last column.
    pub edges: [bool; 4],
    /// Joined with the cell above, the cell below.
    pub joined: [bool; 2],
}

impl Usual {
    /// Of a table.
    pub fn of(table: &Table) -> Self {
        // LibreOffice 7.4 takes a floating table's own from its place: there each cell says its.
        let margins = if table.float.is_some() { [Twips::ZERO; 4] } else { margins(table) };
        let mut usual = Self { margins, ..Self::default() };
        if table.rtl {
            // Which side is the left one is not the same for cells and tables to every reader.
            return usual;
        }
        let mut counts: [Count<Option<Border>>; 6] = Default::default();
        let [top, bottom, left, right, rows, columns] = &mut counts;
        for (cell, place) in places(table) {
            let [first, last, start, end] = place.edges;
            let [above, below] = place.joined;
            if !above {
                (if first { &mut *top } else { &mut *rows }).add(cell.borders.top);
            }
            if !below {
                (if last { &mut *bottom } else { &mut *rows }).add(cell.borders.bottom);
            }
            (if start { &mut *left } else { &mut *columns }).add(cell.borders.left);
            (if end { &mut *right } else { &mut *columns }).add(cell.borders.right);
        }
        let lone = (table.rows.len() == 1, columns.is_empty());
        let [top, bottom, left, right, rows, columns] = counts.map(|count| count.most().flatten());
        usual.around = Borders { top, left, bottom, right };
        usual.rows = rows;
        usual.columns = columns;
        usual.foresee(table, lone);
        usual
    }

    /// A table of one row has no line between rows yet; one that is framed throughout has them once a row is added. The same for columns.
    fn foresee(&mut self, table: &Table, (one_row, one_column): (bool, bool)) {
        let framed = |Borders { top, left, bottom, right }: &Borders| {
            [top, left, bottom, right].into_iter().all(Option::is_some)
        };
        if !table.rows.iter().flat_map(|row| &row.cells).all(|cell| framed(&cell.borders)) {
            return;
        }
        let (rows, columns) = (self.rows, self.columns);
        if one_row {
            self.rows = columns.or(self.around.top);
        }
        if one_column {
            self.columns = rows.or(self.around.left);
        }
    }

    /// The lines a cell has to name: top, left, bottom, right. Between joined cells none is seen, so none is named.
    pub fn missing(&self, cell: &Cell, place: Place) -> [Option<Option<Border>>; 4] {
        let [first, last, start, end] = place.edges;
        let [above, below] = place.joined;
        let named = |own: Option<Border>, usual: Option<Border>| (own != usual).then_some(own);
        let between = |outer: bool, around, inside| if outer { around } else { inside };
        let borders = &cell.borders;
        [
            if above { None } else { named(borders.top, between(first, self.around.top, self.rows)) },
            named(borders.left, between(start, self.around.left, self.columns)),
            if below { None } else { named(borders.bottom, between(last, self.around.bottom, self.rows)) },
            named(borders.right, between(end, self.around.right, self.columns)),
        ]
    }
}

/// The cells of a table and where they stand.
fn places(table: &Table) -> impl Iterator<Item = (&Cell, Place)> {
    (0..table.rows.len()).flat_map(move |y| row_places(table, y))
}

/// The cells of a row and where they stand.
pub(super) fn row_places(table: &Table, y: usize) -> impl Iterator<Item = (&Cell, Place)> {
    let row = table.rows.get(y);
    let count = row.map_or(0, |row| row.cells.len());
    let next = table.rows.get(y + 1).map_or(&[][..], |row| &row.cells);
    let mut below = Below { cells: next, index: 0, column: 0 };
    row.into_iter().flat_map(Row::cells_by_column).enumerate().map(move |(index, (column, cell))| {
        let goes_on = cell.merge.is_some() && below.at(column).is_some_and(|cell| cell.merge == Some(false));
        let place = Place {
            column,
            edges: [y == 0, y + 1 == table.rows.len(), index == 0, index + 1 == count],
            joined: [cell.merge == Some(false), goes_on],
        };
        (cell, place)
    })
}

/// The row below, walked along with a row's cells.
struct Below<'a> {
    cells: &'a [Cell],
    index: usize,
    column: usize,
}

impl<'a> Below<'a> {
    /// The cell that begins at a column. Columns are asked for from left to right.
    fn at(&mut self, column: usize) -> Option<&'a Cell> {
        while self.column < column {
            self.column += self.cells.get(self.index)?.columns;
            self.index += 1;
        }
        self.cells.get(self.index).filter(|_| self.column == column)
    }
}

fn margins(table: &Table) -> [Twips; 4] {
    let mut counts: [BTreeMap<Twips, usize>; 4] = Default::default();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        for (side, width) in counts.iter_mut().zip(cell.margins) {
            *side.entry(width).or_default() += 1;
        }
    }
    // Of equals the smaller.
    let most = |side: BTreeMap<Twips, usize>| {
        side.into_iter().rev().max_by_key(|(_, count)| *count).map_or(Twips::ZERO, |(width, _)| width)
    };
    counts.map(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::Colour;

    fn line(size: u32) -> Option<Border> {
        Some(Border { kind: "single", size, colour: Colour::default(), space: 0 })
    }

    /// Thin lines inside, thick ones around.
    fn framed(columns: usize, rows: usize) -> Table {
        let row = |y: usize| Row {
            cells: (0..columns)
                .map(|x| Cell {
                    columns: 1,
                    borders: Borders {
                        top: line(if y == 0 { 12 } else { 4 }),
                        left: line(if x == 0 { 12 } else { 4 }),
                        bottom: line(if y + 1 == rows { 12 } else { 4 }),
                        right: line(if x + 1 == columns { 12 } else { 4 }),
                    },
                    ..Cell::default()
                })
                .collect(),
            ..Row::default()
        };
        Table { grid: vec![Twips(100); columns], rows: (0..rows).map(row).collect(), ..Table::default() }
    }

    fn named(table: &Table) -> usize {
        let usual = Usual::of(table);
        places(table).flat_map(|(cell, place)| usual.missing(cell, place)).flatten().count()
    }

    #[test]
    fn a_framed_table_names_no_line_in_its_cells() {
        let table = framed(3, 4);
        assert_eq!(Usual::of(&table).around.top, line(12));
        assert_eq!(Usual::of(&table).rows, line(4));
        assert_eq!(named(&table), 0);
    }

    #[test]
    fn a_row_or_a_column_that_is_added_has_lines() {
        let lines = |table: &Table| (Usual::of(table).rows, Usual::of(table).columns);
        assert_eq!(lines(&framed(3, 1)), (line(4), line(4)));
        assert_eq!(lines(&framed(1, 3)), (line(4), line(4)));
        assert_eq!(lines(&framed(1, 1)), (line(12), line(12)));
        assert_eq!(named(&framed(3, 1)) + named(&framed(1, 3)) + named(&framed(1, 1)), 0);
        let mut open = framed(3, 1);
        open.rows[0].cells[0].borders.left = None;
        assert_eq!(lines(&open), (None, line(4)), "not framed throughout");
    }

    #[test]
    fn a_line_of_its_own_is_named_and_one_that_is_lacking_too() {
        let mut table = framed(3, 4);
        table.rows[1].cells[1].borders.left = None;
        table.rows[1].cells[0].borders.right = None;
        let usual = Usual::of(&table);
        let (cell, place) = row_places(&table, 1).nth(1).unwrap();
        assert_eq!(usual.missing(cell, place), [None, Some(None), None, None]);
        assert_eq!(named(&table), 2);
    }

    #[test]
    fn between_joined_cells_no_line_is_named() {
        let mut table = framed(2, 3);
        for (y, merge) in [(0, true), (1, false)] {
            table.rows[y].cells[0].merge = Some(merge);
        }
        table.rows[0].cells[0].borders.bottom = None;
        table.rows[1].cells[0].borders.top = None;
        assert_eq!(named(&table), 0);
        // The next one below begins anew.
        table.rows[2].cells[0].merge = Some(true);
        let (_, place) = row_places(&table, 1).next().unwrap();
        assert_eq!(place.joined, [true, false]);
    }
}
