//! What lies behind the text of a page or before it: a drawing or picture of the whole page, anchored in every header.

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Smart};
use typst_library::introspection::SplitLocator;
use typst_library::layout::{Abs, Length, Ratio, Rel, Sides, Sizing};
use typst_library::visualize::{Paint, RectElem};

use crate::docx::model::{Block, Canvas, Emu, Inline, Lettering, Marginals, Piece, Placement};
use crate::docx::walk::drawing::preview::full;
use crate::docx::walk::marginal::Margin;
use crate::docx::walk::{NOTE, Walker};

impl Walker<'_, '_> {
    /// Lays out what covers the page: a paragraph with what is drawn, or nothing.
    pub(crate) fn layer(
        &mut self,
        margin: &Margin,
        behind: bool,
        locator: &mut SplitLocator,
    ) -> SourceResult<Vec<Block>> {
        let Margin { content, span, styles, .. } = margin;
        let frame = self.lay_out_in(content, *styles, locator, full(self.page.size))?;
        self.discover(&frame);
        if crate::docx::walk::drawing::picture::seen(&frame).is_none() {
            return Ok(Vec::new());
        }
        let mut inline = self.picture_of(frame, content.plain_text().as_str(), *styles);
        if matches!(inline, Inline::Picture(_)) {
            self.warn(*span, format!("{NOTE}页面的背景或前景转为图片"));
        }
        crate::docx::walk::place::set_place(&mut inline, Placement::Page { x: Emu(0), y: Emu(0), behind });
        let (mut paragraph, _) = crate::docx::walk::flow::spacer(Abs::pt(1.0), false);
        match inline {
            Inline::Canvas(canvas) if behind && canvas.fallback.is_none() && canvas.has_words() => {
                paragraph.inlines.extend(words_apart(canvas).into_iter().map(Inline::Canvas));
            }
            inline => paragraph.inlines.push(inline),
        }
        Ok(vec![Block::Paragraph(paragraph)])
    }
}

/// A drawing with each line of its words by itself: LibreOffice sets those of a group before the text, wherever the group lies.
pub(crate) fn words_apart(canvas: Canvas) -> Vec<Canvas> {
    let mut parts: Vec<Canvas> = Vec::new();
    let is_unseen =
        |piece: &Piece| matches!(piece, Piece::Shape(shape) if shape.fill.is_none() && shape.stroke.is_none());
    let ground = canvas.pieces.first().filter(|piece| is_unseen(piece)).cloned();
    for piece in canvas.pieces {
        let alt = match &piece {
            piece if is_unseen(piece) => continue,
            Piece::Shape(_) => String::new(),
            Piece::Lettering(words) => said(words),
        };
        match parts.last_mut().filter(|last| !last.has_words() && matches!(piece, Piece::Shape(_))) {
            Some(last) => last.pieces.push(piece),
            None => parts.push(Canvas { pieces: vec![piece], alt, ..canvas }),
        }
    }
    // A group is still to be as large as its place.
    for part in parts.iter_mut().filter(|part| part.pieces.len() > 1) {
        part.pieces.splice(0..0, ground.clone());
    }
    parts
}

/// The words of a line.
fn said(words: &Lettering) -> String {
    let mut said = Vec::new();
    crate::docx::walk::marginal::page_field::texts(&words.line.inlines, &mut said);
    said.concat()
}

/// Puts a layer into the headers, before what is there. Where it differs from page to page, so do they.
pub(crate) fn put(layer: Marginals, headers: &mut Marginals) {
    if layer.even.is_some() && headers.even.is_none() {
        headers.even = Some(headers.odd.clone().unwrap_or_default());
    }
    if layer.first.is_some() && headers.first.is_none() {
        headers.first = Some(headers.odd.clone());
    }
    let Marginals { odd, even, first } = layer;
    if let Some(header) = &mut headers.even {
        lay(even.as_ref().or(odd.as_ref()), header);
    }
    if let Some(header) = &mut headers.first {
        lay(first.as_ref().map_or(odd.as_ref(), Option::as_ref), header.get_or_insert_with(Vec::new));
    }
    if odd.is_some() {
        lay(odd.as_ref(), headers.odd.get_or_insert_with(Vec::new));
    }
}

fn lay(layer: Option<&Vec<Block>>, header: &mut Vec<Block>) {
    for block in layer.into_iter().flatten().rev() {
        match (block, header.first_mut()) {
            (Block::Paragraph(layer), Some(Block::Paragraph(paragraph))) => {
                paragraph.inlines.splice(0..0, layer.inlines.iter().cloned());
            }
            (block, _) => header.insert(0, block.clone()),
        }
    }
}

/// A page's fill.
pub(crate) fn ground(paint: &Paint) -> Content {
    let whole = Rel::<Length>::from(Ratio::one());
    RectElem::new()
        .with_width(Smart::Custom(whole))
        .with_height(Sizing::Rel(whole))
        .with_fill(Some(paint.clone()))
        .with_stroke(Smart::Custom(Sides::splat(Some(None))))
        .pack()
}
