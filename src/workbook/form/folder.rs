//! The forms in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::places::Places;
use super::{Form, FormFault, FormKind, FormPhoto, lrm, lrmx};
use crate::language::id_number::IdNumber;
use crate::problem::{Place, Problem, in_chinese};
use crate::workbook::file::{decode, entries, file_name, folder_of};
use crate::workbook::photo::PICTURES;

/// The largest form: its photograph is all that can be large, and base64 makes it a third larger.
const LARGEST: u64 = 48 << 20;

/// The folders they lie in beside the workbook, and one level of folders below; and beside it themselves.
pub const FOLDERS: &[&str] = &["任免审批表", "干部任免审批表", "审批表", "任免表"];

/// What the photograph of a .lrm ends in where its editor has written it.
const PIC: &str = "pic";

/// The forms that were read, and what is wrong with the others.
#[derive(Debug, Default)]
pub(in crate::workbook) struct Forms {
    pub forms: Vec<Form>,
    pub problems: Vec<Problem>,
    /// Those in other folders.
    pub aside: Vec<Aside>,
}

/// Forms in a folder that nobody is read from.
#[derive(Debug)]
pub(in crate::workbook) struct Aside {
    /// What the folder is called.
    pub folder: String,
    /// What they say, without photographs.
    pub forms: Vec<Form>,
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
        let Places { mut read, aside, closed } = Places::of(folder);
        // Where a person was saved in both formats, the newer one says more.
        let newer: BTreeSet<PathBuf> = read
            .iter()
            .filter(|(path, _)| kind(path) == Some(FormKind::Lrmx))
            .map(|(path, _)| path.with_extension(""))
            .collect();
        read.retain(|(path, _)| kind(path) == Some(FormKind::Lrmx) || !newer.contains(&path.with_extension("")));
        let mut out = Self::of_named(&read);
        out.problems.extend(closed.iter().map(|(name, error)| refuse_folder(name, error)));
        out.aside = aside.into_iter().map(|(folder, paths)| Aside { folder, forms: without_photos(&paths) }).collect();
        out
    }

    /// The forms in files.
    pub fn of_files(paths: &[PathBuf]) -> Self {
        let named: Vec<(PathBuf, String)> = paths.iter().map(|path| (path.clone(), file_name(path))).collect();
        Self::of_named(&named)
    }

    /// The forms in files that have been given names.
    fn of_named(files: &[(PathBuf, String)]) -> Self {
        let paths: Vec<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
        let photos = photos(&paths);
        let read: Vec<Result<Form, Box<Problem>>> =
            files.par_iter().map(|(path, name)| read(path, name, &photos)).collect();
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
            Ok(form) => Self { forms: vec![form], ..Self::default() },
            Err(problem) => Self { problems: vec![*problem], ..Self::default() },
        }
    }

    /// Whether there is nothing to read, not even a file that cannot be.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.problems.is_empty()
    }
}

/// What forms say that nobody is read from. One that cannot be read says nothing.
fn without_photos(paths: &[PathBuf]) -> Vec<Form> {
    let bare = |form: Form| Form { photo: FormPhoto::None, ..form };
    paths.par_iter().filter_map(|path| read(path, &file_name(path), &BTreeMap::new()).ok().map(bare)).collect()
}

/// The pictures beside the .lrm files that are called as these are, by the path without its ending; of several the one whose ending
/// stands first in the list.
fn photos(paths: &[&Path]) -> BTreeMap<PathBuf, PathBuf> {
    let rank = |path: &Path| {
        let ending = path.extension()?.to_str()?.to_lowercase();
        std::iter::once(&PIC).chain(PICTURES).position(|own| *own == ending)
    };
    let old = paths.iter().filter(|path| kind(path) == Some(FormKind::Lrm));
    let folders: BTreeSet<PathBuf> = old.map(|path| folder_of(path)).collect();
    // A folder that cannot be listed is told by whoever looks for forms or photographs in it.
    let all = folders.iter().flat_map(|folder| entries(folder).unwrap_or_default());
    let mut found: Vec<(usize, PathBuf)> =
        all.filter_map(|path| Some((rank(&path)?, path))).filter(|(_, path)| !path.is_dir()).collect();
    found.sort();
    let mut out = BTreeMap::new();
    for (_, path) in found {
        out.entry(path.with_extension("")).or_insert(path);
    }
    out
}

/// A folder that cannot be opened is not one without forms: who is in it is not known, nor what the forms say of the others.
fn refuse_folder(name: &str, error: &std::io::Error) -> Problem {
    let message = format!("这个文件夹打不开，里面的任免审批表没有读进来：{}", in_chinese(error));
    Problem::error("forms-closed", Place::file(name), message)
        .advice("请看看有没有权限、盘有没有接好；改好以前，各人的文书先不做，做好的不动。")
}

/// Why a file is no form: what is wrong, and what to do.
fn refuse(name: &str, message: &str, advice: &str) -> Box<Problem> {
    Box::new(Problem::error("form-damaged", Place::file(name), message).advice(advice))
}

/// Reads a file, or says what is wrong with it.
fn read(path: &Path, name: &str, photos: &BTreeMap<PathBuf, PathBuf>) -> Result<Form, Box<Problem>> {
    let unreadable = |error: std::io::Error| {
        let message = format!("这份任免审批表读不了：{}", in_chinese(&error));
        refuse(name, &message, "如果文件正在任免表编辑器里打开，请先关闭。")
    };
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST {
        let advice = "请在任免表编辑器里换一张小一些的照片，重新保存。";
        return Err(refuse(name, "文件太大了，不像是任免审批表", advice));
    }
    let mut form = parse(name, &std::fs::read(path).map_err(unreadable)?)?;
    if form.kind == FormKind::Lrm {
        // Found by the listing of `folder_of`, so that of a path of one part it begins with a dot.
        let beside = photos.get(&folder_of(path).join(path.file_stem().unwrap_or_default()));
        form.photo = beside.cloned().map_or(FormPhoto::None, FormPhoto::Beside);
    }
    Ok(form)
}

/// Reads a file's bytes, by the ending of its name.
fn parse(name: &str, bytes: &[u8]) -> Result<Form, Box<Problem>> {
    // Old programs fill the last block with noughts; in UTF-16 one belongs to the last character.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let is_wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.get(1) == Some(&0);
    let end = if is_wide { end.next_multiple_of(2) } else { end };
    let outcome = match (decode(bytes.get(..end).unwrap_or(bytes)), kind(Path::new(name))) {
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
        FormFault::Parted => refuse(
            "这份任免审批表的项数比33项多，多半是哪一项的文字里写了 \",\" 这样的引号和逗号，后面各项都错开了，这个人没有读进来",
            "请用任免表编辑器打开，把文字里的英文引号改成“”，重新保存；能存成 .lrmx 的请存成 .lrmx。",
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
pub(super) fn number_in(name: &str) -> Option<String> {
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
