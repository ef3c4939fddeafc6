//! Laid-out lines and areas as shapes that stay sharp and editable in Word.

use typst_library::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_library::visualize::{CurveItem, FixedStroke, Geometry};

use super::character::{colour, is_solid};
use crate::docx::model::{Emu, Segment, Shape};

/// The shapes a frame consists of; `None` if it holds anything else, is clipped, or is filled with more than a colour.
pub(super) fn shapes(frame: &Frame) -> Option<Vec<Shape>> {
    let mut shapes = Vec::new();
    collect(frame, Transform::identity(), &mut shapes)?;
    if shapes.is_empty() {
        return None;
    }
    // LibreOffice fits a group's shapes to its size, whatever the group says of its coordinates; an unseen rectangle of the
    // frame's size keeps every shape in its place.
    let ground = Geometry::Rect(frame.size());
    shapes.insert(0, Shape { path: outline(&ground, Transform::identity()), fill: None, stroke: None });
    Some(shapes)
}

fn collect(frame: &Frame, transform: Transform, shapes: &mut Vec<Shape>) -> Option<()> {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) if group.clip.is_none() => {
                collect(&group.frame, here.pre_concat(group.transform), shapes)?;
            }
            FrameItem::Shape(shape, _) => {
                let painted = shape.fill.as_ref().is_none_or(is_solid)
                    && shape.stroke.as_ref().is_none_or(|stroke| is_solid(&stroke.paint));
                if !painted {
                    return None;
                }
                shapes.push(Shape {
                    path: outline(&shape.geometry, here),
                    fill: shape.fill.as_ref().map(colour),
                    stroke: shape
                        .stroke
                        .as_ref()
                        .map(|stroke| (colour(&stroke.paint), Emu::from_pt(stroke.thickness.to_pt()), dashes(stroke))),
                });
            }
            FrameItem::Tag(_) | FrameItem::Link(..) => {}
            FrameItem::Group(_) | FrameItem::Text(_) | FrameItem::Image(..) => return None,
        }
    }
    Some(())
}

fn outline(geometry: &Geometry, transform: Transform) -> Vec<Segment> {
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
