//! What is placed in columns of the text. Typst places it by the edges of the column it was written in, which is as high as what stands in
//! it where a break ends it.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, ColbreakElem, PlaceElem, Size};
use typst_library::routines::{Arenas, FragmentKind, Pair};

use super::alignment;
use crate::docx::walk::container::places;
use crate::docx::walk::flow::{Flow, Slack};
use crate::docx::walk::{Area, Hold, Walker};

impl Walker<'_, '_> {
    /// Walks what stands in columns of the text. `outer`: the area the columns stand in.
    pub(crate) fn columns_body(
        &mut self,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        (area, outer): (Area, Area),
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if !places(body).0 {
            return self.content(body, styles, locator, area, flow);
        }
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, body, styles)?;
        if kind == FragmentKind::Inline {
            return self.bare_line(&pairs, styles, locator, area, flow);
        }
        let Some(heights) = self.column_heights(&pairs, locator, area, outer, flow)? else {
            return self.blocks(&pairs, locator, area, flow);
        };
        let parts = pairs.chunk_by(|_, (child, _)| !child.is::<ColbreakElem>());
        for (part, height) in parts.zip(heights) {
            let begun = usize::from(part.first().is_some_and(|(child, _)| child.is::<ColbreakElem>()));
            let (begin, own) = part.split_at(begun);
            self.blocks(begin, locator, area, flow)?;
            if own.iter().any(by_edge) {
                // LibreOffice loses a break in a paragraph from which drawings hang.
                flow.break_column();
            }
            let before = flow.count();
            let room = flow.open_room(Slack::default());
            self.blocks(own, locator, Area { height, hold: Hold::Room, ..area }, flow)?;
            if flow.count() > before {
                self.hold_below(flow);
            }
            flow.close_room(room);
        }
        Ok(())
    }

    /// How high the columns come out that breaks part, if what is between two breaks surely has room in one.
    fn column_heights(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        outer: Area,
        flow: &Flow,
    ) -> SourceResult<Option<Vec<Abs>>> {
        let mut heights = Vec::new();
        for part in pairs.chunk_by(|_, (child, _)| !child.is::<ColbreakElem>()) {
            let own: Vec<Pair> = part.iter().copied().filter(|(child, _)| !child.is::<ColbreakElem>()).collect();
            let height = self.natural(&own, locator, Size::new(area.width, Abs::inf()), Abs::inf())?.y;
            if !flow.surely_has_room(height, outer) {
                return Ok(None);
            }
            heights.push(height);
        }
        Ok(Some(heights))
    }
}

/// Whether something is placed by an edge of the column.
fn by_edge(&(child, styles): &Pair) -> bool {
    child.to_packed::<PlaceElem>().is_some_and(|elem| alignment(elem, styles).1.is_some())
}
