//! The pages for which headers and footers are computed to find their numbers again.

use typst_library::layout::{Abs, Frame, FrameItem, PageElem};
use typst_library::model::{Numbering, NumberingPattern};

use super::Margin;
use crate::docx::introspector::Place;
use crate::docx::walk::Walker;

/// Stand-in page numbers: an odd one, and the number of pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Probe {
    pub odd: usize,
    pub pages: usize,
}

/// Far from any number a header is likely to hold otherwise, and within what Roman numerals write with letters alone.
pub(crate) const FAR: Probe = Probe { odd: 3917, pages: 3967 };

/// For circled numerals, of which there are fifty and Word has twenty.
const NEAR: Probe = Probe { odd: 17, pages: 41 };

/// For what is drawn over the whole page, where numbers stand at places of their own: as long as those of most pages.
const SHORT: [Probe; 2] = [Probe { odd: 5, pages: 7 }, Probe { odd: 15, pages: 47 }];

impl Probe {
    pub fn of(margin: &Margin, total: Option<usize>) -> Self {
        let [one_digit, two_digits] = SHORT;
        let circled = |pattern: &NumberingPattern| {
            pattern.pieces.iter().any(|(_, system)| system.shorthand().is_some_and(|sign| sign.contains('①')))
        };
        match margin.styles.get_ref(PageElem::numbering) {
            _ if margin.layer() && total.is_some_and(|total| total > 9) => two_digits,
            _ if margin.layer() => one_digit,
            Some(Numbering::Pattern(pattern)) if circled(pattern) => NEAR,
            _ => FAR,
        }
    }
}

impl Walker<'_, '_> {
    /// How much wider a header's content is laid out than on a real page: stand-in numbers have more digits than the document's pages.
    pub fn stand_in_surplus(&self, frame: &Frame) -> Abs {
        if self.place == Place::default() {
            return Abs::zero();
        }
        // As long as the number of pages is not known, they may be some dozens.
        let digits = self.pages_in_all().filter(|pages| *pages > 1).map_or(2, |pages| pages.to_string().len());
        let stand_ins = FAR.odd.to_string().len();
        surplus(frame, stand_ins.saturating_sub(digits))
    }
}

/// The width of so many digits for each stand-in number in a frame.
fn surplus(frame: &Frame, digits: usize) -> Abs {
    let mut total = Abs::zero();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => total += surplus(&group.frame, digits),
            FrameItem::Text(text) => {
                let numbers = text.text.split(|c: char| !c.is_ascii_digit()).filter(|number| {
                    number.parse().is_ok_and(|number: usize| (FAR.odd..FAR.odd + 100).contains(&number))
                });
                let digit = text.font.x_advance(text.font.ttf().glyph_index('0').map_or(0, |glyph| glyph.0));
                let width = digit.map_or(Abs::zero(), |advance| advance.at(text.size));
                total += width * (numbers.count() * digits) as f64;
            }
            _ => {}
        }
    }
    total
}
