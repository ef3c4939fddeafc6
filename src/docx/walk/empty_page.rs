//! Empty pages that have a number of their own: the page that a break to an odd or even page puts in is one that Word makes itself, but it
//! counts from the page after it.

use typst_library::introspection::Introspector;
use typst_library::layout::Abs;

use super::Walker;
use super::flow::spacer;
use super::runs::Run;
use crate::docx::model::{Block, Section, SectionStart};

impl Walker<'_, '_> {
    /// Whether the page counter is set before a break to an odd or even page, and an empty page stands in between: that page has the
    /// number in Typst, where Word counts from the next.
    pub(super) fn counts_empty_page(&self, run: &Run) -> bool {
        let Some(set) = self.renumbered.filter(|_| run.start != SectionStart::NextPage) else { return false };
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let text = self.met.get(self.begun..).unwrap_or_default().iter().find(|met| !met.sets());
        self.hearing.unheard(|| text.and_then(|met| introspector.page(met.location()))) == set.checked_add(1)
    }
}

/// A section, and the empty page before it from which the pages are counted, if there is one.
pub(super) fn parted(mut section: Section, empty: bool) -> (Option<Section>, Section) {
    if !empty {
        return (None, section);
    }
    let before = Section {
        blocks: vec![Block::Paragraph(spacer(Abs::pt(1.0), false).0)],
        line_numbers: None,
        ..section.clone()
    };
    section.numbers.start = None;
    section.headers.first = None;
    section.footers.first = None;
    (Some(before), section)
}
