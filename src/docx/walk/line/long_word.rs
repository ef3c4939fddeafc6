//! A word or number wider than its column: Typst lets it stand out, programs break it wherever the column ends.

use typst_library::foundations::StyleChain;
use typst_library::text::TextElem;

use super::Line;
use crate::docx::model::{Align, Inline, ParagraphFormat, Twips};
use crate::docx::walk::reference::shown::push_words;

/// By how many points it may stand out: about what cells have around their text. What reaches into the next column had better break.
pub(crate) const MOST: f64 = 10.0;

/// Whether all there is in a paragraph is one word or number that Typst breaks nowhere.
pub(crate) fn is_whole(line: &Line, styles: StyleChain) -> bool {
    if !line.inlines.iter().all(|inline| matches!(inline, Inline::Text(..)) || inline.is_bookmark()) {
        return false;
    }
    let mut text = String::new();
    push_words(&line.inlines, &mut text);
    let hyphenated = styles.get(TextElem::hyphenate).unwrap_or(true);
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let held = match c {
            'a'..='z' | 'A'..='Z' => !hyphenated,
            '0'..='9' | '.' | ',' | ':' => true,
            // Between figures only: after these signs (and the minus sign, which Typst makes of the first) a line may end before letters.
            '-' | '\u{2212}' | '/' => {
                before.is_some_and(|c: char| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit())
            }
            _ => false,
        };
        if !held {
            return false;
        }
        before = Some(c);
    }
    before.is_some()
}

/// Gives a paragraph so much more room than its column has, to the sides on which it stands out.
pub(crate) fn stand_out(format: &mut ParagraphFormat, more: Twips) {
    match format.align {
        Align::Right => format.left -= more,
        Align::Centre => {
            format.left -= Twips(more.0 / 2);
            format.right -= Twips(more.0 / 2);
        }
        _ => format.right -= more,
    }
}
