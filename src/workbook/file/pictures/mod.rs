//! Pictures in a .xlsx: laid over cells (DrawingML), placed in cells as Excel does it (rich values), and in cells as WPS does it — a
//! formula `=DISPIMG("ID_…",1)` that names an entry of `xl/cellimages.xml`, which no other program reads.
//!
//! A picture is unpacked once and shared, however many cells show it.

mod incell;

use std::collections::HashMap;
use std::sync::Arc;

use super::super::cell::CellValue;
use super::parts::{Parts, Relation, attribute, elements, walk};
use super::{RawPicture, RawSheet};

/// Puts the pictures on their sheets, and takes what stands for them out of the cells.
pub(super) fn place(sheets: &mut [RawSheet], package: &[u8]) {
    let Some(mut parts) = Parts::open(package) else { return };
    let paths = parts.sheets();
    let mut placed = incell::Placed::read(&mut parts);
    for sheet in sheets.iter_mut() {
        let Some(path) = paths.get(&sheet.name) else { continue };
        let mut drawings: Vec<String> = parts
            .relations(path)
            .into_values()
            .filter(|relation| relation.kind.ends_with("/drawing"))
            .map(|relation| relation.target)
            .collect();
        drawings.sort();
        for drawing in drawings {
            anchored(&mut parts, &drawing, sheet);
        }
        if let Some(placed) = &mut placed {
            for (row, column, bytes) in placed.of_sheet(&mut parts, path) {
                // For programs that do not know of it an error stands there.
                let cell = sheet.rows.get_mut(row as usize).and_then(|cells| cells.get_mut(column as usize));
                if let Some(cell) = cell.filter(|cell| matches!(cell, CellValue::Error(_))) {
                    *cell = CellValue::Empty;
                }
                sheet.pictures.push(RawPicture { row, column, bytes });
            }
        }
    }
    let mut named: Option<HashMap<String, Arc<[u8]>>> = None;
    for sheet in sheets {
        for (row, cells) in sheet.rows.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                let Some(id) = image_id(cell) else { continue };
                let bytes = named.get_or_insert_with(|| cell_images(&mut parts)).get(&id).cloned();
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

/// The pictures of a drawing, by the cell of their upper left corner; those that hang on no cell are counted.
fn anchored(parts: &mut Parts<'_>, drawing: &str, sheet: &mut RawSheet) {
    let relations = parts.relations(drawing);
    let Some(xml) = parts.read(drawing) else { return };
    let mut anchor = Anchor::default();
    let mut found: Vec<Anchor> = Vec::new();
    walk(&xml, |path, start, text| match (path, start) {
        ([.., "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor"], Some(_)) => anchor = Anchor::default(),
        ([.., "from", "col"], None) => anchor.column = text.trim().parse().ok(),
        ([.., "from", "row"], None) => anchor.row = text.trim().parse().ok(),
        ([.., "blip"], Some(start)) if anchor.image.is_none() => {
            anchor.image = attribute(start, "embed").or_else(|| attribute(start, "link"));
        }
        ([.., "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor"], None) => found.push(std::mem::take(&mut anchor)),
        _ => {}
    });
    for Anchor { row, column, image } in found {
        let Some(image) = image else { continue };
        let (Some(row), Some(column)) = (row, column) else {
            sheet.unread_pictures += 1;
            continue;
        };
        let bytes = relations.get(&image).map(|relation| parts.picture(&relation.target)).unwrap_or_default();
        sheet.pictures.push(RawPicture { row, column, bytes });
    }
}

#[derive(Default)]
struct Anchor {
    row: Option<u32>,
    column: Option<u32>,
    image: Option<String>,
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
fn cell_images(parts: &mut Parts<'_>) -> HashMap<String, Arc<[u8]>> {
    let relations = parts.relations("xl/cellimages.xml");
    let mut named: Vec<(String, Relation)> = Vec::new();
    let Some(images) = parts.read("xl/cellimages.xml") else { return HashMap::new() };
    let mut name = String::new();
    elements(&images, |start| match start.local_name().as_ref() {
        "cNvPr" => name = attribute(start, "name").unwrap_or_default(),
        "blip" => {
            if let Some(relation) = attribute(start, "embed").and_then(|id| relations.get(&id)) {
                named.push((std::mem::take(&mut name), relation.clone()));
            }
        }
        _ => {}
    });
    named.into_iter().map(|(name, relation)| (name, parts.picture(&relation.target))).collect()
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
