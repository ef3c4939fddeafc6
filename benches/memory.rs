//! Time and peak memory of a thousand people: their registration forms, then every document of a complete round with a hundred
//! posts, from the plan to the letters of appointment, PDF and DOCX with their files to print: `cargo bench --bench memory`.
//!
//! The sample's people are copied until there are a thousand, its posts until there are a hundred, and everybody's marks, ballots,
//! talks, judgements and appointments are made up so that each step has its results; the run is the one `make` does. The peak is
//! read from /proc/self/status, so on systems without it only the time is told.
//!
//! `cargo bench --bench memory -- 报名情况一览表` makes only the kinds named, one after the other, on one worker.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a bench that cannot run should stop")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use jinggang::delivery::{Office, Options, Silent, make};
use jinggang::language::name::Name;
use jinggang::problem::Place;
use jinggang::procedure::Decisions;
use jinggang::round::{
    Appointment, Conclusion, InterviewMarks, Located, Marks, PersonId, PostId, Publication, Review, Round, Score,
};
use jinggang::workbook;
use rust_decimal::Decimal;

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
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if named.is_empty() {
        measure("报名登记表", &folder, &round, vec!["报名登记表".into()], None);
    }
    let posts = round.posts.clone();
    round.posts = (0..POSTS)
        .map(|index| {
            let mut post = posts[index % posts.len()].clone();
            post.seats = 1;
            post.name = format!("{}{}", post.name, letters(index));
            post
        })
        .collect();
    complete(&mut round);
    for name in &named {
        measure(name, &folder, &round, vec![name.clone()], Some(1));
    }
    if !named.is_empty() {
        return;
    }
    let kinds = measure("all documents", &folder, &round, Vec::new(), None);
    println!("kinds of documents {kinds}");
}

/// Gives everybody a post and what comes of it: marks, and then what each step's decisions ask for.
fn complete(round: &mut Round) {
    let model =
        (round.evaluations.remove(0), round.talks.remove(0), round.inspections.remove(0), round.votes.remove(0));
    round.evaluations.clear();
    round.talks.clear();
    round.inspections.clear();
    round.votes.clear();
    round.appointments.clear();
    for (index, applicant) in round.applicants.iter_mut().enumerate() {
        let (post, place) = (index % POSTS, index / POSTS);
        applicant.post = Some(PostId(post));
        applicant.reapplied = None;
        applicant.also_applied.clear();
        applicant.blocked = None;
        applicant.review = Some(Review {
            conclusion: Some(located(Conclusion::Met)),
            reviewer: "严守诚".to_owned(),
            ..Review::default()
        });
        // No two of a post alike.
        let points = Decimal::new(8950 - 150 * place as i64, 2);
        applicant.marks = Marks {
            ticket: format!("2012{:03}{:02}", post + 1, place + 1),
            written: Some(located(Score::Points(points))),
            judged: Some(InterviewMarks {
                lot: format!("{:03}", index + 1),
                judges: (1..=7).map(|judge| format!("考官{judge}")).collect(),
                marks: (0..7).map(|judge| points - Decimal::new(judge * 3, 1)).collect(),
                ..InterviewMarks::default()
            }),
            listed: true,
            ..Marks::default()
        };
    }
    let (evaluation, talk, inspection, vote) = model;
    let shortlisted: Vec<(PostId, PersonId)> = of_posts(&Decisions::of(round).shortlists, |list| &list.people);
    assert_eq!(shortlisted.len(), 2 * POSTS);
    for &(post, person) in &shortlisted {
        round.evaluations.push(jinggang::round::EvaluationCount { batch: 1, person, post, ..evaluation.clone() });
    }
    let passed: Vec<(PostId, PersonId)> = of_posts(&Decisions::of(round).evaluations.posts, |found| &found.passed);
    assert_eq!(passed.len(), 2 * POSTS);
    let mut taken: BTreeMap<PostId, u32> = BTreeMap::new();
    for &(post, person) in &passed {
        round.talks.extend((0..3).map(|_| jinggang::round::Talk { person, ..talk.clone() }));
        round.inspections.push(jinggang::round::Inspection { person, ..inspection.clone() });
        let place = taken.entry(post).or_default();
        let (agree, against) = if *place == 0 { (6, 3) } else { (3, 6) };
        *place += 1;
        round.votes.push(jinggang::round::VoteCount {
            post,
            person,
            agree,
            against: Some(against),
            abstained: Some(0),
            ..vote.clone()
        });
    }
    let elected: Vec<(PostId, PersonId)> = Decisions::of(round)
        .votes
        .iter()
        .enumerate()
        .flat_map(|(post, vote)| vote.winners.iter().map(move |winner| (PostId(post), winner.person)))
        .collect();
    assert_eq!(elected.len(), POSTS);
    for (index, (post, person)) in elected.into_iter().enumerate() {
        round.appointments.push(Appointment {
            at: Place::default(),
            person,
            post,
            publication: Some(Publication::NoObjection),
            relieved: String::new(),
            // A notice for every five.
            document: format!("甪政任〔2012〕{}号", index / 5 + 1),
            date: chrono::NaiveDate::from_ymd_opt(2012, 4, 25),
            letter: format!("2012{index:03}"),
            trial: None,
            stated: Vec::new(),
        });
    }
}

fn of_posts<T>(posts: &[T], people: impl Fn(&T) -> &Vec<PersonId>) -> Vec<(PostId, PersonId)> {
    let each =
        |(index, post): (usize, &T)| people(post).iter().map(|person| (PostId(index), *person)).collect::<Vec<_>>();
    posts.iter().enumerate().flat_map(each).collect()
}

fn located<T>(value: T) -> Located<T> {
    Located { value, at: Place::default() }
}

/// Makes documents, tells how long it took and the memory's peak so far, and counts the kinds of documents.
fn measure(what: &str, folder: &Path, round: &Round, only: Vec<String>, jobs: Option<usize>) -> usize {
    let decisions = Decisions::of(round);
    let office = Office::open(Some(folder), &[], false).expect("fonts");
    let out = std::env::temp_dir().join(format!("jinggang-memory-{}", std::process::id()));
    // Two copies of each ballot: a hundred posts on one ballot for a whole district, as often as there are voters, is nothing an office
    // prints.
    let options = Options { only, copies: Some(2), jobs, ..Options::new(&out) };
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
    if options.only.is_empty() {
        for waiting in &report.waiting {
            println!("not made: {}，{}", waiting.form, waiting.reason);
        }
    }
    match peak() {
        Some(peak) => println!("peak memory {:.0} MB", peak as f64 / 1024.0),
        None => println!("peak memory unknown on this system"),
    }
    office.forms.len() - report.waiting.len()
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
