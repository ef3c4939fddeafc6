//! The wording of the rules of 公示聘任: 公示, 聘期, 试用期, 聘书.

use crate::language::numeral::chinese;
use crate::language::period::span_in_words;
use crate::procedure::eligibility::is_company;
use crate::round::Plan;

pub(super) fn publicity(plan: &Plan) -> String {
    format!(
        "公示{}{}，首日{}",
        plan.count("公示天数"),
        if plan.is("公示日类型", "工作日") { "个工作日" } else { "天" },
        if plan.is("公示首日计入", "是") { "计入" } else { "不计入" }
    )
}

pub(super) fn term(plan: &Plan) -> String {
    let years = chinese(plan.count("聘期年数"));
    format!("聘期{years}年，从{}起算，期满日为{}", plan.text("聘期起算"), plan.text("期满日"))
}

pub(super) fn trial(plan: &Plan) -> String {
    let months = plan.months("试用期年数");
    if months == 0 {
        return "不设试用期".to_owned();
    }
    let start = if plan.is("试用期起算", "同聘期") { "聘期起算" } else { "试用期起算" };
    format!("聘期中试用期{}，从{}起算，期满日为{}", span_in_words(months), plan.text(start), plan.text("期满日"))
}

/// Who signs a 聘书.
pub(super) fn letter(plan: &Plan) -> String {
    match plan.text("聘书发给") {
        "全部" => "所有聘任人员签聘书".to_owned(),
        // A company has no civil servants.
        "除公务员外" if is_company(plan) => "聘任人员签聘书".to_owned(),
        other => format!("{other}的聘任人员签聘书"),
    }
}
