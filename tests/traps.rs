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

/// What is told of the sample with some cells changed, but for what the change brings with it elsewhere.
fn told_with(change: impl FnOnce(&mut Book), code: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    change(&mut book);
    book.write(folder.path());
    told(&read(folder.path()).unwrap()).into_iter().filter(|line| line.contains(code)).collect()
}

#[test]
fn a_number_that_two_people_have_is_told() {
    let of = |sheet: &str, key: &str, who: &str, text: &str| {
        told_with(|book| drop(book.set(sheet, who, key, Cell::Text(text.into()))), "repeated-number")
    };
    let mut book = Book::sample();
    let column = book.column("成绩", "准考证号");
    let (_, rows) = book.sheets.iter().find(|(name, _)| name == "成绩").unwrap();
    let Cell::Text(first) = rows[1][column].clone() else { panic!("a number") };
    let told = of("成绩", "准考证号", "方启东", &first);
    assert!(told.len() == 1 && told[0].contains("（方启东）：准考证号与 ") && told[0].contains("的重复"), "{told:?}");
    assert_eq!(of("成绩", "准考证号", "方启东", "没有别人的号"), Vec::<String>::new());
}

#[test]
fn posts_of_one_name_are_told_apart_by_their_departments() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    let (name, department) = (book.column("岗位", "岗位名称"), book.column("岗位", "所在部门"));
    let posts = &mut book.sheets.iter_mut().find(|(name, _)| name == "岗位").unwrap().1;
    for (row, office) in posts.iter_mut().skip(1).take(2).zip(["党政办", "综治办"]) {
        row[name] = Cell::Text("主任".into());
        row[department] = Cell::Text(office.into());
    }
    book.set("报名", "方启东", "报考岗位", Cell::Text("综治办主任".into()));
    book.write(folder.path());
    let reading = read(folder.path()).unwrap();
    let names: Vec<&str> = reading.round.posts.iter().take(2).map(|post| post.name.as_str()).collect();
    assert_eq!(names, ["党政办主任", "综治办主任"]);
    assert!(reading.problems.iter().all(|one| one.code != "repeated-post"));
    let person = reading.round.applicants.iter().find(|one| one.name.as_str() == "方启东").unwrap();
    assert_eq!(person.post.map(|post| post.0), Some(1));
}

#[test]
fn what_stands_behind_a_name_is_read_with_it() {
    let told = told_with(
        |book| {
            book.set("报名", "方启东", "民族", Cell::Text(String::new()));
            book.set("报名", "方启东", "姓名", Cell::Text("方启东（男，维吾尔族）".into()));
        },
        "方启东",
    );
    assert_eq!(told, Vec::<String>::new());
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    book.set("报名", "方启东", "民族", Cell::Text(String::new()));
    book.set("报名", "方启东", "姓名", Cell::Text("方启东（男，维吾尔族）".into()));
    book.write(folder.path());
    let reading = read(folder.path()).unwrap();
    let person = reading.round.applicants.iter().find(|one| one.name.as_str() == "方启东").unwrap();
    assert_eq!(person.ethnicity, "维吾尔族");
}

#[test]
fn a_school_beside_one_column_of_schooling_is_no_full_time_school() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    for (old, new) in [
        ("全日制学历", "学历"),
        ("全日制学位", "学位"),
        ("全日制毕业院校及专业", "毕业院校及专业"),
        ("在职学历", "其一"),
    ] {
        let column = book.column("报名", old);
        let rows = &mut book.sheets.iter_mut().find(|(name, _)| name == "报名").unwrap().1;
        rows[0][column] = Cell::Text(new.into());
    }
    book.write(folder.path());
    let reading = read(folder.path()).unwrap();
    assert!(reading.round.applicants.iter().all(|one| one.full_time.school.is_empty()));
    assert!(reading.round.applicants.iter().any(|one| !one.text("毕业院校及专业").is_empty()));
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
