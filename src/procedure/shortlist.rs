//! 差额人选: the first by 综合成绩, so many for each seat.

use super::{Examination, Standing};
use crate::round::{PersonId, PostId, Round};

/// The shortlist of a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shortlist {
    /// The people, best first.
    pub people: Vec<PersonId>,
    /// Those behind them, in the order in which they would take a place.
    pub reserve: Vec<PersonId>,
    /// Why the post must stop here: a tie across the cut.
    pub stopped: Option<String>,
    /// Something to be said: fewer people than places.
    pub note: Option<String>,
    /// Whether all marks are in.
    pub complete: bool,
}

/// Draws up the shortlist of a post.
pub fn shortlist(round: &Round, post: PostId, examinations: &[Examination]) -> Shortlist {
    let Some(wanted) = round.post(post) else { return Shortlist::default() };
    let ratio = round.plan.count("差额比例").max(1);
    let places = (wanted.seats * ratio) as usize;
    let of_post = |examination: &&Examination| {
        round.applicant(examination.person).is_some_and(|applicant| applicant.post == Some(post))
    };
    let complete = examinations.iter().filter(of_post).all(|examination| {
        !matches!(examination.standing, Standing::WaitingForWritten | Standing::WaitingForInterview)
    });
    let mut ranked: Vec<(u32, PersonId)> = examinations
        .iter()
        .filter(of_post)
        .filter_map(|examination| Some((examination.rank?, examination.person)))
        .collect();
    ranked.sort();
    let rank_at = |index: usize| ranked.get(index).map(|(rank, _)| *rank);
    let across = places > 0 && rank_at(places).is_some() && rank_at(places - 1) == rank_at(places);
    if across {
        let tied: Vec<&str> = ranked
            .iter()
            .filter(|(rank, _)| Some(*rank) == rank_at(places))
            .filter_map(|(_, person)| round.applicant(*person))
            .map(|applicant| applicant.name.as_str())
            .collect();
        let names = tied.join("、");
        let stopped = format!(
            "{names}综合成绩相同，正好跨在第{places}名的分界上，方案没有规定谁先：请在方案的“同分处理”中写明，或者加试后补录成绩"
        );
        return Shortlist { stopped: Some(stopped), complete, ..Shortlist::default() };
    }
    let people: Vec<PersonId> = ranked.iter().take(places).map(|(_, person)| *person).collect();
    let reserve = ranked.iter().skip(places).map(|(_, person)| *person).collect();
    let note = (complete && people.len() < places).then(|| format!("应有差额人选{places}名，实有{}名", people.len()));
    Shortlist { people, reserve, stopped: None, note, complete }
}
