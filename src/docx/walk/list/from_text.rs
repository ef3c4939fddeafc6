//! Word's text of a level found in what a document shows: where a number is computed, nobody says of which pattern it is, but the numbers
//! in it are known, and so are the numerals Word has for them.

use super::label::FORMATS;
use super::level_text::{Template, numeral};

/// The texts of a level by which Word would show this for these numbers: those that hold all of them in their order, then those that hold
/// the last alone, from the last place of it on. In a text with `%` none is certain.
pub(crate) fn templates(shown: &str, numbers: &[u64]) -> Vec<Template> {
    let Some(&own) = numbers.last() else { return Vec::new() };
    if shown.contains('%') {
        return Vec::new();
    }
    let mut found = Vec::new();
    if numbers.len() > 1 {
        let mut pieces = vec![(0, String::new(), Vec::new())];
        for (at, number) in numbers.iter().enumerate() {
            pieces = pieces
                .into_iter()
                .flat_map(|(from, text, formats)| {
                    let places = places(shown, *number).into_iter().filter(move |(start, ..)| *start >= from);
                    places.filter_map(move |(start, end, format)| {
                        let formats = formats.iter().copied().chain([(at + 1, format)]).collect();
                        Some((end, format!("{text}{}%{}", shown.get(from..start)?, at + 1), formats))
                    })
                })
                .collect();
        }
        let ended = |(from, text, formats): (usize, String, Vec<_>)| Some((text + shown.get(from..)?, formats));
        found.extend(pieces.into_iter().filter_map(ended));
    }
    let level = numbers.len();
    found.extend(places(shown, own).into_iter().rev().filter_map(|(start, end, format)| {
        Some((format!("{}%{level}{}", shown.get(..start)?, shown.get(end..)?), vec![(level, format)]))
    }));
    found
}

/// Where a number stands in a text, from and to which byte and in which of Word's formats.
fn places(text: &str, number: u64) -> Vec<(usize, usize, &'static str)> {
    let mut places = Vec::new();
    for (_, format) in FORMATS {
        let Some(numeral) = numeral(format, number) else { continue };
        for (start, _) in text.match_indices(&numeral) {
            let end = start + numeral.len();
            let joins = |beside: Option<char>, own: Option<char>| {
                beside
                    .zip(own)
                    .is_some_and(|(beside, own)| kind(beside).is_some_and(|kind_of| kind(own) == Some(kind_of)))
            };
            let before = text.get(..start).and_then(|before| before.chars().next_back());
            let after = text.get(end..).and_then(|after| after.chars().next());
            if !joins(before, numeral.chars().next()) && !joins(after, numeral.chars().next_back()) {
                places.push((start, end, *format));
            }
        }
    }
    places.sort_unstable();
    places
}

/// Signs that stand side by side in one number or word.
#[derive(PartialEq)]
enum Kind {
    Digit,
    Letter,
    Han,
}

fn kind(sign: char) -> Option<Kind> {
    match sign {
        '0'..='9' => Some(Kind::Digit),
        'a'..='z' | 'A'..='Z' => Some(Kind::Letter),
        _ if "零〇一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟".contains(sign) => {
            Some(Kind::Han)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(shown: &str, numbers: &[u64]) -> Vec<String> {
        templates(shown, numbers).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn a_number_is_found_in_what_is_shown() {
        assert_eq!(texts("(A)", &[1]), ["(%1)"]);
        assert_eq!(texts("Chapter 2", &[2]), ["Chapter %1"]);
        assert_eq!(texts("第十二章", &[12]), ["第%1章"]);
        assert_eq!(texts("Part IV", &[4]), ["Part %1"]);
        assert_eq!(texts("2.1", &[2, 1]), ["%1.%2", "2.%2"]);
        assert_eq!(texts("1.a)", &[1, 1]), ["%1.%2)", "1.%2)", "%2.a)"]);
        assert_eq!(texts("1.1", &[1]), ["1.%1", "%1.1"]);
    }

    #[test]
    fn part_of_a_number_or_a_word_is_none() {
        assert!(texts("12", &[2]).is_empty());
        assert!(texts("Annex", &[1]).is_empty());
        assert!(texts("第十二章", &[2]).is_empty());
        assert!(texts("5 % 5", &[5]).is_empty());
        assert!(texts("※", &[1]).is_empty());
    }
}
