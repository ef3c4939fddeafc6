//! 考试: marks, and the order they give.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Eligibility, Verdict};
use crate::problem::Problem;
use crate::round::{Applicant, PersonId, Plan, PostId, Round, Score};

/// How an interview's mark came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interview {
    /// The mark, as it counts.
    pub points: Decimal,
    /// The judges' marks, if it was computed from them.
    pub judged: Vec<Decimal>,
}

/// Where a person stands after the examination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not admitted (资格审查, or the post is cancelled).
    NotAdmitted,
    /// The written mark is not there yet.
    WaitingForWritten,
    /// 笔试缺考.
    AbsentWritten,
    /// 笔试不合格, which keeps from the interview.
    FailedWritten,
    /// The interview's mark is not there yet.
    WaitingForInterview,
    /// 面试缺考.
    AbsentInterview,
    /// With a total.
    Ranked,
}

impl Standing {
    /// The words on the forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAdmitted => "未参加考试",
            Self::WaitingForWritten => "等待笔试成绩",
            Self::AbsentWritten => "笔试缺考",
            Self::FailedWritten => "笔试不合格",
            Self::WaitingForInterview => "等待面试成绩",
            Self::AbsentInterview => "面试缺考",
            Self::Ranked => "有综合成绩",
        }
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
    /// 名次 within the post; equal totals share a place (1, 2, 2, 4).
    pub rank: Option<u32>,
}

/// Computes marks and ranks.
pub fn examine(
    round: &Round,
    eligibility: &[Eligibility],
    open: &impl Fn(PostId) -> bool,
    problems: &mut Vec<Problem>,
) -> Vec<Examination> {
    weights(round, problems);
    let mut out: Vec<Examination> = round
        .people()
        .filter_map(|person| {
            let applicant = round.applicant(person)?;
            let admitted = eligibility.get(person.0).is_some_and(|found| found.verdict != Verdict::Ineligible)
                && applicant.post.is_some_and(open);
            Some(one(person, applicant, &round.plan, admitted, problems))
        })
        .collect();
    for post in round.post_ids() {
        rank(round, post, &mut out);
    }
    out
}

/// The weights must make a whole.
fn weights(round: &Round, problems: &mut Vec<Problem>) {
    let sum = round.plan.decimal("笔试权重") + round.plan.decimal("面试权重");
    if sum != Decimal::ONE {
        let place = match round.plan.origin("面试权重") {
            crate::round::Origin::Plan(place) => place,
            crate::round::Origin::Default => crate::problem::Place::sheet(&round.workbook, "方案"),
        };
        problems.push(
            Problem::error("weights", place, "笔试权重与面试权重合计不是100%")
                .found(format!("{}＋{}", round.plan.text("笔试权重"), round.plan.text("面试权重")))
                .advice("请改正，否则综合成绩不对。"),
        );
    }
}

fn one(
    person: PersonId,
    applicant: &Applicant,
    plan: &Plan,
    admitted: bool,
    problems: &mut Vec<Problem>,
) -> Examination {
    let places = plan.count("成绩小数位");
    let marks = &applicant.marks;
    let written = marks.written.as_ref().map(|located| located.value);
    let judged = marks.judged.as_ref().map(|judged| Interview {
        points: mean(&judged.marks, plan.is("面试去最高最低分", "是"), places),
        judged: judged.marks.clone(),
    });
    let mut absent = false;
    let interview = match (&marks.interview, judged) {
        (Some(entered), judged) => match entered.value {
            Score::Absent => {
                absent = true;
                None
            }
            Score::Points(points) => {
                if let Some(judged) = judged
                    && judged.points != points
                {
                    problems.push(
                        Problem::warning(
                            "interview-differs",
                            entered.at.clone(),
                            format!("与“面试打分”表算出的{}不同，以填写的为准", judged.points),
                        )
                        .found(points.to_string())
                        .advice("请核对考官打分。")
                        .about(applicant.name.as_str()),
                    );
                }
                Some(Interview { points, judged: Vec::new() })
            }
        },
        (None, judged) => judged,
    };
    let pass = plan.decimal("笔试合格线");
    let bars = plan.is("笔试不合格能否面试", "不能");
    let standing = match written {
        _ if !admitted => Standing::NotAdmitted,
        None => Standing::WaitingForWritten,
        Some(Score::Absent) => Standing::AbsentWritten,
        Some(Score::Points(points)) if points < pass && bars => Standing::FailedWritten,
        Some(Score::Points(_)) if absent => Standing::AbsentInterview,
        Some(Score::Points(_)) if interview.is_none() => Standing::WaitingForInterview,
        Some(Score::Points(_)) => Standing::Ranked,
    };
    let total = match (standing, written, &interview) {
        (Standing::Ranked, Some(Score::Points(written)), Some(interview)) => {
            Some(total(plan, written, interview.points))
        }
        _ => None,
    };
    Examination { person, standing, written, interview, total, rank: None }
}

/// The mean of the judges' marks, without the highest and the lowest where the plan says so and enough are left.
fn mean(marks: &[Decimal], trim: bool, places: u32) -> Decimal {
    let mut sorted = marks.to_vec();
    sorted.sort();
    let kept = if trim && sorted.len() > 2 { sorted.get(1..sorted.len() - 1).unwrap_or_default() } else { &sorted };
    let count = Decimal::from(kept.len().max(1));
    round_half_up(kept.iter().sum::<Decimal>() / count, places)
}

/// 综合成绩: the parts rounded before or after weighting, as the plan says.
fn total(plan: &Plan, written: Decimal, interview: Decimal) -> Decimal {
    let places = plan.count("成绩小数位");
    let (a, b) = (plan.decimal("笔试权重"), plan.decimal("面试权重"));
    if plan.is("取整时机", "折算前") {
        // Each weighted part is rounded, then they are added.
        return round_half_up(written * a, places) + round_half_up(interview * b, places);
    }
    round_half_up(written * a + interview * b, places)
}

/// 四舍五入.
pub(crate) fn round_half_up(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// Ranks the people of a post.
fn rank(round: &Round, post: PostId, examinations: &mut [Examination]) {
    let mut ranked: Vec<(usize, Decimal, Decimal)> = examinations
        .iter()
        .enumerate()
        .filter(|(_, examination)| {
            round.applicant(examination.person).is_some_and(|applicant| applicant.post == Some(post))
        })
        .filter_map(|(index, examination)| {
            let breaker = tie_breaker(&round.plan, examination);
            examination.total.map(|total| (index, total, breaker))
        })
        .collect();
    ranked.sort_by_key(|entry| std::cmp::Reverse((entry.1, entry.2)));
    let mut previous: Option<(Decimal, Decimal, u32)> = None;
    for (place, (index, total, breaker)) in ranked.into_iter().enumerate() {
        let own = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let rank = match previous {
            Some((held, broken, rank)) if held == total && broken == breaker => rank,
            _ => own,
        };
        previous = Some((total, breaker, rank));
        if let Some(examination) = examinations.get_mut(index) {
            examination.rank = Some(rank);
        }
    }
}

/// What decides between equal totals, if the plan names something.
fn tie_breaker(plan: &Plan, examination: &Examination) -> Decimal {
    let written = match examination.written {
        Some(Score::Points(points)) => points,
        _ => Decimal::ZERO,
    };
    match plan.text("同分处理") {
        "笔试成绩高者在前" => written,
        "面试成绩高者在前" => {
            examination.interview.as_ref().map_or(Decimal::ZERO, |interview| interview.points)
        }
        _ => Decimal::ZERO,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_up_on_decimals() {
        for (value, places, rounded) in
            [("86.125", 2, "86.13"), ("2.675", 2, "2.68"), ("1.005", 2, "1.01"), ("84.994", 2, "84.99")]
        {
            assert_eq!(round_half_up(value.parse().unwrap(), places), rounded.parse::<Decimal>().unwrap());
        }
    }

    #[test]
    fn the_highest_and_lowest_mark_are_left_out() {
        let marks: Vec<Decimal> = ["80", "85", "90", "70", "95"].iter().map(|mark| mark.parse().unwrap()).collect();
        assert_eq!(mean(&marks, true, 2), Decimal::from(85));
        assert_eq!(mean(&marks, false, 2), Decimal::from(84));
        assert_eq!(mean(&marks[..2], true, 2), "82.5".parse::<Decimal>().unwrap());
    }
}
