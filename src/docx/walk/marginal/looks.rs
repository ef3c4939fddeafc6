//! Headers and footers that change with the page: what they are on odd pages, even ones and the first, with fields for the numbers.

use typst_library::diag::SourceResult;
use typst_library::layout::{Abs, FixedAlignment};

use super::number_edges::by_edges;
use super::number_room::indent_as_real;
use super::page_field::{Numbers, STEP};
use super::running::{Change, Turned, Turning, says};
use super::title_fields::Fields;
use super::{Margin, words};
use crate::docx::model::Block;
use crate::docx::walk::Walker;

/// The pages for which a header or footer is walked.
#[derive(Clone, Copy)]
pub(crate) struct StandIns {
    /// An odd page that may not be there; the next one is the even one.
    pub page: usize,
    /// Of so many.
    pub pages: usize,
    /// The page on which the section begins, if it is known.
    pub first: Option<usize>,
}

impl StandIns {
    /// The page that stands for the section's first.
    pub fn begin(self) -> usize {
        self.first.unwrap_or(self.page)
    }
}

/// A header or footer on odd pages, even ones and the first of a section.
pub(crate) struct Looks {
    /// As it is there.
    like: [Vec<Block>; 3],
    /// With fields for what changes.
    pub fields: [Vec<Block>; 3],
    /// As it is on a later odd page.
    next: Vec<Block>,
    /// How far its last line reaches below the letters, and where it stands in its room.
    pub below: Abs,
    pub stands: Option<FixedAlignment>,
    /// The number printed on the odd page, if one is.
    pub printed: Option<u64>,
    /// By how much the page counter is ahead of the page.
    pub offset: i64,
    /// Whether it is that of a real page.
    held: bool,
    /// Whether it changes from page to page in more than its numbers.
    varying: bool,
}

impl Walker<'_, '_> {
    /// Walks it for pages that may not be there, and compares.
    pub(crate) fn looks(&mut self, margin: &Margin, at: StandIns) -> SourceResult<Looks> {
        let StandIns { page, pages, first: first_page } = at;
        let step = STEP as usize;
        let mut on = |page: usize, pages: usize| self.probe(margin, page, pages);
        let (odd, below, stands) = on(page, pages)?;
        let (odd_next, ..) = on(page + step, pages)?;
        let (odd_pages, ..) = on(page, pages + step)?;
        let (even, ..) = on(page + 1, pages)?;
        let (even_next, ..) = on(page + 1 + step, pages)?;
        let (even_pages, ..) = on(page + 1, pages + step)?;
        let (first, ..) = on(at.begin(), pages)?;
        let (first_pages, ..) = on(at.begin(), pages + step)?;
        let printed = Numbers::printed(&odd, &odd_next, &odd_pages);
        // The counter may have been set, and what is printed may be counted on from it.
        let counted = match printed {
            Some(number) if number != page as u64 => self.counter_on(margin, page, pages)?.unwrap_or(number),
            _ => page as u64,
        };
        let offset = counted as i64 - page as i64;
        let numbers = Numbers { page: counted, pages: pages as u64, total: self.pages_in_all(), step: STEP };
        let on_odd = numbers.fields(odd.clone(), &odd_next, &odd_pages, &mut None);
        let on_first = match first_page {
            // What is drawn is like that of other pages only with the same fields.
            Some(page) if margin.layer() => {
                let (next, ..) = self.probe(margin, page + step, pages)?;
                let there = u64::try_from(page as i64 + offset).unwrap_or(0);
                let numbers = Numbers { page: there, ..numbers };
                numbers.fields(first.clone(), &next, &first_pages, &mut None)
            }
            _ => numbers.fields(first.clone(), &first, &first_pages, &mut None),
        };
        let numbers = Numbers { page: counted + 1, ..numbers };
        let on_even = numbers.fields(even.clone(), &even_next, &even_pages, &mut None);
        let like = [odd, even, first];
        let mut fields = [on_odd, on_even, on_first];
        if let (Some(there), Some(total)) = (first_page, self.pages_in_all()) {
            let (real, ..) = self.at_page(margin, there, total)?;
            for (fields, like) in fields.iter_mut().zip(&like) {
                by_edges(fields, [like, &real]);
                indent_as_real(fields, &real);
            }
        }
        Ok(Looks { like, fields, next: odd_next, below, stands, printed, offset, held: false, varying: false })
    }

    /// What changes with the page, but not as its number does, becomes that of a real page.
    pub(crate) fn as_on_real_pages(&mut self, margin: &Margin, at: StandIns, looks: &mut Looks) -> SourceResult<()> {
        let StandIns { page, pages, first: first_page } = at;
        let [odd, even, first] = &looks.like;
        let on_odd = &looks.fields[0];
        let later = page + STEP as usize;
        let said = |blocks: &[Block]| says(blocks, later, pages, looks.offset);
        let drawn = self.drawn_anew(margin, [odd, even], pages)?;
        let mut held = None;
        if drawn {
            held = Some(self.held_anyway(margin, first_page.unwrap_or(1), false)?);
        } else if said(on_odd) != said(&looks.next) {
            held = self.held(margin, first_page.unwrap_or(1))?;
        }
        let wordless = words(odd).is_empty();
        if held.is_none() && wordless {
            held = self.only_on_real_pages(margin, first)?;
        }
        looks.varying = drawn
            || held.as_ref().is_some_and(|held| !held.counts)
            || margin.layer() && shapes_differ(odd, &looks.next);
        looks.held = held.is_some();
        let Some(held) = held else { return Ok(()) };
        looks.fields = [held.fields.clone(), held.fields.clone(), held.fields];
        if drawn || wordless {
            (looks.below, looks.stands) = (held.below, held.stands);
            looks.like = [held.blocks.clone(), held.blocks.clone(), held.blocks];
        }
        if let (None, Some(ahead)) = (looks.printed, held.ahead) {
            looks.offset = ahead;
            looks.printed = u64::try_from(page as i64 + ahead).ok();
        }
        Ok(())
    }

    /// Puts fields for titles that change from page to page, and tells what else changes.
    pub(crate) fn put_titles(&mut self, margin: &Margin, at: StandIns, looks: &mut Looks) -> SourceResult<()> {
        let total = self.pages_in_all().unwrap_or(at.pages);
        let turning = Turning {
            like: looks.like.each_ref().map(Vec::as_slice),
            fields: looks.fields.each_ref().map(Vec::as_slice),
            first_page: at.first,
            offset: looks.offset,
            total,
        };
        let Turned { varies, warned, titles, firsts } = self.turned_pages(margin, &turning)?;
        if varies == Change::Title {
            // Each page that begins with a break may as well have its title without a field.
            self.varying.push(margin.fingerprint);
        }
        if warned || looks.varying && varies != Change::Title {
            self.one_page_only(margin);
        } else if !looks.held {
            self.last_differs(margin, &looks.like[0], at.page)?;
        }
        if !titles.is_empty() {
            let first = self.first_titles(margin.styles, margin.span)?;
            for (blocks, firsts) in looks.fields.iter_mut().zip(&firsts) {
                Fields { titles: &titles, first: &first, firsts, count: 0 }.put(blocks);
            }
        }
        Ok(())
    }
}

/// Whether something without words is not the same on two pages.
fn shapes_differ(one: &[Block], other: &[Block]) -> bool {
    words(one).is_empty() && words(other).is_empty() && one != other
}
