//! Headers and footers: a part for each of a section's, and what refers to them.

use super::WriteError;
use super::package::Package;
use super::part::{Ids, Part, Relation, reroot};
use super::section::References;
use super::style::{Kind, Styles};
use crate::docx::model::{Block, Document, Marginals, Section};

const HEADER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const FOOTER: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";

/// Whether odd and even pages have different ones.
pub(super) fn even_and_odd(document: &Document) -> bool {
    document.sections.iter().any(|section| section.headers.even.is_some() || section.footers.even.is_some())
}

/// Writes the headers and footers of all sections. Gives what each section refers to, and adds the relations of the document part.
pub(super) fn marginal_parts(
    document: &Document,
    styles: &Styles,
    ids: &mut Ids,
    package: &mut Package,
    relations: &mut Vec<Relation>,
) -> Result<Vec<References>, WriteError> {
    let even_and_odd = even_and_odd(document);
    let any = |pick: fn(&Section) -> &Marginals| document.sections.iter().any(|section| !pick(section).is_empty());
    let wanted = [any(|section| &section.headers), any(|section| &section.footers)];
    let mut counts = [0, 0];
    let mut references = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let mut found = References {
            title_page: section.headers.first.is_some() || section.footers.first.is_some(),
            ..References::default()
        };
        let both = [(&section.headers, &mut found.headers), (&section.footers, &mut found.footers)];
        let kinds = [("header", HEADER), ("footer", FOOTER)];
        for ((((list, referred), (kind, content_type)), wanted), count) in
            both.into_iter().zip(kinds).zip(wanted).zip(&mut counts)
        {
            if !wanted {
                continue;
            }
            for (variant, blocks) in variants(list, even_and_odd, found.title_page) {
                *count += 1;
                let name = format!("{kind}{count}.xml");
                let (xml, rels) = marginal_part(blocks, kind == "header", document, styles, ids)?;
                package.part(format!("word/{name}"), content_type, xml);
                if let Some(rels) = rels {
                    package.file(format!("word/_rels/{name}.rels"), rels);
                }
                let id = format!("rIdM{}", relations.len() + 1);
                relations.push(Relation { id: id.clone(), kind, target: name, external: false });
                referred.push((variant, id));
            }
        }
        references.push(found);
    }
    Ok(references)
}

/// A section that says nothing would inherit; so each says what it has, be it nothing.
fn variants(list: &Marginals, even_and_odd: bool, title_page: bool) -> Vec<(&'static str, &[Block])> {
    let odd = list.odd.as_deref().unwrap_or_default();
    let mut variants = vec![("default", odd)];
    if even_and_odd {
        variants.push(("even", list.even.as_deref().unwrap_or(odd)));
    }
    if title_page {
        let first = match &list.first {
            Some(first) => first.as_deref().unwrap_or_default(),
            None => odd,
        };
        variants.push(("first", first));
    }
    variants
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
