//! How high lines are, and where their baselines stand.
//!
//! Typst sets a line from its top edge to its bottom edge and adds the leading between lines. Word's exact line spacing is a
//! box per line with the baseline at a fixed part of it. The two agree line by line when the box's height is the distance
//! between Typst's baselines; the space above a paragraph then has to give the rest.

use typst_library::World;
use typst_library::foundations::StyleChain;
use typst_library::layout::Abs;
use typst_library::text::{TextEdgeBounds, TextElem, families, variant};

use super::Walker;
use super::character::covers;

/// The part of an exact line's height that lies above its baseline (Word and LibreOffice alike).
pub(super) const BASELINE: f64 = 0.8;

/// A line's extent above and below its baseline, as Typst sets it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    pub ascent: Abs,
    pub descent: Abs,
}

impl Extent {
    /// Nothing.
    pub const ZERO: Self = Self { ascent: Abs::zero(), descent: Abs::zero() };

    /// The larger of two on both sides.
    pub fn max(self, other: Self) -> Self {
        Self { ascent: self.ascent.max(other.ascent), descent: self.descent.max(other.descent) }
    }

    /// The whole height.
    pub fn height(self) -> Abs {
        self.ascent + self.descent
    }
}

impl Walker<'_, '_> {
    /// The extent of a line of this text.
    pub fn extent(&self, styles: StyleChain, sample: Option<char>) -> Extent {
        let size = styles.resolve(TextElem::size);
        let (top, bottom) = (styles.get(TextElem::top_edge), styles.get(TextElem::bottom_edge));
        let book = self.engine.world.book();
        let variant = variant(styles);
        let sample = sample.unwrap_or('x');
        let text = sample.to_string();
        let font = families(styles)
            .filter(|family| covers(family, &text))
            .filter_map(|family| book.select(family.as_str(), variant))
            .find(|&index| book.info(index).is_some_and(|info| info.coverage.contains(sample.into())))
            .or_else(|| families(styles).find_map(|family| book.select(family.as_str(), variant)))
            .and_then(|index| self.engine.world.font(index));
        let Some(font) = font else {
            return Extent { ascent: size * 0.7, descent: Abs::zero() };
        };
        let font = font.instantiate(variant, size, &styles.get_cloned(TextElem::variations));
        let (ascent, descent) = font.edges(top, bottom, size, TextEdgeBounds::Zero);
        Extent { ascent, descent }
    }
}

/// A rough width of text: Han characters and full-width signs are as wide as they are high, others half.
pub(super) fn rough_width(text: &str, size: Abs) -> Abs {
    size * text.chars().map(|c| if is_wide(c) { 1.0 } else { 0.52 }).sum::<f64>()
}

/// Whether a character is as wide as it is high.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD)
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '□' | '√' | '×' | '○' | '●' | '★' | '①'..='⑳')
}
