//! Photographs made ready to be printed: upright, in colours every program shows, no larger than print needs.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use sha2::{Digest, Sha256};

use super::data::Attachment;
use crate::jpeg::has_four_colours;
use crate::problem::in_chinese;
use crate::round::{Photo, PhotoSource};

/// The greatest width and height in pixels that are left alone: a box of 36 × 49 mm at 600 dpi. Larger files would only make the
/// documents heavy.
const LARGEST: (u32, u32) = (850, 1160);

/// What larger ones are scaled down to: the same box at 300 dpi.
const PRINTED: (u32, u32) = (429, 581);

/// A photograph as templates show it: the path for `image`, and the files behind it.
pub(super) struct Shown {
    /// What the template reads (`照片/1.svg`).
    pub path: String,
    /// The files.
    pub files: Vec<Attachment>,
}

/// Reads a photograph, the `number`th of its document. A file that is right as it is stays as it is, byte for byte.
///
/// A JPEG is shown through an SVG that holds nothing else: Typst takes a picture apart into its pixels to know its size, a tenth
/// of all the work on a form, but puts the picture in an SVG into the PDF as it is; the DOCX has the JPEG too.
///
/// # Errors
/// If it cannot be read: a sentence that says which.
pub(super) fn shown(photo: &Photo, number: usize) -> Result<Shown, String> {
    let ready = ready(photo)?;
    let name = format!("{number}.{}", ready.extension);
    let frame = (ready.extension == "jpg").then(|| {
        let Ready { width, height, .. } = ready;
        // What Typst remembers of an SVG it knows by the SVG's own bytes, not by those of the pictures in it.
        // The hash is the same on every machine: it is part of what the document is made from.
        let id = Sha256::digest(&ready.content).iter().take(8).fold(0_u64, |id, byte| id << 8 | u64::from(*byte));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"p{id:016x}\" width=\"{width}\" height=\"{height}\">\
             <image width=\"{width}\" height=\"{height}\" href=\"{name}\"/></svg>"
        );
        Attachment { path: format!("照片/{number}.svg"), content: svg.into_bytes().into() }
    });
    let file = Attachment { path: format!("照片/{name}"), content: ready.content.into() };
    let path = frame.as_ref().unwrap_or(&file).path.clone();
    Ok(Shown { path, files: std::iter::once(file).chain(frame).collect() })
}

fn ready(photo: &Photo) -> Result<Ready, String> {
    let shown = &photo.name;
    let bytes = match &photo.source {
        PhotoSource::File(path) => {
            std::fs::read(path).map_err(|error| format!("照片“{shown}”读不了（{}）", in_chinese(&error)))?
        }
        PhotoSource::Embedded(bytes) => bytes.to_vec(),
    };
    prepare(bytes).map_err(|_| format!("照片“{shown}”损坏了"))
}

/// A photograph as a JPEG: what is transparent becomes white.
///
/// # Errors
/// If it cannot be read: a sentence that says which.
pub(super) fn jpeg(photo: &Photo) -> Result<Vec<u8>, String> {
    let file = ready(photo)?;
    if file.extension == "jpg" {
        return Ok(file.content);
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

/// A file that can be printed: its extension, size in pixels, and bytes.
#[derive(Debug, PartialEq)]
struct Ready {
    extension: &'static str,
    width: u32,
    height: u32,
    content: Vec<u8>,
}

fn prepare(bytes: Vec<u8>) -> image::ImageResult<Ready> {
    let reader = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?;
    let format = reader.format();
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    let small = width <= LARGEST.0 && height <= LARGEST.1;
    if orientation == Orientation::NoTransforms && small {
        match format {
            Some(ImageFormat::Jpeg) if !has_four_colours(&bytes) => {
                // Without the film behind it, of some megabytes, that nobody put on the form.
                let content = crate::jpeg::end(&bytes).and_then(|end| bytes.get(..end)).unwrap_or(&bytes).to_vec();
                return Ok(Ready { extension: "jpg", width, height, content });
            }
            Some(ImageFormat::Png) => return Ok(Ready { extension: "png", width, height, content: bytes.clone() }),
            _ => {}
        }
    }
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    if picture.width() > LARGEST.0 || picture.height() > LARGEST.1 {
        picture = picture.resize(PRINTED.0, PRINTED.1, image::imageops::FilterType::CatmullRom);
    }
    let (width, height) = (picture.width(), picture.height());
    let mut out = Cursor::new(Vec::new());
    if picture.color().has_alpha() {
        picture.write_to(&mut out, ImageFormat::Png)?;
        return Ok(Ready { extension: "png", width, height, content: out.into_inner() });
    }
    let encoder = JpegEncoder::new_with_quality(&mut out, 92);
    if picture.color().has_color() {
        picture.to_rgb8().write_with_encoder(encoder)?;
    } else {
        picture.to_luma8().write_with_encoder(encoder)?;
    }
    Ok(Ready { extension: "jpg", width, height, content: out.into_inner() })
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
        let same = Ready { extension: "jpg", width: 413, height: 579, content: bytes.clone() };
        assert_eq!(prepare(bytes).unwrap(), same);
    }

    #[test]
    fn a_film_behind_a_photograph_stays_out() {
        let bytes = jpeg(413, 579);
        let film: &[u8] = b"\0\0\0\x18ftypmp42\xFF\xDA\x00\x04ab";
        assert_eq!(prepare([&bytes, film].concat()).unwrap().content, bytes);
    }

    #[test]
    fn a_huge_photograph_is_made_smaller_in_its_ratio() {
        let ready = prepare(jpeg(3000, 4000)).unwrap();
        let picture = image::load_from_memory(&ready.content).unwrap();
        assert_eq!((ready.extension, picture.width(), picture.height()), ("jpg", 429, 572));
        assert_eq!((ready.width, ready.height), (429, 572));
    }

    #[test]
    fn a_turned_photograph_is_set_upright() {
        // EXIF orientation 6: the camera was held upright, the rows run from right to left.
        let exif: &[u8] = b"\xFF\xE1\x00\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let plain = jpeg(80, 60);
        let mut turned = plain[..2].to_vec();
        turned.extend_from_slice(exif);
        turned.extend_from_slice(&plain[2..]);
        let ready = prepare(turned).unwrap();
        let picture = image::load_from_memory(&ready.content).unwrap();
        assert_eq!((picture.width(), picture.height()), (60, 80));
        assert_eq!((ready.width, ready.height), (60, 80));
    }

    #[test]
    fn a_jpeg_is_shown_through_an_svg_of_its_own() {
        let photo = |content: Vec<u8>| Photo { name: "甲.jpg".into(), source: PhotoSource::Embedded(content.into()) };
        let [one, other] = [jpeg(413, 579), jpeg(413, 580)].map(|bytes| shown(&photo(bytes), 2).unwrap());
        let names: Vec<&str> = one.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!((one.path.as_str(), names), ("照片/2.svg", vec!["照片/2.jpg", "照片/2.svg"]));
        assert_ne!(one.files[1].content, other.files[1].content, "Typst would show one person's face for another's");
    }

    #[test]
    fn other_formats_become_what_word_shows() {
        let picture = image::RgbImage::new(20, 30);
        for format in [ImageFormat::Bmp, ImageFormat::WebP, ImageFormat::Gif] {
            let mut out = Cursor::new(Vec::new());
            DynamicImage::from(picture.clone()).write_to(&mut out, format).unwrap();
            let ready = prepare(out.into_inner()).unwrap();
            assert!(matches!(ready.extension, "jpg" | "png"), "{format:?} became {}", ready.extension);
        }
        assert!(prepare(b"no picture".to_vec()).is_err());
    }
}
