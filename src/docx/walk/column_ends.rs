//! Where columns in the text end. Typst fills one after the other; Word has what stands above a section that goes on on the same page
//! in columns of one height, and from Word 2013 on nothing in a document's settings keeps it from that.
//!
//! Columns that all end with a break of the document's own are safe. For others Typst's own layout tells where what follows them
//! stands. If it begins a page, so does its section, and Word leaves the columns as they are. If it goes on below them, the columns
//! that Typst leaves empty have a break each, so that there is nothing to even out. Breaks where Typst goes to the next column are not
//! needed for that: what goes to the next has filled its column to the page's end, and nothing follows there. So text may be added
//! and taken away in Word without coming upon them.

use typst_library::foundations::StyleChain;
use typst_library::introspection::{PageIntrospection, PagedPosition, PositionIntrospection};
use typst_library::layout::{Abs, Dir};
use typst_library::text::TextElem;

use super::Walker;
use super::flow::{Stretch, spacer};
use super::pages::preceding;
use super::section::is_mirrored;
use crate::docx::model::{Block, Inline, Twips};

/// What begins a page stands no further down than this, in points: it may be in a block with an inset.
const NEAR: f64 = 36.0;

impl Walker<'_, '_> {
    /// Has columns of the text end as in Typst.
    pub(super) fn column_ends(&mut self, stretches: &mut [Stretch], blocks: &mut Vec<Block>, styles: StyleChain) {
        let mut added = 0;
        for index in 1..stretches.len() {
            let (done, rest) = stretches.split_at_mut(index);
            let (Some(columns), [next, later @ ..]) = (done.last(), rest) else { return };
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
                // Between two stretches of columns there may be nothing.
                let begins = match later {
                    [more, ..] if more.from + added == next.from => more,
                    _ => next,
                };
                begins.new_page = true;
                let first = blocks.get_mut(next.from);
                if let Some(Block::Paragraph(first)) = first {
                    // Word keeps the space above a section's first paragraph, Typst has none there.
                    first.format.before = Twips::ZERO;
                }
            } else if below && styles.resolve(TextElem::dir) != Dir::RTL {
                let last = self.column_of(before, columns, styles).max(broken);
                let empty = columns.columns.saturating_sub(1 + last);
                let breaks = std::iter::repeat_with(|| {
                    let (mut paragraph, _) = spacer(Abs::pt(1.0), false);
                    paragraph.inlines.push(Inline::ColumnBreak);
                    Block::Paragraph(paragraph)
                });
                blocks.splice(next.from..next.from, breaks.take(empty));
                next.from += empty;
                added += empty;
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

    /// In which of a stretch's columns words stand.
    fn column_of(&self, words: PagedPosition, stretch: &Stretch, styles: StyleChain) -> usize {
        let margins = &self.page.margins;
        let turned = is_mirrored(styles) && words.page.get() % 2 == 0;
        let left = if turned { margins.right } else { margins.left };
        let pitch = (self.page.text_width() + stretch.gutter) / stretch.columns.max(1) as f64;
        ((words.point.x - left + stretch.gutter / 2.0) / pitch).max(0.0) as usize
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
