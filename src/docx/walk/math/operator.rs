//! Sums, integrals and the like as Office Math: with their bounds, and what they are over.

use typst_library::math::ir::{MathComponent, MathItem, MathKind, ScriptsItem};
use unicode_math_class::MathClass;

use super::{Look, Markup, property, unseen};
use crate::docx::walk::Walker;
use crate::docx::write::escape;

impl Walker<'_, '_> {
    /// A sum, an integral or the like, with its bounds and what it is over.
    pub(crate) fn operator(
        &mut self,
        sign: &str,
        scripts: Option<&ScriptsItem>,
        operand: &[MathItem],
        look: &Look,
    ) -> Markup {
        let beside = scripts.is_some_and(|scripts| scripts.top_right.is_some() || scripts.bottom_right.is_some());
        let (upper, lower) = match scripts {
            Some(scripts) if beside => (&scripts.top_right, &scripts.bottom_right),
            Some(scripts) => (&scripts.top, &scripts.bottom),
            None => (&None, &None),
        };
        let mut bound = |item: &Option<MathItem>| match item {
            Some(item) => self.math_item(item, look),
            None => Some(String::new()),
        };
        let (lower_bound, upper_bound) = (bound(lower)?, bound(upper)?);
        let place = if beside { "subSup" } else { "undOvr" };
        let hide = |name: &str, item: &Option<MathItem>| {
            if item.is_none() { format!("<m:{name}Hide m:val=\"1\"/>") } else { String::new() }
        };
        // Programs show a place to fill in where nothing stands.
        let body = self.math_row(operand, look)?;
        let body = if body.is_empty() { unseen() } else { body };
        let says = format!(
            "<m:chr m:val=\"{}\"/><m:limLoc m:val=\"{place}\"/>{}{}",
            escape(sign),
            hide("sub", lower),
            hide("sup", upper),
        );
        let property = property("nary", &says, look);
        Some(format!(
            "<m:nary>{property}<m:sub>{lower_bound}</m:sub><m:sup>{upper_bound}</m:sup><m:e>{body}</m:e></m:nary>"
        ))
    }
}

/// The sign of a large operator that Office Math sets with bounds.
pub(crate) fn large_operator(base: &MathItem) -> Option<String> {
    let [MathItem::Component(component)] = base.as_slice() else { return None };
    large_sign(component)
}

fn large_sign(component: &MathComponent) -> Option<String> {
    let MathKind::Glyph(glyph) = &component.kind else { return None };
    (glyph.class == MathClass::Large).then(|| glyph.text.to_string())
}

/// A large operator, with what stands around it if there is anything.
pub(crate) fn operation<'a>(component: &'a MathComponent<'a>) -> Option<(String, Option<&'a ScriptsItem<'a>>)> {
    match &component.kind {
        MathKind::Scripts(scripts) => Some((large_operator(&scripts.base)?, Some(scripts))),
        _ => Some((large_sign(component)?, None)),
    }
}

/// Whether an item cannot belong to what stands before it is summed over: relations, sums, commas.
pub(crate) fn ends_operand(item: &MathItem) -> bool {
    let MathItem::Component(component) = item else { return false };
    matches!(
        component.props.class(),
        MathClass::Relation | MathClass::Binary | MathClass::Vary | MathClass::Punctuation | MathClass::Closing
    )
}
