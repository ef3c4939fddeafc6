//! numbering.xml: lists and their levels.

use super::WriteError;
use super::parts::{MAIN, look};
use super::run::{ambiguous, fonts, like};
use super::style::Styles;
use super::xml::HEAD;
use super::xml::escape;
use crate::docx::model::{Align, Document, ListLevel, Twips};

/// numbering.xml.
pub(super) fn part(document: &Document, styles: &Styles) -> Result<Option<String>, WriteError> {
    if document.numberings.is_empty() {
        return Ok(None);
    }
    let mut abstracts = String::new();
    let mut instances = String::new();
    for (index, numbering) in document.numberings.iter().enumerate() {
        let id = index + 1;
        if let Some(restart) = numbering.restart {
            instances.push_str(&format!(
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{}\"/><w:lvlOverride w:ilvl=\"{}\">\
                 <w:startOverride w:val=\"{}\"/></w:lvlOverride></w:num>",
                restart.of + 1,
                restart.level,
                restart.start.min(LARGEST)
            ));
            continue;
        }
        let kind = if numbering.levels.iter().any(|level| level.heading.is_some()) {
            "multilevel"
        } else {
            "hybridMultilevel"
        };
        // Word takes lists for the same that have no number of their own here.
        abstracts.push_str(&format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:nsid w:val=\"{:08X}\"/><w:multiLevelType w:val=\"{kind}\"/>",
            LISTS + id
        ));
        for (at, level) in levels(&numbering.levels).iter().enumerate() {
            let counts = level.heading.filter(|heading| {
                styles.headings.get(heading).is_some_and(|style| style.paragraph.numbering == Some((index, at)))
            });
            abstracts.push_str(&list_level(at, level, counts)?);
        }
        abstracts.push_str("</w:abstractNum>");
        instances.push_str(&format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"));
    }
    Ok(Some(format!("{HEAD}<w:numbering xmlns:w=\"{MAIN}\">{abstracts}{instances}</w:numbering>")))
}

/// The largest number that Word begins to count at.
pub(super) const LARGEST: u64 = 32_767;

/// Where the numbers of lists begin.
const LISTS: usize = 0x4A47_0000;

/// All nine levels of a list: below those it has, the last one again, further in each time, so that Tab finds them in Word.
fn levels(own: &[ListLevel]) -> Vec<ListLevel> {
    let mut levels = own.to_vec();
    let (Some(last), deepest) = (own.last(), own.len()) else { return levels };
    let mut indent = last.indent;
    for at in deepest..9 {
        indent += Twips(last.hanging.0.max(360));
        levels.push(ListLevel {
            text: last.text.replace(&format!("%{deepest}"), &format!("%{}", at + 1)),
            start: 1,
            indent,
            ..last.clone()
        });
    }
    levels
}

/// A level; `heading`: the heading level whose style counts by it.
fn list_level(at: usize, level: &ListLevel, heading: Option<u8>) -> Result<String, WriteError> {
    let run = if level.format == "none" {
        String::new()
    } else {
        let own = &level.run;
        let signs = own.hint_east_asian && level.text.chars().chain(like(level.format).chars()).any(ambiguous);
        let names = if signs { fonts(own).hint("eastAsia") } else { fonts(own) };
        let mut run = docx_rs::RunProperty::new().fonts(names).size(own.size as usize).color(own.colour.hex());
        // A marker does not take the weight of the text it stands before. A line around it cannot be said here: it is bold instead.
        run = if own.bold || own.outline.is_some() { run.bold() } else { run.disable_bold() };
        run = if own.italic { run.italic() } else { run.disable_italic() };
        look(run)?
    };
    let style = heading.map(|level| format!("<w:pStyle w:val=\"Heading{level}\"/>")).unwrap_or_default();
    // A tab is what Word takes where nothing is said.
    let suffix = if level.suffix == "tab" { String::new() } else { format!("<w:suff w:val=\"{}\"/>", level.suffix) };
    Ok(format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{}\"/>{style}{suffix}<w:lvlText w:val=\"{}\"/>\
         <w:lvlJc w:val=\"{}\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{}\"/></w:pPr>{run}</w:lvl>",
        level.start.min(LARGEST),
        level.format,
        escape(&level.text),
        match level.align {
            Align::Right => "right",
            Align::Centre => "center",
            _ => "left",
        },
        level.indent.0,
        level.hanging.0.max(0),
    ))
}
