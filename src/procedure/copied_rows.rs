//! Rows that are somebody else's copied: counts of an evaluation, or marks of an interview, with the very numbers of another row. So many
//! numbers are not the same by chance. Nothing is decided by it; it is pointed out.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::order::name;
use crate::problem::{Place, Problem};
use crate::round::{EvaluationCount, PersonId, Round};

/// Fewer numbers, or numbers of fewer values, may be the same: all votes for 优秀, all judges agree.
const COUNTS: usize = 12;
const COUNTS_VALUES: usize = 4;
/// So may those of fewer voters, and of voters of whom fewer than one in so many has anything to find fault with.
const VOTERS: u32 = 20;
const FAULTS: u64 = 10;
const MARKS: usize = 5;
const MARKS_VALUES: usize = 4;

/// A row: where it stands, whose it is, its numbers, and what must not differ for two rows to be compared.
struct Row<T> {
    at: Place,
    person: PersonId,
    numbers: Vec<T>,
    group: usize,
}

/// Reports them.
pub(super) fn report(round: &Round, problems: &mut Vec<Problem>) {
    let counts = round.evaluations.iter().filter(|count| is_telling(count)).map(|count| Row {
        at: count.at.clone(),
        person: count.person,
        numbers: counted(count),
        group: count.batch as usize,
    });
    copied(round, "测评票数", counts.collect(), [COUNTS, COUNTS_VALUES], problems);
    let marks = round.people().filter_map(|person| {
        let applicant = round.applicant(person)?;
        let judged = applicant.marks.judged.as_ref().filter(|judged| !judged.unsound)?;
        let own = judged.elements.iter().flat_map(|(_, marks)| marks);
        let numbers: Vec<Decimal> =
            if judged.elements.is_empty() { judged.marks.clone() } else { own.copied().collect() };
        Some(Row { at: judged.at.clone(), person, numbers, group: applicant.post.map_or(0, |post| post.0) })
    });
    copied(round, "考官打分", marks.collect(), [MARKS, MARKS_VALUES], problems);
}

/// Whether the votes are so many, and so divided, that no others are the same by chance.
fn is_telling(count: &EvaluationCount) -> bool {
    let graded = count.aspects.iter().map(|aspect| aspect.votes.as_slice()).chain([count.overall.as_slice()]);
    let (mut best, mut all) = (u64::from(count.competent), u64::from(count.valid));
    for votes in graded {
        best += votes.first().copied().map_or(0, u64::from);
        all += votes.iter().copied().map(u64::from).sum::<u64>();
    }
    count.valid >= VOTERS && FAULTS.saturating_mul(all.saturating_sub(best)) >= all
}

/// The grades of an evaluation, without what is the same for everybody of a meeting.
fn counted(count: &EvaluationCount) -> Vec<u32> {
    let aspects = count.aspects.iter().flat_map(|aspect| aspect.votes.iter().copied());
    let fit = [count.competent, count.basically, count.not_competent, count.abstained];
    aspects.chain(count.overall.iter().copied()).chain(fit).collect()
}

fn copied<T: Ord + Clone>(
    round: &Round,
    what: &str,
    mut rows: Vec<Row<T>>,
    [least, values]: [usize; 2],
    problems: &mut Vec<Problem>,
) {
    rows.retain(|row| row.numbers.len() >= least && row.numbers.iter().collect::<BTreeSet<_>>().len() >= values);
    rows.sort_by(|one, other| (&one.at.sheet, one.at.row).cmp(&(&other.at.sheet, other.at.row)));
    for (index, row) in rows.iter().enumerate() {
        let same =
            |other: &&Row<T>| other.group == row.group && other.person != row.person && other.numbers == row.numbers;
        let Some(other) = rows.iter().take(index).find(same) else { continue };
        let message = format!("{what}和{}的完全一样，像是复制了那一行没有改", name(round, other.person));
        let problem = Problem::warning("copied-row", row.at.clone(), message);
        problems
            .push(problem.advice("请核对原始的票数或者打分表；确实一样的可以不改。").about(name(round, row.person)));
    }
}
