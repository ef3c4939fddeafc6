//! Pictures that Excel has placed in cells (rich values, MS-XLSX 2.6): a cell's `vm` is the number of its value's metadata, which names
//! a rich value, which names a relation, which names the picture.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::parts::{Parts, attribute, elements, position, walk};

/// What the structure of a rich value calls the number of its picture.
const PICTURE: &str = "_rvRel:LocalImageIdentifier";

/// The pictures of a workbook's rich values.
pub(super) struct Placed {
    /// For each `vm`, from 1: the picture's part.
    parts: Vec<Option<String>>,
}

impl Placed {
    /// Reads what there is; `None` if there is none.
    pub(super) fn read(parts: &mut Parts<'_>) -> Option<Self> {
        let targets = targets(parts)?;
        let values = values(parts, &targets)?;
        Some(Self { parts: metadata(parts, &values)? })
    }

    /// The pictures of a sheet: row, column, and bytes.
    pub(super) fn of_sheet(&mut self, parts: &mut Parts<'_>, sheet: &str) -> Vec<(u32, u32, Arc<[u8]>)> {
        let mut cells: Vec<(u32, u32, usize)> = Vec::new();
        let Some(xml) = parts.read(sheet) else { return Vec::new() };
        elements(&xml, |start| {
            if start.local_name().as_ref() == "c"
                && let Some(number) = attribute(start, "vm").and_then(|text| text.parse::<usize>().ok())
                && let Some((row, column)) = attribute(start, "r").and_then(|text| position(&text))
            {
                cells.push((row, column, number));
            }
        });
        let found = cells.into_iter().filter_map(|(row, column, number)| {
            let part = self.parts.get(number.checked_sub(1)?)?.clone()?;
            Some((row, column, parts.picture(&part)))
        });
        found.collect()
    }
}

/// The parts that rich values point to, by their number.
fn targets(parts: &mut Parts<'_>) -> Option<Vec<String>> {
    let path = "xl/richData/richValueRel.xml";
    let relations = parts.relations(path);
    let mut out = Vec::new();
    let xml = parts.read(path)?;
    elements(&xml, |start| {
        if start.local_name().as_ref() == "rel" {
            let relation = attribute(start, "id").and_then(|id| relations.get(&id));
            out.push(relation.map(|relation| relation.target.clone()).unwrap_or_default());
        }
    });
    Some(out)
}

/// The picture of each rich value.
fn values(parts: &mut Parts<'_>, targets: &[String]) -> Option<Vec<Option<String>>> {
    // Which of the values of a structure is the picture's number.
    let mut places: Vec<Option<usize>> = Vec::new();
    let mut keys = 0;
    let structures = parts.read("xl/richData/rdrichvaluestructure.xml")?;
    elements(&structures, |start| match start.local_name().as_ref() {
        "s" => {
            places.push(None);
            keys = 0;
        }
        "k" => {
            if let Some(place) = places.last_mut()
                && attribute(start, "n").as_deref() == Some(PICTURE)
            {
                *place = Some(keys);
            }
            keys += 1;
        }
        _ => {}
    });
    let mut out: Vec<Option<String>> = Vec::new();
    let (mut place, mut number) = (None, 0);
    let xml = parts.read("xl/richData/rdrichvalue.xml")?;
    walk(&xml, |path, start, text| match (path, start) {
        ([.., "rv"], Some(start)) => {
            let structure = attribute(start, "s").and_then(|text| text.parse::<usize>().ok());
            place = structure.and_then(|structure| places.get(structure).copied().flatten());
            number = 0;
            out.push(None);
        }
        ([.., "rv", "v"], None) => {
            if place == Some(number)
                && let Some(value) = out.last_mut()
            {
                let target = text.trim().parse::<usize>().ok().and_then(|at| targets.get(at));
                *value = target.filter(|target| !target.is_empty()).cloned();
            }
            number += 1;
        }
        _ => {}
    });
    Some(out)
}

/// The picture of each value's metadata.
fn metadata(parts: &mut Parts<'_>, values: &[Option<String>]) -> Option<Vec<Option<String>>> {
    let xml = parts.read("xl/metadata.xml")?;
    let mut kinds: Vec<String> = Vec::new();
    // The rich values that the blocks of 'XLRICHVALUE' name, in their order.
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    let mut future = String::new();
    let mut cells: Vec<(usize, usize)> = Vec::new();
    let mut of_values = false;
    walk(&xml, |path, start, _| {
        let Some(start) = start else { return };
        let number = |name: &str| attribute(start, name).and_then(|text| text.parse::<usize>().ok());
        match path {
            [.., "metadataType"] => kinds.push(attribute(start, "name").unwrap_or_default()),
            [.., "futureMetadata"] => future = attribute(start, "name").unwrap_or_default(),
            [.., "rvb"] => {
                if let Some(value) = number("i") {
                    blocks.entry(future.clone()).or_default().push(value);
                }
            }
            [.., "cellMetadata"] => of_values = false,
            [.., "valueMetadata"] => of_values = true,
            [.., "rc"] if of_values => cells.push((number("t").unwrap_or(0), number("v").unwrap_or(usize::MAX))),
            _ => {}
        }
    });
    let found = cells.into_iter().map(|(kind, block)| {
        let kind = kinds.get(kind.checked_sub(1)?)?;
        values.get(*blocks.get(kind)?.get(block)?)?.clone()
    });
    Some(found.collect())
}
