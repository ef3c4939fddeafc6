//! Who applies: 报名, with 简历 and 家庭成员 in sheets of their own.

use super::common::{ID, NAME, YES_NO};
use super::{Column, Kind, Sheet};
use crate::round::WithdrawnIn;

const DEGREE_WORDS: &[&str] = &["学历学位", "学历/学位", "学历及学位", "学历、学位", "学历和学位"];

pub(in crate::workbook) const SCHOOLS: &[&str] = &[
    "学校及专业",
    "学校专业",
    "学校、专业",
    "学校和专业",
    "院校专业",
    "院校和专业",
    "毕业院校和专业",
    "毕业学校和专业",
    "毕业学校、专业",
    "毕业院校系及专业",
    "毕业院校专业",
    "毕业学校及专业",
    "毕业院校",
    "毕业学校",
    "院校及专业",
    "院校系及专业",
    "院校系专业",
    "毕业院校、专业",
    "毕业院校(系)及专业",
    "毕业院校系专业",
    "院校、专业",
    "院校/专业",
    "毕业院校/专业",
];

/// The grades of 年度考核 known to the program (公务员 and 事业单位 wordings).
pub const ASSESSMENT_GRADES: &[&str] = &[
    "优秀",
    "称职",
    "基本称职",
    "不称职",
    "合格",
    "基本合格",
    "不合格",
    "不定等次",
    "不确定等次",
    "不评定等次",
    "未定等次",
    "未确定等次",
    "未评定等次",
    "未参加",
    "未参加考核",
    "未参加年度考核",
    "不参加考核",
    "未考核",
    "未评",
    "未评定",
    "未参评",
];

/// 报名: one applicant a row.
pub const APPLICANTS: Sheet = Sheet {
    name: "报名",
    synonyms: &[
        "报名表",
        "报名情况",
        "报名汇总",
        "报名汇总表",
        "报名情况一览表",
        "报名人员",
        "花名册",
        "人员名册",
        "名册",
    ],
    purpose: "一行一名报名人员",
    columns: &[
        Column::new("序号", Kind::Code).alias(&["编号", "顺序"]),
        NAME,
        Column::new("性别", Kind::Choice(&["男", "女"])).need(),
        Column::new("出生年月", Kind::Month)
            .need()
            .alias(&["出生日期", "出生时间", "出生年月日", "出生", "生日", "生年月"])
            .note("1975.03 或 1975.03.14；整列设为“文本”格式，避免 1975.10 变成 1975.1。"),
        Column::new("年龄", Kind::Text).alias(&["周岁"]).loose(&["岁数"]).understood(),
        Column::new("民族", Kind::Text).alias(&["族别"]),
        Column::new("籍贯", Kind::Text).alias(&["原籍"]),
        Column::new("出生地", Kind::Text),
        Column::new("政治面貌", Kind::Text).alias(&["党派", "政治面目", "面貌"]),
        Column::new("入党时间", Kind::Month).alias(&[
            "入党年月",
            "入党日期",
            "加入组织时间",
            "参加党派时间",
            "入党(团)时间",
            "加入中共时间",
            "加入党派时间",
            "党派及加入时间",
        ]),
        Column::new("政治面貌及入党时间", Kind::Text)
            .alias(&["政治面貌、入党时间", "政治面貌和入党时间", "政治面貌及加入时间", "政治面貌及入党年月"])
            .understood(),
        Column::new("参加工作时间", Kind::Month).alias(&[
            "参加工作年月",
            "参加工作日期",
            "工作时间",
            "参工时间",
            "参加革命工作时间",
            "工作年月",
        ]),
        Column::new("健康状况", Kind::Text).alias(&["健康", "身体状况"]),
        Column { required: true, ..ID },
        Column::new("学历", Kind::Text)
            .alias(&[
                "文化程度",
                "最高学历",
                "学历层次",
                "学历学位",
                "最高学历学位",
                "学历/学位",
                "学历及学位",
                "学历、学位",
                "学历和学位",
                "最高学历及学位",
                "最高学历/学位",
            ])
            .understood(),
        Column::new("学位", Kind::Text).alias(&["最高学位"]).understood(),
        Column::new("所学专业", Kind::Text)
            .alias(&["毕业专业", "学习专业", "最高学历专业"])
            .loose(&["专业"])
            .understood(),
        // Beside one column of schooling it is not said which kind the school belongs to.
        Column::new("毕业院校及专业", Kind::Text).alias(SCHOOLS).understood(),
        Column::new("全日制学历", Kind::Text).within("全日制教育", "学历").labels(DEGREE_WORDS).alias(&[
            "第一学历",
            "全日制教育学历",
            "全日制教育学历学位",
            "全日制学历学位",
        ]),
        Column::new("全日制学位", Kind::Text).within("全日制教育", "学位").alias(&["全日制教育学位"]),
        Column::new("全日制毕业院校及专业", Kind::Text).within("全日制教育", "毕业院校及专业").labels(SCHOOLS).alias(
            &[
                "全日制毕业院校系及专业",
                "全日制毕业学校专业",
                "全日制院校专业",
                "全日制教育毕业院校系及专业",
                "全日制学校",
                "全日制院校",
            ],
        ),
        Column::new("在职学历", Kind::Text).within("在职教育", "学历").labels(DEGREE_WORDS).alias(&[
            "在职教育学历",
            "在职教育学历学位",
            "在职学历学位",
        ]),
        Column::new("在职学位", Kind::Text).within("在职教育", "学位").alias(&["在职教育学位"]),
        Column::new("在职毕业院校及专业", Kind::Text).within("在职教育", "毕业院校及专业").labels(SCHOOLS).alias(&[
            "在职毕业院校系及专业",
            "在职毕业学校专业",
            "在职院校专业",
            "在职教育毕业院校系及专业",
            "在职学校",
            "在职院校",
        ]),
        Column::new("现工作单位及职务", Kind::Text)
            .need()
            .alias(&[
                "工作单位及职务",
                "工作单位及现任职务",
                "现工作单位及现任职务",
                "单位及职务",
                "单位职务",
                "现单位及职务",
                "现单位职务",
                "工作单位职务",
                "现任岗位或职务",
                "所在单位及职务",
                "所在单位及现任职务",
                "现工作单位职务",
                "单位及现任职务",
                "工作单位、职务",
                "工作单位、现任职务",
                "工作单位和职务",
                "现工作单位和职务",
                "现工作单位、职务",
                "现所在单位及职务",
            ])
            .loose(&[
                "现任职务",
                "现职务",
                "职务",
                "现任岗位",
                "现任职务职级",
                "职务职级",
                "现任行政职务",
                "行政职务",
                "现任职务及任职时间",
                "现任职务及时间",
            ]),
        Column::new("工作单位", Kind::Text).alias(&["现工作单位", "所在单位", "现单位"]).loose(&["单位"]).understood(),
        Column::new("工作部门", Kind::Text)
            .alias(&["所在部门", "内设机构", "所在科室", "所在处室", "工作科室", "现工作部门"])
            .loose(&["部门", "科室", "处室", "股室"])
            .understood(),
        Column::new("任现职时间", Kind::Month).alias(&[
            "任现职务时间",
            "现任职务时间",
            "任职时间",
            "任现职年月",
            "任现职日期",
            "何时任现职",
            "何时任现职务",
        ]),
        Column::new("职级", Kind::Text).alias(&["级别", "职务级别", "现职级", "行政级别"]),
        Column::new("编制类别", Kind::Choice(&["公务员", "参公", "事业", "其他"]))
            .alias(&[
                "编制性质",
                "身份",
                "个人身份",
                "编制",
                "人员身份",
                "人员性质",
                "身份性质",
                "编制类型",
                "人员类别",
            ])
            .note("公务员不签聘书，其他人员签聘书。"),
        Column::new("专业技术职务", Kind::Text).alias(&["专业技术职称", "职称", "专技职务"]),
        Column::new("熟悉专业有何专长", Kind::Text).alias(&[
            "熟悉专业及专长",
            "专长",
            "特长",
            "熟悉专业有何特长",
            "熟悉何种专业有何专长",
            "熟悉专业及有何专长",
        ]),
        Column::new("报考部门", Kind::Text)
            .alias(&[
                "报考单位",
                "报考科室",
                "竞聘部门",
                "竞聘单位",
                "竞聘科室",
                "竞岗部门",
                "竞岗单位",
                "竞争部门",
                "应聘部门",
                "应聘单位",
                "报名部门",
                "申报部门",
                "拟报部门",
                "拟报考部门",
                "拟竞聘部门",
                "拟任部门",
                "意向部门",
                "岗位所在部门",
                "报考岗位所在部门",
                "竞聘岗位所在部门",
            ])
            .understood(),
        Column::new("报考岗位", Kind::Text)
            .need()
            .alias(&[
                "竞聘岗位",
                "竞岗岗位",
                "报考职位",
                "竞争职位",
                "竞聘职位",
                "应聘岗位",
                "报名岗位",
                "报名职位",
                "竞争岗位",
                "志愿岗位",
                "岗位志愿",
                "应聘职位",
                "申报岗位",
                "申报职位",
                "拟报岗位",
                "拟竞聘岗位",
                "报考岗位名称",
                "竞聘岗位名称",
                "竞岗职位",
                "第一志愿",
                "志愿一",
                "志愿1",
                "第一志愿岗位",
                "报考志愿",
                "竞争岗位名称",
                "竞争职位名称",
                "拟竞争岗位",
                "拟竞争职位",
                "拟竞聘职位",
                "竞聘意向",
                "竞岗意向",
                "意向岗位",
                "拟报考岗位",
                "报考职位名称",
            ])
            .loose(&["岗位", "职位", "志愿", "拟任职务", "拟任岗位", "拟任职位"])
            .note("每人限报一个，与“岗位”表中的岗位名称一致。"),
        Column::new("是否服从调剂", Kind::Choice(YES_NO)).alias(&[
            "服从调剂",
            "是否服从调整",
            "服从分配",
            "是否服从分配",
            "是否服从",
            "服从调配",
            "是否服从调配",
            "是否服从组织调配",
            "服从组织调配",
            "服从组织安排",
            "是否服从组织安排",
            "服从组织调剂",
            "是否服从组织调剂",
            "是否同意调剂",
            "是否接受调剂",
            "是否愿意调剂",
            "是否服从岗位调剂",
            "服从岗位调剂",
            "服从调剂与否",
            "是否调剂",
        ]),
        Column::new("改报岗位", Kind::Text)
            .alias(&["改报职位", "改报的岗位", "调剂岗位"])
            .note("报考岗位因人数不足取消后改报的岗位；没有取消的岗位不能改报。"),
        Column::new("改报时间", Kind::Date).alias(&["改报日期"]),
        Column::new("退出步骤", Kind::Choice(&WithdrawnIn::WORDS))
            .alias(&["放弃步骤", "放弃环节", "退出环节", "退出阶段", "放弃阶段", "退出竞争步骤", "本人放弃步骤"])
            .note("本人中途放弃的才填：在哪一步放弃，就填那一步；以前各步的成绩、名次、票数照旧。"),
        Column::new("退出原因", Kind::Text)
            .alias(&["放弃原因", "退出理由", "放弃理由"])
            .note("可不填；公布的文书上只写“本人放弃”，不印原因。"),
        Column::new("手机", Kind::Phone).alias(&["手机号码", "手机号", "移动电话", "本人手机"]).loose(&[
            "联系电话",
            "联系方式",
            "电话",
            "电话号码",
        ]),
        Column::new("办公电话", Kind::Phone).alias(&["单位电话", "固定电话", "办公室电话", "座机"]),
        Column::new("通讯地址", Kind::Text).alias(&["联系地址", "地址", "家庭住址"]),
        Column::new("奖惩情况", Kind::LongText).alias(&["奖惩", "奖励情况", "何时何地受过何种奖励或处分"]),
        Column::new("年度考核", Kind::LongText)
            .alias(&[
                "年度考核结果",
                "近三年年度考核结果",
                "近三年考核结果",
                "考核情况",
                "历年考核情况",
                "近三年年度考核情况",
                "近三年年度考核",
                "近三年考核",
                "近三年考核情况",
                "近3年年度考核",
                "近3年年度考核结果",
                "近3年考核情况",
                "考核等次",
                "年度考核等次",
                "近三年考核等次",
                "近三年年度考核等次",
                "年度考核情况",
                "考核结果",
                "历年年度考核结果",
            ])
            .note("2009年称职、2010年优秀、2011年称职；也可以分年度各占一列（2009年考核、2010年考核……）。"),
        Column::new("报名时间", Kind::Date).alias(&["报名日期"]),
        Column::new("排序号", Kind::Count)
            .alias(&["手工排序", "名单顺序", "排列顺序"])
            .note("一般不填，名单按笔画排列。填了的排在前面，从小到大。"),
        Column::new("简历", Kind::LongText)
            .alias(&["个人简历", "工作简历", "学习工作简历", "学习和工作简历", "主要简历", "工作经历", "学习工作经历"])
            .understood(),
        Column::new("家庭成员", Kind::LongText)
            .alias(&["家庭主要成员", "家庭主要成员及重要社会关系", "家庭成员及社会关系", "家庭情况", "家庭成员情况"])
            .understood(),
        Column::new("照片", Kind::Text)
            .alias(&["相片", "照片文件", "照片文件名"])
            .note("可不填：照片放在“照片”文件夹，用身份证号或姓名作文件名。"),
        Column::new("备注", Kind::LongText),
    ],
};

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
