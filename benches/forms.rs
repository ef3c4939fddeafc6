//! Whole documents a second, warm, on one core: `cargo bench --bench forms`.
//!
//! Each iteration makes the 42 registration forms of the sample (报名登记表: two dense pages, a photograph, a career, a family).
//! The "items" column is forms per second, so the numbers of two commits can be compared line by line.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a bench that cannot run should stop")]

use divan::Bencher;
use divan::counter::ItemsCount;
use jinggang::delivery::{Office, Wanted, print};
use jinggang::forms::{Material, Subjects, material, subjects};
use jinggang::procedure::Decisions;
use jinggang::typeset::{Job, cooled};
use jinggang::workbook;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // One core, and inside a pool of one thread, as the program's own workers are: Typst lays out pages in it.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(divan::main);
}

struct Desk {
    office: Office,
    form: usize,
    materials: Vec<Material>,
}

/// The sample's documents of one kind, ready to be printed.
fn desk(name: &str) -> Desk {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/luzhi-2012");
    let reading = workbook::read(&folder).expect("the sample");
    let decisions = Decisions::of(&reading.round);
    let office = Office::open(Some(&folder), &[], false).expect("fonts");
    let form = office.forms.iter().position(|form| form.name == name).expect("the form");
    let Subjects::Ready(list) = subjects(&office.forms[form], &reading.round, &decisions) else { panic!("it waits") };
    let materials = list
        .iter()
        .map(|subject| material(&office.forms[form], subject, &reading.round, &decisions, Some(1)).expect("material"))
        .collect();
    Desk { office, form, materials }
}

fn made(bencher: Bencher, name: &str, wanted: Wanted) {
    let desk = desk(name);
    let round = || {
        let mut bytes = 0;
        for material in &desk.materials {
            let printed =
                print(&desk.office.typesetter, &desk.office.forms[desk.form], material, wanted).expect("a document");
            bytes += printed.pdf.map_or(0, |pdf| pdf.len()) + printed.docx.map_or(0, |docx| docx.len());
            cooled(2);
        }
        bytes
    };
    round();
    bencher.counter(ItemsCount::new(desk.materials.len())).bench_local(round);
}

const PAGES: Wanted = Wanted { pages: true, pdf: false, docx: false };
const PDF: Wanted = Wanted { pages: false, pdf: true, docx: false };
const DOCX: Wanted = Wanted { pages: false, pdf: false, docx: true };
const BOTH: Wanted = Wanted { pages: false, pdf: true, docx: true };

#[divan::bench(sample_count = 10, sample_size = 1)]
fn registration_form_pages(bencher: Bencher) {
    made(bencher, "报名登记表", PAGES);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn registration_form_pdf(bencher: Bencher) {
    made(bencher, "报名登记表", PDF);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn registration_form_docx(bencher: Bencher) {
    made(bencher, "报名登记表", DOCX);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn registration_form_both(bencher: Bencher) {
    made(bencher, "报名登记表", BOTH);
}

/// The exporter alone: the forms compiled for Word and written, without the pages that `print` lays out to see what does not fit.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn registration_form_exporter(bencher: Bencher) {
    let desk = desk("报名登记表");
    let path = &desk.office.forms[desk.form].path;
    let main = format!("#import \"/{path}\": 文书\n#let 数据 = json(\"/数据.json\")\n#文书(数据)\n");
    let round = || {
        let mut bytes = 0;
        for material in &desk.materials {
            let data: std::sync::Arc<[u8]> = material.data.to_string().into_bytes().into();
            let mut job = Job::new(&desk.office.typesetter, main.clone()).with_file("数据.json", data);
            for file in &material.attachments {
                job = job.with_file(&file.path, file.content.clone());
            }
            bytes += job.docx().expect("a document").value.len();
            cooled(2);
        }
        bytes
    };
    round();
    bencher.counter(ItemsCount::new(desk.materials.len())).bench_local(round);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn inspection_report_both(bencher: Bencher) {
    made(bencher, "考察材料", BOTH);
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn review_list_both(bencher: Bencher) {
    made(bencher, "资格审查一览表", BOTH);
}
