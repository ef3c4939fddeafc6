//! What is placed by the lower edge or the middle of a cell or frame without a height of its own: a seal in the corner of a form, the date
//! at the foot of an opinion. Typst places it by the height that the cell comes out with, wherever the line stands in which it was written.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, Size};

use crate::docx::model::RowHeight;
use crate::docx::walk::container::places;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::table::cell::cell_body;
use crate::docx::walk::table::grid::tracks_of;
use crate::docx::walk::{Area, Walker};

/// A row or frame no higher than this part of its page is taken to stand on one page, whatever comes before it. What goes over a page has
/// edges on both, and Word moves what does not fit into its first part.
const LOW: f64 = 0.3;

impl Walker<'_, '_> {
    /// How high a cell of automatic rows comes out, with its insets, if something is placed in it by that. `at`: its first column and row.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn cell_comes_out(
        &mut self,
        grid: &CellGrid,
        at: (usize, usize),
        (heights, widths): (&[RowHeight], &[Abs]),
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<Abs>> {
        let (x, y) = at;
        let Some(entry) = grid.cell(x, y).filter(|entry| places(cell_body(&entry.body)).0) else { return Ok(None) };
        let rows = |y: usize, span: usize| y..(y + tracks_of(span, grid.has_gutter)).min(heights.len());
        let own = rows(y, entry.rowspan.get());
        let mut height = Abs::zero();
        for y in own.clone() {
            height += self.row_comes_out(grid, y, (heights, widths), styles, locator)?;
        }
        // What ends with it and is higher than its own rows makes the last of them higher.
        let last = own.end.saturating_sub(1);
        let mut rest = Abs::zero();
        for column in 0..grid.cols.len() {
            let Some(begin) = grid.effective_parent_cell_position(column, last).filter(|begin| begin.x == column)
            else {
                continue;
            };
            let Some(other) = grid.cell(begin.x, begin.y).filter(|other| other.rowspan.get() > 1) else { continue };
            let spanned = rows(begin.y, other.rowspan.get());
            if spanned.end != own.end {
                continue;
            }
            let cells = tracks_of(other.colspan.get(), grid.has_gutter);
            let width: Abs = widths.get(column..(column + cells).min(widths.len())).unwrap_or_default().iter().sum();
            let natural = self.previewed(&other.body, styles, locator, Size::new(width, Abs::inf()))?.height();
            let mut given = Abs::zero();
            for y in spanned {
                given += self.row_comes_out(grid, y, (heights, widths), styles, locator)?;
            }
            rest.set_max(natural - given);
        }
        let height = height + rest;
        let most = if entry.breakable { area.height * LOW } else { area.height };
        Ok((height <= most).then_some(height))
    }

    fn row_comes_out(
        &mut self,
        grid: &CellGrid,
        y: usize,
        (heights, widths): (&[RowHeight], &[Abs]),
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Abs> {
        match heights.get(y) {
            Some(RowHeight::Exact(height) | RowHeight::AtLeast(height)) => Ok(Abs::pt(height.to_pt())),
            _ => self.natural_height(grid, y, widths, styles, locator),
        }
    }

    /// The room in a frame that is as high as what stands in it, where something is placed by that height. `around`: its insets above and
    /// below; `outer`: where the frame stands.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn frame_comes_out(
        &mut self,
        body: &Content,
        inner: Area,
        around: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        outer: Area,
        flow: &Flow,
    ) -> SourceResult<Area> {
        if !places(body).0 {
            return Ok(inner);
        }
        let own = self.previewed(body, styles, locator, Size::new(inner.width, Abs::inf()))?.height();
        let whole = own + around;
        // Where it goes over a page, its edges are those of each part.
        let one_page = !outer.root || outer.whole || whole <= outer.height * LOW || flow.surely_has_room(whole, outer);
        let comes_out = (whole < outer.height && one_page).then_some(own);
        Ok(Area { comes_out, ..inner })
    }
}
