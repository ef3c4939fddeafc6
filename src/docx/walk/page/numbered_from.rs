//! What a section's pages are numbered from: Word counts on from section to section, and from a number that a section may begin with.

use typst_library::diag::SourceResult;
use typst_library::foundations::StyleChain;
use typst_library::introspection::Introspector;

use crate::docx::walk::marginal::{Kind, Margin};
use crate::docx::walk::{Area, Walker};

/// How Word is to count the pages of a section.
#[derive(Clone, Copy)]
pub(crate) struct NumberedFrom {
    /// The number of its first page, where Word would not come to it by counting on.
    pub start: Option<u64>,
    /// By how much its numbers are ahead of its pages.
    pub ahead: i64,
}

impl Walker<'_, '_> {
    /// How the section's pages are counted. `printed`: by how much the number that is printed is ahead of the page, if one is. Where none
    /// is, the page counter itself tells: a later section may print what it counts on from there.
    pub(crate) fn numbered_from(
        &mut self,
        printed: Option<i64>,
        styles: StyleChain,
        area: Area,
    ) -> SourceResult<NumberedFrom> {
        let on = NumberedFrom { start: None, ahead: self.ahead };
        let begins = self.begins_on();
        let Some(set) = self.renumbered.map(|page| page.get()) else {
            // Those before said nothing of it, where they could not.
            let apart = printed.filter(|ahead| *ahead != self.ahead).zip(begins);
            let numbered = apart.and_then(|(ahead, page)| number(page, ahead).map(|start| (start, ahead)));
            return Ok(numbered.map_or(on, |(start, ahead)| NumberedFrom { start: Some(start), ahead }));
        };
        let begins = begins.unwrap_or(set).min(set);
        if begins < set && self.last == Some(set) {
            // Set at the end of its last page, it holds for the pages of the next section.
            return Ok(on);
        }
        let ahead = match printed {
            Some(ahead) => ahead,
            None => self.counter_ahead(set, styles, area)?,
        };
        Ok(number(begins, ahead).map_or(on, |start| NumberedFrom { start: Some(start), ahead }))
    }

    /// By how much the page counter is ahead of a page at its end.
    fn counter_ahead(&mut self, page: usize, styles: StyleChain, area: Area) -> SourceResult<i64> {
        let pages = self.pages_in_all().unwrap_or(page);
        let margin = Margin::counting(Kind::Footer, styles, area);
        let counted = self.counter_on(&margin, page, pages)?;
        Ok(counted.map_or(0, |counted| counted as i64 - page as i64))
    }

    /// The page on which the section begins, as far as it is known.
    pub(crate) fn begins_on(&self) -> Option<usize> {
        if !self.later {
            return Some(1);
        }
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let begun = self.met.get(self.begun)?.location();
        let page = self.hearing.unheard(|| introspector.page(begun))?.get();
        (page != 1).then_some(page)
    }
}

/// The number of a page, if Word can begin with it.
fn number(page: usize, ahead: i64) -> Option<u64> {
    u64::try_from(i64::try_from(page).ok()? + ahead).ok()
}
