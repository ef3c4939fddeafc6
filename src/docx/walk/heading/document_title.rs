//! The document's title (Typst's `title()`): a paragraph in Word's style 标题 (Title), as headings have theirs.

use typst_library::foundations::{Smart, StyleChain};
use typst_library::introspection::{Location, Tag};
use typst_library::model::{DocumentElem, TitleElem};

use crate::docx::introspector::Place;
use crate::docx::model::ParagraphFormat;
use crate::docx::walk::Walker;
use crate::docx::walk::line::Line;
use crate::docx::walk::line::parts::same_words;
use crate::docx::walk::reference::shown::push_words;

/// The title that is being walked.
#[derive(Debug)]
pub(crate) struct Walked {
    location: Location,
    /// Its words; `None` where they are those the document's properties have.
    words: Option<String>,
}

impl Walker<'_, '_> {
    /// Takes note of where the title begins and ends. One in a header is a header's text.
    pub(crate) fn tag_title(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(elem, _) => {
                if let (Some(title), Some(location)) = (elem.to_packed::<TitleElem>(), elem.location())
                    && self.place == Place::default()
                {
                    let words = match title.body.get_ref(StyleChain::default()) {
                        Smart::Custom(body) => Some(body.plain_text().to_string()),
                        Smart::Auto => None,
                    };
                    self.title = Some(Walked { location, words });
                }
            }
            Tag::End(location, ..) => {
                if self.title.as_ref().is_some_and(|title| title.location == *location) {
                    self.title = None;
                }
            }
        }
    }

    /// Has the paragraph with the title's words be the title to Word; what a rule puts around them is none.
    pub(crate) fn set_title(&self, line: &Line, styles: StyleChain, format: &mut ParagraphFormat) {
        let Some(title) = &self.title else { return };
        let mut words = String::new();
        push_words(&line.inlines, &mut words);
        let of_document = || styles.get_ref(DocumentElem::title).as_ref().map(|title| title.plain_text().to_string());
        format.title = match title.words.clone().or_else(of_document) {
            Some(own) => same_words(&words, &own),
            None => words.chars().any(char::is_alphanumeric),
        };
    }
}
