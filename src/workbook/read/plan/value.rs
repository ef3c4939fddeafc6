//! What stands beside an item of the 方案 sheet, read as the kind of value that the item asks for.

use chrono::NaiveTime;

use super::names::names;
use super::share::share;
use super::span::months;
use super::texts::{moment, printed};
use super::values::{choice, fraction, fraction_advice, note_just_half, note_two_thirds, per_seat, whole, years};
use crate::language::weekday::wrong_weekday;
use crate::problem::{Place, Problem};
use crate::round::Value;
use crate::workbook::cell::CellValue;
use crate::workbook::plan_items::{Item, ItemKind};
use crate::workbook::values::{Reader, clean, decimal, half_width, has_time, list};

/// Reads the value of an item; what cannot be read is reported.
pub(crate) fn value(item: &Item, cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> Option<Value> {
    let text = clean(&cell.show());
    match item.kind {
        ItemKind::Text
        | ItemKind::Phone
        | ItemKind::Addressee
        | ItemKind::CopiedTo
        | ItemKind::Number
        | ItemKind::Dates => {
            let text = printed(item.kind, cell, place, reader);
            // The full stop is the sentence's own.
            let place = item.key.ends_with("地点");
            Some(Value::Text(if place { text.trim_end_matches('。').to_owned() } else { text }))
        }
        ItemKind::When => moment(cell, place, reader).map(Value::Text),
        ItemKind::Names => Some(Value::Names(names(cell, place, reader))),
        ItemKind::Date => date(item, cell, place, reader),
        ItemKind::Applicants if per_seat(item.key, &text).is_some() => per_seat(item.key, &text).map(Value::PerSeat),
        ItemKind::Count | ItemKind::Applicants => match whole(item.key, cell, &text) {
            Ok(count) => Some(Value::Count(count)),
            Err(advice) => refuse(uncounted(item, "要填整数", place), &text, advice, reader),
        },
        ItemKind::Span => {
            let advice = "请填年数，如 1；不满整年的填月数，如 6个月。";
            let found = months(&text).map(Value::Months);
            found.or_else(|| refuse(uncounted(item, "看不出有多长", place), &text, advice, reader))
        }
        ItemKind::Decimal | ItemKind::Millimetres => number(item, &text, place, reader),
        ItemKind::Fraction | ItemKind::Share { .. } => proportion(item, cell, &text, place, reader),
        ItemKind::Choice(allowed) => word(item, allowed, &text, place, reader),
        ItemKind::Words(allowed) => words(item, allowed, &text, place, reader),
        ItemKind::Years => {
            let found = years(&text).map(Value::Years);
            let recent = text.contains('近');
            let advice = if recent {
                "近几年的，请把这一格空着，在“考核年数”填几年，如 3。"
            } else {
                CORRECT
            };
            found.or_else(|| refuse(wrong(item, "要填年度，如 2009、2010、2011", place), &text, advice, reader))
        }
    }
}

/// What is wrong with what stands beside an item.
fn wrong(item: &Item, message: &str, place: &Place) -> Problem {
    Problem::error("setting", place.clone(), format!("“{}”{message}", item.key))
}

/// The same of a number or a length of time.
fn uncounted(item: &Item, message: &str, place: &Place) -> Problem {
    Problem::error("count", place.clone(), format!("“{}”{message}", item.key))
}

/// Reports it with what stands there and what to do about it; there is no value then.
fn refuse(problem: Problem, text: &str, advice: &str, reader: &mut Reader<'_>) -> Option<Value> {
    reader.report(problem.found(text).advice(advice));
    None
}

/// What to do where there is no more to be said.
const CORRECT: &str = "请改正。";

/// A day. That an hour beside it counts for nothing is told.
fn date(item: &Item, cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> Option<Value> {
    let text = clean(&cell.show());
    let date = reader.date(cell, place)?;
    if let Some((found, right)) = wrong_weekday(&text, None) {
        let message = format!("“{}”里的星期不对，那一天是{right}", item.key);
        let problem = Problem::warning("dates", place.clone(), message);
        reader.report(problem.found(found).advice("请核对日期和星期。"));
    }
    let hour = matches!(cell, CellValue::Moment(moment) if moment.time() != NaiveTime::MIN);
    if hour || (matches!(cell, CellValue::Text(_)) && has_time(&text)) {
        let problem = Problem::warning("time", place.clone(), format!("“{}”只用到哪一天，写的时刻程序不用", item.key));
        let advice = match item.key {
            "报名截止" | "改报截止" => {
                format!("文书上只印这一天；{}当天几点以后的报名，请自己核对。", item.key)
            }
            _ => "文书上只印这一天。".to_owned(),
        };
        reader.report(problem.found(&text).advice(advice));
    }
    Some(Value::Date(date))
}

/// A number of points or millimetres, with or without its unit.
fn number(item: &Item, text: &str, place: &Place, reader: &mut Reader<'_>) -> Option<Value> {
    let digits = half_width(text);
    let digits = digits.trim_end_matches("mm").trim_end_matches("毫米").trim_end_matches('分').trim();
    match decimal(digits) {
        Some(decimal) => Some(Value::Decimal(decimal)),
        None if item.key.ends_with("合格线") && digits.ends_with(['%', '成']) => {
            let advice = "满分100分的60%填 60，满分120分的60%填 72。";
            refuse(wrong(item, "要填分数，不填比例", place), text, advice, reader)
        }
        None => refuse(wrong(item, "要填数字", place), text, CORRECT, reader),
    }
}

/// A part of a whole, or the share that must be reached.
fn proportion(item: &Item, cell: &CellValue, text: &str, place: &Place, reader: &mut Reader<'_>) -> Option<Value> {
    // 60% in a cell of numbers is 0.6 shown so.
    let percent = match cell {
        CellValue::Number { value, .. } => {
            Some(value * 100.0).filter(|percent| (percent - percent.round()).abs() < 1e-9)
        }
        _ => None,
    };
    let shown = percent.map_or_else(|| text.to_owned(), |percent| format!("{}%", percent.round()));
    let found = match item.kind {
        ItemKind::Share { over } => share(item.key, &shown, over).map(Value::Share),
        _ => fraction(item.key, text).map(|(part, whole)| Value::Fraction(part, whole)),
    };
    if let Some(Value::Share(share)) = &found {
        note_two_thirds(item, (share.part, share.whole), text, place, reader);
        note_just_half(item, *share, text, place, reader);
    }
    let advice = || fraction_advice(item, cell);
    found.or_else(|| refuse(wrong(item, "要填比例，如 2/3、三分之二、60%", place), text, &advice(), reader))
}

/// One of the words that an item allows.
fn word(
    item: &Item,
    allowed: &'static [&'static str],
    text: &str,
    place: &Place,
    reader: &mut Reader<'_>,
) -> Option<Value> {
    if let Some(word) = choice(item.key, text, allowed) {
        return Some(Value::Text(word.to_owned()));
    }
    let message = format!("只能填{}", list(allowed));
    if item.key == "学历要求" {
        let advice = "请只填级别；要求学位、硕士、全日制、国民教育的，写在各岗位的“其他条件”里，由审查人判断。";
        return refuse(wrong(item, &message, place), text, advice, reader);
    }
    refuse(wrong(item, &message, place), text, CORRECT, reader)
}

/// Several of them.
fn words(
    item: &Item,
    allowed: &'static [&'static str],
    text: &str,
    place: &Place,
    reader: &mut Reader<'_>,
) -> Option<Value> {
    let parts = text.split(['、', '，', ',', ';', '；', '\n', '　', ' ']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let known = |part: &&str| choice(item.key, part, allowed);
    match parts.iter().find(|part| known(part).is_none()) {
        None => Some(Value::Names(parts.iter().filter_map(known).map(str::to_owned).collect())),
        Some(part) => {
            let message = format!("里的“{part}”看不懂，只能填{}，用顿号分开", list(allowed));
            // A further examination decides wherever it was held.
            let further = item.key == "同分处理" && part.contains("加试");
            let advice = if further {
                "加试不用写在这里：别的办法分不出先后的，“成绩”表填了“加试成绩”的就按加试排列；没有别的办法的，请把这一格空着。"
            } else {
                CORRECT
            };
            refuse(wrong(item, &message, place), text, advice, reader)
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_may_be_meant_otherwise_is_told() {
        let told = |item: &str, text: &str, word: &str| {
            let (_, problems) = crate::workbook::plan_of(&[(item, text)]);
            problems.iter().any(|problem| problem.message.contains(word))
        };
        for (item, text, word, wanted) in [
            ("票决通过比例", "半数以上", "正好半数的也算通过", true),
            ("票决通过比例", "达到半数", "正好半数的也算通过", false),
            ("票决通过比例", "过半数", "正好半数的也算通过", false),
            ("测评日期", "2018年5月30日（星期四）", "那一天是星期三", true),
            ("测评日期", "2018年5月30日（星期三）", "那一天是", false),
        ] {
            assert_eq!(told(item, text, word), wanted, "{item} {text}");
        }
    }
}
