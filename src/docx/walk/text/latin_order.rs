//! Words that run to the right in lines that run to the left, with the room of a line between them.
//!
//! To Typst that room is a blank, so that such words with it between them are one run, which is read to the right. To programs it is a tab,
//! which parts runs: each of them would stand to the left of the one before. So they are written in the order in which they stand.

use typst_library::layout::Abs;

use crate::docx::model::Inline;
use crate::docx::walk::line::Line;
use crate::docx::walk::line::fractions::Fraction;
use crate::docx::walk::reference::shown::push_words;

impl Line {
    /// Turns about what runs to the right on both sides of fractional spaces, in lines that run to the left; where programs break the lines
    /// of a room themselves, nobody knows what stands in which.
    pub(crate) fn order_latin(&mut self, room: Abs) {
        // A link, as an entry of contents is, has its words and its number in the order of the document.
        let linked = || self.inlines.iter().any(|inline| matches!(inline, Inline::Link { .. }));
        if self.fractions.is_empty() || linked() {
            return;
        }
        let inlines = std::mem::take(&mut self.inlines);
        let rows = inlines.split_inclusive(|inline| matches!(inline, Inline::LineBreak(_)));
        for (row, part) in rows.enumerate() {
            let end = self.rows.get(row).map_or(self.current, |row| row.width);
            let from = self.fractions.iter().take_while(|fraction| fraction.row < row).count();
            let count = self.fractions.iter().skip(from).take_while(|fraction| fraction.row == row).count();
            let fractions = self.fractions.get_mut(from..from + count).unwrap_or_default();
            if end > room {
                self.inlines.extend_from_slice(part);
            } else {
                self.inlines.extend(ordered(part, fractions, end));
            }
        }
    }
}

/// The inlines of a line, which is so long without its fractional spaces, in the order in which programs are to have them.
fn ordered(line: &[Inline], fractions: &mut [Fraction], end: Abs) -> Vec<Inline> {
    let body = line.len() - usize::from(matches!(line.last(), Some(Inline::LineBreak(_))));
    let (body, rest) = line.split_at(body);
    let mut parts: Vec<&[Inline]> = body.split(|inline| matches!(inline, Inline::Tab(_))).collect();
    let mut tabs: Vec<&Inline> = body.iter().filter(|inline| matches!(inline, Inline::Tab(_))).collect();
    // Other tabs stand where they were written.
    if tabs.len() != fractions.len() {
        return line.to_vec();
    }
    let ends = || fractions.iter().map(|fraction| fraction.at).chain([end]);
    let starts = std::iter::once(Abs::zero()).chain(ends());
    let mut widths: Vec<Abs> = ends().zip(starts).map(|(end, start)| end - start).collect();
    let runs: Vec<Run> = parts.iter().map(|part| Run::of(part)).collect();
    let mut from = 0;
    while from < runs.len() {
        let to = from + run_of_latin(runs.get(from..).unwrap_or_default());
        if let Some(parts) = parts.get_mut(from..to) {
            parts.reverse();
        }
        if let Some(widths) = widths.get_mut(from..to) {
            widths.reverse();
        }
        if let (Some(tabs), Some(between)) = (tabs.get_mut(from..to - 1), fractions.get_mut(from..to - 1)) {
            tabs.reverse();
            between.reverse();
        }
        from = to;
    }
    let mut at = Abs::zero();
    for (fraction, width) in fractions.iter_mut().zip(widths) {
        at += width;
        fraction.at = at;
    }
    let mut out = Vec::with_capacity(line.len());
    let mut tabs = tabs.into_iter();
    for part in parts {
        out.extend_from_slice(part);
        out.extend(tabs.next().cloned());
    }
    out.extend_from_slice(rest);
    out
}

/// How many parts from the first one on are one run to the right: at least one.
fn run_of_latin(runs: &[Run]) -> usize {
    if runs.first() != Some(&Run::Right) {
        return 1;
    }
    // Figures run with the letters before them; signs alone with those around them.
    let mut count = 1;
    for (index, run) in runs.iter().enumerate().skip(1) {
        match run {
            Run::Right | Run::Figures => count = index + 1,
            Run::Signs => {}
            Run::Left => break,
        }
    }
    count
}

/// Which way words run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    /// All to the right.
    Right,
    /// Some to the left.
    Left,
    /// No letters, but figures.
    Figures,
    /// Neither.
    Signs,
}

impl Run {
    fn of(inlines: &[Inline]) -> Self {
        let mut words = String::new();
        push_words(inlines, &mut words);
        let seen = inlines.iter().any(|inline| !inline.is_bookmark());
        // Brackets at a seam go with the line, not with the words.
        let bracketed = words.trim().starts_with(['(', '[', '{', '<']) || words.trim().ends_with([')', ']', '}', '>']);
        if words.chars().any(runs_left) || bracketed || seen && words.is_empty() {
            Self::Left
        } else if words.chars().any(char::is_alphabetic) {
            Self::Right
        } else if words.chars().any(char::is_numeric) {
            Self::Figures
        } else {
            Self::Signs
        }
    }
}

/// Whether a letter is of a script that runs to the left: Hebrew, Arabic, Syriac and their like.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
