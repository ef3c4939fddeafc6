//! 学历: the level of schooling, the higher of 全日制 and 在职.

use super::{Check, Finding, Ground};
use crate::procedure::rules::Rule;
use crate::round::{Applicant, Asked, Degree, Plan, Post};

/// Why it is not known which level is asked for: what is written cannot be read.
pub(super) fn unread(post: Option<&Post>, plan: &Plan) -> Option<String> {
    let own = post.and_then(|post| post.unread("学历要求"));
    let asked = post.is_some_and(|post| post.degree != Asked::AsPlan);
    own.or_else(|| if asked { None } else { Rule::Schooling.unread(plan) })
}

/// Checks the level the post asks for, else the plan.
pub(super) fn check(applicant: &Applicant, post: Option<&Post>, plan: &Plan) -> Check {
    let (wanted, rule) = match post.map(|post| (post, post.degree)) {
        Some((post, Asked::AtLeast(wanted))) => {
            (Some(wanted), Ground::new(format!("“{}”岗位要求{wanted}及以上学历", post.name), post.origin()))
        }
        Some((post, Asked::Any)) => {
            let rule = Ground::new(format!("“{}”岗位不限学历", post.name), post.origin());
            return Check { name: "学历", finding: Finding::Met, reason: "岗位不限学历".to_owned(), rule };
        }
        _ if plan.is("学历要求", "不限") => {
            let rule = Rule::Schooling.of(plan).into();
            return Check { name: "学历", finding: Finding::Met, reason: "方案不限学历".to_owned(), rule };
        }
        _ => (plan.text("学历要求").parse::<Degree>().ok(), Rule::Schooling.of(plan).into()),
    };
    if let Some(reason) = unread(post, plan) {
        return Check { name: "学历", finding: Finding::Open, reason, rule: Ground::default() };
    }
    let (finding, reason) = match (applicant.degree(), wanted) {
        (Some(has), Some(wanted)) if has >= wanted => (Finding::Met, format!("{has}学历")),
        // A post may ask for less than the plan.
        (Some(has), Some(_)) if post.is_none() => (Finding::Open, format!("{has}学历，报考岗位还没有确定")),
        (Some(has), Some(wanted)) => (Finding::NotMet, format!("最高学历为{has}，低于要求的{wanted}")),
        (None, _) => (Finding::Open, "学历未填或看不出级别".to_owned()),
        (_, None) => (Finding::Open, "方案没有写明学历要求".to_owned()),
    };
    Check { name: "学历", finding, reason, rule }
}
