//! Which of several columns of the list of posts says how many are wanted (职数): beside 核定职数 and 现有职数 it is 空缺职数, and beside that
//! 本次竞聘职数. What there is to be had in all must not be taken for what is to be had now.

use super::Meaning;
use super::reading::path;
use crate::workbook::schema::{POSTS, Sheet};

/// What says that a number is of this round.
const NOW: &[&str] = &["本次", "此次", "本轮", "这次"];

/// What is done about the posts; of the first few 人数 may as well be how many have applied.
const CONTESTED: &[&str] = &["竞聘上岗", "竞争上岗", "竞聘", "竞争", "竞岗"];
const WANTED: &[&str] = &["公开选拔", "选拔", "选任", "选聘", "选配", "聘任", "聘用", "招聘", "补充", "提拔", "空缺"];

/// What the posts are, and the words for their number.
const KINDS: &[&str] = &["中层", "领导", "管理", "干部", "岗位", "职位", "职务"];
const ENDS: &[&str] = &["职数", "名额", "数", "数量", "人数"];

/// Words of what a department may have in all, and of what it has.
const ALLOTTED: &[&str] = &["核定", "编制", "应配", "应设", "总职数", "总数", "设置数"];
const HELD: &[&str] = &["现有", "实有", "现配", "已配", "实配", "现任", "在岗", "在职"];
const VACANT: &[&str] = &["空缺", "缺额", "缺编", "空岗"];
const OF_NOW: &[&str] = &["本", "此次", "这次", "竞", "拟", "招", "选", "聘", "提拔", "需求", "计划"];

/// Whether a name by its words says how many are wanted: 本次竞聘职数, 空缺数, 拟选聘中层人数.
pub(super) fn is_wanted(name: &str) -> bool {
    if matches!(name, "空缺" | "缺额") {
        return true;
    }
    let now = NOW.iter().find_map(|word| name.strip_prefix(word));
    let rest = now.unwrap_or(name);
    let planned = rest.strip_prefix('拟');
    let rest = planned.unwrap_or(rest);
    let contested = CONTESTED.iter().find_map(|word| rest.strip_prefix(word));
    let wanted = WANTED.iter().find_map(|word| rest.strip_prefix(word));
    let mut rest = contested.or(wanted).unwrap_or(rest);
    while let Some(behind) = KINDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    let said = now.is_some() || planned.is_some() || contested.is_some() || wanted.is_some();
    let people = rest == "人数" && contested.is_some();
    said && !people && ENDS.contains(&rest)
}

/// How surely a name says what is wanted now.
fn rank(name: &str) -> u8 {
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if says(ALLOTTED) && !says(NOW) => 0,
        () if says(OF_NOW) => 3,
        () if says(VACANT) => 2,
        () => 1,
    }
}

/// Leaves of several columns those that say it most surely; what a department may have in all is no number of those wanted where another
/// column says what it has.
pub(super) fn settle(sheet: &Sheet, rows: &[Vec<String>], columns: &mut [Meaning]) {
    let Some(seats) = sheet.index("职数").filter(|_| sheet.name == POSTS.name) else { return };
    let is_seats = |own: &Meaning| matches!(own, Meaning::Known(index) | Meaning::Repeated(index) if *index == seats);
    let found: Vec<(usize, String)> = columns
        .iter()
        .enumerate()
        .filter(|(_, own)| is_seats(own))
        .map(|(column, _)| (column, path(rows, column).concat()))
        .collect();
    // 现任人员 names somebody, and 在岗要求 asks for something.
    let counts = |name: &str| HELD.iter().any(|word| name.contains(word) && (name.ends_with('数') || name == *word));
    let held = columns.iter().any(|own| matches!(own, Meaning::Unknown(name) if counts(name)));
    // Beside 职数 空缺 may say since when, or only that there is one.
    let plain = found.iter().any(|(_, name)| matches!(name.as_str(), "职数" | "名额"));
    let bare = |name: &str| plain && !held && matches!(name, "空缺" | "缺额");
    let Some(best) = found.iter().filter(|(_, name)| !bare(name)).map(|(_, name)| rank(name)).max() else { return };
    if found.len() < 2 && !(best == 0 && held) {
        return;
    }
    // 职数 beside 空缺 is how many there are in all only if somebody holds some of them.
    let rival = |name: &str| best == 2 && matches!(name, "职数" | "名额") && !held;
    let stays: Vec<bool> = found
        .iter()
        .map(|(_, name)| !bare(name) && (rank(name) == best && (best > 0 || !held) || rival(name)))
        .collect();
    let mut taken = false;
    for ((column, name), stays) in found.into_iter().zip(stays) {
        let meaning = match (stays, taken) {
            (false, _) => Meaning::Unknown(name),
            (true, false) => Meaning::Known(seats),
            (true, true) => Meaning::Repeated(seats),
        };
        taken |= stays;
        if let Some(slot) = columns.get_mut(column) {
            *slot = meaning;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_how_many_are_wanted() {
        for name in ["本次竞聘职数", "此次竞争职数", "空缺数", "空缺", "拟选聘中层人数", "竞聘岗位数", "本次职数"]
        {
            assert!(is_wanted(name), "{name}");
        }
        for name in ["现有职数", "竞聘人数", "本次竞聘人数", "报名人数", "空缺原因", "职务", "数", "编号"]
        {
            assert!(!is_wanted(name), "{name}");
        }
    }
}
