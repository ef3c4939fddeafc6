//! 报名是否截止: the program has no clock, so what has been entered tells whether people may still come.
//!
//! A post that is short of people is cancelled once 报名 has ended, and not on its first day. It has ended when something is there
//! that only comes after it: an answer or a conclusion in 资格审查, the date of the notice that cancels posts, a 改报, an
//! application after 报名截止, a ticket, a mark, or a row of a later sheet.

use crate::round::{Review, Round};

/// Whether 报名 has ended.
pub(super) fn has_ended(round: &Round) -> bool {
    let until = round.plan.date("报名截止");
    round.plan.date("取消职位通知日期").is_some()
        || !(round.evaluations.is_empty()
            && round.talks.is_empty()
            && round.inspections.is_empty()
            && round.votes.is_empty()
            && round.appointments.is_empty())
        || round.applicants.iter().any(|applicant| {
            let marks = &applicant.marks;
            let applied = applicant.applied.as_ref().map(|applied| applied.value);
            applicant.review.as_ref().is_some_and(is_begun)
                || applicant.reapplied.is_some()
                || applied.zip(until).is_some_and(|(applied, until)| applied > until)
                || !marks.ticket.is_empty()
                || marks.written.is_some()
                || marks.interview.is_some()
                || marks.judged.is_some()
        })
}

/// Whether the reviewer has written anything but names: rows may be laid out beforehand.
fn is_begun(review: &Review) -> bool {
    let answers = [
        review.employed,
        review.basic,
        review.recusal,
        review.avoidance,
        review.rotation,
        review.subject,
        review.specific,
        review.sanctioned,
    ];
    answers.iter().any(Option::is_some)
        || review.conclusion.is_some()
        || review.date.is_some()
        || !review.unread.is_empty()
}
