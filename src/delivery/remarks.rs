//! What a clerk should know about a document that was made.

use super::print::Printed;
use crate::forms::{Form, Subject, behind};
use crate::problem::{Place, Problem};
use crate::procedure::Decisions;
use crate::round::Round;
use crate::typeset::Severity;

/// The problems of one document, with the person's row.
pub(super) fn remarks(
    round: &Round,
    decisions: &Decisions,
    form: &Form,
    subject: &Subject,
    printed: &Printed,
) -> Vec<Problem> {
    let person = subject.person.and_then(|person| round.applicant(person));
    let place = match person {
        Some(person) => person.at.clone(),
        None => Place::file(&round.workbook),
    };
    let mut problems = Vec::new();
    let mut remark = |code, message: String, advice: &str| {
        let problem = Problem::warning(code, place.clone(), message).advice(advice);
        problems.push(match person {
            Some(person) => problem.about(person.name.as_str()),
            None => problem,
        });
    };
    if subject.person.is_none() && subject.post.is_none() && subject.notice.is_none() {
        let behind = behind(form.awaits, round, decisions);
        let names: Vec<&str> =
            behind.iter().filter_map(|post| round.post(*post)).map(|post| post.name.as_str()).collect();
        if !names.is_empty() {
            remark(
                "partial",
                format!("“{}”只写了已经有结果的岗位，没有{}", form.name, names.join("、")),
                "分次讨论决定的不用管；不是的，等这些岗位有了结果再定稿。",
            );
        }
    }
    for column in &printed.overflowing {
        remark(
            "overflow",
            format!("“{}”的“{column}”太长，缩到最小的字号也放不下，后面的没有印出来", form.name),
            "请精简内容，或者在 DOCX 里调整。",
        );
    }
    if !printed.unprintable.is_empty() {
        remark(
            "no-glyph",
            format!("“{}”里有没有字体能印的字：{}", form.name, printed.unprintable.join("、")),
            "请用 --font-path 指明有这个字的字体文件夹。",
        );
    }
    for warning in printed.warnings.iter().filter(|warning| warning.severity == Severity::Warning) {
        // What DOCX says differently is the template author's matter; `render` shows it.
        if !warning.message.starts_with("DOCX：") {
            remark("template", format!("“{}”：{warning}", form.name), "");
        }
    }
    problems
}
