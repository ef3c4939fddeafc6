//! Columns that nobody reads and that look like one the sheet lacks: 选拔名额数 where no column is 职数. Every sheet may have columns of its
//! own; one that is meant for the program must not be passed over without a word. In the sheets of posts and of the review, where each column
//! decides something, every other column is named, too; in a roster those that by their words are about what the forms ask.

use super::column_hints::{HINTS, of_schooling};
use crate::problem::{Place, Problem};
use crate::workbook::cell::CellValue;
use crate::workbook::header::{Meaning, SECOND, department, is_left_over, is_name_in};
use crate::workbook::read::results::{stated, stated_terms};
use crate::workbook::schema::{APPLICANTS, SCORES, Sheet};
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing, whole_number};

/// What says that a mark is no longer as it was given: folded into a share of the total.
const FOLDED: &[&str] = &["折", "×", "*", "%", "加权", "权重"];

/// Words for people who are not the applicant.
const RELATIVES: &[&str] = &["子女", "配偶", "爱人", "父亲", "母亲", "父母", "儿子", "女儿", "亲属"];

/// Whether a column is about somebody else, or about one period of a career.
fn of_others(name: &str) -> bool {
    is_left_over(name) || RELATIVES.iter().any(|word| name.contains(word))
}

/// Reports the columns of a roster about somebody else, or about periods of a career, that are no whole relative and no period.
fn left_over(table: &Table, problems: &mut Vec<Problem>) {
    if table.schema.name != "报名" {
        return;
    }
    let filled = |column: u32| table.rows.iter().any(|row| row.others.iter().any(|(_, own, _)| *own == column));
    let columns: Vec<(u32, &str)> = (1..)
        .zip(&table.columns)
        .filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) if of_others(name) && filled(column) => Some((column, name.as_str())),
            _ => None,
        })
        .collect();
    let Some((first, _)) = columns.first() else { return };
    let names: Vec<&str> = columns.iter().map(|(_, name)| *name).collect();
    let message = format!("没有读这几列，不当作报名人员本人的：{}", names.join("、"));
    problems.push(Problem::warning("unread-column", table.place.at(table.header, *first), message).advice(
        "家庭成员请写在“家庭成员”表里，或者每人写成称谓、姓名、出生年月、政治面貌、工作单位及职务几列；简历请写在“简历”表里；别的不用管。",
    ));
}

/// Words of a roster's columns that are about what the forms ask. 考核 is told elsewhere.
const ASKED: &[&str] = &[
    "单位",
    "部门",
    "科室",
    "岗位",
    "职位",
    "职务",
    "职级",
    "职称",
    "学历",
    "学位",
    "院校",
    "学校",
    "专业",
    "籍贯",
    "出生",
    "面貌",
    "入党",
    "加入",
    "党员",
    "党龄",
    "参加工作",
    "参加革命",
    "入职",
    "任职",
    "级时间",
    "工龄",
    "健康",
    "身体",
    "简历",
    "经历",
    "奖",
    "惩",
    "处分",
    "调剂",
    "服从",
    "调配",
    "电话",
    "手机",
    "移动",
    "地址",
    "住址",
    "编制",
    "用工",
    "身份",
];

/// Whether a column of a roster says in which part of the office somebody works, where no other column does.
fn is_place(table: &Table, name: &str) -> bool {
    let told = ["工作单位", "工作部门", "现工作单位及职务"].iter().any(|key| table.column(key).is_some());
    department(name).is_some() && !told
}

/// What the office's own column may be called and yet reach a form: 拟免职务 that of appointment.
const PRINTED: &[&str] = &["拟免职务"];

/// What stands in a column that is not read, but for words that say nothing.
fn values(table: &Table, column: u32) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.others).filter(|(_, own, _)| *own == column);
    cells.map(|(.., value)| clean(&value.show())).filter(|text| !is_nothing(text)).collect()
}

/// Reports what else is not read and has something in it.
fn others(table: &Table, told: &[u32], problems: &mut Vec<Problem>) {
    let sheet = table.schema.name;
    let wanted = |name: &str| match sheet {
        "岗位" => name != "序号",
        // 性别, 出生年月, 岗位 say once more who it is.
        "资格审查" => {
            name == "备注" || ["奖", "处分"].iter().any(|word| name.contains(word)) || !is_name_in(&APPLICANTS, name)
        }
        // Who it is and what was marked may be written again.
        "任用" | "票决" | "考察" => {
            let said = |sheet: &Sheet| is_name_in(sheet, name);
            name == "备注" || !(said(&APPLICANTS) || said(&SCORES) || stated::is_result(name))
        }
        "报名" => (ASKED.iter().any(|word| name.contains(word)) || is_place(table, name)) && !name.contains("考核"),
        _ => false,
    };
    let compared = |name: &str, cell: &CellValue| match sheet {
        "任用" => stated_terms::is_compared(name, cell),
        sheet => stated::is_compared(sheet, name, cell),
    };
    // What is compared is told where it differs.
    let filled = |column: u32| {
        let cells = table.rows.iter().flat_map(|row| &row.others).filter(|(_, own, _)| *own == column);
        let mut cells = cells.filter(|(_, _, cell)| !is_nothing(&clean(&cell.show())));
        cells.any(|(name, _, cell)| !compared(name, cell))
    };
    let columns: Vec<(u32, &str)> = (1..)
        .zip(&table.columns)
        .filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) if !told.contains(&column) && !PRINTED.contains(&name.as_str()) => {
                (wanted(name) && filled(column)).then_some((column, name.as_str()))
            }
            _ => None,
        })
        .collect();
    let Some((first, _)) = columns.first() else { return };
    let names: Vec<&str> = columns.iter().map(|(_, name)| *name).collect();
    let message = format!("没有读这几列，文书上不用：{}", names.join("、"));
    problems.push(
        Problem::warning("unread-column", table.place.at(table.header, *first), message)
            .advice("要用的，请改成程序认得的列名（见“工作簿”说明），或者并到认得的列里；不用的不用管。"),
    );
}

/// Reports a second choice of post: everybody applies for one.
fn second_choice(table: &Table, problems: &mut Vec<Problem>) {
    if table.schema.name != "报名" {
        return;
    }
    for (column, meaning) in (1..).zip(&table.columns) {
        let Meaning::Unknown(header) = meaning else { continue };
        if !SECOND.iter().any(|word| header.contains(word)) {
            continue;
        }
        let mut given = table.rows.iter().filter(|row| {
            row.others.iter().any(|(_, own, value)| *own == column && !is_nothing(&clean(&value.show())))
        });
        // The rows may be those of several sheets: the header is not that of all of them.
        if let Some(first) = given.next().map(|row| row.place.at(row.place.row, column)) {
            let given = given.count() + 1;
            let message = format!("“{header}”没有读（有{given}人填了）：每人限报一个岗位，只看“报考岗位”");
            problems.push(
                Problem::warning("unread-column", first, message).advice("原报岗位取消以后改报的，填在“改报岗位”列。"),
            );
        }
    }
}

/// Tells of a mark that is folded already, where the one that was given has no column: under its name it would be folded twice.
fn folded(header: &str, key: &str, place: Place) -> Problem {
    let message = format!("“{header}”像是折算以后的分，没有读；没有“{key}”列");
    Problem::warning("unread-column", place, message)
        .advice(format!("请加一列“{key}”，填折算以前的成绩，程序按方案的权重折算。"))
}

/// Numbers of a few beside each post are most likely how many are wanted.
fn is_few(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(|number| (1.0..=20.0).contains(&number) && number.fract() == 0.0)
}

/// The column of posts, from 1, that is not read and seems to say how many are wanted of each, where it does not say of every one that it
/// is 1, as is taken where nothing is said.
pub(crate) fn seats(table: &Table) -> Option<u32> {
    const SEATS: &str = "职数";
    // How many there are, or have applied, is not how many are wanted.
    const OTHERS: &[&str] =
        &["报名", "报考", "参加", "合格", "符合", "现有", "实有", "在岗", "在职", "编制", "年", "岁", "比例", "是否"];
    let hint = HINTS.iter().find(|(sheet, .., key)| *sheet == table.schema.name && *key == SEATS)?;
    let (_, _, words, _, _) = hint;
    if table.column(SEATS).is_some() {
        return None;
    }
    let unknown = || {
        (1..).zip(&table.columns).filter_map(|(column, meaning)| match meaning {
            Meaning::Unknown(name) if !OTHERS.iter().any(|word| name.contains(word)) => Some((column, name)),
            _ => None,
        })
    };
    let by_name = unknown()
        .find(|(column, name)| words.iter().any(|word| name.contains(word)) && !values(table, *column).is_empty());
    let numbered = |column: u32| {
        let values = values(table, column);
        !values.is_empty() && values.iter().all(|value| is_few(value))
    };
    let (column, _) = by_name.or_else(|| unknown().find(|(column, _)| numbered(*column)))?;
    let values = values(table, column);
    // 1, 2, 3, …: the posts are numbered.
    let rising = (1_usize..).zip(&values).all(|(number, value)| *value == number.to_string());
    let one = |value: &String| whole_number(SEATS, value) == Some(1);
    (!values.iter().all(one) && !rising).then_some(column)
}

/// The column of the review that asks whether a sanction holds, and what makes a name of it the contrary: √ would mean that there is none.
const SANCTION: &str = "是否受处分影响期";
const CONTRARY: &[&str] =
    &["无打", "无的打", "无则", "没有打", "无处分", "无受处分", "不在处分", "未受", "不受", "没有受", "无√"];

/// Reports columns of the review that ask the contrary of what the program's column does; gives those that are not read.
fn contrary(table: &Table, problems: &mut Vec<Problem>) -> Vec<u32> {
    let mut unread = Vec::new();
    if table.schema.name != "资格审查" {
        return unread;
    }
    let known = table.column(SANCTION);
    for ((column, meaning), word) in (1..).zip(&table.columns).zip(&table.words) {
        let is_own = known == Some(column);
        let name = match meaning {
            Meaning::Unknown(name) => name,
            _ if is_own => word,
            _ => continue,
        };
        if !name.contains("处分") || !CONTRARY.iter().any(|word| name.contains(word)) {
            continue;
        }
        let place = table.place.at(table.header, column);
        let advice = format!("请把列名改成“{SANCTION}”，没有的填“否”，还在影响期的填“是”。");
        if is_own {
            let message = format!("“{name}”与“{SANCTION}”意思相反，打√的会读成还在影响期");
            problems.push(Problem::error("header", place, message).advice(advice));
        } else if !values(table, column).is_empty() {
            unread.push(column);
            let message = format!("“{name}”与“{SANCTION}”意思相反，没有读");
            problems.push(Problem::warning("unread-column", place, message).advice(advice));
        }
    }
    unread
}

/// Reports them.
pub(crate) fn report(table: &Table, problems: &mut Vec<Problem>) {
    left_over(table, problems);
    second_choice(table, problems);
    let has = |key: &&str| table.column(key).is_some();
    let mut meant: Vec<&str> = Vec::new();
    let mut told: Vec<u32> = contrary(table, problems);
    for (column, meaning) in (1..).zip(&table.columns) {
        let Meaning::Unknown(header) = meaning else { continue };
        if told.contains(&column) {
            continue;
        }
        // 配偶政治面貌, 子女就读学校 are not the applicant's.
        let other = of_others(header) || SECOND.iter().any(|word| header.contains(word));
        if table.schema.name == "报名" && other {
            told.push(column);
            continue;
        }
        let values = values(table, column);
        if values.is_empty() {
            continue;
        }
        // What 是 or 否 answers is no column of a date or a mark.
        let question = header.contains("是否");
        let like = HINTS.iter().find(|(sheet, columns, words, without, key)| {
            *sheet == table.schema.name
                && !question
                && !columns.iter().any(&has)
                && words.iter().any(|word| header.contains(word))
                && !without.iter().any(|word| header.contains(word))
                && !meant.contains(key)
        });
        let schooling = || {
            let has = |key: &str| has(&key) || meant.contains(&key);
            of_schooling(header, has).filter(|_| table.schema.name == "报名" && !question)
        };
        let numbers = table.schema.name == "岗位"
            && !has(&"职数")
            && !meant.contains(&"职数")
            && values.iter().all(|value| is_few(value));
        let key = match like {
            Some((.., key)) => Some(*key),
            None if numbers => Some("职数"),
            None => schooling(),
        };
        let Some(key) = key else { continue };
        let place = table.place.at(table.header, column);
        if table.schema.name == "成绩" && FOLDED.iter().any(|word| header.contains(word)) {
            told.push(column);
            problems.push(folded(header, key, place));
            continue;
        }
        meant.push(key);
        told.push(column);
        let message = format!("“{header}”这一列没有读；没有“{key}”列，这一列像是");
        problems.push(if key == "职数" && seats(table) == Some(column) {
            Problem::error("unread-column", place, message)
                .advice("是的请把列名改成“职数”；不是的，请加一列“职数”，填每个岗位的名额。")
        } else {
            Problem::warning("unread-column", place, message).advice(format!("是的请把列名改成“{key}”；不是的不用管。"))
        });
    }
    others(table, &told, problems);
}
