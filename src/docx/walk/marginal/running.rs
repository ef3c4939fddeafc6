//! Running titles: a header that shows the chapter its page belongs to.
//!
//! Typst computes such a header anew for each page; Word has one for the section, and a field (STYLEREF) for the last heading up to
//! where it stands, or the first of its page (dictionaries have both). So the header is computed for the pages on which the section's
//! headings stand. Where its text changes from one to the other and is a heading's, it becomes that field; where it changes otherwise,
//! Word cannot follow and a warning says so.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::rc::Rc;

use rustc_hash::FxHashSet;
use typst_library::diag::SourceResult;
use typst_library::foundations::{NativeElement, Packed, StyleChain};
use typst_library::introspection::{Counter, Introspector, Location, PageIntrospection};
use typst_library::model::{HeadingElem, Numbering};
use typst_syntax::Span;

use super::letter_case::{Case, alike};
use super::numeral::{has_numeral, same_but_numbers};
use super::page_field::shown;
use super::title_fields::{Around, shown_titles};
use super::whole_titles::{apostrophes, pattern};
use super::{Margin, words};
use crate::docx::model::Block;
use crate::docx::walk::Walker;

/// A heading.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub location: Location,
    /// Its outline level, from one.
    pub level: u8,
    pub text: String,
    /// By what it is known where it is shown in parts.
    pub pattern: Vec<char>,
    /// How it is numbered, if it is.
    pub numbering: Option<Numbering>,
    /// Its number, where that was asked for.
    pub number: Option<String>,
    /// Whether Word counts it.
    pub counted: bool,
    /// Whether what Word counts has the room behind the number in it.
    pub with_room: bool,
    /// What is typed before its words in its paragraph, which a field shows with them.
    pub typed: String,
    /// Whether it became a paragraph, which a field can find.
    pub written: bool,
    /// How the header that is looked at shows its letters.
    pub case: Case,
}

impl Title {
    /// Whether its number is typed before its words, as it is or as a show rule has it.
    pub fn is_typed(&self) -> bool {
        !self.typed.is_empty() && (self.number.as_ref() == Some(&self.typed) || has_numeral(&self.typed))
    }

    /// The number a text ends with that stands before its words: what is typed there, or its own.
    pub fn number_ending(&self, text: &str) -> &str {
        let numbers = [self.typed.as_str(), self.number.as_deref().unwrap_or_default()];
        numbers.into_iter().find(|number| !number.is_empty() && text.ends_with(number)).unwrap_or_default()
    }

    /// What would be typed before its words as before those of another of its level.
    fn typed_like(&self, other: &Self) -> String {
        let bare =
            |number: &Option<String>| number.as_deref().unwrap_or_default().trim_end_matches(['.', '、']).to_owned();
        let (own, theirs) = (bare(&self.number), bare(&other.number));
        match other.typed.split_once(theirs.as_str()).filter(|_| !theirs.is_empty()) {
            Some((before, after)) => [before, &own, after].concat(),
            None => self.number.clone().unwrap_or_default(),
        }
    }

    /// A heading that was met.
    pub fn of(heading: &Packed<HeadingElem>) -> Option<Self> {
        let level = heading.resolve_level(StyleChain::default()).get();
        Some(Self {
            location: heading.location()?,
            level: u8::try_from(level.min(9)).unwrap_or(9),
            text: apostrophes(&heading.body.plain_text()),
            pattern: pattern(&heading.body),
            numbering: heading.numbering.get_cloned(StyleChain::default()),
            number: None,
            counted: false,
            with_room: false,
            typed: String::new(),
            written: false,
            case: Case::Kept,
        })
    }
}

/// For at most so many pages a header is computed.
pub(crate) const PROBES: usize = 12;

impl Walker<'_, '_> {
    /// How many pages there are in all, if that is known.
    pub fn pages_in_all(&self) -> Option<usize> {
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let somewhere = self.somewhere?;
        self.hearing.unheard(|| introspector.pages(somewhere)).map(NonZeroUsize::get)
    }

    /// The first pages of the section, as far as they are known.
    pub fn real_pages(&self) -> BTreeSet<NonZeroUsize> {
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let met = self.met.get(self.begun..).unwrap_or_default();
        let mut pages = BTreeSet::new();
        self.hearing.unheard(|| {
            for page in met.iter().filter_map(|met| introspector.page(met.location())) {
                pages.insert(page);
                if pages.len() >= PROBES {
                    break;
                }
            }
        });
        pages
    }

    /// The pages of the section on which a header may turn to other text, each once, as far as they are known: those with headings,
    /// the ones after them, as a chapter's first page may have nothing, and those on which a state or counter is set.
    pub fn turns(&mut self) -> Turns {
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let places = self.titles.iter().filter_map(|title| introspector.page(title.location));
        let titles: BTreeSet<NonZeroUsize> = self.hearing.unheard(|| places.take(PROBES).collect());
        let first = titles.first().copied();
        let after = self.pages_after(&titles);
        // Where something is set, Typst's layout is asked for the page.
        let set = self.met.get(self.begun..).unwrap_or_default().iter().filter(|met| met.sets());
        let set: Vec<_> = set.take(PROBES).map(|met| PageIntrospection(met.location(), met.span())).collect();
        let set: BTreeSet<NonZeroUsize> = set.into_iter().map(|question| self.engine.introspect(question)).collect();
        Turns { pages: titles.into_iter().chain(after).chain(set).collect(), first }
    }

    /// The pages of the section directly after some of its pages.
    fn pages_after(&self, pages: &BTreeSet<NonZeroUsize>) -> Vec<NonZeroUsize> {
        // Which page is the last is known only when something of the document was met.
        let last = self.last.or_else(|| self.pages_in_all().filter(|_| self.closes)).unwrap_or(0);
        pages.iter().map(|page| page.saturating_add(1)).filter(|page| page.get() <= last).collect()
    }

    /// Compares a header with what it is on the pages on which it may turn to other text.
    pub(crate) fn turned_pages(&mut self, margin: &Margin, turning: &Turning) -> SourceResult<Turned> {
        let mut turned = Turned { varies: Change::None, warned: false, titles: Vec::new(), firsts: Default::default() };
        let turns = self.turns();
        let mut lasts: [BTreeSet<usize>; 3] = Default::default();
        for there in turns.pages {
            // A page with a header of its own is one thing, one whose text changes on and on another.
            let kind = match there.get() {
                number if Some(number) == turning.first_page => 2,
                number if number % 2 == 0 => 1,
                _ => 0,
            };
            let ([Some(like), Some(fields)], number) =
                ([turning.like.get(kind), turning.fields.get(kind)], there.get())
            else {
                continue;
            };
            let (real, ..) = self.at_page(margin, number, turning.total)?;
            if there != NonZeroUsize::MIN && Some(there) == turns.first && words(&real).is_empty() {
                // Before the first heading there is none to show.
                continue;
            }
            let shown = self.titles_in(like, &real, margin.styles, margin.span)?;
            if let (Some(firsts), Some(lasts)) = (turned.firsts.get_mut(kind), lasts.get_mut(kind)) {
                self.ends_of_page(&shown_titles(&real, &shown), there, [firsts, lasts]);
            }
            let same = |blocks: &[Block]| says(blocks, number, turning.total, turning.offset);
            match change(like, &real, &shown) {
                // Numbers that are not the page's, as those of chapters are not.
                Change::None if same(fields) == same(&real) => {}
                Change::Title => {
                    turned.varies = Change::Title;
                    turned.titles.extend(shown);
                }
                Change::None | Change::Other => {
                    turned.warned = true;
                    break;
                }
            }
        }
        turned.firsts = clear_firsts(&turned.firsts, &lasts);
        if turned.varies == Change::None && !turned.warned {
            turned.warned = self.turns_early(margin, turning)?;
        }
        Ok(turned)
    }

    /// Tells of the headings a header shows on a page which are the first of their level there, and which the last.
    fn ends_of_page(&self, shown: &[&Title], page: NonZeroUsize, [firsts, lasts]: [&mut BTreeSet<usize>; 2]) {
        if shown.is_empty() {
            return;
        }
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let there: Vec<_> = self
            .hearing
            .unheard(|| self.titles.iter().filter(|title| introspector.page(title.location) == Some(page)).collect());
        for (nth, title) in shown.iter().enumerate() {
            let mut level = there.iter().filter(|other| other.level == title.level).map(|other| &other.text);
            if let (Some(first), Some(last)) = (level.next(), level.next_back())
                && first != last
            {
                if *first == title.text {
                    firsts.insert(nth);
                } else if *last == title.text {
                    lasts.insert(nth);
                }
            }
        }
    }

    /// The headings that two versions of a header show, those of other sections too, with their numbers.
    pub(crate) fn titles_in(
        &mut self,
        one: &[Block],
        other: &[Block],
        styles: StyleChain,
        span: Span,
    ) -> SourceResult<Vec<Title>> {
        if !self.hearing.found_in_margin() {
            return Ok(Vec::new());
        }
        let words = [words(one), words(other)].concat();
        let all = self.titles_in_all();
        let own: FxHashSet<Location> = self.titles.iter().map(|title| title.location).collect();
        let elsewhere = all.iter().filter(|title| !own.contains(&title.location));
        let is_shown = |title: &Title| {
            let mut title = title.clone();
            title.shown_in(&words).then_some(title)
        };
        let mut titles: Vec<Title> = self.titles.iter().chain(elsewhere).filter_map(is_shown).collect();
        alike(&mut titles);
        for title in titles.iter_mut().filter(|title| !own.contains(&title.location)) {
            title.counted = self.titles.iter().any(|own| own.level == title.level && own.counted);
        }
        for title in &mut titles {
            self.number(title, styles, span)?;
        }
        let typed: Vec<Title> = titles.iter().filter(|title| title.is_typed()).cloned().collect();
        for title in titles.iter_mut().filter(|title| !own.contains(&title.location)) {
            if let Some(like) = typed.iter().find(|like| like.level == title.level) {
                title.typed = title.typed_like(like);
            }
        }
        Ok(titles)
    }

    /// The headings of the whole document, as they are known from the walk before; asked for once.
    pub(crate) fn titles_in_all(&mut self) -> Rc<[Title]> {
        if let Some(all) = &self.titles_in_all {
            return all.clone();
        }
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let headings = self.hearing.unheard(|| introspector.query(&HeadingElem::ELEM.select()));
        let titles = headings.iter().filter_map(|elem| Title::of(elem.to_packed::<HeadingElem>()?));
        let all: Rc<[Title]> = titles.map(|title| Title { written: true, ..title }).collect();
        self.titles_in_all = Some(all.clone());
        all
    }

    /// The first headings of the section, one of each level, with their numbers.
    pub(crate) fn first_titles(&mut self, styles: StyleChain, span: Span) -> SourceResult<Vec<Title>> {
        let mut first: Vec<Title> = Vec::new();
        for title in self.titles.iter().filter(|title| title.written) {
            if first.iter().all(|other| other.level != title.level) {
                first.push(title.clone());
            }
        }
        for title in &mut first {
            self.number(title, styles, span)?;
        }
        Ok(first)
    }

    /// Asks for a heading's number.
    fn number(&mut self, title: &mut Title, styles: StyleChain, span: Span) -> SourceResult<()> {
        if let Some(numbering) = &title.numbering {
            let counter = Counter::of(HeadingElem::ELEM);
            let number = counter.display_at(self.engine, title.location, styles, numbering, span)?;
            title.number = Some(number.plain_text().trim().to_owned());
        }
        Ok(())
    }
}

/// A header on odd pages, on even ones and on the first: as it is there, and with fields.
pub(crate) struct Turning<'a> {
    pub like: [&'a [Block]; 3],
    pub fields: [&'a [Block]; 3],
    pub first_page: Option<usize>,
    /// By how much the printed number is ahead of the page.
    pub offset: i64,
    /// The number of pages.
    pub total: usize,
}

/// How it turned out to change.
pub(crate) struct Turned {
    pub varies: Change,
    /// Whether Word cannot follow.
    pub warned: bool,
    /// The headings it shows.
    pub titles: Vec<Title>,
    /// Which of them in turn are those that their page begins with, on odd pages, on even ones and on the first; the others are the last
    /// of it.
    pub firsts: [BTreeSet<usize>; 3],
}

/// The headings in turn that are the first of their pages and never the last. Of pages of a kind that tell nothing of one, the other kinds
/// tell it.
fn clear_firsts(firsts: &[BTreeSet<usize>; 3], lasts: &[BTreeSet<usize>; 3]) -> [BTreeSet<usize>; 3] {
    let all = |sets: &[BTreeSet<usize>; 3]| sets.iter().flatten().copied().collect::<BTreeSet<_>>();
    let anywhere = &all(firsts) - &all(lasts);
    let mut out: [BTreeSet<usize>; 3] = Default::default();
    for ((out, own), lasts) in out.iter_mut().zip(firsts).zip(lasts) {
        out.extend(own - lasts);
        out.extend(anywhere.iter().filter(|nth| !own.contains(nth) && !lasts.contains(nth)));
    }
    out
}

/// The pages on which a header may turn to other text.
pub(crate) struct Turns {
    /// All of them.
    pub pages: BTreeSet<NonZeroUsize>,
    /// The first with a heading.
    pub first: Option<NonZeroUsize>,
}

/// What becomes of the text that differs between a header and the same header on another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// Nothing but numbers.
    None,
    /// A heading's text.
    Title,
    /// Other text.
    Other,
}

/// What a header says on a page, of so many, if the printed number is so far ahead.
pub(crate) fn says(blocks: &[Block], there: usize, of: usize, offset: i64) -> String {
    shown(blocks, u64::try_from(there as i64 + offset).unwrap_or(0), of as u64)
}

/// How a header changes from page to page.
pub(crate) fn change(one: &[Block], other: &[Block], titles: &[Title]) -> Change {
    let (one, other) = (words(one), words(other));
    if one.len() != other.len() {
        return Change::Other;
    }
    let mut found = Change::None;
    for (a, b) in one.iter().zip(&other) {
        if a == b {
            continue;
        }
        match (Around::of(a, titles), Around::of(b, titles)) {
            (Some(a), Some(b)) if a.like(&b) => found = Change::Title,
            _ if same_but_numbers(a, b) => {}
            _ => return Change::Other,
        }
    }
    found
}
