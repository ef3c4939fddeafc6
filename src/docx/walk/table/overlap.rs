//! Rows with negative space between them: what they have around their text gives way, as far as there is any.

use crate::docx::model::{Block, Cell, Line, Paragraph, Row, RowHeight, Twips};

/// No line is lower than this many times the size of its text.
const LEAST: f64 = 1.15;

/// Draws a row up to the one above, both as high as what is in them.
pub(crate) fn draw_up(above: &mut Row, below: &mut Row, by: Twips) {
    if above.height != RowHeight::Auto || below.height != RowHeight::Auto {
        return;
    }
    let rest = unmet(&mut above.cells, by, lower_room);
    let rest = unmet(&mut below.cells, rest, upper_room);
    unmet(&mut above.cells, rest, line_room);
}

/// What the cells of a row cannot give of some room, each its own.
fn unmet(cells: &mut [Cell], wanted: Twips, give: impl Fn(&mut Cell, Twips) -> Twips) -> Twips {
    cells.iter_mut().map(|cell| wanted - give(cell, wanted)).max().unwrap_or(wanted)
}

/// Takes some of a length, and tells how much that was.
fn take(from: &mut Twips, wanted: Twips) -> Twips {
    let given = wanted.min(*from).max(Twips::ZERO);
    *from -= given;
    given
}

fn lower_room(cell: &mut Cell, wanted: Twips) -> Twips {
    let after = match cell.blocks.last_mut() {
        Some(Block::Paragraph(last)) => take(&mut last.format.after, wanted),
        _ => Twips::ZERO,
    };
    let [_, _, bottom, _] = &mut cell.margins;
    after + take(bottom, wanted - after)
}

fn upper_room(cell: &mut Cell, wanted: Twips) -> Twips {
    let [top, ..] = &mut cell.margins;
    let margin = take(top, wanted);
    let before = match cell.blocks.first_mut() {
        Some(Block::Paragraph(first)) => take(&mut first.format.before, wanted - margin),
        _ => Twips::ZERO,
    };
    margin + before
}

/// Of the last line's box.
fn line_room(cell: &mut Cell, wanted: Twips) -> Twips {
    let Some(Block::Paragraph(Paragraph { format, mark, inlines })) = cell.blocks.last_mut() else {
        return Twips::ZERO;
    };
    let Some(Line::Exact(height)) = &mut format.line else { return Twips::ZERO };
    // An empty one need not be as high as a line.
    let least = if inlines.is_empty() { Twips(20) } else { Twips::from_pt(f64::from(mark.size) / 2.0 * LEAST) };
    let mut room = *height - least;
    let given = take(&mut room, wanted);
    *height -= given;
    given
}
