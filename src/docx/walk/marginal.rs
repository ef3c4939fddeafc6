//! Headers and footers, and the page numbers in them.
//!
//! Typst computes a header for each page; Word keeps one per section and counts by itself. So the header is computed for a few
//! stand-in pages and the results are compared: text that changes with the page is the page number and becomes a field; a
//! header that differs between odd and even pages becomes two; one that differs on the first page, three.

use std::num::NonZeroUsize;
use std::str::FromStr;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, ContextElem, NativeElement, Smart, StyleChain};
use typst_library::introspection::{Counter, CounterDisplayElem, CounterKey, Introspector, SplitLocator};
use typst_library::layout::{Abs, AlignElem, Alignment, FixedAlignment, Frame, FrameItem, PageElem, Size};
use typst_library::model::{Numbering, NumberingPattern};

use super::fill::found;
use super::page_field::{Numbers, STEP, shown, texts};
use super::running::{self, Change, change};
use super::{Area, NOTE, Walker};
use crate::docx::introspector::Place;
use crate::docx::model::{Block, Inline, Line, Marginals, RowHeight, Twips};

/// Stand-in page numbers: an odd one, and the number of pages.
#[derive(Debug, Clone, Copy)]
struct Probe {
    odd: usize,
    pages: usize,
}

/// Far from any number a header is likely to hold otherwise, and within what Roman numerals write with letters alone.
const FAR: Probe = Probe { odd: 3917, pages: 3967 };

/// For circled numerals, of which there are fifty and Word has twenty.
const NEAR: Probe = Probe { odd: 17, pages: 41 };

impl Probe {
    fn of(styles: StyleChain) -> Self {
        let circled = |pattern: &NumberingPattern| {
            pattern.pieces.iter().any(|(_, system)| system.shorthand().is_some_and(|sign| sign.contains('①')))
        };
        match styles.get_ref(PageElem::numbering) {
            Some(Numbering::Pattern(pattern)) if circled(pattern) => NEAR,
            _ => FAR,
        }
    }
}

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
        let Probe { odd: page, pages } = Probe::of(styles);
        let step = STEP as usize;
        let (odd, below, stands) = self.at_page(&content, page, pages, foot, styles, locator, area)?;
        let laid = self.laid_height(&content, styles, locator, area)?;
        let first_page = self.first_page();
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
        let (odd_next, ..) = at(page + step, pages)?;
        let (odd_pages, ..) = at(page, pages + step)?;
        let (even, ..) = at(page + 1, pages)?;
        let (even_next, ..) = at(page + 1 + step, pages)?;
        let (even_pages, ..) = at(page + 1, pages + step)?;
        let (first, ..) = at(first_page.unwrap_or(page), pages)?;
        let (first_pages, ..) = at(first_page.unwrap_or(page), pages + step)?;
        let printed = Numbers::printed(&odd, &odd_next, &odd_pages);
        // The counter may have been set, and what is printed may be counted on from it.
        let counted = match printed {
            Some(number) if number != page as u64 => {
                self.counter_on(page, pages, foot, styles, locator, area)?.unwrap_or(number)
            }
            _ => page as u64,
        };
        let numbers = Numbers { page: counted, pages: pages as u64, total: self.pages_in_all() };
        let mut on_odd = numbers.fields(odd.clone(), &odd_next, &odd_pages, &mut None);
        let mut on_first = numbers.fields(first.clone(), &first, &first_pages, &mut None);
        let numbers = Numbers { page: counted + 1, ..numbers };
        let mut on_even = numbers.fields(even.clone(), &even_next, &even_pages, &mut None);
        let offset = counted as i64 - page as i64;
        let says = |blocks: &[Block], there: usize| {
            shown(blocks, u64::try_from(there as i64 + offset).unwrap_or(0), pages as u64)
        };
        let mut varies = Change::None;
        if says(&on_odd, page + step) != says(&odd_next, page + step) {
            // It changes with the page, but not as the page's number does: that of a real page is shown.
            self.warn(content.span(), format!("{NOTE}页眉页脚里逐页变化的文字按一页的排"));
            let (shown, ..) = self.at_page(&content, first_page.unwrap_or(1), pages, foot, styles, locator, area)?;
            on_odd.clone_from(&shown);
            on_first.clone_from(&shown);
            on_even = shown;
        }
        if words(&odd).is_empty() && self.hearing.found_in_margin() {
            // What it looks for is on real pages only: it shows what it does on the first of them.
            for there in self.real_pages() {
                let (held, ..) = self.at_page(&content, there.get(), pages, foot, styles, locator, area)?;
                if !words(&held).is_empty() {
                    self.warn(content.span(), format!("{NOTE}页眉页脚里逐页变化的文字按一页的排"));
                    on_odd.clone_from(&held);
                    on_first.clone_from(&held);
                    on_even = held;
                    break;
                }
            }
        }
        let turns = self.turns();
        for there in turns.pages {
            // A page with a header of its own is one thing, one whose text changes on and on another.
            let (like, fields) = match there.get() {
                number if Some(number) == first_page => (&first, &on_first),
                number if number % 2 == 0 => (&even, &on_even),
                _ => (&odd, &on_odd),
            };
            let (held, ..) = self.at_page(&content, there.get(), pages, foot, styles, locator, area)?;
            if there != NonZeroUsize::MIN && Some(there) == turns.first && words(&held).is_empty() {
                // Before the first heading there is none to show.
                continue;
            }
            match change(like, &held, &self.titles) {
                // Numbers that are not the page's.
                Change::None
                    if !turns.set.contains(&there) || says(fields, there.get()) == says(&held, there.get()) => {}
                Change::Title => varies = Change::Title,
                Change::None | Change::Other => {
                    self.warn(content.span(), format!("{NOTE}页眉页脚里逐页变化的文字按一页的排"));
                    break;
                }
            }
        }
        let (last, ..) = self.at_page(&content, page, page, foot, styles, locator, area)?;
        if change(&odd, &last, &self.titles) == Change::Other {
            self.warn(content.span(), format!("{NOTE}最后一页另有的页眉页脚排不出来"));
        }
        if varies == Change::Title {
            [&mut on_odd, &mut on_even, &mut on_first]
                .into_iter()
                .for_each(|blocks| running::fields(blocks, &self.titles));
        }
        let height = height_of(&on_odd).max(height_of(&on_even)).max(lines_of(&on_odd, laid));
        let some = |blocks: Vec<Block>| (!blocks.is_empty()).then_some(blocks);
        let like_others = first_page.is_none_or(|page| says(&on_odd, page) == says(&on_first, page));
        let different = on_odd != on_even;
        let marginals = Marginals {
            first: (!like_others).then(|| some(on_first)),
            even: different.then_some(on_even),
            odd: some(on_odd),
        };
        Ok(Marginal { marginals: keep_odd(marginals), height, below, stands, offset: printed.map(|_| offset) })
    }

    /// The page on which the section begins, as far as it is known: where it sets the page counter, it counts from that page.
    fn first_page(&self) -> Option<usize> {
        if let Some(page) = self.renumbered {
            return Some(page.get());
        }
        if !self.later {
            return Some(1);
        }
        let introspector = self.engine.introspector.access("what is asked here says nothing of the document");
        let begun = self.met.get(self.begun)?.location();
        let page = self.hearing.unheard(|| introspector.page(begun))?;
        (page != NonZeroUsize::MIN).then_some(page.get())
    }

    /// What the page counter is on a page.
    fn counter_on(
        &mut self,
        page: usize,
        pages: usize,
        foot: bool,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Option<u64>> {
        let Ok(pattern) = NumberingPattern::from_str("1") else { return Ok(None) };
        let numbering = Smart::Custom(Numbering::Pattern(pattern));
        let content = CounterDisplayElem::new(Counter::new(CounterKey::Page), numbering, false).pack();
        let (blocks, ..) = self.at_page(&content, page, pages, foot, styles, locator, area)?;
        Ok(words(&blocks).first().and_then(|word| word.parse().ok()))
    }

    /// How much wider a header's content is laid out than on a real page: stand-in numbers have more digits than the document's pages.
    pub fn stand_in_surplus(&self, frame: &Frame) -> Abs {
        if self.place == Place::default() {
            return Abs::zero();
        }
        // As long as the number of pages is not known, they may be some dozens.
        let digits = self.pages_in_all().filter(|pages| *pages > 1).map_or(2, |pages| pages.to_string().len());
        let stand_ins = FAR.odd.to_string().len();
        surplus(frame, stand_ins.saturating_sub(digits))
    }

    /// The height Typst gives it.
    fn laid_height(
        &mut self,
        content: &Content,
        styles: StyleChain,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Abs> {
        let mut inner = locator.next(&FAR.pages).split();
        self.hearing.walks_margin(true);
        let laid = self.lay_out(content, styles, &mut inner, Size::new(area.base, Abs::inf()));
        self.hearing.walks_margin(false);
        Ok(laid?.height())
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
        // A heading that goes on in the next section is none of the header's, nor what waits for the text's next paragraph.
        let heading = self.heading.take();
        let waiting = self.take_pending();
        self.hearing.walks_margin(true);
        let result = self.body(content, styles, &mut inner, area, Abs::zero(), false);
        self.hearing.walks_margin(false);
        self.pending = waiting;
        self.heading = heading;
        let notes = std::mem::replace(&mut self.loose_notes, outer).unwrap_or_default();
        self.place = outside;
        let mut body = result?;
        body.blocks.extend(notes);
        Ok((body.blocks, body.below, body.vertical))
    }
}

/// The width of so many digits for each stand-in number in a frame.
fn surplus(frame: &Frame, digits: usize) -> Abs {
    let mut total = Abs::zero();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => total += surplus(&group.frame, digits),
            FrameItem::Text(text) => {
                let numbers = text.text.split(|c: char| !c.is_ascii_digit()).filter(|number| {
                    number.parse().is_ok_and(|number: usize| (FAR.odd..FAR.odd + 100).contains(&number))
                });
                let digit = text.font.x_advance(text.font.ttf().glyph_index('0').map_or(0, |glyph| glyph.0));
                let width = digit.map_or(Abs::zero(), |advance| advance.at(text.size));
                total += width * (numbers.count() * digits) as f64;
            }
            _ => {}
        }
    }
    total
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

/// The texts of blocks.
pub(super) fn words(blocks: &[Block]) -> Vec<&str> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => texts(&paragraph.inlines, &mut out),
            Block::Table(table) => {
                out.extend(table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| words(&cell.blocks)));
            }
        }
    }
    out
}

/// The height in Word of a paragraph that has several lines, from the height Typst gives them.
fn lines_of(blocks: &[Block], laid: Abs) -> Abs {
    let [Block::Paragraph(paragraph)] = blocks else { return Abs::zero() };
    let Some(Line::Exact(line)) = paragraph.format.line else { return Abs::zero() };
    // Of the first line Typst counts only the letters.
    let lines = (laid.to_pt() / line.to_pt().max(1.0) - 0.3).ceil().max(1.0);
    Abs::pt(line.to_pt() * lines + paragraph.format.before.to_pt() + paragraph.format.after.to_pt())
}

/// The height blocks take in Word, where each paragraph has the lines that are broken in it.
pub(super) fn height_of(blocks: &[Block]) -> Abs {
    let mut height = Twips::ZERO;
    for block in blocks {
        match block {
            // What floats takes no room.
            Block::Paragraph(paragraph) if paragraph.format.frame.is_some() => {}
            Block::Table(table) if table.float.is_some() => {}
            Block::Paragraph(paragraph) => {
                height += paragraph.format.before + paragraph.format.after;
                let line = match paragraph.format.line {
                    Some(Line::Exact(line) | Line::AtLeast(line)) => line,
                    None => Twips(240),
                };
                let breaks = paragraph.inlines.iter().filter(|inline| matches!(inline, Inline::LineBreak(_))).count();
                height += Twips(line.0 * (1 + i32::try_from(breaks).unwrap_or(0)));
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
