//! Headers and footers, and the page numbers in them.
//!
//! Typst computes a header for each page; Word keeps one per section and counts by itself. So the header is computed for a few
//! stand-in pages and the results are compared: text that changes with the page is the page number and becomes a field; a
//! header that differs between odd and even pages becomes two; one that differs on the first page, three.

pub(super) mod early_pages;
pub(super) mod letter_case;
pub(super) mod level;
pub(super) mod looks;
pub(super) mod number_edges;
pub(super) mod number_room;
pub(super) mod numeral;
pub(super) mod over_edge;
pub(super) mod page_field;
pub(super) mod parted;
pub(super) mod running;
pub(super) mod stand_in;
pub(super) mod title_fields;
pub(super) mod turned;
pub(super) mod unseen_lines;
pub(super) mod varying;
pub(super) mod whole_titles;

use std::num::NonZeroUsize;
use std::str::FromStr;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, ContextElem, NativeElement, Smart, StyleChain};
use typst_library::introspection::{
    Counter, CounterDisplayElem, CounterKey, CounterUpdateElem, Location, Locator, SplitLocator, StateUpdateElem,
};
use typst_library::layout::{Abs, AlignElem, Alignment, FixedAlignment, Frame, HAlignment, Size, VAlignment};
use typst_library::model::{Numbering, NumberingPattern};
use typst_syntax::Span;

use self::level::Versions;
use self::looks::{Looks, StandIns};
use self::page_field::texts;
use self::parted::fingerprint;
use self::running::{Change, change, says};
use self::stand_in::{FAR, Probe};
use super::finish::paragraphs_in;
use super::flow::fill::found;
use super::flow::heights::{height_of, lines_of};
use super::questions::{begin_guess, end_guess};
use super::{Area, NOTE, Walker};
use crate::docx::introspector::Place;
use crate::docx::model::{Block, Marginals};

/// What stands beside the text of each page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Header,
    Footer,
    /// The page's background, or its foreground.
    Layer {
        behind: bool,
    },
}

/// Something beside the text of each page, and how it is walked.
pub(crate) struct Margin<'a> {
    pub content: Content,
    pub span: Span,
    pub styles: StyleChain<'a>,
    pub kind: Kind,
    pub area: Area,
    /// Tells it from others.
    pub own: u128,
    /// How far it stands from the page's edge in its area, so that grounds may reach out by it.
    free: Abs,
    /// Tells all that stands beside the text of its pages from that of others.
    pub fingerprint: u128,
    /// Whether it is no more than the page counter, asked for in its place.
    counts: bool,
}

impl<'a> Margin<'a> {
    /// The page counter alone.
    pub fn counting(kind: Kind, styles: StyleChain<'a>, area: Area) -> Self {
        Self {
            content: Content::empty(),
            span: Span::detached(),
            styles,
            kind,
            area,
            own: 0,
            free: Abs::zero(),
            fingerprint: 0,
            counts: true,
        }
    }

    /// Where it stands on a page, of so many.
    fn place(&self, page: usize, pages: usize) -> Place {
        let [page, pages] = [page, pages].map(|number| NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN));
        Place { page, pages, foot: self.kind == Kind::Footer, walk: 1 }
    }

    pub fn layer(&self) -> bool {
        matches!(self.kind, Kind::Layer { .. })
    }
}

/// What of a header is walked for which page, of how many, and in which section.
pub(crate) type Version = (u128, Kind, bool, [usize; 3]);

/// What is walked for one page: how far its last line reaches below the letters, and where it stands in its room.
pub(crate) type Walked = (Vec<Block>, Abs, Option<FixedAlignment>);

/// A header or footer as Word has it.
pub(crate) struct Marginal {
    pub marginals: Marginals,
    /// Its height in Word.
    pub height: Abs,
    /// How far its last line's box reaches below the letters.
    pub below: Abs,
    /// Where it stands in its room, if it says so.
    pub stands: Option<FixedAlignment>,
    /// By how much the printed number is ahead of the page, if one is printed.
    pub offset: Option<i64>,
}

impl Marginal {
    /// Nothing stands there.
    pub fn nothing() -> Self {
        Self { marginals: Marginals::default(), height: Abs::zero(), below: Abs::zero(), stands: None, offset: None }
    }
}

impl Walker<'_, '_> {
    /// Walks a header or footer, or what lies behind the text or before it, for all kinds of pages.
    pub fn marginal(
        &mut self,
        content: Option<&Content>,
        kind: Kind,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Marginal> {
        let Some(content) = content else { return Ok(Marginal::nothing()) };
        let align = match kind {
            Kind::Header => Alignment::BOTTOM,
            Kind::Footer => Alignment::TOP,
            Kind::Layer { .. } => HAlignment::Center + VAlignment::Horizon,
        };
        let span = content.span();
        let content = content.clone().set(AlignElem::alignment, align);
        let own = typst_utils::hash128(&content);
        let fingerprint = fingerprint(styles);
        let free = Abs::zero();
        let mut margin = Margin { content, span, kind, styles, area, own, free, fingerprint, counts: false };
        let laid = self.laid_height(&margin, locator)?;
        margin.free = (area.height - laid).max(Abs::zero());
        let margin = &margin;
        if !depends_on_page(&margin.content) {
            return self.unchanging(margin, laid);
        }
        if found(&margin.content, |elem| elem.is::<CounterUpdateElem>() || elem.is::<StateUpdateElem>()) {
            // Each page goes on from the one before.
            self.one_page_only(margin);
        }
        let Probe { odd: page, pages } = Probe::of(margin, self.pages_in_all());
        let at = StandIns { page, pages, first: self.first_page() };
        if let Some(page) = at.first.filter(|_| self.parted) {
            return self.of_its_pages(margin, page, laid);
        }
        if let (Some(first), Some(total)) = (at.first, self.pages_in_all()) {
            // What goes wrong on a page that is there is an error of the document.
            self.at_page(margin, first, total)?;
        }
        let mut looks = self.looks(margin, at)?;
        self.goes_wrong_next(margin, at, locator);
        self.as_on_real_pages(margin, at, &mut looks)?;
        self.put_titles(margin, at, &mut looks)?;
        let [on_odd, on_even, on_first] = &looks.fields;
        let height = height_of(on_odd).max(height_of(on_even)).max(lines_of(on_odd, laid));
        let like = if at.first.is_some_and(|page| page % 2 == 0) { on_even } else { on_odd };
        // What is drawn can only be told apart where the first page is known.
        let same = !margin.layer() || at.first.is_none() || like == on_first;
        let said = |blocks: &[Block], page: usize| says(blocks, page, pages, looks.offset);
        let like_others = same && at.first.is_none_or(|page| said(on_odd, page) == said(on_first, page));
        let mut versions = Versions {
            own_even: on_odd != on_even,
            own_first: !like_others,
            blocks: looks.fields,
            pages: [page, page + 1, at.begin()],
            total: pages,
        };
        let Looks { below, stands, .. } = looks;
        let height = self.level(margin, &mut versions, stands)?.unwrap_or(height);
        let offset = looks.printed.map(|_| looks.offset);
        Ok(Marginal { marginals: versions.marginals(), height, below, stands, offset })
    }

    /// Asks the page after the first, too, for what its code may go wrong with: a second page is often the first that has something else.
    fn goes_wrong_next(&mut self, margin: &Margin, at: StandIns, locator: &mut SplitLocator) {
        let Some(first) = at.first.filter(|_| found(&margin.content, |elem| elem.is::<ContextElem>())) else {
            return;
        };
        let mut inner = locator.next(&FAR.odd).split();
        let size = Size::new(margin.area.base, Abs::inf());
        let next = margin.place(first + 1, self.pages_in_all().unwrap_or(first + 1));
        if self.lay_beside(&margin.content, margin.styles, &mut inner, size, Some(next)).is_err() {
            self.hearing.doubts();
        }
    }

    /// The same of one that is the same on all pages.
    fn unchanging(&mut self, margin: &Margin, laid: Abs) -> SourceResult<Marginal> {
        // It stands on a page that there is, as others may ask.
        let real = self.first_page().zip(self.pages_in_all());
        let (page, pages) = real.unwrap_or_else(|| {
            let Probe { odd, pages } = Probe::of(margin, self.pages_in_all());
            (odd, pages)
        });
        let (odd, below, stands) = self.at_page(margin, page, pages)?;
        let height = height_of(&odd).max(lines_of(&odd, laid));
        let odd = (!odd.is_empty()).then_some(odd);
        Ok(Marginal { marginals: Marginals { odd, ..Marginals::default() }, height, below, stands, offset: None })
    }

    /// Says so if the document's last page has something of its own. `last`: as the last of so many pages.
    pub(crate) fn last_differs(&mut self, margin: &Margin, like: &[Block], last: usize) -> SourceResult<()> {
        let (last, ..) = self.probe(margin, last, last)?;
        let shown = self.titles_in(like, &last, margin.styles, margin.span)?;
        if change(like, &last, &shown) == Change::Other {
            let what = if margin.layer() { "背景或前景" } else { "页眉页脚" };
            self.warn(margin.span, format!("{NOTE}最后一页另有的{what}排不出来"));
            self.varying.push(margin.fingerprint);
        }
        Ok(())
    }

    /// Says that what changes from page to page is that of one page.
    pub(crate) fn one_page_only(&mut self, margin: &Margin) {
        self.varying.push(margin.fingerprint);
        let what = if margin.layer() {
            "背景或前景里逐页变化的内容"
        } else {
            "页眉页脚里逐页变化的文字"
        };
        self.warn(margin.span, format!("{NOTE}{what}按一页的排"));
    }

    /// The page on which the section begins, as far as it is known: where it sets the page counter, no later than on that page.
    fn first_page(&self) -> Option<usize> {
        let begins = self.begins_on();
        self.renumbered.map_or(begins, |set| Some(begins.unwrap_or(set.get()).min(set.get())))
    }

    /// What the page counter is on a page.
    pub(crate) fn counter_on(&mut self, margin: &Margin, page: usize, pages: usize) -> SourceResult<Option<u64>> {
        let Ok(pattern) = NumberingPattern::from_str("1") else { return Ok(None) };
        let numbering = Smart::Custom(Numbering::Pattern(pattern));
        let content = CounterDisplayElem::new(Counter::new(CounterKey::Page), numbering, false).pack();
        let kind = if margin.kind == Kind::Footer { Kind::Footer } else { Kind::Header };
        let counter = Margin { content, kind, counts: true, ..*margin };
        let (blocks, ..) = self.at_page(&counter, page, pages)?;
        Ok(words(&blocks).first().and_then(|word| word.parse().ok()))
    }

    /// The height Typst gives it.
    fn laid_height(&mut self, margin: &Margin, locator: &mut SplitLocator) -> SourceResult<Abs> {
        if margin.layer() {
            return Ok(Abs::zero());
        }
        let mut inner = locator.next(&FAR.pages).split();
        let size = Size::new(margin.area.base, Abs::inf());
        // It is that of the part's own page, not of the one that was asked last.
        let page = match (self.parted, self.first_page(), self.pages_in_all()) {
            (true, Some(page), Some(pages)) => Some(margin.place(page, pages)),
            _ => None,
        };
        let laid = self.lay_beside(&margin.content, margin.styles, &mut inner, size, page);
        Ok(laid.map_or(Abs::zero(), |laid| laid.height()))
    }

    /// What Typst makes of something beside the text, for a page or for the one that was asked last. It may not be there: what goes wrong
    /// is no error of the document.
    pub(crate) fn lay_beside(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        size: Size,
        page: Option<Place>,
    ) -> SourceResult<Frame> {
        self.hearing.walks_margin(true);
        if let Some(page) = page {
            self.hearing.walks_page(page);
        }
        begin_guess(self.engine);
        let laid = self.lay_out(content, styles, locator, size);
        end_guess(self.engine);
        self.hearing.walks_margin(false);
        laid
    }

    /// Walks it for a page that may not be there. What goes wrong is no error of the document: it may look up something of each page,
    /// which only real pages have.
    pub(crate) fn probe(&mut self, margin: &Margin, page: usize, pages: usize) -> SourceResult<Walked> {
        begin_guess(self.engine);
        let walked = self.at_page(margin, page, pages);
        end_guess(self.engine);
        match walked {
            Ok(walked) => Ok(walked),
            // Not so what goes wrong everywhere.
            Err(_) => {
                self.hearing.doubts();
                let real = self.first_page().unwrap_or(1);
                self.at_page(margin, real, pages).map(|_| Walked::default())
            }
        }
    }

    /// Walks it as it is on a page.
    pub(crate) fn at_page(&mut self, margin: &Margin, page: usize, pages: usize) -> SourceResult<Walked> {
        // Each version has its own place among the elements whatever was asked before, so that the next walk knows the answers to its
        // questions; those on a real page even where the section begins elsewhere, but not those of another run or part of one: what
        // comes before them is not the same, as a title, or an update of the page counter.
        let begun = if self.pages_in_all() == Some(pages) { 2 * self.run } else { 2 * self.begun + 1 };
        let key = (margin.own, margin.kind, margin.counts, [page, pages, begun]);
        if let Some(walked) = self.probed.get(&key) {
            return Ok(walked.clone());
        }
        let hash = typst_utils::hash128(&key);
        let place = Place { walk: (hash as u64).max(1), ..margin.place(page, pages) };
        let outside = std::mem::replace(&mut self.place, place);
        let mut inner = Locator::synthesize(Location::new(hash)).split();
        let outer = self.loose_notes.replace(Vec::new());
        let free = self.reach.replace((margin.kind, margin.free));
        // A heading that goes on in the next section is none of the header's, nor what waits for the text's next paragraph.
        let heading = self.heading.take();
        let waiting = self.take_pending();
        self.hearing.walks_margin(true);
        self.hearing.walks_page(self.place);
        let result = match margin.kind {
            Kind::Layer { behind } => self.layer(margin, behind, &mut inner).map(|blocks| (blocks, Abs::zero(), None)),
            _ => {
                let body = self.body(&margin.content, margin.styles, &mut inner, margin.area, Abs::zero(), false);
                body.map(|body| (body.blocks, body.below, body.vertical))
            }
        };
        self.hearing.walks_margin(false);
        self.pending = waiting;
        self.heading = heading;
        let notes = std::mem::replace(&mut self.loose_notes, outer).unwrap_or_default();
        self.place = outside;
        self.reach = free;
        let (mut blocks, below, vertical) = result?;
        blocks.extend(notes);
        if !margin.layer() && depends_on_page(&margin.content) {
            self.whole_titles(&mut blocks);
        }
        self.probed.insert(key, (blocks.clone(), below, vertical));
        Ok((blocks, below, vertical))
    }
}

/// Whether anything in it is computed where it stands.
fn depends_on_page(content: &Content) -> bool {
    found(content, |elem| elem.is::<ContextElem>() || elem.is::<CounterDisplayElem>())
}

/// The texts of blocks.
pub(crate) fn words(blocks: &[Block]) -> Vec<&str> {
    let mut out = Vec::new();
    for paragraph in paragraphs_in(blocks) {
        texts(&paragraph.inlines, &mut out);
    }
    out
}
