//! The copy of a .xlsx as it is, with colours, notes and a list of the problems put in. Every part that needs no change is copied as it
//! stands. What is built in a way not known here (another prefix for the spreadsheet's names, macros, an earlier list) is left to
//! [`super::rewrite`].

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::list::{HEAD, WIDTHS, lines};
use super::styles::{Wanted, attribute, tag_end};
use super::{LIST, marks, notes, sheet};
use crate::problem::{Problem, Severity};
use crate::workbook::file::parts::Parts;
use crate::workbook::xml::escape;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What stands before legacyDrawing in a sheet and may hold what follows it.
const BEFORE_DRAWING: &[&str] = &[
    "</sheetData>",
    "<sheetData/>",
    "</conditionalFormatting>",
    "</dataValidations>",
    "</hyperlinks>",
    "<pageMargins",
    "<pageSetup",
    "</headerFooter>",
    "<drawing ",
];

/// What may follow legacyDrawing in a sheet (ECMA-376 Part 1, CT_Worksheet).
const AFTER_DRAWING: &[&str] = &[
    "<legacyDrawingHF",
    "<drawingHF",
    "<picture",
    "<oleObjects",
    "<controls",
    "<webPublishItems",
    "<tableParts",
    "<extLst",
    "</worksheet>",
];

/// Makes the copy; `None` if the package is no .xlsx that is known well enough.
pub(super) fn annotate(bytes: &[u8], problems: &[Problem]) -> Option<Vec<u8>> {
    let mut package = Package::open(bytes)?;
    let styles = package.text("xl/styles.xml")?;
    let mut wanted = Wanted::of(&styles)?;
    let mut sheets: Vec<(String, String)> = package.parts.sheets().into_iter().collect();
    sheets.sort();
    if sheets.iter().any(|(name, _)| name == LIST) || package.parts.names().any(|name| name.contains("vbaproject")) {
        return None;
    }
    // A strict package has other names for everything that would be put in.
    if package.text("xl/workbook.xml")?.contains("http://purl.oclc.org/ooxml/") {
        return None;
    }
    for (index, (name, path)) in sheets.iter().enumerate() {
        let marks = marks(name, problems);
        if marks.is_empty() {
            continue;
        }
        let xml = package.text(path)?;
        let marked = sheet::mark(&xml, &marks, &mut wanted)?;
        let marked = package.add_notes(path, marked, &marks, index)?;
        package.put(path, marked);
    }
    package.add_list(problems, &sheets, wanted.wrapped())?;
    package.put("xl/styles.xml", wanted.write(&styles)?);
    package.finish(bytes)
}

struct Package<'a> {
    parts: Parts<'a>,
    /// Parts with other content, by name.
    changed: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { parts: Parts::open(bytes)?, changed: BTreeMap::new() })
    }

    fn text(&mut self, name: &str) -> Option<String> {
        if let Some(changed) = self.changed.get(name) {
            return Some(changed.clone());
        }
        String::from_utf8(self.parts.read(name)?).ok()
    }

    fn put(&mut self, name: &str, content: String) {
        self.changed.insert(name.to_owned(), content);
    }

    /// Puts the notes in; returns the sheet, which names where they are shown.
    fn add_notes(&mut self, path: &str, sheet: String, marks: &super::Marks, index: usize) -> Option<String> {
        let relations = self.parts.relations(path);
        let comments = relations.values().find(|own| own.kind.ends_with("/comments")).map(|own| own.target.clone());
        let shapes = notes::legacy_drawing(&sheet).and_then(|id| relations.get(id)).map(|own| own.target.clone());
        match (comments, shapes) {
            (Some(comments), Some(shapes)) => {
                let (list, new) = notes::more_comments(&self.text(&comments)?, marks)?;
                let shown = notes::more_shapes(&self.text(&shapes)?, &new, marks)?;
                self.put(&comments, list);
                self.put(&shapes, shown);
                Some(sheet)
            }
            (None, None) if !sheet.contains("<legacyDrawing ") => {
                let cells: Vec<(u32, u32)> = marks.keys().copied().collect();
                let (comments, shapes) = (format!("commentsJg{index}.xml"), format!("vmlDrawingJg{index}.vml"));
                self.put(&format!("xl/{comments}"), notes::comments(marks));
                self.put(&format!("xl/drawings/{shapes}"), notes::shapes(&cells, marks, 1000 + index));
                self.relate(path, "rIdJgNotes", "comments", &format!("/xl/{comments}"))?;
                self.relate(path, "rIdJgShapes", "vmlDrawing", &format!("/xl/drawings/{shapes}"))?;
                self.declare(&format!("/xl/{comments}"), "comments")?;
                // Elements of the same name stand inside of those before, so the place is looked for behind them.
                let floor = BEFORE_DRAWING.iter().filter_map(|own| sheet.rfind(own)).max()?;
                let behind = sheet.get(floor..)?;
                let at = floor + AFTER_DRAWING.iter().filter_map(|next| behind.find(next)).min()?;
                let (before, after) = sheet.split_at_checked(at)?;
                let drawing = format!("<legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"rIdJgShapes\"/>");
                Some(format!("{before}{drawing}{after}"))
            }
            _ => None,
        }
    }

    /// Adds a relation to a part.
    fn relate(&mut self, part: &str, id: &str, kind: &str, target: &str) -> Option<()> {
        let (folder, file) = part.rsplit_once('/')?;
        let path = format!("{folder}/_rels/{file}.rels");
        let own = self.text(&path).unwrap_or_else(|| {
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
                .to_owned()
        });
        let relation = format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
        let own = own.replace("/2006/relationships\"/>", "/2006/relationships\"></Relationships>");
        let at = own.rfind("</Relationships>")?;
        let (before, after) = own.split_at_checked(at)?;
        let with = format!("{before}{relation}{after}");
        self.put(&path, with);
        Some(())
    }

    /// Says what a new part is.
    fn declare(&mut self, part: &str, kind: &str) -> Option<()> {
        let own = self.text("[Content_Types].xml")?;
        let at = own.rfind("</Types>")?;
        let (before, after) = own.split_at_checked(at)?;
        let shapes = if own.contains("Extension=\"vml\"") {
            ""
        } else {
            "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
        };
        let with = format!(
            "{before}{shapes}<Override PartName=\"{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml\"/>{after}"
        );
        self.put("[Content_Types].xml", with);
        Some(())
    }

    /// The list of all problems, as the last sheet.
    fn add_list(&mut self, problems: &[Problem], sheets: &[(String, String)], style: usize) -> Option<()> {
        let book = self.text("xl/workbook.xml")?;
        let at = book.find("</sheets>")?;
        let (before, after) = book.split_at_checked(at)?;
        let list = before.get(before.find("<sheets")?..)?;
        let ids = list.split("<sheet ").skip(1).filter_map(|tag| {
            let tag = format!("<sheet {tag}");
            attribute(tag.get(..tag_end(&tag)?)?, "sheetId")?.parse::<u32>().ok()
        });
        let id = ids.max()?.checked_add(1)?;
        // Some writers declare the relations' prefix on each sheet, not above them all, or take another one.
        let list = format!("<sheet xmlns:r=\"{RELATIONS}\" name=\"{LIST}\" sheetId=\"{id}\" r:id=\"rIdJgList\"/>");
        let with = format!("{before}{list}{after}");
        self.put("xl/workbook.xml", with);
        self.relate("xl/workbook.xml", "rIdJgList", "worksheet", "/xl/worksheets/sheetJgList.xml")?;
        self.declare("/xl/worksheets/sheetJgList.xml", "worksheet")?;
        self.put("xl/worksheets/sheetJgList.xml", list_sheet(problems, sheets, style));
        Some(())
    }

    /// The package: what is unchanged as it stands, then what is new.
    fn finish(mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut source = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        for index in 0..source.len() {
            let part = source.by_index_raw(index).ok()?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            let known = self.changed.keys().find(|own| own.eq_ignore_ascii_case(&name)).cloned();
            match known.and_then(|own| self.changed.remove(&own)) {
                Some(content) => {
                    drop(part);
                    out.start_file(name, options).ok()?;
                    out.write_all(content.as_bytes()).ok()?;
                }
                None => out.raw_copy_file(part).ok()?,
            }
        }
        // A part that is named otherwise than it is asked for would be there twice.
        if self.changed.keys().any(|own| self.parts.names().any(|name| name.eq_ignore_ascii_case(own))) {
            return None;
        }
        for (name, content) in &self.changed {
            out.start_file(name.as_str(), options).ok()?;
            out.write_all(content.as_bytes()).ok()?;
        }
        Some(out.finish().ok()?.into_inner())
    }
}

/// All problems, worst first, each with a link to its cell.
fn list_sheet(problems: &[Problem], sheets: &[(String, String)], style: usize) -> String {
    let mut rows = String::new();
    let mut links = String::new();
    let mut row = |number: usize, texts: &[String]| {
        rows.push_str(&format!("<row r=\"{number}\">"));
        for (letter, text) in ["A", "B", "C", "D", "E", "F"].iter().zip(texts) {
            rows.push_str(&format!(
                "<c r=\"{letter}{number}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escape(text)
            ));
        }
        rows.push_str("</row>");
    };
    row(1, &HEAD.map(str::to_owned));
    let name = |own: &str| sheets.iter().find(|(name, _)| name == own).map(|(name, _)| name.as_str());
    for (index, line) in lines(problems, name).enumerate() {
        let number = index + 2;
        row(number, &line.texts);
        if let Some(target) = line.target {
            links.push_str(&format!("<hyperlink ref=\"B{number}\" location=\"{}\"/>", escape(&target)));
        }
    }
    let columns: String = WIDTHS
        .iter()
        .enumerate()
        .map(|(at, width)| format!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", at + 1))
        .collect();
    let tab = if problems.iter().any(|problem| problem.severity == Severity::Error) {
        "<tabColor rgb=\"FFFF0000\"/>"
    } else {
        ""
    };
    let links = if links.is_empty() { String::new() } else { format!("<hyperlinks>{links}</hyperlinks>") };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetPr>{tab}<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
         activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData>{links}\
         <pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/></worksheet>"
    )
}
