//! Which item of the plan a row is about, however its name is written; and what may be meant where none is known.

use crate::problem::{Place, Problem};
use crate::workbook::header::{forms, plain};
use crate::workbook::plan_items::{ITEMS, Item, ItemKind};
use crate::workbook::printed_items::PRINTED;

/// What a row of the 方案 sheet is about.
pub(in crate::workbook) enum Key {
    /// An item that rules or documents know.
    Known(&'static Item),
    /// An item that is only printed.
    Printed(&'static str, ItemKind),
    /// Another name: for templates of the office's own.
    Unknown(String),
}

/// Words in brackets that change what an item means: 公示天数（工作日） is more than 公示天数.
const MEANT: &[&str] = &["工作日", "不含", "不计", "不超过"];

/// Finds the item: brackets, colons and numbers around its name do not matter, as in the headers of columns.
pub(in crate::workbook) fn find(written: &str) -> Key {
    let whole = plain(written);
    let meant = MEANT.iter().any(|word| whole.contains(word));
    let names = if meant { vec![whole.clone()] } else { forms(&whole) };
    for name in &names {
        let own = ITEMS.iter().find(|item| item.key == name || item.synonyms.contains(&name.as_str()));
        if let Some(item) = own {
            return Key::Known(item);
        }
        if let Some((key, kind, _)) = PRINTED.iter().find(|(key, ..)| key == name) {
            return Key::Printed(key, *kind);
        }
    }
    Key::Unknown(whole)
}

/// A name that nothing here knows: whoever meant one of the items must be told that it is not read.
pub(crate) fn unknown(key: &str, place: Place) -> Problem {
    // By the letters it would be another one.
    let meant = MEANT_BY.iter().find(|(name, _)| *name == key).map(|(_, item)| vec![*item]);
    let near: Vec<String> = meant.unwrap_or_else(|| nearest(key)).iter().map(|name| format!("“{name}”")).collect();
    let advice = if near.is_empty() {
        "自己的模板要用的可以留着；不是的，请照新建的工作簿里“方案”表的项目名称写。".to_owned()
    } else {
        format!("要填的是{}的，请改成这个名称；自己的模板要用的可以留着。", near.join("或"))
    };
    Problem::warning("unknown-item", place, "没有这个项目，填的内容程序不用").found(key).advice(advice)
}

/// Names of items whose letters are more like another's.
const MEANT_BY: &[(&str, &str)] =
    &[("年度考核", "考核年度"), ("单位性质", "单位类型"), ("单位类别", "单位类型"), ("机构类型", "单位类型")];

/// The names most like a word, if any is like it at all.
fn nearest(key: &str) -> Vec<&'static str> {
    let known = ITEMS.iter().flat_map(|item| {
        std::iter::once(item.key).chain(item.synonyms.iter().copied()).map(move |name| (item.key, name))
    });
    let scored =
        known.chain(PRINTED.iter().map(|(key, ..)| (*key, *key))).map(|(item, name)| (likeness(key, name), item));
    let mut best: (usize, Vec<&'static str>) = (LIKE, Vec::new());
    for (score, item) in scored {
        if score > best.0 {
            best = (score, vec![item]);
        } else if score == best.0 && !best.1.contains(&item) {
            best.1.push(item);
        }
    }
    best.1.truncate(3);
    best.1
}

/// How like two words have to be, in percent.
const LIKE: usize = 50;

/// How much of two words is common to both in the same order, in percent.
fn likeness(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(30).collect(), b.chars().collect());
    let mut above: Vec<usize> = vec![0; b.len() + 1];
    for own in &a {
        let mut row = vec![0];
        for (at, other) in b.iter().enumerate() {
            let beside = row.last().copied().unwrap_or(0);
            let over = above.get(at + 1).copied().unwrap_or(0);
            let both = above.get(at).copied().unwrap_or(0) + 1;
            row.push(if own == other { both } else { beside.max(over) });
        }
        above = row;
    }
    let common: usize = above.last().copied().unwrap_or(0);
    (200 * common).checked_div(a.len() + b.len()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(written: &str) -> String {
        match find(written) {
            Key::Known(item) => item.key.to_owned(),
            Key::Printed(key, _) => format!("印{key}"),
            Key::Unknown(key) => format!("?{key}"),
        }
    }

    #[test]
    fn items_are_known_however_their_names_are_written() {
        for (written, key) in [
            ("公示天数（天）", "公示天数"),
            ("笔试权重：", "笔试权重"),
            ("笔试权重(%)", "笔试权重"),
            ("3. 报名截止", "报名截止"),
            ("公示期", "公示天数"),
            ("简章日期：", "印简章日期"),
            ("公示天数（工作日）", "?公示天数(工作日)"),
            ("午饭", "?午饭"),
        ] {
            assert_eq!(found(written), key, "{written}");
        }
    }

    #[test]
    fn the_nearest_names_are_offered() {
        assert_eq!(nearest("笔试及格分数"), ["笔试合格线"]);
        assert_eq!(nearest("公示天数(工作日)"), ["公示天数"]);
        assert!(nearest("午饭").is_empty());
    }
}
