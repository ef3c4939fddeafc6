//! Numbers in drawings of headers and footers. Their boxes are laid out with a stand-in number, which has more digits than most pages
//! have; where a line of text ends at a place or stands in the middle of one, it does so whatever number is in it.

use crate::docx::model::{Align, Block, Canvas, Emu, Inline, Lettering, Piece, Placement};
use crate::docx::walk::finish::{each_in_blocks, paragraphs_in};

/// Edges nearer to each other, in points, are at one place.
const SAME: f64 = 0.5;

/// What the box of a line has to spare: a part of the line's length, and so many points.
pub(crate) const SPARE: (f64, f64) = (0.01, 0.75);

/// Has lines of text with numbers in drawings stand by the edge that is at the same place in two versions with numbers of other lengths:
/// one like the blocks, without fields, and another.
pub(crate) fn by_edges(blocks: &mut [Block], [like, other]: [&[Block]; 2]) {
    let [likes, others] = [like, other].map(lines_drawn);
    if likes.is_empty() || likes.len() != others.len() {
        return;
    }
    let mut versions = likes.into_iter().zip(others);
    each_in_blocks(blocks, &mut |paragraph| {
        for inline in &mut paragraph.inlines {
            let Inline::Canvas(canvas) = inline else { continue };
            for piece in &mut canvas.pieces {
                if let Piece::Lettering(line) = piece
                    && let Some((like, other)) = versions.next()
                    && line.line.inlines.iter().any(|inline| matches!(inline, Inline::Field { .. }))
                {
                    stand_by(line, like, other);
                }
            }
        }
    });
}

/// Has a line stand by the edge that two versions of it have at one place, unless it is the left one.
fn stand_by(line: &mut Lettering, [left, right]: [f64; 2], [other_left, other_right]: [f64; 2]) {
    let same = |one: f64, other: f64| (one - other).abs() < SAME;
    let spare = line.width.to_pt() - (right - left);
    let (align, back) = if same(left, other_left) {
        return;
    } else if same(right, other_right) {
        (Align::Right, spare)
    } else if same((left + right) / 2.0, (other_left + other_right) / 2.0) {
        (Align::Centre, spare / 2.0)
    } else {
        return;
    };
    line.line.format.align = align;
    line.x = Emu(line.x.0 - Emu::from_pt(back).0);
}

/// Where the lines of text in drawings begin and end.
fn lines_drawn(blocks: &[Block]) -> Vec<[f64; 2]> {
    let mut out = Vec::new();
    for inline in paragraphs_in(blocks).into_iter().flat_map(|paragraph| &paragraph.inlines) {
        let Inline::Canvas(canvas) = inline else { continue };
        out.extend(canvas.pieces.iter().filter_map(|piece| match piece {
            Piece::Lettering(line) => Some(edges(canvas, line)),
            Piece::Shape(_) => None,
        }));
    }
    out
}

/// Where a line of text in a drawing begins and ends.
fn edges(canvas: &Canvas, line: &Lettering) -> [f64; 2] {
    let from = match canvas.place {
        Placement::Page { x, .. } | Placement::Anchored { x, .. } | Placement::Character { x, .. } => x,
        Placement::Inline { .. } => Emu(-canvas.over[0].0),
    };
    let left = from.to_pt() + line.x.to_pt();
    let (part, points) = SPARE;
    [left, left + (line.width.to_pt() - points) / (1.0 + part)]
}
