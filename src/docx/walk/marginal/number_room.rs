//! The room of lines with page numbers in headers and footers. They are walked with a stand-in number, which has more digits than most
//! pages have: a line that fills its cell with the real number (第 1 页 共 3 页) is too long for it then, and gets none of what programs
//! need to keep it in one line.

use super::page_field::texts;
use crate::docx::model::{Block, Inline, Paragraph};
use crate::docx::walk::finish::{each_in_blocks, paragraphs_in};

/// Has the paragraphs with fields stand out of their room as they do on a real page.
pub(crate) fn indent_as_real(blocks: &mut [Block], real: &[Block]) {
    let real = paragraphs_in(real);
    if paragraphs_in(blocks).len() != real.len() {
        return;
    }
    let mut versions = real.into_iter();
    each_in_blocks(blocks, &mut |paragraph| {
        if let Some(real) = versions.next()
            && paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Field { .. }))
            && paragraph.format.align == real.format.align
            && says_the_same(paragraph, real)
        {
            let format = &mut paragraph.format;
            (format.left, format.right, format.first_line) =
                (real.format.left, real.format.right, real.format.first_line);
        }
    });
}

/// Whether a paragraph with fields is that of the real page but for what they show.
fn says_the_same(paragraph: &Paragraph, real: &Paragraph) -> bool {
    let mut words = Vec::new();
    texts(&real.inlines, &mut words);
    let words = words.concat();
    let mut rest = words.as_str();
    let mut counted = false;
    for inline in &paragraph.inlines {
        match inline {
            Inline::Field { .. } => counted = true,
            Inline::Text(text, _) => match rest.split_once(text.as_str()) {
                Some((between, after)) if counted || between.is_empty() => {
                    rest = after;
                    counted = false;
                }
                _ => return false,
            },
            Inline::Space(..) | Inline::BookmarkStart(..) | Inline::BookmarkEnd(_) => {}
            _ => return false,
        }
    }
    counted || rest.is_empty()
}
