//! Boxes in a line: words with a frame, blanks to fill in, squares to tick, and what has to be a picture.

pub(super) mod blank;
pub(super) mod check_box;
pub(super) mod filling;
pub(super) mod inline_box;
pub(super) mod labelled;
pub(super) mod lined_box;
pub(super) mod lone_box;
pub(super) mod lowered;
pub(super) mod measured_box;
pub(super) mod moved;
pub(super) mod neighbours;
pub(super) mod placed_box;
pub(super) mod word;
pub(super) mod worded_box;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BoxElem, Sizing};
use typst_library::math::EquationElem;
use typst_library::model::{FootnoteElem, FootnoteEntry};
use typst_library::routines::Pair;
use typst_library::text::LinebreakElem;
use typst_library::visualize::Stroke;

use self::inline_box::InlineBox;
use super::line::Line;
use super::line::inline::significant;
use super::math::frame::frame;
use super::table::grid::border;
use super::text::decoration::underline_kind;
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
        if let Some(body) = &body
            && self.boxed_elem(elem, body, styles, locator, area, line)?
        {
            return Ok(());
        }
        let boxed = InlineBox::new(elem, body.as_ref(), styles, area);
        if let Sizing::Fr(share) = elem.width.get(styles) {
            return self.filling_box(&boxed, share, locator, area, line);
        }
        if boxed.is_empty() && !boxed.is_dressed() {
            self.empty_box(boxed.width.unwrap_or_default(), boxed.rule, styles, area, line);
            boxed.heighten(line);
            return Ok(());
        }
        if boxed.is_ruled_around()
            && let Some(ticked) = self.ticked(&boxed, area, line.beside)
        {
            let before = line.current;
            self.check_box(ticked, ('☑', '☐'), styles, line);
            line.signs += (line.current - before - boxed.width.unwrap_or_default()).max(Abs::zero());
            let own = boxed.extent();
            line.grow(own);
            line.around = line.around.max(own);
            return Ok(());
        }
        if let Some(body) = boxed.body
            && (self.dressed_box(&boxed, body, locator, area, line)?
                || self.plain_box(&boxed, body, locator, area, line)?)
        {
            return Ok(());
        }
        let wide = boxed.width.is_some_and(|width| width > area.width - Abs::pt(0.5)) && !line.alone;
        if wide && !self.words_only() && boxed.body.is_some_and(|body| !body.plain_text().trim().is_empty()) {
            return self.row_of_its_own(&boxed, locator, area, line);
        }
        self.drawn_box(&boxed, locator, area, line)
    }

    /// A box around one element that is what it is without the box: a footnote, the number of a note, a formula. False for any other.
    fn boxed_elem(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        if let Some(note) = body.to_packed::<FootnoteElem>() {
            self.footnote(note, styles, locator, line)?;
        } else if body.is::<FootnoteEntry>() {
            self.entry_number(styles, line);
        } else if let Some(equation) = body.to_packed::<EquationElem>()
            // One that stands apart has a number, which the line cannot give it.
            && !equation.block.get(styles)
            && let boxed = InlineBox::new(elem, Some(body), styles, area)
            && boxed.is_tight()
        {
            self.inline_equation(equation, &elem.clone().pack(), styles, locator, area, line)?;
            if let Some(Inline::Math(markup)) = line.inlines.last_mut()
                && boxed.is_dressed()
            {
                let framed = boxed.is_ruled_around();
                if framed {
                    frame(markup, boxed.line_colour());
                }
                if !framed || elem.fill.get_ref(styles).is_some() {
                    self.warn(elem.span(), format!("{NOTE}行内公式四周的框线齐全才画，底色不画"));
                }
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// A box with a frame or a ground: a drawing where it is round, else words with borders and shading. False where it is neither.
    fn dressed_box(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        if !boxed.is_dressed() {
            return Ok(false);
        }
        if !self.words_only() && self.is_round_box(boxed, body, locator, area)? {
            self.drawn_box(boxed, locator, area, line)?;
            return Ok(true);
        }
        self.labelled_box(boxed, body, locator, area, line)
    }

    /// A box of whose looks nothing is seen but what is in it, which stands in the line as if it had no box. False for any other, and
    /// where it is more than a line holds.
    fn plain_box(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let bare = !boxed.is_dressed() && !boxed.elem.clip.get(boxed.styles);
        if bare && boxed.takes_no_room() && self.hang_in_line(boxed, body, locator, area, line)? {
            return Ok(true);
        }
        if bare && boxed.height.is_some() && self.framed_picture(boxed, body, locator, area, line)? {
            return Ok(true);
        }
        // A heading's words stay words: Word lists them, and LibreOffice never ends with drawings in a table of contents.
        let listed = self.listed();
        if !(listed || bare && boxed.height.is_none()) {
            return Ok(false);
        }
        if let Some(inner) = boxed.inner()
            && self.repeated(body, inner, boxed.styles, line)
        {
            return Ok(true);
        }
        if bare && self.moved_words(boxed, body, locator, area, line)? {
            return Ok(true);
        }
        // A column of several lines in the line cannot be part of it.
        let narrow = match boxed.inner() {
            Some(inner) if !listed => self.wraps(body, inner, boxed.styles, locator, area)?,
            _ => false,
        };
        Ok(!narrow && self.unboxed(boxed, body, locator, area, line)?)
    }

    /// A box as a drawing in its line; where only a picture can show it, that is told.
    pub(crate) fn drawn_box(
        &mut self,
        boxed: &InlineBox,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        if self.inline_picture(&boxed.elem.clone().pack(), boxed.styles, locator, area, line)? {
            self.warn(boxed.elem.span(), format!("{NOTE}行内的 box 转为图片"));
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

/// The line under a box as a line under text.
pub(crate) fn rule_of(stroke: Option<&Stroke<Abs>>) -> Option<Underline> {
    let line = border(&stroke?.clone().unwrap_or_default());
    Some(Underline { kind: underline_kind(&line), colour: (line.colour != Colour::BLACK).then_some(line.colour) })
}

/// Whether what stands in a box has several lines.
pub(crate) fn has_lines(pairs: &[Pair]) -> bool {
    let own = significant(pairs);
    own.iter()
        .rposition(|(child, _)| !child.is::<LinebreakElem>())
        .is_some_and(|last| own.get(..last).unwrap_or_default().iter().any(|(child, _)| child.is::<LinebreakElem>()))
}

/// Underlines everything in a line.
pub(crate) fn underline(inlines: &mut [Inline], rule: Option<Underline>) {
    each_format(inlines, &mut |format| {
        // A line that says no colour would have the text's.
        let black = (format.colour != Colour::BLACK).then_some(Colour::BLACK);
        format.underline = rule.map(|rule| Underline { colour: rule.colour.or(black), ..rule });
    });
}

/// Changes the look of everything in a line that has one.
pub(crate) fn each_format(inlines: &mut [Inline], change: &mut impl FnMut(&mut RunFormat)) {
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
