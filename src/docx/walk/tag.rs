//! Typst's tags: where elements begin and end, and which of them links may lead to.

use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::{Locatable, MetadataElem, PageIntrospection, Tag, TagElem};
use typst_library::model::{CiteGroup, FigureElem, FootnoteElem, HeadingElem};
use typst_library::routines::Pair;

use super::marginal::running;
use super::page::{pages, runs};
use super::{Walker, bookmark_name};
use crate::docx::introspector::Place;
use crate::docx::model::Inline;

impl Walker<'_, '_> {
    /// Takes note of the tags among realized children that are not walked one by one.
    pub fn tags_among(&mut self, pairs: &[Pair]) {
        for tag in pairs.iter().filter_map(|(child, _)| child.to_packed::<TagElem>()) {
            self.tag(&tag.tag);
        }
    }

    /// Takes note of an introspection tag, and of places that can be linked to.
    pub fn tag(&mut self, tag: &Tag) {
        match tag {
            // A note of a header was counted when the header was walked for the first time.
            Tag::Start(elem, _)
                if self.place != Place::default()
                    && elem.is::<FootnoteElem>()
                    && self.margin_notes.contains_key(&elem.span()) =>
            {
                self.passed_over.extend(elem.location());
                return;
            }
            Tag::End(location, ..) if self.passed_over.remove(location) => return,
            _ => {}
        }
        self.tags.discover_tag(tag, self.place);
        self.tag_contents(tag);
        self.tag_caption(tag);
        self.tag_title(tag);
        self.tag_heading_number(tag);
        self.tag_reference(tag);
        if let Tag::Start(elem, _) = tag
            && self.place == Place::default()
        {
            self.met.extend(pages::Met::of(elem));
        }
        if self.somewhere.is_none() && self.place == Place::default() {
            self.somewhere = Some(tag.location());
        }
        if let Tag::Start(elem, _) = tag
            && self.place == Place::default()
            && self.renumbered.is_none()
            && runs::sets_page_counter(elem)
            && let Some(location) = elem.location()
        {
            self.renumbered = Some(self.engine.introspect(PageIntrospection(location, elem.span())));
        }
        if let (Tag::Start(elem, _), Some(numbering)) = (tag, &self.numbering)
            && let Some(location) = elem.location()
        {
            self.page_numberings.insert(location, numbering.clone());
        }
        if let Tag::Start(elem, flags) = tag
            && flags.introspectable
            && may_be_led_to(elem)
            && let Some(location) = elem.location()
            && !self.bookmarks.contains_key(&location)
        {
            let id = self.bookmarks.len();
            self.bookmarks.insert(location, id);
            self.pending.push(Inline::BookmarkStart(id, bookmark_name(location)));
            self.pending.push(Inline::BookmarkEnd(id));
        }
        match tag {
            Tag::Start(elem, _) => {
                if let (Some(heading), Some(location)) = (elem.to_packed::<HeadingElem>(), elem.location()) {
                    let level = heading.resolve_level(StyleChain::default()).get();
                    let level = u8::try_from(level.min(9)).unwrap_or(9);
                    self.heading = Some((location, level, heading.outlined.get(StyleChain::default())));
                    self.headings_met += 1;
                    let text = heading.body.plain_text().to_string();
                    self.heading_words.clone_from(&text);
                    if self.place == Place::default() {
                        self.titles.extend(running::Title::of(heading));
                    }
                }
            }
            Tag::End(location, ..) => {
                if self.heading.is_some_and(|(heading, ..)| heading == *location) {
                    self.heading = None;
                }
            }
        }
    }
}

/// Whether links and references may lead to an element: to what has a label, headings, figures, citations (from their entries) and
/// what has got a place of its own, as the entries of a bibliography have.
fn may_be_led_to(elem: &Content) -> bool {
    elem.label().is_some()
        || elem.is::<HeadingElem>()
        || elem.is::<FigureElem>()
        || elem.is::<CiteGroup>()
        || elem.is::<MetadataElem>()
        || !elem.can::<dyn Locatable>()
}
