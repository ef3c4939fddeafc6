//! Boxes of their own widths side by side: columns that a line of text cannot hold.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BlockBody, BlockElem, BoxElem, GridCell, GridElem, HElem, Rel, Size, Sizing};
use typst_library::routines::Pair;
use typst_library::text::{SpaceElem, TextElem};
use typst_syntax::Span;

use super::one_row::OneRow;
use crate::docx::walk::boxes::filling::holds_words;
use crate::docx::walk::line::fit::has_several_lines;
use crate::docx::walk::{Area, Walker};

impl Walker<'_, '_> {
    /// Whether some box of a width breaks its text into lines, and all stand side by side.
    pub fn columns_of_boxes(&mut self, pairs: &[Pair], locator: &mut SplitLocator, area: Area) -> SourceResult<bool> {
        let mut wraps = false;
        let mut whole = Abs::zero();
        let boxes = pairs.iter().filter(|(child, _)| child.is::<BoxElem>()).count();
        for &(child, styles) in pairs {
            let Some(elem) = child.to_packed::<BoxElem>() else { continue };
            let Some(body) = elem.body.get_cloned(styles) else { continue };
            let width = match elem.width.get(styles) {
                Sizing::Rel(width) => width.resolve(styles).relative_to(area.base),
                Sizing::Fr(_) => {
                    // A line of text has no room of its own for these words.
                    wraps |= holds_words(&body, styles);
                    continue;
                }
                Sizing::Auto => continue,
            };
            whole += width;
            // Text that would take several lines without its box, too, takes them beside the others.
            wraps |= self.wraps(&body, width, styles, locator, area)?
                || boxes > 1 && self.has_lines_in(&body, width, styles, locator)?;
        }
        Ok(wraps && whole <= area.width + Abs::pt(0.5))
    }

    /// Whether content takes several lines in a width.
    fn has_lines_in(
        &mut self,
        body: &Content,
        width: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<bool> {
        if let Some(text) = body.to_packed::<TextElem>()
            && self.text_width(styles, &text.text) <= width
        {
            return Ok(false);
        }
        Ok(has_several_lines(&self.previewed(body, styles, locator, Size::new(width, Abs::inf()))?, styles))
    }

    /// Whether content takes more lines in a width than in the area.
    pub fn wraps(
        &mut self,
        body: &Content,
        width: Abs,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<bool> {
        // Plain words need no layout to be known to fit.
        if let Some(text) = body.to_packed::<TextElem>()
            && self.text_width(styles, &text.text) <= width
        {
            return Ok(false);
        }
        let mut height = |width: Abs| {
            self.previewed(body, styles, locator, Size::new(width, Abs::inf())).map(|frame| frame.height())
        };
        Ok(height(width)? > height(area.width)? + Abs::pt(0.5))
    }
}

/// Boxes of their own widths side by side, which are all there is of a paragraph: columns without lines. None where there is anything else.
pub(crate) fn side_by_side(pairs: &[Pair], styles: StyleChain) -> Option<Packed<GridElem>> {
    // The cells are styled as the paragraph is; what was added to that for a box is added to its cell.
    let outer = styles.links().count();
    let mut row = OneRow::default();
    for &(child, own) in pairs {
        let (width, body) = if let Some(elem) = child.to_packed::<BoxElem>() {
            let stroke = elem.stroke.get_cloned(own);
            let bare = elem.fill.get_ref(own).is_none()
                && [&stroke.left, &stroke.top, &stroke.right, &stroke.bottom]
                    .iter()
                    .all(|side| !matches!(side, Some(Some(_))));
            let width = elem.width.get(own);
            let fits = elem.height.get(own).is_auto() && !elem.clip.get(own) && width != Sizing::Auto;
            let body = elem.body.get_cloned(own).filter(|body| fits && !body.is_empty())?;
            let body = body.styled_with_map(own.suffix(outer));
            let inset = elem.inset.get_cloned(own);
            let cell = if bare {
                GridCell::new(body).with_inset(Smart::Custom(inset))
            } else {
                // A frame or a ground is as high as what is in it, not as the row.
                let block = BlockElem::new()
                    .with_width(Smart::Custom(Rel::one()))
                    .with_fill(elem.fill.get_cloned(own))
                    .with_stroke(stroke)
                    .with_inset(inset)
                    .with_body(Some(BlockBody::Content(body)));
                GridCell::new(block.pack())
            };
            (width, cell)
        } else if child.is::<SpaceElem>() {
            let gap = own.resolve(TextElem::size) * 0.25;
            (Sizing::Rel(gap.into()), GridCell::new(Content::empty()))
        } else if let Some(space) = child.to_packed::<HElem>() {
            (space.amount.into(), GridCell::new(Content::empty()))
        } else {
            return None;
        };
        row.push(width, body, Span::detached());
    }
    (row.len() > 1).then(|| row.grid(Span::detached()))
}
