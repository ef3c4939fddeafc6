//! Rows of a .xlsx that a clerk does not see, or has struck through, and cells with words that are struck through. They are read like
//! others, which is told.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::RawSheet;
use super::parts::{Parts, attribute, elements, position, walk};

/// Finds them for every sheet.
pub(super) fn find(sheets: &mut [RawSheet], package: &[u8]) {
    let Some(mut parts) = Parts::open(package) else { return };
    let paths = parts.sheets();
    let styles = parts.read("xl/styles.xml").map(|xml| struck_styles(&xml)).unwrap_or_default();
    let texts = parts.read("xl/sharedStrings.xml").map(|xml| struck_texts(&xml)).unwrap_or_default();
    for sheet in sheets {
        let Some(xml) = paths.get(&sheet.name).and_then(|path| parts.read(path)) else { continue };
        // Most sheets have neither, which is told without taking them apart.
        let text = String::from_utf8_lossy(&xml);
        if text.split_once("sheetData").is_some_and(|(_, rows)| rows.contains("hidden=")) {
            sheet.unseen.hidden = hidden_rows(&xml);
        }
        if !styles.is_empty() || !texts.is_empty() || text.contains("strike") {
            let cells = struck_cells(&xml, &styles, &texts);
            sheet.unseen.struck = cells.rows();
            sheet.unseen.struck_cells = cells.struck;
            sheet.unseen.struck_cells.retain(|(row, _), _| !sheet.unseen.struck.contains(row));
        }
    }
}

/// The styles of cells whose font is struck through.
fn struck_styles(xml: &[u8]) -> BTreeSet<usize> {
    let mut fonts: Vec<bool> = Vec::new();
    let mut out = BTreeSet::new();
    let mut styles = 0;
    walk(xml, |path, start, _| match (path, start) {
        ([.., "fonts", "font"], Some(_)) => fonts.push(false),
        ([.., "fonts", "font", "strike"], Some(start)) => {
            if let Some(font) = fonts.last_mut() {
                *font = is_on(start);
            }
        }
        ([.., "cellXfs", "xf"], Some(start)) => {
            let font = attribute(start, "fontId").and_then(|id| id.parse::<usize>().ok());
            if font.and_then(|font| fonts.get(font)).is_some_and(|struck| *struck) {
                out.insert(styles);
            }
            styles += 1;
        }
        _ => {}
    });
    out
}

/// Visits the rows of a sheet and the cells in them, each with the number of its row; a row that does not say it is the next.
fn each_in_rows(xml: &[u8], mut visit: impl FnMut(u32, &BytesStart<'_>)) {
    let mut row: u32 = 0;
    elements(xml, |start| {
        if start.local_name().as_ref() == "row" {
            let number = attribute(start, "r").and_then(|number| number.parse().ok());
            row = number.unwrap_or_else(|| row.saturating_add(1));
        }
        visit(row, start);
    });
}

/// The rows that are hidden.
fn hidden_rows(xml: &[u8]) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    each_in_rows(xml, |row, start| {
        let is_row = start.local_name().as_ref() == "row";
        if is_row && attribute(start, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true")) {
            out.insert(row);
        }
    });
    out
}

/// Whether `strike` is on.
fn is_on(strike: &BytesStart<'_>) -> bool {
    attribute(strike, "val").is_none_or(|value| value == "1" || value == "true")
}

/// How much of a text is struck through.
#[derive(Debug, Default)]
struct Runs {
    struck: bool,
    any: bool,
    whole: bool,
}

impl Runs {
    /// Takes in an element of a text that may have runs.
    fn see(&mut self, path: &[&str], start: Option<&BytesStart<'_>>, text: &str) {
        match (path, start) {
            ([.., "r"], Some(_)) => self.struck = false,
            ([.., "rPr", "strike"], Some(start)) => self.struck = is_on(start),
            ([.., "r", "t"], None) if !text.trim().is_empty() => {
                self.whole &= self.struck;
                self.any |= self.struck;
            }
            _ => {}
        }
    }

    fn begin() -> Self {
        Self { struck: false, any: false, whole: true }
    }

    /// Whether something is struck through, and then whether that is only a part.
    fn part(&self) -> Option<bool> {
        self.any.then_some(!self.whole)
    }
}

/// The shared texts that are struck through, and whether only in part.
fn struck_texts(xml: &[u8]) -> BTreeMap<usize, bool> {
    let mut out = BTreeMap::new();
    // Most workbooks have none, which is told without taking them apart.
    if !String::from_utf8_lossy(xml).contains("strike") {
        return out;
    }
    let (mut index, mut runs) = (0, Runs::begin());
    walk(xml, |path, start, text| match (path, start) {
        ([.., "si"], Some(_)) => runs = Runs::begin(),
        ([.., "si"], None) => {
            out.extend(runs.part().map(|part| (index, part)));
            index += 1;
        }
        _ => runs.see(path, start, text),
    });
    out
}

/// The cells of a sheet that are struck through, and how many others stand beside them.
#[derive(Debug, Default)]
struct Struck {
    struck: BTreeMap<(u32, u32), bool>,
    filled: BTreeMap<u32, u32>,
}

impl Struck {
    /// The rows of which most is struck through, of at least two cells: one or two marks of judges that do not count are not all of a row.
    fn rows(&self) -> BTreeSet<u32> {
        let whole = |row: u32| self.struck.range((row, 0)..=(row, u32::MAX)).filter(|(_, part)| !**part).count();
        let most = |row: u32, filled: u32| whole(row) >= 2 && whole(row) * 2 > filled as usize;
        self.filled.iter().filter(|(row, filled)| most(**row, **filled)).map(|(row, _)| *row).collect()
    }
}

fn struck_cells(xml: &[u8], styles: &BTreeSet<usize>, texts: &BTreeMap<usize, bool>) -> Struck {
    let mut out = Struck::default();
    let (mut row, mut column) = (0_u32, 0_u32);
    let (mut styled, mut shared, mut runs) = (false, false, Runs::begin());
    walk(xml, |path, start, text| match (path, start) {
        ([.., "row"], Some(start)) => {
            let number = attribute(start, "r").and_then(|number| number.parse().ok());
            row = number.unwrap_or_else(|| row.saturating_add(1));
            column = 0;
        }
        ([.., "c"], Some(start)) => {
            let at = attribute(start, "r").and_then(|name| position(&name));
            column = at.map_or(column.saturating_add(1), |(_, column)| column.saturating_add(1));
            let style = attribute(start, "s").and_then(|style| style.parse::<usize>().ok());
            styled = style.is_some_and(|style| styles.contains(&style));
            shared = attribute(start, "t").is_some_and(|kind| kind == "s");
            runs = Runs::begin();
        }
        ([.., "c", "v"], None) if !text.trim().is_empty() => {
            *out.filled.entry(row).or_default() += 1;
            let of_text = text.trim().parse::<usize>().ok().filter(|_| shared).and_then(|index| texts.get(&index));
            let part = if styled { Some(false) } else { of_text.copied() };
            out.struck.extend(part.map(|part| ((row, column), part)));
        }
        ([.., "c", "is"], None) => {
            *out.filled.entry(row).or_default() += 1;
            let part = if styled { Some(false) } else { runs.part() };
            out.struck.extend(part.map(|part| ((row, column), part)));
        }
        _ => runs.see(path, start, text),
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_struck_through_are_found_in_cells() {
        let texts = struck_texts(
            "<sst><si><t>张三</t></si><si><r><rPr><strike/></rPr><t>科员</t></r><r><t>科长</t></r></si><si><r><rPr><strike val=\"0\"/></rPr><t>某镇</t></r></si><si><r><rPr><strike/></rPr><t>副主任</t></r></si></sst>"
                .as_bytes(),
        );
        assert_eq!(texts, BTreeMap::from([(1, true), (3, false)]));
        let sheet = "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" s=\"5\"/><c r=\"D2\" s=\"5\"><v>90</v></c></row><row r=\"3\"><c r=\"A3\" s=\"5\"><v>1</v></c><c r=\"B3\" s=\"5\"><v>2</v></c></row></sheetData>";
        let cells = struck_cells(sheet.as_bytes(), &BTreeSet::from([5]), &texts);
        assert_eq!(cells.rows(), BTreeSet::from([3]));
        let first: Vec<_> = cells.struck.range((2, 0)..(3, 0)).map(|(at, part)| (*at, *part)).collect();
        assert_eq!(first, [((2, 2), true), ((2, 4), false)]);
    }

    #[test]
    fn hidden_rows_are_found_however_the_sheet_is_written() {
        for xml in [
            "<sheetData><row r=\"1\"/><row r=\"2\" hidden=\"1\"><c/></row><row r=\"4\" hidden=\"true\"/></sheetData>",
            "<x:sheetData><x:row r='1'/><x:row\nhidden='1' r='2'/><x:row r=\"4\" hidden=\"1\"/></x:sheetData>",
            "<sheetData><row/><row hidden=\"1\"/><row hidden=\"0\"/><row hidden=\"1\"/></sheetData>",
        ] {
            assert_eq!(hidden_rows(xml.as_bytes()), BTreeSet::from([2, 4]), "{xml}");
        }
    }
}
