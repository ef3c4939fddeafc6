//! Small capitals: Typst takes those the font has, Word makes them of smaller capitals, which are of another width.

use ttf_parser::GlyphId;
use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use typst_library::foundations::StyleChain;
use typst_library::layout::Abs;
use typst_library::text::{FontInstance, TextElem};

use crate::docx::walk::Walker;

/// How large Word and LibreOffice draw the capitals they make, of the text's size.
const SMALLER: f64 = 0.8;

impl Walker<'_, '_> {
    /// Whether Typst's font for Latin text has small capitals: in one that has none it shows the letters as they are.
    pub fn has_small_caps(&mut self, styles: StyleChain) -> bool {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let (index, _) = chain.glyph(world, 'a');
        let features = chain.font(index).and_then(|font| Some(font.ttf().tables().gsub?.features));
        features.is_some_and(|features| {
            features.into_iter().any(|feature| [b"smcp", b"c2sc"].contains(&&feature.tag.to_bytes()))
        })
    }

    /// By how much each character of a text in small capitals must stand nearer to the next so that the text is as wide as Typst sets it;
    /// and how much wider that is than the same text in small letters.
    pub fn narrowed(&mut self, styles: StyleChain, text: &str) -> (Abs, Abs) {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let (mut own, mut made, mut plain) = (0.0, 0.0, 0.0);
        for c in text.chars() {
            let (index, advance) = chain.glyph(world, c);
            plain += advance;
            let small = chain.font(index).and_then(|font| small_capital(font, c));
            own += small.unwrap_or(advance);
            made += if c.is_lowercase() {
                c.to_uppercase().map(|c| chain.glyph(world, c).1 * SMALLER).sum::<f64>()
            } else {
                advance
            };
        }
        let size = styles.resolve(TextElem::size);
        let count = text.chars().count().max(1) as f64;
        (size * ((made - own) / count), size * (own - plain))
    }
}

/// The advance of the small capital a font has for a letter, in ems.
fn small_capital(font: &FontInstance, c: char) -> Option<f64> {
    let glyph = font.ttf().glyph_index(c)?;
    let gsub = font.ttf().tables().gsub?;
    let features = gsub.features.into_iter().filter(|feature| feature.tag.to_bytes() == *b"smcp");
    let mut lookups = features.flat_map(|feature| feature.lookup_indices).filter_map(|index| gsub.lookups.get(index));
    lookups.find_map(|lookup| {
        lookup.subtables.into_iter::<SubstitutionSubtable>().find_map(|table| match table {
            SubstitutionSubtable::Single(single) => Some(font.x_advance(substitute(&single, glyph)?.0)?.get()),
            SubstitutionSubtable::Multiple(multiple) => {
                let glyphs = multiple.sequences.get(multiple.coverage.get(glyph)?)?.substitutes;
                glyphs.into_iter().map(|glyph| Some(font.x_advance(glyph.0)?.get())).sum()
            }
            _ => None,
        })
    })
}

fn substitute(table: &SingleSubstitution, glyph: GlyphId) -> Option<GlyphId> {
    let at = table.coverage().get(glyph)?;
    match table {
        SingleSubstitution::Format1 { delta, .. } => Some(GlyphId(glyph.0.wrapping_add_signed(*delta))),
        SingleSubstitution::Format2 { substitutes, .. } => substitutes.get(at),
    }
}
