//! The exporter's suite: small Typst documents, one idea each (tests/docx/suite), each made as PDF and as DOCX.
//!
//! Four things are checked. What the DOCX says is compared with the snapshot beside the document (`UPDATE_SNAPSHOTS=1` writes
//! them anew). The words of the PDF's pages are in the DOCX. What the exporter could not say natively is warned about. Where LibreOffice and
//! poppler are installed, LibreOffice's pages are compared with the PDF's: their number, the text on each, and where it stands;
//! tests/docx/passes.txt lists the documents that agree, and the test fails both when one of them no longer does and when another
//! one does (`UPDATE_PASSES=1` writes the list anew). A report with the pages side by side goes to the build folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jinggang::typeset::{Folder, Fonts, Job, Layered, Typesetter, cooled};
use support::{dump, office, said};

/// One document of the suite.
struct Case {
    /// `table/rowspan-two`.
    name: String,
    pdf: Vec<u8>,
    docx: Vec<u8>,
    /// The words on the PDF's pages.
    words: BTreeSet<String>,
    /// What the exporter said could not be put natively.
    notes: Vec<String>,
}

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx/suite")
}

/// All documents, made once.
fn cases() -> &'static [Case] {
    static CASES: std::sync::OnceLock<Vec<Case>> = std::sync::OnceLock::new();
    CASES.get_or_init(|| {
        let fonts = Fonts::find(&[], false).unwrap();
        let typesetter = Typesetter::new(fonts, Box::new(Layered(vec![Box::new(Folder::new(suite()))])));
        let names: Vec<String> =
            typesetter.files().list().files.into_iter().filter(|path| path.ends_with(".typ")).collect();
        assert!(names.len() >= 1000, "{} documents", names.len());
        names.into_iter().map(|path| make(&typesetter, &path)).collect()
    })
}

fn make(typesetter: &Typesetter, path: &str) -> Case {
    let name = path.trim_end_matches(".typ").to_owned();
    let job = Job::of_file(typesetter, path).unwrap();
    let pages = job.pages().unwrap_or_else(|error| panic!("{name}: {error}"));
    let pdf = job.pdf(&pages.value).unwrap_or_else(|error| panic!("{name}: {error}"));
    let words = said::of_pages(&pages.value);
    let docx = job.docx().unwrap_or_else(|error| panic!("{name} compiles to PDF but not to DOCX: {error}"));
    let notes = docx.warnings.iter().map(|warning| warning.message.clone()).collect();
    // What Typst keeps of one document is of no use to the next: a thousand of them would fill the memory.
    cooled(0);
    Case { name, pdf, docx: docx.value, words, notes }
}

#[test]
fn every_document_says_in_word_what_its_snapshot_says() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let path = suite().join(format!("{}.txt", case.name));
        let notes: String = case.notes.iter().map(|note| format!("! {note}\n")).collect();
        let now = format!("{notes}{}", dump::dump(&case.docx));
        if update {
            std::fs::write(&path, &now).unwrap();
        }
        let held = std::fs::read_to_string(&path).unwrap_or_default();
        if held != now {
            let line = held.lines().zip(now.lines()).position(|(a, b)| a != b).map_or(0, |line| line + 1);
            wrong.push(format!(
                "{} line {line}: {:?} became {:?}",
                case.name,
                held.lines().nth(line.saturating_sub(1)).unwrap_or(""),
                now.lines().nth(line.saturating_sub(1)).unwrap_or("")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} documents changed:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_same_document_gives_the_same_bytes_in_every_thread() {
    let fonts = Fonts::find(&[], false).unwrap();
    let typesetter = Typesetter::new(fonts, Box::new(Layered(vec![Box::new(Folder::new(suite()))])));
    let all = cases();
    std::thread::scope(|scope| {
        for part in 0..3 {
            let typesetter = &typesetter;
            scope.spawn(move || {
                for case in all.iter().skip(part).step_by(7) {
                    let again = make(typesetter, &format!("{}.typ", case.name));
                    assert!(again.docx == case.docx && again.pdf == case.pdf, "{} differs", case.name);
                }
            });
        }
    });
}

#[test]
fn nothing_is_dropped() {
    // Every word of the PDF is in the DOCX, or in a picture, which a warning speaks of.
    let mut lost = Vec::new();
    for case in cases() {
        docx_rs::read_docx(&case.docx).unwrap_or_else(|error| panic!("docx-rs cannot read {}: {error:?}", case.name));
        let parts = dump::parts(&case.docx);
        for (name, content) in parts.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
            let text = std::str::from_utf8(content).unwrap();
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{} {name}: {error}", case.name));
        }
        let missing = said::missing(&case.words, &parts);
        if case.notes.is_empty() && !missing.is_empty() {
            lost.push(format!("{}: {}", case.name, missing.join(" ")));
        }
        // An image in a format Word does not know stays an image.
        let source = std::fs::read_to_string(suite().join(format!("{}.typ", case.name))).unwrap();
        let pictures = parts.iter().filter(|(name, _)| name.ends_with(".xml")).any(|(_, content)| {
            // A picture of turned text stands beside the text, for programs that cannot turn it.
            let text = std::str::from_utf8(content).unwrap();
            let instead = text.matches("<mc:Fallback>").count();
            text.matches("<a:blip ").count() > instead
        });
        assert!(
            !pictures || !case.notes.is_empty() || source.contains("image("),
            "{}: a picture without a warning",
            case.name
        );
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn libreoffice_shows_the_pages_of_the_pdf() {
    if !office::equipped() {
        return;
    }
    let work = tempfile::tempdir().unwrap();
    let (pdfs, words, out) = (work.path().join("pdf"), work.path().join("docx"), work.path().join("office"));
    std::fs::create_dir_all(&pdfs).unwrap();
    std::fs::create_dir_all(&words).unwrap();
    let flat = |name: &str| name.replace('/', "~");
    for case in cases() {
        std::fs::write(pdfs.join(format!("{}.pdf", flat(&case.name))), &case.pdf).unwrap();
        std::fs::write(words.join(format!("{}.docx", flat(&case.name))), &case.docx).unwrap();
    }
    let documents: Vec<PathBuf> = cases().iter().map(|case| words.join(format!("{}.docx", flat(&case.name)))).collect();
    office::convert(&documents, &out, work.path());
    let mut results: BTreeMap<&str, office::Comparison> = BTreeMap::new();
    for case in cases() {
        let name = format!("{}.pdf", flat(&case.name));
        results.insert(&case.name, office::compare(&pdfs.join(&name), &out.join(&name)));
    }
    let agree: BTreeSet<&str> =
        results.iter().filter(|(_, comparison)| comparison.agrees()).map(|(name, _)| *name).collect();
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/docx/passes.txt");
    if std::env::var_os("UPDATE_PASSES").is_some() {
        let text: String = agree.iter().map(|name| format!("{name}\n")).collect();
        std::fs::write(&list, text).unwrap();
    }
    let report = office::report(&results, &notes(), &pdfs, &out);
    let held = std::fs::read_to_string(&list).unwrap_or_default();
    let listed: BTreeSet<&str> = held.lines().filter(|line| !line.is_empty()).collect();
    let lost: Vec<String> = listed
        .difference(&agree)
        .map(|name| format!("{name}: {}", results.get(name).map_or("gone".into(), office::Comparison::describe)))
        .collect();
    let gained: Vec<&&str> = agree.difference(&listed).collect();
    assert!(lost.is_empty(), "{} no longer agree with the PDF:\n{}\n{}", lost.len(), lost.join("\n"), report.display());
    assert!(gained.is_empty(), "these agree with the PDF now; add them to tests/docx/passes.txt: {gained:?}");
}

/// What was said of each document.
fn notes() -> BTreeMap<&'static str, &'static [String]> {
    cases().iter().map(|case| (case.name.as_str(), case.notes.as_slice())).collect()
}
