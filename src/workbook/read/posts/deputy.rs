//! 付 for 副: 付主任. It sounds the same, and papers of appointment have 副 (a slip that is told of official papers).

use crate::language::title::HEADS;
use crate::problem::{Place, Problem};
use crate::workbook::plan_items::ItemKind;
use crate::workbook::read::plan::keys::{self, Key};
use crate::workbook::read::told::cells_with::{cells_with, is_worded};
use crate::workbook::schema::Column;
use crate::workbook::table::Table;
use crate::workbook::values::clean;

/// Columns that hold posts, careers among them. In a name 付 is a surname.
const COLUMNS: [&str; 16] = [
    "岗位名称",
    "报考岗位",
    "改报岗位",
    "岗位",
    "现工作单位及职务",
    "职级",
    "专业技术职务",
    "拟免职务",
    "成员工作单位及职务",
    "谈话对象职务",
    "职务",
    "内容",
    "简历",
    "岗位职责",
    "其他条件",
    "奖惩情况",
];

/// Posts that have deputies, besides the heads.
const POSTS: &[&str] = &["主任", "书记", "主席", "秘书长", "经理", "科级", "处级", "股级", "教授", "调研员"];

/// The slip in a text, and what follows it: 付主任.
fn slip(text: &str) -> Option<String> {
    text.match_indices('付').find_map(|(at, sign)| {
        let behind = text.get(at + sign.len()..)?;
        // 付总经理.
        let posts = || HEADS.iter().chain(POSTS);
        let post = posts().find(|post| behind.strip_prefix('总').unwrap_or(behind).starts_with(**post))?;
        let whole = if behind.starts_with('总') { "总" } else { "" };
        Some(format!("付{whole}{post}"))
    })
}

/// Tells of it where posts are written.
pub(crate) fn report(tables: &[Table], problems: &mut Vec<Problem>) {
    for table in tables {
        if table.schema.name == "方案" {
            plan(table, problems);
            continue;
        }
        let wanted = |column: &Column| is_worded(column) && COLUMNS.contains(&column.key);
        for (found, more) in cells_with(table, wanted, |_, text| slip(text)) {
            let problem = Problem { place: found.place.clone(), ..told(&found.part, &more) };
            problems.push(found.told(problem));
        }
    }
}

/// In the plan 付主任 may be a Mr Fu: names are left alone.
fn plan(table: &Table, problems: &mut Vec<Problem>) {
    for row in &table.rows {
        let (cell, place) = row.cell("内容");
        let names = match keys::find(&clean(&row.value("项目").show())) {
            Key::Known(item) => item.kind == ItemKind::Names,
            Key::Printed(_, kind) => kind == ItemKind::Names,
            Key::Unknown(_) => false,
        };
        let text = clean(&cell.show());
        if let Some(part) = slip(&text).filter(|_| !names) {
            problems.push(Problem { place, ..told(&part, "") }.found(text.replace('\n', " ")));
        }
    }
}

fn told(part: &str, more: &str) -> Problem {
    let message = format!("“{part}”像是把“副”写成了“付”，照印在文书上{more}");
    Problem::warning("deputy", Place::default(), message)
        .advice(format!("是副职的，请改成“{}”；姓付的不用改。", part.replacen('付', "副", 1)))
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn a_deputy_is_told_from_a_payment() {
        for (text, part) in [
            ("党政办公室付主任", Some("付主任")),
            ("某公司付总经理", Some("付总经理")),
            ("付科级", Some("付科级")),
            ("党政办公室副主任", None),
            ("财务支付中心主任", None),
            ("付建国", None),
        ] {
            assert_eq!(slip(text).as_deref(), part, "{text}");
        }
    }
}
