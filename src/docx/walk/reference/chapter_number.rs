//! A chapter's number before that of a caption or equation: 图 2.3. In Word it is what the last heading above is numbered, if that heading's
//! number is shown so; where it is not (第二章, a heading without a number) it is typed, and the caption's own number counted anew in each
//! chapter all the same.

use std::ops::Range;

use super::References;
use super::counting::{by_chapter, counted};
use super::sequence_number::{form, place};
use crate::docx::model::{Document, Inline, Paragraph};
use crate::docx::walk::finish::each_in_blocks;
use crate::docx::walk::heading::LEVELS;
use crate::docx::walk::marginal::numeral::has_numeral;

/// Parts a number that is shown into the chapter's and its own: Word's switch for its form, and where each numeral stands.
pub(crate) fn parted(shown: &str, number: u64) -> Option<(&'static str, Range<usize>, Range<usize>)> {
    shown.char_indices().rev().find_map(|(at, _)| {
        let (head, tail) = shown.split_at(at);
        let form = form(tail, number).filter(|_| head.ends_with(apart))?;
        let chapter = head.trim_matches(apart);
        let from = head.find(chapter).filter(|_| !chapter.is_empty() && chapter.split(apart).all(is_number))?;
        let own = place(tail, form)?;
        Some((form, at + own.start..at + own.end, from..from + chapter.len()))
    })
}

/// What stands between numbers.
fn apart(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether a word is a number or, as those of annexes, a letter.
fn is_number(word: &str) -> bool {
    has_numeral(word) || word.len() == 1 && word.chars().all(|c| c.is_ascii_alphabetic())
}

/// Has each number of a chapter before that of a caption ask the heading that has it, in the order of the document; what none has stays
/// typed.
pub(crate) fn ask_headings(document: &mut Document, references: &References) {
    let mut above: [Option<String>; LEVELS + 1] = Default::default();
    for section in &mut document.sections {
        each_in_blocks(&mut section.blocks, &mut |paragraph| {
            if paragraph.format.outline > 0 {
                let level = usize::from(paragraph.format.outline).min(LEVELS);
                let number = references.number_of(paragraph).map(|shown| shown.trim_end_matches('.').to_owned());
                above.iter_mut().skip(level).for_each(|deeper| *deeper = None);
                if let Some(above) = above.get_mut(level) {
                    *above = number;
                }
            }
            ask(paragraph, &above);
        });
    }
}

fn ask(paragraph: &mut Paragraph, above: &[Option<String>]) {
    let Some((chapter, number)) = found(&paragraph.inlines) else { return };
    let mut depth = 0;
    if let Some(inline) = paragraph.inlines.get_mut(chapter)
        && let Inline::Text(shown, format) = inline
    {
        let level = above.iter().position(|number| number.as_ref() == Some(shown));
        depth = level.unwrap_or_else(|| shown.split(apart).count());
        if let Some(level) = level {
            let (shown, format) = (std::mem::take(shown), std::mem::take(format));
            *inline = Inline::Field { instruction: format!("STYLEREF {level} \\n"), shown, format };
        }
    }
    if let Some(Inline::Field { instruction, .. }) = paragraph.inlines.get_mut(number)
        && depth <= LEVELS
    {
        *instruction = by_chapter(instruction, depth);
    }
}

/// Where a counted number stands in a line, and before it that of a chapter, a text of its own parted from it by signs.
fn found(inlines: &[Inline]) -> Option<(usize, usize)> {
    let number = inlines.iter().rposition(|inline| counted(inline).is_some())?;
    let mut before = (0..number).rev().filter(|at| inlines.get(*at).is_some_and(|inline| !inline.is_bookmark()));
    let text = |at: usize| match inlines.get(at) {
        Some(Inline::Text(text, _)) => Some(text),
        _ => None,
    };
    text(before.next()?).filter(|signs| signs.chars().all(apart))?;
    let chapter = before.next()?;
    text(chapter).filter(|text| text.split(apart).all(is_number))?;
    Some((chapter, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(shown: &str, number: u64) -> Option<(&str, &str)> {
        let (_, own, chapter) = parted(shown, number)?;
        Some((shown.get(chapter)?, shown.get(own)?))
    }

    #[test]
    fn a_chapters_number_stands_before_the_last_one() {
        assert_eq!(parts("2.13", 13), Some(("2", "13")));
        assert_eq!(parts("2.13", 3), None);
        assert_eq!(parts("(A.1)", 1), Some(("A", "1")));
        assert_eq!(parts("3-1-2", 2), Some(("3-1", "2")));
        assert_eq!(parts("二-③", 3), Some(("二", "③")));
        assert_eq!(parts("S7", 7), None);
        assert_eq!(parts("No. 7", 7), None);
    }
}
