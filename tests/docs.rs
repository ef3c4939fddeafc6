//! docs/工作簿.md says what the program reads, so it is made from the same tables. `UPDATE_DOCS=1 cargo test --release --test docs`
//! writes it anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use std::fmt::Write;
use std::path::Path;

use jinggang::workbook::plan_items::{ITEMS, ItemKind};
use jinggang::workbook::schema::{Column, Kind, SHEETS};

#[test]
fn the_workbook_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/工作簿.md");
    let wanted = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(held == wanted, "docs/工作簿.md is out of date: UPDATE_DOCS=1 cargo test --release --test docs");
}

fn page() -> String {
    let mut out = String::from(
        "# 工作簿\n\n<!-- 由 tests/docs.rs 按程序里的表生成，不要手改。 -->\n\n\
        一本工作簿就是全部输入，照片放在旁边的“照片”文件夹里，用身份证号或姓名作文件名。`jinggang new 文件夹` 给出一本空白的，\
        `jinggang new 文件夹 --sample` 给出一本填好的。\n\n\
        - 文件按内容认，不看扩展名：.xlsx、.xlsm、.xlsb、.xls、.et、.ods，UTF-8、UTF-16 或 GB18030（GBK）的 CSV 和制表符分隔的文字。\
        网页另存的假 .xls、设了密码的、损坏的文件会说明原因，不读。\n\
        - 各表先按名称找；没有这个名称的，按表头找。各列按表头找：列的先后、从哪一格开始、表头上面的大标题、两三行的表头、表头里的空格、换行和\
        括号都不影响；每页重复的表头、合计行、填表说明和签名行不当作人员。表名和列名的别名见各表。\n\
        - 只有一张花名册、没有“方案”和“岗位”的文件也可以 `check`：人员照样逐格检查。\n\
        - 程序不认识的列原样交给模板，用它自己的表头作名称；公开的文书除外。\n\
        - 人员按身份证号对应，没有身份证号的按姓名（姓名不能重复）。\n\
        - 暂时用不到的表可以没有；用到它的文书会写明在等什么。\n\n",
    );
    for sheet in SHEETS {
        writeln!(out, "## {}\n\n{}。", sheet.name, sheet.purpose).unwrap();
        if !sheet.synonyms.is_empty() {
            writeln!(out, "表名也可以是：{}。", sheet.synonyms.join("、")).unwrap();
        }
        out.push('\n');
        if sheet.name == "方案" {
            out.push_str("| 项目 | 填什么 | 不填时 | 说明 |\n|---|---|---|---|\n");
            for item in ITEMS {
                let default = item.default.unwrap_or("");
                writeln!(out, "| {} | {} | {default} | {} |", item.key, item_kind(&item.kind), item.note).unwrap();
            }
        } else {
            out.push_str("| 列 | 填什么 | 必填 | 列名也可以是 | 说明 |\n|---|---|---|---|---|\n");
            for column in sheet.columns.iter().filter(|column| column.offered) {
                writeln!(
                    out,
                    "| {} | {} | {} | {} | {} |",
                    header(column),
                    kind(column.kind),
                    if column.required { "是" } else { "" },
                    [column.synonyms, column.loose].concat().join("、"),
                    column.note
                )
                .unwrap();
            }
        }
        let understood: Vec<String> = sheet
            .columns
            .iter()
            .filter(|column| !column.offered)
            .map(|column| match column.synonyms {
                [] => column.key.to_owned(),
                names => format!("{}（{}）", column.key, names.join("、")),
            })
            .collect();
        if !understood.is_empty() {
            writeln!(out, "\n现成的名册里还认得这些列：{}。", understood.join("，")).unwrap();
        }
        out.push('\n');
    }
    format!("{}\n", out.trim_end())
}

fn header(column: &Column) -> String {
    match column.group {
        Some(group) => format!("{group} / {}", column.label),
        None => column.label.to_owned(),
    }
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text => "文字".into(),
        Kind::LongText => "文字，可以多行".into(),
        Kind::Name => "姓名".into(),
        Kind::IdNumber => "18位身份证号，文本格式".into(),
        Kind::Phone => "电话，文本格式".into(),
        Kind::Code => "编号，文本格式".into(),
        Kind::Month => "年月，如 1975.03".into(),
        Kind::Date => "日期，如 2012-03-16".into(),
        Kind::Score => "0到100的分数，或“缺考”".into(),
        Kind::Count => "整数".into(),
        Kind::Choice(words) => words.join("、"),
    }
}

fn item_kind(kind: &ItemKind) -> String {
    match kind {
        ItemKind::Choice(words) => words.join("、"),
        ItemKind::Text => "文字".into(),
        ItemKind::Names => "姓名，用顿号分开".into(),
        ItemKind::Date => "日期".into(),
        ItemKind::When => "日期、时间，照写".into(),
        ItemKind::Millimetres => "毫米，可以是负数".into(),
        ItemKind::Count => "整数".into(),
        ItemKind::Decimal => "小数或百分数".into(),
        ItemKind::Fraction => "比例，如 2/3、10%".into(),
        ItemKind::Years => "年份，用顿号分开".into(),
    }
}
