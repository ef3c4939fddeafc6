//! Photographs (照片) beside the workbook: found by identity number, name, or the file named in the 照片 column.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::language::name::normalize;
use crate::problem::{Place, Problem};
use crate::round::{Applicant, Photo};

/// The folder they lie in.
const FOLDER: &str = "照片";

/// The pictures in the round's folder.
pub(super) struct Photos {
    /// Whether there is a folder at all.
    pub exists: bool,
    by_name: BTreeMap<String, Vec<PathBuf>>,
}

impl Photos {
    /// Looks through the folder beside the workbook.
    pub fn beside(folder: &Path) -> Self {
        let folder = folder.join(FOLDER);
        let mut by_name: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        let exists = folder.is_dir();
        let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        files.sort();
        for path in files {
            let extension =
                path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
            if !matches!(extension.as_str(), "jpg" | "jpeg" | "png" | "webp" | "bmp" | "gif") {
                continue;
            }
            if let Some(stem) = path.file_stem() {
                by_name.entry(key(&stem.to_string_lossy())).or_default().push(path.clone());
            }
        }
        Self { exists, by_name }
    }

    /// The photograph of a person.
    pub fn find(&self, applicant: &Applicant, at: &Place, shared_name: bool) -> Result<Option<Photo>, Box<Problem>> {
        let named = applicant.text("照片");
        let mut keys = Vec::new();
        if !named.is_empty() {
            let stem = Path::new(named)
                .file_stem()
                .map_or_else(|| named.to_owned(), |stem| stem.to_string_lossy().into_owned());
            keys.push(key(&stem));
        }
        if let Some(id) = &applicant.id_number {
            keys.push(key(id.value.as_str()));
        }
        if !shared_name {
            keys.push(key(applicant.name.as_str()));
        }
        for key in &keys {
            match self.by_name.get(key).map(Vec::as_slice) {
                Some([only]) => return Ok(Some(Photo { path: only.clone() })),
                Some(several) => {
                    let names: Vec<String> = several
                        .iter()
                        .filter_map(|path| path.file_name())
                        .map(|name| name.to_string_lossy().into_owned())
                        .collect();
                    let problem = Problem::warning(
                        "photo-several",
                        at.clone(),
                        format!("有{}张照片：{}", several.len(), names.join("、")),
                    );
                    return Err(Box::new(problem.advice("请只留下要用的一张。").about(applicant.name.as_str())));
                }
                None => {}
            }
        }
        if !named.is_empty() {
            let problem =
                Problem::warning("photo-missing", at.clone(), "“照片”文件夹里没有这张照片，登记表的照片处留空");
            let problem = problem.found(named).advice("请把照片放进“照片”文件夹。");
            return Err(Box::new(problem.about(applicant.name.as_str())));
        }
        Ok(None)
    }
}

/// What is wrong with a picture file, if anything: it is decoded as a whole, as half a file often looks right at its beginning.
pub(super) fn damage(path: &Path) -> Option<&'static str> {
    let Ok(bytes) = std::fs::read(path) else { return Some("读不了") };
    if image::guess_format(&bytes).is_err() {
        return Some("不是图片");
    }
    image::load_from_memory(&bytes).is_err().then_some("损坏了")
}

fn key(text: &str) -> String {
    normalize(text).to_uppercase()
}
