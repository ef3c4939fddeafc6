//! What stands around something in an equation: raised, lowered, above, below, before it.

use typst_library::math::ir::{MathComponent, MathItem, MathKind, ScriptsItem};
use unicode_math_class::MathClass;

use super::operator::{large_operator, operation};
use super::{Look, Markup, nothing, property, unseen};
use crate::docx::walk::Walker;

impl Walker<'_, '_> {
    /// Something with what stands around it.
    pub(crate) fn scripts(&mut self, scripts: &ScriptsItem, look: &Look) -> Markup {
        if let Some(sign) = large_operator(&scripts.base) {
            return self.operator(&sign, Some(scripts), &[], look);
        }
        let mut base = self.math_item(&scripts.base, look)?;
        if base.is_empty() {
            base.push_str(&nothing(look));
        }
        let (upper, lower) = self.pair(&scripts.top_right, &scripts.bottom_right, look)?;
        base = attached(base, lower.as_deref(), upper.as_deref(), look);
        let (upper, lower) = self.pair(&scripts.top_left, &scripts.bottom_left, look)?;
        if upper.is_some() || lower.is_some() {
            base = before(&base, lower.as_deref(), upper.as_deref(), look);
        }
        let (upper, lower) = self.pair(&scripts.top, &scripts.bottom, look)?;
        Some(limits(base, lower.as_deref(), upper.as_deref(), look))
    }

    /// What stands raised and lowered beside nothing; nothing if there is none.
    pub(crate) fn around_nothing(&mut self, upper: &Option<MathItem>, lower: &Option<MathItem>, look: &Look) -> Markup {
        let (upper, lower) = self.pair(upper, lower, look)?;
        Some(match (&upper, &lower) {
            (None, None) => String::new(),
            _ => attached(nothing(look), lower.as_deref(), upper.as_deref(), look),
        })
    }

    /// What is written as standing beside nothing, before what follows it.
    pub(crate) fn before(&mut self, scripts: &ScriptsItem, base: &MathItem, look: &Look) -> Markup {
        let (upper, lower) = self.pair(&scripts.top_right, &scripts.bottom_right, look)?;
        let base = self.math_item(base, look)?;
        Some(before(&base, lower.as_deref(), upper.as_deref(), look))
    }

    fn pair(
        &mut self,
        upper: &Option<MathItem>,
        lower: &Option<MathItem>,
        look: &Look,
    ) -> Option<(Option<String>, Option<String>)> {
        let mut part = |item: &Option<MathItem>| match item {
            Some(item) => self.part(item, look).map(Some),
            None => Some(None),
        };
        Some((part(upper)?, part(lower)?))
    }
}

/// Something with what stands raised and lowered behind it.
pub(crate) fn attached(base: String, lower: Option<&str>, upper: Option<&str>, look: &Look) -> String {
    let plain = |name: &str| property(name, "", look);
    match (upper, lower) {
        (None, None) => base,
        (Some(upper), None) => {
            format!("<m:sSup>{}<m:e>{base}</m:e><m:sup>{upper}</m:sup></m:sSup>", plain("sSup"))
        }
        (None, Some(lower)) => {
            format!("<m:sSub>{}<m:e>{base}</m:e><m:sub>{lower}</m:sub></m:sSub>", plain("sSub"))
        }
        (Some(upper), Some(lower)) => {
            let plain = plain("sSubSup");
            format!("<m:sSubSup>{plain}<m:e>{base}</m:e><m:sub>{lower}</m:sub><m:sup>{upper}</m:sup></m:sSubSup>")
        }
    }
}

/// Something with what stands raised and lowered before it. Programs show a place to fill in for one that is not there.
fn before(base: &str, lower: Option<&str>, upper: Option<&str>, look: &Look) -> String {
    let [lower, upper] = [lower, upper].map(|part| part.map_or_else(unseen, str::to_owned));
    let plain = property("sPre", "", look);
    format!("<m:sPre>{plain}<m:sub>{lower}</m:sub><m:sup>{upper}</m:sup><m:e>{base}</m:e></m:sPre>")
}

/// Something with what stands below and above it.
pub(crate) fn limits(mut base: String, lower: Option<&str>, upper: Option<&str>, look: &Look) -> String {
    for (name, limit) in [("limLow", lower), ("limUpp", upper)] {
        if let Some(limit) = limit {
            let plain = property(name, "", look);
            base = format!("<m:{name}>{plain}<m:e>{base}</m:e><m:lim>{limit}</m:lim></m:{name}>");
        }
    }
    base
}

/// Scripts of an empty text, and what stands next to it: so are isotopes written, whose numbers stand before their sign. With it what is
/// behind that.
pub(crate) fn standing_before<'a>(
    first: &'a MathItem<'a>,
    tail: &'a [MathItem<'a>],
) -> Option<(&'a ScriptsItem<'a>, &'a MathItem<'a>, &'a [MathItem<'a>])> {
    let MathItem::Component(MathComponent { kind: MathKind::Scripts(scripts), .. }) = first else { return None };
    let [base, after @ ..] = tail else { return None };
    let MathItem::Component(component) = base else { return None };
    let plain = matches!(component.props.class(), MathClass::Normal | MathClass::Alphabetic);
    let alone = scripts.top_left.is_none()
        && scripts.bottom_left.is_none()
        && scripts.top.is_none()
        && scripts.bottom.is_none()
        && is_empty(&scripts.base);
    (alone && plain && operation(component).is_none()).then_some((&**scripts, base, after))
}

/// Whether something is a text without letters.
fn is_empty(item: &MathItem) -> bool {
    item.as_slice().iter().all(|item| match item {
        MathItem::Component(component) => {
            matches!(&component.kind, MathKind::Multiline(lines) if lines.rows.is_empty())
        }
        MathItem::Tag(_) => true,
        _ => false,
    })
}
