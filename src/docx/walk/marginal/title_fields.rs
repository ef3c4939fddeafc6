//! Headings in a header, and the fields that take their place: STYLEREF finds the last heading of a level up to where it stands, or the
//! first of its page.

use std::collections::BTreeSet;

use super::numeral::same_but_numbers;
use super::running::Title;
use crate::docx::model::{Block, Inline};
use crate::docx::walk::finish::{each_in_blocks, paragraphs_in};

/// What stands around a heading in a text.
pub(crate) struct Around<'a> {
    title: &'a Title,
    before: &'a str,
    /// Its number and the space after it, if that stands before it.
    number: &'a str,
    gap: &'a str,
    after: &'a str,
}

impl<'a> Around<'a> {
    pub(crate) fn of(text: &'a str, titles: &'a [Title]) -> Option<Self> {
        let title = longest(text, titles)?;
        let (start, end) = title.place(text)?;
        let (before, after) = (text.get(..start)?, text.get(end..)?);
        let numbered = before.trim_end();
        let gap = before.get(numbered.len()..)?;
        let number = title.number_ending(numbered);
        let start = numbered.strip_suffix(number).unwrap_or(numbered);
        if number.is_empty() || start.len() == numbered.len() {
            return Some(Self { title, before, number: "", gap: "", after });
        }
        Some(Self { title, before: start, number: numbered.get(start.len()..)?, gap, after })
    }

    /// Whether the other one is the same header with another heading, as a field can show it. A number that is neither counted by Word
    /// nor typed in the heading cannot change along.
    pub(crate) fn like(&self, other: &Self) -> bool {
        self.title.case == other.title.case
            && same_but_numbers(self.before, other.before)
            && same_but_numbers(self.after, other.after)
            && self.number.is_empty() == other.number.is_empty()
            && (self.number == other.number
                || self.title.counted && other.title.counted
                || self.title.is_typed() && other.title.is_typed())
    }
}

/// Takes a heading's number off what stands before its words in a line, if nothing but room parts the two. Tells the number, and spaces
/// about as wide as that room; nothing where there is none.
fn parted_number(line: &mut Vec<Inline>, title: &Title) -> Option<(String, String)> {
    let at = line.iter().rposition(|inline| ems(inline).is_none())?;
    let Some(Inline::Text(text, _)) = line.get_mut(at) else { return None };
    let words = text.trim_end();
    let number = title.number_ending(words).to_owned();
    if number.is_empty() {
        return None;
    }
    let ended = text.get(words.len()..).unwrap_or_default().chars().count() as f64 * SPACE;
    text.truncate(words.len() - number.len());
    let kept = at + usize::from(!text.is_empty());
    let room = ended + line.get(at + 1..).unwrap_or_default().iter().filter_map(ems).sum::<f64>();
    line.truncate(kept);
    let whole = room.round().clamp(0.0, 8.0) as usize;
    Some((number, if whole == 0 { " ".to_owned() } else { "\u{2003}".repeat(whole) }))
}

/// A space's width, in font sizes.
const SPACE: f64 = 0.25;

/// How wide room in a line is, in font sizes; `None` of anything else.
fn ems(inline: &Inline) -> Option<f64> {
    match inline {
        Inline::Space(width, format) => Some(width.to_pt() * 2.0 / f64::from(format.size.max(1))),
        Inline::Text(text, _) if text.trim().is_empty() => Some(text.chars().count() as f64 * SPACE),
        _ => None,
    }
}

/// The longest heading a text holds.
fn longest<'a>(text: &str, titles: &'a [Title]) -> Option<&'a Title> {
    titles
        .iter()
        .filter(|title| title.written && !title.text.is_empty() && title.place(text).is_some())
        .max_by_key(|title| title.text.len())
}

/// The headings that blocks show one after the other.
pub(crate) fn shown_titles<'a>(blocks: &[Block], titles: &'a [Title]) -> Vec<&'a Title> {
    let inlines = paragraphs_in(blocks).into_iter().flat_map(|paragraph| &paragraph.inlines);
    let texts = inlines.filter_map(|inline| match inline {
        Inline::Text(text, _) => Some(text),
        _ => None,
    });
    texts.filter_map(|text| longest(text, titles)).collect()
}

/// Puts the field in place of headings' texts, the headings that are shown in turn.
pub(crate) struct Fields<'a> {
    pub titles: &'a [Title],
    /// The section's first headings, whose text stays where a program does not look for it.
    pub first: &'a [Title],
    /// Which in turn are those that a page begins with.
    pub firsts: &'a BTreeSet<usize>,
    /// How many there were.
    pub count: usize,
}

impl Fields<'_> {
    pub(crate) fn put(&mut self, blocks: &mut [Block]) {
        each_in_blocks(blocks, &mut |paragraph| {
            paragraph.inlines = self.lines(std::mem::take(&mut paragraph.inlines));
        });
    }

    fn lines(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            let Inline::Text(text, format) = &inline else {
                out.push(inline);
                continue;
            };
            let Some(around) = Around::of(text, self.titles) else {
                out.push(inline);
                continue;
            };
            let last = if self.firsts.contains(&self.count) { "" } else { " \\l" };
            self.count += 1;
            let title = around.title;
            let stored = self.first.iter().find(|first| first.level == title.level).unwrap_or(title);
            let plain = |text: &str| (!text.is_empty()).then(|| Inline::Text(text.to_owned(), format.clone()));
            let parts = title.is_typed() && around.number.is_empty() && around.before.trim().is_empty();
            let parted = if parts { parted_number(&mut out, title) } else { None };
            // A level by its number: the style's name differs with Word's language.
            let field = |switch: &str, shown: String| {
                let (case, shown, format) = title.case.field(shown, format);
                Inline::Field { instruction: format!("STYLEREF {}{switch}{last}{case}", title.level), shown, format }
            };
            out.extend(plain(around.before).filter(|_| parted.is_none()));
            if title.is_typed() && (parted.is_some() || !around.number.is_empty()) {
                // The field shows all that stands in the heading.
                let (number, gap) = match &parted {
                    Some((number, gap)) => (number.as_str(), gap.as_str()),
                    None => (around.number, around.gap),
                };
                let own =
                    if number == title.typed { &stored.typed } else { stored.number.as_deref().unwrap_or_default() };
                out.push(field("", format!("{own}{gap}{}", stored.text)));
                out.extend(plain(around.after));
                continue;
            }
            if title.counted && !around.number.is_empty() {
                let number = stored.number.clone().unwrap_or_default();
                // What Word shows has the room in it.
                let (own, gap) = if stored.with_room { (around.gap, "") } else { ("", around.gap) };
                out.push(field(" \\n", number + own));
                out.extend(plain(gap));
            } else {
                out.extend(plain(around.number).into_iter().chain(plain(around.gap)));
            }
            out.push(field("", stored.text.clone()));
            out.extend(plain(around.after));
        }
        out
    }
}
