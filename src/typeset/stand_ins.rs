//! Stand-ins: the names of fonts that office machines have, for the bundled faces that look like them.
//!
//! A Typst file from elsewhere asks for 宋体 or Times New Roman. Without such a font Typst takes any that has the characters, which may
//! be of another kind altogether; with a stand-in the PDF looks as it does in the office, and agrees with the DOCX, which asks for the
//! fonts by the same names.

use typst_library::text::FontFlags;

use super::fonts::{FontFile, Fonts};

/// A bundled family, its weight, and the names it stands in for.
const STAND_INS: &[(&str, u16, &[&str])] = &[
    (
        "Noto Serif SC",
        400,
        &[
            "SimSun",
            "宋体",
            "NSimSun",
            "新宋体",
            "STSong",
            "华文宋体",
            "Songti SC",
            "Source Han Serif SC",
            "思源宋体",
            "Noto Serif CJK SC",
        ],
    ),
    ("Noto Serif SC", 600, &["方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"]),
    (
        "Noto Sans SC",
        400,
        &[
            "SimHei",
            "黑体",
            "STHeiti",
            "华文黑体",
            "Heiti SC",
            "Microsoft YaHei",
            "微软雅黑",
            "DengXian",
            "等线",
            "Source Han Sans SC",
            "思源黑体",
            "Noto Sans CJK SC",
        ],
    ),
    (
        "FandolFang R",
        400,
        &["FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋", "方正仿宋_GBK"],
    ),
    ("AR PL KaitiM GB", 400, &["KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "华文楷体", "方正楷体_GBK"]),
    ("Liberation Serif", 400, &["Times New Roman", "Times"]),
    ("Liberation Serif", 700, &["Times New Roman", "Times"]),
];

/// Whether a family, written in any case, is one that office machines have and a bundled face stands in for: a template that names it is
/// as it should be, here or there.
pub(super) fn is_office_font(family: &str) -> bool {
    let family = family.to_lowercase();
    STAND_INS.iter().flat_map(|(_, _, names)| *names).any(|name| name.to_lowercase() == family)
}

/// The family that sets Chinese text which asks for no Chinese font, as the DOCX has it, and a name for it: of fonts of a kind, with
/// serifs or without, Typst takes the one with the shortest. It stands for both kinds.
const PLAIN: (&str, &str) = ("Noto Serif SC", "宋");

impl Fonts {
    /// The same fonts, also under the names of office fonts that are not there.
    #[must_use]
    pub fn with_stand_ins(mut self) -> Self {
        let missing = |name: &str| !self.book().contains_family(&name.to_lowercase());
        let face = |family: &str, weight: u16| {
            let like = |file: &FontFile| file.info.family == family && file.info.variant.weight.to_number() == weight;
            self.files().iter().position(like)
        };
        let plain = face(PLAIN.0, 400);
        let mut more: Vec<(usize, &str)> = Vec::new();
        for (family, weight, names) in STAND_INS {
            let Some(face) = face(family, *weight) else { continue };
            more.extend(names.iter().filter(|name| missing(name)).map(|name| (face, *name)));
        }
        for (face, name) in more {
            self.stand_in(face, name, FontFlags::empty());
        }
        if let Some(face) = plain {
            self.stand_in(face, PLAIN.1, FontFlags::empty());
            self.stand_in(face, PLAIN.1, FontFlags::SERIF);
        }
        self
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;
    use typst::text::{FontStretch, FontStyle, FontVariant, FontWeight};

    #[test]
    fn office_names_find_the_bundled_faces() {
        let fonts = Fonts::find(&[], false).unwrap().with_stand_ins();
        let variant =
            |weight| FontVariant::new(FontStyle::Normal, FontWeight::from_number(weight), FontStretch::NORMAL);
        let found = |name: &str, weight| {
            let index = fonts.book().select(&name.to_lowercase(), variant(weight)).unwrap();
            let font = fonts.font(index).unwrap().unwrap();
            (font.info().family.clone(), font.info().variant.weight.to_number())
        };
        assert_eq!(found("宋体", 400), ("Noto Serif SC".to_owned(), 400));
        assert_eq!(found("SimHei", 700), ("Noto Sans SC".to_owned(), 400));
        assert_eq!(found("方正小标宋简体", 400), ("Noto Serif SC".to_owned(), 600));
        assert_eq!(found("Times New Roman", 700), ("Liberation Serif".to_owned(), 700));
        // Text that asks for no Chinese font.
        let latin = fonts.book().select("libertinus serif", variant(400)).and_then(|index| fonts.book().info(index));
        let index = fonts.book().select_fallback(latin, variant(400), "竞").unwrap();
        assert_eq!(fonts.font(index).unwrap().unwrap().info().family, "Noto Serif SC");
        assert!(!Fonts::find(&[], false).unwrap().has_stand_ins());
    }
}
