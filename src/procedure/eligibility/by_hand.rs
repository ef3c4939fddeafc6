//! Conditions that people judge: the 资格审查 sheet answers 是 or 否, and what it leaves empty stays 待核.

use super::{Check, Eligibility, Finding, Ground, Verdict};
use crate::language::date::prose;
use crate::problem::Problem;
use crate::round::{Applicant, Plan, Post, Review, Round};

/// A condition as answered.
fn asked(name: &'static str, answer: Option<bool>, met: &str, not_met: &str, rule: Ground) -> Check {
    let (finding, reason) = match answer {
        Some(true) => (Finding::Met, met.to_owned()),
        Some(false) => (Finding::NotMet, not_met.to_owned()),
        None => (Finding::Open, format!("{name}待审查人核定")),
    };
    Check { name, finding, reason, rule }
}

fn answer(applicant: &Applicant, of: impl Fn(&Review) -> Option<bool>) -> Option<bool> {
    applicant.review.as_ref().and_then(of)
}

/// Whether an answer is written that cannot be read: no other answer takes its place.
fn is_unread(applicant: &Applicant, column: &str) -> bool {
    applicant.review.as_ref().is_some_and(|review| review.is_unread(column))
}

/// 基本条件: political quality, sense of duty and ability, conduct and popular support.
pub(super) fn basic(applicant: &Applicant) -> Check {
    asked(
        "基本条件",
        answer(applicant, |review| review.basic),
        "符合基本条件",
        "不符合基本条件",
        Ground::new("基本条件：政治素质、事业心和工作能力、品行和群众基础", ""),
    )
}

/// 健康状况: the word of the form where it says 健康, else as the reviewer answered for 基本条件.
pub(super) fn health(applicant: &Applicant) -> Check {
    let text = applicant.text("健康状况");
    let basic = answer(applicant, |review| review.basic);
    let (finding, reason) = match (text, basic) {
        ("健康", _) => (Finding::Met, "身体健康".to_owned()),
        ("良好" | "一般", _) => (Finding::Met, format!("健康状况{text}")),
        ("", Some(true)) => (Finding::Met, "身体条件符合".to_owned()),
        (text, Some(true)) => (Finding::Met, format!("健康状况{text}，审查人认定符合")),
        ("", _) => (Finding::Open, "健康状况未填".to_owned()),
        (text, _) => (Finding::Open, format!("健康状况为“{text}”，待审查人核定")),
    };
    Check { name: "健康状况", finding, reason, rule: Ground::new("基本条件：身体健康", "") }
}

/// 处分影响期.
pub(super) fn sanction(applicant: &Applicant) -> Check {
    let clear = answer(applicant, |review| review.sanctioned).map(|sanctioned| !sanctioned);
    asked("处分影响期", clear, "不在处分影响期内", "在处分影响期内", Ground::new("基本条件：品行端正，遵纪守法", ""))
}

/// 在编在职.
pub(super) fn employed(applicant: &Applicant, plan: &Plan) -> Check {
    let staff = staff(plan);
    asked(
        if is_company(plan) { "在岗在职" } else { "在编在职" },
        answer(applicant, |review| review.employed),
        &format!("本单位{}", staff.trim_end_matches("人员")),
        &format!("不是本单位{staff}"),
        Ground::new(format!("竞岗资格：本单位{staff}"), ""),
    )
}

/// Those who may apply: 在编在职人员. A company has no 编制.
pub(crate) fn staff(plan: &Plan) -> &'static str {
    if is_company(plan) { "在岗在职人员" } else { "在编在职人员" }
}

/// Whether the office is a company.
pub(in crate::procedure) fn is_company(plan: &Plan) -> bool {
    ["公司", "集团"].iter().any(|end| plan.text("单位名称").ends_with(end))
}

/// 任职回避 and 岗位轮换: two conditions. An answer for the two together is one for each that has none of its own; 否 for both
/// does not tell which, so it is one condition then.
pub(super) fn recusal(applicant: &Applicant) -> Vec<Check> {
    let rule = || Ground::new("基本条件：符合岗位轮换和任职回避规定", "");
    let both = answer(applicant, |review| review.recusal);
    let (avoidance, rotation) =
        (answer(applicant, |review| review.avoidance), answer(applicant, |review| review.rotation));
    if both == Some(false) && avoidance != Some(false) && rotation != Some(false) {
        let not_met = "不符合任职回避或岗位轮换规定";
        return vec![asked("回避和轮岗", both, "", not_met, rule())];
    }
    let both = both.filter(|met| *met);
    // What cannot be read may say 否.
    let of = |own: Option<bool>, column: &str| {
        let open = is_unread(applicant, column) || is_unread(applicant, "符合回避和轮岗规定");
        own.or(both).filter(|met| !*met || !open)
    };
    vec![
        asked("任职回避", of(avoidance, "符合回避规定"), "符合任职回避规定", "不符合任职回避规定", rule()),
        asked("岗位轮换", of(rotation, "符合轮岗规定"), "符合岗位轮换规定", "不符合岗位轮换规定", rule()),
    ]
}

/// 专业: judged by people; the program compares no names of subjects. Where the post asks for none, a 否 of the reviewer's still
/// holds: the reviewer may know what the sheet does not say.
pub(super) fn subject(applicant: &Applicant, post: &Post) -> Option<Check> {
    if post.subject.is_empty() {
        return denied(
            answer(applicant, |review| review.subject),
            "专业",
            "专业不符合要求",
            "竞岗资格：专业符合岗位要求",
        );
    }
    let wanted = &post.subject;
    Some(asked(
        "专业",
        answer(applicant, |review| review.subject.or(review.specific.filter(|_| !review.is_unread("符合专业要求")))),
        &format!("专业符合“{wanted}”"),
        &format!("专业不符合“{wanted}”"),
        Ground::new(format!("“{}”岗位要求专业：{wanted}", post.name), post.origin()),
    ))
}

/// 岗位特定条件: whatever else the post asks for.
pub(super) fn specific(applicant: &Applicant, post: &Post) -> Option<Check> {
    if post.other.is_empty() {
        // Where it answers for 专业, it is one condition and not two.
        let answers_subject = |review: &Review| !post.subject.is_empty() && review.subject.is_none();
        let own = answer(applicant, |review| review.specific.filter(|_| !answers_subject(review)));
        return denied(own, "岗位特定条件", "不符合岗位特定条件", "竞岗资格：符合岗位特定条件");
    }
    let wanted = &post.other;
    Some(asked(
        "岗位特定条件",
        answer(applicant, |review| review.specific),
        &format!("符合“{wanted}”"),
        &format!("不符合“{wanted}”"),
        Ground::new(format!("“{}”岗位条件：{wanted}", post.name), post.origin()),
    ))
}

/// A condition that the post does not ask for, answered 否 all the same.
fn denied(answer: Option<bool>, name: &'static str, not_met: &str, rule: &str) -> Option<Check> {
    (answer == Some(false)).then(|| asked(name, answer, "", not_met, Ground::new(rule, "")))
}

/// Points out a 否 for what the sheet of posts does not ask for: it holds, and one of the two is to be put right.
pub(super) fn report_unasked(round: &Round, eligibility: &[Eligibility], problems: &mut Vec<Problem>) {
    for found in eligibility.iter().filter(|found| !found.by_hand && found.verdict != Verdict::Withdrawn) {
        let Some(applicant) = round.applicant(found.person) else { continue };
        let Some(review) = &applicant.review else { continue };
        for (name, column, asked) in
            [("专业", "符合专业要求", "专业要求"), ("岗位特定条件", "符合岗位特定条件", "其他条件")]
        {
            let unasked = |check: &Check| check.name == name && check.rule.origin.is_empty();
            if !found.checks.iter().any(unasked) {
                continue;
            }
            let message = format!("“岗位”表没有写{asked}，“{column}”填了“否”，按不符合处理");
            let advice = format!("请在“岗位”表里补上{asked}；不是这个意思的，请删去“否”。");
            let problem = Problem::warning("unasked-condition", review.at.clone(), message);
            problems.push(problem.advice(advice).about(applicant.name.as_str()));
        }
    }
}

/// Points out a 符合 that goes over a condition that is not met, or takes in who applied too late, unless the reviewer says why.
pub(super) fn report_overruled(round: &Round, eligibility: &[Eligibility], problems: &mut Vec<Problem>) {
    for found in eligibility.iter().filter(|found| found.verdict == Verdict::Eligible) {
        let Some(applicant) = round.applicant(found.person) else { continue };
        let Some(review) = applicant.review.as_ref().filter(|review| review.reason.is_empty()) else { continue };
        let Some(conclusion) = &review.conclusion else { continue };
        let late = late(applicant, round);
        let reasons: Vec<&str> = late.as_deref().into_iter().chain(found.overruled()).collect();
        if reasons.is_empty() {
            continue;
        }
        let message = format!("审查结论填了“符合”，可是{}；以审查结论为准，按符合处理", reasons.join("；"));
        let problem = Problem::warning("overruled", conclusion.at.clone(), message);
        let advice = "请核对；填错的请改正或者清空审查结论，确实符合的请在“审查原因”列写明理由。";
        problems.push(problem.advice(advice).about(applicant.name.as_str()));
    }
}

/// That somebody applied after the end, in words.
fn late(applicant: &Applicant, round: &Round) -> Option<String> {
    let (applied, until) = (applicant.applied.as_ref()?.value, round.plan.date("报名截止")?);
    (applied > until).then(|| format!("{}报名，已过{}的截止日期", prose(applied), prose(until)))
}
