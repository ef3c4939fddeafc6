//! The 岗位 sheet.

pub(super) mod conditions;
pub(super) mod deputy;
pub(in crate::workbook) mod names;
pub(super) mod remarks;
pub(in crate::workbook) mod title;
pub(super) mod unnamed;

use std::collections::{BTreeMap, BTreeSet};

use super::told::unread_columns;
use crate::language::nothing::{asks_nothing, sets_no_limit};
use crate::problem::Problem;
use crate::round::{ANY_AGE, Asked, Post};
use crate::workbook::header::plain;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean, is_nothing, required_degree};

/// What a post asks for; `None` if that is not sure. A blank or a stroke leaves it to the plan.
fn asked(text: &str) -> Option<Asked> {
    let bare = plain(text);
    if bare == "无" || sets_no_limit(&bare) {
        return Some(Asked::Any);
    }
    if is_nothing(&bare) {
        return Some(Asked::AsPlan);
    }
    required_degree(&bare).map(Asked::AtLeast)
}

/// The names that posts of several departments have.
fn shared_names(table: Option<&Table>) -> BTreeSet<String> {
    let mut departments: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let text = |key: &str| clean(&row.value(key).show()).replace('\n', "");
        departments.entry(text("岗位名称")).or_default().insert(text("所在部门"));
    }
    departments.into_iter().filter(|(_, own)| own.len() > 1).map(|(name, _)| name).collect()
}

/// Tells of a bare title without a department below a row that has one: written once for several posts, or forgotten.
fn without_department(row: &Row, name: &str, own: &str, above: &mut String, reader: &mut Reader<'_>) {
    if !own.is_empty() {
        own.clone_into(above);
    } else if row.has("所在部门") && !above.is_empty() && title::is_title(name) {
        let message = format!("所在部门空着，岗位就叫“{name}”；上面一行是“{above}”");
        let problem = Problem::warning("no-department", row.cell("所在部门").1, message);
        reader.report(problem.advice(format!("是“{above}”的，请在这一格填上，每行都填；不是的请填它的部门。")));
    }
}

/// Conditions that an office may give a column of their own: 其他条件, as far as the program is concerned.
const APART: [&str; 5] = [WANTED, "工作经历要求", "政治面貌要求", "性别要求", "职称要求"];

/// What to do about two posts of one name in whose rows a column that is not read differs: it may say where they are.
fn told_apart(first: &Post, row: &Row) -> Option<String> {
    const NO_PLACE: &[&str] = &["序号", "编号", "备注", "说明", "条件", "要求", "职责", "级", "人数", "性质", "类别"];
    row.others.iter().find_map(|(header, _, cell)| {
        let own = clean(&cell.show());
        let (_, other) = first.texts.iter().find(|(key, _)| *key == **header)?;
        let place = !NO_PLACE.iter().any(|word| header.contains(word)) && !is_nothing(&own) && !is_nothing(other);
        (place && *other != own).then(|| {
            format!(
                "“{header}”列没有读，两行一个是“{other}”、一个是“{own}”：是岗位所在的部门的，请把列名改成“所在部门”；同一个岗位的，请合并职数。"
            )
        })
    })
}

/// What needs no word for what it is about.
const WANTED: &str = "岗位要求";

/// 其他条件 with what stands in columns of its own: 熟悉公文。政治面貌：中共党员。
fn whole(other: String, own: &[(&str, String)]) -> String {
    let mut parts = vec![other.trim_end_matches(['。', '；', ';']).to_owned()];
    for (key, text) in own.iter().filter(|(_, text)| !asks_nothing(text)) {
        let name = key.trim_end_matches("要求");
        let text = text.trim_end_matches(['。', '；', ';']);
        // 工作经历三年以上 says itself what it is about.
        parts.push(if *key == WANTED || text.contains(name) { text.to_owned() } else { format!("{name}：{text}") });
    }
    match (parts.as_slice(), own.iter().find(|(key, _)| *key == WANTED)) {
        ([_], _) => return other,
        // By itself it is printed as it stands.
        ([none, _], Some((_, text))) if none.is_empty() && !asks_nothing(text) => return text.clone(),
        _ => {}
    }
    format!("{}。", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；"))
}

/// 职数, 年龄上限 and 任现职年限 as a row has them. `unread`: what stands there and cannot be read.
fn limits(row: &Row, reader: &mut Reader<'_>, unread: &mut Vec<&'static str>) -> [Option<u32>; 3] {
    let limit = |key: &'static str| {
        let (cell, place) = row.cell(key);
        // 无 may also mean that the plan's limit holds, and is asked about.
        if sets_no_limit(&plain(&clean(&cell.show()))) && key != "职数" {
            return (key == "年龄上限").then_some(ANY_AGE);
        }
        let found = reader.limit(key, cell, &place);
        // A stroke leaves the age to the plan; “无” does not say what holds.
        let text = clean(&cell.show());
        let silent = is_nothing(&text) && (key != "年龄上限" || !text.chars().any(char::is_alphabetic));
        if found.is_none() && is_nothing(&text) && !silent {
            reader.report(
                Problem::error("count", place, "看不出年龄上限是多少")
                    .found(&text)
                    .advice("按方案的不填；另有规定的，请填周岁数。"),
            );
        }
        if found.is_none() && !cell.is_blank() && !silent {
            unread.push(key);
        }
        found
    };
    let [seats, max_age, min_tenure] = ["职数", "年龄上限", "任现职年限"].map(limit);
    if seats == Some(0) {
        let (_, place) = row.cell("职数");
        reader
            .report(Problem::error("no-seats", place, "职数不能是 0").found("0").advice("请改正，或者删去这个岗位。"));
        unread.push("职数");
    }
    if max_age.is_some_and(|age| age < 18) {
        let (cell, place) = row.cell("年龄上限");
        reader.report(
            Problem::error("count", place, "年龄上限不能小于18周岁")
                .found(cell.show())
                .advice("请改正；按方案的不填。"),
        );
        unread.push("年龄上限");
    }
    [seats, max_age, min_tenure]
}

/// Reads the posts. `office`: what the office is called.
pub(crate) fn read(table: Option<&Table>, office: &str, problems: &mut Vec<Problem>) -> Vec<Post> {
    let mut posts: Vec<Post> = Vec::new();
    // Another column seems to say how many are wanted: nobody takes it that one is.
    let counted_elsewhere = table.is_some_and(|table| unread_columns::seats(table).is_some());
    let shared = shared_names(table);
    // Where the column itself is wanting, that is said of the header, not of every row.
    let named = table.is_some_and(|table| table.column("岗位名称").is_some());
    let mut above = String::new();
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let mut reader = Reader { problems, person: None };
        let mut text = |key: &str| {
            let (cell, place) = row.cell(key);
            reader.text(cell, &place)
        };
        let name = text("岗位名称").replace('\n', "");
        let (code, department, duties) = (text("岗位编号"), text("所在部门"), text("岗位职责"));
        // 不限, 无: there is nothing to judge, and nobody waits for a judgment.
        let asking = |text: String| if asks_nothing(&text) { String::new() } else { text };
        let subject = asking(text("专业要求"));
        let (other, own) = (asking(text("其他条件")), APART.map(|key| (key, text(key))));
        let other = whole(other, &own);
        let degree_text = text("学历要求");
        let (_, name_place) = row.cell("岗位名称");
        if name.is_empty() && !named {
            continue;
        }
        if name.is_empty() {
            reader.report(Problem::error("no-post-name", name_place, "缺岗位名称").advice("请填写岗位名称。"));
            continue;
        }
        without_department(row, &name, &department, &mut above, &mut reader);
        // 主任 of two departments are two posts, and are called by their department; nobody is appointed 副主任 of nothing.
        let place = department.replace('\n', "");
        let name = if shared.contains(&name) || !title::says_where(&name, &place, office) {
            title::of_department(&place, &name)
        } else {
            name
        };
        if let Some(first) = posts.iter().find(|post| post.name == name) {
            let advice = told_apart(first, row).unwrap_or_else(|| "请合并职数，或者改成不同的名称。".to_owned());
            reader.report(Problem::error("repeated-post", name_place, "岗位名称重复").found(&name).advice(advice));
            continue;
        }
        if let Some(first) = posts.iter().find(|post| !code.is_empty() && post.code == code) {
            let (_, place) = row.cell("岗位编号");
            let message = format!("岗位编号与“{}”重复", first.name);
            reader.report(
                Problem::error("repeated-post", place, message).found(&code).advice("请改成不同的编号，或者不编号。"),
            );
        }
        // A number that cannot be read is kept as such: the plan's would be another.
        let mut unread: Vec<&'static str> = Vec::new();
        let [seats, max_age, min_tenure] = limits(row, &mut reader, &mut unread);
        unread.extend(Some("岗位名称").filter(|_| row.doubtful));
        unread.extend(Some("职数").filter(|_| counted_elsewhere));
        let degree = asked(&degree_text).unwrap_or_else(|| {
            unread.push("学历要求");
            let (_, place) = row.cell("学历要求");
            reader.report(Problem::error("degree", place, "看不懂学历要求").found(&degree_text).advice(
                "请只填研究生、大学、大专、中专、高中或不限；要求学位、硕士、博士、全日制、国民教育的，写在“其他条件”里，由审查人判断。",
            ));
            Asked::AsPlan
        });
        let mut texts: Vec<(String, String)> = Vec::new();
        for (key, value) in row.known().filter(|(key, _)| !matches!(*key, "岗位职责" | "其他条件" | "专业要求"))
        {
            texts.push((key.to_owned(), clean(&value.show())));
        }
        texts.push(("岗位职责".to_owned(), duties));
        texts.push(("专业要求".to_owned(), subject.clone()));
        texts.push(("其他条件".to_owned(), other.clone()));
        for (header, _, value) in &row.others {
            texts.push((header.to_string(), clean(&value.show())));
        }
        posts.push(Post {
            at: row.place.clone(),
            code,
            name,
            seats: seats.unwrap_or(1).max(1),
            department,
            degree,
            subject,
            max_age,
            min_tenure,
            other,
            unread,
            texts,
        });
    }
    if let Some(table) = table.filter(|_| named)
        && posts.is_empty()
    {
        problems.push(Problem::error("no-posts", table.place.clone(), "没有岗位").advice("请在表头下面填写岗位。"));
    }
    posts
}
