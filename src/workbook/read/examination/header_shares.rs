//! Shares of 综合成绩 in the header of 成绩: 笔试成绩（60%）, 量化考核（20%）. Where they are not those of the plan, or something else counts,
//! the ranks would be others than the office means: nothing is counted until that is settled.

use rust_decimal::Decimal;

use super::folded_marks::share;
use crate::problem::Problem;
use crate::round::{Origin, Plan};
use crate::workbook::header::Meaning;
use crate::workbook::read::plan::weights;
use crate::workbook::table::Table;
use crate::workbook::values::{clean, decimal, half_width};

/// Compares them with the plan.
pub(crate) fn compare(table: Option<&Table>, plan: &mut Plan, problems: &mut Vec<Problem>) {
    let Some(table) = table.filter(|_| plan.examines()) else { return };
    let headed = (1..).zip(table.columns.iter().zip(&table.words));
    let mut found: Vec<(String, Problem)> = headed
        .filter_map(|(column, (meaning, word))| {
            let share = share(word)?;
            let (message, advice) = match meaning {
                Meaning::Known(index) => {
                    let part = table.schema.columns.get(*index)?.key.strip_suffix("成绩")?;
                    // 加试 only decides between equals.
                    let part = Some(part).filter(|part| ["笔试", "面试"].contains(part))?;
                    let advice = if is_alone(plan) {
                        "另有别的分计入的，程序算不了，名次请在程序以外算好；没有的，请删去列名里的百分数。"
                    } else {
                        "请在“方案”表里写明笔试权重和面试权重，或者改正这里的列名。"
                    };
                    (differing(word, part, share, plan)?, advice)
                }
                Meaning::Unknown(name) if is_weighed(name) && has_marks(table, name) => (
                    format!(
                        "“{word}”像是计入综合成绩的，程序算不了：它只按笔试成绩和面试成绩加权，改正前不计算综合成绩"
                    ),
                    "不计入的，请删去列名里的百分数；计入的，名次请在程序以外算好，由组织研究，不要用程序排的名次。",
                ),
                _ => return None,
            };
            Some((
                word.clone(),
                Problem::error("weights", table.place.at(table.header, column), message).advice(advice),
            ))
        })
        .collect();
    // A share may stand over two columns, the mark and what counts of it.
    found.dedup_by(|next, before| next.0 == before.0);
    for (word, problem) in found {
        weights::leave_open(plan, &word, &Origin::Header(problem.place.clone()));
        problems.push(problem);
    }
}

/// What is said of a share that is not the plan's; `None` where they agree, or the plan's is being asked about already.
fn differing(word: &str, part: &str, share: Decimal, plan: &Plan) -> Option<String> {
    let item = format!("{part}权重");
    if !plan.holds(part) || plan.is_unread(&item) {
        return None;
    }
    let alone = is_alone(plan);
    let (own, whole) = if alone { (1, 1) } else { plan.fraction(&item) };
    if share * Decimal::from(whole) == Decimal::from(own) * Decimal::ONE_HUNDRED {
        return None;
    }
    let planned = match plan.origin(&item) {
        _ if alone => format!("方案里只有{part}，{part}成绩就是综合成绩"),
        Origin::Default => format!("方案没有填“{item}”，按默认是{}", plan.text(&item)),
        _ => format!("方案的“{item}”是{}", plan.text(&item)),
    };
    Some(format!("列名写的是“{word}”，{planned}，改正前不计算综合成绩"))
}

/// Whether a header names a further score and how much it counts: 量化考核（20%）, 民主测评占10%; not 民主测评（优秀率90%）.
fn is_weighed(name: &str) -> bool {
    let narrow = half_width(name);
    let before = narrow.split_once('%').map_or("", |(before, _)| before);
    let name = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let bare = name.trim_end_matches(['(', '占', '×', '*']);
    bare.len() < name.len() && !bare.contains('率') && weights::is_of_other(bare)
}

/// Whether but one of the two examinations is held, which is the whole then.
fn is_alone(plan: &Plan) -> bool {
    !(plan.holds("笔试") && plan.holds("面试"))
}

/// Whether numbers stand in a column that nobody reads.
fn has_marks(table: &Table, name: &str) -> bool {
    let cells = table.rows.iter().flat_map(|row| &row.others).filter(|(header, ..)| &**header == name);
    cells.into_iter().any(|(.., value)| decimal(&half_width(&clean(&value.show()))).is_some_and(|mark| !mark.is_zero()))
}
