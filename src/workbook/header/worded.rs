//! Names that are made of words, and mean one column however the words are put: 竞聘 and 职务, 所在部门 and 现任职务.

/// What is done for a post, and what the post is called.
const APPLYING: &[&str] = &["报考", "竞聘", "竞岗", "竞争", "应聘", "申报", "申请", "报名"];
const POSTS: &[&str] = &["岗位", "职位", "职务", "岗位名称", "职位名称", "职务名称", "志愿", "意向"];

/// Where somebody works, the longer words first.
const PLACES: &[&str] = &["工作单位", "工作部门", "单位", "部门", "科室", "处室", "股室"];
const JOINTS: &[&str] = &["以及", "及", "和", "与", "、", "/"];

/// Names of a post, by which nobody says whether it is held or wanted: 部门及岗位.
const OF_EITHER: &[&str] = &["岗位", "职位"];

/// The column that a name means by its words.
pub(super) fn column(name: &str) -> Option<&'static str> {
    if is_wanted(name) {
        Some("报考岗位")
    } else if is_held(name) {
        Some("现工作单位及职务")
    } else {
        None
    }
}

/// The post that is wanted: 竞聘职务, 拟报考职位名称, 应聘科室及职务.
fn is_wanted(name: &str) -> bool {
    let name = name.strip_prefix('拟').unwrap_or(name);
    let Some(rest) = APPLYING.iter().find_map(|word| name.strip_prefix(word)) else { return false };
    let of_place = PLACES.iter().find_map(|place| rest.strip_prefix(place));
    let post = of_place.and_then(|rest| JOINTS.iter().find_map(|joint| rest.strip_prefix(joint))).unwrap_or(rest);
    POSTS.contains(&post)
}

/// The position that is held: 单位、职务, 所在部门及现任职务.
fn is_held(name: &str) -> bool {
    let now = ["现所在", "目前", "所在", "现"].iter().find_map(|word| name.strip_prefix(word));
    let place = now.unwrap_or(name);
    let Some(rest) = PLACES.iter().find_map(|word| place.strip_prefix(word)) else { return false };
    let joined = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint));
    let title = joined.unwrap_or(rest);
    let held = ["现任", "所任", "担任", "现"].iter().find_map(|word| title.strip_prefix(word));
    let title = held.unwrap_or(title);
    match title {
        "职务" | "职务职级" | "职务及职级" => true,
        title => OF_EITHER.contains(&title) && joined.is_some() && (now.is_some() || held.is_some()),
    }
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
        for name in ["竞聘职务", "报考职务", "竞争职务", "拟应聘职务", "申请岗位", "竞聘志愿", "竞聘科室及职务"]
        {
            assert_eq!(column(name), Some("报考岗位"), "{name}");
        }
        for name in
            ["单位、职务", "部门及职务", "所在部门及职务", "科室职务", "现工作部门及职务", "工作单位及现任职务职级"]
        {
            assert_eq!(column(name), Some("现工作单位及职务"), "{name}");
        }
        for name in
            ["竞聘单位", "竞聘部门", "部门及岗位", "单位岗位", "职务", "竞聘人", "报名时间", "单位及职称", "岗位职务"]
        {
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
