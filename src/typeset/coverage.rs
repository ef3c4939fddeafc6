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
/// All chains end in the same families, so it is enough to ask those, and the families an office has put in front.
pub struct Coverage<'a> {
    fonts: &'a Fonts,
}

/// The families every chain ends in.
const TAIL: &[&str] = &["lxgw wenkai", "noto serif sc", "hanaminb", "liberation serif"];

impl<'a> Coverage<'a> {
    /// The coverage of some fonts.
    pub fn new(fonts: &'a Fonts) -> Self {
        Self { fonts }
    }

    /// Whether a character can be printed.
    pub fn contains(&self, c: char) -> bool {
        c.is_control()
            || c.is_whitespace()
            || self.fonts.files().iter().any(|file| {
                TAIL.contains(&file.info.family.to_lowercase().as_str()) && file.info.coverage.contains(c.into())
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
