//! Laid-out lines and areas as shapes that stay sharp and editable in Word.

use typst_library::layout::{Abs, Point, Transform};
use typst_library::visualize::{CurveItem, FixedStroke, Geometry};

use super::paint::{ink, is_solid};
use crate::docx::model::{Emu, Segment, Shape};

/// A line or area as a shape; `None` if it is painted with more than a colour.
pub(super) fn shape(item: &typst_library::visualize::Shape, transform: Transform) -> Option<Shape> {
    let painted =
        item.fill.as_ref().is_none_or(is_solid) && item.stroke.as_ref().is_none_or(|stroke| is_solid(&stroke.paint));
    painted.then(|| Shape {
        path: outline(&item.geometry, transform),
        fill: item.fill.as_ref().map(ink),
        stroke: item
            .stroke
            .as_ref()
            .map(|stroke| (ink(&stroke.paint), Emu::from_pt(stroke.thickness.to_pt()), dashes(stroke))),
    })
}

/// An outline in EMU, after a transformation.
pub(super) fn outline(geometry: &Geometry, transform: Transform) -> Vec<Segment> {
    let at = |x: Abs, y: Abs| {
        let point = Point::new(x, y).transform(transform);
        (Emu::from_pt(point.x.to_pt()), Emu::from_pt(point.y.to_pt()))
    };
    let go = |x, y| {
        let (x, y) = at(x, y);
        Segment::Move(x, y)
    };
    let line = |x, y| {
        let (x, y) = at(x, y);
        Segment::Line(x, y)
    };
    let zero = Abs::zero();
    match geometry {
        Geometry::Line(to) => vec![go(zero, zero), line(to.x, to.y)],
        Geometry::Rect(size) => {
            vec![go(zero, zero), line(size.x, zero), line(size.x, size.y), line(zero, size.y), Segment::Close]
        }
        Geometry::Curve(curve) => curve
            .0
            .iter()
            .map(|item| match item {
                CurveItem::Move(p) => go(p.x, p.y),
                CurveItem::Line(p) => line(p.x, p.y),
                CurveItem::Cubic(a, b, c) => Segment::Cubic([at(a.x, a.y), at(b.x, b.y), at(c.x, c.y)]),
                CurveItem::Close => Segment::Close,
            })
            .collect(),
    }
}

fn dashes(stroke: &FixedStroke) -> Option<&'static str> {
    let dash = stroke.dash.as_ref()?;
    let first = *dash.array.first()?;
    Some(if first <= stroke.thickness * 1.5 { "sysDot" } else { "dash" })
}
