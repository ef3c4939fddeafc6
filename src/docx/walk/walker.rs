//! The walk's state: what it has made so far, where it is, and what it has learnt of the document on the way.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::rc::Rc;
use std::sync::Arc;

use ecow::EcoString;
use rustc_hash::{FxHashMap, FxHashSet};
use typst_library::diag::SourceDiagnostic;
use typst_library::engine::Engine;
use typst_library::foundations::{Packed, Styles};
use typst_library::introspection::{ElementIntrospectorBuilder, Location};
use typst_library::layout::{Abs, Point};
use typst_library::model::FootnoteElem;
use typst_library::text::{FontFamily, FontList};
use typst_syntax::Span;

use super::heading::{contents, document_title};
use super::marginal::running;
use super::note::above_columns::NoteMark;
use super::page::{empty_page, pages};
use super::place::{float, lines_beside};
use super::questions::Hearing;
use super::reference::caption;
use super::text::chain;
use super::{heading, marginal, page, reference};
use crate::docx::introspector::{PageNumber, Place};
use crate::docx::model::{Block, Colour, FontNames, Footnote, Inline, LineNumbers, Media, Numbering, RunFormat};

/// The state of a walk over one document.
pub(crate) struct Walker<'e, 'w> {
    pub(super) engine: &'e mut Engine<'w>,
    /// Hears what the engine's introspector is asked.
    pub(super) hearing: &'e Hearing,
    /// Collects the elements for the next round's questions.
    pub(super) tags: ElementIntrospectorBuilder<Place>,
    /// What Typst is told of the page while this part is walked.
    pub(super) place: Place,
    pub(super) media: Vec<Media>,
    pub(super) footnotes: Vec<Footnote>,
    /// How many of them have no mark of their own: Word counts these.
    pub(super) counted_notes: u64,
    /// The number format of the first footnote, which holds for all.
    pub(super) footnote_format: Option<&'static str>,
    /// The number of the first footnote that Word counts.
    pub(super) footnote_start: Option<u64>,
    /// How much of each page that comes, from the one being walked on, its notes take at its foot, where something is placed there.
    pub(super) notes_at_foot: VecDeque<Abs>,
    pub(super) numberings: Vec<Numbering>,
    /// How many bodies the walk is in.
    pub(super) depth: usize,
    /// Where the innermost of them that stands in a file does.
    pub(super) around: Span,
    /// Whether this is running text, whose lines may have numbers.
    pub(super) in_text: bool,
    /// If the lines of some paragraph of the section have numbers: which, and how far from the text, where that is said.
    pub(super) line_numbers: Option<LineNumbers>,
    /// The mark of each footnote.
    pub(super) note_marks: Vec<NoteMark>,
    /// While a part is walked in which Word has no footnotes (a note, a header): the notes met in it.
    pub(super) loose_notes: Option<Vec<Block>>,
    /// While what floats is walked: the notes met in it.
    pub(super) floating_notes: Option<Vec<Packed<FootnoteElem>>>,
    /// While a note is walked as show rules have its entry: its number, and how that looks once it was met.
    pub(super) entry: Option<(EcoString, Option<RunFormat>)>,
    /// The notes in the formula that is being walked.
    pub(super) formula_notes: Vec<Packed<FootnoteElem>>,
    /// The numbers of the notes in headers and footers, which are walked several times.
    pub(super) margin_notes: FxHashMap<Span, EcoString>,
    /// Those of them that are not counted again.
    pub(super) passed_over: FxHashSet<Location>,
    /// The colour behind what is walked: the page's, or that of the block or cell.
    pub(super) ground: Colour,
    /// What Word cannot say of the looks asked for last.
    pub(super) unsaid: Option<&'static str>,
    /// Whether columns in the text are being walked.
    pub(super) in_columns: bool,
    /// The table of contents that is being walked.
    pub(super) contents: contents::Contents,
    /// The numbers in captions.
    pub(super) captions: caption::Captions,
    /// The references, and what they lead to.
    pub(super) references: reference::References,
    /// The numbering of headings.
    pub(super) headings: heading::Headings,
    /// Bookmarks in the order they were met.
    pub(super) bookmarks: FxHashMap<Location, usize>,
    /// Places that some link leads to.
    pub(super) linked: FxHashSet<Location>,
    /// The heading that is being walked, its outline level, and whether tables of contents list it.
    pub(super) heading: Option<(Location, u8, bool)>,
    /// The title of the document, while it is walked.
    pub(super) title: Option<document_title::Walked>,
    /// How many headings were met, and the words of the last one.
    pub(super) headings_met: usize,
    pub(super) heading_words: String,
    /// While a header or footer is walked, where its area begins on the page.
    pub(super) origin: Option<Point>,
    /// While a header or footer is walked, which of the two, and how far it stands from the page's edge in its area.
    pub(super) reach: Option<(marginal::Kind, Abs)>,
    /// The elements of the body in their order.
    pub(super) met: Vec<pages::Met>,
    /// How many of them were met before the section.
    pub(super) begun: usize,
    /// How many things have been placed: what a rule or a question makes is known no earlier.
    pub(super) places_met: usize,
    /// Which run of pages, or part of one, is walked, counted from none.
    pub(super) run: usize,
    /// Whether a section came before.
    pub(super) later: bool,
    /// The pages before the section.
    pub(super) before: Option<empty_page::Before>,
    /// Whether the last of them is an empty one that has to be in the document.
    pub(super) empty_before: bool,
    /// Whether each page that begins with a break is a section of its own.
    pub(super) parted: bool,
    /// The page on which the section ends, if that is known.
    pub(super) last: Option<usize>,
    /// Whether it ends the document.
    pub(super) closes: bool,
    /// The fingerprints of what stands beside the text and changes from page to page.
    pub(super) varying: Vec<u128>,
    /// What stands beside the text of the section's pages, as far as it was walked.
    pub(super) probed: FxHashMap<marginal::Version, marginal::Walked>,
    /// By how much the numbers that Word counts are ahead of the pages.
    pub(super) ahead: i64,
    /// Some element of the body.
    pub(super) somewhere: Option<Location>,
    /// The headings of the section.
    pub(super) titles: Vec<running::Title>,
    /// Those of the whole document.
    pub(super) titles_in_all: Option<Rc<[running::Title]>>,
    /// The styles the pages of the section share.
    pub(super) shared: Styles,
    /// The page's text area and margins, for absolute placement.
    pub(super) page: page::Geometry,
    /// The numberings of the list items that are being walked, from the outermost in; `None`: its marker is typed.
    pub(super) counting: Vec<Option<usize>>,
    /// The numbers of the items around where a level of a numbering that lists share was begun last.
    pub(super) levels_begun: FxHashMap<(usize, usize), Vec<u64>>,
    /// By how much what the cell that was walked last holds is higher than its rows.
    pub(super) overfull: Abs,
    /// Whether the next body, a cell's, is asked for how high what begins it is, if that is not broken over pages; and its answer.
    pub(super) asks_unbroken: bool,
    pub(super) unbroken: Option<Abs>,
    /// Whether the padding that comes has the frame set for blocks around it.
    pub(super) framed_pad: bool,
    /// Whether the frame that comes cuts off what it has no room for.
    pub(super) cut_off: bool,
    /// How far the last note's last line reaches below its letters.
    pub(super) below_note: Abs,
    /// The note whose entry is being walked.
    pub(super) noting: Option<Location>,
    /// Font lists and their keys.
    pub(super) lists: Vec<(FontList, u128)>,
    /// Fonts by the list they came from.
    pub(super) chains: FxHashMap<u128, chain::Chain>,
    /// Font names by the list they came from.
    pub(super) fonts: FxHashMap<u128, FontNames>,
    /// The fonts for some characters only, by list.
    pub(super) special: FxHashMap<u128, Rc<[FontFamily]>>,
    /// The looks of text so far, by its styles and what lies behind it, with what Word cannot say of them.
    pub(super) looks: FxHashMap<(u128, Colour), (RunFormat, Option<&'static str>)>,
    /// Bookmarks, drawings and notes waiting for the next paragraph.
    pub(super) pending: Vec<Inline>,
    /// Floats that wait for the paragraph that holds them.
    pub(super) floating: float::Floating,
    /// The elements that begin in columns of the text, with the blocks before each.
    pub(super) in_stretches: Vec<(Location, Span, usize)>,
    /// The lines beside what is placed on the section's pages.
    pub(super) lines_beside: lines_beside::LinesBeside,
    /// The room that the fractional rows of the table that comes share.
    pub(super) row_room: Option<Abs>,
    /// What widths in per cent refer to in the cells of the table that comes, if not to its columns.
    pub(super) stack_base: Option<Abs>,
    /// The page on which this section sets the page counter, if it does.
    pub(super) renumbered: Option<NonZeroUsize>,
    /// How the pages of the section are numbered.
    pub(super) numbering: Option<Arc<PageNumber>>,
    /// The same for every element.
    pub(super) page_numberings: FxHashMap<Location, Arc<PageNumber>>,
}

impl<'e, 'w> Walker<'e, 'w> {
    pub(super) fn new(engine: &'e mut Engine<'w>, hearing: &'e Hearing) -> Self {
        Self {
            engine,
            hearing,
            tags: ElementIntrospectorBuilder::new(),
            place: Place::default(),
            media: Vec::new(),
            footnotes: Vec::new(),
            note_marks: Vec::new(),
            counted_notes: 0,
            depth: 0,
            around: Span::detached(),
            footnote_format: None,
            footnote_start: None,
            notes_at_foot: VecDeque::new(),
            numberings: Vec::new(),
            in_text: false,
            line_numbers: None,
            loose_notes: None,
            floating_notes: None,
            entry: None,
            formula_notes: Vec::new(),
            margin_notes: FxHashMap::default(),
            passed_over: FxHashSet::default(),
            ground: Colour::WHITE,
            unsaid: None,
            in_columns: false,
            contents: contents::Contents::default(),
            captions: caption::Captions::default(),
            references: reference::References::default(),
            headings: heading::Headings::default(),
            bookmarks: FxHashMap::default(),
            linked: FxHashSet::default(),
            heading: None,
            title: None,
            origin: None,
            reach: None,
            met: Vec::new(),
            begun: 0,
            places_met: 0,
            run: 0,
            later: false,
            before: None,
            empty_before: false,
            parted: false,
            last: None,
            closes: false,
            varying: Vec::new(),
            probed: FxHashMap::default(),
            ahead: 0,
            somewhere: None,
            titles: Vec::new(),
            titles_in_all: None,
            headings_met: 0,
            heading_words: String::new(),
            shared: Styles::new(),
            page: page::Geometry::default(),
            counting: Vec::new(),
            levels_begun: FxHashMap::default(),
            below_note: Abs::zero(),
            noting: None,
            lists: Vec::new(),
            chains: FxHashMap::default(),
            looks: FxHashMap::default(),
            fonts: FxHashMap::default(),
            special: FxHashMap::default(),
            overfull: Abs::zero(),
            asks_unbroken: false,
            unbroken: None,
            framed_pad: false,
            cut_off: false,
            pending: Vec::new(),
            floating: float::Floating::default(),
            in_stretches: Vec::new(),
            lines_beside: lines_beside::LinesBeside::default(),
            row_room: None,
            stack_base: None,
            renumbered: None,
            numbering: None,
            page_numberings: FxHashMap::default(),
        }
    }

    /// What goes into the paragraph that comes now.
    pub(super) fn take_pending(&mut self) -> Vec<Inline> {
        std::mem::take(&mut self.pending)
    }

    /// Has something anchored to the paragraph that comes next.
    pub(super) fn anchor(&mut self, inline: Inline) {
        self.pending.push(inline);
    }

    /// Warns once of something that comes out differently in Word.
    pub(super) fn warn(&mut self, span: Span, message: impl Into<EcoString>) {
        self.engine.sink.warn(SourceDiagnostic::warning(span, message));
    }
}
