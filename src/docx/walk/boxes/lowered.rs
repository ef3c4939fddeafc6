//! Boxes and pictures that stand above or below their line.

use typst_library::foundations::{Packed, Resolve, StyleChain};
use typst_library::layout::{Abs, BoxElem};
use typst_library::text::TextElem;

use crate::docx::model::{Inline, Placement};
use crate::docx::walk::line::Line;
use crate::docx::walk::text::metrics::Extent;

/// What reaches so many half-points below the baseline has room there in any line.
const SUNK: i32 = 4;

/// By how many half-points a box stands below the line: its baseline is moved up in it.
pub(crate) fn lowered(elem: &Packed<BoxElem>, styles: StyleChain) -> i32 {
    let shift = elem.baseline.get(styles).shift().resolve(styles);
    (shift.relative_to(styles.resolve(TextElem::size)).to_pt() * 2.0).round() as i32
}

/// What stands on the baseline may be this part of the distance of lines high, or LibreOffice makes its line higher.
const STANDING: f64 = 0.85;

impl Line {
    /// Whether drawings or pictures in it, without words, reach so far below the baseline that their lines are higher.
    pub fn sinks(&self) -> bool {
        !self.pictured.drawn && self.inlines.iter().any(|inline| inline.in_line().is_some_and(|(_, by)| by > SUNK))
    }

    /// Whether lines so far apart have room for all drawings and pictures in it as they are: LibreOffice lowers none.
    pub fn has_room(&self, pitch: Abs) -> bool {
        let heights = self.inlines.iter().filter_map(Inline::in_line).map(|(height, _)| Abs::pt(height.to_pt()));
        heights.max().is_none_or(|highest| highest <= pitch * STANDING)
    }
}

/// Has the picture that came last stand below the line, as its box does: the shift is a part of its own height.
pub(crate) fn lower_picture(elem: &Packed<BoxElem>, styles: StyleChain, line: &mut Line) {
    let shift = elem.baseline.get(styles).shift().resolve(styles);
    if let Some(Inline::Picture(picture)) = line.inlines.last_mut()
        && let Placement::Inline { lowered } = &mut picture.place
        && !shift.is_zero()
    {
        let height = Abs::pt(picture.height.to_pt());
        let below = shift.relative_to(height);
        *lowered += (below.to_pt() * 2.0).round() as i32;
        if line.pictured.height == height {
            line.pictured.height -= below;
        }
        // Of a line that stands alone; in others the program makes room for it.
        line.around = line.around.max(Extent { ascent: Abs::zero(), descent: below });
    }
}

/// Has the picture that came last stand above the line, as far as its box reaches out below it; and its line reach up as far as the box.
pub(crate) fn raise_picture(above: Abs, below: Abs, line: &mut Line) {
    if let Some(Inline::Picture(picture)) = line.inlines.last_mut()
        && let Placement::Inline { lowered } = &mut picture.place
        && (above > Abs::zero() || below > Abs::zero())
    {
        *lowered -= (below.to_pt() * 2.0).round() as i32;
        let ascent = above + Abs::pt(picture.height.to_pt()) + below;
        line.around = line.around.max(Extent { ascent, descent: Abs::zero() });
    }
}
