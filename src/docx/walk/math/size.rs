//! Signs of equations that are asked to be of another size than they have of themselves: Word knows brackets that grow and that do not.

use typst_library::layout::{Abs, Axis, Length, Rel};
use typst_library::math::ir::{FencedItem, GlyphItem, MathItem, MathKind};
use typst_syntax::Span;

use crate::docx::walk::{NOTE, Walker};

/// Brackets of so many ems are as high as letters.
const LOW: f64 = 1.3;

impl Walker<'_, '_> {
    /// What is said of the height of brackets.
    pub(crate) fn growth(&mut self, fenced: &FencedItem, span: Span) -> &'static str {
        let sizes = [&fenced.open, &fenced.close].map(|item| item.as_ref().and_then(|item| wanted(item, Axis::Y)));
        match sizes.iter().flatten().next() {
            None => "",
            // No higher than a letter: the signs stay as they are.
            Some(size) if size.rel.is_zero() && size.abs.at(Abs::pt(1.0)) <= Abs::pt(LOW) => "<m:grow m:val=\"0\"/>",
            Some(_) => {
                let span = self.or_around(span);
                self.warn(span, format!("{NOTE}公式中括号的高度按 Word 的默认"));
                ""
            }
        }
    }

    /// Tells of a sign above or below letters that is asked to be wider or narrower than they are.
    pub(crate) fn accent_width(&mut self, sign: &MathItem, span: Span) {
        let stretch = glyph(sign).and_then(|glyph| glyph.stretch.get().resolve(Axis::X));
        let own = |target: Rel<Abs>| (target.rel.get() - 1.0).abs() > 0.1 || target.abs != Abs::zero();
        if stretch.is_some_and(|stretch| own(stretch.target)) {
            let span = self.or_around(span);
            self.warn(span, format!("{NOTE}公式中字母上方符号的宽度按 Word 的默认"));
        }
    }

    /// Tells of any other sign of a size of its own.
    pub(crate) fn stretched(&mut self, glyph: &GlyphItem, span: Span) {
        let stretch = glyph.stretch.get();
        if [Axis::X, Axis::Y].into_iter().any(|axis| stretch.resolve_requested(axis).is_some()) {
            let span = self.or_around(span);
            self.warn(span, format!("{NOTE}公式中符号的大小（stretch）按 Word 的默认"));
        }
    }

    /// Signs may stand in no file of their own.
    fn or_around(&self, span: Span) -> Span {
        if span.is_detached() { self.around } else { span }
    }
}

/// The height or the width a sign is asked to have, of what it belongs to, where that is another than it has of itself.
fn wanted(item: &MathItem, axis: Axis) -> Option<Rel<Length>> {
    let size = glyph(item)?.stretch.get().resolve_requested(axis)?;
    let em = size.abs.at(Abs::pt(1.0)).to_pt();
    ((size.rel.get() - 1.0).abs() > 0.1 || em.abs() > 0.3).then_some(size)
}

fn glyph<'a>(item: &'a MathItem) -> Option<&'a GlyphItem> {
    let [MathItem::Component(component)] = item.as_slice() else { return None };
    let MathKind::Glyph(glyph) = &component.kind else { return None };
    Some(glyph)
}
