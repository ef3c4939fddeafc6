//! Blanks to fill in: underlined spaces that make up a width.

use typst_library::foundations::{Content, StyleChain, SymbolElem};
use typst_library::layout::{Abs, RepeatElem};
use typst_library::text::TextElem;

use crate::docx::model::{Emu, Inline, RunFormat, Twips, Underline};
use crate::docx::walk::line::Line;
use crate::docx::walk::line::fractions::{Fraction, fraction};
use crate::docx::walk::{Area, Walker};

/// A space of a quarter of an em.
const QUARTER: char = '\u{2005}';

/// The blank of Chinese text. At the end of a line that a program breaks it hangs over, and nothing is seen of it.
const FULL: char = '\u{3000}';

/// One as wide that is broken and seen like any other sign.
const KEPT: char = '\u{2003}';

/// Two signs are of one width if they differ by less than this part of an em.
const SAME: f64 = 0.005;

impl Walker<'_, '_> {
    /// A box in a line with nothing in it: a blank if there is a line below it, else empty room.
    pub fn empty_box(&mut self, width: Abs, rule: Option<Underline>, styles: StyleChain, area: Area, line: &mut Line) {
        let mut format = self.run_format(styles);
        let whole = !area.loose && (width - area.width).abs() < Abs::pt(0.5) && !self.listed();
        if let Some(rule) = rule
            && whole
        {
            answer_line(rule, format, line);
            self.grow(styles, "", line);
            return;
        }
        self.grow(styles, "", line);
        if rule.is_some() {
            format.underline = rule;
            self.blank(width, format, styles, area, line);
        } else if width > Abs::zero() {
            line.advance(width);
            line.inlines.push(Inline::Space(Emu::from_pt(width.to_pt()), format));
        }
    }

    /// A blank to fill in by hand or in Word: underlined ideographic spaces, as clerks type them, a little nearer or farther from each
    /// other so that they make up the width. (LibreOffice does not do it with one of them alone.)
    pub fn blank(&mut self, width: Abs, format: RunFormat, styles: StyleChain, area: Area, line: &mut Line) {
        let (mut sign, size) = self.blank_sign(styles);
        if sign == FULL && may_end_a_line(width, size, area, line) {
            (sign, line.keeps_blanks) = (KEPT, true);
        }
        let sign = (sign, size);
        line.advance(width);
        line.inlines.push(blank(width, format, sign));
        line.last = Some('\u{3000}');
    }

    /// A sign that fills a width, as a dotted line does, if a box's content is that: as many as fit, set a little farther from each other.
    pub(crate) fn repeated(&mut self, body: &Content, width: Abs, styles: StyleChain, line: &mut Line) -> bool {
        let Some(repeat) = body.to_packed::<RepeatElem>().filter(|repeat| repeat.justify.get(styles)) else {
            return false;
        };
        // What has a look of its own is drawn.
        let sign = repeat.body.plain_text();
        let plain = repeat.body.is::<TextElem>() || repeat.body.is::<SymbolElem>();
        if !plain || sign.chars().count() != 1 {
            return false;
        }
        let own = self.text_width(styles, &sign);
        let gap = repeat.gap.resolve(styles);
        let count = ((width + gap) / (own + gap)).floor();
        if own <= Abs::zero() || !(1.0..=1000.0).contains(&count) {
            return false;
        }
        let format = self.run_format(styles);
        self.grow(styles, &sign, line);
        line.advance(width);
        let (count, room) = (count as i32, Twips::from_pt((width - own * count).to_pt()).0);
        let wider = room.rem_euclid(count);
        for (signs, more) in [(wider, 1), (count - wider, 0)].into_iter().filter(|(signs, _)| *signs > 0) {
            let tracking = format.tracking + Twips(room.div_euclid(count) + more);
            let signs = sign.repeat(signs.unsigned_abs() as usize);
            line.inlines.push(Inline::Text(signs.into(), RunFormat { tracking, ..format.clone() }));
        }
        line.last = sign.chars().next_back();
        true
    }

    /// What a blank is made of, and how wide that is: in text of letters spaces as wide as figures, as lines do not end at those.
    pub fn blank_sign(&mut self, styles: StyleChain) -> (char, Abs) {
        match styles.get(TextElem::lang).as_str() {
            "zh" | "ja" | "ko" => (FULL, styles.resolve(TextElem::size)),
            _ => ('\u{2007}', self.text_width(styles, "0")),
        }
    }

    /// In fonts whose space of a figure's width is not that wide, as in Libertinus Serif, or another font's, blanks would come out
    /// shorter, and longer with a font that stands in for it. In a line that does not break they are made of spaces of a quarter of an
    /// em, which they are in every font.
    pub(crate) fn settle_blanks(&mut self, inlines: &mut [Inline], styles: StyleChain) {
        let blanks = |inline: &Inline| {
            matches!(inline, Inline::Text(text, look)
                if look.underline.is_some() && !text.is_empty() && text.chars().all(|c| c == '\u{2007}'))
        };
        if !inlines.iter().any(blanks) || self.has_figure_space(styles) {
            return;
        }
        let own = self.run_format(styles);
        let figure = self.text_width(styles, "0");
        let size = styles.resolve(TextElem::size);
        for inline in inlines.iter_mut().filter(|inline| blanks(inline)) {
            let Inline::Text(text, look) = inline else { continue };
            if (&look.fonts, look.size, look.bold, look.italic) != (&own.fonts, own.size, own.bold, own.italic) {
                continue;
            }
            let tracking = Abs::pt((look.tracking - own.tracking).to_pt());
            let width = (figure + tracking) * text.chars().count() as f64;
            *inline = blank(width, RunFormat { tracking: own.tracking, ..look.clone() }, (QUARTER, size * 0.25));
        }
    }

    /// Whether the font of figures has a space as wide as one.
    fn has_figure_space(&mut self, styles: StyleChain) -> bool {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let ((own, space), (font, figure)) = (chain.glyph(world, '\u{2007}'), chain.glyph(world, '0'));
        own == font && (space - figure).abs() < SAME
    }

    /// Gives the fractional spaces among inlines their shares of some room: a leader as signs one after the other, other room as spaces,
    /// underlined ones where the box is.
    pub(crate) fn share_room(
        &mut self,
        inlines: &mut Vec<Inline>,
        fractions: &[Fraction],
        room: Abs,
        underlined: Option<(char, Abs)>,
        styles: StyleChain,
    ) {
        let total: f64 = fractions.iter().map(|fraction| fraction.share).sum();
        let mut fractions = fractions.iter();
        for inline in inlines.iter_mut() {
            let Inline::Tab(format) = inline else { continue };
            let Some(fraction) = fractions.next() else { break };
            let width = if total > 0.0 { room * (fraction.share / total) } else { Abs::zero() };
            let format = format.clone();
            let sign = match fraction.leader {
                "none" => underlined,
                "hyphen" => Some(('-', self.text_width(styles, "-"))),
                "underscore" => Some(('_', self.text_width(styles, "_"))),
                "middleDot" => Some(('·', self.text_width(styles, "·"))),
                _ => Some(('.', self.text_width(styles, "."))),
            };
            *inline = match sign {
                Some(sign) if width > Abs::zero() => blank(width, format, sign),
                _ => Inline::Space(Emu::from_pt(width.to_pt()), format),
            };
        }
        inlines.retain(|inline| !matches!(inline, Inline::Space(Emu(0), _)));
    }
}

/// Whether a program that breaks lines a little otherwise than Typst may end one at a blank that comes next.
fn may_end_a_line(width: Abs, size: Abs, area: Area, line: &Line) -> bool {
    let at = line.start + line.current;
    let lines = (at / area.width).floor();
    if !lines.is_finite() {
        return false;
    }
    let within = at - area.width * lines;
    // Each line may end so much earlier or later.
    let about = size * (lines + 1.0);
    within + width > area.width - about || lines > 0.0 && within < about
}

/// In a text that is a single line blanks are what clerks type.
pub(crate) fn type_blanks(inlines: &mut [Inline]) {
    for inline in inlines {
        if let Inline::Text(text, look) = inline
            && look.underline.is_some()
            && text.chars().all(|c| c == KEPT)
        {
            *text = text.replace(KEPT, &FULL.to_string());
        }
    }
}

/// A blank as wide as the text, which has a line of its own in Typst: an underlined tab to the right edge, as spaces that fill a line to
/// its last point are too wide for it where a program rounds them or has others. Below a blank that fills the rest of its line it is made
/// like that one, as lines of one paragraph have one tab stop there.
fn answer_line(rule: Underline, format: RunFormat, line: &mut Line) {
    if line.current > Abs::zero() || !line.is_empty_row() {
        line.break_off(format.clone());
    }
    let like = line.fractions.last().is_some_and(|last| last.leader == "underscore" && last.row + 1 == line.rows.len());
    if like && rule.colour.is_none() {
        fraction(1.0, "underscore", format, line);
    } else {
        fraction(1.0, "none", RunFormat { underline: Some(rule), ..format }, line);
    }
    line.full = true;
}

/// Spaces that make up a width, or the signs of a leader.
pub(crate) fn blank(width: Abs, format: RunFormat, (sign, size): (char, Abs)) -> Inline {
    let size = size.max(Abs::pt(1.0));
    let count = (width / size).round().clamp(1.0, 1000.0);
    let tracking = |count: f64| Twips::from_pt(((width - size * count) / count).to_pt());
    // Of many narrow ones rounding makes up some points: so many that they make up the width.
    let off = |count: f64| (width - (size + Abs::pt(tracking(count).to_pt())) * count).abs();
    let fewer = if sign == QUARTER { (count / 8.0).floor() } else { 0.0 };
    let mut best = count;
    for less in 1..=fewer as u32 {
        let other = count - f64::from(less);
        if off(other) < off(best) - Abs::pt(0.05) {
            best = other;
        }
    }
    let count = best;
    let tracking = format.tracking + tracking(count);
    Inline::Text(sign.to_string().repeat(count as usize), RunFormat { tracking, ..format })
}

/// Keeps the words of a box together, as a line does not end in it.
pub(crate) fn hold_together(inlines: &mut [Inline]) {
    for inline in inlines {
        if let Inline::Text(text, _) = inline
            && text.contains(' ')
        {
            *text = text.replace(' ', "\u{a0}");
        }
    }
}
