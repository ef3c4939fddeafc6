//! `list`: the documents that can be made.

use serde_json::json;

use super::args::List;
use super::documents::Standing;
use super::{Ending, Refusal, complain, print_json, say};
use crate::delivery::Office;
use crate::forms::Form;
use crate::procedure::Decisions;
use crate::workbook;

pub(super) fn run(args: &List) -> Result<Ending, Refusal> {
    let reading = args.round.as_deref().map(workbook::read).transpose()?;
    let folder = reading.as_ref().map(|reading| reading.round.folder.as_path());
    let office = Office::open(folder, &args.fonts.paths, args.fonts.system_fonts)?;
    let decided = reading.as_ref().map(|reading| (&reading.round, Decisions::of(&reading.round)));
    let standing = |form: &Form| decided.as_ref().map(|(round, decisions)| Standing::of(form, round, decisions));
    if args.json {
        let forms: Vec<_> = office
            .forms
            .iter()
            .map(|form| {
                let standing = standing(form);
                let ready = standing.as_ref().filter(|own| own.waiting.is_none());
                json!({
                    "step": form.step, "name": form.name, "per": form.per.as_str(), "template": form.path,
                    "duplex": form.duplex, "public": form.public, "ballot": form.ballot, "count": ready.map(|own| own.count),
                    "blocked": ready.map(|own| own.blocked), "waiting": standing.as_ref().and_then(|own| own.waiting.clone()),
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
            let about = match standing(form) {
                Some(Standing { waiting: Some(reason), .. }) => format!("，{reason}"),
                Some(own) => format!("，{} 份{}", own.count, own.held_back()),
                None => String::new(),
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
        complain(&broken.to_string());
    }
    Ok(if office.broken.is_empty() { Ending::Done } else { Ending::Attention })
}
