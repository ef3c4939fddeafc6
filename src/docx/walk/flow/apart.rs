//! Space at one place of the text, below a title or above a signature, stands with what is set apart there and not with the text: what is
//! written behind a paragraph of the text is set as it is, and would have the space once more.

use rustc_hash::FxHashMap;

use crate::docx::model::{Align, Block, Document, Inline, Paragraph, Twips};

/// What tells text from what is set apart: how its lines stand, and the size of its letters.
type Looks = (Align, [Twips; 3], u32);

/// Gives the space between text and what it is kept together with to the latter. What may be parted from it by a page's end keeps its own:
/// there programs treat space above and below differently.
pub(crate) fn set_apart(document: &mut Document) {
    let Some(text) = looks_of_text(document) else { return };
    for section in &mut document.sections {
        let mut blocks = section.blocks.iter_mut();
        let mut above = blocks.next();
        for block in blocks {
            if let (Some(Block::Paragraph(above)), Block::Paragraph(below)) = (above, &mut *block) {
                part(above, below, text);
            }
            above = Some(block);
        }
    }
}

fn part(above: &mut Paragraph, below: &mut Paragraph, text: Looks) {
    let stays = |paragraph: &Paragraph| {
        let format = &paragraph.format;
        // What hangs from a paragraph hangs from above its space.
        let moved = |inline: &Inline| inline.hangs() || matches!(inline, Inline::ColumnBreak);
        format.frame.is_some() || !format.borders.is_empty() || paragraph.inlines.iter().any(moved)
    };
    if !above.format.keep_next || below.format.page_break_before || stays(above) || stays(below) {
        return;
    }
    match (is_text(above, text), is_text(below, text)) {
        (false, true) => above.format.after += std::mem::take(&mut below.format.before),
        (true, false) => below.format.before += std::mem::take(&mut above.format.after),
        _ => {}
    }
}

fn is_text(paragraph: &Paragraph, text: Looks) -> bool {
    let format = &paragraph.format;
    let named = format.is_heading() || format.caption || format.contents.is_some();
    !named && format.numbering.is_none() && looks(paragraph) == Some(text)
}

/// How a paragraph with words looks.
fn looks(paragraph: &Paragraph) -> Option<Looks> {
    let format = &paragraph.format;
    let size = paragraph.inlines.iter().find_map(|inline| match inline {
        Inline::Text(_, look) => Some(look.size),
        _ => None,
    })?;
    Some((format.align, [format.left, format.right, format.first_line], size))
}

/// How most of the text of a document's pages looks; `None` where nothing is kept together.
fn looks_of_text(document: &Document) -> Option<Looks> {
    let paragraphs = || {
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
    };
    if !paragraphs().any(|paragraph| paragraph.format.keep_next) {
        return None;
    }
    let mut counts: FxHashMap<Looks, usize> = FxHashMap::default();
    for paragraph in paragraphs() {
        if let Some(own) = looks(paragraph) {
            let characters = paragraph.inlines.iter().map(|inline| match inline {
                Inline::Text(text, _) => text.chars().count(),
                _ => 0,
            });
            *counts.entry(own).or_default() += characters.sum::<usize>();
        }
    }
    // Of equals always the same one.
    counts
        .into_iter()
        .max_by_key(|&((align, sides, size), count)| (count, size, sides, align as u8))
        .map(|(own, _)| own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::{ParagraphFormat, RunFormat, Section};

    fn paragraph(text: &str, align: Align, [before, after]: [i32; 2], keep_next: bool) -> Block {
        let format = ParagraphFormat {
            align,
            before: Twips(before),
            after: Twips(after),
            keep_next,
            ..ParagraphFormat::default()
        };
        let inlines = vec![Inline::Text(text.to_owned(), RunFormat::default())];
        Block::Paragraph(Paragraph { format, inlines, ..Paragraph::default() })
    }

    #[test]
    fn space_beside_text_stands_with_what_is_set_apart() {
        let spaces = |kept: bool| {
            let blocks = vec![
                paragraph("公示", Align::Centre, [0, 0], kept),
                paragraph("经研究，拟任用下列同志。", Align::Both, [577, 0], false),
                paragraph("特此公示。", Align::Both, [0, 579], kept),
                paragraph("甪直镇", Align::Right, [0, 0], false),
            ];
            let mut document =
                Document { sections: vec![Section { blocks, ..Section::default() }], ..Document::default() };
            set_apart(&mut document);
            let blocks = document.sections.into_iter().flat_map(|section| section.blocks);
            let spaces = blocks.filter_map(|block| match block {
                Block::Paragraph(own) => Some((own.format.before.0, own.format.after.0)),
                Block::Table(_) => None,
            });
            spaces.collect::<Vec<_>>()
        };
        assert_eq!(spaces(true), [(0, 577), (0, 0), (0, 0), (579, 0)]);
        assert_eq!(spaces(false), [(0, 0), (577, 0), (0, 579), (0, 0)]);
    }
}
