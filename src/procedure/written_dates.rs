//! Days within what the plan says in words, and in the numbers of documents: a period that ends before it begins, a day of the week
//! that the day is not, a number of another year than the paper's.

use chrono::{Datelike, NaiveDate};

use super::dates::{day, place_of};
use crate::language::date::{PartialDate, prose};
use crate::language::document_number::tidy;
use crate::language::no_such_day::no_such_day;
use crate::language::period::BETWEEN;
use crate::language::weekday::wrong_weekday;
use crate::problem::Problem;
use crate::round::Round;
use crate::workbook::plan_items::ItemKind;
use crate::workbook::printed_items::PRINTED;

/// Numbers of papers, and the item that has the paper's day.
const NUMBERS: &[(&str, &str)] = &[("实施方案文号", "实施方案印发日期"), ("会议纪要编号", "票决日期")];

/// Reports them.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    for (item, kind, _) in PRINTED {
        if matches!(kind, ItemKind::When) {
            reversed(round, item, problems);
        }
    }
    for (item, text) in round.plan.written() {
        // One that has to be a day and is none has been told; 2024-4-31 may be the number of a paper.
        let of_paper = item.ends_with("编号") || item.ends_with("文号");
        if let Some(found) = no_such_day(text).filter(|_| !of_paper && !round.plan.is_unread(item)) {
            let message = format!("“{item}”里有一天是没有的");
            let problem = Problem::warning("dates", place_of(round, item), message).found(found);
            problems.push(problem.advice("请核对日期。"));
        }
        if let Some((found, right)) = wrong_weekday(text, round.plan.maybe_count("年份")) {
            problems.push(
                Problem::warning("dates", place_of(round, item), format!("“{item}”里的星期不对，那一天是{right}"))
                    .found(found)
                    .advice("请核对日期和星期。"),
            );
        }
    }
    for (item, dated) in NUMBERS {
        numbered_in_another_year(round, item, dated, problems);
    }
}

/// A period that ends before it begins.
fn reversed(round: &Round, item: &str, problems: &mut Vec<Problem>) {
    let text = round.plan.printed(item).map_or_else(|| round.plan.text(item), |(text, _)| text);
    let Some(from) = day(round, item) else { return };
    let Some(to) = end(text, from).filter(|to| *to < from) else { return };
    let message = format!("“{item}”到{}为止，早于开始的{}", prose(to), prose(from));
    problems.push(Problem::warning("dates", place_of(round, item), message).found(text).advice("请核对起止日期。"));
}

/// A month that comes so much earlier is one of the next year.
const HALF_A_YEAR: u32 = 6;

/// The last day of a period: 2012年3月20日至3月22日, 至22日. What it leaves out is as on its first day.
fn end(text: &str, from: NaiveDate) -> Option<NaiveDate> {
    let (_, rest) = text.split_once(BETWEEN)?;
    let rest = rest.trim_start_matches(BETWEEN);
    let (last, _) = rest.split_once('日')?;
    let last = format!("{}日", last.trim());
    let last = match (last.contains('年'), last.contains('月')) {
        (true, _) => last,
        (false, true) => format!("{}年{last}", from.year()),
        (false, false) => format!("{}年{}月{last}", from.year(), from.month()),
    };
    let to = last.parse::<PartialDate>().ok()?.exact()?;
    // 2012年11月30日至1月5日: the year has turned.
    if to < from && !rest.contains('年') && from.month() >= to.month() + HALF_A_YEAR {
        to.with_year(to.year() + 1)
    } else {
        Some(to)
    }
}

/// A paper whose number is of another year than its day.
fn numbered_in_another_year(round: &Round, item: &str, dated: &str, problems: &mut Vec<Problem>) {
    let number = tidy(round.plan.printed(item).map_or("", |(text, _)| text));
    let year = number.split_once('〔').and_then(|(_, rest)| rest.split_once('〕')?.0.parse::<i32>().ok());
    // The minutes are dated by the last ballot.
    let voted = || round.votes.iter().filter_map(|row| row.date).max().filter(|_| dated == "票决日期");
    let Some((year, date)) = year.zip(voted().or_else(|| day(round, dated))) else { return };
    if year != date.year() {
        let message = format!("“{item}”是{year}年的，“{dated}”在{}年", date.year());
        problems
            .push(Problem::warning("year", place_of(round, item), message).found(number).advice("请核对编号和日期。"));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_on_its_last_day() {
        let from = NaiveDate::from_ymd_opt(2012, 3, 23).unwrap();
        for (text, last) in [
            ("2012年3月23日至3月22日", Some("2012-03-22")),
            ("2012年3月23日至25日", Some("2012-03-25")),
            ("2012年3月23日—2012年3月27日17:00", Some("2012-03-27")),
            ("2012年3月23日起3天", None),
        ] {
            assert_eq!(end(text, from).map(|date| date.to_string()).as_deref(), last, "{text}");
        }
        let winter = NaiveDate::from_ymd_opt(2012, 12, 30).unwrap();
        assert_eq!(end("2012年12月30日至1月3日", winter).unwrap().to_string(), "2013-01-03");
        let autumn = NaiveDate::from_ymd_opt(2012, 11, 30).unwrap();
        assert_eq!(end("2012年11月30日至1月5日", autumn).unwrap().to_string(), "2013-01-05");
    }
}
