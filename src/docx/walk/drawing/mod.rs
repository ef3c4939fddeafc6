//! Laid-out content as a drawing: its lines and areas as shapes, its text as lines of real text at their places.
//!
//! Word sets ordinary text only upright and in the flow. What Typst turns, moves or draws around stays text nevertheless: each
//! line of it is a text box without looks in the drawing's group.

pub(super) mod alone;
pub(super) mod gradient;
pub(super) mod image;
pub(super) mod lettering;
pub(super) mod picture;
pub(super) mod preview;
pub(super) mod round;
pub(super) mod shape;

use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};
use typst_library::text::{FontStyle, TextItem};
use typst_library::visualize::Geometry;

use self::lettering::{rounded_up, script, spaced, squeezed, tracked};
use self::shape::{outline, shape};
use super::Walker;
use super::line::fit::ROUNDED;
use super::line::inline::push_text;
use super::marginal::number_edges::SPARE;
use super::text::character::half_points;
use super::text::letter_outline;
use super::text::metrics::{BASELINE, is_han};
use super::text::paint::{colour_on, is_solid};
use crate::docx::model::{
    Canvas, Emu, Inline, Lettering, Line, Paragraph, ParagraphFormat, Piece, Placement, RunFormat, Shape, Twips,
};

/// The height of a line of lettering, in font sizes: what a Han character takes.
const PITCH: f64 = 1.05;

/// How far content may reach beyond the edge that cuts it and still count as whole.
const TOLERANCE: Abs = Abs::raw(1.0);

/// What clips a frame with a line around it cuts off half of the width of the line, which hides that: in points.
const UNDER_LINE: f64 = 0.6;

/// By so much of the font's size a space after a Han character may be wider in LibreOffice: it takes the Han font's.
const WIDE_SPACE: f64 = 0.75;

/// Text that stands on one baseline, under construction.
struct Row<'a> {
    /// With the room before each.
    items: Vec<(&'a TextItem, Abs)>,
    /// Start and end of the baseline, in the turned coordinates.
    start: Point,
    end: Abs,
    /// Clockwise, in radians.
    angle: f64,
    scale: f64,
}

impl Row<'_> {
    /// A point of the turned coordinates in those of the drawing.
    fn point(&self, x: Abs, y: Abs) -> Point {
        let (sin, cos) = self.angle.sin_cos();
        Point::new(x * cos - y * sin, x * sin + y * cos)
    }
}

/// How many spaces come after Han characters in a row.
fn wide_spaces(row: &Row) -> usize {
    let text: Vec<char> = row.items.iter().flat_map(|(item, _)| item.text.chars()).collect();
    text.windows(2).filter(|pair| matches!(pair, [han, ' '] if is_han(*han))).count()
}

enum Drawn<'a> {
    Shape(Shape, Rect),
    Row(Row<'a>),
}

impl Walker<'_, '_> {
    /// The drawing a frame comes to; `None` if it holds pictures, gradients, slanted or mirrored text, formulas, or anything cut off.
    pub fn drawing(&mut self, frame: &Frame, alt: &str, styles: StyleChain) -> Option<Canvas> {
        let mut drawn = Vec::new();
        collect(frame, Transform::identity(), &mut drawn)?;
        if drawn.is_empty() {
            return None;
        }
        let rows = drawn.iter().any(|one| matches!(one, Drawn::Row(_)));
        // Word has no text boxes in notes.
        if rows && self.loose_notes.is_some() && self.reach.is_none() {
            return None;
        }
        // What is moved reaches beyond the frame, and lettering does by what its boxes have to spare: the drawing is that much larger
        // than its place.
        let size = frame.size();
        let (mut min, mut max) = (Point::zero(), size.to_point());
        let mut pieces = Vec::new();
        for one in drawn {
            match one {
                Drawn::Shape(shape, bounds) => {
                    min = min.min(bounds.min);
                    max = max.max(bounds.max);
                    pieces.push(Piece::Shape(shape));
                }
                Drawn::Row(row) => {
                    let (lettering, bounds) = self.lettering(&row, styles);
                    min = min.min(bounds.min);
                    max = max.max(bounds.max);
                    pieces.push(Piece::Lettering(Box::new(lettering)));
                }
            }
        }
        for piece in &mut pieces {
            shift(piece, Emu::from_pt(-min.x.to_pt()), Emu::from_pt(-min.y.to_pt()));
        }
        // LibreOffice fits a group's shapes to its size, whatever the group says of its coordinates; an unseen rectangle of the
        // drawing's size keeps every shape in its place.
        let whole = Size::new(max.x - min.x, max.y - min.y);
        let ground = outline(&Geometry::Rect(whole), Transform::identity());
        pieces.insert(0, Piece::Shape(Shape { path: ground, fill: None, stroke: None }));
        let emu = |length: Abs| Emu::from_pt(length.to_pt());
        Some(Canvas {
            width: emu(whole.x),
            height: emu(whole.y),
            over: [emu(-min.x), emu(-min.y), emu(max.x - size.x), emu(max.y - size.y)],
            pieces,
            fallback: None,
            alt: alt.trim().to_owned(),
            place: Placement::Inline { lowered: 0 },
        })
    }

    /// A row as a box of text, and the room the box takes.
    fn lettering(&mut self, row: &Row, styles: StyleChain) -> (Lettering, Rect) {
        let mut inlines = Vec::new();
        let mut largest = Abs::zero();
        for (index, &(item, _)) in row.items.iter().enumerate() {
            let format = self.item_format(item, row.scale, styles);
            let after = row.items.get(index + 1).map_or(Abs::zero(), |(_, before)| *before);
            for (text, more) in spaced(item, row.scale, after) {
                let tracking = format.tracking + Twips::from_pt(more.to_pt());
                push_text(&mut inlines, text, RunFormat { tracking, ..format.clone() }, None);
            }
            largest.set_max(item.size * row.scale);
        }
        let height = largest * PITCH;
        let natural = row.end - row.start.x;
        let squeezed: Abs = row.items.iter().map(|(item, _)| squeezed(item) * row.scale).sum();
        let rounded: Abs =
            row.items.iter().map(|(item, _)| item.width() * row.scale * rounded_up(item, row.scale).1).sum();
        let stretches = ROUNDED * row.items.len().saturating_sub(1) as f64;
        // A little more than measured: rounding must not break the line. And not all programs squeeze signs.
        let (part, points) = SPARE;
        let width = (natural + squeezed + rounded) * (1.0 + part)
            + Abs::pt(points + stretches)
            + largest * (WIDE_SPACE * wide_spaces(row) as f64);
        let (left, top) = (row.start.x, row.start.y - height * BASELINE);
        let centre = row.point(left + width / 2.0, top + height / 2.0);
        let bounds = bounds([
            row.point(left, top),
            row.point(left + width, top),
            row.point(left, top + height),
            row.point(left + width, top + height),
        ]);
        let mark = match inlines.first() {
            Some(Inline::Text(_, format)) => format.clone(),
            _ => RunFormat::default(),
        };
        let format = ParagraphFormat {
            line: Some(Line::Exact(Twips::from_pt(height.to_pt()))),
            auto_space: Some(true),
            ..ParagraphFormat::default()
        };
        let emu = |length: Abs| Emu::from_pt(length.to_pt());
        let lettering = Lettering {
            x: emu(centre.x - width / 2.0),
            y: emu(centre.y - height / 2.0),
            width: emu(width),
            height: emu(height),
            rotation: (row.angle.to_degrees() * 60_000.0).round() as i64,
            line: Paragraph { format, inlines, mark },
        };
        (lettering, bounds)
    }

    /// The look of laid-out text.
    fn item_format(&mut self, item: &TextItem, scale: f64, styles: StyleChain) -> RunFormat {
        let info = item.font.font().info();
        let fonts = self.names_of_family(info.family.as_str(), styles);
        let bold = self.is_bold(i64::from(info.variant.weight.to_number()), &fonts);
        let mut format = RunFormat {
            fonts,
            size: half_points(item.size * scale),
            bold,
            italic: info.variant.style != FontStyle::Normal,
            colour: colour_on(&item.fill, self.ground),
            tracking: Twips::from_pt((tracked(item) * scale - rounded_up(item, scale).0).to_pt()),
            script: script(item),
            outline: None,
            ..self.run_format(styles)
        };
        if let Some(stroke) = &item.stroke {
            letter_outline::outline(&mut format, stroke, self.ground);
        }
        format
    }
}

/// Gathers what a frame holds; `None` if it cannot be drawn.
fn collect<'a>(frame: &'a Frame, transform: Transform, drawn: &mut Vec<Drawn<'a>>) -> Option<()> {
    for (at, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => {
                let from = drawn.len();
                let inner = here.pre_concat(group.transform);
                collect(&group.frame, inner, drawn)?;
                if let Some(clip) = &group.clip {
                    let edge = moved(clip.bbox(None), inner);
                    let whole = drawn.get(from..).unwrap_or_default().iter().all(|one| within(one, edge));
                    if !whole {
                        return None;
                    }
                }
            }
            FrameItem::Shape(item, _) => {
                let shape = shape(item, here)?;
                let size = item.geometry.bbox(None);
                drawn.push(Drawn::Shape(shape, moved(size, here)));
            }
            FrameItem::Text(text) => letters(text, here, drawn)?,
            FrameItem::Tag(_) | FrameItem::Link(..) => {}
            FrameItem::Image(..) => return None,
        }
    }
    Some(())
}

/// Adds text to the row it continues, or begins one.
fn letters<'a>(item: &'a TextItem, here: Transform, drawn: &mut Vec<Drawn<'a>>) -> Option<()> {
    let (sx, ky, kx, sy) = (here.sx.get(), here.ky.get(), here.kx.get(), here.sy.get());
    let upright = (sx - sy).abs() < 1e-6 && (ky + kx).abs() < 1e-6;
    // Text fonts may have what formulas need, too: all of New Computer Modern do. Those made for formulas say so by their names.
    let made_for = item.font.info().family.to_lowercase().contains("math");
    let formula = made_for && item.font.ttf().tables().math.is_some();
    let scale = sx.hypot(ky);
    if !upright || formula || scale < 1e-3 || !is_solid(&item.fill) {
        return None;
    }
    let angle = ky.atan2(sx);
    let (sin, cos) = angle.sin_cos();
    let origin = Point::zero().transform(here);
    let start = Point::new(origin.x * cos + origin.y * sin, origin.y * cos - origin.x * sin);
    let end = start.x + item.width() * scale;
    if let Some(Drawn::Row(row)) = drawn.last_mut()
        && (row.angle - angle).abs() < 1e-6
        && (row.start.y - start.y).abs() < Abs::pt(0.01)
        && (start.x - row.end).abs() < item.size * scale * 0.3
    {
        row.items.push((item, start.x - row.end));
        row.end = end;
        return Some(());
    }
    drawn.push(Drawn::Row(Row { items: vec![(item, Abs::zero())], start, end, angle, scale }));
    Some(())
}

/// A rectangle's bounds after a transformation.
pub(crate) fn moved(rect: Rect, transform: Transform) -> Rect {
    let corners = [rect.min, rect.max, Point::new(rect.min.x, rect.max.y), Point::new(rect.max.x, rect.min.y)];
    bounds(corners.map(|corner| corner.transform(transform)))
}

/// The upright rectangle around four corners.
fn bounds(corners: [Point; 4]) -> Rect {
    let [first, ..] = corners;
    corners.iter().fold(Rect::new(first, first), |rect, corner| Rect::new(rect.min.min(*corner), rect.max.max(*corner)))
}

/// Whether something lies within an edge that would cut it.
fn within(one: &Drawn, edge: Rect) -> bool {
    let within = |point: Point, over: Abs| {
        point.x >= edge.min.x - over
            && point.y >= edge.min.y - over
            && point.x <= edge.max.x + over
            && point.y <= edge.max.y + over
    };
    let inside = |point: Point| within(point, TOLERANCE);
    match one {
        Drawn::Shape(_, bounds) => within(bounds.min, Abs::pt(UNDER_LINE)) && within(bounds.max, Abs::pt(UNDER_LINE)),
        Drawn::Row(row) => {
            let up = row.items.iter().map(|(item, _)| item.size * row.scale).max().unwrap_or_default() * 0.7;
            [
                row.point(row.start.x, row.start.y),
                row.point(row.end, row.start.y),
                row.point(row.start.x, row.start.y - up),
            ]
            .into_iter()
            .all(inside)
        }
    }
}

pub(crate) fn shift(piece: &mut Piece, x: Emu, y: Emu) {
    match piece {
        Piece::Shape(shape) => shape.path.iter_mut().for_each(|segment| segment.shift(x, y)),
        Piece::Lettering(lettering) => {
            lettering.x.0 += x.0;
            lettering.y.0 += y.0;
        }
    }
}
