//! What stands at the foot of the last of several pages, and the notes there.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use typst_library::diag::SourceResult;
use typst_library::introspection::{PageIntrospection, PositionIntrospection, SplitLocator, Tag, TagElem};
use typst_library::layout::{Abs, BlockElem, ColumnsElem, PagebreakElem, PlaceElem, Size, VElem};
use typst_library::model::{FootnoteElem, ParElem};
use typst_library::routines::Pair;
use typst_library::text::TextElem;
use typst_utils::Numeric;

use super::pages::{closing, preceding};
use crate::docx::walk::flow::fill::{HARD, found, is_text, last_size, reserve, rows};
use crate::docx::walk::flow::tall::fraction;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// The height that the notes of a page take at its foot, which its content does not tell.
    pub(crate) fn notes_height(&mut self, page: &[Pair], locator: &mut SplitLocator, area: Area) -> SourceResult<Abs> {
        let mut height = Abs::zero();
        for &(child, styles) in page {
            let mut notes = Vec::new();
            found(child, |elem| {
                notes.extend(elem.to_packed::<FootnoteElem>().and_then(|note| note.body_content().cloned()));
                false
            });
            let size = styles.resolve(TextElem::size);
            for note in notes {
                if height.is_zero() {
                    // The line above them, and what keeps it apart.
                    height += size * 2.0;
                }
                let body = self.previewed(&note, styles, locator, Size::new(area.base, Abs::inf()))?;
                height += body.height() + size * 0.5;
            }
        }
        Ok(height)
    }

    /// How much of each page its notes take at its foot, if something is placed on it by its height and all of it is on one page.
    pub(crate) fn notes_of_pages(
        &mut self,
        pairs: &[Pair],
        columns: usize,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<VecDeque<Abs>> {
        let mut all = VecDeque::new();
        for page in pairs.split(|(child, _)| child.is::<PagebreakElem>()) {
            let placed = page.iter().any(|&(child, styles)| {
                let elem = child.to_packed::<PlaceElem>().filter(|elem| !elem.float.get(styles));
                elem.is_some_and(|elem| crate::docx::walk::place::alignment(elem, styles).1.is_some())
            });
            let noted = || page.iter().any(|(child, _)| found(child, |elem| elem.is::<FootnoteElem>()));
            let mut height = Abs::zero();
            if placed && columns == 1 && area.height.is_finite() && noted() {
                let frame = self.natural_frame(page, locator, Size::new(area.base, Abs::inf()), area.height)?;
                let notes = self.notes_room(&frame, locator, area.base)?;
                if frame.height() + notes <= area.height {
                    height = notes;
                }
            }
            all.push_back(height);
        }
        Ok(all)
    }

    /// The only `v(1fr)` of a text of several pages, before what is to stand at the foot of the last one. Word breaks lines and pages a
    /// little otherwise, so some lines stay free.
    pub(crate) fn foot(
        &mut self,
        page: &[Pair],
        start: usize,
        locator: &mut SplitLocator,
        area: Area,
        shares: &mut FxHashMap<usize, Abs>,
    ) -> SourceResult<()> {
        let mut fractions = (0..page.len())
            .filter(|&index| page.get(index).is_some_and(|&(child, styles)| fraction(child, styles).is_some()));
        let (Some(at), None) = (fractions.next(), fractions.next()) else { return Ok(()) };
        let (before, after) = page.split_at(at);
        let size = last_size(page);
        // Asked for in any case: what comes first of what follows may be none of the elements the walk knows, and its place does not tell
        // that the document depends on pages.
        let below = self.room_below(before);
        let gap = self.gap(before, after);
        let known = below.is_some() || gap.is_some();
        // Notes leave less room than the text alone tells, those of its last page if Typst says which these are.
        let noted = if known { self.on_last_page(before) } else { before };
        let notes = self.notes_height(noted, locator, area)?;
        // A line more that Word breaks the text into leaves what stands at the foot on its page.
        let line = self.line_of_text(before, area.base);
        let beside = if notes.is_zero() { Abs::zero() } else { size * 0.75 };
        if let Some(gap) = gap {
            let kept = reserve(page) + line + beside;
            shares.insert(start + at, (gap - kept).max(Abs::zero()));
            return Ok(());
        }
        let room = Size::new(area.base, Abs::inf());
        if let Some(below) = below {
            let Ok(foot) = self.natural(after, locator, room, area.height) else { return Ok(()) };
            let hard = Abs::pt(HARD) * after.iter().filter(|(child, _)| !is_text(child)).count() as f64;
            let free = below - foot.y - reserve(page) - hard - notes - line.max(size) - beside;
            if free > Abs::zero() {
                shares.insert(start + at, free);
            }
            return Ok(());
        }
        // So does what is pushed to the next page whole: at each page's end the highest of it may be.
        let mut highest = Abs::zero();
        let mut hard = Abs::zero();
        let mut beside_each_other = Abs::zero();
        for pair in before.iter().filter(|(child, _)| !is_text(child)) {
            let Ok(size) = self.natural(std::slice::from_ref(pair), locator, room, area.height) else { return Ok(()) };
            // In a room without an end the first column takes all there is.
            let columns = pair.0.to_packed::<ColumnsElem>().map_or(1, |columns| columns.count.get(pair.1).get());
            let height = size.y / columns as f64;
            beside_each_other += size.y - height;
            highest.set_max(pushed(*pair, height));
            hard += Abs::pt(HARD);
        }
        let (Ok(before), Ok(after)) =
            (self.natural(before, locator, room, area.height), self.natural(after, locator, room, area.height))
        else {
            return Ok(());
        };
        let used = before.y - beside_each_other + notes;
        let pages = (used / area.height).ceil();
        let free = area.height * pages - used - after.y - size * (2.0 * pages + 1.0) - highest * (pages - 1.0) - hard;
        if free > Abs::zero() {
            shares.insert(start + at, free);
        }
        Ok(())
    }

    /// What stands on the page on which a text ends. What has ended on a page before it does not, nor what comes before that.
    fn on_last_page<'a, 'b>(&mut self, before: &'b [Pair<'a>]) -> &'b [Pair<'a>] {
        let mut last = None;
        for (index, (child, _)) in before.iter().enumerate().rev() {
            let Some(Tag::End(location, ..)) = child.to_packed::<TagElem>().map(|elem| &elem.tag) else { continue };
            // Where it ends: it may have begun on a page before.
            let page = self.engine.introspect(PositionIntrospection(closing(*location), child.span())).page;
            if page < *last.get_or_insert(page) {
                return before.get(index + 1..).unwrap_or_default();
            }
        }
        before
    }

    /// The room that Typst leaves on a page below the paragraph that comes last, if it comes last and Typst says where.
    fn room_below(&mut self, before: &[Pair]) -> Option<Abs> {
        let last = before.iter().rposition(seen)?;
        let &(child, styles) = before.get(last).filter(|(child, _)| child.is::<ParElem>())?;
        let ended = before.get(last..)?.iter().find_map(|(child, _)| match child.to_packed::<TagElem>()?.tag {
            Tag::End(location, ..) => Some(location),
            Tag::Start(..) => None,
        })?;
        self.engine.introspect(PageIntrospection(ended, child.span()));
        let line = self.engine.introspect(PositionIntrospection(closing(ended), child.span())).point.y;
        let bottom = line + self.extent(styles, "中").descent;
        let edge = self.page.size.y - self.page.margins.bottom;
        (line > self.page.margins.top && edge > bottom).then(|| edge - bottom)
    }

    /// The room between the paragraph that comes last before a fraction and what comes after it, if Typst has both on one page.
    fn gap(&mut self, before: &[Pair], after: &[Pair]) -> Option<Abs> {
        let &(last, styles) = before.iter().rfind(|pair| seen(pair))?;
        // What is located further on stands lower.
        let mut begin = after.iter().take_while(|pair| !seen(pair));
        let first = begin.find_map(|(child, _)| match &child.to_packed::<TagElem>()?.tag {
            Tag::Start(elem, _) => elem.location(),
            Tag::End(..) => None,
        })?;
        // Asked for in any case: the answer tells that the document depends on pages.
        self.engine.introspect(PageIntrospection(first, last.span()));
        let below = self.engine.introspect(PositionIntrospection(first, last.span())).point.y;
        let line = self.engine.introspect(PositionIntrospection(preceding(first), last.span())).point.y;
        let bottom = line + self.extent(styles, "中").descent;
        (last.is::<ParElem>() && line > self.page.margins.top && below > bottom).then(|| below - bottom)
    }
}

fn seen((child, _): &Pair) -> bool {
    !child.is::<TagElem>() && !child.is::<VElem>()
}

/// How much of a child goes to the next page at once: of a table a row, and one that is repeated there; of what may break, some lines.
fn pushed((child, styles): Pair, height: Abs) -> Abs {
    match child.to_packed::<BlockElem>() {
        _ if !rows(child).is_empty() => height.min(height / rows(child).len() as f64 * 3.0),
        Some(block) if block.breakable.get(styles) => height.min(styles.resolve(TextElem::size) * 4.0),
        _ => height,
    }
}
