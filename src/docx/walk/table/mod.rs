//! Tables and grids.

pub(super) mod anchored_cell;
pub(super) mod beside;
mod beside_words;
pub(super) mod broken_columns;
pub(super) mod cell;
pub(super) mod entries;
pub(super) mod filling_rows;
pub(super) mod grid;
mod header;
mod many_coloured;
pub(super) mod margins;
mod merged_sides;
pub(super) mod most_lines;
mod not_repeated;
pub(super) mod one_row;
pub(super) mod overfull;
pub(super) mod overlap;
pub(super) mod page_gaps;
pub(super) mod reaching_out;
pub(super) mod room_to_write;
pub(super) mod rows;
pub(super) mod rows_of_boxes;
pub(super) mod short_rows;
pub(super) mod tracks;
pub(super) mod unbroken;
pub(super) mod upright;
pub(super) mod void;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, AlignElem, FixedAlignment};
use typst_utils::Numeric;

use self::entries::Lattice;
use self::rows::{begins_page, close_up, keep_within};
use self::void::is_bare;
use super::container::around;
use super::flow::Flow;
use super::text::direction::is_rtl;
use super::{Area, Hold, NOTE, Walker};
use crate::docx::model::{CellAlign, Table, TableAlign, Twips};

impl Walker<'_, '_> {
    /// Adds a table or grid to the flow.
    pub fn table(
        &mut self,
        grid: &CellGrid,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let [above, below] = around(styles, area);
        flow.weak(above);
        if grid.cols.is_empty() || grid.rows.is_empty() {
            return Ok(());
        }
        if grid.cols.len() > 63 {
            // Word's limit.
            let picture = self.block_image(child, styles, locator, area, flow)?;
            let form = if picture { "图片" } else { "图形" };
            self.warn(child.span(), format!("{NOTE}超过 63 列的表格转为{form}"));
            flow.weak(below);
            return Ok(());
        }
        self.number_no_cells(child.span(), styles);
        self.hold_drawings(flow, false);
        flow.stands(styles.resolve(AlignElem::alignment).y);
        let room = self.row_room.take();
        let base = self.stack_base.take();
        let mut widths = self.columns(grid, styles, locator, area)?;
        self.give_room(grid, &mut widths, styles, locator, area)?;
        self.tell_of_headers(grid, &widths, child, styles, locator, area, flow)?;
        if is_bare(grid) && self.entry_row(grid, &widths, styles, locator, area, flow)? {
            flow.weak(below);
            return Ok(());
        }
        // What Word lists stands in paragraphs: an entry in a table is none of its.
        let entry = self.contents.pause();
        self.tell_of_colours(grid, child, styles);
        let lattice = Lattice::new(self, grid, &widths, [room, base], styles, area);
        let made = self.rows(&lattice, locator);
        self.contents.resume(entry);
        let mut rows = made?;
        let reach = close_up(&mut rows);
        // One that begins further down fills no page, unless its first row has no room but on one of its own.
        if (flow.at_start() || area.root && begins_page(&rows, area.height))
            && (area.root || area.hold == Hold::FixedCell)
            && area.height.is_finite()
            && area.height > Abs::zero()
        {
            keep_within(&mut rows, area.height);
        }
        let grid = lattice.columns();
        self.end_gaps_with_pages(&mut rows, &grid, flow, area);
        let rows = rows.into_iter().map(|track| track.row).collect();
        let (align, indent) = table_place(styles, area, widths.iter().sum());
        let indent = Twips::from_pt(indent.to_pt());
        let rtl = is_rtl(styles);
        flow.table(Table { grid, rows, align, indent, rtl, float: None }, reach);
        flow.weak(below);
        Ok(())
    }
}

/// Where a table stands between the margins.
fn table_align(styles: StyleChain) -> TableAlign {
    match styles.resolve(AlignElem::alignment).x {
        FixedAlignment::Start => TableAlign::Left,
        FixedAlignment::Center => TableAlign::Centre,
        FixedAlignment::End => TableAlign::Right,
    }
}

/// Where a table of a width stands, and how far from the text area's left edge. Word aligns it by the text area: where its room is
/// narrower than that, only the distance says where it stands.
pub(crate) fn table_place(styles: StyleChain, area: Area, width: Abs) -> (TableAlign, Abs) {
    let rest = area.width - width;
    let align = table_align(styles);
    let narrower = match align {
        // In tables that run to the left the distance counts from the right.
        _ if is_rtl(styles) => false,
        TableAlign::Left => false,
        TableAlign::Centre => (area.left - area.right).abs() > Abs::pt(0.5),
        TableAlign::Right => area.right > Abs::pt(0.5),
    };
    // A table as wide as its room stands at the left in any case; saying so keeps Word and LibreOffice together.
    if rest.abs() < Abs::pt(0.5) {
        (TableAlign::Left, area.left)
    } else if narrower {
        (TableAlign::Left, area.left + styles.resolve(AlignElem::alignment).x.position(rest))
    } else {
        (align, area.left)
    }
}

/// Where a cell's content stands between top and bottom.
pub(crate) fn cell_align(vertical: FixedAlignment) -> CellAlign {
    match vertical {
        FixedAlignment::Start => CellAlign::Top,
        FixedAlignment::Center => CellAlign::Centre,
        FixedAlignment::End => CellAlign::Bottom,
    }
}
