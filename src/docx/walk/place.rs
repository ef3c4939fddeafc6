//! Content placed apart from the flow.
//!
//! Text placed on the page becomes paragraphs in a frame (图文框): absolutely positioned, yet ordinary text. Drawings and
//! pictures are anchored at their place. For what floats see `float`.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{
    Abs, Alignment, Axes, ColumnsElem, FixedAlignment, Frame as LaidOut, PageElem, PlaceElem, PlacementScope, Point,
    Rect, Size,
};
use typst_library::text::TextElem;

use super::flow::{Body, Flow, lower, side};
use super::heights::height_of;
use super::layer::words_apart;
use super::lines_beside::is_lines;
use super::marginal::words;
use super::margins::width_of;
use super::metrics::line_baselines;
use super::paint::paper;
use super::{Area, Hold, NOTE, Walker};
use crate::docx::model::{
    Block, Border, Cell, Emu, Frame, Inline, Placement, Row, Table, TableAlign, TablePlace, Twips,
};

/// By how many points a floating table must be narrower than the text to be one in LibreOffice 7.4.
pub(super) const NARROWER: f64 = 14.0;

/// How many points above the text area's foot a floating table ends, so that no rounding parts it.
const SPARE: f64 = 0.5;

/// Up to so many characters a framed note may be drawn, its lines each by itself: longer text should go on as it is written.
const NOTED: usize = 240;

/// By as many points what is placed at the foot may be moved up: its last line's room below the letters.
const RAISED: f64 = 8.0;

impl Walker<'_, '_> {
    /// A placed element.
    pub fn placed(
        &mut self,
        elem: &Packed<PlaceElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if self.turned(elem, styles, locator, area, flow)? {
            return Ok(());
        }
        // What is placed somewhere is aligned that way itself.
        let body = match elem.alignment.get(styles) {
            Smart::Custom(align) => elem.body.clone().aligned(align),
            Smart::Auto => elem.body.clone().aligned(Alignment::CENTER),
        };
        if elem.float.get(styles) {
            let columns = styles.get(PageElem::columns).get();
            if columns > 1 && area.root && elem.scope.get(styles) == PlacementScope::Parent && flow.count() == 0 {
                return self.across(elem, &body, columns, styles, locator, area, flow);
            }
            if self.float(elem, &body, styles, locator, area, flow)? {
                return Ok(());
            }
            let clearance = elem.clearance.resolve(styles);
            flow.space(clearance, 4);
            let from = flow.count();
            self.content(&body, styles, locator, Area { loose: true, ..area }, flow)?;
            self.shrink_float(elem, &body, from, styles, locator, area, flow)?;
            flow.space(clearance, 4);
            return Ok(());
        }
        let (align_x, align_y) = alignment(elem, styles);
        let room = Size::new(area.base, area.height);
        let delta = shift(elem, styles, room);
        // What is placed in a header before anything else stands at the upper edge of its room, whatever comes then stands at the lower.
        let begins = area.hold == Hold::Margin && flow.count() == 0;
        let align_y = align_y.or(begins.then_some(FixedAlignment::Start));
        let frame = self.previewed(&body, styles, locator, room)?;
        if super::picture::seen(&frame).is_none() {
            // Something hidden, or a state: what it says of itself, and its notes, are all there is of it.
            let frame = self.lay_out(&body, styles, locator, room)?;
            self.discover(&frame);
            return self.notes_of(&frame, styles);
        }
        let size = frame.size();
        let x = align_x.position(area.width - size.x) + delta.x;
        match (align_y, self.origin) {
            (Some(align_y), _) if area.root && area.hold != Hold::Room => {
                let (above, below) = self.beside_floats(elem);
                // So are notes.
                let below = below + self.notes_at_foot.front().copied().unwrap_or_default();
                let y = above + align_y.position(area.height - above - below - size.y) + delta.y;
                let corner = Point::new(area.left + x, y);
                let moves = self.moves_lines(elem, Rect::new(corner, corner + size.to_point()), area);
                let x = self.page.margins.left + area.left + x;
                let y = self.page.margins.top + y;
                self.on_page(&body, frame, styles, locator, x, y, moves, flow, area)
            }
            (Some(align_y), Some(origin)) if matches!(area.hold, Hold::Flow | Hold::Margin) => {
                // In a header or footer: by its region of the page, whatever else stands in it.
                let y = origin.y + align_y.position(area.height - size.y) + delta.y;
                self.on_page(&body, frame, styles, locator, origin.x + area.left + x, y, false, flow, area)
            }
            _ => {
                let frame = self.lay_out(&body, styles, locator, room)?;
                self.discover(&frame);
                self.notes_of(&frame, styles)?;
                let mut inline = self.picture_of(frame, elem.body.plain_text().as_str(), styles);
                if matches!(inline, Inline::Picture(_)) {
                    self.warn(elem.span(), format!("{NOTE}放在文字旁边的内容转为图片"));
                }
                // In a cell, what is aligned to its edges hangs from its upper edge; the rest from the paragraph that comes.
                let top = match (area.hold, align_y) {
                    (Hold::Room, None) => flow.down_the_room(),
                    (Hold::Room | Hold::FixedCell, Some(align)) => Some(align.position(area.height - size.y)),
                    (Hold::Cell, Some(FixedAlignment::Start)) => Some(Abs::zero()),
                    _ => None,
                };
                // What reaches out above what it begins is on its frame, not under it.
                let out = flow.begins() && delta.y < -Abs::pt(1.0);
                let clear = self.ground == paper(styles) && area.hold != Hold::Margin && !out;
                let place = Placement::Anchored {
                    x: Emu::from_pt((area.left + x).to_pt()),
                    y: Emu::from_pt((top.unwrap_or_default() + delta.y).to_pt()),
                    behind: clear && (flow.begins() || align_y.is_none() && delta.y + size.y / 2.0 >= Abs::zero()),
                };
                set_place(&mut inline, place);
                match top {
                    Some(_) if area.hold == Hold::Room => flow.hang_in_room(inline),
                    Some(_) => flow.hang(inline),
                    None => self.anchor(inline),
                }
                Ok(())
            }
        }
    }

    /// What begins a page of several columns and goes across them all: a stretch of the section with one column.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn across(
        &mut self,
        elem: &Packed<PlaceElem>,
        body: &Content,
        columns: usize,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let width = self.page.text_width();
        flow.set_columns(1, Abs::zero(), Abs::zero());
        let head = flow.head;
        let from = flow.count();
        let room = Area { width, base: width, ..area };
        self.content(body, styles, locator, room, flow)?;
        self.shrink_float(elem, body, from, styles, locator, room, flow)?;
        flow.leave();
        flow.space(elem.clearance.resolve(styles), 0);
        let gutter = styles.get(ColumnsElem::gutter).resolve(styles).relative_to(width);
        flow.set_columns(columns, gutter, head);
        Ok(())
    }

    /// What was placed before a space, and will hang from what comes after it, stands above the space.
    pub fn raise_pending(&mut self, space: Abs) {
        for inline in &mut self.pending {
            lower(inline, Emu::from_pt(-space.to_pt()));
        }
    }

    /// Content at a place of the page. `moves`: lines would have to give way to it.
    #[allow(clippy::too_many_arguments, reason = "position and size belong together")]
    fn on_page(
        &mut self,
        body: &Content,
        frame: LaidOut,
        styles: StyleChain,
        locator: &mut SplitLocator,
        x: Abs,
        y: Abs,
        moves: bool,
        flow: &mut Flow,
        area: Area,
    ) -> SourceResult<()> {
        let size = frame.size();
        // Parts of the room are those of the room it is placed in.
        let inner = Area { base: area.base, height: area.height, ..Area::of(size) };
        // LibreOffice loses the notes of what stands in a frame: the marks are typed, and the paragraph that comes refers to the notes.
        let outer = self.floating_notes.replace(Vec::new());
        let made = self.body(body, styles, locator, inner, Abs::zero(), true);
        let notes = std::mem::replace(&mut self.floating_notes, outer).unwrap_or_default();
        let Body { mut blocks, over, .. } = made?;
        if !notes.is_empty() {
            let shared = self.shared.clone();
            let references = self.unseen_notes(notes, true, StyleChain::new(&shared))?;
            self.pending.extend(references);
        }
        flow.break_column();
        // What comes later lies upon it. In a header all lies behind the text.
        let behind = area.hold != Hold::Margin && flow.begins();
        // The first line's box begins above its letters.
        let (x_twips, y_twips) = (Twips::from_pt(x.to_pt()), Twips::from_pt((y - over).to_pt()));
        let at_margin = x_twips - Twips::from_pt(self.page.margins.left.to_pt());
        let among = blocks.len() > 1 && !blocks.iter().all(is_words);
        // Words go around a frame, be it one of a line; and LibreOffice 7.4 takes a table nearly as wide as the text for none that floats.
        let one = |block: &Block| matches!(block, Block::Table(table) if table.is_cell());
        let wide = size.x > self.page.text_width() - Abs::pt(NARROWER)
            && (among || !blocks.is_empty() && blocks.iter().all(one));
        let rule = matches!(blocks.as_slice(), [Block::Paragraph(only)] if only.is_rule());
        let blank = matches!(blocks.as_slice(), [Block::Table(table)] if table.is_blank());
        if (wide || rule || blank || moves)
            && !blocks.iter().any(holds_more)
            && let Some(drawing) = self.drawing(&frame, body.plain_text().as_str(), styles)
            && (wide || rule || blank || is_lines(&blocks, &drawing) || is_note(&blocks))
        {
            let (x, y) = (Emu::from_pt(x.to_pt()), Emu::from_pt(y.to_pt()));
            if self.origin.is_some() && drawing.has_words() && drawing.fallback.is_none() {
                // LibreOffice sets the words of a group in a header in the corner of the page.
                for mut part in words_apart(drawing).into_iter().map(Inline::Canvas) {
                    set_place(&mut part, Placement::Page { x, y, behind: true });
                    self.anchor(part);
                }
                return Ok(());
            }
            let mut inline = Inline::Canvas(drawing);
            set_place(&mut inline, Placement::Page { x, y, behind });
            self.anchor(inline);
            return Ok(());
        }
        let table = among || matches!(blocks.as_slice(), [Block::Table(_)]);
        let y_twips = if table { y_twips - self.beyond_foot(&blocks, size, y, over) } else { y_twips };
        // A little more room than measured: another machine's font must not break the line. Text of several lines breaks where it did.
        let own = blocks.iter().map(lines_in).sum::<usize>();
        let one_line = line_baselines(&frame, styles.resolve(TextElem::size) / 2.0).len() <= own;
        let width = Twips::from_pt((size.x + if one_line { Abs::pt(2.0) } else { Abs::zero() }).to_pt());
        if among {
            // Paragraphs share a frame; with anything else among them, a table without lines holds all together.
            let cell = Cell { columns: 1, blocks: std::mem::take(&mut blocks), ..Cell::default() };
            let rows = vec![Row { cells: vec![cell], ..Row::default() }];
            flow.float(Table {
                grid: vec![width],
                rows,
                float: Some(TablePlace { x: at_margin, y: y_twips, ..TablePlace::default() }),
                ..Table::default()
            });
        }
        for block in blocks {
            match block {
                Block::Paragraph(mut paragraph) => {
                    if let [inline @ (Inline::Picture(_) | Inline::Canvas(_))] = paragraph.inlines.as_mut_slice() {
                        // Where its line has it in the room of what is placed.
                        let format = &paragraph.format;
                        let [left, right] = [format.left, format.right].map(|side| Abs::pt(side.to_pt()));
                        let (width, before) = inline.drawn_room();
                        let [width, before] = [width, before].map(|length| Abs::pt(length.to_pt()));
                        let rest = (size.x - left - right - width).max(Abs::zero());
                        let within = left + side(format).position(rest) + before;
                        let (x, y) = (Emu::from_pt((x + within).to_pt()), Emu::from_pt(y.to_pt()));
                        set_place(inline, Placement::Page { x, y, behind });
                        let inline = inline.clone();
                        self.anchor(inline);
                        continue;
                    }
                    paragraph.format.frame = Some(Frame { x: x_twips, y: y_twips, width });
                    paragraph.format.page_break_before |= std::mem::take(&mut flow.page_break);
                    flow.anchor(paragraph);
                }
                Block::Table(mut table) => {
                    // A floating table is no wider than its columns: it stands in the room of what is placed.
                    let rest = Twips::from_pt(size.x.to_pt()) - table.width();
                    let within = match table.align {
                        TableAlign::Left => table.indent,
                        TableAlign::Centre => Twips(rest.0 / 2),
                        TableAlign::Right => rest,
                    };
                    if !table.rtl {
                        (table.align, table.indent) = (TableAlign::Left, Twips::ZERO);
                    }
                    let x = at_margin + if table.rtl { Twips::ZERO } else { within };
                    table.float = Some(TablePlace { x, y: y_twips, ..TablePlace::default() });
                    flow.float(table);
                }
            }
        }
        Ok(())
    }

    /// By how much a table placed would reach beyond the text area's foot in Word, at which it ends in Typst: below the letters of its last
    /// line there is room. LibreOffice would part it there.
    fn beyond_foot(&self, blocks: &[Block], size: Size, y: Abs, over: Abs) -> Twips {
        let foot = self.page.size.y - self.page.margins.bottom;
        if self.origin.is_some() || y + size.y > foot + Abs::pt(SPARE) {
            return Twips::ZERO;
        }
        let lines: Abs = blocks.iter().map(ruled).sum();
        let end = y + (height_of(blocks) + lines).max(size.y) - over;
        Twips::from_pt((end + Abs::pt(SPARE) - foot).clamp(Abs::zero(), Abs::pt(RAISED)).to_pt())
    }
}

/// How high the lines across a table are, which make it higher.
fn ruled(block: &Block) -> Abs {
    let Block::Table(table) = block else { return Abs::zero() };
    let highest = |row: &Row, side: fn(&Cell) -> Option<Border>| {
        row.cells.iter().map(|cell| width_of(side(cell))).fold(Abs::zero(), Abs::max)
    };
    let lower = table.rows.last().map_or(Abs::zero(), |row| highest(row, |cell| cell.borders.bottom));
    table.rows.iter().map(|row| highest(row, |cell| cell.borders.top)).sum::<Abs>() + lower
}

/// How many lines a block has for certain.
fn lines_in(block: &Block) -> usize {
    match block {
        Block::Paragraph(paragraph) => {
            1 + paragraph.inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count()
        }
        Block::Table(table) => table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.blocks.iter().map(lines_in).sum()).max().unwrap_or(0))
            .sum(),
    }
}

/// Whether a block holds what no drawing can: a table, a picture, a note's mark.
fn holds_more(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => {
            paragraph.inlines.iter().any(|inline| inline.has_note() || matches!(inline, Inline::Picture(_)))
        }
        Block::Table(table) if table.is_cell() => {
            table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).any(holds_more)
        }
        Block::Table(_) => true,
    }
}

/// Whether blocks are a note of a few words in a frame or on a ground, which floats as a table.
fn is_note(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Table(table)] if table.is_cell()) && words(blocks).concat().chars().count() <= NOTED
}

/// Whether a block is a paragraph of words, not one that only holds a drawing or shows a line, which is lost in a frame.
fn is_words(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph)
        if paragraph.format.borders.is_empty() && !paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Picture(_) | Inline::Canvas(_))))
}

/// How what is placed is aligned: without a word it floats in the middle.
pub(super) fn alignment(elem: &Packed<PlaceElem>, styles: StyleChain) -> (FixedAlignment, Option<FixedAlignment>) {
    match elem.alignment.get(styles) {
        Smart::Custom(align) => (align.x().unwrap_or_default().resolve(styles), align.y().map(|y| y.resolve(styles))),
        Smart::Auto => (FixedAlignment::Center, None),
    }
}

/// How far what is placed stands from where its alignment puts it.
pub(super) fn shift(elem: &Packed<PlaceElem>, styles: StyleChain, room: Size) -> Axes<Abs> {
    Axes::new(elem.dx.get(styles), elem.dy.get(styles))
        .resolve(styles)
        .zip_map(room, |rel, whole| rel.relative_to(whole))
}

/// Puts a picture or drawing elsewhere.
pub(super) fn set_place(inline: &mut Inline, place: Placement) {
    if let Some((own, [left, top, ..])) = inline.drawn() {
        *own = place.moved(Emu(-left.0), Emu(-top.0));
    }
}
