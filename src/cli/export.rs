//! `export`: those elected as files of other programs.

use super::args::Export;
use super::{Ending, Refusal, is_rounds_own, print_json, say};
use crate::delivery::export_lrmx;
use crate::problem::{in_chinese, remedy};
use crate::procedure::Decisions;
use crate::workbook;

pub(super) fn run(args: &Export) -> Result<Ending, Refusal> {
    let reading = workbook::read(&args.round)?;
    let round = &reading.round;
    let decisions = Decisions::of(round);
    if decisions.votes.iter().all(|vote| vote.winners.is_empty()) {
        return Err(Refusal("还没有拟聘任人选：等“票决”表。用 jinggang status 查看进行到哪一步。".to_owned()));
    }
    let shown = args.out.display();
    if is_rounds_own(&args.out, round) {
        return Err(Refusal(format!(
            "“{shown}”里放的是这一轮的工作簿、审批表、照片或者模板，导出的不能放在这里：.lrmx 会当作报名人员的审批表读进来。请用 -o \
             另写一个文件夹。"
        )));
    }
    let report = export_lrmx(round, &decisions, &args.out)
        .map_err(|error| Refusal(format!("写不了文件夹“{shown}”：{}。{}。", in_chinese(&error), remedy(&error))))?;
    if args.json {
        print_json(&report)?;
    } else {
        for failure in &report.failures {
            say(&format!("没有做成：{}（{}）：{}", failure.form, failure.subject, failure.reason));
        }
        for note in &report.notes {
            say(&format!("提醒：{note}"));
        }
        if !report.kept.is_empty() {
            say(&format!("有人改过的旧文件留着，改名为：{}", report.kept.join("、")));
        }
        if !report.edited.is_empty() {
            let names = report.edited.join("、");
            say(&format!("提醒：这几份有人改过，内容没有要改的，没有重写：{names}。要重写的，请删去再导出。"));
        }
        if !report.stale.is_empty() {
            say(&format!("以前导出的这些人，现在已不是拟聘任人选，请核对后删去：{}", report.stale.join("、")));
        }
        let edited = match report.edited.len() {
            0 => String::new(),
            count => format!("，{count} 份有人改过、没有重写"),
        };
        say(&format!(
            "写出 {} 份任免审批表（.lrmx），{} 份没有变化{edited}，在“{shown}”文件夹里。",
            report.written.len(),
            report.unchanged.len()
        ));
    }
    let quiet = report.failures.is_empty() && report.notes.is_empty() && report.kept.is_empty();
    let attention = !quiet || !report.edited.is_empty() || !report.stale.is_empty();
    Ok(if attention { Ending::Attention } else { Ending::Done })
}
