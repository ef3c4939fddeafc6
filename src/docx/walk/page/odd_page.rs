//! The first page of a section that begins on an odd or even page, as LibreOffice 7.4 makes it: the text stands directly below the header,
//! wherever the upper margin ends, and the footer at the upper edge of an area of at least half a centimetre.

use typst_library::layout::Abs;

use crate::docx::model::{Block, Marginals, Paragraph, Section, SectionStart, Twips};

/// Has the header of such a section end where its text begins, by space below its last line, and the footer fill its area, by space above.
/// `heights`: how high the two are.
pub(crate) fn reach_text(section: &mut Section, heights: [Abs; 2]) {
    if !matches!(section.start, SectionStart::OddPage | SectionStart::EvenPage) {
        return;
    }
    let [top, _, bottom, _] = section.page.margins;
    let [header, footer] = heights.map(|height| Twips::from_pt(height.to_pt()));
    let [header_over, footer_over] = section.page.over_text;
    let above = top - section.page.header - header - ROUNDING;
    if !header_over && above >= LEAST {
        each_paragraph(&mut section.headers, |blocks| blocks.last_mut(), |paragraph| paragraph.format.after += above);
    }
    let below = (bottom - section.page.footer - footer - ROUNDING).min(AREA - footer);
    if !footer_over && below >= LEAST {
        each_paragraph(&mut section.footers, |blocks| blocks.first_mut(), |paragraph| paragraph.format.before += below);
    }
}

/// Heights are rounded to twips: a header that reached into the text would move it.
const ROUNDING: Twips = Twips(2);

/// Less is not seen.
const LEAST: Twips = Twips(10);

/// No footer is less high there.
const AREA: Twips = Twips(284);

fn each_paragraph(
    marginals: &mut Marginals,
    which: impl Fn(&mut Vec<Block>) -> Option<&mut Block>,
    change: impl Fn(&mut Paragraph),
) {
    let first = marginals.first.as_mut().and_then(Option::as_mut);
    for blocks in [marginals.odd.as_mut(), marginals.even.as_mut(), first].into_iter().flatten() {
        if let Some(Block::Paragraph(paragraph)) = which(blocks) {
            change(paragraph);
        }
    }
}
