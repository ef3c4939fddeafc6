//! docs/工作簿.md says what the program reads, so it is made from the same tables. `UPDATE_DOCS=1 cargo test --release --test docs`
//! writes it anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::fmt::Write;
use std::path::Path;

use jinggang::workbook::plan_items::{ITEMS, ItemKind};
use jinggang::workbook::schema::{Column, Kind, SHEETS};
use support::frames::Desk;
use support::sample_folder;

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

#[test]
fn the_examples_of_the_handbook_can_be_set() {
    let handbook = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/模板手册.md")).unwrap();
    let examples: Vec<&str> =
        handbook.split("```typ\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() >= 4);
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("模板/9-手册");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::copy(sample_folder().join("轮次.xlsx"), folder.path().join("轮次.xlsx")).unwrap();
    for (index, example) in examples.iter().enumerate() {
        std::fs::write(templates.join(format!("例{index}.typ")), example).unwrap();
    }
    let desk = Desk::of(folder.path());
    assert!(desk.office.broken.is_empty(), "{:?}", desk.office.broken);
    for index in 0..examples.len() {
        let (facts, overflowing) = desk.laid_out(&format!("例{index}"), "");
        assert!(!facts.texts.is_empty() && overflowing.is_empty(), "example {index}");
    }
    // Every picture it shows is there.
    for rest in handbook.split("](images/").skip(1) {
        let name = rest.split(')').next().unwrap();
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images").join(name).is_file(), "{name}");
    }
}

fn page() -> String {
    let mut out = String::from(
        "# 工作簿\n\n<!-- 由 tests/docs.rs 按程序里的表生成，不要手改。 -->\n\n\
        一本工作簿就是全部输入，照片放在旁边的“照片”文件夹里，用身份证号或姓名作文件名。`jinggang new 文件夹` 给出一本空白的，\
        `jinggang new 文件夹 --sample` 给出一本填好的。\n\n\
        - 各表按名称找，各列按表头找：列的先后、表头上面的大标题、两行的表头、表头里的空格和换行都不影响。表名和列名的别名见各表。\n\
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
            for column in sheet.columns {
                writeln!(
                    out,
                    "| {} | {} | {} | {} | {} |",
                    header(column),
                    kind(column.kind),
                    if column.required { "是" } else { "" },
                    column.synonyms.join("、"),
                    column.note
                )
                .unwrap();
            }
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
