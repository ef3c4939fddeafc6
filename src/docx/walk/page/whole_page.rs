//! The last resort: a document that Typst lays out but the walk cannot follow is made of its pages, each a drawing.
//!
//! Some documents are right only because Typst breaks out of everything for a new page (page settings in the rule of a heading whose
//! text goes on in a line). They keep their look and their text, in text boxes, and a warning says what has become of them.

use ecow::{EcoVec, eco_format};
use rustc_hash::FxHashMap;
use typst_library::diag::{SourceDiagnostic, SourceResult};
use typst_library::engine::Engine;
use typst_library::foundations::{Content, Smart, StyleChain};
use typst_library::introspection::ElementIntrospectorBuilder;
use typst_library::layout::{FrameItem, Point};
use typst_library::model::DocumentInfo;
use typst_library::visualize::Geometry;
use typst_syntax::Span;

use crate::docx::introspector::DocxIntrospector;
use crate::docx::model::{
    Block, Document, Emu, Marginals, PageNumbers, PageSetup, Placement, Section, SectionStart, Twips,
};
use crate::docx::walk::questions::Hearing;
use crate::docx::walk::{NOTE, Walker};

/// Makes a document of its pages. `errors`: why it could not be walked, which is the answer if it cannot be laid out either.
pub(crate) fn document(
    engine: &mut Engine,
    content: &Content,
    styles: StyleChain,
    errors: EcoVec<SourceDiagnostic>,
) -> SourceResult<(Document, DocumentInfo, DocxIntrospector)> {
    let Ok(paged) = super::pages::paged(engine, content) else { return Err(errors) };
    if let Some(error) = errors.first() {
        let message = eco_format!("{NOTE}这份文件只能照页面原样转，每页是一张图形（{}）", error.message);
        engine.sink.warn(SourceDiagnostic::warning(error.span, message));
    }
    let info = typst_library::model::Document::info(&paged).clone();
    let hearing = Hearing::default();
    let mut walker = Walker::new(engine, &hearing);
    let sections = paged.pages().iter().map(|page| {
        let size = page.frame.size();
        let mut frame = page.frame.clone();
        if let Smart::Custom(Some(paint)) = &page.fill {
            let ground = Geometry::Rect(size).filled(paint.clone());
            frame.prepend(Point::zero(), FrameItem::Shape(ground, Span::detached()));
        }
        let mut inline = walker.picture_of(frame, "", styles);
        crate::docx::walk::place::set_place(&mut inline, Placement::Page { x: Emu(0), y: Emu(0), behind: false });
        let (mut paragraph, _) = crate::docx::walk::flow::spacer(typst_library::layout::Abs::pt(1.0), false);
        paragraph.inlines.push(inline);
        let [width, height] = [size.x, size.y].map(|length| Twips::from_pt(length.to_pt()));
        let margin = Twips(width.0.min(height.0) / 8);
        Section {
            start: SectionStart::NextPage,
            page: PageSetup {
                width,
                height,
                landscape: width > height,
                margins: [margin; 4],
                mirror: false,
                header: Twips(margin.0 / 2),
                footer: Twips(margin.0 / 2),
                over_text: [false; 2],
                columns: (1, Twips::ZERO),
                rtl: false,
            },
            numbers: PageNumbers::default(),
            line_numbers: None,
            headers: Marginals::default(),
            footers: Marginals::default(),
            blocks: vec![Block::Paragraph(paragraph)],
        }
    });
    let sections = sections.collect();
    let media = std::mem::take(&mut walker.media);
    drop(walker);
    let mut document = Document {
        sections,
        media,
        footnotes: Vec::new(),
        footnote_format: None,
        footnote_start: None,
        footnote_separator: None,
        numberings: Vec::new(),
        fonts: Vec::new(),
        properties: crate::docx::walk::finish::properties(&info),
    };
    document.fonts = crate::docx::walk::text::typefaces::typefaces(engine, &document);
    let introspector = DocxIntrospector::new(ElementIntrospectorBuilder::new().finalize(), FxHashMap::default());
    Ok((document, info, introspector))
}
