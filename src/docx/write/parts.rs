//! The small parts of a package: styles, settings, properties.

use docx_rs::BuildXML;

use super::WriteError;
use super::alternative::alternatives;
use super::normalise::{Notes, normalise};
use super::paragraph_property::{alignment, spacing};
use super::run::{KERNED, ambiguous, features, fonts, lang};
use super::style::{Style, Styles};
use super::xml::{Element, HEAD, escape};
use crate::docx::model::{
    Colour, Document, Features, Footnote, ParagraphFormat, RunFormat, Script, Section, SectionStart, Twips,
};

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// styles.xml.
pub(super) fn styles(styles: &Styles) -> Result<String, WriteError> {
    let mut sheet = docx_rs::Styles::new();
    sheet = sheet.add_style(style(&styles.normal, None).q_format(true));
    for own in styles.kinds.values() {
        sheet = sheet.add_style(style(own, Some(&styles.normal)).ui_priority(99).q_format(false));
    }
    for heading in styles.headings.values().chain(styles.unlisted.values()) {
        // What is written below a heading is text.
        sheet = sheet.add_style(style(heading, Some(&styles.normal)).next("Normal").ui_priority(9).q_format(true));
    }
    if let Some(title) = &styles.title {
        sheet = sheet.add_style(style(title, Some(&styles.normal)).next("Normal").ui_priority(10).q_format(true));
    }
    for entry in styles.contents.values() {
        sheet = sheet.add_style(style(entry, Some(&styles.normal)).next("Normal").ui_priority(39).q_format(false));
    }
    if let Some(spacer) = &styles.spacer {
        sheet = sheet.add_style(style(spacer, Some(&styles.normal)).next("Normal").ui_priority(99).q_format(false));
    }
    let mut notes = Notes::default();
    let xml = normalise(&sheet.build(), &mut notes)?;
    // The defaults and what each style needs beyond docx-rs are put in here, where the styles are known.
    let mut root = super::xml::parse(xml.split_once('\n').map_or(xml.as_str(), |(_, root)| root))?;
    let normal = &styles.normal;
    let defaults = format!(
        // Kerning at all sizes, as Typst sets it: columns as wide as their text would break it otherwise.
        // So it is with ligatures: Word has none unless it is told to.
        "<w:rPrDefault><w:rPr>{}<w:kern w:val=\"{KERNED}\"/>{}{}<w14:ligatures w14:val=\"standardContextual\"/>\
         <w14:cntxtAlts w14:val=\"1\"/></w:rPr></w:rPrDefault><w:pPrDefault/>",
        inner(&fonts(&normal.run).build())?,
        size(&normal.run),
        element(&lang(&normal.run)),
    );
    // docx-rs brings an empty Normal of its own.
    let ours = root.items.iter().rposition(|item| is_normal(item));
    let mut at = 0;
    root.items.retain(|item| {
        at += 1;
        !is_normal(item) || Some(at - 1) == ours
    });
    if let Some(at) = root.items.iter().position(|item| is_style(item)) {
        root.items.insert(at, super::xml::Item::Element(latent()));
    }
    for item in &mut root.items {
        if let super::xml::Item::Element(child) = item {
            if child.name == "w:docDefaults" {
                *child = Element::new("w:docDefaults", "").with(defaults.clone());
            } else if child.name == "w:style"
                && let Some(own) = child.attribute("w:styleId").and_then(|id| styles.by_id(id))
            {
                let gap = own.paragraph.auto_space.unwrap_or(true);
                if own.id == "Normal" {
                    child.attributes = " w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"".into();
                }
                if own.id == "Normal" || gap != normal.paragraph.auto_space.unwrap_or(true) {
                    line_breaking(child, gap);
                }
                if own.paragraph.rtl {
                    paragraph_property(child, vec![Element::val("w:bidi", 1)]);
                }
                if own.run.lang != normal.run.lang {
                    run_property(child, vec![lang(&own.run)]);
                }
                let plain = Features::default();
                let under = if own.id == "Normal" { &plain } else { &normal.run.features };
                run_property(child, features(&own.run.features, under));
            }
        }
    }
    let table_normal = "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
        <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>\
        <w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
        <w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";
    root = root.with(table_normal);
    // What Word takes for notes, headers and captions that are put in: without the room, line height and indent of 正文.
    for (id, name) in
        [("FootnoteText", "footnote text"), ("Header", "header"), ("Footer", "footer"), ("Caption", "caption")]
    {
        if styles.by_id(id).is_none() {
            root = root.with(format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
                 <w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/><w:pPr><w:spacing w:before=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>\
                 <w:ind w:firstLine=\"0\"/></w:pPr><w:rPr><w:spacing w:val=\"0\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr></w:style>"
            ));
        }
    }
    root = root.with(
        "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>\
         <w:uiPriority w:val=\"99\"/><w:unhideWhenUsed/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>",
    );
    let mut out = String::from(HEAD);
    root.write(&mut out);
    Ok(out)
}

/// The built-in styles that are not in the file: Word shows them among those in use unless it is told otherwise. Text, headings, titles and
/// lists are offered.
fn latent() -> Element<'static> {
    let offered = |names: &[&str], priority: u8| -> String {
        let exception = |name: &&str| {
            format!(
                "<w:lsdException w:name=\"{name}\" w:semiHidden=\"0\" w:uiPriority=\"{priority}\" w:unhideWhenUsed=\"0\" w:qFormat=\"1\"/>"
            )
        };
        names.iter().map(exception).collect()
    };
    Element::new(
        "w:latentStyles",
        " w:defLockedState=\"0\" w:defUIPriority=\"99\" w:defSemiHidden=\"1\" w:defUnhideWhenUsed=\"1\" w:defQFormat=\"0\" w:count=\"376\"",
    )
    .with(
        [
            offered(&["Normal"], 0),
            offered(&["heading 1", "heading 2", "heading 3"], 9),
            offered(&["Title"], 10),
            offered(&["Subtitle"], 11),
            offered(&["Emphasis"], 20),
            offered(&["Strong"], 22),
            offered(&["List Paragraph"], 34),
        ]
        .concat(),
    )
}

fn is_style(item: &super::xml::Item) -> bool {
    matches!(item, super::xml::Item::Element(style) if style.name == "w:style")
}

fn is_normal(item: &super::xml::Item) -> bool {
    matches!(item, super::xml::Item::Element(style)
        if style.name == "w:style" && style.attribute("w:styleId") == Some("Normal"))
}

/// Line breaking as in the PDF: no forbidden signs at the ends of lines, half the width for a bracket that begins one
/// (行首标点压缩), and a gap between Han and Latin only where the text has one.
///
/// `overflowPunct` is written out though Word takes it for granted (a stop may hang out of the margin, the nearest to Typst's letting
/// it take half its width there): LibreOffice reads it the wrong way round, and where it lets a stop hang out of a justified line
/// it loses the stop in one line of three.
fn line_breaking(style: &mut Element<'_>, gap: bool) {
    let mut rules = ["w:kinsoku", "w:overflowPunct", "w:topLinePunct"].map(|name| Element::val(name, 1)).to_vec();
    rules.extend(["w:autoSpaceDE", "w:autoSpaceDN"].map(|name| Element::val(name, u8::from(gap))));
    paragraph_property(style, rules);
}

/// Adds to how a style's paragraphs are set.
fn paragraph_property(style: &mut Element<'_>, more: Vec<Element<'static>>) {
    let group = style.items.iter_mut().find_map(|item| match item {
        super::xml::Item::Element(group) if group.name == "w:pPr" => Some(group),
        _ => None,
    });
    if let Some(group) = group {
        super::normalise::merge_sorted(group, more);
    }
}

/// Adds to the looks of a style's text.
fn run_property(style: &mut Element<'_>, more: Vec<Element<'static>>) {
    let group = style.items.iter_mut().find_map(|item| match item {
        super::xml::Item::Element(group) if group.name == "w:rPr" => Some(group),
        _ => None,
    });
    if let Some(group) = group {
        super::normalise::merge_sorted(group, more);
    }
}

fn style(style: &Style, base: Option<&Style>) -> docx_rs::Style {
    let mut out = docx_rs::Style::new(&style.id, docx_rs::StyleType::Paragraph).name(&style.name);
    if let Some(base) = base {
        out = out.based_on(&base.id);
    }
    // What a style has of its own: where the font of 正文 is changed in Word, all text of that font follows.
    let plain = RunFormat::default();
    let under = base.map_or(&plain, |base| &base.run);
    let mut run = docx_rs::RunProperty::new();
    if base.is_none() || style.run.fonts != under.fonts {
        run = run.fonts(fonts(&style.run));
    }
    if base.is_none() || style.run.size != under.size {
        run = run.size(style.run.size as usize);
    }
    if base.is_none() || style.run.colour != under.colour {
        run = run.color(style.run.colour.hex());
    }
    run = match (style.run.bold, under.bold) {
        (true, _) => run.bold(),
        (false, true) => run.disable_bold(),
        (false, false) => run,
    };
    run = match (style.run.italic, under.italic) {
        (true, _) => run.italic(),
        (false, true) => run.disable_italic(),
        (false, false) => run,
    };
    if style.run.tracking != under.tracking || style.run.tracking != Twips::ZERO {
        run = run.spacing(style.run.tracking.bounded());
    }
    out.run_property = run;
    let format = &style.paragraph;
    out = out.align(alignment(format.align)).line_spacing(spacing(format));
    let indents = |format: &ParagraphFormat| (format.left, format.right, format.first_line);
    // Those of a numbering would come before the ones that 正文 has, too.
    let numbered = format.numbering.is_some() && indents(format) != Default::default();
    if numbered || indents(format) != base.map_or_else(Default::default, |base| indents(&base.paragraph)) {
        let special = if format.first_line < Twips::ZERO {
            docx_rs::SpecialIndentType::Hanging((-format.first_line).0)
        } else {
            docx_rs::SpecialIndentType::FirstLine(format.first_line.0)
        };
        out = out.indent(Some(format.left.0), Some(special), Some(format.right.0), None);
    }
    out.paragraph_property.tabs.extend(format.tabs.iter().map(super::paragraph_property::tab_stop));
    if format.keep_next {
        out.paragraph_property = out.paragraph_property.keep_next(true);
    }
    if format.keep_lines {
        out.paragraph_property = out.paragraph_property.keep_lines(true);
    }
    out.paragraph_property = out.paragraph_property.widow_control(format.widow_control);
    if format.outline > 0 {
        out = out.outline_lvl(usize::from(format.outline) - 1);
    }
    if let Some((numbering, level)) = format.numbering {
        out.paragraph_property = out
            .paragraph_property
            .numbering(docx_rs::NumberingId::new(numbering + 1), docx_rs::IndentLevel::new(level));
    }
    out
}

fn size(run: &RunFormat) -> String {
    format!("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", run.size)
}

fn element(element: &Element) -> String {
    let mut out = String::new();
    element.write(&mut out);
    out
}

fn inner(xml: &[u8]) -> Result<String, WriteError> {
    let source = std::str::from_utf8(xml).map_err(|error| WriteError::Part(error.to_string()))?;
    Ok(element(&super::xml::parse(source)?))
}

/// Run properties outside of any part, in schema order.
pub(super) fn look(run: docx_rs::RunProperty) -> Result<String, WriteError> {
    let run = inner(&run.build())?;
    let mut group = super::xml::parse(&run)?;
    super::normalise::sort(&mut group);
    Ok(element(&group))
}

/// settings.xml. Punctuation gives way as in the PDF, trailing blanks are underlined, as forms need; `hyphenate`: words are parted
/// at the ends of lines.
pub(super) fn settings(document: &Document, even_and_odd: bool, hyphenate: bool) -> String {
    let mirror = document.sections.iter().any(|section| section.page.mirror);
    let mut out = format!("{HEAD}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/>");
    if !document.fonts.is_empty() {
        // Without the second, Word would put whole Chinese fonts into the file when it saves it.
        out.push_str("<w:embedTrueTypeFonts/><w:saveSubsetFonts/>");
    }
    if mirror {
        out.push_str("<w:mirrorMargins/>");
    }
    out.push_str("<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>");
    out.push_str("<w:defaultTabStop w:val=\"420\"/>");
    if hyphenate {
        out.push_str("<w:autoHyphenation/>");
    }
    if even_and_odd {
        out.push_str("<w:evenAndOddHeaders/>");
    }
    out.push_str("<w:drawingGridVerticalSpacing w:val=\"156\"/><w:displayHorizontalDrawingGridEvery w:val=\"0\"/>");
    out.push_str("<w:displayVerticalDrawingGridEvery w:val=\"2\"/>");
    out.push_str("<w:characterSpacingControl w:val=\"compressPunctuation\"/>");
    if !document.footnotes.is_empty() {
        out.push_str(&format!(
            "<w:footnotePr>{}<w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>",
            note_format(document)
        ));
    }
    // Typst fills one column before it begins the next. With notes below such columns, LibreOffice begins a page after them.
    let columns = |pair: &[Section]| {
        let [section, next] = pair else { return false };
        section.page.columns.0 > 1 && next.start == SectionStart::Continuous
    };
    let unbalanced = document.footnotes.is_empty() && document.sections.windows(2).any(columns);
    let unbalanced = if unbalanced { "<w:noColumnBalance/>" } else { "" };
    out.push_str(&format!(
        "<w:compat>{unbalanced}<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/>"
    ));
    // Word takes the last line of a page that ends in a parted word to the next one unless it is told to leave it; Typst leaves it.
    let settings = [("compatibilityMode", 15), ("allowHyphenationAtTrackBottom", 1)];
    for (name, value) in settings.into_iter().take(1 + usize::from(hyphenate)) {
        out.push_str(&format!(
            "<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{value}\"/>"
        ));
    }
    out.push_str("</w:compat>");
    let language = match document.properties.language.as_deref() {
        Some(tag) if tag.starts_with("zh-") => tag,
        Some(tag) if tag.starts_with("ja") => "ja-JP",
        Some(tag) if tag.starts_with("ko") => "ko-KR",
        _ => "zh-CN",
    };
    out.push_str(&format!("<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"{language}\"/>"));
    out.push_str("<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
    out
}

/// The format of footnotes' numbers and the first of them, where they are not the usual ones.
pub(super) fn note_format(document: &Document) -> String {
    let format = document.footnote_format.map(|format| format!("<w:numFmt w:val=\"{format}\"/>"));
    let start = document.footnote_start.map(|start| format!("<w:numStart w:val=\"{start}\"/>"));
    [format, start].into_iter().flatten().collect()
}

/// The mark before a note: its number, or what stands for it. `like`: a sign like the numbers.
pub(super) fn note_mark(note: &Footnote, like: &str) -> Result<String, WriteError> {
    let Some(format) = &note.format else { return Ok(String::new()) };
    let signs = format.hint_east_asian && note.mark.as_deref().unwrap_or(like).chars().any(ambiguous);
    let names = if signs { fonts(format).hint("eastAsia") } else { fonts(format) };
    let mut run = docx_rs::RunProperty::new().fonts(names).size(format.size as usize);
    if format.script == Script::Super {
        run = run.vert_align(docx_rs::VertAlignType::SuperScript);
    }
    if format.colour != Colour::BLACK {
        run = run.color(format.colour.hex());
    }
    if format.bold {
        run = run.bold();
    }
    if format.italic {
        run = run.italic();
    }
    let mark = match &note.mark {
        // LibreOffice takes the mark in the text, of which it knows the first sign, for that of the note as well.
        Some(mark) => {
            let typed = |text: &str| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(text));
            let (_, rest) = first_sign(mark);
            let rest = if rest.is_empty() { String::new() } else { typed(rest) };
            alternatives(&typed(mark), &format!("<w:footnoteRef/>{rest}"))
        }
        None => "<w:footnoteRef/>".to_owned(),
    };
    Ok(format!("<w:r>{}{mark}</w:r>", look(run)?))
}

/// The first sign of a mark, and the rest of it.
pub(super) fn first_sign(mark: &str) -> (&str, &str) {
    mark.split_at(mark.chars().next().map_or(0, char::len_utf8))
}
