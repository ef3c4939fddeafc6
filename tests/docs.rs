//! docs/工作簿.md says what the program reads and docs/规则.md by which rules it decides; the tables on both are made from the program's own.
//! `UPDATE_DOCS=1 cargo test --release --test docs` writes them anew.
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

use jinggang::procedure::Rule;
use jinggang::workbook::plan_items::{ITEMS, ItemKind};
use jinggang::workbook::plan_of;
use jinggang::workbook::printed_items::PRINTED;
use jinggang::workbook::schema::{Column, Kind, SHEETS};
use support::frames::Desk;
use support::sample_folder;

#[test]
fn the_workbook_page_is_up_to_date() {
    up_to_date("docs/工作簿.md", &page());
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    up_to_date("docs/规则.md", &rules());
}

/// What stands around the part of a page that is made from the program's tables.
const BEGIN: &str = "<!-- 以下由 tests/docs.rs 按程序里的表生成，不要手改。 -->";
const END: &str = "<!-- 生成的到这里。 -->";

/// The made part of a page is what it should be; the rest of it is written by hand.
fn up_to_date(name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let held = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = held.split_once(BEGIN).unwrap_or_else(|| panic!("{name}: {BEGIN}"));
    let (made, after) = rest.split_once(END).unwrap_or_else(|| panic!("{name}: {END}"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}\n\n{wanted}\n{END}{after}")).unwrap();
    } else {
        assert!(
            made == format!("\n\n{wanted}\n"),
            "{name} is out of date: UPDATE_DOCS=1 cargo test --release --test docs"
        );
    }
}

/// Each rule as it holds when the plan says nothing, and what of it the plan may set.
fn rules() -> String {
    let mut out = String::from("| 规则 | 不填时 | 方案里可以改的项目 |\n|---|---|---|\n");
    let plan = plan_of(&[("年份", "2012"), ("报名截止", "2012-03-16")]).0;
    for rule in Rule::ALL {
        writeln!(out, "| {} | {} | {} |", rule.name(), rule.of(&plan).text, rule.items().join("、")).unwrap();
    }
    out
}

/// Which years' holidays come with the program, as the page says.
#[test]
fn the_workbook_page_names_the_years_of_holidays() {
    let (first, last) = jinggang::language::arrangements::years().unwrap();
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/工作簿.md")).unwrap();
    assert!(page.contains(&format!("{first}年到{last}年国务院办公厅的放假和调休安排程序里有")));
}

/// The page says how many documents the suite has, and how many of them agree with LibreOffice's pages to a millimetre and a half.
#[test]
fn the_suites_figures_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/docx.md")).unwrap();
    let figure = |number: usize| {
        let digits = number.to_string();
        match digits.len().checked_sub(3) {
            Some(at) if at > 0 => format!("{},{}", &digits[..at], &digits[at..]),
            _ => digits,
        }
    };
    fn documents(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(
                |path| {
                    if path.is_dir() {
                        documents(&path)
                    } else {
                        path.extension().is_some_and(|end| end == "typ").into()
                    }
                },
            )
            .sum()
    }
    let all = figure(documents(&root.join("tests/docx/suite")));
    let passes = figure(std::fs::read_to_string(root.join("tests/docx/passes.txt")).unwrap().lines().count());
    for wanted in [format!("the {all} small documents"), format!("({passes} of {all} with LibreOffice")] {
        assert!(page.contains(&wanted), "docs/docx.md does not say “{wanted}”");
    }
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

/// Every sheet and its columns.
fn page() -> String {
    let mut out = String::new();
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
            out.push_str("\n照填的内容印在文书上、规则不用的项目，都可以不填：\n\n| 项目 | 说明 |\n|---|---|\n");
            for (key, _, note) in PRINTED {
                writeln!(out, "| {key} | {note} |").unwrap();
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
        ItemKind::Words(words) => format!("{}，可以几个", words.join("、")),
        ItemKind::Text => "文字".into(),
        ItemKind::Names => "姓名，用顿号分开".into(),
        ItemKind::Date => "日期".into(),
        ItemKind::Dates => "日期，用顿号分开".into(),
        ItemKind::When => "日期、时间，照写".into(),
        ItemKind::Phone => "电话，文本格式".into(),
        ItemKind::Addressee | ItemKind::CopiedTo | ItemKind::Number => "文字".into(),
        ItemKind::Millimetres => "毫米，可以是负数".into(),
        ItemKind::Count => "整数".into(),
        ItemKind::Applicants => "整数，或者与职数的比例，如 3:1".into(),
        ItemKind::Span => "年数，或者几个月".into(),
        ItemKind::Decimal => "数字，可以有小数".into(),
        ItemKind::Fraction => "比例，如 2/3、10%".into(),
        ItemKind::Share { .. } => "比例，如 2/3、3/4以上、超过60%".into(),
        ItemKind::Years => "年份，用顿号分开".into(),
    }
}

/// Whatever a template takes from the plan is offered in the guided workbook.
#[test]
fn every_item_a_template_asks_for_is_offered() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut asked = 0;
    for file in folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()) {
        let text = std::fs::read_to_string(&file).unwrap();
        for rest in ["项(数据, \"", "文号或空(数据, \""].into_iter().flat_map(|call| text.split(call).skip(1))
        {
            let key = rest.split('"').next().unwrap();
            let known = ITEMS.iter().any(|item| item.key == key) || PRINTED.iter().any(|(own, ..)| *own == key);
            assert!(known, "{}: {key}", file.display());
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
}
