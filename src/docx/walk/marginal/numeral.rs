//! Numerals in headers, footers and captions: where they stand in a text, what they are worth, and how Word is told to write them.

/// Whether two texts differ in nothing but numerals.
pub(crate) fn same_but_numbers(one: &str, other: &str) -> bool {
    let rest = |text| -> Vec<&str> {
        tokens(text).into_iter().filter(|token| !token.chars().all(|c| numeral(c).is_some())).collect()
    };
    rest(one) == rest(other)
}

/// Whether a text holds a numeral: 第 1 章, IV.
pub(crate) fn has_numeral(text: &str) -> bool {
    let is_numeral = |c: char| numeral(c).is_some();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    text.contains(|c: char| is_numeral(c) && !c.is_ascii_alphabetic()) || words.any(|word| word.chars().all(is_numeral))
}

/// A piece of a text, and what its numeral counts if it changes with that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub text: String,
    /// `PAGE` or `NUMPAGES`.
    pub counts: Option<&'static str>,
    /// Whether it is a number in letters: a, b, c.
    letters: bool,
}

impl Piece {
    /// What its numeral is worth.
    pub fn number(&self) -> Option<u64> {
        if self.letters { letters_number(&self.text) } else { number_of(&self.text) }
    }

    /// Word's switch for its form.
    pub fn switch(&self) -> &'static str {
        match self.text.chars().next() {
            Some(c) if self.letters && c.is_ascii_uppercase() => " \\* ALPHABETIC",
            Some(_) if self.letters => " \\* alphabetic",
            _ => switch(&self.text),
        }
    }
}

/// A text cut at its numerals; those that change are told what they count. `step`: by how much the numbers of `next` and `pages` are
/// above its own.
pub(crate) fn split(text: &str, next: &str, pages: &str, step: u64) -> Vec<Piece> {
    let (own, later, longer) = (words(text), words(next), words(pages));
    let mut out = Vec::new();
    if own.len() != later.len() || own.len() != longer.len() {
        numerals(text, next, pages, step, &mut out);
        return out;
    }
    for (word, (next, pages)) in own.into_iter().zip(later.into_iter().zip(longer)) {
        let counts = counted(word, next, pages).filter(|_| {
            let other = if word == next { pages } else { next };
            letters_number(word).is_some_and(|number| letters_number(other) == Some(number + step))
        });
        match counts {
            Some(_) => out.push(Piece { text: word.to_owned(), counts, letters: true }),
            None => numerals(word, next, pages, step, &mut out),
        }
    }
    out
}

/// The same for a text whose numerals are not in letters.
fn numerals(text: &str, next: &str, pages: &str, step: u64, out: &mut Vec<Piece>) {
    let mut add = |token: &str, counts: Option<&'static str>| match (counts, out.last_mut()) {
        (None, Some(held)) if held.counts.is_none() => held.text.push_str(token),
        _ => out.push(Piece { text: token.to_owned(), counts, letters: false }),
    };
    let (own, next, pages) = (tokens(text), tokens(next), tokens(pages));
    if own.len() != next.len() || own.len() != pages.len() {
        add(text, None);
        return;
    }
    for (token, (next, pages)) in own.into_iter().zip(next.into_iter().zip(pages)) {
        // What changes otherwise than the page does is no page number.
        let counts = counted(token, next, pages).filter(|_| {
            let other = if token == next { pages } else { next };
            number_of(token).is_some_and(|number| number_of(other) == Some(number + step))
        });
        add(token, counts);
    }
}

/// `next` where those numerals are put back to what `text` has that are not on a further page what a page number would be there.
/// `ahead`: by how much that may be above its own.
pub(crate) fn borne_out(text: &str, next: &str, further: &str, step: u64, ahead: &[i64]) -> String {
    let refuted = |own: Option<u64>, next: Option<u64>, further: Option<u64>| match (own, next, further) {
        (Some(own), Some(next), Some(further)) => {
            next == own + step && !ahead.iter().any(|ahead| own as i64 + ahead == further as i64)
        }
        _ => false,
    };
    let figures = |text: &str, next: &str, further: &str| -> String {
        let (own, later, beyond) = (tokens(text), tokens(next), tokens(further));
        if own.len() != later.len() || own.len() != beyond.len() {
            return next.to_owned();
        }
        let others = later.into_iter().zip(beyond);
        let kept = own.into_iter().zip(others).map(|(own, (next, further))| {
            let alike = switch(own) == switch(further);
            if alike && refuted(number_of(own), number_of(next), number_of(further)) { own } else { next }
        });
        kept.collect()
    };
    let (own, later, beyond) = (words(text), words(next), words(further));
    if own.len() != later.len() || own.len() != beyond.len() {
        return figures(text, next, further);
    }
    let others = later.into_iter().zip(beyond);
    let kept = own.into_iter().zip(others).map(|(own, (next, further))| {
        if refuted(letters_number(own), letters_number(next), letters_number(further)) {
            own.to_owned()
        } else {
            figures(own, next, further)
        }
    });
    kept.collect()
}

fn counted(own: &str, next: &str, pages: &str) -> Option<&'static str> {
    if own != next {
        Some("PAGE")
    } else if own != pages {
        Some("NUMPAGES")
    } else {
        None
    }
}

/// Runs of Latin letters, and what stands between them.
fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        let letter = c.is_ascii_alphabetic();
        if last.is_some_and(|last| last != letter) {
            out.extend(text.get(start..at));
            start = at;
        }
        last = Some(letter);
    }
    out.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    out
}

/// What a number in letters of one case is worth: a is 1, z 26, aa 27.
pub(crate) fn letters_number(text: &str) -> Option<u64> {
    let first = text.bytes().next()?;
    let base = if first.is_ascii_lowercase() { b'a' } else { b'A' };
    text.bytes().try_fold(0_u64, |number, byte| {
        let digit = byte.checked_sub(base).filter(|digit| *digit < 26)?;
        number.checked_mul(26)?.checked_add(u64::from(digit) + 1)
    })
}

/// Runs of one kind of numeral, and what stands between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut kind = None;
    for (at, c) in text.char_indices() {
        let this = numeral(c);
        if at > start && this != kind {
            out.extend(text.get(start..at));
            start = at;
        }
        kind = this;
    }
    out.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    Arabic,
    LowerRoman,
    UpperRoman,
    Chinese,
    Financial,
    Circled,
}

/// A circled number from 1 to 50, of which Word writes twenty.
fn circled(c: char) -> Option<u64> {
    let (first, number) = match c {
        '①'..='⑳' => ('①', 1),
        '㉑'..='㉟' => ('㉑', 21),
        '㊱'..='㊿' => ('㊱', 36),
        _ => return None,
    };
    Some(u64::from(u32::from(c) - u32::from(first)) + number)
}

fn numeral(c: char) -> Option<Numeral> {
    match c {
        '0'..='9' => Some(Numeral::Arabic),
        'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm' => Some(Numeral::LowerRoman),
        'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' => Some(Numeral::UpperRoman),
        '零' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' => {
            Some(Numeral::Chinese)
        }
        '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟' => {
            Some(Numeral::Financial)
        }
        c if circled(c).is_some() => Some(Numeral::Circled),
        _ => None,
    }
}

/// What a numeral is worth.
pub(crate) fn number_of(text: &str) -> Option<u64> {
    let digit = |c: char, digits: &str| digits.chars().position(|digit| digit == c).map(|at| at as u64);
    match text.chars().find_map(numeral)? {
        Numeral::Arabic => text.parse().ok(),
        Numeral::Circled => text.chars().next().and_then(circled),
        Numeral::LowerRoman | Numeral::UpperRoman => {
            let worth = |c: char| match c.to_ascii_lowercase() {
                'i' => 1,
                'v' => 5,
                'x' => 10,
                'l' => 50,
                'c' => 100,
                'd' => 500,
                _ => 1000,
            };
            let values: Vec<u64> = text.chars().map(worth).collect();
            // A smaller sign before a larger one is taken off.
            let sum = values.iter().enumerate().fold((0, 0), |(add, less), (index, value)| {
                if values.get(index + 1).is_some_and(|next| next > value) {
                    (add, less + value)
                } else {
                    (add + value, less)
                }
            });
            sum.0.checked_sub(sum.1)
        }
        Numeral::Chinese | Numeral::Financial => {
            let mut total = 0;
            let mut held = None;
            for c in text.chars() {
                let unit = digit(c, "?十百千").or_else(|| digit(c, "?拾佰仟"));
                if let Some(power) = unit.and_then(|power| u32::try_from(power).ok()) {
                    total += held.take().unwrap_or(1) * 10_u64.pow(power);
                } else {
                    held = digit(c, "零一二三四五六七八九")
                        .or_else(|| digit(c, "〇"))
                        .or_else(|| digit(c, "?壹贰叁肆伍陆柒捌玖"));
                }
            }
            Some(total + held.unwrap_or(0))
        }
    }
}

/// Where the only numeral of a text stands.
pub(crate) fn single(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let mut found = None;
    for token in tokens(text) {
        let range = at..at + token.len();
        at = range.end;
        if token.chars().all(|c| numeral(c).is_some()) && found.replace(range).is_some() {
            return None;
        }
    }
    found
}

/// Word's switch for the form of a number. LibreOffice knows that of circled ones in these letters only.
pub(crate) fn switch(number: &str) -> &'static str {
    match number.chars().find_map(numeral) {
        Some(Numeral::LowerRoman) => " \\* roman",
        Some(Numeral::UpperRoman) => " \\* ROMAN",
        Some(Numeral::Chinese) => " \\* CHINESENUM3",
        Some(Numeral::Financial) => " \\* CHINESENUM2",
        Some(Numeral::Circled) => " \\* CircleNum",
        Some(Numeral::Arabic) | None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, next: &str, pages: &str) -> Vec<String> {
        let pieces = split(text, next, pages, 2).into_iter();
        pieces.map(|piece| format!("{}{}", piece.text, piece.counts.unwrap_or(""))).collect()
    }

    #[test]
    fn numbers_in_letters_become_fields() {
        assert_eq!(pieces("(etq)", "(ets)", "(etq)"), ["(", "etqPAGE", ")"]);
        assert_eq!(
            pieces("Page ETQ of EVO", "Page ETS of EVO", "Page ETQ of EVQ"),
            ["Page ", "ETQPAGE", " of ", "EVONUMPAGES"]
        );
        // Numbers in letters and in figures together.
        assert_eq!(pieces("etq / 3967", "ets / 3967", "etq / 3969"), ["etqPAGE", " / ", "3967NUMPAGES"]);
        // Another word is no number.
        assert_eq!(pieces("left", "right", "left"), ["left"]);
        assert_eq!(letters_number("etq"), Some(3917));
        let [piece] = split("etq", "ets", "etq", 2).try_into().unwrap();
        assert_eq!((piece.number(), piece.switch()), (Some(3917), " \\* alphabetic"));
    }

    #[test]
    fn numerals_that_change_become_fields() {
        assert_eq!(pieces("— 3917 —", "— 3919 —", "— 3917 —"), ["— ", "3917PAGE", " —"]);
        assert_eq!(
            pieces("第 3917 页　共 7919 页", "第 3919 页　共 7919 页", "第 3917 页　共 7921 页"),
            ["第 ", "3917PAGE", " 页　共 ", "7919NUMPAGES", " 页"]
        );
        assert_eq!(pieces("2012年", "2012年", "2012年"), ["2012年"]);
        assert_eq!(pieces("三千九百一十七", "三千九百一十九", "三千九百一十七"), ["三千九百一十七PAGE"]);
    }

    #[test]
    fn what_does_not_go_on_as_pages_do_is_no_page_number() {
        let kept = |text, next, further| borne_out(text, next, further, 1, &[2]);
        assert_eq!(kept("Kapitel 1: ", "Kapitel 2: ", "Kapitel 2: "), "Kapitel 1: ");
        assert_eq!(kept("Anhang A", "Anhang B", "Anhang B"), "Anhang A");
        assert_eq!(kept("1 / 4", "2 / 5", "2 / 6"), "1 / 5");
        assert_eq!(kept("4", "5", "6"), "5");
        // Other words tell nothing.
        assert_eq!(kept("Intro 4", "Intro 5", "The end of it all"), "Intro 5");
    }

    #[test]
    fn numerals_are_worth_what_they_say() {
        for (text, number) in [
            ("3917", 3917),
            ("mmmcmxvii", 3917),
            ("IV", 4),
            ("iii", 3),
            ("三千九百一十七", 3917),
            ("十", 10),
            ("二十", 20),
            ("一百零二", 102),
            ("叁仟玖佰壹拾柒", 3917),
            ("⑰", 17),
            ("㊶", 41),
        ] {
            assert_eq!(number_of(text), Some(number), "{text}");
        }
        assert_eq!(number_of("page"), None);
    }
}
