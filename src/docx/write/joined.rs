//! Neighbouring texts that look the same in the file are one run: they came from different places of the template, or differ in what
//! only some signs are told.

use std::borrow::Cow;

use super::run::ambiguous;
use crate::docx::model::{Inline, RunFormat};

/// Inlines with such texts as one.
pub(super) fn joined(inlines: Cow<'_, [Inline]>) -> Cow<'_, [Inline]> {
    if !inlines.windows(2).any(|pair| matches!(pair, [first, second] if both(first, second).is_some())) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines.into_owned() {
        match out.last().and_then(|last| both(last, &inline)) {
            Some(hint) => {
                if let (Some(Inline::Text(text, look)), Inline::Text(more, _)) = (out.last_mut(), inline) {
                    text.push_str(&more);
                    look.hint_east_asian = hint;
                }
            }
            None => out.push(inline),
        }
    }
    Cow::Owned(out)
}

/// Whether two inlines are texts of one look, and then whether signs in them are the East Asian font's: only such signs need be told.
fn both(first: &Inline, second: &Inline) -> Option<bool> {
    let (Inline::Text(text, look), Inline::Text(next, other)) = (first, second) else { return None };
    let signs = |text: &str| text.chars().any(ambiguous);
    let hint = match (look.hint_east_asian, other.hint_east_asian) {
        (hint, same) if hint == same => hint,
        (hint, _) if !signs(next) => hint,
        (_, hint) if !signs(text) => hint,
        _ => return None,
    };
    (*look == RunFormat { hint_east_asian: look.hint_east_asian, ..other.clone() }).then_some(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_look_the_same_are_one() {
        let look = |hint_east_asian| RunFormat { hint_east_asian, ..RunFormat::default() };
        let text = |text: &str, hint| Inline::Text(text.to_owned(), look(hint));
        let all = |inlines: &[Inline]| joined(Cow::Borrowed(inlines)).into_owned();
        assert_eq!(all(&[text("副组长：", true), text("华敏之、", true)]), [text("副组长：华敏之、", true)]);
        // Signs that are the Latin font's among figures, and then those of the Chinese one.
        let mixed = [text("3", true), text("×", false), text("4", true), text("“", true)];
        assert_eq!(all(&mixed), [text("3×4", false), text("“", true)]);
        let bold = Inline::Text("乙".to_owned(), RunFormat { bold: true, ..look(true) });
        let apart = [text("甲", true), bold, Inline::Tab(look(true)), text("丙", true)];
        assert_eq!(all(&apart), apart);
    }
}
