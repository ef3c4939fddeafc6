//! What is worth knowing about a photograph before it is printed: whether it can be, and what it looks like.

use std::io::{Cursor, Error, ErrorKind};

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader, Limits};

use crate::jpeg;
use crate::problem::in_chinese;
use crate::round::{Photo, PhotoSource};

/// What became of looking at one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Look {
    /// It can be printed.
    Good,
    /// It cannot, and why.
    Broken(&'static str),
    /// It is there, and the system does not let it be read just now, and why: nobody knows whether it is good.
    Closed(String),
    /// It can, but is no upright portrait: width and height as they will be seen.
    Shape(u32, u32),
    /// It can, but has few pixels.
    Small(u32, u32),
}

/// Pictures of fewer pixels from top to bottom are not clear in print.
pub(crate) const LEAST: u32 = 240;

/// Looks at a picture: it is decoded as a whole, as half a file often looks right at its beginning.
pub(crate) fn look(photo: &Photo) -> Look {
    let read;
    let bytes: &[u8] = match &photo.source {
        PhotoSource::File(path) => match std::fs::read(path) {
            Ok(bytes) => {
                read = bytes;
                &read
            }
            Err(error) => return unread(&error),
        },
        PhotoSource::Embedded(bytes) => bytes,
    };
    if bytes.is_empty() {
        return Look::Broken("是空的");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Look::Broken("是 HEIC 格式，请另存为 JPG");
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return Look::Broken("是 TIFF 格式，请另存为 JPG");
    }
    if bytes.starts_with(b"\xFF\xD8") && jpeg::end(bytes).is_none() {
        return Look::Broken("只有上半张，损坏了");
    }
    let Ok(mut reader) = ImageReader::new(Cursor::new(bytes)).with_guessed_format() else {
        return Look::Broken("读不了");
    };
    if reader.format().is_none() {
        return Look::Broken("不是图片");
    }
    // A few bytes can claim to be a picture of gigabytes.
    let mut limits = Limits::default();
    limits.max_image_width = Some(20_000);
    limits.max_image_height = Some(20_000);
    limits.max_alloc = Some(400 << 20);
    reader.limits(limits);
    let Ok(mut decoder) = reader.into_decoder() else { return Look::Broken("损坏了") };
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    if image::DynamicImage::from_decoder(decoder).is_err() {
        return Look::Broken("损坏了");
    }
    let turned = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if turned { (height, width) } else { (width, height) };
    // One inch is 25 × 35 mm, two inches 35 × 49 or 35 × 53: 0.66 to 0.71; 3:4 and 4:5 are common as well.
    if width * 100 < height * 60 || width * 100 > height * 85 {
        Look::Shape(width, height)
    } else if height < LEAST {
        Look::Small(width, height)
    } else {
        Look::Good
    }
}

/// What cannot be read: a program may have it open, a drive may be gone for a moment.
fn unread(error: &Error) -> Look {
    match error.kind() {
        ErrorKind::NotFound => Look::Broken("已经不在那里了"),
        ErrorKind::IsADirectory => Look::Broken("是一个文件夹"),
        _ => Look::Closed(in_chinese(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photograph_that_somebody_has_locked_is_none_that_is_damaged() {
        let closed = "没有权限，或者被别的程序占用".to_owned();
        assert_eq!(unread(&ErrorKind::PermissionDenied.into()), Look::Closed(closed));
        assert_eq!(unread(&ErrorKind::NotFound.into()), Look::Broken("已经不在那里了"));
    }
}
