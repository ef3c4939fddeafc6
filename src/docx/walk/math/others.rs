//! What LibreOffice is given instead of Word's formulas. It makes of each formula a line of its own language, in which some signs mean
//! something else than themselves, or want something on both sides, and room means nothing. In words signs are signs and room is room.

use super::unseen;

/// What begins, parts and ends two versions of a piece until the whole equation is known. No document holds such characters.
const EITHER: char = '\u{FDDA}';
const OR: char = '\u{FDDB}';
const DONE: char = '\u{FDDC}';

/// Signs that mean something else to LibreOffice than themselves.
const MEANING: &str = "|&#^_~`()[]{}";

/// Signs LibreOffice wants something on either side of. With nothing before it a plus is the sign of what follows.
const BETWEEN: [&str; 6] = ["=", "&lt;", "&gt;", "*", "/", "+"];

/// Where what is small stands. Signs have no room around them there.
const SMALL: [&str; 4] = ["sup>", "sub>", "lim>", "deg>"];

/// Where the rest of a formula stands.
const LARGE: [&str; 4] = ["e>", "num>", "den>", "fName>"];

const TEXT: &str = "<m:t xml:space=\"preserve\">";

/// Lines that strike something out, of which LibreOffice knows one.
const STRIKES: [&str; 4] = ["strikeBLTR", "strikeTLBR", "strikeV", "strikeH"];

/// A piece for Word and one for others.
pub(crate) fn either(word: &str, other: &str) -> String {
    format!("{EITHER}{word}{OR}{other}{DONE}")
}

/// The formula with the pieces for Word, or those for others.
pub(crate) fn pieces(markup: &str, word: bool) -> String {
    let mut taken: Vec<bool> = Vec::new();
    let mut out = String::new();
    for c in markup.chars() {
        match c {
            EITHER => taken.push(word),
            OR => {
                if let Some(last) = taken.last_mut() {
                    *last = !*last;
                }
            }
            DONE => {
                taken.pop();
            }
            c if taken.iter().all(|taken| *taken) => out.push(c),
            _ => {}
        }
    }
    out
}

/// A formula as LibreOffice reads it as it is meant.
pub(crate) fn readable(markup: &str) -> String {
    let markup = struck(markup);
    let mut out = String::new();
    let mut rest = markup.as_str();
    let mut wanting = false;
    while let Some((before, (run, after))) =
        rest.split_once("<m:r>").and_then(|(before, from)| Some((before, from.split_once("</m:r>")?)))
    {
        out.push_str(before);
        rest = after;
        wanting &= before.is_empty();
        let (head, text) = run.split_once(TEXT).unwrap_or((run, ""));
        let text = text.strip_suffix("</m:t>").unwrap_or(text);
        if head.contains("<m:nor/>") {
            // A quotation mark would end the words.
            out.push_str(&format!("<m:r>{head}{TEXT}{}</m:t></m:r>", text.replace("&quot;", "”")));
            wanting = false;
            continue;
        }
        let slot = out.rsplit_once("<m:").map(|(_, tag)| tag).unwrap_or_default();
        let next = after.strip_prefix("</m:").map(|tag| tag.split_inclusive('>').next().unwrap_or_default());
        let (begins, ends) = (begins(slot), next.is_some());
        let sign = |at: &dyn Fn(&str) -> bool| BETWEEN.iter().any(|sign| at(sign));
        let lacks_first = (begins || wanting) && sign(&|sign| text.starts_with(sign) && sign != "+");
        let lacks_last = ends && sign(&|sign| text.ends_with(sign));
        let small = SMALL.contains(&slot) || next.is_some_and(|tag| SMALL.contains(&tag));
        let alone = BETWEEN.contains(&text);
        if means_another(text) || (small || begins && ends) && alone && (lacks_first || lacks_last) {
            out.push_str(&said(head, text));
            wanting = false;
            continue;
        }
        let [first, last] = [lacks_first, lacks_last].map(|lacks| if lacks { unseen() } else { String::new() });
        out.push_str(&format!("{first}<m:r>{run}</m:r>{last}"));
        wanting = !lacks_last && sign(&|sign| text.ends_with(sign));
    }
    out + rest
}

/// The formula with level lines for all that strike something out.
fn struck(markup: &str) -> String {
    let [rising, falling, upright, level] = STRIKES.map(|name| format!("<m:{name} m:val=\"1\"/>"));
    let crossed = format!("{rising}{falling}");
    [crossed, rising, falling, upright].iter().fold(markup.to_owned(), |markup, line| markup.replace(line, &level))
}

/// Whether a tag, without what all begin with, is that of a part of a formula or of a whole one.
fn begins(tag: &str) -> bool {
    SMALL.contains(&tag) || LARGE.contains(&tag) || tag.starts_with("oMath") && tag.ends_with('>') && !tag.contains('<')
}

/// Whether a text is room, or signs that mean something else.
fn means_another(text: &str) -> bool {
    let plain = text.replace("&amp;", "&");
    !plain.is_empty() && (plain.chars().all(char::is_whitespace) || plain.chars().all(|c| MEANING.contains(c)))
}

/// A run as words.
fn said(head: &str, text: &str) -> String {
    let font = head.split_once("</m:rPr>").map_or(head, |(_, font)| font);
    format!("<m:r><m:rPr><m:nor/></m:rPr>{font}{TEXT}{text}</m:t></m:r>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::Colour;
    use crate::docx::walk::math::{Look, run};

    const LOOK: Look = Look { size: 22, colour: Colour::BLACK, bold: false };

    #[test]
    fn each_program_has_its_own_pieces() {
        let markup = format!("a{}b{}", either("1", "2"), either(&either("3", "4"), ""));
        assert_eq!(pieces(&markup, true), "a1b3");
        assert_eq!(pieces(&markup, false), "a2b");
    }

    #[test]
    fn signs_that_mean_something_else_and_room_are_words() {
        for text in ["|", "[", "&", "\u{2003}", " "] {
            assert!(readable(&run(text, "p", &LOOK)).contains("<m:nor/>"), "{text}");
        }
        for text in ["x", "≤", "∣", "1"] {
            let markup = run(text, "p", &LOOK);
            assert_eq!(readable(&markup), markup);
        }
        assert!(readable(&super::super::words("\"a\"", &LOOK)).contains("”a”"));
    }

    #[test]
    fn signs_have_something_on_either_side() {
        let plus = run("+", "p", &LOOK);
        let less = run("<", "p", &LOOK);
        let letter = run("x", "i", &LOOK);
        assert_eq!(readable(&format!("<m:e>{letter}{less}{letter}</m:e>")).matches("<m:nor/>").count(), 0);
        assert_eq!(readable(&format!("<m:e>{plus}{letter}</m:e>")).matches("<m:nor/>").count(), 0);
        assert_eq!(readable(&format!("<m:e>{less}{less}</m:e>")).matches('\u{200b}').count(), 3);
        let raised = readable(&format!("<m:sup>{letter}{plus}</m:sup>"));
        assert_eq!((raised.matches("<m:nor/>").count(), raised.matches('\u{200b}').count()), (1, 0));
    }
}
