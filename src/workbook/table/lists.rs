//! Which of several lists of the same people is the roster, and which one tells what the review (资格审查) found.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{fitting, held, is_called_old, is_of_another_time, is_one_person, named, named_again, title};
use super::marks::holds_marks;
use super::{Row, Table, twice};
use crate::problem::{Place, Problem, column_letters};
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Header, find, plain};
use crate::workbook::lines::identity_number;
use crate::workbook::schema::{APPLICANTS, REVIEW, SHEETS, Sheet, VOTE};

/// Words of the review, in the name of its sheet, over its header or in its columns.
const REVIEWING: &[&str] = &["资格", "资审", "审查"];

/// What a roster tells and no other list of its people has to.
const OWN: &[&str] = &["身份证号", "出生年月", "现工作单位及职务"];

/// The sheet, among those of no known name, that is the roster: the one that tells most of people. One with the review's conclusions may
/// be it only where it tells as much as a roster does.
pub(super) fn roster(book: &RawBook, claimed: &BTreeSet<usize>) -> Option<usize> {
    let candidates = book.sheets.iter().enumerate().filter_map(|(index, raw)| {
        if claimed.contains(&index)
            || raw.hidden
            || is_one_person(raw)
            || holds_marks(raw)
            || named_again(raw).is_some()
        {
            return None;
        }
        let (_, header) = fitting(raw).filter(|(schema, _)| schema.name == APPLICANTS.name)?;
        let own = OWN.iter().filter_map(|key| APPLICANTS.index(key)).filter(|at| header.has(*at)).count();
        (own > 0 || conclusions(raw).is_none()).then(|| (own, header.known(), index))
    });
    // Of two that tell the same, the first.
    let best = candidates.max_by_key(|(own, known, index)| (*own, *known, std::cmp::Reverse(*index)));
    best.map(|(.., index)| index)
}

/// The sheet that bears the name of a later step (成绩汇总) and is the roster all the same: it tells all that a roster does, and there is
/// no other one.
pub(super) fn named_after_a_step(book: &RawBook) -> Option<usize> {
    let mut claimed = BTreeSet::new();
    for schema in SHEETS {
        let index = named(book, schema, &claimed);
        if schema.name == APPLICANTS.name && index.is_some() {
            return None;
        }
        claimed.extend(index);
    }
    if roster(book, &claimed).is_some() {
        return None;
    }
    let tells = |raw: &RawSheet| {
        let has = |header: &Header, key: &str| APPLICANTS.index(key).is_some_and(|at| header.has(at));
        find(raw, &APPLICANTS)
            .is_some_and(|header| ["姓名", "性别", "报考岗位"].iter().chain(OWN).all(|key| has(&header, key)))
    };
    let mut lists = claimed
        .into_iter()
        .filter(|index| book.sheets.get(*index).is_some_and(|raw| !raw.hidden && !is_one_person(raw) && tells(raw)));
    lists.next().filter(|_| lists.next().is_none())
}

/// The header of a sheet that tells what the review found, however many of its columns tell who the people are.
pub(super) fn conclusions(raw: &RawSheet) -> Option<(&'static Sheet, Header)> {
    let header = find(raw, &REVIEW)?;
    let has = |key: &str| REVIEW.index(key).is_some_and(|at| header.has(at));
    let speaks = |text: &str| REVIEWING.iter().any(|word| text.contains(word));
    // 是否合格 by itself may be about the health, or the year of probation.
    let says = || {
        let above = raw.rows.iter().take(header.data).flatten();
        speaks(&raw.name) || above.filter(|cell| !cell.is_blank()).any(|cell| speaks(&plain(&cell.show())))
    };
    (has("姓名") && has("审查结论") && says()).then_some((&REVIEW, header))
}

/// Whether a sheet of people who are all new is one more part of a roster that was told by its header, whatever its columns: every
/// department has its own. A list for the interview or for publication has people who are in the roster.
pub(super) fn is_of_others(table: &Table, raw: &RawSheet, header: &Header) -> bool {
    let column = |key: &str| APPLICANTS.index(key).and_then(|index| header.place(index));
    let Some(at) = column("身份证号").filter(|_| table.schema.name == APPLICANTS.name) else { return false };
    let (numbers, names) = (held(table, "身份证号"), held(table, "姓名"));
    let cells = |at: usize| raw.rows.iter().skip(header.data).filter_map(move |row| row.get(at));
    let new = |held: &BTreeSet<String>, cell: &CellValue| cell.is_blank() || !held.contains(&plain(&cell.show()));
    cells(at).any(|cell| !cell.is_blank())
        && cells(at).all(|cell| new(&numbers, cell))
        && column("姓名").is_some_and(|at| cells(at).all(|cell| new(&names, cell)))
}

/// Whether a list with the review's conclusions is a further part of the roster: it tells of new people what only a roster does.
pub(super) fn is_further_roster(table: &Table, raw: &RawSheet, header: &Header) -> bool {
    let has = |key: &str| APPLICANTS.index(key).is_some_and(|at| header.has(at));
    has("身份证号") && has("出生年月") && says_posts(raw, header) && is_of_others(table, raw, header)
}

/// Whether a list says which post each of its people applies for: in a column of 岗位 a list of judges, voters or staff says what they are.
/// One of another year, or of those who judge and vote, is none whatever its columns say.
pub(super) fn says_posts(raw: &RawSheet, header: &Header) -> bool {
    const APPLYING: &[&str] = &["报", "竞", "应聘", "志愿", "拟任"];
    const OTHERS: &[&str] = &["测评", "考官", "评委", "职工", "员工", "签到", "参会", "全体", "后备", "放弃"];
    if is_of_another_time(&raw.name) || OTHERS.iter().any(|word| raw.name.contains(word)) {
        return false;
    }
    let at = APPLICANTS.index("报考岗位").and_then(|at| header.place(at));
    at.is_some_and(|at| header.words_of(at).any(|own| APPLYING.iter().any(|word| own.contains(word))))
}

/// Whether one more sheet that fits is another part of the list of posts, of which one has been found by its header: what is said of 编制 or of
/// another time is none; the year alone tells nothing, the first part may have it in its name as well.
pub(super) fn adds_posts(raw: &RawSheet) -> bool {
    const OTHERS: &[&str] = &["编制", "现有", "现任", "统计", "空缺", "在职", "招聘", "职责", "说明书", "工资", "薪"];
    let of_posts = ["岗", "职位", "竞"].iter().any(|word| raw.name.contains(word));
    of_posts && !is_called_old(&raw.name) && !OTHERS.iter().any(|word| raw.name.contains(word))
}

/// What is said of one more sheet of a kind that there is one of. Applicants who stand only in it are missing in every list and every
/// count.
pub(super) fn one_more(raw: &RawSheet, header: &Header, schema: &Sheet, held: Option<&Table>, place: Place) -> Problem {
    let missing = held.filter(|_| schema.name == APPLICANTS.name && says_posts(raw, header)).map_or(0, |table| {
        let at = APPLICANTS.index("身份证号").and_then(|index| header.place(index));
        let known = super::kind::held(table, "身份证号");
        let cells = at.into_iter().flat_map(|at| raw.rows.iter().skip(header.data).filter_map(move |row| row.get(at)));
        let new = |cell: &&CellValue| identity_number(cell).is_some() && !known.contains(&plain(&cell.show()));
        cells.filter(new).count()
    });
    if missing > 0 {
        let message = format!(
            "这张表像是“{}”，已经有一张同类的表，没有读，里面却有{missing}个那张表里没有的身份证号",
            schema.name
        );
        let advice = "是报名人员的，请把他们并到那张表里；不是的请删去这张表，或者移到别的工作簿。";
        return Problem::error("unread-people", place, message).advice(advice);
    }
    let older = held.filter(|_| schema.name == APPLICANTS.name && is_another_state(raw, schema));
    let differing = older.map(|table| differing(table, raw, header)).unwrap_or_default();
    if !differing.is_empty() {
        let shown = differing.iter().take(3).cloned().collect::<Vec<_>>().join("；");
        let more = if differing.len() > 3 { format!("等{}处", differing.len()) } else { String::new() };
        let message = format!(
            "这张表像是“{}”，已经有一张同类的表，没有读，同样的人两张表却填得不一样：{shown}{more}",
            schema.name
        );
        let advice = "请看准哪一张是新的，只留新的一张；旧的请删去，或者移到别的工作簿。";
        return Problem::warning("unread-sheet", place, message).advice(advice);
    }
    let message = format!("这张表像是“{}”，但已经有一张同类的表，没有读", schema.name);
    let gone = ["放弃", "弃权", "退出", "撤回"].iter().any(|word| raw.name.contains(word));
    let advice = if gone && schema.name == APPLICANTS.name {
        "中途放弃的，请在“报名”表里他那一行的“退出步骤”填在哪一步放弃，不要把这些行并过去；不用的请删去这张表。"
    } else if schema.name == VOTE.name {
        "是再次投票的，请并到那张表里，在“第几次投票”列写 2；不用的请删去这张表。"
    } else {
        "要用的话，请把内容并到那张表里。"
    };
    Problem::warning("unread-sheet", place, message).advice(advice)
}

/// Whether a sheet is called as the roster is, or the roster as somebody has changed it: 报名 (2), 报名（修改后）, 核对后. Lists for the
/// interview and the like are called after what they are for.
fn is_another_state(raw: &RawSheet, schema: &Sheet) -> bool {
    const CHANGED: &[&str] =
        &["修改", "修订", "核对", "更新", "更正", "订正", "原始", "最新", "新版", "最终", "终稿", "定稿"];
    let name = title(&raw.name);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | '月' | '日' | '版'));
    !is_called_old(&raw.name)
        && (std::iter::once(&schema.name).chain(schema.synonyms).any(|own| *own == bare)
            || CHANGED.iter().any(|word| raw.name.contains(word)))
}

/// What two rosters say of the same people that is not the same, where it matters.
fn differing(table: &Table, raw: &RawSheet, header: &Header) -> Vec<String> {
    let place = |key: &str| APPLICANTS.index(key).and_then(|index| header.place(index));
    let key = if place("身份证号").is_some() { "身份证号" } else { "姓名" };
    let (Some(at), Some(name)) = (place(key), place("姓名")) else { return Vec::new() };
    let mut rows: BTreeMap<String, &Row> = BTreeMap::new();
    let mut again: BTreeSet<String> = BTreeSet::new();
    for row in &table.rows {
        let who = plain(&row.value(key).show());
        if rows.insert(who.clone(), row).is_some() {
            again.insert(who);
        }
    }
    // A list of the staff has the present post under the same word.
    let posts: BTreeSet<String> = table.rows.iter().map(|row| plain(&row.value("报考岗位").show())).collect();
    let mut out = Vec::new();
    for (number, cells) in (header.data + 1..).zip(raw.rows.iter().skip(header.data)) {
        let who = cells.get(at).map(|cell| plain(&cell.show())).unwrap_or_default();
        let Some(row) = rows.get(&who).filter(|_| !who.is_empty() && !again.contains(&who)) else { continue };
        for (index, column) in APPLICANTS.columns.iter().enumerate() {
            let Some(place) = header.place(index).filter(|_| twice::matters(&APPLICANTS, index)) else { continue };
            let (own, Some(other)) = (row.value(column.key), cells.get(place)) else { continue };
            let says = |word: &str| ["报", "竞", "聘"].iter().any(|sign| word.contains(sign));
            let sure = header.words_of(place).last().is_some_and(says);
            let held = column.key == "报考岗位" && !sure && !posts.contains(&plain(&other.show()));
            if held || own.is_blank() || other.is_blank() || twice::agree(column, own, other) {
                continue;
            }
            let name = cells.get(name).map(|cell| plain(&cell.show())).unwrap_or_default();
            let letters = column_letters(u32::try_from(place + 1).unwrap_or(0));
            let (own, other) = (plain(&own.show()), plain(&other.show()));
            out.push(format!("{name}的{}，读的是“{own}”，这张表{letters}{number}是“{other}”", column.key));
        }
    }
    out
}
