//! Photographs made ready to be printed: upright, in colours every program shows, no larger than print needs.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use super::data::Attachment;
use crate::round::{Photo, PhotoSource};

/// The greatest width and height in pixels that are left alone: a box of 36 × 49 mm at 600 dpi. Larger files would only make the
/// documents heavy.
const LARGEST: (u32, u32) = (850, 1160);

/// What larger ones are scaled down to: the same box at 300 dpi.
const PRINTED: (u32, u32) = (429, 581);

/// Reads a photograph, the `number`th of its document. A file that is right as it is stays as it is, byte for byte.
///
/// # Errors
/// If it cannot be read: a sentence that says which.
pub(super) fn attachment(photo: &Photo, number: usize) -> Result<Attachment, String> {
    let shown = &photo.name;
    let bytes = match &photo.source {
        PhotoSource::File(path) => std::fs::read(path).map_err(|error| format!("照片“{shown}”读不了（{error}）"))?,
        PhotoSource::Embedded(bytes) => bytes.to_vec(),
    };
    let (extension, content) = prepare(bytes).map_err(|_| format!("照片“{shown}”损坏了"))?;
    Ok(Attachment { path: format!("照片/{number}.{extension}"), content: content.into() })
}

/// A photograph as a JPEG: what is transparent becomes white.
///
/// # Errors
/// If it cannot be read: a sentence that says which.
pub(super) fn jpeg(photo: &Photo) -> Result<Vec<u8>, String> {
    let file = attachment(photo, 1)?;
    if file.path.ends_with(".jpg") {
        return Ok(file.content.to_vec());
    }
    let broken = |_| format!("照片“{}”损坏了", photo.name);
    let picture = image::load_from_memory(&file.content).map_err(broken)?.to_rgba8();
    let mut white = image::RgbaImage::from_pixel(picture.width(), picture.height(), image::Rgba([255; 4]));
    image::imageops::overlay(&mut white, &picture, 0, 0);
    let mut out = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut out, 92);
    DynamicImage::from(white).to_rgb8().write_with_encoder(encoder).map_err(broken)?;
    Ok(out.into_inner())
}

/// The file's extension and bytes.
fn prepare(bytes: Vec<u8>) -> image::ImageResult<(&'static str, Vec<u8>)> {
    let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?;
    let format = reader.format();
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    let small = width <= LARGEST.0 && height <= LARGEST.1;
    if orientation == Orientation::NoTransforms && small {
        match format {
            Some(ImageFormat::Jpeg) if !has_four_colours(&bytes) => return Ok(("jpg", bytes.clone())),
            Some(ImageFormat::Png) => return Ok(("png", bytes.clone())),
            _ => {}
        }
    }
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    if picture.width() > LARGEST.0 || picture.height() > LARGEST.1 {
        picture = picture.resize(PRINTED.0, PRINTED.1, image::imageops::FilterType::CatmullRom);
    }
    let mut out = Cursor::new(Vec::new());
    if picture.color().has_alpha() {
        picture.write_to(&mut out, ImageFormat::Png)?;
        return Ok(("png", out.into_inner()));
    }
    let encoder = JpegEncoder::new_with_quality(&mut out, 92);
    if picture.color().has_color() {
        picture.to_rgb8().write_with_encoder(encoder)?;
    } else {
        picture.to_luma8().write_with_encoder(encoder)?;
    }
    Ok(("jpg", out.into_inner()))
}

/// Whether a JPEG is in CMYK, which several programs show in false colours: its frame header counts four components.
fn has_four_colours(jpeg: &[u8]) -> bool {
    let mut at = 2;
    while let (Some(0xFF), Some(&marker)) = (jpeg.get(at), jpeg.get(at + 1)) {
        let is_frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if is_frame {
            return jpeg.get(at + 9) == Some(&4);
        }
        let (Some(&high), Some(&low)) = (jpeg.get(at + 2), jpeg.get(at + 3)) else { return false };
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(width, height, |x, _| image::Rgb([(x % 256) as u8, 90, 160]));
        let mut out = Cursor::new(Vec::new());
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, 90)).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_photograph_that_is_right_is_left_alone() {
        let bytes = jpeg(413, 579);
        assert_eq!(prepare(bytes.clone()).unwrap(), ("jpg", bytes));
    }

    #[test]
    fn a_huge_photograph_is_made_smaller_in_its_ratio() {
        let (extension, bytes) = prepare(jpeg(3000, 4000)).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap();
        assert_eq!((extension, picture.width(), picture.height()), ("jpg", 429, 572));
    }

    #[test]
    fn a_turned_photograph_is_set_upright() {
        // EXIF orientation 6: the camera was held upright, the rows run from right to left.
        let exif: &[u8] = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let plain = jpeg(80, 60);
        let mut turned = plain[..2].to_vec();
        turned.extend_from_slice(exif);
        turned.extend_from_slice(&plain[2..]);
        let (_, bytes) = prepare(turned).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (60, 80));
    }

    #[test]
    fn other_formats_become_what_word_shows() {
        let picture = image::RgbImage::new(20, 30);
        for format in [ImageFormat::Bmp, ImageFormat::WebP, ImageFormat::Gif] {
            let mut out = Cursor::new(Vec::new());
            DynamicImage::from(picture.clone()).write_to(&mut out, format).unwrap();
            let (extension, _) = prepare(out.into_inner()).unwrap();
            assert!(matches!(extension, "jpg" | "png"), "{format:?} became {extension}");
        }
        assert!(prepare(b"no picture".to_vec()).is_err());
    }
}
