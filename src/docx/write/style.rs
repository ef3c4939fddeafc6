//! Named styles, found in the document itself: what most of its text looks like becomes 正文, what most table text looks like
//! 表格文字, and each heading level its 标题. A paragraph then says only how it differs.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::docx::model::{Block, Document, Inline, Paragraph, ParagraphFormat, RunFormat, Twips};

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
    pub table: Option<Style>,
    pub headings: BTreeMap<u8, Style>,
    /// 目录 1 …: the entries of tables of contents, by level; 0 for those of lists of figures (图表目录).
    pub contents: BTreeMap<u8, Style>,
    /// Whether some paragraph parts words at the ends of lines, which Word does in all or none that say nothing.
    pub hyphenate: bool,
}

/// Which kind of text a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    Table,
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
                let count = text.chars().count();
                *self.runs.entry(usual(run)).or_default() += count;
                characters += count;
            }
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
    RunFormat { rtl: false, no_proof: false, ..run.plain() }
}

/// What of a paragraph's format a style may carry: not its place in the page or list, nor the space that follows from its
/// neighbours.
fn typical(format: &ParagraphFormat) -> ParagraphFormat {
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
            survey.blocks(&section.blocks, Kind::Body);
        }
        let Survey { body, table, mut headings, contents, unnumbered, hyphenate } = survey;
        for level in unnumbered {
            // The style counts only where all headings of the level do: a heading cannot be taken out of it without referring to a
            // numbering 0, which does not exist.
            if let Some(style) = headings.get_mut(&level) {
                style.paragraph.numbering = None;
            }
        }
        let (run, paragraph) = body.common().or_else(|| table.common()).unwrap_or_default();
        let normal = Style { id: "Normal".into(), name: "Normal".into(), paragraph, run };
        let table = table.common().map(|(run, paragraph)| Style {
            id: "TableText".into(),
            name: "表格文字".into(),
            paragraph,
            run,
        });
        Self { normal, table, headings, contents, hyphenate }
    }

    /// A style by its id in the file.
    pub fn by_id(&self, id: &str) -> Option<&Style> {
        std::iter::once(&self.normal)
            .chain(&self.table)
            .chain(self.headings.values())
            .chain(self.contents.values())
            .find(|style| style.id == id)
    }

    /// The style of a paragraph.
    pub fn pick(&self, kind: Kind, format: &ParagraphFormat) -> &Style {
        if let Some(style) = self.headings.get(&format.outline) {
            return style;
        }
        if let Some(style) = format.contents.and_then(|(_, level)| self.contents.get(&level)) {
            return style;
        }
        match (kind, &self.table) {
            (Kind::Table, Some(style)) => style,
            _ => &self.normal,
        }
    }
}

/// What the paragraphs of a document look like.
#[derive(Default)]
struct Survey {
    body: Census,
    table: Census,
    headings: BTreeMap<u8, Style>,
    contents: BTreeMap<u8, Style>,
    /// Heading levels with headings that have no number.
    unnumbered: BTreeSet<u8>,
    hyphenate: bool,
}

impl Survey {
    fn blocks(&mut self, blocks: &[Block], kind: Kind) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, kind),
                Block::Table(inner) => {
                    for cell in inner.rows.iter().flat_map(|row| &row.cells) {
                        self.blocks(&cell.blocks, Kind::Table);
                    }
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, kind: Kind) {
        let format = &paragraph.format;
        self.hyphenate |= format.hyphenate == Some(true);
        let level = format.outline;
        if level > 0 {
            let style = self.headings.entry(level).or_insert_with(|| Style {
                id: format!("Heading{level}"),
                name: format!("heading {level}"),
                paragraph: ParagraphFormat { keep_next: format.keep_next, outline: level, ..typical(format) },
                run: usual(&paragraph.mark),
            });
            style.paragraph.numbering = style.paragraph.numbering.or(format.numbering);
            if format.numbering.is_none() {
                self.unnumbered.insert(level);
            }
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
                    ..typical(format)
                },
                run: usual(&paragraph.mark),
            });
        } else {
            let census = if kind == Kind::Table { &mut self.table } else { &mut self.body };
            census.paragraph(format, &paragraph.inlines);
        }
    }
}
