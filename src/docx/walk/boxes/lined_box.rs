//! Boxes that fill the rest of their line, with a line below or a frame, whose text has several lines (题目：________): what is drawn
//! belongs to the box as a whole, which a line of text cannot say. The words and the box are the cells of a row.

use std::sync::Arc;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Abs, AlignElem, Alignment, BoxElem, GridCell, HAlignment, Length, Rel, Sides, Size, Sizing, VAlignment,
};
use typst_library::routines::Pair;
use typst_library::text::{SpaceElem, TextElem};
use typst_syntax::Span;

use crate::docx::walk::flow::Flow;
use crate::docx::walk::line::fit::has_several_lines;
use crate::docx::walk::table::one_row::OneRow;
use crate::docx::walk::{Area, Walker};

/// A box and the words of its paragraph.
struct Lined<'a> {
    before: &'a [Pair<'a>],
    elem: &'a Packed<BoxElem>,
    styles: StyleChain<'a>,
    body: Content,
    after: &'a [Pair<'a>],
}

impl Walker<'_, '_> {
    /// The row of a paragraph with such a box, whose first line is indented. `false`: it is none, or the box has a single line.
    pub(crate) fn lined_box(
        &mut self,
        seen: &[Pair],
        indent: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        // In a list the line takes the marker.
        if self.words_only() || area.left > Abs::zero() {
            return Ok(false);
        }
        let Some(lined) = parted(seen) else { return Ok(false) };
        let [before, after] = [lined.before, lined.after].map(|words| self.words_width(words));
        let inset = lined.elem.inset.resolve(lined.styles).map(Option::unwrap_or_default).relative_to(Size::zero());
        let free = area.width - indent - before - after;
        let room = free - inset.left - inset.right;
        if room <= lined.styles.resolve(TextElem::size) {
            return Ok(false);
        }
        let frame = self.previewed(&lined.body, lined.styles, locator, Size::new(room, Abs::inf()))?;
        if !has_several_lines(&frame, lined.styles) {
            return Ok(false);
        }
        // The cells are styled as the paragraph is; what was added to that is added to each.
        let outer = styles.links().count();
        let own = |width: Abs| Sizing::Rel(Rel::from(width));
        let mut row = OneRow::default();
        if indent > Abs::zero() {
            row.space(own(indent), Span::detached());
        }
        row.words(lined.before, own(before), inset.top, outer);
        row.push(own(free), lined.cell(outer), lined.elem.span());
        row.words(lined.after, own(after), inset.top, outer);
        self.one_row(row.grid(lined.elem.span()), styles, locator, area, flow)
    }

    fn words_width(&mut self, words: &[Pair]) -> Abs {
        words.iter().map(|&(child, styles)| self.text_width(styles, text_of(child))).sum()
    }
}

impl OneRow {
    /// A cell of words on a level with the first line of the box.
    fn words(&mut self, words: &[Pair], width: Sizing, top: Abs, outer: usize) {
        if words.is_empty() {
            return;
        }
        let styled = words.iter().map(|&(child, styles)| child.clone().styled_with_map(styles.suffix(outer)));
        let inset = Sides { top: Some(length(top)), ..Sides::splat(Some(Rel::zero())) };
        let cell = GridCell::new(Content::sequence(styled)).with_inset(Smart::Custom(inset)).with_align(at_top());
        self.push(width, cell, Span::detached());
    }
}

impl Lined<'_> {
    /// Where its lines stand: as those of the paragraph.
    fn aligned(&self) -> Smart<Alignment> {
        let along = self.styles.get(AlignElem::alignment).x().unwrap_or(HAlignment::Start);
        Smart::Custom(Alignment::Both(along, VAlignment::Top))
    }

    /// The cell that is as the box.
    fn cell(&self, outer: usize) -> GridCell {
        let Self { elem, styles, body, .. } = self;
        // A line drawn further down takes no room in Typst, a cell has it for its own.
        let below = |sides: Sides<Option<Rel<Length>>>| sides.bottom.unwrap_or_default();
        let mut inset = elem.inset.get_cloned(*styles);
        inset.bottom = Some(below(inset) + below(elem.outset.get_cloned(*styles)));
        GridCell::new(body.clone().styled_with_map(styles.suffix(outer)))
            .with_inset(Smart::Custom(inset))
            .with_align(self.aligned())
            .with_fill(Smart::Custom(elem.fill.get_cloned(*styles)))
            .with_stroke(elem.stroke.get_cloned(*styles).map(|side| side.map(|line| line.map(Arc::new))))
    }
}

/// The box that fills its line, if it has a line or a ground and there are but words beside it.
fn parted<'a>(seen: &'a [Pair<'a>]) -> Option<Lined<'a>> {
    let at = seen.iter().position(|(child, _)| child.is::<BoxElem>())?;
    let &(child, styles) = seen.get(at)?;
    let elem = child.to_packed::<BoxElem>()?;
    let (before, after) = (seen.get(..at)?, seen.get(at + 1..)?);
    let drawn = elem.fill.get_ref(styles).is_some()
        || elem.stroke.resolve(styles).iter().any(|side| matches!(side, Some(Some(_))));
    let plain = matches!(elem.width.get(styles), Sizing::Fr(_))
        && elem.height.get(styles).is_auto()
        && !elem.clip.get(styles)
        && elem.baseline.get(styles).shift().is_zero();
    let words = |(child, _): &Pair| child.is::<TextElem>() || child.is::<SpaceElem>();
    let body = elem.body.get_cloned(styles).filter(|body| !body.plain_text().trim().is_empty())?;
    let fits = drawn && plain && before.iter().chain(after).all(words);
    fits.then_some(Lined { before, elem, styles, body, after })
}

fn text_of(child: &Content) -> &str {
    child.to_packed::<TextElem>().map_or(" ", |elem| elem.text.as_str())
}

fn at_top() -> Smart<Alignment> {
    Smart::Custom(Alignment::Both(HAlignment::Start, VAlignment::Top))
}

fn length(abs: Abs) -> Rel<Length> {
    Rel::from(Length::from(abs))
}
