//! Boxes that are all there is of a paragraph, which are blocks then.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{BlockBody, BlockElem, BoxElem, Sizing};
use typst_library::model::ParElem;
use typst_library::routines::{Arenas, FragmentKind, Pair};
use typst_library::text::TextElem;

use super::boxes::has_lines;
use super::inline::significant;
use super::{Area, Walker};

impl Walker<'_, '_> {
    /// The block that a lone box with lines of its own distance is: in a line they would have that of the paragraph.
    pub(super) fn led_box(
        &mut self,
        seen: &[Pair],
        locator: &mut SplitLocator,
    ) -> SourceResult<Option<Packed<BlockElem>>> {
        let &[(only, styles)] = seen else { return Ok(None) };
        let Some(elem) = only.to_packed::<BoxElem>() else { return Ok(None) };
        let Sizing::Rel(width) = elem.width.get(styles) else { return Ok(None) };
        let plain = elem.height.get(styles).is_auto()
            && elem.fill.get_ref(styles).is_none()
            && elem.stroke.resolve(styles).iter().all(|side| side.as_ref().is_none_or(Option::is_none))
            && !elem.clip.get(styles);
        let Some(body) = elem.body.get_cloned(styles).filter(|_| plain) else { return Ok(None) };
        let arenas = Arenas::default();
        let (pairs, kind) = self.realize(&arenas, locator, &body, styles)?;
        let leading = |styles: StyleChain| styles.resolve(ParElem::leading);
        let own = StyleChain::trunk_from_pairs(&significant(&pairs)).map(leading);
        if kind == FragmentKind::Block || own.is_none_or(|own| own == leading(styles)) || !has_lines(&pairs) {
            return Ok(None);
        }
        let block = BlockElem::new()
            .with_width(Smart::Custom(width))
            .with_inset(elem.inset.get_cloned(styles))
            .with_body(Some(BlockBody::Content(body)));
        Ok(Some(Packed::new(block).spanned(elem.span())))
    }
}

/// Such a box as the block it is: framed and wider than a word or two, its width must not depend on what is typed into it.
pub(super) fn framed_box(seen: &[Pair], area: Area) -> Option<Packed<BlockElem>> {
    let &[(only, styles)] = seen else { return None };
    framed(only.to_packed::<BoxElem>()?, styles, area)
}

/// A box that is all there is of a paragraph, framed and wider than a word or two: the same as a block, whose width does not depend on
/// what is typed into it.
fn framed(elem: &Packed<BoxElem>, styles: StyleChain, area: Area) -> Option<Packed<BlockElem>> {
    let Sizing::Rel(width) = elem.width.get(styles) else { return None };
    let wide = width.resolve(styles).relative_to(area.base) > styles.resolve(TextElem::size) * 4.0;
    let body = elem.body.get_cloned(styles)?;
    let stroke = elem.stroke.get_cloned(styles);
    let framed = elem.fill.get_ref(styles).is_some()
        || [&stroke.left, &stroke.top, &stroke.right].iter().any(|side| matches!(side, Some(Some(_))));
    if !wide || !framed || body.is_empty() || elem.clip.get(styles) {
        return None;
    }
    let height = match elem.height.get(styles) {
        Smart::Custom(height) => Sizing::Rel(height),
        Smart::Auto => Sizing::Auto,
    };
    let block = BlockElem::new()
        .with_width(Smart::Custom(width))
        .with_height(height)
        .with_fill(elem.fill.get_cloned(styles))
        .with_stroke(stroke)
        .with_inset(elem.inset.get_cloned(styles))
        .with_body(Some(BlockBody::Content(body)));
    Some(Packed::new(block).spanned(elem.span()))
}
