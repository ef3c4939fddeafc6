//! Tables.

use super::{Block, Borders, Colour, Twips};

/// Where a table stands between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TableAlign {
    /// At the left, after the table's indent.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A row's height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RowHeight {
    /// As high as its content.
    #[default]
    Auto,
    /// At least this high.
    AtLeast(Twips),
    /// Always this high.
    Exact(Twips),
}

/// Where a cell's content stands between top and bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CellAlign {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Centre,
    /// At the bottom.
    Bottom,
}

/// The direction of text in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TextFlow {
    /// Lines from left to right.
    #[default]
    Horizontal,
    /// 竖排: upright Han characters from top to bottom, columns from right to left.
    VerticalRightToLeft,
    /// Lines turned a quarter to the left (bottom to top).
    Up,
    /// Lines turned a quarter to the right (top to bottom).
    Down,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Columns it covers.
    pub columns: usize,
    /// Part of a vertical merge: `Some(true)` its first row, `Some(false)` a later one (then without content).
    pub merge: Option<bool>,
    /// Room between border and content.
    pub margins: [Twips; 4],
    /// Lines around it.
    pub borders: Borders,
    /// Colour behind it.
    pub fill: Option<Colour>,
    /// Vertical alignment.
    pub align: CellAlign,
    /// Direction of its text.
    pub flow: TextFlow,
    /// How many lines its paragraphs have at the most, if that is known where they break by themselves.
    pub lines: Option<usize>,
    /// Its content; a table at the end is followed by a paragraph when written.
    pub blocks: Vec<Block>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Height.
    pub height: RowHeight,
    /// Repeated at the top of each page.
    pub header: bool,
    /// Never split over two pages.
    pub cant_split: bool,
    /// The cells.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cells, each with the column it begins in.
    pub fn cells_by_column(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().scan(0, |next, cell| {
            let column = *next;
            *next += cell.columns;
            Some((column, cell))
        })
    }

    /// The cell that begins in a column.
    pub fn at_column(&self, column: usize) -> Option<&Cell> {
        self.cells_by_column().find_map(|(begin, cell)| (begin == column).then_some(cell))
    }

    /// The largest upper margin among the cells, which all cells of a row have.
    pub fn top(&self) -> Twips {
        self.cells.iter().map(|cell| cell.margins[0]).max().unwrap_or_default()
    }
}

/// The place of a table on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TablePlace {
    /// From the left margin, or from the page's left edge.
    pub x: Twips,
    /// From the page's upper edge.
    pub y: Twips,
    /// Whether `x` is from the page's edge.
    pub by_page: bool,
    /// Room kept above it, and below it.
    pub clearance: Twips,
    /// What the text does beside it.
    pub wrap: Wrap,
}

/// What the text does beside a table that has a place on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wrap {
    /// It goes around the table.
    #[default]
    Around,
    /// It need not: the table is placed over it.
    Under,
    /// The same, and a text box of a height holds the table.
    Boxed(Twips),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Widths of the grid's columns.
    pub grid: Vec<Twips>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Where it stands.
    pub align: TableAlign,
    /// From the text area's left edge.
    pub indent: Twips,
    /// Right-to-left columns.
    pub rtl: bool,
    /// Set at a place of the page.
    pub float: Option<TablePlace>,
}

impl Table {
    /// The whole width.
    pub fn width(&self) -> Twips {
        self.grid.iter().fold(Twips::ZERO, |sum, &column| sum + column)
    }

    /// Whether it is one cell: what a block with a frame or a fill has become.
    pub fn is_cell(&self) -> bool {
        matches!(self.rows.as_slice(), [row] if row.cells.len() == 1)
    }

    /// Whether it is one cell with nothing in it: an area, not a form to fill in.
    pub fn is_blank(&self) -> bool {
        let empty = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.inlines.is_empty());
        self.is_cell() && self.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.blocks.iter().all(empty))
    }
}
