//! What is placed on a page of several columns. Typst places it by the edges of the column it was written in; only Typst's own layout tells
//! which that is.

use typst_library::foundations::{Packed, Resolve, StyleChain};
use typst_library::introspection::{PageIntrospection, PagedPosition, PositionIntrospection};
use typst_library::layout::{Abs, ColumnsElem, PageElem, PlaceElem, Point};

use crate::docx::walk::Walker;
use crate::docx::walk::page::section::is_mirrored;

impl Walker<'_, '_> {
    /// How far from the text area's left edge the column begins in which something on the page was placed; nothing where that is not
    /// known yet.
    pub(crate) fn column_begins(&mut self, elem: &Packed<PlaceElem>, styles: StyleChain) -> Abs {
        let Some(location) = elem.location().filter(|_| self.in_text && columns(styles) > 1) else {
            return Abs::zero();
        };
        // Asked for in any case: the answer tells that the document depends on pages.
        self.engine.introspect(PageIntrospection(location, elem.span()));
        let place = self.engine.introspect(PositionIntrospection(location, elem.span()));
        if place.point == Point::zero() {
            return Abs::zero();
        }
        self.column_pitch(styles) * self.column_at(place, styles) as f64
    }

    /// In which of a page's columns a place is.
    pub(crate) fn column_at(&self, place: PagedPosition, styles: StyleChain) -> usize {
        let margins = &self.page.margins;
        let turned = is_mirrored(styles) && place.page.get().is_multiple_of(2);
        let left = if turned { margins.right } else { margins.left };
        let from_edge = place.point.x - left + self.column_gutter(styles) / 2.0;
        ((from_edge / self.column_pitch(styles)).max(0.0) as usize).min(columns(styles) - 1)
    }

    fn column_gutter(&self, styles: StyleChain) -> Abs {
        styles.get(ColumnsElem::gutter).resolve(styles).relative_to(self.page.text_width())
    }

    fn column_pitch(&self, styles: StyleChain) -> Abs {
        (self.page.text_width() + self.column_gutter(styles)) / columns(styles) as f64
    }
}

/// How many columns the page has.
fn columns(styles: StyleChain) -> usize {
    styles.get(PageElem::columns).get()
}
