//! Space between blocks, gathered until the next one comes.

use typst_library::layout::{Abs, FixedAlignment};

use super::{Above, Flow};

impl Flow {
    /// Vertical space. Weakness 0 always counts; of several weak ones between two blocks the lowest level counts, within it
    /// the largest, and none at the start or the end.
    pub fn space(&mut self, amount: Abs, weakness: u8) {
        if weakness == 0 {
            self.strong += amount;
        } else if (self.above != Above::Start || self.room_above) && !self.at_edge {
            match self.gap {
                Some((level, held)) if !(weakness < level || weakness == level && amount > held) => {}
                _ => self.gap = Some((weakness, amount)),
            }
        }
    }

    /// Space between blocks of a weakness, if there is any.
    pub fn weak(&mut self, space: Option<(u8, Abs)>) {
        if let Some((weakness, amount)) = space {
            self.space(amount, weakness);
        }
    }

    /// The room a fraction takes: weak spacing beside it has no effect.
    pub fn fill(&mut self, amount: Abs) {
        self.strong += amount;
        self.gap = None;
        self.at_edge = true;
    }

    /// The room of a block with nothing in it: it stays apart from what is beside it as any other.
    pub fn room(&mut self, height: Abs) {
        self.strong += height + self.gap.take().map_or(Abs::zero(), |(_, amount)| amount);
        self.at_edge = false;
        self.room_above = true;
    }

    /// Takes note of where a block wants to stand; the first one counts.
    pub fn stands(&mut self, vertical: FixedAlignment) {
        self.vertical.get_or_insert(vertical);
    }

    /// Goes into a container: weak spacing at its edges has no effect, and does not mix with that outside.
    pub fn enter(&mut self) {
        if let Some((_, amount)) = self.gap.take() {
            self.strong += amount;
        }
        self.at_edge = true;
    }

    /// Whether weak space waits for the next block.
    pub fn parts_next(&self) -> bool {
        self.gap.is_some()
    }

    /// Leaves it.
    pub fn leave(&mut self) {
        self.gap = None;
        self.at_edge = false;
    }

    /// The space before the block that comes now.
    pub(super) fn take_gap(&mut self) -> Abs {
        self.at_edge = false;
        self.kept = false;
        let gap = self.strong + self.gap.map_or(Abs::zero(), |(_, amount)| amount);
        self.strong = Abs::zero();
        self.gap = None;
        gap
    }
}
