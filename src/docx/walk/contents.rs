//! Tables of contents: their entries become a TOC field, which Word can bring up to date, and its page numbers PAGEREF fields.
//!
//! The entries stand there as in the PDF until someone does. A list of figures stays plain entries: Word could collect it only
//! by numbers of its own in the captions.

use typst_library::foundations::{NativeElement, Packed, Selector, StyleChain};
use typst_library::introspection::{Location, Tag};
use typst_library::model::{HeadingElem, OutlineElem, OutlineEntry};

use super::Walker;
use crate::docx::model::{Block, Document, Inline, LinkTarget, RunFormat};

/// The table of contents that is being walked.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The tables met so far: their fields' instructions.
    pub instructions: Vec<String>,
    table: Option<Location>,
    entry: Option<(Location, u8)>,
}

impl Contents {
    /// The table and level of the entry that is being walked.
    pub fn entry(&self) -> Option<(usize, u8)> {
        self.table?;
        Some((self.instructions.len().checked_sub(1)?, self.entry?.1))
    }
}

impl Walker<'_, '_> {
    /// Takes note of where tables of contents and their entries begin and end.
    pub fn tag_contents(&mut self, tag: &Tag) {
        let contents = &mut self.contents;
        match tag {
            Tag::Start(elem, _) => {
                let Some(location) = elem.location() else { return };
                if let Some(instruction) = elem.to_packed::<OutlineElem>().and_then(instruction) {
                    contents.instructions.push(instruction);
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

/// The field of a table of headings.
fn instruction(outline: &Packed<OutlineElem>) -> Option<String> {
    let styles = StyleChain::default();
    let headings = match &outline.target.get_ref(styles).0 {
        Selector::Elem(elem, _) => *elem == HeadingElem::ELEM,
        _ => false,
    };
    let depth = outline.depth.get(styles).map_or(9, |depth| depth.get().min(9));
    headings.then(|| format!("TOC \\o \"1-{depth}\" \\h \\z \\u"))
}

/// Puts the fields around the entries of each table, and into them.
pub(super) fn fields(document: &mut Document, instructions: &[String]) {
    if instructions.is_empty() {
        return;
    }
    for section in &mut document.sections {
        lists(&mut section.blocks, instructions);
    }
}

fn lists(blocks: &mut [Block], instructions: &[String]) {
    for (table, instruction) in instructions.iter().enumerate() {
        let belongs = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.format.contents.is_some_and(|(own, _)| own == table));
        let (Some(first), Some(last)) = (blocks.iter().position(belongs), blocks.iter().rposition(belongs)) else {
            continue;
        };
        for block in blocks.get_mut(first..=last).unwrap_or_default() {
            if let Block::Paragraph(paragraph) = block {
                page_reference(&mut paragraph.inlines);
            }
        }
        if let Some(Block::Paragraph(paragraph)) = blocks.get_mut(last) {
            paragraph.inlines.push(Inline::FieldEnd);
        }
        if let Some(Block::Paragraph(paragraph)) = blocks.get_mut(first) {
            paragraph.inlines.insert(0, Inline::FieldStart(instruction.clone()));
        }
    }
    for block in blocks {
        if let Block::Table(table) = block {
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                lists(&mut cell.blocks, instructions);
            }
        }
    }
}

/// The linked text after the last tab of an entry is its page number.
fn page_reference(inlines: &mut [Inline]) {
    let Some(tab) = inlines.iter().rposition(|inline| matches!(inline, Inline::Tab(_))) else { return };
    let mut after = inlines.get_mut(tab + 1..).unwrap_or_default().iter_mut();
    let found = after.find_map(|inline| match inline {
        Inline::Link { target: LinkTarget::Bookmark(name), inlines } => {
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
            inlines.push(Inline::Text(lead, format.clone()));
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
