//! Lines under, through and above text, and grounds behind it.

use typst_library::foundations::Smart;
use typst_library::layout::Abs;
use typst_library::text::{DecoLine, Decoration};
use typst_library::visualize::{FixedStroke, Stroke};

use super::paint::{colour, colour_on, is_solid};
use crate::docx::model::{Border, Colour, RunFormat, Underline};
use crate::docx::walk::table::grid::border;

/// From this width on, in eighths of a point, a line under text is a thick one.
const THICK: u32 = 12;

/// A line under text thicker than this, in points, is not what Word makes of it.
const THICKEST: f64 = 3.0;

/// So is a line through it, of the text's size.
const HEAVY: f64 = 0.15;

/// From this part of the text's size on a line through it blacks it out.
const BLACKED: f64 = 0.6;

/// A line higher than this, of the text's size, goes through the text.
const THROUGH: f64 = 0.08;

/// And higher than this, above it.
const ABOVE: f64 = 0.6;

/// A line further below the baseline than this is not where Word has it.
const FAR: f64 = 0.3;

/// Reaching further out of its text than this part of its size shows.
const OUT: f64 = 0.1;

/// Where a line lies.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Below,
    Through,
    Above,
}

/// What a warning says of a line that ends beyond its text.
const REACHES: &str = "线或底色在 Word 中与文字一样长，两端不伸出（extent）";

/// Adds lines and grounds to a look. What it comes to where Word cannot say it.
pub(crate) fn decorate(
    format: &mut RunFormat,
    decorations: &[Decoration],
    size: Abs,
    behind: Colour,
) -> Option<&'static str> {
    let mut unsaid = None;
    let mut below: Option<Smart<Abs>> = None;
    let mut far = false;
    for Decoration { line, extent } in decorations {
        let own = match line {
            DecoLine::Highlight { .. } => highlight(format, line, behind),
            DecoLine::Underline { stroke, offset, .. }
            | DecoLine::Strikethrough { stroke, offset, .. }
            | DecoLine::Overline { stroke, offset, .. } => match place(line, *offset, size) {
                Place::Below => {
                    let own = under(format, stroke);
                    if below.is_some_and(|other| other != *offset)
                        && let Some(line) = format.underline.as_mut().filter(|line| line.kind == "single")
                    {
                        // Two lines, one below the other.
                        line.kind = "double";
                    }
                    below = Some(*offset);
                    far |= matches!(offset, Smart::Custom(offset) if *offset > size * FAR);
                    own
                }
                Place::Through => through(format, stroke, size),
                Place::Above => Some("文字上方的线 Word 没有"),
            },
        };
        unsaid = own.or((*extent > size * OUT).then_some(REACHES)).or(unsaid);
    }
    // Of two lines one lies further down in Word, too.
    let double = format.underline.is_some_and(|line| line.kind == "double");
    unsaid.or((far && !double).then_some("下划线离文字多远在 Word 中不能改"))
}

/// Where a line lies: where its name says, unless it is moved from there.
fn place(line: &DecoLine, offset: Smart<Abs>, size: Abs) -> Place {
    match (offset, line) {
        (Smart::Custom(offset), _) if offset < size * -ABOVE => Place::Above,
        (Smart::Custom(offset), _) if offset < size * -THROUGH => Place::Through,
        (Smart::Custom(_), _) | (Smart::Auto, DecoLine::Underline { .. }) => Place::Below,
        (Smart::Auto, DecoLine::Strikethrough { .. }) => Place::Through,
        (Smart::Auto, _) => Place::Above,
    }
}

/// A line under text.
fn under(format: &mut RunFormat, stroke: &Stroke<Abs>) -> Option<&'static str> {
    // A line that says no colour has the text's.
    let paint = match &stroke.paint {
        Smart::Custom(paint) => colour(paint),
        Smart::Auto => format.colour,
    };
    let kind = underline_kind(&border(&stroke.clone().unwrap_or_default()));
    format.underline = Some(Underline { kind, colour: (paint != format.colour).then_some(paint) });
    matches!(stroke.thickness, Smart::Custom(thickness) if thickness.to_pt() > THICKEST)
        .then_some("下划线在 Word 中最粗只有约 1.5 磅")
}

/// A line through text.
fn through(format: &mut RunFormat, stroke: &Stroke<Abs>, size: Abs) -> Option<&'static str> {
    format.strike = true;
    if let Smart::Custom(thickness) = stroke.thickness
        && thickness.to_pt() * 2.0 >= f64::from(format.size) * BLACKED
    {
        // So thick that nothing is read through it: the words lie on a ground of their own colour.
        let FixedStroke { paint, .. } = stroke.clone().unwrap_or_default();
        let over = if stroke.paint.is_auto() { format.colour } else { colour(&paint) };
        (format.highlight, format.colour) = (Some(over), over);
    } else if matches!(&stroke.paint, Smart::Custom(paint) if colour(paint) != format.colour) {
        return Some("删除线在 Word 中与文字同色，粗细不能改");
    } else if matches!(stroke.thickness, Smart::Custom(thickness) if thickness > size * HEAVY) {
        return Some("删除线在 Word 中粗细不能改");
    }
    None
}

/// A ground behind text, and lines around it.
fn highlight(format: &mut RunFormat, line: &DecoLine, behind: Colour) -> Option<&'static str> {
    let DecoLine::Highlight { fill, stroke, .. } = line else { return None };
    format.highlight = fill.as_ref().map(|fill| colour_on(fill, behind)).or(format.highlight);
    if let (Some(line), true) = (&stroke.top, stroke.iter().all(Option::is_some)) {
        format.border = Some(border(line));
    } else if let Some(line) = &stroke.bottom {
        let line = border(line);
        let (kind, paint) = (underline_kind(&line), line.colour);
        format.underline = Some(Underline { kind, colour: (paint != format.colour).then_some(paint) });
    }
    let sides = [&stroke.left, &stroke.top, &stroke.right].into_iter().flatten().count();
    if sides > 0 && format.border.is_none() {
        return Some("文字的突出显示只画四边或下边的线");
    }
    fill.as_ref().is_some_and(|fill| !is_solid(fill)).then_some("文字底色的渐变或图案只取一个颜色")
}

/// A border as a line under text, by Word's name.
pub(crate) fn underline_kind(line: &Border) -> &'static str {
    match line.kind {
        "dashed" => "dash",
        "dotted" => "dotted",
        "dotDash" => "dotDash",
        "dotDotDash" => "dotDotDash",
        "double" => "double",
        _ if line.size >= THICK => "thick",
        _ => "single",
    }
}
