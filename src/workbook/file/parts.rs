//! The parts of an OPC package (ECMA-376 Part 2), and where they point.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The largest part that is read, in bytes.
const LARGEST: usize = 256 << 20;

/// What all pictures of a workbook may hold together: a thousand photographs of a quarter megabyte each.
const PICTURES: usize = 256 << 20;

/// How deep elements may lie in each other.
const DEPTH: usize = 256;

/// A package whose parts are read one by one.
pub(in crate::workbook) struct Parts<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part is, by its name in small letters.
    index: HashMap<String, usize>,
    pictures: HashMap<String, Arc<[u8]>>,
    left: usize,
}

/// A relation of a part: what it is, and the part it points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::workbook) struct Relation {
    /// Its type, a URI.
    pub kind: String,
    /// The part.
    pub target: String,
}

impl<'a> Parts<'a> {
    pub(in crate::workbook) fn open(package: &'a [u8]) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(package)).ok()?;
        let names = zip.file_names_raw().enumerate();
        let index = names.map(|(at, name)| (key(&String::from_utf8_lossy(name)), at)).collect();
        Some(Self { zip, index, pictures: HashMap::new(), left: PICTURES })
    }

    /// A part's content; nothing if it is not there or too large.
    pub(in crate::workbook) fn read(&mut self, name: &str) -> Option<Vec<u8>> {
        let at = *self.index.get(&key(name))?;
        let mut out = Vec::new();
        self.zip.by_index(at).ok()?.take(LARGEST as u64 + 1).read_to_end(&mut out).ok()?;
        (out.len() <= LARGEST).then_some(out)
    }

    /// A picture, shared by all who show it; nothing if it is not there, or the pictures are too much together.
    pub(in crate::workbook) fn picture(&mut self, name: &str) -> Arc<[u8]> {
        if let Some(held) = self.pictures.get(name) {
            return held.clone();
        }
        let read = self.read(name).filter(|bytes| bytes.len() <= self.left).unwrap_or_default();
        self.left -= read.len();
        let bytes: Arc<[u8]> = read.into();
        self.pictures.insert(name.to_owned(), bytes.clone());
        bytes
    }

    /// The relations of a part, by id.
    pub(in crate::workbook) fn relations(&mut self, part: &str) -> HashMap<String, Relation> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let mut out = HashMap::new();
        let Some(xml) = self.read(&format!("{folder}/_rels/{file}.rels")) else { return out };
        elements(&xml, |start| {
            if start.local_name().as_ref() == "Relationship"
                && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
            {
                let kind = attribute(start, "Type").unwrap_or_default();
                out.insert(id, Relation { kind, target: resolve(folder, &target) });
            }
        });
        out
    }
}

impl Parts<'_> {
    /// The part of each sheet of a workbook, by the sheet's name.
    pub(in crate::workbook) fn sheets(&mut self) -> HashMap<String, String> {
        let relations = self.relations("xl/workbook.xml");
        let mut out = HashMap::new();
        let Some(book) = self.read("xl/workbook.xml") else { return out };
        elements(&book, |start| {
            if start.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(start, "name"), attribute(start, "id"))
                && let Some(relation) = relations.get(&id)
            {
                out.insert(name, relation.target.clone());
            }
        });
        out
    }

    /// The names of all parts.
    pub(in crate::workbook) fn names(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }
}

/// Row and column from 0 of `AB12`.
pub(super) fn position(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let (column, row) = name.split_at_checked(letters)?;
    let column =
        column.bytes().try_fold(0_u32, |sum, byte| sum.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1))?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// `../media/image1.png` of `xl/drawings` is `xl/media/image1.png`.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

/// An attribute by its name without a prefix.
pub(in crate::workbook) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Every element of a part, as far as it can be read.
pub(in crate::workbook) fn elements(xml: &[u8], mut see: impl FnMut(&BytesStart<'_>)) {
    walk(xml, |_, start, _| {
        if let Some(start) = start {
            see(start);
        }
    });
}

/// Every element of a part when it begins, with its path, and again when it ends, with the text since then.
pub(in crate::workbook) fn walk(xml: &[u8], mut see: impl FnMut(&[&str], Option<&BytesStart<'_>>, &str)) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut text = String::new();
    loop {
        buffer.clear();
        let Ok(event) = reader.read_event_into(&mut buffer) else { break };
        match event {
            Event::Start(start) => {
                path.push(start.local_name().as_ref().to_owned());
                see(&tail(&path), Some(&start), "");
                text.clear();
            }
            Event::Empty(start) => {
                path.push(start.local_name().as_ref().to_owned());
                see(&tail(&path), Some(&start), "");
                see(&tail(&path), None, "");
                path.pop();
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::End(_) => {
                see(&tail(&path), None, &text);
                path.pop();
                text.clear();
            }
            Event::Eof => break,
            _ => {}
        }
        if path.len() > DEPTH {
            break;
        }
    }
}

/// The innermost three elements: nobody asks for more.
fn tail(path: &[String]) -> Vec<&str> {
    path.iter().skip(path.len().saturating_sub(3)).map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_names() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("AB12"), Some((11, 27)));
        for none in ["", "A", "12", "A0", "AAAAAAAAAAAA1"] {
            assert_eq!(position(none), None, "{none}");
        }
    }

    #[test]
    fn targets_are_resolved_from_their_part() {
        assert_eq!(resolve("xl/drawings", "../media/image1.png"), "xl/media/image1.png");
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/drawings", "/xl/media/a.png"), "xl/media/a.png");
        assert_eq!(resolve("xl", "../../../a.png"), "a.png");
    }
}
