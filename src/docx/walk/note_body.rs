//! What a footnote says, with its number at its start.

use ecow::EcoString;
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, ShowSet, StyleChain, Styles, Transformation};
use typst_library::introspection::{Location, SplitLocator};
use typst_library::layout::{Abs, Size};
use typst_library::model::{FootnoteElem, FootnoteEntry, ParElem};

use super::flow::Body;
use super::metrics::BASELINE;
use super::paint::paper;
use super::{Area, Walker};
use crate::docx::model::{self, Block, Inline, Paragraph, ParagraphFormat, RunFormat, Script, Twips};

/// The number or sign of a note.
pub(super) struct NoteSign<'a> {
    /// As it is printed.
    pub shown: &'a EcoString,
    /// Whether Word counts it.
    pub counted: bool,
    /// What a numbering that is computed gave, which may have a look of its own.
    pub computed: Option<&'a Content>,
}

/// What a note says.
pub(super) struct NoteBody {
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
    pub(super) fn note_body(
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
        let caption = self.captions.walked.take();
        let entry_number = shows.then(|| (sign.shown.clone(), None));
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
        Ok(NoteBody { blocks, below, look, plain, inside })
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
