//! The pieces put together: fonts, templates and a round, ready to be made into documents.

use std::path::{Path, PathBuf};

use crate::forms::{CatalogError, Form, catalog};
use crate::typeset::{Embedded, FileSource, Folder, FontError, Fonts, Layered, Typesetter};

/// The templates built into the program.
static TEMPLATES: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Fonts and templates, and the documents they make.
pub struct Office {
    /// The typesetter over both.
    pub typesetter: Typesetter,
    /// The documents.
    pub forms: Vec<Form>,
    /// Templates that cannot be used.
    pub broken: Vec<CatalogError>,
}

/// The templates documents are made from: a folder's own files before the program's, file by file.
pub fn templates(own: Option<PathBuf>) -> Box<dyn FileSource> {
    let mut layers: Vec<Box<dyn FileSource>> = Vec::new();
    layers.extend(own.map(|folder| Box::new(Folder::new(folder)) as Box<dyn FileSource>));
    layers.push(Box::new(Embedded(&TEMPLATES)));
    Box::new(Layered(layers))
}

impl Office {
    /// Opens the office for a round's folder. A folder 模板 in it overrides the program's templates file by file.
    ///
    /// # Errors
    /// If the fonts are missing.
    pub fn open(round: Option<&Path>, font_paths: &[PathBuf], system_fonts: bool) -> Result<Self, FontError> {
        let fonts = Fonts::find(font_paths, system_fonts)?;
        let typesetter = Typesetter::new(fonts, templates(round.map(|round| round.join("模板"))));
        let (forms, broken) = catalog(&typesetter);
        Ok(Self { typesetter, forms, broken })
    }
}
