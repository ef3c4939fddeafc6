//! Gradients of areas that are drawn (渐变).

use typst_library::foundations::Smart;
use typst_library::layout::{Frame, FrameItem, Ratio, Transform};
use typst_library::visualize::{
    ColorSpace, Gradient, LinearGradient, Paint, ProcessColorSpace, RatioOrAngle, RelativeTo,
};

use crate::docx::model::{Fill, Ink};
use crate::docx::walk::text::paint::ink;

/// As many colours a gradient has in Word's dialogs.
const MOST: usize = 10;

/// A gradient across or down an area as Word's; `None` if Word has none such. On a slant Word's end elsewhere than Typst's do.
pub(crate) fn linear(gradient: &Gradient, transform: Transform) -> Option<Fill> {
    let Gradient::Linear(linear) = gradient else { return None };
    let quarters = (linear.angle.to_deg() / 90.0).round();
    let upright =
        transform.kx.is_zero() && transform.ky.is_zero() && transform.sx.get() > 0.0 && transform.sy.get() > 0.0;
    let own = linear.relative != Smart::Custom(RelativeTo::Parent);
    let ((_, first), (_, last)) = (linear.stops.first()?, linear.stops.last()?);
    let whole = first.is_zero() && *last == Ratio::one();
    if !whole || linear.stops.len() > MOST || (linear.angle.to_deg() - quarters * 90.0).abs() > 1e-3 || !upright || !own
    {
        return None;
    }
    Some(Fill::Linear(stops(gradient, linear), quarters.rem_euclid(4.0) as u32 * 5_400_000))
}

/// The colours of a gradient and as many between them as Word takes: Typst mixes as the eye does, Word as screens do.
fn stops(gradient: &Gradient, linear: &LinearGradient) -> Vec<(u32, Ink)> {
    let gaps = linear.stops.len().saturating_sub(1).max(1);
    let steps = match linear.space {
        ColorSpace::Process(ProcessColorSpace::Srgb) => 1,
        _ => ((MOST - 1) / gaps).max(1),
    };
    let place = |at: f64| (at * 100_000.0).round() as u32;
    let mut stops = Vec::new();
    for (index, (colour, from)) in linear.stops.iter().enumerate() {
        stops.push((place(from.get()), ink(&Paint::Solid(colour.clone()))));
        let Some((_, to)) = linear.stops.get(index + 1).filter(|(_, to)| to > from) else { continue };
        for step in 1..steps {
            let at = from.get() + (to.get() - from.get()) * step as f64 / steps as f64;
            let colour = gradient.sample(RatioOrAngle::Ratio(Ratio::new(at)));
            stops.push((place(at), ink(&Paint::Solid(colour))));
        }
    }
    stops
}

/// Whether something is filled with a gradient of more than two colours, which the first and the last do not stand for.
pub(crate) fn many_coloured(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => many_coloured(&group.frame),
        FrameItem::Shape(shape, _) => {
            matches!(&shape.fill, Some(Paint::Gradient(gradient)) if gradient.stops_ref().len() > 2)
        }
        _ => false,
    })
}
