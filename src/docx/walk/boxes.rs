//! Boxes in a line: words with a frame, blanks to fill in, squares to tick, and what has to be a picture.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, BoxElem, Sides, Size, Sizing};
use typst_library::math::EquationElem;
use typst_library::model::{FootnoteElem, FootnoteEntry};
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::LinebreakElem;
use typst_library::visualize::{ImageElem, Stroke};

use super::blank::{blank, hold_together};
use super::decoration::underline_kind;
use super::ends::room_behind;
use super::fractions::{fraction, leading_fraction};
use super::grid::border;
use super::inline::significant;
use super::line::Line;
use super::lowered::{lower_picture, lowered, raise_picture};
use super::metrics::Extent;
use super::placed_box::{all_placed, takes_no_room};
use super::{Area, NOTE, Walker};
use crate::docx::model::{Colour, Emu, Inline, RunFormat, Underline};

impl Walker<'_, '_> {
    /// A box in a line. A box without looks of its own is just its content; an empty one with a line below is a blank to fill
    /// in; the rest is laid out as a picture.
    pub fn inline_box(
        &mut self,
        elem: &Packed<BoxElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let body = elem.body.get_cloned(styles);
        if let Some(body) = &body {
            if let Some(note) = body.to_packed::<FootnoteElem>() {
                return self.footnote(note, styles, locator, line);
            }
            if body.is::<FootnoteEntry>() {
                self.entry_number(styles, line);
                return Ok(());
            }
            // One that stands apart has a number, which the line cannot give it.
            if let Some(equation) = body.to_packed::<EquationElem>()
                && !equation.block.get(styles)
            {
                let content = elem.clone().pack();
                return self.inline_equation(equation, &content, styles, locator, area, line);
            }
        }
        let stroke = elem.stroke.resolve(styles);
        let has = Sides::new(
            matches!(stroke.left, Some(Some(_))),
            matches!(stroke.top, Some(Some(_))),
            matches!(stroke.right, Some(Some(_))),
            matches!(stroke.bottom, Some(Some(_))),
        );
        let rule = rule_of(stroke.bottom.as_ref().and_then(Option::as_ref));
        let framed = has.left || has.top || has.right;
        let filled = elem.fill.get_ref(styles).is_some();
        let empty = body.as_ref().is_none_or(Content::is_empty);
        let width = match elem.width.get(styles) {
            Sizing::Auto => None,
            Sizing::Rel(rel) => Some(rel.resolve(styles).relative_to(area.base)),
            Sizing::Fr(fr) => return self.filling_box(elem, fr, body.as_ref(), styles, locator, area, line),
        };
        if empty && !framed && !filled {
            self.empty_box(width.unwrap_or_default(), rule.filter(|_| has.bottom), styles, area, line);
            // One of a height makes its line as high.
            let own = extent_of(elem, styles);
            line.uneven |= own.height() > line.extent.height();
            line.grow(own);
            return Ok(());
        }
        if has.left
            && has.top
            && has.right
            && has.bottom
            && let Some(ticked) = self.ticked(elem, body.as_ref(), styles, area)
        {
            self.check_box(ticked, ('☑', '☐'), styles, line);
            let own = extent_of(elem, styles);
            line.grow(own);
            line.around = line.around.max(own);
            return Ok(());
        }
        if (framed || filled)
            && let Some(body) = &body
            && self.labelled_box(elem, body, width, styles, locator, area, line)?
        {
            return Ok(());
        }
        if let Some(body) = &body
            && !framed
            && !filled
            && !elem.clip.get(styles)
            && takes_no_room(elem, width, styles)
            && self.hang_in_line(elem, body, styles, locator, area, line)?
        {
            return Ok(());
        }
        // A heading's words stay words: Word lists them, and LibreOffice never ends with drawings in a table of contents.
        let listed = self.listed();
        let plain = listed || !framed && !filled && !elem.clip.get(styles) && elem.height.get(styles).is_auto();
        // A column of several lines in the line cannot be part of it.
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default);
        let own = elem.height.get(styles).custom().map(|height| height.resolve(styles).relative_to(area.height));
        let inset = inset.relative_to(Size::new(width.unwrap_or(area.width), own.unwrap_or_default()));
        if plain
            && let (Some(width), Some(body)) = (width, &body)
            && self.repeated(body, width - inset.left - inset.right, styles, line)
        {
            return Ok(());
        }
        let narrow = match (width, &body) {
            (Some(width), Some(body)) if plain && !listed => {
                self.wraps(body, width - inset.left - inset.right, styles, locator, area)?
            }
            _ => false,
        };
        if plain
            && !narrow
            && let Some(body) = &body
        {
            // Sizes in it are parts of its own.
            let inner = width.map_or(area, |width| {
                let width = (width - inset.left - inset.right).max(Abs::zero());
                Area { width, base: width, ..area }
            });
            let arenas = Arenas::default();
            let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
            if significant(&pairs).is_empty() {
                // A blank whose words, which may be aligned, are not known yet.
                self.tags_among(&pairs);
                self.empty_box(width.unwrap_or_default(), rule.filter(|_| has.bottom), styles, area, line);
                return Ok(());
            }
            // Beside other words lines of its own would become theirs. (Word has no drawings with text in notes.)
            let stands = |styles: StyleChain| styles.resolve(AlignElem::alignment).x;
            let own = significant(&pairs);
            let turned = StyleChain::trunk_from_pairs(&own).is_some_and(|own| stands(own) != stands(styles));
            let apart = (!line.alone || turned) && !listed && self.loose_notes.is_none() && has_lines(&pairs);
            if kind == FragmentKind::Inline && !apart {
                let first = line.current == Abs::zero() && !line.broken;
                let start = line.current;
                // Apart from what stands before, whose last run it may look like.
                let before = line.set_aside();
                let fractions = line.fractions();
                self.inlines(&pairs, locator, inner, line)?;
                if has.bottom {
                    underline(&mut line.inlines, rule);
                    if width.is_some_and(|width| width < area.width) {
                        hold_together(&mut line.inlines);
                    }
                }
                if inset.top > Abs::zero() || inset.bottom > Abs::zero() {
                    let Extent { ascent, descent } = line.extent;
                    let around = Extent { ascent: ascent + inset.top, descent: descent + inset.bottom };
                    line.around = line.around.max(around);
                }
                let by = lowered(elem, styles);
                each_format(&mut line.inlines, &mut |format| format.position -= by);
                let around = inset.left + inset.right;
                let mut rest =
                    width.map_or(Abs::zero(), |width| width - around - (line.current - start)).max(Abs::zero());
                let mut format = self.run_format(styles);
                format.underline = if has.bottom { rule } else { format.underline };
                let sign = self.blank_sign(styles);
                // Fractions share the room of a box of a width; one without is as wide as the line when there are any.
                // In one that is the whole line they are the line's own.
                let whole = line.alone && !has.bottom && width.is_some_and(|width| width >= area.width - Abs::pt(0.5));
                let shares = if width.is_some() && !whole { line.take_fractions(fractions) } else { Vec::new() };
                if whole && line.filled() {
                    rest = Abs::zero();
                } else if !shares.is_empty() {
                    self.share_room(&mut line.inlines, &shares, rest, has.bottom.then_some(sign), styles);
                    line.advance(rest);
                    rest = Abs::zero();
                }
                // A box wider than its text: the rest stays blank, underlined if the box is, before or after it.
                let own = super::inline::significant(&pairs);
                let aligned = StyleChain::trunk_from_pairs(&own).unwrap_or(styles);
                let mut lead = aligned.resolve(AlignElem::alignment).x.position(rest);
                if has.bottom
                    && line.alone
                    && !line.broken
                    && lead > Abs::pt(1.0)
                    && width.is_some_and(|width| width >= area.width - Abs::pt(0.5))
                {
                    // A blank that is the whole line, its words not at its start: underlined tabs keep them in their place, and nothing
                    // of it breaks the line, whatever is typed.
                    leading_fraction(lead.to_pt(), format.clone(), line);
                    if rest - lead > Abs::pt(1.0) {
                        fraction((rest - lead).to_pt(), "none", format.clone(), line);
                    }
                    (lead, rest) = (Abs::zero(), Abs::zero());
                }
                if has.bottom && lead < sign.1 && rest - lead < sign.1 {
                    // Less than a space on either side: LibreOffice shows a whole one. Next to nothing before the words stands behind them.
                    let own = if lead < sign.1 * LITTLE { Abs::zero() } else { lead };
                    if room_behind(&mut line.inlines, rest - own) {
                        if own > Abs::zero() {
                            let natural = if format.fonts.latin == format.fonts.east_asian {
                                self.text_width(styles, " ").to_pt()
                            } else {
                                format.space()
                            };
                            let width = Emu::from_pt(own.to_pt() + format.space() - natural);
                            line.inlines.insert(0, Inline::Space(width, format.clone()));
                        }
                        line.advance(rest);
                        (lead, rest) = (Abs::zero(), Abs::zero());
                    }
                }
                if lead > Abs::pt(1.0) {
                    let blank = if has.bottom {
                        blank(lead, format.clone(), sign)
                    } else {
                        Inline::Space(Emu::from_pt(lead.to_pt()), format.clone())
                    };
                    line.inlines.insert(0, blank);
                    line.advance(lead);
                    rest -= lead;
                }
                if inset.left > Abs::pt(0.5) {
                    line.inlines.insert(0, Inline::Space(Emu::from_pt(inset.left.to_pt()), format.clone()));
                    line.advance(inset.left);
                }
                line.inlines.splice(0..0, before);
                self.space(inset.right, format.clone(), line);
                if let Some(width) = width
                    && rest > Abs::pt(1.0)
                {
                    if has.bottom {
                        self.blank(rest, format, styles, line);
                    } else if first && lead <= Abs::pt(1.0) {
                        // At the start of a paragraph a tab keeps what follows in its column, whatever is typed before.
                        line.inlines.push(Inline::Tab(format));
                        line.stops.push(width);
                        line.advance(rest);
                    } else {
                        self.space(rest, format, line);
                    }
                }
                return Ok(());
            }
            let own = significant(&pairs);
            if width.is_none() && all_placed(&own) {
                return self.hung_box(elem, styles, locator, area, line);
            }
            if let [(only, only_styles)] = own.as_slice()
                && only.is::<ImageElem>()
            {
                self.tags_among(&pairs);
                let (at, start) = (line.inlines.len(), line.current);
                self.inline_picture(only, *only_styles, locator, inner, line)?;
                lower_picture(elem, styles, line);
                raise_picture(inset.top, inset.bottom, line);
                let rest = width.map_or(Abs::zero(), |_| inner.width - (line.current - start)).max(Abs::zero());
                let lead = only_styles.resolve(AlignElem::alignment).x.position(rest);
                let format = self.run_format(styles);
                let before = inset.left + lead;
                if before > Abs::pt(0.5) {
                    line.inlines.insert(at, Inline::Space(Emu::from_pt(before.to_pt()), format.clone()));
                    line.advance(before);
                }
                self.space(inset.right + rest - lead, format, line);
                return Ok(());
            }
        }
        let wide = width.is_some_and(|width| width > area.width - Abs::pt(0.5)) && !line.alone;
        let whole = listed || self.captions.walked.is_some() || self.loose_notes.is_some();
        if wide && !whole && body.is_some_and(|body| !body.plain_text().trim().is_empty()) {
            return self.row_of_its_own(elem, styles, locator, area, line);
        }
        self.drawn_box(elem, styles, locator, area, line)
    }

    /// A box as a drawing in its line; where only a picture can show it, that is told.
    pub(super) fn drawn_box(
        &mut self,
        elem: &Packed<BoxElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        if self.inline_picture(&elem.clone().pack(), styles, locator, area, line)? {
            self.warn(elem.span(), format!("{NOTE}行内的 box 转为图片"));
        }
        Ok(())
    }

    /// Empty room in the line, if there is any.
    pub fn space(&mut self, width: Abs, format: RunFormat, line: &mut Line) {
        if width > Abs::pt(0.5) {
            line.advance(width);
            line.inlines.push(Inline::Space(Emu::from_pt(width.to_pt()), format));
        }
    }
}

/// How far a box of a height reaches above the baseline and below it.
fn extent_of(elem: &Packed<BoxElem>, styles: StyleChain) -> Extent {
    let height = match elem.height.get(styles) {
        Smart::Custom(height) => height.resolve(styles).relative_to(Abs::zero()),
        Smart::Auto => Abs::zero(),
    };
    let below = elem.baseline.get(styles).shift().resolve(styles).relative_to(height);
    Extent { ascent: height - below, descent: below }
}

/// So much of a space before words is not missed there.
const LITTLE: f64 = 0.3;

/// The line under a box as a line under text.
pub(super) fn rule_of(stroke: Option<&Stroke<Abs>>) -> Option<Underline> {
    let line = border(&stroke?.clone().unwrap_or_default());
    Some(Underline { kind: underline_kind(&line), colour: (line.colour != Colour::BLACK).then_some(line.colour) })
}

/// Whether what stands in a box has several lines.
pub(super) fn has_lines(pairs: &[Pair]) -> bool {
    let own = significant(pairs);
    own.iter()
        .rposition(|(child, _)| !child.is::<LinebreakElem>())
        .is_some_and(|last| own.get(..last).unwrap_or_default().iter().any(|(child, _)| child.is::<LinebreakElem>()))
}

/// Underlines everything in a line.
pub(super) fn underline(inlines: &mut [Inline], rule: Option<Underline>) {
    each_format(inlines, &mut |format| {
        // A line that says no colour would have the text's.
        let black = (format.colour != Colour::BLACK).then_some(Colour::BLACK);
        format.underline = rule.map(|rule| Underline { colour: rule.colour.or(black), ..rule });
    });
}

/// Changes the look of everything in a line that has one.
pub(super) fn each_format(inlines: &mut [Inline], change: &mut impl FnMut(&mut RunFormat)) {
    for inline in inlines {
        match inline {
            Inline::Text(_, format)
            | Inline::Space(_, format)
            | Inline::Tab(format)
            | Inline::Footnote(_, format)
            | Inline::Field { format, .. }
            | Inline::CheckBox { format, .. } => change(format),
            Inline::Link { inlines, .. } => each_format(inlines, change),
            _ => {}
        }
    }
}
