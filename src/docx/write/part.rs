//! A part of the package under construction: its notes and its relations.

use std::collections::BTreeSet;

use docx_rs::{BuildXML, DocumentChild, SectionProperty};
use rustc_hash::FxHashMap;

use super::WriteError;
use super::heading_style::Drift;
use super::normalise::{Notes, normalise};
use super::style::{Kind, Styles};
use super::table::tiny;
use super::table_box::is_boxed;
use super::xml::{HEAD, escape};
use crate::docx::model::{Block, Document, Footnote, Media, Paragraph, Table};

/// What all parts of the package share: numbers that must not repeat, and which pictures are shown.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub paragraph: u32,
    pub drawing: u32,
    /// The media that some part relates to. What was drawn only to see how it looks (a header on other pages) is in none.
    pub media: BTreeSet<usize>,
}

/// A part: document, header, footer or notes.
pub(super) struct Part<'a> {
    pub styles: &'a Styles,
    /// What its text is.
    kind: Kind,
    pub media: &'a [Media],
    pub footnotes: &'a [Footnote],
    /// A sign like those that number the notes.
    pub note_sign: &'static str,
    pub ids: &'a mut Ids,
    pub notes: Notes,
    pub relations: Vec<Relation>,
    /// Whether lines of the document have numbers, so that it must be said of others that they have none.
    lines_numbered: bool,
    /// Whether the text of a drawing is written.
    pub in_drawing: bool,
    /// Whether a cell is written whose row grows with its content, and whether it has a ground, or one around it has.
    pub in_growing_row: bool,
    pub on_ground: bool,
    /// The number of each, by its kind and target.
    related: FxHashMap<(&'static str, String), usize>,
    /// By how much headings stand lower than they should.
    pub drift: Drift,
    /// The tables in text boxes that the paragraph to come holds.
    pub boxed: Vec<Table>,
    /// What went wrong inside, to be told when the part is done.
    pub fault: Option<WriteError>,
}

/// A relation of a part.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Relation {
    pub id: String,
    pub kind: &'static str,
    pub target: String,
    pub external: bool,
}

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

impl<'a> Part<'a> {
    pub fn new(kind: Kind, styles: &'a Styles, document: &'a Document, ids: &'a mut Ids) -> Self {
        let (media, footnotes) = (document.media.as_slice(), document.footnotes.as_slice());
        let note_sign = super::run::like(document.footnote_format.unwrap_or_default());
        Self {
            styles,
            kind,
            media,
            footnotes,
            note_sign,
            ids,
            notes: Notes::default(),
            relations: Vec::new(),
            lines_numbered: document.sections.iter().any(|section| section.line_numbers.is_some()),
            in_drawing: false,
            in_growing_row: false,
            on_ground: false,
            related: FxHashMap::default(),
            drift: Drift::default(),
            boxed: Vec::new(),
            fault: None,
        }
    }

    /// What text in the cells of its tables is.
    pub fn kind_in_cells(&self) -> Kind {
        if self.kind == Kind::Body { Kind::Table } else { self.kind }
    }

    /// Adds a relation, or finds the same one.
    pub fn relate(&mut self, kind: &'static str, target: String, external: bool) -> String {
        let number = *self.related.entry((kind, target)).or_insert_with_key(|(kind, target)| {
            let number = self.relations.len() + 1;
            self.relations.push(Relation { id: format!("rId{number}"), kind, target: target.clone(), external });
            number
        });
        format!("rId{number}")
    }

    pub fn relation_to_media(&mut self, index: usize) -> String {
        self.ids.media.insert(index);
        let extension = self.media.get(index).map_or("png", |media| media.extension);
        self.relate("image", format!("media/image{}.{extension}", index + 1), false)
    }

    pub fn relation_to_url(&mut self, url: &str) -> String {
        // What no address may hold; letters of other scripts may stand.
        let mut target = String::with_capacity(url.len());
        for c in url.chars() {
            if c.is_control() || matches!(c, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') {
                target.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")));
            } else {
                target.push(c);
            }
        }
        self.relate("hyperlink", target, true)
    }

    /// Builds blocks; the last paragraph ends the section, if there is one to end.
    pub fn blocks(
        &mut self,
        blocks: &[Block],
        end: Option<(SectionProperty, Vec<super::xml::Element<'static>>)>,
    ) -> Vec<DocumentChild> {
        let mut end = end;
        let mut children = Vec::with_capacity(blocks.len() + 1);
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(paragraph) => {
                    let section = if index + 1 == blocks.len() { end.take() } else { None };
                    let section = section.map(|(property, extra)| {
                        self.notes.sections.push_back(extra);
                        property
                    });
                    children.push(DocumentChild::Paragraph(Box::new(self.paragraph(paragraph, self.kind, section))));
                }
                Block::Table(table) if is_boxed(table) && !self.in_drawing => self.boxed.push(table.clone()),
                Block::Table(table) => children.push(DocumentChild::Table(Box::new(self.table(table)))),
            }
        }
        // A part and a section must end with a paragraph; one of a single point takes no room to speak of.
        if end.is_some() || !matches!(blocks.last(), Some(Block::Paragraph(_))) {
            let section = end.take().map(|(property, extra)| {
                self.notes.sections.push_back(extra);
                property
            });
            children.push(DocumentChild::Paragraph(Box::new(self.paragraph(&self.tiny(), self.kind, section))));
        }
        children
    }

    /// Blocks inside a drawing of this part, as markup.
    pub fn inner_blocks(&mut self, blocks: &[Block]) -> String {
        let outer = std::mem::take(&mut self.notes);
        let written = self.whole(blocks);
        self.notes = outer;
        match written {
            Ok(xml) => split(&xml).1.to_owned(),
            Err(error) => {
                self.fault.get_or_insert(error);
                String::new()
            }
        }
    }

    /// An empty paragraph of one point in this part.
    pub fn tiny(&self) -> Paragraph {
        let mut paragraph = tiny();
        paragraph.format.line_numbers = self.lines_numbered.then_some(false);
        paragraph
    }

    /// Blocks as a document of their own, whose body is taken for another root.
    ///
    /// # Errors
    /// As for [`Part::finish`].
    pub fn whole(&mut self, blocks: &[Block]) -> Result<String, WriteError> {
        let children = self.blocks(blocks, None);
        let built =
            docx_rs::Document { children, section_property: SectionProperty::new(), has_numbering: false }.build();
        self.notes.sections.push_back(Vec::new());
        self.finish(&built)
    }

    /// The part as it is written, given what docx-rs made of its blocks.
    ///
    /// # Errors
    /// If it, or anything inside it, came out malformed.
    pub fn finish(&mut self, built: &[u8]) -> Result<String, WriteError> {
        match self.fault.take() {
            Some(error) => Err(error),
            None => normalise(built, &mut self.notes),
        }
    }

    /// The part's relations as markup; `None` if it has none.
    pub fn relations_xml(&self) -> Option<String> {
        (!self.relations.is_empty()).then(|| relations_xml(&self.relations))
    }
}

/// A relations part.
pub(super) fn relations_xml(relations: &[Relation]) -> String {
    let mut out =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for relation in relations {
        let kind =
            if relation.kind.contains("://") { relation.kind.to_owned() } else { format!("{TYPES}{}", relation.kind) };
        out.push_str(&format!(
            "<Relationship Id=\"{}\" Type=\"{kind}\" Target=\"{}\"{}/>",
            relation.id,
            escape(&relation.target),
            if relation.external { " TargetMode=\"External\"" } else { "" }
        ));
    }
    out.push_str("</Relationships>");
    out
}

/// The document's namespaces and its body without section properties.
pub(super) fn split(xml: &str) -> (&str, &str) {
    let start = xml.find("<w:document").map_or(0, |at| at + "<w:document".len());
    let rest = xml.get(start..).unwrap_or_default();
    let (attributes, rest) = rest.split_once('>').unwrap_or(("", rest));
    let body = rest.split_once("<w:body>").map_or(rest, |(_, body)| body);
    let end = body.rfind("<w:sectPr").unwrap_or(body.len());
    (attributes, body.get(..end).unwrap_or(body))
}

/// The same blocks under another root.
pub(super) fn reroot(xml: &str, root: &str) -> String {
    let (attributes, body) = split(xml);
    format!("{HEAD}<{root}{attributes}>{body}</{root}>")
}
