//! Sheets that nobody reads though they are about the people of the round, and sheets of people whose name says that they are none
//! of it. Neither goes by without a word.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::id_number::IdNumber;
use crate::language::name::Name;
use crate::problem::{Place, Problem};
use crate::round::{Round, SheetNames};
use crate::workbook::annotate::LIST;
use crate::workbook::cell::CellValue;
use crate::workbook::file::{RawBook, RawSheet};
use crate::workbook::header::{Meaning, find, plain};
use crate::workbook::lines::identity_number;
use crate::workbook::schema::APPLICANTS;
use crate::workbook::table::{OLD, Row, Table};

/// What the name of a sheet says of people who are not, or no longer, applicants, besides that it is old.
const DOUBTFUL: &[&str] = &[
    "不合格",
    "不符合",
    "未通过",
    "不通过",
    "落选",
    "落聘",
    "未入围",
    "退回",
    "撤回",
    "撤销",
    "删除",
    "后备",
    "例表",
    "范例",
    "放弃",
    "退出",
    "取消",
    "淘汰",
];

fn doubts() -> impl Iterator<Item = &'static str> {
    DOUBTFUL.iter().chain(OLD).copied()
}

/// So many names are shown.
const SHOWN: usize = 3;

/// Reports them.
pub(crate) fn report(book: &RawBook, tables: &[Table], round: &Round, problems: &mut Vec<Problem>) {
    doubtful(round, problems);
    doubtful_parts(book, round, problems);
    unseen(book, tables, problems);
    let names: BTreeSet<&str> = round.applicants.iter().map(|applicant| applicant.name.as_str()).collect();
    for raw in hidden_sheets(book, tables).filter(|raw| !is_aside(raw)) {
        if problems.iter().any(|problem| problem.place.sheet == raw.name) {
            continue;
        }
        let Some((at, count)) = strangers(raw, round, &Place::sheet(&book.file, &raw.name)) else { continue };
        let message = format!("这张表是隐藏的，没有读，里面有{count}个“报名”表里没有的身份证号");
        let problem = Problem::warning("hidden-sheet", at, message);
        problems.push(problem.advice("是报名人员的，请取消隐藏，把内容并到“报名”表；不要用的请删去这张表。"));
    }
    let mut others: Vec<&str> = Vec::new();
    for raw in unread_sheets(book, tables) {
        if problems.iter().any(|problem| problem.place.sheet == raw.name) {
            continue;
        }
        let place = Place::sheet(&book.file, &raw.name);
        if !round.has_sheet("报名") && holds_numbers(raw) {
            if let Some(problem) = nameless(raw, &place) {
                problems.push(problem);
                continue;
            }
            problems.push(
                Problem::error("header", place, "这张表里有身份证号，像是报名人员，但是表头认不出，没有读").advice(
                    "请在第一行写上列名：姓名、性别、出生年月、身份证号、现工作单位及职务、报考岗位，表名改为“报名”。",
                ),
            );
            continue;
        }
        if let Some((at, count)) = strangers(raw, round, &place) {
            let message = format!("这张表没有读，里面有{count}个“报名”表里没有的身份证号");
            problems.push(Problem::warning("unread-people", at, message).advice(
                "是报名人员的，请并到“报名”表，列名、表头都照“报名”表；不是的请删去这张表，或者移到别的工作簿。",
            ));
            continue;
        }
        let found = people_in(raw, &names);
        if found.is_empty() {
            others.extend(says_something(raw).then_some(raw.name.as_str()));
            continue;
        }
        let shown: Vec<&str> = found.iter().take(SHOWN).copied().collect();
        let more = if found.len() > SHOWN { "等" } else { "" };
        let message = format!("这张表没有读，里面有{}名报名人员的姓名（{}{more}）", found.len(), shown.join("、"));
        problems.push(
            Problem::warning("unread-sheet", place, message)
                .advice("要用的，请把内容并到程序认得的表和列里（表名、列名见“工作簿”说明）；只作参考的不用管。"),
        );
    }
    // Beside nothing but a list of people no more is meant.
    let is_round = tables.iter().any(|table| table.schema.name != APPLICANTS.name);
    if !others.is_empty() && is_round {
        let named: Vec<String> = others.iter().map(|name| format!("“{name}”")).collect();
        let message = format!("{}没有读，不是程序认得的表", named.join(""));
        problems
            .push(Problem::warning("unread-sheet", Place::file(&book.file), message).advice(
                "里面有规则、日期、人员要用的，请填到程序认得的表里（表名见“工作簿”说明）；只作参考的不用管。",
            ));
    }
}

/// Whether a sheet holds more than a heading and is not there to explain the others.
fn says_something(raw: &RawSheet) -> bool {
    const EXPLAINING: &[&str] = &["说明", "目录", "封面", "须知", "选项", "下拉", "字典", "代码"];
    let filled = raw.rows.iter().filter(|row| row.iter().filter(|cell| !cell.is_blank()).count() > 1).count();
    filled > 1 && !raw.name.starts_with("WpsReserved") && !EXPLAINING.iter().any(|word| raw.name.contains(word))
}

/// Where people stand who may be applicants and were not read: sheets, forms and rows that could not be, forms in other folders, and
/// sheets with identity numbers that are in no sheet that was.
pub(crate) fn unread(book: &RawBook, tables: &[Table], round: &Round, problems: &[Problem]) -> Option<Place> {
    // A row of votes without a name hides nobody who applied; a form has no row.
    let rosters: BTreeSet<&str> = tables
        .iter()
        .filter(|table| table.schema.name == APPLICANTS.name)
        .map(|table| table.place.sheet.as_str())
        .collect();
    let hides = |problem: &Problem| {
        let at = &problem.place;
        hides_people(problem) && (problem.code != "no-name" || at.row == 0 || rosters.contains(at.sheet.as_str()))
    };
    if let Some(problem) = problems.iter().find(|problem| hides(problem)) {
        return Some(problem.place.clone());
    }
    let aside = |problem: &&Problem| {
        let named = |word: &str| problem.place.file.contains(word);
        problem.code == "unread-forms" && !doubts().any(named)
    };
    if let Some(problem) = problems.iter().find(aside) {
        return Some(problem.place.clone());
    }
    let all = unread_sheets(book, tables).chain(hidden_sheets(book, tables));
    let mut others = all.filter(|raw| !is_aside(raw));
    others.find_map(|raw| Some(strangers(raw, round, &Place::sheet(&book.file, &raw.name))?.0))
}

/// The same of applicants where an error says so; a row that has neither a number nor a post may be the rest of the one above it.
pub(crate) fn missed(tables: &[Table], problems: &[Problem]) -> Option<Place> {
    let rosters = || tables.iter().filter(|table| table.schema.name == APPLICANTS.name);
    let rows = || rosters().flat_map(|table| &table.rows);
    let is_somebody = |row: &Row| ["身份证号", "性别", "报考岗位"].iter().any(|key| !row.value(key).is_blank());
    // A row of marks or votes without a name hides nobody who applied; a form has no row.
    let of_applicant = |problem: &Problem| {
        let at = &problem.place;
        let mut own = rows().filter(|row| row.place.row == at.row && row.place.sheet == at.sheet);
        match problem.code {
            "no-name" => at.row == 0 || own.any(is_somebody),
            "side-by-side" => rosters().any(|table| table.place.sheet == at.sheet),
            _ => true,
        }
    };
    let mut hidden = problems.iter().filter(|problem| hides_people(problem));
    hidden.find(|problem| of_applicant(problem)).map(|problem| problem.place.clone())
}

/// Whether the name of a sheet says that its people are none of the round.
fn is_aside(raw: &RawSheet) -> bool {
    doubts().any(|word| raw.name.contains(word))
}

/// The sheets that show and of which nothing was read. A copy with notes has a list of its own, which is none of them.
fn unread_sheets<'b>(book: &'b RawBook, tables: &'b [Table]) -> impl Iterator<Item = &'b RawSheet> {
    unread_of(book, tables).filter(|raw| !raw.hidden)
}

/// The sheets that are hidden and of which nothing was read.
fn hidden_sheets<'b>(book: &'b RawBook, tables: &'b [Table]) -> impl Iterator<Item = &'b RawSheet> {
    unread_of(book, tables).filter(|raw| raw.hidden)
}

fn unread_of<'b>(book: &'b RawBook, tables: &'b [Table]) -> impl Iterator<Item = &'b RawSheet> {
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(|row| &row.place));
    let read: BTreeSet<&str> =
        rows.chain(tables.iter().map(|table| &table.place)).map(|place| place.sheet.as_str()).collect();
    book.sheets.iter().filter(move |raw| raw.name != LIST && !read.contains(raw.name.as_str()))
}

/// Where the first identity number stands in a sheet that no applicant has, and how many there are.
fn strangers(raw: &RawSheet, round: &Round, place: &Place) -> Option<(Place, usize)> {
    let known: BTreeSet<&str> =
        round.applicants.iter().filter_map(|own| own.id_number.as_ref()).map(|id| id.value.as_str()).collect();
    let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (row, cells) in raw.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if let Some(id) = identity_number(cell).filter(|id| !known.contains(id.as_str())) {
                found.entry(id.as_str().to_owned()).or_insert((row, column));
            }
        }
    }
    let (row, column) = found.values().min()?;
    let number = |at: &usize| u32::try_from(at + 1).unwrap_or(0);
    Some((place.at(number(row), number(column)), found.len()))
}

/// Whether a problem tells of people who were not read, and of whom nobody knows how many there are.
fn hides_people(problem: &Problem) -> bool {
    let whole = matches!(
        problem.code,
        "one-person" | "transposed" | "side-by-side" | "form-damaged" | "forms-closed" | "no-name" | "unread-people"
    );
    problem.is_error() && (whole || problem.code == "header" && problem.message.contains("像是报名人员"))
}

/// What is said of a roster that lacks nothing but a column of names: which columns are not known, one of which it is.
fn nameless(raw: &RawSheet, place: &Place) -> Option<Problem> {
    let header = find(raw, &APPLICANTS).filter(|header| header.leads.is_none() && header.known() >= 3)?;
    let row = u32::try_from(header.row + 1).unwrap_or(0);
    let unknown: Vec<(Place, &str)> = (1..)
        .zip(&header.columns)
        .filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) => Some((place.at(row, column), name.as_str())),
            _ => None,
        })
        .collect();
    let (first, _) = unknown.first()?;
    let shown: Vec<String> = unknown.iter().take(SHOWN).map(|(at, name)| format!("{}“{name}”", at.cell())).collect();
    let more = if unknown.len() > SHOWN { "等" } else { "" };
    let message = format!("像是报名人员，但是没有“姓名”列，没有读；认不出的列有{}{more}", shown.join("、"));
    let advice = "请把写姓名的一列的列名改成“姓名”；姓名和别的写在一格的，请分成两列。";
    Some(Problem::error("header", first.clone(), message).advice(advice))
}

/// Rows that were read though nobody sees them, or though they are struck through: how many, once a sheet.
fn unseen(book: &RawBook, tables: &[Table], problems: &mut Vec<Problem>) {
    let places = || tables.iter().flat_map(|table| &table.rows).map(|row| &row.place);
    for raw in book.sheets.iter().filter(|raw| !raw.hidden) {
        let of = |rows: &BTreeSet<u32>| -> Vec<u32> {
            places()
                .filter(|place| place.sheet == raw.name && rows.contains(&place.row))
                .map(|place| place.row)
                .collect()
        };
        let (hidden, struck) = (of(&raw.unseen.hidden), of(&raw.unseen.struck));
        let told: Vec<String> = [("隐藏或者筛选掉的", &hidden), ("有删除线的", &struck)]
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(what, rows)| format!("{what}{}行（第{}行）", rows.len(), numbers(rows)))
            .collect();
        if told.is_empty() {
            continue;
        }
        let all = places().filter(|place| place.sheet == raw.name).count();
        let message = format!("读了{all}行，其中{}", told.join("，"));
        problems.push(
            Problem::warning("unseen-rows", Place::sheet(&book.file, &raw.name), message)
                .advice("不算的请删去这些行；算的不用管。"),
        );
    }
}

/// The first few numbers.
fn numbers(rows: &[u32]) -> String {
    let shown: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    format!("{}{}", shown.join("、"), if rows.len() > SHOWN { "……" } else { "" })
}

/// Sheets of people who were taken for applicants.
fn doubtful(round: &Round, problems: &mut Vec<Problem>) {
    let mut sheets: BTreeMap<&str, (u32, &Place)> = BTreeMap::new();
    for applicant in &round.applicants {
        sheets.entry(applicant.at.sheet.as_str()).or_insert((0, &applicant.at)).0 += 1;
    }
    let year = round.plan.maybe_count("年份").map(|year| year.to_string());
    for (name, (count, at)) in sheets {
        let bare = plain(name);
        let word = doubts().find(|word| bare.contains(word)).map(str::to_owned);
        let word = word.or_else(|| other_year(&bare, year.as_deref()?));
        let Some(word) = word else { continue };
        let message = format!("表名里有“{word}”，里面的{count}人当作报名人员读进来了");
        problems.push(
            Problem::warning("doubtful-sheet", Place { row: 0, column: 0, ..at.clone() }, message)
                .advice("不是这一轮报名人员的，请把这张表移到别的文件里；是的请给表改名。"),
        );
    }
}

/// The parts of a roster whose own title says that their people are none of the round: 不符合条件人员, 撤回报名人员.
fn doubtful_parts(book: &RawBook, round: &Round, problems: &mut Vec<Problem>) {
    let mut rosters: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for own in &round.applicants {
        rosters.entry(&own.at.sheet).or_default().insert(own.at.row);
    }
    for raw in &book.sheets {
        let Some(people) = rosters.get(raw.name.as_str()) else { continue };
        // Above the first of them there is the title of the sheet.
        let Some(first) = people.first() else { continue };
        let titles: Vec<(u32, String)> = (1..)
            .zip(&raw.rows)
            .filter(|(row, _)| row > first && !people.contains(row))
            .filter_map(|(row, cells)| Some((row, title(cells)?)))
            .collect();
        for (at, (row, title)) in titles.iter().enumerate() {
            let end = titles.get(at + 1).map_or(u32::MAX, |(next, _)| *next);
            let count = people.range(row..&end).count();
            // 旧 begins the names of places.
            let word = doubts().find(|word| word.chars().count() > 1 && title.contains(word));
            if count == 0 || word.is_none() {
                continue;
            }
            let message = format!("这一行是“{title}”，下面的{count}人当作报名人员读进来了");
            problems.push(
                Problem::warning("doubtful-sheet", Place::sheet(&book.file, &raw.name).at(*row, 0), message)
                    .advice("不是这一轮报名人员的，请把这几行移到别的文件里；是的请改这一行的字。"),
            );
        }
    }
}

/// The title of a part: the only cell of a row, and no sentence.
fn title(cells: &[CellValue]) -> Option<String> {
    let mut filled = cells.iter().filter(|cell| !cell.is_blank());
    let (Some(CellValue::Text(text)), None) = (filled.next(), filled.next()) else { return None };
    let title = plain(text).trim_end_matches(':').to_owned();
    (title.chars().count() <= 20).then_some(title)
}

/// Another year than that of the round.
fn other_year(name: &str, year: &str) -> Option<String> {
    let digits: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4).collect();
    let years = digits.iter().filter(|run| run.starts_with("19") || run.starts_with("20"));
    let other = years.clone().next()?;
    (!digits.contains(&year)).then(|| format!("{other}年"))
}

/// Whether a sheet holds an identity number.
fn holds_numbers(raw: &RawSheet) -> bool {
    raw.rows.iter().flatten().any(|cell| match cell {
        CellValue::Text(text) => plain(text).parse::<IdNumber>().is_ok(),
        CellValue::Number { value, .. } => *value >= 1.0e17 && *value < 1.0e18,
        _ => false,
    })
}

/// The applicants whose name is a cell of a sheet.
fn people_in<'n>(raw: &RawSheet, names: &BTreeSet<&'n str>) -> Vec<&'n str> {
    let mut out: Vec<&'n str> = Vec::new();
    for cell in raw.rows.iter().flatten() {
        let CellValue::Text(text) = cell else { continue };
        let name = Name::read(text);
        if let Some(found) = names.get(name.as_str()).filter(|found| !out.contains(found)) {
            out.push(found);
        }
    }
    out
}

/// What the workbook calls the sheets that have another name with the program. Of a table in several sheets none is its name, nor is 面试成绩
/// that of all marks.
pub(crate) fn called(book: &RawBook, tables: &[Table]) -> SheetNames {
    let mut names = SheetNames::default();
    for table in tables {
        let (own, sheet) = (table.schema.name, &table.place.sheet);
        let whole = table.rows.iter().all(|row| row.place.sheet == *sheet);
        let part = own == "成绩" && ["笔试", "面试"].iter().any(|part| sheet.contains(part));
        let free = !book.sheets.iter().any(|raw| raw.name == own);
        if **sheet != *own && !sheet.is_empty() && whole && !part && free {
            names.put(own, sheet.clone());
        }
    }
    names
}
