//! 近X年年度考核: 称职 or 合格, or better, in each year that counts.

use super::{Check, Finding, Ground};
use crate::procedure::rules::Rule;
use crate::round::{Applicant, Plan};

/// Checks each year. A grade that is neither for nor against (不定等次, 未参加, or one that cannot be read) stays open, as does a
/// year without one or with two that differ.
pub(super) fn check(applicant: &Applicant, plan: &Plan) -> Check {
    if let Some(reason) = Rule::Assessments.unread(plan) {
        return Check { name: "年度考核", finding: Finding::Open, reason, rule: Ground::default() };
    }
    let years = plan.assessed_years();
    let (mut good, mut bad, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for year in &years {
        let grades: Vec<&str> = applicant
            .assessments
            .iter()
            .filter(|assessment| assessment.year == *year)
            .map(|assessment| assessment.grade.as_str())
            .collect();
        match grades.as_slice() {
            [] => open.push(format!("缺{year}年度考核结果")),
            [grade] => match passes(grade) {
                Some(true) => good.push(format!("{year}年{grade}")),
                Some(false) => bad.push(format!("{year}年为{grade}")),
                None => open.push(format!("{year}年度考核为“{grade}”，待审查人核定")),
            },
            grades => open.push(format!("{year}年度考核写了{}，互相矛盾", grades.join("和"))),
        }
    }
    let (finding, reason) = if !bad.is_empty() {
        (Finding::NotMet, format!("年度考核{}", bad.join("、")))
    } else if !open.is_empty() {
        (Finding::Open, open.join("；"))
    } else if years.is_empty() {
        (Finding::Open, "方案没有写明考核年度".to_owned())
    } else {
        (Finding::Met, good.join("、"))
    };
    Check { name: "年度考核", finding, reason, rule: Rule::Assessments.of(plan).into() }
}

/// Whether a grade is 称职 (合格) or better; `None` if it says neither.
fn passes(grade: &str) -> Option<bool> {
    match grade {
        "优秀" | "称职" | "合格" => Some(true),
        "基本称职" | "不称职" | "基本合格" | "不合格" => Some(false),
        _ => None,
    }
}
