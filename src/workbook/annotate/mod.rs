//! A copy of a workbook in which every problem is a coloured cell with a note, for the clerk to put right there.
//!
//! A .xlsx is copied as it is, fonts, widths, pictures and all, and only what is to be seen is put in ([`package`]); any other format,
//! and a .xlsx that is built in a way not known here, is written anew ([`rewrite`]).

mod list;
mod notes;
mod package;
mod rewrite;
mod seal;
mod sheet;
mod styles;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) use notes::AUTHOR;

use rust_xlsxwriter::XlsxError;

use super::file::{OpenError, file_name, open, open_bytes};
use crate::problem::Problem;

/// Why no copy can be made.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The workbook cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It does not fit into a .xlsx file.
    #[error("批注工作簿写不成：{0}")]
    Write(#[from] XlsxError),
}

/// The sheet that lists all problems, each a click away from its cell.
pub(super) const LIST: &str = "检查结果";

/// The colours of cells with errors, and of those with mere doubts.
const ERROR: u32 = 0x00FF_9999;
const WARNING: u32 = 0x00FF_EB9C;

/// The longest text a cell may hold (Excel's limit), in UTF-16 units.
const LONGEST: usize = 32_767;

/// A text as far as a cell holds it.
fn cut(text: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    text.chars().take_while(fits).collect()
}

/// What problems a cell has: whether one is an error, and the sentences.
type Marks = BTreeMap<(u32, u32), (bool, Vec<String>)>;

/// A workbook as it was when it was read: what is marked is what was checked, whatever becomes of the file meanwhile.
#[derive(Debug, Clone)]
pub struct Original {
    /// Where it lies.
    pub path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// Makes the copy, as the bytes of a .xlsx file, from a workbook of any format.
///
/// # Errors
/// If the workbook cannot be opened, or breaks a limit of the format.
pub fn annotate(original: &Original, problems: &[Problem]) -> Result<Vec<u8>, AnnotateError> {
    let copy = match package::annotate(&original.bytes, problems) {
        Some(copy) => copy,
        None => rewrite::annotate(&open_bytes(file_name(&original.path), &original.bytes)?, problems)?,
    };
    Ok(seal::seal(copy))
}

/// Whether a file is a copy made by [`annotate`] in which nobody has worked since: it may be made anew.
pub fn is_annotated(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| seal::holds(&bytes))
}

/// Whether a file is a copy made by [`annotate`], whatever has been done in it since.
pub fn was_annotated(path: &Path) -> bool {
    open(path).is_ok_and(|book| book.sheets.iter().any(|sheet| sheet.name == LIST))
}

/// The problems of a sheet by cell, from 0. What is about a row stands in its first cell, what is about the sheet in A1.
fn marks(sheet: &str, problems: &[Problem]) -> Marks {
    let mut out = Marks::new();
    for problem in problems.iter().filter(|problem| problem.place.sheet == sheet) {
        let at = (problem.place.row.saturating_sub(1), problem.place.column.saturating_sub(1));
        let (error, sentences) = out.entry(at).or_default();
        *error |= problem.is_error();
        let sentence =
            format!("{}：{}。{}", problem.severity.as_str(), problem.message.trim_end_matches('。'), problem.advice);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    out
}
