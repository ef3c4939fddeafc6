//! How many lines the text of a cell may have in another program, at the most.

use typst_library::foundations::StyleChain;
use typst_library::layout::Abs;
use typst_library::text::TextElem;

use crate::docx::model::{Block, Inline, Paragraph, RunFormat};
use crate::docx::walk::Walker;
use crate::docx::walk::text::metrics::is_han;

/// So many ems before its room ends a line of Han text may end: where a sign must not be parted from the next.
const UNUSED: f64 = 2.0;

impl Walker<'_, '_> {
    /// How many lines paragraphs have at the most, none wider than `room`. `None` where something else than words stands among them, or
    /// a word that is too long for a line: programs break it, each as it likes.
    pub(crate) fn most_lines(&mut self, blocks: &[Block], room: Abs, styles: StyleChain) -> Option<usize> {
        let mut lines = 0;
        for block in blocks {
            let Block::Paragraph(Paragraph { format, inlines, .. }) = block else { return None };
            let indents = format.left + format.right + format.first_line.max(-format.first_line);
            let room = room - Abs::pt(indents.to_pt());
            for row in inlines.split(|inline| matches!(inline, Inline::LineBreak(_))) {
                lines += if format.hyphenate.is_none() { 1 } else { self.lines_of_row(row, room, styles)? };
            }
        }
        Some(lines)
    }

    fn lines_of_row(&mut self, row: &[Inline], room: Abs, styles: StyleChain) -> Option<usize> {
        let (mut width, mut word, mut largest) = (Abs::zero(), Abs::zero(), Abs::zero());
        for inline in row {
            match inline {
                Inline::Text(text, look) => {
                    let (own, longest) = self.widths(text, look, styles);
                    width += own;
                    // A word may go on in the next run.
                    word += longest;
                    largest.set_max(size_of(look));
                }
                Inline::Space(own, _) => width += Abs::pt(own.to_pt()),
                Inline::BookmarkStart(..) | Inline::BookmarkEnd(_) => {}
                _ => return None,
            }
        }
        if width <= room {
            return Some(1);
        }
        let sure = room - word.max(largest * UNUSED);
        (sure > largest).then(|| (width / sure).ceil() as usize)
    }

    /// How wide a text is, and its longest word of other letters than Han ones.
    fn widths(&mut self, text: &str, look: &RunFormat, styles: StyleChain) -> (Abs, Abs) {
        let scale = size_of(look) / styles.resolve(TextElem::size);
        let tracking = Abs::pt(look.tracking.to_pt()).max(Abs::zero());
        let mut wide = |text: &str| self.text_width(styles, text) * scale + tracking * text.chars().count() as f64;
        let words = text.split(|c: char| is_han(c) || c.is_whitespace()).max_by_key(|word| word.chars().count());
        let longest = words.filter(|word| word.chars().nth(1).is_some()).map_or(Abs::zero(), &mut wide);
        (wide(text), longest)
    }
}

fn size_of(look: &RunFormat) -> Abs {
    Abs::pt(f64::from(look.size) / 2.0)
}
