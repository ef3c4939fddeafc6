//! `check`: every problem of a workbook with its cell, worst first.

use serde_json::json;

use super::args::Check;
use super::make::tell_problems;
use super::{Ending, Refusal, print_json, say};
use crate::delivery::{Office, unprintable};
use crate::problem::Severity;
use crate::procedure::Decisions;
use crate::typeset::Coverage;
use crate::workbook;

pub(super) fn run(args: &Check) -> Result<Ending, Refusal> {
    let reading = workbook::read(&args.round)?;
    let decisions = Decisions::of(&reading.round);
    let mut problems = reading.problems;
    problems.extend(decisions.problems);
    let office = Office::open(Some(&reading.round.folder), &args.fonts.paths, args.fonts.system_fonts)?;
    problems.extend(unprintable(&reading.rare, &Coverage::new(office.typesetter.fonts())));
    let count = |severity: Severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let round = &reading.round;
    if args.json {
        print_json(&json!({
            "workbook": round.workbook,
            "applicants": round.applicants.len(),
            "posts": round.posts.len(),
            "errors": errors,
            "warnings": warnings,
            "problems": problems,
        }))?;
    } else {
        say(&format!(
            "“{}”：读到 {} 个岗位、{} 名报名人员；有 {} 张表：{}。",
            round.workbook,
            round.posts.len(),
            round.applicants.len(),
            round.sheets.len(),
            round.sheets.join("、")
        ));
        tell_problems(&problems);
        if problems.is_empty() {
            say("没有发现问题。");
        } else {
            say(&format!("共有错误 {errors} 处、提醒 {warnings} 处。"));
        }
    }
    Ok(if problems.is_empty() { Ending::Done } else { Ending::Attention })
}
