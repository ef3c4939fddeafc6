//! How the written examination and the interview are marked and passed.

use crate::round::Plan;

/// The full mark and the pass mark of the written examination, and what follows from failing it.
pub(super) fn written(plan: &Plan) -> String {
    let full = plan.count("笔试满分");
    if has_no_pass_mark(plan) {
        return format!("笔试满分{full}分，不设合格线");
    }
    let pass = format!("笔试满分{full}分，{}分合格", plan.text("笔试合格线"));
    match (plan.holds("面试"), plan.is("笔试不合格能否面试", "能")) {
        (false, _) => pass,
        (true, true) => format!("{pass}，不合格的仍可参加面试"),
        (true, false) => format!("{pass}，不合格的不参加面试"),
    }
}

/// Who is interviewed, and how the marks of the panel become one.
pub(super) fn interview(plan: &Plan) -> String {
    let how = match (plan.is("面试去最高最低分", "是"), plan.is("去分方式", "按要素")) {
        (true, true) => "面试成绩按要素各去掉一个最高分和一个最低分，取平均后相加",
        (true, false) => "面试成绩去掉一个最高总分和一个最低总分后取平均",
        (false, _) => "面试成绩为各考官打分的平均",
    };
    let pass = pass_clause(plan, "面试");
    let pass = pass.map(|pass| format!("，{pass}；")).unwrap_or_else(|| "，".to_owned());
    let marked = format!("面试满分{}分{pass}{how}", plan.count("面试满分"));
    match plan.maybe_count("面试入围比例").filter(|_| plan.holds("笔试")) {
        Some(count) => format!(
            "按笔试成绩由高到低，每个职数取{count}名参加面试，末位成绩相同的都参加，面试前放弃的依次递补；{marked}"
        ),
        None => marked,
    }
}

/// Whether everybody passes the 笔试.
pub(super) fn has_no_pass_mark(plan: &Plan) -> bool {
    plan.decimal("笔试合格线").is_zero() && !plan.is_unread("笔试合格线")
}

/// What becomes of those below a pass mark that only keeps from what follows the examination.
pub(super) fn pass_clause(plan: &Plan, part: &str) -> Option<String> {
    let mark = plan.pass_mark(part)?;
    Some(format!("{}分合格，不合格的不排名次，也不列为考察对象", mark.normalize()))
}
