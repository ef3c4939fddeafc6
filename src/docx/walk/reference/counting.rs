//! Word's counting of captions, followed along: where it would show another number than the document does, a field says which one to go on
//! from. LibreOffice counts on where Word begins anew at a heading, so a field says it there, too.

use rustc_hash::FxHashMap;

use super::sequence_number::worth;
use crate::docx::model::{Document, Inline};
use crate::docx::walk::finish::each_paragraph;
use crate::docx::walk::heading::LEVELS;

/// Word's switch for the number to go on from.
pub(crate) const RESTART: &str = " \\r ";

/// Word's switch to begin anew at each heading of a level.
const ANEW: &str = " \\s ";

/// The instruction of a number that is counted anew at headings of a level.
pub(crate) fn by_chapter(instruction: &str, level: usize) -> String {
    let (plain, restart) = instruction.split_at(instruction.find(RESTART).unwrap_or(instruction.len()));
    format!("{plain}{ANEW}{level}{restart}")
}

/// The sequence and the number of a caption's field.
pub(crate) fn counted(inline: &Inline) -> Option<(&str, u64)> {
    let Inline::Field { instruction, shown, .. } = inline else { return None };
    let name = instruction.strip_prefix("SEQ ")?.split(' ').next()?;
    Some((name, worth(instruction, shown)?))
}

/// A number of a sequence as it stands in the document.
struct Met {
    number: u64,
    /// The level of headings at which it is counted anew, and how many of them came before it.
    chapter: Option<(usize, usize)>,
}

/// Has Word count captions where they stand in the document: what floats is walked after text that it stands above. Captions in drawings
/// count as they were walked.
pub(crate) fn count_in_order(document: &mut Document) {
    let mut met: FxHashMap<String, Vec<Met>> = FxHashMap::default();
    let mut headings = [0; LEVELS + 1];
    each_paragraph(document, &mut |paragraph| {
        if paragraph.format.outline > 0 {
            headings.iter_mut().skip(usize::from(paragraph.format.outline)).for_each(|count| *count += 1);
        }
        for inline in &paragraph.inlines {
            let Some((name, number)) = counted(inline) else { continue };
            let chapter = level(inline).map(|level| (level, headings.get(level).copied().unwrap_or_default()));
            met.entry(name.to_owned()).or_default().push(Met { number, chapter });
        }
    });
    met.retain(|_, met| met.iter().any(|met| met.chapter.is_some()) || !met.is_sorted_by_key(|met| met.number));
    let mut instructions: FxHashMap<String, std::vec::IntoIter<(bool, bool)>> =
        met.into_iter().map(|(name, met)| (name, told(&met).into_iter())).collect();
    each_paragraph(document, &mut |paragraph| {
        for inline in &mut paragraph.inlines {
            let Some((name, number)) = counted(inline) else { continue };
            let Some((anew, restart)) = instructions.get_mut(name).and_then(Iterator::next) else { continue };
            let Inline::Field { instruction, .. } = inline else { continue };
            let plain = instruction.split_once(RESTART).map_or(instruction.as_str(), |(plain, _)| plain);
            let plain = if anew { plain } else { plain.split_once(ANEW).map_or(plain, |(plain, _)| plain) };
            *instruction = if restart { format!("{plain}{RESTART}{number}") } else { plain.to_owned() };
        }
    });
}

/// The level of headings at which a field begins anew.
fn level(inline: &Inline) -> Option<usize> {
    let Inline::Field { instruction, .. } = inline else { return None };
    instruction.split_once(ANEW)?.1.split(' ').next()?.parse().ok()
}

/// What the fields of a sequence say: whether they begin anew at headings, and whether each says its number.
fn told(met: &[Met]) -> Vec<(bool, bool)> {
    // Those that go on from one chapter to the next are not counted anew.
    let (on, anew) = (others(met, false), others(met, true));
    let count = |others: &[bool]| others.iter().filter(|other| **other).count();
    let by_chapter = count(&anew) <= count(&on);
    on.into_iter().zip(anew).map(|(on, anew)| (by_chapter, on || by_chapter && anew)).collect()
}

/// Which numbers are others than would be counted.
fn others(met: &[Met], anew: bool) -> Vec<bool> {
    let before = std::iter::once(None).chain(met.iter().map(Some));
    let other = |(before, met): (Option<&Met>, &Met)| {
        let same = |before: &&Met| !anew || before.chapter == met.chapter;
        before.filter(same).map_or(1, |before| before.number + 1) != met.number
    };
    before.zip(met).map(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(met: &[(u64, usize)]) -> Vec<(bool, bool)> {
        told(&met.iter().map(|&(number, chapter)| Met { number, chapter: Some((1, chapter)) }).collect::<Vec<_>>())
    }

    #[test]
    fn a_number_says_what_it_is_where_either_program_would_count_another() {
        assert_eq!(
            said(&[(1, 1), (2, 1), (1, 2), (2, 2)]),
            [(true, false), (true, false), (true, true), (true, false)]
        );
        assert_eq!(said(&[(1, 1), (2, 1), (3, 2)]), [(false, false); 3], "they go on");
        assert_eq!(said(&[(1, 2), (2, 2)]), [(true, false); 2], "a chapter without any before it");
        assert_eq!(said(&[(1, 1), (4, 1), (1, 2)]), [(true, false), (true, true), (true, true)]);
    }

    #[test]
    fn the_level_stands_before_the_number_to_go_on_from() {
        assert_eq!(by_chapter("SEQ 图 \\* ARABIC \\r 3", 1), "SEQ 图 \\* ARABIC \\s 1 \\r 3");
    }
}
