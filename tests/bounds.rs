//! Files made to take all the memory there is: each of ten megabytes at most, and whatever comes of it, reading it never takes two
//! gigabytes. The peak is the system's (VmHWM); where there is none to read, only that the reader ends is tested.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use jinggang::workbook::{read, read_bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The most that may be held, in KB.
const MOST: u64 = 2 << 20;

/// The longest a file of ten megabytes may take.
const LONGEST: Duration = Duration::from_secs(120);

/// A part of a package: its name, how it begins, what is repeated and how often, how it ends.
type Part<'a> = (&'a str, &'a str, &'a str, usize, &'a str);

fn package(parts: &[Part<'_>]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, head, body, times, tail) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(head.as_bytes()).unwrap();
        let many = (1 << 20) / body.len().max(1) + 1;
        let block = body.repeat(many.min(*times));
        let mut left = *times;
        while left > 0 && !body.is_empty() {
            let now = left.min(many);
            zip.write_all(&block.as_bytes()[..now * body.len()]).unwrap();
            left -= now;
        }
        zip.write_all(tail.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook as programs write it, with parts of ours in place of its own.
fn xlsx(parts: &[Part<'_>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("报名").unwrap().write(0, 0, "姓名").unwrap();
    let mut base = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let mut own: Vec<(String, String)> = Vec::new();
    for index in 0..base.len() {
        let mut entry = base.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        if parts.iter().any(|(part, ..)| *part == name) {
            continue;
        }
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        own.push((name, text));
    }
    let mut all: Vec<Part<'_>> = own.iter().map(|(name, text)| (name.as_str(), text.as_str(), "", 0, "")).collect();
    all.extend(parts);
    package(&all)
}

const SST: &str = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>";
const SHEET: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

fn ods(head: &str, body: &str, times: usize, tail: &str) -> Vec<u8> {
    let head =
        format!("<office:document-content><office:body><office:spreadsheet><table:table table:name=\"报名\">{head}");
    let tail = format!("{tail}</table:table></office:spreadsheet></office:body></office:document-content>");
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "", 0, ""),
        ("content.xml", &head, body, times, &tail),
    ])
}

fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|line| line.starts_with("VmHWM:"))?.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn no_small_file_takes_all_the_memory() {
    let png = {
        let mut out = Cursor::new(Vec::new());
        image::GrayImage::new(15_000, 15_000).write_to(&mut out, image::ImageFormat::Png).unwrap();
        out.into_inner()
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("照片")).unwrap();
    std::fs::write(folder.path().join("照片/张三.png"), &png).unwrap();
    std::fs::write(
        folder.path().join("名册.csv"),
        "姓名,性别,出生年月,身份证号,现工作单位及职务,报考岗位\n张三,男,1975.03,,甲,乙\n",
    )
    .unwrap();
    let base64 = "/9j/".repeat(2 << 20);
    let files: Vec<(&str, &str, Vec<u8>)> = vec![
        // Found by the fuzz target over whole files: a chain of sectors that comes back to its beginning.
        ("目录咬住自己的尾巴", "x.xls", include_bytes!("fixtures/bounds/目录咬住自己的尾巴.xls").to_vec()),
        (
            "一段文字半个吉",
            "x.xlsx",
            xlsx(&[
                (
                    "xl/worksheets/sheet1.xml",
                    SHEET,
                    "<row><c t=\"s\"><v>0</v></c></row>",
                    10,
                    "</sheetData></worksheet>",
                ),
                ("xl/sharedStrings.xml", SST, "aaaaaaaaaaaaaaaa", 30 << 20, "</t></si></sst>"),
            ]),
        ),
        (
            "一千万条空文字",
            "x.xlsx",
            xlsx(&[(
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
                "<si><t/></si>",
                10_000_000,
                "</sst>",
            )]),
        ),
        (
            "两千万个格子",
            "x.xlsx",
            xlsx(&[(
                "xl/worksheets/sheet1.xml",
                SHEET,
                "<row><c><v>1</v></c><c><v>1</v></c></row>",
                10_000_000,
                "</sheetData></worksheet>",
            )]),
        ),
        (
            "两头各一格",
            "x.xlsx",
            xlsx(&[(
                "xl/worksheets/sheet1.xml",
                SHEET,
                "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
                1,
                "</sheetData></worksheet>",
            )]),
        ),
        (
            "无数合并",
            "x.xlsx",
            xlsx(&[(
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><mergeCells>",
                "<mergeCell ref=\"A1:XFD1048576\"/>",
                2_000_000,
                "</mergeCells></worksheet>",
            )]),
        ),
        (
            "共用一条长文字",
            "x.xlsx",
            xlsx(&[
                (
                    "xl/worksheets/sheet1.xml",
                    SHEET,
                    "<row><c t=\"s\"><v>0</v></c></row>",
                    200_000,
                    "</sheetData></worksheet>",
                ),
                ("xl/sharedStrings.xml", SST, "aaaaaaaaaaaaaaaa", 2_000, "</t></si></sst>"),
            ]),
        ),
        (
            "行列都重复",
            "x.ods",
            ods(
                "",
                "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"1024\" office:value-type=\"string\"><text:p>a</text:p></table:table-cell></table:table-row>",
                100_000,
                "",
            ),
        ),
        (
            "一行里的重复",
            "x.ods",
            ods(
                "<table:table-row>",
                "<table:table-cell table:number-columns-repeated=\"1024\" office:value-type=\"string\"><text:p>a</text:p></table:table-cell>",
                2_000_000,
                "</table:table-row>",
            ),
        ),
        (
            "无数空格",
            "x.ods",
            ods(
                "<table:table-row><table:table-cell><text:p>",
                "<text:s text:c=\"1000000\"/>",
                10_000_000,
                "</text:p></table:table-cell></table:table-row>",
            ),
        ),
        ("五百万列", "x.csv", "a,".repeat(5 << 20).into_bytes()),
        (
            "五百万行",
            "x.csv",
            "姓名,性别\n"
                .to_owned()
                .into_bytes()
                .into_iter()
                .chain("a\n".repeat((5 << 20) - 64).into_bytes())
                .collect(),
        ),
        ("一个引号", "x.csv", format!("姓名,性别\n\"{}", "a,\"".repeat(3 << 20)).into_bytes()),
        ("深的元素", "x.lrmx", format!("<Person>{}", "<a>".repeat(3 << 20)).into_bytes()),
        (
            "大的照片",
            "x.lrmx",
            format!("<Person><XingMing>张三</XingMing><ZhaoPian>{base64}</ZhaoPian></Person>").into_bytes(),
        ),
        ("全是分隔", "x.lrm", format!("\"{}\"", "\",\"@#".repeat(1 << 20)).into_bytes()),
    ];
    let mut told = Vec::new();
    for (what, name, bytes) in &files {
        assert!(bytes.len() <= 10 << 20, "{what}: {}", bytes.len());
        let counted = std::fs::write("/proc/self/clear_refs", "5").is_ok();
        let started = Instant::now();
        let ended = match read_bytes(name, bytes) {
            Ok(reading) => format!("{} people, {} problems", reading.round.applicants.len(), reading.problems.len()),
            Err(error) => error.to_string(),
        };
        let peak = peak().filter(|_| counted).unwrap_or(0);
        println!("{what}: {} KB, {:.1?}, peak {} MB: {ended}", bytes.len() >> 10, started.elapsed(), peak >> 10);
        told.push((what, bytes.len(), started.elapsed(), peak, ended));
    }
    let counted = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let started = Instant::now();
    let reading = read(&folder.path().join("名册.csv")).unwrap();
    let told_photo: Vec<&str> =
        reading.problems.iter().map(|one| one.code).filter(|code| code.starts_with("photo")).collect();
    let peak = peak().filter(|_| counted).unwrap_or(0);
    told.push((&"一张大图", png.len(), started.elapsed(), peak, format!("{told_photo:?}")));
    for (what, _, time, peak, _) in &told {
        assert!(*peak < MOST, "{what}: {} MB", peak >> 10);
        assert!(*time < LONGEST, "{what}: {time:?}");
    }
}

/// A round of a hundred posts and so many people, who apply for one of them or for none that the plan has.
fn round(people: usize, post: impl Fn(usize) -> String) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut sheet = |name: &str, rows: Vec<Vec<String>>| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, cell).unwrap();
            }
        }
    };
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let plan =
        [["项目", "内容"], ["单位名称", "某镇"], ["年份", "2012"], ["报名截止", "2012-03-16"], ["最少报名人数", "3"]];
    sheet("方案", plan.iter().map(|cells| row(cells)).collect());
    let posts = (0..100).map(|index| row(&[&format!("第{index}科科长"), "1"]));
    sheet("岗位", std::iter::once(row(&["岗位名称", "职数"])).chain(posts).collect());
    let surnames: Vec<char> = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕".chars().collect();
    let given: Vec<char> = "一丁七万三上下不与专且世业东丝两严中丰临丹为主丽举".chars().collect();
    let name = |index: usize| {
        let (first, second) = (given[index / 20 % given.len()], given[index / 20 / given.len() % given.len()]);
        format!("{}{first}{second}", surnames[index % 20])
    };
    let applicants = (0..people).map(|index| row(&[&name(index), "男", "1980.01", &post(index), "2012-03-13"]));
    let head = row(&["姓名", "性别", "出生年月", "报考岗位", "报名时间"]);
    sheet("报名", std::iter::once(head).chain(applicants).collect());
    let review = ["姓名", "审查结论"];
    sheet("资格审查", vec![row(&review), row(&[&name(0), "符合"])]);
    book.save_to_buffer().unwrap()
}

#[test]
fn posts_that_are_not_understood_take_no_longer_with_more_people() {
    use jinggang::procedure::Decisions;
    let taken = |people: usize, post: &dyn Fn(usize) -> String| {
        let round = read_bytes("轮次.xlsx", &round(people, post)).unwrap().round;
        assert_eq!((round.applicants.len(), round.posts.len()), (people, 100));
        let runs = (0..3).map(|_| {
            let started = Instant::now();
            let decisions = Decisions::of(&round);
            (started.elapsed(), decisions)
        });
        runs.min_by_key(|(taken, _)| *taken).unwrap()
    };
    let (known, _) = taken(4_000, &|index| format!("第{}科科长", index % 100));
    let (unknown, decisions) = taken(4_000, &|index| format!("综合{}处处长", index % 100));
    println!("understood {known:?}, not understood {unknown:?}");
    assert!(unknown < known * 4 + Duration::from_millis(500), "{known:?} {unknown:?}");
    // Nor is everybody named for each post.
    let told: Vec<&String> = decisions.undecided.iter().flatten().collect();
    assert!(told.iter().all(|reason| reason.chars().count() < 120), "{:?}", told.first());
}

/// A document is laid out several times, and cells of automatic columns more often; what lies in each other must not multiply that.
#[test]
fn tables_in_each_other_take_as_much_as_they_hold() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("一.typ"), folder.path().join("一.docx"));
    let nested = "#let f(n) = if n == 0 [末] else { table(columns: 1, inset: 1pt, f(n - 1)) }\n#f(16)\n\
                  #let g(n) = if n == 0 [末] else { grid(columns: 2, g(n - 1), [右]) }\n#g(16)";
    std::fs::write(&file, nested).unwrap();
    let program = assert_cmd::cargo::cargo_bin("jinggang");
    // The shell's bound is one of addresses; where there is none only the time is tested.
    let bounded = format!("ulimit -v {MOST}; exec \"$0\" \"$@\"");
    let mut command = match cfg!(target_os = "linux") {
        true => std::process::Command::new("sh"),
        false => std::process::Command::new(&program),
    };
    if cfg!(target_os = "linux") {
        command.args(["-c", bounded.as_str()]).arg(&program);
    }
    let started = Instant::now();
    let ended = command.arg("render").arg(&file).arg("-o").arg(&out).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    assert!(out.exists());
}

/// A name for each number, no two alike, of a stock of characters.
fn name_of(number: usize, stock: &str) -> String {
    let stock: Vec<char> = stock.chars().collect();
    let of = stock.len();
    [number, number / of, number / of / of, number / of / of / of].iter().map(|part| stock[part % of]).collect()
}

const ONE: &str = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨";
const OTHER: &str = "一丁七万三上下不与专且世业东丝";

#[test]
fn marks_of_people_whom_nobody_knows_take_no_longer_than_those_of_others() {
    let taken = |marked: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let mut sheet = |name: &str, head: [&str; 2], second: &str, stock: &str| {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            sheet.write_row(0, 0, head).unwrap();
            for row in 0..6_000 {
                sheet.write_row(row as u32 + 1, 0, [&name_of(row, stock), second]).unwrap();
            }
        };
        sheet("报名", ["姓名", "性别"], "男", ONE);
        sheet("成绩", ["姓名", "笔试成绩"], "80", marked);
        let bytes = book.save_to_buffer().unwrap();
        let started = Instant::now();
        let reading = read_bytes("轮次.xlsx", &bytes).unwrap();
        let unknown = reading.problems.iter().filter(|one| one.code == "unknown-person").count();
        (started.elapsed(), unknown)
    };
    let ((known, none), (unknown, all)) = (taken(ONE), taken(OTHER));
    println!("known {known:?}, unknown {unknown:?}");
    assert_eq!((none, all), (0, 6_000));
    assert!(unknown < known * 4 + Duration::from_millis(500), "{known:?} {unknown:?}");
}

#[test]
fn remarks_in_every_row_take_no_longer_with_more_people() {
    let taken = |remark: &str| {
        let rows = (0..40_000).map(|row| format!("{},男,1980.05,{remark}\n", name_of(row, ONE)));
        let text: String = std::iter::once("姓名,性别,出生年月,备注\n".to_owned()).chain(rows).collect();
        let started = Instant::now();
        let reading = read_bytes("名册.csv", text.as_bytes()).unwrap();
        let told = reading.problems.iter().filter(|one| one.code == "unread-remark").count();
        (started.elapsed(), told)
    };
    let ((plain, none), (remarked, all)) = (taken("材料已交"), taken("改报乙科科长"));
    println!("plain {plain:?}, remarked {remarked:?}");
    assert_eq!((none, all), (0, 40_000));
    assert!(remarked < plain * 4 + Duration::from_millis(500), "{plain:?} {remarked:?}");
}
