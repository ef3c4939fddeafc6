//! Raised and lowered text of a size and a height of its own.

use ttf_parser::gsub::SubstitutionSubtable;
use typst_library::foundations::StyleChain;
use typst_library::text::{ScriptKind, ShiftSettings, TextElem};

use super::character::half_points;
use crate::docx::model::{RunFormat, Script};
use crate::docx::walk::Walker;

/// How large Word and LibreOffice set scripts, of the text's size, and how far from the baseline above and below.
const USUAL: (f64, f64, f64) = (0.62, 0.36, -0.15);

/// What is no more than this from it is an ordinary script.
const NEAR: (f64, f64) = (0.08, 0.14);

impl Walker<'_, '_> {
    /// Text that is raised or lowered otherwise than Word does of itself: smaller text at another height. How large it is of the text's
    /// size.
    pub(crate) fn scripted(&mut self, format: &mut RunFormat, text: &str, styles: StyleChain) -> f64 {
        let Some(settings) = styles.get(TextElem::shift_settings) else { return 1.0 };
        if self.has_scripts(settings, text, styles) {
            return USUAL.0;
        }
        let world = self.engine.world;
        let chain = self.chain(styles);
        let (index, _) = chain.glyph(world, text.chars().find(|c| !c.is_whitespace()).unwrap_or('x'));
        let metrics = match chain.font(index) {
            Some(font) => *settings.kind.read_metrics(font.metrics()),
            None => *settings.kind.default_metrics(),
        };
        let scale = settings.size.unwrap_or(metrics.height).get();
        let shift = settings.shift.unwrap_or(metrics.vertical_offset).get();
        let own = settings.shift.is_custom() || settings.size.is_custom();
        let (usual, above, below) = USUAL;
        let usual_shift = if matches!(settings.kind, ScriptKind::Super) { above } else { below };
        if !own || (scale - usual).abs() <= NEAR.0 && (shift - usual_shift).abs() <= NEAR.1 {
            return scale;
        }
        let size = styles.resolve(TextElem::size);
        format.script = Script::Normal;
        format.size = half_points(size * scale);
        format.position += (size.to_pt() * shift * 2.0).round() as i32;
        scale
    }

    /// Whether Typst takes a font's own scripts for all of a text, whatever size and height are set.
    fn has_scripts(&mut self, settings: ShiftSettings, text: &str, styles: StyleChain) -> bool {
        if !settings.typographic {
            return false;
        }
        let world = self.engine.world;
        let chain = self.chain(styles);
        text.chars().all(|c| {
            let (index, _) = chain.glyph(world, c);
            let Some(font) = chain.font(index) else { return false };
            let (Some(gsub), Some(glyph)) = (font.ttf().tables().gsub, font.ttf().glyph_index(c)) else { return false };
            let features = gsub.features.into_iter().filter(|feature| feature.tag == settings.kind.feature());
            let mut lookups =
                features.flat_map(|feature| feature.lookup_indices).filter_map(|index| gsub.lookups.get(index));
            lookups.any(|lookup| {
                let mut tables = lookup.subtables.into_iter::<SubstitutionSubtable>();
                tables.any(|table| table.coverage().contains(glyph))
            })
        })
    }
}
