//! Rows that have a height of their own and grow when more is written into them: programs cut off what does not fit into a row of an exact
//! height, a clerk's own words among it. A row that surely has room for what stands in it now is as high either way.

use crate::docx::model::{Block, Cell, Inline, Line, Paragraph, Row, RowHeight, Table, TextFlow, Twips};

/// In rows whose lines are lower nobody writes.
const LEAST: Twips = Twips(100);

/// What programs may count beside the content: the line above the row, a rounding.
const BESIDE: Twips = Twips(20);

/// Which rows of a table grow. `empty`: the height of the line in a cell in which nothing stands.
pub(super) fn growing(table: &Table, empty: Option<Line>) -> Vec<bool> {
    let rows = &table.rows;
    let mut out: Vec<bool> = rows
        .iter()
        .map(|row| fixed(row).is_some() && row.cells.iter().any(|cell| is_written_in(cell, empty)))
        .collect();
    for (y, row) in rows.iter().enumerate() {
        let top = row.top();
        for (column, cell) in row.cells_by_column() {
            if cell.merge == Some(false) {
                continue;
            }
            let end = if cell.merge.is_some() { end_of(rows, y, column) } else { y + 1 };
            let heights = rows.get(y..end).unwrap_or_default().iter().map(fixed);
            let Some(height) = heights.sum::<Option<i64>>() else { continue };
            if needed(cell, top, empty).is_some_and(|needed| i64::from((needed + BESIDE).0) <= height) {
                continue;
            }
            // What is too high for its rows makes the last of them higher.
            if let Some(last) = end.checked_sub(1).and_then(|last| out.get_mut(last)) {
                *last = false;
            }
        }
    }
    out
}

fn fixed(row: &Row) -> Option<i64> {
    match row.height {
        RowHeight::Exact(height) => Some(i64::from(height.0)),
        _ => None,
    }
}

/// The row behind the last one of a merged cell that begins in a row and a column.
fn end_of(rows: &[Row], y: usize, column: usize) -> usize {
    let goes_on = |row: &&Row| row.at_column(column).is_some_and(|cell| cell.merge == Some(false));
    y + 1 + rows.iter().skip(y + 1).take_while(goes_on).count()
}

fn paragraphs(cell: &Cell) -> impl Iterator<Item = Option<&Paragraph>> {
    cell.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    })
}

/// Whether somebody may write in a cell.
fn is_written_in(cell: &Cell, empty: Option<Line>) -> bool {
    let mut lines = paragraphs(cell).map(|own| own.and_then(|own| own.format.line?.exact()));
    match cell.merge {
        Some(false) => false,
        _ if cell.blocks.is_empty() => empty.and_then(Line::exact).is_some_and(|line| line >= LEAST),
        _ => lines.any(|line| line.is_some_and(|line| line >= LEAST)),
    }
}

/// How high a cell's content is, at the most; `None` if that is not known.
fn needed(cell: &Cell, top: Twips, empty: Option<Line>) -> Option<Twips> {
    if cell.flow != TextFlow::Horizontal {
        return upright(cell);
    }
    let mut height = top + cell.margins[2];
    if cell.blocks.is_empty() {
        return Some(height + empty?.exact()?);
    }
    let (mut highest, mut count, mut wraps) = (Twips::ZERO, 0, false);
    for paragraph in paragraphs(cell) {
        let Paragraph { format, inlines, .. } = paragraph?;
        let drawn = |inline: &Inline| matches!(inline, Inline::Picture(_) | Inline::Canvas(_) | Inline::Math(_));
        if format.frame.is_some() || inlines.iter().any(drawn) {
            return None;
        }
        height += format.before + format.after;
        highest = highest.max(match format.line? {
            Line::Exact(height) => height,
            // As high as the font's own line, then.
            Line::AtLeast(height) => Twips(height.0.saturating_mul(2)),
        });
        count += 1 + inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
        wraps |= format.hyphenate.is_some() && !inlines.is_empty();
    }
    let lines = if wraps { cell.lines?.max(count) } else { count };
    Some(height + Twips(highest.0.saturating_mul(i32::try_from(lines).ok()?)))
}

/// How long text is that runs down a cell, or up, if it is one line of it.
fn upright(cell: &Cell) -> Option<Twips> {
    let mut length = cell.margins[0] + cell.margins[2];
    for paragraph in paragraphs(cell) {
        for inline in &paragraph?.inlines {
            match inline {
                Inline::Text(text, look) => {
                    let each = i32::try_from(look.size).ok()?.saturating_mul(10).saturating_add(look.tracking.0.max(0));
                    length += Twips(each.saturating_mul(i32::try_from(text.chars().count()).ok()?));
                }
                Inline::BookmarkStart(..) | Inline::BookmarkEnd(_) => {}
                _ => return None,
            }
        }
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::{ParagraphFormat, RunFormat};

    fn paragraph(text: &str, line: i32, wraps: bool) -> Block {
        let format = ParagraphFormat {
            line: Some(Line::Exact(Twips(line))),
            hyphenate: wraps.then_some(false),
            ..ParagraphFormat::default()
        };
        let inlines = vec![Inline::Text(text.to_owned(), RunFormat { size: 24, ..RunFormat::default() })];
        Block::Paragraph(Paragraph { format, inlines, ..Paragraph::default() })
    }

    fn cell(blocks: Vec<Block>) -> Cell {
        Cell { columns: 1, blocks, ..Cell::default() }
    }

    fn row(height: i32, cells: Vec<Cell>) -> Row {
        Row { height: RowHeight::Exact(Twips(height)), cells, ..Row::default() }
    }

    fn grows(rows: Vec<Row>) -> Vec<bool> {
        growing(&Table { rows, ..Table::default() }, Some(Line::Exact(Twips(300))))
    }

    #[test]
    fn a_row_grows_that_has_room_for_what_stands_in_it() {
        let one =
            |height| grows(vec![row(height, vec![cell(vec![paragraph("工作简历", 300, false)]), cell(Vec::new())])]);
        assert_eq!((one(400), one(310), one(200)), (vec![true], vec![false], vec![false]));
        // How many lines there are is asked of what measured them.
        let wrapped = |lines| {
            let cell = Cell { lines, ..cell(vec![paragraph("工作简历", 300, true)]) };
            grows(vec![row(700, vec![cell])])
        };
        assert_eq!((wrapped(Some(2)), wrapped(Some(3)), wrapped(None)), (vec![true], vec![false], vec![false]));
        let nested = cell(vec![Block::Table(Table::default())]);
        assert_eq!(grows(vec![row(700, vec![nested, cell(Vec::new())])]), [false]);
        // Room between two rows.
        assert_eq!(grows(vec![row(200, vec![cell(vec![paragraph("", 20, false)])])]), [false]);
    }

    #[test]
    fn the_rows_of_a_merged_cell_have_room_for_it_together() {
        let merged = |lines: usize| {
            let blocks = (0..lines).map(|_| paragraph("第一", 300, false)).collect();
            let first = vec![Cell { merge: Some(true), ..cell(blocks) }, cell(Vec::new())];
            let second = vec![Cell { merge: Some(false), ..cell(Vec::new()) }, cell(Vec::new())];
            grows(vec![row(400, first), row(400, second), row(400, vec![cell(Vec::new()), cell(Vec::new())])])
        };
        assert_eq!((merged(2), merged(3)), (vec![true, true, true], vec![true, false, true]));
        let upright = |text: &str| {
            let cell = Cell { flow: TextFlow::VerticalRightToLeft, ..cell(vec![paragraph(text, 300, false)]) };
            grows(vec![row(1000, vec![cell, self::cell(Vec::new())])])
        };
        assert_eq!((upright("学习简历"), upright("学习和工作简历")), (vec![true], vec![false]));
    }
}
