//! 任职通知: one for each 任职文号, and why one waits: it leaves out nobody of its number.

use super::subjects::{Blocked, Subject, appointed, is_elected, unstarted, whole};
use crate::language::document_number::tidy;
use crate::procedure::{Decisions, PeopleOrder, cleared, withdrawn_in};
use crate::round::{Appointment, PersonId, Publication, Round};

/// The 任职文号 of somebody's appointment: written in two ways, it is one notice all the same.
pub(super) fn notice_of(round: &Round, person: PersonId) -> String {
    let found = round.appointments.iter().find(|appointment| appointment.person == person);
    tidy(found.map_or("", |appointment| appointment.document.as_str()))
}

/// The notices of appointment, in the order of their first person.
pub(super) fn notices(round: &Round, decisions: &Decisions) -> Vec<Subject> {
    let mut numbers: Vec<(String, Option<String>)> = Vec::new();
    for person in appointed(round, decisions) {
        let number = notice_of(round, person);
        let reason = unstarted(round, decisions, person);
        match numbers.iter_mut().find(|(own, _)| *own == number) {
            Some((_, found)) => *found = found.take().or(reason),
            None => numbers.push((number, reason)),
        }
    }
    numbers
        .into_iter()
        .map(|(number, reason)| Subject {
            blocked: unfinished(round, decisions, &number).or(reason).map(Blocked::from),
            label: if number.is_empty() { "未编文号".to_owned() } else { number.clone() },
            notice: Some(number),
            ..whole()
        })
        .collect()
}

/// Why a notice of appointment is not issued yet: of somebody under the same number it is not known whether they are appointed.
fn unfinished(round: &Round, decisions: &Decisions, number: &str) -> Option<String> {
    if number.is_empty() {
        return None;
    }
    // Who stands in a row that was not read belongs to the notice all the same.
    if let Some(row) = round.unread_appointments.iter().find(|own| tidy(&own.document) == number) {
        return Some(format!(
            "同一文号的另一行（{}）{}，改正后再做；不一起发文的请改文号",
            row.at,
            row.why.trim_start_matches('的')
        ));
    }
    let refused = [Some(Publication::ObjectionUpheld), Some(Publication::Withdrawn)];
    let of_number: Vec<&Appointment> = round
        .appointments
        .iter()
        .filter(|own| tidy(&own.document) == number && !refused.contains(&own.publication))
        .filter(|own| withdrawn_in(round, own.person).is_none())
        .collect();
    let names = |of: &dyn Fn(&Appointment) -> bool| {
        let people: Vec<PersonId> = of_number.iter().filter(|own| of(own)).map(|own| own.person).collect();
        (!people.is_empty()).then(|| PeopleOrder::of(round).some_names(&people))
    };
    // Whoever is still to be voted on may be chosen.
    let open = |own: &Appointment| {
        let vote = decisions.votes.get(own.post.0);
        !decisions.is_cancelled(own.post)
            && round.plan.holds("票决")
            && vote.is_some_and(|vote| vote.stopped.is_some() || !vote.held)
    };
    if let Some(names) = names(&|own| !is_elected(decisions, own) && open(own)) {
        return Some(format!("同一文号的{names}，岗位的票决还没有定下来，定了再做；不一起发文的请改文号"));
    }
    if let Some(names) = names(&|own| !is_elected(decisions, own)) {
        return Some(format!(
            "同一文号的{names}还不是“任用”表里这一岗位的拟聘任人选，核对以后再做；不一起发文的请改文号"
        ));
    }
    if let Some(names) = names(&|own| own.publication == Some(Publication::Unread)) {
        return Some(format!("同一文号的{names}，“任用”表里的公示结果没有看懂，改正后再做；不一起发文的请改文号"));
    }
    names(&|own| own.date.is_none() || !cleared(&round.plan, own))
        .map(|names| format!("同一文号的{names}，“任用”表里还没有公示结果或者任职日期，填了再做；不一起发文的请改文号"))
}
