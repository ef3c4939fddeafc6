//! 干部任免审批表 files: what the national form's editor keeps a person in.
//!
//! `.lrmx` (version 3) is XML, [`lrmx`]; `.lrm` (version 2) is one line of quoted fields in GBK with the photograph in a `.pic` beside
//! it, [`lrm`]. Both become a [`Form`]; [`rows`] makes applicants of forms, by themselves or together with a roster. Nothing is
//! published of these formats; the names and their order are those of files in use.

mod aside;
mod fields;
mod folder;
mod lrm;
mod lrmx;
mod places;
mod rows;
mod unread;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

pub(in crate::workbook) use aside::report as report_aside;
pub(in crate::workbook) use fields::{FIELDS, Field};
pub use folder::FOLDERS as FORM_FOLDERS;
pub(in crate::workbook) use folder::{Aside, Forms, is_form_name};
pub(in crate::workbook) use rows::{FormCells, join};
pub use write::to_lrmx;

use crate::problem::Place;

/// Which of the two formats a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FormKind {
    /// Version 3, XML.
    #[default]
    Lrmx,
    /// Version 2, quoted fields.
    Lrm,
}

/// The photograph that belongs to a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FormPhoto {
    /// None.
    #[default]
    None,
    /// In the file itself; empty if what stands there is no base64.
    Inside(Arc<[u8]>),
    /// A file beside it.
    Beside(PathBuf),
}

/// One of 家庭主要成员及重要社会关系, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormRelative {
    /// 称谓.
    pub relation: String,
    /// 姓名.
    pub name: String,
    /// 出生年月.
    pub birth: String,
    /// 政治面貌.
    pub party: String,
    /// 工作单位及职务.
    pub work: String,
}

impl FormRelative {
    fn is_blank(&self) -> bool {
        [&self.relation, &self.name, &self.birth, &self.party, &self.work].iter().all(|text| text.trim().is_empty())
    }
}

/// A form as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// The file's name.
    pub file: String,
    /// Its format.
    pub kind: FormKind,
    /// The texts of [`FIELDS`], in their order.
    texts: Vec<String>,
    /// 家庭主要成员及重要社会关系.
    pub relatives: Vec<FormRelative>,
    /// 照片.
    pub photo: FormPhoto,
}

impl Form {
    /// A form with nothing in it.
    pub fn new(file: impl Into<String>, kind: FormKind) -> Self {
        Self { file: file.into(), kind, texts: vec![String::new(); FIELDS.len()], ..Self::default() }
    }

    /// A field's text, by the name it has in .lrmx files (XingMing).
    pub fn text(&self, element: &str) -> &str {
        let found = FIELDS.iter().position(|field| field.element == element).and_then(|at| self.texts.get(at));
        found.map_or("", String::as_str)
    }

    /// Fills a field, by the name it has in .lrmx files. The first of several texts stands.
    pub fn set(&mut self, element: &str, text: impl Into<String>) {
        let Some(at) = FIELDS.iter().position(|field| field.element == element) else { return };
        if let Some(slot) = self.texts.get_mut(at).filter(|slot| slot.trim().is_empty()) {
            *slot = text.into();
        }
    }

    /// The place of a field.
    fn place(&self, field: &Field) -> Place {
        Place::file(&self.file).of(field.name_in(self.kind))
    }
}

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FormFault {
    /// It breaks off, or is no XML or no row of fields.
    Damaged,
    /// Larger than any form.
    TooLarge,
    /// A text in it holds the signs that part the fields.
    Parted,
    /// Something else with that ending.
    Other,
}
