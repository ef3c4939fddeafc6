//! How high lines are, and where their baselines stand.
//!
//! Typst sets a line from its top edge to its bottom edge and adds the leading between lines. Word's exact line spacing is a
//! box per line with the baseline at a fixed part of it. The two agree line by line when the box's height is the distance
//! between Typst's baselines; the space above a paragraph then has to give the rest.

use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, Frame, FrameItem};
use typst_library::routines::Pair;
use typst_library::text::{TextElem, TextItem, variant};

use super::chain::{Ask, Chain, LISTS, advance};
use crate::docx::model::Inline;
use crate::docx::walk::Walker;

/// The part of an exact line's height that lies above its baseline (Word and LibreOffice alike).
pub(crate) const BASELINE: f64 = 0.8;

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
    /// What stands for a font list: there are few, and long ones, so each is hashed once.
    pub fn list_key(&mut self, styles: StyleChain) -> u128 {
        let list = styles.get_ref(TextElem::font);
        if let Some((_, key)) = self.lists.iter().find(|(known, _)| known == list) {
            return *key;
        }
        if self.lists.len() >= LISTS {
            self.lists.clear();
        }
        let key = typst_utils::hash128(list);
        self.lists.push((list.clone(), key));
        key
    }

    pub(crate) fn chain(&mut self, styles: StyleChain) -> &mut Chain {
        let list = self.list_key(styles);
        let key = typst_utils::hash128(&(
            list,
            variant(styles),
            styles.get(TextElem::fallback),
            styles.resolve(TextElem::size),
            styles.get_cloned(TextElem::variations),
        ));
        let world = self.engine.world;
        self.chains.entry(key).or_insert_with(|| Chain::new(world, list, styles))
    }

    /// The extent of a line of this text: that of the highest of its fonts. Without any text, of the first font.
    pub fn extent(&mut self, styles: StyleChain, text: &str) -> Extent {
        let ask = Ask::of(styles);
        if let Some(fixed) = ask.fixed() {
            return fixed;
        }
        let world = self.engine.world;
        self.chain(styles).extent(world, ask, text)
    }

    /// The width of text on one line.
    pub fn text_width(&mut self, styles: StyleChain, text: &str) -> Abs {
        let ask = Ask::of(styles);
        let world = self.engine.world;
        self.chain(styles).width(world, ask, text)
    }

    /// Both.
    pub fn measured(&mut self, styles: StyleChain, text: &str) -> (Extent, Abs) {
        let ask = Ask::of(styles);
        let world = self.engine.world;
        let chain = self.chain(styles);
        let extent = ask.fixed().unwrap_or_else(|| chain.extent(world, ask, text));
        (extent, chain.width(world, ask, text))
    }

    /// How much wider a space of the font of Han characters is than one of the text's, in ems; nothing if it is narrower.
    pub fn han_space(&mut self, styles: StyleChain) -> f64 {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let (_, own) = chain.glyph(world, ' ');
        let (han, _) = chain.glyph(world, '中');
        let other = chain.font(han).and_then(|font| advance(font, ' ')).unwrap_or(own);
        (other - own).max(0.0)
    }

    /// Whether some of the text among these has lines of another height than the rest.
    pub fn mixed(&mut self, pairs: &[Pair]) -> bool {
        let mut seen: Option<Extent> = None;
        pairs.iter().any(|&(child, styles)| {
            let Some(elem) = child.to_packed::<TextElem>() else { return false };
            let ask = Ask::of(styles);
            let world = self.engine.world;
            let chain = self.chain(styles);
            let mut buffer = [0; 4];
            let mut differs = |own: Extent| {
                let first = *seen.get_or_insert(own);
                (first.ascent - own.ascent).abs() > Abs::pt(0.1) || (first.descent - own.descent).abs() > Abs::pt(0.1)
            };
            if let Some(fixed) = ask.fixed() {
                return differs(fixed);
            }
            let mut fonts: u64 = 0;
            elem.text.chars().filter(|c| !c.is_whitespace()).any(|c| {
                let (index, _) = chain.glyph(world, c);
                let bit = 1_u64.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)).unwrap_or(0);
                let new = fonts & bit == 0;
                fonts |= bit;
                new && differs(chain.extent(world, ask, c.encode_utf8(&mut buffer)))
            })
        })
    }

    /// Whether quotes and dashes, which both kinds of font have, come from another font than Latin letters do.
    pub fn quotes_are_east_asian(&mut self, styles: StyleChain) -> bool {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let [latin, quote, han] = ['A', '“', '中'].map(|c| chain.glyph(world, c).0);
        quote != latin || latin == han
    }

    /// Whether a sign is set in the font of Latin letters, not in that of Han characters.
    pub fn is_latin(&mut self, styles: StyleChain, sign: char) -> bool {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let [latin, sign, han] = ['A', sign, '中'].map(|c| chain.glyph(world, c).0);
        sign == latin && latin != han
    }

    /// Whether a sign is set in the font of Han characters, not in that of Latin letters.
    pub fn is_east_asian(&mut self, styles: StyleChain, sign: char) -> bool {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let [latin, sign, han] = ['A', sign, '中'].map(|c| chain.glyph(world, c).0);
        sign == han && latin != han
    }
}

/// Each piece of text in a frame, with its baseline. `at`: where the frame stands.
pub(crate) fn each_text(frame: &Frame, at: Abs, seen: &mut impl FnMut(Abs, &TextItem)) {
    for (point, item) in frame.items() {
        match item {
            FrameItem::Group(group) => each_text(&group.frame, at + point.y, seen),
            FrameItem::Text(text) => seen(at + point.y, text),
            _ => {}
        }
    }
}

/// The baselines of the text in a frame.
pub(crate) fn baselines(frame: &Frame) -> Vec<Abs> {
    let mut found = Vec::new();
    each_text(frame, Abs::zero(), &mut |baseline, _| found.push(baseline));
    found
}

/// The baselines of the lines of a frame: what stands nearer to each other than `apart` is one line, whose baseline is that of its widest
/// piece of text.
pub(crate) fn line_baselines(frame: &Frame, apart: Abs) -> Vec<Abs> {
    let mut found = Vec::new();
    each_text(frame, Abs::zero(), &mut |baseline, text| found.push((baseline, text.width())));
    found.sort_by_key(|(baseline, _)| *baseline);
    // Each line's highest baseline, and the baseline and width of its widest piece.
    let mut lines: Vec<(Abs, Abs, Abs)> = Vec::new();
    for (baseline, width) in found {
        match lines.last_mut() {
            Some((start, own, widest)) if baseline - *start < apart => {
                if width > *widest {
                    (*own, *widest) = (baseline, width);
                }
            }
            _ => lines.push((baseline, baseline, width)),
        }
    }
    lines.into_iter().map(|(_, own, _)| own).collect()
}

/// The part of the size that ink reaches above the baseline: that of Han characters, of capitals with accents, of other letters and of
/// formulas, for which Word asks for a line as high as the font's.
const INK: [f64; 4] = [0.82, 0.9, 0.7, 0.96];

/// How much more of it Han characters of the fonts in use have (宋体 and those like it reach up to 0.86 of their size): where there is
/// room for it.
pub(crate) const HIGH_INK: f64 = 1.055;

/// How high above the baseline there is ink in a line of text.
pub(crate) fn ink(inlines: &[Inline]) -> Abs {
    let [han, accented, letter, formula] = INK;
    let mut most = Abs::zero();
    let mut size = Abs::zero();
    for inline in inlines {
        let (text, own) = match inline {
            Inline::Text(text, format) => (text.as_str(), Abs::pt(f64::from(format.size) / 2.0)),
            Inline::Link { inlines, .. } => {
                most.set_max(ink(inlines));
                continue;
            }
            Inline::Math(_) => {
                most.set_max(size * formula);
                continue;
            }
            _ => continue,
        };
        size.set_max(own);
        for c in text.chars() {
            let part = match c {
                c if is_wide(c) => han,
                '\u{C0}'..='\u{DE}' => accented,
                c if c.is_whitespace() => continue,
                _ => letter,
            };
            most.set_max(own * part);
        }
    }
    most
}

/// The part of the size that letters reach below the baseline.
const TAIL: f64 = 0.15;

/// How far raised text reaches above the baseline and lowered text below it.
pub(crate) fn shifted(inlines: &[Inline]) -> Extent {
    let [han, ..] = INK;
    let mut most = Extent::ZERO;
    for inline in inlines {
        match inline {
            Inline::Text(text, format) if format.position != 0 && !text.trim().is_empty() => {
                let (size, by) = (f64::from(format.size), f64::from(format.position));
                let ascent = if by > 0.0 { Abs::pt((size * han + by) / 2.0) } else { Abs::zero() };
                let descent = if by < 0.0 { Abs::pt((size * TAIL - by) / 2.0) } else { Abs::zero() };
                most = most.max(Extent { ascent, descent });
            }
            Inline::Link { inlines, .. } => most = most.max(shifted(inlines)),
            _ => {}
        }
    }
    most
}

/// Whether a character is as wide as it is high.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD)
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '□' | '√' | '×' | '○' | '●' | '★' | '①'..='⑳')
}

/// Whether a character is a Han character proper.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFD)
}
