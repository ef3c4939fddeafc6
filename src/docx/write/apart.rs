//! The room between the paragraphs of the text, which 正文 has, so that a paragraph added in Word stands as far from the others as they do.
//!
//! What comes first below a heading or a table has another, or none; so only the room between two paragraphs of text counts.

use rustc_hash::FxHashMap;

use super::count::Count;
use super::style::typical;
use crate::docx::model::{Inline, ParagraphFormat, Twips};

/// More is room that the document makes at one place.
const MOST: Twips = Twips(720);

/// The room above paragraphs that come after one of the same setting, by that setting.
#[derive(Default)]
pub(super) struct Apart {
    spaces: FxHashMap<ParagraphFormat, Count<Twips>>,
    last: Option<ParagraphFormat>,
}

impl Apart {
    /// A paragraph of the text, and whether it begins a page.
    pub fn paragraph(&mut self, format: &ParagraphFormat, inlines: &[Inline], begins_page: bool) {
        let is_text = inlines.iter().any(|inline| matches!(inline, Inline::Text(..)));
        if !is_text || format.numbering.is_some() || format.frame.is_some() {
            self.last = None;
            return;
        }
        let own = typical(format);
        if !begins_page && self.last.as_ref() == Some(&own) {
            self.spaces.entry(own.clone()).or_default().add(format.before);
        }
        self.last = Some(own);
    }

    /// What comes now is below something else.
    pub fn ends(&mut self) {
        self.last = None;
    }

    /// The room most paragraphs of a setting have between them.
    pub fn between(mut self, setting: &ParagraphFormat) -> Twips {
        let most = self.spaces.remove(setting).and_then(Count::most);
        most.filter(|space| (Twips::ZERO..=MOST).contains(space)).unwrap_or_default()
    }
}
