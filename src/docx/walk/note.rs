//! Footnotes: Word numbers them and puts them at the foot of the page. A number Word would not show is put as a mark of its own.

use comemo::Track;
use ecow::EcoString;
use typst_library::diag::{At, SourceResult};
use typst_library::foundations::{Context, NativeElement, Packed, ShowSet, StyleChain, Transformation};
use typst_library::introspection::{Counter, Locator, SplitLocator, Tag};
use typst_library::layout::{Abs, BoxElem, Fr, Frame, FrameItem, RepeatElem, Size, Sizing};
use typst_library::model::{FootnoteElem, FootnoteEntry, Numbering, ParElem};

use super::flow::Body;
use super::inline::push_text;
use super::level_text::{render, template};
use super::line::Line;
use super::metrics::BASELINE;
use super::paint::paper;
use super::{Area, NOTE, Walker};
use crate::docx::introspector::Place;
use crate::docx::model::{
    self, Block, Colour, Footnote, Inline, LinkTarget, Paragraph, ParagraphFormat, RunFormat, Script, Twips,
};

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
        // The looks of the entry: those of the page, not of the heading or caption its mark stands in; what show rules set for
        // entries, and what the element sets itself.
        let entry = Packed::new(FootnoteEntry::new(note.clone()));
        let shared = self.shared.clone();
        let page = StyleChain::new(&shared);
        let content = entry.clone().pack();
        let mut set = entry.show_set(page);
        let mut shows = false;
        for recipe in page.recipes() {
            if recipe.selector().is_some_and(|selector| selector.matches(&content, Some(page))) {
                match recipe.transform() {
                    Transformation::Style(style) => set.apply(style.clone()),
                    Transformation::Content(_) | Transformation::Func(_) => shows = true,
                }
            }
        }
        let chained = page.chain(&set);
        // What is set for entries only does not count for the room between them.
        let gap = page.resolve(FootnoteEntry::gap);
        let area = Area::of(Size::new(self.page.text_width(), Abs::inf()));
        let outer = self.loose_notes.replace(Vec::new());
        let heading = self.heading.take();
        let caption = self.captions.walked.take();
        let entry_number = shows.then(|| (shown.clone(), None));
        let outer_entry = std::mem::replace(&mut self.entry, entry_number);
        let ground = std::mem::replace(&mut self.ground, paper(page));
        let noting = self.noting.replace(location);
        let body = if shows {
            self.body(&content, page, locator, area, gap, false)
        } else {
            self.body(body, chained, locator, area, gap, false)
        };
        self.noting = noting;
        self.ground = ground;
        let number = std::mem::replace(&mut self.entry, outer_entry);
        self.captions.walked = caption;
        self.heading = heading;
        let inside = std::mem::replace(&mut self.loose_notes, outer).unwrap_or_default();
        let Body { mut blocks, below, .. } = body?;
        let plain = self.run_format(chained);
        // A show rule may do without the number.
        let typed = matches!(number, Some((_, None)));
        let look = match number {
            // One typed at the very beginning is Word's own, too: LibreOffice has one there in any case.
            Some((shown, None)) if mark.is_none() => typed_number(&mut blocks, &shown),
            Some((_, look)) => look,
            None if looks => {
                let look = self.look_of(&sign, chained, locator)?;
                Some(RunFormat { script: Script::Super, ..look })
            }
            None => Some(RunFormat { script: Script::Super, ..plain.clone() }),
        };
        let table = matches!(blocks.first(), Some(Block::Table(_)));
        let begins = matches!(blocks.first(), Some(Block::Paragraph(first)) if first.format.numbering.is_none());
        if look.is_some() && !begins {
            let paragraph = self.number_alone(table, chained);
            blocks.insert(0, Block::Paragraph(paragraph));
        }
        // LibreOffice would indent the table, too.
        if let Some(Block::Paragraph(first)) = blocks.first_mut()
            && look.is_some()
            && !(table || typed)
        {
            first.format.first_line += Twips::from_pt(entry.indent.resolve(chained).to_pt());
        }
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
        line.inlines.push(Inline::Footnote(self.footnotes.len() - 1, format));
        Ok(())
    }

    /// A paragraph for the number of a note that begins with a table or an item of a list: a cell would be too narrow for it, and the item
    /// has a number or a sign of its own.
    fn number_alone(&mut self, table: bool, styles: StyleChain) -> Paragraph {
        let extent = self.extent(styles, "1");
        let pitch = extent.height() + styles.resolve(ParElem::leading);
        let height = Twips::from_pt(pitch.to_pt());
        let below = styles.resolve(ParElem::spacing) - (pitch * (1.0 - BASELINE) - extent.descent);
        let below = Twips::from_pt(below.max(Abs::zero()).to_pt());
        // Below a line of an exact height LibreOffice loses the first row of a table.
        let (line, after) =
            if table { (model::Line::AtLeast(height), below) } else { (model::Line::Exact(height), Twips::ZERO) };
        let format = ParagraphFormat { line: Some(line), after, keep_next: true, ..ParagraphFormat::default() };
        Paragraph { format, inlines: Vec::new(), mark: self.run_format(styles) }
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
    pub(super) fn unseen_notes(
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
    pub(super) fn notes_room(&mut self, page: &Frame, locator: &mut SplitLocator, width: Abs) -> SourceResult<Abs> {
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
        // Those in notes come after the others.
        while let Some(note) = notes.pop() {
            let span = note.span();
            let entry = FootnoteEntry::new(note).pack().spanned(span);
            let entry = self.previewed(&entry, styles, locator, room)?;
            height += gap + entry.height();
            notes_in(&entry, &mut notes);
            notes.retain(|note| note.body_content().is_some());
        }
        Ok(height)
    }

    /// What the document has above its notes, if that is not what every program has.
    pub(super) fn separator(&mut self, locator: &mut SplitLocator) -> SourceResult<Option<Vec<Block>>> {
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

/// Takes the number that a note begins with out of its text; how it looks.
fn typed_number(blocks: &mut [Block], shown: &str) -> Option<RunFormat> {
    let Some(Block::Paragraph(first)) = blocks.first_mut() else { return None };
    let at = first.inlines.iter().position(|inline| !inline.is_bookmark())?;
    let Some(Inline::Text(text, format)) = first.inlines.get_mut(at) else { return None };
    let rest = text.strip_prefix(shown).filter(|rest| !rest.starts_with(char::is_alphanumeric))?;
    let (rest, look) = (rest.to_owned(), format.clone());
    if rest.is_empty() {
        first.inlines.remove(at);
    } else {
        *text = rest;
    }
    Some(look)
}

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
