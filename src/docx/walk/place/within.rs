//! What is placed in padding, in an item of a list, a quotation or a piece of a stack: Typst places it by the edges of that.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, Size};

use crate::docx::walk::container::places;
use crate::docx::walk::flow::{Flow, Slack};
use crate::docx::walk::{Area, Hold, Walker};

impl Walker<'_, '_> {
    /// Whether a container in an area holds what is placed in it by its own edges, wherever the line stands in which it was written.
    pub(crate) fn may_hold(&self, area: Area) -> bool {
        area.root || area.hold == Hold::Flow && self.origin.is_none()
    }

    /// Walks what a container holds: as high as it comes out, and where it is no wider than its content as wide. Gives the area in which
    /// that stands.
    pub(crate) fn placed_within(
        &mut self,
        body: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<Area> {
        let (by_edges, aside) = if self.may_hold(area) { places(body) } else { (false, false) };
        let narrow = area.loose && (by_edges || aside);
        if !by_edges && !narrow {
            self.content(body, styles, locator, area, flow)?;
            return Ok(area);
        }
        let own = self.previewed(body, styles, locator, Size::new(area.width, Abs::inf()))?.size();
        let mut inner = area;
        if narrow {
            // A little more room than measured: another machine's font must not break the line.
            let width = (own.x + Abs::pt(1.0)).min(area.width);
            let rest = area.width - width;
            let left = styles.resolve(AlignElem::alignment).x.position(rest);
            inner = Area { base: area.base, loose: false, ..area.inset(left, rest - left) };
        }
        // Where it goes over a page, its edges are those of each part.
        if !by_edges || own.y >= area.height || area.root && !flow.surely_has_room(own.y, area) {
            self.content(body, styles, locator, inner, flow)?;
            return Ok(inner);
        }
        inner = Area { height: own.y, root: false, hold: Hold::Room, ..inner };
        let before = flow.count();
        let outer = flow.open_room(Slack::default());
        self.content(body, styles, locator, inner, flow)?;
        if flow.count() > before {
            self.hold_below(flow);
        }
        flow.close_room(outer);
        Ok(inner)
    }
}
