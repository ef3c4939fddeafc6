//! One batch is one meeting: its rows say the same of it. The sheet of the batch prints it once, the plan has ballots printed for it;
//! what differs is pointed out, and each row is counted by its own.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::language::date::prose;
use crate::problem::Problem;
use crate::procedure::order::name;
use crate::round::{EvaluationCount, PostId, Round};

type Of = fn(&EvaluationCount) -> Option<u32>;

/// What the rows say of their meeting. Nothing handed out is nothing entered.
const NUMBERS: [(&str, &str, Of); 4] = [
    ("应到人数", "人", |row| row.present.0),
    ("实到人数", "人", |row| row.present.1),
    ("发出票数", "票", |row| Some(row.issued).filter(|count| *count > 0)),
    ("收回票数", "票", |row| Some(row.returned).filter(|count| *count > 0)),
];

/// Reports what differs within a batch or from the plan, and a batch that came before the one it follows.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let mut batches: Vec<u32> = round.evaluations.iter().map(|row| row.batch).collect();
    batches.sort_unstable();
    batches.dedup();
    // The last day of the batches before, by post.
    let mut latest: BTreeMap<PostId, NaiveDate> = BTreeMap::new();
    for batch in batches {
        let rows: Vec<&EvaluationCount> = round.evaluations.iter().filter(|row| row.batch == batch).collect();
        for (column, unit, of) in NUMBERS {
            let given: Vec<(&EvaluationCount, u32)> = rows.iter().filter_map(|row| Some((*row, of(row)?))).collect();
            differing(round, batch, column, &given, |count| format!("{count}{unit}"), problems);
            let planned = round.plan.maybe_count("测评应到人数").filter(|_| column == "应到人数");
            if let (Some(usual), Some(planned)) = (usual(&given), planned)
                && usual != planned
                && let Some((row, _)) = given.iter().find(|(_, own)| *own == usual)
            {
                let message =
                    format!("第{batch}批的应到人数与方案“测评应到人数”的{planned}人不同，测评票和签到表按方案的印");
                let problem = Problem::warning("members", row.cells.at(&row.at, column), message);
                let problem = problem.found(usual.to_string()).advice("请核对，改成一致。");
                problems.push(problem.about(name(round, row.person)));
            }
        }
        let days: Vec<(&EvaluationCount, NaiveDate)> = rows.iter().filter_map(|row| Some((*row, row.date?))).collect();
        differing(round, batch, "测评日期", &days, |day| prose(*day), problems);
        let early =
            days.iter().find_map(|(row, day)| Some((row, day, latest.get(&row.post).filter(|before| day < *before)?)));
        if let Some((row, day, before)) = early {
            let message = format!("第{batch}批测评早于前一批测评的{}", prose(*before));
            let problem = Problem::warning("dates", row.cells.at(&row.at, "测评日期"), message);
            let problem = problem.found(prose(*day)).advice("前一批有了结果才能替补：请核对日期和批次。");
            problems.push(problem.about(name(round, row.person)));
        }
        for (row, day) in days {
            let last = latest.entry(row.post).or_insert(day);
            *last = day.max(*last);
        }
    }
}

/// Reports the first row that has another value than most.
fn differing<T: Ord + Copy>(
    round: &Round,
    batch: u32,
    column: &'static str,
    given: &[(&EvaluationCount, T)],
    shown: impl Fn(&T) -> String,
    problems: &mut Vec<Problem>,
) {
    let Some(usual) = usual(given) else { return };
    let mut others = given.iter().filter(|(_, own)| *own != usual);
    let Some((row, own)) = others.next() else { return };
    let more = match others.count() {
        0 => String::new(),
        more => format!("，另有{more}行也不同"),
    };
    let message = format!("第{batch}批各人的{column}不同，别的人是{}{more}", shown(&usual));
    let advice = if column.ends_with("票数") {
        "同一次会的数字应当相同，请核对；一人一张票的可以不同，不必改。"
    } else {
        "同一批是同一次会，应当相同，请核对。"
    };
    let at = row.cells.at(&row.at, column);
    let problem = if column == "测评日期" {
        Problem::warning("dates", at, message)
    } else {
        Problem::warning("members", at, message)
    };
    problems.push(problem.found(shown(own)).advice(advice).about(name(round, row.person)));
}

/// What most rows have; of two as frequent the first: it is entered first.
fn usual<T: Ord + Copy>(given: &[(&EvaluationCount, T)]) -> Option<T> {
    let mut times: BTreeMap<T, usize> = BTreeMap::new();
    for (_, value) in given {
        *times.entry(*value).or_default() += 1;
    }
    let most = times.values().max().copied()?;
    given.iter().map(|(_, value)| *value).find(|value| times.get(value) == Some(&most))
}
