//! Footnotes: Word numbers them and puts them at the foot of the page.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Packed, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::Abs;
use typst_library::model::{FootnoteElem, FootnoteEntry};

use super::inline::Line;
use super::{Area, Walker};
use crate::docx::model::{Footnote, Inline};

impl Walker<'_, '_> {
    /// A footnote's mark, and the note itself.
    pub fn footnote(
        &mut self,
        note: &Packed<FootnoteElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        line: &mut Line,
    ) -> SourceResult<()> {
        let format = self.run_format(styles);
        let Some(body) = note.body_content() else {
            // A second mark of an earlier note: its number as text.
            let number = note.realize(self.engine, styles)?.plain_text();
            let format = crate::docx::model::RunFormat { script: crate::docx::model::Script::Super, ..format };
            super::inline::push_text(&mut line.inlines, &number, format, None);
            return Ok(());
        };
        // The looks of the entry, as its element sets them.
        let entry = FootnoteEntry::new(note.clone());
        let packed = typst_library::foundations::Packed::new(entry);
        use typst_library::foundations::ShowSet;
        let set = packed.show_set(styles);
        let chained = styles.chain(&set);
        let width = self.page.size.x - self.page.margins.left - self.page.margins.right;
        let area = Area { width, height: Abs::inf(), left: Abs::zero(), right: Abs::zero(), root: false };
        let blocks = self.body(body, chained, locator, area, Abs::zero())?.blocks;
        self.footnotes.push(Footnote { blocks });
        line.inlines.push(Inline::Footnote(self.footnotes.len() - 1, format));
        Ok(())
    }
}
