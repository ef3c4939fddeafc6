//! `check`: every problem of a workbook with its cell, worst first.

use std::path::Path;

use serde_json::{Value, json};

use super::alike::{folded, kinds};
use super::args::Check;
use super::{Ending, Refusal, json, print_json, problems, same_path, say, write_file};
use crate::delivery::Office;
use crate::problem::{Problem, Severity};
use crate::procedure::Decisions;
use crate::round::Round;
use crate::workbook::{self, Original};

pub(super) fn run(args: &Check) -> Result<Ending, Refusal> {
    let (reading, original) = match args.annotate {
        Some(_) => workbook::read_to_annotate(&args.round)?,
        None => (workbook::read(&args.round)?, None),
    };
    let round = &reading.round;
    let office = Office::open(Some(&round.folder), &args.fonts.paths, args.fonts.system_fonts)?;
    let mut problems = problems(&reading, || Decisions::of(round).problems, &office);
    problems.sort_by_key(|problem| problem.severity);
    if let Some(out) = &args.annotate {
        let original = original.ok_or_else(|| {
            let there = args.round.display();
            Refusal(format!(
                "“{there}”只有任免审批表文件，没有可以批注的工作簿。请不用 --annotate 检查，在任免表编辑器里改。"
            ))
        })?;
        annotate(&original, out, &problems)?;
    }
    if args.json {
        print_json(&report(round, &problems))?;
    } else {
        tell(round, &problems);
        if let Some(out) = &args.annotate {
            say(&format!("有问题的格子都在“{}”里涂了颜色、加了批注。", out.display()));
        }
    }
    Ok(if problems.is_empty() { Ending::Done } else { Ending::Attention })
}

/// Writes the copy with notes; never over the workbook itself, nor over anything but an earlier copy that nobody has worked in.
fn annotate(original: &Original, out: &Path, problems: &[Problem]) -> Result<(), Refusal> {
    if same_path(&original.path, out) {
        return Err(Refusal(format!("“{}”就是要检查的工作簿，不会覆盖。请换一个文件名。", out.display())));
    }
    // It is written as .xlsx whatever it is called: under another name Excel would not open it.
    if !out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return Err(Refusal(format!("批注写成 .xlsx 文件，“{}”请改用 .xlsx 结尾的文件名。", out.display())));
    }
    if out.exists() && !workbook::is_annotated(out) {
        // What has been put right in it would be lost.
        if workbook::was_annotated(out) {
            return Err(Refusal(format!(
                "“{}”是以前做的批注，做好以后有人改过，不会覆盖。改好了的，请把它当作新的工作簿来检查（jinggang check “{}”）；或者换一个\
                 文件名另写批注。",
                out.display(),
                out.display()
            )));
        }
        return Err(Refusal(format!("“{}”已经有了，不是以前做的批注，不会覆盖。请换一个文件名。", out.display())));
    }
    write_file(out, &workbook::annotate(original, problems)?)
}

fn count(problems: &[Problem], severity: Severity) -> usize {
    problems.iter().filter(|problem| problem.severity == severity).count()
}

/// What `--json` prints: docs/检查结果.md.
fn report(round: &Round, problems: &[Problem]) -> Value {
    let mut sheets: Vec<Value> = Vec::new();
    for (sheet, severity, group) in groups(problems) {
        sheets.push(json!({ "sheet": sheet, "severity": severity, "count": group.len() }));
    }
    let listed: Vec<Value> = problems.iter().map(json::problem).collect();
    json!({
        "schema": json::SCHEMA,
        "workbook": round.workbook,
        "sheets": round.sheets,
        "posts": round.posts.len(),
        "applicants": round.applicants.len(),
        "blocked": round.applicants.iter().filter(|applicant| applicant.blocked.is_some()).count(),
        "errors": count(problems, Severity::Error),
        "warnings": count(problems, Severity::Warning),
        "counts": sheets,
        "problems": listed,
    })
}

/// The problems, worst first, by sheet in the order in which sheets first appear.
fn groups(problems: &[Problem]) -> Vec<(&str, Severity, Vec<&Problem>)> {
    let mut out: Vec<(&str, Severity, Vec<&Problem>)> = Vec::new();
    for problem in problems {
        let key = (problem.place.sheet.as_str(), problem.severity);
        match out.iter_mut().find(|(sheet, severity, _)| (*sheet, *severity) == key) {
            Some((.., group)) => group.push(problem),
            None => out.push((key.0, key.1, vec![problem])),
        }
    }
    out.sort_by_key(|(_, severity, _)| *severity);
    out
}

fn tell(round: &Round, problems: &[Problem]) {
    let sheets = match round.sheets.as_slice() {
        [] => "没有读到一张表".to_owned(),
        sheets => format!("有 {} 张表：{}", sheets.len(), sheets.join("、")),
    };
    say(&format!(
        "“{}”：读到 {} 个岗位、{} 名报名人员；{sheets}。",
        round.workbook,
        round.posts.len(),
        round.applicants.len()
    ));
    let rosters = rosters(round);
    if rosters.len() > 1 {
        let each: Vec<String> = rosters.iter().map(|(sheet, count)| format!("“{sheet}”{count}人")).collect();
        say(&format!("报名人员读自 {} 张表：{}。", rosters.len(), each.join("、")));
    }
    for (sheet, severity, group) in groups(problems) {
        let title = if sheet.is_empty() { "整个文件".to_owned() } else { format!("“{sheet}”表") };
        say(&format!("\n{}，{title}，{} 处：", severity.as_str(), group.len()));
        for same in kinds(&group) {
            let (told, named) = folded(&same, |_| true);
            told.for_each(|problem| say(&format!("  {problem}")));
            if let Some(named) = named {
                say(&format!("  {named}"));
            }
        }
    }
    if problems.is_empty() {
        say("没有发现问题。");
        return;
    }
    let (errors, warnings) = (count(problems, Severity::Error), count(problems, Severity::Warning));
    let blocked = round.applicants.iter().filter(|applicant| applicant.blocked.is_some()).count();
    let stopped = if blocked > 0 {
        format!("；有错误的 {blocked} 人暂不做表，别人的照做")
    } else {
        String::new()
    };
    say(&format!("\n共有错误 {errors} 处、提醒 {warnings} 处{stopped}。"));
}

/// The sheets, or the forms, that applicants were read from, and how many from each.
fn rosters(round: &Round) -> Vec<(&str, usize)> {
    let mut out: Vec<(&str, usize)> = Vec::new();
    for applicant in &round.applicants {
        let sheet = if applicant.at.sheet.is_empty() { "任免审批表文件" } else { applicant.at.sheet.as_str() };
        match out.iter_mut().find(|(own, _)| *own == sheet) {
            Some((_, count)) => *count += 1,
            None => out.push((sheet, 1)),
        }
    }
    out
}
