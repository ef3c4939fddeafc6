//! What a clerk should know about a document that was made.

use super::print::Printed;
use crate::forms::{Form, Subject};
use crate::problem::{Place, Problem};
use crate::round::Round;
use crate::typeset::Severity;

/// The problems of one document, with the person's row.
pub(super) fn remarks(round: &Round, form: &Form, subject: &Subject, printed: &Printed) -> Vec<Problem> {
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
    for column in &printed.overflowing {
        remark(
            "overflow",
            format!("“{}”的“{column}”太长，缩到最小的字号也放不下", form.name),
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
