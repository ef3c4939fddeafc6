//! Headers and footers, and the page numbers in them.
//!
//! Typst computes a header for each page; Word keeps one per section and counts by itself. So the header is computed for a few
//! stand-in pages and the results are compared: text that changes with the page is the page number and becomes a field; a
//! header that differs between odd and even pages becomes two; one that differs on the first page, three.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, ContextElem, StyleChain};
use typst_library::introspection::{CounterDisplayElem, SplitLocator};
use typst_library::layout::{Abs, AlignElem, Alignment};

use super::{Area, Walker};
use crate::docx::introspector::Place;
use crate::docx::model::{Block, Inline, Line, Marginals, RowHeight, Twips};

/// Stand-in page numbers: odd and even, far from any number a header is likely to hold otherwise.
const ODD: usize = 3917;
const PAGES: usize = 7919;

/// A header or footer as Word has it.
pub(crate) struct Marginal {
    pub marginals: Marginals,
    /// Its height in Word.
    pub height: Abs,
    /// How far its last line's box reaches below the letters.
    pub below: Abs,
    /// By how much the printed number is ahead of the page, if one is printed.
    pub offset: Option<i64>,
}

impl Walker<'_, '_> {
    /// Walks a header or footer for all kinds of pages.
    pub fn marginal(
        &mut self,
        content: Option<&Content>,
        align: Alignment,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Marginal> {
        let nothing =
            Marginal { marginals: Marginals::default(), height: Abs::zero(), below: Abs::zero(), offset: None };
        let Some(content) = content else { return Ok(nothing) };
        let content = content.clone().set(AlignElem::alignment, align);
        // Where the section sets the page counter, it counts from that page.
        let first_page = self.renumbered.map_or(1, NonZeroUsize::get);
        let mut at = |page: usize, pages: usize| self.at_page(&content, page, pages, styles, locator, area);
        let (odd, below) = at(ODD, PAGES)?;
        if !depends_on_page(&content) {
            let height = height_of(&odd);
            let odd = (!odd.is_empty()).then_some(odd);
            return Ok(Marginal { marginals: Marginals { odd, ..Marginals::default() }, height, below, offset: None });
        }
        let (odd_next, _) = at(ODD + 2, PAGES)?;
        let (odd_pages, _) = at(ODD, PAGES + 2)?;
        let (even, _) = at(ODD + 1, PAGES)?;
        let (even_next, _) = at(ODD + 3, PAGES)?;
        let (even_pages, _) = at(ODD + 1, PAGES + 2)?;
        let (first, _) = at(first_page, PAGES)?;
        let (first_pages, _) = at(first_page, PAGES + 2)?;
        let mut value = None;
        let odd = fields(odd, &odd_next, &odd_pages, &mut value);
        let even = fields(even, &even_next, &even_pages, &mut None);
        let first = fields(first.clone(), &first, &first_pages, &mut None);
        let height = height_of(&odd).max(height_of(&even));
        // The counter may have been set: the difference between what is printed and the page tells by how much.
        let printed = value.and_then(|value| i64::try_from(value).ok()).map(|value| value - ODD as i64);
        let offset = printed.unwrap_or(0);
        let first_number = (i64::try_from(first_page).unwrap_or(1) + offset).max(0).to_string();
        let some = |blocks: Vec<Block>| (!blocks.is_empty()).then_some(blocks);
        let like_others = shown(&odd, &first_number) == shown(&first, &first_number);
        let different = odd != even;
        let marginals = Marginals {
            first: (!like_others).then(|| some(first)),
            even: if different { some(even) } else { None },
            odd: some(odd),
        };
        // A first page of its own still needs its number to be a field.
        Ok(Marginal { marginals: keep_first(marginals), height, below, offset: printed })
    }

    fn at_page(
        &mut self,
        content: &Content,
        page: usize,
        pages: usize,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<(Vec<Block>, Abs)> {
        let place = |number| NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN);
        let outside = std::mem::replace(&mut self.place, Place { page: place(page), pages: place(pages) });
        let mut inner = locator.next(&(page, pages)).split();
        let result = self.body(content, styles, &mut inner, area, Abs::zero());
        self.place = outside;
        result.map(|body| (body.blocks, body.below))
    }
}

/// An empty odd header with a different even one must still be written, or Word shows the even one everywhere.
fn keep_first(mut marginals: Marginals) -> Marginals {
    if marginals.odd.is_none() && marginals.even.is_some() {
        marginals.odd = Some(Vec::new());
    }
    marginals
}

/// Whether anything in it is computed where it stands.
fn depends_on_page(content: &Content) -> bool {
    let asks = |elem: &Content| elem.is::<ContextElem>() || elem.is::<CounterDisplayElem>();
    content
        .traverse(&mut |elem: Content| {
            if asks(&elem) { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
        })
        .is_break()
}

/// Replaces numerals that change with the page, or with the number of pages, by fields. `next`: the same for a later page;
/// `pages`: the same for a longer document.
fn fields(blocks: Vec<Block>, next: &[Block], pages: &[Block], value: &mut Option<u64>) -> Vec<Block> {
    if blocks.len() != next.len() || blocks.len() != pages.len() {
        return blocks;
    }
    let others = next.iter().zip(pages);
    blocks.into_iter().zip(others).map(|(block, (next, pages))| field_block(block, next, pages, value)).collect()
}

fn field_block(block: Block, next: &Block, pages: &Block, value: &mut Option<u64>) -> Block {
    match (block, next, pages) {
        (Block::Paragraph(mut paragraph), Block::Paragraph(next), Block::Paragraph(pages)) => {
            paragraph.inlines = field_inlines(paragraph.inlines, &next.inlines, &pages.inlines, value);
            Block::Paragraph(paragraph)
        }
        (Block::Table(mut table), Block::Table(next), Block::Table(pages)) => {
            let others = next.rows.iter().zip(&pages.rows);
            for (row, (next, pages)) in table.rows.iter_mut().zip(others) {
                let others = next.cells.iter().zip(&pages.cells);
                for (cell, (next, pages)) in row.cells.iter_mut().zip(others) {
                    cell.blocks = fields(std::mem::take(&mut cell.blocks), &next.blocks, &pages.blocks, value);
                }
            }
            Block::Table(table)
        }
        (block, ..) => block,
    }
}

fn field_inlines(inlines: Vec<Inline>, next: &[Inline], pages: &[Inline], value: &mut Option<u64>) -> Vec<Inline> {
    let texts = |list: &[Inline]| -> Vec<String> {
        list.iter()
            .filter_map(|inline| if let Inline::Text(text, _) = inline { Some(text.clone()) } else { None })
            .collect()
    };
    let (next, pages) = (texts(next), texts(pages));
    let count = texts(&inlines).len();
    if next.len() != count || pages.len() != count {
        return inlines;
    }
    let mut others = next.into_iter().zip(pages);
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let Inline::Text(text, format) = inline else {
            out.push(inline);
            continue;
        };
        let (next, pages) = others.next().unwrap_or_default();
        for (piece, name) in split(&text, &next, &pages) {
            let Some(name) = name else {
                out.push(Inline::Text(piece, format.clone()));
                continue;
            };
            if name == "PAGE"
                && let Ok(number) = piece.parse()
            {
                *value = Some(number);
            }
            let instruction = format!("{name}{}", switch(&piece));
            out.push(Inline::Field { instruction, shown: "1".to_owned(), format: format.clone() });
        }
    }
    out
}

/// A text cut at its numerals; those that change are told what they count.
fn split(text: &str, next: &str, pages: &str) -> Vec<(String, Option<&'static str>)> {
    let (own, next, pages) = (tokens(text), tokens(next), tokens(pages));
    let same_shape = own.len() == next.len() && own.len() == pages.len();
    if !same_shape {
        return vec![(text.to_owned(), None)];
    }
    let mut out: Vec<(String, Option<&'static str>)> = Vec::new();
    for (token, (next, pages)) in own.into_iter().zip(next.into_iter().zip(pages)) {
        let name = if token != next {
            Some("PAGE")
        } else if token != pages {
            Some("NUMPAGES")
        } else {
            None
        };
        match (name, out.last_mut()) {
            (None, Some((held, None))) => held.push_str(token),
            _ => out.push((token.to_owned(), name)),
        }
    }
    out
}

/// Runs of one kind of numeral, and what stands between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut kind = None;
    for (at, c) in text.char_indices() {
        let this = numeral(c);
        if at > start && this != kind {
            out.extend(text.get(start..at));
            start = at;
        }
        kind = this;
    }
    out.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    Arabic,
    LowerRoman,
    UpperRoman,
    Chinese,
    Financial,
}

fn numeral(c: char) -> Option<Numeral> {
    match c {
        '0'..='9' => Some(Numeral::Arabic),
        'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm' => Some(Numeral::LowerRoman),
        'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' => Some(Numeral::UpperRoman),
        '零' | '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' => {
            Some(Numeral::Chinese)
        }
        '壹' | '贰' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟' => {
            Some(Numeral::Financial)
        }
        _ => None,
    }
}

/// Word's switch for the form of a number.
fn switch(number: &str) -> &'static str {
    match number.chars().find_map(numeral) {
        Some(Numeral::LowerRoman) => " \\* roman",
        Some(Numeral::UpperRoman) => " \\* ROMAN",
        Some(Numeral::Chinese) => " \\* CHINESENUM3",
        Some(Numeral::Financial) => " \\* CHINESENUM2",
        Some(Numeral::Arabic) | None => "",
    }
}

/// The text of blocks with page fields shown as a number: to compare versions.
fn shown(blocks: &[Block], number: &str) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                out.push_str(&format!("{:?}|", paragraph.format.align));
                for inline in &paragraph.inlines {
                    match inline {
                        Inline::Text(text, _) => out.push_str(text),
                        Inline::Field { instruction, .. } if instruction.starts_with("PAGE") => out.push_str(number),
                        Inline::Field { instruction, .. } => out.push_str(instruction),
                        Inline::Tab(_) => out.push('\t'),
                        Inline::Picture(picture) => out.push_str(&format!("[{}]", picture.media)),
                        _ => {}
                    }
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    out.push_str(&shown(&cell.blocks, number));
                    out.push('|');
                }
            }
        }
        out.push('\n');
    }
    out
}

/// The height blocks take in Word, where each paragraph has one line.
fn height_of(blocks: &[Block]) -> Abs {
    let mut height = Twips::ZERO;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                height += paragraph.format.before + paragraph.format.after;
                height += match paragraph.format.line {
                    Some(Line::Exact(line) | Line::AtLeast(line)) => line,
                    None => Twips(240),
                };
            }
            Block::Table(table) => {
                for row in &table.rows {
                    height += match row.height {
                        RowHeight::Exact(height) | RowHeight::AtLeast(height) => height,
                        RowHeight::Auto => {
                            let cells = row.cells.iter().map(|cell| {
                                Twips::from_pt(height_of(&cell.blocks).to_pt()) + cell.margins[0] + cell.margins[2]
                            });
                            cells.max().unwrap_or_default()
                        }
                    };
                }
            }
        }
    }
    Abs::pt(height.to_pt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, next: &str, pages: &str) -> Vec<String> {
        split(text, next, pages).into_iter().map(|(piece, name)| format!("{piece}{}", name.unwrap_or(""))).collect()
    }

    #[test]
    fn numerals_that_change_become_fields() {
        assert_eq!(pieces("— 3917 —", "— 3919 —", "— 3917 —"), ["— ", "3917PAGE", " —"]);
        assert_eq!(
            pieces("第 3917 页　共 7919 页", "第 3919 页　共 7919 页", "第 3917 页　共 7921 页"),
            ["第 ", "3917PAGE", " 页　共 ", "7919NUMPAGES", " 页"]
        );
        assert_eq!(pieces("2012年", "2012年", "2012年"), ["2012年"]);
        assert_eq!(pieces("三千九百一十七", "三千九百一十九", "三千九百一十七"), ["三千九百一十七PAGE"]);
    }
}
