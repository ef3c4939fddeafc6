//! 面试成绩: from the judges' marks, exactly.
//!
//! A mean is kept as a sum and a count until the very end: dividing first would lose the last digits, and 四舍五入 at the half
//! would then go the wrong way.

use rust_decimal::Decimal;

use super::score::{printed, round_half_up};
use super::{Interview, most, over_full};
use crate::problem::Problem;
use crate::round::{Absence, Applicant, InterviewMarks, PersonId, Plan, Round, Score};

/// A mark as a sum over a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// The sum of what counts.
    pub sum: Decimal,
    /// Over how many, at least 1.
    pub count: u32,
}

impl Mean {
    /// A single mark.
    pub fn of(mark: Decimal) -> Self {
        Self { sum: mark, count: 1 }
    }

    /// Its value, to the precision of decimals.
    pub fn value(self) -> Decimal {
        self.sum / Decimal::from(self.count.max(1))
    }
}

/// The mark of an interview from the judges' marks; an error, if it cannot be told by the plan's rule.
///
/// 按总分: the judges' totals, without the highest and the lowest where the plan says so. 按要素: the same for each element, the
/// means added. Leaving out two marks needs at least three.
pub(super) fn mean(judged: &InterviewMarks, plan: &Plan) -> Result<Mean, Box<Problem>> {
    let trim = plan.is("面试去最高最低分", "是");
    let fail = |message: String, advice: &str| {
        Err(Box::new(Problem::error("judges", judged.at.clone(), message).advice(advice)))
    };
    if trim && judged.marks.len() < 3 {
        return fail(
            format!("只有{}名考官打分，去掉最高分和最低分后没有剩余，面试成绩无法计算", judged.marks.len()),
            "请补全打分，或者在方案的“面试去最高最低分”中写“否”。",
        );
    }
    let full = super::most(plan, "面试满分");
    if judged.marks.iter().any(|mark| *mark > full) {
        let what = if judged.elements.is_empty() { "打分" } else { "各要素的分数相加" };
        return fail(format!("{what}超过满分{full}分"), "请核对打分。");
    }
    if !(trim && plan.is("去分方式", "按要素")) {
        return trimmed(&judged.marks, trim).map_or_else(|| fail("没有考官打分".to_owned(), "请补全打分。"), Ok);
    }
    if judged.elements.is_empty() {
        return fail(
            "方案规定按要素去掉最高分和最低分，而打分没有分要素".to_owned(),
            "请每个要素填一行，或者在方案的“去分方式”中写“按总分”。",
        );
    }
    let means: Vec<Mean> = judged.elements.iter().filter_map(|(_, marks)| trimmed(marks, true)).collect();
    let count = means.first().map_or(1, |mean| mean.count);
    if means.len() != judged.elements.len() || means.iter().any(|mean| mean.count != count) {
        return fail("各要素的考官人数不同".to_owned(), "请补全各考官的打分。");
    }
    Ok(Mean { sum: means.iter().map(|mean| mean.sum).sum(), count })
}

/// Marks without one highest and one lowest; `None` if nothing is left.
fn trimmed(marks: &[Decimal], trim: bool) -> Option<Mean> {
    let mut sorted = marks.to_vec();
    sorted.sort();
    let kept = if trim { sorted.get(1..sorted.len().checked_sub(1)?)? } else { sorted.as_slice() };
    let count = u32::try_from(kept.len()).ok().filter(|count| *count > 0)?;
    Some(Mean { sum: kept.iter().sum(), count })
}

/// What is known of a person's interview.
pub(super) enum Sat {
    /// Not held, or nothing is known.
    Not,
    /// 缺考, 放弃.
    Absent(Absence),
    /// With a mark.
    Marked(Interview, Mean),
}

/// 面试成绩: as entered, else from the judges' marks. Where both are there and differ, the entered one counts and it is said.
pub(super) fn sat(applicant: &Applicant, plan: &Plan, problems: &mut Vec<Problem>) -> Sat {
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
    let computed = judged.filter(|judged| !judged.marks.is_empty()).map(|judged| mean(judged, plan));
    let absent = judged.and_then(|judged| judged.absent);
    let computed = match computed {
        Some(Ok(_)) if absent.is_some() => {
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
    // A mark that was entered is printed as it was, where 综合成绩 is worked out from it and not from a shorter one.
    let entered_as = |points: Decimal| {
        let own = printed(plan, "面试", points).normalize();
        let shown = if own.scale() > places { own } else { round_half_up(points, places) };
        Sat::Marked(Interview { points: shown, exact: points, judged: Vec::new() }, Mean::of(points))
    };
    match (&applicant.marks.interview, computed) {
        (Some(entered), computed) => match entered.value {
            Score::Absent(absence) => Sat::Absent(absence),
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
                entered_as(points)
            }
        },
        (None, Some(mean)) => of(mean, judged.map(|judged| judged.marks.clone()).unwrap_or_default()),
        (None, None) => absent.map_or(Sat::Not, Sat::Absent),
    }
}

/// People of one post who were marked by fewer judges than others are pointed out.
pub(super) fn judges(round: &Round, people: &[PersonId], problems: &mut Vec<Problem>) {
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

    fn marks(text: &str) -> Vec<Decimal> {
        text.split(' ').map(|mark| mark.parse().unwrap()).collect()
    }

    #[test]
    fn elements_must_have_been_marked_by_the_same_judges() {
        let settings = [("去分方式", "按要素")];
        let (plan, _) = crate::workbook::plan_of(&settings);
        for (elements, expected) in [
            (["10 20 30", "40 50 60"], Some(("70", 1))),
            (["10 20 30 40", "40 50 60"], None),
            // The second element loses both its marks; what is left has one count.
            (["10 20 30", "40 50"], None),
            (["10 20", "40 50"], None),
        ] {
            let elements: Vec<_> = elements.iter().map(|own| ((*own).to_owned(), marks(own))).collect();
            let judged = InterviewMarks { marks: marks("50 70 90"), elements, ..InterviewMarks::default() };
            let found = mean(&judged, &plan).ok();
            assert_eq!(found, expected.map(|(sum, count)| Mean { sum: sum.parse().unwrap(), count }));
        }
        assert_eq!(Mean { sum: "10".parse().unwrap(), count: 4 }.value(), "2.5".parse().unwrap());
    }

    #[test]
    fn one_highest_and_one_lowest_are_left_out() {
        for (given, trim, sum, count) in [
            ("80 85 90 70 95", true, "255", 3),
            ("80 85 90 70 95", false, "420", 5),
            ("80 80 80", true, "80", 1),
            ("90 90 70 70", true, "160", 2),
        ] {
            assert_eq!(trimmed(&marks(given), trim), Some(Mean { sum: sum.parse().unwrap(), count }), "{given}");
        }
        assert_eq!(trimmed(&marks("80 90"), true), None);
        assert_eq!(trimmed(&[], true), None);
        assert_eq!(trimmed(&[], false), None);
    }
}
