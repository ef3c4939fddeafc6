//! The finishing touches of a document: its properties, its headings and its bookmarks.

use std::collections::{BTreeMap, BTreeSet};

use typst_library::foundations::Smart;
use typst_library::layout::Abs;
use typst_library::model::DocumentInfo;
use typst_library::text::Locale;

use super::flow::{lower, spacer};
use super::heading::LEVELS;
use super::reference::is_shown;
use crate::docx::model::{
    Block, Document, Emu, Inline, LinkTarget, ListLevel, Marginals, Numbering, Paragraph, Piece, Properties, Section,
    SectionStart, Twips,
};

pub(super) fn properties(info: &DocumentInfo) -> Properties {
    let text = |value: &Option<ecow::EcoString>| value.as_ref().map(ToString::to_string);
    let list = |values: &[ecow::EcoString], separator: &str| {
        (!values.is_empty()).then(|| values.iter().map(ecow::EcoString::as_str).collect::<Vec<_>>().join(separator))
    };
    let created = match &info.date {
        Smart::Custom(Some(date)) => Some(format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            date.year().unwrap_or(1970),
            date.month().unwrap_or(1),
            date.day().unwrap_or(1),
            date.hour().unwrap_or(0),
            date.minute().unwrap_or(0),
            date.second().unwrap_or(0)
        )),
        _ => None,
    };
    Properties {
        title: text(&info.title),
        author: list(&info.author, "; "),
        description: text(&info.description),
        keywords: list(&info.keywords, ", "),
        created,
        language: info.locale.custom().map(|locale: Locale| locale.rfc_3066().to_string()),
    }
}

/// Takes out the bookmarks nothing leads to, and numbers the others: a location's own number depends on the order in which this
/// process met its files.
pub(super) fn prune(document: &mut Document, linked: &BTreeSet<String>) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    each_paragraph(document, &mut |Paragraph { inlines, .. }| {
        let mut kept = BTreeSet::new();
        for inline in inlines.iter_mut() {
            if let Inline::BookmarkStart(id, name) = inline
                && linked.contains(name)
            {
                kept.insert(*id);
                let number = names.len() + 1;
                // Word's own for what references show.
                let kind = if is_shown(name) { "_Ref" } else { "_jg" };
                let short = names.entry(name.clone()).or_insert_with(|| format!("{kind}{number}"));
                name.clone_from(short);
            }
        }
        inlines.retain(|inline| match inline {
            Inline::BookmarkStart(id, _) | Inline::BookmarkEnd(id) => kept.contains(id),
            _ => true,
        });
    });
    each_paragraph(document, &mut |Paragraph { inlines, .. }| {
        let mut nowhere = false;
        for inline in inlines.iter_mut() {
            if let Inline::Link { target: LinkTarget::Bookmark(name) | LinkTarget::Reference(name, _), .. } = inline {
                match names.get(name.as_str()) {
                    Some(short) => name.clone_from(short),
                    None => {
                        nowhere = true;
                        name.clear();
                    }
                }
            }
        }
        if nowhere {
            // A place that is not in the document after all: words without a link.
            let lost = |inline| match inline {
                Inline::Link { target: LinkTarget::Bookmark(name) | LinkTarget::Reference(name, _), inlines }
                    if name.is_empty() =>
                {
                    inlines
                }
                other => vec![other],
            };
            *inlines = std::mem::take(inlines).into_iter().flat_map(lost).collect();
        }
    });
}

/// Of the paragraphs that a rule makes of one heading only those with its words are headings to Word: ornaments and a number of its own
/// have no place in a table of contents. Where none has them, all are.
///
/// A heading that the document's table of contents leaves out, its own title for one, is none to Word's table of contents either; unless
/// there are running titles, which look for it. `listed`: there is such a table.
pub(super) fn headings(document: &mut Document, listed: bool) {
    let mut named = BTreeSet::new();
    each_paragraph(document, &mut |paragraph| {
        if let Some((heading, true)) = paragraph.format.heading {
            named.insert(heading);
        }
    });
    each_paragraph(document, &mut |paragraph| {
        if let Some((heading, false)) = paragraph.format.heading.take()
            && named.contains(&heading)
        {
            paragraph.format.outline = 0;
        }
    });
    // Chapters' numbers in captions are none yet.
    let looks =
        |inline: &Inline| matches!(inline, Inline::Field { instruction, .. } if instruction.contains("STYLEREF"));
    let left_out = listed && !any_paragraph(document, |paragraph| paragraph.inlines.iter().any(looks));
    each_paragraph(document, &mut |Paragraph { format, .. }| {
        if !left_out || format.outline == 0 {
            format.unlisted = 0;
        } else if format.unlisted > 0 {
            format.outline = 0;
        }
    });
    if !document.numberings.is_empty() {
        unnumbered(document);
    }
}

/// Headings without a number, of a level that has numbers: they count in a list that shows none, so that the level's style keeps its
/// own. (`w:numId` 0, which Word takes for none, refers to nothing.)
fn unnumbered(document: &mut Document) {
    let mut numbered = BTreeSet::new();
    let mut without = BTreeSet::new();
    each_paragraph(document, &mut |Paragraph { format, .. }| {
        let levels = if format.numbering.is_some() { &mut numbered } else { &mut without };
        levels.insert(format.outline);
    });
    if !numbered.iter().any(|level| *level > 0 && without.contains(level)) {
        return;
    }
    let none = document.numberings.len();
    document.numberings.push(Numbering { levels: vec![ListLevel::none(); LEVELS], restart: None });
    each_paragraph(document, &mut |Paragraph { format, .. }| {
        if format.outline > 0 && format.numbering.is_none() && numbered.contains(&format.outline) {
            format.numbering = Some((none, usize::from(format.outline) - 1));
        }
    });
}

/// Squares beside which some are ticked by √ are ticked by it, too.
pub(super) fn ticks(document: &mut Document) {
    const TICK: char = '√';
    let by_tick = |inline: &Inline| matches!(inline, Inline::CheckBox { symbols: (TICK, _), .. });
    if any_paragraph(document, |paragraph| paragraph.inlines.iter().any(by_tick)) {
        each_paragraph(document, &mut |Paragraph { inlines, .. }| {
            for inline in inlines {
                if let Inline::CheckBox { checked: false, symbols: (sign, '□'), .. } = inline {
                    *sign = TICK;
                }
            }
        });
    }
}

/// LibreOffice 7.4 sets a table that begins a section with footnotes a line lower, and loses rows at the page's foot if they are its own;
/// and it loses the words of all drawings in a document that begins with a table, and a formula its first cell begins with: a paragraph of a point comes before it, which is taken
/// from the upper margin, or from the space below what stands before on the same page.
pub(super) fn begin_with_paragraph(document: &mut Document) {
    let drawn = |inline: &Inline| matches!(inline, Inline::Canvas(canvas) if canvas.has_words());
    let drawn = any_paragraph(document, |paragraph| paragraph.inlines.iter().any(drawn));
    for index in 0..document.sections.len() {
        let Some((before, [section, rest @ ..])) = document.sections.split_at_mut_checked(index) else { return };
        if !matches!(section.blocks.first(), Some(Block::Table(_))) {
            continue;
        }
        let mut noted = index == 0 && (drawn || begins_with_formula(section.blocks.first()));
        each_in_blocks(&mut section.blocks, &mut |paragraph| noted |= paragraph.inlines.iter().any(Inline::has_note));
        if !noted {
            continue;
        }
        let (paragraph, height) = spacer(Abs::pt(1.0), false);
        let height = Twips::from_pt(height);
        section.blocks.insert(0, Block::Paragraph(paragraph));
        if section.start == SectionStart::Continuous {
            if let Some(Block::Paragraph(last)) = before.last_mut().and_then(|before| before.blocks.last_mut()) {
                last.format.after = (last.format.after - height).max(Twips::ZERO);
            }
            continue;
        }
        // What goes on on the same page has its margins.
        let same = rest.iter_mut().take_while(|section| section.start == SectionStart::Continuous);
        for section in std::iter::once(section).chain(same) {
            let [top, ..] = &mut section.page.margins;
            *top = (*top - height).max(Twips::ZERO);
        }
    }
}

/// Whether a table's first cell begins with a formula, or a table that does.
fn begins_with_formula(block: Option<&Block>) -> bool {
    let Some(Block::Table(table)) = block else { return false };
    let first = table.rows.first().and_then(|row| row.cells.first()).and_then(|cell| cell.blocks.first());
    match first {
        Some(Block::Paragraph(paragraph)) => paragraph
            .inlines
            .iter()
            .find(|inline| !inline.is_bookmark())
            .is_some_and(|inline| matches!(inline, Inline::Math(_))),
        nested => begins_with_formula(nested),
    }
}

/// LibreOffice knows one setting for the lines of the whole document: where those of a section have numbers, it must be said of all else
/// that it has none.
pub(super) fn number_no_others(document: &mut Document) {
    if document.sections.iter().all(|section| section.line_numbers.is_none()) {
        return;
    }
    let mut none = |paragraph: &mut Paragraph| paragraph.format.line_numbers = Some(false);
    for section in &mut document.sections {
        if section.line_numbers.is_none() {
            each_in_blocks(&mut section.blocks, &mut none);
        } else {
            // What only keeps room is no line.
            each_in_blocks(&mut section.blocks, &mut |paragraph| {
                if paragraph.inlines.is_empty() && paragraph.mark.size <= 2 {
                    none(paragraph);
                }
            });
        }
        for marginals in [&mut section.headers, &mut section.footers] {
            each_in_marginals(marginals, &mut none);
        }
    }
    for note in &mut document.footnotes {
        each_in_blocks(&mut note.blocks, &mut none);
    }
}

/// Space above the first paragraph after a page break is none to programs that do as Word has done since 2013: an empty line begins the
/// page there, and the space is that of the second.
pub(super) fn keep_space_after_breaks(document: &mut Document) {
    let least = Twips::from_pt(1.0);
    for section in &mut document.sections {
        let mut blocks = Vec::with_capacity(section.blocks.len());
        for mut block in std::mem::take(&mut section.blocks) {
            if let Block::Paragraph(Paragraph { format, inlines, .. }) = &mut block
                && format.page_break_before
                && format.before >= least
                && format.frame.is_none()
            {
                format.page_break_before = false;
                format.before -= least;
                inlines.iter_mut().for_each(|inline| lower(inline, Emu::from_pt(-1.0)));
                blocks.push(Block::Paragraph(spacer(Abs::pt(1.0), true).0));
            }
            blocks.push(block);
        }
        section.blocks = blocks;
    }
}

/// Where the last section counts its pages from 1, the last page's number is the number of the section's pages, which both Word and
/// LibreOffice know; a number computed from all pages LibreOffice cannot show.
pub(super) fn count_last_section(document: &mut Document) {
    let Some(last) = document.sections.last_mut() else { return };
    if last.numbers.start != Some(1) || last.start == SectionStart::Continuous {
        return;
    }
    for marginals in [&mut last.headers, &mut last.footers] {
        each_in_marginals(marginals, &mut |paragraph| {
            for inline in &mut paragraph.inlines {
                if let Inline::Field { instruction, .. } = inline
                    && let Some(rest) = instruction.strip_prefix("= {NUMPAGES} - ")
                {
                    let switch = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                    *instruction = format!("SECTIONPAGES{switch}");
                }
            }
        });
    }
}

/// What Word calls the numerals of fields that LibreOffice writes in figures, and the same as a format of a section's numbers, which
/// both know.
const FORMATS: [(&str, &str); 3] = [
    ("PAGE \\* CHINESENUM3", "chineseCountingThousand"),
    ("PAGE \\* CHINESENUM2", "chineseLegalSimplified"),
    ("PAGE \\* CircleNum", "decimalEnclosedCircle"),
];

/// Where all numbers in a section's headers and footers are of one such format, the section has it and not each field.
pub(super) fn format_numbers(document: &mut Document) {
    for section in &mut document.sections {
        let mut asked = BTreeSet::new();
        each_page_number(section, &mut |instruction| {
            asked.insert(instruction.clone());
        });
        let Some(only) = asked.first().filter(|_| asked.len() == 1) else { continue };
        let Some((_, format)) = FORMATS.iter().find(|(field, _)| field == only) else { continue };
        section.numbers.format = Some(format);
        each_page_number(section, &mut |instruction| "PAGE".clone_into(instruction));
    }
}

/// Visits the instructions of the page numbers in a section's headers and footers.
fn each_page_number(section: &mut Section, visit: &mut impl FnMut(&mut String)) {
    for marginals in [&mut section.headers, &mut section.footers] {
        each_in_marginals(marginals, &mut |paragraph| each_number(&mut paragraph.inlines, visit));
    }
}

fn each_number(inlines: &mut [Inline], visit: &mut impl FnMut(&mut String)) {
    each_inline(inlines, &mut |inline| match inline {
        Inline::Field { instruction, .. } if instruction.contains("PAGE") && !instruction.contains("PAGES") => {
            visit(instruction);
        }
        _ => {}
    });
}

/// Visits what stands in a line, in links and in drawings.
pub(super) fn each_inline(inlines: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in inlines {
        match inline {
            Inline::Link { inlines, .. } => each_inline(inlines, visit),
            Inline::Canvas(canvas) => {
                for piece in &mut canvas.pieces {
                    if let Piece::Lettering(lettering) = piece {
                        each_inline(&mut lettering.line.inlines, visit);
                    }
                }
            }
            inline => visit(inline),
        }
    }
}

/// Whether any paragraph is such.
fn any_paragraph(document: &mut Document, is_such: impl Fn(&Paragraph) -> bool) -> bool {
    let mut found = false;
    each_paragraph(document, &mut |paragraph| found = found || is_such(paragraph));
    found
}

/// Visits every paragraph, in the order of the document.
pub(super) fn each_paragraph(document: &mut Document, visit: &mut impl FnMut(&mut Paragraph)) {
    for section in &mut document.sections {
        each_in_blocks(&mut section.blocks, visit);
        for marginals in [&mut section.headers, &mut section.footers] {
            each_in_marginals(marginals, visit);
        }
    }
    for note in &mut document.footnotes {
        each_in_blocks(&mut note.blocks, visit);
    }
}

fn each_in_marginals(marginals: &mut Marginals, visit: &mut impl FnMut(&mut Paragraph)) {
    for part in [&mut marginals.odd, &mut marginals.even].into_iter().flatten() {
        each_in_blocks(part, visit);
    }
    if let Some(Some(first)) = &mut marginals.first {
        each_in_blocks(first, visit);
    }
}

/// All paragraphs of blocks in their order, those in tables too.
pub(super) fn paragraphs_in(blocks: &[Block]) -> Vec<&Paragraph> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => out.push(paragraph),
            Block::Table(table) => {
                out.extend(table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| paragraphs_in(&cell.blocks)));
            }
        }
    }
    out
}

/// Visits every paragraph of blocks, those in tables too.
pub(super) fn each_in_blocks(list: &mut [Block], visit: &mut impl FnMut(&mut Paragraph)) {
    for block in list {
        match block {
            Block::Paragraph(paragraph) => visit(paragraph),
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    each_in_blocks(&mut cell.blocks, visit);
                }
            }
        }
    }
}
