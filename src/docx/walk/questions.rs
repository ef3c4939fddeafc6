//! What a walk asks of the document, and whether the answers depend on pages.
//!
//! Word lays the pages out, so a walk knows none. A document may ask all the same: a table of contents, "see page 3", the
//! number of pages in a sentence. A walk that asks of no page is known not to. Where one does, everything it asked is asked again,
//! once of an introspector that puts all of its body on one page and once of one that puts it on another: if some answer differs,
//! pages matter.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use comemo::{Track, Tracked, TrackedMut};
use ecow::{EcoString, EcoVec};
use typst_library::diag::{SourceDiagnostic, SourceResult, StrResult};
use typst_library::engine::{Engine, Sink};
use typst_library::foundations::{Content, Label, NativeElement, Selector};
use typst_library::introspection::{CounterUpdateElem, DocumentPosition, Introspector, Location, MAX_ITERS, analyze};
use typst_library::model::Numbering;
use typst_syntax::{Span, VirtualPath};
use typst_utils::Protected;

use super::passed_on::passed_on;
use crate::docx::introspector::{DocxIntrospector, Place};

/// Whether pages were asked for so far.
#[derive(Default)]
pub(crate) struct Hearing {
    /// Whether a header or footer is walked, which has stand-in pages of its own: only what it asks of the body depends on pages.
    in_margin: AtomicBool,
    /// Whether nothing is heard, as what is asked says nothing of the document.
    deaf: AtomicBool,
    of_pages: AtomicBool,
    /// Whether something went wrong where that may be none of the document's errors.
    doubtful: AtomicBool,
    found_in_margin: AtomicBool,
    looks_up: AtomicBool,
    /// The page for which a header or footer is walked, and of how many; none where it is zero.
    page: AtomicUsize,
    pages: AtomicUsize,
}

impl Hearing {
    /// Whether a header or footer found something in the document.
    pub fn found_in_margin(&self) -> bool {
        self.found_in_margin.load(Ordering::Relaxed)
    }

    /// Whether a header or footer looked for something in the document, found or not.
    pub fn looks_up(&self) -> bool {
        self.looks_up.load(Ordering::Relaxed)
    }

    /// Something went wrong on a page that the document may not have.
    pub fn doubts(&self) {
        self.doubtful.store(true, Ordering::Relaxed);
    }

    /// From here on a header or footer is walked, or the body again.
    pub fn walks_margin(&self, margin: bool) {
        self.in_margin.store(margin, Ordering::Relaxed);
    }

    /// From here on a header or footer is walked for this page.
    pub fn walks_page(&self, place: Place) {
        self.set_page([place.page.get(), place.pages.get()]);
    }

    /// The page, and the number of all, for which one is walked; 0: for none.
    pub fn page(&self) -> [usize; 2] {
        [&self.page, &self.pages].map(|number| number.load(Ordering::Relaxed))
    }

    /// Goes back to the page that was asked for before.
    pub fn set_page(&self, [page, pages]: [usize; 2]) {
        self.page.store(page, Ordering::Relaxed);
        self.pages.store(pages, Ordering::Relaxed);
    }

    /// Where something stands that the last walk did not come across, if it is asked for in a header or footer: its `here()`.
    fn here(&self, number: &AtomicUsize) -> Option<NonZeroUsize> {
        let in_margin = self.in_margin.load(Ordering::Relaxed);
        NonZeroUsize::new(number.load(Ordering::Relaxed)).filter(|_| in_margin)
    }

    /// Asks something that says nothing of the document.
    pub fn unheard<T>(&self, question: impl FnOnce() -> T) -> T {
        let deaf = self.deaf.swap(true, Ordering::Relaxed);
        let answer = question();
        self.deaf.store(deaf, Ordering::Relaxed);
        answer
    }

    fn hear(&self, in_margin: bool) {
        if self.in_margin.load(Ordering::Relaxed) == in_margin && !self.deaf.load(Ordering::Relaxed) {
            self.of_pages.store(true, Ordering::Relaxed);
        }
    }
}

/// An introspector that notices whether pages are asked for.
struct Listener<'w> {
    inner: Tracked<'w, dyn Introspector + 'w>,
    hearing: &'w Hearing,
}

impl Listener<'_> {
    /// A page was told.
    fn told<T>(&self, answer: Option<T>) -> Option<T> {
        if answer.is_some() {
            self.hearing.hear(false);
        }
        answer
    }

    /// Elements are looked for. Numbers are no such elements: nearly every footer counts.
    fn looks_for(&self, selector: &Selector) {
        let Hearing { in_margin, deaf, looks_up, .. } = self.hearing;
        let counts = matches!(selector, Selector::Elem(elem, _) if *elem == CounterUpdateElem::ELEM);
        if !counts && in_margin.load(Ordering::Relaxed) && !deaf.load(Ordering::Relaxed) {
            looks_up.store(true, Ordering::Relaxed);
        }
    }

    /// Elements were found: those that a header finds are those of the pages up to its own.
    fn found<'a>(&self, elements: impl IntoIterator<Item = &'a Content>) {
        if elements.into_iter().next().is_some() {
            self.hearing.hear(true);
            if self.hearing.in_margin.load(Ordering::Relaxed) {
                self.hearing.found_in_margin.store(true, Ordering::Relaxed);
            }
        }
    }
}

impl Introspector for Listener<'_> {
    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        self.looks_for(selector);
        let elements = self.inner.query(selector);
        self.found(&elements);
        elements
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        self.looks_for(selector);
        let element = self.inner.query_first(selector);
        self.found(&element);
        element
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        let element = self.inner.query_unique(selector);
        self.found(&element);
        element
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        let element = self.inner.query_label(label);
        self.found(element.iter().copied());
        element
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        let elements = self.inner.query_labelled();
        self.found(&elements);
        elements
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        let count = self.inner.query_count_before(selector, end);
        if count > 0 {
            self.hearing.hear(true);
        }
        count
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        self.told(self.inner.pages(location)).or_else(|| self.hearing.here(&self.hearing.pages))
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        self.told(self.inner.page(location)).or_else(|| self.hearing.here(&self.hearing.page))
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        self.told(self.inner.position(location))
    }

    passed_on!();
}

/// What was asked in the course of some work.
pub(super) struct Heard {
    sink: Sink,
    /// Whether of pages too.
    of_pages: bool,
    /// Whether something went wrong in a guess.
    doubtful: bool,
}

impl Heard {
    /// Whether something went wrong that may be the document's: only Typst's layout, which has the very pages, can tell.
    pub fn doubtful(&self) -> bool {
        self.doubtful
    }
}

/// Does some of the work with a sink and a listener of its own, so that what it asked for is known. What it said goes on to the
/// engine's sink.
pub(super) fn overheard<T>(engine: &mut Engine, work: impl FnOnce(&mut Engine, &Hearing) -> T) -> (T, Heard) {
    let mut sink = Sink::new();
    let hearing = Hearing::default();
    let inner = *engine.introspector.access("is asked the same");
    let listener = Listener { inner, hearing: &hearing };
    let mut own = Engine {
        world: engine.world,
        library: engine.library,
        introspector: Protected::new((&listener as &dyn Introspector).track()),
        traced: engine.traced,
        sink: sink.track_mut(),
        route: engine.route.clone(),
    };
    let result = work(&mut own, &hearing);
    let dropped = pass_on(&sink, &mut engine.sink);
    let of_pages = hearing.of_pages.load(Ordering::Relaxed);
    let doubtful = dropped || hearing.doubtful.load(Ordering::Relaxed);
    (result, Heard { sink, of_pages, doubtful })
}

/// Does some work that asks the document nothing, and unheard, as what it asks otherwise is asked again: then there is no result, and
/// nothing that it said holds.
pub(super) fn asking_nothing<T>(
    engine: &mut Engine,
    hearing: &Hearing,
    work: impl FnOnce(&mut Engine) -> SourceResult<T>,
) -> Option<T> {
    let mut sink = Sink::new();
    let mut own = Engine {
        world: engine.world,
        library: engine.library,
        introspector: Protected::new(*engine.introspector.access("is asked the same")),
        traced: engine.traced,
        sink: sink.track_mut(),
        route: engine.route.clone(),
    };
    let result = hearing.unheard(|| work(&mut own)).ok()?;
    if !sink.introspections().is_empty() || !sink.clone().delayed().is_empty() {
        return None;
    }
    pass_on(&sink, &mut engine.sink);
    Some(result)
}

/// Says on what was said. Tells whether errors were dropped that came of guesses.
fn pass_on(sink: &Sink, outer: &mut TrackedMut<Sink>) -> bool {
    for introspection in sink.introspections() {
        outer.introspection(introspection.clone());
    }
    let errors = sink.clone().delayed();
    let own = errors.iter().filter(|error| GUESS.into_iter().all(|mark| !is_mark(error, mark))).count();
    let told = told(errors);
    let dropped = told.len() < own;
    outer.delayed_errors(told);
    for warning in sink.clone().warnings() {
        outer.warn(warning);
    }
    for (value, styles) in sink.clone().values() {
        outer.value(value, styles);
    }
    dropped
}

/// What stands among the errors where a guess begins and where it ends.
const GUESS: [&str; 2] = ["a guess begins", "a guess ends"];

/// From here on errors are none of the document's: a page is walked that it may not have, or something is only looked at. Guesses may
/// stand in each other.
pub(super) fn begin_guess(engine: &mut Engine) {
    engine.sink.delayed_error(SourceDiagnostic::error(Span::detached(), GUESS[0]));
}

/// From here on they are again.
pub(super) fn end_guess(engine: &mut Engine) {
    engine.sink.delayed_error(SourceDiagnostic::error(Span::detached(), GUESS[1]));
}

/// Whether an error is no more than the beginning or the end of a guess.
fn is_mark(error: &SourceDiagnostic, mark: &str) -> bool {
    error.span.id().is_none() && error.message == mark
}

/// The errors that are the document's.
fn told(errors: EcoVec<SourceDiagnostic>) -> EcoVec<SourceDiagnostic> {
    let mut guesses = 0_usize;
    let is_told = |error: &SourceDiagnostic| {
        let [begins, ends] = GUESS.map(|mark| is_mark(error, mark));
        guesses = guesses + usize::from(begins) - usize::from(ends).min(guesses);
        guesses == 0 && !ends
    };
    errors.into_iter().filter(is_told).collect()
}

/// Whether anything that was asked for has another answer on another page.
pub(super) fn depends_on_pages(engine: &Engine, heard: &Heard, introspector: &DocxIntrospector) -> bool {
    if !heard.of_pages {
        return false;
    }
    let elsewhere = introspector.elsewhere();
    // Typst's own check that a document has settled compares the answers of the last two.
    let mut asked: [&dyn Introspector; MAX_ITERS + 1] = [introspector; MAX_ITERS + 1];
    if let Some(last) = asked.last_mut() {
        *last = &elsewhere;
    }
    // One after the other: the first that differs tells, and answers about a long document take their time.
    let mut questions = heard.sink.introspections().iter();
    questions.any(|one| !analyze(engine.world, asked, std::slice::from_ref(one)).is_empty())
}
