//! The styles of a .xlsx with more of them: each style of a marked cell once more, with another fill.

use super::{ERROR, WARNING};
use std::collections::BTreeMap;

/// A style's number and whether the cell has an error: the number of the style that shows it.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// How many styles there are.
    held: usize,
    /// The new ones, in their order.
    asked: BTreeMap<(usize, bool), usize>,
}

/// The elements of a tag's content that have a name, as they stand.
fn children<'x>(content: &'x str, name: &str) -> Vec<&'x str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut out = Vec::new();
    let mut rest = content;
    while let Some(at) = rest.find(&open) {
        let from = rest.get(at..).unwrap_or_default();
        // <fills> is no <fill>.
        if from.get(open.len()..).is_some_and(|after| !after.starts_with(['>', ' ', '/', '\n', '\r', '\t'])) {
            rest = from.get(open.len()..).unwrap_or_default();
            continue;
        }
        let Some(tag_end) = tag_end(from) else { break };
        let empty = from.get(..tag_end).is_some_and(|tag| tag.ends_with("/>"));
        let end = if empty { Some(tag_end) } else { from.find(&close).map(|at| at + close.len()) };
        let Some((element, after)) = end.and_then(|end| from.split_at_checked(end)) else { break };
        out.push(element);
        rest = after;
    }
    out
}

/// Where the tag at the beginning of a text ends; a `>` between quotes does not end it.
pub(super) fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// An attribute of a tag.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// A tag with an attribute set.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let key = format!(" {name}=\"");
    if let Some((before, rest)) = tag.split_once(&key)
        && let Some((_, after)) = rest.split_once('"')
    {
        return format!("{before}{key}{value}\"{after}");
    }
    let (body, end) = match tag.strip_suffix("/>") {
        Some(body) => (body.trim_end(), "/>"),
        None => (tag.strip_suffix('>').unwrap_or(tag), ">"),
    };
    format!("{body}{key}{value}\"{end}")
}

/// An element's whole text, from its first tag to its last, cut in three: before, the element, after.
fn element<'x>(xml: &'x str, name: &str) -> Option<(&'x str, &'x str, &'x str)> {
    let at = xml.find(&format!("<{name}"))?;
    let close = format!("</{name}>");
    let end = xml.get(at..)?.find(&close)? + at + close.len();
    Some((xml.get(..at)?, xml.get(at..end)?, xml.get(end..)?))
}

/// An element with more in it, and its count put right.
fn extended(element: &str, name: &str, more: &str, count: usize) -> Option<String> {
    let tag_end = tag_end(element)?;
    let (tag, content) = element.split_at_checked(tag_end)?;
    let content = content.strip_suffix(&format!("</{name}>"))?;
    Some(format!("{}{content}{more}</{name}>", with_attribute(tag, "count", &count.to_string())))
}

impl Wanted {
    /// Looks at the styles there are.
    pub(super) fn of(styles: &str) -> Option<Self> {
        let (_, formats, _) = element(styles, "cellXfs")?;
        Some(Self { held: children(formats, "xf").len(), asked: BTreeMap::new() })
    }

    /// The style that shows an error, or a warning, in a cell of a style.
    pub(super) fn of_cell(&mut self, style: usize, error: bool) -> usize {
        let next = self.held + self.asked.len();
        *self.asked.entry((style, error)).or_insert(next)
    }

    /// The style of the list's cells: lines are wrapped.
    pub(super) fn wrapped(&self) -> usize {
        self.held + self.asked.len()
    }

    /// The styles with the new ones.
    pub(super) fn write(&self, styles: &str) -> Option<String> {
        let (before, fills, after) = element(styles, "fills")?;
        let held = children(fills, "fill").len();
        let fill = |colour: u32| {
            format!(
                "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF{colour:06X}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
            )
        };
        let more = format!("{}{}", fill(ERROR), fill(WARNING));
        let styles = format!("{before}{}{after}", extended(fills, "fills", &more, held + 2)?);
        let (before, formats, after) = element(&styles, "cellXfs")?;
        let own = children(formats, "xf");
        let mut new: Vec<(usize, String)> = Vec::new();
        for (&(style, error), &number) in &self.asked {
            let original = own.get(style).or(own.first())?;
            let (tag, rest) = original.split_at_checked(tag_end(original)?)?;
            let fill = if error { held } else { held + 1 };
            let tag = with_attribute(&with_attribute(tag, "fillId", &fill.to_string()), "applyFill", "1");
            new.push((number, format!("{tag}{rest}")));
        }
        new.sort();
        let mut more: String = new.into_iter().map(|(_, xf)| xf).collect();
        more.push_str(
            "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\">\
             <alignment vertical=\"top\" wrapText=\"1\"/></xf>",
        );
        Some(format!("{before}{}{after}", extended(formats, "cellXfs", &more, self.wrapped() + 1)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_copied_with_another_fill() {
        let styles = "<styleSheet><fills count=\"2\"><fill><patternFill/></fill><fill/></fills><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
            <cellXfs count=\"2\"><xf fontId=\"0\"/><xf fontId=\"3\" fillId=\"1\"><alignment wrapText=\"1\"/></xf></cellXfs></styleSheet>";
        let mut wanted = Wanted::of(styles).unwrap();
        assert_eq!((wanted.of_cell(1, true), wanted.of_cell(0, false), wanted.of_cell(1, true)), (2, 3, 2));
        let written = wanted.write(styles).unwrap();
        assert!(written.contains("<fills count=\"4\">") && written.contains("<cellXfs count=\"5\">"), "{written}");
        assert!(written.contains("<xf fontId=\"3\" fillId=\"2\" applyFill=\"1\"><alignment wrapText=\"1\"/></xf><xf fontId=\"0\" fillId=\"3\" applyFill=\"1\"/>"), "{written}");
    }
}
