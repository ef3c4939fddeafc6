//! Copies of one paper in a file: a few are written, and the markup of one in the middle stands for all the others.
//!
//! Between two copies nothing differs but numbers that must not repeat (of paragraphs, drawings, check boxes). What differs is found
//! by comparing two copies, so it need not be known here which numbers those are; where anything else differs there is no pattern.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

/// How many copies are written in full: the first and the last are not like the others, and it takes two to see what changes.
pub const WRITTEN: u32 = 4;

/// A document part in which one copy is repeated.
#[derive(Debug)]
pub(super) struct Copies {
    source: String,
    /// The last copy but one.
    unit: Vec<Segment>,
    /// What comes after it.
    tail: Vec<Segment>,
    /// Where it ends.
    end: usize,
    /// How often it is written once more.
    times: u64,
}

/// Markup that stays, and a number behind it that counts on.
#[derive(Debug)]
struct Segment {
    fixed: Range<usize>,
    counted: Option<Number>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Number {
    value: u64,
    rule: Rule,
}

/// How a number differs from copy to copy.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rule {
    step: u64,
    /// Whether it is written as eight hexadecimal digits.
    hexadecimal: bool,
}

/// The rules by what stands before the value: an attribute's name, with the element's if it is the first.
type Rules<'a> = BTreeMap<&'a str, Rule>;

impl Copies {
    /// The pattern of a part's markup that holds [`WRITTEN`] copies, to be written with `more` of them; otherwise the markup as it is.
    pub fn of(source: String, more: u32) -> Result<Self, String> {
        let Some((unit, tail)) = pattern(&source) else { return Err(source) };
        let end = unit.last().map_or(0, |last| last.fixed.end);
        let end = tail.first().map_or(end, |first| first.fixed.start);
        Ok(Self { source, unit, tail, end, times: more.into() })
    }

    /// Writes the part.
    pub fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        out.write_all(self.source.get(..self.end).unwrap_or_default().as_bytes())?;
        for copy in 1..=self.times {
            self.put(&self.unit, copy, out)?;
        }
        self.put(&self.tail, self.times, out)
    }

    fn put(&self, segments: &[Segment], copy: u64, out: &mut impl Write) -> std::io::Result<()> {
        for Segment { fixed, counted } in segments {
            out.write_all(self.source.get(fixed.clone()).unwrap_or_default().as_bytes())?;
            match counted {
                Some(Number { value, rule: Rule { step, hexadecimal: true } }) => {
                    write!(out, "{:08X}", value + step * copy)?;
                }
                Some(Number { value, rule: Rule { step, .. } }) => write!(out, "{}", value + step * copy)?,
                None => {}
            }
        }
        Ok(())
    }
}

/// The last copy but one and what comes after it, if it is the one before but for its numbers.
fn pattern(source: &str) -> Option<(Vec<Segment>, Vec<Segment>)> {
    let children = children(source);
    let written = WRITTEN as usize;
    // The first copy may have a block more or less.
    let size = (children.len() + written / 2) / written;
    let from = |copies: usize| children.get(children.len().checked_sub(size * copies)?).map(|child| child.start);
    let (second, third, last) = (from(3)?, from(2)?, from(1)?);
    let (before, unit) = (source.get(second..third)?, source.get(third..last)?);
    let rules = rules(before, unit)?;
    let end = children.last()?.end;
    let segments = segments(source, third..last, &rules)?;
    let last_copy = self::segments(source, last..end, &rules)?;
    // The last copy goes on counting where this one ends; a section's end is all that may be missing in it.
    let counted = |segments: &[Segment]| segments.iter().filter_map(|segment| segment.counted).collect::<Vec<_>>();
    let next = counted(&segments).into_iter().map(|own| Number { value: own.value + own.rule.step, ..own });
    if next.collect::<Vec<_>>() != counted(&last_copy) {
        return None;
    }
    let mut tail = last_copy;
    tail.push(Segment { fixed: end..source.len(), counted: None });
    Some((segments, tail))
}

/// Where the blocks of the body stand; its section's properties are none.
fn children(source: &str) -> Vec<Range<usize>> {
    let Some(body) = source.find("<w:body>").map(|at| at + "<w:body>".len()) else { return Vec::new() };
    let mut out = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, body, body);
    while let Some(rest) = source.get(at..)
        && let Some(open) = rest.find('<')
    {
        let Some(length) = rest.get(open..).and_then(tag_length) else { break };
        let tag = rest.get(open..open + length).unwrap_or_default();
        if depth == 0 {
            start = at + open;
        }
        at += open + length;
        if tag.starts_with("</") {
            if depth == 0 {
                break;
            }
            depth -= 1;
        } else if !tag.ends_with("/>") {
            depth += 1;
        }
        if depth == 0 {
            out.push(start..at);
        }
    }
    if out.last().and_then(|last| source.get(last.clone())).is_some_and(|last| last.starts_with("<w:sectPr")) {
        out.pop();
    }
    out
}

/// The length of a tag; a `>` within quotes does not end it.
fn tag_length(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What an attribute's value stands behind.
fn context(before: &str) -> &str {
    before.rfind('<').or_else(|| before.rfind(' ')).and_then(|at| before.get(at..)).unwrap_or(before)
}

/// A value that ends with a number: where its digits begin, and the number.
fn number(value: &str, hexadecimal: bool) -> Option<(usize, u64)> {
    if hexadecimal {
        return (value.len() == 8).then(|| u64::from_str_radix(value, 16).ok()).flatten().map(|number| (0, number));
    }
    let digits = value.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = value.get(digits..)?;
    // Noughts in front would be lost.
    (number == "0" || !number.starts_with('0')).then(|| number.parse().ok()).flatten().map(|number| (digits, number))
}

fn is_hexadecimal(context: &str) -> bool {
    context.ends_with("w14:paraId=") || context.ends_with("w14:textId=")
}

/// What counts on from one copy to the next; `None` if they differ in anything else.
fn rules<'a>(one: &'a str, next: &str) -> Option<Rules<'a>> {
    let mut rules = Rules::new();
    let (mut ones, mut nexts) = (one.split('"'), next.split('"'));
    let mut before = "";
    loop {
        let (one, next) = match (ones.next(), nexts.next()) {
            (None, None) => return Some(rules),
            (Some(one), Some(next)) => (one, next),
            _ => return None,
        };
        if one != next {
            let context = context(before);
            // What is named in another part would have to be repeated there, too.
            if context.ends_with("w:numId w:val=") {
                return None;
            }
            let hexadecimal = is_hexadecimal(context);
            let ((at, first), (to, second)) = (number(one, hexadecimal)?, number(next, hexadecimal)?);
            // So would a relation's target.
            let same = at == to && one.get(..at) == next.get(..to) && !one.starts_with("rId");
            let rule = Rule { step: second.checked_sub(first)?, hexadecimal };
            if !same || !before.ends_with('=') || *rules.entry(context).or_insert(rule) != rule {
                return None;
            }
        }
        before = one;
    }
}

/// Markup taken apart at the numbers that count on.
fn segments(source: &str, range: Range<usize>, rules: &Rules) -> Option<Vec<Segment>> {
    let mut out = Vec::new();
    let (mut from, mut at) = (range.start, range.start);
    let mut before = "";
    for piece in source.get(range.clone())?.split('"') {
        if before.ends_with('=')
            && let Some(rule) = rules.get(context(before))
        {
            let (digits, value) = number(piece, rule.hexadecimal)?;
            out.push(Segment { fixed: from..at + digits, counted: Some(Number { value, rule: *rule }) });
            from = at + piece.len();
        }
        before = piece;
        at += piece.len() + 1;
    }
    out.push(Segment { fixed: from..range.end, counted: None });
    Some(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    fn part(copies: u32, section: bool) -> String {
        let copy = |copy: u32| {
            let ids = (copy * 2 + 1, copy * 2 + 2, copy + 7);
            let end = if section && copy + 1 < copies { "<w:pPr><w:sectPr/></w:pPr>" } else { "" };
            format!(
                "<w:tbl><w:p w14:paraId=\"{:08X}\">“a>b”<wp:docPr id=\"{}\" name=\"图 {}\"/></w:p></w:tbl>\
                 <w:p w14:paraId=\"{:08X}\">{end}</w:p>",
                ids.0, ids.2, ids.2, ids.1
            )
        };
        let copies: String = (0..copies).map(copy).collect();
        format!("<w:document><w:body>{copies}<w:sectPr/></w:body></w:document>")
    }

    fn written(source: String, more: u32) -> Option<String> {
        let mut out = Vec::new();
        Copies::of(source, more).ok()?.write(&mut out).unwrap();
        Some(String::from_utf8(out).unwrap())
    }

    #[test]
    fn repeated_copies_are_what_would_have_been_written() {
        for section in [false, true] {
            for copies in [5, 12, 300] {
                assert_eq!(written(part(WRITTEN, section), copies - WRITTEN), Some(part(copies, section)));
            }
        }
    }

    #[test]
    fn what_differs_otherwise_is_no_pattern() {
        let source = part(WRITTEN, false);
        for (from, to) in [
            ("“a>b”<wp:docPr id=\"8\"", "“b”<wp:docPr id=\"8\""),
            ("<w:p w14:paraId=\"00000004\"></w:p>", ""),
            ("id=\"9\"", "r:id=\"rId9\""),
        ] {
            assert!(source.contains(from));
            assert!(written(source.replacen(from, to, 1), 3).is_none(), "{from}");
        }
    }
}
