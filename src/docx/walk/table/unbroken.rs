//! Rows that Typst moves to the next page as they are: it breaks no figure, no shape, no image and no block that says so, and where such
//! a thing begins a cell and has no room left on its page, the whole row goes to the next one. Word would split the row: it leaves what
//! fits on the page before.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{
    Abs, BlockBody, BlockElem, MoveElem, PadElem, PlaceElem, RotateElem, ScaleElem, Size, SkewElem,
};
use typst_library::math::EquationElem;
use typst_library::routines::Pair;
use typst_library::text::TextElem;
use typst_library::visualize::{CircleElem, CurveElem, EllipseElem, ImageElem, PolygonElem, RectElem, SquareElem};

use super::grid as lines;
use crate::docx::walk::container::sides_of;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::{Area, Walker};

/// What is no higher than so many lines is on one page anyhow.
const LOW: f64 = 2.2;

/// The part of a row that has to be in one piece for all of the row to be so: a page's end is more likely to fall into it than into
/// the rest.
const MOST: f64 = 0.6;

impl Walker<'_, '_> {
    /// Notes in the flow of a cell how high what begins it is, if Typst does not break it. The first blocks it gets tell.
    pub(crate) fn see_unbroken(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if !flow.asks_unbroken {
            return Ok(());
        }
        let seen = |pair: &&Pair| !pair.0.is::<TagElem>() && !pair.0.is::<PlaceElem>();
        let Some(&(first, styles)) = pairs.iter().find(seen) else { return Ok(()) };
        if holds_others(first, styles) {
            // What it holds comes into the same flow.
            return Ok(());
        }
        flow.asks_unbroken = false;
        if is_unbroken(first, styles) {
            let size = Size::new(area.width, Abs::inf());
            let height = self.natural(&[(first, styles)], locator, size, area.height)?.y;
            flow.unbroken = (height > styles.resolve(TextElem::size) * LOW).then_some(height);
        }
        Ok(())
    }

    /// Whether a row whose cells begin with such things, so high with their upper insets, stays in one piece.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn stays_whole(
        &mut self,
        unbroken: Option<Abs>,
        grid: &CellGrid,
        y: usize,
        widths: &[Abs],
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<bool> {
        let Some(unbroken) = unbroken else { return Ok(false) };
        let mut highest = Abs::zero();
        for x in 0..grid.cols.len() {
            let Some(entry) = grid.cell(x, y).filter(|entry| entry.rowspan.get() == 1) else { continue };
            let span = lines::tracks_of(entry.colspan.get(), grid.has_gutter);
            let width: Abs = widths.get(x..(x + span).min(widths.len())).unwrap_or_default().iter().sum();
            highest.set_max(self.previewed(&entry.body, styles, locator, Size::new(width, Abs::inf()))?.height());
        }
        // What is higher than a page has none on which it would be whole.
        Ok(unbroken >= highest * MOST && !(area.height > Abs::zero() && highest > area.height))
    }
}

/// Whether something is walked into the flow around it, so that what begins it begins that.
fn holds_others(child: &Content, styles: StyleChain) -> bool {
    match child.to_packed::<BlockElem>() {
        Some(block) => {
            block.breakable.get(styles)
                && block.height.get(styles).is_auto()
                && block.fill.get_ref(styles).is_none()
                && sides_of(&block.stroke.resolve(styles)).is_empty()
                && matches!(block.body.get_ref(styles), Some(BlockBody::Content(_)))
        }
        None => child.is::<PadElem>(),
    }
}

/// Whether Typst leaves a block in one piece.
fn is_unbroken(child: &Content, styles: StyleChain) -> bool {
    if let Some(block) = child.to_packed::<BlockElem>() {
        return !block.breakable.get(styles)
            || matches!(block.body.get_ref(styles), Some(BlockBody::SingleLayouter(_)));
    }
    child.is::<RectElem>()
        || child.is::<SquareElem>()
        || child.is::<CircleElem>()
        || child.is::<EllipseElem>()
        || child.is::<PolygonElem>()
        || child.is::<CurveElem>()
        || child.is::<ImageElem>()
        || child.is::<MoveElem>()
        || child.is::<RotateElem>()
        || child.is::<ScaleElem>()
        || child.is::<SkewElem>()
        || child.is::<EquationElem>()
}
