//! Running titles: a header that shows the chapter its page belongs to.
//!
//! Typst computes such a header anew for each page; Word has one for the section, and a field (STYLEREF) for the last heading up to
//! where it stands. So the header is computed for the pages on which the section's headings stand. Where its text changes from one to
//! the other and is a heading's, it becomes that field; where it changes otherwise, Word cannot follow and a warning says so.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use typst_library::introspection::{Introspector, Location, PageIntrospection};

use super::Walker;
use super::marginal::words;
use super::numeral::same_but_numbers;
use crate::docx::model::{Block, Inline};

/// A heading that was walked.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub location: Location,
    /// Its outline level, from one.
    pub level: u8,
    pub text: String,
    /// Whether it became a paragraph, which a field can find.
    pub written: bool,
}

/// For at most so many pages a header is computed.
const PROBES: usize = 12;

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
    /// and those on which a state or counter is set.
    pub fn turns(&mut self) -> Turns {
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let places = self.titles.iter().filter_map(|title| introspector.page(title.location));
        let titles: BTreeSet<NonZeroUsize> = self.hearing.unheard(|| places.take(PROBES).collect());
        let first = titles.first().copied();
        // Where something is set, Typst's layout is asked for the page.
        let set = self.met.get(self.begun..).unwrap_or_default().iter().filter(|met| met.sets());
        let set: Vec<_> = set.take(PROBES).map(|met| PageIntrospection(met.location(), met.span())).collect();
        let set: BTreeSet<NonZeroUsize> = set.into_iter().map(|question| self.engine.introspect(question)).collect();
        Turns { pages: titles.union(&set).copied().collect(), first }
    }
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
pub(super) enum Change {
    /// Nothing but numbers.
    None,
    /// A heading's text.
    Title,
    /// Other text.
    Other,
}

/// How a header changes from page to page.
pub(super) fn change(one: &[Block], other: &[Block], titles: &[Title]) -> Change {
    let (one, other) = (words(one), words(other));
    if one.len() != other.len() {
        return Change::Other;
    }
    let mut found = Change::None;
    for (a, b) in one.iter().zip(&other) {
        if a == b {
            continue;
        }
        let around = |text: &str| {
            let title = longest(text, titles)?;
            let (before, after) = text.split_once(title.text.as_str())?;
            Some((before.to_owned(), after.to_owned()))
        };
        match (around(a), around(b)) {
            (Some(a), Some(b)) if same_but_numbers(&a.0, &b.0) && same_but_numbers(&a.1, &b.1) => found = Change::Title,
            _ if same_but_numbers(a, b) => {}
            _ => return Change::Other,
        }
    }
    found
}

/// The longest heading a text holds.
fn longest<'a>(text: &str, titles: &'a [Title]) -> Option<&'a Title> {
    titles
        .iter()
        .filter(|title| title.written && !title.text.is_empty() && text.contains(&title.text))
        .max_by_key(|title| title.text.len())
}

/// Puts the field in place of headings' texts.
pub(super) fn fields(blocks: &mut [Block], titles: &[Title]) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => paragraph.inlines = lines(std::mem::take(&mut paragraph.inlines), titles),
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    fields(&mut cell.blocks, titles);
                }
            }
        }
    }
}

fn lines(inlines: Vec<Inline>, titles: &[Title]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let Inline::Text(text, format) = &inline else {
            out.push(inline);
            continue;
        };
        let found = longest(text, titles).and_then(|title| Some((title, text.split_once(title.text.as_str())?)));
        let Some((title, (before, after))) = found else {
            out.push(inline);
            continue;
        };
        if !before.is_empty() {
            out.push(Inline::Text(before.to_owned(), format.clone()));
        }
        // A level by its number: the style's name differs with Word's language.
        let instruction = format!("STYLEREF {} \\l", title.level);
        out.push(Inline::Field { instruction, shown: title.text.clone(), format: format.clone() });
        if !after.is_empty() {
            out.push(Inline::Text(after.to_owned(), format.clone()));
        }
    }
    out
}
