//! The outlines of shapes: how large they are, and how DrawingML says them.

use crate::docx::model::{Emu, Segment};

/// The extent of an outline, as it is drawn: left, top, right, bottom. Points that only bend a curve may lie outside; LibreOffice, which
/// fits the outline into its extent, would make it smaller.
pub(super) fn extent(path: &[Segment]) -> Option<[i64; 4]> {
    let mut found: Option<[i64; 4]> = None;
    let mut add = |x: i64, y: i64| {
        let [x0, y0, x1, y1] = found.unwrap_or([x, y, x, y]);
        found = Some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)]);
    };
    let mut at = (0, 0);
    for segment in path {
        match segment {
            Segment::Move(x, y) | Segment::Line(x, y) => at = (x.0, y.0),
            Segment::Cubic([a, b, to]) => {
                let (xs, ys) = ([at.0, a.0.0, b.0.0, to.0.0], [at.1, a.1.0, b.1.0, to.1.0]);
                for t in turns(xs).into_iter().chain(turns(ys)).flatten() {
                    add(bend(xs, t), bend(ys, t));
                }
                at = (to.0.0, to.1.0);
            }
            Segment::Close => continue,
        }
        add(at.0, at.1);
    }
    found
}

/// A cubic curve's coordinate at a part of its way.
fn bend(p: [i64; 4], t: f64) -> i64 {
    let [a, b, c, d] = p.map(|p| p as f64);
    let s = 1.0 - t;
    (s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d).round() as i64
}

/// Where a cubic curve's coordinate turns back.
fn turns(p: [i64; 4]) -> [Option<f64>; 2] {
    let [a, b, c, d] = p.map(|p| p as f64);
    // The derivative is a t² + b t + c, but for a factor.
    let (square, linear, constant) = (d - 3.0 * c + 3.0 * b - a, 2.0 * (c - 2.0 * b + a), b - a);
    let inside = |t: f64| (t > 0.0 && t < 1.0).then_some(t);
    if square.abs() < 0.5 {
        return [if linear.abs() < 0.5 { None } else { inside(-constant / linear) }, None];
    }
    let root = (linear * linear - 4.0 * square * constant).sqrt();
    [inside((-linear + root) / (2.0 * square)), inside((-linear - root) / (2.0 * square))]
}

/// Whether it is a straight line.
pub(super) fn is_line(path: &[Segment]) -> bool {
    matches!(path, [Segment::Move(..), Segment::Line(..)])
}

/// A line from bottom left to top right is a flipped one.
pub(super) fn flip(path: &[Segment]) -> &'static str {
    match path {
        [Segment::Move(x0, y0), Segment::Line(x1, y1)] if (x1 < x0) != (y1 < y0) && x0 != x1 && y0 != y1 => {
            " flipV=\"1\""
        }
        _ => "",
    }
}

/// Lines and upright rectangles by name, everything else as its own outline.
pub(super) fn geometry(path: &[Segment], x0: i64, y0: i64, cx: i64, cy: i64) -> String {
    let named = |name: &str| format!("<a:prstGeom prst=\"{name}\"><a:avLst/></a:prstGeom>");
    match path {
        [Segment::Move(..), Segment::Line(..)] => return named("line"),
        [
            Segment::Move(ax, ay),
            Segment::Line(bx, by),
            Segment::Line(dx, dy),
            Segment::Line(ex, ey),
            Segment::Close,
        ] if ay == by && bx == dx && dy == ey && ex == ax => {
            return named("rect");
        }
        _ => {}
    }
    let point = |x: Emu, y: Emu| format!("<a:pt x=\"{}\" y=\"{}\"/>", x.0 - x0, y.0 - y0);
    let steps: String = path
        .iter()
        .map(|segment| match segment {
            Segment::Move(x, y) => format!("<a:moveTo>{}</a:moveTo>", point(*x, *y)),
            Segment::Line(x, y) => format!("<a:lnTo>{}</a:lnTo>", point(*x, *y)),
            Segment::Cubic(points) => {
                let points: String = points.iter().map(|(x, y)| point(*x, *y)).collect();
                format!("<a:cubicBezTo>{points}</a:cubicBezTo>")
            }
            Segment::Close => "<a:close/>".to_owned(),
        })
        .collect();
    format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>\
         <a:pathLst><a:path w=\"{}\" h=\"{}\">{steps}</a:path></a:pathLst></a:custGeom>",
        cx.max(1),
        cy.max(1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_beside_a_curve_are_none_of_its_extent() {
        let point = |x, y| (Emu(x), Emu(y));
        let path = [
            Segment::Move(Emu(0), Emu(0)),
            Segment::Cubic([point(0, 400), point(800, 400), point(800, 0)]),
            Segment::Close,
        ];
        assert_eq!(extent(&path), Some([0, 0, 800, 300]));
        assert_eq!(extent(&[]), None);
    }
}
