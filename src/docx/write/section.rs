//! Section properties: page size, margins, headers and footers.

use docx_rs::{PageMargin, PageOrientationType, PageSize, SectionProperty};

use super::numbering;
use super::xml::Element;
use crate::docx::model::{MOST_COLUMNS, Section, SectionStart};

/// The headers and footers a section refers to: `default`, `even`, `first` and their relations.
#[derive(Debug, Default, Clone)]
pub(super) struct References {
    pub headers: Vec<(&'static str, String)>,
    pub footers: Vec<(&'static str, String)>,
    pub title_page: bool,
}

/// A section's properties for docx-rs, and what it cannot say.
pub(super) fn properties(
    section: &Section,
    references: &References,
    first: bool,
) -> (SectionProperty, Vec<Element<'static>>) {
    let page = &section.page;
    let [top, right, bottom, left] = page.margins;
    let [above, below] = page.over_text;
    // A margin below zero is one that nothing makes larger.
    let (top, bottom) = (if above { -top.0 } else { top.0 }, if below { -bottom.0 } else { bottom.0 });
    let unsigned = |twips: crate::docx::model::Twips| u32::try_from(twips.0).unwrap_or(0);
    let mut size = PageSize::new().size(unsigned(page.width), unsigned(page.height));
    if page.landscape {
        size = size.orient(PageOrientationType::Landscape);
    }
    let property = SectionProperty::new().page_size(size).page_margin(
        PageMargin::new()
            .top(top)
            .right(right.0)
            .bottom(bottom)
            .left(left.0)
            .header(page.header.0)
            .footer(page.footer.0)
            .gutter(0),
    );
    let mut extra = Vec::new();
    for (kind, relation) in &references.headers {
        extra.push(Element::new("w:headerReference", format!(" w:type=\"{kind}\" r:id=\"{relation}\"")));
    }
    for (kind, relation) in &references.footers {
        extra.push(Element::new("w:footerReference", format!(" w:type=\"{kind}\" r:id=\"{relation}\"")));
    }
    let start = match section.start {
        SectionStart::NextPage => "nextPage",
        SectionStart::OddPage => "oddPage",
        SectionStart::EvenPage => "evenPage",
        SectionStart::Continuous => "continuous",
    };
    if !first {
        extra.push(Element::val("w:type", start));
    }
    let format = section.numbers.format.map_or_else(String::new, |format| format!(" w:fmt=\"{format}\""));
    let start = section.numbers.start.map(|start| start.min(numbering::LARGEST));
    let start = start.map_or_else(String::new, |start| format!(" w:start=\"{start}\""));
    if !format.is_empty() || !start.is_empty() {
        extra.push(Element::new("w:pgNumType", format!("{format}{start}")));
    }
    if let Some(numbers) = section.line_numbers {
        let restart = if numbers.each_page { "newPage" } else { "continuous" };
        let distance = numbers.distance.map_or_else(String::new, |own| format!(" w:distance=\"{}\"", own.0.max(0)));
        let every = numbers.every.clamp(1, 100);
        extra.push(Element::new("w:lnNumType", format!(" w:countBy=\"{every}\"{distance} w:restart=\"{restart}\"")));
    }
    let (count, gap) = page.columns;
    let count = count.min(MOST_COLUMNS);
    extra.push(if count > 1 {
        Element::new("w:cols", format!(" w:num=\"{count}\" w:space=\"{}\"", gap.0.max(0)))
    } else {
        Element::new("w:cols", " w:space=\"720\"")
    });
    if references.title_page {
        extra.push(Element::new("w:titlePg", ""));
    }
    if count > 1 && page.rtl {
        extra.push(Element::new("w:bidi", ""));
    }
    // No type: the pitch is told, but lines keep the exact heights their paragraphs give them.
    extra.push(Element::new("w:docGrid", " w:linePitch=\"312\""));
    (property, extra)
}
