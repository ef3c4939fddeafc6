//! The free room of a page, or of a cell or block of a fixed height: `v(1fr)` and content that stands in the middle or at the foot.
//!
//! Word has neither. Typst's own layout of a page's content tells how much room is left, and space above the paragraphs takes it
//! up. Where the content is more than a page there is none left.

use rustc_hash::FxHashMap;
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Packed, Style, StyleChain, Styles, TargetElem};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::grid::resolve::CellGrid;
use typst_library::layout::{
    Abs, AlignElem, Axes, ColbreakElem, FixedAlignment, Frame, GridElem, PageElem, PagebreakElem, PlaceElem,
    PlacementScope, Sides, Size, Sizing, TrackSizings, VElem,
};
use typst_library::math::EquationElem;
use typst_library::model::{DocumentElem, ParElem, TableElem};
use typst_library::routines::Pair;
use typst_library::text::TextElem;
use typst_utils::LazyHash;

use super::tall::{fraction, in_lengths};
use crate::docx::walk::container::pad::may_fill;
use crate::docx::walk::{Area, Hold, Walker};

/// Kept free, in points: another machine's font must not push the last line over the edge.
const RESERVE: f64 = 1.0;

/// The same for each table, line or drawing: Word gives them a paragraph of a point beside, and counts borders.
pub(crate) const HARD: f64 = 1.5;

/// The same for each of the first displayed equations, which LibreOffice sets in 12 points whatever the size of the text.
const FORMULA: f64 = 6.0;

/// The same for each row of a table.
const ROW: f64 = 0.5;

pub(crate) fn is_text(child: &Content) -> bool {
    child.is::<ParElem>() || child.is::<TagElem>() || child.is::<VElem>()
}

impl Walker<'_, '_> {
    /// The space above some of a section's children, by their index; and by how much the page's lower margin is to be smaller, so that
    /// what is to stand at its foot stands there, and stays there where Word needs a little more. `most`: how much it may be. `brief`:
    /// whether its last lines have no such room of their own, and are quickly asked.
    pub fn section_shares(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        most: Abs,
        brief: bool,
    ) -> SourceResult<(FxHashMap<usize, Abs>, Abs)> {
        let stretches = stretches(pairs);
        let wanting = stretches.iter().any(|stretch| wants_room(stretch.pairs));
        let filled = stretches.iter().any(|stretch| ends_in_table(stretch.pairs));
        if !(wanting || filled || brief) || !area.height.to_pt().is_finite() {
            return Ok((FxHashMap::default(), Abs::zero()));
        }
        let mut lower = Abs::zero();
        let mut across = Abs::zero();
        for stretch in &stretches {
            across = self.floats_height(stretch, across, locator, area)?;
            let room = Size::new(area.base, Abs::inf());
            let natural = self.natural_frame(&in_text(stretch.pairs), locator, room, area.height).ok();
            // The notes take of the page, too: what they push to another one does not end here.
            let notes = match &natural {
                Some(frame) => self.notes_room(frame, locator, area.base)?,
                None => Abs::zero(),
            };
            let natural = natural.map(|frame| frame.size());
            let fits = |size: &Size| size.y + across + notes <= area.height + Abs::pt(0.1);
            let Some(natural) = natural.filter(fits) else {
                // Where text goes on from page to page, another line would find room on each of them.
                lower = Abs::zero();
                break;
            };
            let reserve = reserve(stretch.pairs).max(self.last_line(stretch.pairs));
            let more =
                if wants_room(stretch.pairs) { self.another_line(stretch.pairs, area.base) } else { Abs::zero() };
            // Where Word breaks the text into a line more than Typst, what is to stand at the foot stays on the page.
            let reserve = reserve + more.min(most - reserve).max(Abs::zero());
            if wants_room(stretch.pairs) || natural.y + across + reserve > area.height {
                lower.set_max(reserve.min(most));
            }
        }
        let shares = if wanting { self.shares(pairs, locator, area, lower)? } else { FxHashMap::default() };
        Ok((shares, lower))
    }

    /// The space above some of an area's children, by their index. `lower`: how much room there is below the area.
    pub fn shares(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        lower: Abs,
    ) -> SourceResult<FxHashMap<usize, Abs>> {
        let mut shares = FxHashMap::default();
        let mut across = Abs::zero();
        for stretch in stretches(pairs) {
            across = self.floats_height(&stretch, across, locator, area)?;
            let (page, start) = (stretch.pairs, stretch.start);
            if !wants_room(page) || !area.height.to_pt().is_finite() {
                continue;
            }
            let edge = area.root && area.hold != Hold::Room || area.hold == Hold::FixedCell;
            let kept = if edge {
                (reserve(page) - lower).max(Abs::zero()) + self.notes_height(page, locator, area)?
            } else {
                Abs::zero()
            };
            // What may only stand directly on a page cannot be measured; then nothing is given out.
            let room = Size::new(area.base, Abs::inf());
            // Rows of fractions and padding with fractions in it leave no room for what follows.
            let rows = page.iter().position(|(child, _)| fractional_rows(child) > 0.0);
            let pad = if rows.is_none() { self.filling_pad(page, locator, area) } else { None };
            let page = rows.or(pad).and_then(|at| page.get(..=at)).unwrap_or(page);
            if let Ok(natural) = self.natural(&in_text(page), locator, room, area.height) {
                let area = Area { height: area.height - across, ..area };
                let grown = self.grown(page, locator, area)?;
                let free = area.height - kept - natural.y - grown;
                if free > Abs::zero() {
                    match pad {
                        Some(index) => _ = shares.insert(start + index, free),
                        None => share_out(page, start, free, &mut shares),
                    }
                } else if area.root {
                    self.foot(page, start, locator, area, &mut shares)?;
                }
            }
        }
        Ok(shares)
    }

    /// How much of the room of a page its tables take in Word whose rows grow. What is above a fraction takes of that by itself.
    fn grown(&mut self, page: &[Pair], locator: &mut SplitLocator, area: Area) -> SourceResult<Abs> {
        let mut height = Abs::zero();
        let last = page.iter().rposition(|&(child, styles)| fraction(child, styles).is_some());
        for &(child, styles) in page.iter().skip(last.map_or(0, |last| last + 1)) {
            if let Some(grid) = grid(child) {
                height += self.rows_growth(grid, styles, locator, area)?;
            }
        }
        Ok(height)
    }

    /// The height that floats over all columns take of a page; `above`: that of those in the columns before.
    fn floats_height(
        &mut self,
        stretch: &Stretch,
        above: Abs,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Abs> {
        let mut height = if stretch.new_page { Abs::zero() } else { above };
        for &(child, styles) in stretch.pairs {
            if let Some(elem) = child.to_packed::<PlaceElem>().filter(|elem| is_across(elem, styles)) {
                let room = Size::new(self.page.text_width(), area.height);
                height += self.previewed(&elem.body, styles, locator, room)?.height() + elem.clearance.resolve(styles);
            }
        }
        Ok(height)
    }

    /// The size of pages that are as large as what is on them, in the directions in which they are.
    pub fn natural_size(
        &mut self,
        children: &[Pair],
        locator: &mut SplitLocator,
        size: Size,
        margins: Sides<Abs>,
        automatic: Axes<bool>,
    ) -> SourceResult<Size> {
        let around = Size::new(margins.left + margins.right, margins.top + margins.bottom);
        let width = if automatic.x { Abs::inf() } else { size.x - around.x };
        let mut own = Size::zero();
        for page in children.split(|(child, _)| child.is::<PagebreakElem>()) {
            let frame = self.natural_frame(page, locator, Size::new(width, Abs::inf()), Abs::inf())?;
            let notes = self.notes_room(&frame, locator, width)?;
            own = own.max(Size::new(frame.width(), frame.height() + notes));
        }
        // More than measured, so that no line breaks and the last line does not go over; Word's pages are 22 inches at most.
        let own = own + around + Size::new(Abs::pt(RESERVE * 2.0), own.y * 0.04 + Abs::pt(12.0));
        Ok(own.min(Size::splat(Abs::inches(22.0))))
    }

    /// The size of children one below the other, without a page's bounds. `whole`: what heights in parts of it are parts of.
    pub(crate) fn natural(
        &mut self,
        page: &[Pair],
        locator: &mut SplitLocator,
        size: Size,
        whole: Abs,
    ) -> SourceResult<Size> {
        Ok(self.natural_frame(page, locator, size, whole)?.size())
    }

    pub(crate) fn natural_frame(
        &mut self,
        page: &[Pair],
        locator: &mut SplitLocator,
        size: Size,
        whole: Abs,
    ) -> SourceResult<Frame> {
        let content = Content::sequence(
            page.iter().map(|&(child, styles)| in_lengths(child, styles, whole).styled_with_map(inside(styles))),
        );
        self.previewed(&content, StyleChain::default().chain(&titled(page)), locator, size)
    }
}

/// What stands between two breaks of a page or column.
struct Stretch<'a, 'p> {
    /// The index of its first child.
    start: usize,
    pairs: &'p [Pair<'a>],
    /// Whether it begins a page.
    new_page: bool,
}

fn stretches<'a, 'p>(pairs: &'p [Pair<'a>]) -> Vec<Stretch<'a, 'p>> {
    let mut all = Vec::new();
    let (mut start, mut new_page) = (0, true);
    for (index, (child, _)) in pairs.iter().enumerate() {
        if child.is::<PagebreakElem>() || child.is::<ColbreakElem>() {
            all.push(Stretch { start, pairs: pairs.get(start..index).unwrap_or_default(), new_page });
            (start, new_page) = (index + 1, child.is::<PagebreakElem>());
        }
    }
    all.push(Stretch { start, pairs: pairs.get(start..).unwrap_or_default(), new_page });
    all
}

/// Whether a placed element floats over all columns.
fn is_across(elem: &Packed<PlaceElem>, styles: StyleChain) -> bool {
    elem.float.get(styles) && elem.scope.get(styles) == PlacementScope::Parent
}

/// What stands in the columns: all but what floats over them.
pub(crate) fn in_text<'a>(pairs: &[Pair<'a>]) -> Vec<Pair<'a>> {
    let stays = |&&(child, styles): &&Pair| !child.to_packed::<PlaceElem>().is_some_and(|elem| is_across(elem, styles));
    pairs.iter().filter(stays).copied().collect()
}

/// Whether a page ends with a table that may just fill it: of a few rows as high as what is in them. The heights of others are known,
/// and laying out a form only to ask would take as long as walking it.
fn ends_in_table(page: &[Pair]) -> bool {
    let last = page.iter().rfind(|(child, _)| !child.is::<TagElem>());
    last.and_then(|(child, _)| grid(child))
        .is_some_and(|grid| grid.entries.len() <= 48 && grid.rows.iter().all(|row| matches!(row, Sizing::Auto)))
}

/// The size of the text that a page ends with.
pub(crate) fn last_size(page: &[Pair]) -> Abs {
    let last = page.iter().rfind(|(child, _)| !child.is::<TagElem>());
    last.map_or(Abs::zero(), |&(_, styles)| styles.resolve(TextElem::size))
}

/// What a page may need in Word beyond what it needs in Typst.
pub(crate) fn reserve(page: &[Pair]) -> Abs {
    let hard = page.iter().filter(|(child, _)| !is_text(child)).count();
    let formulas = page.iter().filter(|(child, _)| child.is::<EquationElem>()).count().min(4);
    let row_count: usize = page.iter().map(|(child, _)| rows(child).len()).sum();
    // A line box reaches below its letters, by more the larger they are.
    Abs::pt(RESERVE)
        + last_size(page) * 0.25
        + Abs::pt(HARD).min(Abs::pt(12.0) / hard.max(1) as f64) * hard as f64
        + Abs::pt(ROW) * row_count as f64
        + Abs::pt(FORMULA) * formulas as f64
}

/// Whether content holds a table that fills the room it has.
pub(crate) fn has_fractional_rows(content: &Content, styles: StyleChain) -> bool {
    let fractional = |rows: &TrackSizings| rows.0.iter().any(|row| matches!(row, Sizing::Fr(_)));
    found(content, |elem| match (elem.to_packed::<TableElem>(), elem.to_packed::<GridElem>()) {
        (Some(table), _) => fractional(table.rows.get_ref(styles)),
        (_, Some(grid)) => fractional(grid.rows.get_ref(styles)),
        _ => false,
    })
}

/// Whether something is found in content, as it is written.
pub(crate) fn found(content: &Content, mut wanted: impl FnMut(&Content) -> bool) -> bool {
    use std::ops::ControlFlow::{Break, Continue};
    content.traverse(&mut |elem: Content| if wanted(&elem) { Break(()) } else { Continue(()) }).is_break()
}

/// Styles for content in a container, where page settings cannot be given, and which has no layout for the target of the walk.
pub(crate) fn inside(styles: StyleChain) -> Styles {
    let outer = [PageElem::ELEM, DocumentElem::ELEM, TargetElem::ELEM];
    let styles = styles.to_map().into_iter();
    styles.filter(|style| !matches!(style.element(), Some(elem) if outer.contains(&elem))).collect()
}

/// The document's title, which `title()` in such content asks for.
pub(crate) fn titled(children: &[Pair]) -> LazyHash<Style> {
    let title = children.iter().find_map(|(_, styles)| styles.get_cloned(DocumentElem::title));
    DocumentElem::title.set(title).wrap()
}

/// The cells of a table or grid.
fn grid(child: &Content) -> Option<&CellGrid> {
    match (child.to_packed::<TableElem>(), child.to_packed::<GridElem>()) {
        (Some(table), _) => table.grid.as_deref(),
        (_, Some(grid)) => grid.grid.as_deref(),
        _ => None,
    }
}

/// The rows of a table.
pub(crate) fn rows(child: &Content) -> &[Sizing] {
    grid(child).map(|grid| grid.rows.as_slice()).unwrap_or_default()
}

/// How many shares of the free room the rows of a table take.
pub(crate) fn fractional_rows(child: &Content) -> f64 {
    rows(child).iter().map(|row| if let Sizing::Fr(fr) = row { fr.get() } else { 0.0 }).sum()
}

fn stands(styles: StyleChain) -> FixedAlignment {
    styles.resolve(AlignElem::alignment).y
}

/// Whether children stand at different heights: some above, some in the middle, some below.
pub(crate) fn stand_apart(children: &[Pair]) -> bool {
    let mut heights = children.iter().filter(|(child, _)| !child.is::<TagElem>()).map(|&(_, styles)| stands(styles));
    heights.next().is_some_and(|first| heights.any(|height| height != first))
}

fn wants_room(page: &[Pair]) -> bool {
    page.iter().any(|&(child, styles)| {
        fraction(child, styles).is_some()
            || fractional_rows(child) > 0.0
            || may_fill(child)
            || !child.is::<TagElem>() && stands(styles) != FixedAlignment::Start
    })
}

/// Fractions take all the room there is; without any, content takes what its alignment asks for.
fn share_out(page: &[Pair], start: usize, free: Abs, shares: &mut FxHashMap<usize, Abs>) {
    // Rows take all that is left; beside them `v(1fr)` finds nothing.
    if let Some(index) = page.iter().position(|(child, _)| fractional_rows(child) > 0.0) {
        shares.insert(start + index, free);
        return;
    }
    let total: f64 = page.iter().filter_map(|&(child, styles)| fraction(child, styles)).sum();
    if total > 0.0 {
        for (index, &(child, styles)) in page.iter().enumerate() {
            if let Some(part) = fraction(child, styles) {
                shares.insert(start + index, free * (part / total));
            }
        }
        return;
    }
    let mut reached = Abs::zero();
    for (index, &(child, styles)) in page.iter().enumerate() {
        if child.is::<TagElem>() || child.is::<VElem>() {
            continue;
        }
        let wanted = stands(styles).position(free);
        if wanted > reached {
            shares.insert(start + index, wanted - reached);
            reached = wanted;
        }
    }
}
