//! Which column of the roster belongs to which of the later steps.

use super::groups::is_of_others;
use super::steps::Later;
use crate::workbook::header::Meaning;
use crate::workbook::read::results::stated::is_result_of;
use crate::workbook::schema::{INTERVIEW, SCORES};

/// Which of the later sheets a column, from 0, belongs to, and as which of its columns; none for a judge's marks and for what the office
/// has worked out itself.
pub(super) type Claim = (usize, Option<usize>);

/// Which column belongs to which of the later sheets. What several may have (实到人数, 日期) goes with the columns beside it, in whose
/// order it must stand: before 同意 rather than after 不胜任.
pub(super) fn claims(columns: &[Meaning], later: &[Later]) -> Vec<Option<Claim>> {
    let unknown = |column: usize| matches!(columns.get(column), Some(Meaning::Unknown(_)));
    let mut claims: Vec<Option<Claim>> = (0..columns.len())
        .map(|column| match able(column, later).as_slice() {
            [(own, index)] if unknown(column) => Some((*own, Some(*index))),
            [] => match columns.get(column) {
                Some(Meaning::Unknown(name)) => Some((later.iter().position(|later| later.is_judge(name))?, None)),
                _ => None,
            },
            _ => None,
        })
        .collect();
    for column in 0..columns.len() {
        if claims.get(column).is_none_or(Option::is_some) {
            continue;
        }
        let before = column.checked_sub(1).and_then(|left| claims.get(left).copied().flatten());
        let after = (column + 1..columns.len())
            .find(|right| claims.get(*right).is_some_and(Option::is_some) || able(*right, later).is_empty())
            .and_then(|right| claims.get(right).copied().flatten());
        // A column that a roster has as well (任职日期) is another one only behind those of the later step.
        let fits = |(own, index): &(usize, usize)| {
            let follows = before.is_some_and(|(left, at)| left == *own && at.is_none_or(|at| at < *index));
            let leads = after.is_some_and(|(right, at)| right == *own && at.is_none_or(|at| at > *index));
            !claims.contains(&Some((*own, Some(*index)))) && (follows || (leads && unknown(column)))
        };
        let fitting: Vec<(usize, usize)> = able(column, later).into_iter().filter(fits).collect();
        if let (Some(slot), [(own, index)]) = (claims.get_mut(column), fitting.as_slice()) {
            *slot = Some((*own, Some(*index)));
        }
    }
    // What the office has worked out stands behind what it is made of; of both examinations behind the second one.
    let mut last: Option<usize> = None;
    let scores = later.iter().position(|later| later.schema.name == SCORES.name);
    for (column, (slot, meaning)) in claims.iter_mut().zip(columns).enumerate() {
        match (&*slot, meaning) {
            (Some((own, _)), _) => last = Some(*own),
            (None, Meaning::Unknown(name)) => {
                let is_of = |own: &usize| {
                    later.get(*own).is_some_and(|later| {
                        let lowest = later.header.words_of(column).last().unwrap_or_default();
                        [name.as_str(), lowest].iter().any(|name| is_result_of(later.schema.name, name))
                            && !is_of_others(&later.header, column, later.step)
                    })
                };
                let judged = |own: &usize| later.get(*own).is_some_and(|later| later.schema.name == INTERVIEW.name);
                let own = last
                    .filter(is_of)
                    .or_else(|| scores.filter(|_| last.is_some_and(|own| judged(&own))).filter(is_of));
                *slot = own.map(|own| (own, None));
            }
            (None, _) => {}
        }
    }
    claims
}

/// Of which of the later sheets a column, from 0, may be one, and which of theirs.
pub(super) fn able(column: usize, later: &[Later]) -> Vec<(usize, usize)> {
    later.iter().enumerate().filter_map(|(own, later)| Some((own, later.at(column)?))).collect()
}
