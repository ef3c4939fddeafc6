//! Sums, integrals and the like as Office Math: with their bounds, and what they are over.

use typst_library::math::ir::{MathComponent, MathItem, MathKind, ScriptsItem};
use unicode_math_class::MathClass;

use super::others::either;
use super::scripts::{attached, limits};
use super::{Look, Markup, property, run, unseen};
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
        let under_over = scripts.is_some_and(|scripts| scripts.top.is_some() || scripts.bottom.is_some());
        let (upper, lower) = match scripts {
            Some(scripts) if under_over => (&scripts.top, &scripts.bottom),
            Some(scripts) => (&scripts.top_right, &scripts.bottom_right),
            None => (&None, &None),
        };
        let place = if under_over || scripts.is_none() { "undOvr" } else { "subSup" };
        // A sum has one pair of bounds. What stands around it besides stands beside nothing, before the sign or what it is over.
        let (mut before, mut beside) = (String::new(), String::new());
        if let Some(scripts) = scripts {
            before = self.around_nothing(&scripts.top_left, &scripts.bottom_left, look)?;
            if under_over {
                beside = self.around_nothing(&scripts.top_right, &scripts.bottom_right, look)?;
            }
        }
        let body = beside + &self.math_row(operand, look)?;
        let mut bound = |item: &Option<MathItem>| match item {
            Some(item) => self.math_item(item, look).map(Some),
            None => Some(None),
        };
        let (lower, upper) = (bound(lower)?, bound(upper)?);
        let sum = sum(sign, place, lower.as_deref(), upper.as_deref(), &body, look);
        Some(before + &sum)
    }
}

/// Signs that LibreOffice sums with.
const KNOWN: [&str; 9] = ["∑", "∏", "∐", "∫", "∬", "∭", "∮", "∯", "∰"];

/// A sum over something. LibreOffice shows nothing of a sign it does not know: it is given the sign as a letter with the bounds around it.
fn sum(sign: &str, place: &str, lower: Option<&str>, upper: Option<&str>, body: &str, look: &Look) -> String {
    let hide = |name: &str, bound: Option<&str>| {
        if bound.is_none() { format!("<m:{name}Hide m:val=\"1\"/>") } else { String::new() }
    };
    let says = format!(
        "<m:chr m:val=\"{}\"/><m:limLoc m:val=\"{place}\"/>{}{}",
        escape(sign),
        hide("sub", lower),
        hide("sup", upper),
    );
    let property = property("nary", &says, look);
    let begin = format!(
        "<m:nary>{property}<m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>",
        lower.unwrap_or_default(),
        upper.unwrap_or_default(),
    );
    let end = "</m:e></m:nary>";
    // Programs show a place to fill in where nothing stands.
    let alone = if body.is_empty() { unseen() } else { String::new() };
    if KNOWN.contains(&sign) {
        return format!("{begin}{body}{alone}{end}");
    }
    let letter = run(sign, "p", look);
    let letter =
        if place == "undOvr" { limits(letter, lower, upper, look) } else { attached(letter, lower, upper, look) };
    format!("{}{body}{}", either(&begin, &letter), either(&format!("{alone}{end}"), ""))
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
