//! Lists whose numbers are computed (`numbering: n => ..`) or hold those of the lists around (`full: true`): where Word's numbers can say
//! the same, it counts them.

use super::from_text::templates;
use super::label::Label;
use super::level_text::{Template, render};
use crate::docx::model::{ListLevel, RunFormat};
use crate::docx::walk::Walker;

/// What Word would show for all items of a list.
pub(crate) struct Computed {
    /// With the item's own number in it.
    pub own: Template,
    /// With those of the items around, too.
    pub whole: Option<Template>,
    pub look: RunFormat,
}

impl Computed {
    /// Finds it in what the items show. `above`: the numbers of the items around that may be in it.
    pub fn of(labels: &[Label], above: &[u64]) -> Option<Self> {
        let first = labels.first()?;
        let plain = |label: &Label| label.inlines.is_empty() && label.baseline.is_none() && label.look == first.look;
        if !labels.iter().all(plain) {
            return None;
        }
        let numbers = |label: &Label| [above, &[label.number]].concat();
        let holds = |(text, formats): &Template| {
            labels.iter().all(|label| render(text, formats, &numbers(label)).as_ref() == Some(&label.text))
        };
        let found = templates(&first.text, &numbers(first));
        let of = |count: usize| found.iter().find(|one| one.1.len() == count && holds(one)).cloned();
        let whole = if above.is_empty() { None } else { of(above.len() + 1) };
        Some(Self { own: of(1)?, whole, look: first.look.clone() })
    }

    /// Word's format of the number and the text of a level with nothing but it counted.
    pub fn at(&self, level: usize) -> Option<(&'static str, String)> {
        let (text, formats) = &self.own;
        let (at, format) = formats.first()?;
        Some((format, text.replace(&format!("%{at}"), &format!("%{}", level + 1))))
    }
}

impl Walker<'_, '_> {
    /// The numbering of the list around, if this one can be its next level, so that Word counts the numbers of both.
    pub(crate) fn next_level(
        &mut self,
        (text, formats): &Template,
        labels: &[Label],
        above: &[u64],
        own: ListLevel,
    ) -> Option<usize> {
        let level = above.len();
        let list = (*self.counting.last()?)?;
        // Nothing but numbered lists, all of them one to Word.
        if self.counting.len() != level || self.counting.iter().any(|around| *around != Some(list)) {
            return None;
        }
        let mut numbers = labels.iter().map(|label| label.number);
        let start = numbers.next()?;
        if !numbers.zip(start + 1..).all(|(number, next)| number == next) {
            return None;
        }
        // Word would go on counting in a second list of the same item.
        if self.levels_begun.insert((list, level), above.to_vec()).is_some_and(|before| before == above) {
            return None;
        }
        let levels = &mut self.numberings.get_mut(list)?.levels;
        let alike = |(at, format): &(usize, &'static str)| {
            *at > level || levels.get(at - 1).is_some_and(|around| around.format == *format)
        };
        if !formats.iter().all(alike) {
            return None;
        }
        let own = ListLevel { text: text.clone(), ..own };
        match levels.get(level) {
            // Each item says where it stands.
            Some(known) => {
                let own = ListLevel { indent: known.indent, hanging: known.hanging, ..own };
                (*known == own).then_some(())?;
            }
            None if levels.len() == level => levels.push(own),
            None => return None,
        }
        Some(list)
    }
}
