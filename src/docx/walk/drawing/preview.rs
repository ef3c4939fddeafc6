//! Content laid out by Typst: for a picture of it, or to see how large it is before it is walked.

use std::ops::ControlFlow;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain, Target, TargetElem};
use typst_library::introspection::{Location, Locator, LocatorLink, SplitLocator};
use typst_library::layout::{Axes, Frame, Region, Size};
use typst_library::model::{CiteElem, RefElem};

use crate::docx::introspector::Place;
use crate::docx::walk::Walker;
use crate::docx::walk::page::pages::Met;
use crate::docx::walk::questions::{asking_nothing, begin_guess, end_guess};

/// A region that content fills: what is aligned stands where it would on a page of that size.
pub(crate) fn full(size: Size) -> Region {
    Region::new(size, Axes::splat(true))
}

impl Walker<'_, '_> {
    /// Lays content out with Typst's paged rules within a size.
    pub fn lay_out(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        size: Size,
    ) -> SourceResult<Frame> {
        self.lay_out_in(content, styles, locator, Region::new(size, Axes::splat(false)))
    }

    /// The same in a region.
    pub fn lay_out_in(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        region: Region,
    ) -> SourceResult<Frame> {
        self.laid_out(content, styles, locator.next(&content.span()), region)
    }

    fn laid_out(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: Locator,
        region: Region,
    ) -> SourceResult<Frame> {
        let paged = TargetElem::target.set(Target::Paged).wrap();
        let layout = self.engine.library.routines.layout_frame;
        layout(self.engine, content, locator, styles.chain(&paged), region)
    }

    /// Lays out content that is walked all the same, to see how large it is.
    pub fn previewed(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        size: Size,
    ) -> SourceResult<Frame> {
        self.previewed_in(content, styles, locator, Region::new(size, Axes::splat(false)))
    }

    /// The same in a region. Its elements are those that the walk will meet next: a citation that is nowhere in the document has no words,
    /// and is an error. The text beside the pages is walked for several pages, and only its own place tells of which it is; unless it
    /// cites, which is the same on all.
    pub fn previewed_in(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        region: Region,
    ) -> SourceResult<Frame> {
        if self.place != Place::default() && !cites(content) {
            begin_guess(self.engine);
            let frame = self.lay_out_in(content, styles, locator, region);
            end_guess(self.engine);
            return frame;
        }
        if let Some(frame) = self.laid_out_anywhere(content, styles, region) {
            return Ok(frame);
        }
        let here = self.met.last().map_or(Location::new(0), Met::location);
        let link = LocatorLink::measure(here, content.span());
        self.laid_out(content, styles, Locator::link(&link), region)
    }

    /// Lays out content that is the same wherever it stands: if it asks the document anything, there is none. Where elements of the
    /// document are looked for, every one of them is a question, and Typst's memory keeps those of nested tables for each of the three
    /// times a cell is laid out: of twelve tables in each other half a million times.
    fn laid_out_anywhere(&mut self, content: &Content, styles: StyleChain, region: Region) -> Option<Frame> {
        let paged = TargetElem::target.set(Target::Paged).wrap();
        let hearing = self.hearing;
        asking_nothing(self.engine, hearing, |engine| {
            let layout = engine.library.routines.layout_frame;
            layout(engine, content, Locator::root(), styles.chain(&paged), region)
        })
    }
}

/// Whether anything is cited or referred to.
fn cites(content: &Content) -> bool {
    let found = |elem: Content| match elem.is::<RefElem>() || elem.is::<CiteElem>() {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    };
    content.traverse(&mut { found }).is_break()
}
