//! A section: a run of pages with the same setup, with its text and what stands in its margins.

use std::sync::Arc;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Resolve, Smart, StyleChain};
use typst_library::introspection::{Counter, CounterDisplayElem, CounterKey, SplitLocator};
use typst_library::layout::{
    Abs, Axes, Binding, ColumnsElem, Dir, FixedAlignment, Length, OuterVAlignment, PageElem, Paper, Point, Rel, Size,
};
use typst_library::model::{FootnoteElem, LineNumberingScope, Numbering, ParLine};
use typst_library::text::{LocalName, TextElem};
use typst_syntax::Span;

use super::empty_page::Before;
use super::runs::Run;
use super::stretches::stretched;
use super::{Geometry, LARGEST};
use crate::docx::introspector::PageNumber;
use crate::docx::model::{Block, LineNumbers, Marginals, PageNumbers, PageSetup, Section, SectionStart, Twips};
use crate::docx::walk::flow::fill::found;
use crate::docx::walk::flow::{Flow, Stretch};
use crate::docx::walk::marginal::Kind;
use crate::docx::walk::marginal::over_edge::{Room, keep_on_page};
use crate::docx::walk::place::beside_notes::box_tables;
use crate::docx::walk::text::direction::is_rtl;
use crate::docx::walk::{Area, Hold, NOTE, Walker};

/// The text of a section.
struct Text {
    blocks: Vec<Block>,
    /// Parts of it with columns of their own.
    stretches: Vec<Stretch>,
    line_numbers: Option<LineNumbers>,
    /// How much of the upper margin and of the lower is its own.
    head: Abs,
    tail: Abs,
}

/// What stands in a section's margins.
struct Edges {
    headers: Marginals,
    footers: Marginals,
    /// How far from the page's edges headers begin and footers end.
    header_at: Abs,
    footer_at: Abs,
    /// How high the two are.
    heights: [Abs; 2],
    /// Whether header and footer reach over the text.
    over_text: [bool; 2],
    /// By how much the printed number is ahead of the page, if one is printed.
    printed: Option<i64>,
}

impl Walker<'_, '_> {
    /// Walks a section. It is several where parts of it have columns of their own or an empty page comes before.
    pub(crate) fn section(&mut self, run: &Run, locator: &mut SplitLocator) -> SourceResult<Vec<Section>> {
        // What is set for the page is set for its first stretch; later ones may set the same anew.
        let styles = run.shared();
        self.shared = styles.clone();
        let styles = StyleChain::new(&styles);
        self.ground = crate::docx::walk::text::paint::paper(styles);
        self.page = self.geometry(run, styles, locator)?;
        self.begin_section(styles);
        let Geometry { size, mut margins } = self.page;
        let width = self.page.text_width();
        let columns = styles.get(PageElem::columns).get();
        let gutter = styles.get(ColumnsElem::gutter).resolve(styles).relative_to(width);
        let mut text = self.section_text(run, (columns, gutter), styles, locator)?;
        box_tables(&mut text.blocks, Twips::from_pt(margins.left.to_pt()), Twips::from_pt(width.to_pt()));
        let edges = self.edges([text.head, text.tail], styles, locator)?;
        // Word's odd and even pages are those of the printed numbers, Typst's those of the pages.
        let empty = self.counts_empty_page(run);
        let start = match run.start {
            _ if empty => SectionStart::NextPage,
            SectionStart::OddPage if self.ahead % 2 != 0 && self.renumbered.is_none() => SectionStart::EvenPage,
            SectionStart::EvenPage if self.ahead % 2 != 0 && self.renumbered.is_none() => SectionStart::OddPage,
            start => start,
        };
        let room = Area::of(Size::new(width, size.y - margins.top - margins.bottom));
        let numbered = self.numbered_from(edges.printed, styles, room)?;
        self.ahead = numbered.ahead;
        self.later = true;
        let offset = numbered.ahead;
        let mirror = is_mirrored(styles);
        if mirror && offset % 2 != 0 {
            // Word tells the sides by the printed number, Typst by the page.
            std::mem::swap(&mut margins.left, &mut margins.right);
        }
        let t = |abs: Abs| Twips::from_pt(abs.to_pt());
        let mut section = Section {
            start,
            page: PageSetup {
                width: t(size.x),
                height: t(size.y),
                landscape: size.x > size.y,
                // A margin below nothing would be one that nothing makes larger.
                margins: [
                    t((margins.top - text.head).max(Abs::zero())),
                    t(margins.right),
                    t((margins.bottom - text.tail).max(Abs::zero())),
                    t(margins.left),
                ],
                mirror,
                header: t(edges.header_at),
                footer: t(edges.footer_at),
                over_text: edges.over_text,
                columns: (columns, t(gutter)),
                rtl: is_rtl(styles),
            },
            numbers: PageNumbers { start: numbered.start, format: None },
            line_numbers: text.line_numbers,
            headers: by_number(edges.headers, offset),
            footers: by_number(edges.footers, offset),
            blocks: text.blocks,
        };
        super::odd_page::reach_text(&mut section, edges.heights);
        self.empty_before = self.leaves_page(run, &section);
        self.before = Some(Before::of(run, styles, &section));
        let (before, section) = super::empty_page::parted(section, empty);
        let mut parts = stretched(section, &text.stretches);
        self.notes_above_columns(&mut parts);
        Ok(before.into_iter().chain(parts).collect())
    }

    /// The size of a section's pages and their margins.
    fn geometry(&mut self, run: &Run, styles: StyleChain, locator: &mut SplitLocator) -> SourceResult<Geometry> {
        let width = styles.resolve(PageElem::width);
        let height = styles.resolve(PageElem::height);
        let mut size = Size::new(width.unwrap_or(Paper::A4.width()), height.unwrap_or(Paper::A4.height()));
        let mut automatic = Axes::new(width.is_auto(), height.is_auto());
        if styles.get(PageElem::flipped) {
            std::mem::swap(&mut size.x, &mut size.y);
            std::mem::swap(&mut automatic.x, &mut automatic.y);
        }
        let shorter: Abs = width.unwrap_or(Abs::inf()).min(height.unwrap_or(Abs::inf()));
        let shorter = if shorter.to_pt().is_finite() { shorter } else { Paper::A4.width() };
        let default = Rel::<Length>::from((2.5 / 21.0) * shorter);
        let sides = styles.get_cloned(PageElem::margin).unwrap_or_default().sides;
        let mut margins =
            sides.map(|side| side.and_then(Smart::custom).unwrap_or(default)).resolve(styles).relative_to(size);
        // Typst says inside and outside by a page bound at the left, Word by an odd page.
        let binding = styles.get(PageElem::binding).unwrap_or_else(|| match styles.resolve(TextElem::dir) {
            Dir::RTL => Binding::Right,
            _ => Binding::Left,
        });
        if is_mirrored(styles) && binding == Binding::Right {
            std::mem::swap(&mut margins.left, &mut margins.right);
        }
        if automatic.x || automatic.y {
            // A page as large as what is on it.
            let own = self.natural_size(&run.children, locator, size, margins, automatic)?;
            size = Size::new(if automatic.x { own.x } else { size.x }, if automatic.y { own.y } else { size.y });
        }
        Ok(Geometry { size: self.printable(size, run, styles), margins })
    }

    /// A page's size as far as Word has such pages.
    fn printable(&mut self, size: Size, run: &Run, styles: StyleChain) -> Size {
        let span = || {
            let mut spans = run.children.iter().map(|(child, _)| child.span());
            spans.find(|span| !span.is_detached()).unwrap_or(Span::detached())
        };
        let most = Size::splat(Abs::inches(LARGEST));
        let cut = size.min(most);
        if cut != size {
            self.warn(span(), format!("{NOTE}页面的宽和高最多 55.88 厘米"));
        }
        let bleed = styles.get(PageElem::bleed).sides;
        if bleed.iter().flatten().any(|side| !side.is_zero()) {
            self.warn(span(), format!("{NOTE}Word 的页面没有出血（bleed），按裁切后的大小"));
        }
        cut
    }

    /// Forgets what held for the section before.
    fn begin_section(&mut self, styles: StyleChain) {
        // As Typst names pages where nothing is said.
        let supplement = match styles.get_cloned(PageElem::supplement) {
            Smart::Custom(supplement) => supplement.unwrap_or_default(),
            Smart::Auto => TextElem::packed(PageElem::local_name_in(styles)),
        };
        self.numbering = Some(Arc::new(PageNumber { numbering: styles.get_cloned(PageElem::numbering), supplement }));
        self.renumbered = None;
        self.titles.clear();
        self.probed.clear();
        self.begun = self.met.len();
    }

    /// Walks a section's text, in so many columns.
    fn section_text(
        &mut self,
        run: &Run,
        (columns, gutter): (usize, Abs),
        styles: StyleChain,
        locator: &mut SplitLocator,
    ) -> SourceResult<Text> {
        let Geometry { size, margins } = self.page;
        let column = (self.page.text_width() - gutter * (columns - 1) as f64) / columns as f64;
        let height = size.y - margins.top - margins.bottom;
        let area = Area { root: true, ..Area::of(Size::new(column, height)) };
        let (head, tail) = self.offsets(&run.children, column);
        // Text that begins above the margin is in it as well.
        let head = head + self.raised(&run.children, locator, area)?;
        let mut flow = Flow::new();
        flow.head = head;
        flow.staged = run.staged;
        flow.columns = columns;
        let (_, footer) = marginals(styles);
        // Word's text never reaches into the footer.
        let free = if footer.is_some() { styles.resolve(PageElem::footer_descent) } else { Rel::one() };
        let most = free.relative_to(margins.bottom).max(Abs::zero());
        let brief = tail == Abs::zero() && super::reserve::is_brief(&run.children);
        let (shares, lower) = self.section_shares(&run.children, locator, area, most, brief)?;
        self.note_floats(&run.children, columns, locator, area)?;
        self.note_lines(&run.children, columns, locator, area)?;
        self.notes_at_foot = self.notes_of_pages(&run.children, columns, locator, area)?;
        self.line_numbers = None;
        self.in_text = true;
        let walked = self.spaced_blocks(&run.children, &shares, locator, area, &mut flow);
        self.in_text = false;
        walked?;
        self.hold_drawings(&mut flow, true);
        self.let_all_float(&mut flow)?;
        let mut stretches = flow.take_stretches();
        let mut blocks = flow.finish().blocks;
        self.column_ends(&mut stretches, &mut blocks, styles);
        let line_numbers = self.line_numbers.map(|numbers| LineNumbers {
            each_page: styles.get(ParLine::numbering_scope) == LineNumberingScope::Page,
            ..numbers
        });
        for block in &mut blocks {
            if let Block::Paragraph(paragraph) = block {
                // Only where some lines have numbers must it be said that others, and mere space, have none.
                let own = paragraph.format.line_numbers.unwrap_or(false);
                paragraph.format.line_numbers = line_numbers.map(|_| own);
            }
        }
        Ok(Text { blocks, stretches, line_numbers, head, tail: tail.max(lower) })
    }

    /// Walks the headers, footers and layers of a section. `head` and `tail`: how much of the upper margin and of the lower is the text's.
    fn edges(&mut self, [head, tail]: [Abs; 2], styles: StyleChain, locator: &mut SplitLocator) -> SourceResult<Edges> {
        let Geometry { size, margins } = self.page;
        let (header, footer) = marginals(styles);
        let ascent = styles.resolve(PageElem::header_ascent).relative_to(margins.top);
        let descent = styles.resolve(PageElem::footer_descent).relative_to(margins.bottom);
        let room = Area::of(Size::new(self.page.text_width(), size.y - margins.top - margins.bottom));
        // As Typst lays them out: the header from the page's upper edge on, the footer down to its lower.
        let above = Area { height: margins.top - ascent, hold: Hold::Margin, ..room };
        self.origin = Some(Point::with_x(margins.left));
        let noted = [&header, &footer].map(|content| content.as_ref().is_some_and(has_notes));
        let mut header = self.marginal(header.as_ref(), Kind::Header, styles, locator, above)?;
        let edge = |kind, y: Abs, height: Abs, noted| {
            let corner = Point::new(margins.left, y);
            Room { kind, corner, width: room.width, height, noted }
        };
        keep_on_page(&mut header, &edge(Kind::Header, margins.top - ascent, above.height, noted[0]));
        let below = Area { height: margins.bottom - descent, ..room };
        let foot = size.y - margins.bottom + descent;
        self.origin = Some(Point::new(margins.left, foot));
        let mut footer = self.marginal(footer.as_ref(), Kind::Footer, styles, locator, below)?;
        keep_on_page(&mut footer, &edge(Kind::Footer, foot, below.height, noted[1]));
        self.origin = None;
        let free = margins.top - ascent - header.height;
        let header_at = match header.stands {
            Some(FixedAlignment::Start) => Abs::zero(),
            Some(FixedAlignment::Center) => (free / 2.0).max(Abs::zero()),
            _ => (free + header.below).max(Abs::zero()),
        };
        let free = margins.bottom - descent - footer.height;
        let footer_at = (free - footer.stands.unwrap_or(FixedAlignment::Start).position(free)).max(Abs::zero());
        let reaches = |at: Abs, margin: Abs, height: Abs| height > Abs::zero() && at + height > margin + Abs::pt(1.0);
        let over_text = [
            reaches(header_at, margins.top - head, header.height),
            reaches(footer_at, margins.bottom - tail, footer.height),
        ];
        let bare = header.marginals.is_empty();
        let mut headers = header.marginals;
        let ground = match styles.get_ref(PageElem::fill) {
            Smart::Custom(Some(paint)) => Some(super::layer::ground(paint)),
            _ => None,
        };
        // Each goes before what is there: the ground lies lowest.
        let layers = [
            (styles.get_ref(PageElem::background), true),
            (&ground, true),
            (styles.get_ref(PageElem::foreground), false),
        ];
        for (content, behind) in layers {
            let layer = self.marginal(content.as_ref(), Kind::Layer { behind }, styles, locator, room)?;
            super::layer::put(layer.marginals, &mut headers);
        }
        // What only holds something behind the text stays clear of it: LibreOffice has no header of less than a few points.
        let header_at = if bare && !headers.is_empty() { header_at / 2.0 } else { header_at };
        let printed = footer.offset.or(header.offset);
        let heights = [header.height, footer.height];
        Ok(Edges { headers, footers: footer.marginals, header_at, footer_at, heights, over_text, printed })
    }
}

/// Whether the margins of left and right pages change places.
pub(crate) fn is_mirrored(styles: StyleChain) -> bool {
    styles.get_cloned(PageElem::margin).unwrap_or_default().two_sided.unwrap_or(false)
}

/// Whether there are notes in a header or footer, which Word has below it.
fn has_notes(content: &Content) -> bool {
    found(content, |elem| elem.is::<FootnoteElem>())
}

/// The content of header and footer: what was set, or the page number where it belongs.
pub(crate) fn marginals(styles: StyleChain) -> (Option<Content>, Option<Content>) {
    let number_align = styles.get(PageElem::number_align);
    let number = styles.get_ref(PageElem::numbering).as_ref().map(|numbering| {
        let both = match numbering {
            Numbering::Pattern(pattern) => pattern.pieces() >= 2,
            Numbering::Func(_) => true,
        };
        let counter =
            CounterDisplayElem::new(Counter::new(CounterKey::Page), Smart::Custom(numbering.clone()), both).pack();
        match number_align.x() {
            Some(x) => counter.aligned(x.into()),
            None => counter,
        }
    });
    let header = styles.get_cloned(PageElem::header);
    let footer = styles.get_cloned(PageElem::footer);
    if matches!(number_align.y(), Some(OuterVAlignment::Top)) {
        (header.unwrap_or(number), footer.unwrap_or(None))
    } else {
        (header.unwrap_or(None), footer.unwrap_or(number))
    }
}

/// Odd and even as Word takes them, by the printed number: where that is ahead of the page by an odd number, they change places.
fn by_number(mut marginals: Marginals, offset: i64) -> Marginals {
    if offset % 2 != 0
        && let Some(even) = marginals.even.take()
    {
        marginals.even = Some(marginals.odd.replace(even).unwrap_or_default());
    }
    marginals
}
