//! Named styles, found in the document itself: what most of its text looks like becomes 正文, what most table text looks like
//! 表格文字, and each heading level its 标题. A paragraph then says only how it differs.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::apart::Apart;
use super::heading_style::Headings;
use crate::docx::model::{
    Block, Document, Inline, Line, Numbering, Paragraph, ParagraphFormat, RunFormat, SectionStart, Twips,
};

/// A paragraph style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Style {
    /// Its id in the file.
    pub id: String,
    /// The name Word shows (it translates those it knows).
    pub name: String,
    /// How its paragraphs are set.
    pub paragraph: ParagraphFormat,
    /// How its text looks.
    pub run: RunFormat,
}

/// The styles of a document.
#[derive(Debug)]
pub(super) struct Styles {
    pub normal: Style,
    /// 表格文字, 脚注文本, 题注, 页眉, 页脚: of each kind of text that the document has.
    pub kinds: BTreeMap<Kind, Style>,
    pub headings: BTreeMap<u8, Style>,
    /// Headings of each level that tables of contents leave out.
    pub unlisted: BTreeMap<u8, Style>,
    /// 标题 (Title), if the document shows it.
    pub title: Option<Style>,
    /// 目录 1 …: the entries of tables of contents, by level; 0 for those of lists of figures (图表目录).
    pub contents: BTreeMap<u8, Style>,
    /// 占位: the empty paragraphs that programs ask for where nothing is to be seen, if there are any. Apart from text, so that what is written
    /// behind one is not as low as it.
    pub spacer: Option<Style>,
    /// Whether some paragraph parts words at the ends of lines, which Word does in all or none that say nothing.
    pub hyphenate: bool,
}

/// Which kind of text a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Body,
    Table,
    Note,
    Caption,
    Header,
    Footer,
}

impl Kind {
    /// The id and the name of its style, as Word has them.
    const fn style(self) -> (&'static str, &'static str) {
        match self {
            Self::Body => ("Normal", "Normal"),
            Self::Table => ("TableText", "表格文字"),
            Self::Note => ("FootnoteText", "footnote text"),
            Self::Caption => ("Caption", "caption"),
            Self::Header => ("Header", "header"),
            Self::Footer => ("Footer", "footer"),
        }
    }
}

#[derive(Default)]
struct Census {
    runs: FxHashMap<RunFormat, usize>,
    paragraphs: FxHashMap<ParagraphFormat, usize>,
}

impl Census {
    fn paragraph(&mut self, format: &ParagraphFormat, inlines: &[Inline]) {
        let mut characters = 0;
        for inline in inlines {
            if let Inline::Text(text, run) = inline {
                // The spaces of a blank to fill in are set nearer or farther than text is.
                let blank = run.underline.is_some()
                    && text
                        .chars()
                        .all(|c| matches!(c, ' ' | '\u{3000}' | '\u{2003}' | '\u{2005}' | '\u{2007}' | '\u{a0}'));
                let count = if blank { 0 } else { text.chars().count() };
                *self.runs.entry(usual(run)).or_default() += count;
                characters += count;
            }
        }
        if characters == 0 && format.line == Some(Line::Exact(Twips::from_pt(1.0))) {
            // Mere space, which a document of tables may have more of than of text.
            return;
        }
        *self.paragraphs.entry(typical(format)).or_default() += characters.max(1);
    }

    /// The most frequent ones; of equals the one whose description sorts first, so that the choice never depends on hashing.
    fn common(&self) -> Option<(RunFormat, ParagraphFormat)> {
        Some((most(&self.runs)?, most(&self.paragraphs)?))
    }
}

fn most<T: Clone + std::fmt::Debug>(counts: &FxHashMap<T, usize>) -> Option<T> {
    let top = counts.values().max()?;
    counts
        .iter()
        .filter(|(_, count)| *count == top)
        .map(|(value, _)| (format!("{value:?}"), value))
        .min_by(|(a, _), (b, _)| a.cmp(b))
        .map(|(_, value)| value.clone())
}

/// What of a run's look a style may carry: not what is done to some words, which a style would do to all.
fn usual(run: &RunFormat) -> RunFormat {
    RunFormat { rtl: false, ..run.plain() }
}

/// What of a paragraph's format a style may carry: not its place in the page or list, nor the space that follows from its
/// neighbours.
pub(super) fn typical(format: &ParagraphFormat) -> ParagraphFormat {
    ParagraphFormat {
        align: format.align,
        first_line: if format.numbering.is_none() && format.first_line > Twips::ZERO {
            format.first_line
        } else {
            Twips::ZERO
        },
        line: format.line,
        widow_control: format.widow_control,
        auto_space: format.auto_space,
        ..ParagraphFormat::default()
    }
}

impl Styles {
    /// Finds the styles of a document.
    pub fn of(document: &Document) -> Self {
        let mut survey = Survey::default();
        for section in &document.sections {
            survey.begins_page = section.start != SectionStart::Continuous;
            survey.blocks(&section.blocks, Kind::Body);
            for (marginals, kind) in [(&section.headers, Kind::Header), (&section.footers, Kind::Footer)] {
                for blocks in marginals.all() {
                    survey.blocks(blocks, kind);
                }
            }
        }
        for note in &document.footnotes {
            survey.blocks(&note.blocks, Kind::Note);
        }
        let Survey { mut kinds, headings, unlisted, title, contents, spacers, hyphenate, apart, .. } = survey;
        let body = kinds.remove(&Kind::Body).unwrap_or_default();
        let (run, paragraph) =
            body.common().or_else(|| kinds.get(&Kind::Table).and_then(Census::common)).unwrap_or_default();
        let style = |kind: Kind, (run, paragraph)| {
            let (id, name) = kind.style();
            Style { id: id.into(), name: name.into(), paragraph, run }
        };
        let before = apart.between(&paragraph);
        let normal = style(Kind::Body, (run, ParagraphFormat { before, ..paragraph }));
        let spacer = spacers.then(|| Style {
            id: "Spacer".into(),
            name: "占位".into(),
            paragraph: ParagraphFormat { line: Some(Line::Exact(LOWEST)), ..ParagraphFormat::default() },
            run: RunFormat { size: SMALLEST, ..normal.run.clone() },
        });
        let kinds =
            kinds.into_iter().filter_map(|(kind, census)| Some((kind, style(kind, census.common()?)))).collect();
        let level = |(level, list): (u8, Level)| (level, list.style(&document.numberings));
        let headings = headings.into_iter().map(level).collect();
        let unlisted = unlisted.into_iter().map(level).collect();
        let title = title.map(|title| title.style(&document.numberings));
        Self { normal, kinds, headings, unlisted, title, contents, spacer, hyphenate }
    }

    /// A style by its id in the file.
    pub fn by_id(&self, id: &str) -> Option<&Style> {
        std::iter::once(&self.normal)
            .chain(self.kinds.values())
            .chain(self.headings.values())
            .chain(self.unlisted.values())
            .chain(&self.title)
            .chain(self.contents.values())
            .chain(&self.spacer)
            .find(|style| style.id == id)
    }

    /// The style of a paragraph with what stands in it.
    pub fn of_paragraph(&self, kind: Kind, paragraph: &Paragraph) -> &Style {
        let spacer = self.spacer.as_ref().filter(|_| is_spacer(paragraph));
        spacer.unwrap_or_else(|| self.pick(kind, &paragraph.format))
    }

    /// The style of a paragraph.
    pub fn pick(&self, kind: Kind, format: &ParagraphFormat) -> &Style {
        if let Some(style) = self.headings.get(&format.outline).or_else(|| self.unlisted.get(&format.unlisted)) {
            return style;
        }
        if let Some(style) = self.title.as_ref().filter(|_| format.title) {
            return style;
        }
        if let Some(style) = format.contents.and_then(|(_, level)| self.contents.get(&level)) {
            return style;
        }
        let kind = if format.caption { Kind::Caption } else { kind };
        self.kinds.get(&kind).unwrap_or(&self.normal)
    }
}

/// The height of the lowest line, and the size of its letters in half-points.
const LOWEST: Twips = Twips(20);
const SMALLEST: u32 = 2;

/// Whether a paragraph is mere room: without words, its end mark not to be seen.
fn is_spacer(paragraph: &Paragraph) -> bool {
    let Paragraph { format, inlines, mark } = paragraph;
    let unseen = |inline: &Inline| inline.is_bookmark() || inline.hangs() || matches!(inline, Inline::ColumnBreak);
    let named = format.is_heading() || format.contents.is_some() || format.caption;
    !named && mark.size == SMALLEST && matches!(format.line, Some(Line::Exact(_))) && inlines.iter().all(unseen)
}

/// What the paragraphs of a document look like.
#[derive(Default)]
struct Survey {
    kinds: BTreeMap<Kind, Census>,
    headings: BTreeMap<u8, Level>,
    unlisted: BTreeMap<u8, Level>,
    title: Option<Level>,
    contents: BTreeMap<u8, Style>,
    spacers: bool,
    hyphenate: bool,
    /// Whether what comes now begins a page.
    begins_page: bool,
    /// The room between paragraphs of the text.
    apart: Apart,
}

/// The headings of a level, or the titles.
struct Level {
    id: String,
    name: String,
    run: RunFormat,
    headings: Headings,
}

impl Level {
    fn style(self, numberings: &[Numbering]) -> Style {
        Style { id: self.id, name: self.name, paragraph: self.headings.format(numberings), run: self.run }
    }
}

impl Survey {
    fn blocks(&mut self, blocks: &[Block], kind: Kind) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, kind),
                Block::Table(inner) => {
                    // Programs ask for a paragraph behind one.
                    self.spacers = true;
                    self.begins_page = false;
                    self.apart.ends();
                    for cell in inner.rows.iter().flat_map(|row| &row.cells) {
                        // A table of a header or of notes is set as its text is.
                        self.blocks(&cell.blocks, if kind == Kind::Body { Kind::Table } else { kind });
                    }
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, kind: Kind) {
        let format = &paragraph.format;
        self.hyphenate |= format.hyphenate == Some(true);
        self.spacers |= is_spacer(paragraph);
        let begins_page = std::mem::take(&mut self.begins_page) || format.page_break_before;
        // After mere space it is what follows that stands at the top.
        self.begins_page = begins_page && paragraph.inlines.iter().all(Inline::is_bookmark);
        let named = match (format.outline, format.unlisted) {
            (0, 0) => None,
            (0, 1) => Some((&mut self.unlisted, 1, "TOCHeading".to_owned(), "TOC Heading".to_owned())),
            (0, level) => {
                Some((&mut self.unlisted, level, format!("UnlistedHeading{level}"), format!("标题 {level} 不入目录")))
            }
            (level, _) => Some((&mut self.headings, level, format!("Heading{level}"), format!("heading {level}"))),
        };
        if let Some((levels, level, id, name)) = named {
            let run = usual(&paragraph.mark);
            let level = levels.entry(level).or_insert_with(|| Level { id, name, run, headings: Headings::default() });
            level.headings.push(format, begins_page);
        } else if format.title {
            let run = usual(&paragraph.mark);
            let title = self.title.get_or_insert_with(|| Level {
                id: "Title".to_owned(),
                name: "Title".to_owned(),
                run,
                headings: Headings::default(),
            });
            title.headings.push(format, begins_page);
        } else if let Some((_, level)) = format.contents {
            let (id, name) = match level {
                0 => ("TableofFigures".to_owned(), "table of figures".to_owned()),
                level => (format!("TOC{level}"), format!("toc {level}")),
            };
            self.contents.entry(level).or_insert_with(|| Style {
                id,
                name,
                paragraph: ParagraphFormat {
                    left: format.left,
                    right: format.right,
                    first_line: format.first_line,
                    tabs: format.tabs.clone(),
                    rtl: format.rtl,
                    ..typical(format)
                },
                run: usual(&paragraph.mark),
            });
        } else {
            let kind = if format.caption { Kind::Caption } else { kind };
            self.kinds.entry(kind).or_default().paragraph(format, &paragraph.inlines);
            if kind == Kind::Body {
                self.apart.paragraph(format, &paragraph.inlines, begins_page);
                return;
            }
        }
        self.apart.ends();
    }
}
