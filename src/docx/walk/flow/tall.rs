//! Blocks, shapes and pictures whose height is a part of the room or a share of what is left of it.

use typst_library::foundations::{Content, Resolve, StyleChain};
use typst_library::layout::{Abs, BlockElem, Sizing, Spacing, VElem};
use typst_library::visualize::{CircleElem, EllipseElem, ImageElem, RectElem, SquareElem};

/// The share of the free room that vertical space takes, or a block of such a height.
pub(crate) fn fraction(child: &Content, styles: StyleChain) -> Option<f64> {
    if let Some(space) = child.to_packed::<VElem>() {
        return match space.amount {
            Spacing::Fr(fr) => Some(fr.get()),
            Spacing::Rel(_) => None,
        };
    }
    if let Some(Sizing::Fr(fr)) = height(child, styles) { Some(fr.get()) } else { None }
}

/// Does the same with any element that may have a height.
macro_rules! with_height {
    ($child:expr, |$elem:ident| $found:expr, $none:expr) => {
        with_height!(@ $child, $elem, $found, $none, BlockElem, RectElem, SquareElem, CircleElem, EllipseElem, ImageElem)
    };
    (@ $child:expr, $elem:ident, $found:expr, $none:expr, $($kind:ty),*) => {
        $(if let Some($elem) = $child.to_packed::<$kind>() { $found } else)* { $none }
    };
}

/// The height that a block, a shape or a picture asks for.
fn height(child: &Content, styles: StyleChain) -> Option<Sizing> {
    with_height!(child, |elem| Some(elem.height.get(styles)), None)
}

/// A child whose height is a part of the room has it as a length, as there is no room to take a part of where it is measured.
pub(crate) fn in_lengths(child: &Content, styles: StyleChain, whole: Abs) -> Content {
    match height(child, styles) {
        Some(Sizing::Rel(part)) if !part.rel.is_zero() && whole.to_pt().is_finite() => {
            of_height(child, part.resolve(styles).relative_to(whole))
        }
        _ => child.clone(),
    }
}

/// A block as high as its share of the room.
pub(crate) fn of_height(child: &Content, height: Abs) -> Content {
    let height = Sizing::Rel(height.into());
    with_height!(
        child,
        |elem| {
            let mut elem = elem.clone();
            elem.height.set(height);
            elem.pack()
        },
        child.clone()
    )
}
