//! What a sheet is: by its name, and where that says nothing, by what stands on it.

use std::collections::BTreeSet;

use super::Table;
use super::lists;
use super::marks::{holds_marks, is_judge, is_one_of};
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Header, Meaning, find, plain};
use crate::workbook::schema::{INTERVIEW, POSTS, SCORES, SHEETS, Sheet};

/// The sheet of a name: the very name before other names for it, but none of another year, or a draft, before one that is neither.
pub(super) fn named(book: &RawBook, schema: &Sheet, claimed: &BTreeSet<usize>) -> Option<usize> {
    let names = || std::iter::once(schema.name).chain(schema.synonyms.iter().copied());
    let candidates = book.sheets.iter().enumerate().filter_map(|(index, raw)| {
        let title = title(&raw.name);
        let rank = names().position(|name| title == name)?;
        let filled = raw.rows.iter().any(|row| !row.is_empty()) && !(schema.name == POSTS.name && lists_people(raw));
        // A hidden 报名（旧） does not go before the 报名 that everybody sees.
        (!claimed.contains(&index) && filled).then(|| (is_of_another_time(&raw.name), rank, raw.hidden, index))
    });
    candidates.min().map(|(.., index)| index)
}

/// Whether a sheet's name says of what it holds that it is of a year, or not the last word. Alone it may be the one that is meant.
pub(super) fn is_of_another_time(name: &str) -> bool {
    name.chars().filter(char::is_ascii_digit).count() >= 4 || is_called_old(name)
}

/// Whether a sheet's name says in words that what it holds is not what is in force now.
pub(super) fn is_called_old(name: &str) -> bool {
    OLD.iter().any(|word| name.contains(word))
}

/// Words of the names of sheets that hold what is no longer in force, or never was.
pub(in crate::workbook) const OLD: &[&str] =
    &["往年", "上年", "去年", "征求意见", "草稿", "初稿", "旧", "备份", "作废", "样表", "示例"];

/// A sheet's name without what stands around it: “附件2：报名情况一览表（2012年）” is 报名情况一览表.
pub(super) fn title(name: &str) -> String {
    let plain = plain(name);
    let bare = plain.split(['(', '[', '【']).next().unwrap_or_default();
    let bare = bare.trim_start_matches("附件").trim_start_matches("附表");
    let bare = bare.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '、' | '_' | '-' | '年'));
    if bare.is_empty() { plain } else { bare.to_owned() }
}

/// A form of one person, label beside answer (姓名 | 张三 | 性别 | 男), instead of a roster: labels stand in several rows and columns, each
/// with something else to its right.
pub(super) fn is_one_person(raw: &RawSheet) -> bool {
    const LABELS: &[&str] = &[
        "姓名",
        "性别",
        "出生年月",
        "民族",
        "籍贯",
        "出生地",
        "政治面貌",
        "入党时间",
        "参加工作时间",
        "健康状况",
        "身份证号",
        "现任职务",
        "身份证号码",
        "公民身份号码",
        "联系电话",
        "报考岗位",
        "报考职位",
        "竞聘岗位",
        "现工作单位及职务",
        "工作单位及职务",
    ];
    let mut rows = 0;
    let mut answered = 0;
    for row in raw.rows.iter().take(20) {
        let words: Vec<String> = row.iter().filter(|cell| !cell.is_blank()).map(|cell| plain(&cell.show())).collect();
        let is = |word: &String| LABELS.iter().any(|label| word == label || word.starts_with(&format!("{label}(")));
        let labels = words.iter().filter(|word| is(word)).count();
        let pairs =
            words.windows(2).filter(|pair| pair.first().is_some_and(is) && pair.last().is_some_and(|last| !is(last)));
        let pairs = pairs.count();
        // A row of labels alone is the header of a roster, or, below a form's answers, that of the relatives.
        if labels >= 4 && pairs < labels {
            break;
        }
        rows += usize::from(labels > 0);
        answered += pairs;
    }
    rows >= 3 && answered >= 4
}

/// Whether people stand beside one another: the row of 姓名 has several, and the rows of other labels as many.
fn is_transposed(raw: &RawSheet) -> bool {
    let filled = |row: &Vec<CellValue>| row.iter().filter(|cell| !cell.is_blank()).count();
    let leads = |row: &&Vec<CellValue>, label: &str| {
        row.iter().find(|cell| !cell.is_blank()).is_some_and(|cell| plain(&cell.show()) == label)
    };
    let of = |label: &str| raw.rows.iter().find(|row| leads(row, label)).map(filled);
    let named = of("姓名").filter(|count| *count >= 3);
    named.is_some_and(|count| ["性别", "出生年月", "身份证号"].iter().any(|label| of(label) == Some(count)))
}

/// What is said of a hidden sheet of no known name: it is not read, as it may be an old copy; but if it holds people or counts, they
/// are not lost without a word.
pub(super) fn hidden(raw: &RawSheet, file: &str) -> Option<Problem> {
    let filled = |from: usize| raw.rows.iter().skip(from).any(|row| row.iter().any(|cell| !cell.is_blank()));
    let what = if is_one_person(raw) {
        "登记表"
    } else if holds_marks(raw) {
        SCORES.name
    } else {
        fitting(raw).filter(|(_, header)| filled(header.data)).map(|(schema, _)| schema.name)?
    };
    let place = Place::sheet(file, &raw.name);
    let problem = Problem::warning("hidden-sheet", place, format!("这张表是隐藏的，像是“{what}”，没有读"));
    Some(problem.advice("要用的话，请取消隐藏；不要用的请删去这张表。"))
}

/// What is said of a sheet whose labels stand in a column: people beside one another, or the form of one.
pub(super) fn one_person(raw: &RawSheet, place: Place) -> Problem {
    if is_transposed(raw) {
        return Problem::error("transposed", place, "这张表是一人一列，不是一人一行，没有读")
            .advice("请复制整张表，用“选择性粘贴—转置”改成一人一行，列名在第一行。");
    }
    Problem::error("one-person", place, "这是一个人的登记表，不是一人一行的名册，没有读")
        .advice("请把各人的内容填进“报名”表，一人一行；任免审批表文件（.lrmx）可以直接放在旁边。")
}

/// What a sheet of a known name is that comes after another one of this name: 民主测评（乙科） after 民主测评（甲科）.
pub(super) fn named_again(raw: &RawSheet) -> Option<(&'static Sheet, Header)> {
    let name = title(&raw.name);
    let called = |schema: &&&Sheet| {
        name.strip_prefix(schema.name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', '—', '·']))
    };
    if let Some(schema) = SHEETS.iter().filter(|schema| PARTED.contains(&schema.name)).find(called) {
        return Some((schema, find(raw, schema)?));
    }
    // 面试-甲科 and 面试（甲科） hold the marks of the judges, if there are judges.
    let rest = name.strip_prefix("面试评分").or_else(|| name.strip_prefix("面试"))?;
    let parted = rest.is_empty() || rest.starts_with(['-', '_', '—', '·']);
    let header = Some(raw).filter(|_| parted).and_then(|raw| find(raw, &INTERVIEW))?;
    let judged = |meaning: &Meaning| matches!(meaning, Meaning::Unknown(name) if is_judge(name));
    header.columns.iter().any(judged).then_some((&INTERVIEW, header))
}

/// What may come in several sheets, one a post or a group, besides the roster and the marks.
const PARTED: &[&str] = &["资格审查", "面试打分", "民主测评", "考察", "票决", "任用"];

/// Whether a sheet is one more part of a table: the same columns, and people who are not in it yet. An old copy of a roster has some
/// of its people; of what else is counted about people, none may be in both.
pub(super) fn is_another_part(table: &Table, raw: &RawSheet, header: &Header) -> bool {
    let roster = table.schema.name == "报名";
    if !roster && !PARTED.contains(&table.schema.name) {
        return false;
    }
    let known = |columns: &[Meaning]| -> Vec<Meaning> {
        let mut out: Vec<Meaning> = columns.to_vec();
        while out.last() == Some(&Meaning::Nameless) {
            out.pop();
        }
        out
    };
    let column = |key: &str| table.schema.index(key).and_then(|index| header.place(index));
    let Some(at) = column("身份证号").or_else(|| column("姓名")) else { return false };
    let key = if column("身份证号").is_some() { "身份证号" } else { "姓名" };
    let held = held(table, key);
    let mut cells = raw.rows.iter().skip(header.data).filter_map(|row| row.get(at)).filter(|cell| !cell.is_blank());
    let new = |cell: &CellValue| !held.contains(&plain(&cell.show()));
    let another = if roster { cells.any(new) } else { cells.clone().next().is_some() && cells.all(new) };
    known(&table.columns) == known(&header.columns) && another
}

/// What stands in a column of a table.
pub(super) fn held(table: &Table, key: &str) -> BTreeSet<String> {
    table.rows.iter().map(|row| plain(&row.value(key).show())).collect()
}

/// Whether the header calls what it lists posts, not 职务.
fn is_of_posts(header: &Header) -> bool {
    let at = POSTS.index("岗位名称").and_then(|at| header.place(at));
    at.is_some_and(|at| header.words_of(at).any(|own| own.contains('岗') || own.contains("职位") || own.contains('竞')))
}

/// Whether a sheet is called after posts, and says of them how many are wanted: 岗位设置表 with 岗位名称 and 岗位数 alone. How many have applied
/// for each is another list.
fn is_called_posts(raw: &RawSheet, header: &Header) -> bool {
    const OTHERS: &[&str] = &["报名", "统计", "人员", "结果", "成绩", "现有", "在编", "在岗", "花名册", "情况汇总"];
    let name = title(&raw.name);
    let has = |key: &str| POSTS.index(key).is_some_and(|at| header.has(at));
    ["岗位", "职位"].iter().any(|word| name.contains(word))
        && !OTHERS.iter().any(|word| name.contains(word))
        && has("职数")
}

/// Whether a sheet that is called 竞聘岗位 says who wants which: people are named in it.
fn lists_people(raw: &RawSheet) -> bool {
    find(raw, &POSTS).is_some_and(|header| header.columns.iter().any(is_person))
}

fn is_person(meaning: &Meaning) -> bool {
    let named = |name: &str| name.ends_with("姓名") || is_one_of(name, &["竞聘人员", "竞聘人", "报名人员", "应聘人员"]);
    matches!(meaning, Meaning::Unknown(name) if named(name))
}

/// What a sheet of any name is, by its header: all that is required is there, and many or most of its columns are known.
pub(super) fn fitting(raw: &RawSheet) -> Option<(&'static Sheet, Header)> {
    let mut best: Option<(usize, &'static Sheet, Header)> = None;
    for &schema in SHEETS.iter().filter(|sheet| sheet.name != "方案") {
        let Some(header) = find(raw, schema) else { continue };
        let known = header.known();
        let roster = schema.name == "报名";
        let complete = schema
            .columns
            .iter()
            .enumerate()
            // A roster may lack a column; that is reported. Of a person there must be more than the name.
            .all(|(index, column)| !schema.lacks(index, |index| header.has(index)) || (roster && column.key != "姓名"));
        // Where people are named 职务 is theirs; and how many 职务 a department has is no post that is to be had.
        let no_posts = schema.name == "岗位"
            && (header.columns.iter().any(is_person) || (!is_of_posts(&header) && !lists::adds_posts(raw)));
        if complete
            && !no_posts
            && (known >= 3 || (known == 2 && schema.name == "岗位" && is_called_posts(raw, &header)))
            && (known >= 6 || known * 2 > header.named())
            && best.as_ref().is_none_or(|(held, ..)| known > *held)
        {
            best = Some((known, schema, header));
        }
    }
    best.map(|(_, schema, header)| (schema, header))
}
