//! Where a caption or an equation shows its number in its line, and the field that stands there for the number it has of its own; a
//! chapter's number may come before it (图 2.3).

use std::ops::Range;

use typst_library::introspection::Location;
use typst_library::model::FigureKind;

use super::chapter_number::parted;
use super::label_marks::mark_label;
use super::sequence_number::{form, place as numeral_in};
use crate::docx::model::Inline;
use crate::docx::walk::text::cut::cut;

/// A number before it is shown.
#[derive(Debug)]
pub(crate) struct Open {
    pub location: Location,
    /// What it is the number of, to which references lead.
    pub of: Location,
    pub kind: FigureKind,
    /// What stands before the number.
    pub supplement: String,
    pub number: u64,
    /// What is shown of it; `None`: that is computed where it stands.
    pub shown: Option<Shown>,
}

/// What is shown of a number.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// The number with what its pattern puts around it.
    text: String,
    /// Word's switch for its form.
    form: &'static str,
    /// The numeral, in bytes of the text.
    own: Range<usize>,
    /// The chapter's number before it.
    chapter: Option<Range<usize>>,
}

impl Shown {
    /// `None`: Word cannot write the number so.
    pub fn of(text: &str, number: u64) -> Option<Self> {
        let (form, own, chapter) = match parted(text, number) {
            Some((form, own, chapter)) => (form, own, Some(chapter)),
            None => {
                let form = form(text, number)?;
                (form, numeral_in(text, form)?, None)
            }
        };
        Some(Self { text: text.to_owned(), form, own, chapter })
    }
}

/// Where a label and the numbers in it stand in the text of a line, in bytes.
pub(crate) struct NumberPlace {
    label: Range<usize>,
    number: Range<usize>,
    chapter: Option<Range<usize>>,
    /// Word's switch for the form of the number.
    pub form: &'static str,
}

impl Open {
    /// The number: after the supplement and space, a run of digits of its own.
    pub fn place(&self, inlines: &[Inline]) -> Option<NumberPlace> {
        let plain: String = inlines.iter().map(text).collect();
        let begins = plain.find(&self.supplement)?;
        let rest = plain.get(begins + self.supplement.len()..)?.trim_start();
        let Shown { text: shown, form, own, chapter } = match &self.shown {
            Some(shown) => shown.clone(),
            None => Shown::of(first_word(rest), self.number)?,
        };
        let next = rest.strip_prefix(&shown)?.chars().next();
        if own.end == shown.len() && next.is_some_and(|next| next.is_ascii_alphanumeric()) {
            return None;
        }
        let at = plain.len() - rest.len();
        let there = |range: &Range<usize>| at + range.start..at + range.end;
        let number = Some(there(&own)).filter(|range| of_one_look(inlines, range))?;
        let chapter = chapter.as_ref().map(there).filter(|range| of_one_look(inlines, range));
        // Without a supplement the label is the number alone.
        let label = if self.supplement.is_empty() { at } else { begins };
        Some(NumberPlace { label: label..at + shown.len(), number, chapter, form })
    }
}

impl NumberPlace {
    /// Puts the field there, and bookmarks around it. A chapter's number becomes a text of its own, for `chapter_number` to find.
    pub fn fill(self, inlines: &mut Vec<Inline>, of: Location, instruction: String) {
        let Self { label, number, chapter, .. } = self;
        let from = chapter.as_ref().map_or(number.start, |chapter| chapter.start);
        if mark_label(inlines, of, label, from..number.end).is_none() {
            return;
        }
        if let Some(chapter) = &chapter {
            for bytes in [number.start, chapter.end] {
                cut(inlines, bytes, |start, end| start < bytes && bytes <= end);
            }
        }
        become_field(inlines, &number, instruction);
    }
}

/// Makes a field of the text between two bytes of a line.
fn become_field(inlines: &mut [Inline], place: &Range<usize>, instruction: String) {
    let mut start = 0;
    for inline in inlines {
        let Inline::Text(text, format) = inline else { continue };
        let end = start + text.len();
        if (start..end) == *place {
            *inline = Inline::Field { instruction, shown: std::mem::take(text), format: std::mem::take(format) };
            return;
        }
        start = end;
    }
}

/// What is shown before the first space, without the signs that part a number from the words of a caption.
fn first_word(rest: &str) -> &str {
    let word = rest.split(char::is_whitespace).next().unwrap_or_default();
    word.trim_end_matches([':', '：', '.', '．', '。', '、', ',', '，', '—'])
}

/// Whether all between two bytes of a line is one text of one look.
fn of_one_look(inlines: &[Inline], place: &Range<usize>) -> bool {
    let mut end = 0;
    let run = inlines.iter().map(text).find(|run| {
        end += run.len();
        place.start < end
    });
    run.is_some_and(|run| {
        let start = end - run.len();
        place.end <= end && run.get(place.start - start..place.end - start).is_some()
    })
}

fn text(inline: &Inline) -> &str {
    if let Inline::Text(text, _) = inline { text } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::RunFormat;

    fn put(texts: &[&str], supplement: &str, shown: Option<&str>, number: u64) -> Option<String> {
        let mut inlines: Vec<Inline> =
            texts.iter().map(|text| Inline::Text((*text).to_owned(), RunFormat::default())).collect();
        let location = Location::new(1);
        let shown = match shown {
            Some(shown) => Some(Shown::of(shown, number)?),
            None => None,
        };
        let kind = FigureKind::Name("a".into());
        let open = Open { location, of: location, kind, supplement: supplement.into(), number, shown };
        open.place(&inlines)?.fill(&mut inlines, location, "SEQ".to_owned());
        inlines.retain(|inline| !inline.is_bookmark());
        let show = |inline: &Inline| match inline {
            Inline::Text(text, _) => text.clone(),
            Inline::Field { shown, .. } => format!("[{shown}]"),
            _ => String::new(),
        };
        Some(inlines.iter().map(show).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn the_number_after_the_supplement_becomes_a_field() {
        let put =
            |texts: &[&str], supplement: &str, shown: &str, number: u64| put(texts, supplement, Some(shown), number);
        assert_eq!(put(&["图\u{a0}1\u{2003}1号码头"], "图", "1", 1).as_deref(), Some("图\u{a0}|[1]|\u{2003}1号码头"));
        assert_eq!(put(&["表", " ", "12", "：船"], "表", "12", 12).as_deref(), Some("表| |[12]|：船"));
        assert_eq!(
            put(&["Figure\u{a0}(iv): boats"], "Figure", "(iv)", 4).as_deref(),
            Some("Figure\u{a0}(|[iv]|)|: boats")
        );
        assert_eq!(put(&["3 boats"], "", "3", 3).as_deref(), Some("[3]| boats"));
        assert_eq!(put(&["船具一览"], "图", "1", 1), None, "a caption without its number");
        assert_eq!(put(&["图 2"], "图", "1", 1), None, "another number");
        assert_eq!(put(&["图 12号码头"], "图", "1", 1), None, "the beginning of another number");
    }

    #[test]
    fn the_chapter_before_a_number_stands_by_itself() {
        assert_eq!(put(&["图 2.13 船"], "图", Some("2.13"), 13).as_deref(), Some("图 |2|.|[13]| 船"));
        assert_eq!(put(&["(A.1)"], "", Some("(A.1)"), 1).as_deref(), Some("(|A|.|[1]|)"));
        assert_eq!(put(&["Table\u{a0}3-4: x"], "Table", None, 4).as_deref(), Some("Table\u{a0}|3|-|[4]|: x"));
        assert_eq!(put(&["表 1 表"], "表", None, 2), None, "computed, and another number");
    }
}
