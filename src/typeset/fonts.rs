//! Which fonts there are: the folders named first, then the program's own.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst_library::text::FontFlags;

use crate::problem::in_chinese;

/// Why there are no fonts to work with.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FontError {
    /// A folder named on the command line does not exist.
    #[error("找不到字体文件夹“{0}”。请检查 --font-path 后面的路径。")]
    NoFolder(String),
    /// No folder with the bundled fonts was found.
    #[error("找不到程序自带的字体。请把 fonts 文件夹放在程序旁边，或者用 --font-path 指明它在哪里。（找过：{0}）")]
    NoBundled(String),
}

/// A font file, read when it is first needed.
#[derive(Debug)]
pub struct FontFile {
    /// Where it is; `None` for one built into the program.
    pub path: Option<PathBuf>,
    /// Family, weight and coverage.
    pub info: FontInfo,
    index: u32,
    font: OnceLock<Font>,
}

/// A font file that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("读不了字体“{path}”：{reason}")]
pub struct UnreadFont {
    /// Where it is.
    pub path: String,
    /// Why, in words.
    pub reason: String,
}

impl FontFile {
    /// The font. That it could not be read is not remembered: a file may be locked, or on a share that is gone, for a moment.
    fn get(&self) -> Result<Font, UnreadFont> {
        if let Some(font) = self.font.get() {
            return Ok(font.clone());
        }
        let path = self.path.as_deref().unwrap_or(Path::new(""));
        let unread = |reason: String| UnreadFont { path: path.display().to_string(), reason };
        let data = std::fs::read(path).map_err(|error| unread(in_chinese(&error)))?;
        let font = Font::new(Bytes::new(data), self.index).ok_or_else(|| unread("文件损坏了".to_owned()))?;
        Ok(self.font.get_or_init(|| font).clone())
    }
}

/// The fonts documents can use, in order of preference.
#[derive(Debug)]
pub struct Fonts {
    book: LazyHash<FontBook>,
    files: Vec<FontFile>,
    /// How many of them, from the first, are from folders named on the command line.
    named: usize,
    /// Which files stand in for other names, in the register after the files themselves.
    stand_ins: Vec<usize>,
}

impl Fonts {
    /// Finds the fonts: the given folders first, then the bundled ones beside the program or in the source tree, then the few
    /// that Typst brings for Latin text and mathematics. The system's own fonts are left out unless asked for, or the same
    /// input would give different bytes on different machines.
    ///
    /// # Errors
    /// If a given folder is missing, or the bundled fonts are.
    pub fn find(paths: &[PathBuf], system: bool) -> Result<Self, FontError> {
        let mut fonts =
            Self { book: LazyHash::new(FontBook::new()), files: Vec::new(), named: 0, stand_ins: Vec::new() };
        for path in paths {
            if !path.is_dir() {
                return Err(FontError::NoFolder(path.display().to_string()));
            }
            fonts.scan(path);
        }
        fonts.named = fonts.files.len();
        let candidates = bundled_folders();
        match candidates
            .iter()
            .find(|folder| folder.join("LICENSES").is_dir() || folder.join("NotoSerifSC_400Regular.ttf").is_file())
        {
            Some(folder) => fonts.scan(folder),
            None if fonts.has_chinese() => {}
            None => {
                let tried: Vec<String> = candidates.iter().map(|path| path.display().to_string()).collect();
                return Err(FontError::NoBundled(tried.join("；")));
            }
        }
        for (font, info) in typst_kit::fonts::embedded() {
            fonts.push(FontFile { path: None, index: font.index(), font: OnceLock::from(font), info });
        }
        if system {
            let mut found: Vec<_> = typst_kit::fonts::system().collect();
            found.sort_by(|(a, _), (b, _)| (&a.path, a.index).cmp(&(&b.path, b.index)));
            for (at, info) in found {
                fonts.push(FontFile { path: Some(at.path), index: at.index, font: OnceLock::new(), info });
            }
        }
        Ok(fonts)
    }

    fn scan(&mut self, folder: &Path) {
        let mut found: Vec<_> = typst_kit::fonts::scan(folder).collect();
        // The order of a folder's entries differs between machines; the order of names does not.
        found.sort_by(|(a, _), (b, _)| (&a.path, a.index).cmp(&(&b.path, b.index)));
        for (at, info) in found {
            self.push(FontFile { path: Some(at.path), index: at.index, font: OnceLock::new(), info });
        }
    }

    fn push(&mut self, file: FontFile) {
        self.book.push(file.info.clone());
        self.files.push(file);
    }

    /// Has a face found under another name too, and as of another kind in what is `turned`.
    pub(super) fn stand_in(&mut self, face: usize, name: &str, turned: FontFlags) {
        if let Some(file) = self.files.get(face) {
            let flags = file.info.flags ^ turned;
            self.book.push(FontInfo { family: name.to_owned(), flags, ..file.info.clone() });
            self.stand_ins.push(face);
        }
    }

    /// Whether office fonts that are not there have stand-ins.
    pub fn has_stand_ins(&self) -> bool {
        !self.stand_ins.is_empty()
    }

    fn has_chinese(&self) -> bool {
        self.files.iter().any(|file| file.info.coverage.contains('竞'.into()))
    }

    /// Typst's register of the fonts.
    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn file(&self, index: usize) -> Option<&FontFile> {
        let index = match index.checked_sub(self.files.len()) {
            Some(stand_in) => *self.stand_ins.get(stand_in)?,
            None => index,
        };
        self.files.get(index)
    }

    /// A font by its index in the register, where its file has been read.
    pub(super) fn held(&self, index: usize) -> Option<Font> {
        self.file(index)?.font.get().cloned()
    }

    /// A font by its index in the register; `None` where the register has no such index.
    ///
    /// # Errors
    /// If its file cannot be read: what is set without it would pass for set in it.
    pub fn font(&self, index: usize) -> Result<Option<Font>, UnreadFont> {
        self.file(index).map(FontFile::get).transpose()
    }

    /// The families in the folders named on the command line, each once: documents print with them what no other font has.
    pub fn named_families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for file in self.files.iter().take(self.named) {
            if !families.contains(&file.info.family.as_str()) {
                families.push(&file.info.family);
            }
        }
        families
    }

    /// The font files in order.
    pub fn files(&self) -> &[FontFile] {
        &self.files
    }
}

/// Where the bundled fonts may be: beside the program, above it (a build's target folder), in the source tree.
fn bundled_folders() -> Vec<PathBuf> {
    let mut out = Vec::new();
    if let Ok(program) = std::env::current_exe()
        && let Some(folder) = program.parent()
    {
        out.push(folder.join("fonts"));
    }
    out.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
    out
}
