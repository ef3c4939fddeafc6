//! Boxes with a frame or a ground around a few words of a line.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, BoxElem, HideElem, Size};
use typst_library::routines::{Arenas, FragmentKind};
use typst_library::text::TextElem;

use super::each_format;
use super::inline_box::InlineBox;
use super::lowered::lowered;
use crate::docx::model::{Inline, RunFormat};
use crate::docx::walk::line::Line;
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::table::grid::border;
use crate::docx::walk::text::metrics::Extent;
use crate::docx::walk::text::paint::{colour_on, is_solid};
use crate::docx::walk::{Area, NOTE, Walker};

/// Words in a box are small if they are of less than this part of the line's size.
const SMALL: f64 = 0.8;

/// So many font sizes high are borders of characters.
const LETTERS: f64 = 1.35;

/// By so many points a ground may reach out beyond its room, which is not told.
const MOST_OUT: f64 = 3.0;

impl Walker<'_, '_> {
    /// Whether words have to stay words of their line: a heading or a caption is one paragraph, and Word has no drawings with words in
    /// notes.
    pub(crate) fn words_only(&self) -> bool {
        self.listed() || self.captions.walked.is_some() || self.loose_notes.is_some()
    }

    /// A box as wide as the lines has one of its own, which spaces in it would neither begin nor end; as a drawing it has a paragraph.
    pub(crate) fn row_of_its_own(
        &mut self,
        boxed: &InlineBox,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let end = |line: &mut Line, format: RunFormat| {
            line.inlines.push(Inline::LineBreak(format));
            line.end();
            line.last = Some('\n');
        };
        let format = self.run_format(boxed.styles);
        if line.current > Abs::zero() {
            end(line, format.clone());
        }
        self.drawn_box(boxed, locator, area, line)?;
        end(line, format);
        Ok(())
    }

    /// A box with a frame or a ground around a few words: character borders and shading, so that the words stay text. False if it
    /// is more than a line of text, or has a frame on some sides only.
    pub(crate) fn labelled_box(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let &InlineBox { elem, styles, width, .. } = boxed;
        let sides = elem.stroke.resolve(styles).map(Option::flatten);
        let fill = elem.fill.get_cloned(styles);
        let count = [&sides.left, &sides.top, &sides.right, &sides.bottom].iter().filter(|side| side.is_some()).count();
        if !matches!(count, 0 | 4) || elem.clip.get(styles) || fill.as_ref().is_some_and(|fill| !is_solid(fill)) {
            return Ok(false);
        }
        let whole = self.words_only();
        let size = styles.resolve(TextElem::size);
        let height = boxed.fixed_height();
        let natural = self.previewed(body, styles, locator, Size::new(area.base, Abs::inf()))?;
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default).relative_to(natural.size());
        let room = width.map_or(area.width, |width| width - inset.left - inset.right);
        if height > size * 2.0 || natural.height() > size * 1.6 || natural.width() > room + Abs::pt(0.5) {
            return Ok(false);
        }
        // Borders of characters are as high as those, and the same beside each other are one frame. Among words a drawing would stand
        // above the line in LibreOffice.
        let higher = width.is_some() && height > size * LETTERS && !line.beside.worded;
        if !whole && (higher || count == 4 && height > Abs::zero() && line.beside.joined) {
            return Ok(false);
        }
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
        // A bar in a box has no words to border or shade.
        let own = significant(&pairs);
        let bars = !own.is_empty()
            && own.iter().all(|(child, _)| child.is::<BoxElem>() && child.plain_text().trim().is_empty());
        if kind != FragmentKind::Inline || bars {
            return Ok(false);
        }
        if !whole && width.is_some_and(|width| width > area.width - Abs::pt(0.5)) {
            self.row_of_its_own(boxed, locator, area, line)?;
            return Ok(true);
        }
        // The room beside the words is as high as they are.
        let look = pairs.iter().find(|(child, _)| child.is::<TextElem>()).map_or(styles, |(_, styles)| *styles);
        // A bubble of a size around a small sign: borders of characters are as high as their line.
        if !whole && width.is_some() && height > Abs::zero() && look.resolve(TextElem::size) < size * SMALL {
            return Ok(false);
        }
        let before = line.set_aside();
        let rest = width.map_or(Abs::zero(), |_| room - natural.width());
        let aligned = StyleChain::trunk_from_pairs(&own).unwrap_or(styles);
        let left = aligned.resolve(AlignElem::alignment).x.position(rest);
        let format = self.run_format(look).plain();
        self.space(inset.left + left, format.clone(), line);
        self.inlines(&pairs, locator, area, line)?;
        self.space(inset.right + rest - left, format, line);
        if inset.top > Abs::zero() || inset.bottom > Abs::zero() {
            let words = self.extent(look, &body.plain_text());
            let own = Extent { ascent: words.ascent + inset.top, descent: words.descent + inset.bottom };
            line.around = line.around.max(own);
            if line.broken {
                // A later line is as high as its boxes.
                line.grow(own);
            }
        }
        if height > Abs::zero() {
            boxed.heighten(line);
        }
        let outset = elem.outset.resolve(styles).map(Option::unwrap_or_default).relative_to(natural.size());
        if outset.left.max(outset.right) > Abs::pt(MOST_OUT) {
            self.warn(elem.span(), format!("{NOTE}行内的框和底色与文字一样长，两端不伸出（outset）"));
        }
        let by = lowered(elem, styles);
        let hidden = styles.get(HideElem::hidden);
        let mut line_around = sides.left.filter(|_| !hidden).map(|stroke| border(&stroke.unwrap_or_default()));
        if let Some(around) = line_around.as_mut().filter(|_| line.beside.joined && line.beside.even) {
            // Of another colour, which no one sees: the same borders directly beside each other are one frame to programs.
            around.colour = around.colour.beside();
        }
        let ground = fill.as_ref().filter(|_| !hidden).map(|fill| colour_on(fill, self.ground));
        each_format(&mut line.inlines, &mut |format| {
            format.border = line_around.or(format.border);
            format.position -= by;
            // Of a ground on a ground the upper one is seen.
            format.highlight = format.highlight.or(ground);
        });
        line.inlines.splice(0..0, before);
        Ok(true)
    }
}
