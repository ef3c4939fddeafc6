//! The lines beside what is placed on the page. In Word lines go around frames and floating tables; in Typst they go on below or above
//! what is placed. So where lines would have to give way, it is a drawing, if that has nothing but lines of words.

use std::rc::Rc;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, Packed, StyleChain};
use typst_library::introspection::{Location, SplitLocator, TagElem};
use typst_library::layout::{Abs, ColbreakElem, Frame, FrameItem, PagebreakElem, PlaceElem, Point, Rect, Size};
use typst_library::routines::Pair;

use super::alignment;
use crate::docx::model::{Block, Canvas, Emu, Inline, Paragraph, Piece};
use crate::docx::walk::drawing::preview::full;
use crate::docx::walk::flow::fill::{inside, titled};
use crate::docx::walk::{Area, Walker};

/// Lines may reach so many points into something without being moved.
const TOUCHING: f64 = 0.5;

/// How far below its baseline a line reaches, in font sizes.
const BELOW: f64 = 0.35;

/// A line that begins so many font sizes from the edge may be the first of a paragraph, which ends where it ends.
const INDENT: f64 = 2.1;

/// The lines of the pages of a section on which something is placed.
#[derive(Default)]
pub(crate) struct LinesBeside(Vec<(Location, Rc<[PageLine]>)>);

/// A line, drawing or picture of a page, by its text area's upper left corner.
struct PageLine {
    bounds: Rect,
    /// How far from the edge a line that keeps to the left may begin.
    indent: Abs,
}

impl Walker<'_, '_> {
    /// Takes note of the lines beside what is placed among a section's children.
    pub(crate) fn note_lines(
        &mut self,
        children: &[Pair],
        columns: usize,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<()> {
        self.lines_beside.0.clear();
        let height = area.height.to_pt();
        if columns > 1 || !height.is_finite() {
            return Ok(());
        }
        for page in children.split(|(child, _)| child.is::<PagebreakElem>() || child.is::<ColbreakElem>()) {
            let elems = || page.iter().filter_map(|&(child, styles)| Some((child.to_packed::<PlaceElem>()?, styles)));
            if elems().any(|(elem, styles)| elem.float.get(styles)) {
                // The text gives way to floats.
                continue;
            }
            if !elems().any(|(elem, styles)| alignment(elem, styles).1.is_some()) {
                continue;
            }
            let text = page.iter().filter(|(child, _)| !child.is::<PlaceElem>());
            let text = text.map(|&(child, styles)| child.clone().styled_with_map(inside(styles)));
            let content = Content::sequence(text);
            // What may only stand directly on a page cannot be measured.
            let region = full(Size::new(area.base, area.height));
            let Ok(frame) = self.previewed_in(&content, StyleChain::default().chain(&titled(page)), locator, region)
            else {
                continue;
            };
            let mut lines = Vec::new();
            gather(&frame, Point::zero(), &mut lines);
            let whole = lines.iter().all(|line| line.bounds.max.y.to_pt() < height + TOUCHING);
            let lines: Rc<[PageLine]> = lines.into();
            let mut begun = false;
            for (child, _) in page {
                match child.to_packed::<PlaceElem>() {
                    // Of a text of several pages only the first is known.
                    Some(elem) if whole || !begun => {
                        let noted = elem.location().map(|location| (location, lines.clone()));
                        self.lines_beside.0.extend(noted);
                    }
                    Some(_) => {}
                    None => begun |= !child.is::<TagElem>(),
                }
            }
        }
        Ok(())
    }

    /// Whether lines would have to give way to what is placed within these bounds of the text area.
    pub(crate) fn moves_lines(&self, elem: &Packed<PlaceElem>, at: Rect, area: Area) -> bool {
        let Some(location) = elem.location() else { return false };
        let touching = Abs::pt(TOUCHING);
        // Beside the text area there are none.
        let among = at.max.x > touching && at.min.x < area.width - touching;
        let gives_way = |line: &PageLine| {
            let PageLine { bounds, indent } = line;
            let level = bounds.max.y > at.min.y + touching && bounds.min.y < at.max.y - touching;
            level && !(bounds.min.x <= *indent && bounds.max.x <= at.min.x)
        };
        let own = self.lines_beside.0.iter().filter(|(own, _)| *own == location);
        among && own.flat_map(|(_, lines)| lines.iter()).any(gives_way)
    }
}

/// Gathers the lines of a frame that lies at a point.
fn gather(frame: &Frame, at: Point, lines: &mut Vec<PageLine>) {
    for (place, item) in frame.items() {
        let here = at + *place;
        let (bounds, indent) = match item {
            FrameItem::Group(group) => {
                gather(&group.frame, here, lines);
                continue;
            }
            FrameItem::Text(text) => {
                let (left, right) = (here.x, here.x + text.width());
                let (top, bottom) = (here.y - text.size, here.y + text.size * BELOW);
                (Rect::new(Point::new(left, top), Point::new(right, bottom)), text.size * INDENT)
            }
            FrameItem::Shape(shape, _) => {
                let own = shape.geometry.bbox(shape.stroke.as_ref());
                (Rect::new(here + own.min, here + own.max), Abs::zero())
            }
            FrameItem::Image(_, size, _) => (Rect::new(here, here + size.to_point()), Abs::zero()),
            FrameItem::Tag(_) | FrameItem::Link(..) => continue,
        };
        lines.push(PageLine { bounds, indent });
    }
}

/// Whether a drawing says as much as blocks: they are of words alone, each paragraph a line.
pub(crate) fn is_lines(blocks: &[Block], drawing: &Canvas) -> bool {
    let mut heights: Vec<Emu> = Vec::new();
    for piece in &drawing.pieces {
        if let Piece::Lettering(lettering) = piece {
            heights.push(lettering.y);
        }
    }
    heights.sort_unstable_by_key(|y| y.0);
    heights.dedup();
    paragraphs(blocks).is_some_and(|count| heights.len() <= count)
}

/// How many paragraphs there are in blocks of words alone.
fn paragraphs(blocks: &[Block]) -> Option<usize> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => is_plain(paragraph).then_some(1),
            Block::Table(table) if table.is_cell() => {
                table.rows.iter().flat_map(|row| &row.cells).map(|cell| paragraphs(&cell.blocks)).sum()
            }
            Block::Table(_) => None,
        })
        .sum()
}

fn is_plain(paragraph: &Paragraph) -> bool {
    let words = |inline: &Inline| matches!(inline, Inline::Text(..) | Inline::Space(..));
    paragraph.format.outline == 0 && paragraph.inlines.iter().all(words)
}
