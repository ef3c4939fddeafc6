//! Headers and footers of different heights: the letterhead of a first page and the short header of the others.
//!
//! Typst sets a header at the lower edge of its area and a footer at the upper edge, each by itself. Word has one distance from the page's
//! edge for all those of a section, here that of the highest; the others are filled up to its height.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::introspection::{Location, Locator};
use typst_library::layout::{Abs, FixedAlignment, Size};

use super::Walker;
use super::heights::{height_of, lines_of};
use super::marginal::{Kind, Margin};
use super::questions::{begin_guess, end_guess};
use crate::docx::introspector::Place;
use crate::docx::model::{Block, Twips};

/// What differs less in height, in points, is as high.
const SAME: f64 = 0.5;

/// A header or footer on some pages, and one of these, of so many.
pub(super) type OnPage<'a> = (&'a mut Vec<Block>, [usize; 2]);

impl Walker<'_, '_> {
    /// Fills versions up to the height of the highest, which is returned. `stands`: where they stand in their area.
    pub(super) fn level(
        &mut self,
        margin: &Margin,
        mut versions: Vec<OnPage>,
        stands: Option<FixedAlignment>,
    ) -> SourceResult<Abs> {
        // Nothing takes no room.
        versions.retain(|(blocks, _)| !blocks.is_empty());
        let mut heights = Vec::with_capacity(versions.len());
        for (blocks, page) in versions.iter() {
            let laid = self.laid_on(margin, *page);
            heights.push(height_of(blocks).max(lines_of(blocks, laid)));
        }
        let highest = heights.iter().copied().fold(Abs::zero(), Abs::max);
        for ((blocks, _), height) in versions.iter_mut().zip(heights) {
            let free = highest - height;
            let above = match (stands, margin.kind) {
                (Some(stands), _) => stands.position(free),
                (None, Kind::Footer) => Abs::zero(),
                (None, _) => free,
            };
            fill(blocks, above, free - above);
        }
        Ok(highest)
    }

    /// The height Typst gives it on a page.
    fn laid_on(&mut self, margin: &Margin, [page, pages]: [usize; 2]) -> Abs {
        let place = |number| NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN);
        let place = Place { page: place(page), pages: place(pages), foot: margin.kind == Kind::Footer };
        let key = typst_utils::hash128(&(margin.own, margin.kind, [page, pages], self.begun));
        let mut locator = Locator::synthesize(Location::new(key)).split();
        let outside = std::mem::replace(&mut self.place, place);
        self.hearing.walks_margin(true);
        self.hearing.walks_page(place);
        begin_guess(self.engine);
        let size = Size::new(margin.area.base, Abs::inf());
        let laid = self.lay_out(&margin.content, margin.styles, &mut locator, size);
        end_guess(self.engine);
        self.hearing.walks_margin(false);
        self.place = outside;
        laid.map_or(Abs::zero(), |laid| laid.height())
    }
}

/// Adds space above and below.
fn fill(blocks: &mut Vec<Block>, above: Abs, below: Abs) {
    let flows = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.format.frame.is_none(),
        Block::Table(table) => table.float.is_none(),
    };
    let space = |height: Abs| Block::Paragraph(super::flow::spacer(height, false).0);
    let Some(first) = blocks.iter().position(flows) else { return };
    if above.to_pt() > SAME {
        match blocks.get_mut(first) {
            Some(Block::Paragraph(paragraph)) => paragraph.format.before += Twips::from_pt(above.to_pt()),
            _ => blocks.insert(first, space(above)),
        }
    }
    // Space after the last paragraph is not part of a footer everywhere.
    if below.to_pt() > SAME {
        blocks.push(space(below));
    }
}
