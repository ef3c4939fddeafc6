//! The numbers of captions and equations as Word's fields write them: in figures, Roman, Chinese and circled ones, and letters. What Word
//! would write otherwise is typed.

use std::ops::Range;

use crate::docx::walk::marginal::numeral::{letters_number, number_of, single, switch};

/// Word's switch for the form in which a number is shown; none where it is more than its number, or Word has no such form for it.
pub(crate) fn form(shown: &str, number: u64) -> Option<&'static str> {
    if let Some(numeral) = single(shown).and_then(|place| shown.get(place)) {
        // 03 is more than its number.
        if number_of(numeral) == Some(number) && !numeral.starts_with('0') {
            return match switch(numeral) {
                "" => Some(" \\* ARABIC"),
                // Word goes no further.
                CIRCLED if number > 20 => None,
                // 一百零二 is 一百〇二 there, and 拾贰 is 壹拾贰.
                CHINESE if number > 99 => None,
                FINANCIAL if number > 99 || numeral.starts_with('拾') => None,
                other => Some(other),
            };
        }
    }
    // The letter C is the third, and no Roman hundred. Behind Z Word has AA, BB.
    let letter = shown.get(letter(shown)?)?;
    (number <= 26 && letters_number(letter) == Some(number)).then_some(match letter {
        letter if letter.starts_with(|c: char| c.is_ascii_lowercase()) => SMALL,
        _ => CAPITAL,
    })
}

/// Where the numeral stands in what is shown, in bytes.
pub(crate) fn place(shown: &str, form: &str) -> Option<Range<usize>> {
    if in_letters(form) { letter(shown) } else { single(shown) }
}

/// What a field's number is worth that shows this.
pub(crate) fn worth(instruction: &str, shown: &str) -> Option<u64> {
    if in_letters(instruction) { letters_number(shown) } else { number_of(shown) }
}

const CIRCLED: &str = " \\* CircleNum";
const CHINESE: &str = " \\* CHINESENUM3";
const FINANCIAL: &str = " \\* CHINESENUM2";
const SMALL: &str = " \\* alphabetic";
const CAPITAL: &str = " \\* ALPHABETIC";

fn in_letters(instruction: &str) -> bool {
    [SMALL, CAPITAL].iter().any(|form| instruction.contains(form))
}

/// The place of a Latin letter, if nothing but signs stands around it.
fn letter(shown: &str) -> Option<Range<usize>> {
    let mut found = shown.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let (at, _) = found.next().filter(|(_, c)| c.is_ascii_alphabetic())?;
    found.next().is_none().then_some(at..at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_shown_or_typed() {
        for (shown, number, switch) in [
            ("3", 3, Some("ARABIC")),
            ("③", 3, Some("CircleNum")),
            ("㉑", 21, None),
            ("（三）", 3, Some("CHINESENUM3")),
            ("一百零二", 102, None),
            ("叁", 3, Some("CHINESENUM2")),
            ("拾叁", 13, None),
            ("iii", 3, Some("roman")),
            ("C", 100, Some("ROMAN")),
            ("C", 3, Some("ALPHABETIC")),
            ("(i)", 9, Some("alphabetic")),
            ("AA", 27, None),
            ("03", 3, None),
            ("B3", 4, None),
            ("甲", 1, None),
        ] {
            assert_eq!(form(shown, number).and_then(|form| form.strip_prefix(" \\* ")), switch, "{shown}");
        }
        assert_eq!(place("(c)", SMALL), Some(1..2));
        assert_eq!((worth("SEQ x \\* ALPHABETIC", "C"), worth("SEQ x \\* ROMAN", "C")), (Some(3), Some(100)));
    }
}
