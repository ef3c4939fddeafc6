//! 票决: the ballots of the meeting that decides.

use crate::language::nothing::is_nothing;
use crate::problem::Problem;
use crate::round::{Round, VoteCount};
use crate::workbook::join::People;
use crate::workbook::read::row::{cells, count, date, is_stroke, post, rows, text};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{Reader, clean};

/// Reads 票决.
pub(crate) fn read(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for row in rows(table) {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        let Some(post) = post(row, round, person, &mut reader) else { continue };
        let Some(agree) = count(row, "同意", &mut reader) else {
            let (cell, place) = row.cell("同意");
            if cell.is_blank() || is_stroke(cell) {
                reader.report(Problem::error("no-count", place, "缺同意票数").advice("请填写票数，没有填 0。"));
            }
            continue;
        };
        let reader = &mut reader;
        let before = reader.problems.len();
        let mut vote = VoteCount {
            at: row.place.clone(),
            cells: cells(row),
            post,
            person,
            ballot: ballot(row, reader),
            date: date(row, "票决日期", reader),
            members: count(row, "应到人数", reader),
            present: count(row, "实到人数", reader),
            recused: recused(&text(row, "回避人员", reader)),
            issued: count(row, "发出票数", reader),
            returned: count(row, "收回票数", reader),
            valid: count(row, "有效票数", reader),
            invalid: count(row, "无效票数", reader),
            agree,
            against: count(row, "不同意", reader),
            abstained: count(row, "弃权", reader),
            unread: Vec::new(),
        };
        vote.unread = unread(row, &vote, reader.problems.get(before..).unwrap_or_default());
        round.votes.push(vote);
    }
    share_recused(&mut round.votes);
}

/// Columns of a row of 票决 in which something stands that no number or date came of; told are what was reported of the row.
fn unread(row: &Row, vote: &VoteCount, told: &[Problem]) -> Vec<&'static str> {
    let wrong = |key: &str| {
        let (cell, place) = row.cell(key);
        !is_nothing(&clean(&cell.show())) || told.iter().any(|problem| problem.is_error() && problem.place == place)
    };
    let found = [
        ("第几次投票", vote.ballot.is_some()),
        ("票决日期", vote.date.is_some()),
        ("应到人数", vote.members.is_some()),
        ("实到人数", vote.present.is_some()),
        ("发出票数", vote.issued.is_some()),
        ("收回票数", vote.returned.is_some()),
        ("有效票数", vote.valid.is_some()),
        ("无效票数", vote.invalid.is_some()),
        ("不同意", vote.against.is_some()),
        ("弃权", vote.abstained.is_some()),
    ];
    found.into_iter().filter(|(key, found)| !found && wrong(key)).map(|(key, _)| key).collect()
}

/// Who takes no part in a ballot takes none for any candidate: named in one row, the others need not name them again.
fn share_recused(votes: &mut [VoteCount]) {
    let of = |row: &VoteCount| (row.post, row.ballot);
    let named: Vec<_> =
        votes.iter().filter(|row| !row.recused.is_empty()).map(|row| (of(row), row.recused.clone())).collect();
    for row in votes.iter_mut().filter(|row| row.recused.is_empty()) {
        if let Some((_, names)) = named.iter().find(|(ballot, _)| *ballot == of(row)) {
            row.recused.clone_from(names);
        }
    }
}

/// The names of 回避人员.
fn recused(text: &str) -> Vec<String> {
    if is_nothing(text) {
        return Vec::new();
    }
    let names = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// 第几次投票: 2, 第二次, 第2轮.
fn ballot(row: &Row, reader: &mut Reader<'_>) -> Option<u32> {
    let (cell, place) = row.cell("第几次投票");
    reader.limit("第几次投票", cell, &place).map(|number| number.max(1))
}
