//! Rosters of 1,000 to 100,000 rows of 40 columns, read and checked: `cargo bench --bench rosters`.
//!
//! Each is read in a process of its own, which tells its peak of memory. The time for a row should not grow with their number. Rows hold what rosters hold; every hundredth has a mistake.
#![allow(clippy::expect_used, reason = "a bench that cannot run should stop")]

use std::io::Write;
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

/// A .ods, as LibreOffice writes its cells.
fn ods(path: &Path, rows: usize) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("mimetype", options).expect("a part");
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet").expect("its content");
    zip.start_file("content.xml", options).expect("a part");
    zip.write_all(b"<office:document-content><office:body><office:spreadsheet><table:table table:name=\"\xE6\x8A\xA5\xE5\x90\x8D\">")
        .expect("its content");
    for row in 0..=rows {
        let mut line = String::from("<table:table-row>");
        for column in 0..40 {
            let text = if row == 0 { header(column) } else { cell(row, column) };
            line.push_str("<table:table-cell office:value-type=\"string\"><text:p>");
            line.push_str(&text);
            line.push_str("</text:p></table:table-cell>");
        }
        line.push_str("</table:table-row>");
        zip.write_all(line.as_bytes()).expect("its content");
    }
    zip.write_all(b"</table:table></office:spreadsheet></office:body></office:document-content>").expect("its content");
    zip.finish().expect("a package");
}

/// The highest resident memory so far, in MB; nothing on systems that do not tell.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let size = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|size| size.parse::<u64>().ok());
    size.map(|size| (size >> 10).to_string()).unwrap_or_default()
}

/// The processor's time so far, in seconds: on a busy machine it says more than the clock. Nothing on systems that do not tell.
fn processor() -> String {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the program's name in brackets: utime and stime are the 12th and 13th, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit_once(") ").map(|(_, rest)| rest.split(' ').collect()).unwrap_or_default();
    let ticks: Option<u64> = fields.get(11..13).and_then(|own| own.iter().map(|text| text.parse::<u64>().ok()).sum());
    ticks.map(|ticks| format!("{:.2}", ticks as f64 / 100.0)).unwrap_or_default()
}

/// Reads one roster and tells about it. In a process of its own, so that the memory is that of reading alone.
fn measure(path: &str) {
    let started = Instant::now();
    let reading = read(Path::new(path)).expect("a roster");
    let seconds = started.elapsed().as_secs_f64();
    let people = reading.round.applicants.len();
    println!(
        "{seconds:>10.2} {:>8} {:>12.0} {:>8} {people:>10} {:>10}",
        processor(),
        people as f64 / seconds,
        peak(),
        reading.problems.len()
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--read") {
        measure(arguments.get(at + 1).expect("a path"));
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    println!(
        "{:>8} {:>6} {:>10} {:>8} {:>12} {:>8} {:>10} {:>10}",
        "rows", "kind", "seconds", "cpu s", "rows/second", "peak MB", "people", "problems"
    );
    for rows in [1_000, 10_000, 100_000] {
        for (kind, write) in [("xlsx", xlsx as fn(&Path, usize)), ("ods", ods), ("csv", csv)] {
            let path = folder.path().join(format!("{rows}.{kind}"));
            write(&path, rows);
            let own = std::env::current_exe().expect("this program");
            let ended = std::process::Command::new(own).arg("--read").arg(&path).output().expect("it runs");
            print!("{rows:>8} {kind:>6} {}", String::from_utf8_lossy(&ended.stdout));
            std::fs::remove_file(&path).ok();
        }
    }
}
