//! 准考证号: whoever sits the examination needs one, as soon as anybody has one.

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
