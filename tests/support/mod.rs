//! What the tests of the whole program share: the sample round, workbooks as offices write them, and the program itself.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod dump;
pub mod extremes;
pub mod frames;
pub mod office;
pub mod said;
pub mod xml;

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use jinggang::sample;
use rust_xlsxwriter::Workbook;

/// The sample round's folder.
pub fn sample_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/luzhi-2012")
}

/// The program.
pub fn jinggang() -> Command {
    Command::cargo_bin("jinggang").expect("the program is built")
}

/// How a run of the program ended.
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program.
pub fn run<I, S>(args: I) -> Ended
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    let output = jinggang().args(args).output().expect("the program runs");
    Ended {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A cell of a workbook under construction.
#[derive(Debug, Clone)]
pub enum Cell {
    Text(String),
    Number(f64),
}

/// The sample's tables, to be spoiled on purpose before they are written.
pub struct Book {
    pub sheets: Vec<(String, Vec<Vec<Cell>>)>,
}

impl Book {
    /// The sample, one header row a sheet.
    pub fn sample() -> Self {
        let mut sheets = Vec::new();
        for sheet in jinggang::workbook::schema::SHEETS {
            let Some(data) = sample::rows(sheet.name) else { continue };
            let mut rows = vec![data.keys.iter().cloned().map(Cell::Text).collect::<Vec<_>>()];
            rows.extend(data.rows.into_iter().map(|row| row.into_iter().map(Cell::Text).collect::<Vec<_>>()));
            sheets.push((sheet.name.to_owned(), rows));
        }
        Self { sheets }
    }

    /// Takes a sheet out.
    pub fn without(mut self, name: &str) -> Self {
        self.sheets.retain(|(own, _)| own != name);
        self
    }

    /// A sheet's rows with its header's.
    pub fn rows(&mut self, name: &str) -> &mut Vec<Vec<Cell>> {
        &mut self.sheets.iter_mut().find(|(own, _)| own == name).expect("the sheet").1
    }

    /// A column's index by its header.
    pub fn column(&mut self, sheet: &str, header: &str) -> usize {
        let rows = self.rows(sheet);
        rows[0].iter().position(|cell| matches!(cell, Cell::Text(text) if text == header)).expect("the column")
    }

    /// Changes the cell of the row whose 姓名 (or first column) is `who`; returns the cell's name, as spreadsheets show it.
    pub fn set(&mut self, sheet: &str, who: &str, header: &str, cell: Cell) -> String {
        let column = self.column(sheet, header);
        let rows = self.rows(sheet);
        let is = |cell: &Cell| matches!(cell, Cell::Text(text) if text == who);
        let row = rows.iter().position(|row| row.iter().any(is)).expect("the person");
        rows[row][column] = cell;
        format!("{}{}", jinggang::problem::column_letters(column as u32 + 1), row + 1)
    }

    /// Keeps only the first rows of a sheet.
    pub fn truncate(&mut self, sheet: &str, rows: usize) {
        self.rows(sheet).truncate(rows + 1);
    }

    /// Writes 轮次.xlsx and the sample's photographs into a folder.
    pub fn write(&self, folder: &Path) {
        self.write_hiding(folder, &[]);
    }

    /// The same, with some sheets hidden.
    pub fn write_hiding(&self, folder: &Path, hidden: &[&str]) {
        let mut workbook = Workbook::new();
        for (name, rows) in &self.sheets {
            let worksheet = workbook.add_worksheet();
            worksheet.set_name(name).expect("a name");
            worksheet.set_hidden(hidden.contains(&name.as_str()));
            for (row, cells) in rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let at = (row as u32, column as u16);
                    match cell {
                        Cell::Text(text) if text.is_empty() => {}
                        Cell::Text(text) => drop(worksheet.write_string(at.0, at.1, text).expect("a cell")),
                        Cell::Number(number) => drop(worksheet.write_number(at.0, at.1, *number).expect("a cell")),
                    }
                }
            }
        }
        std::fs::create_dir_all(folder).expect("a folder");
        workbook.save(folder.join("轮次.xlsx")).expect("a workbook");
        let photos = folder.join("照片");
        std::fs::create_dir_all(&photos).expect("a folder");
        for entry in std::fs::read_dir(sample_folder().join("照片")).expect("photographs").flatten() {
            std::fs::copy(entry.path(), photos.join(entry.file_name())).expect("a copy");
        }
    }
}

/// Every file below a folder, by its path with `/`, sorted.
pub fn files(folder: &Path) -> Vec<String> {
    fn collect(folder: &Path, prefix: &str, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name().into_string().expect("UTF-8");
            let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            if entry.path().is_dir() {
                collect(&entry.path(), &path, out);
            } else {
                out.push(path);
            }
        }
    }
    let mut out = Vec::new();
    collect(folder, "", &mut out);
    out.sort();
    out
}

/// Every file below a folder with its bytes.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    files(folder).into_iter().map(|path| (path.clone(), std::fs::read(folder.join(&path)).expect("a file"))).collect()
}
