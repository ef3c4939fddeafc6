//! From the review of qualifications to the marks: 资格审查, 成绩, 面试.

use super::common::{ID, NAME, YES_NO};
use super::{Column, Kind, Sheet};

/// 资格审查: what the reviewers found for one applicant.
pub const REVIEW: Sheet = Sheet {
    name: "资格审查",
    synonyms: &["资格审查表", "资格审查一览表", "审查"],
    purpose: "一行一人：需要人工判断的条件和审查人的结论",
    columns: &[
        NAME,
        ID,
        Column::new("在编在职", Kind::Choice(YES_NO)).alias(&[
            "本单位在编在职",
            "是否在编在职",
            "在岗在职",
            "本单位在岗在职",
            "是否在岗在职",
        ]),
        Column::new("符合基本条件", Kind::Choice(YES_NO))
            .alias(&["基本条件", "是否符合基本条件"])
            .note("政治素质、事业心和能力、品行和群众基础、身体条件。"),
        Column::new("符合回避和轮岗规定", Kind::Choice(YES_NO))
            .alias(&["回避轮岗", "回避和轮岗"])
            .note("回避和轮岗一并审查时填这一列；分开审查时填后面两列。"),
        Column::new("符合回避规定", Kind::Choice(YES_NO)).alias(&["任职回避", "是否符合回避规定"]),
        Column::new("符合轮岗规定", Kind::Choice(YES_NO)).alias(&["岗位轮换", "是否符合轮岗规定"]),
        Column::new("符合专业要求", Kind::Choice(YES_NO))
            .alias(&["专业是否符合", "是否符合专业要求"])
            .note("不填时看“符合岗位特定条件”。"),
        Column::new("符合岗位特定条件", Kind::Choice(YES_NO)).alias(&["符合其他条件", "其他条件是否符合"]),
        Column::new("是否受处分影响期", Kind::Choice(YES_NO)).alias(&["是否受处分", "处分影响期", "是否在处分影响期"]),
        Column::new("审查结论", Kind::Choice(&["符合", "不符合", "本人放弃"]))
            .alias(&[
                "结论",
                "审查结果",
                "审查意见",
                "资格审查结论",
                "资格审查结果",
                "资格审查意见",
                "审核结论",
                "审核结果",
                "审核意见",
                "资格审核结论",
                "资格审核结果",
                "资格审核意见",
                "资审结论",
                "资审结果",
                "是否合格",
                "是否符合",
                "是否符合条件",
                "是否通过",
                "是否通过资格审查",
                "是否通过审查",
                "是否通过审核",
                "审查是否合格",
                "审查是否通过",
            ])
            .note("人工结论，优先于程序的判断；不填则由程序按条件得出。本人退出竞争的填“本人放弃”。"),
        Column::new("审查原因", Kind::LongText).alias(&[
            "原因",
            "理由",
            "不符合原因",
            "不符合的原因",
            "不合格原因",
            "不通过原因",
            "不符合条件的原因",
            "审核原因",
        ]),
        Column::new("审查人", Kind::Text).alias(&["审查人员", "审核人", "审核人员"]),
        Column::new("审查日期", Kind::Date).alias(&["日期", "审查时间", "审核日期", "审核时间"]),
    ],
};

/// 成绩: the marks of one applicant.
pub const SCORES: Sheet = Sheet {
    name: "成绩",
    synonyms: &["考试成绩", "成绩汇总", "笔试成绩", "成绩表"],
    purpose: "一行一人：准考证号和成绩，缺考写“缺考”",
    columns: &[
        NAME,
        ID,
        Column::new("准考证号", Kind::Code).alias(&[
            "准考证",
            "准考证号码",
            "准考证编号",
            "准考号",
            "考号",
            "考生号",
            "考生编号",
            "考试编号",
        ]),
        Column::new("笔试成绩", Kind::Score).alias(&[
            "笔试",
            "笔试分数",
            "笔试得分",
            "笔试卷面",
            "笔试卷面分",
            "笔试卷面成绩",
            "笔试原始分",
            "笔试原始成绩",
            "笔试成绩卷面",
            "笔试成绩卷面分",
            "笔试成绩原始分",
            "笔试成绩得分",
        ]),
        Column::new("面试成绩", Kind::Score)
            .alias(&[
                "面试",
                "面试分数",
                "面试得分",
                "面试原始分",
                "面试原始成绩",
                "面试卷面",
                "面试成绩得分",
                "面试成绩原始分",
                "面试平均分",
                "面试最后得分",
            ])
            .note("有“面试打分”表时可不填，由程序计算。"),
        Column::new("加试成绩", Kind::Score)
            .alias(&["加试"])
            .note("综合成绩相同的人加试的成绩，只用来定这几个人的先后。"),
        Column::new("考场", Kind::Text)
            .alias(&["考场号", "考室", "笔试考场"])
            .note("分考场的填，印在准考证上，笔试签到表一个考场一份；只有一个考场的可不填。"),
        Column::new("座位号", Kind::Code)
            .alias(&["座号", "座位", "座次号"])
            .note("印在准考证和笔试签到表上，签到表按座位号排列。"),
        Column::new("备注", Kind::LongText),
    ],
};

/// 面试打分: the judges' marks for one applicant, or for one element (要素) of the applicant's interview. Judges are columns
/// 考官1, 考官2 …
pub const INTERVIEW: Sheet = Sheet {
    name: "面试打分",
    synonyms: &["面试评分", "面试成绩", "面试打分表", "面试成绩统计表"],
    purpose: "一行一人：各考官给的总分（考官1、考官2……各占一列）；分要素打分的，一人一个要素一行，或者用两行表头，上面写考官、下面写要素",
    columns: &[
        NAME,
        ID,
        Column::new("抽签号", Kind::Code).alias(&[
            "面试抽签号",
            "面试序号",
            "抽签序号",
            "抽签顺序",
            "抽签顺序号",
            "抽签号码",
        ]),
        Column::new("要素", Kind::Text)
            .alias(&["测评要素", "评分要素", "评分项目"])
            .note("只填总分的不填；分要素打分的，每个要素一行，各要素的分数相加为总分。"),
    ],
};
