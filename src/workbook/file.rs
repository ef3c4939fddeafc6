//! Opening a workbook by what it contains, whatever its name says.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Ods, Range, Reader, Sheets, StyleRange, Xls, Xlsb, Xlsx};

use super::cell::CellValue;

/// Why a file cannot be read as a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// There is nothing at that path.
    #[error("找不到“{0}”。请检查路径。")]
    Missing(String),
    /// A folder without a workbook.
    #[error("文件夹“{0}”里没有工作簿（.xlsx、.xls、.et、.ods）。请把工作簿放进去，或者直接指明工作簿文件。")]
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
    #[error("“{0}”损坏了，读不出来（{1}）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。")]
    Damaged(String, String),
}

/// One sheet as it stands.
#[derive(Debug, Clone)]
pub(super) struct RawSheet {
    pub name: String,
    /// Cells by row and column from 0, absolute.
    pub rows: Vec<Vec<CellValue>>,
    /// Merged regions: first row, first column, last row, last column.
    pub merged: Vec<(u32, u32, u32, u32)>,
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
pub fn find_workbook(path: &Path) -> Result<PathBuf, OpenError> {
    let shown = path.display().to_string();
    if path.is_file() {
        return Ok(path.to_owned());
    }
    if !path.is_dir() {
        return Err(OpenError::Missing(shown));
    }
    let entries = std::fs::read_dir(path).map_err(|error| OpenError::Unreadable(shown.clone(), error.to_string()))?;
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file() && is_workbook_name(path)).collect();
    found.sort();
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

fn is_workbook_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    // Office programs leave such files beside an open workbook.
    let lock = file_name(path).starts_with("~$") || file_name(path).starts_with(".~");
    !lock && matches!(extension.as_str(), "xlsx" | "xlsm" | "xls" | "xlsb" | "et" | "ods")
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Opens a workbook.
pub(super) fn open(path: &Path) -> Result<RawBook, OpenError> {
    let file = file_name(path);
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => OpenError::Missing(path.display().to_string()),
        _ => OpenError::Unreadable(file.clone(), error.to_string()),
    })?;
    // A malformed file can make the reader panic; that is contained here and told as damage.
    let outcome = catch_unwind(AssertUnwindSafe(|| read_sheets(&file, &bytes)));
    match outcome {
        Ok(result) => result.map(|sheets| RawBook { file, sheets }),
        Err(_) => Err(OpenError::Damaged(file, "文件结构不完整".into())),
    }
}

fn read_sheets(file: &str, bytes: &[u8]) -> Result<Vec<RawSheet>, OpenError> {
    let damaged = |error: &dyn std::fmt::Display| OpenError::Damaged(file.to_owned(), error.to_string());
    match sniff(bytes) {
        Content::Empty => Err(OpenError::Empty(file.to_owned())),
        Content::Other(what) => Err(OpenError::NotSpreadsheet(file.to_owned(), what)),
        Content::Encrypted => Err(OpenError::Encrypted(file.to_owned())),
        Content::Zip => {
            let cursor = Cursor::new(bytes);
            if contains(bytes, b"xl/workbook.bin") {
                let book = Xlsb::new(cursor).map_err(|error| damaged(&error))?;
                return sheets(&mut Sheets::Xlsb(book), file);
            }
            if contains(bytes, b"mimetypeapplication/vnd.oasis.opendocument") {
                let book = Ods::new(cursor).map_err(|error| match error {
                    calamine::OdsError::Password => OpenError::Encrypted(file.to_owned()),
                    error => damaged(&error),
                })?;
                return sheets(&mut Sheets::Ods(book), file);
            }
            if contains(bytes, b"word/document.xml") {
                return Err(OpenError::NotSpreadsheet(file.to_owned(), "是 Word 文档"));
            }
            let book = Xlsx::new(cursor).map_err(|error| match error {
                calamine::XlsxError::Password => OpenError::Encrypted(file.to_owned()),
                error => damaged(&error),
            })?;
            sheets(&mut Sheets::Xlsx(book), file)
        }
        Content::Compound => {
            let book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
                calamine::XlsError::Password => OpenError::Encrypted(file.to_owned()),
                error => damaged(&error),
            })?;
            sheets(&mut Sheets::Xls(book), file)
        }
    }
}

enum Content {
    Empty,
    Zip,
    Compound,
    Encrypted,
    Other(&'static str),
}

/// What a file is, by its first bytes.
fn sniff(bytes: &[u8]) -> Content {
    let start = bytes.get(..8).unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        Content::Empty
    } else if start.starts_with(b"PK") {
        Content::Zip
    } else if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // An encrypted .xlsx is a compound file that holds an encrypted package (names are UTF-16).
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if contains(bytes, &name) { Content::Encrypted } else { Content::Compound }
    } else if start.starts_with(b"%PDF") {
        Content::Other("是 PDF 文件")
    } else if start.starts_with(&[0xFF, 0xD8]) || start.starts_with(&[0x89, b'P', b'N', b'G']) {
        Content::Other("是图片")
    } else if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<') {
        Content::Other("是网页或 XML 文件")
    } else {
        Content::Other("认不出格式")
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn sheets<R: std::io::Read + std::io::Seek + Clone>(
    book: &mut Sheets<R>,
    file: &str,
) -> Result<Vec<RawSheet>, OpenError> {
    let mut out = Vec::new();
    for name in book.sheet_names() {
        // A sheet that is a chart or a macro has no cells; one that cannot be read must not hide the others.
        let range = match book.worksheet_range(&name) {
            Ok(range) => range,
            Err(calamine::Error::Xlsx(calamine::XlsxError::NotAWorksheet(_))) => continue,
            Err(error) => return Err(OpenError::Damaged(file.to_owned(), format!("“{name}”表：{error}"))),
        };
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        let styles = book.worksheet_style(&name).ok();
        let merged = match book {
            Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(&name).unwrap_or_default(),
            Sheets::Xls(book) => book.merge_cells_by_sheet_name(&name).unwrap_or_default(),
            _ => Vec::new(),
        };
        let merged =
            merged.into_iter().map(|region| (region.start.0, region.start.1, region.end.0, region.end.1)).collect();
        out.push(RawSheet { name, rows: rows(&range, &formulas, styles.as_ref()), merged });
    }
    Ok(out)
}

/// The cells by absolute position; rows and columns before the first used cell are there, empty.
fn rows(range: &Range<Data>, formulas: &Range<String>, styles: Option<&StyleRange>) -> Vec<Vec<CellValue>> {
    let (Some(start), Some(end)) = (range.start(), range.end()) else { return Vec::new() };
    let start = formulas.start().map_or(start, |(row, column)| (start.0.min(row), start.1.min(column)));
    let end = formulas.end().map_or(end, |(row, column)| (end.0.max(row), end.1.max(column)));
    let mut out: Vec<Vec<CellValue>> = Vec::new();
    for row in 0..=end.0 {
        let mut cells = Vec::new();
        if row >= start.0 {
            for column in 0..=end.1 {
                let at = (row, column);
                let value = range.get_value(at).map_or(CellValue::Empty, |data| cell(data, at, styles));
                let formula = formulas.get_value(at).filter(|formula| !formula.is_empty());
                cells.push(match (value, formula) {
                    (CellValue::Empty, Some(formula)) => CellValue::Uncomputed(formula.clone()),
                    (value, _) => value,
                });
            }
            while cells.last() == Some(&CellValue::Empty) {
                cells.pop();
            }
        }
        out.push(cells);
    }
    out
}

fn cell(data: &Data, at: (u32, u32), styles: Option<&StyleRange>) -> CellValue {
    let decimals = || {
        let style = styles?.get(at)?;
        decimals(&style.number_format.as_ref()?.format_code)
    };
    match data {
        Data::Empty => CellValue::Empty,
        Data::String(text) if text.starts_with("#") && text.ends_with(['!', '?', 'A']) && text.len() < 12 => {
            CellValue::Error(text.clone())
        }
        Data::String(text) => CellValue::Text(text.clone()),
        Data::Int(value) => CellValue::Number { value: *value as f64, decimals: None },
        Data::Float(value) => CellValue::Number { value: *value, decimals: decimals() },
        Data::Bool(value) => CellValue::Bool(*value),
        Data::Error(error) => CellValue::Error(error.to_string()),
        Data::DateTime(_) | Data::DateTimeIso(_) => match data.as_date() {
            Some(date) => CellValue::Date(date),
            None => CellValue::Text(data.to_string()),
        },
        Data::DurationIso(text) => CellValue::Text(text.clone()),
    }
}

/// The decimal places a number format shows (`0.00_ ` has two); `None` for General and formats that are not plain numbers.
fn decimals(format: &str) -> Option<u8> {
    let first = format.split(';').next()?;
    let (whole, places) = match first.split_once('.') {
        Some((whole, rest)) => (whole, rest.chars().take_while(|c| *c == '0').count()),
        None => (first, 0),
    };
    whole.contains('0').then(|| u8::try_from(places).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_places_come_from_the_number_format() {
        assert_eq!(decimals("0.00"), Some(2));
        assert_eq!(decimals("0.00_ ;[Red]\\-0.00\\ "), Some(2));
        assert_eq!(decimals("#,##0"), Some(0));
        assert_eq!(decimals("General"), None);
        assert_eq!(decimals("@"), None);
    }

    #[test]
    fn files_are_known_by_their_bytes() {
        assert!(matches!(sniff(b""), Content::Empty));
        assert!(matches!(sniff(b"PK\x03\x04rest"), Content::Zip));
        assert!(matches!(sniff(b"  <html><table>"), Content::Other("是网页或 XML 文件")));
        assert!(matches!(sniff(b"%PDF-1.7"), Content::Other("是 PDF 文件")));
    }
}
