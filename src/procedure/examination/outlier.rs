//! Marks that lack a figure: a judge's far from all others (9.22 for 92.2, 29 for 92), a written one of a few points. Nothing is decided by
//! it; it is pointed out.

use rust_decimal::Decimal;

use super::most;
use crate::problem::Problem;
use crate::round::{InterviewMarks, Round, Score};

/// Of fewer judges it is not known who is right.
const JUDGES: usize = 3;

/// So large a part of 满分 lies between two marks of one interview only by a slip: a third. The others lie within half of it.
const APART: u32 = 3;

/// A written mark of less than this part of 满分, where the middle one is more than half of it.
const NEXT_TO_NOTHING: u32 = 10;

/// Reports them.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let full = most(&round.plan, "面试满分");
    for applicant in &round.applicants {
        let Some(judged) = applicant.marks.judged.as_ref().filter(|judged| !judged.unsound) else { continue };
        let Some((judge, mark, middle)) = outlier(judged, full) else { continue };
        let message = format!("{judge}的打分{mark}，和其他考官的（在{middle}上下）相差很大");
        let problem = Problem::warning("far-mark", judged.at.clone(), message).found(mark.to_string());
        problems.push(
            problem
                .advice("请核对是不是少打了一位、错了小数点；确实这样打分的可以不改。")
                .about(applicant.name.as_str()),
        );
    }
    written(round, problems);
}

/// Reports written marks of next to nothing. 0 is what somebody has who handed in an empty paper.
fn written(round: &Round, problems: &mut Vec<Problem>) {
    let full = most(&round.plan, "笔试满分");
    let marks = round.applicants.iter().filter_map(|applicant| {
        let given = applicant.marks.written.as_ref()?;
        let Score::Points(points) = given.value else { return None };
        Some((applicant, given, points))
    });
    let mut points: Vec<Decimal> = marks.clone().map(|(.., points)| points).collect();
    points.sort();
    if points.len() < JUDGES || points.get(points.len() / 2).is_none_or(|middle| *middle < full / Decimal::TWO) {
        return;
    }
    let low = full / Decimal::from(NEXT_TO_NOTHING);
    for (applicant, given, points) in marks.filter(|(.., points)| *points < low && *points > Decimal::ZERO) {
        let problem =
            Problem::warning("far-mark", given.at.clone(), "笔试成绩比别人的低得多").found(points.to_string());
        problems.push(
            problem
                .advice("请核对是不是少打了一位、错了小数点；确实是这个分数的可以不改。")
                .about(applicant.name.as_str()),
        );
    }
}

/// The one mark that is far from all others, with its judge and the middle one of the others.
fn outlier(judged: &InterviewMarks, full: Decimal) -> Option<(&str, Decimal, Decimal)> {
    if judged.marks.len() < JUDGES {
        return None;
    }
    let far = full / Decimal::from(APART);
    judged.marks.iter().enumerate().find_map(|(index, mark)| {
        let mut others = judged.marks.clone();
        others.remove(index);
        others.sort();
        let (least, most) = (*others.first()?, *others.last()?);
        let away = (least - *mark).max(*mark - most);
        let middle = *others.get(others.len() / 2)?;
        (away >= far && most - least <= far / Decimal::TWO)
            .then(|| (judged.judges.get(index).map_or("一名考官", String::as_str), *mark, middle))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Place;

    fn found(marks: &[&str]) -> Option<String> {
        let judged = InterviewMarks {
            at: Place::sheet("轮次.xlsx", "面试打分"),
            lot: String::new(),
            judges: (1..=marks.len()).map(|n| format!("考官{n}")).collect(),
            marks: marks.iter().filter_map(|mark| mark.parse().ok()).collect(),
            elements: Vec::new(),
            absent: None,
            unsound: false,
        };
        outlier(&judged, Decimal::ONE_HUNDRED).map(|(judge, mark, middle)| format!("{judge} {mark} {middle}"))
    }

    #[test]
    fn one_mark_far_from_the_others_is_a_slip() {
        for (marks, slip) in [
            (&["92.2", "90", "9.22", "91.5", "88"] as &[&str], Some("考官3 9.22 91.5")),
            (&["82", "80", "28"], Some("考官3 28 82")),
            // Hard and mild judges, somebody of whom they think differently, two alone.
            (&["92", "90", "70", "91", "88"], None),
            (&["92", "50", "71", "91", "60"], None),
            (&["92", "9.2"], None),
        ] {
            assert_eq!(found(marks).as_deref(), slip, "{marks:?}");
        }
    }
}
