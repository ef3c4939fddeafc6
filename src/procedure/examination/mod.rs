//! 考试: marks, and the order they give.

mod interview;
mod ranking;
mod tickets;

use rust_decimal::{Decimal, RoundingStrategy};

use super::application::{Acceptance, Applications};
use super::dates::place_of;
use super::eligibility::Verdict;
use super::order::PeopleOrder;
use super::rules::{Rule, full_mark, holds};
use super::withdrawal::{self, Given};
use crate::problem::Problem;
use crate::round::{Applicant, Located, PersonId, Plan, Round, Score, WithdrawnIn};

pub use interview::Mean;

/// How an interview's mark came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// The mark as it is printed: rounded half up to 成绩小数位.
    pub points: Decimal,
    /// The mark before rounding, to the precision of decimals.
    pub exact: Decimal,
    /// The judges' marks, if it was computed from them.
    pub judged: Vec<Decimal>,
}

/// Where a person stands after the examination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not admitted (资格审查, or the post is cancelled).
    NotAdmitted,
    /// The round holds no examination.
    NotHeld,
    /// The written mark is not there yet.
    WaitingForWritten,
    /// In which step the person gave up cannot be told.
    WaitingForWithdrawal,
    /// 本人放弃, in this step.
    Withdrawn,
    /// 笔试缺考.
    AbsentWritten,
    /// 笔试不合格, which keeps from the interview.
    FailedWritten,
    /// The interview's mark is not there yet.
    WaitingForInterview,
    /// 面试缺考.
    AbsentInterview,
    /// All marks are there, but the plan's weights do not make a whole.
    WaitingForWeights,
    /// An item of the plan that the marks are judged by cannot be read.
    WaitingForPlan,
    /// With a total.
    Ranked,
}

impl Standing {
    /// The words on the forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAdmitted => "未参加考试",
            Self::NotHeld => "不考试",
            Self::WaitingForWritten => "等待笔试成绩",
            Self::WaitingForWithdrawal => "等待改正退出步骤",
            Self::Withdrawn => "本人放弃",
            Self::AbsentWritten => "笔试缺考",
            Self::FailedWritten => "笔试不合格",
            Self::WaitingForInterview => "等待面试成绩",
            Self::AbsentInterview => "面试缺考",
            Self::WaitingForWeights => "等待改正权重",
            Self::WaitingForPlan => "等待改正方案",
            Self::Ranked => "有综合成绩",
        }
    }

    /// Whether something is still to come before the person's place is known.
    pub fn is_waiting(self) -> bool {
        matches!(
            self,
            Self::WaitingForWritten
                | Self::WaitingForInterview
                | Self::WaitingForWeights
                | Self::WaitingForPlan
                | Self::WaitingForWithdrawal
        )
    }
}

/// A person's examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// Who.
    pub person: PersonId,
    /// Where the person stands.
    pub standing: Standing,
    /// 笔试成绩.
    pub written: Option<Score>,
    /// 面试成绩.
    pub interview: Option<Interview>,
    /// 综合成绩.
    pub total: Option<Decimal>,
    /// 综合成绩 before its last rounding.
    pub exact: Option<Decimal>,
    /// 名次 within the post; equal totals share a place (1, 2, 2, 4).
    pub rank: Option<u32>,
    /// What decided between equal totals, in words.
    pub note: Option<String>,
    /// What the place rests on and the marks as they are printed do not show: 加试81分, 综合成绩76.18分.
    pub unshown: Option<String>,
}

/// Computes marks and ranks.
pub fn examine(
    round: &Round,
    applications: &Applications,
    order: &PeopleOrder<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Examination> {
    let weights = Weights::of(round, problems);
    let mut out: Vec<Examination> = round
        .people()
        .filter_map(|person| {
            let applicant = round.applicant(person)?;
            Some(one(round, applicant, person, admitted(applications, person), weights, problems))
        })
        .collect();
    tickets::report(round, &out, problems);
    for (index, people) in applications.by_post.iter().enumerate() {
        if applications.cancelled.get(index).is_none_or(Option::is_none) {
            judges(round, people, problems);
            ranking::rank(round, order, people, &mut out);
        }
    }
    out
}

/// Whether a person sits the examination: accepted, for a post that is not cancelled, and not found 不符合. Somebody 待核 may sit
/// it; the review is to be settled before the shortlist.
fn admitted(applications: &Applications, person: PersonId) -> bool {
    let Some(application) = applications.people.get(person.0) else { return false };
    let cancelled = |post: crate::round::PostId| applications.cancelled.get(post.0).is_some_and(Option::is_some);
    let verdict = applications.eligibility.get(person.0).map(|found| found.verdict);
    application.acceptance == Acceptance::Accepted
        && application.post.is_some_and(|post| !cancelled(post))
        && !verdict.is_some_and(Verdict::is_out)
}

/// 笔试权重 and 面试权重 as fractions, if they make a whole.
#[derive(Debug, Clone, Copy)]
struct Weights {
    written: (u32, u32),
    interview: (u32, u32),
}

impl Weights {
    /// The weights; a round with only one of the two parts needs none.
    fn of(round: &Round, problems: &mut Vec<Problem>) -> Option<Self> {
        let plan = &round.plan;
        match (holds(plan, "笔试"), holds(plan, "面试")) {
            (true, false) => return Some(Self { written: (1, 1), interview: (0, 1) }),
            (false, true) => return Some(Self { written: (0, 1), interview: (1, 1) }),
            _ => {}
        }
        let (written, interview) = (plan.fraction("笔试权重"), plan.fraction("面试权重"));
        // A weight that cannot be read has been reported where it stands.
        if plan.is_unread("笔试权重") || plan.is_unread("面试权重") {
            return None;
        }
        let ((a, b), (c, d)) = (wide(written), wide(interview));
        if a * d + c * b == b * d {
            return Some(Self { written, interview });
        }
        problems.push(
            Problem::error("weights", place_of(round, "面试权重"), "笔试权重与面试权重合计不是100%")
                .found(format!("{}＋{}", plan.text("笔试权重"), plan.text("面试权重")))
                .advice("请改正，改正前不计算综合成绩。"),
        );
        None
    }
}

/// Wide enough for the sum of two products of such products.
fn wide((part, whole): (u32, u32)) -> (u128, u128) {
    (u128::from(part), u128::from(whole))
}

fn one(
    round: &Round,
    applicant: &Applicant,
    person: PersonId,
    admitted: bool,
    weights: Option<Weights>,
    problems: &mut Vec<Problem>,
) -> Examination {
    let plan = &round.plan;
    let written = holds(plan, "笔试").then(|| written(applicant, plan, problems)).flatten();
    let interview = if holds(plan, "面试") { interview(applicant, plan, problems) } else { Sat::Not };
    let standing = match (standing(plan, admitted, written, &interview, weights), withdrawal::given(applicant)) {
        // What keeps from the examination, or ends it, keeps doing so.
        (own @ (Standing::NotAdmitted | Standing::FailedWritten), _) => own,
        (_, Given::In(WithdrawnIn::Examination, _)) => Standing::Withdrawn,
        (_, Given::Open) => Standing::WaitingForWithdrawal,
        (own, _) => own,
    };
    if matches!(interview, Sat::Marked(..)) && matches!(standing, Standing::AbsentWritten | Standing::FailedWritten) {
        report_barred(applicant, plan, standing, problems);
    }
    let mean = match &interview {
        Sat::Marked(_, mean) => *mean,
        _ => Mean::of(Decimal::ZERO),
    };
    let points = match written {
        Some(Score::Points(points)) => points,
        _ => Decimal::ZERO,
    };
    let (total, exact) = match (standing, weights) {
        (Standing::Ranked, Some(weights)) => {
            let (total, exact) = total(plan, weights, points, mean);
            (Some(total), Some(exact))
        }
        _ => (None, None),
    };
    let interview = match interview {
        Sat::Marked(interview, _) => Some(interview),
        _ => None,
    };
    Examination { person, standing, written, interview, total, exact, rank: None, note: None, unshown: None }
}

/// A mark in the interview of somebody who, by the plan, was not to sit it: one of the two marks must be wrong.
fn report_barred(applicant: &Applicant, plan: &Plan, standing: Standing, problems: &mut Vec<Problem>) {
    let judged = || applicant.marks.judged.as_ref().map(|judged| &judged.at);
    let Some(at) = applicant.marks.interview.as_ref().map(|entered| &entered.at).or_else(judged) else { return };
    let what = match standing {
        Standing::AbsentWritten => "笔试缺考".to_owned(),
        _ => format!("笔试不到合格线{}分", plan.decimal("笔试合格线")),
    };
    problems.push(
        Problem::warning("barred", at.clone(), format!("{what}，却有面试成绩；按笔试的结果不排名"))
            .advice("请核对两项成绩。")
            .about(applicant.name.as_str()),
    );
}

/// 笔试成绩, unless it is more than 满分.
fn written(applicant: &Applicant, plan: &Plan, problems: &mut Vec<Problem>) -> Option<Score> {
    let given = applicant.marks.written.as_ref()?;
    let full = most(plan, "笔试满分");
    match given.value {
        Score::Points(points) if points > full => {
            problems.push(over_full(given, points, "笔试", full).about(applicant.name.as_str()));
            None
        }
        score => Some(score),
    }
}

/// 满分; nothing is over one that cannot be read.
fn most(plan: &Plan, item: &str) -> Decimal {
    if plan.is_unread(item) { Decimal::MAX } else { Decimal::from(plan.count(item)) }
}

fn over_full(given: &Located<Score>, points: Decimal, part: &str, full: Decimal) -> Problem {
    Problem::error("over-full", given.at.clone(), format!("{part}成绩超过满分{full}分"))
        .found(points.to_string())
        .advice("请改正。")
}

/// What is known of a person's interview.
enum Sat {
    /// Not held, or nothing is known.
    Not,
    /// 缺考.
    Absent,
    /// With a mark.
    Marked(Interview, Mean),
}

/// 面试成绩: as entered, else from the judges' marks. Where both are there and differ, the entered one counts and it is said.
fn interview(applicant: &Applicant, plan: &Plan, problems: &mut Vec<Problem>) -> Sat {
    let places = plan.count("成绩小数位");
    let about = |problem: Problem| problem.about(applicant.name.as_str());
    let full = most(plan, "面试满分");
    if let Some(entered) = &applicant.marks.interview
        && let Score::Points(points) = entered.value
        && points > full
    {
        problems.push(about(over_full(entered, points, "面试", full)));
        return Sat::Not;
    }
    // What is wrong with marks that settle nothing has been said where they stand.
    let judged = applicant.marks.judged.as_ref().filter(|judged| !judged.unsound);
    let computed = judged.filter(|judged| !judged.marks.is_empty()).map(|judged| interview::mean(judged, plan));
    let absent = judged.is_some_and(|judged| judged.absent);
    let computed = match computed {
        Some(Ok(_)) if absent => {
            if let Some(judged) = judged {
                problems.push(about(
                    Problem::error("judges", judged.at.clone(), "面试打分里又有分数又有“缺考”")
                        .advice("请核对，参加面试的补全打分，没有参加的全部写“缺考”。"),
                ));
            }
            return Sat::Not;
        }
        Some(Ok(mean)) => Some(mean),
        // With a mark entered, the judges' marks are only a check.
        Some(Err(problem)) => {
            if applicant.marks.interview.is_none() {
                problems.push(about(*problem));
            }
            None
        }
        None => None,
    };
    let of = |mean: Mean, judged: Vec<Decimal>| {
        let exact = mean.value();
        Sat::Marked(Interview { points: round_half_up(exact, places), exact, judged }, mean)
    };
    match (&applicant.marks.interview, computed) {
        (Some(entered), computed) => match entered.value {
            Score::Absent => Sat::Absent,
            Score::Points(points) => {
                if let Some(mean) = computed.filter(|mean| round_half_up(mean.value(), places) != points) {
                    let message =
                        format!("与“面试打分”表算出的{}不同，以填写的为准", round_half_up(mean.value(), places));
                    problems.push(about(
                        Problem::warning("interview-differs", entered.at.clone(), message)
                            .found(points.to_string())
                            .advice("请核对考官打分。"),
                    ));
                }
                of(Mean::of(points), Vec::new())
            }
        },
        (None, Some(mean)) => of(mean, judged.map(|judged| judged.marks.clone()).unwrap_or_default()),
        (None, None) if absent => Sat::Absent,
        (None, None) => Sat::Not,
    }
}

/// Why the marks cannot be judged: an item of the plan that they are judged by cannot be read.
pub fn unread(plan: &Plan) -> Option<String> {
    let held = |rule: &Rule| match rule {
        Rule::Written => holds(plan, "笔试"),
        Rule::Interview => holds(plan, "面试"),
        _ => true,
    };
    [Rule::LeftOut, Rule::Written, Rule::Interview, Rule::Total, Rule::Ties]
        .iter()
        .filter(|rule| held(rule))
        .find_map(|rule| rule.unread(plan))
}

fn standing(
    plan: &Plan,
    admitted: bool,
    written: Option<Score>,
    interview: &Sat,
    weights: Option<Weights>,
) -> Standing {
    if !admitted {
        return Standing::NotAdmitted;
    }
    let (has_written, has_interview) = (holds(plan, "笔试"), holds(plan, "面试"));
    if !has_written && !has_interview {
        return Standing::NotHeld;
    }
    if unread(plan).is_some() {
        return Standing::WaitingForPlan;
    }
    if has_written {
        let pass = plan.decimal("笔试合格线");
        // Without an interview the pass mark can only keep from what follows.
        let bars = !has_interview || !plan.is("笔试不合格能否面试", "能");
        match written {
            None => return Standing::WaitingForWritten,
            Some(Score::Absent) => return Standing::AbsentWritten,
            Some(Score::Points(points)) if points < pass && bars => return Standing::FailedWritten,
            Some(Score::Points(_)) => {}
        }
    }
    match interview {
        Sat::Absent => Standing::AbsentInterview,
        Sat::Not if has_interview => Standing::WaitingForInterview,
        _ if weights.is_none() => Standing::WaitingForWeights,
        _ => Standing::Ranked,
    }
}

/// 综合成绩, rounded where the plan says; and before its last rounding. Divided once, at the end, so that a half is a half.
fn total(plan: &Plan, weights: Weights, written: Decimal, interview: Mean) -> (Decimal, Decimal) {
    let places = plan.count("成绩小数位");
    let decimal = |(part, whole): (u32, u32)| (Decimal::from(part), Decimal::from(whole.max(1)));
    let ((a, b), (c, d)) = (decimal(weights.written), decimal(weights.interview));
    // Each mark out of a hundred, as a sum over a divisor.
    let out_of = |part: &str| Decimal::from(full_mark(plan, part));
    let (written, full) = (written * Decimal::ONE_HUNDRED, out_of("笔试"));
    let (interview, over) =
        (interview.sum * Decimal::ONE_HUNDRED, Decimal::from(interview.count.max(1)) * out_of("面试"));
    // written ÷ full × a/b + interview ÷ over × c/d over one denominator.
    let exact = (written * a * d * over + interview * c * b * full) / (b * d * full * over);
    let total = match plan.text("取整时机") {
        "折算前" => {
            let (written, interview) = (round_half_up(written / full, places), round_half_up(interview / over, places));
            round_half_up((written * a * d + interview * c * b) / (b * d), places)
        }
        "各项折算后" => {
            let parts = (written * a / (b * full), interview * c / (d * over));
            round_half_up(round_half_up(parts.0, places) + round_half_up(parts.1, places), places)
        }
        _ => round_half_up(exact, places),
    };
    (total, exact)
}

/// 四舍五入, written with all its places: 80 to two places is 80.00.
fn round_half_up(value: Decimal, places: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places.min(20));
    rounded
}

/// People of one post who were marked by fewer judges than others are pointed out.
fn judges(round: &Round, people: &[PersonId], problems: &mut Vec<Problem>) {
    let marked = || {
        people
            .iter()
            .filter_map(|person| round.applicant(*person))
            .filter_map(|applicant| Some((applicant, applicant.marks.judged.as_ref()?)))
            .filter(|(_, judged)| !judged.marks.is_empty() && !judged.unsound)
    };
    let most = marked().map(|(_, judged)| judged.marks.len()).max().unwrap_or(0);
    for (applicant, judged) in marked().filter(|(_, judged)| judged.marks.len() < most) {
        problems.push(
            Problem::warning(
                "fewer-judges",
                judged.at.clone(),
                format!("有{}名考官打分，同一岗位的其他人有{most}名", judged.marks.len()),
            )
            .advice("请核对，缺的打分请补上。")
            .about(applicant.name.as_str()),
        );
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_up_on_decimals() {
        for (value, places, rounded) in [
            ("86.125", 2, "86.13"),
            ("2.675", 2, "2.68"),
            ("1.005", 2, "1.01"),
            ("84.994", 2, "84.99"),
            ("84.5", 0, "85"),
            ("80", 2, "80.00"),
        ] {
            assert_eq!(round_half_up(value.parse().unwrap(), places).to_string(), rounded);
        }
    }
}
