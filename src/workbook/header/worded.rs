//! Names that are made of words, and mean one column however the words are put: 竞聘 and 职务, 所在部门 and 现任职务.

use super::seats;
use crate::workbook::schema::DEPARTMENTS;

/// What is done for a post, and what the post is called.
const APPLYING: &[&str] =
    &["报考", "竞聘", "竞岗", "竞争", "竞选", "应聘", "申报", "申请", "报名", "拟报", "所报", "选报"];
const POSTS: &[&str] = &["岗位", "职位", "职务", "岗位名称", "职位名称", "职务名称", "志愿", "意向"];

/// What posts are for, as it may stand before the word for them: 竞聘中层岗位, 应聘管理岗位.
const RANKS: &[&str] = &["中层", "管理", "领导", "干部", "科级", "股级", "处级"];

/// Where somebody works, the longer words first; besides the departments.
const PLACES: &[&str] = &["工作单位", "工作部门", "单位"];
const JOINTS: &[&str] = &["以及", "及", "和", "与", "、", "/"];

/// Names of a post, by which nobody says whether it is held or wanted: 部门及岗位.
const OF_EITHER: &[&str] = &["岗位", "职位"];

/// The column that a name means by its words.
pub(super) fn column(name: &str) -> Option<&'static str> {
    if is_wanted(name) {
        Some("报考岗位")
    } else if is_held(name) {
        Some("现工作单位及职务")
    } else if seats::is_wanted(name) {
        Some("职数")
    } else {
        None
    }
}

/// The post that is wanted: 竞聘职务, 拟报考职位名称, 应聘科室及职务.
fn is_wanted<'n>(name: &'n str) -> bool {
    let applying = |name: &'n str| APPLYING.iter().find_map(|word| name.strip_prefix(word));
    let Some(rest) = name.strip_prefix('拟').and_then(applying).or_else(|| applying(name)) else { return false };
    // 报名竞聘岗位.
    let rest = applying(rest).unwrap_or(rest);
    let of_place = place(rest);
    let mut post = of_place.and_then(|rest| JOINTS.iter().find_map(|joint| rest.strip_prefix(joint))).unwrap_or(rest);
    while let Some(bare) = RANKS.iter().find_map(|rank| post.strip_prefix(rank)) {
        post = bare;
    }
    POSTS.contains(&post)
}

/// The position that is held: 单位、职务, 所在部门及现任职务.
fn is_held(name: &str) -> bool {
    let now = ["现所在", "现任", "目前", "所在", "所属", "现"].iter().find_map(|word| name.strip_prefix(word));
    let Some(rest) = place(now.unwrap_or(name)) else { return false };
    let joined = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint));
    let title = joined.unwrap_or(rest);
    let held = ["现任", "所任", "担任", "现"].iter().find_map(|word| title.strip_prefix(word));
    let title = held.unwrap_or(title);
    match title {
        "职务" | "职务职级" | "职务及职级" => true,
        title => OF_EITHER.contains(&title) && joined.is_some() && (now.is_some() || held.is_some()),
    }
}

/// What stands behind a word for where somebody works.
fn place(name: &str) -> Option<&str> {
    let units = PLACES.iter().find_map(|place| name.strip_prefix(place));
    // The longest of those that begin alike: 年级组 before 年级.
    let departments = || DEPARTMENTS.iter().filter_map(|place| name.strip_prefix(place)).min_by_key(|rest| rest.len());
    units.or_else(departments)
}

/// The post that is held, by a name that needs no other column to be understood: 现岗位, 目前工作岗位.
pub(super) fn is_present_post(name: &str) -> bool {
    let bare = ["目前", "现从事", "现在", "现", "所在"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let post = bare.strip_prefix("工作").unwrap_or(bare);
    post != name && OF_EITHER.contains(&post)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_whether_a_post_is_wanted_or_held() {
        for name in [
            "竞聘职务",
            "报考职务",
            "竞争职务",
            "拟应聘职务",
            "申请岗位",
            "竞聘志愿",
            "竞聘科室及职务",
            "竞聘中层岗位",
            "竞争中层职位",
            "应聘管理岗位",
            "竞聘中层干部岗位",
            "拟竞聘中层岗位",
            "拟报职位",
            "所报岗位",
            "选报岗位",
            "报名竞聘岗位",
            "报考领导职务",
        ] {
            assert_eq!(column(name), Some("报考岗位"), "{name}");
        }
        for name in [
            "单位、职务",
            "部门及职务",
            "所在部门及职务",
            "科室职务",
            "现工作部门及职务",
            "工作单位及现任职务职级",
            "所在庭室及职务",
            "大队职务",
            "现任单位职务",
        ] {
            assert_eq!(column(name), Some("现工作单位及职务"), "{name}");
        }
        for name in [
            "竞聘单位",
            "竞聘部门",
            "部门及岗位",
            "单位岗位",
            "职务",
            "竞聘人",
            "报名时间",
            "单位及职称",
            "岗位职务",
            "现任中层职务",
            "竞聘中层",
            "申报管理",
            "现任职务",
            "报名干部",
        ] {
            assert_eq!(column(name), None, "{name}");
        }
        for name in ["现岗位", "工作岗位", "目前岗位", "现工作岗位"] {
            assert!(is_present_post(name), "{name}");
        }
        for name in ["岗位", "岗位性质", "现任职务", "竞聘岗位", "工作地点"] {
            assert!(!is_present_post(name), "{name}");
        }
    }
}
