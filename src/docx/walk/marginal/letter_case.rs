//! Running titles all in capitals or in small letters: a field shows a heading's words as they are written in the heading, so what is done to
//! them is said beside it.

use std::borrow::Cow;

use super::running::Title;
use crate::docx::model::RunFormat;

/// How a header shows the letters of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Case {
    /// As they are.
    #[default]
    Kept,
    Upper,
    Lower,
}

impl Case {
    /// What it makes of a text.
    pub fn of(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Kept => Cow::Borrowed(text),
            Self::Upper => Cow::Owned(text.to_uppercase()),
            Self::Lower => Cow::Owned(text.to_lowercase()),
        }
    }

    /// The switch of a field that has it, and what the field shows: of capitals the run's look says it, which every program knows.
    pub fn field(self, shown: String, format: &RunFormat) -> (&'static str, String, RunFormat) {
        match self {
            Self::Kept => ("", shown, format.clone()),
            Self::Upper => ("", shown, RunFormat { caps: true, ..format.clone() }),
            Self::Lower => (" \\* Lower", shown.to_lowercase(), format.clone()),
        }
    }
}

impl Title {
    /// Where a text shows its words: from and to which byte. Those in another case only as words of their own.
    pub fn place(&self, text: &str) -> Option<(usize, usize)> {
        let shown = self.case.of(&self.text);
        let apart = |at: usize| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + shown.len()..).and_then(|after| after.chars().next());
            self.case == Case::Kept || ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        };
        let found = text.match_indices(shown.as_ref()).map(|(at, _)| at).find(|at| apart(*at));
        found.map(|at| (at, at + shown.len()))
    }

    /// Finds out how one of some texts shows it; tells whether any does.
    pub fn shown_in(&mut self, words: &[&str]) -> bool {
        if !self.written || self.text.is_empty() {
            return false;
        }
        for case in [Case::Kept, Case::Upper, Case::Lower] {
            self.case = case;
            if words.iter().any(|word| self.place(word).is_some()) {
                return true;
            }
        }
        false
    }
}

/// Has headings that look the same either way be shown as the others are.
pub(crate) fn alike(titles: &mut [Title]) {
    let Some(case) = titles.iter().map(|title| title.case).find(|case| *case != Case::Kept) else { return };
    for title in titles {
        if title.case == Case::Kept && case.of(&title.text) == title.text {
            title.case = case;
        }
    }
}
