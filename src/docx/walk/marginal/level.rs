//! Headers and footers of different heights: the letterhead of a first page and the short header of the others.
//!
//! Typst sets a header at the lower edge of its area and a footer at the upper edge, each by itself. Word has one distance from the page's
//! edge for all those of a section, here that of the highest; the others are filled up to its height.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::introspection::{Location, Locator};
use typst_library::layout::{Abs, FixedAlignment, Size};

use super::{Kind, Margin};
use crate::docx::introspector::Place;
use crate::docx::model::{Block, Marginals, Twips};
use crate::docx::walk::Walker;
use crate::docx::walk::flow::heights::{height_of, lines_of};

/// What differs less in height, in points, is as high.
const SAME: f64 = 0.5;

/// A header or footer of a section: on odd pages, on even ones and on the first.
pub(crate) struct Versions {
    pub blocks: [Vec<Block>; 3],
    /// A page that has each, of so many.
    pub pages: [usize; 3],
    pub total: usize,
    /// Whether even pages and the first have one of their own.
    pub own_even: bool,
    pub own_first: bool,
}

impl Versions {
    /// As Word has them.
    pub fn marginals(self) -> Marginals {
        let [odd, even, first] = self.blocks;
        let some = |blocks: Vec<Block>| (!blocks.is_empty()).then_some(blocks);
        // An empty odd header with a different even one must still be written, or Word shows the even one everywhere.
        let odd = if self.own_even { Some(odd) } else { some(odd) };
        Marginals { odd, even: self.own_even.then_some(even), first: self.own_first.then(|| some(first)) }
    }
}

impl Walker<'_, '_> {
    /// Fills versions up to the height of the highest, which is given; nothing where there is one only. `stands`: where they stand in
    /// their area.
    pub(crate) fn level(
        &mut self,
        margin: &Margin,
        versions: &mut Versions,
        stands: Option<FixedAlignment>,
    ) -> SourceResult<Option<Abs>> {
        let Versions { blocks, pages, total, own_even, own_first } = versions;
        let single = !*own_even && (!*own_first || blocks.last().is_none_or(Vec::is_empty));
        if margin.layer() || single {
            return Ok(None);
        }
        let own = [true, *own_even, *own_first];
        // Nothing takes no room.
        let mut shown: Vec<(&mut Vec<Block>, usize)> = blocks
            .iter_mut()
            .zip(*pages)
            .zip(own)
            .filter(|((blocks, _), own)| *own && !blocks.is_empty())
            .map(|(version, _)| version)
            .collect();
        let mut heights = Vec::with_capacity(shown.len());
        for (blocks, page) in &shown {
            let laid = self.laid_on(margin, [*page, *total]);
            heights.push(height_of(blocks).max(lines_of(blocks, laid)));
        }
        let highest = heights.iter().copied().fold(Abs::zero(), Abs::max);
        for ((blocks, _), height) in shown.iter_mut().zip(heights) {
            let free = highest - height;
            let above = match (stands, margin.kind) {
                (Some(stands), _) => stands.position(free),
                (None, Kind::Footer) => Abs::zero(),
                (None, _) => free,
            };
            fill(blocks, above, free - above);
        }
        Ok(Some(highest))
    }

    /// The height Typst gives it on a page.
    fn laid_on(&mut self, margin: &Margin, [page, pages]: [usize; 2]) -> Abs {
        let place = |number| NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN);
        let place = Place { page: place(page), pages: place(pages), foot: margin.kind == Kind::Footer, walk: 1 };
        let key = typst_utils::hash128(&(margin.own, margin.kind, [page, pages], self.begun));
        let mut locator = Locator::synthesize(Location::new(key)).split();
        let outside = std::mem::replace(&mut self.place, place);
        let size = Size::new(margin.area.base, Abs::inf());
        let laid = self.lay_beside(&margin.content, margin.styles, &mut locator, size, Some(place));
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
    let space = |height: Abs| Block::Paragraph(crate::docx::walk::flow::spacer(height, false).0);
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
