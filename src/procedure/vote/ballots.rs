//! Which rows are of which ballot (第几次投票): where votes are equal there is another one, and its rows stand below those of the first.

use std::collections::BTreeMap;

use super::reconcile::problem;
use crate::language::date::prose;
use crate::problem::Problem;
use crate::round::{PersonId, Round, VoteCount};

/// The ballots on one post.
pub(super) struct Ballots {
    /// The rows of each, first to last.
    pub rows: Vec<Vec<usize>>,
    /// Whether they are known apart and their days agree.
    pub sound: bool,
    /// Whoever has votes without being a candidate, which has been reported. The votes were cast for somebody: whoever was meant, the
    /// post is not vacant for want of them.
    pub others: Vec<PersonId>,
}

/// Parts the rows of one post by 第几次投票; where nobody says it and somebody has rows of different days, by the day.
pub(super) fn of(round: &Round, rows: Vec<usize>, problems: &mut Vec<Problem>) -> Ballots {
    let before = problems.len();
    let vote = |row: &usize| round.votes.get(*row);
    let rows = if rows.iter().filter_map(vote).any(|row| row.ballot.is_some()) {
        let number = |row: &usize| vote(row).and_then(|row| row.ballot).unwrap_or(1);
        let parts = parted(rows, number);
        numbered(round, &parts, problems);
        parts.into_iter().map(|(_, rows)| rows).collect()
    } else if let Some(parts) = by_day(round, &rows) {
        parts
    } else {
        vec![rows]
    };
    for own in &rows {
        same_day(round, own, problems);
    }
    in_order(round, &rows, problems);
    Ballots { rows, sound: problems.len() == before, others: Vec::new() }
}

/// The rows by what tells them apart, in its order.
fn parted<K: Ord>(rows: Vec<usize>, key: impl Fn(&usize) -> K) -> Vec<(K, Vec<usize>)> {
    let mut parts = BTreeMap::<K, Vec<usize>>::new();
    for row in rows {
        parts.entry(key(&row)).or_default().push(row);
    }
    parts.into_iter().collect()
}

/// Ballots on different days, where every row has its day and somebody was voted on twice. Two rows of one day stay two rows too many.
fn by_day(round: &Round, rows: &[usize]) -> Option<Vec<Vec<usize>>> {
    let votes: Option<Vec<&VoteCount>> = rows.iter().map(|row| round.votes.get(*row)).collect();
    let votes = votes?;
    let again = |own: &&VoteCount| votes.iter().any(|other| other.person == own.person && other.date != own.date);
    if votes.iter().any(|row| row.date.is_none()) || !votes.iter().any(again) {
        return None;
    }
    let parts = parted(rows.to_vec(), |row| round.votes.get(*row).and_then(|row| row.date));
    Some(parts.into_iter().map(|(_, rows)| rows).collect())
}

/// Reports numbers that leave one out: the ballots before the last stay on record.
fn numbered(round: &Round, parts: &[(u32, Vec<usize>)], problems: &mut Vec<Problem>) {
    for ((number, rows), expected) in parts.iter().zip(1..) {
        if *number == expected {
            continue;
        }
        if let Some(row) = rows.first().and_then(|row| round.votes.get(*row)) {
            problems.push(
                problem(
                    round,
                    row,
                    "第几次投票",
                    format!("没有第{expected}次投票的票数"),
                    "每次投票的票数都要留着：请补上，或者改正次数。",
                )
                .found(number.to_string()),
            );
        }
        return;
    }
}

/// One ballot is of one day.
fn same_day(round: &Round, rows: &[usize], problems: &mut Vec<Problem>) {
    let mut given = rows.iter().filter_map(|row| round.votes.get(*row)).filter_map(|row| Some((row, row.date?)));
    let Some((_, first)) = given.next() else { return };
    if let Some((row, other)) = given.find(|(_, other)| *other != first) {
        problems.push(problem(
            round,
            row,
            "票决日期",
            format!("同一岗位各人选的票决日期不同：{}和{}", prose(first), prose(other)),
            "同一次投票的日期应当相同；再次投票的另起一行，在“第几次投票”里写 2，前一次的各行照原样留着。",
        ));
    }
}

/// A later ballot is not before an earlier one.
fn in_order(round: &Round, parts: &[Vec<usize>], problems: &mut Vec<Problem>) {
    let of = |rows: &Vec<usize>| {
        let row = rows.first().and_then(|row| round.votes.get(*row))?;
        Some((row, row.date?))
    };
    for (number, pair) in (2..).zip(parts.windows(2)) {
        let [first, second] = pair else { continue };
        if let (Some((_, first)), Some((row, second))) = (of(first), of(second))
            && second < first
        {
            let message = format!("第{number}次投票的日期{}早于第{}次的{}", prose(second), number - 1, prose(first));
            problems.push(problem(round, row, "票决日期", message, "请核对日期和“第几次投票”。"));
        }
    }
}
