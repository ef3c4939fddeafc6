//! A box that is all there is of a paragraph: the same as a block.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, BlockBody, BlockElem, BoxElem, Length, Rel, Sides, Size, Sizing};
use typst_library::text::TextElem;

use super::{Area, Walker};

/// From this room in points above and below its words on, a frame is one around a block; a nearer one is a frame around characters.
const ROOMY: f64 = 4.0;

/// From this room in points on, a line below words is no underline.
const BELOW: f64 = 3.0;

/// As many points wider than its words, so that another machine's font breaks no line.
const SPARE: f64 = 1.0;

impl Walker<'_, '_> {
    /// The block that a box alone in its paragraph is like; `None` where it is like words of a line.
    pub fn block_of_box(
        &mut self,
        elem: &Packed<BoxElem>,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<Packed<BlockElem>>> {
        let Some(body) = elem.body.get_cloned(styles) else { return Ok(None) };
        if body.is_empty() || elem.clip.get(styles) {
            return Ok(None);
        }
        let inset = elem.inset.resolve(styles).map(Option::unwrap_or_default).relative_to(Size::zero());
        let [framed, underlined] = lines(elem, styles);
        let width = match elem.width.get(styles) {
            Sizing::Rel(width) => {
                // Its width does not depend on what is typed into it.
                let wide = width.resolve(styles).relative_to(area.base) > styles.resolve(TextElem::size) * 4.0;
                let below = underlined && inset.bottom > Abs::pt(BELOW);
                if !wide || !(framed || below) {
                    return Ok(None);
                }
                width
            }
            Sizing::Auto if framed && inset.top.min(inset.bottom) >= Abs::pt(ROOMY) => {
                let around = inset.left + inset.right;
                let room = Size::new((area.width - around).max(Abs::zero()), Abs::inf());
                let natural = self.lay_out(&body, styles, locator, room)?.width();
                Rel::from(Length::from((natural + around + Abs::pt(SPARE)).min(area.width)))
            }
            Sizing::Auto | Sizing::Fr(_) => return Ok(None),
        };
        Ok(Some(block(elem, body, width, styles)))
    }
}

/// Whether a box has a frame or a ground, and whether it has a line below.
fn lines(elem: &Packed<BoxElem>, styles: StyleChain) -> [bool; 2] {
    let Sides { left, top, right, bottom } = elem.stroke.get_cloned(styles);
    let framed =
        elem.fill.get_ref(styles).is_some() || [left, top, right].iter().any(|side| matches!(side, Some(Some(_))));
    [framed, matches!(bottom, Some(Some(_)))]
}

fn block(elem: &Packed<BoxElem>, body: Content, width: Rel, styles: StyleChain) -> Packed<BlockElem> {
    let height = match elem.height.get(styles) {
        Smart::Custom(height) => Sizing::Rel(height),
        Smart::Auto => Sizing::Auto,
    };
    let block = BlockElem::new()
        .with_width(Smart::Custom(width))
        .with_height(height)
        .with_fill(elem.fill.get_cloned(styles))
        .with_stroke(elem.stroke.get_cloned(styles))
        .with_inset(elem.inset.get_cloned(styles))
        .with_body(Some(BlockBody::Content(body)));
    Packed::new(block).spanned(elem.span())
}
