//! Whether a DOCX says all that the pages of its PDF say.

use std::collections::{BTreeMap, BTreeSet};

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// Numerals that Word counts with and that stand in no text.
const COUNTED: &str = "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟甲乙丙丁戊己庚辛壬癸上中下第章节条项图表式";

/// The words on pages: every Han character, and every run of four and more letters of ASCII.
pub fn of_pages(document: &PagedDocument) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    document.pages().iter().for_each(|page| of_frame(&page.frame, &mut out));
    out
}

fn of_frame(frame: &Frame, out: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => of_frame(&group.frame, out),
            FrameItem::Text(text) => {
                let han = |c: &char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
                out.extend(text.text.chars().filter(han).filter(|c| !COUNTED.contains(*c)).map(String::from));
                let words = text.text.split(|c: char| !c.is_ascii_alphabetic());
                out.extend(words.filter(|word| word.len() > 3).map(str::to_owned));
            }
            _ => {}
        }
    }
}

/// The words of pages that a DOCX does not have: in its text, its formulas, its lists, what stands for pictures.
pub fn missing<'a>(words: &'a BTreeSet<String>, parts: &BTreeMap<String, Vec<u8>>) -> Vec<&'a str> {
    let mut said = String::new();
    for (_, content) in parts.iter().filter(|(name, _)| name.ends_with(".xml")) {
        let text = std::str::from_utf8(content).expect("UTF-8");
        let xml = roxmltree::Document::parse(text).expect("XML");
        for node in xml.descendants().filter(roxmltree::Node::is_element) {
            match node.tag_name().name() {
                "t" | "delText" => said.push_str(node.text().unwrap_or_default()),
                "p" => said.push('\n'),
                "chr" | "begChr" | "endChr" | "lvlText" => {
                    node.attributes().for_each(|attribute| said.push_str(attribute.value()));
                }
                "docPr" => said.push_str(node.attribute("descr").unwrap_or_default()),
                _ => {}
            }
        }
    }
    let small = said.to_lowercase();
    words
        .iter()
        .map(String::as_str)
        .filter(|word| !said.contains(word) && !small.contains(&word.to_lowercase()))
        .collect()
}
