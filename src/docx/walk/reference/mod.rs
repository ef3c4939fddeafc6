//! References: what they show is asked of what they lead to, so that Word brings them up to date with the numbers it counts.
//!
//! A caption's label (表 1) and the number in it are bookmarks, a reference to them is a REF field; one to a heading that Word counts asks
//! for its paragraph's number, one to a page for the page. What a field would show has to be what the document shows: what stands before
//! a number is typed, and where the number itself is another (one that is typed, one without its signs) all of it stays a link.

pub(super) mod caption;
pub(super) mod chapter_number;
pub(super) mod counting;
pub(super) mod label_marks;
pub(super) mod lost_marks;
pub(super) mod number_place;
pub(super) mod sequence_number;
pub(super) mod shown;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use typst_library::introspection::{Location, Tag};
use typst_library::model::{RefElem, RefForm};

use self::lost_marks::lost_marks;
use super::finish::each_paragraph;
use super::text::cut::cut;
use super::{Walker, bookmark_name};
use crate::docx::model::{Document, Inline, LinkTarget, Paragraph, Shows};

/// The references met so far, and what they may ask for.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// The reference that is being walked: itself, where it leads, what it shows.
    walked: Option<(Location, Location, Shows)>,
    /// The numbers of headings that Word counts, by the headings' bookmarks.
    headings: FxHashMap<String, String>,
}

impl Walker<'_, '_> {
    /// Takes note of where references begin and end.
    pub fn tag_reference(&mut self, tag: &Tag) {
        let references = &mut self.references;
        match tag {
            Tag::Start(elem, _) => {
                if let Some(reference) = elem.to_packed::<RefElem>()
                    && let Some(own) = elem.location()
                    && let Some(Some(target)) = &reference.element
                    && let Some(target) = target.location()
                {
                    let page = reference.form.get(Default::default()) == RefForm::Page;
                    references.walked = Some((own, target, if page { Shows::Page } else { Shows::Label }));
                }
            }
            Tag::End(location, ..) => {
                if references.walked.is_some_and(|(own, ..)| own == *location) {
                    references.walked = None;
                }
            }
        }
    }

    /// A link to a place, or what a reference to it shows.
    pub(crate) fn leads_to(&self, location: Location) -> LinkTarget {
        let name = bookmark_name(location);
        match self.references.walked {
            Some((_, target, shows)) if target == location => LinkTarget::Reference(name, shows),
            _ => LinkTarget::Bookmark(name),
        }
    }
}

impl References {
    /// Takes note of the number of a heading that Word counts.
    pub fn counts(&mut self, heading: Location, shown: &str) {
        self.headings.insert(bookmark_name(heading), shown.to_owned());
    }

    /// The number that Word counts for a heading's paragraph.
    fn number_of(&self, paragraph: &Paragraph) -> Option<&str> {
        paragraph.format.numbering?;
        let number = |inline: &Inline| match inline {
            Inline::BookmarkStart(_, name) => self.headings.get(name).map(String::as_str),
            _ => None,
        };
        paragraph.inlines.iter().find_map(number)
    }
}

/// The bookmark around a label and its number, until the finished document has numbers for them.
pub(crate) fn label_name(location: Location) -> String {
    format!("{}{LABEL}", bookmark_name(location))
}

/// The bookmark around the number alone.
pub(crate) fn number_name(location: Location) -> String {
    format!("{}{NUMBER}", bookmark_name(location))
}

const LABEL: &str = "-label";
const NUMBER: &str = "-number";

/// Whether a bookmark is one around what a reference shows.
pub(crate) fn is_shown(name: &str) -> bool {
    name.ends_with(LABEL) || name.ends_with(NUMBER)
}

/// What bookmarks hold, and the numbers Word counts for the paragraphs they stand in.
#[derive(Default)]
struct Places {
    texts: BTreeMap<String, String>,
    numbers: BTreeMap<String, String>,
}

/// Finds out what each reference can ask for; `linked` gets the bookmarks that needs. What has none is a link.
pub(crate) fn resolve(document: &mut Document, references: &References, linked: &mut BTreeSet<String>) {
    let mut places = Places::default();
    let mut most = 0;
    each_paragraph(document, &mut |paragraph| most = most.max(places.survey(paragraph, references)));
    for name in lost_marks(document) {
        places.texts.remove(&name);
        places.numbers.remove(&name);
    }
    let mut used = BTreeSet::new();
    each_paragraph(document, &mut |paragraph| {
        let inlines = std::mem::take(&mut paragraph.inlines);
        paragraph.inlines = inlines.into_iter().flat_map(|inline| places.asked(inline, &mut used)).collect();
    });
    let mut made = BTreeSet::new();
    each_paragraph(document, &mut |paragraph| {
        // Those of a caption are told apart within its line only.
        let mut open = Vec::new();
        for inline in &mut paragraph.inlines {
            match inline {
                Inline::BookmarkStart(id, name) if is_shown(name) => {
                    most += 1;
                    open.push((*id, most));
                    *id = most;
                    if !made.insert(name.clone()) {
                        // What is walked twice has it once.
                        name.clear();
                    }
                }
                Inline::BookmarkEnd(id) => {
                    if let Some(at) = open.iter().position(|(own, _)| own == id) {
                        *id = open.remove(at).1;
                    }
                }
                _ => {}
            }
        }
        // Word's own are around the words of a heading.
        let wide = |inline: &Inline| match inline {
            Inline::BookmarkStart(id, name) if used.contains(name) && !is_shown(name) => Some(*id),
            _ => None,
        };
        if paragraph.format.outline > 0
            && let Some(id) = paragraph.inlines.iter().find_map(wide)
        {
            paragraph.inlines.retain(|inline| !matches!(inline, Inline::BookmarkEnd(end) if *end == id));
            paragraph.inlines.push(Inline::BookmarkEnd(id));
        }
    });
    linked.extend(used);
}

impl Places {
    /// Takes note of a paragraph's bookmarks; tells the highest number they have.
    fn survey(&mut self, paragraph: &Paragraph, references: &References) -> usize {
        let mut most = 0;
        let mut open: Vec<(usize, String, String, bool)> = Vec::new();
        for inline in &paragraph.inlines {
            match inline {
                Inline::BookmarkStart(id, name) if is_shown(name) => {
                    open.push((*id, name.clone(), String::new(), false))
                }
                Inline::BookmarkStart(id, name) => {
                    most = most.max(*id + 1);
                    if paragraph.format.numbering.is_some()
                        && let Some(shown) = references.headings.get(name)
                    {
                        self.numbers.insert(name.clone(), shown.clone());
                    }
                    self.texts.entry(name.clone()).or_default();
                }
                Inline::BookmarkEnd(id) => {
                    if let Some(at) = open.iter().position(|(own, ..)| own == id) {
                        let (_, name, text, counted) = open.remove(at);
                        // Of a number that is typed the reference is, too.
                        self.texts.extend(counted.then_some((name, text)));
                    }
                }
                Inline::Text(shown, _) => open.iter_mut().for_each(|(_, _, text, _)| text.push_str(shown)),
                Inline::Field { shown, .. } => {
                    for (_, _, text, counted) in &mut open {
                        text.push_str(shown);
                        *counted = true;
                    }
                }
                // What is no text is no part of what a reference shows.
                _ => open.iter_mut().for_each(|(_, _, text, _)| text.push('\u{fffc}')),
            }
        }
        most
    }

    /// A reference with what it asks for.
    fn asked(&self, inline: Inline, used: &mut BTreeSet<String>) -> Vec<Inline> {
        let Inline::Link { target: LinkTarget::Reference(name, shows), inlines } = inline else { return vec![inline] };
        let Some((place, from)) = self.place(&name, shows, &inlines) else {
            return vec![Inline::Link { target: LinkTarget::Bookmark(name), inlines }];
        };
        let mut before = inlines;
        let begin = cut(&mut before, from, |start, end| start <= from && from < end).unwrap_or(before.len());
        let field = before.split_off(begin);
        used.insert(place.0.clone());
        before.push(Inline::Link { target: LinkTarget::Reference(place.0, place.1), inlines: field });
        before
    }

    /// The bookmark a reference can ask, what of it, and from which byte of its text on that is what it shows. A field is of one look.
    fn place(&self, name: &str, shows: Shows, inlines: &[Inline]) -> Option<((String, Shows), usize)> {
        let mut text = String::new();
        let mut alike = 0;
        let mut looks = None;
        for inline in inlines {
            let Inline::Text(part, format) = inline else { return None };
            if looks.replace(format) != Some(format) {
                alike = text.len();
            }
            text.push_str(part);
        }
        let found = |asked: String, shows, from: usize| (from >= alike).then_some(((asked, shows), from));
        if shows == Shows::Page {
            let number = text.trim_end_matches(|c: char| c.is_ascii_digit());
            let there = number.len() < text.len() && self.texts.contains_key(name);
            return there.then(|| found(name.to_owned(), Shows::Page, number.len())).flatten();
        }
        let label = format!("{name}{LABEL}");
        if alike == 0 && self.texts.get(&label) == Some(&text) {
            return found(label, Shows::Label, 0);
        }
        // Of an equation the label is its number in brackets.
        let in_brackets = self.texts.get(&label).and_then(|shown| ending(&text, shown));
        if let Some(place) = in_brackets.and_then(|from| found(label, Shows::Label, from)) {
            return Some(place);
        }
        let number = format!("{name}{NUMBER}");
        if let Some(from) = self.texts.get(&number).and_then(|shown| ending(&text, shown)) {
            return found(number, Shows::Label, from);
        }
        // Word leaves the stops at its end away.
        let shown = self.numbers.get(name)?.trim_end_matches('.');
        ending(&text, shown).and_then(|from| found(name.to_owned(), Shows::Number, from))
    }
}

/// Where a number begins that a text ends with, if it is one of its own there.
fn ending(text: &str, number: &str) -> Option<usize> {
    let before = text.strip_suffix(number).filter(|_| !number.is_empty())?;
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '.';
    (!before.ends_with(joins) || !number.starts_with(joins)).then_some(before.len())
}

/// Makes fields of the references that ask for something, once bookmarks have their names.
pub(crate) fn fields(document: &mut Document) {
    each_paragraph(document, &mut |Paragraph { inlines, .. }| {
        for inline in inlines.iter_mut() {
            let Inline::Link { target: LinkTarget::Reference(name, shows), inlines: inner } = inline else { continue };
            let instruction = match shows {
                // The look stays that of the reference.
                Shows::Label => format!("REF {name} \\h \\* MERGEFORMAT"),
                // The number as it stands there, without those of the levels above that it does not show itself.
                Shows::Number => format!("REF {name} \\n \\h \\* MERGEFORMAT"),
                Shows::Page => format!("PAGEREF {name} \\h \\* MERGEFORMAT"),
            };
            let mut shown = String::new();
            let mut looks = None;
            for text in std::mem::take(inner) {
                if let Inline::Text(text, format) = text {
                    shown.push_str(&text);
                    looks = Some(format);
                }
            }
            *inline = Inline::Field { instruction, shown, format: looks.unwrap_or_default() };
        }
    });
}
