//! What comes out otherwise on another page: words in the header of a table, which Word repeats as they are.

use std::num::NonZeroUsize;

use comemo::{Track, Tracked};
use ecow::{EcoString, EcoVec};
use typst_library::diag::StrResult;
use typst_library::engine::{Engine, Sink};
use typst_library::foundations::{Content, Label, Selector, StyleChain, Target, TargetElem};
use typst_library::introspection::{DocumentPosition, Introspector, Location, Locator, MAX_ITERS, analyze};
use typst_library::layout::{Axes, Region, Size};
use typst_library::model::Numbering;
use typst_syntax::VirtualPath;
use typst_utils::Protected;

use super::Walker;
use super::passed_on::passed_on;

/// A place that is nowhere in a document.
const NOWHERE: u128 = 0x6f6e_616e_796f_6e65_7061_6765_6f66_6974;

/// An introspector for which what stands nowhere in the document stands on a page.
struct OnPage<'w> {
    inner: Tracked<'w, dyn Introspector + 'w>,
    page: NonZeroUsize,
}

impl Introspector for OnPage<'_> {
    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        self.inner.query(selector)
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        self.inner.query_first(selector)
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        self.inner.query_unique(selector)
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        self.inner.query_label(label)
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        self.inner.query_labelled()
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        self.inner.query_count_before(selector, end)
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        self.inner.pages(location)
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        self.inner.page(location).or(Some(self.page))
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        self.inner.position(location)
    }

    passed_on!();
}

impl Walker<'_, '_> {
    /// Whether content comes out otherwise on another page: whether it asks on which it stands.
    pub(super) fn changes_with_page(&mut self, content: &Content, styles: StyleChain, size: Size) -> bool {
        let inner = *self.engine.introspector.access("is asked of two pages");
        let mut sink = Sink::new();
        let mut own = Engine {
            world: self.engine.world,
            library: self.engine.library,
            introspector: Protected::new(inner),
            traced: self.engine.traced,
            sink: sink.track_mut(),
            route: self.engine.route.clone(),
        };
        let paged = TargetElem::target.set(Target::Paged).wrap();
        let region = Region::new(size, Axes::splat(false));
        let nowhere = Locator::synthesize(Location::new(NOWHERE));
        let layout = own.library.routines.layout_frame;
        let laid = self.hearing.unheard(|| layout(&mut own, content, nowhere, styles.chain(&paged), region).is_ok());
        if !laid || sink.introspections().is_empty() {
            return false;
        }
        let [one, other] = [NonZeroUsize::MIN, NonZeroUsize::MIN.saturating_add(1)].map(|page| OnPage { inner, page });
        let mut asked: [&dyn Introspector; MAX_ITERS + 1] = [&one; MAX_ITERS + 1];
        if let Some(last) = asked.last_mut() {
            *last = &other;
        }
        self.hearing.unheard(|| {
            let mut questions = sink.introspections().iter();
            questions.any(|question| !analyze(self.engine.world, asked, std::slice::from_ref(question)).is_empty())
        })
    }
}
