//! Typst's text styles as Word's character formatting.

use ecow::EcoString;
use typst_library::World;
use typst_library::foundations::StyleChain;
use typst_library::layout::{Abs, HideElem};
use typst_library::text::{FontFamily, FontStyle, ScriptKind, TextElem, families};

use super::decoration::decorate;
use super::letter_outline::outline;
use super::paint::{colour_on, is_solid};
use crate::docx::model::{FontNames, RunFormat, Script, Twips};
use crate::docx::walk::Walker;

/// From this weight on text is bold in Word, which knows only two weights.
pub(crate) const BOLD_FROM: u16 = 650;

/// From this weight on it is where the font has a face for it: 小标宋 asks for one that only the bundled font has.
const HALF_BOLD: i64 = 600;

/// So many looks are remembered at a time.
const LOOKS: usize = 256;

impl Walker<'_, '_> {
    /// The look of text with these styles. A form asks for the same few of them in all of its cells.
    pub fn run_format(&mut self, styles: StyleChain) -> RunFormat {
        let key = (typst_utils::hash128(&styles), self.ground);
        if let Some((format, unsaid)) = self.looks.get(&key) {
            self.unsaid = unsaid.or(self.unsaid);
            return format.clone();
        }
        let before = self.unsaid.take();
        let format = self.new_run_format(styles);
        if self.looks.len() >= LOOKS {
            self.looks.clear();
        }
        self.looks.insert(key, (format.clone(), self.unsaid));
        self.unsaid = self.unsaid.or(before);
        format
    }

    fn new_run_format(&mut self, styles: StyleChain) -> RunFormat {
        let size = styles.resolve(TextElem::size);
        let weight = i64::from(styles.get(TextElem::weight).to_number()) + styles.get(TextElem::delta).0;
        let slanted = styles.get(TextElem::style) != FontStyle::Normal;
        let lang = styles.get(TextElem::lang);
        let region = styles.get(TextElem::region);
        let east_asian = matches!(lang.as_str(), "zh" | "ja" | "ko");
        // Code in a Chinese text is English, but not that of China.
        let foreign = |region: &str| !east_asian && matches!(region, "CN" | "TW" | "HK" | "MO" | "JP" | "KR");
        let tag = match region.filter(|region| !foreign(region.as_str())) {
            Some(region) => format!("{}-{}", lang.as_str(), region.as_str().to_uppercase()),
            None => lang.as_str().to_owned(),
        };
        let fonts = self.font_names(styles);
        let is_bold = self.is_bold(weight, &fonts);
        let (features, caps, lost) = self.features(styles);
        if lost {
            self.unsaid = Some("字体特性（分数、带斜线的零、替换字形等）Word 没有，照常显示");
        }
        let mut format = RunFormat {
            fonts,
            size: half_points(size),
            bold: is_bold,
            italic: slanted != styles.get(TextElem::emph).0,
            colour: colour_on(styles.get_ref(TextElem::fill), self.ground),
            small_caps: caps && self.has_small_caps(styles),
            tracking: Twips::from_pt(styles.resolve(TextElem::tracking).to_pt()),
            position: -(styles.resolve(TextElem::baseline).to_pt() * 2.0).round() as i32,
            lang: match (east_asian, tag.as_str()) {
                (true, "zh") => ("en-US".into(), "zh-CN".into()),
                (true, tag) => ("en-US".into(), tag.into()),
                (false, tag) => (tag.into(), "zh-CN".into()),
            },
            hint_east_asian: east_asian && self.quotes_are_east_asian(styles),
            rtl: styles.resolve(TextElem::dir) == typst_library::layout::Dir::RTL,
            features,
            ..RunFormat::default()
        };
        format.tracking -= self.rounded_up(size, styles);
        if let Some(shift) = styles.get_ref(TextElem::shift_settings) {
            format.script = match shift.kind {
                ScriptKind::Super => Script::Super,
                ScriptKind::Sub => Script::Sub,
            };
        }
        if !is_solid(styles.get_ref(TextElem::fill)) && !styles.get(HideElem::hidden) {
            self.unsaid = Some("文字的渐变或图案只取一个颜色");
        }
        if !styles.get(HideElem::hidden) {
            let decorations = styles.get_cloned(TextElem::deco);
            self.unsaid = decorate(&mut format, &decorations, size, self.ground).or(self.unsaid);
        }
        if let Some(stroke) = styles.resolve(TextElem::stroke) {
            let stroke = stroke.unwrap_or_default();
            outline(&mut format, &stroke, self.ground);
            if !is_solid(&stroke.paint) && !styles.get(HideElem::hidden) {
                self.unsaid = Some("文字描边的渐变或图案只取一个颜色");
            }
        }
        if styles.get(HideElem::hidden) {
            // Word has no text that takes its room unseen; the colour of its ground comes closest.
            format = RunFormat {
                colour: self.ground,
                underline: None,
                strike: false,
                highlight: None,
                border: None,
                outline: None,
                ..format
            };
        }
        format
    }

    /// How much wider each letter is than in Typst, as Word knows half-points only. Of fonts whose letters are all of one width: their
    /// lines stand below each other sign by sign.
    fn rounded_up(&mut self, size: Abs, styles: StyleChain) -> Twips {
        let more = f64::from(half_points(size)) / 2.0 - size.to_pt();
        if more.abs() < 0.01 || size <= Abs::zero() {
            return Twips::ZERO;
        }
        let [narrow, wide] = ["i", "M"].map(|letter| self.text_width(styles, letter));
        if (wide - narrow).abs() > size * 0.01 {
            return Twips::ZERO;
        }
        let own = wide - styles.resolve(TextElem::tracking);
        Twips::from_pt(own / size * more)
    }

    /// The first font of the list for Latin text and for Han text: the names an office's machine knows come first in a
    /// template's lists, so these are the names Word is given.
    fn font_names(&mut self, styles: StyleChain) -> FontNames {
        let key = self.list_key(styles);
        if let Some(names) = self.fonts.get(&key) {
            return names.clone();
        }
        let list = styles.get_ref(TextElem::font);
        let mut first = |sample: char| {
            let mut text = [0; 4];
            let text = &*sample.encode_utf8(&mut text);
            // Of the document's own list: Typst goes on with fonts of its own, emoji among them, which no text asks for.
            let mut own = list.into_iter().filter(|family| covers(family, text));
            let found = own.find(|family| {
                // One that leaves Chinese quotes to others is meant for letters; what is not here may have no more.
                let chinese = sample == LETTER || covers(family, "“") || self.is_here(family.as_str());
                chinese && self.may_have(family.as_str(), sample)
            });
            match found {
                Some(family) => self.proper_name(family.as_str()),
                // The one Typst has gone on to, as for names that nobody knows.
                None if sample == LETTER => self.taken(styles),
                // Typst would take any font that has the sign; every office machine has this one.
                _ => match styles.get(TextElem::lang).as_str() {
                    "ja" => "MS Mincho".to_owned(),
                    "ko" => "Batang".to_owned(),
                    _ => "宋体".to_owned(),
                },
            }
        };
        let names = FontNames { latin: first(LETTER).into(), east_asian: first('中').into() };
        self.fonts.insert(key, names.clone());
        names
    }

    fn is_here(&self, family: &str) -> bool {
        self.engine.world.book().select_family(family).next().is_some()
    }

    /// The family of the font Typst sets letters in.
    fn taken(&mut self, styles: StyleChain) -> String {
        let world = self.engine.world;
        let chain = self.chain(styles);
        let (index, _) = chain.glyph(world, LETTER);
        chain.font(index).map(|font| font.info().family.clone()).unwrap_or_default()
    }

    /// The names for text that was set in a family: those of the font list if it is one of it, or stands in for one.
    pub fn names_of_family(&mut self, family: &str, styles: StyleChain) -> FontNames {
        let world = self.engine.world;
        let face = |index| world.font(index).is_some_and(|font| font.info().family == family);
        let is_it = |known: &FontFamily| {
            known.as_str() == family.to_lowercase() || world.book().select_family(known.as_str()).any(face)
        };
        if families(styles).any(is_it) {
            return self.font_names(styles);
        }
        let name = EcoString::from(self.proper_name(&family.to_lowercase()));
        FontNames { latin: name.clone(), east_asian: name }
    }

    /// Whether a family has a character: of one that is not here (it names an office machine's font) only by its name. A name that no
    /// office knows is no font for letters.
    pub(crate) fn may_have(&self, family: &str, c: char) -> bool {
        let book = self.engine.world.book();
        let mut fonts = book.select_family(family).filter_map(|index| book.info(index)).peekable();
        if fonts.peek().is_none() {
            let latin = LATIN_FAMILIES.contains(&family);
            let known =
                latin || !family.is_ascii() || KNOWN_FAMILIES.iter().any(|known| known.to_lowercase() == family);
            return if c.is_ascii() { known } else { !latin };
        }
        fonts.any(|info| info.coverage.contains(u32::from(c)))
    }

    /// Whether text of a weight is bold in Word.
    pub fn is_bold(&self, weight: i64, names: &FontNames) -> bool {
        weight >= i64::from(BOLD_FROM) || weight >= HALF_BOLD && self.has_half_bold(names)
    }

    /// Whether a font of this name, as Typst has it, has a lighter face and a half-bold or bold one to tell from it.
    fn has_half_bold(&self, names: &FontNames) -> bool {
        let book = self.engine.world.book();
        [&names.latin, &names.east_asian].into_iter().any(|name| {
            let faces = book.select_family(&name.to_lowercase()).filter_map(|index| book.info(index));
            let weights: Vec<i64> = faces.map(|info| i64::from(info.variant.weight.to_number())).collect();
            weights.iter().any(|weight| *weight < HALF_BOLD) && weights.iter().any(|weight| *weight >= HALF_BOLD)
        })
    }

    /// A family's name as its font writes it: Typst keeps names in lower case.
    pub(crate) fn proper_name(&self, family: &str) -> String {
        if let Some(known) = KNOWN_FAMILIES.iter().find(|known| known.to_lowercase() == family) {
            return (*known).to_owned();
        }
        let book = self.engine.world.book();
        let info = book.select_family(family).next().and_then(|index| book.info(index));
        info.map_or_else(|| family.to_owned(), |info| info.family.clone())
    }
}

/// The letter that shows which font letters are set in.
const LETTER: char = 'A';

/// Whether a family of a font list may be asked for a character.
pub(crate) fn covers(family: &FontFamily, sample: &str) -> bool {
    family.covers().is_none_or(|regex| regex.is_match(sample))
}

/// Families that office machines have and templates name although they are not installed here.
const KNOWN_FAMILIES: &[&str] = &[
    "Times New Roman",
    "Arial",
    "Calibri",
    "Cambria",
    "Courier New",
    "SimSun",
    "SimHei",
    "FangSong",
    "KaiTi",
    "FangSong_GB2312",
    "KaiTi_GB2312",
    "FZXiaoBiaoSong-B05S",
    "FZXiaoBiaoSong-B05",
    "Microsoft YaHei",
    "仿宋_GB2312",
    "楷体_GB2312",
    "STFangsong",
    "STKaiti",
    "STSong",
    "NSimSun",
    "DengXian",
];

/// Families without Han characters that are named in front of a Chinese font, in lower case.
const LATIN_FAMILIES: &[&str] = &[
    "times new roman",
    "times",
    "arial",
    "arial narrow",
    "calibri",
    "cambria",
    "cambria math",
    "consolas",
    "courier new",
    "georgia",
    "garamond",
    "helvetica",
    "palatino linotype",
    "aptos",
    "arial black",
    "book antiqua",
    "bookman old style",
    "candara",
    "century",
    "century gothic",
    "comic sans ms",
    "constantia",
    "corbel",
    "courier",
    "franklin gothic medium",
    "gill sans mt",
    "impact",
    "lucida console",
    "rockwell",
    "segoe ui",
    "trebuchet ms",
    "tahoma",
    "verdana",
];

/// A size in half-points, at least one.
pub(crate) fn half_points(size: Abs) -> u32 {
    (size.to_pt() * 2.0).round().clamp(2.0, 3276.0) as u32
}
