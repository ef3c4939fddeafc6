//! What the documents say of an appointment (任用): the post given up, the term and the trial.

use serde_json::{Value, json};

use crate::language::date::{DateStyle, PartialDate, prose};
use crate::language::document_number::tidy;
use crate::language::numeral::chinese;
use crate::language::period::span_in_words;
use crate::procedure::{Decisions, term};
use crate::round::{PersonId, Publication, Round, relieved};

/// The post somebody gives up: what 任用 says of it, else what the person's form does. One source for all papers.
pub(super) fn given_up(round: &Round, id: PersonId) -> String {
    let sheet = round.appointments.iter().find(|own| own.person == id).map(|own| own.relieved.as_str());
    let form = || round.applicant(id).map(|own| own.text("拟免职务"));
    let text = sheet.filter(|text| !text.trim().is_empty()).or_else(form);
    relieved(text.unwrap_or_default()).to_owned()
}

/// What the 任用 sheet says of somebody, with the term that follows; null where it says nothing.
pub(super) fn appointment(round: &Round, decisions: &Decisions, id: PersonId) -> Value {
    let Some(found) = round.appointments.iter().find(|appointment| appointment.person == id) else {
        return Value::Null;
    };
    let placed = decisions.placements.get(&id).and_then(|own| own.publication);
    let vote = decisions.votes.get(found.post.0).and_then(|vote| vote.row_of(round, id));
    let mut out = json!({
        "岗位": round.post(found.post).map_or("", |post| post.name.as_str()),
        "部门": round.post(found.post).map_or("", |post| post.department.as_str()),
        "拟免职务": given_up(round, id),
        "文号": tidy(&found.document),
        "任职日期": found.date.map(prose).unwrap_or_default(),
        "任职日期汉字": found.date.map(|date| PartialDate::from(date).format(DateStyle::Chinese)).unwrap_or_default(),
        "聘书编号": found.letter,
        "公示结果": match placed.or(found.publication) {
            Some(Publication::Withdrawn) => "本人放弃",
            Some(Publication::NoObjection) => "无异议",
            Some(Publication::ObjectionDismissed) => "有异议不影响任用",
            Some(Publication::ObjectionUpheld) => "有异议影响任用",
            Some(Publication::Unread) | None => "",
        },
    });
    if let (Some(term), Value::Object(map)) = (term(&round.plan, found, vote), &mut out) {
        map.insert("聘期起".into(), json!(prose(term.from)));
        map.insert("聘期止".into(), json!(prose(term.to)));
        map.insert("试用期起".into(), json!(term.trial_from.map(prose).unwrap_or_default()));
        map.insert("试用期止".into(), json!(term.trial.map(prose).unwrap_or_default()));
        map.insert("聘期年数".into(), json!(chinese(term.years)));
        // For templates of an office's own: whole years are a number before a 年.
        if term.trial_months.is_multiple_of(12) {
            map.insert("试用期年数".into(), json!(chinese(term.trial_months / 12)));
        }
        map.insert("试用期".into(), json!(span_in_words(term.trial_months)));
    }
    out
}
