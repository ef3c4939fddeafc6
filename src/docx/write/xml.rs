//! A small XML tree, enough to put the children of a part into order.
//!
//! It borrows from the part it was read from; names and attributes stay as they were written.

use std::borrow::Cow;

use super::WriteError;

/// The head of every part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

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

/// Reads a part's root element, as docx-rs writes it: no comments, no sections of raw text, no entities but XML's own.
pub(super) fn parse(source: &str) -> Result<Element<'_>, WriteError> {
    let broken = |what: &str, at: &str| {
        let start: String = at.chars().take(40).collect();
        Err(WriteError::Part(format!("{what}: {start}")))
    };
    let mut stack: Vec<Element> = Vec::new();
    let mut rest = source;
    while let Some((text, markup)) = first(b'<', rest) {
        if let (Some(parent), false) = (stack.last_mut(), text.is_empty()) {
            parent.items.push(Item::Raw(text.into()));
        }
        let Some((tag, after)) = tag(markup) else { return broken("unclosed tag", markup) };
        rest = after;
        if tag.starts_with('?') {
            continue;
        }
        let done = if let Some(name) = tag.strip_prefix('/') {
            match stack.pop() {
                Some(element) if element.name == name.trim_end() => element,
                _ => return broken("unbalanced", markup),
            }
        } else {
            let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let name = tag.bytes().position(|byte| byte == b' ').unwrap_or(tag.len());
            let (name, attributes) = tag.split_at(name);
            let element = Element { name: name.into(), attributes: attributes.trim_end().into(), items: Vec::new() };
            if !empty {
                stack.push(element);
                continue;
            }
            element
        };
        match stack.last_mut() {
            Some(parent) => parent.items.push(Item::Element(done)),
            None => return Ok(done),
        }
    }
    broken("no root element", source)
}

/// What stands before a sign and behind it. Pieces of a part are short: going byte by byte takes less time than a search made for long
/// texts takes to begin.
fn first(sign: u8, text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == sign)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// A tag up to its `>`, which is not one in an attribute's value, and what follows.
fn tag(markup: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let end = markup.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })?;
    Some((markup.get(..end)?, markup.get(end + 1..)?))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_as_it_was() {
        let source = "<?xml version=\"1.0\"?><w:p a=\"1 > 0\"><w:r><w:t xml:space=\"preserve\"> &lt;甪&gt; </w:t></w:r><w:br /></w:p>";
        let root = parse(source).unwrap();
        assert_eq!(root.attribute("a"), Some("1 > 0"));
        let mut out = String::new();
        root.write(&mut out);
        assert_eq!(out, source.split_once("?>").unwrap().1.replace(" />", "/>"));
    }

    #[test]
    fn what_is_no_part_is_an_error() {
        for broken in ["", "text", "<w:p>", "<w:p></w:r>", "<w:p a=\">", "</w:p>"] {
            assert!(parse(broken).is_err(), "{broken}");
        }
    }
}
