//! `make`: the documents whose data is there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::alike::{folded, kinds};
use super::args::{FormatArg, Make};
use super::progress::Shown;
use super::{Ending, Refusal, is_rounds_own, print_json, problems, say};
use crate::delivery::{self, Failure, Format, Office, Options, Report, Waiting};
use crate::forms::step_of;
use crate::problem::{Place, Problem};
use crate::procedure::Decisions;
use crate::round::Round;
use crate::workbook;

pub(super) fn run(args: &Make) -> Result<Ending, Refusal> {
    let reading = workbook::read(&args.round)?;
    fits(args, &reading.round)?;
    let office = Office::open(Some(&reading.round.folder), &args.fonts.paths, args.fonts.system_fonts)?;
    let only: Vec<String> = args.only.iter().map(|typed| as_called(typed, &office)).collect();
    // A template that cannot be used is told with its line, not called unknown, and holds back none of the others.
    let broken = |name: &String| {
        let file = format!("{name}.typ");
        let is_its = |path: &str| path.strip_suffix(&file).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        office.broken.iter().find(|own| is_its(&own.path))
    };
    if let Some(Some(first)) = only.first().map(broken)
        && only.iter().all(|name| broken(name).is_some())
    {
        return Err(Refusal(format!("{first}。")));
    }
    for name in only.iter().filter(|name| broken(name).is_none()) {
        if !office.forms.iter().any(|form| &form.name == name) {
            let names: Vec<&str> = office.forms.iter().map(|form| form.name.as_str()).collect();
            return Err(Refusal(format!("没有“{name}”这种文书。能做的有：{}。", names.join("、"))));
        }
    }
    let people: Vec<String> = args.person.iter().map(|name| crate::language::name::normalize(name)).collect();
    known(args, &people, &reading.round, &office)?;
    let decisions = Decisions::of(&reading.round);
    let mut problems = problems(&reading, || decisions.problems.clone(), &office);
    let options = Options {
        out: args.out.clone(),
        only,
        steps: args.step.clone(),
        people,
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
        jobs: args.jobs.map(|jobs| jobs as usize),
        shard: args.shard,
        force: args.force,
    };
    let progress = Shown::new(args.json);
    let mut report = delivery::make(&office, &reading.round, &decisions, &options, &progress)
        .map_err(|error| Refusal(format!("{error}。")))?;
    problems.append(&mut report.problems);
    report.problems = problems;
    report.failures.extend(unusable(&office));
    if args.json {
        print_json(&to_json(&report))?;
    } else {
        tell(&report, args);
    }
    let nothing = is_nothing(&report, args);
    if nothing && !args.json {
        say(
            "照这样的条件，没有要做的文书：请核对要的是哪种文书、哪个人、哪个岗位；走到哪一步可以用 jinggang status 看。",
        );
    }
    let attention = nothing
        || !report.problems.is_empty()
        || !report.failures.is_empty()
        || !report.stale.is_empty()
        || !report.behind.is_empty();
    Ok(if attention { Ending::Attention } else { Ending::Done })
}

/// A paper's name as its template has it: brackets may be typed in either width.
fn as_called(typed: &str, office: &Office) -> String {
    let even = |name: &str| name.replace('(', "（").replace(')', "）");
    let found = office.forms.iter().find(|form| even(&form.name) == even(typed));
    found.map_or_else(|| typed.to_owned(), |form| form.name.clone())
}

/// What `--json` prints: docs/检查结果.md.
fn to_json(report: &Report) -> Value {
    let failure = |own: &Failure| {
        let place = own.place.as_ref();
        json!({
            "form": own.form, "subject": own.subject, "reason": own.reason,
            "file": place.map(|at| &at.file), "sheet": place.map(|at| &at.sheet), "cell": place.map(Place::cell),
        })
    };
    let waiting = |own: &Waiting| json!({ "form": own.form, "reason": own.reason });
    json!({
        "schema": super::json::SCHEMA,
        "written": report.written,
        "unchanged": report.unchanged,
        "edited": report.edited,
        "failures": report.failures.iter().map(failure).collect::<Vec<_>>(),
        "waiting": report.waiting.iter().map(waiting).collect::<Vec<_>>(),
        "stale": report.stale,
        "behind": report.behind,
        "problems": report.problems.iter().map(super::json::problem).collect::<Vec<_>>(),
    })
}

/// The templates that cannot be used. What is wrong in a file that all of them import is told once.
fn unusable(office: &Office) -> Vec<Failure> {
    let mut by_message: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for broken in &office.broken {
        by_message.entry(&broken.message).or_default().push(&broken.path);
    }
    let told = |(message, paths): (&str, Vec<&str>)| {
        let first = paths.first().copied().unwrap_or_default();
        let others = if paths.len() > FEW { format!("等{}份", paths.len()) } else { String::new() };
        let shown: Vec<String> = paths.iter().take(FEW).map(|path| format!("“{path}”")).collect();
        Failure::new(first, "", format!("模板{}{others}{message}", shown.join("、")))
    };
    by_message.into_iter().map(told).collect()
}

/// Refuses a folder that belongs to something else: the round's own, or another round's documents.
fn fits(args: &Make, round: &Round) -> Result<(), Refusal> {
    let out = args.out.display();
    if is_rounds_own(&args.out, round) {
        return Err(Refusal(format!(
            "“{out}”里放的是这一轮的工作簿、照片或者模板，做出来的材料不能放在这里。请用 -o 另写一个文件夹。"
        )));
    }
    match delivery::another_round(&args.out, round) {
        Some(other) if !args.force => Err(Refusal(format!(
            "“{out}”里是“{other}”那一轮的材料，不是这一轮的，做在一起会盖掉它们。请用 -o 另写一个文件夹；确实是同一轮（改了单位名称、\
             年份）的，请加 --force。"
        ))),
        _ => Ok(()),
    }
}

/// Refuses a step, a person or a post that the round does not have, instead of making nothing of it.
fn known(args: &Make, people: &[String], round: &Round, office: &Office) -> Result<(), Refusal> {
    let mut steps: Vec<(u32, &str)> = office.forms.iter().map(|form| (form.number, form.step.as_str())).collect();
    steps.sort_unstable();
    steps.dedup();
    let broken = |step: u32| office.broken.iter().any(|own| step_of(&own.path) == step);
    let unknown = |step: &&u32| steps.iter().all(|(number, _)| number != *step) && !broken(**step);
    if let Some(step) = args.step.iter().find(unknown) {
        let names: Vec<&str> = steps.iter().map(|(_, name)| *name).collect();
        return Err(Refusal(format!("第{step}步没有文书。有文书的步骤是：{}。", names.join("、"))));
    }
    let is = |wanted: &str| {
        round.applicants.iter().any(|own| {
            own.name.as_str() == wanted
                || own.id_number.as_ref().is_some_and(|id| id.value.as_str() == wanted.to_uppercase())
        })
    };
    if let Some(name) = people.iter().find(|name| !is(name)) {
        return Err(Refusal(format!("报名人员里没有“{name}”：请写“报名”表里的姓名，或者身份证号。")));
    }
    if let Some(name) =
        args.post.iter().find(|name| !round.posts.iter().any(|own| own.name == **name || own.code == **name))
    {
        let names: Vec<&str> = round.posts.iter().map(|own| own.name.as_str()).collect();
        let there = if names.is_empty() {
            "工作簿里还没有岗位".to_owned()
        } else {
            format!("有的岗位是：{}", names.join("、"))
        };
        return Err(Refusal(format!("没有“{name}”这个岗位。{there}。")));
    }
    Ok(())
}

/// Whether what was asked for is there in part, but never together: a letter of appointment for somebody who was not appointed.
fn is_nothing(report: &Report, args: &Make) -> bool {
    let asked = !(args.only.is_empty() && args.step.is_empty() && args.person.is_empty() && args.post.is_empty());
    let done = report.written + report.unchanged + report.edited;
    asked && args.shard.is_none() && done == 0 && report.failures.is_empty() && report.waiting.is_empty()
}

fn tell(report: &Report, args: &Make) {
    let (photos, others): (Vec<Problem>, Vec<Problem>) =
        report.problems.iter().cloned().partition(|problem| problem.code == "photo-missing");
    // Where nobody's photograph is there yet, a line for each would hide everything else.
    if photos.len() > FEW {
        tell_problems(&others);
        let names: Vec<&str> = photos.iter().take(FEW).filter_map(|problem| problem.person.as_deref()).collect();
        say(&format!(
            "提醒：{}人没有照片（{}等），登记表的照片处留空。请把照片放进“照片”文件夹，用身份证号或姓名作文件名；逐个的用 jinggang check 看。",
            photos.len(),
            names.join("、")
        ));
    } else {
        tell_problems(&report.problems);
    }
    // Many documents often fail for one reason: it is said once, with those it stopped.
    let mut reasons: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for failure in &report.failures {
        reasons.entry((&failure.form, &failure.reason)).or_default().push(failure.whom());
    }
    for ((form, reason), subjects) in reasons {
        let subjects: Vec<String> = subjects.into_iter().filter(|subject| !subject.is_empty()).collect();
        let between = if subjects.iter().any(|subject| subject.contains('，')) { "；" } else { "、" };
        let subjects = if subjects.is_empty() { String::new() } else { format!("（{}）", subjects.join(between)) };
        say(&format!("没有做成：{form}{subjects}：{reason}"));
    }
    if !report.behind.is_empty() {
        say(&format!(
            "这次没有一起重做、还是改动以前的：{}。请不写 --format、--person、--post 再做一次，或者删去。",
            report.behind.join("、")
        ));
    }
    if !report.stale.is_empty() {
        say(&format!("以前做的这些文件，现在的工作簿里已没有对应的内容，请核对后删去：{}", report.stale.join("、")));
    }
    // What waits for the same is told in one line.
    let mut waiting: Vec<(&str, Vec<&str>)> = Vec::new();
    for own in &report.waiting {
        match waiting.iter_mut().find(|(reason, _)| *reason == own.reason) {
            Some((_, forms)) => forms.push(&own.form),
            None => waiting.push((&own.reason, vec![&own.form])),
        }
    }
    for (reason, forms) in waiting {
        say(&format!("还不能做：{}，{reason}", forms.join("、")));
    }
    let edited =
        if report.edited > 0 { format!("，{} 个有人改过、没有重做", report.edited) } else { String::new() };
    say(&format!(
        "写出 {} 个文件，{} 个没有变化{edited}，在“{}”文件夹里；{}",
        report.written,
        report.unchanged,
        args.out.display(),
        last(args.shard)
    ));
}

/// What is left to do: a shard has no index of its own, nor the files that put several documents together.
fn last(shard: Option<(usize, usize)>) -> String {
    match shard {
        None => "打开其中的“目录.html”可以逐个查看。".to_owned(),
        Some((part, of)) => format!(
            "这是第{part}份，共{of}份。各份做完，放进同一个文件夹以后，请不带 --shard 再 make 一次：做好的不重做，补上“目录.html”、\
             “清单.json”和合在一起打印的文件。"
        ),
    }
}

/// So many missing photographs are told one by one.
const FEW: usize = 3;

/// What is said of a paper says what of it: each is told.
const OF_PAPERS: &[&str] = &["overflow", "no-glyph", "partial", "template", "earlier"];

/// Problems, worst first; of those that say the same of many cells of a sheet, a few in full and where the others stand.
pub(super) fn tell_problems(problems: &[Problem]) {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    for same in kinds(&sorted) {
        let Some(first) = same.first() else { continue };
        let severity = first.severity.as_str();
        let (told, named) = folded(&same, |problem| !OF_PAPERS.contains(&problem.code));
        told.for_each(|problem| say(&format!("{severity}：{problem}")));
        if let Some(named) = named {
            say(&format!("{severity}：{named}"));
        }
    }
}
