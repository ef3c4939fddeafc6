//! What 综合成绩 is made of: 笔试 and 面试 by their weights (权重). Where the plan counts anything else in, or the one part that is held for
//! less than the whole, the places that follow would be wrong ones, and would be published: nothing is counted until that is settled.

use rust_decimal::Decimal;

use crate::problem::{Place, Problem};
use crate::round::{Applicant, Origin, Plan, Round, Setting, Value};
use crate::workbook::values::{decimal, half_width, is_nothing};

const PARTS: [&str; 2] = ["笔试", "面试"];

/// Whether a name weighs what is no part of 综合成绩 here: 民主测评权重, 量化考核占比, 加分. What an examination is made of (面试演讲占比,
/// 测评要素分值) is a part of that one; 参加分会场 is no 加分.
pub(crate) fn is_other_score(key: &str) -> bool {
    const WEIGHED: &[&str] = &["权重", "占比", "比重", "分值", "折算"];
    if ["面试", "笔试", "要素"].iter().any(|own| key.contains(own)) {
        return false;
    }
    // 测评比例 may well be 测评通过比例.
    let share = key.ends_with("比例") && key.contains("成绩");
    let weighed = share || WEIGHED.iter().any(|word| key.ends_with(word));
    key.replace("参加", "").contains("加分") || (weighed && is_of_other(key))
}

/// Whether a name is of a score that is neither 笔试 nor 面试.
pub(crate) fn is_of_other(name: &str) -> bool {
    const OTHER: &[&str] = &[
        "测评", "考察", "考核", "资历", "学历", "职称", "工龄", "实绩", "业绩", "推荐", "量化", "积分", "民意", "演讲",
        "答辩", "述职",
    ];
    let of_examination = ["面试", "笔试", "要素"].iter().any(|own| name.contains(own));
    !of_examination && OTHER.iter().any(|word| name.contains(word))
}

/// What is said of such a name and what stands beside it: an error where a number says how much it counts; `None` where it does not.
pub(crate) fn other_score(key: &str, content: &str, place: Place) -> Option<Problem> {
    const DENIED: &[&str] = &["不", "没有", "无", "否", "参考", "未"];
    let bare = half_width(content);
    let number = decimal(bare.trim_end_matches(['%', '分']));
    if is_nothing(content) || number == Some(Decimal::ZERO) || DENIED.iter().any(|word| content.contains(word)) {
        return None;
    }
    let counted = bare.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if !counted {
        let message = "综合成绩只由笔试成绩和面试成绩加权得出，没有别的分，填的内容程序不用";
        let advice = "要把它计入综合成绩的，程序算不了，不要用它算出的名次；不计入的，请删去这一行。";
        return Some(Problem::warning("unknown-item", place, message).found(key).advice(advice));
    }
    let message = format!("综合成绩里计入“{key}”的，程序算不了：它只按笔试成绩和面试成绩加权，改正前不计算综合成绩");
    let advice = "不计入的，请删去这一行；计入的，名次请在程序以外算好，由组织研究，不要用程序排的名次。";
    Some(Problem::error("weights", place, message).found(content).advice(advice))
}

/// Leaves 综合成绩 open, as something else counts: its name and where it stands. A round without examination has no 综合成绩.
pub(crate) fn leave_open(plan: &mut Plan, key: &str, origin: &Origin) {
    for part in PARTS {
        let origin = origin.clone();
        plan.set(&format!("{part}权重"), Setting { value: Value::Unread, text: key.to_owned(), origin });
    }
}

/// The one part that is held counts for all. Where the plan gives it less, and the other one that is not held does not make up the rest
/// (a plan of both parts, one of which was given up), something else counts that is not written.
pub(crate) fn alone(plan: &mut Plan, problems: &mut Vec<Problem>) {
    let [written, interview] = PARTS.map(|part| plan.holds(part));
    let (held, other) = match (written, interview) {
        (true, false) => (PARTS[0], PARTS[1]),
        (false, true) => (PARTS[1], PARTS[0]),
        _ => return,
    };
    let item = format!("{held}权重");
    let Origin::Plan(place) = plan.origin(&item) else { return };
    let own = |part: &str| {
        let item = format!("{part}权重");
        let (part, whole) = if plan.origin(&item) == Origin::Default { (0, 1) } else { plan.fraction(&item) };
        (u64::from(part), u64::from(whole.max(1)))
    };
    let ((a, b), (c, d)) = (own(held), own(other));
    if plan.is_unread(&item) || a == b || a * d + c * b == b * d {
        return;
    }
    let message = format!("本轮只有{held}，“{item}”却不是100%，改正前不计算综合成绩");
    let advice = format!("综合成绩就是{held}成绩的，请写100%或者不填；另有别的分计入的，程序算不了。");
    problems.push(Problem::error("weights", place.clone(), message).found(plan.text(&item)).advice(advice));
    plan.set(&item, Setting { value: Value::Unread, text: String::new(), origin: Origin::Plan(place) });
}

/// Says that weights nobody has given are half and half, once somebody has marks of both examinations.
pub(crate) fn unsaid(round: &Round, problems: &mut Vec<Problem>) {
    let plan = &round.plan;
    let weighed =
        |own: &Applicant| own.marks.written.is_some() && (own.marks.interview.is_some() || own.marks.judged.is_some());
    let given = |part: &str| !plan.holds(part) || plan.origin(&format!("{part}权重")) != Origin::Default;
    if PARTS.into_iter().any(given) || !round.applicants.iter().any(weighed) {
        return;
    }
    let place = plan.place("面试权重", &Place::sheet(&round.workbook, "方案"));
    let message = "方案没有填笔试权重和面试权重，综合成绩按笔试、面试各50%计算";
    let advice = "请在“方案”表里写明两个权重；就是各50%的，也请写上。";
    problems.push(Problem::warning("weights", place, message).advice(advice));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_are_no_part_of_the_total_are_told_as_such() {
        for key in ["民主测评权重", "量化考核占比", "民主推荐分值", "测评成绩比例", "加分项目", "政策性加分"]
        {
            assert!(is_other_score(key), "{key}");
        }
        for key in [
            "测评比例",
            "测评通过的比例",
            "笔试分值",
            "备用票的比例",
            "考核年份",
            "测评人员",
            "面试演讲占比",
            "测评要素分值",
            "参加分会场人员",
        ] {
            assert!(!is_other_score(key), "{key}");
        }
    }

    #[test]
    fn what_counts_besides_is_told_unless_it_says_that_it_does_not() {
        let told = |content: &str| other_score("民主测评权重", content, Place::file("轮次.xlsx")).is_some();
        assert!(told("40%") && told("0.4") && told("最多加5分") && told("按规定执行"));
        assert!(!told("0") && !told("0%") && !told("无") && !told("不计入") && !told("不予加分") && !told("仅供参考"));
    }
}
