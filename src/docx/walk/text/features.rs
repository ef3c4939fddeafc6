//! OpenType features of text: those Word has words for, and what it has none for.

use rustybuzz::ttf_parser::Tag;
use typst_library::foundations::StyleChain;
use typst_library::text::features;

use crate::docx::model::{Features, Figures, Spaced};
use crate::docx::walk::Walker;

impl Walker<'_, '_> {
    /// The features text with these styles asks for, whether small capitals are among them, and whether its fonts have some that Word
    /// cannot be told.
    pub(crate) fn features(&mut self, styles: StyleChain) -> (Features, bool, bool) {
        let mut said = Features::default();
        let (mut small, mut capitals, mut lost) = (false, false, false);
        for feature in features(styles) {
            let on = feature.value > 0;
            match &feature.tag.to_bytes() {
                b"liga" => said.standard = on,
                b"dlig" => said.discretionary = on,
                b"hlig" => said.historical = on,
                b"calt" => said.contextual = on,
                b"onum" if on => said.figures = Figures::OldStyle,
                b"lnum" if on => said.figures = Figures::Lining,
                b"tnum" if on => said.spaced = Spaced::Tabular,
                b"pnum" if on => said.spaced = Spaced::Proportional,
                [b's', b's', tens @ b'0'..=b'2', ones @ b'0'..=b'9'] if on => {
                    said.sets |= 1_u32.wrapping_shl(u32::from((tens - b'0') * 10 + ones - b'0'));
                }
                b"kern" => said.kerning = on,
                b"smcp" => small = on,
                b"c2sc" => capitals = on,
                // Contextual ligatures go with the standard ones; small sizes of formulas.
                b"clig" | b"ssty" => {}
                _ => lost |= on && self.has_feature(styles, feature.tag),
            }
        }
        // Word has no small capitals of capitals alone.
        lost |= capitals && !small && self.has_feature(styles, Tag::from_bytes(b"c2sc"));
        (said, small, lost)
    }

    /// Whether Typst's fonts for letters or for Han characters have a feature: in one that has none it changes nothing.
    pub(crate) fn has_feature(&mut self, styles: StyleChain, tag: Tag) -> bool {
        let world = self.engine.world;
        let chain = self.chain(styles);
        ['a', '中'].into_iter().any(|sample| {
            let (index, _) = chain.glyph(world, sample);
            chain.font(index).is_some_and(|font| {
                let tables = font.ttf().tables();
                let all = [tables.gsub, tables.gpos].into_iter().flatten();
                all.flat_map(|table| table.features).any(|feature| feature.tag == tag)
            })
        })
    }

    /// Text in small capitals as it is written for Word: it makes them of small letters only.
    pub(crate) fn lowered(&mut self, text: &str, styles: StyleChain) -> Option<String> {
        if !text.contains(char::is_uppercase) {
            return None;
        }
        let asks = |name: &[u8; 4]| {
            features(styles).iter().rfind(|feature| feature.tag == Tag::from_bytes(name)).is_some_and(|it| it.value > 0)
        };
        (asks(b"smcp") && asks(b"c2sc") && self.has_feature(styles, Tag::from_bytes(b"c2sc")))
            .then(|| text.to_lowercase())
    }
}
