//! Titles of posts (职务).

/// Titles of those who head something and have deputies (副科长).
pub(crate) const HEADS: &[&str] = &[
    "科长", "所长", "站长", "队长", "股长", "组长", "处长", "局长", "部长", "院长", "校长", "园长", "馆长", "会长",
    "镇长", "乡长", "区长", "县长", "市长", "行长", "社长", "厂长", "台长", "庭长", "场长",
];

/// Titles, but for most that end in 长.
pub(crate) const TITLES: &[&str] = &[
    "主任",
    "秘书长",
    "护士长",
    "司务长",
    "董事长",
    "大队长",
    "中队长",
    "支队长",
    "分局长",
    "总经理",
    "经理",
    "书记",
    "委员",
    "成员",
    "主席",
    "秘书",
    "负责人",
    "会计",
    "会计师",
    "出纳",
    "文书",
    "文秘",
    "内勤",
    "干事",
    "科员",
    "办事员",
    "科级",
    "股级",
    "处级",
    "调研员",
    "专员",
    "教导员",
    "指导员",
    "辅导员",
    "政委",
    "总监",
    "监事",
    "理事",
    "主编",
    "编辑",
    "记者",
    "主播",
    "工程师",
    "技师",
    "技术员",
    "管理员",
    "调度员",
    "安全员",
    "检验员",
    "监督员",
    "网格员",
    "组织员",
    "队员",
    "组员",
    "主管",
    "主办",
    "教师",
    "教员",
    "讲师",
    "教授",
    "医师",
    "医生",
    "护士",
    "药师",
    "法官",
    "检察官",
    "书记员",
    "驾驶员",
    "司机",
];

/// Whether a text ends in a title that is no part of a name.
pub(crate) fn ends_in_title(text: &str) -> bool {
    HEADS.iter().chain(TITLES).any(|title| text.ends_with(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_told_from_a_name() {
        for text in ["副科长", "党委书记", "办公室主任", "组织委员", "一级主办"] {
            assert!(ends_in_title(text), "{text}");
        }
        for text in ["李成长", "王会", "张院", ""] {
            assert!(!ends_in_title(text), "{text}");
        }
    }
}
