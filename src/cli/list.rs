//! `list`: the documents that can be made.

use serde_json::json;

use super::args::List;
use super::{Ending, Refusal, print_json, say};
use crate::delivery::Office;
use crate::forms::{Form, Subjects, subjects};
use crate::procedure::Decisions;
use crate::round::Round;
use crate::workbook;

pub(super) fn run(args: &List) -> Result<Ending, Refusal> {
    let reading = args.round.as_deref().map(workbook::read).transpose()?;
    let folder = reading.as_ref().map(|reading| reading.round.folder.as_path());
    let office = Office::open(folder, &args.fonts.paths, args.fonts.system_fonts)?;
    let decided = reading.as_ref().map(|reading| (&reading.round, Decisions::of(&reading.round)));
    let state = |form: &Form| decided.as_ref().map(|(round, decisions)| state(form, round, decisions));
    if args.json {
        let forms: Vec<_> = office
            .forms
            .iter()
            .map(|form| {
                let (count, waiting) = state(form).unwrap_or((None, None));
                json!({
                    "step": form.step, "name": form.name, "per": form.per.as_str(), "template": form.path,
                    "duplex": form.duplex, "public": form.public, "ballot": form.ballot, "count": count, "waiting": waiting,
                })
            })
            .collect();
        print_json(&forms)?;
    } else {
        let mut step = "";
        for form in &office.forms {
            if form.step != step {
                step = &form.step;
                say(step);
            }
            let about = match state(form) {
                Some((Some(count), _)) => format!("，{count} 份"),
                Some((None, Some(reason))) => format!("，{reason}"),
                _ => String::new(),
            };
            say(&format!(
                "  {}（每{}一份{}）{about}",
                form.name,
                form.per.as_str(),
                if form.duplex { "，双面" } else { "" }
            ));
        }
    }
    for broken in &office.broken {
        eprintln!("{broken}");
    }
    Ok(if office.broken.is_empty() { Ending::Done } else { Ending::Attention })
}

/// How many copies can be made, or what is waited for.
fn state(form: &Form, round: &Round, decisions: &Decisions) -> (Option<usize>, Option<String>) {
    match subjects(form, round, decisions) {
        Subjects::Ready(list) => (Some(list.len()), None),
        Subjects::Waiting(reason) => (None, Some(reason)),
    }
}
