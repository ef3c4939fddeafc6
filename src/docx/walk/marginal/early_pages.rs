//! Headers and footers that turn to something else on the second or one of the next pages of a section: those that begin only after the
//! cover and the contents. The pages far off, for which a header is computed, are like neither, so these pages are asked, too.

use std::ops::RangeInclusive;

use typst_library::diag::SourceResult;

use super::running::{Change, PROBES, Turning, change, says};
use super::{Margin, words};
use crate::docx::model::Block;
use crate::docx::walk::Walker;
use crate::docx::walk::questions::{begin_guess, end_guess};

impl Walker<'_, '_> {
    /// Whether one of the section's first pages has something else beside its text than Word would show on it.
    pub(crate) fn turns_early(&mut self, margin: &Margin, turning: &Turning) -> SourceResult<bool> {
        let known = self.knows_pages(margin.fingerprint);
        for page in self.early_pages(margin, turning, known).into_iter().flatten() {
            let kind = usize::from(page % 2 == 0);
            let [Some(like), Some(fields)] = [turning.like.get(kind), turning.fields.get(kind)] else { continue };
            let real = match known {
                true => Some(self.at_page(margin, page, turning.total)?.0),
                // The document may not have the page, and so not what is looked up on it.
                false => self.guessed(margin, page, turning.total),
            };
            let Some(real) = real else { continue };
            let says = |blocks: &[Block]| says(blocks, page, turning.total, turning.offset);
            let differs = like.is_empty() != real.is_empty() || words(like).is_empty() != words(&real).is_empty();
            let certain = self.begins_at(turning, known).is_some();
            if differs
                || certain && change(like, &real, &[]) == Change::Other
                || self.counts_alike() && says(fields) != says(&real)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The pages to ask. Where the first page has what all the others have, nothing is likely to begin further on.
    fn early_pages(&self, margin: &Margin, turning: &Turning, known: bool) -> Option<RangeInclusive<usize>> {
        let Some(first) = self.begins_at(turning, known) else {
            // A section further on, whose pages are not known: what begins after the document's first few has not begun on the second.
            return (!known && !margin.layer()).then_some(2..=2);
        };
        let last = self.last.or_else(|| self.pages_in_all()).filter(|_| known).unwrap_or(usize::MAX);
        let probes = if margin.layer() { 1 } else { PROBES };
        if self.parted {
            // Those before have their own versions.
            return Some(first + 3..=last.min(first + probes));
        }
        let [odd, even, begins] = turning.fields;
        let far = if first % 2 == 0 { even } else { odd };
        let says = |blocks: &[Block]| says(blocks, first, turning.total, turning.offset);
        let same = match self.counts_alike() {
            true => says(far) == says(begins),
            false => change(far, begins, &[]) != Change::Other,
        };
        if far.is_empty() == begins.is_empty() && same {
            return None;
        }
        Some(first + 1..=last.min(first + probes))
    }

    /// The page on which the section begins, if that is certain: as long as pages are not known, all seem to be on the first.
    fn begins_at(&self, turning: &Turning, known: bool) -> Option<usize> {
        turning.first_page.filter(|_| known || self.counts_alike())
    }

    /// Whether the page counter is the page's number, so that a number can be told from another: where it was set, it is certain only when
    /// the walks have settled, and what is once taken to change does so for good.
    fn counts_alike(&self) -> bool {
        !self.later && self.renumbered.is_none()
    }

    /// What stands beside the text of a page that may not be there; `None` if that cannot be told.
    fn guessed(&mut self, margin: &Margin, page: usize, pages: usize) -> Option<Vec<Block>> {
        begin_guess(self.engine);
        let walked = self.at_page(margin, page, pages);
        end_guess(self.engine);
        if walked.is_err() {
            self.hearing.doubts();
        }
        walked.ok().map(|(blocks, ..)| blocks)
    }
}
