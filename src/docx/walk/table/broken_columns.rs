//! The columns of a container, where Word has none: those that breaks end are the cells of a row, as in the footer of a letter.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, SequenceElem, StyleChain, StyledElem};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{ColbreakElem, ColumnsElem, Fr, GridCell, Sizing};

use super::one_row::OneRow;
use crate::docx::walk::flow::Flow;
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// Columns with a break after each but the last, as a grid. `false`: their text goes on from one to the next.
    pub(crate) fn broken_columns(
        &mut self,
        elem: &Packed<ColumnsElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        let count = elem.count.get(styles).get();
        let parts = parts(&elem.body);
        let whole = |part: &Content| !found(part, |inner| inner.is::<ColbreakElem>());
        if parts.len() != count || !parts.iter().all(whole) {
            return Ok(false);
        }
        let span = elem.span();
        let mut row = OneRow::default();
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                row.space(Sizing::Rel(elem.gutter.get(styles)), span);
            }
            row.push(Sizing::Fr(Fr::one()), GridCell::new(part), span);
        }
        self.one_row(row.grid(span), styles, locator, area, flow)
    }
}

/// What stands between the column breaks of content, but for those in containers.
fn parts(content: &Content) -> Vec<Content> {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        let mut parts = vec![Content::empty()];
        for child in &sequence.children {
            let mut own = self::parts(child).into_iter();
            if let (Some(last), Some(first)) = (parts.last_mut(), own.next()) {
                *last += first;
            }
            parts.extend(own);
        }
        parts
    } else if let Some(styled) = content.to_packed::<StyledElem>() {
        self::parts(&styled.child).into_iter().map(|part| part.styled_with_map(styled.styles.clone())).collect()
    } else if content.is::<ColbreakElem>() {
        vec![Content::empty(), Content::empty()]
    } else {
        vec![content.clone()]
    }
}
