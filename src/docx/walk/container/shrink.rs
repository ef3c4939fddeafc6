//! What is as wide as its content: a block without a width, a float.
//!
//! Its paragraphs have indents that leave them the room it has in Typst, so that what stands in its middle or at its right does so there
//! and not in the whole column.

use rustc_hash::FxHashMap;
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, Em, FixedAlignment, Frame, PlaceElem, Size};
use typst_library::text::Glyph;

use crate::docx::walk::flow::Flow;
use crate::docx::walk::text::character::half_points;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::text::metrics::each_text;
use crate::docx::walk::{Area, Walker};

/// What letters are set nearer to each other by than this is no sign giving up half of its width.
const SQUEEZED: Em = Em::new(0.2);

impl Walker<'_, '_> {
    /// Gives the blocks from an index on the room of their content, which stands in its area as `outer` says.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub fn shrink(
        &mut self,
        body: &Content,
        from: usize,
        outer: FixedAlignment,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let frame = self.previewed(body, styles, locator, Size::new(area.width, Abs::inf()))?;
        // A line as wide as all stands where that stands. Indents would leave no room for another word or font.
        let narrower = frame.width() < area.width - Abs::pt(1.0);
        if narrower && is_line(&frame) && flow.set_lone(from, outer) {
            return Ok(());
        }
        let (left, right, slack) = beside(&frame, outer, area);
        flow.narrow(from, outer, area, left, right, slack);
        Ok(())
    }

    /// The same of a float: at the left if its alignment says nothing of it.
    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    pub fn shrink_float(
        &mut self,
        elem: &Packed<PlaceElem>,
        body: &Content,
        from: usize,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        let Smart::Custom(align) = elem.alignment.get(styles) else { return Ok(()) };
        let outer = align.x().unwrap_or_default().resolve(styles);
        if flow.has_others(from, outer, area) {
            self.shrink(body, from, outer, styles, locator, area, flow)?;
        }
        Ok(())
    }

    /// The room of a list that stands in the middle or at the right: where all is no wider than its content the list is as wide as it is,
    /// and aligned as a whole; elsewhere it fills the lines.
    pub fn list_room(
        &mut self,
        list: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Area> {
        let outer = styles.resolve(AlignElem::alignment).x;
        if !area.loose || outer == FixedAlignment::Start || is_rtl(styles) {
            return Ok(area);
        }
        let frame = self.previewed(list, styles, locator, Size::new(area.width, Abs::inf()))?;
        let (left, right, slack) = beside(&frame, outer, area);
        if left + right < Abs::pt(1.0) {
            return Ok(area);
        }
        let room = area.inset(left, right);
        Ok(Area { right: room.right - slack.min(right), ..room })
    }
}

/// The room beside content as wide as it is, which stands in an area as `outer` says: left and right of it; and how much its text may
/// need more.
fn beside(frame: &Frame, outer: FixedAlignment, area: Area) -> (Abs, Abs, Abs) {
    let natural = frame.width();
    let rest = (area.width - natural).max(Abs::zero());
    let left = outer.position(rest);
    // No line breaks in what is narrower than its room, so that more room changes none.
    let signs = squeezed(frame).min(rest);
    (left, rest - left, Abs::pt(2.0) + natural * growth(frame) + signs)
}

/// Whether all text stands in one line.
fn is_line(frame: &Frame) -> bool {
    let mut baselines = (Abs::inf(), -Abs::inf());
    let mut size = Abs::zero();
    each_text(frame, Abs::zero(), &mut |baseline, text| {
        baselines = (baselines.0.min(baseline), baselines.1.max(baseline));
        size.set_max(text.size);
    });
    baselines.1 - baselines.0 < size / 2.0
}

/// By which part of its width text may become wider as Word knows half-points only.
fn growth(frame: &Frame) -> f64 {
    let mut most: f64 = 0.0;
    each_text(frame, Abs::zero(), &mut |_, text| {
        if text.size > Abs::zero() {
            most = most.max(f64::from(half_points(text.size)) / 2.0 / text.size.to_pt() - 1.0);
        }
    });
    most
}

/// How much wider the widest of a frame's lines are where signs do not give up parts of their widths, at their ends or beside others, as
/// those of Chinese text do in Typst.
fn squeezed(frame: &Frame) -> Abs {
    // What the signs of each line give up, by the height at which it stands.
    let mut lines: FxHashMap<i64, Abs> = FxHashMap::default();
    each_text(frame, Abs::zero(), &mut |baseline, text| {
        let given = |glyph: &Glyph| {
            let whole = text.font.x_advance(glyph.id).unwrap_or(glyph.x_advance);
            Some(whole - glyph.x_advance).filter(|less| *less > SQUEEZED)
        };
        let given: Em = text.glyphs.iter().filter_map(given).sum();
        if given > Em::zero() {
            *lines.entry(baseline.to_pt().round() as i64).or_default() += given.at(text.size);
        }
    });
    lines.into_values().fold(Abs::zero(), Abs::max)
}
