//! The package: parts, their types and relations, in a ZIP whose bytes depend on nothing but the content.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::WriteError;

/// How hard the parts are pressed, 0 to 9: 3 takes half the time of the usual 6.
const LEVEL: i64 = 3;

/// A package under construction.
#[derive(Default)]
pub(super) struct Package {
    files: Vec<(String, Vec<u8>)>,
    overrides: Vec<(String, &'static str)>,
    extensions: Vec<&'static str>,
}

impl Package {
    /// Adds a part with a content type.
    pub fn part(&mut self, path: impl Into<String>, kind: &'static str, content: impl Into<Vec<u8>>) {
        let path = path.into();
        self.overrides.push((path.clone(), kind));
        self.files.push((path, content.into()));
    }

    /// Adds a part whose type follows from its extension.
    pub fn file(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.push((path.into(), content.into()));
    }

    /// Announces a picture format.
    pub fn extension(&mut self, extension: &'static str) {
        if !self.extensions.contains(&extension) {
            self.extensions.push(extension);
        }
    }

    /// Writes the archive.
    pub fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        let mut types = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        );
        self.extensions.sort_unstable();
        for extension in &self.extensions {
            let kind = match *extension {
                "svg" => "svg+xml",
                other => other,
            };
            types.push_str(&format!("<Default Extension=\"{extension}\" ContentType=\"image/{kind}\"/>"));
        }
        for (path, kind) in &self.overrides {
            types.push_str(&format!("<Override PartName=\"/{path}\" ContentType=\"{kind}\"/>"));
        }
        types.push_str("</Types>");
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        // Pictures are compressed already.
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        let deflated = stored.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL));
        let mut put = |path: &str, content: &[u8]| -> Result<(), WriteError> {
            let options = if path.starts_with("word/media/") { stored } else { deflated };
            archive.start_file(path, options)?;
            archive.write_all(content)?;
            Ok(())
        };
        put("[Content_Types].xml", types.as_bytes())?;
        for (path, content) in &self.files {
            put(path, content)?;
        }
        Ok(archive.finish()?.into_inner())
    }
}
