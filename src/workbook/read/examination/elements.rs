//! 面试测评要素: what an interview is marked by, and how much each is worth, in one cell of the plan.

use crate::problem::{Place, Problem};
use crate::round::{Origin, Plan};
use crate::workbook::values::{half_width, whole_number};

/// The elements as the form for the judges has them: 语言表达20分、综合分析20分.
pub(crate) fn tidy(text: &str) -> String {
    let tidied = elements(text).into_iter().map(|(name, points)| match points {
        Some(points) => format!("{name}{points}分"),
        None => name,
    });
    tidied.collect::<Vec<_>>().join("、")
}

/// Points out what does not make up the full mark of the interview.
pub(crate) fn check(text: &str, place: &Place, plan: &Plan, problems: &mut Vec<Problem>) {
    let found = elements(text);
    let mut warn = |message: String, advice: &str| {
        problems.push(Problem::warning("elements", place.clone(), message).found(text).advice(advice));
    };
    let without: Vec<&str> =
        found.iter().filter(|(_, points)| points.is_none()).map(|(name, _)| name.as_str()).collect();
    let sum: u32 = found.iter().filter_map(|(_, points)| *points).fold(0, u32::saturating_add);
    if sum > 0 && !without.is_empty() {
        warn(
            format!("看不出“{}”占多少分，评分表的合计不算它", without.join("、")),
            "请写成“语言表达20分、综合分析20分”的样子。",
        );
    } else if let Some(full) = plan.maybe_count("面试满分").filter(|full| sum > 0 && sum != *full) {
        warn(
            format!("各要素的分值合计{sum}分，不等于面试满分{full}分"),
            "请核对各要素的分值，或者在方案里写明“面试满分”。",
        );
    }
}

/// Points out an interview that is not out of a hundred and has no elements: those of the program make up a hundred, and how much each
/// is worth otherwise is not for the program to say.
pub(crate) fn missing(plan: &Plan, problems: &mut Vec<Problem>) {
    let held = plan.holds("面试");
    let (Origin::Plan(place), Some(full)) = (plan.origin("面试满分"), plan.maybe_count("面试满分")) else {
        return;
    };
    if held && full != 100 {
        let message = format!("面试满分是{full}分，没有填“面试测评要素”，面试评分表只印合计（{full}分），不分要素");
        let advice = "分要素打分的，请填“面试测评要素”，写成“语言表达30分、综合分析30分”的样子，各要素合计等于满分。";
        problems.push(Problem::warning("elements", place, message).found(full.to_string()).advice(advice));
    }
}

/// Each element, and what it is worth if that is written.
pub(crate) fn elements(text: &str) -> Vec<(String, Option<u32>)> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(element).collect()
}

fn element(text: &str) -> (String, Option<u32>) {
    let bare: String =
        half_width(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | ':' | '。')).collect();
    // The longest number at the end.
    let found = bare.char_indices().skip(1).find_map(|(at, _)| {
        let (name, number) = bare.split_at_checked(at)?;
        let points = whole_number("满分", number.trim_end_matches('%'))?;
        Some((name.trim_end_matches('占').to_owned(), Some(points)))
    });
    found.unwrap_or((text.to_owned(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_however_they_are_written() {
        for (written, tidied) in [
            ("语言表达20、综合分析20分", "语言表达20分、综合分析20分"),
            ("语言表达 20分，综合分析（30分）；应变能力50%", "语言表达20分、综合分析30分、应变能力50分"),
            ("语言表达二十分\n综合分析：三十分", "语言表达20分、综合分析30分"),
            ("语言表达、综合分析", "语言表达、综合分析"),
        ] {
            assert_eq!(tidy(written), tidied, "{written}");
        }
    }

    #[test]
    fn an_interview_out_of_another_number_has_no_elements_of_the_program() {
        for (items, told) in [
            (&[("面试满分", "150")][..], true),
            (&[("面试满分", "100")], false),
            (&[], false),
            (&[("面试满分", "150"), ("省去的步骤", "面试")], false),
        ] {
            let (plan, _) = crate::workbook::plan_of(items);
            let mut problems = Vec::new();
            missing(&plan, &mut problems);
            assert_eq!(problems.iter().any(|problem| problem.message.contains("只印合计（150分）")), told, "{items:?}");
        }
    }

    #[test]
    fn what_is_not_the_full_mark_is_told() {
        for (written, message) in [
            ("语言表达20分、综合分析20分", Some("各要素的分值合计40分，不等于面试满分100分")),
            ("语言表达20分、综合分析", Some("看不出“综合分析”占多少分，评分表的合计不算它")),
            ("语言表达50分、综合分析50分", None),
            ("语言表达、综合分析", None),
        ] {
            let (plan, _) = crate::workbook::plan_of(&[]);
            let mut problems = Vec::new();
            check(written, &Place::sheet("", "方案").at(2, 2), &plan, &mut problems);
            assert_eq!(problems.first().map(|problem| problem.message.as_str()), message, "{written}");
        }
    }
}
