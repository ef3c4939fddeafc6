//! Boxes without looks of their own, whose words stay words of the line: with the room that the box has beyond them.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, FixedAlignment};
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::visualize::ImageElem;

use super::blank::{blank, hold_together};
use super::inline_box::InlineBox;
use super::lowered::{lower_picture, lowered, raise_picture};
use super::placed_box::all_placed;
use super::{each_format, has_lines, underline};
use crate::docx::model::{Emu, Inline, RunFormat};
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::line::Line;
use crate::docx::walk::line::ends::room_behind;
use crate::docx::walk::line::fractions::{fraction, leading_fraction};
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::text::metrics::Extent;
use crate::docx::walk::{Area, Walker};

/// So much of a space before words is not missed there.
const LITTLE: f64 = 0.3;

impl Walker<'_, '_> {
    /// What stands in a box as what stands in the line. False where it is more than a line holds.
    pub(crate) fn unboxed(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let styles = boxed.styles;
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
        let own = significant(&pairs);
        if own.is_empty() {
            // A blank whose words, which may be aligned, are not known yet.
            self.tags_among(&pairs);
            self.empty_box(boxed.width.unwrap_or_default(), boxed.rule, styles, area, line);
            return Ok(true);
        }
        // Beside other words lines of its own would become theirs. (Word has no drawings with text in notes.)
        let stands = |styles: StyleChain| styles.resolve(AlignElem::alignment).x;
        let turned = StyleChain::trunk_from_pairs(&own).is_some_and(|own| stands(own) != stands(styles));
        let apart = (!line.alone || turned) && !self.listed() && self.loose_notes.is_none() && has_lines(&pairs);
        if kind == FragmentKind::Inline && !apart {
            self.words_in_box(boxed, &pairs, locator, area, line)?;
            return Ok(true);
        }
        if boxed.width.is_none() && all_placed(&own) {
            self.hung_box(boxed, locator, area, line)?;
            return Ok(true);
        }
        self.picture_in_box(boxed, &pairs, locator, area, line)
    }

    pub(crate) fn words_in_box(
        &mut self,
        boxed: &InlineBox,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let styles = boxed.styles;
        let first = line.current == Abs::zero() && !line.broken;
        let start = line.current;
        // Apart from what stands before, whose last run it may look like.
        let before = line.set_aside();
        let fractions = line.fractions();
        self.inlines(pairs, locator, boxed.within(area), line)?;
        let inset = boxed.inset;
        if boxed.rule.is_some() {
            underline(&mut line.inlines, boxed.rule);
            if boxed.width.is_some_and(|width| width < area.width) {
                hold_together(&mut line.inlines);
            }
        }
        if inset.top > Abs::zero() || inset.bottom > Abs::zero() {
            let Extent { ascent, descent } = line.extent;
            let around = Extent { ascent: ascent + inset.top, descent: descent + inset.bottom };
            line.around = line.around.max(around);
        }
        let by = lowered(boxed.elem, boxed.styles) + (boxed.down.to_pt() * 2.0).round() as i32;
        each_format(&mut line.inlines, &mut |format| format.position -= by);
        let mut format = self.run_format(styles);
        format.underline = boxed.rule.or(format.underline);
        let mut rest = boxed.inner().map_or(Abs::zero(), |inner| inner - (line.current - start)).max(Abs::zero());
        // Fractions share the room of a box of a width; one without is as wide as the line when there are any.
        // In one that is the whole line they are the line's own.
        let whole = line.alone && boxed.rule.is_none() && boxed.is_whole(area);
        let shares = if boxed.width.is_some() && !whole { line.take_fractions(fractions) } else { Vec::new() };
        if whole && line.filled() {
            rest = Abs::zero();
        } else if !shares.is_empty() {
            let sign = boxed.rule.map(|_| self.blank_sign(styles));
            self.share_room(&mut line.inlines, &shares, rest, sign, styles);
            line.advance(rest);
            rest = Abs::zero();
        }
        // A box wider than its text: the rest stays blank, underlined if the box is, before or after it.
        let aligned = StyleChain::trunk_from_pairs(&significant(pairs)).unwrap_or(styles);
        let stands = aligned.resolve(AlignElem::alignment).x;
        let (lead, rest) = self.room_before(stands, rest, boxed, &format, area, line);
        line.inlines.splice(0..0, before);
        let (_, end) = boxed.insets_along();
        self.space(end, format.clone(), line);
        if let Some(width) = boxed.width
            && rest > Abs::pt(1.0)
        {
            if boxed.rule.is_some() {
                self.blank(rest, format, styles, area, line);
            } else if first && lead <= Abs::pt(1.0) && !is_rtl(styles) {
                // At the start of a paragraph a tab keeps what follows in its column, whatever is typed before.
                line.inlines.push(Inline::Tab(format));
                line.stops.push(width);
                line.advance(rest);
            } else {
                self.space(rest, format, line);
            }
        }
        Ok(())
    }

    /// Puts the part of a box's free room that is before its words there, as they are aligned. Gives what is there and what is left.
    fn room_before(
        &mut self,
        stands: FixedAlignment,
        mut rest: Abs,
        boxed: &InlineBox,
        format: &RunFormat,
        area: Area,
        line: &mut Line,
    ) -> (Abs, Abs) {
        let styles = boxed.styles;
        let sign = self.blank_sign(styles);
        // The room comes before the words where they are written, which is at their right in text that runs to the left.
        let stands = if is_rtl(styles) { stands.inv() } else { stands };
        let mut lead = stands.position(rest);
        let underlined = boxed.rule.is_some();
        if underlined && line.alone && !line.broken && lead > Abs::pt(1.0) && boxed.is_whole(area) {
            // A blank that is the whole line, its words not at its start: underlined tabs keep them in their place, and nothing of it
            // breaks the line, whatever is typed.
            leading_fraction(lead.to_pt(), format.clone(), line);
            if rest - lead > Abs::pt(1.0) {
                fraction((rest - lead).to_pt(), "none", format.clone(), line);
            }
            (lead, rest) = (Abs::zero(), Abs::zero());
        }
        if underlined && lead < sign.1 && rest - lead < sign.1 {
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
            let own = if underlined { blank(lead, format.clone(), sign) } else { space(lead, format) };
            line.inlines.insert(0, own);
            line.advance(lead);
            rest -= lead;
        }
        let (begin, _) = boxed.insets_along();
        if begin > Abs::pt(0.5) {
            line.inlines.insert(0, space(begin, format));
            line.advance(begin);
        }
        (lead, rest)
    }

    /// A box of a height that is nothing but a picture. False if it is anything else.
    pub(crate) fn framed_picture(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        if !found(body, |elem| elem.is::<ImageElem>()) {
            return Ok(false);
        }
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, body, boxed.styles)?;
        self.picture_in_box(boxed, &pairs, locator, area, line)
    }

    /// A picture that is all of a box. False if anything else is in it.
    fn picture_in_box(
        &mut self,
        boxed: &InlineBox,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let own = significant(pairs);
        let &[(image, image_styles)] = own.as_slice() else { return Ok(false) };
        if !image.is::<ImageElem>() {
            return Ok(false);
        }
        self.tags_among(pairs);
        let mut inner = boxed.within(area);
        if let Some(height) = boxed.height {
            inner.height = (height - boxed.inset.top - boxed.inset.bottom).max(Abs::zero());
        }
        let (at, start) = (line.inlines.len(), line.current);
        self.inline_picture(image, image_styles, locator, inner, line)?;
        lower_picture(boxed.elem, boxed.styles, line);
        let own = line.inlines.last().and_then(Inline::standing).map_or(Abs::zero(), |own| Abs::pt(own.to_pt()));
        let free = boxed.height.map_or(Abs::zero(), |_| (inner.height - own).max(Abs::zero()));
        let above = image_styles.resolve(AlignElem::alignment).y.position(free);
        raise_picture(boxed.inset.top + above, boxed.inset.bottom + free - above, line);
        let rest = boxed.width.map_or(Abs::zero(), |_| inner.width - (line.current - start)).max(Abs::zero());
        let lead = image_styles.resolve(AlignElem::alignment).x.position(rest);
        let format = self.run_format(boxed.styles);
        let before = boxed.inset.left + lead;
        if before > Abs::pt(0.5) {
            line.inlines.insert(at, space(before, &format));
            line.advance(before);
        }
        self.space(boxed.inset.right + rest - lead, format, line);
        Ok(true)
    }
}

fn space(width: Abs, format: &RunFormat) -> Inline {
    Inline::Space(Emu::from_pt(width.to_pt()), format.clone())
}
