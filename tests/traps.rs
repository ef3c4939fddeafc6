//! One roster for each trap (tools/fixtures/traps.py, written by openpyxl and LibreOffice; a few by rust_xlsxwriter here): the very
//! sentence it gives at the very cell, and nothing else. What is right gives none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jinggang::round::{Applicant, PhotoSource};
use jinggang::workbook::{Reading, read};
use rust_xlsxwriter::{Image, Workbook};
use support::{Book, Cell};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/traps").join(name)
}

fn told(reading: &Reading) -> Vec<String> {
    reading
        .problems
        .iter()
        .filter(|one| one.code != "only-roster" && one.code != "no-photos")
        .map(|one| format!("{} {} {one}", one.severity.as_str(), one.code))
        .collect()
}

fn reading(name: &str) -> Reading {
    read(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn each_trap_has_its_sentence() {
    let list = std::fs::read_to_string(fixture("说的话.txt")).unwrap_or_default();
    let mut files: Vec<String> = std::fs::read_dir(fixture(""))
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".txt"))
        .collect();
    files.sort();
    let mut now = String::new();
    for name in &files {
        for book in books(name) {
            now.push_str(&format!("{book}\n"));
            for line in told(&reading(&book)) {
                now.push_str(&format!("    {line}\n"));
            }
        }
    }
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(fixture("说的话.txt"), &now).unwrap();
    }
    assert_eq!(
        now,
        list.replace("\r\n", "\n"),
        "UPDATE_SNAPSHOTS=1 cargo test --release --test traps, and look at what changed"
    );
    // Each is about one thing: a file named after a trap says something, and of one kind.
    for name in &files {
        for book in books(name) {
            let kinds: std::collections::BTreeSet<&str> = reading(&book)
                .problems
                .iter()
                .filter(|one| one.code != "only-roster" && one.code != "no-photos")
                .map(|one| one.code)
                .collect();
            let right = ["没有错", "小写全角", "照片CMYK", "照片横放", "照片大写", "图片在格子里"]
                .iter()
                .any(|word| book.contains(word));
            assert_eq!(kinds.len(), usize::from(!right), "{book}: {kinds:?}");
        }
    }
}

/// The workbooks of an entry: itself, or those in the folder that it is.
fn books(name: &str) -> Vec<String> {
    if !fixture(name).is_dir() {
        return vec![name.to_owned()];
    }
    let mut inside: Vec<String> = std::fs::read_dir(fixture(name))
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| format!("{name}/{}", entry.file_name().into_string().unwrap()))
        .collect();
    inside.sort();
    inside
}

fn photo(applicant: &Applicant) -> Option<Vec<u8>> {
    applicant.photo.as_ref().map(|photo| match &photo.source {
        PhotoSource::File(path) => std::fs::read(path).unwrap(),
        PhotoSource::Embedded(bytes) => bytes.to_vec(),
    })
}

#[test]
fn pictures_in_cells_are_the_same_in_every_format() {
    let first: Vec<Option<Vec<u8>>> = reading("图片在格子里/名册.xlsx").round.applicants.iter().map(photo).collect();
    assert!(first.iter().all(Option::is_some));
    for name in ["图片在格子里/名册.ods", "图片在格子里/名册.xls"] {
        let other: Vec<Option<Vec<u8>>> = reading(name).round.applicants.iter().map(photo).collect();
        assert_eq!(other.len(), first.len(), "{name}");
        for (one, other) in first.iter().zip(&other) {
            let pixels = |bytes: &Option<Vec<u8>>| {
                let picture = image::load_from_memory(bytes.as_ref().unwrap()).unwrap().to_rgb8();
                (picture.dimensions(), *picture.get_pixel(10, 400), *picture.get_pixel(10, 10))
            };
            // LibreOffice may write the picture anew, but it is the same picture.
            let (held, read) = (pixels(one), pixels(other));
            assert_eq!(held.0, read.0, "{name}");
            let near = |a: image::Rgb<u8>, b: image::Rgb<u8>| a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) < 6);
            assert!(near(held.1, read.1) && near(held.2, read.2), "{name}");
        }
    }
}

#[test]
fn a_picture_placed_in_a_cell_by_excel_is_a_photograph() {
    let folder = tempfile::tempdir().unwrap();
    let portrait = std::fs::read(fixture("照片大写/照片/张三.JPG")).unwrap();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("报名").unwrap();
    for (column, text) in
        ["姓名", "性别", "出生年月", "身份证号", "现工作单位及职务", "报考岗位", "照片"].iter().enumerate()
    {
        sheet.write_string(0, column as u16, *text).unwrap();
    }
    for (column, text) in ["张三", "男", "1975.03", "320506197503140016", "某镇科员", "副主任"].iter().enumerate()
    {
        sheet.write_string(1, column as u16, *text).unwrap();
    }
    sheet.embed_image(1, 6, &Image::new_from_buffer(&portrait).unwrap()).unwrap();
    let path = folder.path().join("名册.xlsx");
    workbook.save(&path).unwrap();
    let reading = read(&path).unwrap();
    assert_eq!(told(&reading), Vec::<String>::new());
    assert_eq!(photo(&reading.round.applicants[0]), Some(portrait));
}

/// The sample with one more column in 报名 that holds a text for one person.
fn with_column(header: &str, who: &str, text: &str) -> Book {
    let mut book = Book::sample();
    let sheet = &mut book.sheets.iter_mut().find(|(name, _)| name == "报名").unwrap().1;
    sheet[0].push(Cell::Text(header.into()));
    for row in sheet.iter_mut().skip(1) {
        row.push(Cell::Text(String::new()));
    }
    book.set("报名", who, header, Cell::Text(text.into()));
    book
}

#[test]
fn an_age_is_compared_with_the_birth() {
    let folder = tempfile::tempdir().unwrap();
    let ages = |age: &str| {
        with_column("年龄", "方启东", age).write(folder.path());
        told(&read(folder.path()).unwrap()).into_iter().filter(|line| line.contains("age-differs")).collect::<Vec<_>>()
    };
    // 方启东 was born in April 1979; ages are counted to a day of March 2012.
    for right in ["32", "33", "33岁", "３３周岁", "34", "虚34", "—", ""] {
        assert_eq!(ages(right), Vec::<String>::new(), "{right}");
    }
    for wrong in ["31", "35", "43岁"] {
        let told = ages(wrong);
        assert_eq!(told.len(), 1, "{wrong}: {told:?}");
        assert!(
            told[0].starts_with("提醒 age-differs “报名”表 ") && told[0].contains(&format!("填的是“{wrong}”")),
            "{told:?}"
        );
    }
}

#[test]
fn later_sheets_have_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let before = {
        Book::sample().write(folder.path());
        told(&read(folder.path()).unwrap())
    };
    assert_eq!(before, Vec::<String>::new(), "the sample has nothing wrong");
    for (sheet, who, column, cell, code, words) in [
        ("成绩", "方启东", "笔试成绩", Cell::Text("860".into()), "score", "成绩"),
        ("成绩", "方启东", "笔试成绩", Cell::Text("良好".into()), "score", "成绩"),
        ("报名", "方启东", "报考岗位", Cell::Text("没有的岗位".into()), "unknown-post", "“岗位”表里没有这个岗位"),
        ("报名", "方启东", "编制类别", Cell::Text("正式".into()), "employment", "看不懂编制类别"),
        ("资格审查", "方启东", "在编在职", Cell::Text("也许".into()), "choice", "只能填“是”或“否”"),
    ] {
        let mut book = Book::sample();
        let at = book.set(sheet, who, column, cell);
        book.write(folder.path());
        let told = told(&read(folder.path()).unwrap());
        assert!(
            told.len() == 1
                && told[0].contains(&format!(" {code} “{sheet}”表 {at}（{who}）"))
                && told[0].contains(words),
            "{sheet} {column}: {told:?}"
        );
    }
}

/// Rosters that say something else in another format for good reason: LibreOffice computes a formula when it opens the file.
const OTHERWISE: &[&str] = &["公式没有结果.xlsx"];

#[test]
fn the_same_traps_are_told_in_every_format() {
    if Command::new("soffice").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "soffice must be there in CI");
        eprintln!("skipped: soffice not installed");
        return;
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(fixture(""))
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .filter(|path| !OTHERWISE.contains(&path.file_name().unwrap().to_str().unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 40, "{}", files.len());
    let folder = tempfile::tempdir().unwrap();
    for (kind, ending) in [("ods", "ods"), ("xls:MS Excel 97", "xls"), ("xlsx:Calc MS Excel 2007 XML", "xlsx")] {
        let out = folder.path().join(ending);
        let status = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
            .args(["--headless", "--convert-to", kind, "--outdir"])
            .arg(&out)
            .args(&files)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{kind}");
        for file in &files {
            let stem = file.file_stem().unwrap().to_str().unwrap();
            // What names the file names it with its own ending.
            let bare = |reading: &Reading, ending: &str| -> Vec<String> {
                told(reading).into_iter().map(|line| line.replace(&format!("{stem}.{ending}"), stem)).collect()
            };
            let (first, other) = (read(file).unwrap(), read(&out.join(format!("{stem}.{ending}"))).unwrap());
            assert_eq!(bare(&other, ending), bare(&first, "xlsx"), "{stem}.{ending}");
            let people = |reading: &Reading| -> Vec<String> {
                let of = |one: &Applicant| {
                    format!("{} {:?} {:?} {:?}", one.name, one.sex, one.birth.as_ref().map(|at| at.value), one.texts)
                };
                reading.round.applicants.iter().map(of).collect()
            };
            assert_eq!(people(&other), people(&first), "{stem}.{ending}");
        }
    }
}
