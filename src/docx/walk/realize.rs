//! Typst's realization of what is walked: show rules applied, paragraphs gathered.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::SplitLocator;
use typst_library::routines::{Arenas, FragmentKind, Pair, RealizationKind};

use super::Walker;

impl Walker<'_, '_> {
    /// Realizes a body. Tells whether it was nothing but inline content.
    pub fn realize<'a>(
        &mut self,
        arenas: &'a Arenas,
        locator: &mut SplitLocator,
        content: &'a Content,
        styles: StyleChain<'a>,
    ) -> SourceResult<(Vec<Pair<'a>>, FragmentKind)> {
        let mut kind = FragmentKind::Block;
        let realize = self.engine.library.routines.realize;
        let pairs =
            realize(RealizationKind::Fragment { kind: &mut kind }, self.engine, locator, arenas, content, styles)?;
        Ok((pairs, kind))
    }

    /// Realizes the inside of a paragraph.
    pub fn realize_par<'a>(
        &mut self,
        arenas: &'a Arenas,
        locator: &mut SplitLocator,
        content: &'a Content,
        styles: StyleChain<'a>,
    ) -> SourceResult<Vec<Pair<'a>>> {
        let realize = self.engine.library.routines.realize;
        realize(RealizationKind::Par, self.engine, locator, arenas, content, styles)
    }
}
