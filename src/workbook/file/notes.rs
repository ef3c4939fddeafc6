//! Notes on the cells of a .xlsx (批注): what is said there stands in no cell.

use super::parts::{Parts, attribute, position, walk};
use super::{RawNote, RawSheet};
use crate::workbook::annotate::AUTHOR;

/// Finds them for every sheet; those that `check --annotate` has written are none.
pub(super) fn find(sheets: &mut [RawSheet], package: &[u8]) {
    let Some(mut parts) = Parts::open(package) else { return };
    if !parts.names().any(|name| name.contains("comments")) {
        return;
    }
    let paths = parts.sheets();
    for sheet in sheets {
        let Some(path) = paths.get(&sheet.name) else { continue };
        let own = parts.relations(path).into_values().find(|own| own.kind.ends_with("/comments"));
        if let Some(xml) = own.and_then(|own| parts.read(&own.target)) {
            sheet.notes = notes(&xml);
        }
    }
}

fn notes(xml: &[u8]) -> Vec<RawNote> {
    let mut authors: Vec<String> = Vec::new();
    let mut out: Vec<RawNote> = Vec::new();
    let mut own = false;
    walk(xml, |path, start, text| match (path, start) {
        ([.., "author"], None) => authors.push(text.to_owned()),
        ([.., "comment"], Some(start)) => {
            let author = attribute(start, "authorId").and_then(|id| authors.get(id.parse::<usize>().ok()?));
            own = author.is_some_and(|author| author == AUTHOR);
            if let Some((row, column)) = attribute(start, "ref").and_then(|name| position(&name))
                && !own
            {
                out.push(RawNote { row, column, text: String::new() });
            }
        }
        ([.., "t"], None) if !own => {
            if let Some(note) = out.last_mut() {
                note.text.push_str(text);
            }
        }
        _ => {}
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_people_are_read_and_those_of_a_check_are_not() {
        let xml = format!(
            "<comments><authors><author>张</author><author>{AUTHOR}</author></authors><commentList>\
             <comment ref=\"B3\" authorId=\"0\"><text><r><t>张:</t></r><r><t>来电放弃</t></r></text></comment>\
             <comment ref=\"C3\" authorId=\"1\"><text><t>没有填</t></text></comment>\
             <comment ref=\"AA10\" authorId=\"0\"><text><t>改报</t></text></comment></commentList></comments>"
        );
        let found: Vec<_> = notes(xml.as_bytes()).into_iter().map(|note| (note.row, note.column, note.text)).collect();
        assert_eq!(found, [(2, 1, "张:来电放弃".to_owned()), (9, 26, "改报".to_owned())]);
    }
}
