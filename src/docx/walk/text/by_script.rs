//! Text of one look, parted where Word or LibreOffice would take a sign from another font than Typst does.

use typst_library::foundations::StyleChain;

use crate::docx::model::{FontNames, Inline, LinkTarget, RunFormat};
use crate::docx::walk::Walker;
use crate::docx::walk::line::Line;
use crate::docx::walk::line::inline::push_text;

impl Walker<'_, '_> {
    /// Adds text of one look, split where Word or LibreOffice would take a sign from another font.
    pub(crate) fn by_script(
        &mut self,
        text: &str,
        format: RunFormat,
        link: Option<LinkTarget>,
        styles: StyleChain,
        line: &mut Line,
    ) {
        let special = self.special_fonts(styles);
        if !special.is_empty() {
            for (piece, name) in self.by_font(text, &special, styles) {
                let mut own = format.clone();
                match name {
                    Some(name) => {
                        own.fonts = FontNames { latin: name.clone(), east_asian: name };
                        push_text(&mut line.inlines, piece, own, link.clone());
                    }
                    None => self.by_sign(piece, own, link.clone(), styles, line),
                }
            }
            return;
        }
        self.by_sign(text, format, link, styles, line);
    }

    /// The same for text of usual fonts.
    fn by_sign(
        &mut self,
        text: &str,
        format: RunFormat,
        link: Option<LinkTarget>,
        styles: StyleChain,
        line: &mut Line,
    ) {
        if format.hint_east_asian && text.contains(is_accented) {
            self.accented(text, format, link, styles, line);
            return;
        }
        let alike = format.fonts.latin == format.fonts.east_asian;
        let beyond = !text.is_ascii() && text.chars().any(|c| self.font_beyond(c, styles).is_some());
        if alike && !beyond || text.is_ascii() {
            push_text(&mut line.inlines, text, format, link);
            return;
        }
        let mut from = 0;
        for (at, c) in text.char_indices().filter(|&(_, c)| is_sign(c)) {
            let mut own = format.clone();
            if let Some(name) = self.font_beyond(c, styles).filter(|_| beyond) {
                own.fonts = FontNames { latin: name.clone(), east_asian: name };
            } else if alike {
                continue;
            } else if is_latin_sign(c) && self.is_east_asian(styles, c) {
                // LibreOffice counts it as Latin whatever is around it, and it comes from the Chinese font here: the point in names such
                // as 买买提·艾力 is a whole character wide there.
                own.fonts.latin.clone_from(&own.fonts.east_asian);
            } else if self.is_latin(styles, c) {
                // Word, told that signs are the Chinese font's, would set it apart from letters and figures as it does Chinese ones.
                own.hint_east_asian = false;
                if after_han(text.get(..at).unwrap_or_default(), &line.inlines) {
                    // It is one of the Han font's to LibreOffice.
                    own.fonts.east_asian.clone_from(&own.fonts.latin);
                }
                if own == format {
                    continue;
                }
            } else {
                continue;
            }
            if from < at {
                push_text(&mut line.inlines, text.get(from..at).unwrap_or_default(), format.clone(), link.clone());
            }
            push_text(&mut line.inlines, c.encode_utf8(&mut [0; 4]), own, link.clone());
            from = at + c.len_utf8();
        }
        if from < text.len() {
            push_text(&mut line.inlines, text.get(from..).unwrap_or_default(), format, link);
        }
    }

    /// Adds text with letters like é, which Word takes from the East Asian font beside Chinese signs, unless it is told that their word
    /// is none.
    fn accented(
        &mut self,
        text: &str,
        format: RunFormat,
        link: Option<LinkTarget>,
        styles: StyleChain,
        line: &mut Line,
    ) {
        let letter = |c: char| c.is_ascii_alphanumeric() || is_accented(c);
        let mut rest = text;
        while let Some(from) = rest.find(letter) {
            let (before, word) = rest.split_at(from);
            let (word, after) = word.split_at(word.find(|c| !letter(c)).unwrap_or(word.len()));
            let latin = word.chars().any(|c| is_accented(c) && !self.is_east_asian(styles, c));
            if !before.is_empty() {
                push_text(&mut line.inlines, before, format.clone(), link.clone());
            }
            let own = RunFormat { hint_east_asian: !latin, ..format.clone() };
            push_text(&mut line.inlines, word, own, link.clone());
            rest = after;
        }
        if !rest.is_empty() {
            push_text(&mut line.inlines, rest, format, link);
        }
    }
}

/// Signs of Latin-1 that Chinese fonts have too.
fn is_latin_sign(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{BF}') && c != '\u{AD}'
}

/// Signs that Latin and Chinese fonts have.
pub(crate) fn is_sign(c: char) -> bool {
    is_latin_sign(c)
        || matches!(c, '×' | '÷' | '\u{2013}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{2BFF}')
}

/// Whether the last letter, figure or Chinese sign before a place is one of Chinese, in the text or else in what stands before it; so it is
/// at a beginning, and behind a long row of other signs.
fn after_han(text: &str, before: &[Inline]) -> bool {
    let texts = before.iter().rev().take(NEAR).filter_map(|inline| match inline {
        Inline::Text(text, _) => Some(text.as_str()),
        _ => None,
    });
    let signs = std::iter::once(text).chain(texts).flat_map(|text| text.chars().rev());
    signs.take(NEAR).find(|c| c.is_alphanumeric() || *c >= HAN).is_none_or(|c| c >= HAN)
}

/// So far back it is looked for a letter: a row of dots or dashes may be as long as the text.
const NEAR: usize = 100;

/// The first sign of those of Chinese and its neighbours.
const HAN: char = '\u{2E80}';

/// Letters beyond ASCII that no Chinese text is written in, though its fonts have some of them.
fn is_accented(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && !matches!(c, '×' | '÷')
}
