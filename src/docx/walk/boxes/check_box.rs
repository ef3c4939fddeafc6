//! Squares to tick, which become check boxes.

use typst_library::foundations::{Content, Resolve, Smart, StyleChain};
use typst_library::layout::{Abs, Sizing};
use typst_library::text::TextElem;

use super::inline_box::InlineBox;
use super::neighbours::Beside;
use crate::docx::model::Inline;
use crate::docx::walk::line::Line;
use crate::docx::walk::text::paint::colour_on;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// Whether a box is drawn as a square to tick, and ticked: about as large as a letter, empty or with one sign in it. One of a row with
    /// letters or digits holds a sign of their number, and a letter is a tick only beside what is chosen by it.
    pub(crate) fn ticked(&self, boxed: &InlineBox, area: Area, beside: Beside) -> Option<bool> {
        let &InlineBox { elem, styles, body, .. } = boxed;
        if beside.lettered {
            return None;
        }
        let size = styles.resolve(TextElem::size);
        let square = |length: Sizing, whole: Abs| match length {
            Sizing::Rel(rel) => {
                let length = rel.resolve(styles).relative_to(whole);
                length >= size * 0.5 && length <= size * 1.4
            }
            _ => false,
        };
        // A patch of colour is no box to tick.
        if elem.fill.get_ref(styles).as_ref().is_some_and(|fill| colour_on(fill, self.ground) != self.ground) {
            return None;
        }
        let height = match elem.height.get(styles) {
            Smart::Custom(rel) => Sizing::Rel(rel),
            Smart::Auto => return None,
        };
        if !square(elem.width.get(styles), area.width) || !square(height, Abs::zero()) {
            return None;
        }
        let text = body.map(Content::plain_text).unwrap_or_default();
        match text.trim() {
            "" => Some(false),
            "√" | "✓" | "✔" | "☑" | "×" | "✗" | "✘" | "■" => Some(true),
            "x" | "X" | "V" | "v" => beside.choice.then_some(true),
            _ => None,
        }
    }

    /// A check box that can be ticked in Word.
    pub fn check_box(&mut self, checked: bool, symbols: (char, char), styles: StyleChain, line: &mut Line) {
        let mut format = self.run_format(styles);
        if !self.is_east_asian(styles, '□') {
            // Programs take the sign for one of the Han font's.
            format.fonts.east_asian.clone_from(&format.fonts.latin);
        }
        self.grow(styles, "□", line);
        line.advance(styles.resolve(TextElem::size));
        line.last = Some('□');
        line.first.get_or_insert_with(|| format.clone());
        line.inlines.push(Inline::CheckBox { checked, symbols, format });
    }
}
