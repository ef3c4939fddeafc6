//! The last resort: what Word cannot say is laid out by Typst and put in as a picture of the same size.

use std::ops::ControlFlow;

use ecow::EcoString;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Frame, FrameItem, Point, Rect, Sides, Size, Transform};
use typst_library::math::EquationElem;
use typst_library::visualize::{Color, Geometry, ImageElem, Paint};
use typst_utils::Numeric;

use super::gradient::many_coloured;
use super::moved;
use crate::docx::model::{Emu, Inline, Picture, Piece, Placement, StandIn};
use crate::docx::walk::flow::Flow;
use crate::docx::walk::{Area, NOTE, Walker};

/// Dots per inch of pictures of laid-out content.
const RESOLUTION: f64 = 300.0;

/// The same of what has nothing but smooth changes of colour, such as the ground of a page: nine times as many dots take seconds.
const SMOOTH: f64 = 100.0;
/// The most pixels of a picture, about those of an A3 sheet, and of one with nothing but smooth changes. What is larger is drawn coarser.
const MOST_PIXELS: f64 = 20e6;
const MOST_SMOOTH_PIXELS: f64 = 4e6;

/// How far in points a frame's own lines and letters may reach beyond it without being missed.
const STROKE: f64 = 0.25;

/// What the first image or equation in it is said to show (`alt`).
fn described(content: &Content, styles: StyleChain) -> Option<EcoString> {
    let found = content.traverse(&mut |elem: Content| {
        let image = elem.to_packed::<ImageElem>().and_then(|image| image.alt.get_cloned(styles));
        let alt =
            image.or_else(|| elem.to_packed::<EquationElem>().and_then(|equation| equation.alt.get_cloned(styles)));
        alt.map_or(ControlFlow::Continue(()), ControlFlow::Break)
    });
    found.break_value()
}

impl Walker<'_, '_> {
    /// A drawing or picture of content.
    pub fn picture(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Inline> {
        let height = if area.height.is_finite() { area.height } else { Abs::inf() };
        let frame = self.lay_out(content, styles, locator, Size::new(area.base, height))?;
        self.discover(&frame);
        self.notes_of(&frame, styles)?;
        let below = frame.height() - frame.baseline();
        let alt = described(content, styles).unwrap_or_else(|| content.plain_text());
        let mut inline = self.picture_of(frame, alt.as_str(), styles);
        let lowered = |below: f64| Placement::Inline { lowered: (below * 2.0).round().max(0.0) as i32 };
        if let Some((place, [.., under])) = inline.drawn() {
            *place = lowered(below.to_pt() + under.to_pt());
        }
        Ok(inline)
    }

    /// A frame as a drawing when it holds nothing but lines, areas and text, else as a picture.
    pub fn picture_of(&mut self, frame: Frame, alt: &str, styles: StyleChain) -> Inline {
        if let Some(mut drawing) = self.drawing(&frame, alt, styles) {
            let turned = drawing
                .pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Lettering(lettering) if lettering.rotation != 0));
            if turned || many_coloured(&frame) {
                // LibreOffice leaves the text of turned boxes upright, and 7.4 takes the first two of many colours for all; it is shown
                // a picture instead.
                let frame = widened(frame, drawing.over);
                let over = self.overhang(&frame);
                drawing.fallback = Some(StandIn { media: self.drawn(widened(frame, over)), over });
            }
            return Inline::Canvas(drawing);
        }
        let over = self.overhang(&frame);
        let frame = widened(frame, over);
        let (width, height) = (Emu::from_pt(frame.width().to_pt()), Emu::from_pt(frame.height().to_pt()));
        let alt = alt.trim().to_owned();
        let media = self.drawn(frame);
        let place = Placement::Inline { lowered: 0 };
        Inline::Picture(Picture { media, width, height, crop: [0; 4], over, alt, place })
    }

    /// How far what is seen of a frame reaches beyond it; of what is as large as the page nothing does.
    fn overhang(&self, frame: &Frame) -> [Emu; 4] {
        let page = self.page.size;
        let whole = frame.width() >= page.x && frame.height() >= page.y;
        if whole { [Emu::default(); 4] } else { overhang(frame, page) }
    }

    /// A frame as a picture file of the package.
    fn drawn(&mut self, frame: Frame) -> usize {
        let page = typst_layout::Page {
            frame,
            bleed: Sides::splat(Abs::zero()),
            fill: Smart::Custom(Some(Paint::Solid(Color::from_u8(255, 255, 255, 0)))),
            numbering: None,
            supplement: Content::empty(),
            number: 1,
        };
        self.media("png", render(&page).into())
    }

    /// A block as a drawing or picture in a paragraph of its own; a picture is warned of with `what`.
    pub fn block_picture(
        &mut self,
        child: &Content,
        what: &str,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<()> {
        if self.block_image(child, styles, locator, area, flow)? {
            self.warn(child.span(), format!("{NOTE}{what}转为图片"));
        }
        Ok(())
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

/// A frame with room around it for what reaches beyond it: left, top, right, bottom.
fn widened(mut frame: Frame, over: [Emu; 4]) -> Frame {
    let [left, top, right, bottom] = over.map(|over| Abs::pt(over.to_pt()));
    if over != [Emu::default(); 4] {
        frame.set_size(Size::new(frame.width() + left + right, frame.height() + top + bottom));
        frame.translate(Point::new(left, top));
    }
    frame
}

/// From where to where something of a frame is seen, from its top.
pub(crate) fn seen(frame: &Frame) -> Option<(Abs, Abs)> {
    let mut seen = Rect::new(Point::splat(Abs::inf()), Point::splat(-Abs::inf()));
    reach(frame, Transform::identity(), &mut seen);
    seen.min.y.is_finite().then_some((seen.min.y, seen.max.y))
}

/// How far what is seen of a frame reaches beyond it: left, top, right, bottom. No farther than a page is large.
fn overhang(frame: &Frame, page: Size) -> [Emu; 4] {
    let size = frame.size();
    let mut seen = Rect::new(Point::zero(), size.to_point());
    reach(frame, Transform::identity(), &mut seen);
    let sides =
        [(-seen.min.x, page.x), (-seen.min.y, page.y), (seen.max.x - size.x, page.x), (seen.max.y - size.y, page.y)];
    sides.map(|(side, most)| if side.to_pt() > STROKE { Emu::from_pt(side.min(most).to_pt()) } else { Emu::default() })
}

/// Adds what is seen of a frame to a rectangle.
fn reach(frame: &Frame, transform: Transform, seen: &mut Rect) {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        let bounds = match item {
            FrameItem::Group(group) => {
                let inner = here.pre_concat(group.transform);
                let Some(clip) = &group.clip else {
                    reach(&group.frame, inner, seen);
                    continue;
                };
                moved(clip.bbox(None), inner)
            }
            FrameItem::Shape(shape, _) => moved(shape.bbox(true), here),
            FrameItem::Text(text) => moved(text.bbox(), here),
            FrameItem::Image(_, size, _) => moved(Rect::new(Point::zero(), size.to_point()), here),
            FrameItem::Tag(_) | FrameItem::Link(..) => continue,
        };
        // Blanks have no bounds.
        if bounds.min.x.is_finite() && bounds.max.y.is_finite() {
            *seen = Rect::new(seen.min.min(bounds.min), seen.max.max(bounds.max));
        }
    }
}

/// Whether all there is in a frame is rectangles filled with gradients.
fn is_smooth(frame: &Frame) -> bool {
    frame.items().all(|(_, item)| match item {
        FrameItem::Group(group) => group.clip.is_none() && is_smooth(&group.frame),
        FrameItem::Shape(shape, _) => {
            matches!(shape.geometry, Geometry::Rect(_))
                && shape.stroke.is_none()
                && matches!(shape.fill, Some(Paint::Gradient(_)))
        }
        FrameItem::Tag(_) | FrameItem::Link(..) => true,
        FrameItem::Text(_) | FrameItem::Image(..) => false,
    })
}

/// How many pixels stand for a point of a picture of a size.
fn fineness(size: Size, smooth: bool) -> f64 {
    let (resolution, most) = if smooth { (SMOOTH, MOST_SMOOTH_PIXELS) } else { (RESOLUTION, MOST_PIXELS) };
    let area = size.x.to_pt().max(1.0) * size.y.to_pt().max(1.0);
    (resolution / 72.0).min((most / area).sqrt())
}

/// A page as PNG.
fn render(page: &typst_layout::Page) -> Vec<u8> {
    let pixel_per_pt = fineness(page.frame.size(), is_smooth(&page.frame));
    let options = typst_render::RenderOptions { pixel_per_pt: pixel_per_pt.into(), ..Default::default() };
    let pixmap = typst_render::render(page, &options);
    let (width, height) = (pixmap.width(), pixmap.height());
    let plain = pixmap.pixels().iter().map(|pixel| pixel.demultiply());
    let mut pixels: Vec<[u8; 4]> = plain.map(|own| [own.red(), own.green(), own.blue(), own.alpha()]).collect();
    tint_unseen(&mut pixels, width as usize);
    let mut png = Vec::new();
    let written = PngEncoder::new(&mut png).write_image(pixels.as_flattened(), width, height, ExtendedColorType::Rgba8);
    written.map_or_else(|_| Vec::new(), |()| png)
}

/// Gives the pixels of which nothing is seen the colour of a neighbour. Programs that show a picture smaller than it is mix them with what
/// is seen: light letters would have dark edges.
fn tint_unseen(pixels: &mut [[u8; 4]], width: usize) {
    let mut above: Vec<[u8; 4]> = Vec::new();
    for row in pixels.chunks_mut(width.max(1)) {
        let Some(&first) = row.iter().find(|pixel| pixel[3] != 0) else {
            for (pixel, [red, green, blue, _]) in row.iter_mut().zip(&above) {
                *pixel = [*red, *green, *blue, 0];
            }
            continue;
        };
        let mut last = first;
        for pixel in row.iter_mut() {
            if pixel[3] == 0 {
                *pixel = [last[0], last[1], last[2], 0];
            } else {
                last = *pixel;
            }
        }
        above.clear();
        above.extend_from_slice(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn huge_pictures_are_drawn_coarser() {
        let pixels = |side: f64, smooth: bool| (side * fineness(Size::splat(Abs::pt(side)), smooth)).powi(2);
        assert_eq!(fineness(Size::new(Abs::pt(595.0), Abs::pt(842.0)), false), 300.0 / 72.0, "a page of A4");
        assert_eq!(fineness(Size::new(Abs::pt(595.0), Abs::pt(842.0)), true), 100.0 / 72.0);
        for side in [1.0, 9_000.0, 100_000.0] {
            assert!(pixels(side, false) <= MOST_PIXELS * 1.001);
            assert!(pixels(side, true) <= MOST_SMOOTH_PIXELS * 1.001);
        }
    }

    #[test]
    fn what_is_not_seen_has_the_colour_of_its_neighbours() {
        let (unseen, white, red) = ([0, 0, 0, 0], [255, 255, 255, 90], [200, 0, 0, 255]);
        let mut pixels = [unseen, unseen, unseen, unseen, white, red, unseen, unseen, unseen];
        tint_unseen(&mut pixels, 3);
        assert_eq!(pixels[3..6], [[255, 255, 255, 0], white, red], "before the first of a row");
        assert_eq!(pixels[6..], [[255, 255, 255, 0], [255, 255, 255, 0], [200, 0, 0, 0]], "as in the row above");
    }
}
