//! 准考证号: whoever sits the examination needs one, as soon as anybody has one; and all are made alike.

use std::collections::BTreeMap;

use super::{Examination, Standing};
use crate::problem::Problem;
use crate::round::{Applicant, Round};

/// Reports those who sit the examination and have no number, while others have theirs.
pub(super) fn report(round: &Round, examinations: &[Examination], problems: &mut Vec<Problem>) {
    let sits =
        |own: &&Examination| !matches!(own.standing, Standing::NotAdmitted | Standing::NotHeld | Standing::Withdrawn);
    let people: Vec<&Applicant> =
        examinations.iter().filter(sits).filter_map(|own| round.applicant(own.person)).collect();
    if people.iter().all(|applicant| applicant.marks.ticket.is_empty()) {
        return;
    }
    for applicant in people.into_iter().filter(|applicant| applicant.marks.ticket.is_empty()) {
        problems.push(
            Problem::warning("no-ticket", applicant.at.clone(), "没有准考证号，准考证、签到表上的号码空着")
                .advice("请在“成绩”表补上准考证号。")
                .about(applicant.name.as_str()),
        );
    }
}

/// Of fewer numbers it is not known how they are made.
const MANY: usize = 5;

/// Numbers of fewer figures may be counted on: 9, 10.
const LONG: usize = 5;

/// So many figures at the beginning of a longer number are a year.
const YEAR: usize = 4;

/// Reports a number of another length than all others have, or of another year where theirs is the round's: a figure was left out or typed
/// twice.
pub(super) fn report_odd(round: &Round, problems: &mut Vec<Problem>) {
    let own_year = round.plan.maybe_count("年份").map(|year| year.to_string()).unwrap_or_default();
    let dated = |ticket: &str| ticket.len() > YEAR && !own_year.is_empty() && ticket.starts_with(&own_year);
    // By how they are made: so long, and with the round's year at the beginning or not.
    let mut kinds: BTreeMap<(usize, bool), Vec<&Applicant>> = BTreeMap::new();
    for applicant in &round.applicants {
        let ticket = applicant.marks.ticket.as_str();
        if !ticket.is_empty() && ticket.chars().all(|c| c.is_ascii_digit()) {
            kinds.entry((ticket.len(), dated(ticket))).or_default().push(applicant);
        }
    }
    let kinds: Vec<_> = kinds.into_iter().collect();
    let [first, second] = kinds.as_slice() else { return };
    let ((own, odd), (usual, others)) = if first.1.len() == 1 { (first, second) } else { (second, first) };
    let [applicant] = odd.as_slice() else { return };
    let as_long = own.0 == usual.0;
    if others.len() + 1 < MANY || usual.0 < LONG || as_long && !usual.1 {
        return;
    }
    // The number's own sheet, where a mark tells its row.
    let at = applicant.marks.written.as_ref().map_or(&applicant.at, |mark| &mark.at);
    let how =
        if as_long { format!("别人的都以{own_year}开头") } else { format!("别人的都是{}位", usual.0) };
    let problem = Problem::warning("odd-ticket", at.clone(), format!("准考证号和别人的不一样：{how}"));
    let problem = problem.found(applicant.marks.ticket.as_str()).advice("请核对“成绩”表的准考证号。");
    problems.push(problem.about(applicant.name.as_str()));
}
