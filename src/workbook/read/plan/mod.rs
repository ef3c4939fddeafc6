//! The 方案 sheet: settings by name.

pub(super) mod holidays;
pub(in crate::workbook) mod keys;
pub(super) mod names;
pub(super) mod none;
pub(super) mod party;
pub(super) mod sense;
pub(super) mod share;
pub(super) mod span;
pub(super) mod term;
pub(super) mod texts;
pub(super) mod value;
pub(super) mod values;
pub(super) mod weights;

use std::borrow::Cow;

use rust_decimal::Decimal;

use self::keys::Key;
use self::none::Nothing;
use self::term::{Trial, with_trial};
use self::texts::printed;
use self::value::value;
use self::values::choice;
use super::examination::elements;
use super::told::unfilled;
use crate::problem::{Place, Problem};
use crate::round::{Origin, Plan, Setting, Value};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::plan_items::{ITEMS, Item, ItemKind};
use crate::workbook::table::Table;
use crate::workbook::values::{Reader, clean, decimal, half_width};

/// Reads the plan. Items that are missing or empty get their default.
pub(crate) fn read(table: Option<&Table>, file: &str, problems: &mut Vec<Problem>) -> Plan {
    let mut plan = Plan::default();
    let mut elements: Option<(String, Place)> = None;
    let mut trial = None;
    let mut other_scores: Vec<(String, Problem)> = Vec::new();
    let mut reader = Reader { problems, person: None };
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    let workdays = rows.iter().any(|row| is_by_workdays(&row.cell("项目").0.show(), &row.cell("内容").0.show()));
    for row in rows {
        let (key_cell, key_place) = row.cell("项目");
        let key = reader.text(key_cell, &key_place);
        if plain(&key).is_empty() {
            continue;
        }
        let (cell, place) = row.cell("内容");
        match keys::find(&key) {
            Key::Known(item) => {
                if plan.get(item.key).is_some() {
                    reader.report(
                        Problem::warning("repeated-item", key_place, format!("“{}”写了两次，只用前面的一次", item.key))
                            .advice("请删去多余的一行。"),
                    );
                    continue;
                }
                if cell.is_blank() {
                    continue;
                }
                let cell = days(item, cell, workdays);
                trial = set(&mut plan, item, &cell, place, &mut reader).or(trial);
            }
            Key::Printed(key, kind) => {
                let mut text = printed(kind, cell, &place, &mut reader);
                if key == "面试测评要素" {
                    elements = Some((text.clone(), place.clone()));
                    text = elements::tidy(&text);
                }
                plan.print(key, text, place);
            }
            Key::Unknown(key) => {
                // A row without content is a heading.
                if weights::is_other_score(&key) && !cell.is_blank() {
                    let told = weights::other_score(&key, &clean(&cell.show()), place.clone());
                    other_scores.extend(told.map(|problem| (key.clone(), problem)));
                } else if !cell.is_blank() {
                    reader.report(keys::unknown(&key, key_place));
                }
                let text = printed(ItemKind::Text, cell, &place, &mut reader);
                plan.print(&key, text, place);
            }
        }
    }
    // Without an examination there is nothing that they could count in.
    let examines = plan.examines();
    for (key, problem) in other_scores.into_iter().filter(|_| examines) {
        if problem.is_error() {
            weights::leave_open(&mut plan, &key, &Origin::Plan(problem.place.clone()));
        }
        problems.push(problem);
    }
    let place = table.map_or_else(|| Place::file(file), |table| table.place.clone());
    complete(&mut plan, trial, &place, problems);
    match elements.filter(|(text, _)| !text.is_empty()) {
        Some((text, place)) => elements::check(&text, &place, &plan, problems),
        None => elements::missing(&plan, problems),
    }
    for item in ITEMS.iter().filter(|item| item.required && table.is_some()) {
        if plan.get(item.key).is_none() {
            problems.push(Problem::error("missing-item", place.clone(), format!("缺“{}”", item.key)).advice(format!(
                "请在“项目”列写“{}”，在“内容”列填写{}。",
                item.key,
                note(item)
            )));
        }
    }
    plan
}

/// A plan from items and their content, as if they stood in a 方案 sheet, one a row below the header; what is left out gets its
/// default. Second: what is wrong with them.
pub fn plan_of(items: &[(&str, &str)]) -> (Plan, Vec<Problem>) {
    let place = Place::sheet("", "方案");
    let mut plan = Plan::default();
    let mut problems = Vec::new();
    let mut trial = None;
    let workdays = items.iter().any(|(key, content)| is_by_workdays(key, content));
    for (row, (key, content)) in (2..).zip(items) {
        let cell = CellValue::Text((*content).to_owned());
        let mut reader = Reader { problems: &mut problems, person: None };
        let place = place.at(row, 2);
        match keys::find(key) {
            Key::Known(item) if !content.is_empty() => {
                let cell = days(item, &cell, workdays);
                trial = set(&mut plan, item, &cell, place, &mut reader).or(trial);
            }
            Key::Known(_) => {}
            Key::Printed(key, kind) => {
                let text = printed(kind, &cell, &place, &mut reader);
                plan.print(key, text, place);
            }
            Key::Unknown(key) => {
                let text = printed(ItemKind::Text, &cell, &place, &mut reader);
                plan.print(&key, text, place);
            }
        }
    }
    complete(&mut plan, trial, &place, &mut problems);
    (plan, problems)
}

/// Whether an item and its content say that days of publication are working days.
fn is_by_workdays(key: &str, content: &str) -> bool {
    matches!(keys::find(&clean(key)), Key::Known(item) if item.key == "公示日类型"
        && matches!(item.kind, ItemKind::Choice(words) if choice(item.key, &clean(content), words) == Some("工作日")))
}

/// 5个工作日 beside 公示日类型 工作日 says no more than 5.
fn days<'c>(item: &Item, cell: &'c CellValue, workdays: bool) -> Cow<'c, CellValue> {
    let text = clean(&cell.show());
    let count = text.strip_suffix("工作日").map(|count| count.trim_end_matches('个').trim());
    match count.filter(|_| workdays && item.key == "公示天数") {
        Some(count) => Cow::Owned(CellValue::Text(count.to_owned())),
        None => Cow::Borrowed(cell),
    }
}

/// Puts in what follows from other items and what is left out, and looks at all together.
fn complete(plan: &mut Plan, trial: Option<Trial>, place: &Place, problems: &mut Vec<Problem>) {
    if let Some(trial) = trial {
        trial.put(plan, problems);
    }
    party::by_name(plan, place, problems);
    defaults(plan, place);
    weights::alone(plan, problems);
    sense::together(plan, place, problems);
}

/// Puts in what is written for an item. What cannot be read, or makes no sense, is kept as such, so that no default takes its place.
/// A term may say the trial, too.
fn set(plan: &mut Plan, item: &Item, cell: &CellValue, place: Place, reader: &mut Reader<'_>) -> Option<Trial> {
    let text = clean(&cell.show());
    if item.key == "聘期年数"
        && let Some((term, trial)) = with_trial(&text, &place)
    {
        set(plan, item, &CellValue::Text(term), place, reader);
        return Some(trial);
    }
    let mut put = |value: Value, text: String| {
        plan.set(item.key, Setting { text, value, origin: Origin::Plan(place.clone()) });
    };
    if none::says_nothing(item, &text) {
        match none::nothing(item) {
            Nothing::LeftOut => {}
            Nothing::Without(value, shown) => put(value, shown.to_owned()),
            Nothing::Wrong => {
                reader.report(none::wrong(item, &text, &place));
                put(Value::Unread, String::new());
            }
        }
        return None;
    }
    if let Some(problem) = unfilled::in_item(item, &text, &place) {
        reader.report(problem);
        put(Value::Unread, String::new());
        return None;
    }
    let mut value = value(item, cell, &place, reader).unwrap_or(Value::Unread);
    if let Some(message) = sense::wrong(item, &value) {
        reader.report(Problem::error("setting", place.clone(), message).found(&text).advice("请改正。"));
        value = Value::Unread;
    }
    let text = if item.key.ends_with("权重") { weight(&value).unwrap_or(text) } else { text };
    put(value.clone(), shown(&value, &text));
    None
}

/// Gives what is left out its default.
fn defaults(plan: &mut Plan, place: &Place) {
    for item in ITEMS {
        let Some(default) = item.default.filter(|_| plan.get(item.key).is_none()) else { continue };
        let cell = CellValue::Text(default.to_owned());
        let mut silent = Vec::new();
        let mut reader = Reader { problems: &mut silent, person: None };
        if let Some(value) = value(item, &cell, place, &mut reader) {
            plan.set(item.key, Setting { text: shown(&value, default), value, origin: Origin::Default });
        }
    }
}

fn note(item: &Item) -> String {
    if item.note.is_empty() { "内容".into() } else { format!("（{}）", item.note) }
}

/// 四成, 0.6 and 40 as percents, so that the two weights of a formula are written alike; `None` for what is no whole percent.
fn weight(value: &Value) -> Option<String> {
    let Value::Fraction(part, whole) = value else { return None };
    let percent = u64::from(*part) * 100;
    let whole = u64::from(*whole);
    (whole > 0 && percent.is_multiple_of(whole)).then(|| format!("{}%", percent / whole))
}

/// What documents print: days in prose, everything else as written.
fn shown(value: &Value, text: &str) -> String {
    use crate::language::date::prose;
    use crate::language::period::span;
    match value {
        Value::Date(date) => prose(*date),
        Value::Names(names) => names.join("、"),
        Value::Count(count) => count.to_string(),
        Value::PerSeat(count) => format!("{count}:1"),
        // Whole years stand before a 年 of the document's own.
        Value::Months(months) if months.is_multiple_of(12) => (months / 12).to_string(),
        Value::Months(months) => span(*months),
        // “60分” stands before a 分 of the document's own.
        Value::Decimal(decimal) => decimal.normalize().to_string(),
        Value::Text(word) => word.clone(),
        // A weight of 60 is one of 60%.
        Value::Fraction(..) if decimal(&half_width(text)).is_some_and(|number| number > Decimal::ONE) => {
            format!("{text}%")
        }
        Value::Unread => String::new(),
        _ => text.to_owned(),
    }
}
