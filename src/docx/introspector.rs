//! Answers Typst's questions about the document while a DOCX is made: counters, labels, queries, and pages.
//!
//! Word lays the pages out, so the body has no pages of its own here. Where a document asks for them all the same (a table of
//! contents, a reference to a page), Typst's layout of the same content tells (see `walk::page`). Headers and footers are asked
//! for with a stand-in page number (see `walk::marginal`), which the walk then finds again in their text and replaces by a field.

use std::num::NonZeroUsize;
use std::sync::Arc;

use ecow::{EcoString, EcoVec};
use rustc_hash::FxHashMap;
use typst_library::diag::StrResult;
use typst_library::foundations::{Content, Label, Selector};
use typst_library::introspection::{
    CounterUpdateElem, DocumentPosition, ElementIntrospector, Introspector, Location, PagedPosition,
};
use typst_library::layout::Point;
use typst_library::model::Numbering;
use typst_syntax::VirtualPath;

use super::margin_elements::Margins;

/// Where an element stands: the page Typst is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    /// The page.
    pub page: NonZeroUsize,
    /// The number of pages.
    pub pages: NonZeroUsize,
    /// In the footer, which comes after what stands on the page.
    pub foot: bool,
    /// Which of its walks it is; 0: the text.
    pub walk: u64,
}

impl Default for Place {
    fn default() -> Self {
        Self { page: NonZeroUsize::MIN, pages: NonZeroUsize::MIN, foot: false, walk: 0 }
    }
}

/// The introspector of a DOCX document.
#[derive(Clone)]
pub struct DocxIntrospector {
    elements: Arc<ElementIntrospector<Place>>,
    numberings: Arc<FxHashMap<Location, Arc<PageNumber>>>,
    pages: Arc<Pages>,
    margins: Arc<Margins>,
}

/// How a section's pages are numbered and what they are called in references (第 3 页).
#[derive(Debug)]
pub(crate) struct PageNumber {
    pub numbering: Option<Numbering>,
    pub supplement: Content,
}

/// The pages on which elements stand, as far as known, and how many there are.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    pub of: FxHashMap<Location, PagedPosition>,
    pub count: Option<NonZeroUsize>,
    /// Where what is not in the list stands, if not on the first page.
    rest: Option<NonZeroUsize>,
}

impl Pages {
    /// So many pages, with nothing on them yet.
    pub fn new(count: usize) -> Self {
        Self { count: NonZeroUsize::new(count), ..Self::default() }
    }
}

impl DocxIntrospector {
    /// `numberings`: how pages are numbered and named where an element stands.
    pub(crate) fn new(elements: ElementIntrospector<Place>, numberings: FxHashMap<Location, Arc<PageNumber>>) -> Self {
        let margins = Arc::new(Margins::of(&elements));
        Self { elements: Arc::new(elements), numberings: Arc::new(numberings), pages: Arc::default(), margins }
    }

    /// The same, with the pages known.
    pub(crate) fn on(self, pages: Pages) -> Self {
        Self { pages: Arc::new(pages), ..self }
    }

    /// The same, with the whole body on other pages. Headers and footers stay where they are.
    pub(crate) fn elsewhere(&self) -> Self {
        let other = NonZeroUsize::MIN.saturating_add(1);
        self.clone().on(Pages { count: Some(other), rest: Some(other), ..Pages::default() })
    }

    /// Where a header or footer stands, if the location is in one.
    fn margin(&self, location: Location) -> Option<Place> {
        self.margins.place(location)
    }

    /// What is found for somebody in the text: nothing of headers and footers.
    fn of_text(&self, found: EcoVec<Content>) -> EcoVec<Content> {
        let of_text = |elem: &Content| elem.location().is_none_or(|location| self.margin(location).is_none());
        found.into_iter().filter(of_text).collect()
    }

    /// Whether an element of the body comes before a header or footer: headers and footers are walked after the body, but stand at the
    /// ends of pages. While it is found out whether pages matter, nothing does.
    fn precedes(&self, elem: &Content, margin: Place) -> bool {
        let Some(location) = elem.location() else { return true };
        if let Some(place) = self.margin(location) {
            return self.margins.is_seen_from(margin, place);
        }
        let page = self.page(location).unwrap_or(margin.page);
        self.pages.rest.is_none() && (page < margin.page || page == margin.page && margin.foot)
    }
}

impl std::fmt::Debug for DocxIntrospector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DocxIntrospector(..)")
    }
}

impl Introspector for DocxIntrospector {
    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        if let Selector::Before { end, .. } = selector
            && let Selector::Location(end) = **end
            && let Some(margin) = self.margin(end)
        {
            return self.elements.query(selector).into_iter().filter(|elem| self.precedes(elem, margin)).collect();
        }
        if let Selector::After { selector, start, .. } = selector
            && let Selector::Location(start) = **start
            && let Some(margin) = self.margin(start)
        {
            let follows = |elem: &Content| self.pages.rest.is_none() && !self.precedes(elem, margin);
            return self.elements.query(selector).into_iter().filter(follows).collect();
        }
        if !self.margins.may_be(selector) {
            return self.elements.query(selector);
        }
        if let Selector::Before { .. } | Selector::After { .. } = selector {
            return self.of_text(self.elements.query(selector));
        }
        self.margins.once(self.elements.query(selector))
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        match selector {
            Selector::Before { .. } | Selector::After { .. } => self.query(selector).first().cloned(),
            _ if self.margins.may_be(selector) => self.query(selector).first().cloned(),
            _ => self.elements.query_first(selector),
        }
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        self.elements.query_unique(selector).or_else(|error| match self.query(selector).as_slice() {
            [only] => Ok(only.clone()),
            _ => Err(error),
        })
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        self.elements.query_label(label).or_else(|error| self.margins.labels.get(&label).ok_or(error))
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        self.margins.once(self.elements.query_labelled())
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        let count = self.elements.query_count_before(selector, end);
        let Some(margin) = self.margin(end) else {
            if !self.margins.may_be(selector) {
                return count;
            }
            let before = self.elements.query(selector).into_iter().take(count).collect();
            return self.of_text(before).len();
        };
        // An update of the page number holds for the header of its page too; it is not told from others here, which count as well.
        let foot = Place { foot: true, ..margin };
        let counts = |elem: &Content| self.precedes(elem, if elem.is::<CounterUpdateElem>() { foot } else { margin });
        let all = self.elements.query(selector);
        let before = all.iter().take(count).filter(|elem| counts(elem)).count();
        // What is counted is an index among all that is found.
        before.min(self.margins.count_once(&all))
    }

    fn label_count(&self, label: Label) -> usize {
        if self.margins.labels.contains_key(&label) { 1 } else { self.elements.label_count(label) }
    }

    fn locator(&self, key: u128, base: Location) -> Option<Location> {
        self.elements.locator(key, base)
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        let place = self.elements.position(location)?;
        Some(if *place == Place::default() { self.pages.count.unwrap_or(place.pages) } else { place.pages })
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        let place = self.elements.position(location)?;
        let known = self.pages.of.get(&location).map(|position| position.page);
        let rest = || self.pages.rest.filter(|_| *place == Place::default());
        Some(known.or_else(rest).unwrap_or(place.page))
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        if let Some(position) = self.pages.of.get(&location) {
            return Some(DocumentPosition::Paged(*position));
        }
        let page = self.page(location)?;
        Some(DocumentPosition::Paged(PagedPosition { page, point: Point::zero() }))
    }

    fn page_numbering(&self, location: Location) -> Option<&Numbering> {
        self.numberings.get(&location).and_then(|page| page.numbering.as_ref())
    }

    fn page_supplement(&self, location: Location) -> Option<&Content> {
        self.numberings.get(&location).map(|page| &page.supplement)
    }

    fn anchor(&self, _: Location) -> Option<&EcoString> {
        None
    }

    fn document(&self, _: Location) -> Option<Location> {
        None
    }

    fn path(&self, _: Location) -> Option<&VirtualPath> {
        None
    }
}
