//! The forms in a folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Form, FormFault, FormKind, FormPhoto, lrm, lrmx};
use crate::language::id_number::IdNumber;
use crate::problem::{Place, Problem};
use crate::workbook::file::{decode, file_name};

/// The largest form: its photograph is all that can be large, and base64 makes it a third larger.
const LARGEST: u64 = 48 << 20;

/// The folders they lie in beside the workbook; and beside it themselves.
pub const FOLDERS: &[&str] = &["任免审批表", "干部任免审批表", "审批表", "任免表"];

/// What the photograph of a .lrm may end in.
const PICTURES: &[&str] = &["pic", "PIC", "jpg", "JPG", "jpeg", "png", "bmp"];

/// The forms that were read, and what is wrong with the others.
#[derive(Debug, Default)]
pub(in crate::workbook) struct Forms {
    pub forms: Vec<Form>,
    pub problems: Vec<Problem>,
}

/// Whether a file is a form by its name.
pub(in crate::workbook) fn is_form_name(path: &Path) -> bool {
    kind(path).is_some() && !file_name(path).starts_with(['~', '.'])
}

fn kind(path: &Path) -> Option<FormKind> {
    let ending = path.extension()?;
    if ending.eq_ignore_ascii_case("lrmx") {
        Some(FormKind::Lrmx)
    } else if ending.eq_ignore_ascii_case("lrm") {
        Some(FormKind::Lrm)
    } else {
        None
    }
}

impl Forms {
    /// The forms of a folder, in the order of their names.
    pub fn of_folder(folder: &Path) -> Self {
        let mut paths = inside(folder);
        for name in FOLDERS {
            paths.extend(inside(&folder.join(name)));
        }
        // Where a person was saved in both formats, the newer one says more.
        let newer: BTreeSet<PathBuf> = paths
            .iter()
            .filter(|path| kind(path) == Some(FormKind::Lrmx))
            .map(|path| path.with_extension(""))
            .collect();
        paths.retain(|path| kind(path) == Some(FormKind::Lrmx) || !newer.contains(&path.with_extension("")));
        Self::of_files(&paths)
    }

    /// The forms in files.
    pub fn of_files(paths: &[PathBuf]) -> Self {
        let read: Vec<Result<Form, Box<Problem>>> = paths.par_iter().map(|path| read(path)).collect();
        let mut out = Self::default();
        for one in read {
            match one {
                Ok(form) => out.forms.push(form),
                Err(problem) => out.problems.push(*problem),
            }
        }
        out
    }

    /// The form in a file that is in memory.
    pub fn of_bytes(name: &str, bytes: &[u8]) -> Self {
        match parse(name, bytes) {
            Ok(form) => Self { forms: vec![form], problems: Vec::new() },
            Err(problem) => Self { forms: Vec::new(), problems: vec![*problem] },
        }
    }

    /// Whether there is nothing, not even a file that cannot be read.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.problems.is_empty()
    }
}

fn inside(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_form_name(path) && path.is_file()).collect();
    paths.sort();
    paths
}

/// Why a file is no form: what is wrong, and what to do.
fn refuse(name: &str, message: &str, advice: &str) -> Box<Problem> {
    Box::new(Problem::error("form-damaged", Place::file(name), message).advice(advice))
}

/// Reads a file, or says what is wrong with it.
fn read(path: &Path) -> Result<Form, Box<Problem>> {
    let name = file_name(path);
    let unreadable = |error: std::io::Error| {
        let message = format!("这份任免审批表读不了（{error}）");
        refuse(&name, &message, "如果文件正在任免表编辑器里打开，请先关闭。")
    };
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        let advice = "请在任免表编辑器里换一张小一些的照片，重新保存。";
        return Err(refuse(&name, "文件太大了，不像是任免审批表", advice));
    }
    let mut form = parse(&name, &std::fs::read(path).map_err(unreadable)?)?;
    if form.kind == FormKind::Lrm {
        let beside = PICTURES.iter().map(|ending| path.with_extension(ending)).find(|path| path.is_file());
        form.photo = beside.map_or(FormPhoto::None, FormPhoto::Beside);
    }
    Ok(form)
}

/// Reads a file's bytes, by the ending of its name.
fn parse(name: &str, bytes: &[u8]) -> Result<Form, Box<Problem>> {
    // Old programs fill the last block with noughts.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let outcome = match (decode(bytes.get(..end).unwrap_or_default()), kind(Path::new(name))) {
        (None, _) => Err(FormFault::Damaged),
        (Some(text), Some(FormKind::Lrm)) => lrm::read(&text, name),
        (Some(text), _) => lrmx::read(&text, name),
    };
    let refuse = |message: &str, advice: &str| refuse(name, message, advice);
    let mut form = outcome.map_err(|fault| match fault {
        FormFault::Damaged => refuse(
            "这份任免审批表损坏了，读不出来，这个人没有读进来",
            "请用任免表编辑器打开，重新保存；打不开的话，请用备份。",
        ),
        FormFault::TooLarge => refuse("内容太多，不像是任免审批表，没有读进来", "请用任免表编辑器打开，重新保存。"),
        FormFault::Other => refuse(
            "名字像任免审批表，内容不是，没有读进来",
            "请用任免表编辑器导出 .lrmx 文件；不是任免审批表的请移到别处。",
        ),
    })?;
    if form.text("ShenFenZheng").trim().is_empty()
        && let Some(number) = number_in(name)
    {
        form.set("ShenFenZheng", number);
    }
    Ok(form)
}

/// An identity number in a file's name: `张三_320506197503140016.lrm`. Older files have none inside.
fn number_in(name: &str) -> Option<String> {
    let runs = name.split(|c: char| !(c.is_ascii_digit() || matches!(c, 'x' | 'X')));
    runs.filter(|run| run.len() == 18).find_map(|run| Some(run.parse::<IdNumber>().ok()?.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_the_name_is_found() {
        assert_eq!(number_in("张三_11010519491231002x.lrm").as_deref(), Some("11010519491231002X"));
        assert_eq!(number_in("张三_110105194912310021.lrm"), None);
        assert_eq!(number_in("张三.lrm"), None);
    }
}
