//! Show rules of this target: which elements dissolve into styled content during realization and which reach the walk whole.
//!
//! The target is [`Target::Bundle`], which Typst itself gives no rules. An element without a rule arrives whole and is
//! translated by the walk; an element that only styles or rearranges its body gets the paged rule, which keeps its meaning
//! exactly that of the PDF. The paged rules themselves stay untouched, so `measure` and pictures of laid-out content work.

use typst_library::diag::SourceResult;
use typst_library::engine::Engine;
use typst_library::foundations::{
    Content, NativeElement, NativeRuleMap, Packed, Resolve, ShowFn, Smart, StyleChain, Target, TargetElem,
};
use typst_library::introspection::{Location, Locator, LocatorLink, QueryIntrospection};
use typst_library::layout::{
    Abs, AlignElem, Alignment, Axes, BlockElem, BoxElem, Em, GridCell, HideElem, Length, Region, Rel, Sides, Sizing,
    VElem,
};
use typst_library::math::EquationElem;
use typst_library::model::{
    BibliographyElem, CiteGroup, CslIndentElem, CslLightElem, DirectLinkElem, DividerElem, EmphElem, EnumElem,
    FigureCaption, FigureElem, FirstLineIndent, FootnoteElem, FootnoteEntry, LinkElem, LinkMarker, ListElem,
    OutlineElem, OutlineEntry, ParElem, QuoteElem, RefElem, StrongElem, TableCell, TermsElem, TitleElem, Works,
};
use typst_library::pdf::{ArtifactElem, AttachElem, PdfMarkerTag};
use typst_library::text::{
    HighlightElem, OverlineElem, RawElem, RawLine, SmallcapsElem, StrikeElem, SubElem, SuperElem, UnderlineElem,
};

/// The target of this exporter.
pub(crate) const TARGET: Target = Target::Bundle;

/// Adds this target's rules to a library's rules. Call it once for a library that will be compiled to DOCX; compiling the
/// same library to PDF is not affected.
pub fn register(rules: &mut NativeRuleMap) {
    // Model.
    paged::<StrongElem>(rules);
    paged::<EmphElem>(rules);
    paged::<TermsElem>(rules);
    paged::<LinkElem>(rules);
    paged::<LinkMarker>(rules);
    paged::<DirectLinkElem>(rules);
    paged::<DividerElem>(rules);
    paged::<TitleElem>(rules);
    paged::<FigureElem>(rules);
    paged::<FigureCaption>(rules);
    paged::<QuoteElem>(rules);
    paged::<OutlineElem>(rules);
    paged::<OutlineEntry>(rules);
    paged::<RefElem>(rules);
    rules.register(TARGET, CITATION);
    rules.register(TARGET, BIBLIOGRAPHY);
    paged::<CslLightElem>(rules);
    paged::<CslIndentElem>(rules);
    // Text.
    paged::<SubElem>(rules);
    paged::<SuperElem>(rules);
    paged::<UnderlineElem>(rules);
    paged::<OverlineElem>(rules);
    paged::<StrikeElem>(rules);
    paged::<HighlightElem>(rules);
    paged::<SmallcapsElem>(rules);
    paged::<RawElem>(rules);
    paged::<RawLine>(rules);
    // Layout and PDF.
    paged::<AlignElem>(rules);
    paged::<HideElem>(rules);
    paged::<AttachElem>(rules);
    paged::<ArtifactElem>(rules);
    paged::<PdfMarkerTag>(rules);
    // Cells: the walk reads insets itself and writes them as cell margins; it sets `is_repeated`, which says nothing in this target,
    // on cells that are to have them.
    rules.register(TARGET, TABLE_CELL);
    rules.register(TARGET, GRID_CELL);
    // Lists: a block keeps the space around them, the walk looks into it.
    rules.register(TARGET, LIST);
    rules.register(TARGET, ENUM);
    // Inline elements that Word has an equivalent for: a box keeps them inside their paragraph, the walk looks into it.
    rules.register(TARGET, FOOTNOTE);
    rules.register(TARGET, FOOTNOTE_ENTRY);
    rules.register(TARGET, EQUATION);
}

/// Registers for this target the rule that Typst has for the paged one.
fn paged<T: NativeElement>(rules: &mut NativeRuleMap) {
    rules.register::<T>(TARGET, apply_paged::<T>);
}

fn apply_paged<T: NativeElement>(elem: &Packed<T>, engine: &mut Engine, styles: StyleChain) -> SourceResult<Content> {
    let content = elem.clone().pack();
    match engine.library.rules.get(Target::Paged, &content) {
        Some(rule) => rule.apply(&content, engine, styles),
        None => Ok(content),
    }
}

const TABLE_CELL: ShowFn<TableCell> = |elem, _, styles| {
    let inset = elem.is_repeated.get(styles).then(|| elem.inset.get(styles));
    Ok(cell(elem.body.clone(), inset, elem.align.get(styles)))
};
const GRID_CELL: ShowFn<GridCell> = |elem, _, styles| {
    let inset = elem.is_repeated.get(styles).then(|| elem.inset.get(styles));
    Ok(cell(elem.body.clone(), inset, elem.align.get(styles)))
};

fn cell(body: Content, inset: Option<Smart<Sides<Option<Rel<Length>>>>>, align: Smart<Alignment>) -> Content {
    let body = match inset {
        Some(inset) => body.padded(inset.unwrap_or_default().map(Option::unwrap_or_default)),
        None => body,
    };
    match align {
        Smart::Custom(align) => body.aligned(align),
        Smart::Auto => body,
    }
}

const LIST: ShowFn<ListElem> = |elem, _, styles| {
    let spacing = elem.tight.get(styles).then(|| elem.spacing.get(styles));
    Ok(list_block(elem.clone().pack(), spacing, styles))
};

const ENUM: ShowFn<EnumElem> = |elem, _, styles| {
    let spacing = elem.tight.get(styles).then(|| elem.spacing.get(styles));
    Ok(list_block(elem.clone().pack(), spacing, styles))
};

/// A list in a block of its own. A tight one stands close to a paragraph it follows without a blank line.
fn list_block(list: Content, tight: Option<Smart<Length>>, styles: StyleChain) -> Content {
    let span = list.span();
    let block = typst_library::layout::BlockElem::new()
        .with_body(Some(typst_library::layout::BlockBody::Content(list)))
        .pack()
        .spanned(span);
    match tight {
        Some(spacing) => {
            let spacing = spacing.unwrap_or_else(|| styles.get(ParElem::leading));
            VElem::new(spacing.into()).with_weak(true).with_attach(true).pack() + block
        }
        None => block,
    }
}

const FOOTNOTE: ShowFn<FootnoteElem> =
    |elem, _, _| Ok(BoxElem::new().with_body(Some(elem.clone().pack())).pack().spanned(elem.span()));

/// A note as its entry shows it: its number, which Word counts and the walk only takes note of, and its text.
const FOOTNOTE_ENTRY: ShowFn<FootnoteEntry> = |elem, engine, styles| {
    let number = BoxElem::new().with_body(Some(elem.clone().pack())).pack().spanned(elem.span());
    let (_, body) = elem.realize(engine, styles)?;
    Ok(number + body)
};

const EQUATION: ShowFn<EquationElem> = |elem, _, styles| {
    let content = elem.clone().pack();
    Ok(if elem.block.get(styles) {
        typst_library::layout::BlockElem::new()
            .with_body(Some(typst_library::layout::BlockBody::Content(content)))
            .pack()
            .spanned(elem.span())
    } else {
        BoxElem::new().with_body(Some(content)).pack().spanned(elem.span())
    })
};

/// A citation as its bibliography writes it. What is realized to be looked at first has a place of its own, of which the bibliography
/// knows nothing: it is written as the same citation in the document.
const CITATION: ShowFn<CiteGroup> = |elem, engine, _| {
    let span = elem.span();
    let Some(location) = elem.location() else { return Ok(Content::empty()) };
    let works = Works::generate(engine, span)?;
    works.citation(location, span).or_else(|error| match in_document(elem, engine) {
        Some(location) => works.citation(location, span),
        None => Err(error),
    })
};

/// Where the document has the same element.
fn in_document<T: NativeElement>(elem: &Packed<T>, engine: &mut Engine) -> Option<Location> {
    let all = engine.introspect(QueryIntrospection(T::ELEM.select(), elem.span()));
    let own = elem.clone().pack();
    all.iter().find(|other| other.span() == own.span() && **other == own)?.location()
}

/// 参考文献: entries with a label hang behind it, as clerks number lists by hand; the others as Typst sets them.
const BIBLIOGRAPHY: ShowFn<BibliographyElem> = |elem, engine, styles| {
    let span = elem.span();
    let Some(location) = elem.location() else { return Ok(Content::empty()) };
    let works = Works::generate(engine, span)?;
    let mut location = location;
    if works.bibliography(location, span).is_err() {
        location = in_document(elem, engine).unwrap_or(location);
    }
    let bibliography = works.bibliography(location, span)?;
    if bibliography.entries.iter().all(|entry| entry.prefix.is_none()) {
        let mut there = elem.clone();
        there.set_location(location);
        return apply_paged(&there, engine, styles);
    }
    let paged = TargetElem::target.set(Target::Paged).wrap();
    let mut widest = Abs::zero();
    for prefix in bibliography.entries.iter().filter_map(|entry| entry.prefix.as_ref()) {
        let link = LocatorLink::measure(location, span);
        let layout = engine.library.routines.layout_frame;
        let region = Region::new(Axes::splat(Abs::inf()), Axes::splat(false));
        widest.set_max(layout(engine, prefix, Locator::link(&link), styles.chain(&paged), region)?.width());
    }
    let hanging = widest + Em::new(0.65).resolve(styles);
    let mut sequence: Vec<Content> = elem.realize_title(styles).into_iter().collect();
    for entry in &bibliography.entries {
        let label = entry.prefix.clone().unwrap_or_default().located(entry.backlink);
        let label = BoxElem::new().with_body(Some(label)).with_width(Sizing::Rel(hanging.into())).pack();
        let paragraph = ParElem::new(label + entry.body.clone())
            .with_hanging_indent(hanging.into())
            .with_first_line_indent(FirstLineIndent::default())
            .pack();
        sequence.push(BlockElem::packed(paragraph).spanned(span));
    }
    Ok(Content::sequence(sequence))
};
