//! Lines around letters (描边): an outline of Word 2010, or bold, as which those in the letters' own colour are meant.

use typst_library::visualize::FixedStroke;

use super::paint::colour_on;
use crate::docx::model::{Colour, Emu, LetterOutline, RunFormat};

/// Gives letters, which have their colour, a line around them.
///
/// Word sets it as it is. Other programs pass over it: to them hollow letters, of which nothing is seen on their ground but their outline,
/// have its colour.
pub(crate) fn outline(format: &mut RunFormat, stroke: &FixedStroke, ground: Colour) {
    let line = colour_on(&stroke.paint, ground);
    if line == format.colour {
        format.bold = true;
        return;
    }
    let width = Emu::from_pt(stroke.thickness.to_pt());
    format.outline = Some(LetterOutline { line, width, fill: format.colour });
    if format.colour == ground {
        format.colour = line;
    }
}
