//! Drawings that are all there is in a line. They stand on it, as no one sees what the line is: LibreOffice lowers none, and cuts their
//! words by what they are lowered. All of a line are as high: those that reach less far above it or below than others have room there.

use typst_library::layout::{Abs, Size, Transform};
use typst_library::visualize::Geometry;

use super::shape::outline;
use super::shift;
use crate::docx::model::{Canvas, Emu, Inline, Piece, Placement};
use crate::docx::walk::line::Line;

/// Has drawings stand on their line if nothing else stands in it. `width`: how wide lines are.
pub(crate) fn raise_alone(line: &mut Line, width: Abs) {
    let mut drawn: Vec<Stands> = Vec::new();
    let mut words = false;
    for inline in &line.inlines {
        match inline {
            Inline::Canvas(canvas) => {
                let Placement::Inline { lowered } = canvas.place else { return };
                let below = Emu::from_pt(f64::from(lowered) / 2.0);
                drawn.push(Stands { above: Emu(canvas.height.0 - below.0), below });
                words |= canvas.has_words();
            }
            Inline::Space(..) | Inline::Tab(_) | Inline::BookmarkStart(..) | Inline::BookmarkEnd(_) => {}
            Inline::Text(text, format) if text.trim().is_empty() && format.underline.is_none() => {}
            _ => return,
        }
    }
    let most = drawn.iter().copied().reduce(Stands::max);
    let Some(most) = most.filter(|_| words) else { return };
    let level = drawn.iter().all(|own| own.below == most.below);
    // What may stand in several lines has each its own. What has a picture beside it is as it is.
    let plain = |inline: &Inline| !matches!(inline, Inline::Canvas(canvas) if canvas.fallback.is_some());
    let one_line = line.width <= width && !line.filled() && line.inlines.iter().all(plain);
    if !level && !one_line {
        return;
    }
    let canvases = line.inlines.iter_mut().filter_map(|inline| match inline {
        Inline::Canvas(canvas) => Some(canvas),
        _ => None,
    });
    for (canvas, own) in canvases.zip(drawn) {
        canvas.place = Placement::Inline { lowered: 0 };
        if one_line {
            lengthen(canvas, Emu(most.above.0 - own.above.0), Emu(most.below.0 - own.below.0));
        }
    }
    if !level {
        line.pictured.height.set_max(Abs::pt(most.above.to_pt() + most.below.to_pt()));
    }
}

/// How far a drawing reaches above the line and below it.
#[derive(Clone, Copy)]
struct Stands {
    above: Emu,
    below: Emu,
}

impl Stands {
    fn max(self, other: Self) -> Self {
        Self { above: self.above.max(other.above), below: self.below.max(other.below) }
    }
}

/// Gives a drawing room above and below: LibreOffice sets the words of a lower one as far down as those of the highest in its line.
fn lengthen(canvas: &mut Canvas, above: Emu, below: Emu) {
    if above.0 <= 0 && below.0 <= 0 {
        return;
    }
    canvas.height.0 += above.0 + below.0;
    for piece in &mut canvas.pieces {
        shift(piece, Emu(0), above);
    }
    // The first piece is the drawing's ground.
    if let Some(Piece::Shape(ground)) = canvas.pieces.first_mut() {
        let size = Size::new(Abs::pt(canvas.width.to_pt()), Abs::pt(canvas.height.to_pt()));
        ground.path = outline(&Geometry::Rect(size), Transform::identity());
    }
}
