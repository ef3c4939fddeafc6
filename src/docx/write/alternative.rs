//! Markup of which each program takes its own. Word knows the namespace asked for and takes the choice; LibreOffice does not, and takes the
//! fallback.

/// What Word takes, and what others take.
pub(in crate::docx) fn alternatives(word: &str, other: &str) -> String {
    format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wp14\">{word}</mc:Choice><mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
    )
}

/// What Word takes, and others pass over. `namespace`: what it has to know for that.
pub(super) fn for_word(namespace: &str, markup: &str) -> String {
    format!("<mc:AlternateContent><mc:Choice Requires=\"{namespace}\">{markup}</mc:Choice></mc:AlternateContent>")
}

/// What others take, and Word passes over.
pub(super) fn for_others(markup: &str) -> String {
    format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wp14\"/><mc:Fallback>{markup}</mc:Fallback></mc:AlternateContent>"
    )
}
