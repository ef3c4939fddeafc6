//! What the name of a file says of a person: photographs and forms are called `张三_党政办科员`, `5-张三-党政办`, `张三 的照片`.

use crate::language::name::normalize;

/// What stands behind a name.
const BEHIND: &[&str] = &[
    "证件照",
    "登记照",
    "免冠照",
    "一寸照",
    "二寸照",
    "寸照",
    "照片",
    "相片",
    "一寸",
    "二寸",
    "干部任免审批表",
    "任免审批表",
    "审批表",
    "任免表",
    "副本",
    "的",
];

/// The parts of a name, without its ending, that may be somebody's: what stands between marks and figures, with and without its blanks.
pub(super) fn parts(stem: &str) -> Vec<String> {
    let parts = stem.split(|c: char| !(c.is_alphabetic() || c.is_whitespace() || matches!(c, '·' | '•' | '・')));
    let mut out = Vec::new();
    for part in parts {
        for word in std::iter::once(part).chain(part.split_whitespace()) {
            let word = bare(&normalize(word).to_uppercase());
            if !word.is_empty() && !out.contains(&word) {
                out.push(word);
            }
        }
    }
    out
}

fn bare(text: &str) -> String {
    let mut text = text;
    while let Some(rest) = BEHIND.iter().find_map(|word| text.strip_suffix(word)).filter(|rest| !rest.is_empty()) {
        text = rest;
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_between_marks_figures_and_blanks() {
        for stem in [
            "李清_水资源科科长",
            "水资源科科长_李清",
            "5-李清-河湖科",
            "李清2寸蓝底",
            "李 清 的照片",
            "李清 河湖科",
            "李清（河湖科）",
            "李清 - 副本",
            "02李清",
            "李清任免审批表",
        ] {
            assert!(parts(stem).iter().any(|part| part == "李清"), "{stem}: {:?}", parts(stem));
        }
        assert!(!parts("李清明_科长").iter().any(|part| part == "李清"));
    }
}
