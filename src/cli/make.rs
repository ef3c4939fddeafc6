//! `make`: the documents whose data is there.

use std::collections::BTreeMap;

use super::args::{FormatArg, Make};
use super::progress::Shown;
use super::{Ending, Refusal, print_json, say};
use crate::delivery::{self, Format, Office, Options, Report, unprintable};
use crate::problem::Problem;
use crate::procedure::Decisions;
use crate::typeset::Coverage;
use crate::workbook;

pub(super) fn run(args: &Make) -> Result<Ending, Refusal> {
    let reading = workbook::read(&args.round)?;
    let office = Office::open(Some(&reading.round.folder), &args.fonts.paths, args.fonts.system_fonts)?;
    for name in &args.only {
        // A template that cannot be used is told with its line, not called unknown.
        if let Some(broken) = office.broken.iter().find(|own| own.path.ends_with(&format!("/{name}.typ"))) {
            return Err(Refusal(format!("{broken}。")));
        }
        if !office.forms.iter().any(|form| &form.name == name) {
            // A template of that name may be there and be broken.
            if let Some(broken) = office.broken.iter().find(|broken| file_stem(&broken.path) == name) {
                return Err(Refusal(broken.to_string()));
            }
            let names: Vec<&str> = office.forms.iter().map(|form| form.name.as_str()).collect();
            return Err(Refusal(format!("没有“{name}”这种文书。能做的有：{}。", names.join("、"))));
        }
    }
    let decisions = Decisions::of(&reading.round);
    let mut problems = reading.problems.clone();
    problems.extend(decisions.problems.iter().cloned());
    problems.extend(unprintable(&reading.rare, &Coverage::new(office.typesetter.fonts())));
    let options = Options {
        out: args.out.clone(),
        only: args.only.clone(),
        steps: args.step.clone(),
        people: args.person.iter().map(|name| crate::language::name::normalize(name)).collect(),
        posts: args.post.clone(),
        formats: args
            .format
            .iter()
            .map(|format| match format {
                FormatArg::Pdf => Format::Pdf,
                FormatArg::Docx => Format::Docx,
            })
            .collect(),
        copies: args.copies,
        jobs: args.jobs.map(usize::from),
        shard: args.shard,
        force: args.force,
    };
    let progress = Shown::new(args.json);
    let mut report = delivery::make(&office, &reading.round, &decisions, &options, &progress)
        .map_err(|error| Refusal(format!("写不了文件夹“{}”：{}", args.out.display(), super::in_chinese(&error))))?;
    problems.append(&mut report.problems);
    report.problems = problems;
    for broken in &office.broken {
        report.failures.push(delivery::Failure {
            form: broken.path.clone(),
            subject: String::new(),
            reason: broken.to_string(),
        });
    }
    if args.json {
        print_json(&report)?;
    } else {
        tell(&report, args);
    }
    let attention = !report.problems.is_empty() || !report.failures.is_empty() || !report.stale.is_empty();
    Ok(if attention { Ending::Attention } else { Ending::Done })
}

/// A template's name: its file, without folder and ending.
fn file_stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".typ").unwrap_or(file)
}

fn tell(report: &Report, args: &Make) {
    tell_problems(&report.problems);
    // Many documents often fail for one reason: it is said once, with those it stopped.
    let mut reasons: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for failure in &report.failures {
        reasons.entry((&failure.form, &failure.reason)).or_default().push(&failure.subject);
    }
    for ((form, reason), subjects) in reasons {
        let subjects: Vec<&str> = subjects.into_iter().filter(|subject| !subject.is_empty()).collect();
        let subjects = if subjects.is_empty() { String::new() } else { format!("（{}）", subjects.join("、")) };
        say(&format!("没有做成：{form}{subjects}：{reason}"));
    }
    if !report.stale.is_empty() {
        say(&format!("以前做的这些文件，现在的工作簿里已没有对应的内容，请核对后删去：{}", report.stale.join("、")));
    }
    for waiting in &report.waiting {
        say(&format!("还不能做：{}，{}", waiting.form, waiting.reason));
    }
    say(&format!(
        "写出 {} 个文件，{} 个没有变化，在“{}”文件夹里；打开其中的“目录.html”可以逐个查看。",
        report.written,
        report.unchanged,
        args.out.display()
    ));
}

/// Problems, worst first.
pub(super) fn tell_problems(problems: &[Problem]) {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    for problem in sorted {
        say(&format!("{}：{problem}", problem.severity.as_str()));
    }
}
