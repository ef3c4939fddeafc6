//! What a post's free text (任职条件, 其他条件) says of schooling and age beside the columns that decide: 大学本科以上学历 in the text and 大专 in the
//! plan are two conditions, and both would be published in one row.

use crate::problem::Problem;
use crate::round::{Asked, Degree, Plan, Post};
use crate::workbook::table::Table;
use crate::workbook::values::{half_width, level_at, whole_number};

/// Words that make a clause more than a condition for everybody.
const LIMITED: &[&str] = &["优先", "放宽", "除外", "不限", "可以", "可适当"];

/// The clauses of a text, half-width and without spaces.
fn clauses(text: &str) -> Vec<String> {
    let narrow: String = half_width(text).chars().filter(|c| *c == '\n' || !c.is_whitespace()).collect();
    let clauses = narrow.split(['、', '，', ',', '。', '；', ';', '\n']);
    clauses.filter(|clause| !LIMITED.iter().any(|word| clause.contains(word))).map(str::to_owned).collect()
}

/// The level a clause asks for: 具有大学本科以上学历.
fn level(clause: &str) -> Option<Degree> {
    const BEHIND: &[&str] = &["以上", "及以上", "或以上", "(含)以上", "(含)及以上", "及其以上", "学历", "文化程度"];
    clause.char_indices().find_map(|(start, _)| {
        let rest = clause.get(start..)?;
        let (level, length) = level_at(rest)?;
        let behind = rest.get(length..)?;
        BEHIND.iter().any(|word| behind.starts_with(word)).then_some(level)
    })
}

/// The age a clause sets as the highest: 年龄在40周岁以下.
fn age(clause: &str) -> Option<u32> {
    let bare = clause.trim_start_matches("年龄").trim_start_matches(['在', '为', ':', '须', '应']);
    let bounds = bare.contains('岁') && ["以下", "以内", "不超过", "不得超过"].iter().any(|word| bare.contains(word));
    bounds.then(|| whole_number("年龄上限", bare)).flatten()
}

/// What somebody must have by the column, else by the plan; `None` where that is not known.
fn decided_level(post: &Post, plan: &Plan) -> Option<Option<Degree>> {
    match post.degree {
        _ if post.unread.contains(&"学历要求") => None,
        Asked::Any => Some(None),
        Asked::AtLeast(level) => Some(Some(level)),
        Asked::AsPlan if plan.is("学历要求", "不限") => Some(None),
        Asked::AsPlan => plan.text("学历要求").parse().ok().map(Some),
    }
}

fn decided_age(post: &Post, plan: &Plan) -> Option<u32> {
    let unread = post.unread.contains(&"年龄上限") || plan.is_unread("年龄上限") || plan.is_unread("年龄最高上限");
    let own = post.max_age.unwrap_or_else(|| plan.count("年龄上限"));
    (!unread).then(|| own.min(plan.count("年龄最高上限")))
}

/// Points out what contradicts.
pub(super) fn report(table: Option<&Table>, posts: &[Post], plan: &Plan, problems: &mut Vec<Problem>) {
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let Some(post) = posts.iter().find(|post| post.at == row.place) else { continue };
        let clauses = clauses(&post.other);
        let mut told = |written: &str, decided: &str, column: &str| {
            let message = format!("写的是“{written}”，这个岗位却按{decided}审查，职位一览表上两样都印");
            let problem = Problem::warning("conditions", row.cell("其他条件").1, message);
            problems.push(problem.advice(format!("请把它填在“{column}”列（没有的加一列），这里不再写。")));
        };
        let mut levels = clauses.iter().filter_map(|clause| Some((clause, level(clause)?)));
        if let Some(decided) = decided_level(post, plan)
            && let Some((clause, _)) = levels.clone().next()
            && levels.all(|(_, level)| Some(level) != decided)
        {
            let asked = decided.map_or("不限学历".to_owned(), |level| format!("“{level}及以上学历”"));
            told(clause, &asked, "学历要求");
        }
        let mut ages = clauses.iter().filter_map(|clause| Some((clause, age(clause)?)));
        if let Some(decided) = decided_age(post, plan)
            && let Some((clause, _)) = ages.clone().next()
            && ages.all(|(_, age)| age != decided)
        {
            told(clause, &format!("“{decided}周岁以下”"), "年龄上限");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_that_ask_for_a_level_or_an_age() {
        for (text, asked, limit) in [
            ("大学本科以上学历、40周岁以下", Some(Degree::University), Some(40)),
            ("具有大专（含）以上文化程度，年龄在45周岁以下（含45周岁）；熟悉公文", Some(Degree::College), Some(45)),
            ("研究生学历优先，熟悉公文。", None, None),
            ("特别优秀的可放宽到48周岁以下", None, None),
            ("任副科级职务满2年；苏州大学毕业", None, None),
            ("男45周岁以下", None, None),
            ("30周岁以上", None, None),
        ] {
            let clauses = clauses(text);
            let found =
                (clauses.iter().find_map(|clause| level(clause)), clauses.iter().find_map(|clause| age(clause)));
            assert_eq!(found, (asked, limit), "{text}");
        }
    }
}
