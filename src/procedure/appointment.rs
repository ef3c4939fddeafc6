//! 聘任: from when to when somebody is appointed, who signs a letter of appointment, and what the trial came to.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::evaluation::Evaluations;
use super::order::{PeopleOrder, name};
use super::publicity::{Publicity, publicity};
use super::rules::Rule;
use super::{PostVote, dates::place_of, stated_terms, withdrawal};
use crate::language::date::prose;
use crate::language::document_number::tidy;
use crate::language::period::{TermEnd, term_end, term_end_in_months};
use crate::problem::Problem;
use crate::round::{Applicant, Appointment, Employment, PersonId, Plan, Publication, Round, VoteCount, WithdrawnIn};

/// 聘期 and 试用期.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The first day.
    pub from: NaiveDate,
    /// The last day of the term.
    pub to: NaiveDate,
    /// The first day of the trial; `None`: there is none.
    pub trial_from: Option<NaiveDate>,
    /// The last day of the trial; `None`: there is none.
    pub trial: Option<NaiveDate>,
    /// Years of the term.
    pub years: u32,
    /// Months of the trial.
    pub trial_months: u32,
}

/// 聘期 of an appointment, by the plan's rules of where it starts and on which day it ends. `None` while the day it starts from is
/// not known.
pub fn term(plan: &Plan, appointment: &Appointment, vote: Option<&VoteCount>) -> Option<Term> {
    if Rule::Term.unread(plan).or_else(|| Rule::Trial.unread(plan)).is_some() {
        return None;
    }
    let voted = || vote.and_then(|vote| vote.date).or_else(|| plan.date("票决日期"));
    let start = |word: &str| if word == "票决日期" { voted() } else { appointment.date };
    let from = start(plan.text("聘期起算"))?;
    let end = if plan.is("期满日", "同日") { TermEnd::SameDay } else { TermEnd::DayBefore };
    let (years, trial_months) = (plan.count("聘期年数").max(1), plan.months("试用期年数"));
    let to = term_end(from, years, end)?;
    let (trial_from, trial) = if trial_months > 0 {
        let from = if plan.is("试用期起算", "同聘期") { from } else { start(plan.text("试用期起算"))? };
        (Some(from), Some(term_end_in_months(from, trial_months, end)?))
    } else {
        (None, None)
    };
    Some(Term { from, to, trial_from, trial, years, trial_months })
}

/// The item of the plan by which the term or the trial runs from 票决日期 where no such day is given: the papers that print the term
/// wait for it.
pub fn without_start(plan: &Plan, appointment: &Appointment, vote: Option<&VoteCount>) -> Option<&'static str> {
    let unread = Rule::Term.unread(plan).or_else(|| Rule::Trial.unread(plan)).is_some();
    let voted = vote.and_then(|vote| vote.date).or_else(|| plan.date("票决日期"));
    if unread || voted.is_some() || appointment.date.is_none() {
        return None;
    }
    let trial = plan.months("试用期年数") > 0;
    ["聘期起算", "试用期起算"]
        .into_iter()
        .filter(|item| trial || *item == "聘期起算")
        .find(|item| plan.is(item, "票决日期"))
}

/// Whether a person gets a 聘书: everybody but civil servants, unless the plan says otherwise. Unknown where the kind of
/// employment is not given.
pub fn wants_letter(plan: &Plan, applicant: &Applicant) -> Option<bool> {
    if plan.is_unread("聘书发给") {
        return None;
    }
    match plan.text("聘书发给") {
        "全部" => Some(true),
        "除公务员和参公外" => {
            applicant.employment.map(|own| !matches!(own, Employment::CivilServant | Employment::CivilServantLike))
        }
        _ => applicant.employment.map(|own| own != Employment::CivilServant),
    }
}

/// Whether somebody may be appointed after the names have hung out: nothing was objected, or nothing that matters. Where the round has
/// no 任前公示 nothing need be entered.
pub fn cleared(plan: &Plan, appointment: &Appointment) -> bool {
    match appointment.publication {
        Some(Publication::NoObjection | Publication::ObjectionDismissed) => true,
        Some(Publication::ObjectionUpheld | Publication::Withdrawn | Publication::Unread) => false,
        None => !plan.holds("任前公示"),
    }
}

/// What follows for somebody elected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Who.
    pub person: PersonId,
    /// The row of the 任用 sheet, as an index into the round's appointments.
    pub appointment: Option<usize>,
    /// 公示结果.
    pub publication: Option<Publication>,
    /// 聘期 and 试用期, once the appointment has its day.
    pub term: Option<Term>,
    /// Whether a 聘书 is signed.
    pub letter: Option<bool>,
    /// 试用期考核: passed or not.
    pub trial: Option<bool>,
}

/// Works out what follows for those elected, and reports appointments that do not fit.
pub fn place(
    round: &Round,
    evaluations: &Evaluations,
    votes: &[PostVote],
    problems: &mut Vec<Problem>,
) -> BTreeMap<PersonId, Placement> {
    let mut placements = BTreeMap::new();
    let mut rows: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
    for (index, own) in round.appointments.iter().enumerate() {
        rows.entry(own.person).or_default().push(index);
    }
    let published = publicity(round);
    super::publicity::report(round, published.as_ref(), problems);
    let mut elected: BTreeMap<PersonId, usize> = BTreeMap::new();
    for (index, vote) in votes.iter().enumerate() {
        elected.extend(vote.winners.iter().map(|winner| (winner.person, index)));
    }
    let mut waiting: Vec<(PersonId, &'static str)> = Vec::new();
    for (person, post) in &elected {
        let Some(applicant) = round.applicant(*person) else { continue };
        let of_post = |row: &usize| round.appointments.get(*row).is_some_and(|own| own.post.0 == *post);
        let own: Vec<usize> = rows.get(person).into_iter().flatten().copied().filter(of_post).collect();
        // Which of two rows is meant is not for the program to say.
        let row = match own.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let appointment = row.and_then(|row| round.appointments.get(row));
        let gone = withdrawal::withdrew(round, *person, WithdrawnIn::Appointment);
        let publication = if gone { Some(Publication::Withdrawn) } else { appointment.and_then(|own| own.publication) };
        // Whoever is out gets no 干部任免审批表, whose blanks are nobody's.
        if !matches!(publication, Some(Publication::ObjectionUpheld | Publication::Withdrawn)) {
            unstated_honours(applicant, problems);
            unstated_life(applicant, problems);
        }
        if let Some(appointment) = appointment {
            early(round, appointment, published.as_ref(), problems);
            unknown_employment(round, appointment, applicant, problems);
            if gone {
                report_gone(round, appointment, problems);
            } else {
                unpublished(round, appointment, problems);
            }
            numbered_in_another_year(round, appointment, problems);
        }
        let dated = appointment.filter(|own| !gone && own.date.is_some() && cleared(&round.plan, own));
        let vote = votes.get(*post).and_then(|vote| vote.row_of(round, *person));
        if let Some(appointment) = appointment.filter(|_| !gone) {
            stated_terms::report(round, appointment, vote, problems);
        }
        waiting.extend(dated.and_then(|own| without_start(&round.plan, own, vote)).map(|item| (*person, item)));
        placements.insert(
            *person,
            Placement {
                person: *person,
                appointment: row,
                publication,
                term: dated.and_then(|own| term(&round.plan, own, vote)),
                letter: wants_letter(&round.plan, applicant),
                trial: dated.and_then(|own| own.trial),
            },
        );
    }
    unstarted(round, &waiting, problems);
    numbered_twice(round, problems);
    for (person, list) in &rows {
        for row in list.iter().filter_map(|row| round.appointments.get(*row)) {
            let vote = votes.get(row.post.0);
            let cancelled = evaluations.posts.get(row.post.0).is_some_and(|own| own.cancelled);
            if cancelled || vote.is_some_and(|vote| vote.unsettled) {
                continue;
            }
            // While it cannot be said whom the vote elected, nobody can be said not to be elected. Without a vote it is the 任用 sheet
            // itself that has too many.
            let candidate = evaluations.posts.get(row.post.0).is_some_and(|own| own.candidates.contains(&row.person));
            let stopped = vote.map(|vote| match &vote.stopped {
                Some(reason) => Some(reason.as_str()),
                None => (candidate && !vote.held).then_some("还没有填这一岗位的票决票数"),
            });
            if let Some(reason) = stopped.flatten().filter(|_| round.plan.holds("票决")) {
                undecided(round, row, reason, problems);
                continue;
            }
            misfit(round, row, elected.get(person).copied(), list.len(), problems);
        }
    }
    placements
}

/// Terms that run from 票决日期, of which no day is given: said once, for one cell of the plan mends them all.
fn unstarted(round: &Round, waiting: &[(PersonId, &'static str)], problems: &mut Vec<Problem>) {
    let Some((_, item)) = waiting.first() else { return };
    let people: Vec<PersonId> = waiting.iter().map(|(person, _)| *person).collect();
    let names = PeopleOrder::of(round).some_names(&people);
    problems.push(
        Problem::error(
            "no-start",
            place_of(round, item),
            format!(
                "“{item}”是票决日期，没有填票决日期，聘期定不下来；任职通知、聘书、试用期满考核表先不做（{names}）"
            ),
        )
        .found("票决日期")
        .advice(format!("请在“方案”或者“票决”表里填写票决日期；从任职那天起算的，请把“{item}”改为任职日期。")),
    );
}

/// An appointment for somebody who was not elected to that post, or a second one.
fn misfit(round: &Round, row: &Appointment, elected: Option<usize>, rows: usize, problems: &mut Vec<Problem>) {
    let about = |problem: Problem| problem.about(name(round, row.person));
    if elected != Some(row.post.0) {
        let message = if round.plan.holds("票决") {
            "票决没有通过此人担任这一岗位，不能任用"
        } else {
            "此人不是这一岗位的拟聘任人选，不能任用"
        };
        problems.push(about(Problem::error("not-elected", row.at.clone(), message).advice("请核对人选和岗位。")));
    } else if rows > 1 {
        problems.push(about(
            Problem::error("repeated-appointment", row.at.clone(), "同一个人在“任用”表里有两行").advice("请只留一行。"),
        ));
    }
}

/// A day of appointment to a post of which the vote decides nothing yet.
fn undecided(round: &Round, row: &Appointment, reason: &str, problems: &mut Vec<Problem>) {
    if row.date.is_some() {
        let message = format!("填了任职日期，这一岗位的票决却还没有定下来（{reason}），先不当作已经任职");
        problems.push(
            Problem::warning("not-elected", row.at.clone(), message)
                .advice("请先看票决为什么定不下来，改正以后再核对这一行。")
                .about(name(round, row.person)),
        );
    }
}

/// A day of appointment of somebody who has given up.
fn report_gone(round: &Round, row: &Appointment, problems: &mut Vec<Problem>) {
    if row.date.is_some() {
        problems.push(
            Problem::warning("withdrawal", row.at.clone(), "本人放弃，不再任职，却填了任职日期，不当作已经任职")
                .advice("请核对退出步骤、公示结果和任职日期。")
                .about(name(round, row.person)),
        );
    }
}

/// Somebody appointed of whose 公示 nothing is entered.
fn unpublished(round: &Round, row: &Appointment, problems: &mut Vec<Problem>) {
    if row.date.is_some() && row.publication.is_none() && !cleared(&round.plan, row) {
        problems.push(
            Problem::warning("no-publication", row.at.clone(), "填了任职日期，没有填公示结果，先不当作已经任职")
                .advice("公示期满后请填写公示结果；不举行公示的，在方案的“省去的步骤”里写明“任前公示”。")
                .about(name(round, row.person)),
        );
    }
}

/// A notice of appointment whose number is of another year than the appointment.
fn numbered_in_another_year(round: &Round, row: &Appointment, problems: &mut Vec<Problem>) {
    let number = tidy(&row.document);
    let year = number.split_once('〔').and_then(|(_, rest)| rest.split_once('〕')?.0.parse::<i32>().ok());
    let Some((year, date)) = year.zip(row.date).filter(|(year, date)| *year != date.year()) else { return };
    let message = format!("任职文号是{year}年的，任职日期在{}年", date.year());
    let problem = Problem::warning("year", row.at.clone(), message).found(number);
    problems.push(problem.advice("请核对文号和日期。").about(name(round, row.person)));
}

/// A notice of appointment with one number and two days of appointment: it is dated on the later one, after the term of some has begun.
fn numbered_twice(round: &Round, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<String, NaiveDate> = BTreeMap::new();
    for row in &round.appointments {
        let number = tidy(&row.document);
        let Some(date) = row.date.filter(|_| !number.is_empty()) else { continue };
        let held = *first.entry(number.clone()).or_insert(date);
        if held != date {
            let message =
                format!("任职文号与别的人相同，任职日期{}与{}不同，通知只有一个落款日期", prose(date), prose(held));
            let problem = Problem::warning("document-date", row.at.clone(), message).found(number);
            problems.push(problem.advice("分两次发文的，请用两个文号。").about(name(round, row.person)));
        }
    }
}

/// Somebody of whom nobody has said whether a 聘书 is to be signed. What is written and not understood has been told already.
fn unknown_employment(round: &Round, row: &Appointment, applicant: &Applicant, problems: &mut Vec<Problem>) {
    let blank = applicant.text("编制类别").is_empty() && !round.plan.is_unread("聘书发给");
    if row.date.is_some() && blank && wants_letter(&round.plan, applicant).is_none() {
        problems.push(
            Problem::warning("employment", applicant.at.clone(), "没有填编制类别，签不签聘书定不下来")
                .advice("请在“报名”表填公务员、参公、事业或其他：公务员不签聘书。")
                .about(applicant.name.as_str()),
        );
    }
}

/// Somebody of whom nobody has said whether there are rewards or punishments: 干部任免审批表 has 无 where there are none.
fn unstated_honours(applicant: &Applicant, problems: &mut Vec<Problem>) {
    if applicant.text("奖惩情况").is_empty() {
        problems.push(
            Problem::warning("honours", applicant.at.clone(), "没有填奖惩情况，干部任免审批表按填表的规定印“无”")
                .advice("请核实：没有奖惩的，在“报名”表填“无”；有的请写明。")
                .about(applicant.name.as_str()),
        );
    }
}

/// Somebody of whose career or family nothing is written: 干部任免审批表 would go up with the room for it empty.
fn unstated_life(applicant: &Applicant, problems: &mut Vec<Problem>) {
    for (what, empty, none) in
        [("简历", applicant.resume.is_empty(), ""), ("家庭成员", applicant.family.is_empty(), "；确实没有的可以不改")]
    {
        if empty {
            let message = format!("没有填{what}，干部任免审批表的{what}栏是空的");
            problems.push(
                Problem::warning("empty-form", applicant.at.clone(), message)
                    .advice(format!("请在“{what}”表按姓名补上{none}。"))
                    .about(applicant.name.as_str()),
            );
        }
    }
}

/// Somebody appointed before the names have hung out long enough.
fn early(round: &Round, row: &Appointment, published: Option<&Publicity>, problems: &mut Vec<Problem>) {
    let (Some(date), Some(published)) = (row.date, published) else { return };
    if date <= published.to {
        problems.push(
            Problem::warning("early", row.at.clone(), format!("任职日期不晚于公示期满的{}", published.end()))
                .found(prose(date))
                .advice("公示期满没有影响任用的问题，才能任职：请核对日期。")
                .about(name(round, row.person)),
        );
    }
}
