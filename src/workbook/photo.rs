//! Photographs (照片) beside the workbook: found by identity number, name, name and birth, or the file named in the 照片 column.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader, Limits};

use super::file::{entries, file_name};
use crate::language::date::{DateStyle, PartialDate};
use crate::language::name::normalize;
use crate::problem::{Place, Problem, in_chinese};
use crate::round::{Applicant, Photo, PhotoSource};

/// The folders they lie in, beside the workbook.
const FOLDERS: &[&str] = &["照片", "相片", "photos", "Photos"];

/// Endings of pictures, those too that have to be converted first, so that they can be named.
pub(super) const PICTURES: &[&str] =
    &["jpg", "jpeg", "png", "webp", "bmp", "gif", "heic", "heif", "tif", "tiff", "jfif"];

/// The pictures in the round's folder.
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
        let mut photos = Self { exists, empty, closed, inside, by_name: BTreeMap::new(), by_part: BTreeMap::new() };
        for path in files {
            let Some(stem) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
            photos.by_name.entry(key(&stem)).or_default().push(path.clone());
            for part in parts(&stem) {
                photos.by_part.entry(part).or_default().push(path.clone());
            }
        }
        photos
    }

    /// The pictures in the folders for photographs that nobody has.
    pub fn unclaimed(&self, claimed: &BTreeSet<&Path>) -> Vec<String> {
        self.inside.iter().filter(|path| !claimed.contains(path.as_path())).map(|path| file_name(path)).collect()
    }

    /// The photograph of a person. `shared_name`: another applicant has the same name.
    pub fn find(&self, applicant: &Applicant, at: &Place, shared_name: bool) -> Result<Option<Photo>, Box<Problem>> {
        let named = applicant.text("照片");
        let about = |problem: Problem| Box::new(problem.about(applicant.name.as_str()));
        let mut keys = Vec::new();
        if !named.is_empty() {
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
            let found = self.by_name.get(key).or_else(|| self.by_part.get(key)).map(Vec::as_slice);
            match found {
                Some([only]) => {
                    return Ok(Some(Photo { name: file_name(only), source: PhotoSource::File(only.clone()) }));
                }
                Some(several) => {
                    let names: Vec<String> = several.iter().map(|path| file_name(path)).collect();
                    let message = format!("有{}张照片：{}", several.len(), names.join("、"));
                    let problem = Problem::warning("photo-several", at.clone(), message);
                    return Err(about(problem.advice("请只留下要用的一张。")));
                }
                None => {}
            }
        }
        if shared_name && let Some([file, ..]) = self.by_name.get(&name).map(Vec::as_slice) {
            let message = format!("有同名的人，分不清“{}”是谁的照片", file_name(file));
            let problem = Problem::warning("photo-shared", at.clone(), message);
            return Err(about(problem.advice("请把照片改用身份证号作文件名。")));
        }
        Ok(None)
    }
}

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

/// What a longer file name says: `张三-19750314`, `张三_320506197503140016`, `01张三`, `张三（党政办）`, `张三证件照`.
fn parts(stem: &str) -> Vec<String> {
    let plain = key(stem);
    let mut out = Vec::new();
    let digits: Vec<&str> = plain
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, 'X' | '.' | '·' | '-' | '年' | '月')))
        .filter(|run| run.chars().any(|c| c.is_ascii_digit()))
        .collect();
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
        } else if let Ok(date) = bare.replace('·', ".").parse::<PartialDate>()
            && date.month().is_some()
        {
            out.push(month_key(name, date));
        }
    }
    if !name.is_empty() && name != plain {
        out.push(name.to_owned());
    }
    out
}

/// What is worth knowing about a picture before it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// It can be printed.
    Good,
    /// It cannot, and why.
    Broken(&'static str),
    /// It can, but is no upright portrait: width and height as they will be seen.
    Shape(u32, u32),
    /// It can, but has few pixels.
    Small(u32, u32),
}

/// Looks at a picture: it is decoded as a whole, as half a file often looks right at its beginning.
pub(super) fn look(photo: &Photo) -> Look {
    let read;
    let bytes: &[u8] = match &photo.source {
        PhotoSource::File(path) => match std::fs::read(path) {
            Ok(bytes) => {
                read = bytes;
                &read
            }
            Err(_) => return Look::Broken("读不了"),
        },
        PhotoSource::Embedded(bytes) => bytes,
    };
    if bytes.is_empty() {
        return Look::Broken("是空的");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Look::Broken("是 HEIC 格式，请另存为 JPG");
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return Look::Broken("是 TIFF 格式，请另存为 JPG");
    }
    if is_cut_jpeg(bytes) {
        return Look::Broken("只有上半张，损坏了");
    }
    let Ok(mut reader) = ImageReader::new(Cursor::new(bytes)).with_guessed_format() else {
        return Look::Broken("读不了");
    };
    if reader.format().is_none() {
        return Look::Broken("不是图片");
    }
    // A few bytes can claim to be a picture of gigabytes.
    let mut limits = Limits::default();
    limits.max_image_width = Some(20_000);
    limits.max_image_height = Some(20_000);
    limits.max_alloc = Some(400 << 20);
    reader.limits(limits);
    let Ok(mut decoder) = reader.into_decoder() else { return Look::Broken("损坏了") };
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    if image::DynamicImage::from_decoder(decoder).is_err() {
        return Look::Broken("损坏了");
    }
    let turned = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if turned { (height, width) } else { (width, height) };
    // One inch is 25 × 35 mm, two inches 35 × 49 or 35 × 53: 0.66 to 0.71; 3:4 and 4:5 are common as well.
    if width * 100 < height * 60 || width * 100 > height * 85 {
        Look::Shape(width, height)
    } else if height < 240 {
        Look::Small(width, height)
    } else {
        Look::Good
    }
}

/// Whether a JPEG breaks off: behind the beginning of its last scan there is no end of the picture. Decoders fill in grey and say
/// nothing; a thumbnail before it has an end of its own.
fn is_cut_jpeg(bytes: &[u8]) -> bool {
    let last = |marker: u8| bytes.windows(2).rposition(|pair| pair == [0xFF, marker]);
    bytes.starts_with(&[0xFF, 0xD8]) && last(0xDA).is_some_and(|scan| last(0xD9).is_none_or(|end| end < scan))
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
