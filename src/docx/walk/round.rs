//! Round frames: seals and badges, whose corners are so round that a rectangle would be something else.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BoxElem, Corners, Rel, Size};

use super::{Area, Walker};

/// From this part of the shorter side on.
const ROUND: f64 = 0.3;

/// A box around words without a size of its own is a chip up to this proportion: a number or a sign in a circle. A longer one is a label.
const CHIP: f64 = 1.5;

impl Walker<'_, '_> {
    /// Whether a box in a line is that round.
    pub(super) fn is_round_box(
        &mut self,
        elem: &Packed<BoxElem>,
        body: &Content,
        width: Option<Abs>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<bool> {
        let radius = elem.radius.resolve(styles);
        if radius.top_left.is_none_or(|corner| corner.is_zero()) {
            return Ok(false);
        }
        let height = match elem.height.get(styles) {
            Smart::Custom(rel) => Some(rel.resolve(styles).relative_to(area.height)),
            Smart::Auto => None,
        };
        if let (Some(width), Some(height)) = (width, height) {
            return Ok(is_round(radius, Size::new(width, height)));
        }
        let natural = self.previewed(body, styles, locator, Size::new(area.base, Abs::inf()))?.size();
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default).relative_to(natural);
        let width = width.unwrap_or(natural.x + inset.left + inset.right);
        let height = height.unwrap_or(natural.y + inset.top + inset.bottom);
        Ok(width <= height * CHIP && is_round(radius, Size::new(width, height)))
    }
}

/// Whether all corners of a frame of a size are that round.
pub(super) fn is_round(radius: Corners<Option<Rel<Abs>>>, size: Size) -> bool {
    let shorter = size.x.min(size.y);
    let round = |corner: &Option<Rel<Abs>>| corner.is_some_and(|own| own.relative_to(shorter) >= shorter * ROUND);
    shorter > Abs::zero()
        && [radius.top_left, radius.top_right, radius.bottom_right, radius.bottom_left].iter().all(round)
}
