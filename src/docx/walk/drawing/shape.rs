//! Laid-out lines and areas as shapes that stay sharp and editable in Word.

use typst_library::layout::{Abs, Point, Transform};
use typst_library::visualize::{Curve, CurveItem, FillRule, FixedStroke, Geometry, Paint};

use super::gradient::linear;
use crate::docx::model::{Emu, Fill, Segment, Shape};
use crate::docx::walk::text::paint::{ink, is_solid};

/// Into how many pieces a curve is cut to find what lies in it.
const PIECES: u32 = 6;

/// In how many rows and columns points are asked whether they are filled.
const GRID: u32 = 24;

/// A line or area as a shape; `None` if it is painted with more than a colour, or filled where Word would leave it empty.
pub(crate) fn shape(item: &typst_library::visualize::Shape, transform: Transform) -> Option<Shape> {
    let fill = match &item.fill {
        Some(paint) => Some(fill(paint, transform)?),
        None => None,
    };
    let painted = item.stroke.as_ref().is_none_or(|stroke| is_solid(&stroke.paint));
    let filled = item.fill.is_none() || item.fill_rule == FillRule::EvenOdd || fills_alike(&item.geometry);
    (painted && filled).then(|| Shape {
        path: outline(&item.geometry, transform),
        fill,
        stroke: item
            .stroke
            .as_ref()
            .map(|stroke| (ink(&stroke.paint), Emu::from_pt(stroke.thickness.to_pt()), dashes(stroke))),
    })
}

/// What an area is filled with: a colour, or some that turn to each other.
fn fill(paint: &Paint, transform: Transform) -> Option<Fill> {
    match paint {
        Paint::Gradient(gradient) => linear(gradient, transform),
        Paint::Solid(_) => Some(Fill::Ink(ink(paint))),
        Paint::Tiling(_) => None,
    }
}

/// An outline in EMU, after a transformation.
pub(crate) fn outline(geometry: &Geometry, transform: Transform) -> Vec<Segment> {
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

/// Whether an area is the same by both rules of what is inside: Word leaves out what its outline goes around an even number of times.
fn fills_alike(geometry: &Geometry) -> bool {
    let Geometry::Curve(curve) = geometry else { return true };
    let edges = edges(curve);
    let bounds = curve.bbox(None);
    let step = (bounds.max - bounds.min) / f64::from(GRID);
    (0..GRID * GRID).all(|index| {
        // Not through the corners, which mostly have round coordinates.
        let point = bounds.min
            + Point::new(step.x * (f64::from(index % GRID) + 0.487), step.y * (f64::from(index / GRID) + 0.513));
        let turns = winding(&edges, point);
        turns == 0 || turns % 2 != 0
    })
}

/// The outline of a curve as straight edges, every part of it closed.
fn edges(curve: &Curve) -> Vec<(Point, Point)> {
    let mut edges = Vec::new();
    let (mut start, mut here) = (Point::zero(), Point::zero());
    for item in &curve.0 {
        match item {
            CurveItem::Move(p) => {
                edges.push((here, start));
                (start, here) = (*p, *p);
            }
            CurveItem::Line(p) => {
                edges.push((here, *p));
                here = *p;
            }
            CurveItem::Cubic(a, b, c) => {
                let from = here;
                for piece in 1..=PIECES {
                    let t = f64::from(piece) / f64::from(PIECES);
                    let u = 1.0 - t;
                    let next = from * (u * u * u) + *a * (3.0 * u * u * t) + *b * (3.0 * u * t * t) + *c * (t * t * t);
                    edges.push((here, next));
                    here = next;
                }
            }
            CurveItem::Close => {
                edges.push((here, start));
                here = start;
            }
        }
    }
    edges.push((here, start));
    edges
}

/// How many times edges go around a point.
fn winding(edges: &[(Point, Point)], point: Point) -> i32 {
    let mut turns = 0;
    for (from, to) in edges {
        let down = from.y <= point.y && to.y > point.y;
        let up = to.y <= point.y && from.y > point.y;
        if !down && !up {
            continue;
        }
        let part = (point.y - from.y) / (to.y - from.y);
        if from.x + (to.x - from.x) * part > point.x {
            turns += if down { 1 } else { -1 };
        }
    }
    turns
}

fn dashes(stroke: &FixedStroke) -> Option<&'static str> {
    let dash = stroke.dash.as_ref()?;
    let first = *dash.array.first()?;
    Some(if first <= stroke.thickness * 1.5 { "sysDot" } else { "dash" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polygon(corners: &[(f64, f64)]) -> Vec<CurveItem> {
        let point = |(x, y): &(f64, f64)| Point::new(Abs::pt(*x), Abs::pt(*y));
        let mut items = vec![CurveItem::Move(point(&corners[0]))];
        items.extend(corners[1..].iter().map(|corner| CurveItem::Line(point(corner))));
        items.push(CurveItem::Close);
        items
    }

    #[test]
    fn a_star_drawn_in_one_stroke_is_filled_otherwise_by_word() {
        let fills = |items: Vec<CurveItem>| fills_alike(&Geometry::Curve(Curve(items)));
        assert!(!fills(polygon(&[(25.0, 0.0), (10.0, 50.0), (50.0, 20.0), (0.0, 20.0), (40.0, 50.0)])));
        assert!(fills(polygon(&[(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (0.0, 50.0)])));
        // A hole goes around the other way.
        let outer = polygon(&[(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (0.0, 50.0)]);
        let hole = polygon(&[(10.0, 10.0), (10.0, 40.0), (40.0, 40.0), (40.0, 10.0)]);
        let patch = polygon(&[(10.0, 10.0), (40.0, 10.0), (40.0, 40.0), (10.0, 40.0)]);
        assert!(fills([outer.clone(), hole].concat()));
        assert!(!fills([outer, patch].concat()));
    }
}
