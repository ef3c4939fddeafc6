//! Rooms of a fixed height in a flow.
//!
//! Their height is space before and after what they hold, which belongs to one paragraph or another. What is placed in one stands by
//! its upper edge, whatever that space becomes.

use typst_library::layout::Abs;

use super::{Flow, lower, spacer};
use crate::docx::model::{Block, Emu, Inline};

/// A room of a fixed height.
pub(crate) struct Room {
    /// The blocks before it.
    from: usize,
    /// The space before it that no block has yet.
    before: Abs,
    /// How far its upper edge lies below the block above, or the page's or cell's edge.
    top: Abs,
    /// What is placed in it, by its upper edge.
    drawings: Vec<Inline>,
    slack: Slack,
}

/// What the content of a room of a fixed height leaves of it, as it comes to stand when laid out.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Slack {
    /// Above the content.
    pub above: Abs,
    /// Below it.
    pub below: Abs,
    /// Altogether, with what is between.
    pub all: Abs,
}

impl Flow {
    /// Opens a room; what comes stands in it, as far down as it leaves room above. Gives back the one that was open.
    pub fn open_room(&mut self, slack: Slack) -> Option<Room> {
        let top = self.as_set(self.strong);
        let (from, before) = (self.blocks.len(), self.strong);
        self.strong += slack.above;
        self.room.replace(Room { from, before, top, drawings: Vec::new(), slack })
    }

    /// The shares of what comes into the open room say themselves where each stands in it: they take so much of what is left.
    pub fn share_room(&mut self, shares: Abs) {
        if let Some(room) = self.room.as_mut().filter(|room| room.from == self.blocks.len()) {
            self.strong -= room.slack.above;
            room.slack.above = Abs::zero();
            room.slack.below = (room.slack.all - shares).max(Abs::zero());
        }
    }

    /// How far down the room it goes on, if nothing stands in it so far.
    pub fn down_the_room(&self) -> Option<Abs> {
        let room = self.room.as_ref().filter(|room| room.from == self.blocks.len())?;
        Some(self.strong - room.before)
    }

    /// A drawing at a distance from the room's upper edge.
    pub fn hang_in_room(&mut self, inline: Inline) {
        match &mut self.room {
            Some(room) => room.drawings.push(inline),
            None => self.hung.push(inline),
        }
    }

    /// Closes the room. Its first paragraph holds what is placed in it, or an empty one. Gives back what is left below its content.
    pub fn close_room(&mut self, outer: Option<Room>) -> Abs {
        let closed = std::mem::replace(&mut self.room, outer);
        let Some(Room { from, top, drawings, slack, .. }) = closed else { return Abs::zero() };
        if !drawings.is_empty() {
            self.hang_from(from, top, drawings);
        }
        slack.below
    }

    /// Has the first paragraph of a room hold drawings, or an empty one.
    fn hang_from(&mut self, from: usize, top: Abs, mut drawings: Vec<Inline>) {
        let (mut own, height) = spacer(Abs::pt(1.0), false);
        let stands = self.blocks.len() > from;
        let first = match self.blocks.get_mut(from) {
            Some(Block::Paragraph(first)) if first.format.frame.is_none() => Some(first),
            _ => None,
        };
        match first {
            Some(first) => {
                drawings.iter_mut().for_each(|inline| lower(inline, Emu::from_pt(top.to_pt())));
                let at = usize::from(matches!(first.inlines.first(), Some(Inline::ColumnBreak)));
                first.inlines.splice(at..at, drawings);
            }
            // The space above a table belongs to the paragraph before it.
            None if stands => {
                own.inlines = drawings;
                self.late += Abs::pt(height);
                self.blocks.insert(from, Block::Paragraph(own));
            }
            None => self.hold_at(drawings, top),
        }
    }
}
