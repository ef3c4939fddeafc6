//! Paragraphs and what stands in them.

use super::{Canvas, Colour, Emu, Picture, Placement, RunFormat, Twips};

/// How lines are set between the indents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// 左对齐 (start).
    #[default]
    Left,
    /// 居中.
    Centre,
    /// 右对齐 (end).
    Right,
    /// 两端对齐.
    Both,
}

/// The height of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// 固定值.
    Exact(Twips),
    /// 最小值: lines with pictures in them.
    AtLeast(Twips),
}

impl Line {
    /// The height of lines that always have the same.
    pub fn exact(self) -> Option<Twips> {
        match self {
            Self::Exact(height) => Some(height),
            Self::AtLeast(_) => None,
        }
    }
}

/// A line at a side of a paragraph, a cell or a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Border {
    /// Word's name: `single`, `double`, `dotted`, `dashed`.
    pub kind: &'static str,
    /// Thickness in eighths of a point, 2 to 96.
    pub size: u32,
    /// Colour.
    pub colour: Colour,
    /// Distance from the text in points, 0 to 31 (paragraphs only).
    pub space: u32,
}

/// The four sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Borders {
    /// Above.
    pub top: Option<Border>,
    /// At the left.
    pub left: Option<Border>,
    /// Below.
    pub bottom: Option<Border>,
    /// At the right.
    pub right: Option<Border>,
}

impl Borders {
    /// Whether there is no line at all.
    pub fn is_empty(&self) -> bool {
        self.top.is_none() && self.left.is_none() && self.bottom.is_none() && self.right.is_none()
    }
}

/// What a tab stop does with the text before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TabKind {
    /// Text starts there.
    Left,
    /// Text is centred there.
    Centre,
    /// Text ends there.
    Right,
}

/// A tab stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tab {
    /// From the text area's left edge.
    pub position: Twips,
    /// What it does.
    pub kind: TabKind,
    /// Word's name of the leader: `none`, `dot`, `hyphen`, `underscore`.
    pub leader: &'static str,
}

/// A paragraph taken out of the flow and set at a place of the page (图文框): it stays ordinary, editable text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Frame {
    /// From the page's left edge.
    pub x: Twips,
    /// From the page's top edge.
    pub y: Twips,
    /// Its width.
    pub width: Twips,
}

/// How a paragraph is set.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ParagraphFormat {
    /// Alignment.
    pub align: Align,
    /// From the text area's left edge to the lines.
    pub left: Twips,
    /// From the lines to the text area's right edge.
    pub right: Twips,
    /// Added to the first line (negative: hanging).
    pub first_line: Twips,
    /// Whether its lines have numbers beside them: it must be said of those that have none where others have.
    pub line_numbers: Option<bool>,
    /// Line height; `None`: the font's own.
    pub line: Option<Line>,
    /// Space above.
    pub before: Twips,
    /// Space below.
    pub after: Twips,
    /// Never parted from the next paragraph by a page break.
    pub keep_next: bool,
    /// Never split over two pages.
    pub keep_lines: bool,
    /// No lone first or last line.
    pub widow_control: bool,
    /// Starts a new page.
    pub page_break_before: bool,
    /// Lines around it.
    pub borders: Borders,
    /// Tab stops.
    pub tabs: Vec<Tab>,
    /// Its list numbering: index into the document's numberings, and level.
    pub numbering: Option<(usize, usize)>,
    /// Outline level from 1 (headings), else 0.
    pub outline: u8,
    /// The level of a heading that tables of contents leave out, else 0.
    pub unlisted: u8,
    /// The title of the document.
    pub title: bool,
    /// Of which heading of the document it is a part, and whether it has the heading's own words. Only while a document is walked.
    pub heading: Option<(usize, bool)>,
    /// An entry of a table of contents: which one, and the entry's level from 1; 0 in a list of figures.
    pub contents: Option<(usize, u8)>,
    /// The caption of a figure or table.
    pub caption: bool,
    /// Set at a place of the page.
    pub frame: Option<Frame>,
    /// Right-to-left paragraph.
    pub rtl: bool,
    /// Whether words may be parted at the ends of lines; `None`: it is a single line.
    pub hyphenate: Option<bool>,
    /// Its first line begins with a bracket that is set out by half of its width: nothing is squeezed at the starts of lines.
    pub set_out: bool,
    /// A quarter-em gap between Han and Latin (Typst's `cjk-latin-spacing: auto`); `None`: as most text has it.
    pub auto_space: Option<bool>,
}

impl ParagraphFormat {
    /// Whether it is a heading, listed or not, or the title of the document.
    pub fn is_heading(&self) -> bool {
        self.outline > 0 || self.unlisted > 0 || self.title
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// How it is set.
    pub format: ParagraphFormat,
    /// What stands in it.
    pub inlines: Vec<Inline>,
    /// How its end mark, and thus an empty paragraph, looks.
    pub mark: RunFormat,
}

impl Paragraph {
    /// Whether it is only there to draw a line.
    pub fn is_rule(&self) -> bool {
        self.inlines.is_empty() && !self.format.borders.is_empty()
    }
}

/// What stands in a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Characters of one look.
    Text(String, RunFormat),
    /// 换行, not a new paragraph.
    LineBreak(RunFormat),
    /// The rest of the column stays empty.
    ColumnBreak,
    /// To the next tab stop.
    Tab(RunFormat),
    /// Characters and tabs that are not for Word, which has them in a formula.
    ForOthers(String, RunFormat),
    /// A picture.
    Picture(Picture),
    /// A drawing.
    Canvas(Canvas),
    /// A field that Word computes: its instruction and what it shows until then.
    Field {
        /// `PAGE`, `NUMPAGES \* CHINESENUM3` …
        instruction: String,
        /// Shown until Word computes it.
        shown: String,
        /// How it looks.
        format: RunFormat,
    },
    /// The start of a field that ends in this paragraph or a later one: its instruction, and for whom it is.
    FieldStart(String, Readers),
    /// The end of such a field.
    FieldEnd(Readers),
    /// A footnote's mark: index into the document's footnotes.
    Footnote(usize, RunFormat),
    /// The start of a place that links and references go to.
    BookmarkStart(usize, String),
    /// Its end.
    BookmarkEnd(usize),
    /// A link out, or to a bookmark.
    Link {
        /// Web address or bookmark.
        target: LinkTarget,
        /// What is clicked on.
        inlines: Vec<Inline>,
    },
    /// A check box that can be ticked in Word.
    CheckBox {
        /// Whether it is ticked.
        checked: bool,
        /// The characters for ticked and not ticked.
        symbols: (char, char),
        /// How it looks.
        format: RunFormat,
    },
    /// Office Math markup (`m:oMath`), ready to be written.
    Math(String),
    /// Empty room of a width, kept as such when text around it is edited.
    Space(Emu, RunFormat),
}

impl Inline {
    /// Whether it is a picture or drawing that hangs from its paragraph or stands at a place of its page.
    pub fn hangs(&self) -> bool {
        matches!(self.placed(), Some((Placement::Anchored { .. } | Placement::Page { .. }, ..)))
    }

    /// Whether it is the start or the end of a bookmark, of which nothing is seen.
    pub fn is_bookmark(&self) -> bool {
        matches!(self, Self::BookmarkStart(..) | Self::BookmarkEnd(_))
    }

    /// Whether it is the number of a footnote, or has one in it.
    pub fn has_note(&self) -> bool {
        match self {
            Self::Footnote(..) => true,
            Self::Link { inlines, .. } => inlines.iter().any(Self::has_note),
            _ => false,
        }
    }

    /// The height of a picture or drawing that stands in the line, without what it has beyond its place.
    pub fn standing(&self) -> Option<Emu> {
        let (place, height, [_, over, _, under]) = self.placed()?;
        matches!(place, Placement::Inline { .. }).then_some(Emu(height.0 - over.0 - under.0))
    }

    /// The whole height of a picture or drawing that stands in the line, and by how many half-points it is lowered.
    pub fn in_line(&self) -> Option<(Emu, i32)> {
        match self.placed()? {
            (Placement::Inline { lowered }, height, _) => Some((height, lowered)),
            _ => None,
        }
    }

    /// The room a picture or drawing takes in its line from left to right, and how much of it lies before its place.
    pub fn drawn_room(&self) -> (Emu, Emu) {
        let (width, [left, ..]) = match self {
            Self::Picture(picture) => (picture.width, picture.over),
            Self::Canvas(canvas) => (canvas.width, canvas.over),
            _ => return (Emu(0), Emu(0)),
        };
        (width, left)
    }

    /// Of a picture or drawing: where it stands, its height, and how far it reaches beyond its place (left, top, right, bottom).
    fn placed(&self) -> Option<(Placement, Emu, [Emu; 4])> {
        match self {
            Self::Picture(picture) => Some((picture.place, picture.height, picture.over)),
            Self::Canvas(canvas) => Some((canvas.place, canvas.height, canvas.over)),
            _ => None,
        }
    }

    /// How high the place is that a picture or drawing takes.
    pub fn height_of_place(&self) -> Option<Emu> {
        self.placed().map(|(_, height, [_, top, _, bottom])| Emu(height.0 - top.0 - bottom.0))
    }

    /// Has its text not be seen.
    pub fn hide(&mut self) {
        match self {
            Self::Text(_, format)
            | Self::LineBreak(format)
            | Self::Tab(format)
            | Self::Field { format, .. }
            | Self::Footnote(_, format)
            | Self::CheckBox { format, .. }
            | Self::Space(_, format) => format.hidden = true,
            Self::Link { inlines, .. } => inlines.iter_mut().for_each(Self::hide),
            _ => {}
        }
    }

    /// Of a picture or drawing: where it stands, and how far it reaches beyond its place (left, top, right, bottom).
    pub fn drawn(&mut self) -> Option<(&mut Placement, [Emu; 4])> {
        match self {
            Self::Picture(picture) => Some((&mut picture.place, picture.over)),
            Self::Canvas(canvas) => Some((&mut canvas.place, canvas.over)),
            _ => None,
        }
    }
}

/// The programs something is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Readers {
    /// All.
    All,
    /// Those that know Word's namespaces of 2010.
    Word,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// A web address.
    Url(String),
    /// A bookmark of this document.
    Bookmark(String),
    /// A bookmark, of which a reference shows something.
    Reference(String, Shows),
}

/// What a reference shows of what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shows {
    /// The words of its label: 表 1.
    Label,
    /// The number of its paragraph.
    Number,
    /// Its page.
    Page,
}
