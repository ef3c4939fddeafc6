//! Runs of pages parted where what stands beside the text comes to look otherwise.
//!
//! A header takes the styles of its page: where a page break is followed by another font or leading, it has them from that page on.
//! Word has one header for a section, so a section begins there. Whether it looks otherwise is seen from what Typst makes of it: most
//! settings of the text say nothing of a header.

use std::num::NonZeroUsize;

use typst_library::foundations::{Content, Resolve, Smart, StyleChain, Styles};
use typst_library::introspection::{Location, Locator};
use typst_library::layout::{Abs, PageElem, Paper, Rel, Sides, Size};

use super::runs::Run;
use super::section::marginals;
use crate::docx::introspector::Place;
use crate::docx::walk::Walker;

/// The page that stands for all, of so many: with numbers that can be circled, too.
const PAGE: [usize; 2] = [17, 41];

/// The margins of pages, and what stands in them, as far as the styles of the text tell.
#[derive(PartialEq)]
struct Look {
    margins: Sides<Option<Rel<Abs>>>,
    distances: [Rel<Abs>; 2],
    /// What Typst makes of header, footer and layers.
    frames: [Option<u128>; 4],
}

impl Walker<'_, '_> {
    /// Parts runs where the look of what stands beside their text changes.
    pub(crate) fn restyled<'a>(&mut self, runs: Vec<Run<'a>>) -> Vec<Run<'a>> {
        let mut out: Vec<Run<'a>> = Vec::with_capacity(runs.len());
        for run in runs {
            let mut shown: Option<(Styles, Look)> = None;
            let parts = run.parts_by_break();
            if parts.len() == 1 {
                out.push(run);
                continue;
            }
            for (begins, part) in parts {
                let changes = part.has_pages() && self.changes(&part, &mut shown);
                match (begins, out.last_mut()) {
                    (Some(begins), Some(last)) if !changes => {
                        last.children.push(begins);
                        last.children.extend(part.children);
                    }
                    _ => out.push(part),
                }
            }
        }
        out
    }

    /// Whether what stands beside a part's text is other than before; what it is then.
    fn changes(&mut self, part: &Run, shown: &mut Option<(Styles, Look)>) -> bool {
        let styles = part.shared();
        if shown.as_ref().is_some_and(|(before, _)| *before == styles) {
            return false;
        }
        let look = self.look(StyleChain::new(&styles));
        let changes = shown.as_ref().is_some_and(|(_, before)| *before != look);
        *shown = Some((styles, look));
        changes
    }

    fn look(&mut self, styles: StyleChain) -> Look {
        let sides = styles.get_cloned(PageElem::margin).unwrap_or_default().sides;
        let margins = sides.map(|side| side.and_then(Smart::custom).map(|side| side.resolve(styles)));
        let distances = [styles.resolve(PageElem::header_ascent), styles.resolve(PageElem::footer_descent)];
        let (header, footer) = marginals(styles);
        let layers = [styles.get_cloned(PageElem::background), styles.get_cloned(PageElem::foreground)];
        let [below, above] = layers;
        let frames = [header, footer, below, above].map(|content| self.margin_look(content.as_ref(), styles));
        Look { margins, distances, frames }
    }

    /// What Typst makes of something beside the text, told by the same place for all pages.
    fn margin_look(&mut self, content: Option<&Content>, styles: StyleChain) -> Option<u128> {
        let content = content?;
        let width = styles.resolve(PageElem::width).unwrap_or(Paper::A4.width());
        let place = Location::new(typst_utils::hash128(content));
        let mut locator = Locator::synthesize(place).split();
        let [page, pages] = PAGE.map(|number| NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN));
        let before = self.hearing.page();
        let size = Size::new(width, Abs::inf());
        let frame =
            self.lay_beside(content, styles, &mut locator, size, Some(Place { page, pages, foot: false, walk: 1 }));
        self.hearing.set_page(before);
        frame.ok().map(|frame| typst_utils::hash128(&frame))
    }
}
