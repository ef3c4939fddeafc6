//! Rows and frames of a fixed height that hold more text than there is room for: Typst shows it all, beyond the edge; Word cuts it off.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Size};
use typst_library::model::ParElem;
use typst_library::text::TextElem;

use super::{NOTE, Walker};

/// As many points text may be higher than its room without being cut.
const HIGHER: f64 = 2.0;

impl Walker<'_, '_> {
    /// Whether text is higher than the room it has, which is told. Only what may be is measured.
    pub(super) fn overflows(
        &mut self,
        body: &Content,
        room: Size,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<bool> {
        let text = body.plain_text();
        if text.is_empty() || room.x <= Abs::zero() {
            return Ok(false);
        }
        let lines = (self.text_width(styles, &text) / room.x).ceil() + text.matches('\n').count() as f64;
        let pitch = styles.resolve(TextElem::size) + styles.resolve(ParElem::leading);
        if lines <= 1.0 || pitch * lines <= room.y {
            return Ok(false);
        }
        let over = self.previewed(body, styles, locator, Size::new(room.x, Abs::inf()))?.height() - room.y;
        if over <= Abs::pt(HIGHER) {
            return Ok(false);
        }
        self.warn(body.span(), format!("{NOTE}定高的行或框放不下其中的文字，Word 里加高到放得下"));
        Ok(true)
    }
}
