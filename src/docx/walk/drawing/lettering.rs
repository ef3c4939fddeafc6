//! What laid-out text says of its signs: how far they stand from each other, and which are the font's own small ones.

use rustybuzz::ttf_parser::GlyphId;
use typst_library::layout::Abs;
use typst_library::text::{Glyph, TextItem};

use crate::docx::model::Script;
use crate::docx::walk::text::character::half_points;
use crate::docx::walk::text::metrics::is_wide;

/// Where words may break, which is not seen elsewhere.
const SOFT_HYPHEN: &str = "\u{AD}";

/// Less than this, in points, is no room between signs.
const SEEN: f64 = 0.1;

/// A sign this much lower than its font's usual one for the character is one for indices.
const SMALL: f64 = 0.8;

/// And begins so much of the usual one's height above it or below.
const RAISED: f64 = 0.1;

/// What a text says: where Typst parts a word at a line's end, it is a hyphen that shows.
fn written(item: &TextItem) -> &str {
    if item.text == SOFT_HYPHEN { "-" } else { &item.text }
}

/// How much farther most characters of a text stand from each other than their font has them.
pub(crate) fn tracked(item: &TextItem) -> Abs {
    let own = |glyph: &Glyph| {
        let natural = item.font.x_advance(glyph.id).unwrap_or(glyph.x_advance);
        (glyph.x_advance - natural).at(item.size)
    };
    let mut added: Vec<Abs> = item.glyphs.iter().map(own).collect();
    added.sort();
    // Of one character alone it says nothing: Typst squeezes signs beside others.
    let middle = added.get(added.len() / 2).copied().unwrap_or_default();
    if added.len() > 1 { middle } else { Abs::zero() }
}

/// How much wider a text comes out in Word, which knows half-points only: each of its signs, where all of them are of one width, as code
/// is, whose lines stand below each other sign by sign; and else the whole, as a part of its width.
pub(crate) fn rounded_up(item: &TextItem, scale: f64) -> (Abs, f64) {
    let size = item.size * scale;
    let own = f64::from(half_points(size)) / 2.0;
    let more = own - size.to_pt();
    if more.abs() < 0.01 || size <= Abs::zero() {
        return (Abs::zero(), 0.0);
    }
    let width = |letter: char| {
        let glyph = item.font.ttf().glyph_index(letter)?;
        item.font.x_advance(glyph.0)
    };
    match width('i').zip(width('M')) {
        Some((narrow, wide)) if (wide - narrow).get().abs() <= 0.01 => (wide.at(Abs::pt(more)), 0.0),
        _ => (Abs::zero(), (more / size.to_pt()).max(0.0)),
    }
}

/// How much nearer to each other the wide signs of a text stand than it says of its characters: what LibreOffice, which squeezes none,
/// needs more room for.
pub(crate) fn squeezed(item: &TextItem) -> Abs {
    let common = tracked(item);
    let wide = |glyph: &Glyph| item.text.get(glyph.range()).is_some_and(|text| text.chars().any(is_wide));
    let lost = |glyph: &Glyph| {
        let natural = item.font.x_advance(glyph.id).unwrap_or(glyph.x_advance);
        ((natural - glyph.x_advance).at(item.size) + common).max(Abs::zero())
    };
    item.glyphs.iter().filter(|glyph| wide(glyph)).map(lost).sum()
}

/// A text in pieces, with how much farther from each other than most of its signs those of a piece stand: a justified line's spaces, and
/// the last sign where there is room after the text.
pub(crate) fn spaced(item: &TextItem, scale: f64, after: Abs) -> Vec<(&str, Abs)> {
    let common = tracked(item);
    let mut pieces: Vec<(&str, Abs)> = Vec::new();
    let text = written(item);
    let mut done = 0;
    // From right to left nothing is said of single signs.
    let forward = item.glyphs.is_sorted_by_key(|glyph| glyph.range.start);
    for glyph in item.glyphs.iter().filter(|_| forward && text == item.text) {
        let range = glyph.range();
        let natural = item.font.x_advance(glyph.id).unwrap_or(glyph.x_advance);
        let more = ((glyph.x_advance - natural).at(item.size) - common) * scale;
        let space = text.get(range.clone()) == Some(" ");
        if space && more.to_pt().abs() > SEEN && range.start >= done {
            pieces.extend(text.get(done..range.start).map(|words| (words, Abs::zero())));
            pieces.push((" ", more));
            done = range.end;
        }
    }
    pieces.extend(text.get(done..).map(|words| (words, Abs::zero())));
    pieces.retain(|(words, _)| !words.is_empty());
    if after.to_pt() > SEEN
        && let Some((words, more)) = pieces.pop()
        && let Some((last, _)) = words.char_indices().next_back()
    {
        let (words, last) = words.split_at(last);
        pieces.extend((!words.is_empty()).then_some((words, more)));
        pieces.push((last, more + after));
    }
    pieces
}

/// Whether a text is set in the signs that its font has for indices, which Word makes by itself.
pub(crate) fn script(item: &TextItem) -> Script {
    let ttf = item.font.ttf();
    let mut found = Script::Normal;
    for glyph in &item.glyphs {
        let Some(sign) = item.text.get(glyph.range()).and_then(|text| text.chars().next()) else { continue };
        let Some(usual) = ttf.glyph_index(sign).filter(|usual| usual.0 != glyph.id) else { continue };
        let own = ttf.glyph_bounding_box(GlyphId(glyph.id));
        let (Some(own), Some(usual)) = (own, ttf.glyph_bounding_box(usual)) else { continue };
        let [own_height, usual_height] = [own, usual].map(|one| f64::from(one.height()));
        let raised = f64::from(own.y_min - usual.y_min) / usual_height.max(1.0);
        found = match raised {
            _ if own_height >= usual_height * SMALL => return Script::Normal,
            raised if raised > RAISED => Script::Super,
            raised if raised < -RAISED => Script::Sub,
            // Such as figures as high as small letters.
            _ => return Script::Normal,
        };
    }
    found
}
