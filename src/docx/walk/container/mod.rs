//! Containers: blocks, pads, stacks, frames and rules.

pub(super) mod frame;
pub(super) mod pad;
pub(super) mod rule;
pub(super) mod shrink;
pub(super) mod stack;

use typst_library::diag::SourceResult;
use typst_library::foundations::{
    Content, NativeElement, Packed, Recipe, Resolve, Selector, SequenceElem, Smart, StyleChain, StyledElem,
    Transformation,
};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Abs, AlignElem, BlockBody, BlockElem, Frame, FrameItem, HAlignment, PlaceElem, Rel, Sides, Size, Sizing, Spacing,
};
use typst_library::math::EquationElem;
use typst_library::model::{EnumElem, ListElem, ParElem};
use typst_library::pdf::PdfMarkerTag;
use typst_library::visualize::Stroke;
use typst_syntax::Span;

use self::frame::Framed;
use super::drawing::preview::full;
use super::flow::fill::found;
use super::flow::{Flow, Slack};
use super::table::grid::border;
use super::text::paint::is_solid;
use super::{Area, Hold, NOTE, Walker};
use crate::docx::model::Borders;

impl Walker<'_, '_> {
    /// A block. Without looks of its own it is just its content with the space around it; with a frame, a fill or a width it
    /// becomes a table of one cell, which stays editable.
    pub fn block(
        &mut self,
        elem: &Packed<BlockElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let (above, below) = (elem.above.get(styles), elem.below.get(styles));
        let [above, below] = [above, below].map(|amount| weak(amount, styles, area));
        flow.weak(above);
        match elem.body.get_cloned(styles) {
            None => self.block_itself(elem, None, styles, locator, area, flow)?,
            // The block that Typst's own rule puts around an equation; one in a block of the document's is still to be realized.
            Some(BlockBody::Content(body))
                if body.is::<EquationElem>() && body.location().is_some() && bare(elem, styles) =>
            {
                if let Some(equation) = body.to_packed::<EquationElem>() {
                    self.block_equation(equation, styles, locator, area, flow)?;
                }
            }
            Some(BlockBody::Content(body))
                if (body.is::<ListElem>() || body.is::<EnumElem>()) && bare(elem, styles) =>
            {
                flow.enter();
                if let Some(list) = body.to_packed::<ListElem>() {
                    self.list(list, styles, locator, area, flow)?;
                } else if let Some(list) = body.to_packed::<EnumElem>() {
                    self.enumeration(list, styles, locator, area, flow)?;
                }
                flow.leave();
            }
            Some(BlockBody::Content(body)) => self.block_itself(elem, Some(&body), styles, locator, area, flow)?,
            Some(_) => {
                let content = elem.clone().pack();
                self.block_picture(&content, "block ", styles, locator, area, flow)?;
            }
        }
        flow.weak(below);
        Ok(())
    }

    /// A block without the space around it.
    pub(crate) fn block_itself(
        &mut self,
        elem: &Packed<BlockElem>,
        body: Option<&Content>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let borders = sides_of(&elem.stroke.resolve(styles));
        let fill = elem.fill.get_cloned(styles);
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default);
        let width = elem.width.get(styles).map(|width| width.resolve(styles).relative_to(area.base));
        let height = self.height(elem.height.get(styles), elem.span(), styles, area);
        let whole = elem.clone().pack();
        let own = self.own_height(height, &inset, &whole, styles, locator, area)?;
        let inset = inset.relative_to(Size::new(width.unwrap_or(area.base), own));
        let keep = elem.sticky.get(styles);
        let framed = !borders.is_empty() || fill.is_some();
        let before = flow.count();
        if fill.is_some()
            && self.origin.is_some()
            && body.is_some_and(|body| found(body, |elem| elem.is::<PlaceElem>()))
        {
            // What is placed on a ground in a header is drawn with it: LibreOffice puts all drawings of headers under their grounds.
            return self.block_picture(&whole, "页眉页脚里有底色又放了内容的 block ", styles, locator, area, flow);
        }
        if framed && self.is_rounded(&whole, elem.radius.resolve(styles), (width, height), styles, locator, area)? {
            return self.block_picture(&whole, "圆角的 block ", styles, locator, area, flow);
        }
        if body.is_none_or(Content::is_empty) && fill.as_ref().is_some_and(|fill| !is_solid(fill)) {
            // A bar of many colours: a drawing has them, a table would have one of them.
            return self.block_picture(&whole, "渐变或图案的 block ", styles, locator, area, flow);
        }
        if framed {
            let outset = elem.outset.resolve(styles).map(Option::unwrap_or_default);
            self.cut_off = elem.clip.get(styles);
            let framed = Framed { borders, fill: fill.as_ref(), inset, outset, width, height, body };
            self.frame(framed, styles, locator, area, flow)?;
        } else if let Some(body) = body {
            if !self.bare_body(elem, body, (width, height, inset), styles, locator, area, flow)? {
                return self.block_picture(&whole, "切掉一部分的 block ", styles, locator, area, flow);
            }
        } else if let Some(height) = height {
            flow.room(height);
        }
        if !elem.breakable.get(styles) {
            flow.hold_together(before);
        }
        if keep && flow.count() > before {
            flow.keep_next(before, area);
        }
        Ok(())
    }

    /// What stands in a block without looks, of a width and a height and with insets. False if a part of it is cut off.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn bare_body(
        &mut self,
        elem: &Packed<BlockElem>,
        body: &Content,
        (mut width, mut height, inset): (Smart<Abs>, Option<Abs>, Sides<Abs>),
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        let before = flow.count();
        let given = width.is_custom();
        let (by_the_block, aside) = if height.is_none() && self.may_hold(area) { places(body) } else { (false, false) };
        if by_the_block || aside && width.is_auto() {
            // Typst places by the block, not by the page: as large as it comes out, it is the room.
            let most = width.unwrap_or(area.width) - inset.left - inset.right;
            let own = self.previewed(body, styles, locator, Size::new(most, Abs::inf()))?.size();
            let own = Size::new(own.x + inset.left + inset.right, own.y + inset.top + inset.bottom);
            if !by_the_block || own.y < area.height {
                height = by_the_block.then_some(own.y);
                // A little more room than measured: another machine's font must not break the line.
                width = width.or(Smart::Custom((own.x + Abs::pt(1.0)).min(area.width)));
            }
        }
        let mut inner = area.inset(inset.left, inset.right);
        if let Smart::Custom(width) = width {
            // A narrower block stands where the alignment puts it.
            let rest = area.width - width;
            let left = styles.resolve(AlignElem::alignment).x.position(rest);
            let base = inner.base;
            inner = area.inset(left + inset.left, rest - left + inset.right);
            // One that is as wide as it comes out leaves parts of the room what they are.
            inner.base = if given { inner.width } else { base };
        }
        inner.root = area.root && !(by_the_block && height.is_some());
        inner.whole = area.whole || !elem.breakable.get(styles) || height.is_some();
        inner.loose = width.is_auto();
        let mut below = inset.bottom;
        let mut slack = Slack::default();
        if let Some(height) = height {
            let room = Size::new(inner.width, (height - inset.top - inset.bottom).max(Abs::zero()));
            if elem.clip.get(styles)
                && self.previewed(body, styles, locator, Size::new(room.x, Abs::inf()))?.height()
                    > room.y + Abs::pt(1.0)
            {
                return Ok(false);
            }
            slack = self.slack(body, styles, locator, room)?;
            inner.height = room.y;
            inner.fill = true;
            inner.hold = Hold::Room;
        }
        flow.enter();
        flow.space(inset.top, 0);
        let outer_room = height.map(|_| flow.open_room(slack));
        self.content(body, styles, locator, inner, flow)?;
        let stands = flow.count() > before;
        if stands && height.is_none() && flow.parts_next() {
            // What is placed last stands below what is there: space that only parts blocks has no effect at the block's end.
            self.hold_drawings(flow, true);
        }
        if let Some(outer_room) = outer_room {
            if stands {
                // What waits for a paragraph would stand lower by all the room that is left.
                self.hold_below(flow);
            }
            below += flow.close_room(outer_room);
        }
        flow.leave();
        let outer = styles.resolve(AlignElem::alignment).x;
        if width.is_auto() && flow.has_others(before, outer, inner) {
            self.shrink(body, before, outer, styles, locator, inner, flow)?;
        }
        flow.space(below, 0);
        if height.is_some() && !stands {
            flow.room(Abs::zero());
        }
        Ok(true)
    }

    /// The height set for a block. A fraction that had its share of the room (see `fill`) is none any more.
    pub(crate) fn height(&mut self, height: Sizing, span: Span, styles: StyleChain, area: Area) -> Option<Abs> {
        match height {
            Sizing::Rel(rel) => Some(rel.resolve(styles).relative_to(area.height)),
            Sizing::Fr(_) => {
                self.warn(span, format!("{NOTE}这里的 height: 1fr 按内容的高度排"));
                None
            }
            Sizing::Auto => None,
        }
    }

    /// What insets in per cent are parts of: the height something has, or else comes out with.
    pub(crate) fn own_height(
        &mut self,
        height: Option<Abs>,
        inset: &Sides<Rel<Abs>>,
        elem: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Abs> {
        match height {
            None if is_part(inset) => {
                Ok(self.previewed(elem, styles, locator, Size::new(area.width, Abs::inf()))?.height())
            }
            height => Ok(height.unwrap_or_default()),
        }
    }

    /// What the content of a block of a fixed height leaves empty: space, so that the content stays ordinary paragraphs. Nothing where the
    /// content is higher than the block.
    fn slack(
        &mut self,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        room: Size,
    ) -> SourceResult<Slack> {
        // What is placed in it takes no room, wherever it stands.
        let none = Transformation::Content(Content::empty());
        let body =
            &body.clone().styled(Recipe::new(Some(Selector::Elem(PlaceElem::ELEM, None)), none, Span::detached()));
        let natural = self.previewed(body, styles, locator, Size::new(room.x, Abs::inf()))?;
        let rest = room.y - natural.height();
        if rest <= Abs::zero() || super::flow::fill::has_fractional_rows(body, styles) {
            return Ok(Slack::default());
        }
        let filled = self.previewed_in(body, styles, locator, full(room))?;
        let (Some((natural, lowest)), Some((filled, last))) = (marks(&natural), marks(&filled)) else {
            return Ok(Slack { below: rest, all: rest, ..Slack::default() });
        };
        let above = (filled - natural).max(Abs::zero()).min(rest);
        // Fractions between the first and the last thing take what is left.
        let inside = ((last - filled) - (lowest - natural)).max(Abs::zero()).min(rest - above);
        Ok(Slack { above, below: rest - above - inside, all: rest })
    }
}

/// Whether what is above or below something is a part of its height.
fn is_part(inset: &Sides<Rel<Abs>>) -> bool {
    [inset.top, inset.bottom].into_iter().any(|side| !side.rel.is_zero())
}

/// Whether a block is there only for what is in it, and the space around.
pub(crate) fn bare(elem: &Packed<BlockElem>, styles: StyleChain) -> bool {
    elem.width.get(styles).is_auto()
        && matches!(elem.height.get(styles), Sizing::Auto)
        && elem.fill.get_ref(styles).is_none()
        && sides_of(&elem.stroke.resolve(styles)).is_empty()
        && elem.inset.resolve(styles).iter().all(|side| side.is_none_or(|side| side.is_zero()))
}

/// The space above and below anything that stands as a block.
pub(crate) fn around(styles: StyleChain, area: Area) -> [Option<(u8, Abs)>; 2] {
    [styles.get(BlockElem::above), styles.get(BlockElem::below)].map(|amount| weak(amount, styles, area))
}

/// Space between blocks: what is set for the block, else the distance of paragraphs, which counts less.
pub(crate) fn weak(amount: Smart<Spacing>, styles: StyleChain, area: Area) -> Option<(u8, Abs)> {
    match amount {
        Smart::Auto => Some((4, styles.resolve(ParElem::spacing))),
        Smart::Custom(Spacing::Rel(rel)) => Some((3, rel.resolve(styles).relative_to(area.height))),
        Smart::Custom(Spacing::Fr(_)) => None,
    }
}

/// How far down the first and the last thing stand that can be seen.
fn marks(frame: &Frame) -> Option<(Abs, Abs)> {
    let mut found: Option<(Abs, Abs)> = None;
    for (at, item) in frame.items() {
        let here = match item {
            FrameItem::Group(group) => marks(&group.frame).map(|(first, last)| (at.y + first, at.y + last)),
            FrameItem::Tag(_) => None,
            _ => Some((at.y, at.y)),
        };
        if let Some((first, last)) = here {
            found = Some((found.map_or(first, |(earliest, _)| earliest), last));
        }
    }
    found
}

/// A block's strokes as borders.
pub(crate) fn sides_of(sides: &Sides<Option<Option<Stroke<Abs>>>>) -> Borders {
    let one =
        |side: &Option<Option<Stroke<Abs>>>| side.clone().flatten().map(|stroke| border(&stroke.unwrap_or_default()));
    Borders { top: one(&sides.top), left: one(&sides.left), bottom: one(&sides.bottom), right: one(&sides.right) }
}

/// Whether something is placed at a height of its own in what stands directly in a block, and whether something by its right edge or
/// between its edges; neither if anything floats there, which would need the page.
pub(crate) fn places(content: &Content) -> (bool, bool) {
    fn look(content: &Content, placed: &mut (bool, bool), floats: &mut bool) {
        if let Some(sequence) = content.to_packed::<SequenceElem>() {
            sequence.children.iter().for_each(|child| look(child, placed, floats));
        } else if let Some(styled) = content.to_packed::<StyledElem>() {
            look(&styled.child, placed, floats);
        } else if let Some(aligned) = content.to_packed::<AlignElem>() {
            look(&aligned.body, placed, floats);
        } else if let Some(marked) = content.to_packed::<PdfMarkerTag>() {
            // What Typst puts around terms and what they mean.
            look(&marked.body, placed, floats);
        } else if let Some(place) = content.to_packed::<PlaceElem>() {
            let styles = StyleChain::default();
            if let Smart::Custom(align) = place.alignment.get(styles) {
                placed.0 |= align.y().is_some();
                placed.1 |= align.x().is_some_and(|x| !matches!(x, HAlignment::Start | HAlignment::Left));
            }
            *floats |= place.float.get(styles);
        }
    }
    let (mut placed, mut floats) = ((false, false), false);
    look(content, &mut placed, &mut floats);
    if floats { (false, false) } else { placed }
}
