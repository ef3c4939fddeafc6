//! 资格审查: the conditions one by one, in words.

use chrono::{Datelike, NaiveDate};

use crate::language::age::{age_in_months_rule, age_on, earliest_birth};
use crate::language::date::{DateStyle, PartialDate};
use crate::language::period::add_years;
use crate::round::{Applicant, Degree, PersonId, Plan, Post, PostId, Round};

/// How one condition was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// 符合.
    Met,
    /// 不符合.
    NotMet,
    /// 待核: something is missing, or a person has to judge.
    Open,
}

impl Finding {
    /// The word on the forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "符合",
            Self::NotMet => "不符合",
            Self::Open => "待核",
        }
    }
}

/// One condition and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The condition: 学历, 年龄 …
    pub name: &'static str,
    /// How it was found.
    pub finding: Finding,
    /// Why, in words.
    pub reason: String,
    /// The rule it rests on.
    pub rule: String,
}

/// The result for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 符合.
    Eligible,
    /// 不符合.
    Ineligible,
    /// 待核.
    Pending,
}

impl Verdict {
    /// The word on the forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "符合",
            Self::Ineligible => "不符合",
            Self::Pending => "待核",
        }
    }
}

/// A person's 资格审查.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// Who.
    pub person: PersonId,
    /// The conditions.
    pub checks: Vec<Check>,
    /// The result.
    pub verdict: Verdict,
    /// Whether the result was entered by hand, over what the conditions say.
    pub by_hand: bool,
    /// The reasons, where it is not 符合; for a result by hand, the reviewer's.
    pub reasons: Vec<String>,
}

/// Reviews a person against the conditions of the plan and the post.
pub fn review(round: &Round, person: PersonId) -> Eligibility {
    let Some(applicant) = round.applicant(person) else {
        return Eligibility {
            person,
            checks: Vec::new(),
            verdict: Verdict::Pending,
            by_hand: false,
            reasons: Vec::new(),
        };
    };
    let plan = &round.plan;
    let post = applicant.post.and_then(|post| round.post(post));
    let mut checks = vec![
        employed(applicant),
        degree(applicant, post, plan),
        age(applicant, post, plan),
        assessments(applicant, plan),
        sanction(applicant),
        recusal(applicant),
    ];
    checks.extend(post.and_then(|post| tenure(applicant, post, plan)));
    checks.extend(post.and_then(|post| specific(applicant, post)));
    checks.extend(in_time(applicant, plan));
    let by_rule = if checks.iter().any(|check| check.finding == Finding::NotMet) {
        Verdict::Ineligible
    } else if checks.iter().any(|check| check.finding == Finding::Open) {
        Verdict::Pending
    } else {
        Verdict::Eligible
    };
    let mut reasons: Vec<String> =
        checks.iter().filter(|check| check.finding == Finding::NotMet).map(|check| check.reason.clone()).collect();
    if by_rule == Verdict::Pending {
        reasons.extend(checks.iter().filter(|check| check.finding == Finding::Open).map(|check| check.reason.clone()));
    }
    let manual = applicant.review.as_ref().and_then(|review| review.conclusion.as_ref());
    let Some(manual) = manual else {
        return Eligibility { person, checks, verdict: by_rule, by_hand: false, reasons };
    };
    let verdict = if manual.value { Verdict::Eligible } else { Verdict::Ineligible };
    let given = applicant.review.as_ref().map_or("", |review| review.reason.as_str());
    if !given.is_empty() {
        reasons = vec![given.to_owned()];
    } else if verdict == Verdict::Eligible {
        reasons.clear();
    } else if reasons.is_empty() {
        reasons.push("审查人认定不符合".to_owned());
    }
    Eligibility { person, checks, verdict, by_hand: verdict != by_rule, reasons }
}

fn by_hand(name: &'static str, answer: Option<bool>, met: &str, not_met: &str, rule: &str) -> Check {
    let (finding, reason) = match answer {
        Some(true) => (Finding::Met, met.to_owned()),
        Some(false) => (Finding::NotMet, not_met.to_owned()),
        None => (Finding::Open, format!("{name}待审查人核定")),
    };
    Check { name, finding, reason, rule: rule.to_owned() }
}

fn employed(applicant: &Applicant) -> Check {
    let answer = applicant.review.as_ref().and_then(|review| review.employed);
    by_hand("在编在职", answer, "本单位在编在职", "不是本单位在编在职人员", "竞岗资格：本单位在编在职人员")
}

fn sanction(applicant: &Applicant) -> Check {
    let answer = applicant.review.as_ref().and_then(|review| review.sanctioned).map(|sanctioned| !sanctioned);
    by_hand("处分影响期", answer, "不在处分影响期内", "在处分影响期内", "基本条件：品行端正，遵纪守法")
}

fn recusal(applicant: &Applicant) -> Check {
    let answer = applicant.review.as_ref().and_then(|review| review.recusal);
    by_hand(
        "回避和轮岗",
        answer,
        "符合任职回避和岗位轮换规定",
        "不符合任职回避或岗位轮换规定",
        "基本条件：符合岗位轮换和任职回避规定",
    )
}

fn specific(applicant: &Applicant, post: &Post) -> Option<Check> {
    if post.other.is_empty() && post.subject.is_empty() {
        return None;
    }
    let wanted: Vec<&str> =
        [post.subject.as_str(), post.other.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let wanted = wanted.join("；");
    let answer = applicant.review.as_ref().and_then(|review| review.specific);
    Some(by_hand(
        "岗位特定条件",
        answer,
        &format!("符合“{wanted}”"),
        &format!("不符合“{wanted}”"),
        &format!("“{}”岗位条件：{wanted}", post.name),
    ))
}

fn degree(applicant: &Applicant, post: Option<&Post>, plan: &Plan) -> Check {
    let wanted: Degree =
        post.and_then(|post| post.degree).or_else(|| plan.text("学历要求").parse().ok()).unwrap_or(Degree::College);
    let rule = match post.filter(|post| post.degree.is_some()) {
        Some(post) => format!("“{}”岗位要求{wanted}及以上学历", post.name),
        None => format!("要求{wanted}及以上学历（{}）", plan.origin("学历要求")),
    };
    let (finding, reason) = match applicant.degree() {
        Some(has) if has >= wanted => (Finding::Met, format!("{has}学历")),
        Some(has) => (Finding::NotMet, format!("最高学历为{has}，低于要求的{wanted}")),
        None => (Finding::Open, "学历未填或看不出级别".to_owned()),
    };
    Check { name: "学历", finding, reason, rule }
}

/// 年龄 by the day: “X周岁以下” includes X. Where only the month of birth is known and the day decides, it stays open. The age
/// by months, as forms print it, is given beside where it differs.
fn age(applicant: &Applicant, post: Option<&Post>, plan: &Plan) -> Check {
    let highest = plan.count("年龄最高上限");
    let own = post.and_then(|post| post.max_age);
    let limit = own.unwrap_or_else(|| plan.count("年龄上限")).min(highest);
    let Some(base) = base_date(plan) else {
        return Check {
            name: "年龄",
            finding: Finding::Open,
            reason: "方案没有年龄计算基准日".to_owned(),
            rule: format!("年龄{limit}周岁以下"),
        };
    };
    let Some(earliest) = earliest_birth(base, limit) else {
        return Check {
            name: "年龄", finding: Finding::Open, reason: "年龄无法计算".to_owned(), rule: String::new()
        };
    };
    let origin = if own.is_some() {
        post.map(|post| format!("“{}”岗位", post.name)).unwrap_or_default()
    } else {
        plan.origin("年龄上限").to_string()
    };
    let prose = |date: NaiveDate| PartialDate::from(date).format(DateStyle::Prose);
    let rule = format!("{limit}周岁以下（{origin}），即{}及以后出生，算到{}", prose(earliest), prose(base));
    let Some(birth) = applicant.birth.as_ref().map(|birth| birth.value) else {
        return Check { name: "年龄", finding: Finding::Open, reason: "出生年月未填".to_owned(), rule };
    };
    // With the month alone, the identity card may tell the day, where the two agree.
    let birth = match (&applicant.id_number, birth.day()) {
        (Some(id), None) if birth.agrees_with(PartialDate::from(id.value.birth())) => {
            PartialDate::from(id.value.birth())
        }
        _ => birth,
    };
    let (Some(first), Some(last)) = (birth.first_day(), birth.last_day()) else {
        return Check { name: "年龄", finding: Finding::Open, reason: "出生年月缺月份".to_owned(), rule };
    };
    let by_month = age_in_months_rule(birth, PartialDate::from(base));
    let (finding, reason) = if first >= earliest {
        (Finding::Met, describe_age(first, base, by_month))
    } else if last < earliest {
        (Finding::NotMet, format!("{}，超过{limit}周岁", describe_age(last, base, by_month)))
    } else {
        (Finding::Open, "出生年月缺日子，而是否超龄要看日子".to_owned())
    };
    Check { name: "年龄", finding, reason, rule }
}

fn describe_age(birth: NaiveDate, base: NaiveDate, by_month: Option<u32>) -> String {
    let age = age_on(birth, base).unwrap_or(0);
    let born = PartialDate::from(birth).format(DateStyle::Prose);
    match by_month {
        Some(month) if month != age => format!("{born}出生，{age}周岁（按月计算为{month}岁）"),
        _ => format!("{born}出生，{age}周岁"),
    }
}

/// The day ages are computed on: as set, else the last day of registration.
pub(crate) fn base_date(plan: &Plan) -> Option<NaiveDate> {
    plan.date("年龄计算基准日").or_else(|| plan.date("报名截止"))
}

/// The years whose 年度考核 counts: as set, else the three before the round's.
pub(crate) fn assessed_years(plan: &Plan) -> Vec<i32> {
    let set = plan.years("考核年度");
    if !set.is_empty() {
        return set.to_vec();
    }
    let year = i32::try_from(plan.count("年份")).unwrap_or(0);
    if year == 0 { Vec::new() } else { (year - 3..year).collect() }
}

fn assessments(applicant: &Applicant, plan: &Plan) -> Check {
    let years = assessed_years(plan);
    let rule = format!(
        "{}年度考核均为称职（合格）及以上（{}）",
        years.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
        plan.origin("考核年度")
    );
    let mut bad = Vec::new();
    let mut missing = Vec::new();
    for year in &years {
        match applicant.assessments.iter().find(|assessment| assessment.year == *year) {
            Some(assessment) if assessment.passes() => {}
            Some(assessment) => bad.push(format!("{year}年为{}", assessment.grade)),
            None => missing.push(format!("{year}年")),
        }
    }
    let (finding, reason) = if !bad.is_empty() {
        (Finding::NotMet, format!("年度考核{}", bad.join("、")))
    } else if !missing.is_empty() {
        (Finding::Open, format!("缺{}年度考核结果", missing.join("、")))
    } else {
        (Finding::Met, "年度考核均为称职（合格）及以上".to_owned())
    };
    Check { name: "年度考核", finding, reason, rule }
}

fn tenure(applicant: &Applicant, post: &Post, plan: &Plan) -> Option<Check> {
    let years = post.min_tenure.filter(|years| *years > 0)?;
    let rule = format!("“{}”岗位要求任现职满{years}年", post.name);
    let since = applicant.in_post_since;
    let base = base_date(plan);
    let full = since.and_then(PartialDate::first_day).and_then(|since| add_years(since, i32::try_from(years).ok()?));
    let (finding, reason) = match (since, full, base) {
        (Some(since), Some(full), Some(base)) if full <= base => {
            (Finding::Met, format!("{}任现职，已满{years}年", since.format(DateStyle::Prose)))
        }
        (Some(since), Some(_), Some(_)) => {
            (Finding::NotMet, format!("{}任现职，不满{years}年", since.format(DateStyle::Prose)))
        }
        (None, ..) => (Finding::Open, "任现职时间未填".to_owned()),
        _ => (Finding::Open, "任现职年限无法计算".to_owned()),
    };
    Some(Check { name: "任现职年限", finding, reason, rule })
}

fn in_time(applicant: &Applicant, plan: &Plan) -> Option<Check> {
    let applied = applicant.applied.as_ref()?.value;
    let until = plan.date("报名截止")?;
    let prose = |date: NaiveDate| PartialDate::from(date).format(DateStyle::Prose);
    let rule = format!("报名截止{}，逾期不再接受（{}）", prose(until), plan.origin("报名截止"));
    let (finding, reason) = if applied <= until {
        (Finding::Met, format!("{}月{}日报名", applied.month(), applied.day()))
    } else {
        (Finding::NotMet, format!("{}报名，已过截止日期", prose(applied)))
    };
    Some(Check { name: "报名时间", finding, reason, rule })
}

/// A post cancelled for want of applicants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// Why, in words.
    pub reason: String,
    /// The rule it rests on.
    pub rule: String,
}

/// Whether a post has too few applicants, and why. Counted are those who applied in time, or those found eligible, as the plan
/// says; while somebody is still 待核 among the latter, nothing is cancelled.
pub fn minimum(round: &Round, post: PostId, eligibility: &[Eligibility]) -> Option<Cancellation> {
    let wanted = round.plan.count("最少报名人数");
    let applied: Vec<PersonId> = round
        .people()
        .filter(|person| round.applicant(*person).is_some_and(|applicant| applicant.post == Some(post)))
        .filter(|person| {
            let late = |check: &Check| check.name == "报名时间" && check.finding == Finding::NotMet;
            !eligibility.get(person.0).is_some_and(|eligibility| eligibility.checks.iter().any(late))
        })
        .collect();
    let by_applications = round.plan.is("最少人数口径", "报名人数");
    let verdict = |person: &PersonId| eligibility.get(person.0).map(|eligibility| eligibility.verdict);
    let count = if by_applications {
        applied.len()
    } else {
        applied.iter().filter(|person| verdict(person) != Some(Verdict::Ineligible)).count()
    };
    let what = if by_applications { "报名人数" } else { "资格审查合格人数" };
    (count < wanted as usize).then(|| Cancellation {
        reason: format!("{what}{count}人，不足{wanted}人，取消该岗位"),
        rule: format!(
            "不足{wanted}人即取消（{}），按{what}计算（{}）",
            round.plan.origin("最少报名人数"),
            round.plan.origin("最少人数口径")
        ),
    })
}
