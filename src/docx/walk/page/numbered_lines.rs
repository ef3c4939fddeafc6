//! Numbers beside the lines of text.

use comemo::Track;
use typst_library::foundations::{Context, Resolve, StyleChain};
use typst_library::layout::FixedAlignment;
use typst_library::model::{Numbering, ParLine};
use typst_syntax::Span;

use crate::docx::model::{LineNumbers, ParagraphFormat, Twips};
use crate::docx::walk::{NOTE, Walker};

/// So many lines are asked for their numbers.
const LINES_ASKED: u64 = 24;

impl Walker<'_, '_> {
    /// Says whether a paragraph's lines are numbered, and, of the first that are, how.
    pub(crate) fn number_lines(&mut self, format: &mut ParagraphFormat, styles: StyleChain) {
        if !self.in_text {
            return;
        }
        let numbering = styles.get_ref(ParLine::numbering).as_ref();
        let numbered = numbering.is_some();
        if let Some(numbering) = numbering.filter(|_| self.line_numbers.is_none()) {
            let clearance = styles.get(ParLine::number_clearance).custom();
            let distance = clearance.map(|own| Twips::from_pt(own.resolve(styles).to_pt()));
            let every = self.shown_every(numbering, styles);
            if !self.is_arabic(numbering, every, styles) {
                self.warn(Span::detached(), format!("{NOTE}行号只能是阿拉伯数字"));
            }
            self.line_numbers = Some(LineNumbers { each_page: false, distance, every });
        }
        if numbered && styles.get(ParLine::number_margin).resolve(styles) == FixedAlignment::End {
            self.warn(Span::detached(), format!("{NOTE}行号只排在左边"));
        }
        format.line_numbers = Some(numbered);
    }

    /// Lines in tables have numbers in Typst, and count; Word passes over them.
    pub(crate) fn number_no_cells(&mut self, at: Span, styles: StyleChain) {
        if self.in_text && styles.get_ref(ParLine::numbering).is_some() {
            self.warn(at, format!("{NOTE}表格、方框里的行没有行号，后面的行号因此不同"));
        }
    }

    /// Every how many lines a number is shown, where a numbering leaves most of them out.
    fn shown_every(&mut self, numbering: &Numbering, styles: StyleChain) -> u64 {
        if !matches!(numbering, Numbering::Func(_)) {
            return 1;
        }
        let context = Context::new(None, Some(styles));
        let mut is_shown = |number: u64| {
            let shown = numbering.apply(self.engine, context.track(), Span::detached(), &[number]);
            shown.is_ok_and(|shown| !shown.display().plain_text().trim().is_empty())
        };
        let shown: Vec<u64> = (1..=LINES_ASKED).filter(|&number| is_shown(number)).collect();
        let first = shown.first().copied().unwrap_or(1);
        let regular = (1..=LINES_ASKED).filter(|number| number % first == 0).eq(shown);
        if regular { first } else { 1 }
    }

    /// Whether lines are numbered by mere figures.
    fn is_arabic(&mut self, numbering: &Numbering, every: u64, styles: StyleChain) -> bool {
        let context = Context::new(None, Some(styles));
        let number = every * 4;
        let shown = numbering.apply(self.engine, context.track(), Span::detached(), &[number]);
        shown.is_ok_and(|shown| shown.display().plain_text().trim() == number.to_string())
    }
}
