//! Typesetting: Typst as a library, with a world of our own.
//!
//! A [`Typesetter`] holds what all documents share: the standard library, the fonts, the templates. A [`Job`] adds one
//! document's main file and data. Nothing else can be seen from a template: no packages, no network, no clock, no other files.

mod coverage;
mod diagnostic;
mod fonts;
mod module;
mod output;
mod source;
mod stand_ins;
mod world;

pub use coverage::{Coverage, Missing};
pub use diagnostic::{Diagnostic, Severity};
pub use fonts::{FontError, FontFile, Fonts, UnreadFont};
pub use output::{Outcome, TypesetError, cooled, merge};
pub use source::{Embedded, FileSource, Folder, Layered, Listing, ReadError};
pub use world::{Job, Typesetter};
