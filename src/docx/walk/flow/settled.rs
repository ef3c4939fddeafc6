//! What is still done to blocks that stand in a flow already.

use typst_library::layout::{Abs, FixedAlignment};

use super::Flow;
use super::most_height::most_height_of;
use crate::docx::model::{Align, Block, Inline, Paragraph, ParagraphFormat, Table, TableAlign, Twips};
use crate::docx::walk::Area;
use crate::docx::walk::finish::each_in_blocks;
use crate::docx::walk::math::equation::set_side;

/// Less space than this above what is kept together stays there, as it may stand at the head of a page, too: a line, about.
const LIFTED: Twips = Twips(360);

impl Flow {
    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.blocks.len()
    }

    /// Whether a page, a cell or a room begins here: nothing stands there yet but what is placed apart from the flow.
    pub fn begins(&self) -> bool {
        if self.page_break || self.down_the_room().is_some() {
            return true;
        }
        for block in self.blocks.iter().rev() {
            match block {
                Block::Paragraph(Paragraph { format, inlines, .. }) => {
                    if format.frame.is_none() && (inlines.is_empty() || !inlines.iter().all(Inline::hangs)) {
                        return false;
                    }
                    if format.page_break_before {
                        return true;
                    }
                }
                Block::Table(table) => {
                    if table.float.is_none() {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Whether a block of a height that comes next surely has room on the page of this area that goes on.
    pub fn surely_has_room(&self, height: Abs, area: Area) -> bool {
        let mut down = height + self.strong.max(Abs::zero()) + self.gap.map_or(Abs::zero(), |(_, gap)| gap);
        let page = if self.page_break { &[] } else { self.blocks.as_slice() };
        for block in page.iter().rev() {
            down += most_height_of(block, area.width);
            let begins = matches!(block, Block::Paragraph(paragraph) if paragraph.format.page_break_before);
            if begins || down > area.height {
                break;
            }
        }
        down <= area.height
    }

    /// The block at an index.
    pub fn block_mut(&mut self, index: usize) -> Option<&mut Block> {
        self.blocks.get_mut(index)
    }

    /// Whether anything from an index on stands otherwise in an area than `outer` says.
    pub fn has_others(&self, from: usize, outer: FixedAlignment, area: Area) -> bool {
        self.blocks.iter().skip(from).any(|block| match block {
            Block::Paragraph(paragraph) => !paragraph.inlines.is_empty() && side(&paragraph.format) != outer,
            Block::Table(table) => table_side(table, area).is_some_and(|side| side != outer),
        })
    }

    /// Has the only paragraph from an index on stand at a side of its area. False where there is more than one, or anything else.
    pub fn set_lone(&mut self, from: usize, side: FixedAlignment) -> bool {
        let Some([Block::Paragraph(Paragraph { format, inlines, .. })]) = self.blocks.get_mut(from..) else {
            return false;
        };
        format.align = match (side, format.rtl) {
            (FixedAlignment::Center, _) => Align::Centre,
            (FixedAlignment::Start, false) | (FixedAlignment::End, true) => Align::Left,
            (FixedAlignment::Start, true) | (FixedAlignment::End, false) => Align::Right,
        };
        for inline in inlines {
            if let Inline::Math(markup) = inline {
                set_side(markup, side);
            }
        }
        true
    }

    /// Makes the room of what stands in an area from an index on narrower, but of paragraphs that are so already. `slack`: what they may
    /// need more, as the text was measured to fit exactly.
    pub fn narrow(&mut self, from: usize, outer: FixedAlignment, area: Area, left: Abs, right: Abs, slack: Abs) {
        let enough = Twips::from_pt((area.left + area.right + left + right - slack - Abs::pt(1.0)).to_pt());
        for block in self.blocks.iter_mut().skip(from) {
            if let Block::Table(table) = block
                && let Some(side) = table_side(table, area)
                && side != outer
            {
                let rest = area.width - left - right - Abs::pt(table.width().to_pt());
                let within = side.position(rest.max(Abs::zero()));
                table.align = TableAlign::Left;
                table.indent = Twips::from_pt((area.left + left + within).to_pt());
            }
            if let Block::Paragraph(Paragraph { format, .. }) = block
                && format.left + format.right < enough
            {
                // At the side where no line is held; lines that break do so where they did.
                let slack = if format.hyphenate.is_none() { slack } else { slack.min(left + right) };
                let (before, after) = match format.align {
                    Align::Left | Align::Both => (Abs::zero(), slack),
                    Align::Centre => (slack / 2.0, slack / 2.0),
                    Align::Right => (slack, Abs::zero()),
                };
                let (start, end) = if format.rtl { (right, left) } else { (left, right) };
                format.left += Twips::from_pt((start - before).to_pt());
                format.right += Twips::from_pt((end - after).to_pt());
            }
        }
    }

    /// The first of the paragraphs before an index that are kept with what stands there.
    pub fn kept_from(&self, index: usize) -> usize {
        let before = self.blocks.get(..index).unwrap_or_default();
        let kept = |block: &&Block| matches!(block, Block::Paragraph(paragraph) if paragraph.format.keep_next);
        index - before.iter().rev().take_while(kept).count()
    }

    /// Keeps the blocks from an index on with each other and with what follows: all of each, as Word leaves the first of a paragraph's
    /// lines where they are otherwise. Of more than a page's `height` can hold only the last is kept with what follows.
    pub fn keep_next(&mut self, from: usize, area: Area) {
        let own = self.blocks.get(from..).unwrap_or_default();
        let height: Abs = own.iter().map(|block| most_height_of(block, area.width)).sum();
        let last = self.blocks.len().saturating_sub(1);
        let from = if height > area.height { last } else { (from + own.iter().take_while(is_above).count()).min(last) };
        let own = self.blocks.get_mut(from..).unwrap_or_default();
        // Rows may split: LibreOffice keeps no table with what follows whose rows may not.
        for block in &mut *own {
            if let Block::Paragraph(paragraph) = block {
                paragraph.format.keep_lines = true;
            }
        }
        keep_next(own);
    }

    /// Holds together what Typst does not break, but for what has notes: LibreOffice needs more room for these, and would leave a page empty
    /// before what just fits with them.
    pub fn hold_unless_noted(&mut self, from: usize) {
        let mut noted = false;
        let own = self.blocks.get_mut(from..).unwrap_or_default();
        each_in_blocks(own, &mut |paragraph| noted |= paragraph.inlines.iter().any(Inline::has_note));
        if !noted {
            self.hold_together(from);
        }
    }

    /// Keeps the blocks from an index on together on one page.
    pub fn hold_together(&mut self, from: usize) {
        let count = self.blocks.len();
        // Space above is none of it.
        let space = |block: &&Block| matches!(block, Block::Paragraph(paragraph) if paragraph.inlines.is_empty() && paragraph.format.borders.is_empty());
        let from = from + self.blocks.iter().skip(from).take_while(space).count();
        self.lift_space(from);
        for (index, block) in self.blocks.iter_mut().enumerate().skip(from) {
            match block {
                Block::Paragraph(paragraph) => {
                    paragraph.format.keep_lines = true;
                    paragraph.format.keep_next |= index + 1 < count;
                }
                Block::Table(table) => {
                    // A row stays with the next one where its paragraphs do.
                    let rows = table.rows.len();
                    for (number, row) in table.rows.iter_mut().enumerate() {
                        row.cant_split = true;
                        if index + 1 < count || number + 1 < rows {
                            row.cells.iter_mut().for_each(|cell| keep_next(&mut cell.blocks));
                        }
                    }
                }
            }
        }
    }

    /// Gives the space above a paragraph to the one before it: at the end of a page it is dropped, as in Typst; at the start of the next
    /// one programs would keep it.
    fn lift_space(&mut self, index: usize) {
        let begins = self.stretches.iter().any(|stretch| stretch.from == index);
        let Some((before, from)) = self.blocks.split_at_mut_checked(index).filter(|_| !begins) else { return };
        let (Some(Block::Paragraph(last)), Some(Block::Paragraph(first))) = (before.last_mut(), from.first_mut())
        else {
            return;
        };
        let stays = first.format.before < LIFTED
            || first.format.page_break_before
            || last.format.frame.is_some()
            || first.inlines.iter().any(|inline| inline.hangs() || matches!(inline, Inline::ColumnBreak));
        if !stays {
            last.format.after += std::mem::take(&mut first.format.before);
        }
    }

    /// Puts a paragraph before the block at an index, or in its place.
    pub fn insert(&mut self, index: usize, mut paragraph: Paragraph, instead: bool) {
        match self.blocks.get_mut(index) {
            Some(Block::Paragraph(room)) if instead => {
                paragraph.format.page_break_before = room.format.page_break_before;
                *room = paragraph;
            }
            other => {
                // What stood before it stands before the new one.
                if let Some(Block::Paragraph(next)) = other {
                    paragraph.format.page_break_before = std::mem::take(&mut next.format.page_break_before);
                    paragraph.format.before = std::mem::take(&mut next.format.before);
                }
                self.blocks.insert(index.min(self.blocks.len()), Block::Paragraph(paragraph));
            }
        }
    }

    /// The last paragraph, to add something to it.
    pub fn last_paragraph(&mut self) -> Option<&mut Paragraph> {
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => Some(paragraph),
            _ => None,
        }
    }
}

/// Whether a block is space above what is kept together, or the break of a column there: none of it.
fn is_above(block: &&Block) -> bool {
    matches!(block, Block::Paragraph(Paragraph { format, inlines, .. })
        if format.borders.is_empty() && inlines.iter().all(|inline| matches!(inline, Inline::ColumnBreak)))
}

/// Where a paragraph's lines stand between its edges.
pub(crate) fn side(format: &ParagraphFormat) -> FixedAlignment {
    match format.align {
        Align::Centre => FixedAlignment::Center,
        Align::Right if !format.rtl => FixedAlignment::End,
        Align::Left | Align::Both if format.rtl => FixedAlignment::End,
        _ => FixedAlignment::Start,
    }
}

/// Where a table narrower than an area stands in it, whether it is aligned or has a distance; not of those that run to the left or float.
fn table_side(table: &Table, area: Area) -> Option<FixedAlignment> {
    let rest = area.width - Abs::pt(table.width().to_pt());
    if table.rtl || table.float.is_some() || rest < Abs::pt(1.0) {
        return None;
    }
    let from = Abs::pt(table.indent.to_pt()) - area.left;
    let near = |side: FixedAlignment| (from - side.position(rest)).abs() < Abs::pt(0.2);
    Some(match table.align {
        TableAlign::Centre => FixedAlignment::Center,
        TableAlign::Right => FixedAlignment::End,
        TableAlign::Left if near(FixedAlignment::Center) => FixedAlignment::Center,
        TableAlign::Left if near(FixedAlignment::End) => FixedAlignment::End,
        TableAlign::Left if near(FixedAlignment::Start) => FixedAlignment::Start,
        TableAlign::Left => return None,
    })
}

/// Keeps blocks on one page with what follows.
pub(crate) fn keep_next(blocks: &mut [Block]) {
    each_in_blocks(blocks, &mut |paragraph| paragraph.format.keep_next = true);
}
