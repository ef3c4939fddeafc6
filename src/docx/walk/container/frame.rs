//! Frames: tables of one cell, as blocks with looks and `rect` become.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, FixedAlignment, HideElem, Rel, Sides, Size};
use typst_library::model::ParElem;
use typst_library::visualize::{Paint, RectElem};

use super::{around, sides_of};
use crate::docx::model::{Block, Border, Borders, Cell, CellAlign, Colour, Row, RowHeight, Table, TableAlign, Twips};
use crate::docx::walk::flow::{Body, Flow};
use crate::docx::walk::marginal::Kind;
use crate::docx::walk::table::margins::{Bounds, Reach, set_margins, width_of};
use crate::docx::walk::table::rows::{BESIDE, CLOSING, growth, lower_line};
use crate::docx::walk::table::{cell_align, table_place};
use crate::docx::walk::text::paint::colour_on;
use crate::docx::walk::{Area, Hold, NOTE, Walker};

/// The room in a cell is that of the page if it is so much of it.
const PAGE: f64 = 0.8;

/// What is said of a frame and of what stands in it.
pub(crate) struct Framed<'a> {
    pub borders: Borders,
    pub fill: Option<&'a Paint>,
    /// The room within its edges, and how far it reaches out beyond its place.
    pub inset: Sides<Abs>,
    pub outset: Sides<Rel<Abs>>,
    /// Its size, as far as it has its own.
    pub width: Smart<Abs>,
    pub height: Option<Abs>,
    pub body: Option<&'a Content>,
}

impl Walker<'_, '_> {
    /// A frame around content: a table of one cell.
    pub(crate) fn frame(
        &mut self,
        framed: Framed,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let cut_off = std::mem::take(&mut self.cut_off);
        let (width, base) = self.frame_width(&framed, styles, locator, area)?;
        let inset = framed.inset;
        // What holds nothing is as high as its insets.
        let empty = framed.body.is_none_or(Content::is_empty);
        let height = framed.height.or_else(|| empty.then_some(inset.top + inset.bottom));
        if width <= Abs::zero() {
            flow.room(height.unwrap_or_default());
            return Ok(());
        }
        let outset = framed.outset.relative_to(Size::new(width, height.unwrap_or_default()));
        let outset = self.within_edge(outset, flow.count() == 0, area);
        self.hold_drawings(flow, false);
        let hidden = styles.get(HideElem::hidden);
        let borders = if hidden { Borders::default() } else { framed.borders };
        // A frame that fills the page, be it by one in it, leaves room for the paragraph that must follow a table, and for its lines,
        // which Word adds.
        let open = area.root || area.hold == Hold::Cell;
        let beside = Abs::pt(if area.root { BESIDE } else { CLOSING });
        let most = area.height - beside - width_of(borders.top) - width_of(borders.bottom);
        let outside = self.beside_table(area, styles);
        let within = if open { Area { height: most, ..area } } else { area };
        let loose = framed.width.is_auto();
        let mut inner = Area { base: base.max(Abs::zero()), loose, ..Area::inside(width, height, inset, within) };
        if let (None, Some(body)) = (height, framed.body) {
            inner = self.frame_comes_out(body, inner, inset.top + inset.bottom, styles, locator, area, flow)?;
        }
        let longer = height.filter(|&height| area.root && height > area.height + Abs::pt(1.0));
        let height = height.map(|height| if open { height.min(most - outside) } else { height });
        // What reaches out on all sides takes no room: the frame is larger than its place by it.
        let height = height.map(|height| height + outset.top + outset.bottom);
        let fill = framed.fill.filter(|_| !hidden);
        let framed =
            Framed { borders, fill, inset: inset.zip(outset).map(|(inset, outset)| inset + outset), height, ..framed };
        let (cell, height, mut reach) = self.frame_cell(&framed, inner, styles, locator)?;
        let more = match (height, framed.body) {
            // Unless it is cut off in Typst, too.
            (Some(height), Some(body)) if !cut_off && longer.is_none() => {
                self.overflow(body, &cell.blocks, Size::new(inner.width, height), styles, locator)?
            }
            _ => Abs::zero(),
        };
        let row = frame_row(cell, height, more, &mut reach);
        if height.is_none() {
            reach.under += lower_line(&row);
        }
        let mut rows = vec![row];
        if let (Some(longer), Some(height)) = (longer, height) {
            let natural = match framed.body {
                Some(body) => self.previewed(body, styles, locator, Size::new(inner.width, Abs::inf()))?.height(),
                None => Abs::zero(),
            };
            go_on(&mut rows, high(height), high(if natural <= height { longer - height } else { Abs::zero() }));
            let span = framed.body.map_or(self.around, Content::span);
            self.warn(span, format!("{NOTE}高于一页的方框从新的一页开始，分页处可能不同"));
        }
        if let Some(body) = framed.body {
            self.number_no_cells(body.span(), styles);
        }
        flow.space(-outset.top, 0);
        flow.table(frame_table(rows, width, outset, styles, area), reach);
        flow.space(-outset.bottom, 0);
        Ok(())
    }

    /// How wide a frame is, and what widths in per cent in it are parts of.
    fn frame_width(
        &mut self,
        framed: &Framed,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<(Abs, Abs)> {
        let insets = framed.inset.left + framed.inset.right;
        Ok(match (framed.width, framed.body) {
            (Smart::Custom(width), _) => (width, width - insets),
            (Smart::Auto, Some(body)) => (self.natural_width(body, insets, styles, locator, area)?, area.base - insets),
            (Smart::Auto, None) => (insets, Abs::zero()),
        })
    }

    /// The cell that is a frame, with what stands in it; the frame's height, if that is not what it comes out with; and how far it reaches
    /// beyond its room.
    fn frame_cell(
        &mut self,
        framed: &Framed,
        inner: Area,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<(Cell, Option<Abs>, Reach)> {
        let &Framed { borders, fill, inset, body, .. } = framed;
        let fill_colour = fill.map(|fill| colour_on(fill, self.ground));
        let outer = self.ground;
        self.ground = fill_colour.unwrap_or(outer);
        let met = self.places_met;
        let walked = match body {
            Some(body) => self.body(body, styles, locator, inner, inset.top, false),
            None => Ok(Flow::new().finish()),
        };
        self.ground = outer;
        let Body { mut blocks, over, below, vertical, by_edge, .. } = walked?;
        let height = match (framed.height, body) {
            // Nothing but room, which no paragraph says.
            (None, Some(body)) if blocks.is_empty() => {
                let room = self.previewed(body, styles, locator, Size::new(inner.width, Abs::inf()))?.height();
                Some(room + inset.top + inset.bottom)
            }
            (height, _) => height,
        };
        if blocks.is_empty() && height.is_some() {
            blocks.push(Block::Paragraph(crate::docx::walk::flow::spacer(Abs::pt(1.0), false).0));
        }
        if let Some(Paint::Gradient(_) | Paint::Tiling(_)) = fill {
            let span = body.map_or(self.around, Content::span);
            self.warn(span, format!("{NOTE}底色的渐变或图案只取一个颜色"));
        }
        let mut cell = Cell { columns: 1, borders, fill: fill_colour, blocks, ..Cell::default() };
        cell.align = cell_align(vertical.unwrap_or(FixedAlignment::Start));
        if let (Some(height), Some(body)) = (height, body)
            && cell.align != CellAlign::Top
        {
            let room = Size::new(inner.width, height - inset.top - inset.bottom);
            self.lower_anchored(&mut cell, (by_edge, self.places_met > met), body, room, styles, locator)?;
        }
        let bounds = if height.is_some() { Bounds::Fixed } else { Bounds::Seen };
        let reach = raised(set_margins(&mut cell, inset, over, below, bounds), over - inset.top);
        Ok((cell, height, reach))
    }

    /// What a frame that fills the page in a cell leaves free beside: there is another such paragraph after the cell's table, and the lines
    /// of other cells begin above their letters.
    fn beside_table(&self, area: Area, styles: StyleChain) -> Abs {
        let whole = self.page.size.y - self.page.margins.top - self.page.margins.bottom;
        if area.root || area.height < whole * PAGE {
            return Abs::zero();
        }
        Abs::pt(BESIDE) + styles.resolve(ParElem::leading)
    }

    /// How far a ground reaches out. Beyond the page's edge there is nothing to be seen, and no table can begin there. `first`: nothing
    /// stands before it.
    fn within_edge(&self, mut outset: Sides<Abs>, first: bool, area: Area) -> Sides<Abs> {
        let outermost = matches!(area.hold, Hold::Flow | Hold::Margin);
        match self.reach.filter(|_| outermost) {
            Some((Kind::Header, free)) if first => outset.top.set_min(free),
            Some((Kind::Footer, free)) => outset.bottom.set_min(free),
            _ => {}
        }
        outset
    }

    /// The width content takes with the insets beside it, when nothing limits it but the area.
    fn natural_width(
        &mut self,
        body: &Content,
        insets: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Abs> {
        let room = (area.base - insets).max(Abs::zero());
        let size = Size::new(room, Abs::inf());
        Ok(self.previewed(body, styles, locator, size)?.width().min(room) + insets)
    }

    /// `rect` with a body is a frame; without one it is drawn, and so is `square`, which stays as high as it is wide.
    pub fn boxed_body(
        &mut self,
        child: &Content,
        body: Option<&Content>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let Some(body) = body else {
            return self.block_picture(child, "图形", styles, locator, area, flow);
        };
        let Some(rect) = child.to_packed::<RectElem>() else {
            return self.block_picture(child, "图形", styles, locator, area, flow);
        };
        let borders = match rect.stroke.resolve(styles) {
            Smart::Auto if rect.fill.get_ref(styles).is_none() => {
                Borders { top: hairline(), left: hairline(), bottom: hairline(), right: hairline() }
            }
            Smart::Auto => Borders::default(),
            Smart::Custom(sides) => sides_of(&sides.map(|side| side)),
        };
        let inset = rect.inset.resolve(styles).map(Option::unwrap_or_default);
        let width = rect.width.get(styles).map(|width| width.resolve(styles).relative_to(area.base));
        let height = self.height(rect.height.get(styles), rect.span(), styles, area);
        let own = self.own_height(height, &inset, child, styles, locator, area)?;
        let inset = inset.relative_to(Size::new(width.unwrap_or(area.base), own));
        if self.is_rounded(child, rect.radius.resolve(styles), (width, height), styles, locator, area)? {
            return self.block_picture(child, "图形", styles, locator, area, flow);
        }
        let fill = rect.fill.get_ref(styles).as_ref();
        let outset = rect.outset.resolve(styles).map(Option::unwrap_or_default);
        let [above, below] = around(styles, area);
        flow.weak(above);
        let framed = Framed { borders, fill, inset, outset, width, height, body: Some(body) };
        let before = flow.count();
        self.frame(framed, styles, locator, area, flow)?;
        // A rectangle is not broken over pages.
        flow.hold_unless_noted(before);
        flow.weak(below);
        Ok(())
    }
}

/// The row of a frame, which grows where its text, higher by `more`, would be cut.
fn frame_row(cell: Cell, height: Option<Abs>, more: Abs, reach: &mut Reach) -> Row {
    let grown = growth(cell.align, more);
    *reach = Reach { over: reach.over + grown.over, under: reach.under + grown.under };
    let height = match height {
        None => RowHeight::Auto,
        Some(height) if more > Abs::zero() => RowHeight::AtLeast(high(height)),
        Some(height) => RowHeight::Exact(high(height)),
    };
    Row { height, cells: vec![cell], ..Row::default() }
}

/// A frame's rows as a table that stands where the frame does.
fn frame_table(rows: Vec<Row>, width: Abs, outset: Sides<Abs>, styles: StyleChain, area: Area) -> Table {
    let (mut align, mut indent) = table_place(styles, area, width);
    if outset.left != Abs::zero() || outset.right != Abs::zero() {
        // The frame without its outset is what is aligned.
        indent = area.left + styles.resolve(AlignElem::alignment).x.position(area.width - width) - outset.left;
        align = TableAlign::Left;
    }
    Table {
        grid: vec![Twips::from_pt((width + outset.left + outset.right).to_pt())],
        rows,
        align,
        indent: Twips::from_pt(indent.to_pt()),
        ..Table::default()
    }
}

/// Has a frame reach out above as far as its first line's box does beyond its inset, so that its letters stand where they should.
fn raised(reach: Reach, beyond: Abs) -> Reach {
    let up = beyond.min(reach.under).max(Abs::zero());
    Reach { over: reach.over + up, under: reach.under - up }
}

fn hairline() -> Option<Border> {
    Some(Border { kind: "single", size: 8, colour: Colour::BLACK, space: 0 })
}

fn high(height: Abs) -> Twips {
    Twips::from_pt(height.to_pt())
}

/// Makes a frame's row one that goes on on the next page, which one of an exact height does not, and adds rows of no more than its height
/// for the rest.
fn go_on(rows: &mut Vec<Row>, height: Twips, rest: Twips) {
    let Some(first) = rows.first_mut() else { return };
    first.height = RowHeight::AtLeast(height);
    let mut cells = first.cells.clone();
    for cell in &mut cells {
        cell.borders.top = None;
        cell.blocks = vec![Block::Paragraph(crate::docx::walk::flow::spacer(Abs::pt(1.0), false).0)];
    }
    let last = first.cells.first().and_then(|cell| cell.borders.bottom);
    let mut left = rest;
    while height > Twips::ZERO && left > Twips::ZERO {
        for cell in rows.last_mut().into_iter().flat_map(|row| &mut row.cells).chain(&mut cells) {
            cell.borders.bottom = None;
        }
        rows.push(Row { height: RowHeight::AtLeast(left.min(height)), cells: cells.clone(), ..Row::default() });
        left -= height;
    }
    for cell in rows.last_mut().into_iter().flat_map(|row| &mut row.cells) {
        cell.borders.bottom = last;
    }
}
