//! What applicants tell of themselves row by row: 简历 and 家庭成员.

use super::common::{ID, NAME};
use super::{Column, Kind, Sheet};

/// 简历: one period of a person's career a row.
pub const RESUME: Sheet = Sheet {
    name: "简历",
    synonyms: &["个人简历", "工作简历", "学习工作简历"],
    purpose: "一行一段经历，同一人的各段依时间先后排列",
    columns: &[
        NAME,
        ID,
        Column::new("起", Kind::Month).need().alias(&["起始", "开始时间", "起始时间", "起始年月", "开始"]),
        Column::new("止", Kind::Month)
            .alias(&["截止", "结束时间", "终止时间", "截止年月", "结束"])
            .note("至今则不填。"),
        Column::new("内容", Kind::LongText).need().alias(&[
            "单位及职务",
            "经历",
            "学习工作单位及职务",
            "在何单位任何职",
        ]),
    ],
};

/// 家庭成员: one relative a row.
pub const FAMILY: Sheet = Sheet {
    name: "家庭成员",
    synonyms: &["家庭主要成员", "家庭主要成员及重要社会关系", "家庭成员及社会关系", "社会关系"],
    purpose: "一行一名家庭成员或重要社会关系",
    columns: &[
        NAME,
        ID,
        Column::new("称谓", Kind::Text).need().alias(&["关系", "与本人关系"]),
        Column::new("成员姓名", Kind::Name).need().alias(&["家庭成员姓名", "亲属姓名"]),
        Column::new("成员出生年月", Kind::Month).alias(&["出生年月", "出生日期"]),
        Column::new("成员政治面貌", Kind::Text).alias(&["政治面貌"]),
        Column::new("成员工作单位及职务", Kind::Text).alias(&["工作单位及职务", "单位及职务"]),
    ],
};
