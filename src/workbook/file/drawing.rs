//! Pictures in an .xls workbook: the drawings (MS-ODRAW) that its records carry (MS-XLS 2.4.170, 2.4.171).
//!
//! All pictures of a workbook lie in one list in its globals; each shape on a sheet names an entry of that list and the cell its upper
//! left corner stands in. The records are cut wherever one is full, so they are put together first.

use std::collections::HashMap;
use std::sync::Arc;

use super::biff::{records, sheet_starts};
use super::{RawPicture, u16_at, u32_at};

/// How deep groups of shapes lie in each other.
const DEPTH: usize = 16;

/// The most shapes of a sheet that are looked at.
const SHAPES: usize = 100_000;

/// The pictures of one sheet.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Those in cells.
    pub pictures: Vec<RawPicture>,
    /// How many there are of a kind that is not read.
    pub unread: u32,
}

/// The pictures of each sheet, in the order of the file.
pub(super) fn read(stream: &[u8]) -> Vec<Drawn> {
    let group = joined(stream, 0, 0x00EB);
    let blips = blips(&group);
    let mut held: HashMap<usize, Arc<[u8]>> = HashMap::new();
    let mut out = Vec::new();
    for start in sheet_starts(stream) {
        let mut drawn = Drawn::default();
        let drawing = joined(stream, start, 0x00EC);
        let mut shapes = Vec::new();
        shapes_in(&drawing, DEPTH, &mut shapes);
        for shape in shapes.into_iter().take(SHAPES) {
            let (Some(blip), Some((row, column))) = (shape.blip, shape.cell) else { continue };
            // A picture of a kind that is not read (WMF, PICT) stands there with nothing in it, and is told as such.
            let bytes = held.entry(blip).or_insert_with(|| blips.get(blip).copied().unwrap_or_default().into()).clone();
            drawn.pictures.push(RawPicture { row, column, bytes });
        }
        // Pictures as Excel 5 keeps them.
        drawn.unread =
            u32::try_from(own_records(stream, start).filter(|(kind, _)| *kind == 0x007F).count()).unwrap_or(0);
        out.push(drawn);
    }
    out
}

/// The records of one substream, up to its end; those of charts within it left out.
fn own_records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut depth = 0_u32;
    let mut ended = false;
    records(stream, start).filter_map(move |(kind, content)| {
        if ended {
            return None;
        }
        match kind {
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                ended = depth == 0;
            }
            _ => {}
        }
        (depth == 1).then_some((kind, content))
    })
}

/// The content of all records of a kind in a substream, with what continues them.
fn joined(stream: &[u8], start: usize, wanted: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let mut open = false;
    for (kind, content) in own_records(stream, start) {
        open = kind == wanted || (open && kind == 0x003C);
        if open {
            out.extend_from_slice(content);
        }
    }
    out
}

/// One record of a drawing: whether it holds others, its type, its content, and what follows it.
fn record(bytes: &[u8]) -> Option<(bool, u16, &[u8], &[u8])> {
    let version = u16_at(bytes, 0)? & 0x000F;
    let kind = u16_at(bytes, 2)?;
    let length = u32_at(bytes, 4)? as usize;
    let rest = bytes.get(8..)?;
    let (content, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
    Some((version == 0x000F, kind, content, after))
}

/// The workbook's pictures, in the order they are numbered; of a kind that is not read, nothing.
fn blips(group: &[u8]) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let mut rest = group;
    while let Some((container, kind, content, after)) = record(rest) {
        match kind {
            // OfficeArtDggContainer, OfficeArtBStoreContainer: go in.
            0xF000 | 0xF001 if container => {
                out.extend(blips(content));
                rest = after;
                continue;
            }
            // OfficeArtFBSE: 36 bytes and a name before the picture itself.
            0xF007 => out.push(picture(content)),
            _ => {}
        }
        rest = after;
    }
    out
}

/// The bytes of a JPEG or PNG inside of an entry. Marks and checksums of differing length stand before them.
fn picture(entry: &[u8]) -> &[u8] {
    let name = usize::from(entry.get(33).copied().unwrap_or(0));
    let Some((_, _, blip, _)) = entry.get(36 + name..).and_then(record) else { return &[] };
    let begins = |at: &usize| {
        blip.get(*at..).is_some_and(|rest| rest.starts_with(&[0xFF, 0xD8, 0xFF]) || rest.starts_with(b"\x89PNG"))
    };
    (0..40).find(begins).and_then(|at| blip.get(at..)).unwrap_or_default()
}

/// A shape on a sheet.
#[derive(Debug, Default)]
struct Shape {
    /// The number of its picture, from 0.
    blip: Option<usize>,
    /// Row and column of its upper left corner, from 0.
    cell: Option<(u32, u32)>,
}

fn shapes_in(drawing: &[u8], depth: usize, out: &mut Vec<Shape>) {
    let mut rest = drawing;
    while let Some((container, kind, content, after)) = record(rest) {
        match kind {
            // OfficeArtDgContainer, OfficeArtSpgrContainer.
            0xF002 | 0xF003 if container && depth > 0 => shapes_in(content, depth - 1, out),
            // OfficeArtSpContainer.
            0xF004 if container => out.push(shape(content)),
            _ => {}
        }
        rest = after;
    }
}

fn shape(content: &[u8]) -> Shape {
    let mut shape = Shape::default();
    let mut rest = content;
    while let Some((_, kind, content, after)) = record(rest) {
        match kind {
            // OfficeArtFOPT: properties of six bytes; 0x0104 is the number of the picture, from 1.
            0xF00B => {
                let pib = content
                    .chunks_exact(6)
                    .find(|property| u16_at(property, 0).is_some_and(|id| id & 0x3FFF == 0x0104));
                let number = pib.and_then(|property| u32_at(property, 2)).and_then(|number| number.checked_sub(1));
                shape.blip = number.map(|number| number as usize);
            }
            // OfficeArtClientAnchorSheet: flags, then column and offset, row and offset of both corners.
            0xF010 => {
                if let (Some(column), Some(row)) = (u16_at(content, 2), u16_at(content, 6)) {
                    shape.cell = Some((u32::from(row), u32::from(column)));
                }
            }
            _ => {}
        }
        rest = after;
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn art(version: u16, kind: u16, content: &[u8]) -> Vec<u8> {
        let mut out = version.to_le_bytes().to_vec();
        out.extend(kind.to_le_bytes());
        out.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        out.extend(content);
        out
    }

    #[test]
    fn a_shape_has_its_picture_and_its_cell() {
        let jpeg = [0xFF, 0xD8, 0xFF, 1, 2, 3];
        let blip = art(0x46A0, 0xF01D, &[&[0; 17], jpeg.as_slice()].concat());
        let entry = art(0x0052, 0xF007, &[&[0; 36], blip.as_slice()].concat());
        let group = art(0x000F, 0xF000, &art(0x001F, 0xF001, &entry));
        assert_eq!(blips(&group), [jpeg.as_slice()]);
        let options = art(0x0013, 0xF00B, &[0x04, 0x41, 1, 0, 0, 0]);
        let anchor = art(0, 0xF010, &[0, 0, 12, 0, 0, 0, 3, 0, 0, 0, 13, 0, 0, 0, 4, 0, 0, 0]);
        let drawing = art(0x000F, 0xF002, &art(0x000F, 0xF003, &art(0x000F, 0xF004, &[options, anchor].concat())));
        let mut shapes = Vec::new();
        shapes_in(&drawing, DEPTH, &mut shapes);
        assert_eq!((shapes[0].blip, shapes[0].cell), (Some(0), Some((3, 12))));
    }

    #[test]
    fn broken_drawings_end() {
        let deep = (0..1000).fold(Vec::new(), |inner, _| art(0x000F, 0xF003, &inner));
        let mut shapes = Vec::new();
        shapes_in(&deep, DEPTH, &mut shapes);
        assert!(shapes.is_empty());
        assert!(blips(&[0x0F, 0, 0, 0xF0, 0xFF, 0xFF, 0xFF, 0xFF, 1]).is_empty());
        assert!(picture(&[0xFF; 40]).is_empty());
    }
}
