//! Values of the plan that can be read and make no sense as a rule: nobody on the list, no days of publication, a pass mark that nobody
//! reaches. They are no rule to compute with.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::language::period::span;
use crate::problem::{Place, Problem};
use crate::round::{Origin, Plan, Setting, Share, Value, party_of};
use crate::workbook::plan_items::Item;

/// Numbers that are at least one.
const POSITIVE: &[&str] = &[
    "差额比例",
    "面试入围比例",
    "公示天数",
    "聘期年数",
    "笔试满分",
    "面试满分",
    "考核年数",
    "票决应到人数",
    "测评应到人数",
    "测评通过比例",
    "票决会议出席比例",
    "票决通过比例",
];

/// More people than this are not invited to vote or to evaluate anybody: a ballot is printed for each.
pub(crate) const MOST_PEOPLE: u32 = 10_000;

/// The most that is believed of a number, and its unit: a telephone number is no number of voters, a date no number of days.
const MOST: &[(&[&str], u32, &str)] = &[
    (&["公示天数"], 366, "天"),
    (&["聘期年数", "考核年数"], 50, "年"),
    (&["试用期年数"], 50 * 12, "个月"),
    (&["测评应到人数", "票决应到人数", "最少报名人数"], MOST_PEOPLE, "人"),
    (&["笔试满分", "面试满分"], 1_000, "分"),
    (&["差额比例", "面试入围比例"], 100, "人"),
];

/// No more decimals than this are of use.
const DECIMALS: u32 = 6;

/// What is wrong with a value, if it makes no sense.
pub(crate) fn wrong(item: &Item, value: &Value) -> Option<String> {
    let key = item.key;
    let zero = matches!(value, Value::Count(0) | Value::Fraction(0, _) | Value::Share(Share { part: 0, .. }));
    match value {
        _ if zero && POSITIVE.contains(&key) => Some(format!("“{key}”不能是 0")),
        Value::Count(count) | Value::PerSeat(count) if most(key).is_some_and(|(most, _)| *count > most) => {
            most(key).map(|(most, unit)| format!("“{key}”填了{count}，至多{most}{unit}"))
        }
        Value::Months(months) if most(key).is_some_and(|(most, _)| *months > most) => {
            most(key).map(|(most, _)| format!("“{key}”填了{}，至多{}", span(*months), span(most)))
        }
        Value::Count(years) if key.starts_with("年龄") && *years > 100 => Some(format!("“{key}”不能大于100周岁")),
        Value::Count(years) if key.starts_with("年龄") && *years < 18 => Some(format!("“{key}”不能小于18周岁")),
        Value::Count(year) if key == "年份" && !(1950..=2100).contains(year) => {
            Some("“年份”要写四位数的年份".to_owned())
        }
        Value::Count(places) if key == "成绩小数位" && *places > DECIMALS => {
            Some(format!("“{key}”至多{DECIMALS}位"))
        }
        Value::Decimal(mark) if key.ends_with("合格线") && *mark < Decimal::ZERO => {
            Some(format!("“{key}”不能小于 0"))
        }
        Value::Share(Share { part, whole, over: true }) if part == whole => {
            Some(format!("“{key}”是要超过的比例，没有人能超过全部"))
        }
        _ => None,
    }
}

fn most(key: &str) -> Option<(u32, &'static str)> {
    MOST.iter().find(|(keys, ..)| keys.contains(&key)).map(|(_, most, unit)| (*most, *unit))
}

/// Items that do not go together. What rests on them waits.
pub(crate) fn together(plan: &mut Plan, fallback: &Place, problems: &mut Vec<Problem>) {
    let (full, pass) = (plan.maybe_count("笔试满分"), plan.decimal("笔试合格线"));
    let advice = "请填写这张卷子的合格线；不设合格线的写“无”。";
    out_of_reach(plan, "笔试", "“笔试满分”", full.map(Decimal::from), (fallback, advice), problems);
    let most = plan.maybe_count("面试满分").map(Decimal::from);
    let advice = "请核对两个项目；不设合格线的，请把这一格空着。";
    out_of_reach(plan, "面试", "“面试满分”", most, (fallback, advice), problems);
    let most = highest_total(plan);
    let advice = "请按综合成绩的满分填写；不设合格线的，请把这一格空着。";
    out_of_reach(plan, "综合成绩", "综合成绩的满分", most, (fallback, advice), problems);
    // 60 of a hundred is no pass mark of 150.
    if let Some(full) = full.filter(|full| {
        plan.holds("笔试")
            && *full != 100
            && pass <= Decimal::from(*full)
            && plan.origin("笔试合格线") == Origin::Default
    }) {
        let message = format!("“笔试满分”是{full}分，没有填“笔试合格线”，按默认的{}分算", pass.normalize());
        let advice = format!(
            "请填写这张卷子的合格线（满分的60%是{}分）；不设合格线的写“无”。",
            (Decimal::from(full) * Decimal::new(6, 1)).normalize()
        );
        problems.push(Problem::warning("setting", plan.place("笔试满分", fallback), message).advice(advice));
    }
    let (term, trial) = (plan.maybe_count("聘期年数"), plan.months("试用期年数"));
    if let Some(term) = term.filter(|term| trial > term.saturating_mul(12)) {
        let message = format!("试用期{}，比聘期的{term}年还长", span(trial));
        let problem = Problem::error("setting", plan.place("试用期年数", fallback), message);
        problems.push(problem.advice("聘期含试用期：请核对两个项目；不满整年的写几个月，如 6个月。"));
        let origin = plan.origin("试用期年数");
        plan.set("试用期年数", Setting { value: Value::Unread, text: String::new(), origin });
    }
    committee(plan, fallback, problems);
    year(plan, &plan.place("年份", fallback), problems);
}

/// A pass mark above what can be reached. `part`: 笔试, 面试 or 综合成绩; `full`: what the most is called.
fn out_of_reach(
    plan: &mut Plan,
    part: &str,
    full: &str,
    most: Option<Decimal>,
    (fallback, advice): (&Place, &str),
    problems: &mut Vec<Problem>,
) {
    let item = format!("{part}合格线");
    let pass = plan.decimal(&item);
    let Some(most) = most.filter(|most| plan.holds(part) && pass > *most) else { return };
    let at = plan.place(&item, &plan.place(&format!("{part}满分"), fallback));
    let message = format!("“{item}”{pass}分高于{full}{}分，没有人能合格", most.round_dp(2).normalize());
    problems.push(Problem::error("setting", at, message).advice(advice));
    let origin = plan.origin(&item);
    plan.set(&item, Setting { value: Value::Unread, text: String::new(), origin });
}

/// The highest 综合成绩 there can be; `None` where there is none, or it cannot be told.
fn highest_total(plan: &Plan) -> Option<Decimal> {
    let held: Vec<&str> = ["笔试", "面试"].into_iter().filter(|part| plan.holds(part)).collect();
    if held.is_empty() || !plan.is("满分换算", "不换算") {
        return (!held.is_empty() && !plan.is_unread("满分换算")).then_some(Decimal::ONE_HUNDRED);
    }
    let most = |part: &&str| {
        let full = Decimal::from(plan.maybe_count(&format!("{part}满分"))?);
        let (own, whole) = if held.len() > 1 { plan.fraction(&format!("{part}权重")) } else { (1, 1) };
        Some(full * Decimal::from(own) / Decimal::from(whole.max(1)))
    };
    held.iter().map(most).sum()
}

/// An office that is a committee itself has none below it: without 党组织名称 its minutes would be those of a 县委党委.
fn committee(plan: &Plan, fallback: &Place, problems: &mut Vec<Problem>) {
    let name = plan.text("单位名称");
    let own = ["县委", "市委", "区委", "省委", "州委", "旗委", "团委", "党委", "党组", "工委"];
    if !plan.text("党组织名称").is_empty() || !own.iter().any(|end| name.ends_with(end)) {
        return;
    }
    let message = format!("没有填“党组织名称”，会议纪要、票决票上写成“{}”", party_of(plan));
    let advice = "请填写作决定的党组织的名称，类型写在“党组织类型”里。";
    problems.push(Problem::warning("setting", plan.place("单位名称", fallback), message).found(name).advice(advice));
}

/// The days of a round are days of its year; one that goes on into the next year has some in both.
fn year(plan: &Plan, place: &Place, problems: &mut Vec<Problem>) {
    let Some(year) = plan.maybe_count("年份").and_then(|year| i32::try_from(year).ok()) else { return };
    let items = ["报名开始", "报名截止", "测评日期", "票决日期", "公示开始"];
    let years: Vec<i32> = items.iter().filter_map(|item| plan.date(item)).map(|date| date.year()).collect();
    if let Some(other) = years.first().filter(|_| !years.contains(&year)) {
        let message = format!("“年份”是{year}，方案里的日期却在{other}年");
        problems.push(
            Problem::warning("year", place.clone(), message)
                .found(year.to_string())
                .advice("考核年度、标题都按“年份”算：请核对。"),
        );
    }
    if let Some(base) = plan.date("年龄计算基准日").filter(|base| (base.year() - year).abs() > 1) {
        let at = plan.place("年龄计算基准日", place);
        let message = format!("“年龄计算基准日”在{}年，离“年份”{year}太远", base.year());
        problems.push(Problem::warning("year", at, message).advice("请核对。"));
    }
}
