//! 民主测评: the ballots on each candidate.

use crate::problem::Problem;
use crate::round::{ASPECTS, Aspect, EvaluationCount, Round};
use crate::workbook::join::People;
use crate::workbook::read::row::{cells, count, date, is_stroke, post, rows};
use crate::workbook::table::{Row, Table};
use crate::workbook::values::Reader;

/// Reads 民主测评.
pub(crate) fn read(table: Option<&Table>, people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for row in rows(table) {
        let mut reader = Reader { problems, person: None };
        let Some(person) = people.find(row, &mut reader) else { continue };
        let Some(post) = post(row, round, person, &mut reader) else { continue };
        let reader = &mut reader;
        let before = reader.problems.len();
        let mut need = |key: &str| {
            let value = count(row, key, reader);
            // A column that is wanting is told once.
            if value.is_none() && row.has(key) && (row.cell(key).0.is_blank() || is_stroke(row.cell(key).0)) {
                let (_, place) = row.cell(key);
                reader.report(Problem::error("no-count", place, format!("缺{key}")).advice("请填写票数，没有填 0。"));
            }
            value
        };
        let numbers =
            (need("发出票数"), need("收回票数"), need("有效票数"), need("胜任"), need("基本胜任"), need("不胜任"));
        let (Some(issued), Some(returned), Some(valid), Some(competent), Some(basically), Some(not_competent)) =
            numbers
        else {
            round.unread_evaluations.push((person, post));
            continue;
        };
        let aspects = ASPECTS
            .iter()
            .map(|name| {
                let votes: Vec<Option<u32>> = ["好", "较好", "一般", "差"]
                    .iter()
                    .map(|grade| count(row, &format!("{name}{grade}"), reader))
                    .collect();
                let filled = votes.iter().any(Option::is_some);
                Aspect {
                    name,
                    votes: if filled { votes.into_iter().map(Option::unwrap_or_default).collect() } else { Vec::new() },
                }
            })
            .collect();
        let overall: Vec<Option<u32>> =
            ["总体优秀", "总体称职", "总体基本称职", "总体不称职"].iter().map(|key| count(row, key, reader)).collect();
        let overall = if overall.iter().any(Option::is_some) {
            overall.into_iter().map(Option::unwrap_or_default).collect()
        } else {
            Vec::new()
        };
        let count = EvaluationCount {
            at: row.place.clone(),
            cells: cells(row),
            batch: batch(row, reader),
            person,
            post,
            date: date(row, "测评日期", reader),
            present: (count(row, "应到人数", reader), count(row, "实到人数", reader)),
            issued,
            returned,
            valid,
            // A sheet without the column leaves it to be reckoned: what came back is valid or is not.
            invalid: count(row, "无效票数", reader)
                .or_else(|| (!row.has("无效票数")).then(|| returned.saturating_sub(valid)))
                .unwrap_or(0),
            aspects,
            overall,
            competent,
            basically,
            not_competent,
            abstained: count(row, "弃权", reader).unwrap_or(0),
        };
        // What cannot be read is no blank and no 0: the row waits until it is mended.
        let told = reader.problems.get(before..).unwrap_or_default();
        if told.iter().any(Problem::is_error) {
            round.unread_evaluations.push((person, post));
        } else {
            round.evaluations.push(count);
        }
    }
}

/// 批次: 2, 第二批, 第2批次.
fn batch(row: &Row, reader: &mut Reader<'_>) -> u32 {
    let (cell, place) = row.cell("批次");
    reader.limit("批次", cell, &place).unwrap_or(1).max(1)
}
