//! Days that lie so far from those they go with that they must be another round's: a plan copied from last year's, of which one was
//! forgotten. Nothing is decided by it; it is pointed out.

use chrono::NaiveDate;

use super::dates::{day, place_of};
use crate::language::date::prose;
use crate::problem::Problem;
use crate::round::Round;

/// No number of days is too many: what lies on the wrong side of the other is told as such.
const TOLD: i64 = i64::MAX;

/// An item, the one it goes with, how many days it may come before and after it, and what it is for.
const FAR: &[(&str, &str, i64, i64, &str)] = &[
    // 截至上年12月31日 is usual, and so is the end of the year.
    ("年龄计算基准日", "报名截止", 200, 300, "年龄按这一天计算"),
    ("动员会时间", "报名开始", 200, 200, "方案、签到表印这一天"),
    ("审批表计算年龄时间", "票决日期", 100, 100, "干部任免审批表上的年龄按这一天计算"),
    ("任前公示日期", "公示开始", 5, 200, "公示的落款是这一天"),
    ("取消职位通知日期", "报名截止", TOLD, 120, "通知的落款是这一天"),
    ("合格人员公示日期", "报名截止", TOLD, 180, "公示的落款是这一天"),
    ("合格人员公示时间", "报名截止", TOLD, 180, "公示印这几天"),
    ("考察预告日期", "测评日期", 180, TOLD, "预告的落款是这一天"),
    ("成绩公示日期", "面试时间", TOLD, 180, "公示的落款是这一天"),
    ("成绩公示日期", "笔试时间", TOLD, 240, "公示的落款是这一天"),
    ("成绩公示时间", "面试时间", TOLD, 180, "公示印这几天"),
    ("成绩公示时间", "笔试时间", TOLD, 240, "公示印这几天"),
];

/// Reports them.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let mut told: Vec<&str> = Vec::new();
    for (item, with, before, after, what) in FAR.iter().filter(|(_, with, ..)| !is_left_out(round, with)) {
        let (Some(own), Some(other)) = (day(round, item), goes_with(round, with)) else { continue };
        let apart = (own - other).num_days();
        if (before.saturating_neg()..=*after).contains(&apart) || told.contains(item) {
            continue;
        }
        told.push(item);
        let side = if apart < 0 { "早" } else { "晚" };
        let message = format!("“{item}”比“{with}”的{}{side}{}天，{what}", prose(other), apart.abs());
        let problem = Problem::warning("dates", place_of(round, item), message).found(prose(own));
        problems.push(problem.advice("请核对是不是上一轮的日期；方案就是这样定的可以不改。"));
    }
}

/// Whether an item is the day of a step that this round does not have.
fn is_left_out(round: &Round, item: &str) -> bool {
    [("笔试时间", "笔试"), ("面试时间", "面试"), ("测评日期", "民主测评")]
        .iter()
        .any(|(own, step)| *own == item && !round.plan.holds(step))
}

/// The day an item goes with. Votes have their own days.
fn goes_with(round: &Round, item: &str) -> Option<NaiveDate> {
    let voted = || round.votes.iter().filter_map(|row| row.date).max().filter(|_| item == "票决日期");
    voted().or_else(|| day(round, item))
}
