//! The wording of the rules that decide over applications: 年龄, 最少报名人数.

use crate::language::date::prose;
use crate::round::{Plan, Value};

pub(super) fn age(plan: &Plan) -> String {
    let (usual, highest) = (plan.count("年龄上限"), plan.count("年龄最高上限"));
    // Where no post may have older people than the others, there is but one limit to name.
    let highest = if highest > usual { format!("，任何岗位不超过{highest}周岁") } else { String::new() };
    let limits = format!("{usual}周岁以下（含{usual}周岁）{highest}");
    match plan.age_base_date() {
        Some(day) if plan.date("年龄计算基准日").is_some() => format!("{limits}，计算到{}", prose(day)),
        Some(day) => format!("{limits}，计算到报名截止的{}", prose(day)),
        None => limits,
    }
}

/// When a post is cancelled for want of people.
pub(super) fn minimum(plan: &Plan) -> String {
    match plan.maybe_count("最少报名人数") {
        Some(0) => "不因报名人数少而取消岗位".to_owned(),
        Some(1) if !cancels_applied(plan) => "没有人报名的岗位取消".to_owned(),
        _ => format!("{}的岗位取消", too_few(plan)),
    }
}

/// Whether posts are cancelled for which somebody has applied, who may apply again.
pub(crate) fn cancels_applied(plan: &Plan) -> bool {
    match plan.maybe_count("最少报名人数") {
        Some(0) => false,
        Some(1) => plan.is("最少人数口径", "合格人数"),
        _ => true,
    }
}

/// What it is to have too few people: 报名人数不足3人.
pub(crate) fn too_few(plan: &Plan) -> String {
    let counted =
        if plan.is("最少人数口径", "合格人数") { "资格审查合格人数" } else { "报名人数" };
    match plan.get("最少报名人数").map(|setting| &setting.value) {
        Some(Value::PerSeat(count)) => format!("{counted}与职数之比低于{count}:1"),
        _ => format!("{counted}不足{}人", plan.count("最少报名人数")),
    }
}

/// Which years have to be assessed how.
pub(super) fn assessments(plan: &Plan) -> String {
    let years: Vec<String> = plan.assessed_years().iter().map(ToString::to_string).collect();
    let all = if years.len() > 1 { "均" } else { "" };
    format!("{}年度考核{all}为称职（合格）及以上", years.join("、"))
}
