//! `status`: where a round stands — its steps, everybody's way, and what each document waits for.

use serde_json::{Value, json};

use super::args::Status as StatusArgs;
use super::documents::Standing;
use super::{Ending, Refusal, complain, print_json, problems, say};
use crate::delivery::Office;
use crate::procedure::{Decisions, Path, Side, Status};
use crate::round::Round;
use crate::workbook;

/// A document: its step, its name, and how it stands.
struct Document {
    step: String,
    name: String,
    standing: Standing,
}

pub(super) fn run(args: &StatusArgs) -> Result<Ending, Refusal> {
    let reading = workbook::read(&args.round)?;
    let round = &reading.round;
    let decisions = Decisions::of(round);
    let status = Status::of(round, &decisions);
    let office = Office::open(Some(&round.folder), &args.fonts.paths, args.fonts.system_fonts)?;
    let documents: Vec<Document> = office
        .forms
        .iter()
        .map(|form| Document {
            step: form.step.clone(),
            name: form.name.clone(),
            standing: Standing::of(form, round, &decisions),
        })
        .collect();
    let problems = problems(&reading, || decisions.problems.clone(), &office);
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = problems.len() - errors;
    if args.json {
        print_json(&to_json(round, &status, &documents, errors, warnings))?;
    } else {
        say(status.to_string().trim_end());
        say("\n文书");
        for document in &documents {
            let about = match &document.standing.waiting {
                None => format!("可以做，{}份{}", document.standing.count, document.standing.held_back()),
                Some(reason) => format!("还不能做，{reason}"),
            };
            say(&format!("  {}／{}：{about}", document.step, document.name));
        }
        if errors + warnings > 0 {
            say(&format!("\n工作簿里有错误{errors}处、提醒{warnings}处，用 jinggang check 查看。"));
        }
    }
    for broken in &office.broken {
        complain(&broken.to_string());
    }
    let attention = errors + warnings > 0 || !office.broken.is_empty();
    Ok(if attention { Ending::Attention } else { Ending::Done })
}

fn to_json(round: &Round, status: &Status<'_>, documents: &[Document], errors: usize, warnings: usize) -> Value {
    let stages: Vec<Value> = status
        .stages
        .iter()
        .map(|stage| {
            json!({ "number": stage.number, "name": stage.name, "state": stage.state.as_str(), "text": stage.text })
        })
        .collect();
    let posts: Vec<Value> = status
        .posts
        .iter()
        .map(|post| {
            let people: Vec<Value> = post.paths.iter().map(|path| person(round, status, path)).collect();
            json!({
                "post": post.post.map(|_| status.post_name(post.post)),
                "text": post.text,
                "people": people,
            })
        })
        .collect();
    let documents: Vec<Value> = documents
        .iter()
        .map(|own| {
            let Standing { count, blocked, waiting } = &own.standing;
            json!({ "step": own.step, "name": own.name, "count": count, "blocked": blocked, "waiting": waiting })
        })
        .collect();
    json!({
        "workbook": round.workbook,
        "steps": stages,
        "next": status.next,
        "posts": posts,
        "documents": documents,
        "errors": errors,
        "warnings": warnings,
    })
}

fn person(round: &Round, status: &Status<'_>, path: &Path) -> Value {
    let side = match path.state.side() {
        Side::In => "in",
        Side::Open => "open",
        Side::Out => "out",
    };
    // The row tells people of one name apart; identity numbers stay in the workbook.
    let row = round.applicant(path.person).map(|applicant| applicant.at.row);
    let events: Vec<Value> =
        path.events.iter().map(|event| json!({ "step": event.step, "text": event.text })).collect();
    json!({
        "name": status.name(path.person),
        "row": row,
        "side": side,
        "state": path.state.as_str(),
        "reason": path.reason,
        "rule": path.rule,
        "events": events,
    })
}
