//! 年龄: by the day; “X周岁以下” includes X, which is 未满 X+1 周岁.

use chrono::NaiveDate;

use super::{Check, Finding, Ground};
use crate::language::age::{age_in_months_rule, age_on, earliest_birth};
use crate::language::date::{DateStyle, PartialDate, prose};
use crate::procedure::rules::unread as unread_item;
use crate::round::{Applicant, Plan, Post};

/// Why the limit is not known: what is written but cannot be read settles nothing, and no default stands in for it.
pub(super) fn unread(post: Option<&Post>, plan: &Plan) -> Option<String> {
    let own = post.is_some_and(|post| post.max_age.is_some());
    let needed = |item: &&str| match *item {
        "报名截止" => plan.date("年龄计算基准日").is_none(),
        "年龄上限" => !own,
        _ => true,
    };
    let items = ["年龄最高上限", "年龄计算基准日", "报名截止", "年龄上限"];
    let of_post = post.and_then(|post| post.unread("年龄上限"));
    of_post.or_else(|| items.into_iter().filter(needed).find_map(|item| unread_item(plan, item)))
}

/// Checks the limit of the post, else of the plan, and never more than the plan's highest. Where only the month of birth is
/// known and the day decides, it stays open. The age by months, as forms print it, is given beside where it differs.
pub(super) fn check(applicant: &Applicant, post: Option<&Post>, plan: &Plan) -> Check {
    let open =
        |reason: &str, rule: Ground| Check { name: "年龄", finding: Finding::Open, reason: reason.to_owned(), rule };
    if let Some(reason) = unread(post, plan) {
        return open(&reason, Ground::default());
    }
    let (limit, origin) = limit(post, plan);
    let Some(base) = plan.age_base_date() else {
        return open("方案没有年龄计算基准日", Ground::new(format!("{limit}周岁以下"), origin));
    };
    let Some(earliest) = earliest_birth(base, limit) else {
        return open("年龄无法计算", Ground::new(format!("{limit}周岁以下"), origin));
    };
    let text = format!("{limit}周岁以下，即{}及以后出生，算到{}", prose(earliest), prose(base));
    let rule = Ground::new(text, origin);
    let Some(birth) = applicant.birth.as_ref().map(|birth| birth.value) else {
        return open("出生年月未填或者看不懂", rule);
    };
    let birth = with_day(birth, applicant);
    let (Some(first), Some(last)) = (birth.first_day(), birth.last_day()) else {
        return open("出生年月看不出日期", rule);
    };
    let by_month = age_in_months_rule(birth, PartialDate::from(base));
    let (finding, reason) = if first >= earliest {
        (Finding::Met, describe(birth, last, base, by_month))
    } else if last < earliest && post.is_none() && !is_too_old_for_all(last, base, plan) {
        // A post may have a higher limit than the plan.
        (Finding::Open, format!("{}，报考岗位还没有确定", describe(birth, last, base, by_month)))
    } else if last < earliest {
        (Finding::NotMet, format!("{}，超过{limit}周岁", describe(birth, last, base, by_month)))
    } else {
        let lacking = if birth.month().is_none() { "月份" } else { "日子" };
        return open(&format!("出生年月缺{lacking}，而是否超龄要看{lacking}"), rule);
    };
    Check { name: "年龄", finding, reason, rule }
}

/// Whether somebody is older than any post allows.
fn is_too_old_for_all(born: NaiveDate, base: NaiveDate, plan: &Plan) -> bool {
    earliest_birth(base, plan.count("年龄最高上限")).is_some_and(|earliest| born < earliest)
}

/// The limit in completed years, and where it comes from. The plan's highest holds for every post.
fn limit(post: Option<&Post>, plan: &Plan) -> (u32, String) {
    let highest = plan.count("年龄最高上限");
    let (own, origin) = match post.and_then(|post| Some((post, post.max_age?))) {
        Some((post, own)) => (own, post.origin()),
        None => (plan.count("年龄上限"), plan.origin("年龄上限").to_string()),
    };
    if own > highest {
        (highest, format!("年龄最高上限：{}", plan.origin("年龄最高上限")))
    } else {
        (own, origin)
    }
}

/// With the month alone, the identity card may tell the day, where the two agree.
fn with_day(birth: PartialDate, applicant: &Applicant) -> PartialDate {
    match &applicant.id_number {
        Some(id) if birth.day().is_none() && birth.agrees_with(PartialDate::from(id.value.birth())) => {
            PartialDate::from(id.value.birth())
        }
        _ => birth,
    }
}

fn describe(birth: PartialDate, last: NaiveDate, base: NaiveDate, by_month: Option<u32>) -> String {
    let born = birth.format(DateStyle::Prose);
    let Some(age) = age_on(last, base) else { return format!("{born}出生") };
    match by_month {
        Some(month) if month != age => format!("{born}出生，{age}周岁（按月计算为{month}岁）"),
        _ => format!("{born}出生，{age}周岁"),
    }
}
