//! What numbers come to that say what they are only where they stand.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, ContextElem, StyleChain};
use typst_library::introspection::{CounterDisplayElem, SplitLocator};
use typst_library::layout::{Abs, Size};
use typst_library::routines::Arenas;

use crate::docx::model::Inline;
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::line::Line;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// The words of a number. A numbering may give back content that is computed where it stands (`numbering: n => context …`).
    pub fn shown(&mut self, number: &Content, styles: StyleChain, locator: &mut SplitLocator) -> SourceResult<String> {
        if !found(number, |elem| elem.is::<ContextElem>() || elem.is::<CounterDisplayElem>()) {
            return Ok(number.plain_text().into());
        }
        // What waits for the paragraph the number stands in is not the number's.
        let waiting = self.take_pending();
        let arenas = Arenas::default();
        let mut inner = locator.next(&"number").split();
        let pairs = self.realize_par(&arenas, &mut inner, number, styles)?;
        let mut line = Line::new();
        let walked = self.inlines(&pairs, &mut inner, Area::of(Size::splat(Abs::inf())), &mut line);
        self.pending = waiting;
        walked?;
        let mut words = String::new();
        push_words(&line.inlines, &mut words);
        Ok(words)
    }
}

/// Adds the words of inlines.
pub(crate) fn push_words(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text, _) => words.push_str(text),
            Inline::Link { inlines, .. } => push_words(inlines, words),
            Inline::Space(..) | Inline::Tab(_) => words.push(' '),
            _ => {}
        }
    }
}
