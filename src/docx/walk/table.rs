//! Tables and grids.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::{Cell as GridEntry, CellGrid};
use typst_library::layout::{
    Abs, AlignElem, Alignment, Dir, FixedAlignment, Fr, GridCell, HideElem, Length, Rel, Sides, Size, Sizing,
    StackChild, StackElem,
};
use typst_library::model::TableCell;
use typst_library::routines::Arenas;
use typst_library::text::TextElem;
use typst_library::visualize::Paint;

use super::container::around;
use super::flow::{Body, Flow, spacer};
use super::paint::colour_on;
use super::tracks::whole;
use super::{Area, Hold, NOTE, Walker, grid as lines};
use crate::docx::model::{
    Align, Block, Borders, Cell, CellAlign, Inline, Line, Paragraph, ParagraphFormat, Row, RowHeight, RunFormat, Table,
    TableAlign, TextFlow, Twips,
};

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
            self.block_picture(child, "超过 63 列的表格", styles, locator, area, flow)?;
            flow.weak(below);
            return Ok(());
        }
        self.hold_drawings(flow);
        let room = self.row_room.take();
        let total =
            grid.rows.iter().fold(Fr::zero(), |sum, row| if let Sizing::Fr(fr) = row { sum + *fr } else { sum });
        let widths = self.columns(grid, styles, locator, area)?;
        let columns = whole(&widths);
        let header = grid
            .headers
            .iter()
            .filter(|header| header.repeated && header.range.start == 0 && header.level.get() == 1)
            .map(|header| header.range.end)
            .max()
            .unwrap_or(0);
        let mut rows = Vec::with_capacity(grid.rows.len());
        for (y, &sizing) in grid.rows.iter().enumerate() {
            let mut height = match (sizing, room) {
                (Sizing::Fr(fr), Some(room)) => RowHeight::Exact(Twips::from_pt(fr.share(total, room).to_pt())),
                _ => self.row_height(sizing, styles, area),
            };
            if grid.has_gutter && y % 2 == 1 && (sizing == Sizing::Auto || height == RowHeight::Exact(Twips::ZERO)) {
                // A gutter takes up no more than is said; a height of zero would mean any.
                height = RowHeight::Exact(Twips(1));
            }
            let mut row = Row { height, header: y < header, ..Row::default() };
            let mut breakable = false;
            let mut x = 0;
            while x < grid.cols.len() {
                let (cell, span) = self.cell(grid, x, y, &widths, height, styles, locator, area)?;
                breakable |= grid.cell(x, y).is_some_and(|cell| cell.breakable);
                row.cells.push(cell);
                x += span.max(1);
            }
            row.cant_split = !breakable || matches!(height, RowHeight::Exact(_));
            rows.push(row);
        }
        let (align, indent) = table_place(styles, area, widths.iter().sum());
        let indent = Twips::from_pt(indent.to_pt());
        let rtl = styles.resolve(TextElem::dir) == Dir::RTL;
        flow.table(Table { grid: columns, rows, align, indent, rtl, float: None });
        flow.weak(below);
        Ok(())
    }

    /// One cell of Word's grid, and how many columns it covers.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn cell(
        &mut self,
        grid: &CellGrid,
        x: usize,
        y: usize,
        widths: &[Abs],
        height: RowHeight,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<(Cell, usize)> {
        let Some(parent) = grid.effective_parent_cell_position(x, y) else {
            // A gutter track no cell reaches over: room without lines, not as high as a line.
            let blocks = vec![Block::Paragraph(spacer(Abs::pt(1.0), false).0)];
            return Ok((Cell { columns: 1, blocks, ..Cell::default() }, 1));
        };
        let Some(entry) = grid.cell(parent.x, parent.y) else {
            return Ok((Cell { columns: 1, ..Cell::default() }, 1));
        };
        let factor = |span: usize| if grid.has_gutter { 2 * span - 1 } else { span };
        let (colspan, rowspan) = (factor(entry.colspan.get()), factor(entry.rowspan.get()));
        let span = (parent.x + colspan).min(grid.cols.len()) - x;
        let last_row = (parent.y + rowspan).min(grid.rows.len()) - 1;
        let hidden = styles.get(HideElem::hidden);
        let borders = if hidden {
            Borders::default()
        } else {
            Borders {
                top: lines::horizontal(grid, x, y),
                left: lines::vertical(grid, x, y),
                bottom: if y == last_row { lines::horizontal(grid, x, y + 1) } else { None },
                right: lines::vertical(grid, x + span, y),
            }
        };
        let mut cell = Cell {
            columns: span,
            merge: (rowspan > 1).then_some(parent.y == y),
            borders,
            fill: entry.fill.as_ref().filter(|_| !hidden).map(|fill| colour_on(fill, self.ground)),
            ..Cell::default()
        };
        if let Some(Paint::Gradient(_) | Paint::Tiling(_)) = &entry.fill {
            self.warn(entry.body.span(), format!("{NOTE}底色的渐变或图案只取一个颜色"));
        }
        if parent.y == y {
            let width: Abs = widths.get(x..x + span).unwrap_or_default().iter().sum();
            let fixed = matches!(height, RowHeight::Exact(_));
            // The height of all its rows, if all are fixed.
            let tracks = grid.rows.get(y..=last_row).unwrap_or_default();
            let heights = tracks.iter().map(|&track| match self.row_height(track, styles, area) {
                RowHeight::Exact(height) => Some(Abs::pt(height.to_pt())),
                _ => None,
            });
            let height = heights.sum::<Option<Abs>>();
            let outer = self.ground;
            self.ground = cell.fill.unwrap_or(outer);
            let walked = self.cell_content(entry, width, height, fixed, styles, locator, area, &mut cell);
            self.ground = outer;
            walked?;
        }
        Ok((cell, span))
    }

    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn cell_content(
        &mut self,
        entry: &GridEntry,
        width: Abs,
        height: Option<Abs>,
        fixed: bool,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        cell: &mut Cell,
    ) -> SourceResult<()> {
        let (inset, align) = cell_fields(&entry.body, styles);
        let inset = inset.relative_to(Size::new(width, area.height));
        let outer = styles.resolve(AlignElem::alignment);
        let vertical = match align {
            Smart::Custom(align) => align.y().map_or(outer.y, |y| y.resolve(styles)),
            Smart::Auto => outer.y,
        };
        cell.align = cell_align(vertical);
        if is_vertical(&entry.body) {
            return self.vertical_cell(&entry.body, styles, locator, cell);
        }
        let inner = Area {
            width: (width - inset.left - inset.right).max(Abs::zero()),
            height: height.map_or(area.height, |height| (height - inset.top - inset.bottom).max(Abs::zero())),
            left: Abs::zero(),
            right: Abs::zero(),
            root: false,
            hold: if height.is_some() { Hold::FixedCell } else { Hold::Cell },
            fill: height.is_some(),
        };
        let Body { blocks, over, below, hung, vertical } = self.body(&entry.body, styles, locator, inner, inset.top)?;
        // What stands in it may be aligned otherwise than the cell.
        cell.align = vertical.map_or(cell.align, cell_align);
        if hung {
            // Nothing but what hangs from the cell's upper edge.
            cell.align = CellAlign::Top;
        }
        cell.blocks = blocks;
        if cell.blocks.is_empty() && !fixed {
            let room = if cell_body(&entry.body).is_empty() {
                Abs::zero()
            } else {
                // With the insets, which Typst's rule for cells puts around their content.
                let body = self.lay_out(&entry.body, styles, locator, Size::new(width, Abs::inf()))?;
                (body.height() - inset.top - inset.bottom).max(Abs::zero())
            };
            self.empty_cell(inset, room, styles, cell);
            return Ok(());
        }
        set_margins(cell, inset, over, below, fixed);
        Ok(())
    }

    /// A cell with nothing to be seen in it is as high as its insets and the room its content takes, but Word puts a line into it: the
    /// line takes their place.
    fn empty_cell(&mut self, inset: Sides<Abs>, room: Abs, styles: StyleChain, cell: &mut Cell) {
        let mark = self.run_format(styles);
        let size = styles.resolve(TextElem::size);
        let side = |width: Abs| Twips::from_pt(width.to_pt());
        if room > size * 1.5 {
            // Room that is left on purpose stays below the line: an upper margin would move the whole row's text.
            let format = ParagraphFormat {
                align: self.align(styles, false),
                line: Some(Line::Exact(side(size * 1.2))),
                after: side(inset.top + room - size * 1.2),
                widow_control: true,
                ..ParagraphFormat::default()
            };
            cell.blocks = vec![Block::Paragraph(Paragraph { format, inlines: Vec::new(), mark })];
            cell.margins = [Twips::ZERO, side(inset.right), side(inset.bottom), side(inset.left)];
            return;
        }
        let room = inset.top + room + inset.bottom;
        let height = room.max(size).min(size * 1.5);
        let format = ParagraphFormat {
            align: self.align(styles, false),
            line: Some(Line::Exact(Twips::from_pt(height.to_pt()))),
            widow_control: true,
            ..ParagraphFormat::default()
        };
        cell.blocks = vec![Block::Paragraph(Paragraph { format, inlines: Vec::new(), mark })];
        let rest = Twips::from_pt(((room - height).max(Abs::zero()) / 2.0).to_pt());
        cell.margins = [rest, side(inset.right), rest, side(inset.left)];
    }

    /// A label set downwards, one character below the other, becomes vertical text.
    fn vertical_cell(
        &mut self,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        cell: &mut Cell,
    ) -> SourceResult<()> {
        let Some((text, mut run)) = self.vertical_run(body, styles, locator)? else { return Ok(()) };
        run.tracking = run.tracking.max(Twips::ZERO);
        let format = ParagraphFormat { align: Align::Centre, widow_control: true, ..ParagraphFormat::default() };
        let mark = run.clone();
        cell.flow = TextFlow::VerticalRightToLeft;
        cell.align = CellAlign::Centre;
        cell.blocks = vec![Block::Paragraph(Paragraph { format, inlines: vec![Inline::Text(text, run)], mark })];
        Ok(())
    }

    /// The word of a vertical label, and how it looks: found by realizing the cell, as show rules may style it.
    fn vertical_run(
        &mut self,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<(String, RunFormat)>> {
        let arenas = Arenas::default();
        let (pairs, _) = self.realize(&arenas, locator, body, styles)?;
        for &(child, styles) in &pairs {
            let Some(stack) = child.to_packed::<StackElem>() else { continue };
            let mut text = String::new();
            for child in &stack.children {
                if let StackChild::Block(body) = child {
                    text.push_str(&body.plain_text());
                }
            }
            let mut run = self.run_format(styles);
            if let Some(typst_library::layout::Spacing::Rel(rel)) = stack.spacing.get(styles) {
                run.tracking += Twips::from_pt(rel.resolve(styles).relative_to(Abs::zero()).to_pt());
            }
            return Ok(Some((text, run)));
        }
        Ok(None)
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

/// Gives a cell its margins from its inset. `over` and `below`: how far its first and last line's boxes reach beyond their
/// letters. The flow put the upper inset above the first line, less what the line box already holds there; as a cell margin it
/// stays when the text is edited.
pub(super) fn set_margins(cell: &mut Cell, inset: Sides<Abs>, over: Abs, below: Abs, fixed: bool) {
    let mut top = inset.top - over;
    if let Some(Block::Paragraph(first)) = cell.blocks.first_mut() {
        // Only the inset: Word gives all cells of a row the largest upper margin among them, so space of the content's own stays
        // with the paragraph.
        let own = Abs::pt(first.format.before.to_pt()) - top.max(Abs::zero());
        first.format.before = Twips::from_pt(own.max(Abs::zero()).to_pt());
    }
    let mut bottom = inset.bottom - below;
    if fixed {
        // In a row of fixed height the margins only say where the content stands; what it does not need is left out, so that
        // no line is cut off which Typst would show.
        (top, bottom) = match cell.align {
            CellAlign::Top => (top, Abs::zero()),
            CellAlign::Centre => (inset.top - inset.bottom + below - over, inset.bottom - inset.top + over - below),
            CellAlign::Bottom => (Abs::zero(), bottom),
        };
    }
    let mut right = inset.right;
    if !fixed {
        // Word and LibreOffice add a row's upper border to its height; and an automatic column is exactly as wide as its text, where
        // rounding and the border must not break the line.
        top -= Abs::pt(cell.borders.top.map_or(0.0, |border| f64::from(border.size) / 8.0));
    }
    if !fixed {
        // Where the lines' boxes need more than the inset on one side, the other gives it.
        let (over, under) = (top.min(Abs::zero()), bottom.min(Abs::zero()));
        top += under;
        bottom += over;
    }
    let spare = Abs::pt(1.0).min(right / 2.0);
    right -= spare;
    if !fixed {
        // Where the margins have nothing to spare, the lines reach over them, and over the half of the borders that lies inside.
        let lines =
            [cell.borders.left, cell.borders.right].map(|line| line.map_or(0.0, |line| f64::from(line.size) / 16.0));
        let lines = Abs::pt(lines.iter().sum::<f64>());
        let wanted = if inset.left + inset.right < lines + Abs::pt(1.0) { Abs::pt(1.0) + lines } else { Abs::pt(1.0) };
        let more = Twips::from_pt((wanted - spare).to_pt());
        cell.blocks.iter_mut().for_each(|block| widen(block, more));
    }
    cell.margins = [
        Twips::from_pt(top.max(Abs::zero()).to_pt()),
        Twips::from_pt(right.to_pt()),
        Twips::from_pt(bottom.max(Abs::zero()).to_pt()),
        Twips::from_pt(inset.left.to_pt()),
    ];
}

/// Lets a paragraph's lines be a little longer than the room, to the side on which it is not seen.
fn widen(block: &mut Block, more: Twips) {
    let Block::Paragraph(paragraph) = block else { return };
    let format = &mut paragraph.format;
    let plain =
        format.borders.is_empty() && format.shading.is_none() && format.frame.is_none() && format.tabs.is_empty();
    if more <= Twips::ZERO || !plain {
        return;
    }
    match format.align {
        Align::Left if !format.rtl => format.right -= more,
        Align::Right if !format.rtl => format.left -= more,
        Align::Centre => {
            format.left -= Twips(more.0 / 2);
            format.right -= Twips(more.0 / 2);
        }
        _ => {}
    }
}

/// A cell's inset and alignment, which its grid has put into it.
fn cell_fields(body: &Content, styles: StyleChain) -> (Sides<Rel<Abs>>, Smart<Alignment>) {
    let resolve = |inset: Smart<Sides<Option<Rel<Length>>>>| {
        inset.unwrap_or_default().map(Option::unwrap_or_default).resolve(styles)
    };
    if let Some(cell) = body.to_packed::<TableCell>() {
        (resolve(cell.inset.get(styles)), cell.align.get(styles))
    } else if let Some(cell) = body.to_packed::<GridCell>() {
        (resolve(cell.inset.get(styles)), cell.align.get(styles))
    } else {
        (Sides::splat(Rel::zero()), Smart::Auto)
    }
}

/// What stands in a cell.
fn cell_body(cell: &Content) -> &Content {
    match (cell.to_packed::<TableCell>(), cell.to_packed::<GridCell>()) {
        (Some(cell), _) => &cell.body,
        (_, Some(cell)) => &cell.body,
        _ => cell,
    }
}

/// Whether a cell is nothing but single characters one below the other.
fn is_vertical(cell: &Content) -> bool {
    let Some(stack) = find_stack(cell_body(cell)) else { return false };
    let blocks: Vec<_> = stack
        .children
        .iter()
        .filter_map(|child| if let StackChild::Block(body) = child { Some(body.plain_text()) } else { None })
        .collect();
    let single = blocks.iter().all(|text| text.chars().count() == 1 && text.chars().all(super::metrics::is_wide));
    blocks.len() > 1 && single && stack.dir.get(StyleChain::default()) == Dir::TTB
}

/// Looks through styles and single-child sequences.
fn find_stack(body: &Content) -> Option<&StackElem> {
    use typst_library::foundations::{SequenceElem, StyledElem};
    use typst_library::text::SpaceElem;
    if let Some(stack) = body.to_packed::<StackElem>() {
        return Some(stack);
    }
    if let Some(styled) = body.to_packed::<StyledElem>() {
        return find_stack(&styled.child);
    }
    if let Some(sequence) = body.to_packed::<SequenceElem>() {
        let mut inner = sequence.children.iter().filter(|child| !child.is::<SpaceElem>());
        return match (inner.next(), inner.next()) {
            (Some(only), None) => find_stack(only),
            _ => None,
        };
    }
    None
}
