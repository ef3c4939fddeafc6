//! Time and peak memory of a thousand people: their registration forms, then every document of the round with a hundred posts, PDF
//! and DOCX with their files to print: `cargo bench --bench memory`.
//!
//! The sample's people are copied until there are a thousand, its posts until there are a hundred; the run is the one `make` does. The peak is read from
//! /proc/self/status, so on systems without it only the time is told.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a bench that cannot run should stop")]

use std::path::Path;
use std::time::Instant;

use jinggang::delivery::{Office, Options, Silent, make};
use jinggang::language::name::Name;
use jinggang::procedure::Decisions;
use jinggang::round::{PostId, Round};
use jinggang::workbook;

const PEOPLE: usize = 1000;
const POSTS: usize = 100;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/luzhi-2012");
    let mut round = workbook::read(&folder).expect("the sample").round;
    let own = round.applicants.clone();
    round.applicants = (0..PEOPLE)
        .map(|index| {
            let mut applicant = own[index % own.len()].clone();
            let copy = index / own.len();
            if copy > 0 {
                applicant.name = Name::read(&format!("{}{}", applicant.name.as_str(), letters(copy)));
            }
            applicant
        })
        .collect();
    measure("报名登记表", &folder, &round, vec!["报名登记表".into()]);
    let posts = round.posts.clone();
    round.posts = (0..POSTS)
        .map(|index| {
            let mut post = posts[index % posts.len()].clone();
            post.seats = 1;
            post.name = format!("{}{}", post.name, letters(index));
            post
        })
        .collect();
    for (index, applicant) in round.applicants.iter_mut().enumerate() {
        applicant.post = Some(PostId(index % POSTS));
    }
    measure("all documents", &folder, &round, Vec::new());
}

/// Makes documents and tells how long it took and the memory's peak so far.
fn measure(what: &str, folder: &Path, round: &Round, only: Vec<String>) {
    let decisions = Decisions::of(round);
    let office = Office::open(Some(folder), &[], false).expect("fonts");
    let out = std::env::temp_dir().join(format!("jinggang-memory-{}", std::process::id()));
    // Two copies of each ballot: in Word every copy is written out, and a hundred posts on one ballot for a whole district, as often
    // as there are voters, is nothing an office prints.
    let options = Options { only, copies: Some(2), ..Options::new(&out) };
    let started = Instant::now();
    let report = make(&office, round, &decisions, &options, &Silent).expect("a folder to write to");
    let seconds = started.elapsed().as_secs_f64();
    std::fs::remove_dir_all(&out).ok();
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    println!(
        "{what}: people {PEOPLE}  files {}  seconds {seconds:.2}  per person {:.2} ms",
        report.written,
        seconds * 1000.0 / PEOPLE as f64
    );
    match peak() {
        Some(peak) => println!("peak memory {:.0} MB", peak as f64 / 1024.0),
        None => println!("peak memory unknown on this system"),
    }
}

/// A different Chinese ending for each copy.
fn letters(copy: usize) -> String {
    const SIGNS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    copy.to_string().bytes().map(|digit| SIGNS[usize::from(digit - b'0')]).collect()
}

/// The highest resident memory so far, in KB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
