//! Paragraphs, as their style's setting plus differences.

use std::borrow::Cow;

use docx_rs::{
    BookmarkEnd, BookmarkStart, BreakType, BuildXML, Hyperlink, HyperlinkData, Paragraph, ParagraphChild,
    ParagraphProperty, Run,
};

use super::alternative::for_others;
use super::joined::joined;
use super::normalise::{Markup, STAND_IN};
use super::paragraph_property::paragraph_property;
use super::part::Part;
use super::parts::first_sign;
use super::run::difference;
use super::style::Kind;
use super::xml::{Element, allowed, escape};
use crate::docx::model::{self, Colour, Inline, LinkTarget, Placement, RunFormat, Script};

impl Part<'_> {
    /// Builds a paragraph. `section` is the properties of the section that ends with it.
    pub fn paragraph(
        &mut self,
        paragraph: &model::Paragraph,
        kind: Kind,
        section: Option<docx_rs::SectionProperty>,
    ) -> Paragraph {
        let styles = self.styles;
        let style = styles.of_paragraph(kind, paragraph);
        let is_heading = style.paragraph.is_heading();
        let snapped = is_heading.then(|| self.drift.snapped(&paragraph.format, &style.paragraph));
        let (mut property, extra) = paragraph_property(snapped.as_ref().unwrap_or(&paragraph.format), style);
        // The end mark of mere room is not seen.
        let is_room = styles.spacer.as_ref().is_some_and(|spacer| spacer.id == style.id);
        let mark = if is_room { &style.run } else { &paragraph.mark };
        let (mark, mark_extra) = difference(mark, &style.run, "");
        property.run_property = mark;
        let mut extra = extra;
        if self.styles.hyphenate && paragraph.format.hyphenate == Some(false) {
            extra.push(Element::new("w:suppressAutoHyphens", ""));
        }
        if !mark_extra.is_empty() {
            // docx-rs writes the mark's properties; what it lacks joins them in normalising, by a group of its own name.
            self.mark_extra(&mut property, &mut extra, mark_extra);
        }
        property.section_property = section;
        self.notes.paragraphs.push_back(extra);
        let mut children = Vec::with_capacity(paragraph.inlines.len());
        if paragraph.format.frame.is_none() {
            self.table_boxes(&style.run, &mut children);
        }
        for inline in joined(super::row_end::without_room(paragraph)).iter() {
            self.inline(inline, &style.run, &mut children);
        }
        self.ids.paragraph += 1;
        Paragraph { id: format!("{:08X}", self.ids.paragraph), children, property, has_numbering: false }
    }

    /// The end mark's look: written whole here when docx-rs cannot say part of it.
    fn mark_extra(
        &mut self,
        property: &mut ParagraphProperty,
        extra: &mut Vec<Element<'static>>,
        mark: Vec<Element<'static>>,
    ) {
        use docx_rs::BuildXML;
        let written = std::mem::take(&mut property.run_property).build();
        let source = String::from_utf8(written).unwrap_or_default();
        let Ok(group) = super::xml::parse(&source) else { return };
        let mut inner = String::new();
        for item in &group.items {
            if let super::xml::Item::Element(element) = item
                && !mark.iter().any(|mark| mark.name == element.name)
            {
                element.write(&mut inner);
            }
        }
        for element in &mark {
            element.write(&mut inner);
        }
        let sorted = format!("<w:rPr>{inner}</w:rPr>");
        if let Ok(mut group) = super::xml::parse(&sorted) {
            super::normalise::sort(&mut group);
            let mut markup = String::new();
            for item in &group.items {
                if let super::xml::Item::Element(element) = item {
                    element.write(&mut markup);
                }
            }
            extra.push(Element::new("w:rPr", "").with(markup));
        }
    }

    fn inline(&mut self, inline: &Inline, style: &RunFormat, children: &mut Vec<ParagraphChild>) {
        match inline {
            Inline::Text(text, format) => self.text(text, format, style, children),
            Inline::LineBreak(format) => children.push(of(self.run(format, style).add_break(BreakType::TextWrapping))),
            Inline::ColumnBreak => children.push(of(self.run(style, style).add_break(BreakType::Column))),
            Inline::Tab(format) => children.push(of(self.run(format, style).add_tab())),
            Inline::ForOthers(text, format) => {
                let text: String = text.chars().filter(|&c| allowed(c)).collect();
                let parts: Vec<String> = text
                    .split('\t')
                    .map(|part| match part {
                        "" => String::new(),
                        part => format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(part)),
                    })
                    .collect();
                self.notes.markup.push(Markup::InRun(for_others(&parts.join("<w:tab/>"))));
                children.push(of(self.marked(format, style, &text)));
            }
            Inline::Space(width, format) => {
                for (spaces, format) in super::blank::spaces(*width, format) {
                    let run = self.run_of(&format, style, &spaces);
                    children.push(of(run.add_text(spaces)));
                }
            }
            Inline::Picture(picture) => {
                let markup = self.picture(picture);
                self.drawn(markup, picture.place, style, children);
            }
            Inline::Canvas(canvas) => {
                let markup = self.canvas(canvas);
                self.drawn(markup, canvas.place, style, children);
            }
            Inline::Field { instruction, shown, format } => self.field(instruction, shown, format, style, children),
            Inline::FieldStart(instruction, readers) => self.field_start(instruction, *readers, style, children),
            Inline::FieldEnd(readers) => self.field_end(*readers, style, children),
            Inline::Footnote(index, format) => self.footnote(*index, format, style, children),
            Inline::BookmarkStart(id, name) => {
                children.push(ParagraphChild::BookmarkStart(BookmarkStart::new(*id, name.clone())));
            }
            Inline::BookmarkEnd(id) => children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(*id))),
            Inline::Link { target, inlines } => self.link(target, inlines, style, children),
            Inline::CheckBox { checked, symbols, format } => {
                let markup = self.check_box(*checked, *symbols, format, style);
                self.stand_in(Markup::InsteadOfRun(markup), style, children);
            }
            Inline::Math(markup) => self.stand_in(Markup::InsteadOfRun(markup.clone()), style, children),
        }
    }

    /// The mark of a footnote in the text.
    fn footnote(&mut self, index: usize, format: &RunFormat, style: &RunFormat, children: &mut Vec<ParagraphChild>) {
        let format = RunFormat { script: Script::Super, ..format.clone() };
        let id = index + 1;
        let footnotes = self.footnotes;
        let mark = footnotes.get(index).and_then(|note| note.mark.as_deref());
        // Of a mark of several signs LibreOffice would show the first twice: the others are text.
        let (mark, rest) = mark.map(first_sign).unzip();
        let markup = match mark {
            Some(mark) => format!(
                "<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"{id}\"/><w:t xml:space=\"preserve\">{}</w:t>",
                escape(mark)
            ),
            None => format!("<w:footnoteReference w:id=\"{id}\"/>"),
        };
        self.notes.markup.push(Markup::InRun(markup));
        children.push(of(self.marked(&format, style, mark.unwrap_or(self.note_sign))));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            self.text(rest, &format, style, children);
        }
    }

    /// A link, out of the document or within it.
    fn link(&mut self, target: &LinkTarget, inlines: &[Inline], style: &RunFormat, children: &mut Vec<ParagraphChild>) {
        let link = match target {
            LinkTarget::Url(url) => HyperlinkData::External { rid: self.relation_to_url(url), path: String::new() },
            LinkTarget::Bookmark(name) | LinkTarget::Reference(name, _) => {
                HyperlinkData::Anchor { anchor: name.clone() }
            }
        };
        let mut inner = Vec::new();
        for inline in joined(Cow::Borrowed(inlines)).iter() {
            self.inline(inline, style, &mut inner);
        }
        children.push(ParagraphChild::Hyperlink(Hyperlink { link, history: Some(1), children: inner }));
    }

    /// Text, with breaks and tabs where it holds them and without what XML cannot hold.
    fn text(&mut self, text: &str, format: &RunFormat, style: &RunFormat, children: &mut Vec<ParagraphChild>) {
        let mut run = self.run_of(format, style, text);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            for (index, piece) in line.split('\t').enumerate() {
                if index > 0 {
                    run = run.add_tab();
                }
                for part in piece.split_inclusive(is_hyphen) {
                    let text: String = part.chars().filter(|&c| allowed(c) && c != '\r' && !is_hyphen(c)).collect();
                    if !text.is_empty() {
                        run = run.add_text(text);
                    }
                    if let Some(hyphen) = part.chars().next_back().filter(|c| is_hyphen(*c)) {
                        let name = if hyphen == SOFT_HYPHEN { "softHyphen" } else { "noBreakHyphen" };
                        self.notes.markup.push(Markup::InRun(format!("<w:{name}/>")));
                        run.children.push(self.stands_for_last());
                    }
                }
            }
        }
        children.push(of(run));
    }

    /// An empty run of a look.
    pub fn run(&mut self, format: &RunFormat, style: &RunFormat) -> Run {
        self.run_of(format, style, "")
    }

    /// An empty run of a look, for some text.
    pub(super) fn run_of(&mut self, format: &RunFormat, style: &RunFormat, text: &str) -> Run {
        let (mut property, extra) = difference(format, style, text);
        if self.in_drawing && format.colour == style.colour && format.colour != Colour::BLACK {
            // LibreOffice gives the text of drawings in cells the cells' own colour.
            property = property.color(format.colour.hex());
        }
        if self.in_drawing && format.size == style.size && style.size != self.styles.normal.run.size {
            // Nor does it give them the size of a style of headers.
            property = property.size(format.size as usize);
        }
        self.notes.runs.push_back(extra);
        Run { run_property: property, children: Vec::new() }
    }

    /// A run that stands for the markup noted last.
    ///
    /// `shown`: what Word shows for it, as far as it is text.
    fn marked(&mut self, format: &RunFormat, style: &RunFormat, shown: &str) -> Run {
        let mut run = self.run_of(format, style, shown);
        run.children.push(self.stands_for_last());
        run
    }

    /// Part of a run that stands for the markup noted last.
    fn stands_for_last(&self) -> docx_rs::RunChild {
        let index = self.notes.markup.len().saturating_sub(1);
        docx_rs::RunChild::Sym(docx_rs::Sym::new(STAND_IN, index.to_string()))
    }

    /// A picture or drawing in a run, lowered as far as it reaches below the line.
    pub(super) fn drawn(
        &mut self,
        markup: String,
        place: Placement,
        style: &RunFormat,
        children: &mut Vec<ParagraphChild>,
    ) {
        let lowered = if let Placement::Inline { lowered } = place { lowered } else { 0 };
        self.notes.markup.push(Markup::InRun(markup));
        let run = self.marked(&RunFormat { position: style.position - lowered, ..style.clone() }, style, "");
        children.push(of(run));
    }

    pub(super) fn stand_in(&mut self, markup: Markup, style: &RunFormat, children: &mut Vec<ParagraphChild>) {
        self.notes.markup.push(markup);
        let run = self.marked(style, style, "");
        children.push(of(run));
    }

    /// A check box (w14:checkbox) that can be ticked in Word.
    fn check_box(&mut self, checked: bool, symbols: (char, char), format: &RunFormat, style: &RunFormat) -> String {
        self.ids.drawing += 1;
        let id = self.ids.drawing;
        let (on, off) = symbols;
        let font = escape(&format.fonts.east_asian);
        let shown = if checked { on } else { off };
        let look = look_of(format, style, shown.encode_utf8(&mut [0; 4]));
        format!(
            "<w:sdt><w:sdtPr><w:id w:val=\"{id}\"/><w14:checkbox><w14:checked w14:val=\"{}\"/>\
             <w14:checkedState w14:val=\"{:04X}\" w14:font=\"{font}\"/>\
             <w14:uncheckedState w14:val=\"{:04X}\" w14:font=\"{font}\"/></w14:checkbox></w:sdtPr>\
             <w:sdtContent><w:r>{look}<w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>",
            u8::from(checked),
            u32::from(on),
            u32::from(off),
        )
    }
}

/// A run as part of a paragraph.
pub(super) fn of(run: Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}

/// The properties of a run with a text, as markup.
pub(super) fn look_of(format: &RunFormat, style: &RunFormat, text: &str) -> String {
    let (property, extra) = difference(format, style, text);
    let mut look = String::from_utf8(property.build()).unwrap_or_default();
    if let Ok(mut group) = super::xml::parse(&look.clone()) {
        super::normalise::merge_sorted(&mut group, extra);
        look.clear();
        group.write(&mut look);
    }
    look
}

const SOFT_HYPHEN: char = '\u{AD}';

/// Hyphens that Word has elements for: as characters it prints the soft one wherever it stands.
fn is_hyphen(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | '\u{2011}')
}

pub(super) fn escape_controls(text: &str) -> String {
    text.chars().filter(|&c| allowed(c)).collect()
}
