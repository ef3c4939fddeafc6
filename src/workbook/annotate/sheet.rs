//! A sheet's XML with other styles for marked cells; cells and rows that are not there yet are put in.

use std::collections::BTreeMap;

use super::Marks;
use super::styles::{Wanted, attribute, tag_end, with_attribute};
use crate::problem::column_letters;

/// The marked cells of one row: column, and whether it is an error.
type Row = BTreeMap<u32, bool>;

/// The sheet with its marks. `None` if it is built in a way that is not known here.
pub(super) fn mark(xml: &str, marks: &Marks, wanted: &mut Wanted) -> Option<String> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    for ((row, column), (error, _)) in marks {
        rows.entry(*row).or_default().insert(*column, *error);
    }
    let at = xml.find("<sheetData")?;
    let (before, rest) = xml.split_at_checked(at)?;
    let (tag, rest) = rest.split_at_checked(tag_end(rest)?)?;
    let (data, after) =
        if tag.ends_with("/>") { ("", rest) } else { rest.split_at_checked(rest.find("</sheetData>")?)? };
    let after = after.strip_prefix("</sheetData>").unwrap_or(after);
    // Attributes in single quotes are lawful, and nobody writes them.
    if data.contains("='") {
        return None;
    }
    let mut out = String::with_capacity(xml.len() + marks.len() * 64);
    out.push_str(before);
    out.push_str("<sheetData>");
    let mut rest = data;
    let mut next_row = 0_u32;
    while let Some(start) = rest.find("<row") {
        let (between, from) = rest.split_at_checked(start)?;
        out.push_str(between);
        let (tag, inside) = from.split_at_checked(tag_end(from)?)?;
        let number = match attribute(tag, "r") {
            Some(text) => text.parse::<u32>().ok()?.checked_sub(1)?,
            None => next_row,
        };
        while let Some((&missing, _)) = rows.first_key_value().filter(|(row, _)| **row < number) {
            new_row(&mut out, missing, &rows.remove(&missing)?, wanted);
        }
        next_row = number + 1;
        let own = rows.remove(&number).unwrap_or_default();
        let (content, following) = if tag.ends_with("/>") {
            ("", inside)
        } else {
            let end = inside.find("</row>")?;
            (inside.get(..end)?, inside.get(end + "</row>".len()..)?)
        };
        if own.is_empty() {
            out.push_str(from.get(..from.len() - following.len())?);
        } else {
            let open = tag.strip_suffix("/>").map_or_else(|| tag.to_owned(), |tag| format!("{tag}>"));
            out.push_str(&open);
            cells(&mut out, content, number, own, wanted)?;
            out.push_str("</row>");
        }
        rest = following;
    }
    out.push_str(rest);
    for (number, own) in &rows {
        new_row(&mut out, *number, own, wanted);
    }
    out.push_str("</sheetData>");
    out.push_str(after);
    Some(out)
}

/// The cells of a row, with the marked ones in other styles.
fn cells(out: &mut String, content: &str, row: u32, mut marks: Row, wanted: &mut Wanted) -> Option<()> {
    let mut rest = content;
    let mut next = 0_u32;
    while let Some(start) = find_cell(rest) {
        let (between, from) = rest.split_at_checked(start)?;
        out.push_str(between);
        let (tag, inside) = from.split_at_checked(tag_end(from)?)?;
        let column = match attribute(tag, "r") {
            Some(name) => column_of(name)?,
            None => next,
        };
        while let Some((&missing, &error)) = marks.first_key_value().filter(|(at, _)| **at < column) {
            new_cell(out, row, missing, error, wanted);
            marks.remove(&missing);
        }
        next = column + 1;
        let (body, following) = if tag.ends_with("/>") {
            ("", inside)
        } else {
            inside.split_at_checked(inside.find("</c>")? + "</c>".len())?
        };
        match marks.remove(&column) {
            Some(error) => {
                let style = attribute(tag, "s").and_then(|text| text.parse().ok()).unwrap_or(0);
                out.push_str(&with_attribute(tag, "s", &wanted.of_cell(style, error).to_string()));
            }
            None => out.push_str(tag),
        }
        out.push_str(body);
        rest = following;
    }
    for (column, error) in marks {
        new_cell(out, row, column, error, wanted);
    }
    out.push_str(rest);
    Some(())
}

/// The next `<c>`; `<cols>` and the like are none.
fn find_cell(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = text.get(from..)?.find("<c")? + from;
        if text.get(at + 2..)?.starts_with([' ', '>', '/', '\n', '\r', '\t']) {
            return Some(at);
        }
        from = at + 2;
    }
}

fn column_of(name: &str) -> Option<u32> {
    let mut letters = name.bytes().take_while(u8::is_ascii_uppercase);
    letters
        .try_fold(0_u32, |sum, letter| sum.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))?
        .checked_sub(1)
}

fn new_row(out: &mut String, row: u32, marks: &Row, wanted: &mut Wanted) {
    out.push_str(&format!("<row r=\"{}\">", row + 1));
    for (column, error) in marks {
        new_cell(out, row, *column, *error, wanted);
    }
    out.push_str("</row>");
}

fn new_cell(out: &mut String, row: u32, column: u32, error: bool, wanted: &mut Wanted) {
    let style = wanted.of_cell(0, error);
    out.push_str(&format!("<c r=\"{}{}\" s=\"{style}\"/>", column_letters(column + 1), row + 1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_cells_have_other_styles_and_missing_ones_are_put_in() {
        let styles = "<styleSheet><fills count=\"1\"><fill/></fills><cellXfs count=\"1\"><xf/></cellXfs></styleSheet>";
        let mut wanted = Wanted::of(styles).unwrap();
        let marks: Marks = [(0, 1), (0, 3), (1, 0), (2, 0), (9, 2)].map(|at| (at, (true, Vec::new()))).into();
        let sheet = "<worksheet><cols><col/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"0\" t=\"s\"><v>2</v></c></row>\
            <row r=\"3\"/></sheetData><mergeCells/></worksheet>";
        assert_eq!(
            mark(sheet, &marks, &mut wanted).unwrap(),
            "<worksheet><cols><col/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\" t=\"s\"><v>2</v></c><c r=\"D1\" s=\"1\"/></row>\
             <row r=\"2\"><c r=\"A2\" s=\"1\"/></row><row r=\"3\"><c r=\"A3\" s=\"1\"/></row><row r=\"10\"><c r=\"C10\" s=\"1\"/></row></sheetData><mergeCells/></worksheet>"
        );
        assert!(mark("<worksheet/>", &marks, &mut wanted).is_none());
        let empty = mark("<worksheet><sheetData/></worksheet>", &marks, &mut wanted).unwrap();
        assert!(empty.starts_with("<worksheet><sheetData><row r=\"1\"><c r=\"B1\""), "{empty}");
    }
}
