//! The fonts a file names, and those it brings along.

use std::collections::BTreeSet;

use ecow::EcoString;

use super::package::Package;
use super::parts::MAIN;
use super::xml::HEAD;
use super::xml::escape;
use crate::docx::model::Document;

/// The places of a family's faces in the table, in the order of `Typeface::faces`.
const PLACES: [&str; 4] = ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"];

/// How many bytes of a font are made unreadable in a package (ISO/IEC 29500-1, 17.8.1).
const OBFUSCATED: usize = 32;

/// fontTable.xml: the fonts named, with the names Windows knows today's versions by, and where those are that the file brings.
pub(super) fn table(document: &Document) -> String {
    let mut out = format!(
        "{HEAD}<w:fonts xmlns:w=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
    );
    for name in names(document) {
        out.push_str(&format!("<w:font w:name=\"{}\">", escape(&name)));
        if let Some(alternative) = alternative(&name) {
            out.push_str(&format!("<w:altName w:val=\"{alternative}\"/>"));
        }
        let own = faces(document).find(|face| face.family == name);
        if let Some(panose) = own.and_then(|face| panose(face.data)) {
            let digits: String = panose.iter().map(|digit| format!("{digit:02X}")).collect();
            out.push_str(&format!("<w:panose1 w:val=\"{digits}\"/>"));
        }
        let han = !name.is_ascii() || matches!(name.as_str(), "SimSun" | "SimHei" | "FangSong" | "KaiTi");
        let (charset, family, pitch) = match name.as_str() {
            _ if han => ("86", "modern", "fixed"),
            name if among(name, &["Mono", "Courier", "Consolas"]) => ("00", "modern", "fixed"),
            name if among(name, &["Sans", "Arial", "Calibri", "Helvetica", "Tahoma", "Verdana"]) => {
                ("00", "swiss", "variable")
            }
            _ => ("00", "roman", "variable"),
        };
        out.push_str(&format!(
            "<w:charset w:val=\"{charset}\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"{pitch}\"/>"
        ));
        for face in faces(document).filter(|face| face.family == name) {
            out.push_str(&format!(
                "<w:{} r:id=\"rId{}\" w:fontKey=\"{}\"/>",
                face.place,
                face.number,
                identifier(key(face.data))
            ));
        }
        out.push_str("</w:font>");
    }
    out.push_str("</w:fonts>");
    out
}

/// The font to take where a machine has none of a name: the name today's Windows knows one by, or one of the same kind and about the same
/// widths. Typst's own fonts go along with the file, but Word uses none with outlines of PostScript's kind.
fn alternative(name: &str) -> Option<&'static str> {
    Some(match name {
        "仿宋_GB2312" => "仿宋",
        "楷体_GB2312" => "楷体",
        "宋体" => "SimSun",
        "黑体" => "SimHei",
        "方正小标宋简体" => "FZXiaoBiaoSong-B05S",
        "Libertinus Serif" | "New Computer Modern" | "Liberation Serif" => "Times New Roman",
        "New Computer Modern Math" => "Cambria Math",
        "DejaVu Sans Mono" | "Liberation Mono" => "Courier New",
        "Liberation Sans" => "Arial",
        _ => return None,
    })
}

fn among(name: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| name.contains(part))
}

/// What a font file says of the shape of its letters (OS/2 `panose`), if it says anything.
fn panose(data: &[u8]) -> Option<&[u8]> {
    let face = ttf_parser::RawFace::parse(data, 0).ok()?;
    let table = face.table(ttf_parser::Tag::from_bytes(b"OS/2"))?;
    table.get(32..42).filter(|digits| digits.iter().any(|digit| *digit != 0))
}

/// Puts the fonts the file brings along into the package.
pub(super) fn embed(document: &Document, package: &mut Package) {
    let mut relations = String::new();
    for face in faces(document) {
        let number = face.number;
        relations.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/font\" \
             Target=\"fonts/font{number}.odttf\"/>"
        ));
        package.extension("odttf");
        package.file(format!("word/fonts/font{number}.odttf"), obfuscated(face.data));
    }
    if !relations.is_empty() {
        let xml = format!(
            "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
        );
        package.file("word/_rels/fontTable.xml.rels", xml);
    }
}

/// A face in the package.
struct Face<'a> {
    family: &'a str,
    place: &'static str,
    /// From 1, over all families.
    number: usize,
    data: &'a [u8],
}

fn faces(document: &Document) -> impl Iterator<Item = Face<'_>> {
    let each = document.fonts.iter().flat_map(|typeface| {
        let faces = typeface.faces.iter().zip(PLACES);
        faces.filter_map(|(data, place)| Some((typeface.family.as_str(), place, data.as_deref()?)))
    });
    each.enumerate().map(|(index, (family, place, data))| Face { family, place, number: index + 1, data })
}

/// The key a font is made unreadable with: the same for the same font.
fn key(data: &[u8]) -> u128 {
    typst_utils::hash128(data)
}

/// A key as an identifier in braces.
fn identifier(key: u128) -> String {
    let digits = format!("{key:032X}");
    let mut out = String::from("{");
    for (index, digit) in digits.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(digit);
    }
    out.push('}');
    out
}

/// A font as a package holds it: its first bytes are combined with the key, whose last byte comes first.
fn obfuscated(data: &[u8]) -> Vec<u8> {
    let mut out = data.to_vec();
    let key = key(data).to_le_bytes();
    for (byte, key) in out.iter_mut().take(OBFUSCATED).zip(key.iter().cycle()) {
        *byte ^= key;
    }
    out
}

fn names(document: &Document) -> BTreeSet<EcoString> {
    let mut names = BTreeSet::new();
    document.each_look(&mut |format| {
        for name in [&format.fonts.latin, &format.fonts.east_asian] {
            if !name.is_empty() && !names.contains(name) {
                names.insert(name.clone());
            }
        }
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::{Block, FontNames, Inline, Paragraph, RunFormat, Section};

    #[test]
    fn a_font_that_windows_lacks_names_another_of_its_kind() {
        let look = |name: &str| RunFormat {
            fonts: FontNames { latin: name.into(), east_asian: "仿宋_GB2312".into() },
            ..RunFormat::default()
        };
        let inlines = ["Libertinus Serif", "DejaVu Sans Mono", "Arial"]
            .map(|name| Inline::Text("a".to_owned(), look(name)))
            .to_vec();
        let paragraph = Paragraph { inlines, mark: look("Arial"), ..Paragraph::default() };
        let section = Section { blocks: vec![Block::Paragraph(paragraph)], ..Section::default() };
        let table = table(&Document { sections: vec![section], ..Document::default() });
        for entry in [
            "\"Libertinus Serif\"><w:altName w:val=\"Times New Roman\"/><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/>",
            "\"DejaVu Sans Mono\"><w:altName w:val=\"Courier New\"/><w:charset w:val=\"00\"/><w:family w:val=\"modern\"/><w:pitch w:val=\"fixed\"/>",
            "\"Arial\"><w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/>",
            "\"仿宋_GB2312\"><w:altName w:val=\"仿宋\"/><w:charset w:val=\"86\"/>",
        ] {
            assert!(table.contains(entry), "{entry}: {table}");
        }
    }

    #[test]
    fn a_font_is_itself_again_with_the_key_of_its_identifier() {
        let font: Vec<u8> = (0..100).collect();
        let hidden = obfuscated(&font);
        assert_ne!(hidden.get(..OBFUSCATED), font.get(..OBFUSCATED));
        assert_eq!(hidden.get(OBFUSCATED..), font.get(OBFUSCATED..));
        // As programs read it: the identifier's digits in pairs, from the last to the first.
        let digits: String = identifier(key(&font)).chars().filter(char::is_ascii_hexdigit).collect();
        let pair = |index: usize| u8::from_str_radix(&digits[30 - 2 * index..32 - 2 * index], 16).unwrap();
        let shown: Vec<u8> =
            hidden.iter().take(OBFUSCATED).enumerate().map(|(at, byte)| byte ^ pair(at % 16)).collect();
        assert_eq!(shown, font[..OBFUSCATED]);
    }
}
