//! Sections: runs of pages with one size, one set of margins, headers and footers.

use super::{Block, Twips};

/// What a section starts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SectionStart {
    /// The next page.
    #[default]
    NextPage,
    /// The next odd page.
    OddPage,
    /// The next even page.
    EvenPage,
    /// The same page (a change of columns).
    Continuous,
}

/// Page numbering of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PageNumbers {
    /// The first page's number; `None`: goes on.
    pub start: Option<u64>,
    /// Word's name of the format that the section's numbers are written in; `None`: figures, or as each field says.
    pub format: Option<&'static str>,
}

/// Size and margins.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PageSetup {
    /// Width of the page as it is read.
    pub width: Twips,
    /// Height of the page as it is read.
    pub height: Twips,
    /// Whether it is landscape.
    pub landscape: bool,
    /// Margins: top, right, bottom, left (inside for mirrored margins).
    pub margins: [Twips; 4],
    /// Left and right margins change places on even pages.
    pub mirror: bool,
    /// From the page's top edge to the header.
    pub header: Twips,
    /// From the page's bottom edge to the footer.
    pub footer: Twips,
    /// Whether the header and the footer reach into the text, which stays where its margins are. Otherwise it makes room for them.
    pub over_text: [bool; 2],
    /// Columns and the gap between them.
    pub columns: (usize, Twips),
    /// Whether the columns follow each other from right to left.
    pub rtl: bool,
}

/// The most columns that Word takes.
pub const MOST_COLUMNS: usize = 45;

/// Headers or footers of a section. `None`: nothing there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marginals {
    /// On odd pages, or on all when `even` is `None`.
    pub odd: Option<Vec<Block>>,
    /// On even pages.
    pub even: Option<Vec<Block>>,
    /// On the first page; outer `None`: like the others.
    pub first: Option<Option<Vec<Block>>>,
}

impl Marginals {
    /// Whether there is nothing on any page.
    pub fn is_empty(&self) -> bool {
        self.odd.is_none() && self.even.is_none() && !matches!(self.first, Some(Some(_)))
    }

    /// What stands on the pages of each kind that have something.
    pub fn all(&self) -> impl Iterator<Item = &[Block]> {
        let first = self.first.as_ref().and_then(Option::as_ref);
        [self.odd.as_ref(), self.even.as_ref(), first].into_iter().flatten().map(Vec::as_slice)
    }
}

/// Numbers beside the lines of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineNumbers {
    /// Whether they begin anew on each page.
    pub each_page: bool,
    /// How far from the text they stand; `None`: as the program likes.
    pub distance: Option<Twips>,
    /// Every how many lines one is shown.
    pub every: u64,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// What it starts on.
    pub start: SectionStart,
    /// Size and margins.
    pub page: PageSetup,
    /// Page numbers.
    pub numbers: PageNumbers,
    /// Numbers beside the lines.
    pub line_numbers: Option<LineNumbers>,
    /// Headers.
    pub headers: Marginals,
    /// Footers.
    pub footers: Marginals,
    /// The content.
    pub blocks: Vec<Block>,
}
