//! The compilation output: what `typst::compile` makes when asked for a Word document.

use typst_library::diag::SourceResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Content, Output, StyleChain, Target};
use typst_library::introspection::Introspector;
use typst_library::model::{Document, DocumentInfo};

use super::introspector::DocxIntrospector;
use super::model;
use super::rules::TARGET;
use super::walk;

/// A document compiled for Word. Write it out with [`docx`](super::docx).
#[derive(Debug, Clone)]
pub struct DocxDocument {
    model: model::Document,
    info: DocumentInfo,
    introspector: DocxIntrospector,
}

impl DocxDocument {
    /// The document as data: sections, paragraphs, tables.
    pub fn model(&self) -> &model::Document {
        &self.model
    }
}

impl Document for DocxDocument {
    fn info(&self) -> &DocumentInfo {
        &self.info
    }
}

impl Output for DocxDocument {
    fn target() -> Target {
        TARGET
    }

    fn create(engine: &mut Engine, content: &Content, styles: StyleChain) -> SourceResult<Self> {
        let (model, info, introspector) = walk::document(engine, content, styles)?;
        Ok(Self { model, info, introspector })
    }

    fn introspector(&self) -> &dyn Introspector {
        &self.introspector
    }
}
