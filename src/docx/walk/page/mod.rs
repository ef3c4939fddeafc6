//! The document as a whole: runs of pages with the same setup become sections.

pub(super) mod column_ends;
pub(super) mod empty_page;
pub(super) mod foot;
pub(super) mod layer;
pub(super) mod numbered_from;
pub(super) mod numbered_lines;
pub(super) mod odd_page;
pub(super) mod page_break;
pub(super) mod pages;
pub(super) mod raised;
pub(super) mod reserve;
pub(super) mod restyled;
pub(super) mod runs;
pub(super) mod section;
pub(super) mod shown_pages;
pub(super) mod stretches;
pub(super) mod whole_page;

use std::collections::BTreeSet;

use typst_library::diag::SourceResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Content, StyleChain};
use typst_library::introspection::Locator;
use typst_library::layout::{Abs, Sides, Size};
use typst_library::model::DocumentInfo;
use typst_library::routines::{Arenas, RealizationKind};

use self::empty_page::empty_page;
use self::pages::{Met, pages};
use self::runs::{Run, part_pages, runs};
use super::Walker;
use super::finish::{
    begin_with_paragraph, count_last_section, format_numbers, headings, keep_space_after_breaks, number_no_others,
    properties, prune, ticks,
};
use super::flow::apart::set_apart;
use super::heading::contents::Collected;
use super::questions::{Hearing, depends_on_pages, overheard};
use crate::docx::introspector::DocxIntrospector;
use crate::docx::model::{Block, Document, Inline, Section};

/// A page of Word is no wider or higher than this, in inches.
pub(crate) const LARGEST: f64 = 22.0;

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
    /// Whether anything beside the text looks something up.
    looks_up: bool,
}

/// Walks a whole document.
pub(crate) fn document(
    engine: &mut Engine,
    content: &Content,
    styles: StyleChain,
) -> SourceResult<(Document, DocumentInfo, DocxIntrospector)> {
    let (walked, heard) = overheard(engine, |engine, hearing| walked(engine, hearing, content, styles));
    let Walked { document, info, introspector, met, varying, outlined, looks_up } = match walked {
        Ok(walked) => walked,
        Err(errors) => return self::whole_page::document(engine, content, styles, errors),
    };
    // What changes from page to page beside the text may ask nothing of the text. A table of contents finds nothing the first time, and will
    // ask for pages, as do headers that look up headings: known at once, they leave more of Typst's few attempts to what comes of them.
    if varying.is_empty() && !outlined && !looks_up && !depends_on_pages(engine, &heard, &introspector) {
        if heard.doubtful() {
            self::pages::paged(engine, content)?;
        }
        return Ok((document, info, introspector));
    }
    let mut pages = pages(engine, content, &met)?;
    super::marginal::parted::keep(&varying, &mut pages);
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
    let children = self::shown_pages::freed(children, &arenas);
    let children = super::table::filling_rows::filled(engine, children, &arenas)?;
    let mut sections: Vec<Section> = Vec::new();
    let mut walker = Walker::new(engine, hearing);
    let runs = walker.restyled(runs(&children, styles));
    for (at, run) in runs.iter().enumerate() {
        let parts = walker.parts(run, at + 1 < runs.len(), runs.len() > 1);
        walker.parted = parts.is_some();
        let parts = parts.as_deref().unwrap_or(std::slice::from_ref(run));
        for (index, part) in parts.iter().enumerate() {
            let next = parts.get(index + 1).or(runs.get(at + 1));
            walker.last = walker.last_before(next);
            walker.closes = next.is_none();
            let section = walker.section(part, &mut locator)?;
            walker.run += 1;
            if let Some(last) = sections.last_mut().filter(|_| walker.empty_before) {
                last.blocks.push(empty_page());
            }
            super::marginal::parted::append(&mut sections, section, walker.parted);
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
    let mut linked: BTreeSet<String> = walker.linked.iter().map(|&location| super::bookmark_name(location)).collect();
    let tags = std::mem::take(&mut walker.tags);
    let numberings = std::mem::take(&mut walker.page_numberings);
    let tables = std::mem::take(&mut walker.contents.tables);
    let captions = std::mem::take(&mut walker.captions);
    let references = std::mem::take(&mut walker.references);
    let met = std::mem::take(&mut walker.met);
    let varying = std::mem::take(&mut walker.varying);
    drop(walker);
    let elements = tags.finalize();
    headings(&mut document, tables.iter().any(|table| matches!(table, Collected::Headings(..))));
    ticks(&mut document);
    set_apart(&mut document);
    begin_with_paragraph(&mut document);
    keep_space_after_breaks(&mut document);
    number_no_others(&mut document);
    count_last_section(&mut document);
    format_numbers(&mut document);
    super::reference::caption::type_equations(&mut document, &captions);
    super::reference::chapter_number::ask_headings(&mut document, &references);
    super::reference::resolve(&mut document, &references, &mut linked);
    prune(&mut document, &linked);
    super::reference::fields(&mut document);
    super::reference::counting::count_in_order(&mut document);
    super::heading::contents::fields(&mut document, &tables, &captions);
    document.fonts = super::text::typefaces::typefaces(engine, &document);
    let introspector = DocxIntrospector::new(elements, numberings);
    let looks_up = hearing.looks_up();
    Ok(Walked { document, info, introspector, met, varying, outlined: !tables.is_empty(), looks_up })
}
