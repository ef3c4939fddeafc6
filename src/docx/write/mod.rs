//! From the model to a package: docx-rs builds the trees, normalising completes and orders them, the package takes the parts.

mod alternative;
mod apart;
mod blank;
mod copies;
mod count;
mod covered;
mod drawing;
mod field;
mod fonts;
mod footnotes;
mod growing;
mod heading_style;
mod joined;
mod main_part;
mod marginals;
mod narrow;
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
mod table_box;
mod usual;
mod xml;

pub(super) use self::alternative::alternatives;
use self::copies::Copies;
pub use self::copies::WRITTEN as COPIES_WRITTEN;
use self::main_part::main_part;
use self::package::Package;
use self::part::{Ids, Relation, relations_xml};
use self::style::Styles;
pub(super) use self::xml::escape;
use super::DocxDocument;
use super::model::Document;

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
