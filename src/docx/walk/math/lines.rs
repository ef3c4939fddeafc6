//! Lines of an equation aligned at signs. Word aligns them at ampersands; LibreOffice prints those, and is given the columns of a matrix.

use typst_library::math::ir::AlignedRow;

use super::others::{pieces, readable};
use super::{Look, Markup, closed, control, opened, property};
use crate::docx::walk::Walker;
use crate::docx::write::alternatives;

/// What stands around and between the lines and their parts until the whole equation is known. No document holds such characters.
const START: char = '\u{FDD0}';
const LINE: char = '\u{FDD1}';
const PART: char = '\u{FDD2}';
const END: char = '\u{FDD3}';

/// Signs over and under a formula that LibreOffice does not know, and the nearest it does. Until the whole equation is known the first of
/// each stands for them.
const BRACKETS: [(char, &str, &str); 6] = [
    ('\u{FDD4}', "⎴", "⏞"),
    ('\u{FDD5}', "⎵", "⏟"),
    ('\u{FDD6}', "⏜", "⏞"),
    ('\u{FDD7}', "⏝", "⏟"),
    ('\u{FDD8}', "⏠", "⏞"),
    ('\u{FDD9}', "⏡", "⏟"),
];

/// What stands for a sign that only Word knows.
pub(crate) fn bracket(sign: &str) -> Option<char> {
    BRACKETS.iter().find(|(_, own, _)| *own == sign).map(|(stand_in, ..)| *stand_in)
}

/// What parts the lines for Word.
const SIGN: &str = "<m:r><m:rPr><m:sty m:val=\"p\"/></m:rPr><m:t>&amp;</m:t></m:r>";

impl Walker<'_, '_> {
    /// Lines one below the other.
    pub(crate) fn lines(&mut self, rows: &[AlignedRow], look: &Look) -> Markup {
        // Words without letters come as lines without a line.
        if rows.is_empty() {
            return Some(String::new());
        }
        let aligned = rows.iter().any(|row| row.iter().count() > 1);
        let mut out = String::new();
        for row in rows {
            let mut parts = Vec::new();
            for part in row.iter() {
                parts.push(self.math_item(part, look)?);
            }
            if aligned {
                out.push(LINE);
                out.push_str(&parts.join(&PART.to_string()));
            } else {
                out.push_str(&format!("<m:e>{}</m:e>", parts.concat()));
            }
        }
        Some(if aligned {
            format!("{START}{}{out}{END}", control(look))
        } else {
            format!("<m:eqArr>{}{out}</m:eqArr>", property("eqArr", "", look))
        })
    }
}

/// A whole equation: as it is, or in two versions of which each program takes its own.
pub(crate) fn versions(markup: &str) -> String {
    let [word, other] = each(markup);
    if word == other { word } else { alternatives(&word, &other) }
}

/// A whole equation for Word and for others.
pub(crate) fn each(markup: &str) -> [String; 2] {
    let mut word = resolved(&mut pieces(markup, true).chars(), &signs);
    let mut other = resolved(&mut pieces(markup, false).chars(), &columns);
    for (stand_in, own, like) in BRACKETS {
        if markup.contains(stand_in) {
            word = word.replace(stand_in, own);
            other = other.replace(stand_in, like);
        }
    }
    [word, readable(&other)]
}

/// The markup up to the end of what has begun, every array of lines in it written by a function.
fn resolved(chars: &mut std::str::Chars, write: &dyn Fn(&str, &[Vec<String>]) -> String) -> String {
    let mut lines: Vec<Vec<String>> = vec![vec![String::new()]];
    while let Some(c) = chars.next() {
        match c {
            START => {
                let inner = resolved(chars, write);
                push(&mut lines, &inner);
            }
            LINE => lines.push(vec![String::new()]),
            PART => {
                if let Some(line) = lines.last_mut() {
                    line.push(String::new());
                }
            }
            // Before the first line stands how what is drawn between them looks.
            END => {
                let (look, lines) = lines.split_first().unzip();
                return write(&look.map(|parts| parts.concat()).unwrap_or_default(), lines.unwrap_or_default());
            }
            c => push(&mut lines, c.encode_utf8(&mut [0; 4])),
        }
    }
    lines.concat().concat()
}

fn push(lines: &mut [Vec<String>], text: &str) {
    if let Some(part) = lines.last_mut().and_then(|line| line.last_mut()) {
        part.push_str(text);
    }
}

/// Word's way.
fn signs(look: &str, lines: &[Vec<String>]) -> String {
    let lines: String = lines.iter().map(|parts| format!("<m:e>{}</m:e>", parts.join(SIGN))).collect();
    format!("<m:eqArr><m:eqArrPr>{look}</m:eqArrPr>{lines}</m:eqArr>")
}

/// Columns set to the right and to the left by turns, next to each other.
fn columns(look: &str, lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or_default();
    let sides: String = (0..count)
        .map(|at| if at % 2 == 0 { "right" } else { "left" })
        .map(|side| format!("<m:mc><m:mcPr><m:count m:val=\"1\"/><m:mcJc m:val=\"{side}\"/></m:mcPr></m:mc>"))
        .collect();
    let mut rows = String::new();
    for parts in lines {
        rows.push_str("<m:mr>");
        for at in 0..count {
            let part = parts.get(at).cloned().unwrap_or_default();
            rows.push_str(&format!("<m:e>{}</m:e>", closed(opened(part))));
        }
        rows.push_str("</m:mr>");
    }
    format!(
        "<m:m><m:mPr><m:plcHide m:val=\"1\"/><m:cGpRule m:val=\"3\"/><m:cGp m:val=\"0\"/><m:mcs>{sides}</m:mcs>{look}</m:mPr>{rows}</m:m>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_program_has_its_own_version_of_aligned_lines() {
        assert_eq!(versions("<a/>"), "<a/>");
        let markup = format!("<a>{START}<b/>{LINE}1{PART}2{LINE}3{PART}{START}{LINE}4{PART}5{END}{END}</a>");
        let word = resolved(&mut markup.chars(), &signs);
        let inner = format!("<m:eqArr><m:eqArrPr></m:eqArrPr><m:e>4{SIGN}5</m:e></m:eqArr>");
        let whole = format!(
            "<a><m:eqArr><m:eqArrPr><b/></m:eqArrPr><m:e>1{SIGN}2</m:e><m:e>3{SIGN}{inner}</m:e></m:eqArr></a>"
        );
        assert_eq!(word, whole);
        let both = versions(&markup);
        assert!(both.contains("<m:mr><m:e>1</m:e><m:e>2</m:e></m:mr>"));
        assert!(!both.contains([START, LINE, PART, END]));
    }
}
