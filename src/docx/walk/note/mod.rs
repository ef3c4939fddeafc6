//! Footnotes: Word numbers them and puts them at the foot of the page. A number Word would not show is put as a mark of its own.

pub(super) mod above_columns;
pub(super) mod body;
mod tables;

use comemo::Track;
use ecow::EcoString;
use typst_library::diag::{At, SourceResult};
use typst_library::foundations::{Content, Context, NativeElement, Packed, StyleChain};
use typst_library::introspection::{Counter, Locator, SplitLocator, Tag};
use typst_library::layout::{Abs, BoxElem, Fr, Frame, FrameItem, RepeatElem, Size, Sizing};
use typst_library::model::{FootnoteElem, FootnoteEntry, Numbering, ParElem};

use self::above_columns::NoteMark;
use self::body::{NoteBody, NoteSign};
use super::line::Line;
use super::line::inline::push_text;
use super::list::level_text::{render, template};
use super::{Area, NOTE, Walker};
use crate::docx::introspector::Place;
use crate::docx::model::{Block, Colour, Footnote, Inline, LinkTarget, Paragraph, RunFormat, Script, Twips};

impl Walker<'_, '_> {
    /// A footnote's mark, and the note itself.
    pub fn footnote(
        &mut self,
        note: &Packed<FootnoteElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        line: &mut Line,
    ) -> SourceResult<()> {
        let span = note.span();
        trim_blank(&mut line.inlines);
        let location = match note.declaration_location(self.engine).at(span) {
            Ok(location) => location,
            // The note a label means may not be known before the document has been gone through once.
            Err(errors) => {
                self.engine.delay::<()>(Err(errors));
                return Ok(());
            }
        };
        let pattern = note.numbering.get_cloned(styles);
        let counter = Counter::of(FootnoteElem::ELEM);
        let sign = counter.display_at(self.engine, location, styles, &pattern, span)?;
        // A numbering that is computed may give its numbers a look of their own.
        let looks = matches!(pattern, Numbering::Func(_));
        let format = if looks { self.look_of(&sign, styles, locator)? } else { self.run_format(styles) };
        if self.noting == Some(location) {
            // A rule for entries that shows the note itself shows its mark.
            self.number_of_entry(format, line);
            return Ok(());
        }
        let mut shown = EcoString::from(self.shown(&sign, styles, locator)?);
        if self.place != Place::default() {
            shown = self.margin_notes.entry(span).or_insert(shown).clone();
        }
        self.grow(styles, "1", line);
        let Some(body) = note.body_content() else {
            // A second mark of an earlier note: its number as text, which leads to the first.
            let format = RunFormat { script: Script::Super, ..format };
            self.linked.insert(location);
            let target = LinkTarget::Bookmark(super::bookmark_name(location));
            push_text(&mut line.inlines, &shown, format, Some(target));
            return Ok(());
        };
        if let Some(notes) = self.floating_notes.as_mut().filter(|_| self.loose_notes.is_none()) {
            notes.push(note.clone());
            push_text(&mut line.inlines, &shown, RunFormat { script: Script::Super, ..format }, None);
            return Ok(());
        }
        let context = Context::new(Some(location), Some(styles));
        let three = pattern.apply(self.engine, context.track(), span, &[3]).ok();
        let three = three.map(|three| three.display().plain_text()).unwrap_or_default();
        let mark = self.mark(&three, &shown);
        let own = NoteSign { shown: &shown, counted: mark.is_none(), computed: looks.then_some(&sign) };
        let NoteBody { mut blocks, below, look, plain, inside } =
            self.note_body(note, body, location, &own, locator)?;
        if let Some(loose) = &mut self.loose_notes {
            // Word has footnotes in the text only: a note in a note or in a header stands below it, with its mark typed.
            let before = look.map_or_else(Vec::new, |look| {
                vec![Inline::Text(shown.to_string(), look), Inline::Text(" ".to_owned(), plain)]
            });
            match blocks.first_mut() {
                Some(Block::Paragraph(first)) => drop(first.inlines.splice(0..0, before)),
                _ => blocks.insert(0, Block::Paragraph(Paragraph { inlines: before, ..Paragraph::default() })),
            }
            loose.append(&mut blocks);
            loose.extend(inside);
            push_text(&mut line.inlines, &shown, RunFormat { script: Script::Super, ..format }, None);
            return Ok(());
        }
        blocks.extend(inside);
        if let Some(Block::Paragraph(first)) = blocks.first_mut() {
            // What the lines of the note before hold below their letters is part of the gap.
            let held = std::mem::replace(&mut self.below_note, below);
            first.format.before = (first.format.before - Twips::from_pt(held.to_pt())).max(Twips::ZERO);
        }
        self.counted_notes += u64::from(mark.is_none());
        self.footnotes.push(Footnote { blocks, mark, format: look });
        self.note_marks.push(NoteMark { location, span, shown });
        line.inlines.push(Inline::Footnote(self.footnotes.len() - 1, format));
        Ok(())
    }

    /// The number in an entry that show rules have changed. At its start it is Word's own, which the note is given when it is done;
    /// after other words it is typed.
    pub fn entry_number(&mut self, styles: StyleChain, line: &mut Line) {
        let format = self.run_format(styles);
        self.number_of_entry(format, line);
    }

    fn number_of_entry(&mut self, format: RunFormat, line: &mut Line) {
        let look = RunFormat { script: Script::Super, ..format };
        let starts = !line.inlines.iter().any(|inline| matches!(inline, Inline::Text(..) | Inline::Link { .. }));
        let Some((shown, met)) = &mut self.entry else { return };
        if starts && met.is_none() {
            *met = Some(look);
        } else {
            push_text(&mut line.inlines, shown, look, None);
        }
    }

    /// The notes whose marks a drawing shows: Word knows none there, so each is referred to beside it, with a mark too small to see.
    pub fn notes_of(&mut self, frame: &Frame, styles: StyleChain) -> SourceResult<()> {
        let mut found = Vec::new();
        notes_in(frame, &mut found);
        self.notes_beside(found, styles)
    }

    /// The same for notes that are known.
    pub fn notes_beside(&mut self, notes: Vec<Packed<FootnoteElem>>, styles: StyleChain) -> SourceResult<()> {
        let references = self.unseen_notes(notes, false, styles)?;
        references.into_iter().for_each(|reference| self.anchor(reference));
        Ok(())
    }

    /// Notes whose marks stand elsewhere, and references to them that are not seen. `counted`: Word may count them.
    pub(crate) fn unseen_notes(
        &mut self,
        notes: Vec<Packed<FootnoteElem>>,
        counted: bool,
        styles: StyleChain,
    ) -> SourceResult<Vec<Inline>> {
        let mut references = Vec::new();
        for note in notes {
            let Some(location) = note.location() else { continue };
            if note.body_content().is_none() {
                continue;
            }
            let mut line = Line::new();
            let mut locator = Locator::synthesize(location).split();
            let count = self.footnotes.len();
            self.footnote(&note, styles, &mut locator, &mut line)?;
            if !counted {
                let numbering = note.numbering.get_cloned(styles);
                let counter = Counter::of(FootnoteElem::ELEM);
                let shown = counter.display_at(self.engine, location, styles, &numbering, note.span())?;
                let shown = self.shown(&shown, styles, &mut locator)?;
                if let Some(written) = self.footnotes.get_mut(count).filter(|written| written.mark.is_none()) {
                    written.mark = Some(shown);
                    self.counted_notes -= 1;
                    if self.counted_notes == 0 {
                        self.footnote_start = None;
                    }
                }
            }
            for mut inline in line.inlines {
                if let Inline::Footnote(_, format) = &mut inline {
                    *format = RunFormat { size: 2, colour: Colour::WHITE, ..RunFormat::default() };
                    references.push(inline);
                }
            }
        }
        Ok(references)
    }

    /// The room below the text that the notes of a page take, whose marks stand in a frame: with the line above them, which Word gives a
    /// line of text.
    pub(crate) fn notes_room(&mut self, page: &Frame, locator: &mut SplitLocator, width: Abs) -> SourceResult<Abs> {
        let mut notes = Vec::new();
        notes_in(page, &mut notes);
        notes.retain(|note| note.body_content().is_some());
        if notes.is_empty() {
            return Ok(Abs::zero());
        }
        let shared = self.shared.clone();
        let styles = StyleChain::new(&shared);
        let room = Size::new(width, Abs::inf());
        let separator = styles.get_cloned(FootnoteEntry::separator);
        let separator = self.previewed(&separator, styles, locator, room)?.height();
        let pitch = self.extent(styles, "1").height() + styles.resolve(ParElem::leading);
        let mut height = (styles.resolve(FootnoteEntry::clearance) + separator).max(pitch);
        let gap = styles.resolve(FootnoteEntry::gap);
        // Those in notes come after the others. An entry may show the very note that it is of, for its number.
        let mut counted: Vec<Content> = Vec::new();
        while let Some(note) = notes.pop() {
            let span = note.span();
            counted.extend(note.body_content().cloned());
            let entry = FootnoteEntry::new(note).pack().spanned(span);
            let entry = self.previewed(&entry, styles, locator, room)?;
            height += gap + entry.height();
            let mut inner = Vec::new();
            notes_in(&entry, &mut inner);
            inner.retain(|note| note.body_content().is_some_and(|body| !counted.contains(body)));
            notes.append(&mut inner);
        }
        Ok(height)
    }

    /// What the document has above its notes, if that is not what every program has.
    pub(crate) fn separator(&mut self, locator: &mut SplitLocator) -> SourceResult<Option<Vec<Block>>> {
        let shared = self.shared.clone();
        let styles = StyleChain::new(&shared);
        let separator = styles.get_cloned(FootnoteEntry::separator);
        if self.footnotes.is_empty() || separator == StyleChain::default().get_cloned(FootnoteEntry::separator) {
            return Ok(None);
        }
        // A sign repeated is a leader.
        let separator = if separator.is::<RepeatElem>() {
            BoxElem::new().with_width(Sizing::Fr(Fr::one())).with_body(Some(separator)).pack()
        } else {
            separator
        };
        let area = Area::of(Size::new(self.page.text_width(), Abs::inf()));
        // As in notes: Word has no text in drawings there.
        let outer = self.loose_notes.replace(Vec::new());
        let body = self.body(&separator, styles, locator, area, Abs::zero(), false);
        self.loose_notes = outer;
        let mut blocks = body?.blocks;
        let is_line = |block: &Block| {
            matches!(block, Block::Paragraph(only)
            if !only.inlines.iter().any(|inline| matches!(inline, Inline::Picture(_) | Inline::Canvas(_))))
        };
        if !blocks.iter().all(is_line) {
            // LibreOffice 7.4 comes to no end where there is a drawing.
            self.warn(separator.span(), format!("{NOTE}脚注上方只能是线、文字或一行符号，改用一条短线"));
            return Ok(None);
        }
        if !matches!(blocks.last(), Some(Block::Paragraph(_))) {
            blocks.push(Block::Paragraph(super::flow::spacer(Abs::pt(1.0), false).0));
        }
        Ok(Some(blocks))
    }

    /// The mark to be typed where Word would count otherwise.
    fn mark(&mut self, three: &str, shown: &str) -> Option<String> {
        // Word passes over notes with a mark of their own, and begins where it is told to: with the first that has none.
        let counted = template(three, 1).is_some_and(|(text, formats)| {
            let Some(&(_, format)) = formats.first() else { return false };
            if text != "%1" || *self.footnote_format.get_or_insert(format) != format {
                return false;
            }
            let is_shown = |number: &u64| render(&text, &formats, &[*number]).as_deref() == Some(shown);
            match self.footnote_start {
                Some(start) => is_shown(&(start + self.counted_notes)),
                None => {
                    self.footnote_start = (1..=MOST_BEFORE).find(is_shown);
                    self.footnote_start.is_some()
                }
            }
        });
        (!counted).then(|| shown.to_owned())
    }
}

/// The largest number that the first counted note may have.
const MOST_BEFORE: u64 = 99;

/// The blank before a note's mark, which Typst sets right after the word.
fn trim_blank(inlines: &mut Vec<Inline>) {
    // The place a citation begins at is none of the text.
    let text = |inline: &Inline| !inline.is_bookmark();
    let Some(at) = inlines.iter().rposition(text) else { return };
    match inlines.get_mut(at) {
        Some(Inline::Text(text, _)) if text.ends_with(' ') => {
            text.pop();
            if text.is_empty() {
                inlines.remove(at);
            }
        }
        Some(Inline::Link { inlines, .. }) => trim_blank(inlines),
        _ => {}
    }
}

/// The notes whose marks stand in a frame.
fn notes_in(frame: &Frame, found: &mut Vec<Packed<FootnoteElem>>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Tag(Tag::Start(elem, _)) => found.extend(elem.to_packed::<FootnoteElem>().cloned()),
            FrameItem::Group(group) => notes_in(&group.frame, found),
            _ => {}
        }
    }
}
