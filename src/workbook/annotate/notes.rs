//! Notes (批注) of a sheet: their texts, and the shapes Excel shows them in (VML).

use super::Marks;
use super::styles::{attribute, tag_end};
use crate::problem::column_letters;
use crate::workbook::xml::escape;

/// Who writes them.
pub(in crate::workbook) const AUTHOR: &str = "竞岗检查";

fn name((row, column): (u32, u32)) -> String {
    format!("{}{}", column_letters(column + 1), row + 1)
}

fn run(sentences: &[String]) -> String {
    format!("<r><t xml:space=\"preserve\">{}</t></r>", escape(&sentences.join("\n")))
}

/// Notes where a sheet had none.
pub(super) fn comments(marks: &Marks) -> String {
    let list: String = marks
        .iter()
        .map(|(at, (_, sentences))| {
            format!("<comment ref=\"{}\" authorId=\"0\"><text>{}</text></comment>", name(*at), run(sentences))
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <authors><author>{AUTHOR}</author></authors><commentList>{list}</commentList></comments>"
    )
}

/// A sheet's notes with ours: in a cell that has one, below what it says. Also the cells that had none.
pub(super) fn more_comments(xml: &str, marks: &Marks) -> Option<(String, Vec<(u32, u32)>)> {
    let (authors, rest) = xml.split_at_checked(xml.find("</authors>")?)?;
    let number = authors.matches("<author>").count() + authors.matches("<author/>").count();
    let mut list = format!("{authors}<author>{AUTHOR}</author>{rest}");
    let mut new = Vec::new();
    for (at, (_, sentences)) in marks {
        let start = list.find(&format!(" ref=\"{}\"", name(*at)));
        match start {
            Some(start) => {
                let end = list.get(start..)?.find("</text>")? + start;
                let own = format!("<r><t xml:space=\"preserve\">\n{}</t></r>", escape(&sentences.join("\n")));
                list.insert_str(end, &own);
            }
            None => {
                let end = list.find("</commentList>")?;
                let comment = format!(
                    "<comment ref=\"{}\" authorId=\"{number}\"><text>{}</text></comment>",
                    name(*at),
                    run(sentences)
                );
                list.insert_str(end, &comment);
                new.push(*at);
            }
        }
    }
    Some((list, new))
}

/// The shapes of notes where a sheet had none.
pub(super) fn shapes(cells: &[(u32, u32)], marks: &Marks, sheet: usize) -> String {
    format!(
        "<xml{}>\
         <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>{KIND}{}</xml>",
        declared(""),
        sheet + 1,
        cells
            .iter()
            .enumerate()
            .map(|(index, at)| shape(*at, marks, (sheet + 1) * 1024 + index + 1))
            .collect::<String>()
    )
}

/// The names that shapes are written in.
const SPACES: [(&str, &str); 3] = [
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];

/// The declarations of those names that an element around the shapes has not made.
fn declared(around: &str) -> String {
    let missing = SPACES.iter().filter(|(prefix, space)| attribute(around, &format!("xmlns:{prefix}")) != Some(*space));
    missing.map(|(prefix, space)| format!(" xmlns:{prefix}=\"{space}\"")).collect()
}

/// The kind of shape that notes are.
const KIND: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
    <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// A sheet's shapes with those of more notes.
pub(super) fn more_shapes(vml: &str, cells: &[(u32, u32)], marks: &Marks) -> Option<String> {
    let (own, end) = vml.split_at_checked(vml.rfind("</xml>")?)?;
    let kind = if own.contains("id=\"_x0000_t202\"") { "" } else { KIND };
    // Behind the highest number there is.
    let numbers = own.split("_x0000_s").skip(1).filter_map(|rest| {
        rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<usize>().ok())
    });
    let last = numbers.max().unwrap_or(1024);
    let new: String = cells.iter().enumerate().map(|(index, at)| shape(*at, marks, last + index + 1)).collect();
    // Some writers declare a name where it is first used, not around everything.
    let root = own.get(own.find("<xml")?..)?;
    let spaces = declared(root.get(..tag_end(root)?)?);
    let new = format!("{kind}{new}");
    let new = if spaces.is_empty() {
        new
    } else {
        new.replace("<v:shapetype ", &format!("<v:shapetype{spaces} "))
            .replace("<v:shape ", &format!("<v:shape{spaces} "))
    };
    Some(format!("{own}{new}{end}"))
}

fn shape(at: (u32, u32), marks: &Marks, id: usize) -> String {
    let (row, column) = at;
    let sentences = marks.get(&at).map(|(_, sentences)| sentences.as_slice()).unwrap_or_default();
    let characters: usize = sentences.iter().map(|sentence| sentence.chars().count()).sum();
    let lines = u32::try_from(characters / 18 + sentences.len() + 1).unwrap_or(20).min(20);
    format!(
        "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">\
         <v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
         <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
         <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{}, 15, {row}, 2, {}, 31, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>\
         </x:ClientData></v:shape>",
        column + 1,
        column + 5,
        row + lines,
    )
}

/// The number of the relation that a sheet's shapes have.
pub(super) fn legacy_drawing(sheet: &str) -> Option<&str> {
    let at = sheet.find("<legacyDrawing ")?;
    let tag = sheet.get(at..at + tag_end(sheet.get(at..)?)?)?;
    attribute(tag, "r:id")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_added_to_what_is_there() {
        let marks: Marks =
            [((0, 0), (true, vec!["错误：甲<乙".to_owned()])), ((1, 1), (false, vec!["提醒：丙".to_owned()]))].into();
        let own = "<comments><authors><author>某</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>原来的</t></text></comment></commentList></comments>";
        let (list, new) = more_comments(own, &marks).unwrap();
        assert_eq!(new, [(1, 1)]);
        assert!(list.contains("<t>原来的</t><r><t xml:space=\"preserve\">\n错误：甲&lt;乙</t></r></text>"), "{list}");
        assert!(list.contains("<comment ref=\"B2\" authorId=\"1\">"), "{list}");
        let vml = more_shapes("<xml><v:shape id=\"_x0000_s2050\"/></xml>", &new, &marks).unwrap();
        assert!(vml.contains("_x0000_s2051") && vml.contains("<x:Row>1</x:Row><x:Column>1</x:Column>"), "{vml}");
    }
}
