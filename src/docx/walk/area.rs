//! The room blocks have.

use typst_library::layout::{Abs, Sides, Size};

/// The room a block has: its width and its distance from the text area's edges.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    /// Width of the lines.
    pub width: Abs,
    /// Width that relative widths refer to: in a frame as wide as its content more than that.
    pub base: Abs,
    /// Height that relative heights refer to.
    pub height: Abs,
    /// How much room there is below it that its content may take: the lower inset of a cell of a fixed height.
    pub under: Abs,
    /// From the text area's (or cell's) left edge.
    pub left: Abs,
    /// From the text area's (or cell's) right edge.
    pub right: Abs,
    /// Whether this is directly on the page, where absolute placement refers to the text area.
    pub root: bool,
    /// What placement refers to elsewhere.
    pub hold: Hold,
    /// In a cell as high as its content: the height it comes out with, where something is placed by that.
    pub comes_out: Option<Abs>,
    /// Whether it is no wider than its content in the end.
    pub loose: bool,
    /// Whether it lies in what stands on one page or in one column, which nothing breaks.
    pub whole: bool,
    /// Whether the content is to fill the height, so that fractions of it mean something.
    pub fill: bool,
}

/// What content placed in an area can hold on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// The paragraph that comes next.
    Flow,
    /// A header or footer.
    Margin,
    /// A room of a fixed height among other blocks, which is the area's.
    Room,
    /// A cell as high as its content.
    Cell,
    /// A cell of a fixed height, which is the area's.
    FixedCell,
}

impl Area {
    /// A room of its own, of a size.
    pub(super) fn of(size: Size) -> Self {
        Self {
            width: size.x,
            base: size.x,
            height: size.y,
            under: Abs::zero(),
            left: Abs::zero(),
            right: Abs::zero(),
            root: false,
            hold: Hold::Flow,
            comes_out: None,
            loose: false,
            whole: false,
            fill: false,
        }
    }

    /// The room inside of a cell or frame of a width, and of a height if it has one; `within` is the room around it.
    pub(super) fn inside(width: Abs, height: Option<Abs>, inset: Sides<Abs>, within: Self) -> Self {
        let inner = (height.unwrap_or(within.height) - inset.top - inset.bottom).max(Abs::zero());
        let size = Size::new((width - inset.left - inset.right).max(Abs::zero()), inner);
        let hold = if height.is_some() { Hold::FixedCell } else { Hold::Cell };
        let under = if height.is_some() { inset.bottom } else { Abs::zero() };
        Self { hold, under, fill: height.is_some(), ..Self::of(size) }
    }

    /// The same room made narrower on both sides.
    pub(super) fn inset(self, left: Abs, right: Abs) -> Self {
        Self {
            width: (self.width - left - right).max(Abs::zero()),
            base: (self.base - left - right).max(Abs::zero()),
            left: self.left + left,
            right: self.right + right,
            root: false,
            hold: Hold::Flow,
            comes_out: None,
            fill: false,
            ..self
        }
    }
}
