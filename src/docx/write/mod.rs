//! From the model to a package: docx-rs builds the trees, normalising completes and orders them, the package takes the parts.

mod blank;
mod copies;
mod drawing;
mod fonts;
mod joined;
mod normalise;
mod numbering;
mod order;
mod outline;
mod package;
mod paragraph;
mod paragraph_property;
mod part;
mod parts;
mod properties;
mod row_end;
mod run;
mod section;
mod style;
mod table;
mod usual;
mod xml;

use docx_rs::BuildXML;

use self::copies::Copies;
pub use self::copies::WRITTEN as COPIES_WRITTEN;
use self::package::Package;
use self::part::{Ids, Part, Relation, relations_xml};
use self::section::References;
use self::style::{Kind, Styles};
pub(super) use self::xml::escape;
use super::DocxDocument;
use super::model::{Block, Document, Marginals};

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The archive could not be made.
    #[error("the package could not be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// Bytes could not be put into the archive.
    #[error("the package could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// A part came out malformed.
    #[error("a part of the package is malformed: {0}")]
    Part(String),
}

/// Writes a document as a DOCX file (ISO/IEC 29500 transitional, as Word, WPS and LibreOffice read it). The same document gives
/// the same bytes.
///
/// # Errors
/// Only if the archive cannot be made, or a part comes out malformed, which would be a fault of this module.
pub fn docx(document: &DocxDocument) -> Result<Vec<u8>, WriteError> {
    Ok(write(document.model(), 0)?.unwrap_or_default())
}

/// Writes a document that consists of [`COPIES_WRITTEN`] copies of one paper, with so many more of them, in the memory of those few.
/// `None` if the copies differ in more than numbers: then all have to be in the document.
///
/// # Errors
/// As for [`docx`].
pub fn docx_of_copies(document: &DocxDocument, more: u32) -> Result<Option<Vec<u8>>, WriteError> {
    write(document.model(), more)
}

fn write(document: &Document, more: u32) -> Result<Option<Vec<u8>>, WriteError> {
    let styles = Styles::of(document);
    let mut ids = Ids::default();
    let mut package = Package::default();
    let main = main_part(document, &styles, &mut ids, &mut package)?;
    if more > 0 {
        // Notes are in a part of their own, which is not repeated.
        let copies = if document.footnotes.is_empty() { Copies::of(main.0, more).ok() } else { None };
        let Some(copies) = copies else { return Ok(None) };
        package.repeated("word/document.xml", WORD_MAIN, copies);
    } else {
        package.part("word/document.xml", WORD_MAIN, main.0);
    }
    package.file("word/_rels/document.xml.rels", relations_xml(&main.1));
    for (index, media) in document.media.iter().enumerate().filter(|(index, _)| ids.media.contains(index)) {
        package.extension(media.extension);
        package.file(format!("word/media/image{}.{}", index + 1, media.extension), media.data.to_vec());
    }
    package.part(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        properties::core(&document.properties),
    );
    package.part(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        properties::app(),
    );
    let root = [
        (
            "rId1",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            "word/document.xml",
        ),
        (
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        (
            "rId3",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
            "docProps/app.xml",
        ),
    ]
    .map(|(id, kind, target)| Relation { id: id.into(), kind, target: target.into(), external: false });
    package.file("_rels/.rels", relations_xml(&root));
    package.finish().map(Some)
}

const WORD_MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// Writes the document part and everything it refers to; returns its XML and relations.
fn main_part(
    document: &Document,
    styles: &Styles,
    ids: &mut Ids,
    package: &mut Package,
) -> Result<(String, Vec<Relation>), WriteError> {
    let kind = |name: &str| match name {
        "styles" => "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        "settings" => "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
        "fontTable" => "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
        "numbering" => "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        "footnotes" => "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        "header" => "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    };
    let mut references = Vec::new();
    let mut relations: Vec<Relation> = Vec::new();
    let even_and_odd =
        document.sections.iter().any(|section| section.headers.even.is_some() || section.footers.even.is_some());
    let any = |pick: fn(&super::model::Section) -> &Marginals| {
        document.sections.iter().any(|section| !pick(section).is_empty())
    };
    let (any_header, any_footer) = (any(|section| &section.headers), any(|section| &section.footers));
    let mut counts = (0, 0);
    for section in &document.sections {
        let mut found = References {
            title_page: section.headers.first.is_some() || section.footers.first.is_some(),
            ..References::default()
        };
        for header in [true, false] {
            let (list, wanted) = if header { (&section.headers, any_header) } else { (&section.footers, any_footer) };
            if !wanted {
                continue;
            }
            // A section that says nothing would inherit; so each says what it has, be it nothing.
            let mut variants = vec![("default", list.odd.as_deref())];
            if even_and_odd {
                variants.push(("even", list.even.as_deref().or(list.odd.as_deref())));
            }
            if found.title_page {
                variants.push((
                    "first",
                    match &list.first {
                        Some(first) => first.as_deref(),
                        None => list.odd.as_deref(),
                    },
                ));
            }
            for (variant, blocks) in variants {
                let count = if header { &mut counts.0 } else { &mut counts.1 };
                *count += 1;
                let name = format!("{}{count}.xml", if header { "header" } else { "footer" });
                let (xml, rels) = marginal_part(blocks.unwrap_or_default(), header, document, styles, ids)?;
                package.part(format!("word/{name}"), kind(if header { "header" } else { "footer" }), xml);
                if let Some(rels) = rels {
                    package.file(format!("word/_rels/{name}.rels"), rels);
                }
                let id = format!("rIdM{}", relations.len() + 1);
                relations.push(Relation {
                    id: id.clone(),
                    kind: if header { "header" } else { "footer" },
                    target: name,
                    external: false,
                });
                if header { found.headers.push((variant, id)) } else { found.footers.push((variant, id)) }
            }
        }
        references.push(found);
    }
    let mut part = Part::new(Kind::Body, styles, document, ids);
    let mut children = Vec::new();
    let mut last = docx_rs::SectionProperty::new();
    let count = document.sections.len();
    for (index, (section, references)) in document.sections.iter().zip(&references).enumerate() {
        let (property, mut extra) = section::properties(section, references, index == 0);
        if document.footnote_format.is_some() || document.footnote_start.is_some() {
            extra.push(xml::Element::new("w:footnotePr", "").with(parts::note_format(document)));
        }
        if index + 1 == count {
            children.extend(part.blocks(&section.blocks, None));
            part.notes.sections.push_back(extra);
            last = property;
        } else {
            children.extend(part.blocks(&section.blocks, Some((property, extra))));
        }
    }
    let built = docx_rs::Document { children, section_property: last, has_numbering: false }.build();
    let xml = part.finish(&built)?;
    relations.append(&mut part.relations);
    let mut add = |package: &mut Package, name: &'static str, xml: String| {
        package.part(format!("word/{name}.xml"), kind(name), xml);
        relations.push(Relation {
            id: format!("rIdP{}", relations.len() + 1),
            kind: name,
            target: format!("{name}.xml"),
            external: false,
        });
    };
    add(package, "styles", parts::styles(styles)?);
    add(package, "settings", parts::settings(document, even_and_odd, styles.hyphenate));
    add(package, "fontTable", fonts::table(document));
    fonts::embed(document, package);
    if let Some(numbering) = numbering::part(document, styles)? {
        add(package, "numbering", numbering);
    }
    if !document.footnotes.is_empty() {
        let (xml, rels) = footnotes_part(document, styles, ids)?;
        add(package, "footnotes", xml);
        if let Some(rels) = rels {
            package.file("word/_rels/footnotes.xml.rels", rels);
        }
    }
    package.part(
        "word/theme/theme1.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        properties::theme(),
    );
    relations.push(Relation {
        id: "rIdTheme".into(),
        kind: "theme",
        target: "theme/theme1.xml".into(),
        external: false,
    });
    Ok((xml, relations))
}

/// A header or footer part.
fn marginal_part(
    blocks: &[Block],
    header: bool,
    document: &Document,
    styles: &Styles,
    ids: &mut Ids,
) -> Result<(String, Option<String>), WriteError> {
    let mut part = Part::new(if header { Kind::Header } else { Kind::Footer }, styles, document, ids);
    let xml = part.whole(blocks)?;
    Ok((reroot(&xml, if header { "w:hdr" } else { "w:ftr" }), part.relations_xml()))
}

/// The footnotes part, with the two separators Word expects.
fn footnotes_part(document: &Document, styles: &Styles, ids: &mut Ids) -> Result<(String, Option<String>), WriteError> {
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
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:footnotes{namespaces}>{separators}{notes}</w:footnotes>"
    );
    Ok((xml, part.relations_xml()))
}

/// The document's namespaces and its body without section properties.
fn split(xml: &str) -> (&str, &str) {
    let start = xml.find("<w:document").map_or(0, |at| at + "<w:document".len());
    let rest = xml.get(start..).unwrap_or_default();
    let (attributes, rest) = rest.split_once('>').unwrap_or(("", rest));
    let body = rest.split_once("<w:body>").map_or(rest, |(_, body)| body);
    let end = body.rfind("<w:sectPr").unwrap_or(body.len());
    (attributes, body.get(..end).unwrap_or(body))
}

/// The same blocks under another root.
fn reroot(xml: &str, root: &str) -> String {
    let (attributes, body) = split(xml);
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{root}{attributes}>{body}</{root}>")
}
