//! The rows of a table or grid, and their cells as Word's grid has them.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Resolve, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, Fr, HideElem, Sizing};
use typst_syntax::Span;

use super::cell::{Room, shows_cells};
use super::grid::Along;
use super::header::header_rows;
use super::margins::{Bounds, Reach};
use super::merged_sides::first_side;
use super::not_repeated::inner_headings;
use super::overlap::draw_up;
use super::rows::{Track, growth, keep_cell, settle};
use super::tracks::Tracks;
use super::void::{edge_cells, is_bare, is_blank, is_open, is_void, lean_cell};
use super::{grid as lines, upright};
use crate::docx::model::{Border, Borders, Cell, Row, RowHeight, Twips};
use crate::docx::walk::flow::heights::fixed_height;
use crate::docx::walk::text::paint::colour_on;
use crate::docx::walk::{Area, NOTE, Walker};

/// A grid as it is walked.
pub(crate) struct Lattice<'a> {
    grid: &'a CellGrid,
    widths: &'a [Abs],
    tracks: Tracks,
    /// How high its rows are, as far as it is said.
    heights: Vec<RowHeight>,
    /// The rows in which nothing stands.
    void: Vec<bool>,
    /// How many rows are its header, which is repeated.
    header: usize,
    /// The rows of headers further down, which are not.
    headings: Vec<bool>,
    /// Whether it is higher than a page. One that fills a page, as forms do, has no page to be parted at.
    parted: bool,
    /// Nothing is seen of it but what stands in it.
    bare: bool,
    /// Nothing is seen of its upper edges.
    open: bool,
    /// Show rules make something else of cells.
    shown: bool,
    /// What widths in per cent refer to in its cells, if not to their columns.
    base: Option<Abs>,
    styles: StyleChain<'a>,
    area: Area,
}

impl<'a> Lattice<'a> {
    /// A grid of columns of some widths. `room`: the height its rows of fractions share; `base`: what widths in per cent refer to.
    pub fn new(
        walker: &Walker,
        grid: &'a CellGrid,
        widths: &'a [Abs],
        [room, base]: [Option<Abs>; 2],
        styles: StyleChain<'a>,
        area: Area,
    ) -> Self {
        let bare = is_bare(grid);
        let total =
            grid.rows.iter().fold(Fr::zero(), |sum, row| if let Sizing::Fr(fr) = row { sum + *fr } else { sum });
        let header = header_rows(grid);
        let headings = inner_headings(grid);
        let void: Vec<bool> = (0..grid.rows.len()).map(|y| bare && is_void(grid, y, styles)).collect();
        let own = |(&sizing, &void): (&Sizing, &bool)| match (sizing, room) {
            (Sizing::Auto, _) if void => RowHeight::Exact(Twips(1)),
            (Sizing::Fr(fr), Some(room)) => RowHeight::Exact(Twips::from_pt(fr.share(total, room).to_pt())),
            _ => walker.row_height(sizing, styles, area),
        };
        let heights: Vec<RowHeight> = grid.rows.iter().zip(&void).map(own).collect();
        let parted = area.root && fixed_height(&heights) > area.height;
        let tracks = Tracks::of(grid, widths, styles, area);
        let shown = shows_cells(styles);
        Self {
            grid,
            widths,
            tracks,
            heights,
            void,
            header,
            headings,
            parted,
            bare,
            open: bare || is_open(grid),
            shown,
            base,
            styles,
            area,
        }
    }

    /// The columns of Word's grid.
    pub fn columns(&self) -> Vec<Twips> {
        self.tracks.columns(self.widths)
    }

    /// The last of the rows of a cell that holds more than they are high, and how high it has to be for that.
    fn last_stretched(&self, end: usize, more: Abs) -> Option<(usize, Twips)> {
        let last = end.checked_sub(1).filter(|_| more > Abs::zero())?;
        match self.heights.get(last) {
            Some(RowHeight::Exact(height)) => Some((last, *height + Twips::from_pt(more.to_pt()))),
            _ => None,
        }
    }

    fn hidden(&self) -> bool {
        self.styles.get(HideElem::hidden)
    }

    /// How high a row is. A space without a height has one: zero would mean any.
    fn height(&self, y: usize) -> RowHeight {
        let height = self.heights.get(y).copied().unwrap_or_default();
        let none = height == RowHeight::Auto || height == RowHeight::Exact(Twips::ZERO);
        if self.is_gutter(y) && none { RowHeight::Exact(Twips(1)) } else { height }
    }

    /// Whether a row is the space between two.
    fn is_gutter(&self, y: usize) -> bool {
        self.grid.has_gutter && y % 2 == 1
    }

    /// The row behind the last of a cell that begins in a row.
    fn end(&self, y: usize, rows: usize) -> usize {
        y + lines::tracks_of(rows, self.grid.has_gutter)
    }
}

/// The rows of a table that are walked, and what they have to do with those that come.
#[derive(Default)]
struct Walked {
    rows: Vec<Track>,
    /// Up to which row all stay on one page.
    together: usize,
    /// Rows that vertical text over several of them makes higher.
    stretched: Vec<(usize, Twips)>,
    /// By how much the row that comes lies over the last.
    drawn_up: Option<Twips>,
}

impl Walked {
    /// Makes a row as high as text over several asks for. `given`: its height, before what it holds itself made it higher.
    fn stretch(&self, y: usize, row: &mut Row, given: RowHeight, grown: &mut Reach) {
        for &(_, height) in self.stretched.iter().filter(|(own, _)| *own == y) {
            if let RowHeight::Exact(own) = given {
                grown.under.set_max(Abs::pt((height - own).to_pt()));
            }
            row.height = match row.height {
                RowHeight::AtLeast(own) => RowHeight::AtLeast(own.max(height)),
                _ => RowHeight::AtLeast(height),
            };
        }
    }
}

impl Walker<'_, '_> {
    /// Walks all rows of a grid.
    pub(crate) fn rows(&mut self, lattice: &Lattice, locator: &mut SplitLocator) -> SourceResult<Vec<Track>> {
        let mut walked = Walked::default();
        for (y, &sizing) in lattice.grid.rows.iter().enumerate() {
            if lattice.tracks.row(y) {
                self.table_row(lattice, y, &mut walked, locator)?;
            } else {
                walked.drawn_up = lattice.bare.then(|| negative(sizing, lattice.styles, lattice.area)).flatten();
            }
        }
        Ok(walked.rows)
    }

    fn table_row(
        &mut self,
        lattice: &Lattice,
        y: usize,
        walked: &mut Walked,
        locator: &mut SplitLocator,
    ) -> SourceResult<()> {
        let &Lattice { grid, widths, styles, bare, ref tracks, .. } = lattice;
        let height = lattice.height(y);
        let begins = self.met.len();
        let mut row = Row { height, header: y < lattice.header, ..Row::default() };
        let mut breakable = true;
        let mut unbroken = None;
        let mut grown = Reach::default();
        let mut reaches = Vec::with_capacity(grid.cols.len());
        let mut x = 0;
        while x < grid.cols.len() {
            if !tracks.column(x) {
                x += 1;
                continue;
            }
            self.unbroken = None;
            let (mut cell, span, reach) = self.cell(lattice, x, y, locator)?;
            if cell.merge.is_none() {
                unbroken = unbroken.max(self.unbroken.take());
            }
            if lattice.void.get(y) == Some(&true) {
                cell.blocks = lean_cell().blocks;
            }
            let more = std::mem::take(&mut self.overfull);
            if cell.merge.is_none() && more > grown.over + grown.under {
                grown = growth(cell.align, more);
            }
            if cell.merge == Some(true)
                && let Some(entry) = grid.cell(x, y)
            {
                let rows = y..lattice.end(y, entry.rowspan.get()).min(lattice.heights.len());
                let sizes = (lattice.heights.as_slice(), widths);
                let cell = (&cell, &entry.body);
                walked.stretched.extend(lattice.last_stretched(rows.end, more));
                walked.stretched.extend(self.row_for_upright(grid, rows, cell, sizes, styles, locator)?);
            }
            if let Some(entry) = grid.cell(x, y)
                && !entry.breakable
            {
                breakable = false;
                // In rows of fixed heights every cell is. What is higher than a page stays on none.
                let end = lattice.end(y, entry.rowspan.get());
                let group = lattice.heights.get(y..end).unwrap_or_default();
                let auto = grid.rows.get(y) == Some(&Sizing::Auto);
                if auto || lattice.parted && fixed_height(group) <= lattice.area.height {
                    walked.together = walked.together.max(end);
                }
            }
            row.cells.push(cell);
            reaches.push(reach);
            x += span.max(1);
        }
        let more = grown.over + grown.under;
        if let (RowHeight::Exact(height), true) = (row.height, more > Abs::zero()) {
            row.height = RowHeight::AtLeast(height);
        }
        let narrow =
            reaches.iter().all(Option::is_none) && self.narrow_row(&mut row, (grid, y, widths), styles, locator)?;
        row.cant_split = !breakable
            || y < walked.together
            || narrow
            || matches!(height, RowHeight::Exact(_))
            || self.few_lines(&row, grid, y, tracks, widths, styles, locator)?
            || self.stays_whole(unbroken, grid, y, widths, styles, locator, lattice.area)?;
        let mut reach = settle(&mut row.cells, &reaches, bare);
        if row.height == RowHeight::Auto
            && let Some((height, more)) = upright::row_height(&mut row.cells)
        {
            row.height = height;
            reach.under += more;
        }
        walked.stretch(y, &mut row, lattice.height(y), &mut grown);
        if y + 1 < walked.together || lattice.headings.get(y) == Some(&true) {
            // The rows of an unbreakable cell stay on one page, and a header with the row below it.
            row.cells.iter_mut().for_each(keep_cell);
        }
        if let (Some(by), Some(above)) = (walked.drawn_up.take(), walked.rows.last_mut()) {
            draw_up(&mut above.row, &mut row, by);
        }
        let header = row.header;
        reach = Reach { over: reach.over + grown.over, under: reach.under + grown.under };
        let empty = bare && matches!(row.height, RowHeight::Exact(_)) && row.cells.iter().all(is_blank);
        let met = begins..self.met.len();
        walked.rows.push(Track { row, reach, grown, gutter: lattice.is_gutter(y), empty, met });
        if tracks.edge(y + 1) && !lattice.hidden() {
            let height = RowHeight::Exact(Twips(1));
            let cells = edge_cells(grid, y + 1, tracks);
            let row = Row { height, header, cant_split: true, cells };
            walked.rows.push(Track::edge(row));
        }
        Ok(())
    }

    /// One cell of Word's grid, how many columns it covers, and how far its content reaches beyond it.
    fn cell(
        &mut self,
        lattice: &Lattice,
        x: usize,
        y: usize,
        locator: &mut SplitLocator,
    ) -> SourceResult<(Cell, usize, Option<Reach>)> {
        let &Lattice { grid, ref tracks, .. } = lattice;
        let hidden = lattice.hidden();
        let Some(parent) = grid.effective_parent_cell_position(x, y) else {
            // A gutter track no cell reaches over: room without lines, not as high as a line.
            let mut cell = lean_cell();
            if !hidden {
                cell.borders = Borders {
                    top: lines::horizontal(grid, x, y),
                    left: lines::vertical(grid, x, y),
                    // What the row below shows itself would be left over at a page's end.
                    bottom: lines::horizontal(grid, x, y + 1).filter(|_| !lines::shown_below(grid, x, y)),
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
            let left = |y| lines::vertical(grid, x, y).or_else(|| lines::vertical(grid, before()?, y));
            let right = |y| lines::vertical(grid, x + span, y).or_else(|| lines::vertical(grid, after()?, y));
            let (left, right) = if parent.y == y {
                let rows = || y..last_row + 1;
                let outside = before().unwrap_or(x).checked_sub(1);
                let beyond = Some(after().unwrap_or(x + span)).filter(|&x| x < grid.cols.len());
                (first_side(grid, tracks, rows(), outside, left), first_side(grid, tracks, rows(), beyond, right))
            } else {
                (left(y), right(y))
            };
            Borders {
                top: top.or_else(|| lines::horizontal(grid, x, above()?)),
                left,
                bottom: bottom.or_else(|| lines::horizontal(grid, x, below()?)),
                right,
            }
        };
        let mut cell = Cell {
            columns: (x..x + span).filter(|&x| tracks.column(x)).count(),
            merge: (rowspan > 1).then_some(parent.y == y),
            borders,
            fill: entry.fill.as_ref().filter(|_| !hidden).map(|fill| colour_on(fill, self.ground)),
            ..Cell::default()
        };
        let mut reach = None;
        if parent.y == y {
            let width: Abs = lattice.widths.get(x..x + span).unwrap_or_default().iter().sum();
            let bounds = match lattice.heights.get(y) {
                Some(RowHeight::Exact(_)) => Bounds::Fixed,
                _ if lattice.open && rowspan == 1 => Bounds::Unseen,
                _ => Bounds::Seen,
            };
            // The height of all its rows, if all are fixed.
            let fixed = lattice.heights.get(y..=last_row).unwrap_or_default().iter().map(|height| match height {
                RowHeight::Exact(height) => Some(Abs::pt(height.to_pt())),
                _ => None,
            });
            let height = fixed.sum::<Option<Abs>>();
            let sizes = (lattice.heights.as_slice(), lattice.widths);
            let comes_out = match height {
                None => self.cell_comes_out(grid, (x, y), sizes, lattice.styles, locator, lattice.area)?,
                Some(_) => None,
            };
            let room = Room { width, height, comes_out, bounds, base: lattice.base };
            let outer = self.ground;
            self.ground = cell.fill.unwrap_or(outer);
            let walked =
                self.cell_content(entry, room, lattice.shown, lattice.styles, locator, lattice.area, &mut cell);
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

/// By how much the rows on both sides of a space lie over each other.
fn negative(space: Sizing, styles: StyleChain, area: Area) -> Option<Twips> {
    let Sizing::Rel(rel) = space else { return None };
    let height = rel.resolve(styles).relative_to(area.height);
    (height < Abs::zero()).then(|| Twips::from_pt(-height.to_pt()))
}
