//! From Typst's realized content to the Word document model.
//!
//! Realization turns content into a flat list of well-known elements, each with the styles that hold for it. The walk goes
//! through that list, realizes the bodies it meets in turn, and says each thing in Word's terms: a paragraph, a table, a
//! section. What has no equivalent is laid out with Typst's own engine and put in as a picture, with a warning.

mod area;
mod block;
mod boxes;
mod container;
mod drawing;
mod finish;
mod flow;
mod heading;
mod line;
mod list;
mod marginal;
mod math;
mod note;
mod on_other_pages;
mod page;
mod passed_on;
mod place;
mod questions;
mod realize;
mod reference;
mod table;
mod tag;
mod text;
mod walker;

pub(crate) use page::document;

use typst_library::introspection::Location;

pub(crate) use self::area::{Area, Hold};
pub(crate) use self::walker::Walker;

/// The name of the bookmark at a location, until the finished document numbers them.
pub(crate) fn bookmark_name(location: Location) -> String {
    format!("_jg{:016x}", location.hash() as u64)
}

/// Every warning of the exporter begins with this.
pub(crate) const NOTE: &str = "DOCX：";
