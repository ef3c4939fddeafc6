//! The letters of mathematics: Typst writes them as the characters Unicode has for them, Word as plain letters with a style.

/// A text in pieces of one style: plain letters with Word's `i` (italic), `b` (bold) or `bi`, everything else upright (`p`).
pub(crate) fn letters(text: &str) -> Vec<(String, &'static str)> {
    let mut pieces: Vec<(String, &'static str)> = Vec::new();
    for c in text.chars() {
        let (plain, style) = plain(c);
        match pieces.last_mut() {
            Some((last, last_style)) if *last_style == style => last.push(plain),
            _ => pieces.push((plain.to_string(), style)),
        }
    }
    pieces
}

/// Runs of Unicode's mathematical alphabets: first character, how many, first plain letter, style.
const ALPHABETS: &[(u32, u32, char, &str)] = &[
    (0x1D400, 26, 'A', "b"),
    (0x1D41A, 26, 'a', "b"),
    (0x1D434, 26, 'A', "i"),
    (0x1D44E, 26, 'a', "i"),
    (0x1D468, 26, 'A', "bi"),
    (0x1D482, 26, 'a', "bi"),
    (0x1D6A8, 25, 'Α', "b"),
    (0x1D6C2, 25, 'α', "b"),
    (0x1D6E2, 25, 'Α', "i"),
    (0x1D6FC, 25, 'α', "i"),
    (0x1D71C, 25, 'Α', "bi"),
    (0x1D736, 25, 'α', "bi"),
    (0x1D7CE, 10, '0', "b"),
];

fn plain(c: char) -> (char, &'static str) {
    // The italic h stands elsewhere in Unicode, as Planck's constant.
    if c == 'ℎ' {
        return ('h', "i");
    }
    let code = u32::from(c);
    for &(first, count, letter, style) in ALPHABETS {
        if (first..first + count).contains(&code)
            && let Some(letter) = char::from_u32(u32::from(letter) + code - first)
        {
            return (letter, style);
        }
    }
    (c, "p")
}

/// The combining form of an accent, which is what Office Math names accents by.
pub(crate) fn combining(sign: &str) -> String {
    let mut chars = sign.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return sign.to_owned() };
    let combining = match c {
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '`' => '\u{300}',
        '´' => '\u{301}',
        '¯' | '‾' => '\u{305}',
        '˘' => '\u{306}',
        '.' | '˙' => '\u{307}',
        '¨' => '\u{308}',
        'ˇ' => '\u{30C}',
        '→' => '\u{20D7}',
        '←' => '\u{20D6}',
        other => other,
    };
    combining.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_plain_with_a_style() {
        let pieces = letters("𝑥𝑦ℎ𝐀1𝛼");
        let expected = [("xyh", "i"), ("A", "b"), ("1", "p"), ("α", "i")];
        assert_eq!(pieces, expected.map(|(text, style)| (text.to_owned(), style)).to_vec());
        assert_eq!(letters("ℝ∑"), vec![("ℝ∑".to_owned(), "p")], "no plain letter says the same");
    }

    #[test]
    fn accents_are_named_by_their_combining_form() {
        assert_eq!(combining("→"), "\u{20D7}");
        assert_eq!(combining("\u{302}"), "\u{302}");
    }
}
