//! Tables: the grid always written, widths exact, heights such as grow where they may, what cells have alike said once.

use docx_rs::{
    HeightRule, Table, TableAlignmentType, TableCell, TableCellContent, TableChild, TableLayoutType, TableProperty,
    TableRow, TableRowChild, TableRowProperty, TextDirectionType, VAlignType, VMergeType, WidthType,
};

use super::covered::{begin_of, content};
use super::growing::growing;
use super::part::Part;
use super::usual::{Place, Usual, row_places};
use super::xml::Element;
use crate::docx::model::{self, Block, Border, CellAlign, RowHeight, TableAlign, TablePlace, TextFlow, Twips, Wrap};

/// The place of a table: LibreOffice 7.4 takes one narrower than the text for a floating one only where it is placed by the margin,
/// one as wide as the text only where it is placed by the page; at exactly zero Word takes neither for one.
fn placed(place: TablePlace) -> Element<'static> {
    let [x, y] = [place.x, place.y].map(|length| if length.0 == 0 { 1 } else { length.0 });
    let anchor = if place.by_page { "page" } else { "margin" };
    let clearance = match place.clearance.0 {
        0 => String::new(),
        clear => format!(" w:topFromText=\"{clear}\" w:bottomFromText=\"{clear}\""),
    };
    Element::new(
        "w:tblpPr",
        format!(
            " w:leftFromText=\"0\" w:rightFromText=\"0\"{clearance} w:vertAnchor=\"page\" w:horzAnchor=\"{anchor}\" w:tblpX=\"{x}\" w:tblpY=\"{}\"",
            y.max(1)
        ),
    )
}

impl Part<'_> {
    /// Builds a table.
    pub fn table(&mut self, table: &model::Table) -> Table {
        let mut extra = vec![Element::new("w:tblLook", " w:val=\"0000\"")];
        let usual = Usual::of(table);
        // All six, be there a line or not: WPS falls back to lines where one is not said.
        let sides = [
            ("top", usual.around.top),
            ("left", usual.around.left),
            ("bottom", usual.around.bottom),
            ("right", usual.around.right),
            ("insideH", usual.rows),
            ("insideV", usual.columns),
        ];
        extra.push(Element::new("w:tblBorders", "").with(sides.map(|(name, line)| line_markup(name, line)).concat()));
        extra.push(Element::new("w:tblCellMar", "").with(margins(usual.margins, None)));
        if table.rtl {
            extra.push(Element::new("w:bidiVisual", ""));
        } else if begins_leftwards(table) {
            // LibreOffice 7.4 turns a table round whose first paragraph runs to the left, unless it is told not to.
            extra.push(Element::val("w:bidiVisual", "off"));
        }
        if let Some(place) = table.float.filter(|place| !matches!(place.wrap, Wrap::Boxed(_))) {
            extra.push(placed(place));
        }
        self.notes.tables.push_back(extra);
        let mut property = TableProperty::without_borders()
            .width(table.width().unsigned(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .align(match table.align {
                TableAlign::Left => TableAlignmentType::Left,
                TableAlign::Centre => TableAlignmentType::Center,
                TableAlign::Right => TableAlignmentType::Right,
            });
        if table.align == TableAlign::Left {
            property = property.indent(table.indent.0);
        }
        let growing = growing(table, self.empty().format.line);
        let rows = table
            .rows
            .iter()
            .zip(growing)
            .enumerate()
            .map(|(y, (row, grows))| TableChild::TableRow(self.row(table, y, (row, grows), &usual)))
            .collect();
        Table {
            rows,
            grid: table.grid.iter().map(|column| column.unsigned().max(1)).collect(),
            has_numbering: false,
            property,
        }
    }

    fn row(&mut self, table: &model::Table, y: usize, (row, grows): (&model::Row, bool), usual: &Usual) -> TableRow {
        let mut extra = Vec::new();
        if row.header {
            extra.push(Element::new("w:tblHeader", ""));
        }
        let mut property = TableRowProperty::new();
        match row.height {
            RowHeight::Auto => {}
            RowHeight::AtLeast(height) => {
                property = property.row_height(height.bounded() as f32).height_rule(HeightRule::AtLeast);
            }
            RowHeight::Exact(height) => {
                let rule = if grows { HeightRule::AtLeast } else { HeightRule::Exact };
                property = property.row_height(height.bounded() as f32).height_rule(rule);
            }
        }
        if row.cant_split {
            property = property.cant_split();
        }
        self.notes.rows.push_back(extra);
        let outer = std::mem::replace(&mut self.in_growing_row, grows || !matches!(row.height, RowHeight::Exact(_)));
        let cells = row_places(table, y)
            .map(|(cell, place)| {
                let columns = table.grid.get(place.column..place.column + cell.columns).unwrap_or_default();
                let width = columns.iter().fold(Twips::ZERO, |sum, &column| sum + column);
                let begin = if cell.merge == Some(false) { begin_of(table, y, place.column) } else { None };
                let covered = begin.zip(content(row, cell, self.empty())).map(|(begin, paragraph)| model::Cell {
                    columns: cell.columns,
                    merge: cell.merge,
                    borders: cell.borders,
                    margins: [cell.margins[0], begin.margins[1], cell.margins[2], begin.margins[3]],
                    blocks: vec![Block::Paragraph(paragraph)],
                    lines: None,
                    ..*begin
                });
                TableRowChild::TableCell(self.cell(covered.as_ref().unwrap_or(cell), width, usual, place))
            })
            .collect();
        self.in_growing_row = outer;
        TableRow { cells, has_numbering: false, property }
    }

    fn cell(&mut self, cell: &model::Cell, width: Twips, usual: &Usual, place: Place) -> TableCell {
        let mut extra = Vec::new();
        if cell.margins != usual.margins {
            extra.push(Element::new("w:tcMar", "").with(margins(cell.margins, Some(usual.margins))));
        }
        let named: String = ["top", "left", "bottom", "right"]
            .into_iter()
            .zip(usual.missing(cell, place))
            .filter_map(|(name, line)| Some(line_markup(name, line?)))
            .collect();
        if !named.is_empty() {
            extra.push(Element::new("w:tcBorders", "").with(named));
        }
        if let Some(fill) = cell.fill {
            extra.push(Element::new("w:shd", format!(" w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"", fill.hex())));
        }
        self.notes.cells.push_back(extra);
        let mut built = TableCell::new();
        let mut property = std::mem::take(&mut built.property).width(width.unsigned().max(1), WidthType::Dxa);
        if cell.columns > 1 {
            property = property.grid_span(cell.columns);
        }
        if let Some(first) = cell.merge {
            property = property.vertical_merge(if first { VMergeType::Restart } else { VMergeType::Continue });
        }
        property = match cell.align {
            CellAlign::Top => property,
            CellAlign::Centre => property.vertical_align(VAlignType::Center),
            CellAlign::Bottom => property.vertical_align(VAlignType::Bottom),
        };
        property = match cell.flow {
            TextFlow::Horizontal => property,
            TextFlow::VerticalRightToLeft => property.text_direction(TextDirectionType::TbRlV),
            TextFlow::Up => property.text_direction(TextDirectionType::BtLr),
            TextFlow::Down => property.text_direction(TextDirectionType::TbRl),
        };
        built.property = property;
        let outer = self.on_ground;
        self.on_ground |= cell.fill.is_some();
        built.children = self.cell_blocks(&cell.blocks, cell.merge == Some(false));
        self.on_ground = outer;
        built
    }

    /// A cell's content. A cell must end with a paragraph; after a nested table one of a single point is added.
    ///
    /// `covered`: the cell is the continuation of one above, and must not make its row higher.
    fn cell_blocks(&mut self, blocks: &[Block], covered: bool) -> Vec<TableCellContent> {
        let kind = self.kind_in_cells();
        let mut children = Vec::with_capacity(blocks.len() + 1);
        let room = room_below_table(blocks);
        let kept = if room.is_some() { blocks.len().saturating_sub(1) } else { blocks.len() };
        for block in blocks.iter().take(kept) {
            children.push(match block {
                Block::Paragraph(paragraph) => {
                    TableCellContent::Paragraph(Box::new(self.paragraph(paragraph, kind, None)))
                }
                Block::Table(table) => TableCellContent::Table(Box::new(self.table(table))),
            });
        }
        let dropped = room.is_some();
        if let Some(room) = room {
            children.push(TableCellContent::Paragraph(Box::new(self.paragraph(&room, kind, None))));
        }
        if dropped || !matches!(blocks.last(), Some(Block::Paragraph(_))) {
            let filler = if blocks.is_empty() && !covered { self.empty() } else { self.tiny() };
            children.push(TableCellContent::Paragraph(Box::new(self.paragraph(&filler, kind, None))));
        }
        children
    }

    /// What stands in an empty cell: set as the table's text is, so that what is typed there fits in and the row stays as high.
    fn empty(&self) -> model::Paragraph {
        let style = self.styles.pick(self.kind_in_cells(), &model::ParagraphFormat::default());
        // Where no cell has text, that of 正文 may have room above.
        let format = model::ParagraphFormat { before: Twips::ZERO, ..style.paragraph.clone() };
        model::Paragraph { format, mark: style.run.clone(), ..Default::default() }
    }
}

/// The room between a nested table and the cell's end, if there is any: the paragraph that ends the cell is none to either program, nor
/// is the space below it, so another one comes after it.
fn room_below_table(blocks: &[Block]) -> Option<model::Paragraph> {
    let [.., Block::Table(_), Block::Paragraph(last)] = blocks else { return None };
    let mut room = last.clone();
    // As much as that one takes is less, and as much as the lines below both tables take, which are a part of it in Typst.
    let less = Twips(2 * TINY);
    match room.format.line {
        _ if !room.inlines.is_empty() => return None,
        _ if room.format.after > Twips::ZERO => {}
        Some(model::Line::Exact(height)) if height >= less + Twips(TINY) => {
            room.format.line = Some(model::Line::Exact(height - less));
        }
        _ => return None,
    }
    Some(room)
}

/// Margins (top, right, bottom, left) as markup, without those that are as usual.
fn margins(own: [Twips; 4], usual: Option<[Twips; 4]>) -> String {
    let mut out = String::new();
    for (index, name) in [(0, "top"), (3, "left"), (2, "bottom"), (1, "right")] {
        let width = own.get(index).copied().unwrap_or_default();
        if usual.is_none_or(|usual| usual.get(index) != Some(&width)) {
            out.push_str(&format!("<w:{name} w:w=\"{}\" w:type=\"dxa\"/>", width.0.max(0)));
        }
    }
    out
}

/// The height of a paragraph that should not be seen.
const TINY: i32 = 20;

/// An empty paragraph of one point: where Word demands one that should not be seen.
pub(super) fn tiny() -> model::Paragraph {
    model::Paragraph {
        format: model::ParagraphFormat { line: Some(model::Line::Exact(Twips(TINY))), ..Default::default() },
        mark: model::RunFormat { size: 2, ..Default::default() },
        ..Default::default()
    }
}

/// A line of a table or a cell; `nil` where there is none.
fn line_markup(side: &str, line: Option<Border>) -> String {
    match line {
        Some(line) => format!(
            "<w:{side} w:val=\"{}\" w:sz=\"{}\" w:space=\"0\" w:color=\"{}\"/>",
            line.kind,
            line.size,
            line.colour.hex()
        ),
        None => format!("<w:{side} w:val=\"nil\"/>"),
    }
}

/// Whether a table's first cell begins with a paragraph that runs to the left.
fn begins_leftwards(table: &model::Table) -> bool {
    let first = table.rows.first().and_then(|row| row.cells.first()).and_then(|cell| cell.blocks.first());
    matches!(first, Some(Block::Paragraph(paragraph)) if paragraph.format.rtl)
}
