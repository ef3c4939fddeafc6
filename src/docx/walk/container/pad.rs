//! Padding: indents and space. One that holds `v(1fr)` takes the room that is left of its page, as cover pages have it.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, BlockBody, BlockElem, Length, PadElem, Rel, Sides, Size, Spacing, VElem};
use typst_library::routines::Pair;

use super::{around, bare};
use crate::docx::walk::flow::Flow;
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::flow::tall::fraction;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// Padding. `room`: the height it takes, where what is in it shares that out.
    pub fn pad(
        &mut self,
        elem: &Packed<PadElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        room: Option<Abs>,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        // Typst lays it out as a block: what is set for blocks frames it, as well as the blocks in it.
        let framed = Packed::new(BlockElem::new()).spanned(elem.span());
        if !std::mem::take(&mut self.framed_pad) && room.is_none() && !bare(&framed, styles) {
            let mut framed = framed;
            framed.body.set(Some(BlockBody::Content(elem.clone().pack())));
            if !area.loose {
                // Where there is a width to fill, it does.
                framed.width.set(Smart::Custom(Rel::one()));
            }
            self.framed_pad = true;
            let walked = self.block(&framed, styles, locator, area, flow);
            self.framed_pad = false;
            return walked;
        }
        let resolve = |rel: Rel<Length>, whole: Abs| rel.resolve(styles).relative_to(whole);
        let (left, right) = (resolve(elem.left.get(styles), area.base), resolve(elem.right.get(styles), area.base));
        let (top, bottom) = (elem.top.get(styles).resolve(styles), elem.bottom.get(styles).resolve(styles));
        let around_it = Sides::new(Rel::zero(), top, Rel::zero(), bottom);
        let own = self.own_height(room, &around_it, &elem.clone().pack(), styles, locator, area)?;
        let (top, bottom) = (top.relative_to(own), bottom.relative_to(own));
        let [above, below] = around(styles, area);
        flow.weak(above);
        flow.enter();
        flow.space(top, 0);
        let inner = area.inset(left, right);
        let inner = match room {
            Some(room) => Area { height: (room - top - bottom).max(Abs::zero()), fill: true, ..inner },
            None => inner,
        };
        let before = flow.count();
        let inner = self.placed_within(&elem.body, styles, locator, inner, flow)?;
        let outer = styles.resolve(AlignElem::alignment).x;
        if area.loose && flow.has_others(before, outer, inner) {
            self.shrink(&elem.body, before, outer, styles, locator, inner, flow)?;
        }
        flow.leave();
        flow.space(bottom, 0);
        flow.weak(below);
        Ok(())
    }

    /// The padding among a page's children that takes the room left, by its index; none where something else of the page takes it.
    pub fn filling_pad(&mut self, page: &[Pair], locator: &mut SplitLocator, area: Area) -> Option<usize> {
        if page.iter().any(|&(child, styles)| fraction(child, styles).is_some()) {
            return None;
        }
        let index = page.iter().position(|(child, _)| may_fill(child))?;
        let own = page.get(index..=index)?;
        // What may only stand directly on a page cannot be measured.
        let natural = self.natural(own, locator, Size::new(area.base, Abs::inf()), area.height).ok()?.y;
        let filling = self.natural(own, locator, Size::new(area.base, area.height), area.height).ok()?.y;
        (filling > natural + Abs::pt(1.0)).then_some(index)
    }
}

/// Whether it is padding with space in it that takes what room there is.
pub(crate) fn may_fill(child: &Content) -> bool {
    let takes = |elem: &Content| elem.to_packed::<VElem>().is_some_and(|space| matches!(space.amount, Spacing::Fr(_)));
    child.to_packed::<PadElem>().is_some_and(|pad| found(&pad.body, takes))
}
