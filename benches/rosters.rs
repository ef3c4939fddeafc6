//! Rosters of 1,000 to 100,000 rows of 40 columns, read and checked: `cargo bench --bench rosters`.
//!
//! The time for a row should not grow with their number. Rows hold what rosters hold; every hundredth has a mistake.
#![allow(clippy::expect_used, reason = "a bench that cannot run should stop")]

use std::path::Path;
use std::time::Instant;

use jinggang::workbook::read;
use rust_xlsxwriter::Workbook;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const KNOWN: [&str; 16] = [
    "序号",
    "姓名",
    "性别",
    "出生年月",
    "民族",
    "政治面貌",
    "入党时间",
    "参加工作时间",
    "身份证号",
    "全日制学历",
    "全日制学位",
    "现工作单位及职务",
    "任现职时间",
    "报考岗位",
    "手机",
    "年度考核",
];

/// An identity number of its own for each row.
fn identity(row: usize) -> String {
    let first =
        format!("320506{}{:02}{:02}{:03}", 1960 + row % 35, 1 + row / 35 % 12, 1 + row / 420 % 28, row / 11_760 % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = first.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight).sum();
    let check = "10X98765432".chars().nth(sum as usize % 11).unwrap_or('0');
    format!("{first}{check}")
}

fn cell(row: usize, column: usize) -> String {
    let id = identity(row);
    let digit = |at: usize| id.as_bytes().get(at).copied().unwrap_or(b'0');
    match KNOWN.get(column).copied() {
        Some("序号") => row.to_string(),
        Some("姓名") => format!("张{}", char::from_u32(0x4E00 + (row % 20_000) as u32).unwrap_or('三')),
        Some("性别") => if digit(16) % 2 == 1 { "男" } else { "女" }.to_owned(),
        Some("出生年月") if row.is_multiple_of(100) => "1975年13月".to_owned(),
        Some("出生年月") => format!("{}.{}", id.get(6..10).unwrap_or_default(), id.get(10..12).unwrap_or_default()),
        Some("民族") => "汉族".to_owned(),
        Some("政治面貌") => "中共党员".to_owned(),
        Some("入党时间" | "参加工作时间" | "任现职时间") => "1999.07".to_owned(),
        Some("身份证号") => id,
        Some("全日制学历") => "大学".to_owned(),
        Some("全日制学位") => "文学学士".to_owned(),
        Some("现工作单位及职务") => format!("某镇第{}办公室科员", row % 50),
        Some("报考岗位") => "党政办公室副主任".to_owned(),
        Some("手机") => format!("138{:08}", row % 100_000_000),
        Some("年度考核") => "2009年称职、2010年优秀、2011年称职".to_owned(),
        _ => format!("内容{}", (row + column) % 1000),
    }
}

fn header(column: usize) -> String {
    KNOWN.get(column).map_or_else(|| format!("其他{column}"), |name| (*name).to_owned())
}

fn xlsx(path: &Path, rows: usize) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..=rows {
        for column in 0..40 {
            let text = if row == 0 { header(column) } else { cell(row, column) };
            sheet.write_string(row as u32, column as u16, text).expect("a cell");
        }
    }
    book.save(path).expect("a workbook");
}

fn csv(path: &Path, rows: usize) {
    let line = |row: usize| {
        let cells: Vec<String> =
            (0..40).map(|column| if row == 0 { header(column) } else { cell(row, column) }).collect();
        cells.join(",")
    };
    let lines: Vec<String> = (0..=rows).map(line).collect();
    std::fs::write(path, lines.join("\n")).expect("a file");
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    println!("{:>8} {:>6} {:>10} {:>12} {:>10} {:>10}", "rows", "kind", "seconds", "rows/second", "people", "problems");
    for rows in [1_000, 10_000, 100_000] {
        for kind in ["xlsx", "csv"] {
            let path = folder.path().join(format!("{rows}.{kind}"));
            if kind == "xlsx" {
                xlsx(&path, rows)
            } else {
                csv(&path, rows)
            }
            let started = Instant::now();
            let reading = read(&path).expect("a roster");
            let seconds = started.elapsed().as_secs_f64();
            println!(
                "{rows:>8} {kind:>6} {seconds:>10.2} {:>12.0} {:>10} {:>10}",
                rows as f64 / seconds,
                reading.round.applicants.len(),
                reading.problems.len()
            );
        }
    }
}
