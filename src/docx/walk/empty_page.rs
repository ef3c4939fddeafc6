//! Empty pages that have a number of their own: the page that a break to an odd or even page puts in is one that Word makes itself, but it
//! counts from the page after it.

use std::num::NonZeroUsize;

use typst_library::introspection::Introspector;
use typst_library::layout::Abs;

use super::flow::spacer;
use super::pages::Met;
use super::runs::Run;
use super::{NOTE, Walker};
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

impl Walker<'_, '_> {
    /// Tells that the page which Word puts in before an odd or even one has no header and no footer, where Typst's has.
    pub(super) fn tell_bare_page(&mut self, run: &Run, section: &Section) {
        let breaks = matches!(section.start, SectionStart::OddPage | SectionStart::EvenPage);
        let bare = section.headers.is_empty() && section.footers.is_empty();
        let Some(first) = self.met.get(self.begun).filter(|_| breaks && !bare && self.begun > 0) else { return };
        let span = run.children.iter().map(|(child, _)| child.span()).find(|span| !span.is_detached());
        let span = span.unwrap_or(first.span());
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let ends = self.begun.checked_sub(1).and_then(|last| self.met.get(last));
        let page = |met: &Met| introspector.page(met.location()).map(NonZeroUsize::get);
        let pages = self.hearing.unheard(|| ends.and_then(page).zip(page(first)));
        // As long as pages are not known, one may come before.
        if self.pages_in_all().is_some_and(|pages| pages > 1)
            && pages.is_some_and(|(last, first)| first.saturating_sub(last) < 2)
        {
            return;
        }
        self.warn(span, format!("{NOTE}为凑单数或双数页而空出一页时，Word 在那一页不印页眉、页脚和页码"));
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
