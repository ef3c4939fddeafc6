//! The margins of cells: what is left of an inset when the line boxes have taken what they hold beyond the letters.

use typst_library::layout::{Abs, Sides};

use crate::docx::model::{Align, Block, Border, Cell, CellAlign, Inline, Line, RowHeight, Table, Twips};
use crate::docx::walk::flow::spacer;
use crate::docx::walk::text::metrics::BASELINE;

/// How far a cell, a row or a table reaches in Word beyond the room it has in Typst, as far as nothing inside it can give way. What
/// stands above and below gives the rest.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Reach {
    /// Above its upper edge.
    pub over: Abs,
    /// Below its lower edge.
    pub under: Abs,
}

/// What decides how high a cell's row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bounds {
    /// The row has a height of its own.
    Fixed,
    /// Its content, between edges that are seen.
    Seen,
    /// Its content, with edges that are not seen: the row may begin and end elsewhere as long as its letters stand where they should.
    Unseen,
}

/// The paragraph of a point that a cell may need before a table.
const OPENING: f64 = 1.0;

/// Gives a cell its margins from its inset. `over` and `below`: how far its first and last line's boxes reach beyond their
/// letters. The flow put the upper inset above the first line, less what the line box already holds there; as a cell margin it
/// stays when the text is edited. Tells what the inset could not take in.
pub(crate) fn set_margins(cell: &mut Cell, inset: Sides<Abs>, over: Abs, below: Abs, bounds: Bounds) -> Reach {
    let fixed = bounds == Bounds::Fixed;
    let mut top = inset.top - over;
    if let Some(Block::Paragraph(first)) = cell.blocks.first_mut() {
        // Only the inset: Word gives all cells of a row the largest upper margin among them, so space of the content's own stays
        // with the paragraph.
        let before = Abs::pt(first.format.before.to_pt());
        if before > Abs::zero() {
            // Space of the content's own has taken the line's box in.
            top = top.max(Abs::zero());
        }
        let own = before - top.max(Abs::zero());
        first.format.before = Twips::from_pt(own.max(Abs::zero()).to_pt());
    }
    let mut bottom = inset.bottom - below;
    if matches!(cell.blocks.last(), Some(Block::Paragraph(last)) if last.format.after > Twips::ZERO) {
        bottom = bottom.max(Abs::zero());
    }
    if fixed {
        // In a row of fixed height the margins only say where the content stands; what it does not need is left out, so that
        // no line is cut off which Typst would show.
        (top, bottom) = match cell.align {
            CellAlign::Top => (top, Abs::zero()),
            CellAlign::Centre => (inset.top - inset.bottom + below - over, inset.bottom - inset.top + over - below),
            CellAlign::Bottom => (Abs::zero(), bottom),
        };
        if bottom < Abs::pt(0.3) {
            // Too little to be seen.
            bottom = Abs::zero();
        }
        if cell.align != CellAlign::Top
            && bottom > Abs::zero()
            && let Some(Block::Paragraph(last)) = cell.blocks.last_mut()
        {
            // LibreOffice makes a row of fixed height higher by a cell's own lower margin.
            last.format.after += Twips::from_pt(bottom.to_pt());
            bottom = Abs::zero();
        }
        let sized = |table: &Table| table.rows.first().is_some_and(|row| row.height != RowHeight::Auto);
        if matches!(cell.blocks.first(), Some(Block::Table(table)) if sized(table)) {
            // In a row of fixed height LibreOffice shows nothing of a first row of a fixed height.
            cell.blocks.insert(0, Block::Paragraph(spacer(Abs::pt(OPENING), false).0));
            top -= Abs::pt(OPENING);
        }
    }
    let mut right = inset.right;
    if !fixed {
        // Word and LibreOffice add a row's upper border to its height; and an automatic column is exactly as wide as its text, where
        // rounding and the border must not break the line.
        top -= width_of(cell.borders.top);
    }
    let reach = match bounds {
        Bounds::Fixed => Reach::default(),
        Bounds::Seen => {
            let given = squeeze(cell, -(top + bottom));
            top += given.0;
            bottom += given.1;
            // Where the lines' boxes need more than the inset on one side, the other gives it.
            let room = top + bottom;
            let (over, under) = (top.min(Abs::zero()), bottom.min(Abs::zero()));
            top += under;
            bottom += over;
            Reach { over: Abs::zero(), under: top.max(Abs::zero()) + bottom.max(Abs::zero()) - room }
        }
        Bounds::Unseen => Reach { over: (-top).max(Abs::zero()), under: (-bottom).max(Abs::zero()) },
    };
    let spare = Abs::pt(if cell.blocks.iter().any(wraps) { WRAPPED } else { SPARE }).min(right / 2.0);
    right -= spare;
    if !fixed {
        // Where the margins have nothing to spare, the lines reach over them, and over the half of the borders that lies inside.
        let lines = (width_of(cell.borders.left) + width_of(cell.borders.right)) / 2.0;
        let lines = if inset.left + inset.right < lines + Abs::pt(SPARE) { lines } else { Abs::zero() };
        for block in &mut cell.blocks {
            let wanted = lines + Abs::pt(if wraps(block) { WRAPPED } else { SPARE });
            widen(block, Twips::from_pt((wanted - spare).to_pt()));
        }
    }
    cell.margins = [
        Twips::from_pt(top.max(Abs::zero()).to_pt()),
        Twips::from_pt(right.to_pt()),
        Twips::from_pt(bottom.max(Abs::zero()).to_pt()),
        Twips::from_pt(inset.left.to_pt()),
    ];
    reach
}

/// Sets the lines of a cell closer together where their boxes need a little more room than the cell has, which would make its row higher.
/// What that gives above and below.
fn squeeze(cell: &mut Cell, needed: Abs) -> (Abs, Abs) {
    let none = (Abs::zero(), Abs::zero());
    let [Block::Paragraph(paragraph)] = cell.blocks.as_mut_slice() else { return none };
    let breaks = paragraph.inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
    let Some(Line::Exact(height)) = &mut paragraph.format.line else { return none };
    let each = needed / (breaks + 1) as f64;
    if breaks == 0 || needed <= Abs::zero() || each.to_pt() > height.to_pt() * CLOSER {
        return none;
    }
    *height -= Twips::from_pt(each.to_pt());
    (each * BASELINE, each * (breaks as f64 + 1.0 - BASELINE))
}

/// No line is set closer to the next by more than this part of its height.
const CLOSER: f64 = 0.06;

/// How much longer than its room a line may be that fits exactly in Typst, in points.
const SPARE: f64 = 1.0;

/// The same of lines that break where their words end: with more, another word might fit.
const WRAPPED: f64 = 0.2;

/// Whether a block is a paragraph of several lines, of which none is broken by hand.
pub(crate) fn wraps(block: &Block) -> bool {
    let Block::Paragraph(paragraph) = block else { return false };
    paragraph.format.hyphenate.is_some()
        && !paragraph.inlines.iter().any(|inline| matches!(inline, Inline::LineBreak(_)))
}

/// How wide a line is.
pub(crate) fn width_of(line: Option<Border>) -> Abs {
    Abs::pt(line.map_or(0.0, |line| f64::from(line.size) / 8.0))
}

/// Lets a paragraph's lines be a little longer than the room, to the side on which it is not seen.
fn widen(block: &mut Block, more: Twips) {
    let Block::Paragraph(paragraph) = block else { return };
    let format = &mut paragraph.format;
    let plain = format.borders.is_empty() && format.frame.is_none() && format.tabs.is_empty();
    if more <= Twips::ZERO || !plain {
        return;
    }
    match format.align {
        Align::Left => format.right -= more,
        // A single line is not stretched.
        Align::Both if format.hyphenate.is_none() => format.right -= more,
        Align::Right => format.left -= more,
        Align::Centre => {
            format.left -= Twips(more.0 / 2);
            format.right -= Twips(more.0 / 2);
        }
        Align::Both => {}
    }
}
