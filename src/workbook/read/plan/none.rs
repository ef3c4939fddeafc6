//! 无, 不设, a dash or a stroke for an item of the plan: a rule that can be left out is left out; one that cannot waits for an answer,
//! because the default would be another rule than what is written.

use rust_decimal::Decimal;

use crate::language::nothing::sets_no_limit;
use crate::problem::{Place, Problem};
use crate::round::Value;
use crate::workbook::plan_items::{Item, ItemKind};
use crate::workbook::values::is_nothing;

/// What “nothing” means for an item.
pub(crate) enum Nothing {
    /// As good as left out: the item has no default that would take its place.
    LeftOut,
    /// The rule is left out: its value, and what is printed of it.
    Without(Value, &'static str),
    /// There is no round without it.
    Wrong,
}

/// Whether a text only says that there is nothing of what the item sets.
pub(crate) fn says_nothing(item: &Item, text: &str) -> bool {
    let words = matches!(item.kind, ItemKind::Text | ItemKind::When | ItemKind::Names | ItemKind::Phone);
    let limit = item.default.is_some() || item.key == "改报截止" || item.key.ends_with("合格线");
    !words && (is_nothing(text) || (limit && sets_no_limit(text)))
}

/// What it means.
pub(crate) fn nothing(item: &Item) -> Nothing {
    match item.key {
        // Everybody passes.
        "笔试合格线" => Nothing::Without(Value::Decimal(Decimal::ZERO), "不设"),
        "学历要求" => Nothing::Without(Value::Text("不限".to_owned()), "不限"),
        "最少报名人数" => Nothing::Without(Value::Count(0), "0"),
        "试用期年数" => Nothing::Without(Value::Months(0), "0"),
        "备用票比例" => Nothing::Without(Value::Fraction(0, 1), "0"),
        "同分处理" => Nothing::Without(Value::Names(vec!["并列".to_owned()]), "并列"),
        _ if item.kind == ItemKind::Millimetres => Nothing::Without(Value::Decimal(Decimal::ZERO), "0"),
        _ if item.default.is_none() => Nothing::LeftOut,
        _ => Nothing::Wrong,
    }
}

/// What to say where there is no round without it.
pub(crate) fn wrong(item: &Item, text: &str, place: &Place) -> Problem {
    let problem = Problem::error("setting", place.clone(), format!("“{}”不能没有", item.key)).found(text);
    if item.key == "年龄上限" {
        // Each post could be left without a limit of its own; ages above the highest are refused all the same.
        return problem.advice("各岗位都不另设上限的，请填“年龄最高上限”里的那个数；照通常的40办的，请把这一格空着。");
    }
    problem.advice(format!("照通常的“{}”办的，请把这一格空着；另有规定的，请写明。", item.default.unwrap_or_default()))
}
