//! Typst to DOCX: a Typst document compiled to an editable Word document that looks the same.
//!
//! The exporter compiles a document a second time, for a target of its own: Typst evaluates it and applies its set and show
//! rules as for PDF, and the realized content is then said in Word's terms. Paragraphs become paragraphs, tables tables, page
//! runs sections; what Word has no word for becomes a drawing or a picture of the same size, and a warning says so, as it does
//! of the little that is left out (docs/docx.md).
//!
//! The stages, each a module: [`rules`] says which elements dissolve and which arrive whole; `walk` turns realized content
//! into the [`model`]; `write` turns the model into a package.
//!
//! ```
//! use jinggang::docx;
//! # fn example(world: &dyn typst::World) -> Option<Vec<u8>> {
//! // The world's library must have been built with `docx::library`.
//! let compiled = typst::compile::<docx::DocxDocument>(world);
//! let document = compiled.output.ok()?;
//! docx::docx(&document).ok()
//! # }
//! ```

mod document;
mod introspector;
mod margin_elements;
pub mod model;
mod rules;

mod walk;
mod write;

pub use document::DocxDocument;
pub use introspector::DocxIntrospector;
pub use rules::register;
pub use write::{COPIES_WRITTEN, WriteError, docx, docx_of_copies};

use typst::foundations::Dict;
use typst::{Feature, Library, LibraryExt};

/// A standard library that can be compiled to PDF and to DOCX alike.
pub fn library() -> Library {
    library_with(Dict::new())
}

/// The same with what documents find in `sys.inputs`.
pub fn library_with(inputs: Dict) -> Library {
    let mut library =
        Library::builder().with_inputs(inputs).with_features([Feature::Bundle].into_iter().collect()).build();
    register(&mut library.rules);
    library
}

/// Whether a warning only says that this exporter uses a target Typst calls experimental.
pub fn is_target_notice(message: &str) -> bool {
    message == "bundle export is experimental"
}
