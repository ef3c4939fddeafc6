//! What applicants tell of themselves row by row: 简历 and 家庭成员.

use super::common::{ID, NAME};
use super::{Column, Kind, Sheet};

/// 简历: one period of a person's career a row.
pub const RESUME: Sheet = Sheet {
    name: "简历",
    synonyms: &[
        "个人简历",
        "工作简历",
        "学习工作简历",
        "学习及工作简历",
        "工作经历",
        "学习工作经历",
        "学习及工作经历",
        "主要简历",
        "主要经历",
    ],
    purpose: "一行一段经历，同一人的各段依时间先后排列",
    columns: &[
        NAME,
        ID,
        Column::new("起", Kind::Month).need_or(&["起止", "整段简历"]).alias(&[
            "起始",
            "开始时间",
            "起始时间",
            "起始年月",
            "开始",
            "自何年何月",
            "何年何月起",
        ]),
        Column::new("止", Kind::Month)
            .alias(&["截止", "结束时间", "终止时间", "截止年月", "结束", "至何年何月", "何年何月止"])
            .note("至今则不填。"),
        Column::new("内容", Kind::LongText).need_or(&["单位", "整段简历"]).alias(&[
            "单位及职务",
            "经历",
            "学习工作单位及职务",
            "学习或工作单位及职务",
            "工作单位及职务",
            "何单位任何职",
            "在何单位任何职",
            "在何地何单位任何职",
            "在何地何部门任何职",
            "在何地何部门学习工作",
        ]),
        Column::new("起止", Kind::Text)
            .alias(&["起止时间", "起止年月", "起止日期", "时间", "年月", "时间段", "起讫年月", "起讫时间"])
            .understood(),
        Column::new("单位", Kind::Text).alias(&["工作单位", "所在单位", "学习工作单位", "学习或工作单位"]).understood(),
        Column::new("职务", Kind::Text).alias(&["任职", "担任职务", "任何职务", "所任职务"]).understood(),
        Column::new("整段简历", Kind::LongText)
            .alias(&["简历", "个人简历", "工作简历", "学习工作简历", "主要简历", "主要经历", "工作经历"])
            .understood(),
    ],
};

/// 家庭成员: one relative a row.
pub const FAMILY: Sheet = Sheet {
    name: "家庭成员",
    synonyms: &[
        "家庭主要成员",
        "家庭主要成员及重要社会关系",
        "家庭成员及社会关系",
        "家庭成员及主要社会关系",
        "社会关系",
    ],
    purpose: "一行一名家庭成员或重要社会关系",
    columns: &[
        NAME,
        ID,
        Column::new("称谓", Kind::Text).need().alias(&["关系", "与本人关系"]),
        Column::new("成员姓名", Kind::Name).need().alias(&[
            "家庭成员姓名",
            "亲属姓名",
            "家属姓名",
            "家人姓名",
            "家庭成员",
        ]),
        Column::new("成员出生年月", Kind::Month).alias(&["出生年月", "出生日期"]),
        Column::new("成员政治面貌", Kind::Text).alias(&["政治面貌"]),
        Column::new("成员工作单位及职务", Kind::Text).alias(&["工作单位及职务", "单位及职务"]),
    ],
};
