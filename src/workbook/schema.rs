//! The sheets and columns of a round's workbook (工作簿的表与列), as data.
//!
//! One table serves three readers: header finding (synonyms), the parser (kinds, what must be filled) and the writer of
//! the workbook that is given out (notes, drop-down lists, number formats). A column's `key` is its name everywhere else:
//! in problems shown to the clerk and in the data the templates receive.

/// What a column holds, hence how its cells are read, checked and formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text on one line.
    Text,
    /// Text that may run over several lines.
    LongText,
    /// A person's name (姓名): all white space is taken out, interpuncts become `·`.
    Name,
    /// An 18-digit identity number (公民身份号码, GB 11643), always stored as text.
    IdNumber,
    /// A telephone number, stored as text.
    Phone,
    /// Some other number that is really a code (准考证号, 编号), stored as text.
    Code,
    /// A year and month, perhaps with a day (1975.03).
    Month,
    /// A calendar day.
    Date,
    /// A decimal mark between 0 and 100, or 缺考.
    Score,
    /// A count of people or ballots, a whole number from 0 up.
    Count,
    /// One of a few words; other words are reported.
    Choice(&'static [&'static str]),
}

/// One column of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The canonical name, which is also the data key.
    pub key: &'static str,
    /// The cell above a group of columns (全日制教育), if any.
    pub group: Option<&'static str>,
    /// What the header cell itself says (学历).
    pub label: &'static str,
    /// Other names offices use for it.
    pub synonyms: &'static [&'static str],
    /// Other words for the label below its group.
    pub labels: &'static [&'static str],
    /// Words that mean it only where nothing else does: 联系电话 is 手机, unless there is a column 手机.
    pub loose: &'static [&'static str],
    /// Whether the workbook that is given out has it; other columns are only understood in rosters an office has already.
    pub offered: bool,
    /// What it holds.
    pub kind: Kind,
    /// Whether a row without it is incomplete.
    pub required: bool,
    /// What the clerk should enter, shown as a note on the header.
    pub note: &'static str,
}

/// One sheet of the workbook.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// The sheet's name.
    pub name: &'static str,
    /// Other names offices use for it.
    pub synonyms: &'static [&'static str],
    /// What one row stands for, in words.
    pub purpose: &'static str,
    /// Its columns in the order they are written.
    pub columns: &'static [Column],
}

impl Sheet {
    /// The place of a column among its own.
    pub fn index(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

impl Column {
    const fn new(key: &'static str, kind: Kind) -> Self {
        Self {
            key,
            group: None,
            label: key,
            synonyms: &[],
            labels: &[],
            loose: &[],
            offered: true,
            kind,
            required: false,
            note: "",
        }
    }

    const fn need(mut self) -> Self {
        self.required = true;
        self
    }

    const fn alias(mut self, synonyms: &'static [&'static str]) -> Self {
        self.synonyms = synonyms;
        self
    }

    const fn loose(mut self, words: &'static [&'static str]) -> Self {
        self.loose = words;
        self
    }

    /// Only understood, not offered.
    const fn understood(mut self) -> Self {
        self.offered = false;
        self
    }

    const fn note(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    const fn labels(mut self, words: &'static [&'static str]) -> Self {
        self.labels = words;
        self
    }

    const fn within(mut self, group: &'static str, label: &'static str) -> Self {
        self.group = Some(group);
        self.label = label;
        self
    }
}

const NAME: Column = Column::new("姓名", Kind::Name)
    .need()
    .alias(&["人员姓名", "应聘人姓名", "报名人姓名", "考生姓名", "干部姓名", "本人姓名", "参评人姓名"])
    .loose(&["名字", "人员"])
    .note("两个字的姓名不要加空格；少数民族姓名的间隔号用“·”。");
const ID: Column = Column::new("身份证号", Kind::IdNumber)
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
    ])
    .note("整列设为“文本”格式再录入，18位。");
const POST: Column = Column::new("岗位", Kind::Text)
    .need()
    .alias(&[
        "报考岗位",
        "竞聘岗位",
        "竞岗岗位",
        "岗位名称",
        "职位",
        "报考职位",
        "竞争职位",
        "拟任职务",
        "拟任职位",
        "拟任岗位",
        "竞争岗位",
        "竞聘职位",
    ])
    .note("与“岗位”表中的岗位名称一致。");

const DEGREE_WORDS: &[&str] = &["学历学位", "学历/学位", "学历及学位", "学历、学位", "学历和学位"];

pub(super) const SCHOOLS: &[&str] = &[
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
];

const YES_NO: &[&str] = &["是", "否"];
const DEGREES: &[&str] = &["研究生", "大学", "大专", "中专", "高中", "初中"];
const GRADES: &[&str] = &[
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

/// 方案: one setting a row.
pub const PLAN: Sheet = Sheet {
    name: "方案",
    synonyms: &["实施方案", "设置", "基本信息"],
    purpose: "一行一个项目：单位、领导小组、日期和各项规则",
    columns: &[
        Column::new("项目", Kind::Text).need().alias(&["设置项", "名称"]),
        Column::new("内容", Kind::LongText).alias(&["值", "取值", "填写"]),
        Column::new("说明", Kind::LongText).alias(&["备注"]),
    ],
};

/// 岗位: one post a row.
pub const POSTS: Sheet = Sheet {
    name: "岗位",
    synonyms: &["职位", "岗位表", "职位表", "职位一览表", "岗位一览表", "竞争岗位"],
    purpose: "一行一个竞争岗位",
    columns: &[
        Column::new("岗位编号", Kind::Code).alias(&["职位编号", "岗位代码", "职位代码", "编号", "代码"]),
        Column::new("岗位名称", Kind::Text).need().alias(&[
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
        ]),
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
        Column::new("所在部门", Kind::Text).alias(&["部门", "科室", "内设机构", "所在单位", "用人部门"]),
        Column::new("岗位职责", Kind::LongText).alias(&["职责", "主要职责", "工作职责"]),
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
        Column::new("其他条件", Kind::LongText).alias(&[
            "其他要求",
            "其他资格条件",
            "资格条件",
            "资格要求",
            "任职条件",
            "任职资格",
            "任职要求",
        ]),
        Column::new("备注", Kind::LongText).alias(&["说明"]),
    ],
};

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
        Column::new("全日制学历", Kind::Text).within("全日制教育", "学历").labels(DEGREE_WORDS).alias(&[
            "第一学历",
            "全日制教育学历",
            "全日制教育学历学位",
            "全日制学历学位",
        ]),
        Column::new("全日制学位", Kind::Text).within("全日制教育", "学位").alias(&["全日制教育学位"]),
        Column::new("全日制毕业院校及专业", Kind::Text).within("全日制教育", "毕业院校及专业").labels(SCHOOLS).alias(
            &[
                "毕业院校、专业",
                "毕业院校和专业",
                "全日制毕业院校系及专业",
                "全日制毕业学校专业",
                "毕业院校及专业",
                "毕业院校系及专业",
                "毕业院校专业",
                "毕业学校及专业",
                "院校及专业",
                "院校系及专业",
                "全日制院校专业",
                "全日制教育毕业院校系及专业",
                "毕业院校",
                "毕业学校",
                "学校及专业",
                "毕业学校和专业",
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
        Column::new("工作单位", Kind::Text)
            .alias(&["现工作单位", "所在单位", "现单位", "工作部门", "所在部门"])
            .loose(&["单位", "部门", "科室"])
            .understood(),
        Column::new("任现职时间", Kind::Month).alias(&[
            "任现职务时间",
            "现任职务时间",
            "任职时间",
            "任现职年月",
            "任现职日期",
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
        ]),
        Column::new("改报岗位", Kind::Text)
            .alias(&["改报职位", "改报的岗位", "调剂岗位"])
            .note("报考岗位因人数不足取消后改报的岗位；没有取消的岗位不能改报。"),
        Column::new("改报时间", Kind::Date).alias(&["改报日期"]),
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

/// 资格审查: what the reviewers found for one applicant.
pub const REVIEW: Sheet = Sheet {
    name: "资格审查",
    synonyms: &["资格审查表", "资格审查一览表", "审查"],
    purpose: "一行一人：需要人工判断的条件和审查人的结论",
    columns: &[
        NAME,
        ID,
        Column::new("在编在职", Kind::Choice(YES_NO)).alias(&["本单位在编在职", "是否在编在职"]),
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
            .alias(&["结论", "审查结果", "资格审查结论", "是否合格"])
            .note("人工结论，优先于程序的判断；不填则由程序按条件得出。本人退出竞争的填“本人放弃”。"),
        Column::new("审查原因", Kind::LongText).alias(&["原因", "理由", "不符合原因"]),
        Column::new("审查人", Kind::Text),
        Column::new("审查日期", Kind::Date).alias(&["日期"]),
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
        Column::new("准考证号", Kind::Code).alias(&["准考证", "准考证号码"]),
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
        Column::new("抽签号", Kind::Code).alias(&["面试抽签号", "面试序号"]),
        Column::new("要素", Kind::Text)
            .alias(&["测评要素", "评分要素", "评分项目"])
            .note("只填总分的不填；分要素打分的，每个要素一行，各要素的分数相加为总分。"),
    ],
};

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
        Column::new("胜任", Kind::Count).within("胜任程度", "胜任").need(),
        Column::new("基本胜任", Kind::Count).within("胜任程度", "基本胜任").need(),
        Column::new("不胜任", Kind::Count).within("胜任程度", "不胜任").need(),
        Column::new("弃权", Kind::Count).within("胜任程度", "弃权"),
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
        Column::new("谈话对象", Kind::Name).need().alias(&["谈话人员", "被谈话人"]),
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
    purpose: "一行一名考察对象：由考察组撰写的评价；不考试而报名多于差额名额的，差额人选是这张表里的人",
    columns: &[
        NAME,
        ID,
        Column::new("德", Kind::LongText).alias(&["德方面", "政治表现"]),
        Column::new("能", Kind::LongText).alias(&["能方面"]),
        Column::new("勤", Kind::LongText).alias(&["勤方面"]),
        Column::new("绩", Kind::LongText).alias(&["绩方面"]),
        Column::new("廉", Kind::LongText).alias(&["廉方面"]),
        Column::new("学", Kind::LongText).alias(&["学方面"]),
        Column::new("主要不足", Kind::LongText).alias(&["不足", "缺点和不足", "不足之处", "主要缺点和不足"]),
        Column::new("考察组意见", Kind::LongText).alias(&["考察意见", "意见"]),
        Column::new("考察人", Kind::Text).alias(&["考察组成员", "考察组"]).note("用顿号分开。"),
        Column::new("考察日期", Kind::Date).alias(&["日期", "考察时间"]),
    ],
};

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
        Column::new("应到人数", Kind::Count).alias(&["应到", "应到会"]),
        Column::new("实到人数", Kind::Count).alias(&["实到", "实到会"]),
        Column::new("发出票数", Kind::Count).alias(&["发出", "发票"]),
        Column::new("收回票数", Kind::Count).alias(&["收回", "收票"]),
        Column::new("有效票数", Kind::Count).alias(&["有效", "有效票"]),
        Column::new("无效票数", Kind::Count).alias(&["无效", "无效票", "废票"]),
        Column::new("同意", Kind::Count).need().alias(&["同意票", "赞成", "得票", "得票数"]),
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
        Column::new("公示结果", Kind::Choice(&["无异议", "有异议不影响任用", "有异议影响任用"]))
            .alias(&["公示情况"])
            .note("公示期满后填写；没有填的先不作任用。"),
        Column::new("拟免职务", Kind::Text)
            .alias(&["免去职务", "免职", "拟免"])
            .note("同时免去的职务，用在干部任免审批表和任职通知里；没有就空着。"),
        Column::new("任职文号", Kind::Text).alias(&["文号", "任职通知文号"]),
        Column::new("任职日期", Kind::Date).alias(&["任职时间", "发文日期", "任职通知日期"]),
        Column::new("聘书编号", Kind::Code).alias(&["聘书号"]),
        Column::new("试用期考核", Kind::Choice(&["合格", "不合格"])).alias(&[
            "试用期考核结果",
            "试用期满考核",
            "试用期满考核结果",
        ]),
        Column::new("备注", Kind::LongText),
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

/// Every sheet in the order of the workbook.
pub const SHEETS: &[&Sheet] = &[
    &PLAN,
    &POSTS,
    &APPLICANTS,
    &RESUME,
    &FAMILY,
    &REVIEW,
    &SCORES,
    &INTERVIEW,
    &EVALUATION,
    &TALKS,
    &INSPECTION,
    &VOTE,
    &APPOINTMENT,
    &HOLIDAYS,
];

/// The grades of 年度考核 known to the program (公务员 and 事业单位 wordings).
pub const ASSESSMENT_GRADES: &[&str] = GRADES;
