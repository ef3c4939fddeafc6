//! Blanks of a model that nobody has filled in: 吴中区XXX镇, 联系人：XX. They would be printed as they stand.

use super::cells_with::{cells_with, is_worded};
use crate::language::placeholder::{is_promise, placeholder};
use crate::problem::{Place, Problem};
use crate::workbook::plan_items::{Item, ItemKind};
use crate::workbook::read::plan::keys::{self, Key};
use crate::workbook::schema::{Column, Kind};
use crate::workbook::table::Table;
use crate::workbook::values::clean;

/// What the plan cannot do without, as all papers that are published rest on it: the office's name and the telephones.
pub(crate) fn in_item(item: &Item, text: &str, place: &Place) -> Option<Problem> {
    let blank = Some(item).filter(|item| is_vital(item)).and_then(|_| placeholder(text))?;
    let message = format!("“{}”里的“{blank}”还没有填，印它的文书先不做", item.key);
    Some(Problem::error("unfilled", place.clone(), message).found(text).advice("请填上真实的内容。"))
}

fn is_vital(item: &Item) -> bool {
    item.key == "单位名称" || item.kind == ItemKind::Phone
}

/// Tells of all others, which are printed as they stand.
pub(crate) fn report(tables: &[Table], problems: &mut Vec<Problem>) {
    for table in tables {
        if table.schema.name == "方案" {
            plan(table, problems);
            continue;
        }
        let find = |column: &Column, text: &str| {
            // A number that is masked has been told of as such.
            let masked = column.kind == Kind::Phone && text.contains(['*', '＊']);
            // A long text or a remark may well say that more is to come.
            let promise = Some(text.trim()).filter(|text| column.kind == Kind::Text && is_promise(text));
            placeholder(text).filter(|_| !masked).or(promise).map(str::to_owned)
        };
        for (found, more) in cells_with(table, is_worded, find) {
            let message = format!("“{}”像是还没有填，照印在文书上{more}", found.part);
            let problem = Problem::warning("unfilled", found.place.clone(), message);
            problems.push(found.told(problem.advice("请填上真实的内容；没有的请清空。")));
        }
    }
}

/// The items of the plan, each by itself.
fn plan(table: &Table, problems: &mut Vec<Problem>) {
    for row in &table.rows {
        let key = clean(&row.value("项目").show());
        let (cell, place) = row.cell("内容");
        let text = clean(&cell.show());
        let known = match keys::find(&key) {
            Key::Known(item) if is_vital(item) || !is_printed(item.kind) => continue,
            Key::Printed(_, kind) if !is_printed(kind) => continue,
            Key::Known(item) => item.key.to_owned(),
            Key::Printed(key, _) => key.to_owned(),
            Key::Unknown(key) => key,
        };
        if cell.is_unusable() || known.is_empty() {
            continue;
        }
        if let Some(blank) = placeholder(&text) {
            let message = format!("“{known}”里的“{blank}”像是还没有填，照印在文书上");
            let problem = Problem::warning("unfilled", place, message).found(text.replace('\n', " "));
            problems.push(problem.advice("请填上真实的内容；没有定的请清空，文书上留空。"));
        }
    }
}

/// Whether an item is printed as it is written; what is read as a number or a day has an error of its own.
fn is_printed(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Text
            | ItemKind::Names
            | ItemKind::When
            | ItemKind::Phone
            | ItemKind::Addressee
            | ItemKind::CopiedTo
            | ItemKind::Number
    )
}
