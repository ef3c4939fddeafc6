//! What a row of the roster says of a later step.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Section;
use crate::problem::{Place, column_letters};
use crate::workbook::cell::CellValue;
use crate::workbook::header::plain;
use crate::workbook::schema::{APPOINTMENT, EVALUATION, INSPECTION, REVIEW, SCORES, Sheet, VOTE};
use crate::workbook::table::marks::is_judge;
use crate::workbook::table::{Row, twice};
use crate::workbook::values::is_strokes;

/// By column of a schema, the sheet's.
pub(super) type Positions = Arc<Vec<Option<u32>>>;

/// What is of the meeting and not of one person, and may be filled down over people who were no candidates.
const OF_MEETING: &[(&Sheet, &[&str])] = &[
    (&REVIEW, &["审查人", "审查日期"]),
    (&SCORES, &["考场"]),
    (&EVALUATION, &["批次", "测评日期", "应到人数", "实到人数", "发出票数", "收回票数", "有效票数", "无效票数"]),
    (&INSPECTION, &["考察人", "考察日期"]),
    (
        &VOTE,
        &["票决日期", "第几次投票", "应到人数", "实到人数", "回避人员", "发出票数", "收回票数", "有效票数", "无效票数"],
    ),
    (&APPOINTMENT, &["任职文号", "任职日期"]),
];

/// Whether what stands in a column of a step says something of one person.
pub(super) fn is_of_person(schema: &Sheet, key: &str) -> bool {
    !OF_MEETING.iter().any(|(sheet, keys)| sheet.name == schema.name && keys.contains(&key))
}

/// Whether a text says nothing of somebody: there is none, or but a stroke.
pub(super) fn is_dash(text: &str) -> bool {
    let text = plain(text);
    text.is_empty() || is_strokes(&text)
}

/// How the rows of one step are read from those below a header of the roster.
pub(super) struct Reading<'s> {
    pub section: &'s Section,
    /// Which of the section's steps.
    pub own: usize,
    pub schema: &'static Sheet,
    /// Columns that every step's sheet may have: of the schema, of the sheet.
    pub shared: Vec<(usize, u32)>,
    pub positions: Positions,
}

impl Reading<'_> {
    /// The cells of the step in a row, from the left to the right.
    fn cells<'r>(&self, from: &'r Row) -> Vec<(Option<usize>, u32, &'r CellValue)> {
        let claim = |column: u32| {
            let at = usize::try_from(column).ok()?.checked_sub(1)?;
            self.section.claims.get(at).copied().flatten().filter(|(by, _)| *by == self.own)
        };
        let known = from.cells.iter().map(|(_, column, value)| (*column, value));
        let all = known.chain(from.others.iter().map(|(_, column, value)| (*column, value)));
        let mut out: Vec<(Option<usize>, u32, &CellValue)> = all
            .filter(|(_, value)| !is_dash(&value.show()))
            .filter_map(|(column, value)| Some((claim(column)?.1, column, value)))
            .collect();
        out.sort_by_key(|(_, column, _)| *column);
        out
    }

    fn is_of_person(&self, index: usize) -> bool {
        self.schema.columns.get(index).is_some_and(|column| is_of_person(self.schema, column.key))
    }

    /// The columns of the schema of which a row has two that do not say the same.
    pub fn differing(&self, from: &Row) -> BTreeSet<usize> {
        let mut first: Vec<(usize, u32, CellValue)> = Vec::new();
        for (index, column, value) in self.cells(from) {
            if let Some(index) = index.filter(|index| self.is_of_person(*index)) {
                twice::add(&mut first, index, column, value.clone());
            }
        }
        let twofold =
            |(index, _, value): &(usize, u32, CellValue)| matches!(value, CellValue::Twofold(_)).then_some(*index);
        first.iter().filter_map(twofold).collect()
    }

    /// A row, if something stands in it of the person. `differing`: where people have two answers, those who have but the second one
    /// have none that is sure.
    pub fn row(&self, from: &Row, differing: &BTreeSet<usize>) -> Option<Row> {
        let schema = self.schema;
        let mut row = Row::new(from.place.clone(), schema, self.positions.clone());
        for (index, column, value) in self.cells(from) {
            let Some(index) = index else {
                row.others.push((self.section.lowest(column).into(), column, value.clone()));
                continue;
            };
            let first = self.positions.get(index).copied().flatten();
            let alone = !row.cells.iter().any(|(own, ..)| *own == index);
            if alone && differing.contains(&index) && first.is_some_and(|first| first != column) {
                let first = first.map(column_letters).unwrap_or_default();
                let both = format!("{first}列空着，{}列“{}”", column_letters(column), value.show());
                row.cells.push((index, column, CellValue::Twofold(both)));
                row.cells.sort_unstable_by_key(|(own, ..)| *own);
                continue;
            }
            if alone || self.is_of_person(index) {
                twice::add(&mut row.cells, index, column, value.clone());
            }
        }
        if !row.cells.iter().any(|(index, ..)| self.is_of_person(*index))
            && !row.others.iter().any(|(name, ..)| is_judge(name))
        {
            return None;
        }
        row.doubtful = from.doubtful;
        for (index, column) in &self.shared {
            if let Some((.., value)) = from.cells.iter().find(|(_, own, _)| own == column) {
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
}
