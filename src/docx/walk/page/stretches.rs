//! The ends of sections, and the parts of one where the number of columns changes.

use typst_library::layout::Abs;

use crate::docx::model::{Block, PageNumbers, Section, SectionStart, Twips};
use crate::docx::walk::flow::Stretch;

/// Gives the end of a section that another one follows a paragraph of its own where it needs one: LibreOffice drops an empty paragraph
/// at the end of a section, with the space or the line it is there for, and loses the end in a table of contents, with the footer; 7.4
/// sets floating tables in the text where nothing but the section's last paragraph follows a table.
pub(crate) fn close(section: &mut Section) {
    let own = crate::docx::walk::flow::spacer(Abs::pt(1.0), false).0;
    let floats = |block: &Block| matches!(block, Block::Table(table) if table.float.is_some());
    let floating = section.blocks.iter().any(floats);
    let more = match section.blocks.as_slice() {
        // A table that ends a section has a paragraph after it anyway.
        [.., Block::Table(_)] if floating => 2,
        [.., Block::Table(_), Block::Paragraph(_)] if floating => 1,
        [.., Block::Paragraph(last)] => {
            usize::from(last.inlines.is_empty() && *last != own || last.format.contents.is_some())
        }
        _ => 0,
    };
    // Nothing but what is placed stands in it, and a paragraph to hold it.
    let bare = section.blocks.iter().all(|block| match block {
        Block::Table(table) => table.float.is_some(),
        Block::Paragraph(paragraph) => paragraph.format.frame.is_some() || *paragraph == own,
    });
    let framed = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.format.frame.is_some());
    let bare = bare && section.blocks.iter().any(framed);
    if (more > 0 || bare) && section.blocks.first().is_some_and(floats) {
        // What begins with a floating table that floats there has no break before it; nor has it if words in a frame follow the table.
        section.blocks.insert(0, Block::Paragraph(own.clone()));
    }
    section.blocks.extend(std::iter::repeat_n(Block::Paragraph(own), more));
}

/// Parts a section where the number of columns changes; the parts go on on the same page.
pub(crate) fn stretched(section: Section, stretches: &[Stretch]) -> Vec<Section> {
    if stretches.is_empty() {
        return vec![section];
    }
    let mut sections = vec![section];
    for stretch in stretches.iter().rev() {
        let Some(first) = sections.first_mut() else { break };
        let mut before = std::mem::take(&mut first.blocks);
        let rest = before.split_off(stretch.from.min(before.len()));
        let mut part = Section { start: SectionStart::Continuous, blocks: rest, ..first.clone() };
        first.blocks = before;
        close(first);
        part.page.columns = (stretch.columns, Twips::from_pt(stretch.gutter.to_pt()));
        part.page.rtl = stretch.rtl;
        part.numbers = PageNumbers::default();
        part.headers.first = None;
        part.footers.first = None;
        // Pages of two kinds are told apart by a section that begins one, not by a break within one.
        let mut new_page = stretch.new_page;
        if let Some(Block::Paragraph(paragraph)) = part.blocks.first_mut() {
            new_page |= std::mem::take(&mut paragraph.format.page_break_before);
        }
        if new_page {
            part.start = SectionStart::NextPage;
        }
        sections.insert(1, part);
    }
    // Columns at the very beginning leave nothing before them, and columns at the end nothing after.
    let begun = sections.first().map(|section| {
        let firsts = (section.headers.first.clone(), section.footers.first.clone());
        (section.start, section.numbers, firsts)
    });
    let filled = sections.iter().any(|section| !section.blocks.is_empty());
    sections.retain(|section| !filled || !section.blocks.is_empty());
    if let (Some(first), Some((start, numbers, (header, footer)))) = (sections.first_mut(), begun) {
        first.start = start;
        first.numbers = numbers;
        first.headers.first = header;
        first.footers.first = footer;
    }
    sections
}
