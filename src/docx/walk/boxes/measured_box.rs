//! Boxes of a height that fill the rest of their line (a bar of progress, a frame with a picture in it): a tab has neither a height nor
//! anything in it. Typst says how wide they come out, and they become boxes of that width.

use std::borrow::Cow;

use typst_library::diag::SourceResult;
use typst_library::foundations::{Content, NativeElement, Packed, StyleChain, Value};
use typst_library::introspection::{MetadataElem, SplitLocator, Tag, TagElem};
use typst_library::layout::{Abs, BoxElem, Frame, FrameItem, HElem, PlaceElem, Point, Rel, Size, Sizing, Spacing};
use typst_library::routines::Pair;
use typst_library::text::TextElem;
use typst_library::visualize::ImageElem;

use super::filling::leader_of;
use crate::docx::walk::flow::fill::{found, inside};
use crate::docx::walk::{Area, Walker};

/// What marks the place before such a box and the one behind it where its line is laid out.
const EDGE: &str = "edge of a box that fills its line";

/// As many points narrower: a drawing that fills its line to the last point goes to the next one in LibreOffice, and the line around it
/// lies outside of its box.
const SPARE: f64 = 1.5;

impl Walker<'_, '_> {
    /// Such boxes among inline content by their index, as wide as they come out. `indent`: that of the first line.
    pub(crate) fn measured_boxes(
        &mut self,
        pairs: &[Pair],
        indent: Abs,
        locator: &mut SplitLocator,
        area: Area,
    ) -> SourceResult<Vec<(usize, Content)>> {
        let boxes: Vec<usize> = (0..pairs.len())
            .filter(|&index| pairs.get(index).is_some_and(|&(child, styles)| is_area(child, styles)))
            .collect();
        if boxes.is_empty() {
            return Ok(Vec::new());
        }
        let Some(trunk) = StyleChain::trunk_from_pairs(pairs) else { return Ok(Vec::new()) };
        // What all have in common is said once: centred pieces of a line, each by itself, would be paragraphs.
        let outer = trunk.links().count();
        // No room at both ends keeps the marks in the lines: Typst has those before a paragraph and after it outside.
        let end = || HElem::new(Spacing::Rel(Rel::zero())).pack();
        let mut parts: Vec<Content> = vec![end()];
        for (index, &(child, styles)) in pairs.iter().enumerate() {
            let own = || child.clone().styled_with_map(styles.suffix(outer));
            if child.is::<TagElem>() {
                continue;
            } else if boxes.contains(&index) {
                let edge = || MetadataElem::new(Value::Str(EDGE.into())).pack();
                parts.extend([edge(), own(), edge()]);
            } else {
                parts.push(own());
            }
        }
        parts.push(end());
        let width = area.width - indent;
        let line = Content::sequence(parts).styled_with_map(inside(trunk));
        let frame = self.previewed(&line, StyleChain::default(), locator, Size::new(width, area.height))?;
        let mut edges = Vec::new();
        find_edges(&frame, Point::zero(), &mut edges);
        let mut edges = edges.chunks_exact(2);
        let mut measured = Vec::new();
        for index in boxes {
            let (Some(&[from, to]), Some(&(child, styles))) = (edges.next(), pairs.get(index)) else { break };
            let Some(elem) = child.to_packed::<BoxElem>() else { continue };
            // What is behind it may begin the next line.
            let one_line = (from.y - to.y).abs() < Abs::pt(0.1) && to.x > from.x;
            let end = if one_line { to.x } else { width };
            let mut elem = elem.clone();
            let wide = end - from.x - Abs::pt(SPARE);
            elem.width.set(Sizing::Rel(Rel::from(wide)));
            if styles.resolve(TextElem::dir).is_positive() && wide > Abs::zero() {
                measured.push((index, elem.pack()));
            }
        }
        Ok(measured)
    }
}

/// The same content with such boxes in place of those that fill their lines.
pub(crate) fn with_measured<'p, 'a>(pairs: &'p [Pair<'a>], measured: &'a [(usize, Content)]) -> Cow<'p, [Pair<'a>]> {
    let mut pairs = Cow::Borrowed(pairs);
    for (index, content) in measured {
        if let Some((child, _)) = pairs.to_mut().get_mut(*index) {
            *child = content;
        }
    }
    pairs
}

/// Whether a box fills the rest of its line and is an area rather than words and a line below: it has a height and looks of its own, or
/// something in it that is no text, or that is as large as a part of it.
fn is_area(child: &Content, styles: StyleChain) -> bool {
    let Some(elem) = child.to_packed::<BoxElem>() else { return false };
    let body = elem.body.get_ref(styles).as_ref();
    if !matches!(elem.width.get(styles), Sizing::Fr(_)) || leader_of(body, styles).is_some() {
        return false;
    }
    let stroke = elem.stroke.get_cloned(styles);
    let sides = [&stroke.left, &stroke.top, &stroke.right].into_iter();
    let dressed = elem.fill.get_ref(styles).is_some() || sides.into_iter().any(|side| matches!(side, Some(Some(_))));
    let sized = !elem.height.get(styles).is_auto();
    let is_part = |elem: &Content, side: &str| match elem.get_by_name(side) {
        Ok(Value::Ratio(part)) => !part.is_zero(),
        Ok(Value::Relative(size)) => !size.rel.is_zero(),
        _ => false,
    };
    let is_drawn = |elem: &Content| {
        elem.is::<ImageElem>() || is_part(elem, "width") || sized && (is_part(elem, "height") || elem.is::<PlaceElem>())
    };
    sized && dressed || body.is_some_and(|body| found(body, is_drawn))
}

/// Where the marks stand in what is laid out.
fn find_edges(frame: &Frame, at: Point, edges: &mut Vec<Point>) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_edges(&group.frame, at + *place, edges),
            FrameItem::Tag(Tag::Start(elem, _)) => {
                let is_edge =
                    |elem: &Packed<MetadataElem>| matches!(&elem.value, Value::Str(value) if value.as_str() == EDGE);
                if elem.to_packed::<MetadataElem>().is_some_and(is_edge) {
                    edges.push(at + *place);
                }
            }
            _ => {}
        }
    }
}
