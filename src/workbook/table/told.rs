//! What is said of a table's columns: two for the same thing, one that is wanting.

use super::twice;
use crate::problem::{Place, Problem};
use crate::workbook::file::RawSheet;
use crate::workbook::header::{Header, Meaning};
use crate::workbook::schema::{Sheet, VOTE};

/// What is said of a table's columns, and of the rows of the sheet below them.
pub(super) fn report_columns(
    header: &Header,
    raw: Option<&RawSheet>,
    schema: &'static Sheet,
    place: &Place,
    problems: &mut Vec<Problem>,
) {
    let row = u32::try_from(header.row + 1).unwrap_or(0);
    let repeated: Vec<usize> = header
        .columns
        .iter()
        .enumerate()
        .filter(|(_, own)| matches!(own, Meaning::Repeated(_)))
        .map(|(at, _)| at)
        .collect();
    if let Some(problem) = beside(header, schema, &repeated, place) {
        problems.push(problem);
        return missing_columns(header, schema, place, problems);
    }
    for (column, meaning) in header.columns.iter().enumerate() {
        if let Meaning::Repeated(index) = meaning {
            let at = place.at(row, u32::try_from(column + 1).unwrap_or(0));
            problems.push(twice::told(schema, *index, header, raw, at, column));
        }
    }
    missing_columns(header, schema, place, problems);
}

/// Two people, posts or items in one row: 姓名 性别 身份证号 姓名 性别 身份证号. In a roster a second 姓名 with another column may be a
/// relative's.
fn beside(header: &Header, schema: &Sheet, repeated: &[usize], place: &Place) -> Option<Problem> {
    // The post stands once, before the candidates.
    let votes = schema.name == VOTE.name;
    let lead = schema.columns.iter().position(|column| if votes { column.key == "姓名" } else { column.required })?;
    let (message, advice, least) = match schema.name {
        "岗位" => ("左右并排写了两个岗位，右边的没有读", "请改成一行一个岗位，右边的接到左边的下面。", 2),
        "方案" => ("左右并排写了两个项目，右边的没有读", "请改成一行一个项目，右边的接到左边的下面。", 2),
        "报名" => ("左右并排写了两个人，右边的没有读", "请改成一人一行，右边的接到左边的下面。", 3),
        "票决" => {
            ("一行写了两名候选人，右边的没有读", "请改成一人一行：右边的候选人另起一行，岗位、人数照写；不要删去。", 2)
        }
        _ => ("左右并排写了两份，右边的没有读", "请把右边的各列接到左边的下面。", 2),
    };
    let at = repeated.iter().find(|at| header.columns.get(**at) == Some(&Meaning::Repeated(lead)))?;
    // Two names for the post before its other columns are two columns for one thing.
    if !votes && header.columns.iter().skip(*at).any(|own| matches!(own, Meaning::Known(_))) {
        return None;
    }
    let row = u32::try_from(header.row + 1).unwrap_or(0);
    let at = place.at(row, u32::try_from(at + 1).unwrap_or(0));
    (repeated.len() >= least).then(|| Problem::error("side-by-side", at, message).advice(advice))
}

/// Columns that nothing goes without. One whose name stands in the header above another name has not been forgotten: everybody has two
/// lines.
fn missing_columns(header: &Header, schema: &'static Sheet, place: &Place, problems: &mut Vec<Problem>) {
    let row = u32::try_from(header.row + 1).unwrap_or(0);
    let key = |index: usize| schema.columns.get(index).map_or("", |column| column.key);
    let missing = |index: &usize| schema.lacks(*index, |index| header.has(index));
    let covered: Vec<(usize, usize)> = header.covered.iter().copied().filter(|(_, index)| missing(index)).collect();
    for (index, column) in schema.columns.iter().enumerate().filter(|(index, _)| missing(index)) {
        let over = covered.iter().find(|(_, own)| *own == index);
        problems.push(match over.and_then(|(at, _)| Some((at, header.columns.get(*at)?))) {
            Some((at, Meaning::Known(below))) => {
                let at = place.at(row, u32::try_from(at + 1).unwrap_or(0));
                let message = format!("表头的“{}”下面是“{}”，像是每人写成两行", column.key, key(*below));
                Problem::error("two-lines", at, message).advice("请改成每人一行：下面一行的各列移到右边，各占一列。")
            }
            _ => Problem::error("missing-column", place.at(row, 0), format!("表头缺“{}”列", column.key))
                .advice(format!("请在表头加上“{}”。", column.key)),
        });
    }
}
