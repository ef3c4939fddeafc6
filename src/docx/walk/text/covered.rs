//! Fonts that a list names for some characters only (`covers`), figures or a few signs: Word has one font a script, so these are runs of
//! their own.

use std::rc::Rc;

use ecow::EcoString;
use typst_library::World;
use typst_library::foundations::StyleChain;
use typst_library::text::{FontFamily, TextElem};

use super::by_script::is_sign;
use super::character::covers;
use super::typefaces::goes_along;
use crate::docx::walk::Walker;

impl Walker<'_, '_> {
    /// The families that set some characters, but neither letters nor Han characters. Hardly any list has one.
    pub(crate) fn special_fonts(&mut self, styles: StyleChain) -> Rc<[FontFamily]> {
        let key = self.list_key(styles);
        if let Some(known) = self.special.get(&key) {
            return known.clone();
        }
        let list = styles.get_ref(TextElem::font);
        // One with letters or Han characters stands in for a font that is not here.
        let has = |family: &FontFamily, c: char| {
            covers(family, c.encode_utf8(&mut [0; 4])) && self.may_have(family.as_str(), c)
        };
        let usual: Vec<&FontFamily> = list.into_iter().filter(|family| has(family, 'A') || has(family, '中')).collect();
        let is_usual = |family: &FontFamily| usual.iter().any(|usual| usual.as_str() == family.as_str());
        let book = self.engine.world.book();
        let special = |family: &&FontFamily| {
            family.covers().is_some() && !is_usual(family) && book.select_family(family.as_str()).next().is_some()
        };
        let found: Rc<[FontFamily]> = list.into_iter().filter(special).cloned().collect();
        self.special.insert(key, found.clone());
        found
    }

    /// A text in pieces of one font: the name of it, or none for what is as usual.
    pub(crate) fn by_font<'a>(
        &self,
        text: &'a str,
        special: &[FontFamily],
        styles: StyleChain,
    ) -> Vec<(&'a str, Option<EcoString>)> {
        let mut pieces: Vec<(&str, Option<EcoString>)> = Vec::new();
        let mut from = 0;
        let mut current = None;
        let list = styles.get_ref(TextElem::font);
        for (at, c) in text.char_indices() {
            let mut buffer = [0; 4];
            let sign = &*c.encode_utf8(&mut buffer);
            let taken = list.into_iter().find(|family| covers(family, sign) && self.may_have(family.as_str(), c));
            let own = taken.filter(|family| special.contains(family));
            if at == 0 {
                current = own;
            } else if own != current {
                pieces.extend(text.get(from..at).map(|piece| (piece, self.name_of(current))));
                (from, current) = (at, own);
            }
        }
        pieces.extend(text.get(from..).map(|piece| (piece, self.name_of(current))));
        pieces
    }

    /// The font of a sign that no font of the list has, if it goes along with the file: other programs may find none that has it.
    pub(crate) fn font_beyond(&mut self, sign: char, styles: StyleChain) -> Option<EcoString> {
        if !is_sign(sign) {
            return None;
        }
        let world = self.engine.world;
        let chain = self.chain(styles);
        let (index, _) = chain.glyph(world, sign);
        let family = chain.font(index)?.info().family.clone();
        let listed = styles.get_ref(TextElem::font).into_iter().any(|own| own.as_str().eq_ignore_ascii_case(&family));
        (!listed && goes_along(self.engine, &family)).then(|| family.into())
    }

    fn name_of(&self, family: Option<&FontFamily>) -> Option<EcoString> {
        family.map(|family| self.proper_name(family.as_str()).into())
    }
}
