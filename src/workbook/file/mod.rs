//! Opening a workbook by what it contains, whatever its name says.

mod biff;
mod cells;
mod compound;
mod drawing;
mod grid;
mod merged;
mod notes;
mod number_format;
mod ods;
mod package;
pub(super) mod parts;
mod pictures;
mod sniff;
mod text;
mod unseen;
mod xls;
mod xlsx;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cell::CellValue;
use crate::language::invisible::visible;
use crate::problem::in_chinese;
use grid::TooLarge;
pub(super) use merged::Merged;
pub(super) use ods::entity_text;
use package::{Kind, PackageError};
use sniff::{Content, sniff};
pub(super) use text::decode;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 512 << 20;

/// Why a file cannot be read as a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is nothing at that path.
    #[error("找不到“{0}”。请检查路径。")]
    Missing(String),
    /// A folder without a workbook.
    #[error(
        "文件夹“{0}”里没有工作簿（.xlsx、.xls、.et、.ods、.csv），也没有任免审批表文件（.lrmx、.lrm）。请把工作簿放进去，或者直接指明工作簿文件。"
    )]
    NoWorkbook(String),
    /// A folder with several, none of which is 轮次.
    #[error("文件夹“{0}”里有好几个工作簿：{1}。请把要用的一个改名为“轮次”，或者直接指明工作簿文件。")]
    Ambiguous(String, String),
    /// The system does not let it be read.
    #[error("读不了“{0}”：{1}。如果文件正在 Excel 或 WPS 里打开，请先关闭。")]
    Unreadable(String, String),
    /// An empty file.
    #[error("“{0}”是空文件。")]
    Empty(String),
    /// Something else than a spreadsheet.
    #[error("“{0}”不是电子表格（{1}）。请用 Excel 或 WPS 打开原表，另存为 .xlsx 后再试。")]
    NotSpreadsheet(String, &'static str),
    /// A password is needed.
    #[error("“{0}”设了打开密码，程序读不了。请用 Excel 或 WPS 打开，取消密码后另存。")]
    Encrypted(String),
    /// Damaged.
    #[error("“{0}”损坏了，读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试；打不开的话，请用备份。")]
    Damaged(String),
    /// Larger than any roster.
    #[error("“{0}”太大了，不像是名册。请删去多余的表、空白行列和图片，另存为 .xlsx 后再试。")]
    TooLarge(String),
}

/// One sheet as it stands.
#[derive(Debug, Clone)]
pub(super) struct RawSheet {
    pub name: String,
    /// Cells by row and column from 0, absolute.
    pub rows: Vec<Vec<CellValue>>,
    /// Merged regions.
    pub merged: Merged,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Rows that nobody sees or that are struck through.
    pub unseen: Unseen,
    /// Notes (批注), where the format tells (.xlsx, .ods).
    pub notes: Vec<RawNote>,
    /// Pictures, by the cell they stand in.
    pub pictures: Vec<RawPicture>,
    /// How many pictures there are besides that no cell holds, or that are kept in a way that is not read.
    pub unread_pictures: u32,
}

/// Rows, from 1, that are hidden or filtered out, and rows and cells that are struck through, as far as the format tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Unseen {
    /// Hidden, by hand or by a filter.
    pub hidden: BTreeSet<u32>,
    /// Struck through.
    pub struck: BTreeSet<u32>,
    /// Cells of other rows, by row and column from 1, that are struck through, and whether only a part of what they say is.
    pub struck_cells: BTreeMap<(u32, u32), bool>,
}

/// A note on a cell.
#[derive(Debug, Clone)]
pub(super) struct RawNote {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What it says.
    pub text: String,
}

/// A picture on a sheet.
#[derive(Debug, Clone)]
pub(super) struct RawPicture {
    /// The row of its upper left corner, from 0.
    pub row: u32,
    /// The column of its upper left corner, from 0.
    pub column: u32,
    /// Its bytes; none if the file does not hold what the cell refers to.
    pub bytes: Arc<[u8]>,
}

/// Why the content of a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// A password is needed.
    Encrypted,
    /// Damaged.
    Damaged,
    /// Larger than any roster, or pretending to be.
    TooLarge,
    /// Nothing is in it.
    Empty,
    /// Something else than a spreadsheet: what it is, in words.
    Other(&'static str),
    /// A sheet without cells.
    NoSheet,
}

impl From<TooLarge> for Fault {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// An opened workbook.
#[derive(Debug, Clone)]
pub(super) struct RawBook {
    pub file: String,
    pub sheets: Vec<RawSheet>,
}

/// The workbook meant by a path: the file itself, or the one in a folder.
///
/// # Errors
/// If there is none, or several and none is called 轮次.
pub(super) fn find_workbook(path: &Path) -> Result<PathBuf, OpenError> {
    let shown = path.display().to_string();
    if path.is_file() {
        return Ok(path.to_owned());
    }
    if !path.is_dir() {
        return Err(OpenError::Missing(shown));
    }
    let found = workbooks(path).map_err(|error| OpenError::Unreadable(shown.clone(), in_chinese(&error)))?;
    let named: Vec<&PathBuf> =
        found.iter().filter(|path| path.file_stem().is_some_and(|stem| stem == "轮次")).collect();
    match (found.as_slice(), named.as_slice()) {
        (_, [only]) => Ok((*only).clone()),
        ([only], _) => Ok(only.clone()),
        ([], _) => Err(OpenError::NoWorkbook(shown)),
        (several, _) => {
            let names: Vec<String> = several.iter().map(|path| file_name(path)).collect();
            Err(OpenError::Ambiguous(shown, names.join("、")))
        }
    }
}

/// The workbooks of a folder, by name. A table exported as text lies beside its workbook often enough; it counts only where there
/// is no workbook.
fn workbooks(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = tables_in(folder)?;
    if found.iter().any(|path| !is_text_name(path)) {
        found.retain(|path| !is_text_name(path));
    }
    Ok(found)
}

/// The workbooks of a folder, and the tables in it that are text.
fn tables_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let all: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    let mut found: Vec<PathBuf> = all.into_iter().filter(|path| path.is_file() && is_workbook_name(path)).collect();
    found.sort();
    Ok(found)
}

/// The workbooks that lie in a folder beside the one that is read, by their names. Text called as the workbook was exported from it.
///
/// # Errors
/// If the folder cannot be listed: others are not to be passed over without a word.
pub(super) fn beside(workbook: &Path, folder: &Path) -> Result<Vec<String>, OpenError> {
    let own = file_name(workbook);
    let exported = |path: &PathBuf| is_text_name(path) && path.file_stem() == workbook.file_stem();
    let found =
        tables_in(folder).map_err(|error| OpenError::Unreadable(folder.display().to_string(), in_chinese(&error)))?;
    let names = found.iter().filter(|path| !exported(path)).map(|path| file_name(path));
    Ok(names.filter(|name| *name != own).collect())
}

fn is_text_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv") || extension.eq_ignore_ascii_case("tsv"))
}

fn is_workbook_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    // Office programs leave such files beside an open workbook.
    let lock = file_name(path).starts_with("~$") || file_name(path).starts_with(".~");
    !lock && matches!(extension.as_str(), "xlsx" | "xlsm" | "xls" | "xlsb" | "et" | "ods" | "csv" | "tsv")
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The folder a file lies in. A path of one part has an empty parent, which no system lists.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// What lies in a folder; nothing where there is no such folder, can be none, or is a file of that name.
///
/// # Errors
/// If it is there and the system does not let it be listed to the end.
pub(super) fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    use std::io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    match std::fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidInput) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Opens a workbook.
pub(super) fn open(path: &Path) -> Result<RawBook, OpenError> {
    open_bytes(file_name(path), &bytes_of(path)?)
}

/// The bytes of a workbook.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, OpenError> {
    let file = file_name(path);
    let unreadable = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => OpenError::Missing(path.display().to_string()),
        _ => OpenError::Unreadable(file.clone(), in_chinese(error)),
    };
    let size = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
    if size > LARGEST {
        return Err(OpenError::TooLarge(file));
    }
    std::fs::read(path).map_err(|error| unreadable(&error))
}

/// Opens a workbook that is in memory.
pub(super) fn open_bytes(file: String, bytes: &[u8]) -> Result<RawBook, OpenError> {
    let sheets = sheets(&file, bytes).map_err(|fault| match fault {
        Fault::Encrypted => OpenError::Encrypted(file.clone()),
        Fault::Damaged | Fault::NoSheet => OpenError::Damaged(file.clone()),
        Fault::TooLarge => OpenError::TooLarge(file.clone()),
        Fault::Empty => OpenError::Empty(file.clone()),
        Fault::Other(what) => OpenError::NotSpreadsheet(file.clone(), what),
    })?;
    Ok(RawBook { file, sheets: sheets.into_iter().map(as_seen).collect() })
}

/// The sheet with its texts as everybody sees them: what shows nothing must neither part a name from the same name elsewhere nor make a
/// date or a mark unreadable, with a message in which nobody finds the fault.
fn as_seen(mut sheet: RawSheet) -> RawSheet {
    for cell in sheet.rows.iter_mut().flatten() {
        if let CellValue::Text(text) = cell
            && let Cow::Owned(seen) = visible(text)
        {
            *cell = CellValue::Text(seen);
        }
    }
    sheet
}

/// The sheets in a file's bytes. A malformed file can make a reader panic; that is contained here and told as damage.
fn sheets(file: &str, bytes: &[u8]) -> Result<Vec<RawSheet>, Fault> {
    silently(|| match sniff(bytes) {
        Content::Empty => Err(Fault::Empty),
        Content::Other(what) => Err(Fault::Other(what)),
        Content::Text => text::read(bytes, file),
        Content::Compound => xls::read(bytes),
        Content::Package => {
            let checked = package::check(bytes).map_err(|error| match error {
                PackageError::Damaged => Fault::Damaged,
                PackageError::Encrypted => Fault::Encrypted,
                PackageError::TooLarge => Fault::TooLarge,
            })?;
            match checked.kind {
                Kind::Xlsx => xlsx::read(bytes, checked.formulas),
                Kind::Xlsb => xlsx::read_binary(bytes, checked.media),
                Kind::Ods => ods::read(bytes),
                Kind::Other(what) => Err(Fault::Other(what)),
            }
        }
    })
    .unwrap_or(Err(Fault::Damaged))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// Runs a reader that may panic; `None` if it did. Nothing about it is printed: the clerk gets a sentence instead.
fn silently<T>(read: impl FnOnce() -> T) -> Option<T> {
    thread_local! {
        static QUIET: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.with(std::cell::Cell::get) {
                usual(info);
            }
        }));
    });
    QUIET.with(|quiet| quiet.set(true));
    let outcome = catch_unwind(AssertUnwindSafe(read));
    QUIET.with(|quiet| quiet.set(false));
    outcome.ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_what_everybody_sees() {
        let written = "姓名,岗位\n\u{F90A}鹤年\u{FE00},\u{202A}办公室副主任\u{202C}\n";
        let book = open_bytes("名册.csv".into(), written.as_bytes()).unwrap();
        let texts: Vec<String> =
            book.sheets.iter().flat_map(|own| own.rows.iter().flatten()).map(CellValue::show).collect();
        assert_eq!(texts, ["姓名", "岗位", "金鹤年", "办公室副主任"]);
    }
}
