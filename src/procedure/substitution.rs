//! 替补说明日期: the day on which each batch of substitutes is told of. Each batch has papers of its own, which stay as they were given
//! out when the next one comes; their days must go with those of the batches.

use chrono::NaiveDate;

use super::Evaluations;
use super::dates::place_of;
use crate::language::date::{PartialDate, prose};
use crate::problem::Problem;
use crate::round::{Plan, Round};

const ITEM: &str = "替补说明日期";

/// The days as they are printed, in the order of the batches.
pub(crate) fn told_on(plan: &Plan) -> Vec<&str> {
    let text = plan.printed(ITEM).map_or("", |(text, _)| text);
    text.split('、').filter(|day| !day.is_empty()).collect()
}

/// Reports days that do not go with the batches: too few or too many, before what they tell of, after the next batch.
pub(super) fn report(round: &Round, evaluations: &Evaluations, problems: &mut Vec<Problem>) {
    let days = told_on(&round.plan);
    if !round.plan.holds("民主测评") {
        return;
    }
    if days.is_empty() {
        if evaluations.posts.iter().flat_map(|post| &post.steps).any(|step| step.substitute.is_some()) {
            let message = format!("方案没有填“{ITEM}”，替补情况说明、考察预告（替补）的落款日期空着");
            problems.push(
                Problem::warning("blank-item", place_of(round, ITEM), message)
                    .advice("请在“方案”表里填写，几批的一批写一个，用顿号分开；打算印出来手填的不用管。"),
            );
        }
        return;
    }
    let mut warn = |message: String, found: &str, advice: &str| {
        problems.push(Problem::warning("dates", place_of(round, ITEM), message).found(found).advice(advice));
    };
    let told = (1..=evaluations.batches).filter(|batch| evaluations.steps_of(*batch).next().is_some()).count();
    let all = days.join("、");
    if told > days.len() {
        let message = format!("替补有{told}批，“{ITEM}”只写了{}个日期", days.len());
        warn(message, &all, "请一批写一个，依先后用顿号分开：前面的留着，后面一批的接着写；没有写的，落款日期空着。");
    } else if told > 0 && told < days.len() && evaluations.posts.iter().all(|post| post.complete) {
        let message = format!("替补只有{told}批，“{ITEM}”写了{}个日期，多的没有用", days.len());
        warn(message, &all, "请一批写一个，依先后写。");
    }
    for (batch, written) in (1..).zip(&days) {
        let Some(day) = written.parse::<PartialDate>().ok().and_then(PartialDate::exact) else { continue };
        let planned = round.plan.date("测评日期").filter(|_| batch == 1);
        let message = match (held(round, batch).max().or(planned), held(round, batch + 1).min()) {
            (Some(own), _) if day < own => format!("“{ITEM}”早于第{batch}批测评的{}", prose(own)),
            (_, Some(next)) if day > next => format!("“{ITEM}”晚于替补的人测评（第{}批）的{}", batch + 1, prose(next)),
            _ => continue,
        };
        warn(message, written, "测评以后才有替补，替补的人先预告再测评：请核对两个日期；替补几批的，一批写一个日期。");
    }
}

/// The days on which a batch was evaluated.
fn held(round: &Round, batch: u32) -> impl Iterator<Item = NaiveDate> {
    round.evaluations.iter().filter(move |row| row.batch.max(1) == batch).filter_map(|row| row.date)
}
