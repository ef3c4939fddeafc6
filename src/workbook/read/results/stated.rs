//! What an office's own tables say beside what is read: results it has worked out itself (综合成绩, 名次, 平均分, 胜任率, 是否入围), the post
//! (报考岗位) in a table of marks. The program's own results stand; what differs is told.

use rust_decimal::Decimal;

use crate::problem::{Place, Problem};
use crate::round::{PersonId, Round, Stated, StatedKind};
use crate::workbook::cell::CellValue;
use crate::workbook::header::{forms, plain};
use crate::workbook::join::People;
use crate::workbook::read::examination::interview::is_of_judge;
use crate::workbook::read::posts::names::Posts;
use crate::workbook::schema::POST_NAMES;
use crate::workbook::table::{Row, Table};
use crate::workbook::values::{clean, half_width, is_nothing};

const TOTAL: &[&str] = &[
    "综合成绩",
    "综合得分",
    "综合分",
    "综合总分",
    "综合总成绩",
    "综合分数",
    "总成绩",
    "最终成绩",
    "考试综合成绩",
    "考试总成绩",
];

const RANK: &[&str] =
    &["名次", "排名", "位次", "综合排名", "综合名次", "岗位排名", "岗位名次", "综合成绩排名", "总排名"];

const SHORTLISTED: &[&str] = &[
    "是否入围",
    "入围",
    "是否入围考察",
    "是否进入考察",
    "是否列入考察",
    "是否为考察对象",
    "是否考察对象",
    "是否差额人选",
    "是否为差额人选",
];

const PASSED: &[&str] = &[
    "是否通过",
    "是否通过测评",
    "是否通过民主测评",
    "测评是否通过",
    "测评结果",
    "民主测评结果",
    "测评结论",
    "测评情况",
    "测评等次",
    "测评等级",
    "民主测评等次",
    "结果",
    "结论",
];

/// What columns of 票决 are called that say what came of the votes, and those that say whether somebody is chosen.
const VOTED: &[&str] = &[
    "是否通过",
    "是否通过票决",
    "票决是否通过",
    "是否过半",
    "是否过半数",
    "是否超过半数",
    "表决结果",
    "票决结果",
    "投票结果",
    "表决情况",
    "票决情况",
    "票决结论",
    "通过情况",
    "结果",
    "结论",
];
const ELECTED: &[&str] = &[
    "是否当选",
    "当选",
    "当选情况",
    "是否入选",
    "是否拟聘任",
    "是否拟任用",
    "是否拟聘",
    "是否拟任人选",
    "是否为拟聘任人选",
];
const VOTE_SHARE: &[&str] =
    &["得票率", "得票比例", "得票占比", "同意率", "同意票率", "同意比例", "赞成率", "赞成比例", "通过率", "支持率"];

const MEAN: &[&str] = &[
    "平均分",
    "平均",
    "平均成绩",
    "平均得分",
    "面试平均分",
    "最后得分",
    "最终得分",
    "面试成绩",
    "面试得分",
    "考官平均分",
    "评委平均分",
];

/// Words of columns of 成绩 that hold numbers but no marks of their own.
const NO_MARKS: &[&str] = &[
    "序", "码", "号", "年龄", "出生", "电话", "手机", "名次", "排名", "位次", "折", "权", "%", "比例", "职数", "名额",
    "日期", "时间", "年限",
];

/// Words of columns of 面试打分 that come of the judges' marks, or say what is counted.
const OF_JUDGES: &[&str] = &[
    "平均", "均分", "最高", "最低", "去掉", "合计", "总计", "小计", "总分", "总和", "之和", "得分", "成绩", "满分",
    "分值", "人数",
];

/// Words of columns that add to a mark or take from it. Their cells may be words: 扣2分.
const ADDED: &[&str] = &["加分", "减分", "扣分", "加减", "奖分", "罚分"];

/// Columns of 成绩 that say what was sat, which may be a number of a list.
const SUBJECTS: &[&str] = &["科目", "考试科目", "笔试科目", "报考科目"];

/// Words that may mean a mark of either examination.
const EITHER: &[&str] = &["成绩", "总分", "得分", "分数", "卷面分", "卷面成绩", "总成绩"];

/// Reads them.
pub(crate) fn read(tables: &[Table], people: &People, round: &mut Round, problems: &mut Vec<Problem>) {
    for table in tables {
        if matches!(table.schema.name, "成绩" | "面试打分") {
            unread_marks(table, problems);
        }
        if !matches!(table.schema.name, "成绩" | "面试打分" | "民主测评" | "资格审查" | "票决") {
            continue;
        }
        let has = |words: &[&str]| table.rows.iter().any(|row| row.others.iter().any(|(header, ..)| is(header, words)));
        let both = table.rows.iter().any(|row| row.has("笔试成绩") && row.has("面试成绩"));
        let whole = has(TOTAL) || (both && has(&["总分"]));
        for row in &table.rows {
            // Whoever cannot be found has been told.
            let Some(person) = people.known(row) else { continue };
            if !row.has("岗位") {
                other_post(row, person, round, problems);
            }
            stated(row, whole, person, round);
        }
    }
}

/// Whether a header is one of some words, whatever stands in brackets.
fn is(header: &str, words: &[&str]) -> bool {
    forms(header).iter().any(|form| words.contains(&form.as_str()))
}

/// Takes what a row states. `whole`: the table has 综合成绩; beside the marks of one examination a rank may be that of this one, beside
/// those of both it is that of the whole.
fn stated(row: &Row, whole: bool, person: PersonId, round: &mut Round) {
    // Before the second mark it may be of the first one alone.
    let behind_both = |column: u32| {
        let mut marks = ["笔试成绩", "面试成绩"].iter().map(|key| row.cell(key));
        marks.all(|(mark, at)| !mark.is_blank() && at.column < column)
    };
    for (header, column, value) in &row.others {
        let kind = match row.schema().name {
            "成绩" if is(header, TOTAL) || (is(header, &["总分"]) && whole) => StatedKind::Total,
            "成绩" if is(header, RANK) && (whole || behind_both(*column)) => StatedKind::Rank,
            "成绩" if is(header, SHORTLISTED) && (whole || behind_both(*column)) => StatedKind::Shortlisted,
            "面试打分" if is(header, MEAN) && !row.has("要素") => StatedKind::Mean,
            "民主测评" if is_share(header) => StatedKind::Share,
            "民主测评" if is(header, PASSED) => StatedKind::Passed,
            "票决" if is(header, VOTE_SHARE) => StatedKind::VoteShare,
            "票决" if is(header, ELECTED) => StatedKind::Elected,
            "票决" if is(header, VOTED) => match elected(value) {
                Some(_) => StatedKind::Elected,
                None => StatedKind::Voted,
            },
            _ => continue,
        };
        let found = clean(&value.show());
        let value = match kind {
            StatedKind::Shortlisted => yes_no(value),
            StatedKind::Passed | StatedKind::Voted => passed(value),
            StatedKind::Elected => elected(value).or_else(|| passed(value)),
            StatedKind::Share | StatedKind::VoteShare => share(value),
            _ => number(value),
        };
        let Some(value) = value else { continue };
        let at = row.place.at(row.place.row, *column);
        round.stated.push(Stated { kind, person, header: header.to_string(), value, found, at });
    }
}

/// 胜任率, or 称职率 by the column of the whole.
fn is_share(header: &str) -> bool {
    let named = |word: &str| header.contains(word) && !header.contains(&format!("不{word}"));
    named("胜任率") || named("称职率")
}

/// Whether what stands in a column that nobody reads is compared all the same.
pub(crate) fn is_compared(sheet: &str, header: &str, cell: &CellValue) -> bool {
    match sheet {
        "票决" if is(header, VOTE_SHARE) => number(cell).is_some(),
        "票决" if is(header, ELECTED) || is(header, VOTED) => elected(cell).or_else(|| passed(cell)).is_some(),
        _ => false,
    }
}

/// Whether a name is that of a mark or a place that is the sum of others.
pub(crate) fn is_result(header: &str) -> bool {
    is(header, TOTAL) || is(header, RANK)
}

/// Whether a column beside those of a sheet says what the office has worked out of them.
pub(crate) fn is_result_of(sheet: &str, header: &str) -> bool {
    let results: &[&[&str]] = match sheet {
        "成绩" => &[TOTAL, RANK, SHORTLISTED],
        "面试打分" => &[MEAN],
        "民主测评" => &[PASSED],
        "票决" => &[VOTED, ELECTED, VOTE_SHARE],
        _ => &[],
    };
    results.iter().any(|words| is(header, words)) || (sheet == "民主测评" && is_share(header))
}

/// A number, with all its places whatever its format shows.
fn number(cell: &CellValue) -> Option<Decimal> {
    let text = match cell {
        CellValue::Number { value, .. } => CellValue::Number { value: *value, decimals: None }.show(),
        cell => half_width(&clean(&cell.show())),
    };
    let bare = text.trim();
    let bare = bare.strip_prefix('第').unwrap_or(bare).trim_end_matches(['%', '分', '名']);
    bare.trim().parse().ok()
}

/// A share: 75%, 0.75, or so many of so many votes, 6/8.
fn share(cell: &CellValue) -> Option<Decimal> {
    let text = half_width(&clean(&cell.show()));
    let of = |text: &str| text.trim().parse::<u32>().ok().map(Decimal::from);
    match text.split_once('/') {
        Some((votes, all)) => of(votes)?.checked_div(of(all)?).filter(|share| *share <= Decimal::ONE),
        None => number(cell),
    }
}

fn yes_no(cell: &CellValue) -> Option<Decimal> {
    match plain(&cell.show()).as_str() {
        "是" | "√" | "入围" | "已入围" | "进入考察" => Some(Decimal::ONE),
        "否" | "×" | "未入围" | "不入围" | "没有入围" => Some(Decimal::ZERO),
        _ => None,
    }
}

/// 通过, 测评不通过.
fn passed(cell: &CellValue) -> Option<Decimal> {
    let text = plain(&cell.show());
    let before = ["民主测评", "测评", "票决", "表决", "投票"].iter().find_map(|word| text.strip_prefix(word));
    match before.unwrap_or(&text) {
        "是" | "√" | "通过" | "已通过" | "合格" | "达到" | "过半" | "过半数" | "超过半数" => {
            Some(Decimal::ONE)
        }
        "否" | "×" | "未通过" | "不通过" | "没有通过" | "不合格" | "未达到" | "达不到" | "不称职" | "不胜任"
        | "未过半" | "未过半数" | "未超过半数" => Some(Decimal::ZERO),
        _ => None,
    }
}

/// 当选, 落选, 空缺.
fn elected(cell: &CellValue) -> Option<Decimal> {
    match plain(&cell.show()).as_str() {
        "当选" | "已当选" | "拟聘任" | "拟任用" | "拟聘" | "拟任" | "拟聘任人选" | "拟任人选" | "入选" => {
            Some(Decimal::ONE)
        }
        "落选" | "未当选" | "没有当选" | "不当选" | "空缺" | "不聘任" | "不任用" | "未入选" => {
            Some(Decimal::ZERO)
        }
        _ => None,
    }
}

/// A table of marks or of reviews that names another post than the person applied for.
fn other_post(row: &Row, person: PersonId, round: &Round, problems: &mut Vec<Problem>) {
    let Some(applicant) = round.applicant(person) else { return };
    let Some((_, column, value)) =
        row.others.iter().find(|(header, ..)| is(header, &["岗位"]) || is(header, POST_NAMES))
    else {
        return;
    };
    let Some(named) = Posts::of(round).find(&plain(&value.show())) else { return };
    let again = applicant.reapplied.as_ref().and_then(|again| again.post);
    let own = [applicant.post, again];
    if own.iter().flatten().any(|post| post.0 == named) {
        return;
    }
    let Some(post) = applicant.post.and_then(|post| round.post(post)) else { return };
    let at = row.place.at(row.place.row, *column);
    let message = format!("与“报名”表的报考岗位“{}”不同，以“报名”表为准", post.name);
    problems.push(
        Problem::warning("post-differs", at, message)
            .found(clean(&value.show()))
            .advice("请核对：报考岗位录错了，还是这一行写成了别人。")
            .about(applicant.name.as_str()),
    );
}

/// Columns of marks that nobody reads: 加分, 民主测评得分, or a mark that may be of either examination.
fn unread_marks(table: &Table, problems: &mut Vec<Problem>) {
    // The first cell of each column with a number in it.
    let mut found: Vec<(&str, &Place, u32)> = Vec::new();
    for row in &table.rows {
        for (header, column, value) in &row.others {
            let added = is_added(header) && !is_nothing(&clean(&value.show()));
            if found.iter().any(|(own, ..)| *own == &**header) || !(added || number(value).is_some()) {
                continue;
            }
            found.push((header, &row.place, *column));
        }
    }
    if table.schema.name == "面试打分" {
        let of_judges = |header: &str| {
            let summed = OF_JUDGES.iter().any(|word| header.contains(word)) && !is_added(header);
            summed || is_of_judge(header) || is(header, RANK) || NO_MARKS.iter().any(|word| header.contains(word))
        };
        found.retain(|(header, ..)| !of_judges(header));
        not_counted(&found.iter().collect::<Vec<_>>(), table, problems);
        return;
    }
    let has = |key: &str| table.rows.iter().any(|row| row.has(key));
    let both = has("笔试成绩") && has("面试成绩");
    let missing = if has("笔试成绩") { "面试成绩" } else { "笔试成绩" };
    // Beside a mark of an examination, folded or not, 总成绩 is the total.
    let parted = found.iter().any(|(header, ..)| ["笔试", "面试"].iter().any(|part| header.contains(part)))
        || has("笔试成绩")
        || has("面试成绩");
    let mark = |header: &str| is(header, EITHER) && !(parted && is(header, TOTAL));
    // What is on the paper of 笔试 is no mark of 面试, and two columns that may be the mark have been asked about.
    let asked = problems.iter().any(|own| own.code == "two-marks" && own.place.sheet == table.place.sheet)
        || (missing == "面试成绩" && table.place.sheet.contains("笔试"));
    let either = found.iter().find(|(header, ..)| !both && !asked && mark(header));
    if let Some((header, place, column)) = either {
        let message = format!("“{header}”这一列没有读；没有“{missing}”列，这一列像是");
        problems.push(
            Problem::warning("unread-column", head(table, place, *column), message)
                .advice(format!("是的请把列名改成“{missing}”；不是的不用管。")),
        );
    }
    let marks: Vec<&(&str, &Place, u32)> = found
        .iter()
        .filter(|(header, ..)| {
            let compared = is(header, TOTAL) || is(header, RANK) || (both && is(header, &["总分"]));
            // A column that may be meant for one that is missing is told by itself.
            let told =
                ["笔试", "面试", "加试"].iter().any(|part| header.contains(part) && !has(&format!("{part}成绩")));
            // Marks of subjects beside the mark of the examination are its parts.
            let part = header.contains("科目") && has("笔试成绩");
            !part && !compared && !told && !is(header, EITHER) && !is(header, SUBJECTS) && !is_no_mark(header)
        })
        .collect();
    not_counted(&marks, table, problems);
}

/// Whether a column holds no marks by its name; 任职年限分 are marks for years.
fn is_no_mark(header: &str) -> bool {
    let for_years = header.contains("年限") && header.ends_with('分');
    !for_years && NO_MARKS.iter().any(|word| header.contains(word))
}

fn is_added(header: &str) -> bool {
    ADDED.iter().any(|word| header.contains(word))
}

/// The cell that heads a column; a sheet that adds to the table has a header of its own, so there it is the first row's cell.
fn head(table: &Table, first: &Place, column: u32) -> Place {
    let row = if first.sheet == table.place.sheet { table.header } else { first.row };
    first.at(row, column)
}

/// Tells of columns of a table that count nothing.
fn not_counted(marks: &[&(&str, &Place, u32)], table: &Table, problems: &mut Vec<Problem>) {
    let Some((_, place, column)) = marks.first() else { return };
    let names: Vec<&str> = marks.iter().map(|(header, ..)| *header).collect();
    let message = format!("没有读这几列的分数，不计入成绩：{}", names.join("、"));
    let advice = match table.schema.name {
        "面试打分" => {
            "要计入的，请按方案的规定算好，把面试成绩填在“成绩”表的“面试成绩”列（填了的以那里为准）；只作参考的不用管。"
        }
        _ => "要计入的，请按方案的规定算进“笔试成绩”或者“面试成绩”；只作参考的不用管。",
    };
    problems.push(Problem::warning("unread-column", head(table, place, *column), message).advice(advice));
}
