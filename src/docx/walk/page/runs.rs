//! Runs of pages: a document's children parted where the page setup changes.

use std::num::NonZeroUsize;

use rustc_hash::FxHashSet;
use typst_library::foundations::{Content, IntoValue, NativeElement, SequenceElem, Smart, StyleChain, StyledElem};
use typst_library::introspection::{CounterUpdateElem, Location, Tag, TagElem};
use typst_library::layout::{Binding, Length, OuterVAlignment, PageElem, PagebreakElem, Parity, Rel};
use typst_library::model::Numbering;
use typst_library::routines::Pair;

use crate::docx::model::SectionStart;

/// Everything a run of pages shares.
#[derive(Clone, PartialEq)]
pub(crate) struct Setup {
    width: Smart<Length>,
    height: Smart<Length>,
    flipped: bool,
    margin: Smart<typst_library::layout::Margin<Smart<Rel<Length>>>>,
    binding: Smart<Binding>,
    columns: NonZeroUsize,
    numbering: Option<Numbering>,
    /// What stands in the margins and behind the text, and how, as a fingerprint: Typst takes any two `context` for equal.
    marginals: u128,
}

impl Setup {
    pub(crate) fn of(styles: StyleChain) -> Self {
        Self {
            width: styles.get(PageElem::width),
            height: styles.get(PageElem::height),
            flipped: styles.get(PageElem::flipped),
            margin: styles.get_cloned(PageElem::margin),
            binding: styles.get(PageElem::binding),
            columns: styles.get(PageElem::columns),
            numbering: styles.get_cloned(PageElem::numbering),
            marginals: crate::docx::walk::marginal::parted::fingerprint(styles),
        }
    }
}

/// A run of pages.
pub(crate) struct Run<'a> {
    pub children: Vec<Pair<'a>>,
    pub start: SectionStart,
    /// Its first page is one even with nothing on it: the document's first, or one after a break that is not weak.
    pub staged: bool,
    /// The styles in force where it begins: those of the page break before it.
    pub initial: StyleChain<'a>,
    /// Those of the break to an odd or even page that begins it, which the empty page before it has.
    pub parity: Option<StyleChain<'a>>,
}

impl Run<'_> {
    /// Whether nothing is on its pages yet.
    pub fn is_blank(&self) -> bool {
        self.children.iter().all(|&(child, styles)| is_blank(child, styles))
    }

    /// Whether it leaves a page, be it an empty one between two breaks.
    pub fn has_pages(&self) -> bool {
        self.has_page(self.children.len())
    }

    /// Whether its first children, so many, leave one.
    fn has_page(&self, children: usize) -> bool {
        let mut staged = self.staged;
        self.children.iter().take(children).any(|&(child, styles)| match child.to_packed::<PagebreakElem>() {
            Some(elem) => !elem.weak.get(styles) && std::mem::replace(&mut staged, true),
            None => !is_blank(child, styles),
        })
    }

    /// Whether nothing comes after a page break that is not weak.
    pub fn ends_with_break(&self) -> bool {
        let mut breaks = self.children.iter().rev().map_while(|&(child, styles)| {
            child
                .to_packed::<PagebreakElem>()
                .map(|elem| elem.weak.get(styles))
                .or(child.is::<TagElem>().then_some(true))
        });
        breaks.any(|weak| !weak)
    }
}

/// Puts page breaks around what has page settings of its own, as Typst does for its pages; in this target realization does not, and
/// would take such settings into the paragraph they stand in.
pub(crate) fn part_pages(content: &Content) -> Content {
    if !sets_pages(content) {
        // As it is, with its label.
        return content.clone();
    }
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        return Content::sequence(sequence.children.iter().map(part_pages));
    }
    let Some(styled) = content.to_packed::<StyledElem>() else { return content.clone() };
    let inner = part_pages(&styled.child).styled_with_map(styled.styles.clone());
    if !styled.styles.iter().any(|style| style.element() == Some(PageElem::ELEM)) {
        return inner;
    }
    let before = PagebreakElem::shared_weak().clone().styled_with_map(styled.styles.clone());
    Content::sequence([before, inner, PagebreakElem::shared_weak().clone()])
}

/// Whether anything in the text has page settings of its own.
fn sets_pages(content: &Content) -> bool {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        return sequence.children.iter().any(sets_pages);
    }
    content.to_packed::<StyledElem>().is_some_and(|styled| {
        styled.styles.iter().any(|style| style.element() == Some(PageElem::ELEM)) || sets_pages(&styled.child)
    })
}

/// Splits the document's children where the page setup changes or an odd or even page is asked for.
pub(crate) fn runs<'a>(children: &[Pair<'a>], styles: StyleChain<'a>) -> Vec<Run<'a>> {
    let run = |start, staged, initial, parity| Run { children: Vec::new(), start, staged, initial, parity };
    let children = &with_their_own(children);
    let mut runs: Vec<Run<'a>> = vec![run(SectionStart::NextPage, true, styles, None)];
    let mut setup: Option<Setup> = None;
    let mut seen: Option<StyleChain<'a>> = None;
    let mut initial = styles;
    let mut visible = false;
    for &(child, styles) in children {
        if let Some(elem) = child.to_packed::<PagebreakElem>() {
            // The break after a page of its own settings brings back those before it, which say nothing of an empty page.
            if !elem.boundary.get(styles) {
                initial = styles;
            }
            let start = match elem.to.get(styles) {
                Some(Parity::Odd) => SectionStart::OddPage,
                Some(Parity::Even) => SectionStart::EvenPage,
                None => SectionStart::NextPage,
            };
            if start != SectionStart::NextPage && visible {
                // A weak break at the beginning of such a page asks for what is done.
                let last = runs.last_mut().filter(|last| last.is_blank() && last.start == start);
                if let Some(last) = last.filter(|_| elem.weak.get(styles)) {
                    last.initial = initial;
                    continue;
                }
                runs.push(run(start, !elem.weak.get(styles), initial, Some(styles)));
                continue;
            }
        } else if let Some(elem) = child.to_packed::<TagElem>() {
            // Where the page counter is set on a page, a section begins with it: only those can number their pages anew. Further down
            // the page it holds for the page's footer, but no more for its header.
            if visible
                && matches!(&elem.tag, Tag::Start(elem, _) if sets_page_counter(elem))
                && let Some(last) = runs.last_mut()
                && let Some(at) = last.children.iter().rposition(|(child, _)| {
                    child.is::<PagebreakElem>() || !child.is::<TagElem>() && !numbered_below(styles)
                })
                && last.children.get(at).is_some_and(|(child, _)| child.is::<PagebreakElem>())
                // A section that begins here anyway is not parted.
                && last.has_page(at + 1)
            {
                let children = last.children.split_off(at + 1);
                runs.push(Run { children, start: SectionStart::NextPage, staged: false, initial, parity: None });
            }
        } else if seen != Some(styles) {
            seen = Some(styles);
            let this = Setup::of(styles);
            if setup.as_ref().is_some_and(|setup| *setup != this) && visible {
                let fresh = runs.last().is_none_or(Run::is_blank);
                if !fresh {
                    // What was begun after the break belongs to what comes.
                    let begun = runs.last_mut().map(|run| {
                        let after = run.children.iter().rposition(|(child, _)| !child.is::<TagElem>());
                        let at = after
                            .filter(|&at| run.children.get(at).is_some_and(|(child, _)| child.is::<PagebreakElem>()));
                        at.map_or_else(Vec::new, |at| run.children.split_off(at + 1))
                    });
                    let children = begun.unwrap_or_default();
                    runs.push(Run { children, start: SectionStart::NextPage, staged: false, initial, parity: None });
                }
            }
            setup = Some(this);
        }
        visible |= !is_blank(child, styles);
        if let Some(run) = runs.last_mut() {
            if run.is_blank() {
                run.initial = initial;
            }
            run.children.push((child, styles));
        }
    }
    runs
}

/// The children, with the tags of what begins before a page break but has its content after it put after the break too, as Typst
/// does: a heading that brings its own break is a heading of the new page.
fn with_their_own<'a>(children: &[Pair<'a>]) -> Vec<Pair<'a>> {
    let is_break = |pair: &Pair| pair.0.is::<PagebreakElem>();
    let mut out: Vec<Pair<'a>> = Vec::with_capacity(children.len());
    let mut rest = children.iter().copied().peekable();
    while let Some(child) = rest.next() {
        if !is_break(&child) {
            out.push(child);
            continue;
        }
        let trailing = out.iter().rposition(|(child, _)| !child.is::<TagElem>()).map_or(0, |last| last + 1);
        let tags = out.split_off(trailing);
        let ended: FxHashSet<Location> = tags
            .iter()
            .filter_map(|(child, _)| match child.to_packed::<TagElem>()?.tag {
                Tag::Start(..) => None,
                Tag::End(location, ..) => Some(location),
            })
            .collect();
        let stays =
            |(child, _): &Pair| child.to_packed::<TagElem>().is_some_and(|elem| ended.contains(&elem.tag.location()));
        // Between two breaks the first of which leaves no empty page there is no page.
        let nowhere = out
            .last()
            .is_some_and(|&(last, styles)| last.to_packed::<PagebreakElem>().is_some_and(|elem| elem.weak.get(styles)));
        let (before, after): (Vec<Pair>, Vec<Pair>) = tags.into_iter().partition(|pair| !nowhere && stays(pair));
        out.extend(before);
        out.push(child);
        out.extend(std::iter::from_fn(|| rest.next_if(is_break)));
        out.extend(after);
    }
    out
}

/// Whether pages have their numbers in the footer only.
fn numbered_below(styles: StyleChain) -> bool {
    let above = matches!(styles.get(PageElem::number_align).y(), Some(OuterVAlignment::Top));
    !above && !matches!(styles.get_ref(PageElem::header), Smart::Custom(Some(_)))
}

/// Whether an element sets or steps the page counter.
pub(crate) fn sets_page_counter(elem: &Content) -> bool {
    elem.is::<CounterUpdateElem>() && elem.get_by_name("key").ok() == Some(PageElem::ELEM.into_value())
}

/// Whether a child of the document leaves no trace on a page.
fn is_blank(child: &Content, styles: StyleChain) -> bool {
    child.is::<TagElem>() || child.to_packed::<PagebreakElem>().is_some_and(|elem| elem.weak.get(styles))
}
