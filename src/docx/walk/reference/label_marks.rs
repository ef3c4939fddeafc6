//! The bookmarks around a label and its number in a line of text.

use std::ops::Range;

use typst_library::introspection::Location;

use super::{label_name, number_name};
use crate::docx::model::Inline;
use crate::docx::walk::text::cut::cut;

/// How the two are told apart in their line, until the finished document numbers its bookmarks.
const LABEL: usize = usize::MAX;
const NUMBER: usize = usize::MAX - 1;

/// Puts bookmarks around the label of something and the number in it, which stand at these bytes of a line's text. Each begins and
/// ends a text of its own; `None`: the line cannot be cut there.
pub(crate) fn mark_label(
    inlines: &mut Vec<Inline>,
    of: Location,
    label: Range<usize>,
    number: Range<usize>,
) -> Option<()> {
    let ends = [(label.end, LABEL), (number.end, NUMBER)];
    for (bytes, id) in ends {
        let text = cut(inlines, bytes, |start, end| start < bytes && bytes <= end)?;
        inlines.insert(text, Inline::BookmarkEnd(id));
    }
    let starts = [(number.start, NUMBER, number_name(of)), (label.start, LABEL, label_name(of))];
    for (bytes, id, name) in starts {
        let text = cut(inlines, bytes, |start, end| start <= bytes && bytes < end)?;
        inlines.insert(text, Inline::BookmarkStart(id, name));
    }
    Some(())
}
