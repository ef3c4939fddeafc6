//! Tables and grids.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Resolve, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, AlignElem, Dir, FixedAlignment, Fr, HideElem, Sizing};
use typst_library::text::TextElem;
use typst_library::visualize::Paint;
use typst_syntax::Span;
use typst_utils::Numeric;

use super::cell::{Room, shows_cells};
use super::container::around;
use super::flow::Flow;
use super::grid::Along;
use super::heights::fixed_height;
use super::margins::{Bounds, Reach};
use super::overlap::draw_up;
use super::paint::colour_on;
use super::rows::{Track, close_up, keep_cell, keep_within, settle};
use super::tracks::Tracks;
use super::void::{edge_cells, is_bare, is_void, lean_cell};
use super::{Area, Hold, NOTE, Walker, grid as lines, upright};
use crate::docx::model::{Border, Borders, Cell, CellAlign, Row, RowHeight, Table, TableAlign, Twips};

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
        self.hold_drawings(flow, false);
        flow.stands(styles.resolve(AlignElem::alignment).y);
        let room = self.row_room.take();
        let base = self.stack_base.take();
        let mut widths = self.columns(grid, styles, locator, area)?;
        self.give_room(grid, &mut widths, styles, locator, area)?;
        if is_bare(grid) && self.entry_row(grid, &widths, styles, locator, area, flow)? {
            flow.weak(below);
            return Ok(());
        }
        // What Word lists stands in paragraphs: an entry in a table is none of its.
        let entry = self.contents.pause();
        let made = self.rows(grid, &widths, room, base, styles, locator, area, flow);
        self.contents.resume(entry);
        made?;
        flow.weak(below);
        Ok(())
    }

    /// Adds a table of columns of some widths.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn rows(
        &mut self,
        grid: &CellGrid,
        widths: &[Abs],
        room: Option<Abs>,
        base: Option<Abs>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let total =
            grid.rows.iter().fold(Fr::zero(), |sum, row| if let Sizing::Fr(fr) = row { sum + *fr } else { sum });
        let tracks = Tracks::of(grid, widths, styles, area);
        let columns = tracks.columns(widths);
        let header = grid
            .headers
            .iter()
            .filter(|header| header.repeated && header.range.start == 0 && header.level.get() == 1)
            .map(|header| header.range.end)
            .max()
            .unwrap_or(0);
        let look = Look { bare: is_bare(grid), shown: shows_cells(styles), base };
        let void: Vec<bool> = (0..grid.rows.len()).map(|y| look.bare && is_void(grid, y, styles)).collect();
        let own = |(&sizing, &void): (&Sizing, &bool)| match (sizing, room) {
            (Sizing::Auto, _) if void => RowHeight::Exact(Twips(1)),
            (Sizing::Fr(fr), Some(room)) => RowHeight::Exact(Twips::from_pt(fr.share(total, room).to_pt())),
            _ => self.row_height(sizing, styles, area),
        };
        let heights: Vec<RowHeight> = grid.rows.iter().zip(&void).map(own).collect();
        // A table that fills one page, as forms do, has no page to be parted at.
        let parted = area.root && fixed_height(&heights) > area.height;
        let mut rows: Vec<Track> = Vec::with_capacity(grid.rows.len());
        let mut reaches = Vec::with_capacity(grid.cols.len());
        let mut together = 0;
        // Rows that vertical text over several of them makes higher.
        let mut stretched: Vec<(usize, Twips)> = Vec::new();
        let mut drawn_up = None;
        for (y, &sizing) in grid.rows.iter().enumerate() {
            if !tracks.row(y) {
                drawn_up = look.bare.then(|| negative(sizing, styles, area)).flatten();
                continue;
            }
            let gutter = grid.has_gutter && y % 2 == 1;
            let height = heights.get(y).copied().unwrap_or_default();
            let none = height == RowHeight::Auto || height == RowHeight::Exact(Twips::ZERO);
            // A height of zero would mean any.
            let height = if gutter && none { RowHeight::Exact(Twips(1)) } else { height };
            let mut row = Row { height, header: y < header, ..Row::default() };
            let mut breakable = true;
            let mut full = false;
            let mut x = 0;
            reaches.clear();
            while x < grid.cols.len() {
                if !tracks.column(x) {
                    x += 1;
                    continue;
                }
                let (mut cell, span, reach) =
                    self.cell(grid, x, y, &tracks, widths, &heights, look, styles, locator, area)?;
                if void.get(y) == Some(&true) {
                    cell.blocks = lean_cell().blocks;
                }
                let end = |rows: usize| y + lines::tracks_of(rows, grid.has_gutter);
                if cell.merge == Some(true)
                    && let Some(entry) = grid.cell(x, y)
                {
                    let rows = y..end(entry.rowspan.get()).min(heights.len());
                    let sizes = (heights.as_slice(), widths);
                    let cell = (&cell, &entry.body);
                    stretched.extend(self.row_for_upright(grid, rows, cell, sizes, styles, locator)?);
                }
                if let Some(cell) = grid.cell(x, y)
                    && !cell.breakable
                {
                    breakable = false;
                    // In rows of fixed heights every cell is. What is higher than a page stays on none.
                    let end = end(cell.rowspan.get());
                    let group = heights.get(y..end).unwrap_or_default();
                    if sizing == Sizing::Auto || parted && fixed_height(group) <= area.height {
                        together = together.max(end);
                    }
                }
                row.cells.push(cell);
                reaches.push(reach);
                x += span.max(1);
                full |= std::mem::take(&mut self.overfull);
            }
            if let (RowHeight::Exact(height), true) = (row.height, full) {
                row.height = RowHeight::AtLeast(height);
            }
            row.cant_split = !breakable
                || y < together
                || matches!(height, RowHeight::Exact(_))
                || self.few_lines(&row, grid, y, &tracks, widths, styles, locator)?;
            let reach = settle(&mut row.cells, &reaches, look.bare);
            if row.height == RowHeight::Auto
                && let Some(height) = upright::row_height(&mut row.cells)
            {
                row.height = height;
            }
            for &(_, height) in stretched.iter().filter(|(own, _)| *own == y) {
                row.height = match row.height {
                    RowHeight::AtLeast(own) => RowHeight::AtLeast(own.max(height)),
                    _ => RowHeight::AtLeast(height),
                };
            }
            if y + 1 < together {
                // The rows of an unbreakable cell stay on one page.
                row.cells.iter_mut().for_each(keep_cell);
            }
            if let (Some(by), Some(above)) = (drawn_up.take(), rows.last_mut()) {
                draw_up(&mut above.row, &mut row, by);
            }
            let header = row.header;
            rows.push(Track { row, reach, gutter });
            if tracks.edge(y + 1) && !styles.get(HideElem::hidden) {
                let height = RowHeight::Exact(Twips(1));
                let cells = edge_cells(grid, y + 1, &tracks);
                let row = Row { height, header, cant_split: true, cells };
                rows.push(Track { row, reach: Reach::default(), gutter: true });
            }
        }
        let reach = close_up(&mut rows);
        // One that begins further down fills no page.
        let first = flow.at_start();
        if first && (area.root || area.hold == Hold::FixedCell) && area.height.is_finite() && area.height > Abs::zero()
        {
            keep_within(&mut rows, area.height);
        }
        let rows = rows.into_iter().map(|track| track.row).collect();
        let (align, indent) = table_place(styles, area, widths.iter().sum());
        let indent = Twips::from_pt(indent.to_pt());
        let rtl = styles.resolve(TextElem::dir) == Dir::RTL;
        flow.table(Table { grid: columns, rows, align, indent, rtl, float: None }, reach);
        Ok(())
    }

    /// One cell of Word's grid, how many columns it covers, and how far its content reaches beyond it.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn cell(
        &mut self,
        grid: &CellGrid,
        x: usize,
        y: usize,
        tracks: &Tracks,
        widths: &[Abs],
        heights: &[RowHeight],
        look: Look,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<(Cell, usize, Option<Reach>)> {
        let Some(parent) = grid.effective_parent_cell_position(x, y) else {
            // A gutter track no cell reaches over: room without lines, not as high as a line.
            let mut cell = lean_cell();
            if !styles.get(HideElem::hidden) {
                cell.borders = Borders {
                    top: lines::horizontal(grid, x, y),
                    left: lines::vertical(grid, x, y),
                    bottom: lines::horizontal(grid, x, y + 1),
                    right: lines::vertical(grid, x + 1, y),
                };
            }
            return Ok((cell, 1, None));
        };
        let Some(entry) = grid.cell(parent.x, parent.y) else {
            return Ok((Cell { columns: 1, ..Cell::default() }, 1, None));
        };
        let [colspan, rowspan] =
            [entry.colspan, entry.rowspan].map(|span| lines::tracks_of(span.get(), grid.has_gutter));
        let span = (parent.x + colspan).min(grid.cols.len()) - x;
        let last_row = (parent.y + rowspan).min(grid.rows.len()) - 1;
        let hidden = styles.get(HideElem::hidden);
        let borders = if hidden {
            Borders::default()
        } else {
            let top = self.upper(grid, x, span, y, tracks, entry.body.span());
            let bottom = match lines::along(grid, x, span, y + 1) {
                Along::Whole(line) if y == last_row => line,
                _ => None,
            };
            // Where the space between two tracks is none, both its edges are one.
            let above = || y.checked_sub(1).filter(|&gap| !tracks.row(gap));
            let below = || (y == last_row && !tracks.row(y + 1)).then_some(y + 2);
            let before = || x.checked_sub(1).filter(|&gap| !tracks.column(gap));
            let after = || (!tracks.column(x + span)).then_some(x + span + 1);
            Borders {
                top: top.or_else(|| lines::horizontal(grid, x, above()?)),
                left: lines::vertical(grid, x, y).or_else(|| lines::vertical(grid, before()?, y)),
                bottom: bottom.or_else(|| lines::horizontal(grid, x, below()?)),
                right: lines::vertical(grid, x + span, y).or_else(|| lines::vertical(grid, after()?, y)),
            }
        };
        let mut cell = Cell {
            columns: (x..x + span).filter(|&x| tracks.column(x)).count(),
            merge: (rowspan > 1).then_some(parent.y == y),
            borders,
            fill: entry.fill.as_ref().filter(|_| !hidden).map(|fill| colour_on(fill, self.ground)),
            ..Cell::default()
        };
        if let Some(Paint::Gradient(_) | Paint::Tiling(_)) = &entry.fill {
            self.warn(entry.body.span(), format!("{NOTE}底色的渐变或图案只取一个颜色"));
        }
        let mut reach = None;
        if parent.y == y {
            let width: Abs = widths.get(x..x + span).unwrap_or_default().iter().sum();
            let bounds = match heights.get(y) {
                Some(RowHeight::Exact(_)) => Bounds::Fixed,
                _ if look.bare && rowspan == 1 => Bounds::Unseen,
                _ => Bounds::Seen,
            };
            // The height of all its rows, if all are fixed.
            let fixed = heights.get(y..=last_row).unwrap_or_default().iter().map(|height| match height {
                RowHeight::Exact(height) => Some(Abs::pt(height.to_pt())),
                _ => None,
            });
            let height = fixed.sum::<Option<Abs>>();
            let room = Room { width, height, bounds, base: look.base };
            let outer = self.ground;
            self.ground = cell.fill.unwrap_or(outer);
            let walked = self.cell_content(entry, room, look.shown, styles, locator, area, &mut cell);
            self.ground = outer;
            reach = walked?;
        }
        Ok((cell, span, reach))
    }

    /// The line along a cell's upper edge. Where it has one along a part of it only, the cells above show it, or a row of its own does.
    fn upper(&mut self, grid: &CellGrid, x: usize, span: usize, y: usize, tracks: &Tracks, at: Span) -> Option<Border> {
        match lines::along(grid, x, span, y) {
            Along::Whole(line) => line.filter(|_| !tracks.edge(y)),
            Along::Parts(most) if y == 0 => {
                self.warn(at, format!("{NOTE}只在合并单元格一部分上面的线排不出来"));
                most
            }
            Along::Parts(_) => None,
        }
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
pub(super) fn table_place(styles: StyleChain, area: Area, width: Abs) -> (TableAlign, Abs) {
    let rest = area.width - width;
    let align = table_align(styles);
    let narrower = match align {
        // In tables that run to the left the distance counts from the right.
        _ if styles.resolve(TextElem::dir) == Dir::RTL => false,
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
pub(super) fn cell_align(vertical: FixedAlignment) -> CellAlign {
    match vertical {
        FixedAlignment::Start => CellAlign::Top,
        FixedAlignment::Center => CellAlign::Centre,
        FixedAlignment::End => CellAlign::Bottom,
    }
}

/// By how much the rows on both sides of a space lie over each other.
fn negative(space: Sizing, styles: StyleChain, area: Area) -> Option<Twips> {
    let Sizing::Rel(rel) = space else { return None };
    let height = rel.resolve(styles).relative_to(area.height);
    (height < Abs::zero()).then(|| Twips::from_pt(-height.to_pt()))
}

/// What holds for all cells of a grid.
#[derive(Clone, Copy)]
struct Look {
    /// Nothing is seen of it but what stands in it.
    bare: bool,
    /// Show rules make something else of cells.
    shown: bool,
    /// What widths in per cent refer to in them, if not to their columns.
    base: Option<Abs>,
}
