//! Round frames: seals and badges, whose corners are so round that a rectangle would be something else.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Corners, Rel, Size};

use crate::docx::walk::boxes::inline_box::InlineBox;
use crate::docx::walk::{Area, Walker};

/// From this part of the shorter side on.
const ROUND: f64 = 0.3;

/// The same for frames as high as what is in them: those whose sides are half circles. Others stay tables, which go on on the next page
/// and grow with their text.
const PILL: f64 = 0.45;

/// A box around words without a size of its own is a chip up to this proportion: a number or a sign in a circle. A longer one is a label.
const CHIP: f64 = 1.5;

impl Walker<'_, '_> {
    /// Whether a frame of a width and a height, as far as they are said, is so round.
    pub(crate) fn is_rounded(
        &mut self,
        frame: &Content,
        radius: Corners<Option<Rel<Abs>>>,
        (width, height): (Smart<Abs>, Option<Abs>),
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<bool> {
        if let (Smart::Custom(width), Some(height)) = (width, height) {
            return Ok(is_round(radius, Size::new(width, height), ROUND));
        }
        if radius.iter().any(|corner| corner.is_none_or(|own| own.is_zero())) {
            return Ok(false);
        }
        let size = self.previewed(frame, styles, locator, Size::new(area.base, Abs::inf()))?.size();
        Ok(size.y <= area.height && is_round(radius, size, PILL))
    }

    /// Whether a box in a line is that round.
    pub(crate) fn is_round_box(
        &mut self,
        boxed: &InlineBox,
        body: &Content,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<bool> {
        let &InlineBox { elem, styles, width, height, .. } = boxed;
        let radius = elem.radius.resolve(styles);
        if radius.top_left.is_none_or(|corner| corner.is_zero()) {
            return Ok(false);
        }
        if let (Some(width), Some(height)) = (width, height) {
            return Ok(is_round(radius, Size::new(width, height), ROUND));
        }
        let natural = self.previewed(body, styles, locator, Size::new(area.base, Abs::inf()))?.size();
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default).relative_to(natural);
        let width = width.unwrap_or(natural.x + inset.left + inset.right);
        let height = height.unwrap_or(natural.y + inset.top + inset.bottom);
        Ok(width <= height * CHIP && is_round(radius, Size::new(width, height), ROUND))
    }
}

/// Whether all corners of a frame of a size are as round as a part of its shorter side.
fn is_round(radius: Corners<Option<Rel<Abs>>>, size: Size, part: f64) -> bool {
    let shorter = size.x.min(size.y);
    let round = |corner: &Option<Rel<Abs>>| corner.is_some_and(|own| own.relative_to(shorter) >= shorter * part);
    shorter > Abs::zero()
        && [radius.top_left, radius.top_right, radius.bottom_right, radius.bottom_left].iter().all(round)
}
