//! Characters that show nothing by themselves, and characters that are another one in disguise.
//!
//! Copying from web pages, chats and old systems leaves them behind: direction marks, zero-width spaces and joiners, byte order marks,
//! selectors of another shape of the character before. Two texts that differ in nothing else look the same to everybody, so they
//! are the same.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether a character shows nothing by itself and is no white space either.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The text as everybody sees it: without what shows nothing, and with the usual character for one that is only kept apart from it for
/// the sake of old systems (U+F90A is 金, U+91D1).
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let text = if text.contains(is_invisible) {
        Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).collect::<String>())
    } else {
        Cow::Borrowed(text)
    };
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_the_same_are_the_same() {
        for (text, seen) in [
            ("\u{202A}82.5\u{202C}", "82.5"),
            ("\u{2066}1975.03\u{2069}", "1975.03"),
            ("10\u{200E}%", "10%"),
            ("李\u{200B}娜\u{FEFF}", "李娜"),
            ("金鹤年\u{FE00}", "金鹤年"),
            ("葛\u{E0100}洪", "葛洪"),
            ("\u{F90A}鹤年", "金鹤年"),
            ("刘　英\n女", "刘　英\n女"),
            ("𬱖𫖯", "𬱖𫖯"),
            ("plain", "plain"),
        ] {
            assert_eq!(visible(text), seen, "{text:?}");
        }
        assert!(matches!(visible("规划局科员"), Cow::Borrowed(_)));
    }
}
