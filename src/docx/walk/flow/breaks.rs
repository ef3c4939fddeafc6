//! Where pages begin in a flow, and stretches of columns.

use typst_library::layout::Abs;

use super::{Above, Flow, LARGE, spacer};
use crate::docx::model::{Block, Twips};

/// A stretch of a section with columns of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    /// The blocks before it.
    pub from: usize,
    pub columns: usize,
    pub gutter: Abs,
    /// Whether they follow each other from right to left.
    pub rtl: bool,
    /// How many elements came before what follows columns; `None`: no columns of the text end here.
    pub after: Option<usize>,
    /// Whether it begins a page.
    pub new_page: bool,
}

impl Flow {
    /// Whether nothing stands on the page or in the cell so far.
    pub fn at_start(&self) -> bool {
        self.above == Above::Start
    }

    /// Forgets space and neighbours: a new page begins.
    pub fn restart(&mut self) {
        self.take_gap();
        self.above = Above::Start;
        self.room_above = false;
        self.late = Abs::zero();
    }

    /// A page break. A weak one does nothing where a page begins anyway; a strong one leaves that page empty if it is there for the sake of
    /// another strong one.
    pub fn new_page(&mut self, weak: bool) {
        self.hold_frame();
        self.column_break = false;
        let fresh = self.page_break || self.blocks.is_empty();
        let empty = fresh && (!weak && self.staged || std::mem::take(&mut self.kept));
        if empty {
            let (paragraph, _) = spacer(Abs::pt(1.0), std::mem::take(&mut self.page_break));
            self.blocks.push(Block::Paragraph(paragraph));
        }
        self.page_break |= empty || !fresh;
        self.staged = !weak || fresh && !empty && self.staged;
        self.head = self.page_head.take().unwrap_or(self.head);
        self.restart();
    }

    /// From here on there are columns. The space before them stays above all of them; `over` is what their first lines' boxes take
    /// of it. `rtl`: whether they follow each other from right to left.
    pub fn set_columns(&mut self, columns: usize, gutter: Abs, rtl: bool, over: Abs) {
        self.hold_frame();
        if self.above != Above::Start {
            let gap = self.take_gap() - self.below() - self.late - over;
            let gap = gap.max(Abs::zero());
            match self.blocks.last_mut() {
                // LibreOffice forgets a space before columns that is as large as those of `v(1fr)` are.
                Some(Block::Paragraph(last)) if gap < Abs::pt(LARGE) => {
                    last.format.after += Twips::from_pt(gap.to_pt())
                }
                _ => self.blocks.push(Block::Paragraph(spacer(gap, false).0)),
            }
            self.page_head.get_or_insert(self.head);
            self.head = over;
        }
        self.above = Above::Start;
        self.room_above = false;
        self.late = Abs::zero();
        self.columns = columns;
        self.stretches.push(Stretch { from: self.blocks.len(), columns, gutter, rtl, after: None, new_page: false });
    }

    /// Whether nothing stands so far in the text that has the columns, but for what floats.
    pub(super) fn begins_columns(&self) -> bool {
        let begins = self.stretches.last().map_or(0, |stretch| stretch.from);
        self.blocks.get(begins..).unwrap_or_default().iter().all(|block| match block {
            Block::Paragraph(paragraph) => paragraph.format.frame.is_some(),
            Block::Table(table) => table.float.is_some(),
        })
    }

    /// From here on there is one column again. `met`: how many elements came before.
    pub fn end_columns(&mut self, met: usize) {
        if matches!(self.blocks.last(), Some(Block::Table(_))) {
            // The section's end alone after a table, LibreOffice takes what of it stands in the second column back to the first.
            self.blocks.extend([(); 2].map(|()| Block::Paragraph(spacer(Abs::pt(1.0), false).0)));
        }
        self.head = self.page_head.take().unwrap_or(self.head);
        self.columns = 1;
        let from = self.blocks.len();
        self.stretches.push(Stretch {
            from,
            columns: 1,
            gutter: Abs::zero(),
            rtl: false,
            after: Some(met),
            new_page: false,
        });
    }

    /// Takes the changes of columns out.
    pub fn take_stretches(&mut self) -> Vec<Stretch> {
        std::mem::take(&mut self.stretches)
    }

    /// Keeps the page that begins here, should nothing come on it.
    pub fn keep_page(&mut self) {
        self.kept = self.page_break || self.blocks.is_empty();
    }
}
