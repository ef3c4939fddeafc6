//! What every document rests on: where none of it has changed, none has to be made again.

use std::io::Read;
use std::path::Path;

use crate::delivery::office::Office;
use crate::delivery::report::MakeError;
use crate::hash::sha256;
use crate::problem::in_chinese;
use crate::typeset::ReadError;

/// How much of a font file tells it from another version: the directory of its tables, with a checksum of each.
const FONT_HEAD: u64 = 4096;

/// What every document rests on beside its own data: the program, the templates, the fonts.
///
/// # Errors
/// If one of them is there and cannot be read: what is made without it would pass for made from it.
pub(super) fn common_input(office: &Office) -> Result<String, MakeError> {
    let files = office.typesetter.files();
    let mut text = String::from(env!("CARGO_PKG_VERSION"));
    let listing = files.list();
    if let Some((folder, reason)) = listing.closed.into_iter().next() {
        let folder = if folder.is_empty() { "模板".to_owned() } else { format!("模板/{folder}") };
        return Err(MakeError::Closed(folder, reason));
    }
    for path in listing.files {
        let content = match files.read(&path) {
            Ok(content) => content,
            // Deleted since the list was drawn up.
            Err(ReadError::Missing) => continue,
            Err(ReadError::Forbidden) => {
                return Err(MakeError::Unreadable(format!("模板/{path}"), "不在“模板”文件夹里面".to_owned()));
            }
            Err(ReadError::Unreadable(reason)) => {
                return Err(MakeError::Unreadable(format!("模板/{path}"), reason));
            }
        };
        text.push_str(&format!("\n{path} {}", sha256(&content)));
    }
    for file in office.typesetter.fonts().files() {
        let content = match &file.path {
            Some(path) => {
                of_font(path).map_err(|error| MakeError::Unreadable(path.display().to_string(), in_chinese(&error)))?
            }
            None => String::new(),
        };
        text.push_str(&format!("\n{} {:?} {content}", file.info.family, file.info.variant));
    }
    Ok(sha256(text.as_bytes()))
}

/// A font file's length and the hash of its beginning.
fn of_font(path: &Path) -> std::io::Result<String> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata()?.len();
    let mut head = Vec::new();
    file.take(FONT_HEAD).read_to_end(&mut head)?;
    Ok(format!("{size} {}", sha256(&head)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;
    use crate::typeset::{FileSource, Fonts, Listing, Typesetter};

    /// A template that somebody has locked.
    struct Locked(ReadError);

    impl FileSource for Locked {
        fn read(&self, _: &str) -> Result<Vec<u8>, ReadError> {
            Err(self.0.clone())
        }

        fn list(&self) -> Listing {
            Listing { files: vec!["8-公示聘任/聘书.typ".to_owned()], closed: Vec::new() }
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_empty_file() {
        let input = |error: ReadError| {
            let typesetter = Typesetter::new(Fonts::find(&[], false).unwrap(), Box::new(Locked(error)));
            common_input(&Office { typesetter, forms: Vec::new(), broken: Vec::new() })
                .map_err(|error| error.to_string())
        };
        assert_eq!(
            input(ReadError::Unreadable("locked".into())),
            Err("读不了“模板/8-公示聘任/聘书.typ”：locked。如果文件正打开着，请先关闭".to_owned())
        );
        assert!(input(ReadError::Missing).is_ok());
    }
}
