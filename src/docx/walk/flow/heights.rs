//! How high finished blocks are in Word.

use typst_library::layout::Abs;

use crate::docx::model::{Block, Inline, Line, Paragraph, Row, RowHeight, Twips};

/// The height in Word of what stands in a header or footer, from the height Typst gives it: a paragraph may have several lines, and a
/// drawing makes the line it stands in as high as it is.
pub(crate) fn lines_of(blocks: &[Block], laid: Abs) -> Abs {
    let format = match blocks {
        [] => return Abs::zero(),
        [Block::Paragraph(Paragraph { format, .. })] => format,
        _ => return laid,
    };
    let Some(Line::Exact(line)) = format.line else { return laid };
    let around = format.before.to_pt() + format.after.to_pt();
    // Of the first line Typst counts only the letters.
    let lines = ((laid.to_pt() - around) / line.to_pt().max(1.0) - 0.3).ceil().max(1.0);
    Abs::pt(line.to_pt() * lines + around)
}

/// The height blocks take in Word, where each paragraph has the lines that are broken in it.
pub(crate) fn height_of(blocks: &[Block]) -> Abs {
    let mut height = Twips::ZERO;
    for block in blocks {
        match block {
            // What floats takes no room.
            Block::Paragraph(paragraph) if paragraph.format.frame.is_some() => {}
            Block::Table(table) if table.float.is_some() => {}
            Block::Paragraph(paragraph) => {
                height += paragraph.format.before + paragraph.format.after;
                let line = match paragraph.format.line {
                    Some(Line::Exact(line) | Line::AtLeast(line)) => line,
                    None => Twips(240),
                };
                let breaks = paragraph.inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
                height += Twips(line.0 * (1 + i32::try_from(breaks).unwrap_or(0)));
            }
            Block::Table(table) => {
                for row in &table.rows {
                    height += row_height(row);
                }
            }
        }
    }
    Abs::pt(height.to_pt())
}

/// The height a row takes in Word, where each paragraph has the lines that are broken in it.
pub(crate) fn row_height(row: &Row) -> Twips {
    match row.height {
        RowHeight::Exact(height) | RowHeight::AtLeast(height) => height,
        RowHeight::Auto => {
            let cells = row
                .cells
                .iter()
                .map(|cell| Twips::from_pt(height_of(&cell.blocks).to_pt()) + cell.margins[0] + cell.margins[2]);
            cells.max().unwrap_or_default()
        }
    }
}

/// How high the rows of fixed heights among some are together.
pub(crate) fn fixed_height(heights: &[RowHeight]) -> Abs {
    let fixed = heights.iter().map(|height| match height {
        RowHeight::Exact(height) => Abs::pt(height.to_pt()),
        _ => Abs::zero(),
    });
    fixed.sum()
}
