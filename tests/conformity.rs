//! The sample's documents in other programs' eyes: poppler reads the PDF, LibreOffice lays out the DOCX.
//!
//! Where these programs are missing the tests say that they were skipped; with `CI` set that is a failure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::path::{Path, PathBuf};

use support::{files, office, run, sample_folder};

fn make(out: &Path) -> Vec<String> {
    let copies = ["--copies", "2"].map(std::ffi::OsString::from);
    let mut args = vec!["make".into(), sample_folder().into_os_string(), "-o".into(), out.as_os_str().to_owned()];
    args.extend(copies);
    let made = run(args);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    files(out)
}

#[test]
fn word_files_have_the_pages_and_the_text_of_the_pdf() {
    if !office::equipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (out, laid_out) = (folder.path().join("out"), folder.path().join("office"));
    let made = make(&out);
    let documents: Vec<String> = made.iter().filter_map(|file| file.strip_suffix(".docx")).map(str::to_owned).collect();
    assert_eq!(documents.len(), 163);
    // LibreOffice puts all results into one folder, so each gets a name of its own.
    let numbered = folder.path().join("numbered");
    std::fs::create_dir_all(&numbered).unwrap();
    let copies: Vec<PathBuf> = documents
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let copy = numbered.join(format!("{index}.docx"));
            std::fs::copy(out.join(format!("{name}.docx")), &copy).unwrap();
            copy
        })
        .collect();
    office::convert(&copies, &laid_out, folder.path());
    let mut wrong = Vec::new();
    for (index, name) in documents.iter().enumerate() {
        let found = office::compare(&out.join(format!("{name}.pdf")), &laid_out.join(format!("{index}.pdf")));
        if !found.same_text() {
            wrong.push(format!("{name}: {}", found.describe()));
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_character_of_every_name_can_be_taken_out_of_the_pdf() {
    if !office::equipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let made = make(folder.path());
    let people = jinggang::sample::rows("报名").unwrap();
    let column = people.keys.iter().position(|key| key == "姓名").unwrap();
    let mut seen = 0;
    for row in &people.rows {
        let name = &row[column];
        for file in made.iter().filter(|file| file.ends_with(&format!("-{name}.pdf"))) {
            let text: String = office::text(&folder.path().join(file)).concat();
            for c in name.chars() {
                assert!(text.contains(c), "{c} of {name} is not in {file}");
            }
            seen += 1;
        }
    }
    // 报名登记表 and 资格审查表, 考察材料 and 个别谈话记录表, 任免审批表 and 试用期满考核表, 聘书.
    assert_eq!(seen, 2 * 42 + 2 * 12 + 2 * 5 + 3);
    // The list has all of them, whatever lies in private use or beyond the basic plane.
    let list: String = office::text(&folder.path().join("4-资格审查/资格审查一览表.pdf")).concat();
    for row in &people.rows {
        for c in row[column].chars() {
            assert!(list.contains(c), "{c} of {} is not in the list", row[column]);
        }
    }
    assert!(list.contains('𤧛') && list.contains('甪'));
}
