//! The free room of a page, or of a cell or block of a fixed height: `v(1fr)` and content that stands in the middle or at the foot.
//!
//! Word has neither. Typst's own layout of a page's content tells how much room is left, and space above the paragraphs takes it
//! up. Where the content is more than a page there is none left.

use rustc_hash::FxHashMap;
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, StyleChain, Styles};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{
    Abs, AlignElem, ColbreakElem, FixedAlignment, PageElem, PagebreakElem, Size, Spacing, VElem,
};
use typst_library::model::DocumentElem;
use typst_library::routines::Pair;
use typst_library::text::TextElem;

use super::{Area, Hold, Walker};

/// Kept free, in points: another machine's font must not push the last line over the edge.
const RESERVE: f64 = 1.0;

impl Walker<'_, '_> {
    /// The space above some of a section's children, by their index.
    pub fn shares(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<FxHashMap<usize, Abs>> {
        let mut shares = FxHashMap::default();
        let mut start = 0;
        while start < pairs.len() {
            let rest = pairs.get(start..).unwrap_or_default();
            let len = rest.iter().take_while(|(child, _)| !child.is::<PagebreakElem>()).count();
            let page = rest.get(..len).unwrap_or_default();
            if wants_room(page) && area.height.to_pt().is_finite() {
                // A line box reaches below its letters, by more the larger they are.
                let last = page.iter().rfind(|(child, _)| !child.is::<TagElem>());
                let size = last.map_or(Abs::zero(), |&(_, styles)| styles.resolve(TextElem::size));
                let edge = area.root || area.hold == Hold::FixedCell;
                let reserve = if edge { Abs::pt(RESERVE) + size * 0.25 } else { Abs::zero() };
                // What may only stand directly on a page cannot be measured; then nothing is given out.
                let free = self.natural_height(page, locator, area).map(|height| area.height - reserve - height);
                if let Ok(free) = free
                    && free > Abs::zero()
                {
                    share_out(page, start, free, &mut shares);
                }
            }
            start += len + 1;
        }
        Ok(shares)
    }

    /// The height of children one below the other, without a page's bounds.
    fn natural_height(&mut self, page: &[Pair], locator: &mut SplitLocator, area: Area) -> SourceResult<Abs> {
        let content = Content::sequence(page.iter().map(|(child, styles)| {
            // Page settings cannot be given inside a container, which is what the layout of a part is.
            let styles: Styles = styles
                .to_map()
                .into_iter()
                .filter(|style| !matches!(style.element(), Some(elem) if elem == PageElem::ELEM || elem == DocumentElem::ELEM))
                .collect();
            (*child).clone().styled_with_map(styles)
        }));
        let size = Size::new(area.width, Abs::inf());
        Ok(self.lay_out(&content, StyleChain::default(), locator, size)?.height())
    }
}

/// The share of the free room that vertical space takes.
pub(super) fn fraction(child: &Content) -> Option<f64> {
    match child.to_packed::<VElem>()?.amount {
        Spacing::Fr(fr) => Some(fr.get()),
        Spacing::Rel(_) => None,
    }
}

fn stands(styles: StyleChain) -> FixedAlignment {
    styles.resolve(AlignElem::alignment).y
}

fn wants_room(page: &[Pair]) -> bool {
    let columns = page.iter().any(|(child, _)| child.is::<ColbreakElem>());
    !columns
        && page.iter().any(|&(child, styles)| {
            fraction(child).is_some() || !child.is::<TagElem>() && stands(styles) != FixedAlignment::Start
        })
}

/// Fractions take all the room there is; without any, content takes what its alignment asks for.
fn share_out(page: &[Pair], start: usize, free: Abs, shares: &mut FxHashMap<usize, Abs>) {
    let total: f64 = page.iter().filter_map(|(child, _)| fraction(child)).sum();
    if total > 0.0 {
        for (index, (child, _)) in page.iter().enumerate() {
            if let Some(part) = fraction(child) {
                shares.insert(start + index, free * (part / total));
            }
        }
        return;
    }
    let mut reached = Abs::zero();
    for (index, &(child, styles)) in page.iter().enumerate() {
        if child.is::<TagElem>() || child.is::<VElem>() {
            continue;
        }
        let wanted = stands(styles).position(free);
        if wanted > reached {
            shares.insert(start + index, wanted - reached);
            reached = wanted;
        }
    }
}
