//! A drawing that is all there is of a cell and reaches out of its place there: 斜线表头, whose line goes on through the insets.

use typst_library::layout::{Abs, Sides};

use crate::docx::model::{Block, Canvas, Emu, Inline, Piece, Twips};
use crate::docx::walk::flow::Body;

/// Within so many points beside its place it is no more than what letters have around them.
const NEAR: f64 = 2.0;

/// Lets such a drawing begin outside of the insets, by an indent of less than none, in a line no higher than itself. `fixed`:
/// the row has a height of its own, and the drawing is as high as it.
pub(crate) fn let_out(made: &mut Body, inset: &mut Sides<Abs>, fixed: bool) -> bool {
    let [Block::Paragraph(only)] = made.blocks.as_mut_slice() else { return false };
    let mut seen = only.inlines.iter_mut().filter(|inline| !inline.is_bookmark());
    let (Some(inline), None) = (seen.next(), seen.next()) else { return false };
    shrink(inline, inset);
    let Some([left, top, right, bottom]) = reaching_out(inline) else { return false };
    only.format.left -= Twips::from_pt(left.min(inset.left).to_pt());
    only.format.right -= Twips::from_pt(right.min(inset.right).to_pt());
    inset.top -= top.min(inset.top);
    inset.bottom -= bottom.min(inset.bottom);
    only.mark.size = 2;
    if fixed {
        (only.format.before, only.format.after) = (Twips::ZERO, Twips::ZERO);
        (made.over, made.below) = (Abs::zero(), Abs::zero());
    }
    fixed
}

/// A picture that reaches a little beyond its place, as one with a line around it does, is as large as its place where the insets leave less room beside it: it
/// would be cut off at the cell's edge.
fn shrink(inline: &mut Inline, inset: &Sides<Abs>) {
    let in_line = inline.standing().is_some();
    let Inline::Picture(picture) = inline else { return };
    let [left, top, right, bottom] = picture.over;
    let little = picture.over.iter().all(|over| over.to_pt() <= NEAR);
    let room = left.to_pt() <= inset.left.to_pt() && right.to_pt() <= inset.right.to_pt();
    if !in_line || !little || room {
        return;
    }
    picture.width.0 -= left.0 + right.0;
    picture.height.0 -= top.0 + bottom.0;
    picture.over = [Emu(0); 4];
}

/// How far a drawing in its line reaches beyond its place: left, top, right, bottom. Words alone do not, but for what their boxes have
/// to spare.
fn reaching_out(inline: &Inline) -> Option<[Abs; 4]> {
    inline.standing()?;
    let Inline::Canvas(Canvas { pieces, over, .. }) = inline else { return None };
    // The first one is the drawing's ground.
    let lines = pieces.iter().skip(1).any(|piece| matches!(piece, Piece::Shape(_)));
    let over @ [left, _, right, _] = over.map(|over| Abs::pt(over.to_pt()));
    (lines && left.max(right) > Abs::pt(NEAR)).then_some(over)
}
