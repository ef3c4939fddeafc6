//! What of a box in a line decides what becomes of it.

use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::layout::{Abs, BoxElem, Sides, Size, Sizing};

use super::rule_of;
use crate::docx::model::{Colour, Underline};
use crate::docx::walk::Area;
use crate::docx::walk::line::Line;
use crate::docx::walk::table::grid::border;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::text::metrics::Extent;

/// Less than this in points is as good as nothing in a line.
const NOTHING: f64 = 1.0;

/// A box in a line, its sizes in the area it stands in.
pub(crate) struct InlineBox<'a> {
    pub elem: &'a Packed<BoxElem>,
    pub styles: StyleChain<'a>,
    /// What stands in it.
    pub body: Option<&'a Content>,
    /// Its width and height, if it has its own.
    pub width: Option<Abs>,
    pub height: Option<Abs>,
    /// The room within its edges.
    pub inset: Sides<Abs>,
    /// The line below it, as underlined words have one.
    pub rule: Option<Underline>,
    /// How far down its words are moved in it.
    pub down: Abs,
    /// Which sides have a line.
    ruled: Sides<bool>,
}

impl<'a> InlineBox<'a> {
    pub fn new(elem: &'a Packed<BoxElem>, body: Option<&'a Content>, styles: StyleChain<'a>, area: Area) -> Self {
        let stroke = elem.stroke.resolve(styles).map(Option::flatten);
        let width = match elem.width.get(styles) {
            Sizing::Rel(rel) => Some(rel.resolve(styles).relative_to(area.base)),
            Sizing::Auto | Sizing::Fr(_) => None,
        };
        let height = elem.height.get(styles).custom().map(|height| height.resolve(styles).relative_to(area.height));
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default);
        Self {
            elem,
            styles,
            body,
            width,
            height,
            inset: inset.relative_to(Size::new(width.unwrap_or(area.width), height.unwrap_or_default())),
            rule: rule_of(stroke.bottom.as_ref()),
            down: Abs::zero(),
            ruled: stroke.map(|side| side.is_some()),
        }
    }

    /// The box with its words moved down in it.
    pub fn moved(self, down: Abs) -> Self {
        Self { down, ..self }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.body.is_none_or(Content::is_empty)
    }

    /// Whether it has a ground, or lines that are no underline.
    pub fn is_dressed(&self) -> bool {
        let Sides { left, top, right, .. } = self.ruled;
        left || top || right || self.elem.fill.get_ref(self.styles).is_some()
    }

    /// Whether what is in it stands in the line as it does without it, but for lines and a ground around it.
    pub fn is_tight(&self) -> bool {
        let auto = self.elem.width.get(self.styles) == Sizing::Auto;
        let inset = (self.inset.left + self.inset.right).to_pt().abs();
        self.is_dressed() || auto && !self.ruled.bottom && inset < NOTHING
    }

    /// Whether there are lines on all its sides.
    pub fn is_ruled_around(&self) -> bool {
        self.ruled.iter().all(|side| *side)
    }

    /// The colour of the line above it.
    pub fn line_colour(&self) -> Colour {
        let stroke = self.elem.stroke.resolve(self.styles).top.flatten();
        stroke.map_or(Colour::BLACK, |stroke| border(&stroke.unwrap_or_default()).colour)
    }

    /// The width between its insets, if it has one of its own.
    pub fn inner(&self) -> Option<Abs> {
        self.width.map(|width| width - self.inset.left - self.inset.right)
    }

    /// The insets before its words and after them, as they are written: in text that runs to the left its right one comes first.
    pub fn insets_along(&self) -> (Abs, Abs) {
        let Sides { left, right, .. } = self.inset;
        if is_rtl(self.styles) { (right, left) } else { (left, right) }
    }

    /// The area within it: sizes in it are parts of its own.
    pub fn within(&self, area: Area) -> Area {
        self.inner().map_or(area, |width| {
            let width = width.max(Abs::zero());
            Area { width, base: width, ..area }
        })
    }

    /// Whether it is as wide as the lines.
    pub fn is_whole(&self, area: Area) -> bool {
        self.width.is_some_and(|width| width >= area.width - Abs::pt(0.5))
    }

    /// Whether it says that it is as good as nothing in its line.
    pub fn takes_no_room(&self) -> bool {
        let lengths = [self.width, self.height.map(|_| self.fixed_height())];
        lengths.iter().any(Option::is_some) && lengths.iter().flatten().all(|length| *length < Abs::pt(NOTHING))
    }

    /// Its height as far as that does not depend on the room it stands in; none where it is as high as what is in it.
    pub fn fixed_height(&self) -> Abs {
        match self.elem.height.get(self.styles) {
            Smart::Custom(height) => height.resolve(self.styles).relative_to(Abs::zero()),
            Smart::Auto => Abs::zero(),
        }
    }

    /// How far a box of a height reaches above the baseline and below it.
    pub fn extent(&self) -> Extent {
        let height = self.fixed_height();
        let below = self.elem.baseline.get(self.styles).shift().resolve(self.styles).relative_to(height);
        Extent { ascent: height - below, descent: below }
    }

    /// Makes its line as high as it is.
    pub fn heighten(&self, line: &mut Line) {
        let own = self.extent();
        line.uneven |= own.height() > line.extent.height();
        line.grow(own);
    }
}
