//! 规则: the rules of a round as sentences, each with where its values come from, for the documents that rest on them.
//!
//! What the plan of a round leaves open is a setting of the 方案 sheet with a default (`workbook::plan_items`). A decision that
//! rests on it cites the sentence made here, so that a reader of the document sees the rule and whether the office chose it
//! (“方案第12行”) or the program assumed it (“默认值”).

mod applying;
mod appointing;
mod examining;
mod score;
mod voting;

use std::fmt;

use crate::language::date::prose;
use crate::round::{Origin, Plan};
use applying::{age, assessments, minimum};
pub(crate) use applying::{cancels_applied, too_few};
use appointing::{letter, publicity, term, trial};
use examining::{has_no_pass_mark, interview, pass_clause, written};
use score::{ties, total, total_items};
use voting::{evaluation, quorum, shortlist, vote};

pub(super) use score::{full_mark, tie_part};

/// A rule of the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 报名截止.
    Deadline,
    /// 每人限报一个岗位.
    OnePost,
    /// 学历.
    Schooling,
    /// 年龄.
    Age,
    /// 年度考核.
    Assessments,
    /// 最少人数 and 改报.
    Minimum,
    /// 笔试.
    Written,
    /// 面试.
    Interview,
    /// 综合成绩.
    Total,
    /// 同分.
    Ties,
    /// 差额.
    Shortlist,
    /// 民主测评.
    Evaluation,
    /// 替补.
    Substitution,
    /// 票决会议的出席人数.
    Quorum,
    /// 票决.
    Vote,
    /// 公示.
    Publicity,
    /// 聘期.
    Term,
    /// 试用期.
    Trial,
    /// 聘书.
    Letter,
    /// 省去的步骤.
    LeftOut,
    /// 名单的排列.
    NameOrder,
}

/// A rule in words, and where its values come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The sentence, without a full stop.
    pub text: String,
    /// The items of the plan it rests on, each with where its value comes from. Empty for a rule that is no setting.
    pub origins: Vec<(&'static str, Origin)>,
}

impl Clause {
    /// Where the values come from, in words: “方案第12行”, “方案第12、13行”, “默认值”, or item by item where some stand in the plan
    /// and others do not.
    pub fn origin(&self) -> String {
        let rows: Option<Vec<String>> = self
            .origins
            .iter()
            .map(|(_, origin)| match origin {
                Origin::Plan(place) => Some(place.row.to_string()),
                Origin::Header(_) | Origin::Default => None,
            })
            .collect();
        if let Some(rows) = rows.filter(|rows| !rows.is_empty()) {
            return format!("方案第{}行", rows.join("、"));
        }
        let mut words: Vec<(Vec<&str>, String)> = Vec::new();
        for (item, origin) in &self.origins {
            let origin = origin.to_string();
            match words.iter_mut().find(|(_, own)| *own == origin) {
                Some((items, _)) => items.push(item),
                None => words.push((vec![item], origin)),
            }
        }
        match words.as_slice() {
            [(_, only)] => only.clone(),
            _ => words
                .iter()
                .map(|(items, origin)| format!("{}：{origin}", items.join("、")))
                .collect::<Vec<_>>()
                .join("；"),
        }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if !self.origins.is_empty() {
            write!(f, "（{}）", self.origin())?;
        }
        Ok(())
    }
}

/// 不举行笔试、面试, 不写考察材料: what a round does without, in words. Papers are not held.
pub(crate) fn without<S: AsRef<str>>(steps: &[S]) -> String {
    let papers = |step: &&str| step.ends_with("材料");
    let steps = || steps.iter().map(AsRef::as_ref);
    let held: Vec<&str> = steps().filter(|step| !papers(step)).collect();
    let written: Vec<&str> = steps().filter(papers).collect();
    let clause = |verb: &str, names: &[&str]| (!names.is_empty()).then(|| format!("{verb}{}", names.join("、")));
    let both = [clause("不举行", &held), clause("不写", &written)];
    both.into_iter().flatten().collect::<Vec<_>>().join("，")
}

impl Rule {
    /// All of them, in the order of the round.
    pub const ALL: [Self; 21] = [
        Self::LeftOut,
        Self::Deadline,
        Self::OnePost,
        Self::Schooling,
        Self::Age,
        Self::Assessments,
        Self::Minimum,
        Self::Written,
        Self::Interview,
        Self::Total,
        Self::Ties,
        Self::Shortlist,
        Self::Evaluation,
        Self::Substitution,
        Self::Quorum,
        Self::Vote,
        Self::Publicity,
        Self::Term,
        Self::Trial,
        Self::Letter,
        Self::NameOrder,
    ];

    /// What the rule is about; its name in the data of the templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Deadline => "报名截止",
            Self::OnePost => "限报一个",
            Self::Schooling => "学历",
            Self::Age => "年龄",
            Self::Assessments => "年度考核",
            Self::Minimum => "最少人数",
            Self::Written => "笔试",
            Self::Interview => "面试",
            Self::Total => "综合成绩",
            Self::Ties => "同分",
            Self::Shortlist => "差额",
            Self::Evaluation => "民主测评",
            Self::Substitution => "替补",
            Self::Quorum => "票决出席",
            Self::Vote => "票决",
            Self::Publicity => "公示",
            Self::Term => "聘期",
            Self::Trial => "试用期",
            Self::Letter => "聘书",
            Self::LeftOut => "省去的步骤",
            Self::NameOrder => "名单排列",
        }
    }

    /// The items of the plan it rests on.
    pub fn items(self) -> &'static [&'static str] {
        match self {
            Self::Deadline => &["报名截止"],
            Self::OnePost | Self::Substitution => &[],
            Self::Schooling => &["学历要求"],
            Self::Age => &["年龄上限", "年龄最高上限", "年龄计算基准日"],
            Self::Assessments => &["考核年度", "考核年数"],
            Self::Minimum => &["最少报名人数", "最少人数口径"],
            Self::Written => &["笔试满分", "笔试合格线", "笔试不合格能否面试"],
            Self::Interview => &["面试入围比例", "面试满分", "面试合格线", "面试去最高最低分", "去分方式"],
            Self::Total => &[
                "笔试满分",
                "面试满分",
                "满分换算",
                "笔试权重",
                "面试权重",
                "综合成绩合格线",
                "成绩小数位",
                "取整时机",
            ],
            Self::Ties => &["同分处理"],
            Self::Shortlist => &["差额比例"],
            Self::Evaluation => &["测评通过比例", "测评基数"],
            Self::Quorum => &["票决会议出席比例"],
            Self::Vote => &["票决通过比例", "票决基数"],
            Self::Publicity => &["公示天数", "公示日类型", "公示首日计入"],
            Self::Term => &["聘期年数", "聘期起算", "期满日"],
            Self::Trial => &["试用期年数", "试用期起算", "期满日"],
            Self::Letter => &["聘书发给"],
            Self::LeftOut => &["省去的步骤"],
            Self::NameOrder => &["姓名排序"],
        }
    }

    /// The rule as this round has it.
    pub fn of(self, plan: &Plan) -> Clause {
        let origins = self.items_of(plan).into_iter().map(|item| (item, plan.origin(item))).collect();
        // What cannot be read is no rule yet: 聘期零年 stands nowhere.
        let unread = self.items_of(plan).into_iter().find(|item| plan.is_unread(item));
        let text = unread.map_or_else(|| self.text(plan), |item| format!("“{item}”要改正，规则还没有定"));
        Clause { text, origins }
    }

    /// Why nothing can be decided by the rule: an item it rests on is written in the plan, but cannot be read.
    pub fn unread(self, plan: &Plan) -> Option<String> {
        self.items_of(plan).into_iter().find_map(|item| unread(plan, item))
    }

    /// The items that count in this round.
    fn items_of(self, plan: &Plan) -> Vec<&'static str> {
        let mut items: Vec<&'static str> = self.items().to_vec();
        if self == Self::Assessments {
            // Either the years are written out, or they follow from how many.
            let none = plan.years("考核年度").is_empty() && !plan.is_unread("考核年度");
            items.retain(|item| (*item == "考核年度") != none);
        }
        if self == Self::Minimum && plan.least_applicants(1) == 0 && !plan.is_unread("最少报名人数") {
            items.truncate(1);
        }
        if self == Self::Trial && plan.months("试用期年数") == 0 && !plan.is_unread("试用期年数") {
            items.truncate(1);
        }
        if self == Self::Written && (!plan.holds("面试") || has_no_pass_mark(plan)) {
            items.retain(|item| *item != "笔试不合格能否面试");
        }
        if self == Self::Interview && !plan.is("面试去最高最低分", "是") {
            items.retain(|item| *item != "去分方式");
        }
        if self == Self::Interview && !(plan.holds("笔试") && plan.get("面试入围比例").is_some()) {
            items.retain(|item| *item != "面试入围比例");
        }
        if self == Self::Interview && plan.get("面试合格线").is_none() {
            items.retain(|item| *item != "面试合格线");
        }
        if self == Self::Total {
            items = total_items(plan);
        }
        items
    }

    fn text(self, plan: &Plan) -> String {
        match self {
            Self::Deadline => match plan.date("报名截止") {
                Some(day) => format!("报名到{}截止，当天仍可报名，逾期不再接受", prose(day)),
                None => "报名截止日期没有写明".to_owned(),
            },
            Self::OnePost => "每人限报一个岗位".to_owned(),
            Self::Schooling if plan.is("学历要求", "不限") => "学历不限".to_owned(),
            Self::Schooling => format!("{}及以上学历", plan.text("学历要求")),
            Self::Age => age(plan),
            Self::Assessments => assessments(plan),
            Self::Minimum => minimum(plan),
            Self::Written => written(plan),
            Self::Interview => interview(plan),
            Self::Total => match pass_clause(plan, "综合成绩").filter(|_| plan.examines()) {
                Some(pass) => format!("{}；综合成绩{pass}", total(plan)),
                None => total(plan),
            },
            Self::Ties => ties(plan),
            Self::Shortlist => shortlist(plan),
            Self::Evaluation => evaluation(plan),
            Self::Substitution if !plan.examines() => {
                "测评达不到比例的取消资格；本轮没有综合成绩，不依次替补，要补足人选的另行研究确定".to_owned()
            }
            Self::Substitution => "测评达不到比例的取消资格，由同一岗位综合成绩的下一名替补，直至满额".to_owned(),
            Self::Quorum => quorum(plan),
            Self::Vote => vote(plan),
            Self::Publicity => publicity(plan),
            Self::Term => term(plan),
            Self::Trial => trial(plan),
            Self::Letter => letter(plan),
            Self::LeftOut => match plan.names("省去的步骤") {
                [] => "各步骤全部举行".to_owned(),
                names => format!("经批准{}", without(names)),
            },
            Self::NameOrder => format!("名单按{}为序", plan.text("姓名排序")),
        }
    }
}

/// Why an item of the plan cannot be gone by: what is written cannot be read.
pub(crate) fn unread(plan: &Plan, item: &str) -> Option<String> {
    // Where something else counts in 综合成绩, that is what is wrong with the weights.
    let (text, weight) = (plan.text(item), item.ends_with("权重"));
    let name = if weight && !text.is_empty() { text } else { item };
    let wrong = if weight { "要改正" } else { "看不懂" };
    let whose = if matches!(plan.origin(item), Origin::Header(_)) { "列名" } else { "方案的" };
    plan.is_unread(item).then(|| format!("{whose}“{name}”{wrong}（{}），改正后再定", plan.origin(item)))
}
