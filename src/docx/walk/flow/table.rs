//! A table in the flow: whose space above it is, and what has to stand between two.

use typst_library::layout::Abs;

use super::{Above, Flow, GIVEN, spacer};
use crate::docx::model::{Block, Paragraph, Row, RowHeight, Table, Twips};
use crate::docx::walk::table::margins::Reach;

/// So much of a page's upper margin, in points, is seen when a table begins in it.
const HEAD: f64 = 6.0;

impl Flow {
    /// Adds a table. `reach`: how far it reaches beyond its room.
    pub fn table(&mut self, table: Table, reach: Reach) {
        self.hold_frame();
        self.break_column();
        let gap = self.take_gap();
        let page_break = std::mem::take(&mut self.page_break);
        let table = match page_break {
            true => table,
            false => match self.join_table(table, gap, reach) {
                Some(table) => table,
                None => return,
            },
        };
        let wanted = match self.above {
            // In a cell only what its inset does not hold.
            Above::Start if self.unseen => gap - self.late,
            Above::Start if self.inset => gap - self.late - (reach.over - self.head).max(Abs::zero()),
            _ => gap - self.below() - self.late - reach.over,
        };
        if self.blocks.is_empty() {
            self.over = reach.over;
        }
        let head = if self.inset { Abs::zero() } else { self.head };
        match (self.blocks.last_mut(), self.above) {
            (Some(Block::Paragraph(last)), Above::Paragraph(_)) if !page_break => {
                let after = wanted.max(Abs::zero());
                self.late = after - wanted;
                let own = if last.format.keep_next { None } else { head_room(head, after) };
                let line = own.as_ref().map_or(0.0, |(_, height)| *height);
                last.format.after = Twips::from_pt((after.to_pt() - line).max(0.0));
                self.blocks.extend(own.map(|(spacer, _)| Block::Paragraph(spacer)));
            }
            _ => {
                // Two tables in a row would become one, and a table cannot start a page or keep space above itself.
                let needs = page_break || matches!(self.blocks.last(), Some(Block::Table(_))) || wanted > Abs::pt(0.5);
                if needs {
                    let between = !page_break && self.above != Above::Start;
                    // At a page's end programs drop the space below a paragraph, as Typst does, but no part of a line: between two
                    // tables the line is as low as can be.
                    let line = if between { Abs::pt(1.0) } else { wanted };
                    let own = if between { head_room(head, wanted) } else { None };
                    let (mut spacer, height) = own.unwrap_or_else(|| spacer(line, page_break));
                    if between {
                        spacer.format.after = Twips::from_pt((wanted.to_pt() - height).max(0.0));
                    }
                    self.late = (Abs::pt(height) - wanted).max(Abs::zero());
                    self.blocks.push(Block::Paragraph(spacer));
                } else {
                    self.late = (-wanted).max(Abs::zero());
                }
            }
        }
        if self.above == Above::Start {
            self.begun_late = self.late;
        }
        let mut table = table;
        if let [Row { height: RowHeight::Exact(height), .. }] = table.rows.as_mut_slice() {
            // Lines to write on one below the other: what stands between two tables is taken from the next.
            let given = self.late.min(Abs::pt(height.to_pt() * GIVEN)).max(Abs::zero());
            *height -= Twips::from_pt(given.to_pt());
            self.late -= given;
        }
        self.above = Above::Edge(reach.under);
        self.blocks.push(Block::Table(table));
    }
}

/// Where lines stand far apart, their boxes take a good part of the upper margin, and a table that comes first on a page would begin in
/// it: so much of the space above one is an empty line that goes on to the next page with it.
fn head_room(head: Abs, space: Abs) -> Option<(Paragraph, f64)> {
    if head < Abs::pt(HEAD) || space < head / 2.0 {
        return None;
    }
    let (mut line, height) = spacer(space.min(head), false);
    line.format.keep_next = true;
    Some((line, height))
}
