//! Headers and footers that change from page to page otherwise than their numbers do: Word has one for the section, which is that of a
//! real page. The page numbers in it are fields all the same.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::layout::{Abs, FixedAlignment};

use super::page_field::{Numbers, shown};
use super::{Margin, words};
use crate::docx::model::Block;
use crate::docx::walk::Walker;

/// What a header or footer is on a real page.
pub(crate) struct Held {
    pub blocks: Vec<Block>,
    /// With fields for the numbers.
    pub fields: Vec<Block>,
    pub below: Abs,
    pub stands: Option<FixedAlignment>,
    /// By how much the printed number is ahead of the page, if one is printed.
    pub ahead: Option<i64>,
    /// Whether another page has nothing but other numbers.
    pub counts: bool,
}

impl Walker<'_, '_> {
    /// A header or footer as it is on a real page, if words are there.
    pub(crate) fn held(&mut self, margin: &Margin, page: usize) -> SourceResult<Option<Held>> {
        let held = self.held_anyway(margin, page, false)?;
        Ok((!words(&held.blocks).is_empty()).then_some(held))
    }

    /// A header or footer as it is on a real page, even if nothing is there. `sides`: the section has left and right pages.
    pub(crate) fn held_anyway(&mut self, margin: &Margin, page: usize, sides: bool) -> SourceResult<Held> {
        let total = self.pages_in_all().unwrap_or(1);
        let (blocks, below, stands) = self.at_page(margin, page, total)?;
        let mut held = Held { fields: blocks.clone(), blocks, below, stands, ahead: None, counts: false };
        if words(&held.blocks).is_empty() {
            return Ok(held);
        }
        // The further apart the pages, the less likely does something else count as they do.
        let mut others: Vec<usize> = self.real_pages().into_iter().map(NonZeroUsize::get).collect();
        others.retain(|other| *other > page);
        others.reverse();
        others.push(page + 1);
        if sides || self.parted {
            // Left pages are like left ones.
            others.push(page + 2);
        }
        if sides {
            others.sort_by_key(|other| (other - page) % 2);
        }
        for other in others.clone() {
            let (mut next, ..) = self.probe(margin, other, total)?;
            if words(&next).len() != words(&held.blocks).len() {
                continue;
            }
            let step = other - page;
            let (more, ..) = self.probe(margin, page, total + step)?;
            let counted = self.counter_on(margin, page, total)?.unwrap_or(page as u64);
            let known = self.pages_in_all();
            let pages = total as u64;
            let numbers = Numbers { page: counted, pages, total: known, step: step as u64 };
            let fields = |blocks: &[Block], next: &[Block]| {
                let mut printed = None;
                (numbers.fields(blocks.to_vec(), next, &more, &mut printed), printed)
            };
            let mut printed;
            (held.fields, printed) = fields(&held.blocks, &next);
            if printed.is_some() {
                // A chapter's number may be another by as much as the page's, but hardly on all pages.
                for further in others.iter().copied().chain(page.checked_sub(1).filter(|page| *page > 0)) {
                    let (there, ..) = self.probe(margin, further, total)?;
                    let counter = self.counter_on(margin, further, total)?.unwrap_or(further as u64);
                    let ahead = [further as i64 - page as i64, counter as i64 - counted as i64];
                    next = numbers.borne_out(&held.blocks, next, &there, &ahead);
                }
                (held.fields, printed) = fields(&held.blocks, &next);
            }
            let there = counted + step as u64;
            held.counts = printed.is_some() && shown(&held.fields, there, pages) == shown(&next, there, pages);
            held.ahead = printed.map(|_| counted as i64 - page as i64);
            if printed.is_some() || !self.parted {
                break;
            }
        }
        Ok(held)
    }

    /// The same where stand-in pages have nothing: what it looks up is on real pages only, or it counts as few pages as there are.
    /// `first`: what it is on the first page, which may have something of its own.
    pub(crate) fn only_on_real_pages(&mut self, margin: &Margin, first: &[Block]) -> SourceResult<Option<Held>> {
        if self.hearing.found_in_margin() {
            for page in self.real_pages() {
                if let Some(held) = self.held(margin, page.get())? {
                    return Ok(Some(held));
                }
            }
            return Ok(None);
        }
        // Nothing tells the pages. One that says on the second page what it says on the first looks up nothing.
        let (second, ..) = self.probe(margin, 2, 2)?;
        if words(first).is_empty() || words(&second).is_empty() || words(first) == words(&second) {
            return Ok(None);
        }
        self.held(margin, 1)
    }
}
