//! Words with parts moved back over others, such as the sign of LaTeX: text does not go back in a line, so each is one drawing.

use std::ops::Range;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, StyleChain};
use typst_library::introspection::{SplitLocator, TagElem};
use typst_library::layout::{Abs, BoxElem, HElem, MoveElem, Sizing, Spacing};
use typst_library::routines::Pair;
use typst_library::text::TextElem;

use crate::docx::walk::line::Line;
use crate::docx::walk::{Area, NOTE, Walker};

impl Walker<'_, '_> {
    /// Walks inline content in which some words are drawings.
    pub fn words_drawn(
        &mut self,
        pairs: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        let parts = parted(pairs);
        let pairs = spliced(pairs, &parts);
        let mut words = moved_words(&pairs).into_iter().peekable();
        let mut index = 0;
        while let Some(&(child, styles)) = pairs.get(index) {
            if let Some(word) = words.next_if(|word| word.start == index) {
                index = word.end;
                self.drawn_word(pairs.get(word).unwrap_or_default(), locator, area, line)?;
            } else {
                index += 1;
                self.inline(child, styles, locator, area, line)?;
            }
        }
        Ok(())
    }

    /// A word as a drawing.
    fn drawn_word(
        &mut self,
        word: &[Pair],
        locator: &mut SplitLocator,
        area: Area,
        line: &mut Line,
    ) -> SourceResult<()> {
        self.tags_among(word);
        line.inlines.extend(self.take_pending());
        let Some(trunk) = StyleChain::trunk_from_pairs(word) else { return Ok(()) };
        let depth = trunk.links().count();
        let seen = crate::docx::walk::line::inline::significant(word);
        let span = seen.first().map(|(child, _)| child.span()).unwrap_or_else(typst_syntax::Span::detached);
        let pieces = seen.into_iter().map(|(child, styles)| child.clone().styled_with_map(styles.suffix(depth)));
        let whole = BoxElem::new().with_body(Some(Content::sequence(pieces))).pack().spanned(span);
        if self.inline_picture(&whole, trunk, locator, area, line)? {
            self.warn(span, format!("{NOTE}行内移动的内容转为图片"));
        }
        line.last = Some('x');
        Ok(())
    }
}

/// The texts before a part that is moved back of which only the end is in its word, by their index: what stays, and that end.
fn parted(pairs: &[Pair]) -> Vec<(usize, [Content; 2])> {
    let mut found = Vec::new();
    for (index, &(child, _)) in pairs.iter().enumerate() {
        let Some(text) = child.to_packed::<TextElem>() else { continue };
        let mut after = pairs.get(index + 1..).unwrap_or_default().iter().filter(|(child, _)| !child.is::<TagElem>());
        let end =
            text.text.rfind(|c| !in_word(c)).and_then(|at| Some(at + text.text.get(at..)?.chars().next()?.len_utf8()));
        if let Some(end) = end
            && after.next().is_some_and(|&(next, own)| goes_back(next, own))
            && child.label().is_none()
            && end < text.text.len()
        {
            let (head, tail) = text.text.split_at(end);
            found.push((index, [head, tail].map(|part| TextElem::packed(part).spanned(child.span()))));
        }
    }
    found
}

/// The children with those texts in two.
fn spliced<'a>(pairs: &[Pair<'a>], parts: &'a [(usize, [Content; 2])]) -> Vec<Pair<'a>> {
    let mut out = Vec::with_capacity(pairs.len() + parts.len());
    let mut parts = parts.iter().peekable();
    for (index, &(child, styles)) in pairs.iter().enumerate() {
        match parts.next_if(|(at, _)| *at == index) {
            Some((_, both)) => out.extend(both.iter().map(|part| (part, styles))),
            None => out.push((child, styles)),
        }
    }
    out
}

/// Where such words stand in a paragraph.
fn moved_words(pairs: &[Pair]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, &(child, styles)) in pairs.iter().enumerate() {
        if found.last().is_some_and(|last| last.contains(&index)) || !goes_back(child, styles) {
            continue;
        }
        let part = |pair: &&Pair| is_part(pair.0, pair.1);
        let before = pairs.get(..index).unwrap_or_default().iter().rev().take_while(part).count();
        let after = pairs.get(index..).unwrap_or_default().iter().take_while(part).count();
        found.push(index - before..index + after);
    }
    found
}

/// Whether a box holds what is moved to the left, by more than no one sees.
pub(crate) fn goes_back(child: &Content, styles: StyleChain) -> bool {
    let body = child.to_packed::<BoxElem>().and_then(|elem| elem.body.get_ref(styles).as_ref());
    body.and_then(Content::to_packed::<MoveElem>).is_some_and(|moved| {
        let dx = moved.dx.resolve(styles);
        dx.abs < Abs::pt(-0.5) || dx.rel.get() < 0.0
    })
}

/// Whether something can be a part of a word.
fn is_part(child: &Content, styles: StyleChain) -> bool {
    if let Some(text) = child.to_packed::<TextElem>() {
        return text.text.chars().all(in_word);
    }
    if let Some(elem) = child.to_packed::<BoxElem>() {
        return !matches!(elem.width.get(styles), Sizing::Fr(_));
    }
    child.is::<TagElem>() || child.to_packed::<HElem>().is_some_and(|space| matches!(space.amount, Spacing::Rel(_)))
}

/// Whether a character holds together with the next one: Chinese is written without spaces, and its lines break anywhere.
fn in_word(c: char) -> bool {
    !c.is_whitespace() && c < '\u{2E80}'
}
