//! Copies of a ballot in one file for Word: every one of them must read as every other, or the votes would not be secret.
//!
//! In the PDF all are the same pages. In Word they are one document, in which numbers of pages, headings, notes and figures would count on
//! from one to the next.

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// Sets back what counts, before each copy: pages, headings, notes, equations and figures.
pub(super) const ANEW: &str = "  counter(page).update(1)
  counter(heading).update(0)
  counter(footnote).update(0)
  counter(math.equation).update(0)
  for 类 in (image, table, raw) { counter(figure.where(kind: 类)).update(0) }
";

/// Whether the first and the last of several copies read as the one that was laid out alone.
pub(super) fn alike(one: &PagedDocument, several: &PagedDocument) -> bool {
    let words = |document: &PagedDocument| {
        let page = |frame: &Frame| {
            let mut words = String::new();
            read(frame, &mut words);
            words
        };
        document.pages().iter().map(|page_of| page(&page_of.frame)).collect::<Vec<_>>()
    };
    let (one, several) = (words(one), words(several));
    let last = several.len().saturating_sub(one.len());
    several.starts_with(&one) && several.get(last..).is_some_and(|last| last == one)
}

fn read(frame: &Frame, words: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => read(&group.frame, words),
            FrameItem::Text(text) => words.push_str(&text.text),
            _ => {}
        }
    }
}
