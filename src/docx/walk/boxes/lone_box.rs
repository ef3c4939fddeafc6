//! Boxes that are all there is of a paragraph, which are blocks then.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BlockBody, BlockElem, BoxElem, Length, Rel, Sides, Size, Sizing};
use typst_library::model::ParElem;
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::TextElem;

use super::has_lines;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::line::fit::has_several_lines;
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::{Area, Walker};

/// From this room in points above and below its words on, a frame is one around a block; a nearer one is a frame around characters.
const ROOMY: f64 = 4.0;

/// From this room in points on, a line below words is no underline.
const BELOW: f64 = 3.0;

/// As many points wider than its words, so that another machine's font breaks no line.
const SPARE: f64 = 1.0;

/// A box that is all there is of a paragraph, as a block.
pub(crate) struct LoneBox<'a> {
    block: Packed<BlockElem>,
    body: Content,
    width: Abs,
    styles: StyleChain<'a>,
}

impl Walker<'_, '_> {
    /// A box alone in its paragraph, whose first line is so far indented.
    pub(crate) fn stand_alone(
        &mut self,
        lone: &LoneBox,
        first: Abs,
        leading: Abs,
        locator: &mut SplitLocator,
        mut area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let LoneBox { block, body, width, styles } = lone;
        if first > Abs::zero() && *width + first > area.width + Abs::pt(SPARE) {
            // Where it has no room beside the indent, that is a line by itself, which has no height.
            flow.space(leading, 0);
        } else {
            let start = if is_rtl(*styles) { &mut area.right } else { &mut area.left };
            *start += first;
            area.width -= first;
        }
        let before = flow.count();
        self.block_itself(block, Some(body), *styles, locator, area, flow)?;
        // Nothing of a line goes over pages.
        flow.hold_unless_noted(before);
        Ok(())
    }

    /// The block that a box alone in its paragraph is like; `None` where it is like words of a line.
    pub(crate) fn lone_box<'a>(
        &mut self,
        seen: &[Pair<'a>],
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<LoneBox<'a>>> {
        let Some((elem, body, styles)) = only_box(seen) else { return Ok(None) };
        let width = match elem.width.get(styles) {
            Sizing::Rel(width) => {
                let apart = is_roomy(elem, width, styles, area)
                    || self.is_led(elem, &body, styles, locator)?
                    || self.ends_in_line(elem, &body, width, styles, locator, area)?;
                if !apart {
                    return Ok(None);
                }
                width
            }
            Sizing::Auto => match self.framed_width(elem, &body, styles, locator, area)? {
                Some(width) => width,
                None => return Ok(None),
            },
            Sizing::Fr(_) => return Ok(None),
        };
        let block = block(elem, body.clone(), width, styles);
        Ok(Some(LoneBox { block, body, width: width.resolve(styles).relative_to(area.base), styles }))
    }

    /// The width of a box with a frame or a ground well apart from its words.
    fn framed_width(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<Rel>> {
        let inset = inset(elem, styles);
        let [framed, _] = lines(elem, styles);
        if !framed || inset.top.min(inset.bottom) < Abs::pt(ROOMY) {
            return Ok(None);
        }
        let around = inset.left + inset.right;
        let room = Size::new((area.width - around).max(Abs::zero()), Abs::inf());
        let natural = self.previewed(body, styles, locator, room)?.width();
        Ok(Some(Rel::from(Length::from((natural + around + Abs::pt(SPARE)).min(area.width)))))
    }

    /// Whether a box with a line below it, and nothing else, has several lines of words, which all would be underlined.
    fn ends_in_line(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        width: Rel,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<bool> {
        let inset = inset(elem, styles);
        let room = width.resolve(styles).relative_to(area.base) - inset.left - inset.right;
        if lines(elem, styles) != [false, true] || room <= Abs::zero() {
            return Ok(false);
        }
        Ok(has_several_lines(&self.previewed(body, styles, locator, Size::new(room, Abs::inf()))?, styles))
    }

    /// Whether a plain box has lines of its own distance: in a line they would have that of the paragraph.
    fn is_led(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<bool> {
        let [framed, underlined] = lines(elem, styles);
        if framed || underlined || !elem.height.get(styles).is_auto() {
            return Ok(false);
        }
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
        let leading = |styles: StyleChain| styles.resolve(ParElem::leading);
        let own = StyleChain::trunk_from_pairs(&significant(&pairs)).map(leading);
        Ok(kind == FragmentKind::Inline && own.is_some_and(|own| own != leading(styles)) && has_lines(&pairs))
    }
}

/// The box that is all there is, with what stands in it; `None` where that is nothing or is cut off at its edges.
fn only_box<'a>(seen: &[Pair<'a>]) -> Option<(&'a Packed<BoxElem>, Content, StyleChain<'a>)> {
    let &[(only, styles)] = seen else { return None };
    let elem = only.to_packed::<BoxElem>().filter(|elem| !elem.clip.get(styles))?;
    let body = elem.body.get_cloned(styles).filter(|body| !body.is_empty())?;
    Some((elem, body, styles))
}

fn block(elem: &Packed<BoxElem>, body: Content, width: Rel, styles: StyleChain) -> Packed<BlockElem> {
    let height = match elem.height.get(styles) {
        Smart::Custom(height) => Sizing::Rel(height),
        Smart::Auto => Sizing::Auto,
    };
    let block = BlockElem::new()
        .with_width(Smart::Custom(width))
        .with_height(height)
        .with_fill(elem.fill.get_cloned(styles))
        .with_stroke(elem.stroke.get_cloned(styles))
        .with_inset(elem.inset.get_cloned(styles))
        .with_radius(elem.radius.get_cloned(styles))
        .with_body(Some(BlockBody::Content(body)));
    Packed::new(block).spanned(elem.span())
}

/// Whether a box of a width is wider than a word or two, and has a frame, a ground, or a line well below its words: its width must not
/// depend on what is typed into it.
fn is_roomy(elem: &Packed<BoxElem>, width: Rel, styles: StyleChain, area: Area) -> bool {
    let wide = width.resolve(styles).relative_to(area.base) > styles.resolve(TextElem::size) * 4.0;
    let [framed, underlined] = lines(elem, styles);
    wide && (framed || underlined && inset(elem, styles).bottom > Abs::pt(BELOW))
}

/// Whether a box has a frame or a ground, and whether it has a line below.
fn lines(elem: &Packed<BoxElem>, styles: StyleChain) -> [bool; 2] {
    let Sides { left, top, right, bottom } = elem.stroke.get_cloned(styles);
    let framed =
        elem.fill.get_ref(styles).is_some() || [left, top, right].iter().any(|side| matches!(side, Some(Some(_))));
    [framed, matches!(bottom, Some(Some(_)))]
}

fn inset(elem: &Packed<BoxElem>, styles: StyleChain) -> Sides<Abs> {
    elem.inset.resolve(styles).map(Option::unwrap_or_default).relative_to(Size::zero())
}
