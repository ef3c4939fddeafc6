//! Blanks narrower than their font's: set nearer they would be as wide as ever in LibreOffice, which takes nothing off the last
//! character of a run. So the character itself is made narrower, a part of its width that every program keeps to.

use crate::docx::model::{RunFormat, Twips};

/// What is no more than this nearer is not seen.
const SEEN: Twips = Twips(-4);

/// The part of its width, in hundredths, that a run of one blank is to have; `None` where it is as wide as its font's, or wider.
pub(super) fn narrow(text: &str, look: &RunFormat) -> Option<i32> {
    let mut characters = text.chars();
    // Of several only the last one is missed, and what is typed among them would be narrower too.
    let (Some(blank), None) = (characters.next(), characters.next()) else { return None };
    let em = f64::from(look.size) / 2.0;
    let own = match blank {
        ' ' | '\u{a0}' => look.space(),
        '\u{2005}' => em / 4.0,
        '\u{2007}' => em / 2.0,
        '\u{3000}' | '\u{2003}' => em,
        _ => return None,
    };
    let part = (1.0 + f64::from(look.tracking.0) / 20.0 / own) * 100.0;
    (look.tracking <= SEEN).then(|| (part.round() as i32).clamp(1, 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_set_nearer_is_a_narrower_character() {
        let made = |text: &str, tracking| {
            let look = RunFormat { size: 24, tracking: Twips(tracking), ..RunFormat::default() };
            narrow(text, &look)
        };
        assert_eq!(made(" ", -30), Some(50));
        assert_eq!(made("\u{3000}", -61), Some(75));
        assert_eq!(made("\u{a0}", -90), Some(1));
        assert_eq!(made(" ", 0), None);
        assert_eq!(made(" ", 40), None);
        assert_eq!(made("\u{3000}\u{3000}", -61), None);
        assert_eq!(made("a", -30), None);
    }
}
