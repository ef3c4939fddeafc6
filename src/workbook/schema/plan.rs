//! What the office lays down first: 方案, 岗位, 节假日.

use super::common::DEGREES;
use super::{Column, Kind, Sheet};

/// 方案: one setting a row.
pub const PLAN: Sheet = Sheet {
    name: "方案",
    synonyms: &[
        "实施方案",
        "方案设置",
        "设置",
        "基本信息",
        "方案表",
        "竞岗方案",
        "竞争上岗方案",
        "竞聘方案",
        "工作方案",
    ],
    purpose: "一行一个项目：单位、领导小组、日期和各项规则",
    columns: &[
        Column::new("项目", Kind::Text).need().alias(&["设置项", "名称"]),
        Column::new("内容", Kind::LongText).alias(&["值", "取值", "填写", "填写内容", "具体内容"]),
        Column::new("说明", Kind::LongText).alias(&["备注"]),
    ],
};

/// 岗位: one post a row.
pub const POSTS: Sheet = Sheet {
    name: "岗位",
    synonyms: &[
        "职位",
        "岗位表",
        "职位表",
        "职位一览表",
        "岗位一览表",
        "竞争岗位",
        "竞争职位",
        "竞争岗位表",
        "竞争职位表",
        "竞聘岗位",
        "竞聘岗位表",
    ],
    purpose: "一行一个竞争岗位",
    columns: &[
        Column::new("岗位编号", Kind::Code).alias(&["职位编号", "岗位代码", "职位代码", "编号", "代码"]),
        Column::new("岗位名称", Kind::Text)
            .need()
            .alias(&[
                "职位名称",
                "岗位",
                "职位",
                "竞争岗位",
                "竞争职位",
                "竞岗岗位",
                "竞聘岗位",
                "竞聘职位",
                "竞争岗位名称",
                "竞争职位名称",
                "竞聘岗位名称",
                "竞岗岗位名称",
                "拟竞聘岗位",
                "拟竞争岗位",
                "拟任岗位",
                "拟任职务",
                "竞聘职务",
                "竞争职务",
                "竞岗职务",
            ])
            .loose(&["职务", "职务名称"]),
        Column::new("职数", Kind::Count)
            .alias(&[
                "名额",
                "人数",
                "岗位数",
                "职位数",
                "拟聘人数",
                "选拔名额",
                "选拔职数",
                "选拔人数",
                "岗位职数",
                "职位职数",
                "竞争职数",
                "竞岗职数",
                "竞聘职数",
                "选任职数",
                "拟任职数",
                "拟聘职数",
                "空缺职数",
                "招聘人数",
                "招聘名额",
                "招考人数",
                "需求人数",
                "计划人数",
                "计划数",
                "核定职数",
                "拟选人数",
                "名额数",
                "岗位数量",
                "职位数量",
            ])
            .note("不填按 1 名。"),
        Column::new("所在部门", Kind::Text)
            .alias(&[
                "部门",
                "科室",
                "内设机构",
                "所在单位",
                "用人部门",
                "竞聘部门",
                "竞争部门",
                "竞岗部门",
                "岗位所在部门",
                "所在科室",
                "所在处室",
                "所属部门",
                "所属科室",
                "科室名称",
                "部门名称",
                "处室",
                "股室",
                "处室名称",
                "年级",
                "车间",
                "庭室",
                "院系",
                "系部",
                "用人处室",
            ])
            .loose(&["单位", "单位名称"])
            .note("岗位名称只写职务（副主任、科长）的，各种文书都冠上所在部门。"),
        Column::new("岗位职责", Kind::LongText).alias(&[
            "职责",
            "主要职责",
            "工作职责",
            "职位职责",
            "岗位描述",
            "职位描述",
            "岗位说明",
            "职位说明",
            "岗位工作内容",
            "工作内容",
            "岗位主要职责",
            "职位主要职责",
        ]),
        Column::new("学历要求", Kind::Choice(DEGREES))
            .alias(&["学历", "文化程度", "学历条件"])
            .note("最低学历；不填按方案，不要求学历的写“不限”。"),
        Column::new("专业要求", Kind::Text).alias(&["专业", "专业条件"]).note("供审查人掌握，程序不判断专业是否相符。"),
        Column::new("年龄上限", Kind::Count)
            .alias(&[
                "年龄",
                "年龄要求",
                "最高年龄",
                "年龄条件",
                "最高年龄要求",
                "岗位年龄",
                "年龄限制",
                "岗位年龄要求",
            ])
            .note("周岁，含本数：40 表示 40 周岁以下（未满 41 周岁）。不填按方案。"),
        Column::new("任现职年限", Kind::Count)
            .alias(&["任职年限", "任职年限要求", "任现职务年限", "任现职年限要求"])
            .note("任现职须满的年数；不要求则不填。"),
        Column::new("其他条件", Kind::LongText)
            .alias(&[
                "其他要求",
                "其它条件",
                "其它要求",
                "其他资格条件",
                "其他资格要求",
                "其他任职条件",
                "资格条件",
                "资格要求",
                "任职条件",
                "任职资格",
                "任职要求",
                "任职资格条件",
                "任职资格要求",
                "岗位条件",
                "职位条件",
                "岗位资格条件",
                "职位资格条件",
                "报考条件",
                "竞岗条件",
                "竞聘条件",
            ])
            .loose(&["其他", "其它"]),
        // Conditions that only people judge; offices give some a column of their own.
        Column::new("工作经历要求", Kind::LongText)
            .alias(&["工作经历", "经历要求", "工作经验", "工作经验要求", "工作年限", "工作年限要求"])
            .understood(),
        Column::new("政治面貌要求", Kind::LongText).alias(&["政治面貌", "政治面貌条件"]).understood(),
        Column::new("性别要求", Kind::LongText).alias(&["性别", "性别条件"]).understood(),
        Column::new("职称要求", Kind::LongText)
            .alias(&["职称", "职称条件", "专业技术职务", "专业技术职务要求", "专业技术职称要求"])
            .understood(),
        Column::new("备注", Kind::LongText).alias(&["说明"]),
    ],
};

/// 节假日: one day a row that the office's calendar of work moves.
pub const HOLIDAYS: Sheet = Sheet {
    name: "节假日",
    synonyms: &["放假安排", "放假和调休", "调休", "工作日历"],
    purpose: "一行一天：放假的工作日和调休上班的周末，公示按工作日计算时用",
    columns: &[
        Column::new("日期", Kind::Date).need(),
        Column::new("安排", Kind::Choice(&["放假", "上班"])).alias(&["类型", "休息或上班"]).note("不填按放假。"),
        Column::new("名称", Kind::Text).alias(&["节日", "说明"]),
    ],
};
