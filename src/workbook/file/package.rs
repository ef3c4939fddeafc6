//! Zip packages: what is inside, and how much it really is.
//!
//! A package is unpacked once, without keeping anything, before a reader sees it: what its directory says about sizes may be
//! wrong on purpose (a zip bomb), and readers believe it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// How much a package may hold when unpacked: the largest roster tried (100,000 rows of 40 columns) is a third of it.
const UNPACKED: u64 = 512 << 20;

/// The longest text or tag in an XML part: readers hold one as a whole, several times over. A cell's text has 32,767 characters
/// at most.
const LONGEST: u64 = 16 << 20;

/// How many parts it may have.
const PARTS: usize = 20_000;

/// What kind of package it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// .xlsx, .xlsm.
    Xlsx,
    /// .xlsb.
    Xlsb,
    /// .ods.
    Ods,
    /// Something else: what it is, in words.
    Other(&'static str),
}

/// Why a package cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PackageError {
    /// It is no whole zip file.
    Damaged,
    /// It is a zip file whose parts need a password.
    Encrypted,
    /// It unpacks to more than any roster.
    TooLarge,
}

/// A package that may be handed to a reader.
#[derive(Debug, Clone, Copy)]
pub(super) struct Checked {
    /// What it is.
    pub kind: Kind,
    /// Whether a sheet has formulas; looking for them is a pass of its own.
    pub formulas: bool,
    /// How many pictures it holds.
    pub media: u32,
}

/// Unpacks everything once and says what it is.
pub(super) fn check(bytes: &[u8]) -> Result<Checked, PackageError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::Damaged)?;
    if zip.len() > PARTS {
        return Err(PackageError::TooLarge);
    }
    let mut names = Vec::new();
    let mut formulas = false;
    let mut left = UNPACKED;
    let mut mimetype = Vec::new();
    let mut buffer = vec![0_u8; 64 << 10];
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => PackageError::Encrypted,
            _ => PackageError::Damaged,
        })?;
        let name = String::from_utf8_lossy(part.name_raw()).replace('\\', "/").to_lowercase();
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let mut run = 0_u64;
        let is_sheet = name.contains("worksheets/") && name.ends_with(".xml");
        let strings = name.ends_with("sharedstrings.xml");
        let mut size = 0_u64;
        let mut head: Vec<u8> = Vec::new();
        let mut before = [0_u8; 2];
        loop {
            let read = part.read(&mut buffer).map_err(|_| PackageError::Damaged)?;
            let Some(chunk) = buffer.get(..read).filter(|chunk| !chunk.is_empty()) else { break };
            size += chunk.len() as u64;
            left = left.checked_sub(chunk.len() as u64).ok_or(PackageError::TooLarge)?;
            if is_xml {
                let first = chunk.iter().position(|byte| *byte == b'<').unwrap_or(chunk.len()) as u64;
                if run + first > LONGEST {
                    return Err(PackageError::TooLarge);
                }
                run = match chunk.iter().rposition(|byte| *byte == b'<') {
                    Some(last) => (chunk.len() - last) as u64,
                    None => run + first,
                };
            }
            if head.len() < 4096 {
                head.extend(chunk.iter().take(4096 - head.len()));
            }
            // <f>, and <x:f> of writers that give every element a prefix.
            if is_sheet && !formulas {
                formulas = before
                    .iter()
                    .chain(chunk)
                    .zip(before.iter().chain(chunk).skip(1))
                    .any(|pair| matches!(pair, (b'<' | b':', b'f')));
                if let [.., a, b] = chunk {
                    before = [*a, *b];
                }
            }
        }
        // The reader makes room for as many texts as the part says it has: no more than there are bytes for.
        if strings && declared_strings(&head).is_some_and(|count| count > size / 4 + 64) {
            return Err(PackageError::Damaged);
        }
        if name == "mimetype" {
            mimetype = head;
        }
        names.push(name);
    }
    let has = |name: &str| names.iter().any(|own| own == name);
    let kind = if has("xl/workbook.bin") {
        Kind::Xlsb
    } else if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        Kind::Ods
    } else if mimetype.starts_with(b"application/vnd.oasis.opendocument.text") {
        Kind::Other("是文字文档")
    } else if names.iter().any(|name| name.ends_with(".iwa")) {
        Kind::Other("是苹果的 Numbers、Pages 或 Keynote 文件")
    } else if has("word/document.xml") {
        Kind::Other("是 Word 文档")
    } else if has("ppt/presentation.xml") {
        Kind::Other("是幻灯片")
    } else if names.iter().any(|name| name.contains("workbook") || name.contains("worksheets/")) {
        Kind::Xlsx
    } else if has("content.xml") {
        Kind::Ods
    } else if names.iter().any(|name| [".xlsx", ".xls", ".et", ".ods", ".csv"].iter().any(|end| name.ends_with(end))) {
        Kind::Other("是压缩包，请先解压")
    } else {
        Kind::Other("认不出格式")
    };
    let media = names.iter().filter(|name| name.starts_with("xl/media/")).count();
    Ok(Checked { kind, formulas, media: u32::try_from(media).unwrap_or(u32::MAX) })
}

/// `uniqueCount` of a table of shared strings.
fn declared_strings(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let (_, rest) = text.split_once("uniqueCount")?;
    let digits: String =
        rest.trim_start_matches(['=', '"', '\'', ' ']).chars().take_while(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or(u64::MAX))
}

/// A part of a package as text, no more than `limit` bytes of it.
pub(super) fn part(bytes: &[u8], name: &str, limit: u64) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let index = zip.file_names_raw().position(|own| own.eq_ignore_ascii_case(name.as_bytes()))?;
    let mut out = Vec::new();
    zip.by_index(index).ok()?.take(limit).read_to_end(&mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn kinds_are_told_by_their_parts() {
        let kind = |parts: &[(&str, &[u8])]| check(&package(parts)).unwrap().kind;
        assert_eq!(kind(&[("xl/workbook.xml", b"<a/>"), ("xl/worksheets/sheet1.xml", b"<a/>")]), Kind::Xlsx);
        assert_eq!(kind(&[("xl/workbook.bin", b"")]), Kind::Xlsb);
        assert_eq!(kind(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), Kind::Ods);
        assert_eq!(kind(&[("word/document.xml", b"<a/>")]), Kind::Other("是 Word 文档"));
        assert_eq!(kind(&[("名册.xlsx", b"PK")]), Kind::Other("是压缩包，请先解压"));
    }

    #[test]
    fn formulas_are_noticed() {
        let formulas = |sheet: &[u8]| check(&package(&[("xl/worksheets/sheet1.xml", sheet)])).unwrap().formulas;
        assert!(formulas(b"<c><f>A1</f></c>"));
        assert!(formulas(b"<x:c><x:f>A1</x:f></x:c>"));
        assert!(!formulas(b"<c><v>1</v></c>"));
    }

    #[test]
    fn bombs_and_false_counts_are_refused() {
        let zeros = vec![b' '; 64 << 20];
        let bomb: Vec<(String, &[u8])> = (0..9).map(|index| (format!("xl/{index}.xml"), zeros.as_slice())).collect();
        let parts: Vec<(&str, &[u8])> = bomb.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        assert_eq!(check(&package(&parts)).unwrap_err(), PackageError::TooLarge);
        let strings = b"<sst uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>";
        assert_eq!(check(&package(&[("xl/sharedStrings.xml", strings)])).unwrap_err(), PackageError::Damaged);
        assert_eq!(check(b"PK\x03\x04").unwrap_err(), PackageError::Damaged);
        let text = [b"<t>".as_slice(), &vec![b'a'; 17 << 20], b"</t>"].concat();
        assert_eq!(check(&package(&[("xl/sharedStrings.xml", &text)])).unwrap_err(), PackageError::TooLarge);
    }
}
