//! Names of functions as Office Math: with what they are applied to, and their bounds.

use typst_library::layout::Abs;
use typst_library::math::ir::{MathComponent, MathItem, MathKind};
use unicode_math_class::MathClass;

use super::operator::{ends_operand, operation};
use super::{Look, Markup, property, space};
use crate::docx::walk::Walker;

impl Walker<'_, '_> {
    /// A name with what it is applied to (sin x): Word sets the room around both. A name alone has the room Typst gives it.
    pub(crate) fn function(&mut self, component: &MathComponent, argument: &[MathItem], look: &Look) -> Markup {
        let name = self.component(component, look)?;
        let argument = self.math_row(argument, look)?;
        if argument.is_empty() {
            let size = Abs::pt(f64::from(look.size) / 2.0);
            let [before, after] = [component.props.lspace, component.props.rspace]
                .map(|room| room.map(|room| space(room.at(size), look)).unwrap_or_default());
            return Some(format!("{before}{name}{after}"));
        }
        let property = property("func", "", &self.own_look(component, look));
        Some(format!("<m:func>{property}<m:fName>{name}</m:fName><m:e>{argument}</m:e></m:func>"))
    }
}

/// Whether something is the name of a function (`op`), with bounds or without: of the class of sums, but no sign of one.
pub(crate) fn is_function(component: &MathComponent) -> bool {
    component.props.class() == MathClass::Large && operation(component).is_none()
}

/// Of how many of the items after its name a function is: Typst does not say. A bracket alone, or what stands there up to the next sign,
/// space or function; that of another function with it (log log n), and what a sum is over.
pub(crate) fn argument(items: &[MathItem]) -> usize {
    let mut begun = false;
    let mut len = 0;
    for item in items {
        let component = match item {
            MathItem::Component(component) => component,
            MathItem::Tag(_) => {
                len += 1;
                continue;
            }
            MathItem::Spacing(..) | MathItem::Space => break,
        };
        let rest = items.get(len + 1..).unwrap_or_default();
        match component.props.class() {
            MathClass::Large if begun => break,
            MathClass::Large if is_function(component) => return len + 1 + argument(rest),
            MathClass::Large => return len + 1 + rest.iter().take_while(|item| !ends_operand(item)).count(),
            // The sign of what follows: sin −x.
            MathClass::Vary if !begun => {}
            MathClass::Relation
            | MathClass::Binary
            | MathClass::Vary
            | MathClass::Punctuation
            | MathClass::Opening
            | MathClass::Closing
            | MathClass::Fence => break,
            _ if !begun && bracketed(component) => return len + 1,
            _ => begun = true,
        }
        len += 1;
    }
    len
}

/// Whether something stands in brackets, raised to a power or not.
fn bracketed(component: &MathComponent) -> bool {
    match &component.kind {
        MathKind::Fenced(_) => true,
        MathKind::Scripts(scripts) => {
            matches!(scripts.base.as_slice(), [MathItem::Component(base)] if bracketed(base))
        }
        _ => false,
    }
}
