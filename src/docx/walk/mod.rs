//! From Typst's realized content to the Word document model.
//!
//! Realization turns content into a flat list of well-known elements, each with the styles that hold for it. The walk goes
//! through that list, realizes the bodies it meets in turn, and says each thing in Word's terms: a paragraph, a table, a
//! section. What has no equivalent is laid out with Typst's own engine and put in as a picture, with a warning.

mod apart;
mod area;
mod below_float;
mod beside;
mod blank;
mod block;
mod boxes;
mod broken_columns;
mod by_script;
mod caption;
mod cell;
mod chain;
mod character;
mod check_box;
mod column_ends;
mod container;
mod contents;
mod covered;
mod decoration;
mod direction;
mod drawing;
mod drawings_alone;
mod early_pages;
mod empty_page;
mod ends;
mod entry;
mod equation;
mod features;
mod fill;
mod filling;
mod filling_rows;
mod finish;
mod fit;
mod float;
mod flow;
mod foot;
mod fractions;
mod frame;
mod gradient;
mod grid;
mod heading;
mod heights;
mod hung_marker;
mod image;
mod inline;
mod inline_box;
mod item_begin;
mod label;
mod label_marks;
mod labelled;
mod layer;
mod letter_outline;
mod lettering;
mod level;
mod level_text;
mod line;
mod line_parts;
mod lined_box;
mod lines_beside;
mod list;
mod lone_box;
mod long_word;
mod lowered;
mod margin_looks;
mod marginal;
mod margins;
mod math;
mod math_fence;
mod math_function;
mod math_left;
mod math_lines;
mod math_numbered;
mod math_operator;
mod math_size;
mod math_table;
mod math_text;
mod metrics;
mod most_lines;
mod moved;
mod neighbours;
mod note;
mod note_body;
mod number_edges;
mod numbered_from;
mod numbered_lines;
mod numeral;
mod on_page;
mod one_row;
mod over_edge;
mod overfull;
mod overlap;
mod pad;
mod page;
mod page_break;
mod page_field;
mod page_gaps;
mod pages;
mod paint;
mod paragraph;
mod parted;
mod picture;
mod place;
mod placed_box;
mod preview;
mod questions;
mod raised;
mod reaching_out;
mod realize;
mod reference;
mod reserve;
mod restyled;
mod room_to_write;
mod round;
mod rows;
mod rule;
mod running;
mod runs;
mod script;
mod section;
mod shape;
mod short_rows;
mod shown;
mod shown_pages;
mod shrink;
mod small_caps;
mod spread;
mod stack;
mod stand_in;
mod stretches;
mod table;
mod table_rows;
mod tag;
mod tall;
mod title_fields;
mod tracks;
mod turned;
mod typefaces;
mod unbroken;
mod unseen_lines;
mod upright;
mod varying;
mod void;
mod whole_page;
mod whole_titles;
mod word;
mod worded_box;

pub(crate) use page::document;

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

pub(crate) use self::area::{Area, Hold};
use self::questions::Hearing;
use super::introspector::{PageNumber, Place};
use super::model::{Block, Colour, FontNames, Footnote, Inline, LineNumbers, Media, Numbering, RunFormat};

/// The state of a walk over one document.
pub(crate) struct Walker<'e, 'w> {
    pub engine: &'e mut Engine<'w>,
    /// Hears what the engine's introspector is asked.
    pub hearing: &'e Hearing,
    /// Collects the elements for the next round's questions.
    pub tags: ElementIntrospectorBuilder<Place>,
    /// What Typst is told of the page while this part is walked.
    pub place: Place,
    pub media: Vec<Media>,
    pub footnotes: Vec<Footnote>,
    /// How many of them have no mark of their own: Word counts these.
    pub counted_notes: u64,
    /// The number format of the first footnote, which holds for all.
    pub footnote_format: Option<&'static str>,
    /// The number of the first footnote that Word counts.
    pub footnote_start: Option<u64>,
    /// How much of each page that comes, from the one being walked on, its notes take at its foot, where something is placed there.
    pub notes_at_foot: VecDeque<Abs>,
    pub numberings: Vec<Numbering>,
    /// How many bodies the walk is in.
    depth: usize,
    /// Where the innermost of them that stands in a file does.
    around: Span,
    /// Whether this is running text, whose lines may have numbers.
    in_text: bool,
    /// If the lines of some paragraph of the section have numbers: which, and how far from the text, where that is said.
    line_numbers: Option<LineNumbers>,
    /// While a part is walked in which Word has no footnotes (a note, a header): the notes met in it.
    pub loose_notes: Option<Vec<Block>>,
    /// While what floats is walked: the notes met in it.
    floating_notes: Option<Vec<Packed<FootnoteElem>>>,
    /// While a note is walked as show rules have its entry: its number, and how that looks once it was met.
    pub entry: Option<(EcoString, Option<RunFormat>)>,
    /// The notes in the formula that is being walked.
    pub formula_notes: Vec<Packed<FootnoteElem>>,
    /// The numbers of the notes in headers and footers, which are walked several times.
    pub margin_notes: FxHashMap<Span, EcoString>,
    /// Those of them that are not counted again.
    passed_over: FxHashSet<Location>,
    /// The colour behind what is walked: the page's, or that of the block or cell.
    pub ground: Colour,
    /// What Word cannot say of the looks asked for last.
    pub unsaid: Option<&'static str>,
    /// Whether columns in the text are being walked.
    pub in_columns: bool,
    /// The table of contents that is being walked.
    pub contents: contents::Contents,
    /// The numbers in captions.
    pub captions: caption::Captions,
    /// The references, and what they lead to.
    pub references: reference::References,
    /// The numbering of headings.
    pub headings: heading::Headings,
    /// Bookmarks in the order they were met.
    pub bookmarks: FxHashMap<Location, usize>,
    /// Places that some link leads to.
    pub linked: FxHashSet<Location>,
    /// The heading that is being walked, its outline level, and whether tables of contents list it.
    pub heading: Option<(Location, u8, bool)>,
    /// How many headings were met, and the words of the last one.
    pub headings_met: usize,
    pub heading_words: String,
    /// While a header or footer is walked, where its area begins on the page.
    pub origin: Option<Point>,
    /// While a header or footer is walked, which of the two, and how far it stands from the page's edge in its area.
    pub reach: Option<(marginal::Kind, Abs)>,
    /// The elements of the body in their order.
    met: Vec<pages::Met>,
    /// How many of them were met before the section.
    begun: usize,
    /// Which run of pages, or part of one, is walked, counted from none.
    run: usize,
    /// Whether a section came before.
    later: bool,
    /// Whether each page that begins with a break is a section of its own.
    parted: bool,
    /// The page on which the section ends, if that is known.
    last: Option<usize>,
    /// Whether it ends the document.
    closes: bool,
    /// The fingerprints of what stands beside the text and changes from page to page.
    varying: Vec<u128>,
    /// What stands beside the text of the section's pages, as far as it was walked.
    probed: FxHashMap<marginal::Version, marginal::Walked>,
    /// By how much the numbers that Word counts are ahead of the pages.
    ahead: i64,
    /// Some element of the body.
    somewhere: Option<Location>,
    /// The headings of the section.
    pub titles: Vec<running::Title>,
    /// Those of the whole document.
    titles_in_all: Option<Rc<[running::Title]>>,
    /// The styles the pages of the section share.
    pub shared: Styles,
    /// The page's text area and margins, for absolute placement.
    pub page: page::Geometry,
    /// The numberings of the list items that are being walked, from the outermost in; `None`: its marker is typed.
    counting: Vec<Option<usize>>,
    /// By how much what the cell that was walked last holds is higher than its rows.
    overfull: Abs,
    /// Whether the next body, a cell's, is asked for how high what begins it is, if that is not broken over pages; and its answer.
    asks_unbroken: bool,
    unbroken: Option<Abs>,
    /// Whether the padding that comes has the frame set for blocks around it.
    framed_pad: bool,
    /// Whether the frame that comes cuts off what it has no room for.
    cut_off: bool,
    /// How far the last note's last line reaches below its letters.
    below_note: Abs,
    /// The note whose entry is being walked.
    noting: Option<Location>,
    /// Font lists and their keys.
    lists: Vec<(FontList, u128)>,
    /// Fonts by the list they came from.
    chains: FxHashMap<u128, chain::Chain>,
    /// Font names by the list they came from.
    fonts: FxHashMap<u128, FontNames>,
    /// The fonts for some characters only, by list.
    special: FxHashMap<u128, Rc<[FontFamily]>>,
    /// The looks of text so far, by its styles and what lies behind it, with what Word cannot say of them.
    looks: FxHashMap<(u128, Colour), (RunFormat, Option<&'static str>)>,
    /// Bookmarks, drawings and notes waiting for the next paragraph.
    pending: Vec<Inline>,
    /// Floats that wait for the paragraph that holds them.
    floating: float::Floating,
    /// The elements that begin in columns of the text, with the blocks before each.
    in_stretches: Vec<(Location, Span, usize)>,
    /// The lines beside what is placed on the section's pages.
    lines_beside: lines_beside::LinesBeside,
    /// The room that the fractional rows of the table that comes share.
    row_room: Option<Abs>,
    /// What widths in per cent refer to in the cells of the table that comes, if not to its columns.
    stack_base: Option<Abs>,
    /// The page on which this section sets the page counter, if it does.
    pub renumbered: Option<NonZeroUsize>,
    /// How the pages of the section are numbered.
    numbering: Option<Arc<PageNumber>>,
    /// The same for every element.
    pub page_numberings: FxHashMap<Location, Arc<PageNumber>>,
}

impl<'e, 'w> Walker<'e, 'w> {
    pub fn new(engine: &'e mut Engine<'w>, hearing: &'e Hearing) -> Self {
        Self {
            engine,
            hearing,
            tags: ElementIntrospectorBuilder::new(),
            place: Place::default(),
            media: Vec::new(),
            footnotes: Vec::new(),
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
            origin: None,
            reach: None,
            met: Vec::new(),
            begun: 0,
            run: 0,
            later: false,
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
    pub fn take_pending(&mut self) -> Vec<Inline> {
        std::mem::take(&mut self.pending)
    }

    /// Has something anchored to the paragraph that comes next.
    pub fn anchor(&mut self, inline: Inline) {
        self.pending.push(inline);
    }

    /// Warns once of something that comes out differently in Word.
    pub fn warn(&mut self, span: Span, message: impl Into<EcoString>) {
        self.engine.sink.warn(SourceDiagnostic::warning(span, message));
    }
}

/// The name of the bookmark at a location, until the finished document numbers them.
pub(crate) fn bookmark_name(location: Location) -> String {
    format!("_jg{:016x}", location.hash() as u64)
}

/// Every warning of the exporter begins with this.
pub(crate) const NOTE: &str = "DOCX：";
