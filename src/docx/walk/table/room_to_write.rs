//! Room that a form leaves in a cell to write in, above a signature or in the place of a photo. As space of the signature's own it would be
//! no place to write, and whatever is written would push the signature down and out of the cell.

use typst_library::layout::Abs;

use super::margins::wraps;
use crate::docx::model::{
    Align, Block, Cell, CellAlign, Inline, Line, Paragraph, ParagraphFormat, RunFormat, TextFlow, Twips,
};
use crate::docx::walk::flow::heights::height_of;

/// As many lines are room to write in.
const ROOM: i32 = 3;

/// A cell as high as so many lines, not much narrower nor wider than high, with a few characters in its middle is one to put a picture into.
const PICTURE: f64 = 5.0;
const PROPORTIONS: std::ops::RangeInclusive<f64> = 0.55..=1.1;
const FEW: usize = 5;

/// Gives the room in a framed cell of a width and a height a line of its own. `above`: the distance of text from its upper edge; `look`: that of its text.
pub(crate) fn make_room(cell: &mut Cell, [width, height]: [Abs; 2], above: Abs, look: impl FnOnce() -> RunFormat) {
    let lines = [cell.borders.top, cell.borders.bottom, cell.borders.left, cell.borders.right];
    if cell.flow != TextFlow::Horizontal || lines.iter().all(Option::is_none) {
        return;
    }
    if cell.align == CellAlign::Top {
        above_signature(cell, height, Twips::from_pt(above.to_pt()), look);
    } else if cell.align == CellAlign::Centre {
        for_picture(cell, [width, height]);
    }
}

/// The first line's height, if a paragraph is a single one of words with room above it.
fn roomy(block: &Block) -> Option<(Twips, Twips)> {
    let Block::Paragraph(Paragraph { format, inlines, .. }) = block else { return None };
    let Some(Line::Exact(line)) = format.line else { return None };
    let words = inlines.iter().any(|inline| matches!(inline, Inline::Text(..))) && !inlines.iter().any(Inline::hangs);
    (words && format.frame.is_none() && format.before.0 >= line.0.saturating_mul(ROOM)).then_some((line, format.before))
}

fn above_signature(cell: &mut Cell, height: Abs, above: Twips, look: impl FnOnce() -> RunFormat) {
    if cell.blocks.iter().any(wraps) && cell.blocks.first().and_then(roomy).is_some() {
        return;
    }
    let Some((at, line, before)) =
        cell.blocks.iter().enumerate().find_map(|(at, block)| roomy(block).map(|(line, before)| (at, line, before)))
    else {
        return;
    };
    let above = if at == 0 { above.min(line) } else { Twips::ZERO };
    let below = Twips::from_pt(height.to_pt())
        - cell.margins[0]
        - cell.margins[2]
        - Twips::from_pt(height_of(&cell.blocks).to_pt());
    let Some(Block::Paragraph(signature)) = cell.blocks.get_mut(at) else { return };
    signature.format.before = if at == 0 { Twips::ZERO } else { before - line };
    let format = ParagraphFormat {
        align: Align::Left,
        line: Some(Line::Exact(line)),
        before: above,
        widow_control: true,
        ..ParagraphFormat::default()
    };
    if at == 0 {
        // What is written stands above, and the signature stays where it is.
        cell.align = CellAlign::Bottom;
        if let Some(Block::Paragraph(last)) = cell.blocks.last_mut() {
            last.format.after += below.max(Twips::ZERO);
        }
    }
    cell.blocks.insert(at, Block::Paragraph(Paragraph { format, inlines: Vec::new(), mark: look() }));
}

/// A line of an exact height would show no more of a picture than that.
fn for_picture(cell: &mut Cell, [width, height]: [Abs; 2]) {
    let characters = |inline: &Inline| match inline {
        Inline::Text(text, _) => text.chars().filter(|c| !c.is_whitespace()).count(),
        _ => FEW,
    };
    if !PROPORTIONS.contains(&(width / height)) {
        return;
    }
    if let [Block::Paragraph(Paragraph { format, inlines, .. })] = cell.blocks.as_mut_slice()
        && format.align == Align::Centre
        && format.hyphenate.is_none()
        && (1..FEW).contains(&inlines.iter().map(characters).sum())
        && let Some(Line::Exact(line)) = format.line
        && height.to_pt() >= line.to_pt() * PICTURE
    {
        format.line = Some(Line::AtLeast(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::{Border, Borders, Colour};

    fn cell(blocks: Vec<Block>) -> Cell {
        let line = Some(Border { kind: "single", size: 4, colour: Colour::BLACK, space: 0 });
        Cell { columns: 1, blocks, borders: Borders { top: line, ..Borders::default() }, ..Cell::default() }
    }

    fn paragraph(text: &str, before: i32, align: Align) -> Block {
        let format = ParagraphFormat {
            align,
            before: Twips(before),
            line: Some(Line::Exact(Twips(300))),
            ..ParagraphFormat::default()
        };
        let inlines = vec![Inline::Text(text.to_owned(), RunFormat::default())];
        Block::Paragraph(Paragraph { format, inlines, ..Paragraph::default() })
    }

    /// The alignment of a cell 2,000 twips high, and of its paragraphs the space above and below and whether words stand in them.
    fn made(blocks: Vec<Block>) -> (CellAlign, Vec<(i32, i32, bool)>) {
        let mut cell = cell(blocks);
        make_room(&mut cell, [Abs::pt(300.0), Abs::pt(100.0)], Abs::pt(5.0), RunFormat::default);
        let paragraphs = cell.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(own) => Some((own.format.before.0, own.format.after.0, !own.inlines.is_empty())),
            Block::Table(_) => None,
        });
        (cell.align, paragraphs.collect())
    }

    #[test]
    fn room_above_a_signature_is_a_line_to_write_in() {
        let signature = |before| paragraph("签名：", before, Align::Right);
        assert_eq!(made(vec![signature(1500)]), (CellAlign::Bottom, vec![(100, 0, false), (0, 200, true)]),);
        assert_eq!(
            made(vec![paragraph("审查人：甲", 100, Align::Left), signature(1000)]),
            (CellAlign::Top, vec![(100, 0, true), (0, 0, false), (700, 0, true)]),
        );
        assert_eq!(made(vec![signature(600)]), (CellAlign::Top, vec![(600, 0, true)]));
    }

    #[test]
    fn a_picture_has_room_in_a_cell_that_only_says_that_it_goes_there() {
        let line = |width: f64, height: f64| {
            let mut cell = Cell { align: CellAlign::Centre, ..cell(vec![paragraph("照片", 0, Align::Centre)]) };
            make_room(&mut cell, [Abs::pt(width), Abs::pt(height)], Abs::zero(), RunFormat::default);
            match cell.blocks.as_slice() {
                [Block::Paragraph(only)] => only.format.line,
                _ => None,
            }
        };
        assert_eq!(line(75.0, 100.0), Some(Line::AtLeast(Twips(300))));
        for (width, height) in [(45.0, 60.0), (300.0, 100.0), (30.0, 100.0)] {
            assert_eq!(line(width, height), Some(Line::Exact(Twips(300))));
        }
    }
}
