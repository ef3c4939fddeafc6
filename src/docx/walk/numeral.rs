//! Numerals in headers, footers and captions: where they stand in a text, what they are worth, and how Word is told to write them.

/// Whether two texts differ in nothing but numerals.
pub(super) fn same_but_numbers(one: &str, other: &str) -> bool {
    let rest = |text| -> Vec<&str> {
        tokens(text).into_iter().filter(|token| !token.chars().all(|c| numeral(c).is_some())).collect()
    };
    rest(one) == rest(other)
}

/// A text cut at its numerals; those that change are told what they count.
pub(super) fn split(text: &str, next: &str, pages: &str) -> Vec<(String, Option<&'static str>)> {
    let (own, next, pages) = (tokens(text), tokens(next), tokens(pages));
    let same_shape = own.len() == next.len() && own.len() == pages.len();
    if !same_shape {
        return vec![(text.to_owned(), None)];
    }
    let mut out: Vec<(String, Option<&'static str>)> = Vec::new();
    for (token, (next, pages)) in own.into_iter().zip(next.into_iter().zip(pages)) {
        let name = if token != next {
            Some("PAGE")
        } else if token != pages {
            Some("NUMPAGES")
        } else {
            None
        };
        match (name, out.last_mut()) {
            (None, Some((held, None))) => held.push_str(token),
            _ => out.push((token.to_owned(), name)),
        }
    }
    out
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
        _ => None,
    }
}

/// What a numeral is worth.
pub(super) fn number_of(text: &str) -> Option<u64> {
    let digit = |c: char, digits: &str| digits.chars().position(|digit| digit == c).map(|at| at as u64);
    match text.chars().find_map(numeral)? {
        Numeral::Arabic => text.parse().ok(),
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
pub(super) fn single(text: &str) -> Option<std::ops::Range<usize>> {
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

/// Word's switch for the form of a number.
pub(super) fn switch(number: &str) -> &'static str {
    match number.chars().find_map(numeral) {
        Some(Numeral::LowerRoman) => " \\* roman",
        Some(Numeral::UpperRoman) => " \\* ROMAN",
        Some(Numeral::Chinese) => " \\* CHINESENUM3",
        Some(Numeral::Financial) => " \\* CHINESENUM2",
        Some(Numeral::Arabic) | None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, next: &str, pages: &str) -> Vec<String> {
        split(text, next, pages).into_iter().map(|(piece, name)| format!("{piece}{}", name.unwrap_or(""))).collect()
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
        ] {
            assert_eq!(number_of(text), Some(number), "{text}");
        }
        assert_eq!(number_of("page"), None);
    }
}
