//! What the documents say of an appointment (任用): the post given up, the term and the trial.

use serde_json::{Value, json};

use crate::language::date::{DateStyle, PartialDate, prose};
use crate::language::document_number::tidy;
use crate::language::nothing::is_nothing;
use crate::language::numeral::chinese;
use crate::language::period::span_in_words;
use crate::procedure::{Decisions, term};
use crate::round::{PersonId, Publication, Round};

/// The post somebody gives up, without the words that the documents put around it: 免去某科科长职务 is 某科科长, 无 nothing.
pub(super) fn relieved(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['。', '.', '；', ';']);
    if is_nothing(text) || text == "不免" {
        return "";
    }
    let bare = ["免去其", "免去", "同时免去", "免"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let bare = ["的职务", "职务", "一职"].iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
    // 原任职务 names no post: it stays as it is written.
    if bare.is_empty() || matches!(bare, "原" | "原任" | "现任" | "现") { text } else { bare }
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
        "拟免职务": relieved(&found.relieved),
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
