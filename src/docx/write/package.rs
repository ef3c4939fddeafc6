//! The package: parts, their types and relations, in a ZIP whose bytes depend on nothing but the content.

use std::io::{BufWriter, Cursor, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::WriteError;
use super::copies::Copies;
use super::xml::HEAD;

/// How hard the parts are pressed, 0 to 9: 3 takes half the time of the usual 6.
const LEVEL: i64 = 3;

/// Parts up to this many bytes are often the same from document to document (styles, settings, relations).
const SMALL: usize = 16 * 1024;

/// What a file holds.
enum Content {
    Bytes(Vec<u8>),
    Copies(Copies),
}

/// A package under construction.
#[derive(Default)]
pub(super) struct Package {
    files: Vec<(String, Content)>,
    overrides: Vec<(String, &'static str)>,
    extensions: Vec<&'static str>,
}

impl Package {
    /// Adds a part with a content type.
    pub fn part(&mut self, path: impl Into<String>, kind: &'static str, content: impl Into<Vec<u8>>) {
        let path = path.into();
        self.overrides.push((path.clone(), kind));
        self.files.push((path, Content::Bytes(content.into())));
    }

    /// Adds a part in which copies are repeated.
    pub fn repeated(&mut self, path: &str, kind: &'static str, content: Copies) {
        self.overrides.push((path.to_owned(), kind));
        self.files.push((path.to_owned(), Content::Copies(content)));
    }

    /// Adds a part whose type follows from its extension.
    pub fn file(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.push((path.into(), Content::Bytes(content.into())));
    }

    /// Announces a format of files.
    pub fn extension(&mut self, extension: &'static str) {
        if !self.extensions.contains(&extension) {
            self.extensions.push(extension);
        }
    }

    /// Writes the archive.
    pub fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        let mut types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        );
        self.extensions.sort_unstable();
        for extension in &self.extensions {
            let kind = match *extension {
                "odttf" => "application/vnd.openxmlformats-officedocument.obfuscatedFont".to_owned(),
                other => format!("image/{other}"),
            };
            types.push_str(&format!("<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>"));
        }
        for (path, kind) in &self.overrides {
            types.push_str(&format!("<Override PartName=\"/{path}\" ContentType=\"{kind}\"/>"));
        }
        types.push_str("</Types>");
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let put = |out: &mut ZipWriter<_>, path: &str, content: &[u8]| -> Result<(), WriteError> {
            let small = (content.len() <= SMALL || is_font(path)) && !is_media(path);
            match small.then(|| pressed(path, content)).flatten() {
                Some(archive) => {
                    let mut archive = ZipArchive::new(Cursor::new(&*archive))?;
                    Ok(out.raw_copy_file(archive.by_index_raw(0)?)?)
                }
                None => entry(out, path, content),
            }
        };
        put(&mut out, "[Content_Types].xml", types.as_bytes())?;
        for (path, content) in &self.files {
            match content {
                Content::Bytes(content) => put(&mut out, path, content)?,
                Content::Copies(copies) => {
                    start(&mut out, path)?;
                    let mut pieces = BufWriter::new(&mut out);
                    copies.write(&mut pieces)?;
                    pieces.flush()?;
                }
            }
        }
        Ok(out.finish()?.into_inner())
    }
}

/// Fonts are the same in every document that has them.
fn is_font(path: &str) -> bool {
    path.starts_with("word/fonts/")
}

/// Pictures are compressed already.
fn is_media(path: &str) -> bool {
    path.starts_with("word/media/")
}

/// Puts an entry into an archive.
fn entry(archive: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str, content: &[u8]) -> Result<(), WriteError> {
    start(archive, path)?;
    archive.write_all(content)?;
    Ok(())
}

/// Begins an entry, whose content is written next.
fn start(archive: &mut ZipWriter<Cursor<Vec<u8>>>, path: &str) -> Result<(), WriteError> {
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let options = if is_media(path) {
        stored
    } else {
        stored.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL))
    };
    Ok(archive.start_file(path, options)?)
}

/// An archive of one entry. Setting up the compression takes longer than a small part does, so what is the same in the next
/// document is copied from here. `None` if it cannot be made, which the caller will find out for itself.
#[comemo::memoize]
fn pressed(path: &str, content: &[u8]) -> Option<Arc<[u8]>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    entry(&mut archive, path, content).ok()?;
    Some(archive.finish().ok()?.into_inner().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_from_the_cache_is_the_entry_as_it_would_be_made() {
        let package = || {
            let mut package = Package::default();
            package.part("word/styles.xml", "styles", "<w:styles/>".repeat(9));
            package.file("word/media/image1.png", vec![7; 99]);
            package.finish().unwrap()
        };
        let fresh = package();
        assert_eq!(package(), fresh);
        comemo::evict(0);
        assert_eq!(package(), fresh);
        let mut archive = ZipArchive::new(Cursor::new(fresh)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["[Content_Types].xml", "word/styles.xml", "word/media/image1.png"]);
        let mut styles = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/styles.xml").unwrap(), &mut styles).unwrap();
        assert_eq!(styles, "<w:styles/>".repeat(9));
    }
}
