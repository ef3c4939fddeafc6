//! Pictures in a .xlsx: laid over cells (DrawingML), inside cells as Excel does it, and inside cells as WPS does it — a formula
//! `=DISPIMG("ID_…",1)` that names an entry of `xl/cellimages.xml`, which no other program reads.

use std::collections::HashMap;
use std::sync::Arc;

use calamine::Picture;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::cell::CellValue;
use super::package::part;
use super::{RawPicture, RawSheet};

/// The largest picture that is read from the package, in bytes.
const LARGEST: u64 = 64 << 20;

/// Puts the pictures on their sheets, and takes WPS's formulas out of the cells.
pub(super) fn place(sheets: &mut [RawSheet], pictures: Vec<Picture>, package: &[u8]) {
    for picture in pictures {
        let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == picture.sheet_name) else { continue };
        let bytes = picture.data.into();
        sheet.pictures.push(RawPicture { row: picture.row, column: picture.col, bytes });
    }
    let mut named: Option<HashMap<String, Arc<[u8]>>> = None;
    for sheet in sheets {
        for (row, cells) in sheet.rows.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                let Some(id) = image_id(cell) else { continue };
                let bytes = named.get_or_insert_with(|| cell_images(package)).get(&id).cloned();
                sheet.pictures.push(RawPicture {
                    row: u32::try_from(row).unwrap_or(u32::MAX),
                    column: u32::try_from(column).unwrap_or(u32::MAX),
                    bytes: bytes.unwrap_or_default(),
                });
                *cell = CellValue::Empty;
            }
        }
    }
}

/// The picture's name in `=DISPIMG("ID_…",1)`.
fn image_id(cell: &CellValue) -> Option<String> {
    let (CellValue::Text(text) | CellValue::Uncomputed(text) | CellValue::Error(text)) = cell else { return None };
    let (before, rest) = text.split_once("DISPIMG(")?;
    if !matches!(before.trim_start_matches('='), "" | "_xlfn.") {
        return None;
    }
    let (id, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(id.to_owned())
}

/// WPS's pictures by name.
fn cell_images(package: &[u8]) -> HashMap<String, Arc<[u8]>> {
    let mut out = HashMap::new();
    let (Some(images), Some(relations)) =
        (part(package, "xl/cellimages.xml", LARGEST), part(package, "xl/_rels/cellimages.xml.rels", LARGEST))
    else {
        return out;
    };
    let mut targets: HashMap<String, String> = HashMap::new();
    elements(&relations, |start| {
        if start.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            targets.insert(id, target);
        }
    });
    let mut name = String::new();
    elements(&images, |start| match start.local_name().as_ref() {
        "cNvPr" => name = attribute(start, "name").unwrap_or_default(),
        "blip" => {
            let Some(target) = attribute(start, "embed").and_then(|id| targets.get(&id).cloned()) else { return };
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("xl/{}", target.trim_start_matches("./")),
            };
            if let Some(bytes) = part(package, &path, LARGEST) {
                out.insert(std::mem::take(&mut name), bytes.into());
            }
        }
        _ => {}
    });
    out
}

/// An attribute by its name without a prefix.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Every element of a part, as far as it can be read.
fn elements(xml: &[u8], mut see: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start) | Event::Empty(start)) => see(&start),
            Ok(Event::Eof) | Err(_) => break,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_a_cell_of_wps_shows() {
        for cell in [
            CellValue::Text("=DISPIMG(\"ID_1A\",1)".into()),
            CellValue::Uncomputed("_xlfn.DISPIMG(\"ID_1A\",1)".into()),
            CellValue::Text("DISPIMG(\"ID_1A\", 1)".into()),
        ] {
            assert_eq!(image_id(&cell).as_deref(), Some("ID_1A"), "{cell:?}");
        }
        assert_eq!(image_id(&CellValue::Text("见 DISPIMG(\"x\")".into())), None);
    }
}
