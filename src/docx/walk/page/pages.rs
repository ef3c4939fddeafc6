//! The pages a document asks for.
//!
//! Where a walk's questions depend on pages (see `questions`), Typst lays the same content out as for PDF, and the pages are those of
//! its elements there.

use std::collections::hash_map::Entry;
use std::num::NonZeroUsize;

use comemo::Track;
use ecow::EcoVec;
use rustc_hash::FxHashMap;
use typst_layout::PagedDocument;
use typst_library::diag::SourceResult;
use typst_library::engine::{Engine, Route, Sink};
use typst_library::foundations::{Content, Element, NativeElement, Output, StyleChain, Target, TargetElem};
use typst_library::introspection::{
    CounterUpdateElem, EmptyIntrospector, Introspector, Location, MAX_ITERS, PagedPosition, StateUpdateElem, Tag,
};
use typst_library::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_library::model::DocumentInfo;
use typst_syntax::Span;
use typst_utils::Protected;

use crate::docx::introspector::Pages;

/// The pages of the elements, as Typst lays the same content out for PDF. `met`: the elements of the walk in its order.
///
/// The layout is that of a PDF in everything, so that one made of the same content just before or after is not made twice.
pub(crate) fn pages(engine: &Engine, content: &Content, met: &[Met]) -> SourceResult<Pages> {
    let document = paged(engine, content)?;
    let mut pages = Pages::new(document.pages().len());
    let mut order = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        if let Some(number) = NonZeroUsize::new(index + 1) {
            locations(&page.frame, Transform::identity(), number, &mut None, &mut pages, &mut order);
            if let Some(y) = nearest(&page.frame, Transform::identity(), page.frame.height() / 2.0) {
                pages.of.insert(middle(number), PagedPosition { page: number, point: Point::with_y(y) });
            }
        }
    }
    also(met, &order, &mut pages);
    Ok(pages)
}

/// The document for PDF, laid out until it has settled as Typst does it, with what is wrong with it.
pub(crate) fn paged(engine: &Engine, content: &Content) -> SourceResult<PagedDocument> {
    let target = TargetElem::target.set(Target::Paged).wrap();
    let base = StyleChain::new(&engine.library.styles);
    let styles = base.chain(&target);
    let mut last: Option<PagedDocument> = None;
    let mut errors = EcoVec::new();
    for _ in 0..MAX_ITERS {
        let introspector = last.as_ref().map_or(&EmptyIntrospector as &dyn Introspector, Output::introspector);
        let constraint = comemo::Constraint::new();
        let mut sink = Sink::new();
        let mut inner = Engine {
            world: engine.world,
            library: engine.library,
            introspector: Protected::new(introspector.track_with(&constraint)),
            traced: engine.traced,
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let document = PagedDocument::create(&mut inner, content, styles)?;
        errors = sink.delayed();
        let settled = constraint.validate(Output::introspector(&document));
        last = Some(document);
        if settled {
            break;
        }
    }
    match last {
        // What went wrong before it had settled is none of its errors.
        _ if !errors.is_empty() => Err(errors),
        Some(document) => Ok(document),
        None => Ok(PagedDocument::new(EcoVec::new(), DocumentInfo::default())),
    }
}

/// The places of those elements of the walk whose locations Typst's layout does not know: what stands in containers is located by the
/// way it was come to. Of like elements written at one place of the source the first is the first, if both have as many.
fn also(met: &[Met], order: &[Met], pages: &mut Pages) {
    let mut laid: FxHashMap<(Span, Element), Vec<Location>> = FxHashMap::default();
    for met in order {
        laid.entry(met.kind()).or_default().push(met.location);
    }
    let mut counts: FxHashMap<(Span, Element), usize> = FxHashMap::default();
    for met in met {
        *counts.entry(met.kind()).or_default() += 1;
    }
    let mut seen: FxHashMap<(Span, Element), usize> = FxHashMap::default();
    for met in met {
        let index = seen.entry(met.kind()).or_default();
        let own = std::mem::replace(index, *index + 1);
        let Some(theirs) = laid.get(&met.kind()) else { continue };
        if pages.of.contains_key(&met.location) || counts.get(&met.kind()) != Some(&theirs.len()) {
            continue;
        }
        let Some(like) = theirs.get(own) else { continue };
        let own = met.location;
        for kept in [|location| location, apart, preceding, closing] {
            let (from, to) = (kept(*like), kept(own));
            if let Some(position) = pages.of.get(&from).copied() {
                pages.of.insert(to, position);
            }
        }
    }
}

/// Under which location it is kept where a float came to stand; under its own it is kept where it was written.
pub(crate) fn apart(location: Location) -> Location {
    location.variant(1)
}

/// Under which location it is kept where the words stand that come before an element on its page.
pub(crate) fn preceding(location: Location) -> Location {
    location.variant(3)
}

/// Under which location it is kept where the last words of an element stand, or what comes before it, if it has none.
pub(crate) fn closing(location: Location) -> Location {
    location.variant(5)
}

/// Under which location it is kept which of the things that do not float stands nearest to the middle of a page: if that is the
/// page's number, there is nothing but floats on it.
pub(crate) fn middle(page: NonZeroUsize) -> Location {
    Location::new(page.get() as u128).variant(2)
}

/// How far down what does not float stands nearest to a height; `None`: there is nothing.
fn nearest(frame: &Frame, transform: Transform, height: Abs) -> Option<Abs> {
    let near = |(at, item): &(Point, FrameItem)| {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) if group.parent.is_some() => None,
            FrameItem::Group(group) => nearest(&group.frame, here.pre_concat(group.transform), height),
            FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) => Some(Point::zero().transform(here).y),
            FrameItem::Link(..) | FrameItem::Tag(_) => None,
        }
    };
    frame.items().filter_map(near).min_by_key(|y| (*y - height).abs())
}

/// An element that was come across.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met {
    location: Location,
    span: Span,
    elem: Element,
}

impl Met {
    /// An element with a location.
    pub fn of(elem: &Content) -> Option<Self> {
        Some(Self { location: elem.location()?, span: elem.span(), elem: elem.elem() })
    }

    /// Its location.
    pub fn location(&self) -> Location {
        self.location
    }

    /// Where in the source it is written.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether it sets a state or a counter.
    pub fn sets(&self) -> bool {
        [StateUpdateElem::ELEM, CounterUpdateElem::ELEM].contains(&self.elem)
    }

    /// Where in the source it is written, and what it is.
    fn kind(&self) -> (Span, Element) {
        (self.span, self.elem)
    }
}

/// Takes note of where elements stand. `words`: those that come last.
fn locations(
    frame: &Frame,
    transform: Transform,
    page: NonZeroUsize,
    words: &mut Option<Point>,
    pages: &mut Pages,
    order: &mut Vec<Met>,
) {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Tag(Tag::Start(elem, _)) => {
                if let Some(met) = Met::of(elem)
                    && let Entry::Vacant(entry) = pages.of.entry(met.location)
                {
                    entry.insert(PagedPosition { page, point: Point::zero().transform(here) });
                    order.push(met);
                    if let Some(point) = *words {
                        pages.of.insert(preceding(met.location), PagedPosition { page, point });
                    }
                }
            }
            FrameItem::Tag(Tag::End(location, ..)) => {
                if let Some(point) = *words {
                    pages.of.insert(closing(*location), PagedPosition { page, point });
                }
            }
            FrameItem::Group(group) => {
                if let Some(parent) = group.parent {
                    let point = Point::zero().transform(here);
                    pages.of.entry(apart(parent.location)).or_insert(PagedPosition { page, point });
                }
                // What floats does not come before anything.
                let mut apart = None;
                let words = if group.parent.is_some() { &mut apart } else { &mut *words };
                locations(&group.frame, here.pre_concat(group.transform), page, words, pages, order);
            }
            FrameItem::Text(_) => *words = Some(Point::zero().transform(here)),
            _ => {}
        }
    }
}
