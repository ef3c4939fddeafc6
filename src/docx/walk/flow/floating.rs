//! What floats among the blocks: tables at places of their page, which the text goes around.

use typst_library::layout::Abs;

use super::{Flow, spacer};
use crate::docx::model::{Block, Inline, Paragraph, Table, TablePlace};

impl Flow {
    /// A table that takes part in no spacing.
    pub fn float(&mut self, table: Table) {
        self.hold_frame();
        self.break_column();
        // Of such tables with nothing but their holders between them LibreOffice 26.8 wants the upper one first, or gives each a page
        // of its own.
        let (passed, begins) = self.lower_floats(&table);
        if passed > 0 {
            let at = self.blocks.len() - passed;
            if begins && let Some(Block::Paragraph(holder)) = self.blocks.get_mut(at + 1) {
                holder.format.page_break_before = false;
            }
            self.blocks.insert(at, Block::Paragraph(spacer(Abs::pt(1.0), begins).0));
            self.blocks.insert(at, Block::Table(table));
        } else {
            if self.has_table(self.blocks.len().saturating_sub(1)) {
                // Programs take two tables with nothing between them for one.
                self.blocks.push(Block::Paragraph(spacer(Abs::pt(1.0), false).0));
            }
            self.blocks.push(Block::Table(table));
        }
    }

    /// The blocks at the end that are nothing but floating tables of the same page, lower ones than a table that comes now, and their
    /// holders; and whether the page begins with them.
    fn lower_floats(&self, table: &Table) -> (usize, bool) {
        if self.page_break {
            return (0, false);
        }
        let stretch = self.stretches.last().map_or(0, |stretch| stretch.from);
        let text = self.blocks.get(stretch..).unwrap_or_default();
        let below = |(other, own): (TablePlace, TablePlace)| other.y > own.y;
        let mut passed = 0;
        for pair in text.rchunks_exact(2) {
            let [Block::Table(other), Block::Paragraph(holder)] = pair else { break };
            if !(other.float.zip(table.float).is_some_and(below) && is_holder(holder)) {
                break;
            }
            passed += pair.len();
            if holder.format.page_break_before {
                return (passed, true);
            }
        }
        (passed, false)
    }

    /// The last paragraph among the blocks from an index on to another that may refer to the notes of a float which comes there: no float
    /// is held by it, and no note stands below it, as programs count notes by their references.
    pub fn may_refer(&mut self, from: usize, to: usize) -> Option<&mut Block> {
        let own = self.blocks.get(from..to)?;
        let held = |at: usize| matches!(at.checked_sub(1).and_then(|before| self.blocks.get(before)), Some(Block::Table(table)) if table.float.is_some());
        let mut found = None;
        for (index, block) in own.iter().enumerate().rev() {
            match block {
                Block::Paragraph(paragraph) => {
                    if !held(from + index) && !paragraph.inlines.is_empty() && paragraph.format.frame.is_none() {
                        found = Some(from + index);
                        break;
                    }
                    if refers(paragraph) {
                        break;
                    }
                }
                Block::Table(table) if table.float.is_some() => {}
                Block::Table(_) => break,
            }
        }
        self.blocks.get_mut(found?)
    }

    /// Whether there is a table of the text among the blocks from an index on.
    pub fn has_table(&self, from: usize) -> bool {
        let of_text = |block: &Block| matches!(block, Block::Table(table) if table.float.is_none());
        self.blocks.get(from..).unwrap_or_default().iter().any(of_text)
    }

    /// The same before a block that is already there, if that is a paragraph of the text, which holds it, or a table, to which it comes
    /// with a holder; else the table comes back.
    pub fn float_before(&mut self, at: usize, table: Table) -> Option<Table> {
        let above_table = matches!(self.blocks.get(at), Some(Block::Table(below)) if below.float.is_none());
        let holds = above_table
            || matches!(self.blocks.get(at), Some(Block::Paragraph(holder)) if holder.format.frame.is_none());
        let alone = at.checked_sub(1).is_none_or(|before| matches!(self.blocks.get(before), Some(Block::Paragraph(_))));
        if !(holds && alone && self.stretches.iter().all(|stretch| stretch.from <= at)) {
            return Some(table);
        }
        if above_table {
            self.blocks.insert(at, Block::Paragraph(spacer(Abs::pt(1.0), false).0));
        }
        self.blocks.insert(at, Block::Table(table));
        let framed = |block: &Block| matches!(block, Block::Paragraph(own) if own.format.frame.is_some());
        if at.checked_sub(1).and_then(|before| self.blocks.get(before)).is_some_and(framed) {
            // LibreOffice loses the words in a frame right before it: they have a holder of their own, which begins the page with them.
            let begins = match self.blocks.get_mut(at + 1) {
                Some(Block::Paragraph(holder)) => std::mem::take(&mut holder.format.page_break_before),
                _ => false,
            };
            self.blocks.insert(at, Block::Paragraph(spacer(Abs::pt(1.0), begins).0));
        }
        None
    }
}

/// Whether a paragraph refers to a note.
fn refers(paragraph: &Paragraph) -> bool {
    paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Footnote(..)))
}

/// Whether a paragraph is only there to hold what floats before it.
fn is_holder(paragraph: &Paragraph) -> bool {
    let holder = spacer(Abs::pt(1.0), paragraph.format.page_break_before).0;
    paragraph.inlines.is_empty() && paragraph.format == holder.format
}
