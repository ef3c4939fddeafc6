//! The fonts of a list, and what they say of characters: how wide, how high, how near to each other.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use comemo::Tracked;
use rustc_hash::FxHashMap;
use rustybuzz::UnicodeBuffer;
use typst_library::World;
use typst_library::foundations::{Regex, StyleChain};
use typst_library::layout::Abs;
use typst_library::text::{
    BottomEdge, BottomEdgeMetric, FontInstance, FontVariant, FontVariations, TextEdgeBounds, TextElem, TopEdge,
    TopEdgeMetric, families, variant,
};

use super::metrics::{Extent, is_han, is_wide};

/// The fonts of a list that are there, and what they say of the characters asked for so far.
pub(crate) struct Chain {
    fonts: Arc<[Link]>,
    /// Where no font of the list has a character, Typst takes another one: those taken so far, counted on from the list's.
    others: Vec<FontInstance>,
    /// What another one is chosen for; `None` where the text wants none.
    wanted: Option<(FontVariant, Abs, FontVariations)>,
    /// For a character: the font that has it, and its advance in ems.
    glyphs: FxHashMap<char, (usize, f64)>,
    /// For two letters: how much nearer to each other their font sets them, in ems.
    pairs: FxHashMap<(char, char), f64>,
}

/// A font that is there, and the characters it may set.
struct Link {
    font: FontInstance,
    covers: Option<Regex>,
}

/// A font list by its key alone: hashing it, and copying the regular expressions in it, takes longer than all the rest.
struct List<'a> {
    key: u128,
    styles: StyleChain<'a>,
}

/// The fonts of a list that are there. Remembered from document to document, and shared: a copy of a regular expression would
/// build its automaton anew.
#[comemo::memoize]
fn available(
    world: Tracked<dyn World + '_>,
    list: List<'_>,
    variant: FontVariant,
    size: Abs,
    variations: FontVariations,
) -> Arc<[Link]> {
    let book = world.book();
    let found = families(list.styles).filter_map(|family| {
        let font = book.select(family.as_str(), variant).and_then(|index| world.font(index))?;
        Some(Link { font: font.instantiate(variant, size, &variations), covers: family.covers().cloned() })
    });
    found.collect()
}

/// So many font lists are remembered at a time.
pub(crate) const LISTS: usize = 16;

impl Hash for List<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl Chain {
    pub(crate) fn new(world: Tracked<dyn World + '_>, key: u128, styles: StyleChain) -> Self {
        let size = styles.resolve(TextElem::size);
        let variations = styles.get_cloned(TextElem::variations);
        // Whether Typst's own fonts follow the list's is a matter of the style too.
        let key = typst_utils::hash128(&(key, styles.get(TextElem::fallback)));
        let fonts = available(world, List { key, styles }, variant(styles), size, variations.clone());
        let wanted = styles.get(TextElem::fallback).then(|| (variant(styles), size, variations));
        Self { fonts, others: Vec::new(), wanted, glyphs: FxHashMap::default(), pairs: FxHashMap::default() }
    }

    /// The font that sets a character, and the advance it gives it.
    pub(crate) fn glyph(&mut self, world: Tracked<dyn World + '_>, c: char) -> (usize, f64) {
        if let Some(known) = self.glyphs.get(&c) {
            return *known;
        }
        let mut text = [0; 4];
        let text = c.encode_utf8(&mut text);
        let listed = self.fonts.iter().enumerate().find_map(|(index, link)| {
            if link.covers.as_ref().is_some_and(|covers| !covers.is_match(text)) {
                return None;
            }
            Some((index, advance(&link.font, c)?))
        });
        let glyph = listed.or_else(|| self.other(world, c, text)).unwrap_or((0, if is_wide(c) { 1.0 } else { 0.5 }));
        self.glyphs.insert(c, glyph);
        glyph
    }

    /// How much wider than their advances two letters beside each other are, in ems: kerning and ligatures make it less than nothing.
    fn kerning(&mut self, world: Tracked<dyn World + '_>, left: char, right: char) -> f64 {
        if let Some(known) = self.pairs.get(&(left, right)) {
            return *known;
        }
        let ((index, first), (other, second)) = (self.glyph(world, left), self.glyph(world, right));
        let font = self.font(index).filter(|_| index == other);
        let own = font.map_or(0.0, |font| {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(&String::from_iter([left, right]));
            let glyphs = rustybuzz::shape(font.rusty(), &[], buffer);
            let advance: i32 = glyphs.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
            f64::from(advance) / font.metrics().units_per_em - first - second
        });
        self.pairs.insert((left, right), own);
        own
    }

    /// The font Typst takes for a character that none of the list has.
    fn other(&mut self, world: Tracked<dyn World + '_>, c: char, text: &str) -> Option<(usize, f64)> {
        let (variant, size, variations) = self.wanted.as_ref()?;
        let like = self.fonts.first().map(|link| link.font.info());
        let font = world.book().select_fallback(like, *variant, text).and_then(|index| world.font(index))?;
        let font = font.instantiate(*variant, *size, variations);
        let advance = advance(&font, c)?;
        let index = self.others.iter().position(|other| *other == font).unwrap_or_else(|| {
            self.others.push(font);
            self.others.len() - 1
        });
        Some((self.fonts.len() + index, advance))
    }

    /// The extent of text whose edges are those of its glyphs, as far as they are drawn. Without any text, that of a capital: no line
    /// is without height in Word.
    fn drawn_extent(
        &mut self,
        world: Tracked<dyn World + '_>,
        (top, bottom): (TopEdge, BottomEdge),
        size: Abs,
        text: &str,
    ) -> Extent {
        let mut extent = Extent::ZERO;
        for c in text.chars().filter(|c| !c.is_whitespace()).chain(text.trim().is_empty().then_some('H')) {
            let (index, _) = self.glyph(world, c);
            let Some(font) = self.font(index) else { continue };
            let Some(glyph) = font.ttf().glyph_index(c) else { continue };
            let (ascent, descent) = font.edges(top, bottom, size, TextEdgeBounds::Glyph(glyph.0));
            extent = extent.max(Extent { ascent, descent });
        }
        extent
    }

    /// The font of an index.
    pub(crate) fn font(&self, index: usize) -> Option<&FontInstance> {
        match self.fonts.get(index) {
            Some(link) => Some(&link.font),
            None => self.others.get(index.checked_sub(self.fonts.len())?),
        }
    }
}

/// The advance a font gives a character in ems, if it has it.
pub(crate) fn advance(font: &FontInstance, c: char) -> Option<f64> {
    let glyph = font.ttf().glyph_index(c)?;
    Some(font.x_advance(glyph.0)?.get())
}

/// What the measures of text depend on besides its fonts.
#[derive(Clone, Copy)]
pub(crate) struct Ask {
    size: Abs,
    edges: (TopEdge, BottomEdge),
    tracking: Abs,
    /// Whether there is a gap between Han and Latin.
    gap: bool,
    /// Whether letters are set nearer to each other where their shapes ask for it.
    kerned: bool,
}

impl Ask {
    pub(crate) fn of(styles: StyleChain) -> Self {
        Self {
            size: styles.resolve(TextElem::size),
            edges: (styles.get(TextElem::top_edge), styles.get(TextElem::bottom_edge)),
            tracking: styles.resolve(TextElem::tracking),
            gap: styles.get(TextElem::cjk_latin_spacing).is_auto(),
            kerned: styles.get(TextElem::kerning),
        }
    }

    /// The extent that the style says whatever the font.
    pub(crate) fn fixed(self) -> Option<Extent> {
        match self.edges {
            (TopEdge::Length(top), BottomEdge::Length(bottom)) => {
                Some(Extent { ascent: top.at(self.size), descent: -bottom.at(self.size) })
            }
            _ => None,
        }
    }
}

impl Chain {
    /// The extent of a line of some text in these fonts.
    pub(crate) fn extent(&mut self, world: Tracked<dyn World + '_>, ask: Ask, text: &str) -> Extent {
        let (top, bottom) = ask.edges;
        if top == TopEdge::Metric(TopEdgeMetric::Bounds) || bottom == BottomEdge::Metric(BottomEdgeMetric::Bounds) {
            return self.drawn_extent(world, ask.edges, ask.size, text);
        }
        let mut extent: Option<Extent> = None;
        let mut seen: u64 = 0;
        let signs = text.chars().filter(|c| !c.is_whitespace()).map(Some);
        for sign in signs.chain([None]) {
            let (index, _) = match sign {
                Some(c) => self.glyph(world, c),
                None if extent.is_some() => break,
                None => self.glyph(world, 'x'),
            };
            let bit = 1_u64.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)).unwrap_or(0);
            if seen & bit != 0 {
                continue;
            }
            seen |= bit;
            let own = self.font(index).map_or(Extent { ascent: ask.size * 0.7, descent: Abs::zero() }, |font| {
                let (ascent, descent) = font.edges(top, bottom, ask.size, TextEdgeBounds::Zero);
                Extent { ascent, descent }
            });
            extent = Some(extent.map_or(own, |extent| extent.max(own)));
        }
        extent.unwrap_or(Extent::ZERO)
    }

    /// The width of text on one line in these fonts.
    pub(crate) fn width(&mut self, world: Tracked<dyn World + '_>, ask: Ask, text: &str) -> Abs {
        let mut ems = 0.0;
        let mut count = 0;
        let mut last = None;
        for c in text.chars() {
            ems += self.glyph(world, c).1;
            count += 1;
            // A quarter of an em between Han and Latin.
            let parts = |a: char| is_han(a) && c.is_ascii_alphanumeric() || a.is_ascii_alphanumeric() && is_han(c);
            if ask.gap && last.is_some_and(parts) {
                ems += 0.25;
            }
            if let Some(before) = last.filter(|before| ask.kerned && are_kerned(*before, c)) {
                ems += self.kerning(world, before, c);
            }
            last = Some(c);
        }
        ask.size * ems + ask.tracking * f64::from(count)
    }
}

/// Whether fonts have a distance of their own for two characters: letters, and what stands beside letters.
fn are_kerned(left: char, right: char) -> bool {
    left.is_ascii_graphic() && right.is_ascii_graphic() && (left.is_ascii_alphabetic() || right.is_ascii_alphabetic())
}
