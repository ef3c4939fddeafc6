//! Names of people (姓名): how they are read from a cell, and how lists, forms and sentences write them.

use super::invisible::{is_invisible, visible};
use super::sex::Sex;
use std::fmt;

/// The mark between surname and given name that a clerk may write (`欧阳|修`); it shows in no document.
pub const SPLIT_MARK: char = '|';

/// The interpunct of names (间隔号, GB/T 15834): U+00B7.
pub const INTERPUNCT: char = '·';

/// A name as it was read: white space gone, interpuncts made one, the split mark understood.
///
/// Sheets hold names padded to three characters, broken over two lines, with a bullet for an interpunct. All of them are
/// the same name. `Display` and [`Name::as_str`] give the name as documents print it, [`Name::sorting`] the name with
/// the clerk's split mark, as `stroke_order` wants it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Name {
    full: String,
    /// Bytes of `full` that are the surname, where the clerk marked it.
    surname: Option<usize>,
}

impl Name {
    /// Reads the text of a cell. Nothing is refused: an empty cell gives an empty name.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let marked = normalize(text);
        let surname = marked.find(SPLIT_MARK).filter(|at| *at > 0 && *at + 1 < marked.len());
        Self { full: marked.replace(SPLIT_MARK, ""), surname }
    }

    /// The name as documents print it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.full
    }

    /// Whether the cell held no name at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.full.is_empty()
    }

    /// The name with the split mark where the clerk put one: `欧阳|修`.
    #[must_use]
    pub fn sorting(&self) -> String {
        match self.surname.and_then(|at| self.full.split_at_checked(at)) {
            Some((surname, given)) => format!("{surname}{SPLIT_MARK}{given}"),
            None => self.full.clone(),
        }
    }

    /// The name as lists and forms print it; see [`display_padded`].
    #[must_use]
    pub fn padded(&self) -> String {
        display_padded(&self.full)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.full)
    }
}

/// The text of a name with all white space and invisible characters taken out, variants of the interpunct made `·`
/// (none at either end), and a full-width split mark made [`SPLIT_MARK`].
#[must_use]
pub fn normalize(text: &str) -> String {
    let visible = visible(text);
    let visible = visible.chars().filter(|c| !is_blank(*c)).map(|c| match c {
        '｜' => SPLIT_MARK,
        c if is_interpunct(c) => INTERPUNCT,
        c => c,
    });
    visible.collect::<String>().trim_matches(INTERPUNCT).to_owned()
}

/// White space of any width, line breaks, and what shows nothing by itself.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

/// The interpunct and what is typed for it: • ・ ． . ‧ ∙ ⋅ and their kin.
pub(super) fn is_interpunct(c: char) -> bool {
    matches!(c, '·' | '\u{387}' | '•' | '‧' | '∙' | '⋅' | '⸱' | '・' | '･' | '．' | '﹒' | '.')
}

/// The name for lists and forms: a name of two characters is padded to the width of three with U+3000 (`刘　英`), any
/// other is left alone. Never for prose, titles, keys or file names.
#[must_use]
pub fn display_padded(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) => format!("{first}\u{3000}{second}"),
        _ => name.to_owned(),
    }
}

/// The compact note of published rosters: `（女，回族）`, `（女）`, `（满族）`. 男 and 汉族 go without saying, so for most
/// people it is empty. An ethnicity is accepted with or without 族.
#[must_use]
pub fn roster_note(sex: Option<Sex>, ethnicity: &str) -> String {
    let sex = sex.filter(|sex| *sex == Sex::Female).map(|sex| sex.as_str().to_owned());
    let people = normalize(ethnicity);
    let people = match people.as_str() {
        "" | "汉" | "汉族" => None,
        other if other.ends_with('族') || other.starts_with("其他") || other.contains("血统") => Some(people),
        other => Some(format!("{other}族")),
    };
    match (sex, people) {
        (None, None) => String::new(),
        (Some(one), None) | (None, Some(one)) => format!("（{one}）"),
        (Some(sex), Some(people)) => format!("（{sex}，{people}）"),
    }
}

/// Characters of the private use areas (造字区), in order of appearance, each once. Old personnel systems stored rare
/// characters there; elsewhere they print as blanks or boxes, so the name must be typed again.
#[must_use]
pub fn private_use_characters(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for c in text.chars() {
        let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}');
        if private && !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_white_space_is_none() {
        assert!(Name::read(" 　\n").is_empty());
        assert!(!Name::read(" 于 洋").is_empty());
    }

    #[test]
    fn names_are_the_same_however_the_cell_writes_them() {
        let cases = [
            ("刘　英", "刘英"),
            ("刘  英", "刘英"),
            (" 张\n三 ", "张三"),
            ("张\r\n三", "张三"),
            ("王\u{A0}伟", "王伟"),
            ("\u{FEFF}李\u{200B}娜\u{200D}", "李娜"),
            ("丁\u{2003}宁\t", "丁宁"),
            ("\u{F90A}鹤年\u{FE00}", "金鹤年"),
            ("买买提•吐尔逊", "买买提·吐尔逊"),
            ("买买提・吐尔逊", "买买提·吐尔逊"),
            ("买买提．吐尔逊", "买买提·吐尔逊"),
            ("买买提.吐尔逊", "买买提·吐尔逊"),
            ("买买提‧吐尔逊", "买买提·吐尔逊"),
            ("买买提∙吐尔逊", "买买提·吐尔逊"),
            ("买买提⋅吐尔逊", "买买提·吐尔逊"),
            ("买买提 · 吐尔逊", "买买提·吐尔逊"),
            ("张三.", "张三"),
            ("𬱖𫖯", "𬱖𫖯"),
            ("", ""),
            ("　\n", ""),
        ];
        for (text, name) in cases {
            assert_eq!(Name::read(text).as_str(), name, "{text:?}");
        }
        assert_eq!(Name::read("刘 英"), Name::read("刘　英"));
    }

    #[test]
    fn the_split_mark_is_kept_for_sorting_only() {
        for (text, shown, sorted) in [
            ("欧阳|修", "欧阳修", "欧阳|修"),
            ("欧阳｜修", "欧阳修", "欧阳|修"),
            ("欧阳 | 修", "欧阳修", "欧阳|修"),
            ("乐|正宇", "乐正宇", "乐|正宇"),
            ("王伟", "王伟", "王伟"),
            ("|王伟", "王伟", "王伟"),
            ("王伟|", "王伟", "王伟"),
        ] {
            let name = Name::read(text);
            assert_eq!((name.to_string().as_str(), name.sorting().as_str()), (shown, sorted), "{text}");
        }
    }

    #[test]
    fn only_names_of_two_characters_are_padded() {
        for (name, padded) in [
            ("刘英", "刘\u{3000}英"),
            ("𬱖𫖯", "𬱖\u{3000}𫖯"),
            ("欧阳修", "欧阳修"),
            ("王", "王"),
            ("上官婉儿", "上官婉儿"),
            ("", ""),
        ] {
            assert_eq!(display_padded(name), padded);
            assert_eq!(Name::read(padded).as_str(), name, "reading undoes the padding");
        }
        assert_eq!(Name::read("刘 英").padded(), "刘　英");
    }

    #[test]
    fn roster_notes_leave_out_what_goes_without_saying() {
        for (sex, people, note) in [
            (Some(Sex::Male), "汉族", ""),
            (Some(Sex::Male), "", ""),
            (None, "汉", ""),
            (Some(Sex::Female), "汉族", "（女）"),
            (Some(Sex::Male), "满族", "（满族）"),
            (Some(Sex::Male), "满", "（满族）"),
            (Some(Sex::Female), " 回 ", "（女，回族）"),
            (Some(Sex::Female), "其他", "（女，其他）"),
            (None, "外国血统中国籍人士", "（外国血统中国籍人士）"),
        ] {
            assert_eq!(roster_note(sex, people), note, "{sex:?} {people}");
        }
    }

    #[test]
    fn private_use_characters_are_found_once_each() {
        let text = "王\u{E815}\u{F8FF}伟\u{E815}\u{F0001}\u{100000}";
        assert_eq!(private_use_characters(text), ['\u{E815}', '\u{F8FF}', '\u{F0001}', '\u{100000}']);
        assert!(private_use_characters("𬱖䶮·〇").is_empty());
    }
}
