//! What columns that are not read may be meant as: of which names they are, and which column the sheet lacks then.

/// What is looked for: in which sheet, for want of which columns, by which words of a header and without which, as what the column may
/// be meant.
pub(crate) type Hint =
    (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str], &'static str);

/// What makes a name of posts or positions one of something about them.
const ABOUT_POSTS: &[&str] =
    &["时间", "年月", "日期", "年限", "性质", "类别", "级", "层次", "编号", "代码", "电话", "地址", "部门", "科室"];

/// What makes a name of grades one of an aspect, or of a year's 考核.
const ASPECTS_OR_YEARS: &[&str] = &["德", "能", "勤", "绩", "廉", "学", "年", "考核"];

/// What makes a name of marks one of what follows from them.
const FROM_MARKS: &[&str] = &["总成绩", "综合", "合计", "名次", "排名", "进入", "时间", "日期", "地点"];

pub(crate) const HINTS: &[Hint] = &[
    ("岗位", &["职数"], &["职数", "名额", "人数", "数量"], &[], "职数"),
    ("岗位", &["年龄上限"], &["年龄", "周岁", "岁"], &[], "年龄上限"),
    ("岗位", &["学历要求"], &["学历", "文化程度"], &[], "学历要求"),
    ("岗位", &["任现职年限"], &["年限", "任现职"], &[], "任现职年限"),
    (
        "报名",
        &["姓名"],
        &["姓名", "名字", "民警", "干警", "人员", "职工", "员工"],
        &["家属", "亲属", "成员", "联系", "类别", "性质", "身份", "编号", "电话", "是否", "推荐", "介绍", "审"],
        "姓名",
    ),
    ("报名", &["身份证号"], &["身份证", "证件"], &["地址", "住址", "照"], "身份证号"),
    ("报名", &["出生年月"], &["出生"], &["地", "籍"], "出生年月"),
    (
        "报名",
        &["报考岗位"],
        &["报考", "竞聘", "竞岗", "竞争", "应聘", "志愿", "意向", "拟任", "拟聘", "目标岗位"],
        ABOUT_POSTS,
        "报考岗位",
    ),
    ("报名", &["现工作单位及职务"], &["职务", "岗位", "职位", "从事工作"], ABOUT_POSTS, "现工作单位及职务"),
    ("报名", &["政治面貌", "政治面貌及入党时间"], &["面貌", "党派"], &[], "政治面貌"),
    ("报名", &["入党时间", "政治面貌及入党时间"], &["入党", "加入"], &[], "入党时间"),
    ("报名", &["参加工作时间"], &["参加工作", "工作时间", "参加革命"], &[], "参加工作时间"),
    ("报名", &["任现职时间"], &["任职时间", "任现职", "级时间"], &[], "任现职时间"),
    ("报名", &["编制类别"], &["编制", "身份性质", "职工身份", "用工"], &[], "编制类别"),
    ("报名", &["报名时间"], &["报名时间", "报名日期", "填报时间", "填报日期"], &[], "报名时间"),
    ("报名", &["手机"], &["手机", "移动", "联系电话"], &["单位", "办公", "家庭", "住宅"], "手机"),
    ("报名", &["健康状况"], &["健康", "身体"], &[], "健康状况"),
    ("报名", &["民族"], &["民族"], &[], "民族"),
    ("成绩", &["笔试成绩"], &["笔试"], FROM_MARKS, "笔试成绩"),
    ("成绩", &["面试成绩"], &["面试"], FROM_MARKS, "面试成绩"),
    ("成绩", &["加试成绩"], &["加试"], FROM_MARKS, "加试成绩"),
    // Under no group they may as well be those of an aspect, or of the yearly 考核.
    ("民主测评", &["总体优秀"], &["优秀"], ASPECTS_OR_YEARS, "总体优秀"),
    ("民主测评", &["总体基本称职"], &["基本称职"], ASPECTS_OR_YEARS, "总体基本称职"),
    ("民主测评", &["总体不称职"], &["不称职"], ASPECTS_OR_YEARS, "总体不称职"),
    ("任用", &["任职日期"], &["任职", "发文日期"], &["职务", "岗位", "职位"], "任职日期"),
    ("任用", &["公示结果"], &["公示", "异议"], &[], "公示结果"),
    ("任用", &["拟免职务"], &["免去", "免职", "拟免"], &[], "拟免职务"),
];

/// The parts of schooling, by the words for them, with the columns of what is not said to be of either kind, of 全日制教育 and of 在职教育.
const SCHOOLING: &[(&[&str], [&str; 3])] = &[
    (&["院校", "学校", "毕业"], ["毕业院校及专业", "全日制毕业院校及专业", "在职毕业院校及专业"]),
    (&["学历", "文化程度", "教育程度"], ["学历", "全日制学历", "在职学历"]),
    (&["学位"], ["学位", "全日制学位", "在职学位"]),
];

/// What says that schooling is of 在职教育, and what of 全日制教育.
const IN_SERVICE: &[&str] =
    &["非全日制", "在职", "后续", "后取", "第二", "继续教育", "成人", "业余", "函授", "自考", "党校"];
const FULL_TIME: &[&str] = &["全日制", "第一", "初始", "原始", "起始", "普通"];

/// The column of schooling that a name is like, if the roster lacks it. Of a name that says of which kind it is, the column of that kind is
/// meant; any other may stand only where no kind has a column.
pub(crate) fn of_schooling(header: &str, has: impl Fn(&str) -> bool) -> Option<&'static str> {
    let says = |words: &[&str]| words.iter().any(|word| header.contains(word));
    let (_, [either, full_time, in_service]) = SCHOOLING.iter().find(|(words, _)| says(words))?;
    match () {
        () if says(IN_SERVICE) => Some(*in_service).filter(|key| !has(key)),
        () if says(FULL_TIME) => Some(*full_time).filter(|key| !has(key)),
        () => Some(*either).filter(|_| ![either, full_time, in_service].into_iter().any(|key| has(key))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_schooling_is_like_the_column_of_its_kind() {
        for (name, key) in [
            ("初始学历", Some("全日制学历")),
            ("全日制最高学历", Some("全日制学历")),
            ("非全日制学历", Some("在职学历")),
            ("后续学历", Some("在职学历")),
            ("第二学历", Some("在职学历")),
            ("继续教育学历", Some("在职学历")),
            ("现学历", Some("学历")),
            ("最高学历毕业院校", Some("毕业院校及专业")),
            ("在职最高学位", Some("在职学位")),
            ("邮箱", None),
        ] {
            assert_eq!(of_schooling(name, |_| false), key, "{name}");
        }
        assert_eq!(of_schooling("现学历", |key| key == "全日制学历"), None);
        assert_eq!(of_schooling("后续学历", |key| key == "全日制学历"), Some("在职学历"));
    }
}
