//! How a paragraph's words fit between its edges: what signs at its ends give up, and what rounding, drawings and long words need.

use typst_library::diag::SourceResult;
use typst_library::foundations::StyleChain;
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Frame, Size};
use typst_library::text::TextElem;
use typst_utils::Numeric;

use super::Line;
use super::ends::Squeeze;
use crate::docx::introspector::Place;
use crate::docx::model::{Align, Inline, ParagraphFormat, RunFormat, Script, Twips};
use crate::docx::walk::text::metrics::{is_han, is_wide};
use crate::docx::walk::{Area, Walker};

/// How wide the outlines of drawings are at most that fill a line, in points.
const OUTLINE: f64 = 1.5;

/// How much wider a line with slanted words may come out in LibreOffice, which rounds the widths of their letters, in points.
const SLANTED: f64 = 0.3;

/// LibreOffice rounds the width of each stretch of one look up by so much at most, in points.
pub(crate) const ROUNDED: f64 = 0.1;

/// How wide the gap between Chinese and Latin signs is, of the text's size.
const GAP: f64 = 0.25;

/// How much wider Word sets a raised character at most than fonts ask for, of the text's size.
const LARGER: f64 = 0.05;

impl Walker<'_, '_> {
    /// Gives the first and the last sign of a line the half they give up at its ends, and a line what half-points make it wider. Whether
    /// the text is a single line.
    pub(crate) fn fit(
        &mut self,
        line: &mut Line,
        format: &mut ParagraphFormat,
        styles: StyleChain,
        area: Area,
    ) -> bool {
        let mut single = !line.broken && !line.wraps && line.width <= area.width + Abs::pt(1.0);
        // How wide the line may be, with what it gives up.
        let mut room = area.width;
        if let Some(squeeze) = Squeeze::of(styles) {
            let mut signs = squeeze.halves(&line.inlines);
            if line.ends_blank {
                signs.end = Abs::zero();
            }
            let fits = line.width <= area.width + Abs::pt(1.0);
            let mut start = signs.start;
            let starts = matches!(format.align, Align::Left | Align::Both) && !line.indented;
            if starts && signs.bracket && self.heading.is_none() && self.loose_notes.is_none() {
                // Set out by the half it gives up: an indent is followed everywhere, a squeezed bracket is not.
                format.first_line -= Twips::from_pt(start.to_pt());
                format.set_out = true;
                start = Abs::zero();
            }
            let squeezed = line.squeezed && !line.broken && !fits;
            let between = if line.broken || fits { Abs::zero() } else { squeeze.between(&line.inlines) };
            let least = line.width - signs.start - signs.end - between;
            if squeezed {
                // As near as Typst sets them, by what the line is too wide.
                single = true;
                format.right -= Twips::from_pt(signs.end.to_pt());
                let by = (line.width - (signs.start - start) - signs.end - area.width).max(start + between);
                // The last of them is not nearer to anything.
                let count = line.inlines.iter().map(super::ends::characters).sum::<usize>().max(2);
                super::ends::set_nearer(&mut line.inlines, by * (count as f64 / (count - 1) as f64));
                line.width = area.width;
            } else if !(line.broken || fits || line.wraps) && least <= area.width + Abs::pt(1.0) {
                // A line that fits only without them, as in a column as wide as its text. What cannot stand out at its end is taken from
                // all of its characters, as LibreOffice squeezes no sign.
                single = true;
                room += signs.end + start + between;
                format.right -= Twips::from_pt(signs.end.to_pt());
                if start + between > Abs::zero() {
                    super::ends::set_nearer(&mut line.inlines, start + between);
                }
            } else if line.broken && !fits {
                format.right -= Twips::from_pt(squeeze.rows_reach(line, area.width + Abs::pt(1.0)).to_pt());
            } else if fits
                && match format.align {
                    Align::Right => true,
                    // A centred line with such signs at both ends stays where it is.
                    Align::Centre => !line.broken && start.is_zero(),
                    // What follows a fractional space ends at the right edge.
                    Align::Left | Align::Both => !line.broken && line.filled(),
                }
            {
                // The text reaches half a character further.
                let end = Twips::from_pt(signs.end.to_pt());
                format.right -= end;
                if let Some(last) = format.tabs.last_mut().filter(|_| line.filled()) {
                    last.position += end;
                }
            }
        }
        let out = line.width - area.width;
        // A column as wide as the boxes drawn in it has too little room for their signs.
        let signs = line.signs > Abs::zero() && out <= line.signs + Abs::pt(EXACT);
        if !single
            && !line.broken
            && out <= Abs::pt(super::long_word::MOST)
            && (signs && !line.wraps || super::long_word::is_whole(line, styles))
        {
            super::long_word::stand_out(format, Twips::from_pt((out + Abs::pt(1.0)).to_pt()));
            single = true;
        }
        // Lines between breaks none of which breaks by itself, such as those of code.
        let rows = line.broken
            && !line.wraps
            && !line.filled()
            && line.width <= area.width + Abs::pt(1.0)
            && format.align == Align::Left;
        if single && !line.broken && matches!(format.align, Align::Left | Align::Both) || rows {
            // Word knows half-points only: a line set in 8.8 pt is wider in 9 pt, and must not break for it.
            let size = styles.resolve(TextElem::size).to_pt();
            let growth =
                f64::from(crate::docx::walk::text::character::half_points(Abs::pt(size))) / 2.0 / size.max(1.0);
            let wider = line.width * growth - area.width;
            if growth > 1.001 && wider > Abs::zero() {
                format.right -= Twips::from_pt(wider.to_pt());
            }
        }
        let spaces = self.han_spaces(line, styles, room);
        let more = spare(&line.inlines) + spaces;
        if more > 0.0 && single && !line.broken && line.width + Abs::pt(more) > area.width {
            super::long_word::stand_out(format, Twips::from_pt(more));
        } else if rows && line.width + Abs::pt(stretches(&line.inlines).max(spaces)) > area.width {
            super::long_word::stand_out(format, Twips::from_pt(stretches(&line.inlines).max(spaces)));
        } else if line.broken && spaces > 0.0 {
            super::long_word::stand_out(format, Twips::from_pt(spaces));
        }
        single
    }
}

impl Walker<'_, '_> {
    /// Whether the words of a line are wider than its room as Typst sets them, letters nearer to each other and all. Of several looks that is
    /// not known.
    pub(crate) fn is_wider(
        &mut self,
        line: &Line,
        styles: StyleChain,
        locator: &mut SplitLocator,
        width: Abs,
    ) -> SourceResult<bool> {
        let mut looks = line.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(_, look) => Some(look),
            _ => None,
        });
        let first = looks.next();
        if first.is_none() || !looks.all(|look| Some(look) == first) {
            return Ok(false);
        }
        let texts = line.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(text, _) => Some(text.as_str()),
            _ => None,
        });
        let words: String = texts.collect();
        let words = TextElem::packed(words);
        Ok(self.previewed(&words, styles, locator, Size::splat(Abs::inf()))?.width() > width)
    }

    /// How much wider the spaces beside Chinese signs are in LibreOffice, in points, of the line among lines between breaks that has too
    /// little room for it: they are the Chinese font's there. Nothing where a line breaks by itself.
    fn han_spaces(&mut self, line: &Line, styles: StyleChain, room: Abs) -> f64 {
        if line.width > room + Abs::pt(1.0) || line.filled() {
            return 0.0;
        }
        let widths = line.rows.iter().map(|row| row.width).chain([line.current]);
        let rows = line.inlines.split(|inline| matches!(inline, Inline::LineBreak(_)));
        let beside_fields = self.place != Place::default();
        let tight =
            widths.zip(rows).map(|(width, row)| (width, spaced(row, beside_fields))).filter(|(_, sizes)| *sizes > 0.0);
        let tight: Vec<(Abs, f64)> = tight.collect();
        if tight.is_empty() {
            return 0.0;
        }
        let wider = self.han_space(styles);
        let tight = tight.into_iter().filter(|(width, sizes)| *width + Abs::pt(sizes * wider) > room);
        tight.map(|(_, sizes)| sizes * wider).fold(0.0, f64::max)
    }
}

/// The sum of the sizes of the spaces that stand after Chinese signs, or begin a line before them, in points. `beside_fields`: what numbers
/// there are may become fields, and a space between a field and a Chinese sign is of that one's font.
fn spaced(inlines: &[Inline], beside_fields: bool) -> f64 {
    let mut after = false;
    // The space after a number.
    let (mut number, mut open) = (false, 0.0);
    let mut sizes = 0.0;
    // The room that a line begins with is a space of some width, of the font of what comes.
    let (mut first, mut begun) = (0.0, false);
    for inline in inlines {
        let (text, format) = match inline {
            Inline::Text(text, format) => (text, format),
            Inline::Space(_, format) if !begun => {
                first += f64::from(format.size) / 2.0;
                continue;
            }
            _ => continue,
        };
        begun = true;
        for c in text.chars() {
            match c {
                ' ' | '\u{a0}' if after => sizes += f64::from(format.size) / 2.0,
                ' ' | '\u{a0}' if number && beside_fields => open = f64::from(format.size) / 2.0,
                _ => {
                    after = is_wide(c);
                    number = c.is_ascii_digit();
                    sizes += if after { first + open } else { 0.0 };
                    (first, open) = (0.0, 0.0);
                }
            }
        }
    }
    sizes
}

/// Whether a line is so little wider than its room by its measure that only Typst knows whether it breaks.
pub(crate) fn in_doubt(line: &Line, width: Abs) -> bool {
    let over = line.width - width;
    let words = |inline: &Inline| matches!(inline, Inline::Text(..)) || inline.is_bookmark();
    !line.broken && over > Abs::pt(EXACT) && over <= Abs::pt(1.0) && line.inlines.iter().all(words)
}

/// Whether a line too wide for its room may still be a single one where Typst justifies: signs and spaces are set nearer then.
pub(crate) fn may_be_squeezed(line: &Line, width: Abs, styles: StyleChain) -> bool {
    let over = line.width - width;
    !line.broken
        && !line.filled()
        && over > Abs::pt(1.0)
        && Squeeze::of(styles).is_some_and(|squeeze| over <= squeeze.most(&line.inlines))
}

/// Whether the text of a frame stands in several lines.
pub(crate) fn has_several_lines(frame: &Frame, styles: StyleChain) -> bool {
    crate::docx::walk::text::metrics::line_baselines(frame, styles.resolve(TextElem::size) * 0.6).len() > 1
}

/// Text is measured as exactly as this, in points.
pub(crate) const EXACT: f64 = 0.05;

/// How much wider than in Typst a line may be in programs, in points: a column as wide as its content has no room for it.
fn spare(inlines: &[Inline]) -> f64 {
    let drawings = inlines.iter().filter(|inline| matches!(inline, Inline::Picture(_) | Inline::Canvas(_))).count();
    let words = inlines.iter().any(|inline| matches!(inline, Inline::Text(..)));
    // LibreOffice counts half of a drawing's outline at either side as its own.
    let outlines = if drawings > 1 || drawings == 1 && words { OUTLINE * drawings.max(2) as f64 } else { 0.0 };
    // A frame around characters has its lines beside them in LibreOffice, in Typst they are in the room of the box.
    let slanted = inlines.iter().any(|inline| matches!(inline, Inline::Text(_, format) if format.italic));
    outlines + frames(inlines) + gaps(inlines) + if slanted { SLANTED } else { 0.0 }
}

/// How much wider lines between breaks may come out in LibreOffice, which rounds the width of each stretch of one look, in points: code in
/// colours has many of them.
fn stretches(inlines: &[Inline]) -> f64 {
    let rows = inlines.split(|inline| matches!(inline, Inline::LineBreak(_)));
    let words = |row: &[Inline]| row.iter().filter(|inline| matches!(inline, Inline::Text(..))).count();
    ROUNDED * rows.map(words).max().unwrap_or_default().saturating_sub(1) as f64
}

/// The gaps that programs set between Chinese and Latin signs where text is raised or lowered, and Typst does not, in points; and by how
/// much larger than in most fonts Word sets what is raised.
fn gaps(inlines: &[Inline]) -> f64 {
    let mut before: Option<(char, &RunFormat)> = None;
    let mut wider = 0.0;
    for inline in inlines {
        match inline {
            Inline::Text(text, format) => {
                let size = f64::from(format.size) / 2.0;
                let first = text.chars().next();
                if let Some(((last, other), first)) = before.zip(first)
                    && (other.script, other.position) != (format.script, format.position)
                    && (is_han(last) && first.is_ascii_alphanumeric() || last.is_ascii_alphanumeric() && is_han(first))
                {
                    wider += size.max(f64::from(other.size) / 2.0) * GAP;
                }
                if format.script != Script::Normal {
                    wider += text.chars().count() as f64 * size * LARGER;
                }
                before = text.chars().next_back().map(|last| (last, format)).or(before);
            }
            Inline::BookmarkStart(..) | Inline::BookmarkEnd(_) => {}
            _ => before = None,
        }
    }
    wider
}

/// How wide the lines are at both sides of the framed words among inlines, in points, and a little more for what is rounded beside them.
fn frames(inlines: &[Inline]) -> f64 {
    let mut last = None;
    let mut eighths = 0;
    for inline in inlines {
        let own = match inline {
            Inline::Text(_, format) | Inline::Space(_, format) | Inline::Tab(format) | Inline::Field { format, .. } => {
                format.border
            }
            Inline::BookmarkStart(..) | Inline::BookmarkEnd(_) => continue,
            _ => None,
        };
        if own != last {
            eighths += own.map_or(0, |border| 2 * border.size);
            last = own;
        }
    }
    if eighths == 0 { 0.0 } else { f64::from(eighths) / 8.0 + 1.0 }
}
