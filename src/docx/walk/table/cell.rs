//! What stands in the cells of tables and grids.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Resolve, Selector, Smart, StyleChain, Transformation};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::Cell as GridEntry;
use typst_library::layout::{Abs, AlignElem, Alignment, Axes, GridCell, Length, PadElem, Rel, Sides, Size};
use typst_library::model::TableCell;
use typst_library::routines::Arenas;
use typst_library::text::TextElem;

use super::cell_align;
use super::margins::{Bounds, Reach, set_margins};
use super::reaching_out::let_out;
use super::room_to_write::make_room;
use super::upright::is_upright;
use crate::docx::model::{Block, Cell, CellAlign, Inline, Line, Paragraph, ParagraphFormat, Twips};
use crate::docx::walk::flow::Body;
use crate::docx::walk::line::inline::significant;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// What stands in a cell. Tells how far it reaches beyond the cell, if there is anything.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub(crate) fn cell_content(
        &mut self,
        entry: &GridEntry,
        room: Room,
        shown: bool,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        cell: &mut Cell,
    ) -> SourceResult<Option<Reach>> {
        let (inset, align) = cell_fields(&entry.body, styles);
        if !shown {
            return self.filled_cell(&entry.body, &entry.body, inset, align, styles, room, locator, area, cell);
        }
        // What a show rule makes of a cell need not have its inset and place.
        let arenas = Arenas::default();
        let body = arenas.content.alloc(with_inset(&entry.body));
        let (pairs, _) = self.realize(&arenas, locator, body, styles)?;
        if let [(only, own)] = significant(&pairs).as_slice()
            && let Some(pad) = only.to_packed::<PadElem>()
            && sides(pad, *own) == inset
        {
            self.tags_among(&pairs);
            return self.filled_cell(&entry.body, &pad.body, inset, align, *own, room, locator, area, cell);
        }
        let (none, auto) = (Sides::splat(Rel::zero()), Smart::Auto);
        self.filled_cell(&entry.body, body, none, auto, styles, room, locator, area, cell)
    }

    /// A cell filled with a body, which is what its own has become, by its inset and alignment.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn filled_cell(
        &mut self,
        own: &Content,
        body: &Content,
        inset: Sides<Rel<Abs>>,
        align: Smart<Alignment>,
        styles: StyleChain,
        room: Room,
        locator: &mut SplitLocator,
        area: Area,
        cell: &mut Cell,
    ) -> SourceResult<Option<Reach>> {
        let Room { width, height, comes_out, bounds, base } = room;
        let tall = self.own_height(height, &inset, own, styles, locator, Area { width, ..area })?;
        let inset = inset.relative_to(Size::new(width, tall));
        let outer = styles.resolve(AlignElem::alignment);
        let vertical = match align {
            Smart::Custom(align) => align.y().map_or(outer.y, |y| y.resolve(styles)),
            Smart::Auto => outer.y,
        };
        cell.align = cell_align(vertical);
        if is_upright(own) {
            let stands = Axes::new(
                match align {
                    Smart::Custom(align) => align.x().map_or(outer.x, |x| x.resolve(styles)),
                    Smart::Auto => outer.x,
                },
                vertical,
            );
            let own_room = (width - inset.left - inset.right, height);
            if self.upright_cell(own, inset, stands, own_room, styles, locator, cell)? {
                return Ok(None);
            }
        }
        let inner = Area::inside(width, height, inset, area);
        let comes_out = comes_out.map(|height| height - inset.top - inset.bottom);
        let inner = Area { base: base.unwrap_or(inner.base), comes_out, ..inner };
        let unseen = bounds == Bounds::Unseen && cell.align == CellAlign::Top;
        self.asks_unbroken = bounds != Bounds::Fixed;
        let before = self.places_met;
        let mut made = self.body(body, styles, locator, inner, inset.top, unseen)?;
        self.unbroken = made.unbroken.map(|height| height + inset.top + inset.bottom);
        let mut inset = inset;
        let out = let_out(&mut made, &mut inset, bounds == Bounds::Fixed);
        let Body { blocks, over, below, late, hung, vertical, by_edge, .. } = made;
        // What stands in it may be aligned otherwise than the cell.
        cell.align = vertical.map_or(cell.align, cell_align);
        if hung || out {
            // Nothing but what hangs from the cell's upper edge, or is as high as it.
            cell.align = CellAlign::Top;
        }
        cell.blocks = blocks;
        let by_edge = (by_edge, self.places_met > before);
        if let Some(height) = height.filter(|_| bounds == Bounds::Fixed && cell.align != CellAlign::Top) {
            let room = Size::new(width - inset.left - inset.right, height - inset.top - inset.bottom);
            self.lower_anchored(cell, by_edge, cell_body(own), room, styles, locator)?;
        }
        if let Some(height) = comes_out.filter(|_| by_edge.0 > 0 && cell.align != CellAlign::Top) {
            let room = Size::new(inner.width, height);
            self.lower_anchored(cell, by_edge, cell_body(own), room, styles, locator)?;
        }
        if let Some(height) = height
            && bounds == Bounds::Fixed
        {
            // Word needs no insets above and below, where there is no room for them.
            let room = Size::new(width - inset.left - inset.right, height);
            self.overfull = self.cell_overflow(cell_body(own), room, styles, locator, cell)?;
        }
        if let (Some(height), [Block::Paragraph(only)]) = (height, cell.blocks.as_slice()) {
            // A drawing as high as its cell is too high with its line, and LibreOffice moves its words when it moves that up.
            let tallest = only.inlines.iter().filter_map(Inline::standing).max();
            let room = height - inset.top - inset.bottom;
            if tallest.is_some_and(|own| own.to_pt() > (room - self.extent(styles, "").height() * 0.4).to_pt()) {
                cell.align = CellAlign::Top;
            }
        }
        if cell.blocks.is_empty() && bounds != Bounds::Fixed {
            let room = if cell_body(own).is_empty() {
                Abs::zero()
            } else {
                // With the insets, which Typst's rule for cells puts around their content.
                let body = self.previewed(own, styles, locator, Size::new(width, Abs::inf()))?;
                (body.height() - inset.top - inset.bottom).max(Abs::zero())
            };
            self.empty_cell(inset, room, styles, cell);
            return Ok(None);
        }
        let filled = !cell.blocks.is_empty();
        // Lines that need more than the space between them take it from the inset below.
        let below = if bounds == Bounds::Fixed { below } else { below + late };
        let reach = set_margins(cell, inset, over, below, bounds);
        if let (Some(height), Bounds::Fixed) = (height, bounds) {
            make_room(cell, [width, height], inset.top, || self.run_format(styles));
        }
        Ok(filled.then_some(reach))
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
}

/// The room of a cell: its width, its height if its rows have heights, and what decides about that of its row.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    pub width: Abs,
    pub height: Option<Abs>,
    /// The height it comes out with if they have none, where something is placed by that.
    pub comes_out: Option<Abs>,
    pub bounds: Bounds,
    /// What widths in per cent refer to, if not to its own.
    pub base: Option<Abs>,
}

/// Whether some show rule makes something of cells.
pub(crate) fn shows_cells(styles: StyleChain) -> bool {
    fn cells(selector: &Selector) -> bool {
        match selector {
            Selector::Elem(elem, _) => *elem == TableCell::ELEM || *elem == GridCell::ELEM,
            Selector::Or(any) | Selector::And(any) => any.iter().any(cells),
            _ => false,
        }
    }
    styles
        .recipes()
        .any(|recipe| recipe.selector().is_some_and(cells) && !matches!(recipe.transform(), Transformation::Style(_)))
}

/// A cell that keeps its inset around what it holds, as it does in Typst (see `rules`): what is left of a cell that a show rule made
/// something of has it then.
fn with_inset(cell: &Content) -> Content {
    if let Some(cell) = cell.to_packed::<TableCell>() {
        let mut cell = cell.clone();
        cell.is_repeated.set(true);
        cell.pack()
    } else if let Some(cell) = cell.to_packed::<GridCell>() {
        let mut cell = cell.clone();
        cell.is_repeated.set(true);
        cell.pack()
    } else {
        cell.clone()
    }
}

/// What is around padded content.
fn sides(pad: &PadElem, styles: StyleChain) -> Sides<Rel<Abs>> {
    Sides::new(pad.left.get(styles), pad.top.get(styles), pad.right.get(styles), pad.bottom.get(styles)).resolve(styles)
}

/// A cell's inset and alignment, which its grid has put into it.
pub(crate) fn cell_fields(body: &Content, styles: StyleChain) -> (Sides<Rel<Abs>>, Smart<Alignment>) {
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
pub(crate) fn cell_body(cell: &Content) -> &Content {
    match (cell.to_packed::<TableCell>(), cell.to_packed::<GridCell>()) {
        (Some(cell), _) => &cell.body,
        (_, Some(cell)) => &cell.body,
        _ => cell,
    }
}
