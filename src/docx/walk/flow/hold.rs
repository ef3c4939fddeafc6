//! What has to hang from some paragraph: drawings, frames, and breaks that wait for one.

use typst_library::layout::Abs;

use super::{Flow, spacer};
use crate::docx::model::{Block, Emu, Inline, Line, Paragraph, Placement};
use crate::docx::walk::text::metrics::Extent;

impl Flow {
    /// A drawing at a distance from the body's upper edge: its first paragraph will hold it.
    pub fn hang(&mut self, inline: Inline) {
        self.hung.push(inline);
    }

    /// Drawings that hang from where the next block stands, or at the end of a page from the last one: an empty paragraph holds them.
    pub fn hold(&mut self, drawings: Vec<Inline>, end: bool) {
        let weak = self.gap.map(|(_, amount)| amount).filter(|_| !end).unwrap_or_default();
        self.hold_at(drawings, self.as_set(self.strong + weak));
    }

    /// Drawings below the letters of the paragraph that stands last.
    pub fn hold_below(&mut self, drawings: Vec<Inline>) {
        self.hold_at(drawings, self.as_set(Abs::zero()));
    }

    /// What hangs from the first paragraph of a cell stands by its upper edge with the space above it. What that has of the cell's inset
    /// becomes a margin of the cell.
    pub(super) fn raise_hanging(&mut self) {
        let inset = (self.head - self.over).max(Abs::zero());
        if let Some(Block::Paragraph(first)) = self.blocks.first_mut().filter(|_| self.inset) {
            let taken = Abs::pt(first.format.before.to_pt()).min(inset);
            first.inlines.iter_mut().for_each(|inline| lower(inline, Emu::from_pt(-taken.to_pt())));
        }
    }

    /// The distance from the block above as the program sets it, which Typst sets so far down.
    pub(super) fn as_set(&self, down: Abs) -> Abs {
        down - self.below() - self.late
    }

    /// Has an empty paragraph hold drawings so far down.
    pub(super) fn hold_at(&mut self, mut drawings: Vec<Inline>, down: Abs) {
        // The inset above the first block of a cell is a margin of the cell.
        let down = if self.inset && self.blocks.is_empty() { down - self.head } else { down };
        drawings.iter_mut().for_each(|inline| lower(inline, Emu::from_pt(down.to_pt())));
        self.break_column();
        let (mut paragraph, height) = spacer(Abs::pt(1.0), std::mem::take(&mut self.page_break));
        paragraph.inlines = drawings;
        self.late += Abs::pt(height);
        self.blocks.push(Block::Paragraph(paragraph));
    }

    /// A drawing after the last paragraph, which holds it.
    pub fn trail(&mut self, mut inline: Inline) {
        match self.blocks.last_mut() {
            Some(Block::Paragraph(last)) => {
                if let Some(Line::Exact(height) | Line::AtLeast(height)) = last.format.line {
                    lower(&mut inline, Emu::from_pt((height + last.format.before).to_pt()));
                }
                last.inlines.push(inline);
            }
            _ => {
                let (mut paragraph, _) = spacer(Abs::pt(1.0), false);
                paragraph.inlines.push(inline);
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
    }

    /// Whether drawings or frames hang from anything in it.
    pub fn any_hangs(&self) -> bool {
        let placed = |inline: &Inline| inline.hangs();
        self.blocks.iter().any(|block| {
            matches!(block, Block::Paragraph(paragraph)
                if paragraph.format.frame.is_some() || paragraph.inlines.iter().any(placed))
        })
    }

    /// The last block that something can stand below: what is placed on the page is in nobody's way.
    pub(super) fn last_in_flow(&mut self) -> Option<&mut Block> {
        let placed = |block: &Block| matches!(block, Block::Paragraph(own) if own.format.frame.is_some());
        self.blocks.iter_mut().rev().find(|block| !placed(block))
    }

    /// A frame or a floating table stands where the paragraph after it does: where none comes on its page, an empty one holds it.
    pub fn hold_frame(&mut self) {
        let floats = match self.blocks.last() {
            Some(Block::Paragraph(last)) => last.format.frame.is_some(),
            Some(Block::Table(last)) => last.float.is_some(),
            None => false,
        };
        if floats {
            let (paragraph, _) = spacer(Abs::pt(1.0), std::mem::take(&mut self.page_break));
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// A column break that waits for a paragraph, put before what is none or has a number.
    pub fn break_column(&mut self) {
        if std::mem::take(&mut self.column_break) {
            let (mut paragraph, _) = spacer(Abs::pt(1.0), std::mem::take(&mut self.page_break));
            paragraph.inlines.push(Inline::ColumnBreak);
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }
}

/// Puts a drawing that hangs from its paragraph's upper edge further down; one on the page or in another line stays.
pub(crate) fn lower(inline: &mut Inline, by: Emu) {
    if let Some((place, _)) = inline.drawn()
        && matches!(place, Placement::Anchored { .. } | Placement::Character { first: true, .. })
    {
        *place = place.moved(Emu(0), by);
    }
}

/// Whether a drawing or picture in its line is the first that is seen of a paragraph.
pub(super) fn begins_drawn(paragraph: &Paragraph) -> bool {
    let mut seen = paragraph.inlines.iter().filter(|inline| !inline.is_bookmark());
    seen.next().is_some_and(|first| first.standing().is_some())
}

/// How far the drawings and pictures of a line reach above and below its baseline.
pub(super) fn drawn_extent(inlines: &[Inline]) -> Extent {
    let mut extent = Extent::ZERO;
    for inline in inlines {
        if let Some((height, lowered)) = inline.in_line() {
            let (height, below) = (Abs::pt(height.to_pt()), Abs::pt(f64::from(lowered) / 2.0));
            extent = extent.max(Extent { ascent: height - below, descent: below });
        }
    }
    extent
}
