//! Numbers that a show rule puts before a heading's words, or in a paragraph of their own beside them: where Word would count the same, it
//! does, as for headings without a rule, so that the levels below have their numbers of it, too.

use typst_library::foundations::{NativeElement, Packed, StyleChain};
use typst_library::introspection::{Counter, Location, Tag};
use typst_library::model::{HeadingElem, Numbering as Pattern};
use typst_syntax::Span;

use crate::docx::introspector::Place;
use crate::docx::model::{Inline, ListLevel, ParagraphFormat, RunFormat};
use crate::docx::walk::Walker;
use crate::docx::walk::line::parts::same_words;
use crate::docx::walk::list::from_text::templates;
use crate::docx::walk::list::level_text::{Template, render};
use crate::docx::walk::marginal::numeral::has_numeral;
use crate::docx::walk::reference::shown::push_words;

/// A numbered heading whose number was not met yet.
#[derive(Debug)]
pub(crate) struct Unmet {
    location: Location,
    pattern: Pattern,
    level: usize,
    span: Span,
}

impl Unmet {
    /// Of a heading that begins; `None`: it has no number.
    pub fn of(heading: &Packed<HeadingElem>) -> Option<Self> {
        Some(Self {
            location: heading.location()?,
            pattern: heading.numbering.get_cloned(StyleChain::default())?,
            level: heading.resolve_level(StyleChain::default()).get(),
            span: heading.span(),
        })
    }
}

/// How the room after a number is said: by what parts it from the words, and as signs of the number. So a heading added in Word has it, and
/// the words of none begin with it.
struct Room {
    suffix: &'static str,
    signs: String,
}

impl Walker<'_, '_> {
    /// Takes note of a heading that begins in the text, and of where it ends.
    pub(crate) fn tag_heading_number(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(elem, _) => {
                if let Some(heading) = elem.to_packed::<HeadingElem>() {
                    self.headings.unmet = Unmet::of(heading).filter(|_| self.place == Place::default());
                }
            }
            Tag::End(location, ..) => {
                if self.headings.unmet.as_ref().is_some_and(|unmet| unmet.location == *location) {
                    self.headings.unmet = None;
                }
            }
        }
    }

    /// Has Word count the number that a paragraph of a heading begins with, if it can.
    pub(crate) fn count_shown(&mut self, inlines: &mut Vec<Inline>, format: &mut ParagraphFormat, styles: StyleChain) {
        let Some((location, ..)) = self.heading else { return };
        if self.contents.entry().is_some() || format.numbering.is_some() {
            return;
        }
        let Some(unmet) = self.headings.unmet.take_if(|unmet| unmet.location == location) else { return };
        if self.count_met(&unmet, inlines, format, styles).is_none() {
            // It may stand in the next paragraph.
            self.headings.unmet = Some(unmet);
        }
    }

    fn count_met(
        &mut self,
        unmet: &Unmet,
        inlines: &mut Vec<Inline>,
        format: &mut ParagraphFormat,
        styles: StyleChain,
    ) -> Option<()> {
        let Unmet { location, pattern, level, span } = unmet;
        let mut words = String::new();
        push_words(inlines, &mut words);
        if words.trim().is_empty() {
            return None;
        }
        let sign = Counter::of(HeadingElem::ELEM).display_at(self.engine, *location, styles, pattern, *span).ok()?;
        let own = sign.plain_text().to_string();
        let number = number_in(&words, &own, &self.heading_words)?.to_owned();
        let (numbers, template) = self.level_template(pattern, *location, *level, *span, styles).ok()?;
        if numbers.len() != *level || *level > super::LEVELS {
            return None;
        }
        let counts = |template: &Template| render(&template.0, &template.1, &numbers).as_ref() == Some(&number);
        let template = template.filter(counts).or_else(|| self.template_shown(&number, &numbers))?;
        let run = look_of(inlines, &number)?;
        let list = self.heading_list().and_then(|list| list.levels.get(level - 1));
        if list.is_some_and(|known| !known.text.is_empty() && known.run != run) {
            return None;
        }
        let mut rest = inlines.clone();
        let alone = take_number(&mut rest, &number)?;
        let Room { suffix, signs } = match alone {
            true => Room { suffix: "nothing", signs: String::new() },
            false => room(&mut rest, &run)?,
        };
        let (text, formats) = template;
        let shown = format!("{number}{signs}");
        let look = ListLevel { suffix, run, ..ListLevel::none() };
        let counted = self.counted(&(text + &signs, formats), &numbers, &shown, look)?;
        *inlines = rest;
        format.numbering = Some((counted, level - 1));
        // With its room: a reference would show that, too.
        self.references.counts(*location, &shown);
        if let Some(title) = self.titles.iter_mut().rfind(|title| title.location == *location) {
            // A running title takes the number from the paragraph with the words.
            title.counted = !alone;
            title.typed.clear();
            title.with_room = shown.ends_with(' ');
        }
        Some(())
    }

    /// The text of a level for a number that is not shown as the heading's own numbering has it: that of the headings before, or the only
    /// one there is.
    fn template_shown(&self, number: &str, numbers: &[u64]) -> Option<Template> {
        let mut found = templates(number, numbers);
        let known = self.heading_list().and_then(|list| list.levels.get(numbers.len() - 1));
        let like = |(text, _): &Template| known.is_some_and(|known| known.text == *text);
        if let Some(at) = found.iter().position(like) {
            return Some(found.swap_remove(at));
        }
        let whole = |(_, formats): &Template| formats.len() > 1;
        let count = found.iter().filter(|one| whole(one)).count();
        // A number that another level has, too, may be that one's, where more than one is shown.
        let (own, outer) = numbers.split_last()?;
        let certain = |(text, _): &Template| {
            !outer.contains(own) || !has_numeral(&text.replace(&format!("%{}", numbers.len()), " "))
        };
        match (count, found.len()) {
            (1, _) => found.into_iter().find(whole),
            (0, 1) => found.pop().filter(certain),
            _ => None,
        }
    }
}

/// The number in the words of a heading's paragraph: what stands before the heading's own, or all there is of a paragraph without them.
fn number_in<'a>(words: &'a str, own: &str, heading: &str) -> Option<&'a str> {
    let heading = heading.trim();
    if let Some(rest) = words.strip_prefix(own).filter(|_| !own.is_empty()) {
        let rest = rest.trim();
        let alike = rest.to_lowercase() == heading.to_lowercase();
        if rest.is_empty() && !heading.is_empty() && words.trim() != heading || !rest.is_empty() && alike {
            return words.get(..own.len());
        }
    }
    let number = match words.trim_end().strip_suffix(heading).filter(|_| !heading.is_empty()) {
        Some(number) => number.trim_end(),
        None if !heading.is_empty() && words.contains(heading) || same_words(words, heading) => return None,
        None => words.trim_end(),
    };
    // Words of a rule's own have no end.
    (!number.is_empty() && !number.starts_with(char::is_whitespace) && number.chars().count() <= MOST).then_some(number)
}

/// No number is longer than so many characters.
const MOST: usize = 24;

/// The look of the text that begins with a number, if all of it is of one.
fn look_of(inlines: &[Inline], number: &str) -> Option<RunFormat> {
    let mut look: Option<&RunFormat> = None;
    let mut left = number.len();
    for inline in inlines.iter().filter(|inline| !inline.is_bookmark()) {
        let Inline::Text(text, own) = inline else { return None };
        if look.is_some_and(|look| look != own) {
            return None;
        }
        look = Some(own);
        left = left.saturating_sub(text.len());
        if left == 0 {
            return look.cloned();
        }
    }
    None
}

/// Takes a number from where a paragraph begins. Tells whether that was all.
fn take_number(inlines: &mut Vec<Inline>, number: &str) -> Option<bool> {
    let mut number = number;
    for inline in inlines.iter_mut() {
        let Inline::Text(text, _) = inline else { continue };
        let taken = number.len().min(text.len());
        let (now, later) = number.split_at_checked(taken)?;
        *text = text.strip_prefix(now)?.to_owned();
        number = later;
        if number.is_empty() {
            break;
        }
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text, _) if text.is_empty()));
    let mut words = String::new();
    push_words(inlines, &mut words);
    let alone = words.trim().is_empty();
    let plain = |inline: &Inline| inline.is_bookmark() || matches!(inline, Inline::Text(..) | Inline::Space(..));
    if alone {
        inlines.iter().all(plain).then_some(())?;
        inlines.retain(Inline::is_bookmark);
    }
    number.is_empty().then_some(alone)
}

/// Takes the room between a number and the words.
fn room(inlines: &mut Vec<Inline>, look: &RunFormat) -> Option<Room> {
    let mut signs = String::new();
    let mut width = 0.0;
    let mut until = None;
    for (index, inline) in inlines.iter_mut().enumerate() {
        match inline {
            inline if inline.is_bookmark() => {}
            Inline::Space(room, _) => width += room.to_pt(),
            Inline::Text(text, _) => {
                let words = text.trim_start();
                signs.push_str(text.get(..text.len() - words.len())?);
                *text = words.to_owned();
                if !text.is_empty() {
                    until = Some(index);
                    break;
                }
            }
            _ => return None,
        }
    }
    let until = until?;
    let mut index = 0;
    inlines.retain(|inline| {
        index += 1;
        index > until || inline.is_bookmark()
    });
    // As many spaces as come nearest, the last of them what Word puts behind a number of itself. None is spread: LibreOffice 7.4 would
    // spread the number too.
    let own = signs.trim_end_matches(' ');
    let spaces = width / look.space() + (signs.len() - own.len()) as f64;
    let spaces = spaces.round().clamp(0.0, MOST_SPACES);
    let suffix = if spaces > 0.0 { "space" } else { "nothing" };
    let signs = format!("{own}{}", " ".repeat((spaces - 1.0).max(0.0) as usize));
    Some(Room { suffix, signs })
}

/// No room is wider than so many spaces.
const MOST_SPACES: f64 = 40.0;
