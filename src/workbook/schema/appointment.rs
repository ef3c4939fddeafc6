//! From the vote to the office: 票决, 任用.

use super::common::{ID, NAME, POST};
use super::{Column, Kind, Sheet};

/// 票决: the counted ballots of the party committee for one candidate.
pub const VOTE: Sheet = Sheet {
    name: "票决",
    synonyms: &["票决结果", "表决", "无记名票决", "党委票决", "党组票决"],
    purpose: "一行一名差额人选：党委（党组）会无记名票决的统计结果",
    columns: &[
        POST,
        NAME,
        ID,
        Column::new("票决日期", Kind::Date).alias(&["日期", "会议日期"]),
        Column::new("第几次投票", Kind::Count)
            .alias(&["投票次数", "投票轮次", "票决轮次", "票决次数", "第几次", "第几轮", "轮次", "次数"])
            .note("得票相同再次投票的才填：第一次的各行写 1，再次投票另起几行写 2，以最后一次为准；只投一次的不填。"),
        Column::new("应到人数", Kind::Count).alias(&["应到", "应到会"]),
        Column::new("实到人数", Kind::Count).alias(&["实到", "实到会"]),
        Column::new("回避人员", Kind::Text)
            .alias(&["回避", "回避成员", "回避会成员"])
            .note("到会但是没有参加这个岗位讨论和投票的人，写姓名，几个人用顿号分开；不算在实到人数里，会议够不够人数照样算到会。"),
        Column::new("发出票数", Kind::Count).alias(&["发出", "发票", "发出票"]),
        Column::new("收回票数", Kind::Count).alias(&["收回", "收票", "收回票"]),
        Column::new("有效票数", Kind::Count).alias(&["有效", "有效票"]),
        Column::new("无效票数", Kind::Count).alias(&["无效", "无效票", "废票"]),
        Column::new("同意", Kind::Count).need().alias(&["同意票", "赞成", "赞成票", "得票", "得票数"]),
        Column::new("不同意", Kind::Count).alias(&["不同意票", "反对", "反对票"]),
        Column::new("弃权", Kind::Count).alias(&["弃权票"]),
    ],
};

/// 任用: publication and appointment of one person.
pub const APPOINTMENT: Sheet = Sheet {
    name: "任用",
    synonyms: &["聘任", "任职", "公示聘任"],
    purpose: "一行一名拟聘任人选：公示、任职和聘任",
    columns: &[
        NAME,
        ID,
        POST,
        Column::new("公示结果", Kind::Choice(&["无异议", "有异议不影响任用", "有异议影响任用", "本人放弃"]))
            .alias(&["公示情况", "公示有无异议"])
            .note("公示期满后填写；没有填的先不作任用。"),
        Column::new("拟免职务", Kind::Text)
            .alias(&["免去职务", "免职", "拟免"])
            .note("同时免去的职务，用在干部任免审批表和任职通知里；空着的用任免审批表文件里的，不免的写“无”。"),
        Column::new("任职文号", Kind::Text).alias(&["文号", "任职通知文号"]),
        Column::new("任职日期", Kind::Date)
            .alias(&["任职时间", "发文日期", "任职通知日期"])
            // Beside 任职日期 the office's own 聘任日期 is compared with it.
            .loose(&["聘任日期", "聘用日期", "任命日期", "任职起始日期", "聘任起始日期"]),
        Column::new("聘书编号", Kind::Code).alias(&["聘书号"]),
        Column::new("试用期考核", Kind::Choice(&["合格", "不合格"])).alias(&[
            "试用期考核结果",
            "试用期满考核",
            "试用期满考核结果",
        ]),
        Column::new("备注", Kind::LongText),
    ],
};
