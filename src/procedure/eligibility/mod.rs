//! 资格审查: 基本条件 and 竞岗资格 one by one, each with its finding and the reason in words.
//!
//! What the data settles is settled here; what only people can judge is asked of the 资格审查 sheet and stays 待核 until it is
//! answered there. A conclusion entered by hand overrides everything and is shown as such.

mod age;
mod assessment;
mod by_hand;
mod schooling;
mod tenure;

use std::fmt;

use super::application::{Acceptance, Application};
use super::rules::{Clause, Rule};
use super::withdrawal::{self, Given};
use crate::problem::Problem;
use crate::round::{Applicant, Conclusion, PersonId, Plan, Post, PostId, Round, Score, WithdrawnIn};

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

/// What a condition rests on: the rule in words, and where it comes from (“岗位第3行”), which papers that are signed leave out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// The rule.
    pub text: String,
    /// Where it comes from; empty for a rule that is no setting.
    pub origin: String,
}

impl Ground {
    fn new(text: impl Into<String>, origin: impl ToString) -> Self {
        Self { text: text.into(), origin: origin.to_string() }
    }
}

impl From<Clause> for Ground {
    fn from(clause: Clause) -> Self {
        let origin = clause.origin();
        Self { text: clause.text, origin }
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if !self.origin.is_empty() {
            write!(f, "（{}）", self.origin)?;
        }
        Ok(())
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
    pub rule: Ground,
}

/// The result for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 符合.
    Eligible,
    /// 不符合.
    Ineligible,
    /// 本人放弃: withdrawn, whatever the conditions say; no judgement of the reviewer's.
    Withdrawn,
    /// 待核.
    Pending,
}

impl Verdict {
    /// The word on the forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "符合",
            Self::Ineligible => "不符合",
            Self::Withdrawn => "本人放弃",
            Self::Pending => "待核",
        }
    }

    /// Whether somebody takes no further part.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Ineligible | Self::Withdrawn)
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
    /// The reasons, where it is not 符合, and the reviewer's own (审查原因); for a result by hand, the reviewer's alone.
    pub reasons: Vec<String>,
}

/// Conditions that another post may not have, or have in another measure.
const OF_THE_POST: &[&str] =
    &["学历", "年龄", "任现职年限", "任职回避", "岗位轮换", "回避和轮岗", "专业", "岗位特定条件"];

impl Eligibility {
    /// Whether somebody takes no further part, whatever the post: who gave up, whom the reviewer refused, or who fails a condition
    /// that every post has.
    pub fn is_out_everywhere(&self) -> bool {
        let refused =
            || self.checks.iter().any(|own| own.finding == Finding::NotMet && !OF_THE_POST.contains(&own.name));
        match self.verdict {
            Verdict::Withdrawn => true,
            Verdict::Ineligible => self.by_hand || refused(),
            Verdict::Eligible | Verdict::Pending => false,
        }
    }

    /// The reasons for what is not met, where the reviewer's 符合 goes over it.
    pub fn overruled(&self) -> impl Iterator<Item = &str> {
        let over = self.by_hand && self.verdict == Verdict::Eligible;
        self.checks
            .iter()
            .filter(move |check| over && check.finding == Finding::NotMet)
            .map(|check| check.reason.as_str())
    }
}

/// Reviews a person against the conditions of the plan and of a post.
pub fn review(round: &Round, application: &Application, post: Option<PostId>) -> Eligibility {
    let person = application.person;
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
    let post = post.and_then(|post| round.post(post));
    let mut checks = vec![registered(application, plan)];
    checks.push(by_hand::basic(applicant));
    checks.push(by_hand::health(applicant));
    checks.push(by_hand::sanction(applicant));
    checks.push(by_hand::employed(applicant, plan));
    checks.push(schooling::check(applicant, post, plan));
    checks.push(age::check(applicant, post, plan));
    checks.push(assessment::check(applicant, plan));
    checks.extend(post.and_then(|post| tenure::check(applicant, post, plan)));
    checks.extend(by_hand::recusal(applicant));
    checks.extend(post.and_then(|post| by_hand::subject(applicant, post)));
    checks.extend(post.and_then(|post| by_hand::specific(applicant, post)));
    withdrawn(conclude(person, checks, applicant.review.as_ref()), applicant)
}

pub(super) use by_hand::is_company;
pub(crate) use by_hand::staff;

/// Points out answers that go beyond what the posts ask for.
pub(super) fn report_unasked(round: &Round, eligibility: &[Eligibility], problems: &mut Vec<Problem>) {
    by_hand::report_unasked(round, eligibility, problems);
}

/// Points out a 符合 by hand over a condition that is not met: the reviewer's word holds, but a slip of the pen must not pass. A reason
/// (审查原因) shows that it is meant.
pub(super) fn report_overruled(round: &Round, eligibility: &[Eligibility], problems: &mut Vec<Problem>) {
    by_hand::report_overruled(round, eligibility, problems);
}

/// Why nobody's eligibility for a post is known: what the post or the plan asks for cannot be read.
pub(super) fn unread(post: &Post, plan: &Plan) -> Option<String> {
    schooling::unread(Some(post), plan)
        .or_else(|| age::unread(Some(post), plan))
        .or_else(|| Rule::Assessments.unread(plan))
        .or_else(|| post.unread("任现职年限"))
}

/// 报名: accepted or not; where two posts were applied for, the person has to choose first.
fn registered(application: &Application, plan: &Plan) -> Check {
    if let (Acceptance::Accepted, Some(reason)) = (application.acceptance, Rule::Deadline.unread(plan)) {
        return Check { name: "报名", finding: Finding::Open, reason, rule: Ground::default() };
    }
    if let (Acceptance::Accepted, Some(reason)) = (application.acceptance, &application.open) {
        let (reason, rule) = (reason.clone(), application.rule.clone());
        return Check { name: "报名", finding: Finding::Open, reason, rule };
    }
    let finding = match application.acceptance {
        Acceptance::Accepted => Finding::Met,
        Acceptance::Late => Finding::NotMet,
        Acceptance::Conflicting | Acceptance::NoPost => Finding::Open,
    };
    // Reviewed is the post applied for again; the one first applied for stands at its head no more.
    let again = application.reapplied.as_ref().filter(|again| again.accepted);
    let again = again.map(|again| format!("；因该岗位取消，{}", again.reason)).unwrap_or_default();
    let reason = application.reason.clone() + &again;
    Check { name: "报名", finding, reason, rule: application.rule.clone() }
}

/// Points out who is still 待核 though marks, votes or an appointment are entered already: what follows rests on a review that
/// nobody finished. Where an error in the person's own rows keeps it open, that error says so already.
pub(super) fn report_pending(round: &Round, eligibility: &[Eligibility], problems: &mut Vec<Problem>) {
    for found in eligibility.iter().filter(|found| found.verdict == Verdict::Pending) {
        let Some(applicant) = round.applicant(found.person).filter(|applicant| applicant.blocked.is_none()) else {
            continue;
        };
        // What is wrong with a withdrawal is told by itself.
        if withdrawal::given(applicant) == Given::Open {
            continue;
        }
        // What the post or the plan asks for cannot be read: that is said once, where it stands.
        let posts = applicant.post.into_iter().chain(applicant.reapplied.as_ref().and_then(|again| again.post));
        if posts.filter_map(|post| round.post(post)).any(|post| unread(post, &round.plan).is_some()) {
            continue;
        }
        let marks = &applicant.marks;
        let entered: Vec<&str> = [
            ("成绩", marks.written.is_some() || marks.interview.is_some() || marks.judged.is_some()),
            ("民主测评票数", round.evaluations.iter().any(|own| own.person == found.person)),
            ("票决票数", round.votes.iter().any(|own| own.person == found.person)),
            ("任用", round.appointments.iter().any(|own| own.person == found.person)),
        ]
        .into_iter()
        .filter_map(|(what, there)| there.then_some(what))
        .collect();
        if entered.is_empty() {
            continue;
        }
        let at = applicant.review.as_ref().map_or(&applicant.at, |review| &review.at).clone();
        let message = format!("资格审查还没有结论，已经有了{}：{}", entered.join("、"), found.reasons.join("；"));
        let problem = Problem::warning("pending-review", at, message);
        problems.push(problem.advice("请在“资格审查”表里填写。").about(applicant.name.as_str()));
    }
}

/// Points out marks of somebody found 不符合, or who has withdrawn: they count for nothing, so the review or the row of marks is wrong.
pub(super) fn report_marked(round: &Round, eligibility: &[Eligibility], problems: &mut Vec<Problem>) {
    for found in eligibility.iter().filter(|found| found.verdict.is_out()) {
        let Some(applicant) = round.applicant(found.person) else { continue };
        let marks = &applicant.marks;
        let entered = [&marks.written, &marks.interview].into_iter().flatten();
        let sat = entered.filter(|mark| matches!(mark.value, Score::Points(_))).map(|mark| &mark.at).next();
        let judged = || marks.judged.as_ref().filter(|judged| !judged.marks.is_empty()).map(|judged| &judged.at);
        let Some(at) = sat.or_else(judged) else { continue };
        let what = if found.verdict == Verdict::Withdrawn { "本人放弃" } else { "资格审查不符合" };
        let reasons =
            if found.reasons.is_empty() { String::new() } else { format!("：{}", found.reasons.join("；")) };
        let message = format!("{what}，却有成绩，不排名{reasons}");
        let problem = Problem::warning("ineligible-marked", at.clone(), message);
        problems.push(problem.advice("请核对资格审查和成绩。").about(applicant.name.as_str()));
    }
}

/// The result with what is written of a withdrawal (退出步骤): in this step it ends the review; where the step cannot be told, nothing
/// that follows is known.
fn withdrawn(found: Eligibility, applicant: &Applicant) -> Eligibility {
    match withdrawal::given(applicant) {
        Given::In(WithdrawnIn::Review, own) => {
            let reasons = Some(own.reason.clone()).filter(|reason| !reason.is_empty());
            Eligibility { verdict: Verdict::Withdrawn, by_hand: false, reasons: reasons.into_iter().collect(), ..found }
        }
        Given::Open if found.verdict != Verdict::Ineligible => Eligibility {
            verdict: Verdict::Pending,
            by_hand: false,
            reasons: vec!["退出步骤没有看懂或者与审查结论矛盾，待改正".to_owned()],
            ..found
        },
        _ => found,
    }
}

/// The result: one condition not met is enough against, one open keeps it open; a conclusion by hand overrides.
fn conclude(person: PersonId, checks: Vec<Check>, given: Option<&crate::round::Review>) -> Eligibility {
    let with = |finding: Finding| checks.iter().filter(move |check| check.finding == finding);
    let (by_rule, mut reasons): (Verdict, Vec<String>) = if with(Finding::NotMet).next().is_some() {
        (Verdict::Ineligible, with(Finding::NotMet).map(|check| check.reason.clone()).collect())
    } else if with(Finding::Open).next().is_some() {
        (Verdict::Pending, with(Finding::Open).map(|check| check.reason.clone()).collect())
    } else {
        (Verdict::Eligible, Vec::new())
    };
    // 报名截止 that cannot be read leaves several conditions open, for one reason.
    let mut said = std::collections::BTreeSet::new();
    reasons.retain(|reason| said.insert(reason.clone()));
    let Some((manual, given)) = given.and_then(|review| Some((review.conclusion.as_ref()?.value, review))) else {
        // 否 for 回避 is the condition; 与办公室副主任系夫妻关系 is why.
        let written = given.map(|review| &review.reason).filter(|reason| !reason.is_empty());
        reasons.extend(written.filter(|reason| !reasons.iter().any(|own| own.contains(reason.as_str()))).cloned());
        return Eligibility { person, checks, verdict: by_rule, by_hand: false, reasons };
    };
    let verdict = match manual {
        Conclusion::Met => Verdict::Eligible,
        Conclusion::NotMet => Verdict::Ineligible,
        Conclusion::Withdrawn => Verdict::Withdrawn,
        // Given, but not understood: it overrides what the conditions say, nobody knows how.
        Conclusion::Unread => Verdict::Pending,
    };
    if manual == Conclusion::Unread {
        reasons = vec!["审查结论没有看懂，待审查人改正".to_owned()];
    } else if !given.reason.is_empty() {
        reasons = vec![given.reason.clone()];
    } else if matches!(verdict, Verdict::Eligible | Verdict::Withdrawn) {
        reasons.clear();
    } else if by_rule != Verdict::Ineligible {
        reasons = vec!["审查人认定不符合".to_owned()];
    }
    Eligibility {
        person,
        checks,
        verdict,
        by_hand: matches!(manual, Conclusion::Met | Conclusion::NotMet) && verdict != by_rule,
        reasons,
    }
}
