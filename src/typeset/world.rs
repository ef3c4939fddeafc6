//! What Typst can see: the library, the fonts, the templates, and one job's data.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Array, Bytes, Datetime, Dict, Duration, IntoValue, dict};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::fonts::{Fonts, UnreadFont};
use super::source::{FileSource, ReadError};
use crate::docx;

/// What all documents share. Cheap to use from many threads at once.
pub struct Typesetter {
    library: LazyHash<Library>,
    fonts: Fonts,
    files: Box<dyn FileSource>,
    sources: RwLock<HashMap<FileId, FileResult<Source>>>,
    bytes: RwLock<HashMap<FileId, FileResult<Bytes>>>,
}

impl Typesetter {
    /// A typesetter over some fonts and files. Templates find the families that the office has named as `sys.inputs.另加字体`.
    pub fn new(fonts: Fonts, files: Box<dyn FileSource>) -> Self {
        let named: Array = fonts.named_families().into_iter().map(IntoValue::into_value).collect();
        let inputs = if named.is_empty() {
            Dict::new()
        } else {
            dict! { "另加字体" => named }
        };
        Self {
            library: LazyHash::new(docx::library_with(inputs)),
            fonts,
            files,
            sources: RwLock::default(),
            bytes: RwLock::default(),
        }
    }

    /// The fonts.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The files documents may read.
    pub fn files(&self) -> &dyn FileSource {
        self.files.as_ref()
    }

    fn read(&self, id: FileId) -> FileResult<Vec<u8>> {
        if !matches!(id.root(), VirtualRoot::Project) {
            return Err(FileError::Other(Some("模板不能使用外部软件包".into())));
        }
        let path = id.vpath().get_without_slash();
        self.files.read(path).map_err(|error| match error {
            ReadError::Missing => {
                FileError::Other(Some(format!("没有“{path}”这个文件，“模板”文件夹和程序自带的模板里都没有").into()))
            }
            ReadError::Forbidden => {
                FileError::Other(Some(format!("“{path}”不在“模板”文件夹里面，读不了：请把它放进去").into()))
            }
            ReadError::Unreadable(reason) => FileError::Other(Some(reason.into())),
        })
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        cached(&self.sources, id, || {
            let text = String::from_utf8(self.read(id)?).map_err(|_| {
                FileError::Other(Some("不是 UTF-8 编码的文字：请用记事本“另存为”，编码选 UTF-8".into()))
            })?;
            Ok(Source::new(id, text.trim_start_matches('\u{feff}').to_owned()))
        })
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        cached(&self.bytes, id, || self.read(id).map(Bytes::new))
    }
}

fn cached<T: Clone>(
    cache: &RwLock<HashMap<FileId, FileResult<T>>>,
    id: FileId,
    make: impl FnOnce() -> FileResult<T>,
) -> FileResult<T> {
    if let Ok(held) = cache.read()
        && let Some(value) = held.get(&id)
    {
        return value.clone();
    }
    let value = make();
    if let Ok(mut held) = cache.write() {
        held.insert(id, value.clone());
    }
    value
}

/// One document to be typeset: its main file and the files only it can see.
pub struct Job<'a> {
    typesetter: &'a Typesetter,
    main: Source,
    files: Vec<(FileId, Bytes)>,
    /// Fonts that could not be read while it was set; they are not tried again for it.
    unread: Mutex<BTreeMap<usize, UnreadFont>>,
}

impl<'a> Job<'a> {
    /// A job with the text of its main file.
    pub fn new(typesetter: &'a Typesetter, main: impl Into<String>) -> Self {
        let main = main.into();
        let main = match file_id(MAIN) {
            Some(id) => Source::new(id, main),
            None => Source::detached(main),
        };
        Self { typesetter, main, files: Vec::new(), unread: Mutex::default() }
    }

    /// A job whose main file is one of the typesetter's files.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn of_file(typesetter: &'a Typesetter, path: &str) -> FileResult<Self> {
        let id = file_id(path).ok_or_else(|| FileError::NotFound(path.into()))?;
        let main = typesetter.source(id)?;
        Ok(Self { typesetter, main, files: Vec::new(), unread: Mutex::default() })
    }

    /// Adds a file under a path.
    #[must_use]
    pub fn with_file(mut self, path: &str, content: Arc<[u8]>) -> Self {
        if let Some(id) = file_id(path) {
            self.files.push((id, Bytes::new(content)));
        }
        self
    }

    /// The fonts that could not be read while the document was set.
    pub(super) fn unread_fonts(&self) -> Vec<UnreadFont> {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// The typesetter.
    pub fn typesetter(&self) -> &'a Typesetter {
        self.typesetter
    }
}

/// The main file's name: one that no template has.
pub(super) const MAIN: &str = "主文件.typ";

/// The id of a file below the project's root; `None` if the path leads out of it.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.typesetter.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { self.typesetter.source(id) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match self.files.iter().find(|(own, _)| *own == id) {
            Some((_, bytes)) => Ok(bytes.clone()),
            None => self.typesetter.file(id),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        let fonts = &self.typesetter.fonts;
        if let Some(font) = fonts.held(index) {
            return Some(font);
        }
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        if unread.contains_key(&index) {
            return None;
        }
        fonts.font(index).unwrap_or_else(|error| {
            unread.insert(index, error);
            None
        })
    }

    /// No clock: dates are data.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
