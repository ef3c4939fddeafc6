//! What every document rests on: where none of it has changed, none has to be made again.

use std::io::Read;
use std::path::Path;

use crate::delivery::office::Office;
use crate::delivery::store::sha256;

/// How much of a font file tells it from another version: the directory of its tables, with a checksum of each.
const FONT_HEAD: u64 = 4096;

/// What every document rests on beside its own data: the program, the templates, the fonts.
pub(super) fn common_input(office: &Office) -> String {
    let files = office.typesetter.files();
    let mut text = String::from(env!("CARGO_PKG_VERSION"));
    for path in files.list() {
        let content = files.read(&path).unwrap_or_default();
        text.push_str(&format!("\n{path} {}", sha256(&content)));
    }
    for file in office.typesetter.fonts().files() {
        let content = file.path.as_ref().and_then(|path| of_font(path).ok()).unwrap_or_default();
        text.push_str(&format!("\n{} {:?} {content}", file.info.family, file.info.variant));
    }
    sha256(text.as_bytes())
}

/// A font file's length and the hash of its beginning.
fn of_font(path: &Path) -> std::io::Result<String> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata()?.len();
    let mut head = Vec::new();
    file.take(FONT_HEAD).read_to_end(&mut head)?;
    Ok(format!("{size} {}", sha256(&head)))
}
