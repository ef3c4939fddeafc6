//! Empty pages before odd and even ones. The page that a break to such a page puts in is one that Word makes itself, but without header
//! and footer, and it counts from the page after it: where there is something on the page, or it has a number of its own, it is in the
//! document.

use std::num::NonZeroUsize;

use typst_library::foundations::StyleChain;
use typst_library::introspection::{DocumentPosition, Introspector, PageIntrospection};
use typst_library::layout::Abs;

use super::pages::{Met, closing};
use super::runs::{Run, Setup};
use super::section::marginals;
use crate::docx::model::{Block, Section, SectionStart};
use crate::docx::walk::flow::spacer;
use crate::docx::walk::{NOTE, Walker};

impl Walker<'_, '_> {
    /// Whether the page counter is set before a break to an odd or even page, and an empty page stands in between: that page has the
    /// number in Typst, where Word counts from the next.
    pub(crate) fn counts_empty_page(&self, run: &Run) -> bool {
        let Some(set) = self.renumbered.filter(|_| run.start != SectionStart::NextPage) else { return false };
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let text = self.met.get(self.begun..).unwrap_or_default().iter().find(|met| !met.sets());
        self.hearing.unheard(|| text.and_then(|met| introspector.page(met.location()))) == set.checked_add(1)
    }
}

/// The pages before a section.
pub(crate) struct Before {
    setup: Setup,
    /// Whether they have no header and no footer.
    bare: bool,
    /// Whether the last of them is an empty one of the document's own.
    broken: bool,
}

impl Before {
    pub(crate) fn of(run: &Run, styles: StyleChain, section: &Section) -> Self {
        let bare = section.headers.is_empty() && section.footers.is_empty();
        Self { setup: Setup::of(styles), bare, broken: run.ends_with_break() }
    }
}

impl Walker<'_, '_> {
    /// Whether a page stands empty before an odd or even one that has the header and the footer of the pages before it. The one that Word
    /// puts in has none, so it is in the document; with one more Word still begins on the right page if the text before grows. Where
    /// that cannot be said it is told.
    pub(crate) fn leaves_page(&mut self, run: &Run, section: &Section) -> bool {
        let breaks = matches!(section.start, SectionStart::OddPage | SectionStart::EvenPage);
        let Some(before) = self.before.as_ref().filter(|_| breaks) else { return false };
        // It has what is set where the break is written.
        // Where pages are counted anew, which number an empty page has is each program's own.
        let styles = run.parity.filter(|_| section.numbers.start.is_none()).unwrap_or(run.initial);
        let same = before.setup == Setup::of(styles);
        let bare = if same { before.bare } else { is_bare(styles) };
        let Some(first) = self.met.get(self.begun).copied().filter(|_| !bare && self.begun > 0) else { return false };
        let apart = same && !before.broken;
        // Asked for in any case: the answer tells that the document depends on pages.
        let page = self.engine.introspect(PageIntrospection(first.location(), first.span())).get();
        let span = run.children.iter().map(|(child, _)| child.span()).find(|span| !span.is_detached());
        let span = span.unwrap_or(first.span());
        let last = self.last_page_before(self.begun);
        // As long as pages are not known, one may come before.
        let known = self.pages_in_all().is_some_and(|pages| pages > 1);
        match last.map(|last| page.saturating_sub(last)) {
            Some(2) if known && apart => return true,
            Some(0 | 1) if known => {}
            _ => self.warn(span, format!("{NOTE}为凑单数或双数页而空出一页时，Word 在那一页不印页眉、页脚和页码")),
        }
        false
    }

    /// The last page on which any of the elements begins or ends that were met first, so many.
    fn last_page_before(&self, count: usize) -> Option<usize> {
        let introspector = self.engine.introspector.access("the page of what comes next was asked for");
        let ends = |met: &Met| {
            let end = introspector.position(closing(met.location())).map(|position| match position {
                DocumentPosition::Paged(position) => position.page,
                _ => NonZeroUsize::MIN,
            });
            introspector.page(met.location()).max(end)
        };
        let met = self.met.get(..count).unwrap_or_default();
        self.hearing.unheard(|| met.iter().filter_map(ends).max()).map(NonZeroUsize::get)
    }
}

/// Whether pages of such settings have no header and no footer.
fn is_bare(styles: StyleChain) -> bool {
    let (header, footer) = marginals(styles);
    header.is_none() && footer.is_none()
}

/// The empty page, as the end of the section before.
pub(crate) fn empty_page() -> Block {
    Block::Paragraph(spacer(Abs::pt(1.0), true).0)
}

/// A section, and the empty page before it from which the pages are counted, if there is one.
pub(crate) fn parted(mut section: Section, empty: bool) -> (Option<Section>, Section) {
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
