//! The 方案 sheet: settings by name.

use rust_decimal::Decimal;

use crate::problem::{Place, Problem};
use crate::round::{Origin, Plan, Setting, Value};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::plan_items::{ITEMS, Item, ItemKind};
use crate::workbook::table::Table;
use crate::workbook::values::{Reader, clean, half_width, list};

/// Reads the plan. Items that are missing or empty get their default.
pub(super) fn read(table: Option<&Table>, file: &str, problems: &mut Vec<Problem>) -> Plan {
    let mut plan = Plan::default();
    let mut reader = Reader { problems, person: None };
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let (key_cell, key_place) = row.cell("项目");
        let key = plain(&reader.text(key_cell, &key_place));
        if key.is_empty() {
            continue;
        }
        let (cell, place) = row.cell("内容");
        match ITEMS.iter().find(|item| item.key == key || item.synonyms.contains(&key.as_str())) {
            Some(item) => {
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
                if let Some(value) = value(item, cell, &place, &mut reader) {
                    let text = clean(&cell.show());
                    plan.set(item.key, Setting { text: shown(&value, &text), value, origin: Origin::Plan(place) });
                }
            }
            None => {
                let text = reader.text(cell, &place);
                plan.unknown.push((key, text));
            }
        }
    }
    let place = table.map_or_else(|| Place::file(file), |table| table.place.clone());
    defaults(&mut plan, &place);
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
    for (row, (key, content)) in (2..).zip(items) {
        let cell = CellValue::Text((*content).to_owned());
        let mut reader = Reader { problems: &mut problems, person: None };
        let place = place.at(row, 2);
        match ITEMS.iter().find(|item| item.key == *key) {
            Some(item) if !content.is_empty() => {
                if let Some(value) = value(item, &cell, &place, &mut reader) {
                    plan.set(item.key, Setting { text: shown(&value, content), value, origin: Origin::Plan(place) });
                }
            }
            Some(_) => {}
            None => plan.unknown.push(((*key).to_owned(), (*content).to_owned())),
        }
    }
    defaults(&mut plan, &place);
    (plan, problems)
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

/// What documents print: days in prose, everything else as written.
fn shown(value: &Value, text: &str) -> String {
    use crate::language::date::{DateStyle, PartialDate};
    match value {
        Value::Date(date) => PartialDate::from(*date).format(DateStyle::Prose),
        Value::Names(names) => names.join("、"),
        Value::Count(count) => count.to_string(),
        _ => text.to_owned(),
    }
}

fn value(item: &Item, cell: &CellValue, place: &Place, reader: &mut Reader<'_>) -> Option<Value> {
    let text = clean(&cell.show());
    let wrong = |reader: &mut Reader<'_>, message: String| {
        reader.report(
            Problem::error("setting", place.clone(), format!("“{}”{message}", item.key))
                .found(&text)
                .advice("请改正。"),
        );
        None
    };
    match item.kind {
        ItemKind::Text | ItemKind::When => Some(Value::Text(reader.text(cell, place))),
        ItemKind::Names => {
            let text = reader.text(cell, place);
            let names =
                text.split(['、', '，', ',', ';', '；', '\n', '　']).map(str::trim).filter(|name| !name.is_empty());
            Some(Value::Names(names.map(crate::language::name::normalize).collect()))
        }
        ItemKind::Date => reader.date(cell, place).map(Value::Date),
        ItemKind::Count => reader.count(cell, place).map(Value::Count),
        ItemKind::Decimal | ItemKind::Millimetres => {
            let digits = half_width(&text);
            let digits = digits.trim_end_matches("mm").trim_end_matches("毫米").trim_end_matches('分').trim();
            match digits.parse::<Decimal>() {
                Ok(decimal) => Some(Value::Decimal(decimal)),
                Err(_) => wrong(reader, "要填数字".into()),
            }
        }
        ItemKind::Fraction => match fraction(cell, &text) {
            Some((part, whole)) => Some(Value::Fraction(part, whole)),
            None => wrong(reader, "要填比例，如 2/3、三分之二、60%".into()),
        },
        ItemKind::Choice(words) => {
            let found = words.iter().find(|word| **word == text);
            match found {
                Some(word) => Some(Value::Text((*word).to_owned())),
                None => wrong(reader, format!("只能填{}", list(words))),
            }
        }
        ItemKind::Words(words) => {
            let parts: Vec<&str> = text
                .split(['、', '，', ',', ';', '；', '\n', '　', ' '])
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect();
            match parts.iter().find(|part| !words.contains(part)) {
                None => Some(Value::Names(parts.into_iter().map(str::to_owned).collect())),
                Some(part) => wrong(reader, format!("里的“{part}”看不懂，只能填{}，用顿号分开", list(words))),
            }
        }
        ItemKind::Years => {
            let digits = half_width(&text);
            let years: Option<Vec<i32>> = digits
                .split(|c: char| !c.is_ascii_digit())
                .filter(|part| !part.is_empty())
                .map(|part| part.parse::<i32>().ok().filter(|year| (1950..=2100).contains(year)))
                .collect();
            match years {
                Some(years) if !years.is_empty() => Some(Value::Years(years)),
                _ => wrong(reader, "要填年度，如 2009、2010、2011".into()),
            }
        }
    }
}

/// `2/3`, `三分之二`, `60%`, `0.6`, or a percentage cell (0.6 shown as 60%).
fn fraction(cell: &CellValue, text: &str) -> Option<(u32, u32)> {
    let text = half_width(text).replace(' ', "");
    let chinese = |text: &str| match text {
        "一" => Some(1),
        "二" | "两" => Some(2),
        "三" => Some(3),
        "四" => Some(4),
        "五" => Some(5),
        "六" => Some(6),
        "七" => Some(7),
        "八" => Some(8),
        "九" => Some(9),
        "十" => Some(10),
        "百" => Some(100),
        _ => text.parse().ok(),
    };
    if matches!(text.as_str(), "半数" | "过半数" | "一半") {
        return Some((1, 2));
    }
    if let Some((whole, part)) = text.split_once("分之") {
        let (part, whole): (u32, u32) = (chinese(part)?, chinese(whole)?);
        return (whole > 0 && part <= whole).then_some((part, whole));
    }
    if let Some((part, whole)) = text.split_once('/') {
        let (part, whole): (u32, u32) = (part.parse().ok()?, whole.parse().ok()?);
        return (whole > 0 && part <= whole).then_some((part, whole));
    }
    let decimal = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<Decimal>().ok()? / Decimal::ONE_HUNDRED,
        None => {
            let _ = cell;
            text.parse::<Decimal>().ok()?
        }
    };
    if decimal < Decimal::ZERO || decimal > Decimal::ONE {
        return None;
    }
    let decimal = decimal.normalize();
    let whole = 10_u32.checked_pow(decimal.scale())?;
    let part = u32::try_from(decimal.mantissa()).ok()?;
    Some(reduce(part, whole))
}

fn reduce(part: u32, whole: u32) -> (u32, u32) {
    let (mut a, mut b) = (part, whole);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    (part.checked_div(a).unwrap_or(0), whole.checked_div(a).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_in_every_spelling() {
        let read = |text: &str| fraction(&CellValue::Text(text.into()), text);
        for (text, value) in [
            ("2/3", Some((2, 3))),
            ("三分之二", Some((2, 3))),
            ("60%", Some((3, 5))),
            ("0.6", Some((3, 5))),
            ("１０％", Some((1, 10))),
            ("过半数", Some((1, 2))),
            ("百分之四十", None),
            ("3/2", None),
            ("一些", None),
        ] {
            assert_eq!(read(text), value, "{text}");
        }
    }
}
