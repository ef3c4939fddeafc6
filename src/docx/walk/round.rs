//! Round frames: seals and badges, whose corners are so round that a rectangle would be something else.

use typst_library::layout::{Abs, Corners, Rel, Size};

/// From this part of the shorter side on.
const ROUND: f64 = 0.3;

/// Whether all corners of a frame of a size are that round.
pub(super) fn is_round(radius: Corners<Option<Rel<Abs>>>, size: Size) -> bool {
    let shorter = size.x.min(size.y);
    let round = |corner: &Option<Rel<Abs>>| corner.is_some_and(|own| own.relative_to(shorter) >= shorter * ROUND);
    shorter > Abs::zero()
        && [radius.top_left, radius.top_right, radius.bottom_right, radius.bottom_left].iter().all(round)
}
