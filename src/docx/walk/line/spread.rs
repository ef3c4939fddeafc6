//! A line with a break that is to fill its width all the same (`linebreak(justify: true)`). Word spreads all such lines of a document or
//! none, so the room is put between its words.

use typst_library::layout::Abs;

use super::Line;
use super::inline::is_blank;
use crate::docx::model::{Inline, RunFormat, Twips};

/// Left free in points, so that rounding does not break the line.
const SPARE: f64 = 0.3;

/// Spreads the line being written over a width; false if it is longer, or has nothing that can be set apart.
pub(crate) fn spread(line: &mut Line, width: Abs) -> bool {
    let from = line.inlines.iter().rposition(|inline| matches!(inline, Inline::LineBreak(_))).map_or(0, |at| at + 1);
    let start = if from == 0 { line.start } else { Abs::zero() };
    let free = width - start - line.current - Abs::pt(SPARE);
    let own = line.inlines.get(from..).unwrap_or_default();
    let texts = || own.iter().filter_map(|inline| if let Inline::Text(text, _) = inline { Some(text) } else { None });
    let blanks = texts().flat_map(|text| text.chars()).filter(|c| is_blank(*c)).count();
    let gaps = if blanks > 0 { blanks } else { texts().flat_map(|text| text.chars()).count().saturating_sub(1) };
    if free < Abs::zero() || gaps == 0 {
        return false;
    }
    let more = Twips::from_pt((free / gaps as f64).to_pt());
    let mut left = gaps;
    let mut apart = |c: char| {
        let is_gap = left > 0 && (blanks == 0 || is_blank(c));
        left -= usize::from(is_gap);
        is_gap
    };
    for inline in line.inlines.split_off(from) {
        let Inline::Text(text, format) = inline else {
            line.inlines.push(inline);
            continue;
        };
        let wide = RunFormat { tracking: format.tracking + more, ..format.clone() };
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for c in text.chars() {
            let is_gap = apart(c);
            match pieces.last_mut() {
                Some((piece, last)) if *last == is_gap => piece.push(c),
                _ => pieces.push((c.to_string(), is_gap)),
            }
        }
        line.inlines.extend(
            pieces.into_iter().map(|(text, gap)| Inline::Text(text, if gap { wide.clone() } else { format.clone() })),
        );
    }
    line.advance(free);
    true
}
