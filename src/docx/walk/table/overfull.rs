//! Rows and frames of a fixed height that hold more text than there is room for: Typst shows it all, beyond the edge; Word cuts it off.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{Abs, Size, Sizing};
use typst_library::model::{ParElem, ParbreakElem};
use typst_library::text::{LinebreakElem, TextElem};

use super::cell::{cell_body, cell_fields};
use super::grid::tracks_of;
use super::margins::wraps;
use crate::docx::model::{Block, Cell, Inline, Line, RowHeight, Twips};
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::flow::heights::height_of;
use crate::docx::walk::text::metrics::is_han;
use crate::docx::walk::{Area, NOTE, Walker};

/// As many points text may be higher than its room without being cut.
const HIGHER: f64 = 2.0;

/// What a row that grows needs beside its text, in points: programs count the line above it.
const BESIDE_TEXT: f64 = 2.0;

/// The height of a line in which nothing of its letters is cut, of the text's size: of Chinese ones, which fill their squares, and others.
const WHOLE: [f64; 2] = [1.1, 0.95];

impl Walker<'_, '_> {
    /// By how much text is higher than the room it has, which is told; nothing if it is not. Only what may be is measured.
    pub(crate) fn overflow(
        &mut self,
        body: &Content,
        blocks: &[Block],
        room: Size,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Abs> {
        let Some(height) = self.crowded_blocks(body, blocks, room, styles, locator)? else { return Ok(Abs::zero()) };
        if !self.is_over(height - room.y, body) {
            return Ok(Abs::zero());
        }
        Ok((set_height(blocks, height, styles) - room.y).max(height - room.y))
    }

    /// The same of a cell: its lines are as high as in all the text, which is more than Typst needs of the first and the last. Where they
    /// would be cut for that alone, they are set nearer.
    pub(crate) fn cell_overflow(
        &mut self,
        body: &Content,
        room: Size,
        styles: StyleChain,
        locator: &mut SplitLocator,
        cell: &mut Cell,
    ) -> SourceResult<Abs> {
        let none = Ok(Abs::zero());
        let measured = self.crowded_blocks(body, &cell.blocks, room, styles, locator)?;
        cell.lines = self.most_lines(&cell.blocks, room.x, styles);
        let Some(height) = measured else {
            if let Some(set) = set_lines(&cell.blocks)
                && let Some(lines) = cell.lines.filter(|&lines| set.line * lines as f64 + set.space > room.y)
                && lines > cell.blocks.len()
                && is_of_one_size(&cell.blocks, styles)
            {
                // There may be fewer.
                let height = self.previewed(body, styles, locator, Size::new(room.x, Abs::inf()))?.height();
                cell.lines = Some(lines.min(self.lines_in(height, set.line, styles)));
            }
            return none;
        };
        let over = set_height(&cell.blocks, height, styles) - room.y;
        if self.is_over(height - room.y, body) {
            return Ok(over.max(height - room.y));
        }
        let Some(set) = set_lines(&cell.blocks) else { return none };
        if is_of_one_size(&cell.blocks, styles) {
            let lines = self.lines_in(height, set.line, styles);
            cell.lines = cell.lines.map(|most| most.min(lines));
        }
        let leading = styles.resolve(ParElem::leading);
        let count = ((height + leading) / (self.extent(styles, "").height() + leading)).round().max(1.0);
        if set.line * count + set.space - room.y <= Abs::pt(HIGHER) {
            return none;
        }
        let nearer = (room.y - set.space) / count;
        let [han, other] = WHOLE;
        let whole = if body.plain_text().chars().any(is_han) { han } else { other };
        if nearer < styles.resolve(TextElem::size) * whole {
            return Ok(if self.is_over(over, body) { over } else { Abs::zero() });
        }
        for block in &mut cell.blocks {
            if let Block::Paragraph(paragraph) = block {
                paragraph.format.line = Some(Line::Exact(Twips::from_pt(nearer.to_pt())));
            }
        }
        none
    }

    /// How many lines of text of one size, so far from each other, are so high in Typst.
    fn lines_in(&mut self, height: Abs, pitch: Abs, styles: StyleChain) -> usize {
        ((height + pitch - self.extent(styles, "").height()) / pitch.max(Abs::pt(1.0))).round().max(1.0) as usize
    }

    /// By how much the rows of a table that have heights of their own are higher in Word than in Typst, as their text has no room.
    pub(crate) fn rows_growth(
        &mut self,
        grid: &CellGrid,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Abs> {
        let mut all = Abs::zero();
        if !grid.rows.iter().any(|row| matches!(row, Sizing::Rel(_))) {
            return Ok(all);
        }
        let widths = self.columns(grid, styles, locator, area)?;
        for (y, &sizing) in grid.rows.iter().enumerate() {
            let RowHeight::Exact(height) = self.row_height(sizing, styles, area) else { continue };
            let height = Abs::pt(height.to_pt());
            let mut most = Abs::zero();
            for x in 0..grid.cols.len() {
                let Some(cell) = grid.cell(x, y).filter(|cell| cell.rowspan.get() == 1) else { continue };
                let span = tracks_of(cell.colspan.get(), grid.has_gutter);
                let width: Abs = widths.get(x..(x + span).min(widths.len())).unwrap_or_default().iter().sum();
                let inset = cell_fields(&cell.body, styles).0.relative_to(Size::new(width, height));
                let room = Size::new(width - inset.left - inset.right, height);
                if let Some(own) = self.crowded(cell_body(&cell.body), room, styles, locator)?
                    && own - height > Abs::pt(HIGHER)
                {
                    // The lines of a row that grows are as high as in all the text.
                    most.set_max(own + styles.resolve(ParElem::leading) + Abs::pt(BESIDE_TEXT) - height);
                }
            }
            all += most;
        }
        Ok(all)
    }

    /// How high text is in Typst that may be too high for its room.
    fn crowded(
        &mut self,
        body: &Content,
        room: Size,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<Abs>> {
        let text = body.plain_text();
        if text.is_empty() || room.x <= Abs::zero() {
            return Ok(None);
        }
        let mut breaks = 0;
        found(body, |elem| {
            breaks += u32::from(elem.is::<LinebreakElem>() || elem.is::<ParbreakElem>());
            false
        });
        let lines = (self.text_width(styles, &text) / room.x).ceil() + f64::from(breaks);
        let pitch = styles.resolve(TextElem::size) + styles.resolve(ParElem::leading);
        if lines <= 1.0 || pitch * lines <= room.y {
            return Ok(None);
        }
        Ok(Some(self.previewed(body, styles, locator, Size::new(room.x, Abs::inf()))?.height()))
    }

    /// The same of what was walked, whose lines are known where they do not break by themselves.
    fn crowded_blocks(
        &mut self,
        body: &Content,
        blocks: &[Block],
        room: Size,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<Abs>> {
        let crowded = self.crowded(body, room, styles, locator)?;
        let words = || blocks.iter().any(has_words);
        let high =
            || height_of(blocks) > room.y + Abs::pt(HIGHER) || body.plain_text().is_empty() && blocks.iter().any(wraps);
        if crowded.is_some() || room.x <= Abs::zero() || !high() || !words() {
            return Ok(crowded);
        }
        Ok(Some(self.previewed(body, styles, locator, Size::new(room.x, Abs::inf()))?.height()))
    }

    /// Says so if text is so much too high.
    fn is_over(&mut self, over: Abs, body: &Content) -> bool {
        let is_over = over > Abs::pt(HIGHER);
        if is_over {
            self.warn(body.span(), format!("{NOTE}定高的行或框放不下其中的文字，Word 里加高到放得下"));
        }
        is_over
    }
}

/// Whether all text has the size of its cell's.
fn is_of_one_size(blocks: &[Block], styles: StyleChain) -> bool {
    let size = styles.resolve(TextElem::size).to_pt() * 2.0;
    blocks.iter().all(|block| match block {
        Block::Paragraph(paragraph) => paragraph.inlines.iter().all(|inline| match inline {
            Inline::Text(_, look) => (f64::from(look.size) - size).abs() <= 1.0,
            _ => true,
        }),
        Block::Table(_) => false,
    })
}

/// Whether a block has words, which would be cut off.
fn has_words(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Text(..))),
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.blocks.iter().any(has_words))
        }
    }
}

/// How high blocks are as they are set, which have a height in Typst: of paragraphs that break by themselves only that is known.
fn set_height(blocks: &[Block], height: Abs, styles: StyleChain) -> Abs {
    let written = height_of(blocks);
    match set_lines(blocks).filter(|_| blocks.iter().any(wraps)) {
        Some(set) => {
            let lines = (height + styles.resolve(ParElem::leading) - set.between) / set.line.max(Abs::pt(1.0));
            written.max(set.line * lines.round() + set.space)
        }
        None => written,
    }
}

/// How paragraphs are set.
struct SetLines {
    /// The height of their highest lines.
    line: Abs,
    /// The space above and below them.
    space: Abs,
    /// The same between them.
    between: Abs,
}

/// How a cell is set that is nothing but paragraphs of words in lines of fixed heights.
fn set_lines(blocks: &[Block]) -> Option<SetLines> {
    let mut set = SetLines { line: Abs::zero(), space: Abs::zero(), between: Abs::zero() };
    for (index, block) in blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else { return None };
        let Some(Line::Exact(line)) = paragraph.format.line else { return None };
        if paragraph.inlines.iter().any(|inline| inline.standing().is_some()) {
            return None;
        }
        set.line.set_max(Abs::pt(line.to_pt()));
        if index > 0 {
            set.between += Abs::pt(paragraph.format.before.to_pt());
        }
        set.space += Abs::pt((paragraph.format.before + paragraph.format.after).to_pt());
    }
    Some(set)
}
