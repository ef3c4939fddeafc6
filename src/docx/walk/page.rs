//! The document as a whole: runs of pages with the same setup become sections.

use std::sync::Arc;

use typst_library::diag::SourceResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Content, NativeElement, Resolve, Smart, StyleChain};
use typst_library::introspection::{Counter, CounterDisplayElem, CounterKey, Locator, SplitLocator};
use typst_library::layout::{
    Abs, Axes, Binding, ColumnsElem, Dir, FixedAlignment, Length, OuterVAlignment, PageElem, Paper, Point, Rel, Sides,
    Size,
};
use typst_library::model::{DocumentInfo, LineNumberingScope, Numbering, ParLine};
use typst_library::routines::{Arenas, RealizationKind};
use typst_library::text::{LocalName, TextElem};
use typst_syntax::Span;

use super::contents::Collected;
use super::finish::{
    begin_with_paragraph, count_last_section, format_numbers, headings, keep_space_after_breaks, number_no_others,
    properties, prune, ticks,
};
use super::flow::Flow;
use super::marginal::Kind;
use super::pages::{Met, pages};
use super::questions::{Hearing, depends_on_pages, overheard};
use super::runs::{Run, part_pages, runs};
use super::stretches::stretched;
use super::{Area, Hold, NOTE, Walker};
use crate::docx::introspector::{DocxIntrospector, PageNumber};
use crate::docx::model::{
    Block, Document, Inline, LineNumbers, Marginals, PageNumbers, PageSetup, Section, SectionStart, Twips,
};

/// A page of Word is no wider or higher than this, in inches.
pub(super) const LARGEST: f64 = 22.0;

/// The page's size and margins, for what is placed on it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Geometry {
    pub size: Size,
    pub margins: Sides<Abs>,
}

impl Geometry {
    /// From margin to margin.
    pub fn text_width(&self) -> Abs {
        self.size.x - self.margins.left - self.margins.right
    }
}

/// A document walked.
struct Walked {
    document: Document,
    info: DocumentInfo,
    /// What answers its questions the next time.
    introspector: DocxIntrospector,
    met: Vec<Met>,
    /// Which margins change from page to page.
    varying: Vec<u128>,
    /// Whether it has a table of contents.
    outlined: bool,
}

/// Walks a whole document.
pub(crate) fn document(
    engine: &mut Engine,
    content: &Content,
    styles: StyleChain,
) -> SourceResult<(Document, DocumentInfo, DocxIntrospector)> {
    let (walked, heard) = overheard(engine, |engine, hearing| walked(engine, hearing, content, styles));
    let Walked { document, info, introspector, met, varying, outlined } = match walked {
        Ok(walked) => walked,
        Err(errors) => return super::whole_page::document(engine, content, styles, errors),
    };
    // What changes from page to page beside the text may ask nothing of the text. A table of contents finds nothing the first time, and will
    // ask for pages: known at once, they leave more of Typst's few attempts to what comes of them.
    if varying.is_empty() && !outlined && !depends_on_pages(engine, &heard, &introspector) {
        return Ok((document, info, introspector));
    }
    let mut pages = pages(engine, content, &met)?;
    super::parted::keep(&varying, &mut pages);
    Ok((document, info, introspector.on(pages)))
}

fn walked(engine: &mut Engine, hearing: &Hearing, content: &Content, styles: StyleChain) -> SourceResult<Walked> {
    let styles = styles.to_map().outside();
    let styles = StyleChain::new(&styles);
    let content = &part_pages(content);
    let arenas = Arenas::default();
    let mut info = DocumentInfo::default();
    info.populate(styles);
    info.populate_locale(styles);
    let mut locator = Locator::root().split();
    let realize = engine.library.routines.realize;
    let children =
        realize(RealizationKind::Document { info: &mut info }, engine, &mut locator, &arenas, content, styles)?;
    let children = super::shown_pages::freed(children, &arenas);
    let mut sections = Vec::new();
    let mut walker = Walker::new(engine, hearing);
    let runs = runs(&children, styles);
    for (at, run) in runs.iter().enumerate() {
        let parts = walker.parts(run, at + 1 < runs.len());
        walker.parted = parts.is_some();
        let parts = parts.as_deref().unwrap_or(std::slice::from_ref(run));
        for (index, part) in parts.iter().enumerate() {
            let next = parts.get(index + 1).or(runs.get(at + 1));
            walker.last = walker.last_before(next);
            let section = walker.section(part, &mut locator)?;
            walker.run += 1;
            super::parted::append(&mut sections, section, walker.parted);
        }
    }
    if runs.last().is_some_and(Run::ends_with_break)
        && let Some(last) = sections.last_mut()
    {
        // After a page break at the very end there is one more page.
        last.blocks.push(Block::Paragraph(super::flow::spacer(Abs::pt(1.0), true).0));
    }
    let last: Vec<Inline> = walker.take_pending();
    let footnote_separator = walker.separator(&mut locator)?;
    let mut document = Document {
        sections,
        media: std::mem::take(&mut walker.media),
        footnotes: std::mem::take(&mut walker.footnotes),
        footnote_start: walker.footnote_start.filter(|start| *start != 1),
        footnote_separator,
        footnote_format: walker.footnote_format.filter(|format| *format != "decimal"),
        numberings: std::mem::take(&mut walker.numberings),
        fonts: Vec::new(),
        properties: properties(&info),
    };
    if let Some(section) = document.sections.last_mut()
        && section.blocks.is_empty()
    {
        let (mut paragraph, _) = super::flow::spacer(Abs::pt(1.0), false);
        paragraph.inlines = last;
        section.blocks.push(Block::Paragraph(paragraph));
    }
    let linked: Vec<String> = walker.linked.iter().map(|&location| super::bookmark_name(location)).collect();
    let tags = std::mem::take(&mut walker.tags);
    let numberings = std::mem::take(&mut walker.page_numberings);
    let tables = std::mem::take(&mut walker.contents.tables);
    let captions = std::mem::take(&mut walker.captions);
    let met = std::mem::take(&mut walker.met);
    let varying = std::mem::take(&mut walker.varying);
    drop(walker);
    let elements = tags.finalize();
    headings(&mut document, tables.iter().any(|table| matches!(table, Collected::Headings(..))));
    ticks(&mut document);
    begin_with_paragraph(&mut document);
    keep_space_after_breaks(&mut document);
    number_no_others(&mut document);
    count_last_section(&mut document);
    format_numbers(&mut document);
    prune(&mut document, &linked.into_iter().collect());
    super::contents::fields(&mut document, &tables, &captions);
    document.fonts = super::typefaces::typefaces(engine, &document);
    let introspector = DocxIntrospector::new(elements, numberings);
    Ok(Walked { document, info, introspector, met, varying, outlined: !tables.is_empty() })
}

impl Walker<'_, '_> {
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

    fn section(&mut self, run: &Run, locator: &mut SplitLocator) -> SourceResult<Vec<Section>> {
        // What is set for the page is set for its first stretch; later ones may set the same anew.
        let styles = run.shared();
        self.shared = styles.clone();
        let styles = StyleChain::new(&styles);
        self.ground = super::paint::paper(styles);
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
        let margin = styles.get_cloned(PageElem::margin).unwrap_or_default();
        let mirror = margin.two_sided.unwrap_or(false);
        let mut margins =
            margin.sides.map(|side| side.and_then(Smart::custom).unwrap_or(default)).resolve(styles).relative_to(size);
        // Typst says inside and outside by a page bound at the left, Word by an odd page.
        let binding = styles.get(PageElem::binding).unwrap_or_else(|| match styles.resolve(TextElem::dir) {
            Dir::RTL => Binding::Right,
            _ => Binding::Left,
        });
        if mirror && binding == Binding::Right {
            std::mem::swap(&mut margins.left, &mut margins.right);
        }
        if automatic.x || automatic.y {
            // A page as large as what is on it.
            let own = self.natural_size(&run.children, locator, size, margins, automatic)?;
            size = Size::new(if automatic.x { own.x } else { size.x }, if automatic.y { own.y } else { size.y });
        }
        let size = self.printable(size, run, styles);
        self.page = Geometry { size, margins };
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
        let text = Size::new(size.x - margins.left - margins.right, size.y - margins.top - margins.bottom);
        let columns = styles.get(PageElem::columns).get();
        let gutter = styles.get(ColumnsElem::gutter).resolve(styles).relative_to(text.x);
        let column = (text.x - gutter * (columns - 1) as f64) / columns as f64;
        let area = Area { root: true, ..Area::of(Size::new(column, text.y)) };
        let (head, tail) = self.offsets(&run.children, column);
        let mut flow = Flow::new();
        flow.head = head;
        flow.staged = run.staged;
        let (_, footer) = marginals(styles);
        // Word's text never reaches into the footer.
        let free = if footer.is_some() { styles.resolve(PageElem::footer_descent) } else { Rel::one() };
        let most = free.relative_to(margins.bottom).max(Abs::zero());
        let brief = tail == Abs::zero() && super::reserve::is_brief(&run.children);
        let (shares, lower) = self.section_shares(&run.children, locator, area, most, brief)?;
        self.note_floats(&run.children, columns, locator, area)?;
        self.notes_at_foot = self.notes_of_pages(&run.children, columns, locator, area)?;
        self.line_numbers = None;
        self.in_text = true;
        let walked = self.spaced_blocks(&run.children, &shares, locator, area, &mut flow);
        self.in_text = false;
        walked?;
        self.hold_drawings(&mut flow);
        self.let_all_float(&mut flow)?;
        let stretches = flow.take_stretches();
        let mut blocks = flow.finish().blocks;
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

        let (header, footer) = marginals(styles);
        let ascent = styles.resolve(PageElem::header_ascent).relative_to(margins.top);
        let descent = styles.resolve(PageElem::footer_descent).relative_to(margins.bottom);
        let room = Area::of(text);
        // As Typst lays them out: the header from the page's upper edge on, the footer down to its lower.
        let above = Area { height: margins.top - ascent, hold: Hold::Margin, ..room };
        self.origin = Some(Point::with_x(margins.left));
        let header = self.marginal(header.as_ref(), Kind::Header, styles, locator, above)?;
        let below = Area { height: margins.bottom - descent, ..room };
        self.origin = Some(Point::new(margins.left, size.y - margins.bottom + descent));
        let footer = self.marginal(footer.as_ref(), Kind::Footer, styles, locator, below)?;
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
        let over_text =
            [reaches(header_at, margins.top, header.height), reaches(footer_at, margins.bottom, footer.height)];
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
        let t = |abs: Abs| Twips::from_pt(abs.to_pt());
        // Word's odd and even pages are those of the printed numbers, Typst's those of the pages.
        let empty = self.counts_empty_page(run);
        let start = match run.start {
            _ if empty => SectionStart::NextPage,
            SectionStart::OddPage if self.ahead % 2 != 0 && self.renumbered.is_none() => SectionStart::EvenPage,
            SectionStart::EvenPage if self.ahead % 2 != 0 && self.renumbered.is_none() => SectionStart::OddPage,
            start => start,
        };
        let printed = footer.offset.or(header.offset);
        self.ahead = printed.unwrap_or(self.ahead);
        self.later = true;
        let offset = printed.unwrap_or(0);
        if mirror && offset % 2 != 0 {
            // Word tells the sides by the printed number, Typst by the page.
            std::mem::swap(&mut margins.left, &mut margins.right);
        }
        let section = Section {
            start,
            page: PageSetup {
                width: t(size.x),
                height: t(size.y),
                landscape: size.x > size.y,
                margins: [
                    t(margins.top - head),
                    t(margins.right),
                    t(margins.bottom - tail.max(lower)),
                    t(margins.left),
                ],
                mirror,
                header: t(header_at),
                footer: t(footer_at),
                over_text,
                columns: (columns, t(gutter)),
            },
            numbers: PageNumbers {
                start: self
                    .renumbered
                    .and_then(|page| u64::try_from(i64::try_from(page.get()).unwrap_or(1) + offset).ok()),
                format: None,
            },
            line_numbers,
            headers: by_number(headers, offset),
            footers: by_number(footer.marginals, offset),
            blocks,
        };
        let (before, section) = super::empty_page::parted(section, empty);
        Ok(before.into_iter().chain(stretched(section, &stretches)).collect())
    }
}

/// The content of header and footer: what was set, or the page number where it belongs.
fn marginals(styles: StyleChain) -> (Option<Content>, Option<Content>) {
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
