//! A frame around a formula in a line. Word knows no borders of runs in formulas, but formulas with a frame; LibreOffice shows none.

use super::{Look, NAMESPACE, property};
use crate::docx::model::Colour;

/// The frame's line has no size of its own.
const SIZE: u32 = 22;

/// Puts a frame around a formula.
pub(crate) fn frame(markup: &mut String, colour: Colour) {
    let begin = format!("<m:oMath xmlns:m=\"{NAMESPACE}\">");
    let property = property("borderBox", "", &Look { size: SIZE, colour, bold: false });
    *markup = markup
        .replace(&begin, &format!("{begin}<m:borderBox>{property}<m:e>"))
        .replace("</m:oMath>", "</m:e></m:borderBox></m:oMath>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_holds_all_of_a_formula() {
        let mut markup = format!("<m:oMath xmlns:m=\"{NAMESPACE}\"><m:r/></m:oMath>");
        frame(&mut markup, Colour::BLACK);
        assert!(markup.contains("</m:borderBoxPr><m:e><m:r/></m:e></m:borderBox></m:oMath>"), "{markup}");
    }
}
