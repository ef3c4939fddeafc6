//! Photographs of people who do not exist: a head and shoulders in flat colours, different for each identity number.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageError, Rgb, RgbImage};

/// 35 mm × 49 mm (二寸) at 300 dots per inch.
const SIZE: (u32, u32) = (413, 579);

/// Draws a portrait as JPEG.
pub(super) fn draw(id: &str, woman: bool) -> Result<Vec<u8>, ImageError> {
    let seed: u32 = id.bytes().fold(7, |seed, byte| seed.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let pick = |shift: u32, count: u32| (seed >> shift) % count;
    let skin = choose(&[[238, 205, 178], [232, 194, 164], [243, 214, 190], [224, 184, 152]], pick(3, 4));
    let hair = choose(&[[28, 24, 22], [42, 34, 30], [60, 56, 54], [20, 20, 26]], pick(7, 4));
    let coat = choose(&[[36, 44, 62], [52, 52, 56], [30, 56, 74], [66, 46, 50]], pick(11, 4));
    let wide = 96.0 + f64::from(pick(5, 12));
    let tall = 128.0 + f64::from(pick(9, 14));
    let glasses = pick(13, 3) == 0;
    let centre = (f64::from(SIZE.0) / 2.0, 250.0);
    let inside = |x: f64, y: f64, cx: f64, cy: f64, rx: f64, ry: f64| {
        let (dx, dy) = ((x - cx) / rx, (y - cy) / ry);
        dx * dx + dy * dy <= 1.0
    };
    let mut picture = RgbImage::new(SIZE.0, SIZE.1);
    for (px, py, pixel) in picture.enumerate_pixels_mut() {
        let (x, y) = (f64::from(px), f64::from(py));
        // The blue of identity photographs, lighter upwards.
        let light = 1.0 - y / f64::from(SIZE.1);
        let mut colour = [52.0 + 60.0 * light, 146.0 + 40.0 * light, 196.0 + 30.0 * light];
        let mut paint = |over: [u8; 3]| colour = over.map(f64::from);
        if woman && inside(x, y, centre.0, centre.1 + 40.0, wide + 26.0, tall + 46.0) {
            paint(hair);
        }
        if inside(x, y, centre.0, 640.0, 230.0, 210.0) {
            paint(coat);
        }
        if (x - centre.0).abs() < 40.0 && (330.0..470.0).contains(&y) {
            paint(skin);
        }
        // An open collar: a white triangle below the neck.
        if y > 425.0 && (x - centre.0).abs() < (y - 425.0) * 0.42 && y < 540.0 {
            paint([245, 245, 245]);
        }
        if inside(x, y, centre.0, centre.1 - 18.0, wide + 12.0, tall + 8.0) && y < centre.1 - 20.0 {
            paint(hair);
        }
        if inside(x, y, centre.0, centre.1, wide, tall) && y > centre.1 - tall * (0.48 + f64::from(pick(15, 3)) * 0.06)
        {
            paint(skin);
        }
        for side in [-1.0, 1.0] {
            let eye = (centre.0 + side * 38.0, centre.1 - 4.0);
            if inside(x, y, eye.0, eye.1, 11.0, 6.0) {
                paint([40, 32, 30]);
            }
            if inside(x, y, eye.0, eye.1 - 26.0, 20.0, 4.5) {
                paint(hair);
            }
            if glasses && inside(x, y, eye.0, eye.1, 30.0, 23.0) && !inside(x, y, eye.0, eye.1, 27.0, 20.0) {
                paint([30, 30, 34]);
            }
        }
        if inside(x, y, centre.0, centre.1 + 40.0, 7.0, 12.0) {
            paint(skin.map(|channel| channel.saturating_sub(24)));
        }
        if inside(x, y, centre.0, centre.1 + 76.0, 27.0, 6.0) {
            paint(if woman { [190, 92, 92] } else { [176, 110, 100] });
        }
        *pixel = Rgb(colour.map(|channel| channel.round().clamp(0.0, 255.0) as u8));
    }
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 82).encode_image(&picture)?;
    Ok(out)
}

fn choose(colours: &[[u8; 3]], index: u32) -> [u8; 3] {
    colours.get(index as usize).copied().unwrap_or([128; 3])
}
