//! Headers and footers higher than the room they have: in Typst they reach over the page's edge, while Word sets them within the page,
//! nearer to the text. What is not seen of them is left out, so that the rest stands where it should.

use typst_library::layout::{Abs, FixedAlignment, Point};

use super::unseen_lines::hide;
use super::{Kind, Marginal};
use crate::docx::model::{Block, Cell, CellAlign, Emu, Inline, Line, Paragraph, Placement, Row, RowHeight, Twips};
use crate::docx::walk::flow::side;
use crate::docx::walk::place::set_place;

/// What reaches out by less, in points, is left as it is.
const LITTLE: f64 = 1.0;

/// The room of a header or footer.
pub(crate) struct Room {
    pub kind: Kind,
    /// Its corner nearest to the text: a header's lower left one, a footer's upper left one.
    pub corner: Point,
    pub width: Abs,
    pub height: Abs,
    /// Whether notes stand there too, which make it higher than it is in Typst.
    pub noted: bool,
}

/// Leaves out what lies beyond the page's edge and is not seen there. A drawing that is all there is stands at its place of the page.
pub(crate) fn keep_on_page(marginal: &mut Marginal, room: &Room) {
    let (near, below) = match room.kind {
        Kind::Footer => (FixedAlignment::Start, Abs::zero()),
        // What a header's last line holds below its letters may reach out at its lower edge.
        _ => (FixedAlignment::End, marginal.below),
    };
    let over = marginal.height - room.height - below;
    if over < Abs::pt(LITTLE) || marginal.stands.is_some_and(|stands| stands != near) {
        return;
    }
    let over = Twips::from_pt(over.to_pt());
    let first = marginal.marginals.first.iter_mut().flatten();
    let versions = marginal.marginals.odd.iter_mut().chain(&mut marginal.marginals.even).chain(first);
    let left = versions.map(|blocks| over - cut(blocks, over, room)).max().unwrap_or(over);
    marginal.height -= Abs::pt((over - left).to_pt());
}

/// By how much blocks are made less high, up to so much.
fn cut(blocks: &mut Vec<Block>, over: Twips, room: &Room) -> Twips {
    if let [Block::Paragraph(only)] = blocks.as_mut_slice()
        && hung(only, room)
    {
        return over;
    }
    let flows = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.format.frame.is_none(),
        Block::Table(table) => table.float.is_none(),
    };
    let mut gone = Twips::ZERO;
    let mut flowing: Vec<usize> = (0..blocks.len()).filter(|&index| blocks.get(index).is_some_and(flows)).collect();
    if room.kind == Kind::Footer {
        flowing.reverse();
    }
    for index in flowing {
        let Some(block) = blocks.get_mut(index) else { break };
        let (less, mut whole) = cut_block(block, over - gone, room.kind);
        gone += less;
        if !whole
            && !room.noted
            && let Some(parted) = hide(block, over - gone, room.kind)
        {
            gone += parted.gone;
            whole = parted.whole;
            blocks.splice(index..=index, parted.blocks);
        }
        if !whole {
            break;
        }
    }
    gone
}

/// By how much space, insets or the height of a block are made less, up to so much, and whether nothing of it is left.
fn cut_block(block: &mut Block, over: Twips, kind: Kind) -> (Twips, bool) {
    match block {
        Block::Paragraph(paragraph) => cut_paragraph(paragraph, over, kind),
        Block::Table(table) if table.is_cell() => {
            let row = table.rows.first_mut();
            (row.map_or(Twips::ZERO, |row| cut_row(row, over, kind)), false)
        }
        Block::Table(_) => (Twips::ZERO, false),
    }
}

/// The same of a paragraph's space at the outer side; whether nothing of it is left.
fn cut_paragraph(paragraph: &mut Paragraph, over: Twips, kind: Kind) -> (Twips, bool) {
    let format = &mut paragraph.format;
    let outer = if kind == Kind::Footer { &mut format.after } else { &mut format.before };
    let mut gone = over.min(*outer).max(Twips::ZERO);
    *outer -= gone;
    let blank = paragraph.inlines.is_empty() && format.borders.is_empty();
    if let (true, Some(Line::Exact(line))) = (blank, &mut format.line) {
        // Mere space, of which a point is left.
        let less = (over - gone).min(*line - Twips(20)).max(Twips::ZERO);
        *line -= less;
        gone += less;
    }
    (gone, blank && gone < over)
}

/// The same of the inset of a ground at the outer side, or of its height where its text stands at the inner.
fn cut_row(row: &mut Row, over: Twips, kind: Kind) -> Twips {
    let [Cell { margins: [top, _, bottom, _], align, blocks, .. }] = row.cells.as_mut_slice() else {
        return Twips::ZERO;
    };
    let (inset, inner) = match kind {
        Kind::Footer => (bottom, CellAlign::Top),
        _ => (top, CellAlign::Bottom),
    };
    if let RowHeight::Exact(height) | RowHeight::AtLeast(height) = &mut row.height {
        let gone = if *align == inner || blocks.is_empty() {
            // No height at all would mean any.
            over.min(*height - Twips(20)).max(Twips::ZERO)
        } else {
            Twips::ZERO
        };
        *height -= gone;
        return gone;
    }
    let gone = over.min(*inset).max(Twips::ZERO);
    *inset -= gone;
    gone
}

/// Has a drawing or picture that is all there is of a paragraph stand at its place of the page, where it may reach out.
fn hung(paragraph: &mut Paragraph, room: &Room) -> bool {
    let format = &mut paragraph.format;
    let [inline @ (Inline::Picture(_) | Inline::Canvas(_))] = paragraph.inlines.as_mut_slice() else { return false };
    // What is placed has its place.
    if inline.standing().is_none() {
        return false;
    }
    let [left, right] = [format.left, format.right].map(|indent| Abs::pt(indent.to_pt()));
    let (width, before) = inline.drawn_room();
    let [width, before] = [width, before].map(|length| Abs::pt(length.to_pt()));
    let Some(height) = inline.height_of_place() else { return false };
    let within = left + side(format).position((room.width - left - right - width).max(Abs::zero())) + before;
    let above = if room.kind == Kind::Footer { Abs::zero() } else { Abs::pt(height.to_pt()) };
    let (x, y) = (Emu::from_pt((room.corner.x + within).to_pt()), Emu::from_pt((room.corner.y - above).to_pt()));
    set_place(inline, Placement::Page { x, y, behind: true });
    (format.before, format.after, format.line) = (Twips::ZERO, Twips::ZERO, Some(Line::Exact(Twips(20))));
    true
}
