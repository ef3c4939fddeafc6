//! The last resort: what Word cannot say is laid out by Typst and put in as a picture of the same size.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Smart, StyleChain, Target, TargetElem};
use typst_library::introspection::{Locator, SplitLocator};
use typst_library::layout::{Abs, Axes, Frame, FrameItem, Region, Sides, Size};
use typst_library::visualize::{Color, Paint, RectElem, SquareElem};
use typst_utils::Numeric;

use super::flow::Flow;
use super::{Area, NOTE, Walker};
use crate::docx::model::{Canvas, Emu, Inline, Picture, Placement};

/// Dots per inch of pictures of laid-out content.
const RESOLUTION: f64 = 300.0;

impl Walker<'_, '_> {
    /// Lays content out with Typst's paged rules within a size.
    pub fn lay_out(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        size: Size,
    ) -> SourceResult<Frame> {
        self.lay_out_in(content, styles, locator, Region::new(size, Axes::splat(false)))
    }

    /// The same, filling the size: what is aligned stands where it would on a page of that size.
    pub fn lay_out_filling(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        size: Size,
    ) -> SourceResult<Frame> {
        self.lay_out_in(content, styles, locator, Region::new(size, Axes::splat(true)))
    }

    fn lay_out_in(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        region: Region,
    ) -> SourceResult<Frame> {
        let paged = TargetElem::target.set(Target::Paged).wrap();
        let locator: Locator = locator.next(&content.span());
        let layout = self.engine.library.routines.layout_frame;
        layout(self.engine, content, locator, styles.chain(&paged), region)
    }

    /// A drawing or picture of content.
    pub fn picture(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Inline> {
        let height = if area.height.is_finite() { area.height } else { Abs::inf() };
        let frame = self.lay_out(content, styles, locator, Size::new(area.width, height))?;
        self.discover(&frame);
        let inline = self.picture_of(frame, content.plain_text().as_str());
        // Frames are drawn as shapes; with a pattern for a fill they cannot be.
        if matches!(inline, Inline::Picture(_)) && (content.is::<RectElem>() || content.is::<SquareElem>()) {
            self.warn(content.span(), format!("{NOTE}{} 转为图片", content.func().name()));
        }
        Ok(inline)
    }

    /// A frame as a drawing when it holds nothing but lines and areas, else as a picture.
    pub fn picture_of(&mut self, frame: Frame, alt: &str) -> Inline {
        let (width, height) = (Emu::from_pt(frame.width().to_pt()), Emu::from_pt(frame.height().to_pt()));
        let alt = alt.trim().to_owned();
        if let Some(shapes) = super::shape::shapes(&frame) {
            return Inline::Canvas(Canvas { width, height, shapes, alt, place: Placement::Inline });
        }
        let page = typst_layout::Page {
            frame,
            bleed: Sides::splat(Abs::zero()),
            fill: Smart::Custom(Some(Paint::Solid(Color::from_u8(255, 255, 255, 0)))),
            numbering: None,
            supplement: Content::empty(),
            number: 1,
        };
        let media = self.media("png", render(&page).into());
        Inline::Picture(Picture { media, width, height, crop: [0; 4], alt, place: Placement::Inline })
    }

    /// A block as a picture in a paragraph of its own.
    pub fn block_picture(
        &mut self,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        self.block_image(child, styles, locator, area, flow)
    }

    /// Takes note of the elements in laid-out content.
    pub fn discover(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Tag(tag) => self.tags.discover_tag(tag, self.place),
                FrameItem::Group(group) => self.discover(&group.frame),
                _ => {}
            }
        }
    }
}

/// A page as PNG.
fn render(page: &typst_layout::Page) -> Vec<u8> {
    let options = typst_render::RenderOptions { pixel_per_pt: (RESOLUTION / 72.0).into(), ..Default::default() };
    let pixmap = typst_render::render(page, &options);
    pixmap.encode_png().unwrap_or_default()
}
