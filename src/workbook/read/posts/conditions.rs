//! What a post's free text (任职条件, 其他条件) says of schooling, age and years in office beside the columns that decide: 大学本科以上学历 in the text and
//! 大专 in the plan are two conditions, and both would be published in one row.

use chrono::NaiveDate;

use crate::language::age::earliest_birth;
use crate::language::date::{PartialDate, prose};
use crate::language::numeral::{is_numeral, number};
use crate::language::period::BETWEEN;
use crate::problem::Problem;
use crate::round::{ANY_AGE, Asked, Degree, Plan, Post};
use crate::workbook::table::Table;
use crate::workbook::values::{half_width, level_at, read_date, whole_number};

/// Words that make a clause more than a condition for everybody.
const LIMITED: &[&str] = &["优先", "放宽", "除外", "不限", "可以", "可适当"];

/// The clauses of a text, half-width and without spaces.
fn clauses(text: &str) -> Vec<String> {
    let narrow: String = half_width(text).chars().filter(|c| *c == '\n' || !c.is_whitespace()).collect();
    let clauses = narrow.split(['、', '，', ',', '。', '；', ';', '\n']);
    clauses
        .map(unnumbered)
        .filter(|clause| !LIMITED.iter().any(|word| clause.contains(word)))
        .map(str::to_owned)
        .collect()
}

/// A clause without its number in a list: 2.大学本科以上学历.
fn unnumbered(clause: &str) -> &str {
    let numbered = |rest: &str| rest.strip_prefix(['.', '．', ')']).map(str::len);
    let bare = clause.trim_start_matches('(').trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = numbered(bare).and_then(|length| clause.get(clause.len() - length..));
    rest.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(clause)
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
    // The day of birth in brackets says the same, or is told by itself.
    let clause = clause.split_once('(').filter(|(_, note)| birth(note).is_some()).map_or(clause, |(before, _)| before);
    // No age has decimals: the figure before the point counts the clauses.
    let listed = clause.split_once('.').filter(|(number, rest)| {
        number.bytes().all(|byte| byte.is_ascii_digit()) && !rest.starts_with("0周岁") && !rest.starts_with("0岁")
    });
    let mut bare = listed.map_or(clause, |(_, rest)| rest).trim_start_matches("年龄");
    while let Some(rest) = BEFORE_AGE.iter().find_map(|word| bare.strip_prefix(word)) {
        bare = rest;
    }
    if !bare.contains('岁') {
        return None;
    }
    if let Some((least, most)) = bare.split_once(BETWEEN) {
        let most = most.trim_start_matches(BETWEEN).trim_end_matches("之间").trim_end_matches("(含)");
        return whole_number("年龄上限", least).and_then(|_| whole_number("年龄上限", most));
    }
    let bounds = ["以下", "以内", "不超过", "不得超过"].iter().any(|word| bare.contains(word));
    bounds.then(|| whole_number("年龄上限", bare)).flatten()
}

/// What may stand before an age that is a bound.
const BEFORE_AGE: &[&str] = &["原则上", "一般", "在", "为", ":", "须", "应", "需", "年龄"];

/// The day after which somebody must have been born: 1972年3月16日以后出生.
fn birth(clause: &str) -> Option<PartialDate> {
    const BEHIND: &[&str] = &["以后", "之后", "后", "及以后", "(含)以后", "起"];
    let (before, _) = clause.split_once("出生")?;
    let date = BEHIND.iter().filter_map(|word| before.strip_suffix(word)).min_by_key(|date| date.len())?;
    let start = date
        .rfind(|c: char| !(c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '.' | '-')))
        .map(|at| at + date.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    read_date(date.get(start.unwrap_or(0)..)?).ok().filter(|date| date.month().is_some())
}

/// The years somebody must have been in the present position: 任现职满2年. Those in a rank (副科级) are for the reviewer to count.
fn tenure(clause: &str) -> Option<u32> {
    let (_, behind) = ["任现职", "现任职务"].iter().find_map(|word| clause.split_once(word))?;
    let (years, rest) = behind.split_once('年')?;
    let least = years.contains('满') || rest.trim_start_matches("(含)").trim_start_matches('及').starts_with("以上");
    let digits = years.trim_start_matches(|c: char| !c.is_ascii_digit());
    let words = || years.trim_start_matches(|c: char| !(is_numeral(c) || c == '两'));
    digits.parse().ok().or_else(|| number(words())).filter(|_| least)
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
pub(crate) fn report(table: Option<&Table>, posts: &[Post], plan: &Plan, problems: &mut Vec<Problem>) {
    for row in table.map(|table| table.rows.as_slice()).unwrap_or_default() {
        let Some(post) = posts.iter().find(|post| post.at == row.place) else { continue };
        let clauses = clauses(&post.other);
        let mut advised = |written: &str, decided: &str, advice: String| {
            let message = format!("写的是“{written}”，这个岗位却{decided}审查，职位一览表上两样都印");
            problems.push(Problem::warning("conditions", row.cell("其他条件").1, message).advice(advice));
        };
        let mut told = |written: &str, decided: &str, column: &str| {
            let advice = format!("请把它填在“{column}”列（没有的加一列），这里不再写。");
            advised(written, &format!("按{decided}"), advice);
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
        let mut years = clauses.iter().filter_map(|clause| Some((clause, tenure(clause)?)));
        if !post.unread.contains(&"任现职年限")
            && let Some((clause, _)) = years.clone().next()
            && years.all(|(_, years)| Some(years) != post.min_tenure)
        {
            match post.min_tenure {
                Some(own) => told(clause, &format!("“任现职满{own}年”"), "任现职年限"),
                None => advised(
                    clause,
                    "没有任现职年限的要求，不按它",
                    "请把年数填在“任现职年限”列（没有的加一列），程序才会计算。".to_owned(),
                ),
            }
        }
        let decided = decided_age(post, plan).filter(|age| *age != ANY_AGE);
        let earliest = decided.and_then(|age| Some((age, earliest_birth(plan.age_base_date()?, age)?)));
        // 3月16日以后 begins on that day or on the next one.
        let same = |born: PartialDate, earliest: NaiveDate| {
            let last = born.last_day().and_then(|last| last.succ_opt());
            born.first_day().is_some_and(|first| first <= earliest) && last.is_some_and(|last| earliest <= last)
        };
        let births = clauses.iter().filter_map(|clause| Some((clause, birth(clause)?)));
        if let Some((age, earliest)) = earliest
            && let Some((clause, _)) = births.clone().next()
            && births.clone().all(|(_, born)| !same(born, earliest))
        {
            let decided = format!("按“{age}周岁以下（{}及以后出生）”", prose(earliest));
            let advice = "请在“年龄上限”列填周岁数，这里不再写；日期要另定的，请改方案的“年龄计算基准日”。";
            advised(clause, &decided, advice.to_owned());
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
            ("1.35周岁以下；2.熟悉公文", None, Some(35)),
            ("45.0周岁以下", None, Some(45)),
            ("年龄原则上在35周岁以下", None, Some(35)),
            ("一般不超过38周岁", None, Some(38)),
            ("年龄25—35周岁", None, Some(35)),
            ("25周岁至35周岁（含）", None, Some(35)),
            ("35周岁到龄免职", None, None),
        ] {
            let clauses = clauses(text);
            let found =
                (clauses.iter().find_map(|clause| level(clause)), clauses.iter().find_map(|clause| age(clause)));
            assert_eq!(found, (asked, limit), "{text}");
        }
    }

    #[test]
    fn clauses_that_ask_for_a_birth_or_for_years_in_office() {
        for (clause, born, years) in [
            ("1972年3月16日以后出生", Some("1972年3月16日"), None),
            ("年龄在40周岁以下(1972年3月16日及以后出生)", Some("1972年3月16日"), None),
            ("1967年3月后出生", Some("1967年3月"), None),
            ("出生地为本县", None, None),
            ("任现职满2年", None, Some(2)),
            ("任现职务三年以上", None, Some(3)),
            ("任现职满十五年", None, Some(15)),
            ("任现职满二十年以上", None, Some(20)),
            ("须在现任职务上任满2年", None, Some(2)),
            ("任现职近三年考核称职", None, None),
            ("任副科级职务满2年", None, None),
        ] {
            let found = birth(clause).map(|date| date.to_string());
            assert_eq!((found.as_deref(), tenure(clause)), (born, years), "{clause}");
        }
        assert_eq!(age("年龄在40周岁以下(1972年3月16日及以后出生)"), Some(40));
        assert_eq!(unnumbered("2.大学本科以上学历"), "大学本科以上学历");
        assert_eq!(unnumbered("1.5年以上"), "1.5年以上");
    }
}
