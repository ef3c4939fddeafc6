//! One wide sheet for the whole round: the roster goes on with columns of the review, of marks, of ballots. What has no sheet of its own is
//! read from there, a row for each person who has something in those columns.

use std::sync::Arc;

use super::marks::is_judge;
use super::told::report_columns;
use super::{Row, Table, row_number};
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Header, Meaning, find};
use crate::workbook::read::results::stated::is_result_of;
use crate::workbook::schema::{
    APPLICANTS, APPOINTMENT, EVALUATION, INSPECTION, INTERVIEW, REVIEW, SCORES, Sheet, VOTE,
};

/// The sheets of the later steps, and words of columns that each has and no roster: one of them has to be there.
const LATER: &[(&Sheet, &[&str])] = &[
    (&REVIEW, &["审查结论", "审查意见", "审查结果", "审查原因", "在编在职", "受处分影响期"]),
    (&SCORES, &["笔试", "面试"]),
    (&INTERVIEW, &["考官", "评委"]),
    (&EVALUATION, &["胜任", "测评", "总体优秀", "总体称职"]),
    (&INSPECTION, &["考察"]),
    (&VOTE, &["同意", "赞成", "票决"]),
    (&APPOINTMENT, &["公示结果", "任职文号", "聘书编号", "试用期考核"]),
];

/// What says who a row is about, and what every sheet may have: such columns stay the roster's.
const SHARED: &[&str] = &["姓名", "身份证号", "岗位", "备注"];

/// A sheet of a later step whose columns the roster may have.
struct Later {
    schema: &'static Sheet,
    header: Header,
}

impl Later {
    /// Which of its own columns stands in a column, from 0.
    fn at(&self, column: usize) -> Option<usize> {
        let (Meaning::Known(index) | Meaning::Repeated(index)) = self.header.columns.get(column)? else { return None };
        let key = self.schema.columns.get(*index)?.key;
        (!SHARED.contains(&key)).then_some(*index)
    }

    /// Whether a column that nobody knows holds a judge's marks.
    fn is_judge(&self, name: &str) -> bool {
        self.schema.name == INTERVIEW.name && is_judge(name)
    }
}

/// Which of the later sheets a column, from 0, belongs to, and as which of its columns; none for a judge's marks and for what the office
/// has worked out itself.
type Claim = (usize, Option<usize>);

/// Of a roster's columns those that go on with a later step are not its own, though it may have columns of that name (任职日期).
pub(super) fn leave(raw: &RawSheet, header: &mut Header) {
    let later: Vec<Later> = LATER
        .iter()
        .filter_map(|(schema, words)| of_roster(raw, &header.columns, row_number(header.row), schema, words))
        .collect();
    let claims = claims(&header.columns, &later);
    let words = header.lowest_words();
    for (column, claim) in claims.iter().enumerate() {
        let (Some(_), Some(meaning)) = (claim, header.columns.get_mut(column)) else { continue };
        if matches!(meaning, Meaning::Known(_) | Meaning::Repeated(_)) {
            *meaning = Meaning::Unknown(words.get(column).cloned().unwrap_or_default());
        }
    }
}

/// Makes tables of the roster's columns of later steps.
pub(super) fn part(book: &RawBook, tables: &mut Vec<Table>, problems: &mut Vec<Problem>) {
    let held = |tables: &[Table], schema: &Sheet| {
        tables.iter().any(|table| table.schema.name == schema.name && !table.rows.is_empty())
    };
    let Some(at) = tables.iter().position(|table| table.schema.name == APPLICANTS.name) else { return };
    let Some(roster) = tables.get(at) else { return };
    let Some(raw) = book.sheets.iter().find(|raw| raw.name == roster.place.sheet) else { return };
    let wanted = LATER.iter().filter(|(schema, _)| !held(tables, schema));
    let later: Vec<Later> =
        wanted.filter_map(|(schema, words)| of_roster(raw, &roster.columns, roster.header, schema, words)).collect();
    let claims = claims(&roster.columns, &later);
    let Some(roster) = tables.get_mut(at) else { return };
    problems.extend(open(roster, &later, &claims));
    let made: Vec<Table> =
        later.iter().enumerate().filter_map(|(own, later)| table(roster, later, own, &claims, problems)).collect();
    if made.is_empty() {
        return;
    }
    release(roster, &claims);
    tables.retain(|table| !made.iter().any(|own| own.schema.name == table.schema.name));
    tables.extend(made);
}

/// The columns of a later sheet in the roster's header, which ends in a row from 1, if one of them is none of a roster.
fn of_roster(raw: &RawSheet, columns: &[Meaning], row: u32, schema: &'static Sheet, words: &[&str]) -> Option<Later> {
    let header = find(raw, schema).filter(|header| row_number(header.row) == row)?;
    let later = Later { schema, header };
    let tells = |(column, meaning): (usize, &Meaning)| match meaning {
        Meaning::Unknown(name) => {
            let own = later.at(column).is_some() || later.is_judge(name);
            own && words.iter().any(|word| name.contains(word))
        }
        _ => false,
    };
    columns.iter().enumerate().any(tells).then_some(later)
}

/// Which column belongs to which of the later sheets. What several may have (实到人数, 日期) goes with the columns beside it, in whose
/// order it must stand: before 同意 rather than after 不胜任.
fn claims(columns: &[Meaning], later: &[Later]) -> Vec<Option<Claim>> {
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
    // What the office has worked out stands behind what it is made of.
    let mut last: Option<usize> = None;
    for (slot, meaning) in claims.iter_mut().zip(columns) {
        match (&*slot, meaning) {
            (Some((own, _)), _) => last = Some(*own),
            (None, Meaning::Unknown(name)) => {
                let of_last = |own: &usize| later.get(*own).is_some_and(|later| is_result_of(later.schema.name, name));
                *slot = last.filter(of_last).map(|own| (own, None));
            }
            (None, _) => {}
        }
    }
    claims
}

/// Of which of the later sheets a column, from 0, may be one, and which of theirs.
fn able(column: usize, later: &[Later]) -> Vec<(usize, usize)> {
    later.iter().enumerate().filter_map(|(own, later)| Some((own, later.at(column)?))).collect()
}

/// What is said of columns that may belong to several steps, if something stands in them.
fn open(roster: &Table, later: &[Later], claims: &[Option<Claim>]) -> Vec<Problem> {
    let open = roster.columns.iter().zip(claims).enumerate().filter(|(_, (_, claim))| claim.is_none());
    open.filter_map(|(column, (meaning, _))| {
        let Meaning::Unknown(name) = meaning else { return None };
        let able = able(column, later);
        let at = row_number(column);
        let filled = roster.rows.iter().any(|row| row.others.iter().any(|(_, own, _)| *own == at));
        if able.is_empty() || !filled {
            return None;
        }
        let sheets: Vec<String> =
            able.iter().filter_map(|(own, _)| Some(format!("“{}”", later.get(*own)?.schema.name))).collect();
        let message = format!("“{name}”看不出是{}里哪一步的，没有读", sheets.join(""));
        let place = roster.place.at(roster.header, at);
        Some(Problem::warning("unread-column", place, message).advice("请把这一列移到它那一步的各列中间。"))
    })
    .collect()
}

/// The table of one later sheet.
fn table(
    roster: &Table,
    later: &Later,
    own: usize,
    claims: &[Option<Claim>],
    problems: &mut Vec<Problem>,
) -> Option<Table> {
    let schema = later.schema;
    let mut header = later.header.clone();
    let mut positions = vec![None; schema.columns.len()];
    let mut shared: Vec<(usize, u32)> = Vec::new();
    for (column, meaning) in header.columns.iter_mut().enumerate() {
        let claim = claims.get(column).copied().flatten().filter(|(by, _)| *by == own);
        let index = match (claim, &*meaning) {
            (Some((_, index)), _) => index,
            (None, Meaning::Known(index)) => {
                let key = schema.columns.get(*index).map_or("", |column| column.key);
                // The remarks of a roster are about the person.
                Some(*index).filter(|_| SHARED.contains(&key) && key != "备注")
            }
            _ => None,
        };
        *meaning = index.map_or(Meaning::Nameless, Meaning::Known);
        let Some(index) = index else { continue };
        if claim.is_none() {
            shared.push((index, row_number(column)));
        }
        if let Some(slot) = positions.get_mut(index) {
            *slot = Some(row_number(column));
        }
    }
    let positions = Arc::new(positions);
    let rows: Vec<Row> =
        roster.rows.iter().filter_map(|from| row(from, schema, own, claims, &shared, &positions)).collect();
    if rows.is_empty() {
        return None;
    }
    report_columns(&header, schema, &roster.place, problems);
    Some(Table {
        schema,
        place: roster.place.clone(),
        header: roster.header,
        columns: header.columns,
        words: roster.words.clone(),
        rows,
    })
}

/// What a row of the roster says of a later step; none if nothing stands in its columns.
fn row(
    from: &Row,
    schema: &'static Sheet,
    own: usize,
    claims: &[Option<Claim>],
    shared: &[(usize, u32)],
    positions: &Arc<Vec<Option<u32>>>,
) -> Option<Row> {
    let mut row = Row::new(from.place.clone(), schema, positions.clone());
    let claim = |column: u32| {
        let at = usize::try_from(column).ok()?.checked_sub(1)?;
        claims.get(at).copied().flatten().filter(|(by, _)| *by == own)
    };
    let known = from.cells.iter().map(|(_, column, value)| (*column, value, None));
    let others = from.others.iter().map(|(name, column, value)| (*column, value, Some(name)));
    for (column, value, name) in known.chain(others) {
        match (claim(column), name) {
            (Some((_, Some(index))), _) => row.cells.push((index, column, value.clone())),
            (Some((_, None)), Some(name)) => row.others.push((name.clone(), column, value.clone())),
            _ => {}
        }
    }
    if row.cells.is_empty() && row.others.is_empty() {
        return None;
    }
    row.doubtful = from.doubtful;
    let is_at = |column: u32| move |(_, own, _): &&(usize, u32, CellValue)| *own == column;
    for (index, column) in shared {
        if let Some((.., value)) = from.cells.iter().find(is_at(*column)) {
            row.cells.push((*index, *column, value.clone()));
        }
    }
    row.cells.sort_by_key(|(index, column, _)| (*index, *column));
    row.cells.dedup_by_key(|(index, ..)| *index);
    // Where a sheet has no column for the post, namesakes are told apart by this one.
    let post = Some("报考岗位").filter(|_| schema.index("岗位").is_none());
    if let Some((value, Place { column, .. })) = post.and_then(|post| from.own(post)) {
        row.others.push(("报考岗位".into(), column, value.clone()));
    }
    Some(row)
}

/// Takes out of the roster what has become tables of its own.
fn release(roster: &mut Table, claims: &[Option<Claim>]) {
    let gone = |column: u32| {
        let at = usize::try_from(column).ok().and_then(|column| column.checked_sub(1));
        at.is_some_and(|at| claims.get(at).is_some_and(Option::is_some))
    };
    for (column, meaning) in roster.columns.iter_mut().enumerate() {
        if gone(row_number(column)) {
            *meaning = Meaning::Nameless;
        }
    }
    for row in &mut roster.rows {
        row.cells.retain(|(_, column, _)| !gone(*column));
        row.others.retain(|(_, column, _)| !gone(*column));
    }
    // Cells that are not there are pointed to no more.
    let mut positions: Option<(Arc<Vec<Option<u32>>>, Arc<Vec<Option<u32>>>)> = None;
    for row in &mut roster.rows {
        let left = match &positions {
            Some((held, left)) if Arc::ptr_eq(held, &row.positions) => left.clone(),
            _ => {
                let left: Vec<_> = row.positions.iter().map(|column| column.filter(|column| !gone(*column))).collect();
                let left = Arc::new(left);
                positions = Some((row.positions.clone(), left.clone()));
                left
            }
        };
        row.positions = left;
    }
}
