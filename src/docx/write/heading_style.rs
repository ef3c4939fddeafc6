//! The style of a level of headings: of each property what most of them have, so that a heading added in Word has the number and the
//! room of the others, and a change of the style changes all.

use std::collections::BTreeMap;

use super::count::Count;
use crate::docx::model::{Line, Numbering, ParagraphFormat, Twips};

/// The headings of a level, in their order, and whether each begins a page.
#[derive(Debug, Default)]
pub(super) struct Headings(Vec<(ParagraphFormat, bool)>);

/// The most space above a heading that is taken for its own: more is room that the document makes at one place.
const MOST_ROOM: Twips = Twips(720);

/// Spaces that differ by less than so many twips are one: they come of rounding, and a quarter of a point is not seen.
const ALIKE: i32 = 5;

/// Spaces are counted in steps of so many twips.
const STEP: i32 = 10;

impl Headings {
    pub fn push(&mut self, format: &ParagraphFormat, begins_page: bool) {
        self.0.push((format.clone(), begins_page));
    }

    /// The style's format.
    pub fn format(&self, numberings: &[Numbering]) -> ParagraphFormat {
        let all = || self.0.iter().map(|(format, _)| format);
        let numbered = |format: &ParagraphFormat| format.numbering.filter(|_| format.unlisted == 0);
        let counts = |format: &&ParagraphFormat| numbered(format).is_some_and(|(list, _)| shows(numberings, list));
        let by_number = all().filter(counts).count() * 2 >= self.0.len().max(1);
        let alike = all().filter(|format| counts(format) == by_number);
        let (numbering, left, first_line) = most(alike.map(|format| match numbered(format) {
            Some(numbering) => (Some(numbering), format.left, format.first_line),
            None => (None, Twips::ZERO, format.first_line.max(Twips::ZERO)),
        }))
        .unwrap_or_default();
        // One list is no other chapter's: each heading says which one it counts in.
        let (numbering, left, first_line) = match numbering {
            Some(numbering) if by_chapter(numberings, numbering) => (None, Twips::ZERO, first_line.max(Twips::ZERO)),
            other => (other, left, first_line),
        };
        // What stands at the top of a page has no space above, whatever the others have.
        let below = || self.0.iter().filter(|(_, begins_page)| !begins_page).map(|(format, _)| format);
        let placed: Vec<_> = if below().next().is_some() { below().collect() } else { all().collect() };
        let some: Vec<_> = placed.iter().map(|format| format.before).filter(|before| *before >= Twips(STEP)).collect();
        let before =
            usual_space(if some.is_empty() { placed.iter().map(|format| format.before).collect() } else { some });
        ParagraphFormat {
            align: most(all().map(|format| format.align)).unwrap_or_default(),
            left,
            first_line,
            line: most(all().map(|format| format.line)).unwrap_or_default(),
            before,
            after: usual_space(all().map(|format| format.after).collect()),
            keep_next: most(all().map(|format| format.keep_next)).unwrap_or_default(),
            keep_lines: most(all().map(|format| format.keep_lines)).unwrap_or_default(),
            widow_control: most(all().map(|format| format.widow_control)).unwrap_or_default(),
            auto_space: most(all().map(|format| format.auto_space)).unwrap_or_default(),
            rtl: most(all().map(|format| format.rtl)).unwrap_or_default(),
            numbering,
            outline: most(all().map(|format| format.outline)).unwrap_or_default(),
            unlisted: most(all().map(|format| format.unlisted)).unwrap_or_default(),
            title: most(all().map(|format| format.title)).unwrap_or_default(),
            ..ParagraphFormat::default()
        }
    }
}

/// Whether a list shows numbers.
fn shows(numberings: &[Numbering], list: usize) -> bool {
    numberings
        .get(list)
        .is_some_and(|list| list.restart.is_some() || list.levels.iter().any(|level| !level.text.is_empty()))
}

/// Whether a level of a list counts in one chapter, and other chapters have lists of their own.
fn by_chapter(numberings: &[Numbering], (list, level): (usize, usize)) -> bool {
    let levels = |list: usize| numberings.get(list).map(|list| list.levels.as_slice()).unwrap_or_default();
    let own = numberings.get(list).and_then(|list| list.restart).map_or(list, |restart| restart.of);
    let mut others = (0..numberings.len()).filter(|other| *other != own);
    levels(own).iter().take(level + 1).any(|level| level.of_chapter)
        && others.any(|other| levels(other).iter().any(|level| level.heading.is_some()))
}

/// The most frequent of some values; of equals the first.
fn most<T: PartialEq>(values: impl Iterator<Item = T>) -> Option<T> {
    Count::from_iter(values).most()
}

/// The most frequent space; of equals the larger. Within a step it is the mean, from which the others differ least.
fn usual_space(spaces: Vec<Twips>) -> Twips {
    let mut steps: BTreeMap<i32, (i32, i32)> = BTreeMap::new();
    for space in spaces.into_iter().filter(|space| *space <= MOST_ROOM) {
        let (count, sum) = steps.entry((space.0 + STEP / 2).div_euclid(STEP)).or_default();
        *count += 1;
        *sum += space.0;
    }
    let step = steps.into_iter().max_by_key(|(_, (count, _))| *count);
    step.map_or(Twips::ZERO, |(_, (count, sum))| Twips((sum + count / 2) / count))
}

/// By how much the headings so far stand lower than they should, as they have their style's spaces.
#[derive(Debug, Default)]
pub(super) struct Drift(i32);

impl Drift {
    /// A heading's format, with its style's spaces where they are as good as its own. What that moves is made up for by the next one that
    /// has its own, and never grows to more than two such differences.
    pub fn snapped(&mut self, format: &ParagraphFormat, style: &ParagraphFormat) -> ParagraphFormat {
        let mut out = format.clone();
        self.space(&mut out.before, style.before);
        if let (Some(Line::Exact(own)), Some(Line::Exact(usual))) = (&mut out.line, style.line) {
            self.snap(own, usual);
        }
        self.space(&mut out.after, style.after);
        out
    }

    fn space(&mut self, own: &mut Twips, usual: Twips) {
        if !self.snap(own, usual) && own.0 > self.0.max(0) {
            own.0 -= self.0;
            self.0 = 0;
        }
    }

    fn snap(&mut self, own: &mut Twips, usual: Twips) -> bool {
        let more = usual.0 - own.0;
        let near = more.abs() < ALIKE && (self.0 + more).abs() < 2 * ALIKE;
        if near {
            self.0 += more;
            *own = usual;
        }
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docx::model::{Align, ListLevel, RunFormat};

    fn heading(before: i32, numbering: usize) -> ParagraphFormat {
        ParagraphFormat {
            before: Twips(before),
            outline: 1,
            numbering: Some((numbering, 0)),
            ..ParagraphFormat::default()
        }
    }

    fn lists() -> Vec<Numbering> {
        let level = |text: &str| ListLevel {
            format: "decimal",
            text: text.to_owned(),
            start: 1,
            indent: Twips::ZERO,
            hanging: Twips::ZERO,
            suffix: "space",
            align: Align::Left,
            heading: Some(1),
            of_chapter: false,
            run: RunFormat::default(),
        };
        ["%1.", ""].map(|text| Numbering { levels: vec![level(text)], restart: None }).into()
    }

    fn style(headings: &[(i32, usize, bool)]) -> (i32, Option<usize>) {
        let mut list = Headings::default();
        for &(before, numbering, begins) in headings {
            list.push(&heading(before, numbering), begins);
        }
        let format = list.format(&lists());
        (format.before.0, format.numbering.map(|(list, _)| list))
    }

    #[test]
    fn a_level_has_the_number_and_the_space_most_have() {
        let mixed = [(0, 1, true), (240, 0, false), (241, 0, false), (238, 0, false), (240, 1, false)];
        assert_eq!(style(&mixed), (240, Some(0)));
        assert_eq!(style(&[(0, 0, true), (480, 0, false)]), (480, Some(0)), "one at the top of a page has none");
        assert_eq!(style(&[(0, 0, true), (0, 0, true)]), (0, Some(0)), "all begin pages");
        assert_eq!(
            style(&[(200, 1, false), (300, 0, false)]),
            (300, Some(0)),
            "of equals the larger, and the numbered"
        );
    }

    #[test]
    fn a_level_counted_by_chapter_has_no_list_in_its_style() {
        let mut lists = [lists(), lists()].concat();
        lists.truncate(3);
        let format = |lists: &[Numbering]| {
            let mut list = Headings::default();
            [0, 0, 2].into_iter().for_each(|numbering| list.push(&heading(240, numbering), false));
            list.format(lists).numbering
        };
        assert_eq!(format(&lists), Some((0, 0)), "an appendix has another list, most have this one");
        lists.iter_mut().flat_map(|list| &mut list.levels).for_each(|level| level.of_chapter = true);
        assert_eq!(format(&lists), None);
    }

    #[test]
    fn differences_nobody_sees_do_not_add_up() {
        let style = heading(240, 0);
        let mut drift = Drift::default();
        let mut sum = 0;
        for own in [241, 238, 237, 237, 237, 0, 244, 244, 244] {
            sum += drift.snapped(&heading(own, 0), &style).before.0 - own;
            assert!(sum.abs() < 2 * ALIKE, "{sum}");
        }
        assert_eq!(drift.snapped(&heading(241, 0), &style).before, style.before);
    }
}
