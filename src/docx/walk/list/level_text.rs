//! The text of a level of a list, from what the document's numbering makes of threes, and what Word makes of it.

use typst_library::model::NumberingPattern;

use super::label::{FORMATS, counts_alike};

/// A level's text with `%1` … for numbers, and the formats of the numbers in it by level.
pub(crate) type Template = (String, Vec<(usize, &'static str)>);

/// What a numbering makes of threes, as Word's text of the level: either every level's number is in it, or only its own.
pub(crate) fn template(sample: &str, level: usize) -> Option<Template> {
    if sample.contains('%') {
        return None;
    }
    let mut pieces: Vec<(String, &'static str)> = Vec::new();
    let mut literal = String::new();
    let mut rest = sample;
    let mut last: Option<char> = None;
    while let Some(first) = rest.chars().next() {
        let found = FORMATS.iter().find(|(sign, _)| {
            let Some(after) = rest.strip_prefix(sign) else { return false };
            // A letter inside a word is no number.
            let letter = sign.chars().all(|c| c.is_ascii_alphabetic());
            !letter
                || !last.is_some_and(|c| c.is_ascii_alphabetic())
                    && !after.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        });
        match found {
            Some((sign, format)) => {
                pieces.push((std::mem::take(&mut literal), format));
                last = sign.chars().next_back();
                rest = rest.strip_prefix(sign).unwrap_or_default();
            }
            None => {
                literal.push(first);
                last = Some(first);
                rest = rest.strip_prefix(first).unwrap_or_default();
            }
        }
    }
    let levels: Vec<usize> = match pieces.len() {
        1 => vec![level],
        count if count == level => (1..=level).collect(),
        _ => return None,
    };
    let mut text = String::new();
    let mut formats = Vec::new();
    for ((before, format), at) in pieces.into_iter().zip(levels) {
        text.push_str(&before);
        text.push_str(&format!("%{at}"));
        formats.push((at, format));
    }
    text.push_str(&literal);
    Some((text, formats))
}

/// What Word shows for numbers; `None` where it is not certain.
pub(crate) fn render(text: &str, formats: &[(usize, &'static str)], numbers: &[u64]) -> Option<String> {
    let mut out = text.to_owned();
    for (at, format) in formats {
        out = out.replace(&format!("%{at}"), &numeral(format, *numbers.get(at - 1)?)?);
    }
    Some(out)
}

/// A number in one of Word's formats; `None` where it is not certain.
pub(crate) fn numeral(format: &str, number: u64) -> Option<String> {
    let sign = FORMATS.iter().find(|(_, known)| *known == format)?.0;
    // A pattern of one sign: a three stands for its numeral, as in the table.
    let pattern = match sign {
        "3" => "1",
        "iii" => "i",
        "III" => "I",
        "三" => "一",
        "叁" => "壹",
        "③" => "①",
        "c" => "a",
        "C" => "A",
        _ => return None,
    };
    let certain = number >= 1
        && counts_alike(format, number)
        && match pattern {
            "a" | "A" => number <= 26,
            "①" => number <= 20,
            "一" | "壹" => number <= 99,
            _ => number <= 3999,
        };
    if !certain {
        return None;
    }
    Some(pattern.parse::<NumberingPattern>().ok()?.apply(None, &[number]).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_levels_text_comes_from_threes() {
        assert_eq!(template("3.3", 2), Some(("%1.%2".into(), vec![(1, "decimal"), (2, "decimal")])));
        assert_eq!(template("（三）", 2), Some(("（%2）".into(), vec![(2, "chineseCountingThousand")])));
        assert_eq!(template("第三章", 1), Some(("第%1章".into(), vec![(1, "chineseCountingThousand")])));
        assert_eq!(
            template("Section C.3", 2),
            Some(("Section %1.%2".into(), vec![(1, "upperLetter"), (2, "decimal")]))
        );
        assert_eq!(template("3-3", 3), None, "neither all numbers nor only its own");
        assert_eq!(template("※", 1), None);
    }

    #[test]
    fn word_shows_what_the_pattern_shows() {
        let formats = [(1, "upperRoman"), (2, "lowerLetter")];
        assert_eq!(render("%1.%2)", &formats, &[4, 2]).as_deref(), Some("IV.b)"));
        assert_eq!(render("%1.%2)", &formats, &[4, 27]), None, "letters beyond z differ between programs");
        assert_eq!(render("第%1节", &[(1, "chineseCountingThousand")], &[12]).as_deref(), Some("第十二节"));
        assert_eq!(render("%1、", &[(1, "chineseLegalSimplified")], &[9]).as_deref(), Some("玖、"));
        assert_eq!(render("%1、", &[(1, "chineseLegalSimplified")], &[12]), None, "壹拾贰 in Word, 拾贰 here");
    }
}
