//! The pages a document asks for.
//!
//! Word lays the pages out, so a walk knows none. A document may ask all the same: a table of contents, "see page 3", the
//! number of pages in a sentence. Whether it does is found out by asking it twice: everything it asked Typst for while it was
//! walked is asked again, once of an introspector that puts all of its body on one page and once of one that puts it on another.
//! If some answer differs, Typst lays the same content out as for PDF, and the pages are those of its elements there.

use std::num::NonZeroUsize;

use comemo::{Track, TrackedMut};
use typst_library::diag::SourceResult;
use typst_library::engine::{Engine, Sink};
use typst_library::foundations::{Content, Output, StyleChain, Target, TargetElem};
use typst_library::introspection::{Introspector, MAX_ITERS, PagedPosition, Tag, analyze};
use typst_library::layout::{Frame, FrameItem, Point, Transform};
use typst_utils::Protected;

use crate::docx::introspector::{DocxIntrospector, Pages};

/// Does some of the work with a sink of its own, so that what it asked for is known. What it said goes on to the engine's sink.
pub(super) fn overheard<T>(engine: &mut Engine, work: impl FnOnce(&mut Engine) -> T) -> (T, Sink) {
    let mut sink = Sink::new();
    let introspector = *engine.introspector.access("is passed on to the same work");
    let result = work(&mut Engine {
        world: engine.world,
        library: engine.library,
        introspector: Protected::new(introspector),
        traced: engine.traced,
        sink: sink.track_mut(),
        route: engine.route.clone(),
    });
    pass_on(&sink, &mut engine.sink);
    (result, sink)
}

fn pass_on(sink: &Sink, outer: &mut TrackedMut<Sink>) {
    for introspection in sink.introspections() {
        outer.introspection(introspection.clone());
    }
    outer.delayed_errors(sink.clone().delayed());
    for warning in sink.clone().warnings() {
        outer.warn(warning);
    }
    for (value, styles) in sink.clone().values() {
        outer.value(value, styles);
    }
}

/// Whether anything that was asked for has another answer on another page.
pub(super) fn depends_on_pages(engine: &Engine, heard: &Sink, introspector: &DocxIntrospector) -> bool {
    if heard.introspections().is_empty() {
        return false;
    }
    let elsewhere = introspector.elsewhere();
    // Typst's own check that a document has settled compares the answers of the last two.
    let mut asked: [&dyn Introspector; MAX_ITERS + 1] = [introspector; MAX_ITERS + 1];
    if let Some(last) = asked.last_mut() {
        *last = &elsewhere;
    }
    !analyze(engine.world, asked, heard.introspections()).is_empty()
}

/// The pages of the elements, as Typst lays the same content out for PDF.
pub(super) fn pages(engine: &mut Engine, content: &Content, styles: StyleChain) -> SourceResult<Pages> {
    let paged = TargetElem::target.set(Target::Paged).wrap();
    let document = <typst_layout::PagedDocument as Output>::create(engine, content, styles.chain(&paged))?;
    let mut pages = Pages::new(document.pages().len());
    for (index, page) in document.pages().iter().enumerate() {
        if let Some(number) = NonZeroUsize::new(index + 1) {
            locations(&page.frame, Transform::identity(), number, &mut pages);
        }
    }
    Ok(pages)
}

fn locations(frame: &Frame, transform: Transform, page: NonZeroUsize, pages: &mut Pages) {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Tag(Tag::Start(elem, _)) => {
                if let Some(location) = elem.location() {
                    let point = Point::zero().transform(here);
                    pages.of.entry(location).or_insert(PagedPosition { page, point });
                }
            }
            FrameItem::Group(group) => locations(&group.frame, here.pre_concat(group.transform), page, pages),
            _ => {}
        }
    }
}
