//! From a job to the bytes of a PDF and a DOCX.

use ecow::EcoVec;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::{Page, PagedDocument};
use typst_pdf::PdfOptions;

use super::coverage::{Missing, boxes};
use super::diagnostic::{Diagnostic, Severity, UNKNOWN_FONT};
use super::stand_ins::is_office_font;
use super::world::Job;
use crate::docx::{self, DocxDocument};

/// Why a document could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", describe(.0))]
pub struct TypesetError(pub Vec<Diagnostic>);

fn describe(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")
}

/// A document made, and what there is to say about it.
#[derive(Debug, Clone)]
pub struct Outcome<T> {
    /// The document.
    pub value: T,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
}

impl Job<'_> {
    /// Lays the document out on pages.
    ///
    /// # Errors
    /// What Typst says is wrong in the template.
    pub fn pages(&self) -> Result<Outcome<PagedDocument>, TypesetError> {
        let compiled = typst::compile::<PagedDocument>(self);
        self.with_its_fonts()?;
        let warnings = self.warnings(&compiled.warnings);
        compiled.output.map(|value| Outcome { value, warnings }).map_err(|errors| self.errors(&errors))
    }

    /// Writes laid-out pages as PDF. The same pages give the same bytes: no date, no tags that depend on more than the pages.
    ///
    /// # Errors
    /// If a font or image cannot be put into the file.
    pub fn pdf(&self, document: &PagedDocument) -> Result<Vec<u8>, TypesetError> {
        let options =
            PdfOptions { creator: Smart::Custom(Some("jinggang".to_owned())), tagged: false, ..PdfOptions::default() };
        typst_pdf::pdf(document, &options).map_err(|errors| self.errors(&errors))
    }

    /// Makes the document as DOCX.
    ///
    /// # Errors
    /// What Typst says is wrong in the template.
    pub fn docx(&self) -> Result<Outcome<Vec<u8>>, TypesetError> {
        self.docx_of(docx::docx)
    }

    /// The same for a document that consists of [`docx::COPIES_WRITTEN`] copies of one paper, with so many more of them. `None` if they
    /// are not alike.
    ///
    /// # Errors
    /// What Typst says is wrong in the template.
    pub fn docx_of_copies(&self, more: u32) -> Result<Outcome<Option<Vec<u8>>>, TypesetError> {
        self.docx_of(|document| docx::docx_of_copies(document, more))
    }

    fn docx_of<T>(
        &self,
        write: impl Fn(&DocxDocument) -> Result<T, docx::WriteError>,
    ) -> Result<Outcome<T>, TypesetError> {
        let compiled = typst::compile::<DocxDocument>(self);
        self.with_its_fonts()?;
        let warnings = self.warnings(&compiled.warnings);
        let document = compiled.output.map_err(|errors| self.errors(&errors))?;
        let value = write(&document).map_err(|error| {
            TypesetError(vec![Diagnostic {
                severity: Severity::Error,
                file: None,
                position: None,
                called: None,
                message: error.to_string(),
                hints: Vec::new(),
            }])
        })?;
        Ok(Outcome { value, warnings })
    }

    /// Whether every font that was asked for could be read. Set in another one a paper would look finished, and pass for up to date
    /// ever after.
    fn with_its_fonts(&self) -> Result<(), TypesetError> {
        let unread = self.unread_fonts();
        if unread.is_empty() {
            return Ok(());
        }
        let told = unread.into_iter().map(|error| Diagnostic {
            severity: Severity::Error,
            file: None,
            position: None,
            called: None,
            message: error.to_string(),
            hints: vec!["请看看盘有没有接好、文件是不是正被别的程序占用，再做一次".to_owned()],
        });
        Err(TypesetError(told.collect()))
    }

    /// The characters that were set as empty boxes.
    pub fn unprintable(document: &PagedDocument) -> Vec<Missing> {
        let mut out = Vec::new();
        for page in document.pages() {
            boxes(&page.frame, &mut out);
        }
        out
    }

    fn warnings(&self, diagnostics: &EcoVec<SourceDiagnostic>) -> Vec<Diagnostic> {
        diagnostics
            .iter()
            // Fonts of the office's machines, and the notice about the target, are as intended.
            .filter(|warning| !docx::is_target_notice(&warning.message))
            .filter(|warning| {
                let family = warning.message.strip_prefix(UNKNOWN_FONT);
                !family.is_some_and(is_office_font)
            })
            .map(|warning| Diagnostic::new(self, warning))
            .collect()
    }

    fn errors(&self, diagnostics: &EcoVec<SourceDiagnostic>) -> TypesetError {
        TypesetError(diagnostics.iter().map(|error| Diagnostic::new(self, error)).collect())
    }
}

/// Several documents as one to be printed at a stretch. With `fronts`, each starts on the front of a sheet: after an odd
/// number of pages an empty one is put in.
pub fn merge(documents: &[PagedDocument], fronts: bool) -> PagedDocument {
    let mut pages: Vec<Page> = Vec::new();
    for document in documents {
        if fronts
            && pages.len() % 2 == 1
            && let Some(last) = pages.last()
        {
            let mut blank = last.clone();
            blank.frame = typst::layout::Frame::hard(last.frame.size());
            pages.push(blank);
        }
        pages.extend(document.pages().iter().cloned());
    }
    for (index, page) in pages.iter_mut().enumerate() {
        page.number = index as u64 + 1;
    }
    let info = documents.first().map(|document| typst::model::Document::info(document).clone()).unwrap_or_default();
    PagedDocument::new(pages.into(), info)
}

/// Drops what Typst has cached and not used for some documents. Call it now and then in long runs, or memory grows with every
/// document.
pub fn cooled(age: usize) {
    comemo::evict(age);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::{FileSource, Fonts, Listing, ReadError, Typesetter};

    struct NoFiles;

    impl FileSource for NoFiles {
        fn read(&self, _: &str) -> Result<Vec<u8>, ReadError> {
            Err(ReadError::Missing)
        }

        fn list(&self) -> Listing {
            Listing::default()
        }
    }

    #[test]
    fn a_font_that_is_gone_for_a_moment_is_no_other_font() {
        let own = Fonts::find(&[], false).unwrap();
        let at = own.files().iter().position(|file| file.info.family == "DejaVu Sans Mono").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (file, away) = (folder.path().join("own.ttf"), folder.path().join("away"));
        std::fs::write(&file, own.font(at).unwrap().unwrap().data()).unwrap();
        let fonts = Fonts::find(&[folder.path().to_owned()], false).unwrap();
        let at = fonts.files().iter().position(|own| own.path.as_deref() == Some(&file)).unwrap();
        let typesetter = Typesetter::new(fonts, Box::new(NoFiles));
        std::fs::rename(&file, &away).unwrap();
        let job = Job::new(&typesetter, "Whose font");
        assert!(typst::World::font(&job, at).is_none());
        let told = format!("读不了字体“{}”：没有这个文件夹或者文件", file.display());
        for error in [job.pages().map(drop).unwrap_err(), job.docx().map(drop).unwrap_err()] {
            assert!(error.to_string().starts_with(&told), "{error}");
        }
        std::fs::rename(&away, &file).unwrap();
        let job = Job::new(&typesetter, "Whose font");
        assert!(typst::World::font(&job, at).is_some() && job.pages().is_ok());
    }
}
