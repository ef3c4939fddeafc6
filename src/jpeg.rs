//! The parts of a JPEG file, as far as it matters here where the picture ends and what it is made of.
//!
//! Decoders do not say: they fill in grey where a file breaks off, and pass over what stands behind the picture.

/// Where the picture ends: behind its own end mark. `None` if the file breaks off before it.
///
/// What stands further behind is none of the picture: telephones put a film there (动态照片), or a second picture. What stands in a
/// part of its own before it, as a thumbnail, is passed over with its end mark.
pub(crate) fn end(jpeg: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let (marker, after) = marker(jpeg, at)?;
        at = match marker {
            END => return Some(after),
            START | 0x01 | 0xD0..=0xD7 => after,
            // Behind the head of a scan stands what is drawn, which has no length of its own: it goes on to the next marker.
            _ => behind(jpeg, after)?,
        };
    }
}

/// Whether a JPEG is in CMYK, which several programs show in false colours: its frame header counts four components.
pub(crate) fn has_four_colours(jpeg: &[u8]) -> bool {
    let mut at = 0;
    while let Some((marker, after)) = marker(jpeg, at) {
        at = match marker {
            0xC4 | 0xC8 | 0xCC => behind(jpeg, after),
            0xC0..=0xCF => return jpeg.get(after + 7) == Some(&4),
            SCAN | END => None,
            START => Some(after),
            _ => behind(jpeg, after),
        }
        .unwrap_or(jpeg.len());
    }
    false
}

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// The next marker, and where it ends. What is drawn holds none of its own but those that part it: a byte FF in it is followed by 0. Any
/// number of bytes FF may stand before a marker, and decoders pass over other bytes between two parts, too.
fn marker(jpeg: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = jpeg.get(at..)?;
    let start = rest.windows(2).position(|pair| matches!(pair, [0xFF, own] if !matches!(own, 0x00 | 0xFF)))?;
    Some((*rest.get(start + 1)?, at + start + 2))
}

/// Where a part ends whose length stands here.
fn behind(jpeg: &[u8], at: usize) -> Option<usize> {
    let length = jpeg.get(at..at + 2)?.try_into().ok()?;
    Some(at + usize::from(u16::from_be_bytes(length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A thumbnail with marks of its own, a frame, and two scans in which bytes are drawn that look like marks.
    fn picture() -> Vec<u8> {
        let mut out =
            b"\xFF\xD8\xFF\xE1\x00\x08\xFF\xDAab\xFF\xD9\xFF\xFF\xC0\x00\x0B\x08\x00\x0A\x00\x0A\x01ab\x01".to_vec();
        for _ in 0..2 {
            out.extend_from_slice(b"\xFF\xDA\x00\x04ab\x01\xFF\x00\xD9\xFF\xD0\x02");
        }
        out
    }

    #[test]
    fn a_picture_ends_at_its_own_mark() {
        let cut = picture();
        assert_eq!(end(&cut), None);
        assert_eq!(end(&cut[..cut.len() - 10]), None);
        let mut whole = cut;
        whole.extend_from_slice(b"\xFF\xD9");
        let length = whole.len();
        assert_eq!(end(&whole), Some(length));
        // A film behind it, in which anything may stand.
        whole.extend_from_slice(b"\0\0\0\x18ftypmp42\xFF\xD9..\xFF\xDA\x00\x04ab..");
        assert_eq!(end(&whole), Some(length));
        assert_eq!(end(b"no picture"), None);
        // Bytes between two parts.
        let mut padded = b"\xFF\xD8\xFF\xE0\x00\x02\x00\x00".to_vec();
        padded.extend_from_slice(&whole[2..length]);
        assert_eq!(end(&padded), Some(padded.len()));
        // A part that says it is of no length.
        assert_eq!(end(b"\xFF\xD8\xFF\xE0\x00\x00"), None);
    }

    #[test]
    fn four_colours_are_seen_behind_bytes_that_fill() {
        let frame = |components: u8| {
            let mut jpeg = b"\xFF\xD8\xFF\xE0\x00\x04ab\xFF\xFF\xFF\xC0\x00\x14\x08\x00\x0A\x00\x0A".to_vec();
            jpeg.push(components);
            jpeg
        };
        assert!(has_four_colours(&frame(4)));
        assert!(!has_four_colours(&frame(3)));
    }
}
