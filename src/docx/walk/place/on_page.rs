//! Content placed on a page by itself: words in frames (图文框), tables that float, drawings anchored at their place.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Frame as LaidOut, Size};
use typst_library::text::TextElem;

use super::lines_beside::is_lines;
use super::{NARROWER, set_place};
use crate::docx::model::{
    Block, Border, Cell, Emu, Frame, Inline, Paragraph, Placement, Row, Table, TableAlign, TablePlace, Twips, Wrap,
};
use crate::docx::walk::container::places;
use crate::docx::walk::flow::heights::height_of;
use crate::docx::walk::flow::{Body, Flow, side};
use crate::docx::walk::marginal::words;
use crate::docx::walk::page::layer::words_apart;
use crate::docx::walk::table::margins::width_of;
use crate::docx::walk::text::metrics::line_baselines;
use crate::docx::walk::{Area, Hold, Walker};

/// How many points above the text area's foot a floating table ends, so that no rounding parts it.
const SPARE: f64 = 0.5;

/// Up to so many characters a framed note may be drawn, its lines each by itself: longer text should go on as it is written.
const NOTED: usize = 240;

/// By as many points what is placed at the foot may be moved up: its last line's room below the letters.
const RAISED: f64 = 8.0;

/// What is placed on a page, as it is laid out, at its place from the page's upper left corner.
pub(crate) struct OnPage {
    pub frame: LaidOut,
    pub x: Abs,
    pub y: Abs,
    /// Whether lines would have to give way to it.
    pub moves: bool,
}

impl Walker<'_, '_> {
    /// Content at a place of the page.
    pub(crate) fn on_page(
        &mut self,
        body: &Content,
        placed: &OnPage,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let size = placed.frame.size();
        // Parts of the room are those of the room it is placed in.
        // What is placed in it at an edge of its own hangs from that.
        let hold = if places(body).0 { Hold::Cell } else { Hold::Flow };
        let inner = Area { base: area.base, height: area.height, hold, ..Area::of(size) };
        let Body { blocks, over, .. } = self.body_with_loose_notes(body, styles, locator, inner)?;
        flow.break_column();
        // What comes later lies upon it. In a header all lies behind the text.
        let behind = area.hold != Hold::Margin && flow.begins();
        let among = blocks.len() > 1 && !blocks.iter().all(is_words);
        if self.drawn_on_page(body, placed, &blocks, among, behind, styles) {
            return Ok(());
        }
        // The first line's box begins above its letters.
        let y = Twips::from_pt((placed.y - over).to_pt());
        let table = among || matches!(blocks.as_slice(), [Block::Table(_)]);
        let y = if table { y - self.beyond_foot(&blocks, size, placed.y, over) } else { y };
        // A little more room than measured: another machine's font must not break the line. Text of several lines breaks where it did.
        let own = blocks.iter().map(lines_in).sum::<usize>();
        let one_line = line_baselines(&placed.frame, styles.resolve(TextElem::size) / 2.0).len() <= own;
        let width = Twips::from_pt((size.x + if one_line { Abs::pt(2.0) } else { Abs::zero() }).to_pt());
        let frame = Frame { x: Twips::from_pt(placed.x.to_pt()), y, width };
        if among {
            // Paragraphs share a frame; with anything else among them, a table without lines holds all together.
            let cell = Cell { columns: 1, blocks, ..Cell::default() };
            let rows = vec![Row { cells: vec![cell], ..Row::default() }];
            let float =
                Some(TablePlace { x: self.beside_margin(&frame), y, wrap: Wrap::Under, ..TablePlace::default() });
            flow.float(Table { grid: vec![width], rows, float, ..Table::default() });
            return Ok(());
        }
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph_on_page(paragraph, placed, frame, behind, flow),
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
                    let x = self.beside_margin(&frame) + if table.rtl { Twips::ZERO } else { within };
                    table.float = Some(TablePlace { x, y, wrap: Wrap::Under, ..TablePlace::default() });
                    flow.float(table);
                }
            }
        }
        Ok(())
    }

    /// Walks what will stand in a frame. LibreOffice loses the notes of what does: the marks are typed, and the paragraph that comes refers
    /// to the notes.
    fn body_with_loose_notes(
        &mut self,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Body> {
        let outer = self.floating_notes.replace(Vec::new());
        let made = self.body(body, styles, locator, area, Abs::zero(), true);
        let notes = std::mem::replace(&mut self.floating_notes, outer).unwrap_or_default();
        let made = made?;
        if !notes.is_empty() {
            let shared = self.shared.clone();
            let references = self.unseen_notes(notes, true, StyleChain::new(&shared))?;
            self.pending.extend(references);
        }
        Ok(made)
    }

    /// Draws what is placed on the page where neither a frame nor a floating table would stand as it does. `among`: it is more than
    /// paragraphs or one table. False where it stays text.
    fn drawn_on_page(
        &mut self,
        body: &Content,
        placed: &OnPage,
        blocks: &[Block],
        among: bool,
        behind: bool,
        styles: StyleChain,
    ) -> bool {
        // Words go around a frame, be it one of a line; and LibreOffice 7.4 takes a table nearly as wide as the text for none that floats.
        let one = |block: &Block| matches!(block, Block::Table(table) if table.is_cell());
        let wide = placed.frame.width() > self.page.text_width() - Abs::pt(NARROWER)
            && (among || !blocks.is_empty() && blocks.iter().all(one));
        let rule = matches!(blocks, [Block::Paragraph(only)] if only.is_rule());
        let blank = matches!(blocks, [Block::Table(table)] if table.is_blank());
        if !(wide || rule || blank || placed.moves) || blocks.iter().any(holds_more) {
            return false;
        }
        let drawing = self
            .drawing(&placed.frame, body.plain_text().as_str(), styles)
            .filter(|drawing| wide || rule || blank || is_lines(blocks, drawing) || is_note(blocks));
        let Some(drawing) = drawing else { return false };
        let (x, y) = (Emu::from_pt(placed.x.to_pt()), Emu::from_pt(placed.y.to_pt()));
        if self.origin.is_some() && drawing.has_words() && drawing.fallback.is_none() {
            // LibreOffice sets the words of a group in a header in the corner of the page.
            for mut part in words_apart(drawing).into_iter().map(Inline::Canvas) {
                set_place(&mut part, Placement::Page { x, y, behind: true });
                self.anchor(part);
            }
            return true;
        }
        let mut inline = Inline::Canvas(drawing);
        set_place(&mut inline, Placement::Page { x, y, behind });
        self.anchor(inline);
        true
    }

    /// A paragraph placed on the page: one of words in a frame, a drawing by itself.
    fn paragraph_on_page(
        &mut self,
        mut paragraph: Paragraph,
        placed: &OnPage,
        frame: Frame,
        behind: bool,
        flow: &mut Flow,
    ) {
        if let [inline @ (Inline::Picture(_) | Inline::Canvas(_))] = paragraph.inlines.as_mut_slice() {
            // Where its line has it in the room of what is placed.
            let format = &paragraph.format;
            let [left, right] = [format.left, format.right].map(|side| Abs::pt(side.to_pt()));
            let (width, before) = inline.drawn_room();
            let [width, before] = [width, before].map(|length| Abs::pt(length.to_pt()));
            let rest = (placed.frame.width() - left - right - width).max(Abs::zero());
            let within = left + side(format).position(rest) + before;
            let (x, y) = (Emu::from_pt((placed.x + within).to_pt()), Emu::from_pt(placed.y.to_pt()));
            set_place(inline, Placement::Page { x, y, behind });
            self.anchor(inline.clone());
            return;
        }
        // It stands on the page of the paragraph that comes, which begins that: with the break LibreOffice has a line of its own for it.
        paragraph.format.frame = Some(frame);
        flow.anchor(paragraph);
    }

    /// How far from the left margin a frame stands, which floating tables count from.
    fn beside_margin(&self, frame: &Frame) -> Twips {
        frame.x - Twips::from_pt(self.page.margins.left.to_pt())
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
pub(crate) fn ruled(block: &Block) -> Abs {
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
