//! Brackets as Office Math, with the signs that part what is in them.

use typst_library::layout::Abs;
use typst_library::math::ir::{FencedItem, MathItem};
use typst_syntax::Span;

use super::{Look, Markup, property, sign_of, space, unseen};
use crate::docx::walk::{NOTE, Walker};
use crate::docx::write::escape;

impl Walker<'_, '_> {
    /// Brackets and what is in them.
    pub(crate) fn fenced(&mut self, fenced: &FencedItem, span: Span, look: &Look) -> Markup {
        let sign = |item: &Option<MathItem>| match item {
            Some(item) => sign_of(item),
            None => Some(String::new()),
        };
        let (open, close) = (sign(&fenced.open)?, sign(&fenced.close)?);
        // A matrix with lines between its columns: the fence has its parts, and bars between them.
        let (body, bar) = match self.parted(&fenced.body, look) {
            Some(parts) => (parts?, Some("|".to_owned())),
            None => self.between(fenced.body.as_slice(), span, look)?,
        };
        let bar = bar.map(|bar| format!("<m:sepChr m:val=\"{}\"/>", escape(&bar))).unwrap_or_default();
        let grow = self.growth(fenced, span);
        let signs =
            format!("<m:begChr m:val=\"{}\"/>{bar}<m:endChr m:val=\"{}\"/>{grow}", escape(&open), escape(&close));
        Some(format!("<m:d>{}{body}</m:d>", property("d", &signs, look)))
    }

    /// What is in brackets, in the parts that a sign as high as they (`mid`) makes of it; and the sign. A fence has one such sign.
    fn between(&mut self, items: &[MathItem], span: Span, look: &Look) -> Option<(String, Option<String>)> {
        let bar = items.iter().find(|item| item.mid_stretched().is_some()).and_then(sign_of);
        let parts_at = |item: &MathItem| item.mid_stretched().is_some() && sign_of(item) == bar;
        if items.iter().any(|item| item.mid_stretched().is_some() && !parts_at(item)) {
            self.warn(span, format!("{NOTE}公式的括号里有几种分隔符号（mid），只有第一种随内容变高"));
        }
        // Word sets such a sign close to its neighbours, Typst as far from them as a relation.
        let size = Abs::pt(f64::from(look.size) / 2.0);
        let mut out = String::new();
        let mut part = String::new();
        let mut rest = items;
        loop {
            let (inner, after) = rest.split_at(rest.iter().take_while(|item| !parts_at(item)).count());
            part.push_str(&self.math_row(inner, look)?);
            let [MathItem::Component(sign), tail @ ..] = after else { break };
            let [before, behind] = [sign.props.lspace, sign.props.rspace]
                .map(|room| room.map(|room| space(room.at(size), look)).unwrap_or_default());
            out.push_str(&element(&format!("{part}{before}")));
            part = behind;
            rest = tail;
        }
        // Brackets with nothing in them stay empty.
        out.push_str(&if bar.is_some() { element(&part) } else { format!("<m:e>{part}</m:e>") });
        Some((out, bar))
    }
}

/// A part, which programs show a place to fill in for where there is nothing.
fn element(part: &str) -> String {
    if part.is_empty() { format!("<m:e>{}</m:e>", unseen()) } else { format!("<m:e>{part}</m:e>") }
}
