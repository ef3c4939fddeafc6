//! Boxes in a line: words with a frame, blanks to fill in, squares to tick, and what has to be a picture.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BoxElem, Sides, Size, Sizing};
use typst_library::math::EquationElem;
use typst_library::model::{FootnoteElem, FootnoteEntry};
use typst_library::routines::Pair;
use typst_library::text::LinebreakElem;
use typst_library::visualize::Stroke;

use super::decoration::underline_kind;
use super::grid::border;
use super::inline::significant;
use super::line::Line;
use super::metrics::Extent;
use super::placed_box::takes_no_room;
use super::worded_box::BoxRoom;
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
            self.empty_box(width.unwrap_or_default(), rule, styles, area, line);
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
            && let Some(ticked) = self.ticked(elem, body.as_ref(), styles, area, line.beside)
        {
            self.check_box(ticked, ('☑', '☐'), styles, line);
            let own = extent_of(elem, styles);
            line.grow(own);
            line.around = line.around.max(own);
            return Ok(());
        }
        if (framed || filled)
            && let Some(body) = &body
            && !self.words_only()
            && self.is_round_box(elem, body, width, styles, locator, area)?
        {
            return self.drawn_box(elem, styles, locator, area, line);
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
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default);
        let own = elem.height.get(styles).custom().map(|height| height.resolve(styles).relative_to(area.height));
        let inset = inset.relative_to(Size::new(width.unwrap_or(area.width), own.unwrap_or_default()));
        let room = BoxRoom { width, height: own, inset, rule, listed };
        if !framed
            && !filled
            && !elem.clip.get(styles)
            && own.is_some()
            && let Some(body) = &body
            && self.framed_picture(elem, body, &room, styles, locator, area, line)?
        {
            return Ok(());
        }
        if plain && let Some(body) = &body {
            if let Some(inner) = room.inner()
                && self.repeated(body, inner, styles, line)
            {
                return Ok(());
            }
            // A column of several lines in the line cannot be part of it.
            let narrow = match room.inner() {
                Some(inner) if !listed => self.wraps(body, inner, styles, locator, area)?,
                _ => false,
            };
            if !narrow && self.unboxed(elem, body, &room, styles, locator, area, line)? {
                return Ok(());
            }
        }
        let wide = width.is_some_and(|width| width > area.width - Abs::pt(0.5)) && !line.alone;
        if wide && !self.words_only() && body.is_some_and(|body| !body.plain_text().trim().is_empty()) {
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
