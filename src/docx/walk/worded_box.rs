//! Boxes without looks of their own, whose words stay words of the line: with the room that the box has beyond them.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, BoxElem, FixedAlignment, Sides};
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::visualize::ImageElem;

use super::blank::{blank, hold_together};
use super::boxes::{each_format, has_lines, underline};
use super::ends::room_behind;
use super::fill::found;
use super::fractions::{fraction, leading_fraction};
use super::inline::significant;
use super::line::Line;
use super::lowered::{lower_picture, lowered, raise_picture};
use super::metrics::Extent;
use super::placed_box::all_placed;
use super::{Area, Walker};
use crate::docx::model::{Emu, Inline, RunFormat, Underline};

/// So much of a space before words is not missed there.
const LITTLE: f64 = 0.3;

/// What of a box its words have to know.
pub(super) struct BoxRoom {
    /// Its width and height, if it has its own.
    pub width: Option<Abs>,
    pub height: Option<Abs>,
    /// The room within its edges.
    pub inset: Sides<Abs>,
    /// The line below it, as underlined words have one.
    pub rule: Option<Underline>,
    /// Whether it stands in what is listed elsewhere, a heading.
    pub listed: bool,
}

impl BoxRoom {
    /// The width between its insets, if it has one of its own.
    pub fn inner(&self) -> Option<Abs> {
        self.width.map(|width| width - self.inset.left - self.inset.right)
    }

    /// Whether it is as wide as the lines.
    fn is_whole(&self, area: Area) -> bool {
        self.width.is_some_and(|width| width >= area.width - Abs::pt(0.5))
    }
}

impl Walker<'_, '_> {
    /// What stands in a box as what stands in the line. False where it is more than a line holds.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(super) fn unboxed(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        room: &BoxRoom,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
        let own = significant(&pairs);
        if own.is_empty() {
            // A blank whose words, which may be aligned, are not known yet.
            self.tags_among(&pairs);
            self.empty_box(room.width.unwrap_or_default(), room.rule, styles, area, line);
            return Ok(true);
        }
        // Beside other words lines of its own would become theirs. (Word has no drawings with text in notes.)
        let stands = |styles: StyleChain| styles.resolve(AlignElem::alignment).x;
        let turned = StyleChain::trunk_from_pairs(&own).is_some_and(|own| stands(own) != stands(styles));
        let apart = (!line.alone || turned) && !room.listed && self.loose_notes.is_none() && has_lines(&pairs);
        if kind == FragmentKind::Inline && !apart {
            self.words_in_box(elem, &pairs, room, styles, locator, area, line)?;
            return Ok(true);
        }
        if room.width.is_none() && all_placed(&own) {
            self.hung_box(elem, styles, locator, area, line)?;
            return Ok(true);
        }
        self.picture_in_box(elem, &pairs, room, styles, locator, area, line)
    }

    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn words_in_box(
        &mut self,
        elem: &Packed<BoxElem>,
        pairs: &[Pair],
        room: &BoxRoom,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let first = line.current == Abs::zero() && !line.broken;
        let start = line.current;
        // Apart from what stands before, whose last run it may look like.
        let before = line.set_aside();
        let fractions = line.fractions();
        self.inlines(pairs, locator, within(room, area), line)?;
        let inset = room.inset;
        if room.rule.is_some() {
            underline(&mut line.inlines, room.rule);
            if room.width.is_some_and(|width| width < area.width) {
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
        let mut format = self.run_format(styles);
        format.underline = room.rule.or(format.underline);
        let mut rest = room.inner().map_or(Abs::zero(), |inner| inner - (line.current - start)).max(Abs::zero());
        // Fractions share the room of a box of a width; one without is as wide as the line when there are any.
        // In one that is the whole line they are the line's own.
        let whole = line.alone && room.rule.is_none() && room.is_whole(area);
        let shares = if room.width.is_some() && !whole { line.take_fractions(fractions) } else { Vec::new() };
        if whole && line.filled() {
            rest = Abs::zero();
        } else if !shares.is_empty() {
            let sign = room.rule.map(|_| self.blank_sign(styles));
            self.share_room(&mut line.inlines, &shares, rest, sign, styles);
            line.advance(rest);
            rest = Abs::zero();
        }
        // A box wider than its text: the rest stays blank, underlined if the box is, before or after it.
        let aligned = StyleChain::trunk_from_pairs(&significant(pairs)).unwrap_or(styles);
        let stands = aligned.resolve(AlignElem::alignment).x;
        let (lead, rest) = self.room_before(stands, rest, room, &format, styles, area, line);
        line.inlines.splice(0..0, before);
        self.space(inset.right, format.clone(), line);
        if let Some(width) = room.width
            && rest > Abs::pt(1.0)
        {
            if room.rule.is_some() {
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
        Ok(())
    }

    /// Puts the part of a box's free room that is before its words there, as they are aligned. Gives what is there and what is left.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn room_before(
        &mut self,
        stands: FixedAlignment,
        mut rest: Abs,
        room: &BoxRoom,
        format: &RunFormat,
        styles: StyleChain,
        area: Area,
        line: &mut Line,
    ) -> (Abs, Abs) {
        let sign = self.blank_sign(styles);
        let mut lead = stands.position(rest);
        let underlined = room.rule.is_some();
        if underlined && line.alone && !line.broken && lead > Abs::pt(1.0) && room.is_whole(area) {
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
        if room.inset.left > Abs::pt(0.5) {
            line.inlines.insert(0, space(room.inset.left, format));
            line.advance(room.inset.left);
        }
        (lead, rest)
    }

    /// A box of a height that is nothing but a picture. False if it is anything else.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(super) fn framed_picture(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        room: &BoxRoom,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        if !found(body, |elem| elem.is::<ImageElem>()) {
            return Ok(false);
        }
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, body, styles)?;
        self.picture_in_box(elem, &pairs, room, styles, locator, area, line)
    }

    /// A picture that is all of a box. False if anything else is in it.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn picture_in_box(
        &mut self,
        elem: &Packed<BoxElem>,
        pairs: &[Pair],
        room: &BoxRoom,
        styles: StyleChain,
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
        let mut inner = within(room, area);
        if let Some(height) = room.height {
            inner.height = (height - room.inset.top - room.inset.bottom).max(Abs::zero());
        }
        let (at, start) = (line.inlines.len(), line.current);
        self.inline_picture(image, image_styles, locator, inner, line)?;
        lower_picture(elem, styles, line);
        let own = line.inlines.last().and_then(Inline::standing).map_or(Abs::zero(), |own| Abs::pt(own.to_pt()));
        let free = room.height.map_or(Abs::zero(), |_| (inner.height - own).max(Abs::zero()));
        let above = image_styles.resolve(AlignElem::alignment).y.position(free);
        raise_picture(room.inset.top + above, room.inset.bottom + free - above, line);
        let rest = room.width.map_or(Abs::zero(), |_| inner.width - (line.current - start)).max(Abs::zero());
        let lead = image_styles.resolve(AlignElem::alignment).x.position(rest);
        let format = self.run_format(styles);
        let before = room.inset.left + lead;
        if before > Abs::pt(0.5) {
            line.inlines.insert(at, space(before, &format));
            line.advance(before);
        }
        self.space(room.inset.right + rest - lead, format, line);
        Ok(true)
    }
}

/// The area within a box: sizes in it are parts of its own.
fn within(room: &BoxRoom, area: Area) -> Area {
    room.inner().map_or(area, |width| {
        let width = width.max(Abs::zero());
        Area { width, base: width, ..area }
    })
}

fn space(width: Abs, format: &RunFormat) -> Inline {
    Inline::Space(Emu::from_pt(width.to_pt()), format.clone())
}
