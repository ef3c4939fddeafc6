//! 考试: marks, and the order they give.

mod interview;
mod invitation;
mod outlier;
mod ranking;
mod score;
mod tickets;

use rust_decimal::Decimal;

use super::application::{Acceptance, Applications};
use super::eligibility::Verdict;
use super::order::PeopleOrder;
use super::rules::Rule;
use super::withdrawal::{self, Given};
use crate::problem::Problem;
use crate::round::{Absence, Applicant, Located, PersonId, Plan, Round, Score, WithdrawnIn};

use interview::Sat;
use score::{Weights, total};

pub use interview::Mean;
pub(super) use ranking::undecided;
pub(crate) use score::{WEIGHTS_OPEN, printed};

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
    /// 笔试缺考, 笔试放弃.
    AbsentWritten(Absence),
    /// 笔试不合格, which keeps from the interview.
    FailedWritten,
    /// Not among those whom 面试入围比例 lets into the interview.
    NotInvited,
    /// The interview's mark is not there yet.
    WaitingForInterview,
    /// 面试缺考, 面试放弃.
    AbsentInterview(Absence),
    /// 面试不合格, which keeps from a place.
    FailedInterview,
    /// All marks are there, but the plan's weights do not make a whole.
    WaitingForWeights,
    /// An item of the plan that the marks are judged by cannot be read.
    WaitingForPlan,
    /// 综合成绩不合格, which keeps from a place.
    FailedTotal,
    /// With a total, and a place by it.
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
            Self::AbsentWritten(Absence::Missed) => "笔试缺考",
            Self::AbsentWritten(Absence::Renounced) => "笔试放弃",
            Self::FailedWritten => "笔试不合格",
            Self::NotInvited => "未进入面试",
            Self::WaitingForInterview => "等待面试成绩",
            Self::AbsentInterview(Absence::Missed) => "面试缺考",
            Self::AbsentInterview(Absence::Renounced) => "面试放弃",
            Self::FailedInterview => "面试不合格",
            Self::WaitingForWeights => "等待改正权重",
            Self::WaitingForPlan => "等待改正方案",
            Self::FailedTotal => "综合成绩不合格",
            Self::Ranked => "有综合成绩",
        }
    }

    /// Whether the person has been through the whole examination, with all its marks.
    pub fn is_marked(self) -> bool {
        matches!(self, Self::FailedInterview | Self::FailedTotal | Self::Ranked)
    }

    /// Whether it is not known yet how the person did in the written examination.
    pub(super) fn awaits_written(self) -> bool {
        matches!(self, Self::WaitingForWritten | Self::WaitingForWithdrawal | Self::WaitingForPlan)
    }

    /// Whether the person goes to the interview, or went as far and was missing or failed there.
    pub(super) fn reaches_interview(self) -> bool {
        matches!(
            self,
            Self::WaitingForInterview
                | Self::AbsentInterview(_)
                | Self::FailedInterview
                | Self::WaitingForWeights
                | Self::FailedTotal
                | Self::Ranked
        )
    }

    /// Whether something of the examination is known of the person, and nothing more is to come.
    pub fn is_examined(self) -> bool {
        let ended =
            matches!(self, Self::AbsentWritten(_) | Self::FailedWritten | Self::NotInvited | Self::AbsentInterview(_));
        ended || self.is_marked()
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
    /// Whether 面试入围比例, where there is one, lets the person into the interview.
    pub invited: bool,
    /// 综合成绩.
    pub total: Option<Decimal>,
    /// 笔试成绩 and 面试成绩 times their weights, as they are added up; to two more places where they are not rounded.
    pub weighted: Option<(Decimal, Decimal)>,
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
    tickets::report_odd(round, problems);
    outlier::report(round, problems);
    for (index, people) in applications.by_post.iter().enumerate() {
        if applications.cancelled.get(index).is_none_or(Option::is_none) {
            if let Some(post) = round.posts.get(index) {
                invitation::invite(round, post, people, &mut out, problems);
            }
            interview::judges(round, people, problems);
            // Among people of whom one may be missing nobody has a place.
            if applications.unplaced.get(index).is_none_or(Option::is_none) {
                ranking::rank(round, order, people, &mut out);
            }
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

fn one(
    round: &Round,
    applicant: &Applicant,
    person: PersonId,
    admitted: bool,
    weights: Option<Weights>,
    problems: &mut Vec<Problem>,
) -> Examination {
    let plan = &round.plan;
    let written = plan.holds("笔试").then(|| written(applicant, plan, problems)).flatten();
    let interview = if plan.holds("面试") { interview::sat(applicant, plan, problems) } else { Sat::Not };
    let standing = match (standing(plan, admitted, written, &interview, weights), withdrawal::given(applicant)) {
        // What keeps from the examination, or ends it, keeps doing so.
        (own @ (Standing::NotAdmitted | Standing::FailedWritten), _) => own,
        (_, Given::In(WithdrawnIn::Examination, _)) => Standing::Withdrawn,
        (_, Given::Open) => Standing::WaitingForWithdrawal,
        (own, _) => own,
    };
    if matches!(interview, Sat::Marked(..)) && matches!(standing, Standing::AbsentWritten(_) | Standing::FailedWritten)
    {
        let what = match standing {
            Standing::AbsentWritten(_) => format!("{}，", standing.as_str()),
            _ => format!("笔试不到合格线{}分，", plan.decimal("笔试合格线")),
        };
        problems.extend(barred(applicant, &what, "请核对两项成绩。"));
    }
    let (mean, shown) = match &interview {
        Sat::Marked(interview, mean) => (*mean, interview.points),
        _ => (Mean::of(Decimal::ZERO), Decimal::ZERO),
    };
    let points = match written {
        Some(Score::Points(points)) => points,
        _ => Decimal::ZERO,
    };
    let (total, exact, weighted) = match (standing, weights) {
        (Standing::Ranked, Some(weights)) => {
            let found = total(plan, weights, points, mean, shown);
            (Some(found.total), Some(found.exact), Some(found.weighted))
        }
        _ => (None, None, None),
    };
    let below = |total: Decimal| plan.pass_mark("综合成绩").is_some_and(|pass| total < pass);
    let standing = if total.is_some_and(below) { Standing::FailedTotal } else { standing };
    let interview = match interview {
        Sat::Marked(interview, _) => Some(interview),
        _ => None,
    };
    Examination {
        person,
        standing,
        written,
        interview,
        invited: true,
        total,
        weighted,
        exact,
        rank: None,
        note: None,
        unshown: None,
    }
}

/// A mark in the interview of somebody who, by the plan, was not to sit it: one of the two marks must be wrong. `what`: why not.
fn barred(applicant: &Applicant, what: &str, advice: &str) -> Option<Problem> {
    let judged = || applicant.marks.judged.as_ref().map(|judged| &judged.at);
    let at = applicant.marks.interview.as_ref().map(|entered| &entered.at).or_else(judged)?;
    let told = Problem::warning("barred", at.clone(), format!("{what}却有面试成绩；按笔试的结果不排名"));
    Some(told.advice(advice).about(applicant.name.as_str()))
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

/// Why the marks cannot be judged: an item of the plan that they are judged by cannot be read.
pub fn unread(plan: &Plan) -> Option<String> {
    let held = |rule: &Rule| match rule {
        Rule::Written => plan.holds("笔试"),
        Rule::Interview => plan.holds("面试"),
        _ => true,
    };
    [Rule::LeftOut, Rule::Written, Rule::Interview, Rule::Total, Rule::Ties]
        .iter()
        .filter(|rule| held(rule))
        .find_map(|rule| rule.unread(plan))
}

/// Whether the mark of the interview is not known yet, as what it is rounded by, or what of the judges' marks counts (`judged`), cannot be
/// read in the plan.
pub(crate) fn is_interview_open(plan: &Plan, judged: bool) -> bool {
    let of_judges: &[&str] = if judged { &["面试去最高最低分", "去分方式"] } else { &[] };
    plan.is_unread("成绩小数位") || of_judges.iter().any(|item| plan.is_unread(item))
}

/// Whether a mark in the written examination keeps from nothing. Without an interview the pass mark can only keep from what follows.
fn passes(plan: &Plan, points: Decimal) -> bool {
    printed(plan, "笔试", points) >= plan.decimal("笔试合格线")
        || plan.holds("面试") && plan.is("笔试不合格能否面试", "能")
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
    let (has_written, has_interview) = (plan.holds("笔试"), plan.holds("面试"));
    if !has_written && !has_interview {
        return Standing::NotHeld;
    }
    if unread(plan).is_some() {
        return Standing::WaitingForPlan;
    }
    if has_written {
        match written {
            None => return Standing::WaitingForWritten,
            Some(Score::Absent(absence)) => return Standing::AbsentWritten(absence),
            Some(Score::Points(points)) if !passes(plan, points) => return Standing::FailedWritten,
            Some(Score::Points(_)) => {}
        }
    }
    match interview {
        Sat::Absent(absence) => Standing::AbsentInterview(*absence),
        Sat::Not if has_interview => Standing::WaitingForInterview,
        // The mark is what is printed of it: 60.00 is not below 60.
        Sat::Marked(own, _) if plan.pass_mark("面试").is_some_and(|pass| own.points < pass) => {
            Standing::FailedInterview
        }
        _ if weights.is_none() => Standing::WaitingForWeights,
        _ => Standing::Ranked,
    }
}
