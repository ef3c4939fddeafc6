//! Pictures from files: kept as they are where Word can show them.

use std::sync::Arc;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, Resolve, Smart, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, AlignElem, FixedAlignment, Size};
use typst_library::model::ParElem;
use typst_library::text::TextElem;
use typst_library::visualize::{ExchangeFormat, Image, ImageElem, ImageFit, ImageKind, RasterFormat};

use crate::docx::model::{Emu, Inline, Media, Paragraph, ParagraphFormat, Picture, Placement, Twips};
use crate::docx::walk::container::around;
use crate::docx::walk::flow::{Flow, Setting};
use crate::docx::walk::line::{Line, Pictured};
use crate::docx::walk::place::set_place;
use crate::docx::walk::text::metrics::{BASELINE, Extent};
use crate::docx::walk::{Area, Hold, Walker};

/// As many points a drawing may be wider than what is seen of it.
const SPARE: f64 = 3.0;

/// By so many points a line's width may be otherwise than it was measured.
const DOUBT: f64 = 0.5;

/// A file that goes into the package unchanged, with its size in pixels.
struct Original {
    extension: &'static str,
    data: Arc<[u8]>,
    ratio: f64,
    natural: Size,
    alt: String,
}

impl Walker<'_, '_> {
    /// An image as a block. True if laid-out content had to become a picture.
    pub fn block_image(
        &mut self,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        flow: &mut Flow,
    ) -> SourceResult<bool> {
        let [above, below] = around(styles, area);
        flow.weak(above);
        let mut line = Line::new();
        let made = self.inline_picture(child, styles, locator, area, &mut line)?;
        let mut beyond = [Emu::default(); 4];
        for inline in &mut line.inlines {
            // Alone it stands on the line with all it has.
            if let Some((place @ Placement::Inline { .. }, over)) = inline.drawn() {
                *place = Placement::Inline { lowered: 0 };
                beyond = over;
            }
        }
        // Its place is what is aligned; the little that boxes of lettering have to spare does not count.
        let [left, top, right, bottom] = beyond.map(|over| Abs::pt(over.to_pt()));
        let side =
            |room: Abs, over: Abs| Twips::from_pt((if over.to_pt() > SPARE { room - over } else { room }).to_pt());
        let format = ParagraphFormat {
            align: self.align(styles, false),
            left: side(area.left, left),
            right: side(area.right, right),
            ..ParagraphFormat::default()
        };
        let mut paragraph = Paragraph { format, inlines: line.inlines, mark: self.run_format(styles) };
        let (height, (over, under)) = (line.pictured.height + line.around.descent, line.pictured.over);
        let (extent, leading, picture, over, under) = if top.max(bottom).to_pt() > SPARE && self.loose_notes.is_none() {
            // What hangs out reaches over its neighbours: an empty line as high as its place, the drawing beside it.
            let x = area.left + styles.resolve(AlignElem::alignment).x.position(area.width - line.width);
            for inline in &mut paragraph.inlines {
                if !matches!(inline.drawn(), Some((Placement::Inline { .. }, _))) {
                    continue;
                }
                set_place(inline, Placement::Anchored { x: Emu::from_pt(x.to_pt()), y: Emu(0), behind: false });
            }
            let room = height - top - bottom;
            let extent = Extent { ascent: room * BASELINE, descent: room * (1.0 - BASELINE) };
            (extent, Abs::zero(), Abs::zero(), Abs::zero(), Abs::zero())
        } else {
            let extent = Extent { ascent: height, descent: Abs::zero() };
            // One lower than a line of text stands in an exact line: one that is at least as high has a text line's height.
            let exact = height / BASELINE;
            let lower = exact < styles.resolve(TextElem::size) * 1.2;
            let leading = if lower { exact - height } else { Abs::zero() };
            (extent, leading, height, over, under)
        };
        let (single, ink, formula, tower) = (false, Abs::zero(), Extent::ZERO, None);
        let shifted = Extent::ZERO;
        flow.paragraph(
            paragraph,
            Setting { extent, leading, single, ink, shifted, picture, over, under, formula, tower },
        );
        flow.weak(below);
        Ok(made)
    }

    /// An image's picture, if its file can be put in as it is.
    pub fn image(&mut self, elem: &Packed<ImageElem>, styles: StyleChain, area: Area) -> SourceResult<Option<Picture>> {
        let image = elem.decode(self.engine, styles)?;
        let Some(original) = original(elem, &image) else { return Ok(None) };
        let width = elem.width.get(styles).map(|rel| rel.resolve(styles).relative_to(area.base));
        let height = self.height(elem.height.get(styles), elem.span(), styles, area);
        let height = height.map_or(Smart::Auto, Smart::Custom);
        let ratio = original.ratio;
        let natural = original.natural;
        // As Typst does: what is not given follows from the ratio, and nothing given means natural size, within the room.
        let target = match (width, height) {
            (Smart::Custom(w), Smart::Custom(h)) => Size::new(w, h),
            (Smart::Custom(w), Smart::Auto) => Size::new(w, area.height.min(w / ratio)),
            (Smart::Auto, Smart::Custom(h)) => Size::new(area.width.min(h * ratio), h),
            (Smart::Auto, Smart::Auto) => {
                let w = natural.x.min(area.width).min(area.height * ratio);
                Size::new(w, w / ratio)
            }
        };
        let target_ratio = target.x / target.y;
        let (mut shown, mut crop) = (target, [0; 4]);
        match elem.fit.get(styles) {
            ImageFit::Stretch => {}
            // In the middle of its place it stands in the middle of its room anyway, and as it is: not every program may know of less than
            // nothing.
            ImageFit::Contain
                if styles.resolve(AlignElem::alignment).x == FixedAlignment::Center
                    && (ratio < target_ratio || matches!(area.hold, Hold::Cell | Hold::FixedCell)) =>
            {
                shown = if ratio > target_ratio {
                    Size::new(target.x, target.x / ratio)
                } else {
                    Size::new(target.y * ratio, target.y)
                };
            }
            ImageFit::Contain => {
                // Room at both sides is less than nothing cut off.
                let outside = |whole: f64| -((whole - 1.0) / 2.0 * 100_000.0).round() as i32;
                if ratio > target_ratio {
                    let out = outside(ratio / target_ratio);
                    crop = [0, out, 0, out];
                } else if ratio < target_ratio {
                    let out = outside(target_ratio / ratio);
                    crop = [out, 0, out, 0];
                }
            }
            ImageFit::Cover => {
                // What sticks out of the box is cut off equally at both sides.
                if ratio > target_ratio {
                    let cut = ((1.0 - target_ratio / ratio) / 2.0 * 100_000.0).round() as i32;
                    crop = [cut, 0, cut, 0];
                } else if ratio < target_ratio {
                    let cut = ((1.0 - ratio / target_ratio) / 2.0 * 100_000.0).round() as i32;
                    crop = [0, cut, 0, cut];
                }
            }
        }
        let media = self.media(original.extension, original.data);
        Ok(Some(Picture {
            media,
            width: Emu::from_pt(shown.x.to_pt()),
            height: Emu::from_pt(shown.y.to_pt()),
            crop,
            over: [Emu::default(); 4],
            alt: original.alt,
            place: Placement::Inline { lowered: 0 },
        }))
    }

    /// Puts a file into the package, each file once.
    pub fn media(&mut self, extension: &'static str, data: Arc<[u8]>) -> usize {
        if let Some(known) = self.media.iter().position(|media| media.extension == extension && media.data == data) {
            return known;
        }
        self.media.push(Media { extension, data });
        self.media.len() - 1
    }

    /// Puts a picture into a line. True if laid-out content had to become one.
    pub fn inline_picture(
        &mut self,
        child: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<bool> {
        let original = match child.to_packed::<ImageElem>() {
            Some(elem) => self.image(elem, styles, area)?,
            None => None,
        };
        let (inline, made) = match original {
            Some(picture) => (Inline::Picture(picture), false),
            None => {
                let inline = self.picture(child, styles, locator, area)?;
                let made = matches!(inline, Inline::Picture(_));
                (inline, made)
            }
        };
        let (height, over) = match &inline {
            Inline::Picture(picture) => (picture.height, picture.over),
            Inline::Canvas(canvas) => (canvas.height, canvas.over),
            _ => (Emu::default(), [Emu::default(); 4]),
        };
        let [before, _, after, _] = over.map(|over| Abs::pt(over.to_pt()));
        let height = Abs::pt(height.to_pt());
        let [_, top, _, bottom] = over.map(|over| Abs::pt(over.to_pt()));
        let drawn = matches!(&inline, Inline::Canvas(canvas) if canvas.has_words());
        // What a drawing's own box sinks below the line is no height above it.
        let sunk = match &inline {
            Inline::Canvas(_) if !drawn && bottom <= Abs::pt(SPARE) => inline.in_line().map_or(0, |(_, by)| by.max(0)),
            _ => 0,
        };
        let below = Abs::pt(f64::from(sunk) / 2.0);
        let width = match &inline {
            Inline::Picture(picture) => Abs::pt(picture.width.to_pt()) - before - after,
            Inline::Canvas(canvas) => Abs::pt(canvas.width.to_pt()) - before - after,
            _ => Abs::zero(),
        };
        if drawn && !self.words_only() && begins_next_line(line, width, styles, area) {
            line.break_off(self.run_format(styles));
        }
        line.hold(Pictured { height: height - below, over: (top, bottom), drawn });
        line.around = line.around.max(Extent { ascent: Abs::zero(), descent: below });
        line.advance(width);
        line.inlines.push(inline);
        // The notes whose marks it shows.
        line.inlines.extend(self.take_pending());
        Ok(made)
    }
}

/// Signs behind which no line ends.
const TIES: &str = "\u{a0}\u{2060}\u{202f}（《〈「『【〖〔［｛“‘([{";

/// Whether a drawing surely begins the next line of its paragraph, as it has no room behind what the line holds so far: where its line is
/// a paragraph's first, LibreOffice has its words in it, and else over those of the first line. What Typst justifies may have room yet, and
/// what is tied to the words before goes with them.
fn begins_next_line(line: &Line, width: Abs, styles: StyleChain, area: Area) -> bool {
    let taken = line.current + if line.rows.is_empty() { line.start } else { Abs::zero() };
    let room = area.width + Abs::pt(DOUBT);
    line.current > Abs::zero()
        && taken <= room
        && taken + width > room
        && !line.filled()
        && !styles.get(ParElem::justify)
        && !line.last.is_some_and(|last| TIES.contains(last))
}

/// PNG, JPEG and GIF files Word can show, those that an SVG only frames too; not those with a turned orientation, which Word ignores.
fn original(elem: &Packed<ImageElem>, image: &Image) -> Option<Original> {
    let (extension, data): (_, &[u8]) = match image.kind() {
        ImageKind::Raster(raster) => {
            if raster.exif_rotation().is_some_and(|rotation| rotation != 1) {
                return None;
            }
            let extension = match raster.format() {
                RasterFormat::Exchange(ExchangeFormat::Png) => "png",
                RasterFormat::Exchange(ExchangeFormat::Jpg) => "jpeg",
                RasterFormat::Exchange(ExchangeFormat::Gif) => "gif",
                _ => return None,
            };
            (extension, &elem.source.derived.data)
        }
        ImageKind::Svg(svg) => framed(svg.tree())?,
        ImageKind::Pdf(_) => return None,
    };
    let (w, h) = (image.width(), image.height());
    if w <= 0.0 || h <= 0.0 {
        return None;
    }
    let dpi = image.dpi().unwrap_or(Image::DEFAULT_DPI);
    Some(Original {
        extension,
        data: data.into(),
        ratio: w / h,
        natural: Size::new(Abs::inches(w / dpi), Abs::inches(h / dpi)),
        alt: image.alt().unwrap_or_default().to_owned(),
    })
}

/// The picture that is all there is in an SVG and fills it.
fn framed(tree: &usvg::Tree) -> Option<(&'static str, &[u8])> {
    let mut group = tree.root();
    loop {
        let plain = group.opacity() == usvg::Opacity::ONE
            && group.blend_mode() == usvg::BlendMode::Normal
            && group.clip_path().is_none()
            && group.mask().is_none()
            && group.filters().is_empty();
        let ([child], true) = (group.children(), plain) else { return None };
        match child {
            usvg::Node::Group(inner) => group = inner,
            usvg::Node::Image(image) => {
                let (transform, bounds, size) = (image.abs_transform(), image.abs_bounding_box(), tree.size());
                let upright = transform.sx > 0.0 && transform.sy > 0.0 && transform.kx == 0.0 && transform.ky == 0.0;
                let near = |a: f32, b: f32| (a - b).abs() < 0.01;
                let fills = near(bounds.left(), 0.0)
                    && near(bounds.top(), 0.0)
                    && near(bounds.width(), size.width())
                    && near(bounds.height(), size.height());
                if !(image.is_visible() && upright && fills) {
                    return None;
                }
                return match image.kind() {
                    usvg::ImageKind::JPEG(data) => Some(("jpeg", data)),
                    usvg::ImageKind::PNG(data) => Some(("png", data)),
                    usvg::ImageKind::GIF(data) => Some(("gif", data)),
                    _ => None,
                };
            }
            _ => return None,
        }
    }
}
