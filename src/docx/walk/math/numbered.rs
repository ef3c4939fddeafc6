//! Equations with a number at the right. To Word a formula beside tabs is one in a line: its fractions are small, the limits of its sums
//! stand beside the signs. In Word's own form of a numbered equation, an array whose only line is drawn out to the column's width, the
//! number is in the formula, behind a sign that parts them. LibreOffice knows nothing of that and has the tabs.

use super::lines::each;
use super::{Look, NAMESPACE, run, words};
use crate::docx::model::RunFormat;
use crate::docx::write::alternatives;

/// What is set otherwise in a line than alone.
const LARGER: [&str; 6] = ["<m:f>", "<m:nary>", "<m:limLow>", "<m:limUpp>", "<m:m>", "<m:eqArr>"];

/// Whether a formula is set otherwise in a line than alone.
pub(crate) fn is_larger_alone(markup: &str) -> bool {
    LARGER.iter().any(|part| markup.contains(part))
}

/// A formula for Word with its number, which has a look, and for others without; `None`: it is the same in a line.
pub(crate) fn displayed(markup: &str, number: &str, look: &RunFormat) -> Option<String> {
    let [word, other] = each(markup);
    let inner = word.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</m:oMath>"))?;
    if !is_larger_alone(inner) || inner.contains('#') || number.contains('#') {
        return None;
    }
    let look = Look { size: look.size, colour: look.colour, bold: look.bold };
    let (sign, number) = (run("#", "p", &look), words(number, &look));
    let word = format!(
        "<m:oMathPara xmlns:m=\"{NAMESPACE}\"><m:oMath><m:eqArr><m:eqArrPr><m:maxDist m:val=\"1\"/></m:eqArrPr><m:e>{inner}{sign}{number}</m:e></m:eqArr></m:oMath></m:oMathPara>"
    );
    Some(alternatives(&word, &other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_that_is_larger_when_it_stands_alone_has_its_number_in_it() {
        let look = RunFormat::default();
        let formula = |inner: &str| format!("<m:oMath xmlns:m=\"x\">{inner}</m:oMath>");
        assert_eq!(displayed(&formula("<m:r/>"), "(1)", &look), None);
        let both = displayed(&formula("<m:f></m:f>"), "(1)", &look).unwrap_or_default();
        let (word, other) = both.split_once("</mc:Choice>").unwrap_or_default();
        assert!(word.contains("<m:maxDist m:val=\"1\"/>") && word.contains("(1)"));
        assert!(other.contains("<m:oMath xmlns:m=\"x\"><m:f></m:f></m:oMath>") && !other.contains("(1)"));
    }
}
