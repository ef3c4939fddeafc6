//! Where columns in the text end. Typst fills one after the other; Word has what stands above a section that goes on on the same page
//! in columns of one height, and from Word 2013 on nothing in a document's settings keeps it from that.
//!
//! Columns that all end with a break of the document's own are safe. For others Typst's own layout tells where what follows them
//! stands. If it begins a page, so does its section, and Word leaves the columns as they are. If it goes on below them, the columns
//! that Typst leaves empty have a break each, so that there is nothing to even out. What goes to the next column has most often filled
//! its own to the page's end, and nothing follows there: no breaks are needed, and text may be added and taken away in Word without
//! coming upon them. Only a block that was too high for what was left of its column leaves room for what follows, and has a
//! break before it; there is none within a paragraph.

use std::num::NonZeroUsize;

use typst_library::foundations::StyleChain;
use typst_library::introspection::{Location, PageIntrospection, PagedPosition, PositionIntrospection, Tag};
use typst_library::layout::{Abs, Dir};
use typst_library::text::TextElem;
use typst_syntax::Span;

use super::pages::preceding;
use super::section::is_mirrored;
use crate::docx::model::{Block, Inline, Twips};
use crate::docx::walk::Walker;
use crate::docx::walk::flow::{Flow, Stretch, spacer};

/// What begins a page stands no further down than this, in points: it may be in a block with an inset.
const NEAR: f64 = 36.0;

/// By how much the heads of columns may stand apart, in points: insets, and what makes some lines higher.
const LEVEL: f64 = 6.0;

impl Walker<'_, '_> {
    /// Has columns of the text end as in Typst.
    pub(crate) fn column_ends(&mut self, stretches: &mut [Stretch], blocks: &mut Vec<Block>, styles: StyleChain) {
        let mut begun = std::mem::take(&mut self.in_stretches);
        if blocks.iter().any(|block| matches!(block, Block::Table(table) if table.float.is_some())) {
            // Floats were put between the blocks that were counted.
            begun.clear();
        }
        let mut added = 0;
        for index in 1..stretches.len() {
            let (done, rest) = stretches.split_at_mut(index);
            let (Some(&columns), [next, later @ ..]) = (done.last(), rest) else { return };
            next.from += added;
            let Some(met) = next.after else { continue };
            let own = blocks.get(columns.from..next.from).unwrap_or_default();
            let broken: usize = own.iter().map(breaks).sum();
            if broken + 1 >= columns.columns {
                continue;
            }
            // What follows at once in columns of its own may have nothing in it whose place is known.
            let unknown = later.iter().any(|stretch| stretch.after == Some(met));
            let Some((first, before)) = self.around_end(met).filter(|_| !unknown) else { continue };
            let top = self.page.margins.top;
            let below = before.point.y > top && before.point.y <= first.point.y;
            if !below && first.point.y <= top + Abs::pt(NEAR) {
                if let Some(Block::Paragraph(first)) = blocks.get_mut(next.from) {
                    // Word keeps the space above a section's first paragraph, Typst has none there.
                    first.format.before = Twips::ZERO;
                }
                // Between two stretches of columns there may be nothing.
                match later {
                    [more, ..] if more.from + added == next.from => more.new_page = true,
                    _ => next.new_page = true,
                }
            } else if below && styles.resolve(TextElem::dir) != Dir::RTL {
                let last = self.column_of(before, &columns, styles).max(broken);
                let mut places = vec![next.from; columns.columns.saturating_sub(1 + last)];
                if broken == 0 && last > 0 {
                    let own = begun.iter().map(|&(location, span, at)| (location, span, at + added));
                    let own = own.filter(|(.., at)| (columns.from..next.from).contains(at));
                    places.extend(self.heads(own, before.page, &columns, styles));
                }
                added += break_columns(blocks, places, next);
            }
        }
    }

    /// Where the first element after so many others stands, and the words before it, if Typst says so.
    fn around_end(&mut self, met: usize) -> Option<(PagedPosition, PagedPosition)> {
        let first = *self.met.get(met)?;
        let (location, span) = (first.location(), first.span());
        // Asked for in any case: the answer tells that the document depends on pages.
        self.engine.introspect(PageIntrospection(location, span));
        let own = self.engine.introspect(PositionIntrospection(location, span));
        let before = self.engine.introspect(PositionIntrospection(preceding(location), span));
        (own.point.y > Abs::zero()).then_some((own, before))
    }

    /// Takes note of what begins in columns of the text.
    pub(crate) fn meet_in_columns(&mut self, tag: &Tag, flow: &Flow) {
        if self.in_columns
            && flow.columns > 1
            && let Tag::Start(elem, _) = tag
            && let Some(location) = elem.location()
        {
            self.in_stretches.push((location, elem.span(), flow.count()));
        }
    }

    /// With which blocks the columns of a stretch begin on a page, but for the first, where they begin with the beginnings of blocks.
    fn heads(
        &mut self,
        begun: impl Iterator<Item = (Location, Span, usize)>,
        page: NonZeroUsize,
        stretch: &Stretch,
        styles: StyleChain,
    ) -> Vec<usize> {
        let mut heads = Vec::new();
        let (mut column, mut top) = (0, None);
        for (location, span, at) in begun {
            let place = self.engine.introspect(PositionIntrospection(location, span));
            if place.page != page {
                continue;
            }
            let top = *top.get_or_insert(place.point.y);
            let own = self.column_of(place, stretch, styles);
            if own == column + 1 && (place.point.y - top).abs() < Abs::pt(LEVEL) {
                heads.push(at);
            }
            column = own;
        }
        heads
    }

    /// In which of a stretch's columns words stand.
    fn column_of(&self, words: PagedPosition, stretch: &Stretch, styles: StyleChain) -> usize {
        let margins = &self.page.margins;
        let turned = is_mirrored(styles) && words.page.get().is_multiple_of(2);
        let left = if turned { margins.right } else { margins.left };
        let pitch = (self.page.text_width() + stretch.gutter) / stretch.columns.max(1) as f64;
        ((words.point.x - left + stretch.gutter / 2.0) / pitch).max(0.0) as usize
    }
}

/// Puts a column break before each of some blocks of a stretch, and as many at its end as that is named. Tells how many blocks there are
/// more.
fn break_columns(blocks: &mut Vec<Block>, mut places: Vec<usize>, next: &mut Stretch) -> usize {
    let before = blocks.len();
    places.sort_unstable();
    if places.last().is_some_and(|at| *at == next.from) {
        room_below(blocks, next.from);
    }
    // From the last on: those before stay where they are.
    for at in places.iter().rev().copied() {
        if let Some(Block::Paragraph(head)) = blocks.get_mut(at).filter(|_| at < next.from) {
            head.format.before = Twips::ZERO;
        }
        let (mut paragraph, _) = spacer(Abs::pt(1.0), false);
        paragraph.inlines.push(Inline::ColumnBreak);
        blocks.insert(at.min(blocks.len()), Block::Paragraph(paragraph));
    }
    next.from += places.len();
    blocks.len() - before
}

/// Has the space below the last paragraph of columns stand above what follows: below a break it would be in another column.
fn room_below(blocks: &mut Vec<Block>, next: usize) {
    let Some(Block::Paragraph(last)) = next.checked_sub(1).and_then(|last| blocks.get_mut(last)) else { return };
    let after = std::mem::take(&mut last.format.after);
    if after <= Twips::ZERO {
        return;
    }
    match blocks.get_mut(next) {
        Some(Block::Paragraph(first)) => first.format.before += after,
        _ => blocks.insert(next, Block::Paragraph(spacer(Abs::pt(after.to_pt()), false).0)),
    }
}

/// The column breaks in a block.
fn breaks(block: &Block) -> usize {
    match block {
        Block::Paragraph(paragraph) => {
            paragraph.inlines.iter().filter(|inline| matches!(inline, Inline::ColumnBreak)).count()
        }
        Block::Table(_) => 0,
    }
}
