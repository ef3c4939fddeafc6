//! Paints as Word's colours.
//!
//! Word shades words, paragraphs and cells with opaque colours only: what is seen through is mixed with what lies behind. Drawings
//! keep their transparency.

use typst_library::foundations::{Content, Smart, StyleChain};
use typst_library::layout::{Abs, Frame, PageElem, Ratio, Sides};
use typst_library::visualize::{Color, Paint, RatioOrAngle, Tiling};

use crate::docx::model::{Colour, Ink};

/// Red, green, blue and opacity.
type Mixture = [u8; 4];

/// As many dots a tile is measured by at most, in each direction.
const DOTS: f64 = 100.0;

/// A paint as one opaque colour on white paper; of a gradient the middle is taken, of a tiling the mean.
pub(crate) fn colour(paint: &Paint) -> Colour {
    colour_on(paint, Colour::WHITE)
}

/// A paint as one opaque colour, on a ground.
pub(crate) fn colour_on(paint: &Paint, ground: Colour) -> Colour {
    let [r, g, b, a] = mixture(paint);
    let over = |c: u8, below: u8| {
        let (c, a) = (u32::from(c), u32::from(a));
        u8::try_from((c * a + u32::from(below) * (255 - a) + 127) / 255).unwrap_or(u8::MAX)
    };
    let [below_r, below_g, below_b] = ground.0;
    Colour([over(r, below_r), over(g, below_g), over(b, below_b)])
}

/// A paint as one colour of a drawing.
pub(crate) fn ink(paint: &Paint) -> Ink {
    let [r, g, b, opacity] = mixture(paint);
    Ink { colour: Colour([r, g, b]), opacity }
}

/// Whether a paint is a single colour, which is all Word can say for most things.
pub(crate) fn is_solid(paint: &Paint) -> bool {
    matches!(paint, Paint::Solid(_))
}

fn mixture(paint: &Paint) -> Mixture {
    match paint {
        Paint::Solid(color) => parts(color),
        Paint::Gradient(gradient) => parts(&gradient.sample(RatioOrAngle::Ratio(Ratio::new(0.5)))),
        Paint::Tiling(tiling) => mean(tiling),
    }
}

fn parts(color: &Color) -> Mixture {
    let rgb = color.to_rgb();
    [rgb.red, rgb.green, rgb.blue, rgb.alpha].map(|part| (part * 255.0).round() as u8)
}

/// What a tile comes to, seen from afar.
fn mean(tiling: &Tiling) -> Mixture {
    let mut frame: Frame = tiling.frame().clone();
    let size = tiling.size() + tiling.spacing();
    frame.set_size(size);
    let page = typst_layout::Page {
        frame,
        bleed: Sides::splat(Abs::zero()),
        fill: Smart::Custom(None),
        numbering: None,
        supplement: Content::empty(),
        number: 1,
    };
    let fine = (DOTS / size.x.max(size.y).to_pt().max(1.0)).min(4.0);
    let options = typst_render::RenderOptions { pixel_per_pt: fine.into(), ..Default::default() };
    let dots = typst_render::render(&page, &options);
    let mut sums = [0_u64; 4];
    let mut count = 0_u64;
    for dot in dots.pixels() {
        for (sum, part) in sums.iter_mut().zip([dot.red(), dot.green(), dot.blue(), dot.alpha()]) {
            *sum += u64::from(part);
        }
        count += 1;
    }
    // The dots' colours are weighed by their opacities already.
    let [r, g, b, a] = sums;
    let part = |sum: u64, of: u64| u8::try_from(sum / of.max(1)).unwrap_or(u8::MAX);
    [part(r * 255, a), part(g * 255, a), part(b * 255, a), part(a, count)]
}

/// The colour of a page.
pub(crate) fn paper(styles: StyleChain) -> Colour {
    match styles.get_ref(PageElem::fill) {
        Smart::Custom(Some(paint)) => colour(paint),
        _ => Colour::WHITE,
    }
}
