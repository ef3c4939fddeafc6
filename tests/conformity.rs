//! The sample's documents in other programs' eyes: poppler reads the PDF, LibreOffice lays out the DOCX.
//!
//! Needs `soffice`, `pdftotext` and `pdfinfo`. Where they are missing the tests say that they were skipped; with `CI` set that
//! is a failure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{files, run, sample_folder};

/// Whether the programs are there.
fn equipped() -> bool {
    let missing: Vec<&str> = ["soffice", "pdftotext", "pdfinfo"]
        .into_iter()
        .filter(|program| Command::new(program).arg("--version").output().is_err())
        .collect();
    if missing.is_empty() {
        return true;
    }
    assert!(std::env::var_os("CI").is_none(), "{missing:?} must be there in CI");
    eprintln!("skipped: {missing:?} not installed");
    false
}

fn make(out: &Path) -> Vec<String> {
    let copies = ["--copies", "2"].map(std::ffi::OsString::from);
    let mut args = vec!["make".into(), sample_folder().into_os_string(), "-o".into(), out.as_os_str().to_owned()];
    args.extend(copies);
    let made = run(args);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    files(out)
}

/// The text of each page, without white space. Characters are sorted: the order in which a table's cells come out of a PDF is
/// the extractor's, and says nothing about the page.
fn pages(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext").arg("-raw").arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", pdf.display());
    let text = String::from_utf8(output.stdout).unwrap();
    let mut pages: Vec<String> = text
        .split('\u{c}')
        .map(|page| {
            let mut characters: Vec<char> = page.chars().filter(|c| !c.is_whitespace()).map(unified).collect();
            characters.sort_unstable();
            characters.into_iter().collect()
        })
        .collect();
    pages.pop();
    pages
}

/// Extractors give some characters as the compatibility form a font maps the same glyph to.
fn unified(c: char) -> char {
    match c {
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => '?',
        c => c,
    }
}

/// LibreOffice with the bundled fonts under the names the documents ask for, in a profile of its own.
fn convert(documents: &[PathBuf], out: &Path, work: &Path) {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let template = include_str!("conformity/office-fonts.conf");
    let config = work.join("fonts.conf");
    let cache = work.join("font-cache");
    let text =
        template.replace("@FONTS@", &fonts.display().to_string()).replace("@CACHE@", &cache.display().to_string());
    std::fs::write(&config, text).unwrap();
    let status = Command::new("soffice")
        .env("FONTCONFIG_FILE", &config)
        .arg(format!("-env:UserInstallation=file://{}", work.join("profile").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(out)
        .args(documents)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "LibreOffice failed");
}

#[test]
fn word_files_have_the_pages_and_the_text_of_the_pdf() {
    if !equipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (out, office) = (folder.path().join("out"), folder.path().join("office"));
    let made = make(&out);
    let documents: Vec<String> = made.iter().filter_map(|file| file.strip_suffix(".docx")).map(str::to_owned).collect();
    assert_eq!(documents.len(), 60);
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
    convert(&copies, &office, folder.path());
    let mut wrong = Vec::new();
    for (index, name) in documents.iter().enumerate() {
        let (pdf, word) = (pages(&out.join(format!("{name}.pdf"))), pages(&office.join(format!("{index}.pdf"))));
        if pdf.len() != word.len() {
            wrong.push(format!("{name}: {} pages in the PDF, {} in LibreOffice", pdf.len(), word.len()));
            continue;
        }
        for (page, (a, b)) in pdf.iter().zip(&word).enumerate() {
            if a != b {
                let (only_pdf, only_word) = (less(a, b), less(b, a));
                wrong.push(format!(
                    "{name} page {}: only in the PDF “{only_pdf}”, only in LibreOffice “{only_word}”",
                    page + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// The characters of `a` that `b` lacks.
fn less(a: &str, b: &str) -> String {
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    for c in b.chars() {
        *left.entry(c).or_default() += 1;
    }
    a.chars()
        .filter(|c| match left.get_mut(c) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

#[test]
fn every_character_of_every_name_can_be_taken_out_of_the_pdf() {
    if !equipped() {
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
            let text: String = pages(&folder.path().join(file)).concat();
            for c in name.chars() {
                assert!(text.contains(c), "{c} of {name} is not in {file}");
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 42 + 12 + 3);
    // The list has all of them, whatever lies in private use or beyond the basic plane.
    let list: String = pages(&folder.path().join("4-资格审查/资格审查一览表.pdf")).concat();
    for row in &people.rows {
        for c in row[column].chars() {
            assert!(list.contains(c), "{c} of {} is not in the list", row[column]);
        }
    }
    assert!(list.contains('𤧛') && list.contains('甪'));
}
