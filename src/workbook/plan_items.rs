//! The items of the 方案 sheet (方案表的项目): what each is called, what holds when it is left out, what to enter.

/// How the content of an item is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Text on one line.
    Text,
    /// People's names, separated by 、 or line breaks.
    Names,
    /// A calendar day.
    Date,
    /// Days, one after the other, separated by 、.
    Dates,
    /// A day, a time or a period, printed as written; a date cell and figures like 2012-03-24 as 2012年3月24日.
    When,
    /// A telephone number, printed as written.
    Phone,
    /// The offices that a document is addressed to (主送机关): the colon after them is the document's.
    Addressee,
    /// The offices that a document is copied to (抄送机关): the word before them and the full stop behind are the document's.
    CopiedTo,
    /// 发文字号, printed as GB/T 9704 has it.
    Number,
    /// A whole number.
    Count,
    /// A whole number of people, or a proportion of them to 职数 (`3:1`).
    Applicants,
    /// A span of time: years, or months (6个月).
    Span,
    /// A decimal.
    Decimal,
    /// A length in millimetres, which may be negative.
    Millimetres,
    /// A part of a whole: `2/3`, `三分之二`, `10%`, `0.4`.
    Fraction,
    /// A part of a whole that has to be reached (`达到2/3`, `2/3以上`), or exceeded (`超过2/3`, `过半数`).
    Share {
        /// Whether it has to be exceeded where only the part is written.
        over: bool,
    },
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Several of a few words, separated by 、; their order may matter.
    Words(&'static [&'static str]),
    /// Years, separated by 、.
    Years,
}

/// One item of the 方案 sheet.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// The name in the 项目 column.
    pub key: &'static str,
    /// Other names offices use.
    pub synonyms: &'static [&'static str],
    /// How its content is read.
    pub kind: ItemKind,
    /// What holds when the item is missing or empty; `None`: nothing, the documents leave a blank.
    pub default: Option<&'static str>,
    /// Whether a round cannot do without it.
    pub required: bool,
    /// What to enter, for the 说明 column.
    pub note: &'static str,
}

const fn item(key: &'static str, kind: ItemKind, default: Option<&'static str>, note: &'static str) -> Item {
    Item { key, synonyms: &[], kind, default, required: false, note }
}

impl Item {
    const fn need(mut self) -> Self {
        self.required = true;
        self
    }

    const fn alias(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }
}

use ItemKind::{
    Applicants, Choice, Count, Date, Decimal, Fraction, Millimetres, Names, Phone, Share, Span, Text, When, Words,
    Years,
};

const YES_NO: &[&str] = &["是", "否"];

/// The parts of a round that an office may leave out, as the item 省去的步骤 names them.
pub const OPTIONAL_STEPS: &[&str] =
    &["动员部署", "笔试", "面试", "民主测评", "个别谈话", "考察材料", "票决", "任前公示"];

/// Every item, in the order of the sheet.
pub const ITEMS: &[Item] = &[
    item("单位名称", Text, None, "用在标题和正文里的单位名称，如“吴中区甪直镇”").need().alias(&["单位", "用人单位"]),
    item("单位类型", Choice(&["局", "镇", "街道", "其他"]), Some("其他"), "局、镇、街道或其他"),
    item("发文机关", Text, None, "公告、通知和聘书的落款单位全称，不填用单位名称"),
    item("党组织名称", Text, None, "如“中共苏州市吴中区甪直镇委员会”"),
    item(
        "党组织类型",
        Choice(&[
            "党委",
            "党委常委会",
            "党组",
            "党工委",
            "党总支",
            "党支部",
            "室务会",
            "部务会",
            "校务会",
            "校委会",
            "校务委员会",
            "行务会",
        ]),
        Some("党委"),
        "作决定的是党委、党委常委会（高校、企业）、党组、党工委、党总支、党支部，还是党委的部门的室务会、部务会，党校的校务会、校务委员会；不填的看党组织名称",
    ),
    item("领导小组名称", Text, Some("竞岗选任工作领导小组"), ""),
    item("领导小组组长", Names, None, "").alias(&["组长"]),
    item("领导小组副组长", Names, None, "").alias(&["副组长"]),
    item("领导小组成员", Names, None, "用顿号分开").alias(&["成员"]),
    item("领导小组办公室主任", Names, None, "").alias(&["办公室主任"]),
    item("年份", Count, None, "竞争上岗的年份，如 2012").need().alias(&[
        "年度",
        "竞聘年度",
        "竞岗年度",
        "竞争上岗年度",
        "竞聘年份",
        "竞岗年份",
        "实施年度",
        "工作年度",
    ]),
    item("联系人", Names, None, ""),
    item("联系电话", Phone, None, "报名咨询电话"),
    item(
        "纪检监察部门",
        Text,
        None,
        "上级纪检监察部门怎么称呼，不填按单位的级别写“区纪检监察部门”“省纪检监察部门”一类，看不出级别的写“上级纪检监察部门”",
    ),
    item("组织人社部门", Text, None, "上级组织人社部门怎么称呼，不填同上"),
    item("区纪检监察部门监督电话", Phone, None, "").alias(&[
        "纪委监督电话",
        "纪检监察部门监督电话",
        "县纪检监察部门监督电话",
        "市纪检监察部门监督电话",
        "省纪检监察部门监督电话",
    ]),
    item("区组织人社部门监督电话", Phone, None, "").alias(&[
        "组织部监督电话",
        "组织人社部门监督电话",
        "县组织人社部门监督电话",
        "市组织人社部门监督电话",
        "省组织人社部门监督电话",
    ]),
    item("本单位监督电话", Phone, None, "").alias(&["监督电话"]),
    item("省去的步骤", Words(OPTIONAL_STEPS), None, "经批准不举行的步骤，用顿号分开；不填是全部举行"),
    item("动员会时间", When, None, ""),
    item("报名开始", Date, None, "").alias(&["报名开始日期", "报名起始日期", "报名开始时间"]),
    item("报名截止", Date, None, "当天仍可报名，逾期不再接受").alias(&[
        "报名截止日期",
        "报名结束",
        "报名截止时间",
        "报名结束日期",
    ]),
    item("报名地点", Text, None, ""),
    item("改报截止", Date, None, "岗位取消后改报的最后一天；不填则不限，通知里也不写期限")
        .alias(&["改报截止日期", "改报截止时间"]),
    item("年龄计算基准日", Date, None, "计算年龄到哪一天；不填用报名截止日").alias(&[
        "计算年龄时间",
        "年龄计算时间",
        "年龄截止日期",
    ]),
    item(
        "审批表计算年龄时间",
        Date,
        None,
        "干部任免审批表上的年龄算到哪一天；不填算到票决的一天，没有票决日期的算到年龄计算基准日",
    )
    .alias(&["审批表年龄计算时间", "审批表年龄计算日期"]),
    item("年龄上限", Count, Some("40"), "岗位没有另写时的年龄上限（周岁，含本数）").alias(&["年龄要求", "年龄条件"]),
    item("年龄最高上限", Count, Some("45"), "任何岗位都不得超过的年龄（周岁，含本数）"),
    item(
        "学历要求",
        Choice(&["研究生", "大学", "大专", "中专", "高中", "初中", "不限"]),
        Some("大专"),
        "岗位没有另写时的最低学历，不要求的写“不限”",
    ),
    item(
        "考核年度",
        Years,
        None,
        "近几年年度考核须称职（合格）及以上，写出年度，如“2009、2010、2011”；不填按“考核年数”",
    ),
    item("考核年数", Count, Some("3"), "没有写出考核年度时，看方案年份之前的几年").alias(&["近几年考核"]),
    item(
        "最少报名人数",
        Applicants,
        Some("3"),
        "某岗位不足这个人数即取消；按职数计算的写比例，3:1 是每个职数3人；人再少也不取消的写“无”",
    )
    .alias(&["最低报名人数", "最少人数", "开考比例", "报名比例", "最低开考比例", "最低报名比例"]),
    item(
        "最少人数口径",
        Choice(&["报名人数", "合格人数"]),
        Some("报名人数"),
        "不足人数按报名人数还是按资格审查合格人数计算",
    ),
    item("笔试时间", When, None, ""),
    item("笔试地点", Text, None, ""),
    item("面试时间", When, None, ""),
    item("面试地点", Text, None, ""),
    item("笔试满分", Count, Some("100"), "笔试成绩不得超过满分"),
    item("笔试合格线", Decimal, Some("60"), "达到这个分数为合格；不设的写“无”").alias(&[
        "合格线",
        "笔试合格分数线",
        "笔试合格分",
        "笔试及格线",
        "合格分数线",
    ]),
    item("笔试不合格能否面试", Choice(&["能", "不能"]), Some("不能"), ""),
    item(
        "面试入围比例",
        Count,
        None,
        "笔试合格的（规定不合格也能面试的，所有参加笔试的），按笔试成绩由高到低每个职数取几名参加面试，3 即 1:3，末位成绩相同的都参加；不填的都参加",
    )
    .alias(&["入围面试比例", "笔试入围比例", "面试入围人数比例", "进入面试比例", "面试人选比例"]),
    item("面试满分", Count, Some("100"), "面试成绩和每名考官的打分不得超过满分"),
    item("面试合格线", Decimal, None, "面试成绩低于这个分数的不排名次，也不列为考察对象；不填的不设").alias(&[
        "面试合格分数线",
        "面试合格分",
        "面试及格线",
        "面试成绩合格线",
        "面试最低分数线",
    ]),
    item(
        "满分换算",
        Choice(&["换算成百分制", "不换算"]),
        Some("换算成百分制"),
        "满分不是100分的，加权前先乘以100再除以满分；不换算：按卷面分数直接加权",
    ),
    item("笔试权重", Fraction, Some("50%"), "综合成绩＝笔试成绩×笔试权重＋面试成绩×面试权重").alias(&[
        "笔试成绩权重",
        "笔试比例",
        "笔试占比",
        "笔试成绩占比",
        "笔试成绩比例",
    ]),
    item("面试权重", Fraction, Some("50%"), "").alias(&[
        "面试成绩权重",
        "面试比例",
        "面试占比",
        "面试成绩占比",
        "面试成绩比例",
    ]),
    item("面试去最高最低分", Choice(YES_NO), Some("是"), "考官打分去掉一个最高分和一个最低分后取平均"),
    item(
        "去分方式",
        Choice(&["按总分", "按要素"]),
        Some("按总分"),
        "按总分：每名考官的总分中去掉最高和最低；按要素：每个要素分别去掉最高和最低，平均后相加",
    ),
    item("综合成绩合格线", Decimal, None, "综合成绩低于这个分数的不排名次，也不列为考察对象；不填的不设").alias(&[
        "综合成绩合格分数线",
        "综合成绩合格分",
        "综合成绩及格线",
        "综合成绩最低分数线",
        "综合合格线",
        "总成绩合格线",
        "总成绩合格分数线",
        "总分合格线",
    ]),
    item("成绩小数位", Count, Some("2"), "四舍五入保留的小数位数"),
    item(
        "取整时机",
        Choice(&["折算前", "各项折算后", "折算后"]),
        Some("折算后"),
        "折算前：笔试、面试成绩先四舍五入再加权，综合成绩再四舍五入；各项折算后：各项乘权重后四舍五入再相加；折算后：只对综合成绩四舍五入",
    ),
    item(
        "同分处理",
        Words(&["综合成绩多取小数", "笔试成绩高者在前", "面试成绩高者在前", "并列"]),
        Some("并列"),
        "综合成绩相同时依次看什么，用顿号分开；都相同的并列。同分的人都有加试成绩的，最后看加试",
    ),
    item("差额比例", Count, Some("2"), "每个职数取几名差额人选，2 即 1:2").alias(&["差额考察比例", "考察比例"]),
    item("测评日期", Date, None, "").alias(&["民主测评日期", "民主测评时间", "测评时间"]),
    item("测评地点", Text, None, "").alias(&["民主测评地点"]),
    item("测评应到人数", Count, None, "参加民主测评的人数，空白测评票按此印制").alias(&["测评人数", "参加测评人数"]),
    item("备用票比例", Fraction, Some("10%"), "空白票在应到人数之外多印的比例，不足一张按一张"),
    item(
        "测评通过比例",
        Share { over: false },
        Some("2/3"),
        "胜任加基本胜任达到（含等于）这个比例为通过；要超过才通过的写“超过2/3”“过半数”",
    ),
    item("测评基数", Choice(&["有效票", "收回票", "发出票"]), Some("有效票"), "计算胜任比例的分母"),
    item("票决日期", Date, None, "").alias(&["党委会日期", "会议日期", "党委会时间", "票决时间"]),
    item("票决应到人数", Count, None, "党委（党组）会应到会成员数"),
    item(
        "票决会议出席比例",
        Share { over: false },
        Some("2/3"),
        "到会成员达到（含等于）这个比例方可票决；要超过的写“超过2/3”“过半数”",
    ),
    item(
        "票决通过比例",
        Share { over: true },
        Some("1/2"),
        "只写比例的，超过（不含等于）为通过；达到就通过的写“达到2/3”“3/4以上”",
    ),
    item("票决基数", Choice(&["应到会成员", "实到会成员", "有效票"]), Some("应到会成员"), "计算得票比例的分母"),
    item("公示开始", Date, None, "任前公示开始的日期").alias(&["公示开始日期", "公示开始时间", "公示起始日期"]),
    item("公示天数", Count, Some("7"), "").alias(&["公示期", "公示期限", "公示期天数"]),
    item("公示日类型", Choice(&["日历日", "工作日"]), Some("日历日"), ""),
    item("公示首日计入", Choice(YES_NO), Some("是"), "公示开始当天是否算一天"),
    item("聘期年数", Count, Some("3"), "含试用期").alias(&["聘期", "聘任期"]),
    item("试用期年数", Span, Some("1"), "不满整年的写几个月，如 6个月；不设试用期的写“无”")
        .alias(&["试用期", "试用期限"]),
    item(
        "聘期起算",
        Choice(&["任职日期", "票决日期"]),
        Some("任职日期"),
        "聘期从任职通知之日还是从党委（党组）决定之日算起",
    ),
    item(
        "试用期起算",
        Choice(&["同聘期", "任职日期", "票决日期"]),
        Some("同聘期"),
        "试用期从哪一天算起；同聘期：与聘期同一天",
    ),
    item(
        "期满日",
        Choice(&["前一日", "同日"]),
        Some("前一日"),
        "2012年6月15日起三年，到2015年6月14日（前一日）或6月15日（同日）",
    ),
    item("聘书发给", Choice(&["除公务员外", "除公务员和参公外", "全部"]), Some("除公务员外"), "哪些人签聘书"),
    item("聘书套打", Choice(YES_NO), Some("否"), "是：只印文字，套印在现成的聘书上"),
    item("套打横向偏移", Millimetres, Some("0"), "毫米，向右为正"),
    item("套打纵向偏移", Millimetres, Some("0"), "毫米，向下为正"),
    item("姓名排序", Choice(&["姓氏笔画", "姓名笔画"]), Some("姓氏笔画"), "名单的排列规则"),
    item("生僻字笔画", Text, None, "笔画表里没有的字有几画，如“𰻞42、𪚥64”"),
];
