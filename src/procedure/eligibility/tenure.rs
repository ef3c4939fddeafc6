//! 任现职年限: completed years in the present position, counted to the day ages are counted to.

use super::{Check, Finding, Ground};
use crate::language::date::DateStyle;
use crate::language::nothing::is_nothing;
use crate::language::period::add_years;
use crate::round::{Applicant, Plan, Post};

/// Checks the years a post asks for, if it does. Completed on the corresponding day; where only the month of the start is known
/// and the day decides, it stays open.
pub(super) fn check(applicant: &Applicant, post: &Post, plan: &Plan) -> Option<Check> {
    if let Some(reason) = post.unread("任现职年限") {
        return Some(Check { name: "任现职年限", finding: Finding::Open, reason, rule: Ground::default() });
    }
    let years = post.min_tenure.filter(|years| *years > 0)?;
    let text = format!("“{}”岗位要求任现职满{years}年，计算到年龄计算基准日", post.name);
    let rule = Ground::new(text, post.origin());
    let full = |date: Option<chrono::NaiveDate>| date.and_then(|date| add_years(date, i32::try_from(years).ok()?));
    let since = applicant.in_post_since;
    let (finding, reason) = match (since, plan.age_base_date()) {
        (None, _) if !is_nothing(applicant.text("任现职时间")) => {
            (Finding::Open, "任现职时间看不懂，改正后再定".to_owned())
        }
        (None, _) => (Finding::Open, "任现职时间未填".to_owned()),
        (_, None) => (Finding::Open, "方案没有年龄计算基准日，任现职年限无法计算".to_owned()),
        (Some(since), Some(base)) => {
            let text = since.format(DateStyle::Prose);
            match (full(since.first_day()), full(since.last_day())) {
                (_, Some(last)) if last <= base => (Finding::Met, format!("{text}任现职，已满{years}年")),
                (Some(first), _) if first > base => (Finding::NotMet, format!("{text}任现职，不满{years}年")),
                (Some(_), Some(_)) => (Finding::Open, format!("{text}任现职，是否满{years}年要看日子")),
                _ => (Finding::Open, "任现职年限无法计算".to_owned()),
            }
        }
    };
    Some(Check { name: "任现职年限", finding, reason, rule })
}
