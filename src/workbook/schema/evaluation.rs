//! What colleagues and the inspection group say: 民主测评, 谈话, 考察.

use super::common::{ID, NAME, POST};
use super::{Column, Kind, Sheet};

const ASPECT_GRADES: [&str; 4] = ["好", "较好", "一般", "差"];

macro_rules! aspect {
    ($name:literal) => {
        [
            Column::new(concat!($name, "好"), Kind::Count).within($name, ASPECT_GRADES[0]),
            Column::new(concat!($name, "较好"), Kind::Count).within($name, ASPECT_GRADES[1]),
            Column::new(concat!($name, "一般"), Kind::Count).within($name, ASPECT_GRADES[2]),
            Column::new(concat!($name, "差"), Kind::Count).within($name, ASPECT_GRADES[3]),
        ]
    };
}

const DE: [Column; 4] = aspect!("德");
const NENG: [Column; 4] = aspect!("能");
const QIN: [Column; 4] = aspect!("勤");
const JI: [Column; 4] = aspect!("绩");
const LIAN: [Column; 4] = aspect!("廉");
const XUE: [Column; 4] = aspect!("学");

/// 民主测评: the counted ballots for one candidate in one batch.
pub const EVALUATION: Sheet = Sheet {
    name: "民主测评",
    synonyms: &["测评", "测评结果", "民主测评结果", "民主测评汇总", "民主测评汇总表"],
    purpose: "一行一名考察对象：一个批次测评票的统计结果",
    columns: &[
        Column::new("批次", Kind::Count).alias(&["测评批次"]).note("第一次测评为 1，替补人选为 2、3……；不填按 1。"),
        NAME,
        ID,
        POST,
        Column::new("测评日期", Kind::Date).alias(&["日期", "测评时间"]),
        Column::new("应到人数", Kind::Count).alias(&["应到"]),
        Column::new("实到人数", Kind::Count).alias(&["实到"]),
        Column::new("发出票数", Kind::Count).need().alias(&["发出", "发票", "发出票"]),
        Column::new("收回票数", Kind::Count).need().alias(&["收回", "收票", "收回票"]),
        Column::new("有效票数", Kind::Count).need().alias(&["有效", "有效票"]),
        Column::new("无效票数", Kind::Count).alias(&["无效", "无效票", "废票"]),
        DE[0],
        DE[1],
        DE[2],
        DE[3],
        NENG[0],
        NENG[1],
        NENG[2],
        NENG[3],
        QIN[0],
        QIN[1],
        QIN[2],
        QIN[3],
        JI[0],
        JI[1],
        JI[2],
        JI[3],
        LIAN[0],
        LIAN[1],
        LIAN[2],
        LIAN[3],
        XUE[0],
        XUE[1],
        XUE[2],
        XUE[3],
        Column::new("总体优秀", Kind::Count).within("总体评价", "优秀"),
        Column::new("总体称职", Kind::Count).within("总体评价", "称职"),
        Column::new("总体基本称职", Kind::Count).within("总体评价", "基本称职"),
        Column::new("总体不称职", Kind::Count).within("总体评价", "不称职"),
        Column::new("胜任", Kind::Count).within("胜任程度", "胜任").alias(&["胜任票", "胜任票数"]).need(),
        Column::new("基本胜任", Kind::Count)
            .within("胜任程度", "基本胜任")
            .alias(&["基本胜任票", "基本胜任票数"])
            .need(),
        Column::new("不胜任", Kind::Count).within("胜任程度", "不胜任").alias(&["不胜任票", "不胜任票数"]).need(),
        Column::new("弃权", Kind::Count).within("胜任程度", "弃权").alias(&["弃权票", "弃权票数"]),
    ],
};

/// 谈话: one conversation (个别谈话) about one candidate a row.
pub const TALKS: Sheet = Sheet {
    name: "谈话",
    synonyms: &["个别谈话", "谈话记录", "个别谈话记录"],
    purpose: "一行一次谈话：谁对哪一名考察对象谈了什么",
    columns: &[
        NAME.alias(&["考察对象", "考察对象姓名"]),
        ID,
        Column::new("谈话对象", Kind::Name).need().alias(&["谈话人员", "被谈话人", "被谈话人姓名"]),
        Column::new("谈话对象职务", Kind::Text).alias(&["职务", "单位及职务"]),
        Column::new("谈话日期", Kind::Date).alias(&["日期", "谈话时间"]),
        Column::new("意见", Kind::Choice(&["同意", "不同意", "弃权"])).alias(&["是否同意", "是否同意任用", "态度"]),
        Column::new("谈话要点", Kind::LongText).alias(&["内容", "谈话内容", "主要内容"]),
    ],
};

/// 考察: the inspection group's written judgement on one candidate.
pub const INSPECTION: Sheet = Sheet {
    name: "考察",
    synonyms: &["考察情况", "考察材料", "组织考察"],
    purpose: "一行一名考察对象：由考察组撰写的评价；不考试而报名多于差额名额的，差额人选是这张表里的人，测评以后另行研究补充的人选也写在这里",
    columns: &[
        NAME,
        ID,
        Column::new("德", Kind::LongText).alias(&["德方面", "政治表现"]),
        Column::new("能", Kind::LongText).alias(&["能方面"]),
        Column::new("勤", Kind::LongText).alias(&["勤方面"]),
        Column::new("绩", Kind::LongText).alias(&["绩方面"]),
        Column::new("廉", Kind::LongText).alias(&["廉方面"]),
        Column::new("学", Kind::LongText).alias(&["学方面"]),
        Column::new("主要不足", Kind::LongText).alias(&[
            "不足",
            "缺点和不足",
            "不足之处",
            "主要缺点和不足",
            "存在不足",
            "存在的不足",
            "存在问题",
            "存在的问题",
        ]),
        Column::new("考察组意见", Kind::LongText).alias(&["考察意见", "意见"]),
        Column::new("考察人", Kind::Text).alias(&["考察组成员", "考察组"]).note("用顿号分开。"),
        Column::new("考察日期", Kind::Date).alias(&["日期", "考察时间"]),
    ],
};
