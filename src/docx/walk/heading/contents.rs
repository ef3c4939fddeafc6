//! Tables of contents: their entries become a TOC field, which Word can bring up to date, and its page numbers PAGEREF fields.
//!
//! The entries stand there as in the PDF until someone does. A list of figures collects the captions of one sequence (图, 表); one
//! of several sequences stays plain entries.

use std::collections::BTreeSet;

use typst_library::foundations::{NativeElement, Packed, Selector, StyleChain, Value};
use typst_library::introspection::{Location, Tag};
use typst_library::model::{FigureElem, FigureKind, HeadingElem, OutlineElem, OutlineEntry};

use crate::docx::model::{Block, Document, Inline, LinkTarget, Readers, RunFormat};
use crate::docx::walk::Walker;
use crate::docx::walk::reference::caption::Captions;
use crate::docx::walk::reference::lost_marks::lost_marks;

/// The table of contents that is being walked.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The tables met so far.
    pub tables: Vec<Collected>,
    table: Option<Location>,
    entry: Option<(Location, u8)>,
}

/// What a table lists.
#[derive(Debug)]
pub(crate) enum Collected {
    /// Headings from one level down to another.
    Headings(usize, usize),
    /// What Word has no field for.
    Others,
    /// Figures, of one kind or of all.
    Figures(Option<FigureKind>),
}

impl Contents {
    /// The table and level of the entry that is being walked; figures have level 0.
    pub fn entry(&self) -> Option<(usize, u8)> {
        self.table?;
        let level = match self.tables.last()? {
            Collected::Headings(..) | Collected::Others => self.entry?.1,
            Collected::Figures(_) => self.entry.map(|_| 0)?,
        };
        Some((self.tables.len().checked_sub(1)?, level))
    }
}

impl Contents {
    /// No entry is being walked for a while.
    pub fn pause(&mut self) -> Option<(Location, u8)> {
        self.entry.take()
    }

    /// Goes on with an entry, unless it has ended.
    pub fn resume(&mut self, entry: Option<(Location, u8)>) {
        self.entry = self.entry.or(entry);
    }
}

impl Walker<'_, '_> {
    /// Takes note of where tables of contents and their entries begin and end.
    pub fn tag_contents(&mut self, tag: &Tag) {
        let contents = &mut self.contents;
        match tag {
            Tag::Start(elem, _) => {
                let Some(location) = elem.location() else { return };
                if let Some(collected) = elem.to_packed::<OutlineElem>().and_then(collected) {
                    contents.tables.push(collected);
                    contents.table = Some(location);
                } else if let Some(entry) = elem.to_packed::<OutlineEntry>() {
                    contents.entry = Some((location, u8::try_from(entry.level.get().min(9)).unwrap_or(9)));
                }
            }
            Tag::End(location, ..) => {
                if contents.table == Some(*location) {
                    contents.table = None;
                }
                if contents.entry.is_some_and(|(entry, _)| entry == *location) {
                    contents.entry = None;
                }
            }
        }
    }
}

fn collected(outline: &Packed<OutlineElem>) -> Option<Collected> {
    let styles = StyleChain::default();
    let Selector::Elem(elem, fields) = &outline.target.get_ref(styles).0 else { return None };
    if *elem == HeadingElem::ELEM {
        let depth = outline.depth.get(styles).map_or(9, |depth| depth.get().min(9));
        return Some(match fields.as_deref() {
            None | Some([]) => Collected::Headings(1, depth),
            Some([(field, Value::Int(level))]) if *field == HeadingElem::level.index() => {
                usize::try_from(*level).map_or(Collected::Others, |level| Collected::Headings(level, level))
            }
            _ => Collected::Others,
        });
    }
    if *elem != FigureElem::ELEM {
        return None;
    }
    match fields.as_deref() {
        None | Some([]) => Some(Collected::Figures(None)),
        Some([(field, kind)]) if *field == FigureElem::kind.index() => {
            Some(Collected::Figures(Some(kind.clone().cast().ok()?)))
        }
        _ => None,
    }
}

impl Collected {
    /// The field's instruction, if Word can collect it.
    fn instruction(&self, captions: &Captions) -> Option<String> {
        match self {
            Self::Headings(from, to) => Some(format!("TOC \\o \"{from}-{to}\" \\h \\z \\u")),
            Self::Others => None,
            Self::Figures(kind) => Some(format!("TOC \\h \\z \\c \"{}\"", captions.sequence_of(kind.as_ref())?)),
        }
    }
}

/// Puts the fields around the entries of each table, and into them.
pub(crate) fn fields(document: &mut Document, tables: &[Collected], captions: &Captions) {
    if tables.is_empty() {
        return;
    }
    let instructions: Vec<Option<String>> = tables.iter().map(|table| table.instruction(captions)).collect();
    let lost = lost_marks(document);
    for section in &mut document.sections {
        let readers = if section.page.columns.0 > 1 { Readers::Word } else { Readers::All };
        lists(&mut section.blocks, &instructions, &lost, readers);
    }
}

/// In cells and columns the fields are for Word alone: LibreOffice takes one for an index, a table with an index in it apart into its
/// paragraphs, and an index in columns across all of them, so that what follows begins below it in each.
fn lists(blocks: &mut [Block], instructions: &[Option<String>], lost: &BTreeSet<String>, readers: Readers) {
    for (table, instruction) in instructions.iter().enumerate() {
        let belongs = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.format.contents.is_some_and(|(own, _)| own == table));
        let (Some(first), Some(last)) = (blocks.iter().position(belongs), blocks.iter().rposition(belongs)) else {
            continue;
        };
        for block in blocks.get_mut(first..=last).unwrap_or_default() {
            if let Block::Paragraph(paragraph) = block {
                page_reference(&mut paragraph.inlines, lost);
            }
        }
        let Some(instruction) = instruction else { continue };
        if let Some(Block::Paragraph(paragraph)) = blocks.get_mut(last) {
            paragraph.inlines.push(Inline::FieldEnd(readers));
        }
        if let Some(Block::Paragraph(paragraph)) = blocks.get_mut(first) {
            paragraph.inlines.insert(0, Inline::FieldStart(instruction.clone(), readers));
        }
    }
    for block in blocks {
        if let Block::Table(table) = block {
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                lists(&mut cell.blocks, instructions, lost, Readers::Word);
            }
        }
    }
}

/// The linked text after the last tab of an entry is its page number.
fn page_reference(inlines: &mut [Inline], lost: &BTreeSet<String>) {
    let Some(tab) = inlines.iter().rposition(|inline| matches!(inline, Inline::Tab(_))) else { return };
    let mut after = inlines.get_mut(tab + 1..).unwrap_or_default().iter_mut();
    let found = after.find_map(|inline| match inline {
        Inline::Link { target: LinkTarget::Bookmark(name), inlines } if !lost.contains(name) => {
            number(inlines).map(|found| (name, inlines, found))
        }
        _ => None,
    });
    if let Some((name, inlines, (lead, shown, format))) = found {
        let switch = match shown.as_str() {
            text if text.chars().all(|c| c.is_ascii_digit()) => "",
            text if text.chars().all(|c| "ivxlcdm".contains(c)) => " \\* roman",
            text if text.chars().all(|c| "IVXLCDM".contains(c)) => " \\* ROMAN",
            _ => return,
        };
        let instruction = format!("PAGEREF {name} \\h{switch}");
        inlines.clear();
        if !lead.is_empty() {
            // Word has no joiner in its fonts.
            inlines.push(Inline::Text(lead.replace('\u{2060}', ""), format.clone()));
        }
        inlines.push(Inline::Field { instruction, shown, format });
    }
}

/// A page number: what stands before it (Typst keeps it on the line with a space and a joiner), and the number.
fn number(inlines: &[Inline]) -> Option<(String, String, RunFormat)> {
    let [Inline::Text(text, format)] = inlines else { return None };
    let at = text.find(char::is_alphanumeric)?;
    let (lead, number) = text.split_at(at);
    Some((lead.to_owned(), number.trim_end().to_owned(), format.clone()))
}
