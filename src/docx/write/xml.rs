//! A small XML tree, enough to put the children of a part into order.
//!
//! It borrows from the part it was read from; names and attributes stay as they were written.

use std::borrow::Cow;

use quick_xml::events::Event;

use super::WriteError;

/// An element: name, attributes as written (with the space before them), children.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element<'a> {
    pub name: Cow<'a, str>,
    pub attributes: Cow<'a, str>,
    pub items: Vec<Item<'a>>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'a> {
    Element(Element<'a>),
    /// Escaped text, or markup that is ready.
    Raw(Cow<'a, str>),
}

impl<'a> Element<'a> {
    /// An element without children.
    pub fn new(name: &'static str, attributes: impl Into<Cow<'a, str>>) -> Self {
        Self { name: name.into(), attributes: attributes.into(), items: Vec::new() }
    }

    /// An element `<name w:val="value"/>`.
    pub fn val(name: &'static str, value: impl std::fmt::Display) -> Self {
        Self::new(name, format!(" w:val=\"{value}\""))
    }

    /// The same with markup in it.
    pub fn with(mut self, markup: impl Into<Cow<'a, str>>) -> Self {
        self.items.push(Item::Raw(markup.into()));
        self
    }

    /// The value of an attribute, as written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let key = format!(" {name}=\"");
        let rest = self.attributes.split_once(key.as_str())?.1;
        rest.split_once('"').map(|(value, _)| value)
    }

    /// Appends the element as markup.
    pub fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        out.push_str(&self.attributes);
        if self.items.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for item in &self.items {
            match item {
                Item::Element(element) => element.write(out),
                Item::Raw(text) => out.push_str(text),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// Reads a part's root element.
pub(super) fn parse(source: &str) -> Result<Element<'_>, WriteError> {
    let broken = |error: quick_xml::Error| WriteError::Part(error.to_string());
    let mut reader = quick_xml::Reader::from_str(source);
    let mut stack: Vec<Element> = Vec::new();
    loop {
        let event = reader.read_event().map_err(broken)?;
        match event {
            Event::Start(start) => stack.push(open(source, &start)),
            Event::Empty(start) => {
                let element = open(source, &start);
                match stack.last_mut() {
                    Some(parent) => parent.items.push(Item::Element(element)),
                    None => return Ok(element),
                }
            }
            Event::End(_) => {
                let Some(element) = stack.pop() else { return Err(WriteError::Part("unbalanced".into())) };
                match stack.last_mut() {
                    Some(parent) => parent.items.push(Item::Element(element)),
                    None => return Ok(element),
                }
            }
            Event::Text(text) => {
                if let Some(parent) = stack.last_mut() {
                    parent.items.push(Item::Raw(text.into_inner()));
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(parent) = stack.last_mut() {
                    let name = reference.into_inner();
                    parent.items.push(Item::Raw(format!("&{name};").into()));
                }
            }
            Event::CData(data) => {
                if let Some(parent) = stack.last_mut() {
                    let data = data.into_inner();
                    parent.items.push(Item::Raw(escape(&data).into()));
                }
            }
            Event::Eof => return Err(WriteError::Part("no root element".into())),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

fn open<'a>(source: &'a str, start: &quick_xml::events::BytesStart<'_>) -> Element<'a> {
    let name = start.name();
    Element {
        name: borrow(source, name.as_ref()),
        attributes: borrow(source, start.attributes_raw().trim_end()),
        items: Vec::new(),
    }
}

/// A slice of the source as a slice of the source: the reader hands it out with a shorter life.
fn borrow<'a>(source: &'a str, slice: &str) -> Cow<'a, str> {
    let offset = (slice.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
    match source.get(offset..offset.saturating_add(slice.len())) {
        Some(same) if same == slice => Cow::Borrowed(same),
        _ => Cow::Owned(slice.to_owned()),
    }
}

/// Escapes text for element content and attribute values; characters XML cannot hold are left out.
pub(in crate::docx) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if allowed(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether XML 1.0 allows a character.
pub(super) fn allowed(c: char) -> bool {
    !matches!(u32::from(c), 0..=8 | 0xB | 0xC | 0xE..=0x1F | 0xFFFE | 0xFFFF)
}
