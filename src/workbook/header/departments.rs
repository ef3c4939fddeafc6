//! Names of the department somebody works in: 庭室, 所在大队, 所属院系, 部门/分厂.

use crate::workbook::schema::{DEPARTMENTS, PLACES_TO_LIVE};

/// What stands before the word for the department.
const BEFORE: &[&str] = &["现所在", "目前所在", "所在", "所属", "现", "工作"];

/// Whether a name means a department, and whether it can mean nothing else.
pub(in crate::workbook) fn department(name: &str) -> Option<bool> {
    let word = name.strip_suffix("名称").unwrap_or(name);
    let bare = BEFORE.iter().find_map(|before| word.strip_prefix(before));
    let is_own = |word: &str| DEPARTMENTS.contains(&word);
    if let Some(bare) = bare.filter(|bare| is_own(bare) || PLACES_TO_LIVE.contains(bare)) {
        return Some(!PLACES_TO_LIVE.contains(&bare));
    }
    let bare = bare.unwrap_or(word);
    let mut parts = bare.split(['/', '、', '或', '及', '和']);
    parts.all(is_own).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_are_told_by_their_words() {
        for name in ["庭室", "大队", "部门/分厂", "院(系)", "支行名称", "所在社区", "年级组"] {
            assert_eq!(department(name), Some(false), "{name}");
        }
        for name in ["所在大队", "所属院系", "所在年级", "现所在病区"] {
            assert_eq!(department(name), Some(true), "{name}");
        }
        for name in ["社区", "报考部门", "职务", "部门职责", "所在支部", "所在地", "单位", "部门及职务", "机构代码"]
        {
            assert_eq!(department(name), None, "{name}");
        }
    }
}
