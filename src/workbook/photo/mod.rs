//! Photographs (照片) beside the workbook: found by identity number, name, name and birth, or the file named in the 照片 column.

mod look;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::language::date::{DateStyle, PartialDate};
use crate::language::id_number::IdNumber;
use crate::language::name::normalize;
use crate::problem::{Place, Problem, in_chinese};
use crate::round::{Applicant, Photo, PhotoSource};
use crate::workbook::file::{entries, file_name};
use crate::workbook::file_words;
use crate::workbook::values::is_nothing;

pub(super) use look::{LEAST, Look, look};

/// The folders they lie in, beside the workbook.
const FOLDERS: &[&str] = &["照片", "相片", "photos", "Photos"];

/// Endings of pictures, those too that have to be converted first, so that they can be named.
pub(super) const PICTURES: &[&str] =
    &["jpg", "jpeg", "png", "webp", "bmp", "gif", "heic", "heif", "tif", "tiff", "jfif"];

/// The pictures in the round's folder.
#[derive(Default)]
pub(super) struct Photos {
    /// Whether there is a folder for them, or a picture beside the workbook.
    pub exists: bool,
    /// Whether there are any pictures.
    pub empty: bool,
    /// The folder for photographs that the system does not let be read, and why: what is in it nobody knows.
    pub closed: Option<String>,
    /// The pictures in the folders for photographs.
    inside: Vec<PathBuf>,
    /// By the file's name.
    by_name: BTreeMap<String, Vec<PathBuf>>,
    /// By what a longer name says: the identity number in it, the name and the month of birth, the name.
    by_part: BTreeMap<String, Vec<PathBuf>>,
    /// By the parts of a longer name that may be somebody's.
    by_word: BTreeMap<String, Vec<PathBuf>>,
    /// Those that bear one applicant's name and another's number: nobody's, until somebody says whose.
    contested: BTreeSet<PathBuf>,
}

impl Photos {
    /// Looks through the folders beside the workbook, one level of folders within them, and the workbook's own folder.
    pub fn beside(folder: &Path) -> Self {
        let mut closed = None;
        let mut list = |folder: &Path, shown: &str| {
            pictures(folder).unwrap_or_else(|error| {
                closed.get_or_insert_with(|| format!("{shown}打不开：{}", in_chinese(&error)));
                Pictures::default()
            })
        };
        let beside = list(folder, "工作簿所在的文件夹").files;
        let mut inside = Vec::new();
        let mut exists = false;
        for name in FOLDERS {
            let inner = folder.join(name);
            exists |= inner.is_dir();
            let found = list(&inner, &format!("“{name}”文件夹"));
            inside.extend(found.files);
            for folder in found.folders {
                inside.extend(list(&folder, &format!("“{name}/{}”文件夹", file_name(&folder))).files);
            }
        }
        let files: Vec<PathBuf> = beside.into_iter().chain(inside.iter().cloned()).collect();
        let exists = exists || !files.is_empty();
        let empty = files.is_empty();
        let mut photos = Self { exists, empty, closed, inside, ..Self::default() };
        for path in files {
            let Some(stem) = stem(&path) else { continue };
            photos.by_name.entry(key(&stem)).or_default().push(path.clone());
            for part in parts(&stem) {
                photos.by_part.entry(part).or_default().push(path.clone());
            }
            for word in file_words::parts(&stem) {
                photos.by_word.entry(word).or_default().push(path.clone());
            }
        }
        photos
    }

    /// Finds the pictures that bear the name of one applicant and the number of another who is not named: each with the two, the
    /// named one first, by where they stand among the applicants. They are used for neither.
    pub fn contested(&mut self, applicants: &[Applicant]) -> Vec<(String, usize, usize)> {
        let files: BTreeSet<&PathBuf> =
            [&self.by_name, &self.by_part].into_iter().flat_map(BTreeMap::values).flatten().collect();
        let bearers = Bearers::of(applicants);
        let mut out = Vec::new();
        let mut contested = BTreeSet::new();
        for path in files {
            let Some((named, numbered)) = bearers.two_of(path) else { continue };
            out.push((file_name(path), named, numbered));
            contested.insert(path.clone());
        }
        self.contested = contested;
        out
    }

    /// The pictures in the folders for photographs that nobody has.
    pub fn unclaimed(&self, claimed: &BTreeSet<&Path>) -> Vec<String> {
        self.inside.iter().filter(|path| !claimed.contains(path.as_path())).map(|path| file_name(path)).collect()
    }

    /// The photograph of a person. `shared_name`: another applicant has the same name. What is told of files that are not used goes to
    /// `problems`.
    pub fn find(
        &self,
        applicant: &Applicant,
        at: &Place,
        shared_name: bool,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<Photo>, Box<Problem>> {
        let named = applicant.text("照片");
        let about = |problem: Problem| Box::new(problem.about(applicant.name.as_str()));
        let mut keys = Vec::new();
        if !named.is_empty() && !is_answer(named) {
            let path = Path::new(named);
            let picture = path.extension().is_some_and(|ending| is_ending(&ending.to_string_lossy()));
            let stem = path.file_stem().filter(|_| picture).map(|stem| stem.to_string_lossy().into_owned());
            let key = key(&stem.unwrap_or_else(|| named.to_owned()));
            if !self.by_name.contains_key(&key) {
                let problem =
                    Problem::warning("photo-missing", at.clone(), "“照片”文件夹里没有这张照片，登记表的照片处留空");
                return Err(about(problem.found(named).advice("请把照片放进“照片”文件夹。")));
            }
            keys.push(key);
        }
        keys.extend(applicant.id_number.as_ref().map(|id| key(id.value.as_str())));
        let name = key(applicant.name.as_str());
        let birth = applicant.birth.as_ref().map(|birth| month_key(&name, birth.value));
        let card = applicant.id_number.as_ref().map(|id| month_key(&name, id.value.birth().into()));
        keys.extend(birth.into_iter().chain(card));
        if !shared_name {
            keys.push(name.clone());
        }
        for key in &keys {
            for files in [&self.by_name, &self.by_part, &self.by_word].into_iter().filter_map(|files| files.get(key)) {
                match self.own(files, applicant, at, problems).as_slice() {
                    [only] => {
                        return Ok(Some(Photo { name: file_name(only), source: PhotoSource::File((*only).clone()) }));
                    }
                    [] => {}
                    several => {
                        let names: Vec<String> = several.iter().map(|path| file_name(path)).collect();
                        let message = format!("有{}张照片：{}", several.len(), names.join("、"));
                        let problem = Problem::warning("photo-several", at.clone(), message);
                        return Err(about(problem.advice("请只留下要用的一张。")));
                    }
                }
            }
        }
        if shared_name {
            let all = [&self.by_name, &self.by_part, &self.by_word].into_iter().filter_map(|files| files.get(&name));
            let own = all
                .flatten()
                .filter(|file| !self.contested.contains(*file) && contradiction(file, applicant).is_none());
            let names: BTreeSet<String> = own.map(|file| file_name(file)).collect();
            if !names.is_empty() {
                let names = names.into_iter().collect::<Vec<_>>().join("”“");
                let message = format!("有同名的人，分不清“{names}”是谁的照片");
                let problem = Problem::warning("photo-shared", at.clone(), message);
                return Err(about(problem.advice("请把照片改用身份证号作文件名。")));
            }
        }
        Ok(None)
    }

    /// Those of several files that may be a person's. The others, which say that they are somebody else's, are told.
    fn own<'f>(
        &self,
        files: &'f [PathBuf],
        applicant: &Applicant,
        at: &Place,
        problems: &mut Vec<Problem>,
    ) -> Vec<&'f PathBuf> {
        let mut out = Vec::new();
        for path in files.iter().filter(|path| !self.contested.contains(*path)) {
            let Some(what) = contradiction(path, applicant) else {
                out.push(path);
                continue;
            };
            let message = format!("照片“{}”的文件名里的{what}，没有用", file_name(path));
            let problem = Problem::warning("photo-differs", at.clone(), message);
            let problem = problem.advice("请核对是谁的照片，改正文件名：用本人的身份证号或姓名。");
            let problem = problem.about(applicant.name.as_str());
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        out
    }
}

/// Who bears a name and who a number, by where they stand among the applicants: so many files are looked through.
struct Bearers<'a> {
    names: BTreeMap<String, Vec<usize>>,
    numbers: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Bearers<'a> {
    fn of(applicants: &'a [Applicant]) -> Self {
        let mut out = Self { names: BTreeMap::new(), numbers: BTreeMap::new() };
        for (index, own) in applicants.iter().enumerate() {
            out.names.entry(key(own.name.as_str())).or_default().push(index);
            if let Some(id) = &own.id_number {
                out.numbers.entry(id.value.as_str()).or_default().push(index);
            }
        }
        out
    }

    /// The applicant whose name a file bears, and the other one whose number it bears.
    fn two_of(&self, path: &Path) -> Option<(usize, usize)> {
        let stem = stem(path)?;
        let plain = key(&stem);
        let ids = figures(&plain).into_iter().filter_map(|run| run.parse::<IdNumber>().ok());
        let numbered: BTreeSet<usize> = ids.filter_map(|id| self.numbers.get(id.as_str())).flatten().copied().collect();
        let numbered_first = numbered.first()?;
        let mut words = parts(&stem);
        words.extend(file_words::parts(&stem));
        let named: BTreeSet<usize> = words.iter().filter_map(|word| self.names.get(word)).flatten().copied().collect();
        named.is_disjoint(&numbered).then_some((*named.first()?, *numbered_first))
    }
}

/// What is written in the 照片 column by those who tick off whose has come.
pub(super) fn is_answer(text: &str) -> bool {
    const ANSWERS: &[&str] = &[
        "有",
        "无",
        "是",
        "否",
        "√",
        "✓",
        "✔",
        "☑",
        "×",
        "已交",
        "未交",
        "已收",
        "未收",
        "已提交",
        "未提交",
        "已提供",
        "未提供",
        "已有",
        "没有",
        "齐",
        "已齐",
        "电子版",
        "电子照",
        "见文件夹",
        "见附件",
        "另附",
        "附后",
        "Y",
        "N",
    ];
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '，' | ','));
    is_nothing(bare) || ANSWERS.iter().any(|answer| bare.eq_ignore_ascii_case(answer))
}

/// A file's name without its ending, and without a second one that nobody saw when it was given: 王浩.jpg.jpg.
fn stem(path: &Path) -> Option<String> {
    let mut stem = PathBuf::from(path.file_stem()?);
    while stem.extension().is_some_and(|ending| is_ending(&ending.to_string_lossy())) {
        stem = PathBuf::from(stem.file_stem()?);
    }
    Some(stem.to_string_lossy().into_owned())
}

/// What in a file's name says that the photograph is somebody else's: another's number, or another birth.
fn contradiction(path: &Path, applicant: &Applicant) -> Option<String> {
    let stem = stem(path)?;
    let plain = key(&stem);
    let runs = figures(&plain);
    let numbers: Vec<IdNumber> = runs.iter().filter_map(|run| run.parse().ok()).collect();
    if let Some(own) = &applicant.id_number
        && let Some(other) = numbers.first()
    {
        return (!numbers.contains(&own.value)).then(|| format!("身份证号{other}不是本人的（{}）", own.value));
    }
    let own = applicant.birth.as_ref()?.value;
    let numbered = numbers.first().map(|number| PartialDate::from(number.birth()));
    let dated = runs.iter().filter_map(|run| date_of(run)).find(|date| date.month().is_some());
    // A day by which somebody has grown up is that of the photograph, or of whatever else.
    let is_birth = |date: &PartialDate| date.year() < own.year() + GROWN_UP;
    let other = numbered.or_else(|| dated.filter(is_birth))?;
    (!other.agrees_with(own)).then(|| {
        let form = |date: PartialDate| date.format(DateStyle::Form);
        format!("出生年月{}不是本人的（{}）", form(other), form(own))
    })
}

/// So many years after a birth a day is none of a birth.
const GROWN_UP: i32 = 18;

fn is_ending(ending: &str) -> bool {
    PICTURES.contains(&ending.to_lowercase().as_str())
}

/// What of a folder matters here, by name.
#[derive(Default)]
struct Pictures {
    /// The pictures.
    files: Vec<PathBuf>,
    /// What may be a folder: what the system does not let be looked at is told when it is listed.
    folders: Vec<PathBuf>,
}

fn pictures(folder: &Path) -> std::io::Result<Pictures> {
    let mut out = Pictures::default();
    for path in entries(folder)? {
        let named = path.extension().is_some_and(|ending| is_ending(&ending.to_string_lossy()));
        if named && !path.is_dir() {
            out.files.extend(Some(path).filter(|path| !file_name(path).starts_with("._")));
        } else if !path.is_file() {
            out.folders.push(path);
        }
    }
    out.files.sort();
    out.folders.sort();
    Ok(out)
}

fn key(text: &str) -> String {
    normalize(text).to_uppercase()
}

/// A name and a month of birth.
fn month_key(name: &str, birth: PartialDate) -> String {
    format!("{name} {}", birth.format(DateStyle::Form))
}

/// The runs of figures in a name, with what stands between those of a date.
fn runs(plain: &str) -> Vec<&str> {
    plain
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, 'X' | '.' | '·' | '-' | '年' | '月')))
        .filter(|run| run.chars().any(|c| c.is_ascii_digit()))
        .collect()
}

/// The runs without the marks around them.
fn figures(plain: &str) -> Vec<&str> {
    runs(plain).into_iter().map(|run| run.trim_matches(['-', '.', '·'])).collect()
}

/// The date a run of figures is.
fn date_of(run: &str) -> Option<PartialDate> {
    run.replace('·', ".").parse().ok()
}

/// What a longer file name says: `张三-19750314`, `张三_320506197503140016`, `01张三`, `张三（党政办）`, `张三证件照`.
fn parts(stem: &str) -> Vec<String> {
    let plain = key(stem);
    let mut out = Vec::new();
    let digits = runs(&plain);
    let mut name: String = plain.split(['(', '（', '[', '【']).next().unwrap_or_default().to_owned();
    for run in &digits {
        name = name.replace(run, "");
    }
    let name = name.trim_matches(|c: char| !c.is_alphabetic()).to_owned();
    let name = ["证件照", "登记照", "一寸照", "二寸照", "1寸照", "2寸照", "照片", "相片", "一寸", "二寸"]
        .iter()
        .find_map(|tail| name.strip_suffix(tail))
        .unwrap_or(&name)
        .trim_matches(|c: char| !c.is_alphabetic());
    for run in digits {
        let bare = run.trim_matches(['-', '.', '·']);
        if bare.len() == 18 {
            out.push(bare.to_owned());
        } else if let Some(date) = date_of(bare).filter(|date| date.month().is_some()) {
            out.push(month_key(name, date));
        }
    }
    if !name.is_empty() && name != plain {
        out.push(name.to_owned());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_names_say_whose_they_are() {
        for (stem, wanted) in [
            ("张三-19750314", "张三 1975.03"),
            ("张三-1975.03", "张三 1975.03"),
            ("张三_320506197503140016", "320506197503140016"),
            ("32050619750314001x张三", "32050619750314001X"),
            ("01 张三", "张三"),
            ("张三（党政办）", "张三"),
            ("张三证件照", "张三"),
            ("张三_二寸", "张三"),
        ] {
            assert!(parts(stem).iter().any(|part| part == wanted), "{stem}: {:?}", parts(stem));
        }
        assert!(parts("张三").is_empty());
    }
}
