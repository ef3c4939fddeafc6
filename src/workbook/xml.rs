//! Text that is written into XML.

/// A text for the content of an element or the value of an attribute in double quotes, without the signs that XML has no room for.
pub(super) fn escape(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let held: String = text.chars().filter(allowed).collect();
    // A single quote is none of markup there, and stands around the names of sheets.
    quick_xml::escape::escape(held).replace("&apos;", "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markup_are_named_and_those_xml_does_not_know_left_out() {
        assert_eq!(escape("<甲 & \"乙'\">\u{1}\n丙"), "&lt;甲 &amp; &quot;乙'&quot;&gt;\n丙");
    }
}
