//! LibreOffice and poppler, and what a comparison of their pages finds.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether the programs are there. Where they are missing the tests say that they were skipped; with `CI` set that is a failure.
pub fn equipped() -> bool {
    let missing: Vec<&str> = ["soffice", "pdftotext", "pdftoppm"]
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

/// The export filter, with the empty pages that odd and even ones need.
const PDF: &str = r#"pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}"#;

/// LibreOffice with the bundled fonts under the names the documents ask for, in a profile of its own.
pub fn convert(documents: &[PathBuf], out: &Path, work: &Path) {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let template = include_str!("../conformity/office-fonts.conf");
    let config = work.join("fonts.conf");
    let cache = work.join("font-cache");
    let text =
        template.replace("@FONTS@", &fonts.display().to_string()).replace("@CACHE@", &cache.display().to_string());
    std::fs::write(&config, text).unwrap();
    for chunk in documents.chunks(60) {
        let status = Command::new("soffice")
            .env("FONTCONFIG_FILE", &config)
            .arg(format!("-env:UserInstallation=file://{}", work.join("profile").display()))
            // Blank pages before odd and even ones are pages too.
            .args(["--headless", "--convert-to", PDF, "--outdir"])
            .arg(out)
            .args(chunk)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "LibreOffice failed");
    }
}

/// A character on a page and the upper left corner of the word it stands in, in mm.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    x: f64,
    y: f64,
}

/// The words of each page.
fn words(pdf: &Path) -> Vec<Vec<Word>> {
    let output = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let mut pages = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        } else if let Some(rest) = line.strip_prefix("<word ") {
            let value = |key: &str| -> Option<f64> {
                let rest = rest.split_once(&format!("{key}=\""))?.1;
                rest.split_once('"')?.0.parse::<f64>().ok()
            };
            let word = rest.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</word>")).unwrap_or_default();
            if let (Some(x), Some(y), Some(page)) = (value("xMin"), value("yMin"), pages.last_mut()) {
                let mm = 25.4 / 72.0;
                let text = word.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
                page.push(Word { text, x: x * mm, y: y * mm });
            }
        }
    }
    pages
}

/// The characters of a page, sorted: the order in which cells come out of a PDF says nothing about the page.
fn characters(words: &[Word]) -> String {
    // Leaders are drawn by each program for itself, and invisible signs are given out by one extractor and not by another.
    let leader = |word: &&Word| !word.text.chars().all(|c| matches!(c, '.' | '_' | '·'));
    let mut all: Vec<char> = words
        .iter()
        .filter(leader)
        .flat_map(|word| word.text.chars())
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'))
        .map(|c| match c {
            // Compatibility forms a font may map the same glyph to.
            '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => '?',
            c => c,
        })
        .collect();
    all.sort_unstable();
    all.into_iter().collect()
}

/// The characters on each page of a PDF.
pub fn text(pdf: &Path) -> Vec<String> {
    words(pdf).iter().map(|page| characters(page)).collect()
}

/// What a comparison found.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// Pages of the PDF and of LibreOffice.
    pub pages: (usize, usize),
    /// Pages on which the text differs, with what only one side has.
    pub text: Vec<(usize, String, String)>,
    /// The farthest any word stands from its place, in mm, and which.
    pub farthest: Option<(f64, String)>,
    /// The same for height alone, and on which page.
    pub highest: Option<(f64, String)>,
}

impl Comparison {
    /// Whether pages and text are the same, and every word stands within 1.5 mm of its place.
    pub fn agrees(&self) -> bool {
        self.same_text() && self.farthest.as_ref().is_none_or(|(distance, _)| *distance <= 1.5)
    }

    /// Whether every word stands within 1.5 mm of its height on the page.
    pub fn same_height(&self) -> bool {
        self.highest.as_ref().is_none_or(|(distance, _)| *distance <= 1.5)
    }

    /// Whether pages and text are the same.
    pub fn same_text(&self) -> bool {
        self.pages.0 == self.pages.1 && self.text.is_empty()
    }

    /// In words.
    pub fn describe(&self) -> String {
        let mut out = String::new();
        if self.pages.0 != self.pages.1 {
            write!(out, "{} pages, {} in LibreOffice; ", self.pages.0, self.pages.1).unwrap();
        }
        for (page, pdf, word) in &self.text {
            write!(out, "page {page}: only PDF “{pdf}”, only LibreOffice “{word}”; ").unwrap();
        }
        if let Some((distance, word)) = &self.farthest {
            write!(out, "{word} is {distance:.1} mm off").unwrap();
        }
        if let Some((distance, word)) = &self.highest {
            write!(out, "; {word} is {distance:.1} mm too high or low").unwrap();
        }
        out
    }
}

/// Compares the pages of two PDF files.
pub fn compare(pdf: &Path, office: &Path) -> Comparison {
    let (ours, theirs) = (words(pdf), words(office));
    let mut found = Comparison { pages: (ours.len(), theirs.len()), ..Comparison::default() };
    for (index, (a, b)) in ours.iter().zip(&theirs).enumerate() {
        let (left, right) = (characters(a), characters(b));
        if left != right {
            found.text.push((index + 1, less(&left, &right), less(&right, &left)));
        }
        // The same words, the first with the first and so on down the page, as far as both sides have as many of them.
        let (own, other) = (places(a), places(b));
        for (text, here) in own {
            let Some(there) = other.get(text).filter(|there| there.len() == here.len()) else { continue };
            for (one, two) in here.iter().zip(there) {
                let height = (one.y - two.y).abs();
                let distance = (one.x - two.x).abs().max(height);
                if found.highest.as_ref().is_none_or(|(held, _)| height > *held) {
                    found.highest = Some((height, format!("{text} (page {})", index + 1)));
                }
                if found.farthest.as_ref().is_none_or(|(held, _)| distance > *held) {
                    found.farthest = Some((distance, text.to_owned()));
                }
            }
        }
    }
    found
}

/// Where each word stands, from the top of the page down and from left to right. Leaders are drawn by each program for itself.
fn places(page: &[Word]) -> BTreeMap<&str, Vec<&Word>> {
    let mut places: BTreeMap<&str, Vec<&Word>> = BTreeMap::new();
    for word in page {
        if word.text.chars().any(|c| !matches!(c, '.' | '_' | '·')) {
            places.entry(&word.text).or_default().push(word);
        }
    }
    for list in places.values_mut() {
        // Words of one line may differ by a hair in height.
        list.sort_by_key(|word| ((word.y / 1.5).round() as i64, (word.x * 100.0) as i64));
    }
    places
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

/// Writes the report: for each document the pages side by side, what differs, and what the exporter said. Returns its path.
pub fn report(
    results: &BTreeMap<&str, Comparison>,
    notes: &BTreeMap<&str, &[String]>,
    pdfs: &Path,
    office: &Path,
) -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fidelity");
    std::fs::remove_dir_all(&out).ok();
    std::fs::create_dir_all(&out).unwrap();
    let agree = results.values().filter(|comparison| comparison.agrees()).count();
    let same = results.values().filter(|comparison| comparison.same_text()).count();
    let mut html = String::from(
        "<!DOCTYPE html><meta charset=utf-8><title>fidelity</title><style>body{font:14px sans-serif}img{border:1px solid #999;\
         width:24em;vertical-align:top}td{vertical-align:top;padding:.4em}.no{color:#b00}</style>",
    );
    writeln!(
        html,
        "<h1>PDF and DOCX side by side</h1><p>{} documents: {same} with the same pages and text, {agree} with every word within \
         1.5 mm.</p>",
        results.len()
    )
    .unwrap();
    // By group, and by the element the document's name begins with: what was said of a document tells what became of it.
    let mut groups: BTreeMap<String, [usize; 5]> = BTreeMap::new();
    for (name, comparison) in results {
        let notes = notes.get(name).copied().unwrap_or_default();
        let picture = notes.iter().any(|note| note.contains("图片"));
        let (group, rest) = name.split_once('/').unwrap_or((name, ""));
        let element = rest.split('-').next().unwrap_or("");
        for key in [group.to_owned(), format!("{group} / {element}")] {
            let counts = groups.entry(key).or_default();
            counts[0] += 1;
            counts[1] += usize::from(comparison.agrees());
            counts[2] += usize::from(notes.is_empty());
            counts[3] += usize::from(!notes.is_empty() && !picture);
            counts[4] += usize::from(picture);
        }
    }
    html.push_str("<table><tr><th>element<th>documents<th>agree<th>native<th>approximated<th>picture</tr>");
    for (group, counts) in &groups {
        let cells: String = counts.iter().map(|count| format!("<td>{count}")).collect();
        writeln!(html, "<tr><td>{group}{cells}</tr>").unwrap();
    }
    html.push_str("</table><table>");
    let draw = std::env::var_os("REPORT_PAGES").is_some();
    for (name, comparison) in results {
        let flat = name.replace('/', "~");
        let class = if comparison.agrees() { "" } else { " class=no" };
        writeln!(html, "<tr><td{class}><b>{name}</b><br>{}", comparison.describe()).unwrap();
        for note in notes.get(name).copied().unwrap_or_default() {
            writeln!(html, "<br><i>{note}</i>").unwrap();
        }
        if draw {
            for (side, folder) in [("pdf", pdfs), ("docx", office)] {
                let prefix = out.join(format!("{flat}-{side}"));
                let pages = ["-r", "50", "-png", "-l", "2"];
                Command::new("pdftoppm").args(pages).arg(folder.join(format!("{flat}.pdf"))).arg(&prefix).status().ok();
                html.push_str("<td>");
                for digits in ["1", "2", "01", "02"] {
                    let file = format!("{flat}-{side}-{digits}.png");
                    if out.join(&file).is_file() {
                        write!(html, "<img src=\"{file}\"> ").unwrap();
                    }
                }
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</table>");
    let path = out.join("index.html");
    std::fs::write(&path, html).unwrap();
    path
}
