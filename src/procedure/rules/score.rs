//! 综合成绩 and 同分处理 in words, and what both rest on.

use crate::round::Plan;

/// What 综合成绩 rests on in this round: one part alone is not weighted, and nothing is converted that is out of a hundred.
pub(super) fn total_items(plan: &Plan) -> Vec<&'static str> {
    let (written, interview) = (plan.holds("笔试"), plan.holds("面试"));
    let mut items = Vec::new();
    if !(written && interview) {
        items.push("省去的步骤");
    }
    let held = [("笔试满分", written), ("面试满分", interview)].into_iter().filter(|(_, held)| *held);
    let full: Vec<&'static str> = held.map(|(item, _)| item).collect();
    if full.iter().any(|item| plan.count(item) != 100) {
        items.extend(full);
        items.push("满分换算");
    }
    let pass = plan.get("综合成绩合格线").is_some().then_some("综合成绩合格线");
    match (written, interview) {
        (true, true) => {
            items.extend(["笔试权重", "面试权重"].into_iter().chain(pass).chain(["成绩小数位", "取整时机"]));
        }
        (false, false) => {}
        _ => {
            // Of one part the weight is a matter only where it is wrong.
            let held = if written { "笔试权重" } else { "面试权重" };
            items.extend(plan.is_unread(held).then_some(held));
            items.extend(pass.into_iter().chain(["成绩小数位"]));
        }
    }
    items
}

/// How 综合成绩 comes about, as the papers print it: a formula of both parts, or the one that counts; it can be computed again from it.
/// The marks beside it are printed rounded. Where they are weighted as they are, the sentence says so: 80×50%＋84.17×50% would be
/// 82.09, of the mean of 84.1666… it is 82.08.
pub(super) fn total(plan: &Plan) -> String {
    let open = |part: &&str| plan.holds(part) && plan.is_unread(&format!("{part}权重"));
    if ["笔试", "面试"].iter().any(open) {
        return "综合成绩的权重要改正".to_owned();
    }
    let places = match plan.count("成绩小数位") {
        0 => "四舍五入保留整数".to_owned(),
        places => format!("四舍五入保留{places}位小数"),
    };
    let mark = |part: &str| match full_mark(plan, part) {
        100 => format!("{part}成绩"),
        full => format!("{part}成绩×100÷{full}"),
    };
    let (written, interview) = (mark("笔试"), mark("面试"));
    // A part that weighs nothing does not count, though it is held.
    let counts = |part: &str| {
        let weight = format!("{part}权重");
        plan.holds(part) && (plan.is_unread(&weight) || plan.fraction(&weight).0 > 0)
    };
    match (plan.holds("笔试"), plan.holds("面试")) {
        (false, false) => return "本轮不考试，没有综合成绩".to_owned(),
        (_, true) if !counts("笔试") => return alone(plan, "面试", &interview, &places),
        (true, _) if !counts("面试") => return alone(plan, "笔试", &written, &places),
        _ => {}
    }
    let converted: Vec<&str> = ["笔试", "面试"].into_iter().filter(|part| full_mark(plan, part) != 100).collect();
    let formula = format!("{written}×{}＋{interview}×{}", plan.text("笔试权重"), plan.text("面试权重"));
    let rounded = match plan.text("取整时机") {
        // A mark that is not out of a hundred is converted before it is rounded, or others would get another total from the same words.
        "折算前" => match converted.as_slice() {
            [] => format!("笔试、面试成绩先各{places}再折算，综合成绩{places}"),
            parts => {
                let parts = parts.join("、");
                format!("{parts}成绩先换算成百分制，笔试、面试成绩各{places}再乘权重，综合成绩{places}")
            }
        },
        "各项折算后" => format!("笔试、面试成绩按未取整的分数各自折算后{places}，再相加"),
        _ => format!("笔试、面试成绩按未取整的分数折算，综合成绩{places}"),
    };
    format!("综合成绩＝{formula}，{rounded}")
}

/// 综合成绩 of one part: converted from what it is before it is rounded, where it is converted at all.
fn alone(plan: &Plan, part: &str, mark: &str, places: &str) -> String {
    if full_mark(plan, part) == 100 {
        return format!("综合成绩为{mark}，{places}");
    }
    format!("综合成绩为{mark}，按未取整的分数换算，{places}")
}

pub(super) fn ties(plan: &Plan) -> String {
    let order = plan.names("同分处理").iter().map(String::as_str);
    let order: Vec<&str> = order.filter(|word| *word != "并列" && tie_part(plan, word).is_none()).collect();
    // As many as are wanted: there is no 差额.
    let cut = if plan.count("差额比例") == 1 { "考察人选" } else { "差额" };
    let cut = format!("并列跨过{cut}分界的，另作规定");
    if order.is_empty() {
        return format!("综合成绩相同的并列；{cut}");
    }
    let clauses = order.iter().map(|word| match *word {
        "综合成绩多取小数" => "综合成绩多取小数比较",
        "笔试成绩高者在前" => "笔试成绩高的在前",
        "面试成绩高者在前" => "面试成绩高的在前",
        other => other,
    });
    format!("综合成绩相同的，{}；仍相同的并列；{cut}", clauses.collect::<Vec<_>>().join("；仍相同的，"))
}

/// The part of the examination that a word of 同分处理 goes by, where the round does not hold it.
pub(in crate::procedure) fn tie_part(plan: &Plan, word: &str) -> Option<&'static str> {
    ["笔试", "面试"].into_iter().find(|part| word.starts_with(part) && !plan.holds(part))
}

/// What a mark of 笔试 or 面试 is out of when it is weighted: its 满分, or a hundred where the plan converts nothing (满分换算).
pub(in crate::procedure) fn full_mark(plan: &Plan, part: &str) -> u32 {
    if plan.is("满分换算", "不换算") { 100 } else { plan.count(&format!("{part}满分")).max(1) }
}
