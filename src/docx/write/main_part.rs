//! The document part, and the parts it refers to.

use docx_rs::BuildXML;

use super::footnotes::footnotes_part;
use super::marginals::{even_and_odd, marginal_parts};
use super::package::Package;
use super::part::{Ids, Part, Relation};
use super::style::{Kind, Styles};
use super::{WriteError, fonts, numbering, parts, properties, section, xml};
use crate::docx::model::Document;

/// Writes the document part and everything it refers to; returns its XML and relations.
pub(super) fn main_part(
    document: &Document,
    styles: &Styles,
    ids: &mut Ids,
    package: &mut Package,
) -> Result<(String, Vec<Relation>), WriteError> {
    let mut relations = Vec::new();
    let references = marginal_parts(document, styles, ids, package, &mut relations)?;
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
    other_parts(document, styles, ids, package, &mut relations)?;
    Ok((xml, relations))
}

/// Styles, settings, fonts, numbering, footnotes and the theme.
fn other_parts(
    document: &Document,
    styles: &Styles,
    ids: &mut Ids,
    package: &mut Package,
    relations: &mut Vec<Relation>,
) -> Result<(), WriteError> {
    let kind = |name: &str| match name {
        "styles" => "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        "settings" => "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
        "fontTable" => "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml",
        "numbering" => "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    };
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
    add(package, "settings", parts::settings(document, even_and_odd(document), styles.hyphenate));
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
    Ok(())
}
