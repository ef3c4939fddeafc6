//! Headers and footers, and the page numbers in them.
//!
//! Typst computes a header for each page; Word keeps one per section and counts by itself. So the header is computed for a few
//! stand-in pages and the results are compared: text that changes with the page is the page number and becomes a field; a
//! header that differs between odd and even pages becomes two; one that differs on the first page, three.

use std::num::NonZeroUsize;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, ContextElem, StyleChain};
use typst_library::introspection::{CounterDisplayElem, SplitLocator};
use typst_library::layout::{Abs, AlignElem, Alignment, FixedAlignment, Size};

use super::fill::found;
use super::heading::render;
use super::numeral::{number_of, split, switch};
use super::running::{self, Change, change};
use super::{Area, NOTE, Walker};
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
    /// Where it stands in its room, if it says so.
    pub stands: Option<FixedAlignment>,
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
        let nothing = Marginal {
            marginals: Marginals::default(),
            height: Abs::zero(),
            below: Abs::zero(),
            stands: None,
            offset: None,
        };
        let Some(content) = content else { return Ok(nothing) };
        let foot = align == Alignment::TOP;
        let content = content.clone().set(AlignElem::alignment, align);
        // Where the section sets the page counter, it counts from that page.
        let first_page = self.renumbered.map_or(1, NonZeroUsize::get);
        let (odd, below, stands) = self.at_page(&content, ODD, PAGES, foot, styles, locator, area)?;
        let laid = self.laid_height(&content, styles, locator, area)?;
        let mut at = |page: usize, pages: usize| self.at_page(&content, page, pages, foot, styles, locator, area);
        if !depends_on_page(&content) {
            let height = height_of(&odd).max(lines_of(&odd, laid));
            let odd = (!odd.is_empty()).then_some(odd);
            return Ok(Marginal {
                marginals: Marginals { odd, ..Marginals::default() },
                height,
                below,
                stands,
                offset: None,
            });
        }
        let (odd_next, ..) = at(ODD + 2, PAGES)?;
        let (odd_pages, ..) = at(ODD, PAGES + 2)?;
        let (even, ..) = at(ODD + 1, PAGES)?;
        let (even_next, ..) = at(ODD + 3, PAGES)?;
        let (even_pages, ..) = at(ODD + 1, PAGES + 2)?;
        let (first, ..) = at(first_page, PAGES)?;
        let (first_pages, ..) = at(first_page, PAGES + 2)?;
        let mut varies = Change::None;
        let title_pages = self.title_pages();
        let first_title = title_pages.first().copied();
        for page in title_pages {
            let (there, ..) = self.at_page(&content, page.get(), PAGES, foot, styles, locator, area)?;
            // A page with a header of its own is one thing, one whose text changes on and on another.
            let like = match page.get() {
                1 => &first,
                page if page % 2 == 0 => &even,
                _ => &odd,
            };
            if page != NonZeroUsize::MIN && Some(page) == first_title && words(&there).is_empty() {
                // Before the first heading there is none to show.
                continue;
            }
            match change(like, &there, &self.titles) {
                Change::None => {}
                Change::Title => varies = Change::Title,
                Change::Other => {
                    self.warn(content.span(), format!("{NOTE}页眉页脚里逐页变化的文字按一页的排"));
                    break;
                }
            }
        }
        let (last, ..) = self.at_page(&content, ODD, ODD, foot, styles, locator, area)?;
        if change(&odd, &last, &self.titles) == Change::Other {
            self.warn(content.span(), format!("{NOTE}最后一页另有的页眉页脚排不出来"));
        }
        let total = self.pages_in_all();
        let mut value = None;
        let mut odd = fields(odd, &odd_next, &odd_pages, total, &mut value);
        let mut even = fields(even, &even_next, &even_pages, total, &mut None);
        let mut first = fields(first.clone(), &first, &first_pages, total, &mut None);
        if varies == Change::Title {
            [&mut odd, &mut even, &mut first].into_iter().for_each(|blocks| running::fields(blocks, &self.titles));
        }
        let height = height_of(&odd).max(height_of(&even)).max(lines_of(&odd, laid));
        // The counter may have been set: the difference between what is printed and the page tells by how much.
        let printed = value.and_then(|value| i64::try_from(value).ok()).map(|value| value - ODD as i64);
        let offset = printed.unwrap_or(0);
        let first_number = u64::try_from(i64::try_from(first_page).unwrap_or(1) + offset).unwrap_or(0);
        let some = |blocks: Vec<Block>| (!blocks.is_empty()).then_some(blocks);
        let like_others = shown(&odd, first_number) == shown(&first, first_number);
        let different = odd != even;
        let marginals =
            Marginals { first: (!like_others).then(|| some(first)), even: different.then_some(even), odd: some(odd) };
        Ok(Marginal { marginals: keep_odd(marginals), height, below, stands, offset: printed })
    }

    /// The height Typst gives it.
    fn laid_height(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Abs> {
        let mut inner = locator.next(&PAGES).split();
        Ok(self.lay_out(content, styles, &mut inner, Size::new(area.width, Abs::inf()))?.height())
    }

    #[allow(clippy::too_many_arguments, reason = "the walk's context, passed down unchanged")]
    fn at_page(
        &mut self,
        content: &Content,
        page: usize,
        pages: usize,
        foot: bool,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<(Vec<Block>, Abs, Option<FixedAlignment>)> {
        let place = |number| NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN);
        let outside = std::mem::replace(&mut self.place, Place { page: place(page), pages: place(pages), foot });
        let mut inner = locator.next(&(page, pages)).split();
        let outer = self.loose_notes.replace(Vec::new());
        let result = self.body(content, styles, &mut inner, area, Abs::zero());
        let notes = std::mem::replace(&mut self.loose_notes, outer).unwrap_or_default();
        self.place = outside;
        let mut body = result?;
        body.blocks.extend(notes);
        Ok((body.blocks, body.below, body.vertical))
    }
}

/// An empty odd header with a different even one must still be written, or Word shows the even one everywhere.
fn keep_odd(mut marginals: Marginals) -> Marginals {
    if marginals.odd.is_none() && marginals.even.is_some() {
        marginals.odd = Some(Vec::new());
    }
    marginals
}

/// Whether anything in it is computed where it stands.
fn depends_on_page(content: &Content) -> bool {
    found(content, |elem| elem.is::<ContextElem>() || elem.is::<CounterDisplayElem>())
}

/// Replaces numerals that change with the page, or with the number of pages, by fields. `next`: the same for a later page;
/// `pages`: the same for a longer document.
fn fields(
    blocks: Vec<Block>,
    next: &[Block],
    pages: &[Block],
    total: Option<usize>,
    value: &mut Option<u64>,
) -> Vec<Block> {
    if blocks.len() != next.len() || blocks.len() != pages.len() {
        return blocks;
    }
    let others = next.iter().zip(pages);
    blocks.into_iter().zip(others).map(|(block, (next, pages))| field_block(block, next, pages, total, value)).collect()
}

fn field_block(block: Block, next: &Block, pages: &Block, total: Option<usize>, value: &mut Option<u64>) -> Block {
    match (block, next, pages) {
        (Block::Paragraph(mut paragraph), Block::Paragraph(next), Block::Paragraph(pages)) => {
            paragraph.inlines = field_inlines(paragraph.inlines, &next.inlines, &pages.inlines, total, value);
            Block::Paragraph(paragraph)
        }
        (Block::Table(mut table), Block::Table(next), Block::Table(pages)) => {
            let others = next.rows.iter().zip(&pages.rows);
            for (row, (next, pages)) in table.rows.iter_mut().zip(others) {
                let others = next.cells.iter().zip(&pages.cells);
                for (cell, (next, pages)) in row.cells.iter_mut().zip(others) {
                    cell.blocks = fields(std::mem::take(&mut cell.blocks), &next.blocks, &pages.blocks, total, value);
                }
            }
            Block::Table(table)
        }
        (block, ..) => block,
    }
}

fn field_inlines(
    inlines: Vec<Inline>,
    next: &[Inline],
    pages: &[Inline],
    total: Option<usize>,
    value: &mut Option<u64>,
) -> Vec<Inline> {
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
                && let Some(number) = number_of(&piece)
            {
                *value = Some(number);
            }
            // A counter that was set anew ends elsewhere than the pages do.
            let ahead = number_of(&piece).and_then(|number| i64::try_from(number).ok()).map(|end| end - PAGES as i64);
            let (what, shown) = match ahead.filter(|ahead| *ahead != 0 && name == "NUMPAGES") {
                Some(ahead) => {
                    let sign = if ahead < 0 { '-' } else { '+' };
                    let end = total.map_or(1, |total| (total as i64 + ahead).max(0));
                    (format!("= {{{name}}} {sign} {}", ahead.abs()), end.to_string())
                }
                None => (name.to_owned(), "1".to_owned()),
            };
            let instruction = format!("{what}{}", switch(&piece));
            out.push(Inline::Field { instruction, shown, format: format.clone() });
        }
    }
    out
}

/// The texts of blocks.
pub(super) fn words(blocks: &[Block]) -> Vec<&str> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => out.extend(
                paragraph
                    .inlines
                    .iter()
                    .filter_map(|inline| if let Inline::Text(text, _) = inline { Some(text.as_str()) } else { None }),
            ),
            Block::Table(table) => {
                out.extend(table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| words(&cell.blocks)));
            }
        }
    }
    out
}

/// The text of blocks with page fields shown as a number: to compare versions.
fn shown(blocks: &[Block], number: u64) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                out.push_str(&format!("{:?}|", paragraph.format.align));
                for inline in &paragraph.inlines {
                    match inline {
                        Inline::Text(text, _) => out.push_str(text),
                        Inline::Field { instruction, .. } if instruction.starts_with("PAGE") => {
                            out.push_str(&written(number, instruction));
                        }
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

/// A number as a field writes it.
fn written(number: u64, instruction: &str) -> String {
    let format = match instruction.split("\\* ").nth(1) {
        Some("roman") => "lowerRoman",
        Some("ROMAN") => "upperRoman",
        Some("CHINESENUM3") => "chineseCountingThousand",
        Some("CHINESENUM2") => "chineseLegalSimplified",
        _ => "decimal",
    };
    render("%1", &[(1, format)], &[number]).unwrap_or_else(|| number.to_string())
}

/// The height in Word of a paragraph that has several lines, from the height Typst gives them.
fn lines_of(blocks: &[Block], laid: Abs) -> Abs {
    let [Block::Paragraph(paragraph)] = blocks else { return Abs::zero() };
    let Some(Line::Exact(line)) = paragraph.format.line else { return Abs::zero() };
    // Of the first line Typst counts only the letters.
    let lines = (laid.to_pt() / line.to_pt().max(1.0) - 0.3).ceil().max(1.0);
    Abs::pt(line.to_pt() * lines + paragraph.format.before.to_pt() + paragraph.format.after.to_pt())
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
            // What floats takes no room.
            Block::Table(table) if table.float.is_some() => {}
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
