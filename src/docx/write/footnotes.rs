//! The footnotes part.

use super::WriteError;
use super::part::{Ids, Part, split};
use super::parts;
use super::style::{Kind, Styles};
use super::xml::HEAD;
use crate::docx::model::Document;

/// The footnotes part, with the two separators Word expects.
pub(super) fn footnotes_part(
    document: &Document,
    styles: &Styles,
    ids: &mut Ids,
) -> Result<(String, Option<String>), WriteError> {
    let mut part = Part::new(Kind::Note, styles, document, ids);
    let mut notes = String::new();
    let mut namespaces = String::new();
    for (index, note) in document.footnotes.iter().enumerate() {
        let xml = part.whole(&note.blocks)?;
        let (attributes, body) = split(&xml);
        namespaces = attributes.to_owned();
        // The mark goes to the start of the note's first paragraph.
        let mark = parts::note_mark(note, part.note_sign)?;
        let body = match body.find("</w:pPr>") {
            Some(at) if body.find("<w:r>").is_none_or(|run| at < run) => {
                let (head, tail) = body.split_at(at + "</w:pPr>".len());
                format!("{head}{mark}{tail}")
            }
            _ => match body.find('>') {
                Some(at) => {
                    let (head, tail) = body.split_at(at + 1);
                    format!("{head}{mark}{tail}")
                }
                None => body.to_owned(),
            },
        };
        notes.push_str(&format!("<w:footnote w:id=\"{}\">{body}</w:footnote>", index + 1));
    }
    // They would have the line height and indent of 正文.
    let plain = "<w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"0\"/>\
        <w:jc w:val=\"left\"/></w:pPr>";
    let mut separators = String::new();
    for (id, name) in [(-1, "separator"), (0, "continuationSeparator")] {
        let body = match &document.footnote_separator {
            Some(blocks) => split(&part.whole(blocks)?).1.to_owned(),
            None => format!("<w:p>{plain}<w:r><w:{name}/></w:r></w:p>"),
        };
        separators.push_str(&format!("<w:footnote w:type=\"{name}\" w:id=\"{id}\">{body}</w:footnote>"));
    }
    let xml = format!("{HEAD}<w:footnotes{namespaces}>{separators}{notes}</w:footnotes>");
    Ok((xml, part.relations_xml()))
}
