//! The Word document as data: what the walk over Typst's content produces and what the writer turns into a package.
//!
//! Lengths are whole twips (1/20 pt) or EMU (1/12700 pt), as the file format has them, so that equal input gives equal
//! bytes whatever the machine's floating point. Nothing here knows Typst's content or docx-rs.

mod length;
mod looks;
mod paragraph;
mod run;
mod section;
mod table;

pub use length::{Emu, Twips};
pub use paragraph::{
    Align, Border, Borders, Frame, Inline, Line, LinkTarget, Paragraph, ParagraphFormat, Readers, Shows, Tab, TabKind,
};
pub use run::{
    Colour, Features, Figures, FontNames, LetterOutline, RunFormat, Script, Spaced, Underline, stands_alone,
};
pub use section::{LineNumbers, MOST_COLUMNS, Marginals, PageNumbers, PageSetup, Section, SectionStart};
pub use table::{Cell, CellAlign, Row, RowHeight, Table, TableAlign, TablePlace, TextFlow, Wrap};

use std::sync::Arc;

use typst_library::foundations::Bytes;

/// A block of the body, of a cell, of a header or of a note.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "most blocks are paragraphs: a box each would only cost time")]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A picture's file as it is put into the package.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// `png`, `jpeg` or `gif`: the file name's extension.
    pub extension: &'static str,
    /// The bytes of the file.
    pub data: Arc<[u8]>,
}

/// A picture placed in the text or on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Index into [`Document::media`].
    pub media: usize,
    /// Width as shown.
    pub width: Emu,
    /// Height as shown.
    pub height: Emu,
    /// The part of the picture cut away at each side, in 1/1000 percent of its size (left, top, right, bottom).
    pub crop: [i32; 4],
    /// How far it reaches beyond the place it takes: left, top, right, bottom. Included in width and height.
    pub over: [Emu; 4],
    /// What it shows, for screen readers.
    pub alt: String,
    /// Where it stands.
    pub place: Placement,
}

/// A drawing of lines, areas and lettering, kept as shapes and text that can be edited.
#[derive(Debug, Clone, PartialEq)]
pub struct Canvas {
    /// Width as shown.
    pub width: Emu,
    /// Height as shown.
    pub height: Emu,
    /// How far it reaches beyond the place it takes: left, top, right, bottom. Included in width and height.
    pub over: [Emu; 4],
    /// What is drawn, from back to front.
    pub pieces: Vec<Piece>,
    /// The picture of it for programs that cannot turn text, or mix many colours.
    pub fallback: Option<StandIn>,
    /// What it shows, for screen readers.
    pub alt: String,
    /// Where it stands.
    pub place: Placement,
}

/// A picture that is shown instead of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIn {
    /// Index into [`Document::media`].
    pub media: usize,
    /// How far it reaches beyond the drawing, whose lines are half outside: left, top, right, bottom.
    pub over: [Emu; 4],
}

impl Canvas {
    /// Whether there is any text in it.
    pub fn has_words(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Lettering(_)))
    }
}

/// A piece of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// A line or an area.
    Shape(Shape),
    /// A line of text.
    Lettering(Box<Lettering>),
}

/// A line of text in a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Lettering {
    /// Left edge of its box before it is turned, from the drawing's left edge.
    pub x: Emu,
    /// Upper edge of its box before it is turned, from the drawing's upper edge.
    pub y: Emu,
    /// Width of its box.
    pub width: Emu,
    /// Height of its box.
    pub height: Emu,
    /// How far the box is turned around its centre, clockwise, in 1/60000 degree.
    pub rotation: i64,
    /// The text.
    pub line: Paragraph,
}

/// One line or area of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The outline, in EMU from the drawing's top left corner.
    pub path: Vec<Segment>,
    /// What the area is filled with.
    pub fill: Option<Fill>,
    /// Colour and thickness of the outline, and Word's name of its dashes.
    pub stroke: Option<(Ink, Emu, Option<&'static str>)>,
}

/// What an area of a drawing is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fill {
    /// One colour.
    Ink(Ink),
    /// Colours that turn to each other from edge to edge: each with its place in 1/100000 of the way, and whereto they go, clockwise from
    /// the right, in 1/60000 degree.
    Linear(Vec<(u32, Ink)>, u32),
}

/// A colour of a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// The colour itself.
    pub colour: Colour,
    /// From 0, unseen, to 255, opaque.
    pub opacity: u8,
}

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Starts a new piece.
    Move(Emu, Emu),
    /// A straight line.
    Line(Emu, Emu),
    /// A cubic curve: two control points and the end.
    Cubic([(Emu, Emu); 3]),
    /// Back to the start of the piece.
    Close,
}

impl Segment {
    /// Moves the step.
    pub fn shift(&mut self, dx: Emu, dy: Emu) {
        let points: &mut [(Emu, Emu)] = match self {
            Self::Move(x, y) | Self::Line(x, y) => {
                x.0 += dx.0;
                y.0 += dy.0;
                return;
            }
            Self::Cubic(points) => points,
            Self::Close => return,
        };
        for (x, y) in points {
            x.0 += dx.0;
            y.0 += dy.0;
        }
    }
}

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Placement {
    /// In the line, like a character.
    Inline {
        /// How far it reaches below the baseline, in half-points.
        lowered: i32,
    },
    /// On the page, at an offset from its top left corner.
    Page {
        /// From the page's left edge.
        x: Emu,
        /// From the page's top edge.
        y: Emu,
        /// Behind the text rather than in front of it.
        behind: bool,
    },
    /// At its place in the line, taking no room: an offset from there and from the line's top.
    Character {
        /// To the right.
        x: Emu,
        /// Down.
        y: Emu,
        /// Whether it surely is the paragraph's first line: LibreOffice counts upwards from other lines.
        first: bool,
        /// How far from the column's left edge that is, where it is known: LibreOffice takes the place in the line twice for words.
        column: Option<Emu>,
    },
    /// Beside its paragraph: an offset from the column's left edge and the paragraph's top.
    Anchored {
        /// From the column's left edge.
        x: Emu,
        /// From the paragraph's top.
        y: Emu,
        /// Behind the text rather than in front of it.
        behind: bool,
    },
}

impl Placement {
    /// The same place, further to the right and down; what stands in the line stays.
    #[must_use]
    pub fn moved(self, dx: Emu, dy: Emu) -> Self {
        match self {
            Self::Inline { .. } => self,
            Self::Character { x, y, first, column } => Self::Character {
                x: Emu(x.0 + dx.0),
                y: Emu(y.0 + dy.0),
                first,
                column: column.map(|column| Emu(column.0 + dx.0)),
            },
            Self::Page { x, y, behind } => Self::Page { x: Emu(x.0 + dx.0), y: Emu(y.0 + dy.0), behind },
            Self::Anchored { x, y, behind } => Self::Anchored { x: Emu(x.0 + dx.0), y: Emu(y.0 + dy.0), behind },
        }
    }
}

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// What stands at the foot of the page.
    pub blocks: Vec<Block>,
    /// The mark, where it is not the number Word counts.
    pub mark: Option<String>,
    /// How the mark before the note looks, if it has one.
    pub format: Option<RunFormat>,
}

/// One level of a list's numbering.
#[derive(Debug, Clone, PartialEq)]
pub struct ListLevel {
    /// Word's name of the number format: `bullet`, `decimal`, `lowerLetter`, `chineseCountingThousand` …
    pub format: &'static str,
    /// The level's text with `%1` … for numbers.
    pub text: String,
    /// The first number.
    pub start: u64,
    /// Where the text starts, from the margin.
    pub indent: Twips,
    /// How far the marker hangs to the left of it.
    pub hanging: Twips,
    /// Which edge of the marker stands there.
    pub align: Align,
    /// What parts marker and text, by Word's name: `tab`, `space`, `nothing`.
    pub suffix: &'static str,
    /// The heading level whose style counts at this level.
    pub heading: Option<u8>,
    /// Whether the numbers above are typed in it: each chapter has a list of its own.
    pub of_chapter: bool,
    /// How the marker is printed.
    pub run: RunFormat,
}

/// A list's numbering.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbering {
    /// One entry for each level; empty for one that starts another anew.
    pub levels: Vec<ListLevel>,
    /// Has another numbering's levels, and starts it anew.
    pub restart: Option<Restart>,
}

/// A numbering started anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restart {
    /// Index of the numbering that has the levels.
    pub of: usize,
    /// The level, from 0, that starts anew.
    pub level: usize,
    /// Its next number.
    pub start: u64,
}

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Properties {
    /// 标题.
    pub title: Option<String>,
    /// 作者, joined.
    pub author: Option<String>,
    /// 主题 / description.
    pub description: Option<String>,
    /// 关键词, joined.
    pub keywords: Option<String>,
    /// Creation time, ISO 8601 with seconds, UTC.
    pub created: Option<String>,
    /// BCP 47 language of East Asian text.
    pub language: Option<String>,
}

/// A whole Word document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The sections in order; never empty in a finished document.
    pub sections: Vec<Section>,
    /// Pictures' files, each once.
    pub media: Vec<Media>,
    /// Footnotes in order of their marks.
    pub footnotes: Vec<Footnote>,
    /// Word's name of the format of footnotes' numbers; `None`: `decimal`.
    pub footnote_format: Option<&'static str>,
    /// The number of the first of them that Word counts, if that is not 1.
    pub footnote_start: Option<u64>,
    /// What stands above the notes; `None`: a short line, which every program has.
    pub footnote_separator: Option<Vec<Block>>,
    /// Numberings of lists.
    pub numberings: Vec<Numbering>,
    /// Fonts the file brings along.
    pub fonts: Vec<Typeface>,
    /// File properties.
    pub properties: Properties,
}

/// A font family that goes into the file, as the machine that opens it may not have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Typeface {
    /// Its name.
    pub family: String,
    /// The files of its regular, bold, italic and bold italic faces, as far as the text uses them.
    pub faces: [Option<Bytes>; 4],
}
