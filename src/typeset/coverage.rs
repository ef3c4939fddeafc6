//! Which characters can be printed.

use typst::layout::{Frame, FrameItem};

use super::fonts::Fonts;

/// A character that no font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing(pub char);

impl Missing {
    /// The code point, as `U+4E00`.
    pub fn code_point(self) -> String {
        format!("U+{:04X}", u32::from(self.0))
    }
}

impl std::fmt::Display for Missing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "“{}”（{}）", self.0, self.code_point())
    }
}

/// The characters that every text role's chain of fonts can print.
///
/// All chains end in the same families, so it is enough to ask those, and the families an office has named with `--font-path`.
pub struct Coverage<'a> {
    fonts: &'a Fonts,
    named: Vec<&'a str>,
}

/// The families every chain ends in.
const TAIL: &[&str] = &["lxgw wenkai", "noto serif sc", "hanaminb", "liberation serif"];

impl<'a> Coverage<'a> {
    /// The coverage of some fonts.
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, named: fonts.named_families() }
    }

    /// Whether a character can be printed.
    pub fn contains(&self, c: char) -> bool {
        c.is_control()
            || c.is_whitespace()
            || self.fonts.files().iter().any(|file| {
                let family = file.info.family.as_str();
                (TAIL.contains(&family.to_lowercase().as_str()) || self.named.contains(&family))
                    && file.info.coverage.contains(c.into())
            })
    }

    /// The characters of a text that cannot be printed, each once, in order.
    pub fn missing(&self, text: &str) -> Vec<Missing> {
        let mut out = Vec::new();
        for c in text.chars() {
            if !self.contains(c) && !out.contains(&Missing(c)) {
                out.push(Missing(c));
            }
        }
        out
    }
}

/// The characters of laid-out text that were set as an empty box.
pub(super) fn boxes(frame: &Frame, out: &mut Vec<Missing>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => boxes(&group.frame, out),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    for c in text.text.get(glyph.range()).unwrap_or_default().chars() {
                        if !out.contains(&Missing(c)) {
                            out.push(Missing(c));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed test may panic")]
mod tests {
    use super::*;

    #[test]
    fn fonts_named_on_the_command_line_print_what_no_other_has() {
        let own = Fonts::find(&[], false).unwrap();
        assert_eq!(Coverage::new(&own).missing("甲✔"), [Missing('✔')]);
        // One of the fonts that Typst brings has the sign; put in a folder, it is an office's own.
        let folder = tempfile::tempdir().unwrap();
        let at = own.files().iter().position(|file| file.info.family == "DejaVu Sans Mono").unwrap();
        std::fs::write(folder.path().join("own.ttf"), own.font(at).unwrap().unwrap().data()).unwrap();
        let named = Fonts::find(&[folder.path().to_owned()], false).unwrap();
        assert_eq!(named.named_families(), ["DejaVu Sans Mono"]);
        assert!(Coverage::new(&named).missing("甲✔").is_empty());
    }
}
