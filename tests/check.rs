//! `check`, as a clerk runs it: what it says about the messy rosters of samples/, its JSON, the workbook with notes.
//! `UPDATE_SNAPSHOTS=1 cargo test --release --test check` writes the snapshots anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::path::{Path, PathBuf};

use support::{Book, Cell, run};

fn messy() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/messy");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "txt"))
        .collect();
    files.sort();
    files
}

#[test]
fn the_messy_samples_are_told_as_before() {
    assert_eq!(messy().len(), 4);
    for roster in messy() {
        let checked = run(["check".into(), roster.clone().into_os_string()]);
        assert_eq!((checked.code, checked.err.as_str()), (1, ""), "{}", roster.display());
        let name = format!("{}.检查.txt", roster.file_name().unwrap().to_string_lossy());
        let snapshot = roster.with_file_name(name);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(&snapshot, &checked.out).unwrap();
        }
        let held = std::fs::read_to_string(&snapshot).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(held, checked.out, "{}", snapshot.display());
    }
}

#[test]
fn every_sheet_that_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = Book::sample();
    book.sheets.retain(|(name, _)| ["方案", "岗位", "报名", "任用"].contains(&name.as_str()));
    book.write(folder.path());
    let checked = run(["check".into(), folder.path().as_os_str().to_owned()]);
    for sheet in ["简历", "家庭成员", "资格审查", "成绩", "民主测评", "考察", "票决"] {
        assert!(checked.out.contains(&format!("没有“{sheet}”表")), "{}", checked.out);
    }
    assert!(!checked.out.contains("处：。"), "{}", checked.out);
}

#[test]
fn json_says_what_the_page_promises() {
    let roster = &messy()[0];
    let checked = run(["check".into(), roster.clone().into_os_string(), "--json".into()]);
    let report: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/检查结果.md")).unwrap();
    let promised = |value: &serde_json::Value| {
        for key in value.as_object().unwrap().keys() {
            assert!(page.contains(&format!("`{key}`")), "{key} is not in docs/检查结果.md");
        }
    };
    promised(&report);
    promised(&report["counts"][0]);
    let problems = report["problems"].as_array().unwrap();
    problems.iter().for_each(promised);
    let errors = problems.iter().filter(|problem| problem["severity"] == "error").count() as u64;
    assert_eq!((report["schema"].as_u64(), report["errors"].as_u64()), (Some(1), Some(errors)));
    assert!(errors > 0 && problems[0]["severity"] == "error", "worst first");
    let counted: u64 = report["counts"].as_array().unwrap().iter().map(|count| count["count"].as_u64().unwrap()).sum();
    assert_eq!(counted, problems.len() as u64);
}

#[test]
fn every_kind_of_problem_is_on_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/检查结果.md")).unwrap();
    let mut folders = vec![root.join("src")];
    let (mut seen, mut handed_on) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap_or_default();
            // The last two hand the kind on to the first.
            for made in ["Problem::error(", "Problem::warning(", " remark(", "about(error("] {
                for rest in source.split(made).skip(1) {
                    let Some(code) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                        handed_on.push(path.file_name().unwrap().to_string_lossy().into_owned());
                        continue;
                    };
                    seen += 1;
                    assert!(
                        page.contains(&format!("`{code}`")),
                        "{code} ({}) is not in docs/检查结果.md",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(seen > 150, "{seen}");
    handed_on.sort();
    assert_eq!(handed_on, ["remarks.rs", "repeated.rs"], "a kind that is no literal where the problem is made");
}

#[test]
fn the_annotated_copy_marks_each_cell_and_reads_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let round = folder.path().join("轮次");
    let mut book = Book::sample();
    let cell = book.set("报名", "方启东", "出生年月", Cell::Text("1979年14月".into()));
    book.write(&round);
    let out = folder.path().join("批注.xlsx");
    let checked = run(["check".as_ref(), round.as_os_str(), "--annotate".as_ref(), out.as_os_str()]);
    assert_eq!(checked.code, 1, "{}{}", checked.out, checked.err);
    assert!(checked.out.contains("批注.xlsx"), "{}", checked.out);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&out).unwrap()).unwrap();
    let mut notes = String::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        if String::from_utf8_lossy(part.name_raw()).contains("comments") {
            std::io::Read::read_to_string(&mut part, &mut notes).unwrap();
        }
    }
    assert!(notes.contains(&format!("ref=\"{cell}\"")) && notes.contains("1979年14月"), "{notes}");
    // The copy is a workbook like any other, with the same problems in the same cells.
    std::fs::create_dir(folder.path().join("再查")).unwrap();
    let again = folder.path().join("再查/轮次.xlsx");
    std::fs::copy(&out, &again).unwrap();
    let problems = |path: &Path| {
        let ended = run(["check".as_ref(), path.as_os_str(), "--json".as_ref()]);
        let report: serde_json::Value = serde_json::from_str(&ended.out).unwrap();
        let relevant = |problem: &&serde_json::Value| !problem["code"].as_str().unwrap().contains("photo");
        report["problems"]
            .as_array()
            .unwrap()
            .iter()
            .filter(relevant)
            .map(|one| one["text"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(problems(&again), problems(&round));
    let source = round.join("轮次.xlsx");
    let refused = run(["check".as_ref(), round.as_os_str(), "--annotate".as_ref(), source.as_os_str()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("不会覆盖"), "{}", refused.err);
    // What is written is .xlsx; under another name no program opens it.
    let named = folder.path().join("批注.xls");
    let refused = run(["check".as_ref(), round.as_os_str(), "--annotate".as_ref(), named.as_os_str()]);
    assert_eq!((refused.code, named.exists()), (2, false));
    assert!(refused.err.contains("改用 .xlsx 结尾的文件名"), "{}", refused.err);
    let nowhere = folder.path().join("没有/批注.xlsx");
    let refused = run(["check".as_ref(), round.as_os_str(), "--annotate".as_ref(), nowhere.as_os_str()]);
    assert!(refused.code == 2 && refused.err.contains("没有这个文件夹"), "{}", refused.err);
}

/// The parts of a package that are text, by name.
fn parts(path: &Path) -> std::collections::BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    (0..zip.len())
        .filter_map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).ok()?;
            Some((name, text))
        })
        .collect()
}

/// The sample's workbook with a month that does not exist.
fn with_a_fault() -> Vec<u8> {
    let book = jinggang::workbook::workbook(|name| {
        let mut rows = jinggang::sample::rows(name)?;
        if name == "报名" {
            let column = rows.keys.iter().position(|key| key == "出生年月").unwrap();
            rows.rows[3][column] = "1979年14月".into();
        }
        Some(rows)
    });
    book.unwrap()
}

#[test]
fn the_annotated_copy_of_an_xlsx_keeps_what_the_original_has() {
    let folder = tempfile::tempdir().unwrap();
    let (source, out) = (folder.path().join("轮次.xlsx"), folder.path().join("批注.xlsx"));
    std::fs::write(&source, with_a_fault()).unwrap();
    let checked = run(["check".as_ref(), source.as_os_str(), "--annotate".as_ref(), out.as_os_str()]);
    assert_eq!(checked.code, 1, "{}{}", checked.out, checked.err);
    let (before, after) = (parts(&source), parts(&out));
    for (name, text) in &before {
        let kept = &after[name];
        match name.as_str() {
            "xl/worksheets/sheet4.xml" => {
                for piece in ["<cols>", "<dataValidations ", "<conditionalFormatting ", "<sheetProtection "] {
                    let end = |text: &str| text[text.find(piece).unwrap()..].chars().take(200).collect::<String>();
                    assert_eq!(end(kept), end(text), "{piece}");
                }
            }
            // The notes that were there are there still.
            "xl/comments3.xml" => assert!(kept.contains("18 位，文本格式") && kept.contains("1979年14月"), "{kept}"),
            name if kept != text => assert!(
                ["Content_Types", "workbook.xml", "styles.xml", "vmlDrawing", "sheet"]
                    .iter()
                    .any(|own| name.contains(own)),
                "{name} changed"
            ),
            _ => {}
        }
    }
    let list = &after["xl/worksheets/sheetJgList.xml"];
    assert!(list.contains("location=&quot;") || list.contains("location=\"'报名'!"), "{list}");
    for (name, text) in &after {
        if name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml") {
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
    // A second check of the copy, whose list is there already, is written anew.
    let twice = folder.path().join("再批注.xlsx");
    let again = run(["check".as_ref(), out.as_os_str(), "--annotate".as_ref(), twice.as_os_str()]);
    assert_eq!(again.code, 1, "{}{}", again.out, again.err);
    assert!(!parts(&twice).contains_key("xl/worksheets/sheetJgList.xml"));
}

/// The package with some of its parts changed.
fn repacked(source: &Path, out: &Path, change: impl Fn(&str, String) -> String) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(out).unwrap());
    for (name, text) in parts(source) {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, change(&name, text).as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

/// Other writers declare the prefixes of a package where each is used, not at the root.
#[test]
fn the_annotated_copy_declares_what_the_original_declares_elsewhere() {
    const RELATIONS: &str = " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    const OFFICE: &str = " xmlns:o=\"urn:schemas-microsoft-com:office:office\"";
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("原来.xlsx");
    std::fs::write(&whole, with_a_fault()).unwrap();
    let (source, out) = (folder.path().join("轮次.xlsx"), folder.path().join("批注.xlsx"));
    repacked(&whole, &source, |name, text| match name {
        "xl/workbook.xml" => text.replacen(RELATIONS, "", 1).replace("<sheet ", &format!("<sheet{RELATIONS} ")),
        name if name.ends_with(".vml") => text
            .replacen(OFFICE, "", 1)
            .replace("<o:shapelayout ", &format!("<o:shapelayout{OFFICE} "))
            .replace("<v:shapetype ", &format!("<v:shapetype{OFFICE} "))
            .replace("<v:shape ", &format!("<v:shape{OFFICE} ")),
        _ => text,
    });
    let checked = run(["check".as_ref(), source.as_os_str(), "--annotate".as_ref(), out.as_os_str()]);
    assert_eq!(checked.code, 1, "{}{}", checked.out, checked.err);
    let after = parts(&out);
    assert!(after.contains_key("xl/worksheets/sheetJgList.xml"), "written anew: {:?}", after.keys());
    for (name, text) in &after {
        if name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml") {
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

/// A roster with one column a year, and a second one on a hidden sheet of another name.
#[test]
fn years_in_columns_and_people_on_hidden_sheets_are_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("名册.xlsx");
    let head = ["姓名", "性别", "出生年月", "报考岗位", "2017年度考核", "2018年度考核", "2019年度考核"];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (sheet, name) in [("报名", "张三"), ("补报", "李四")] {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet).unwrap().set_hidden(sheet == "补报");
        let person = [name, "男", "1985.03", "甲科科长", "称职", "优秀", "不称职"];
        for (row, cells) in [head, person].iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                worksheet.write_string(row as u32, column as u16, *text).unwrap();
            }
        }
    }
    workbook.save(&path).unwrap();
    let reading = jinggang::workbook::read(&path).unwrap();
    assert_eq!(reading.round.applicants.len(), 1);
    let years: Vec<(i32, &str)> =
        reading.round.applicants[0].assessments.iter().map(|own| (own.year, own.grade.as_str())).collect();
    assert_eq!(years, [(2017, "称职"), (2018, "优秀"), (2019, "不称职")]);
    let checked = run(["check".into(), path.into_os_string()]);
    assert!(!checked.out.contains("两列"), "{}", checked.out);
    let told = "“补报”表：这张表是隐藏的，像是“报名”，没有读";
    assert!(checked.out.contains(told), "{}", checked.out);
}

/// What is said in notes on cells changes results as remarks do; what a check has noted itself is not read again.
#[test]
fn notes_on_cells_are_read_as_remarks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("名册.xlsx");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheets = [("报名", [["姓名", "报考岗位"], ["张三", "科长"]]), ("成绩", [["姓名", "笔试成绩"], ["张三", "80"]])];
    for (name, rows) in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            worksheet.write_row(row as u32, 0, *cells).unwrap();
        }
        for (column, text) in ["3月20日来电放弃", "雷同卷，取消成绩"].iter().enumerate() {
            worksheet.insert_note(1, column as u16, &rust_xlsxwriter::Note::new(*text).set_author("李")).unwrap();
        }
    }
    workbook.save(&path).unwrap();
    let told = |path: &Path| {
        let reading = jinggang::workbook::read(path).unwrap();
        let noted = reading.problems.into_iter().filter(|own| own.message.contains("程序不看批注"));
        noted.map(|own| own.place.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(told(&path), ["“报名”表 A2", "“成绩”表 A2", "“成绩”表 B2"]);
    let marked = folder.path().join("批注.xlsx");
    run(["check", path.to_str().unwrap(), "--annotate", marked.to_str().unwrap()]);
    assert_eq!(told(&marked).len(), 3);
}

/// Writes rows of texts as a sheet called 报名表.
fn roster(path: &Path, rows: &[&[&str]]) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name("报名表").unwrap();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            worksheet.write_string(row as u32, column as u16, *text).unwrap();
        }
    }
    workbook.save(path).unwrap();
}

/// Parts and pages with titles in the column of names, which is the first.
#[test]
fn titles_in_the_column_of_names_are_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("名册.xlsx");
    let head: &[&str] = &["姓名", "性别", "出生年月", "报考岗位"];
    roster(
        &path,
        &[
            &["竞争上岗报名汇总表"],
            head,
            &["甲科（3人）"],
            &["张三", "男", "1985.03", "甲科科长"],
            &["社会事务局"],
            &["李四", "女", "1986.03", "甲科科长"],
            &["竞争上岗报名汇总表"],
            head,
            &["机关2人"],
            &["王五"],
            &["欧阳科", "男", "1987.03", "甲科科长"],
        ],
    );
    let reading = jinggang::workbook::read(&path).unwrap();
    let names: Vec<&str> = reading.round.applicants.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["张三", "李四", "王五", "欧阳科"]);
}

/// Columns of 岗位 under other names: those that offices use are read, those that may be meant are pointed out.
#[test]
fn columns_of_posts_that_are_not_read_are_pointed_out() {
    let told = |names: &[(&str, &str)]| -> (Vec<u32>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::sample();
        for (old, new) in names {
            let column = book.column("岗位", old);
            let rows = &mut book.sheets.iter_mut().find(|(name, _)| name == "岗位").unwrap().1;
            rows[0][column] = Cell::Text((*new).to_owned());
            rows.iter_mut().skip(1).for_each(|row| row[column] = Cell::Text("3".into()));
        }
        book.write(folder.path());
        let reading = jinggang::workbook::read(folder.path()).unwrap();
        let unread = reading.problems.iter().filter(|problem| problem.code == "unread-column");
        let unread = unread.map(|problem| format!("{} {}", problem.place.cell(), problem.message)).collect();
        (reading.round.posts.iter().map(|post| post.seats).collect(), unread)
    };
    for name in ["选拔职数", "招聘人数", "岗位职数", "名额数"] {
        let (seats, unread) = told(&[("职数", name)]);
        assert!(seats.iter().all(|seats| *seats == 3) && unread.is_empty(), "{name}: {seats:?} {unread:?}");
    }
    for name in ["名额若干", "招几位"] {
        let (_, unread) = told(&[("职数", name)]);
        assert!(unread.len() == 1 && unread[0].contains("没有“职数”列"), "{name}: {unread:?}");
    }
}

#[test]
fn a_workbook_named_without_a_folder_has_what_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    Book::sample().write(folder.path());
    // The photographs lie in the workbook's own folder.
    let photos = folder.path().join("照片");
    for entry in std::fs::read_dir(&photos).unwrap().flatten() {
        std::fs::rename(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    std::fs::remove_dir(&photos).unwrap();
    let checked = |what: &str| {
        let output =
            support::jinggang().current_dir(folder.path()).args(["check", what, "--json"]).output().expect("it runs");
        String::from_utf8(output.stdout).unwrap()
    };
    let (whole, named) = (checked("."), checked("轮次.xlsx"));
    assert!(whole.contains("\"applicants\": 42") && !whole.contains("photo"), "{whole}");
    assert_eq!(named, whole);
}

/// A folder that leads nowhere but to itself is one that the system does not list, whoever asks.
#[cfg(unix)]
#[test]
fn a_folder_within_the_photographs_that_cannot_be_opened_is_told() {
    let folder = tempfile::tempdir().unwrap();
    Book::sample().write(folder.path());
    let photos = folder.path().join("照片");
    std::fs::remove_dir_all(&photos).unwrap();
    std::fs::create_dir(&photos).unwrap();
    std::os::unix::fs::symlink("甲科", photos.join("甲科")).unwrap();
    let reading = jinggang::workbook::read(folder.path()).unwrap();
    let told: Vec<String> =
        reading.problems.iter().filter(|one| one.code.contains("photo")).map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].starts_with("轮次.xlsx：“照片/甲科”文件夹打不开："), "{told:#?}");
    assert!(reading.round.applicants.iter().all(|own| own.blocked.is_some()));
}

#[test]
fn merged_cells_that_cannot_be_read_are_not_read_as_single_ones() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, spoiled) = (folder.path().join("原来.xlsx"), folder.path().join("轮次.xlsx"));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("报名").unwrap();
    for (column, text) in ["姓名", "性别", "报考岗位"].into_iter().enumerate() {
        sheet.write(0, column as u16, text).unwrap();
        sheet.write(1, column as u16, ["张三", "男", ""][column]).unwrap();
        sheet.write(2, column as u16, ["李四", "女", ""][column]).unwrap();
    }
    sheet.merge_range(1, 2, 2, 2, "甲科科长", &rust_xlsxwriter::Format::new()).unwrap();
    book.save(&whole).unwrap();
    assert_eq!(jinggang::workbook::read(&whole).unwrap().round.applicants.len(), 2);
    repacked(&whole, &spoiled, |_, text| text.replace("<mergeCell ref=\"C2:C3\"", "<mergeCell ref=\"C2:#REF!\""));
    let error = jinggang::workbook::read(&spoiled).unwrap_err().to_string();
    assert!(error.starts_with("“轮次.xlsx”损坏了，读不出来。"), "{error}");
}

#[test]
fn what_is_annotated_is_what_was_checked() {
    let folder = tempfile::tempdir().unwrap();
    let (source, out) = (folder.path().join("轮次.xlsx"), folder.path().join("批注.xlsx"));
    std::fs::write(&source, with_a_fault()).unwrap();
    let before = parts(&source);
    let (reading, original) = jinggang::workbook::read_to_annotate(&source).unwrap();
    // Saved again, half, while it was looked at.
    std::fs::write(&source, b"PK").unwrap();
    std::fs::write(&out, jinggang::workbook::annotate(&original.unwrap(), &reading.problems).unwrap()).unwrap();
    let after = parts(&out);
    assert!(after.contains_key("xl/worksheets/sheetJgList.xml"), "written anew: {:?}", after.keys());
    assert_eq!(after["xl/theme/theme1.xml"], before["xl/theme/theme1.xml"]);
}

/// Numbers of sheets that have none after them.
#[test]
fn the_annotated_copy_has_no_sheet_of_number_nought() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("原来.xlsx");
    std::fs::write(&whole, with_a_fault()).unwrap();
    let (source, out) = (folder.path().join("轮次.xlsx"), folder.path().join("批注.xlsx"));
    repacked(&whole, &source, |name, text| match name {
        "xl/workbook.xml" => text.replacen("sheetId=\"1\"", "sheetId=\"4294967295\"", 1),
        _ => text,
    });
    let checked = run(["check".as_ref(), source.as_os_str(), "--annotate".as_ref(), out.as_os_str()]);
    assert_eq!(checked.code, 1, "{}{}", checked.out, checked.err);
    let book = &parts(&out)["xl/workbook.xml"];
    assert!(book.contains("检查结果") && !book.contains("sheetId=\"0\""), "{book}");
}
