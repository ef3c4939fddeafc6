//! How characters look.

use ecow::EcoString;

use super::{Border, Emu, Twips};

/// A colour without transparency, as `RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self([0, 0, 0]);
    /// White.
    pub const WHITE: Self = Self([255, 255, 255]);

    /// One that looks the same, and is another.
    pub fn beside(self) -> Self {
        let [r, g, b] = self.0;
        Self([r, g, if b == 0 { 1 } else { b - 1 }])
    }

    /// `RRGGBB` in upper case.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("{r:02X}{g:02X}{b:02X}")
    }
}

/// Which font serves which script. Names of up to fifteen bytes, which nearly all are, need no memory of their own: a look is copied for
/// every run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FontNames {
    /// For Latin letters and digits (w:ascii, w:hAnsi).
    pub latin: EcoString,
    /// For Han characters and full-width punctuation (w:eastAsia).
    pub east_asian: EcoString,
}

/// Raised or lowered characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Script {
    /// On the baseline.
    #[default]
    Normal,
    /// 上标.
    Super,
    /// 下标.
    Sub,
}

/// A line under characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Underline {
    /// Word's name of the line: `single`, `thick`, `double`, `dotted`, `dash`.
    pub kind: &'static str,
    /// Its colour; `None`: the text's.
    pub colour: Option<Colour>,
}

/// The shape of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Figures {
    /// The font's own.
    #[default]
    Own,
    /// As high as capitals.
    Lining,
    /// With parts above and below, as small letters.
    OldStyle,
}

/// The widths of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Spaced {
    /// The font's own.
    #[default]
    Own,
    /// Each of its own width.
    Proportional,
    /// All of one width.
    Tabular,
}

/// What text asks of its font (w14:ligatures …). The default is Typst's, which the document's defaults say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Features {
    /// Ligatures such as fi.
    pub standard: bool,
    /// Ligatures for show.
    pub discretionary: bool,
    /// Ligatures of old.
    pub historical: bool,
    /// Signs chosen by what stands beside them.
    pub contextual: bool,
    /// Letters nearer to each other where their shapes ask for it.
    pub kerning: bool,
    /// The shape of figures.
    pub figures: Figures,
    /// Their widths.
    pub spaced: Spaced,
    /// The stylistic sets, a bit each.
    pub sets: u32,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            standard: true,
            discretionary: false,
            historical: false,
            contextual: true,
            kerning: true,
            figures: Figures::Own,
            spaced: Spaced::Own,
            sets: 0,
        }
    }
}

/// A line around letters (w14:textOutline).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LetterOutline {
    /// Its colour.
    pub line: Colour,
    /// Its width.
    pub width: Emu,
    /// The colour of the letters inside it.
    pub fill: Colour,
}

/// How a run of characters looks. Every field has a value: what the paragraph's style already says is left out only when
/// the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RunFormat {
    /// Fonts.
    pub fonts: FontNames,
    /// Size in half-points.
    pub size: u32,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Text colour.
    pub colour: Colour,
    /// Line under the text.
    pub underline: Option<Underline>,
    /// Line through the text.
    pub strike: bool,
    /// Colour behind the text.
    pub highlight: Option<Colour>,
    /// A line around the text.
    pub border: Option<Border>,
    /// Small capitals.
    pub small_caps: bool,
    /// Small letters shown as capitals.
    pub caps: bool,
    /// A line around each letter, for programs that know of such.
    pub outline: Option<LetterOutline>,
    /// Raised or lowered.
    pub script: Script,
    /// Raised (positive) or lowered by half-points.
    pub position: i32,
    /// Added between characters.
    pub tracking: Twips,
    /// BCP 47 language of Latin text, and of East Asian text.
    pub lang: (EcoString, EcoString),
    /// Whether characters that exist in both kinds of font (quotes, dashes) take the East Asian one.
    pub hint_east_asian: bool,
    /// Right-to-left text.
    pub rtl: bool,
    /// Not seen: it lies beyond the edge of the page.
    pub hidden: bool,
    /// What it asks of its font.
    pub features: Features,
}

impl RunFormat {
    /// The width of a space in points: a quarter of the size in the fonts texts use, and 0.6 of it where all letters are as wide.
    pub fn space(&self) -> f64 {
        let even = ["Mono", "Courier", "Consolas"].iter().any(|name| self.fonts.latin.contains(name));
        f64::from(self.size) / 2.0 * if even { 0.6 } else { 0.25 }
    }

    /// The same look without what is done to some words only.
    pub fn plain(&self) -> Self {
        let plain = Self::default();
        Self {
            underline: plain.underline,
            strike: plain.strike,
            highlight: plain.highlight,
            border: plain.border,
            small_caps: plain.small_caps,
            caps: plain.caps,
            script: plain.script,
            position: plain.position,
            ..self.clone()
        }
    }
}

impl Default for RunFormat {
    fn default() -> Self {
        Self {
            fonts: FontNames::default(),
            size: 22,
            bold: false,
            italic: false,
            colour: Colour::BLACK,
            underline: None,
            strike: false,
            highlight: None,
            border: None,
            small_caps: false,
            caps: false,
            outline: None,
            script: Script::Normal,
            position: 0,
            tracking: Twips::ZERO,
            lang: ("en-US".into(), "zh-CN".into()),
            hint_east_asian: false,
            rtl: false,
            hidden: false,
            features: Features::default(),
        }
    }
}

/// Whether a character is seen, and surely none that joins the one before it.
pub fn stands_alone(c: char) -> bool {
    c.is_ascii_graphic()
        || c.is_alphanumeric() && !matches!(c, '\u{300}'..'\u{2E80}')
        || matches!(c, '、'..='〗' | '！'..='～')
}
