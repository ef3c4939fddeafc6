//! Which way text runs, and on which side its lines begin.

use typst_library::foundations::StyleChain;
use typst_library::layout::{AlignElem, Dir, FixedAlignment};
use typst_library::text::TextElem;

/// Whether text runs from right to left.
pub(crate) fn is_rtl(styles: StyleChain) -> bool {
    styles.resolve(TextElem::dir) == Dir::RTL
}

/// Whether text stands where its lines begin.
pub(crate) fn begins_lines(styles: StyleChain) -> bool {
    styles.resolve(AlignElem::alignment).x == if is_rtl(styles) { FixedAlignment::End } else { FixedAlignment::Start }
}
