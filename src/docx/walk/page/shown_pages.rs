//! Page settings that show rules make, as `page(fill: ..)[..]` for what a heading is shown as.
//!
//! Typst takes such settings as made for the page, outside of the show rule, when it realizes a document of pages; in this target it
//! leaves them where they are, and they would say nothing of the page.

use typst_library::foundations::{NativeElement, Style, StyleChain, Styles};
use typst_library::layout::PageElem;
use typst_library::routines::{Arenas, Pair};
use typst_utils::LazyHash;

/// The realized children, with the page settings of show rules as made outside of them.
pub(crate) fn freed<'a>(children: Vec<Pair<'a>>, arenas: &'a Arenas) -> Vec<Pair<'a>> {
    let mut cage = Cage { arenas, known: Vec::new() };
    let free = |(child, styles): Pair<'a>| match styles.links().any(sets_pages) {
        true => (child, *cage.free(styles)),
        false => (child, styles),
    };
    children.into_iter().map(free).collect()
}

/// Style chains out of their show rules. What two of them share they share as before, as Typst tells by where they lie.
struct Cage<'a> {
    arenas: &'a Arenas,
    /// What became of which.
    known: Vec<(StyleChain<'a>, &'a StyleChain<'a>)>,
}

impl<'a> Cage<'a> {
    /// What becomes of a chain, once for all that are alike.
    fn free(&mut self, chain: StyleChain<'a>) -> &'a StyleChain<'a> {
        if let Some((_, freed)) = self.known.iter().rev().find(|(like, _)| *like == chain) {
            return freed;
        }
        let freed = self.arenas.bump.alloc(self.rebuilt(chain));
        self.known.push((chain, freed));
        freed
    }

    fn rebuilt(&mut self, chain: StyleChain<'a>) -> StyleChain<'a> {
        let Some(head) = chain.links().next().filter(|_| chain.links().any(sets_pages)) else { return chain };
        let mut outer = chain;
        outer.pop();
        let outer = self.free(outer);
        if !sets_pages(head) {
            return outer.chain(head);
        }
        let styles: Styles = head.iter().cloned().collect();
        outer.chain(&*self.arenas.styles.alloc(styles.outside()))
    }
}

/// Whether a show rule set something for the page.
fn sets_pages(styles: &[LazyHash<Style>]) -> bool {
    styles.iter().any(|style| style.element() == Some(PageElem::ELEM) && !style.outside())
}
