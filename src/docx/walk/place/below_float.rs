//! The text below a float that stands in the text at the head of its page, where another one floats between them. It goes around that,
//! which has room of its own below: LibreOffice adds the space above the text to it, Word does not.

use std::num::NonZeroUsize;

use crate::docx::model::{Block, Twips};
use crate::docx::walk::flow::Flow;

/// A page that begins with a float in the text.
pub(crate) struct Headed {
    page: NonZeroUsize,
    /// The blocks before it.
    before: usize,
    /// The blocks up to its end, once the next one comes.
    from: Option<usize>,
    /// Whether another one floats below it.
    floats: bool,
}

impl Headed {
    /// By a float that comes next.
    pub fn by(page: NonZeroUsize, flow: &Flow) -> Self {
        Self { page, before: flow.count(), from: None, floats: false }
    }

    /// Another one floats at the head of a page.
    pub fn comes_below(&mut self, page: NonZeroUsize) {
        self.floats |= page == self.page;
    }

    /// Before a block, or at the end: takes the space above the first text away if it may go. Tells whether that is done.
    pub fn meet(&mut self, flow: &mut Flow) -> bool {
        let count = flow.count();
        if count > self.before {
            self.from.get_or_insert(count);
        }
        let Some(from) = self.from.filter(|_| self.floats) else { return false };
        for index in from..count {
            match flow.block_mut(index) {
                Some(Block::Paragraph(text)) if text.inlines.is_empty() || text.format.frame.is_some() => {}
                Some(Block::Paragraph(text)) => {
                    text.format.before = Twips::ZERO;
                    return true;
                }
                Some(Block::Table(table)) if table.float.is_some() => {}
                _ => return true,
            }
        }
        false
    }
}
