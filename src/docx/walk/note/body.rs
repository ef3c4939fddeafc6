//! What a footnote says, with its number at its start.

use ecow::EcoString;
use typst_library::diag::SourceResult;
use typst_library::foundations::{
    Content, NativeElement, Packed, SequenceElem, ShowSet, StyleChain, Styles, Transformation,
};
use typst_library::introspection::{Location, Locator, SplitLocator, TagElem};
use typst_library::layout::{Abs, BoxElem, Fr, GridElem, RepeatElem, Size, Sizing, VElem};
use typst_library::model::{FootnoteElem, FootnoteEntry, ParElem, TableElem};
use typst_library::routines::{Arenas, FragmentKind, RealizationKind};
use typst_library::text::{LinebreakElem, SpaceElem, TextElem};

use super::tables::keep_places;
use crate::docx::model::{self, Block, Inline, Paragraph, ParagraphFormat, RunFormat, Script, Twips};
use crate::docx::walk::flow::Body;
use crate::docx::walk::questions::asking_nothing;
use crate::docx::walk::text::metrics::BASELINE;
use crate::docx::walk::text::paint::paper;
use crate::docx::walk::{Area, Walker};

/// The number or sign of a note.
pub(crate) struct NoteSign<'a> {
    /// As it is printed.
    pub shown: &'a EcoString,
    /// Whether Word counts it.
    pub counted: bool,
    /// What a numbering that is computed gave, which may have a look of its own.
    pub computed: Option<&'a Content>,
}

/// What a note says.
pub(crate) struct NoteBody {
    pub blocks: Vec<Block>,
    /// How far its last line's box reaches below the letters.
    pub below: Abs,
    /// How its number looks, if it has one.
    pub look: Option<RunFormat>,
    /// How its text looks.
    pub plain: RunFormat,
    /// The notes in it.
    pub inside: Vec<Block>,
}

impl Walker<'_, '_> {
    /// Walks what a note says.
    pub(crate) fn note_body(
        &mut self,
        note: &Packed<FootnoteElem>,
        body: &Content,
        location: Location,
        sign: &NoteSign,
        locator: &mut SplitLocator,
    ) -> SourceResult<NoteBody> {
        // The looks of the entry: those of the page, not of the heading or caption its mark stands in; what show rules set for
        // entries, and what the element sets itself.
        let entry = Packed::new(FootnoteEntry::new(note.clone()));
        let shared = self.shared.clone();
        let page = StyleChain::new(&shared);
        let content = entry.clone().pack();
        let (set, shows) = rules_for(&entry, &content, page);
        let chained = page.chain(&set);
        // What is set for entries only does not count for the room between them.
        let gap = page.resolve(FootnoteEntry::gap);
        let area = Area::of(Size::new(self.page.text_width(), Abs::inf()));
        let outer = self.loose_notes.replace(Vec::new());
        let heading = self.heading.take();
        let counting = std::mem::take(&mut self.counting);
        let caption = self.captions.walked.take();
        let entry_number = shows.then(|| (sign.shown.clone(), None));
        let outer_entry = std::mem::replace(&mut self.entry, entry_number);
        let ground = std::mem::replace(&mut self.ground, paper(page));
        let noting = self.noting.replace(location);
        let leader = leader(body);
        let body = leader.as_ref().unwrap_or(body);
        let alone = !shows && self.stands_alone(sign.shown, body, chained);
        let body = if shows {
            self.body(&content, page, locator, area, gap, false)
        } else if alone {
            // In a line of its own, as in Typst.
            let numbered = Content::sequence([TextElem::packed(sign.shown.clone()), body.clone()]);
            self.body(&numbered, chained, locator, area, gap, false)
        } else {
            self.body(body, chained, locator, area, gap, false)
        };
        self.noting = noting;
        self.ground = ground;
        let number = std::mem::replace(&mut self.entry, outer_entry);
        self.captions.walked = caption;
        self.counting = counting;
        self.heading = heading;
        let inside = std::mem::replace(&mut self.loose_notes, outer).unwrap_or_default();
        let Body { mut blocks, below, .. } = body?;
        let mut table = false;
        if alone {
            typed_number(&mut blocks, sign.shown);
            table = matches!(blocks.get(1), Some(Block::Table(_)));
            if let Some(Block::Paragraph(first)) = blocks.first_mut() {
                first.format.keep_next = true;
                if table {
                    *first = self.number_alone(true, chained);
                }
            }
        }
        let plain = self.run_format(chained);
        // A show rule may do without the number.
        let typed = matches!(number, Some((_, None)));
        let look = match number {
            // One typed at the very beginning is Word's own, too: LibreOffice has one there in any case.
            Some((shown, None)) if sign.counted => typed_number(&mut blocks, &shown),
            Some((_, look)) => look,
            None => {
                let look = match sign.computed {
                    Some(computed) => self.look_of(computed, chained, locator)?,
                    None => plain.clone(),
                };
                Some(RunFormat { script: Script::Super, ..look })
            }
        };
        table |= matches!(blocks.first(), Some(Block::Table(_)));
        let begins = matches!(blocks.first(), Some(Block::Paragraph(first)) if first.format.numbering.is_none());
        if look.is_some() && !begins {
            let paragraph = self.number_alone(table, chained);
            blocks.insert(0, Block::Paragraph(paragraph));
        }
        // Below a first line of an exact height LibreOffice loses rows of the tables that follow.
        if blocks.iter().any(|block| matches!(block, Block::Table(_)))
            && let Some(Block::Paragraph(first)) = blocks.first_mut()
            && let Some(model::Line::Exact(height)) = first.format.line
        {
            first.format.line = Some(model::Line::AtLeast(height));
        }
        // LibreOffice would indent the table, too.
        if let Some(Block::Paragraph(first)) = blocks.first_mut()
            && look.is_some()
            && !(table || typed)
        {
            first.format.first_line += Twips::from_pt(entry.indent.resolve(chained).to_pt());
        }
        keep_places(&mut blocks, area.width);
        Ok(NoteBody { blocks, below, look, plain, inside })
    }

    /// Whether the number of a note has a line of its own: what the note begins with is no text that could go on in it. A table has a
    /// paragraph made for it.
    fn stands_alone(&mut self, shown: &EcoString, body: &Content, styles: StyleChain) -> bool {
        if body.is::<TextElem>() {
            return false;
        }
        let numbered = Content::sequence([TextElem::packed(shown.clone()), body.clone()]);
        let arenas = Arenas::default();
        let mut locator = Locator::root().split();
        let hearing = self.hearing;
        // What asks the document something begins like text.
        let realized = asking_nothing(self.engine, hearing, |engine| {
            let realize = engine.library.routines.realize;
            let kind = &mut FragmentKind::Block;
            realize(RealizationKind::Fragment { kind }, engine, &mut locator, &arenas, &numbered, styles)
        });
        let realized = realized.unwrap_or_default();
        let mut children = realized.iter().filter(|(child, _)| !child.is::<TagElem>());
        let number = children.next().and_then(|(child, _)| child.to_packed::<ParElem>());
        let first = children.find(|(child, _)| !child.is::<VElem>());
        number.is_some_and(|number| number.body.plain_text().trim() == shown.as_str())
            && first.is_some_and(|(child, _)| !child.is::<TableElem>() && !child.is::<GridElem>())
    }

    /// A paragraph for the number of a note that begins with a table or an item of a list: a cell would be too narrow for it, and the item
    /// has a number or a sign of its own.
    fn number_alone(&mut self, table: bool, styles: StyleChain) -> Paragraph {
        let extent = self.extent(styles, "1");
        let pitch = extent.height() + styles.resolve(ParElem::leading);
        let height = Twips::from_pt(pitch.to_pt());
        let below = styles.resolve(ParElem::spacing) - (pitch * (1.0 - BASELINE) - extent.descent);
        let below = Twips::from_pt(below.max(Abs::zero()).to_pt());
        let (line, after) =
            if table { (model::Line::AtLeast(height), below) } else { (model::Line::Exact(height), Twips::ZERO) };
        let format = ParagraphFormat { line: Some(line), after, keep_next: true, ..ParagraphFormat::default() };
        Paragraph { format, inlines: Vec::new(), mark: self.run_format(styles) }
    }
}

/// A note that is nothing but a repeated sign: it fills a line of its own, and is a leader to Word.
fn leader(body: &Content) -> Option<Content> {
    let only = match body.to_packed::<SequenceElem>() {
        Some(sequence) => {
            let mut children = sequence.children.iter().filter(|child| !child.is::<SpaceElem>());
            children.next().filter(|_| children.next().is_none())?
        }
        None => body,
    };
    let filled = || BoxElem::new().with_width(Sizing::Fr(Fr::one())).with_body(Some(only.clone())).pack();
    only.is::<RepeatElem>().then(|| Content::sequence([LinebreakElem::new().pack(), filled()]))
}

/// What show rules set for an entry, and whether any of them changes what it shows.
fn rules_for(entry: &Packed<FootnoteEntry>, content: &Content, page: StyleChain) -> (Styles, bool) {
    let mut set = entry.show_set(page);
    let mut shows = false;
    for recipe in page.recipes() {
        if recipe.selector().is_some_and(|selector| selector.matches(content, Some(page))) {
            match recipe.transform() {
                Transformation::Style(style) => set.apply(style.clone()),
                Transformation::Content(_) | Transformation::Func(_) => shows = true,
            }
        }
    }
    (set, shows)
}

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
