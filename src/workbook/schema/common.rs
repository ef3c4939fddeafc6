//! Columns that many sheets have, and words that many columns take.

use super::{Column, Kind};

pub(super) const NAME: Column = Column::new("姓名", Kind::Name)
    .need()
    .alias(&[
        "人员姓名",
        "应聘人姓名",
        "报名人姓名",
        "考生姓名",
        "干部姓名",
        "本人姓名",
        "参评人姓名",
        "候选人",
        "候选人姓名",
        "人选姓名",
    ])
    .loose(&["名字", "人员", "人选", "拟任人选", "拟聘人选", "拟聘任人选", "考察人选"])
    .note("两个字的姓名不要加空格；少数民族姓名的间隔号用“·”。");

pub(super) const ID: Column = Column::new("身份证号", Kind::IdNumber)
    .alias(&[
        "身份证号码",
        "公民身份号码",
        "公民身份证号码",
        "居民身份证号码",
        "居民身份证号",
        "身份证",
        "证件号码",
        "身份证件号码",
        "身份证件号",
        "身份号码",
        "公民身份证号",
        "二代身份证号码",
        "二代身份证号",
        "第二代身份证号码",
        "身份证编号",
        "身份证号码(18位)",
        "身份证件编号",
        "证件号",
        "有效证件号",
        "有效证件号码",
        "身份证明号码",
        "居民身份证",
    ])
    .note("整列设为“文本”格式再录入，18位。");

/// What columns are called of the post somebody has applied for, besides 岗位.
pub const POST_NAMES: &[&str] = &[
    "报考岗位",
    "报考职位",
    "竞聘岗位",
    "竞聘职位",
    "竞岗岗位",
    "竞岗职位",
    "竞争岗位",
    "竞争职位",
    "应聘岗位",
    "申报岗位",
    "岗位名称",
    "职位",
    "职位名称",
    "拟任职务",
    "拟任职位",
    "拟任岗位",
    "拟聘岗位",
    "拟聘职位",
    "拟聘职务",
];

pub(super) const POST: Column = Column::new("岗位", Kind::Text)
    .need()
    .alias(POST_NAMES)
    .loose(&["聘任岗位", "聘用岗位", "任职岗位", "聘任职务", "聘用职务", "任职职务", "新任职务", "职务"])
    .note("与“岗位”表中的岗位名称一致。");

/// What departments of courts, police, tax offices, banks, schools, hospitals and works are called, in the sheet of posts and in rosters.
pub const DEPARTMENTS: &[&str] = &[
    "部门",
    "科室",
    "处室",
    "股室",
    "庭室",
    "处(室)",
    "科(室)",
    "股所",
    "所队",
    "科队",
    "支队",
    "大队",
    "中队",
    "年级",
    "年级组",
    "教研组",
    "教研室",
    "学科组",
    "备课组",
    "课题组",
    "院系",
    "院(系)",
    "系部",
    "二级学院",
    "二级单位",
    "病区",
    "车间",
    "班组",
    "工区",
    "分厂",
    "机构",
    "分支机构",
    "分公司",
    "支行",
    "分行",
    "网点",
    "站所",
    "校区",
    "园区",
    "项目部",
];

/// What somebody may live in as well as work in: a department only where it is said that it is somebody's own.
pub const PLACES_TO_LIVE: &[&str] = &["社区", "片区", "村居"];

pub(super) const YES_NO: &[&str] = &["是", "否"];

pub(super) const DEGREES: &[&str] = &["研究生", "大学", "大专", "中专", "高中", "初中"];
