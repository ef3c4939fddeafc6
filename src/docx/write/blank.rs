//! Empty room in a line: spaces that make up its width.

use crate::docx::model::{Emu, RunFormat, Twips};

/// From so many spaces on what rounding leaves over is seen.
const MANY: i32 = 8;

/// The spaces a room becomes, and their looks.
///
/// In Chinese text ideographic ones, as clerks type them: they are an em wide in every font, while programs do not agree on whose font
/// the other takes there. As many as fit, the rest spread over them, so that what is typed in their place is not spread out. Elsewhere
/// one stretched to the width.
pub(super) fn spaces(width: Emu, look: &RunFormat) -> Vec<(String, RunFormat)> {
    let em = f64::from(look.size) / 2.0;
    let width = width.to_pt();
    let ideographic = look.hint_east_asian && width >= em;
    let (sign, natural) = if ideographic { ("\u{3000}", em) } else { (" ", look.space()) };
    // Wide ones with a frame or a ground need as many as make up the width: LibreOffice draws none around what is added to one.
    let seen = look.border.is_some() || look.highlight.is_some();
    let count = match width / natural {
        fit if seen && width > em => fit.round(),
        fit if ideographic => (fit + 0.01).floor(),
        _ => 1.0,
    };
    let count = count.clamp(1.0, 1000.0) as i32;
    let rest = Twips::from_pt(width - natural * f64::from(count)).0;
    let spaces = |count: i32, tracking: i32| {
        let tracking = Twips(tracking);
        (sign.repeat(usize::try_from(count).unwrap_or(0)), RunFormat { tracking, ..look.clone() })
    };
    if count < MANY {
        return vec![spaces(count, (f64::from(rest) / f64::from(count)).round() as i32)];
    }
    let (each, over) = (rest.div_euclid(count), rest.rem_euclid(count));
    let parts = [spaces(count - over, each), spaces(over, each + 1)];
    parts.into_iter().filter(|(spaces, _)| !spaces.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many spaces there are and what is added to each.
    fn made(width: f64, han: bool) -> Vec<(String, i32)> {
        let look = RunFormat { size: 24, hint_east_asian: han, ..RunFormat::default() };
        spaces(Emu::from_pt(width), &look).into_iter().map(|(text, look)| (text, look.tracking.0)).collect()
    }

    #[test]
    fn a_wide_room_in_chinese_text_is_as_many_ideographic_spaces_as_fit() {
        let han = |count| "\u{3000}".repeat(count);
        assert_eq!(made(24.0, true), [(han(2), 0)]);
        assert_eq!(made(18.0, true), [(han(1), 120)]);
        assert_eq!(made(27.0, true), [(han(2), 30)]);
        assert_eq!(made(5.0, true), [(" ".to_owned(), 40)]);
        assert_eq!(made(24.0, false), [(" ".to_owned(), 420)]);
        // Exactly as wide, however many there are.
        let wide = made(301.5, true);
        let total: i32 = wide.iter().map(|(text, each)| text.chars().count() as i32 * (240 + each)).sum();
        assert_eq!(total, 6030);
    }
}
