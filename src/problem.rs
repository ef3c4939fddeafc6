//! What is wrong with the input, where it stands, and what to do: sentences a clerk understands.

use std::fmt;

use ecow::EcoString;
use serde::Serialize;

/// How much it matters. Sorted worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 错误: documents that rest on it are not made.
    Error,
    /// 提醒: documents are made, but somebody should look.
    Warning,
}

impl Severity {
    /// The word clerks see.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
        }
    }
}

/// A place in a file: sheet, row and column counted from 1, each as far as known; or the element of a form (审批表).
///
/// Names are shared, not copied: every cell that is read has its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Place {
    /// The file's name.
    pub file: EcoString,
    /// The sheet's name; empty if it is about the whole file.
    #[serde(skip_serializing_if = "EcoString::is_empty")]
    pub sheet: EcoString,
    /// The row, from 1; 0 if it is about the whole sheet.
    pub row: u32,
    /// The column, from 1; 0 if it is about the whole row.
    pub column: u32,
    /// The element of a .lrmx or .lrm file: what the form calls it, and what the file does; empty elsewhere.
    #[serde(skip_serializing_if = "EcoString::is_empty")]
    pub element: EcoString,
}

impl Place {
    /// A whole file.
    pub fn file(file: &str) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A whole sheet.
    pub fn sheet(file: &str, sheet: &str) -> Self {
        Self { sheet: sheet.into(), ..Self::file(file) }
    }

    /// A cell of this place's sheet.
    pub fn at(&self, row: u32, column: u32) -> Self {
        Self { row, column, ..self.clone() }
    }

    /// An element of this place's file.
    pub fn of(&self, element: impl Into<EcoString>) -> Self {
        Self { file: self.file.clone(), element: element.into(), ..Self::default() }
    }

    /// The cell's name as spreadsheets show it (H7), the row (第7行), or the form's element.
    pub fn cell(&self) -> String {
        match (self.row, self.column) {
            (0, _) => self.element.to_string(),
            (row, 0) => format!("第{row}行"),
            (row, column) => format!("{}{row}", column_letters(column)),
        }
    }
}

/// A column's letters: 1 is A, 27 is AA.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sheet.is_empty() {
            f.write_str(&self.file)?;
            return if self.element.is_empty() { Ok(()) } else { write!(f, " 的{}", self.element) };
        }
        write!(f, "“{}”表", self.sheet)?;
        let cell = self.cell();
        if !cell.is_empty() {
            write!(f, " {cell}")?;
        }
        Ok(())
    }
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// A fixed name of this kind of problem, for programs.
    pub code: &'static str,
    /// Whom it is about, if one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// What stands there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub found: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub advice: String,
}

impl Problem {
    /// An error.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            place,
            code,
            person: None,
            found: String::new(),
            message: message.into(),
            advice: String::new(),
        }
    }

    /// A warning.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// What stands in the cell.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = found.into();
        self
    }

    /// What to do.
    #[must_use]
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice = advice.into();
        self
    }

    /// Whom it is about.
    #[must_use]
    pub fn about(mut self, person: impl Into<String>) -> Self {
        self.person = Some(person.into());
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if let Some(person) = &self.person {
            write!(f, "（{person}）")?;
        }
        write!(f, "：{}", self.message)?;
        if !self.found.is_empty() {
            write!(f, "（填的是“{}”）", self.found)?;
        }
        if !self.message.ends_with(['。', '？', '！']) {
            write!(f, "。")?;
        }
        f.write_str(&self.advice)
    }
}

/// That a file cannot be written, why, and what to do; without the last full stop.
pub fn unwritable(path: &str, error: &std::io::Error) -> String {
    format!("写不了文件“{path}”：{}。{}", in_chinese(error), remedy(error))
}

/// What to do about what cannot be written; without the last full stop.
pub fn remedy(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind::{
        AlreadyExists, IsADirectory, NotADirectory, NotFound, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    match error.kind() {
        StorageFull | QuotaExceeded => "请腾出空间，再做一次",
        IsADirectory => "请把那个文件夹改名，或者移到别处",
        NotADirectory | AlreadyExists => "请把占了文件夹名字的那个文件改名，或者移到别处",
        ReadOnlyFilesystem => "请换一个能写的盘",
        NotFound => "请看看文件夹写得对不对，盘有没有接好",
        _ => "如果文件正打开着，请先关闭；没有打开的，请看看有没有写的权限",
    }
}

/// Why the system does not let a file be read or written, in words.
pub fn in_chinese(error: &std::io::Error) -> String {
    use std::io::ErrorKind::{
        AlreadyExists, InvalidData, IsADirectory, NotADirectory, NotFound, PermissionDenied, QuotaExceeded,
        ReadOnlyFilesystem, StorageFull,
    };
    match error.kind() {
        NotFound => "没有这个文件夹或者文件".to_owned(),
        PermissionDenied => "没有权限，或者被别的程序占用".to_owned(),
        IsADirectory => "这是一个文件夹".to_owned(),
        NotADirectory => "路径里有一段不是文件夹".to_owned(),
        AlreadyExists => "已经有同名的文件".to_owned(),
        StorageFull => "磁盘满了".to_owned(),
        QuotaExceeded => "空间用完了（超出配额）".to_owned(),
        ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        InvalidData => "不是 UTF-8 编码的文字".to_owned(),
        _ => format!("系统提示：{error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_spreadsheets() {
        for (column, letters) in [(1, "A"), (8, "H"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn what_to_do_about_a_file_that_cannot_be_written_depends_on_why() {
        use std::io::ErrorKind::{IsADirectory, PermissionDenied, StorageFull};
        let told = |kind: std::io::ErrorKind| unwritable("8/聘书.pdf", &kind.into());
        assert_eq!(told(StorageFull), "写不了文件“8/聘书.pdf”：磁盘满了。请腾出空间，再做一次");
        assert_eq!(told(IsADirectory), "写不了文件“8/聘书.pdf”：这是一个文件夹。请把那个文件夹改名，或者移到别处");
        assert!(told(PermissionDenied).ends_with("如果文件正打开着，请先关闭；没有打开的，请看看有没有写的权限"));
    }

    #[test]
    fn a_problem_reads_as_a_sentence() {
        let place = Place::sheet("轮次.xlsx", "报名").at(7, 12);
        let problem = Problem::error("id-number", place, "身份证号只有17位")
            .found("32050619750314001")
            .advice("请对照身份证补全。")
            .about("张三");
        assert_eq!(
            problem.to_string(),
            "“报名”表 L7（张三）：身份证号只有17位（填的是“32050619750314001”）。请对照身份证补全。"
        );
    }
}
