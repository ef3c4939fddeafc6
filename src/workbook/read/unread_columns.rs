//! Columns that nobody reads and that look like one the sheet lacks: 选拔名额数 where no column is 职数. Every sheet may have columns of its
//! own; one that is meant for the program must not be passed over without a word. In the sheets of posts and of the review, where each column
//! decides something, every other column is named, too; in a roster those that by their words are about what the forms ask.

use crate::problem::Problem;
use crate::workbook::header::{Meaning, SECOND, is_left_over, is_name_in};
use crate::workbook::schema::APPLICANTS;
use crate::workbook::table::Table;
use crate::workbook::values::{clean, is_nothing};

/// What is looked for: in which sheet, for want of which columns, by which words of a header, as what the column may be meant.
type Hint = (&'static str, &'static [&'static str], &'static [&'static str], &'static str);

const HINTS: &[Hint] = &[
    ("岗位", &["职数"], &["职数", "名额", "人数", "数量"], "职数"),
    ("岗位", &["年龄上限"], &["年龄", "周岁", "岁"], "年龄上限"),
    ("岗位", &["学历要求"], &["学历", "文化程度"], "学历要求"),
    ("岗位", &["任现职年限"], &["年限", "任现职"], "任现职年限"),
    ("报名", &["学历", "全日制学历", "在职学历"], &["学历", "文化程度"], "全日制学历"),
    ("报名", &["学位", "全日制学位", "在职学位"], &["学位"], "全日制学位"),
    (
        "报名",
        &["毕业院校及专业", "全日制毕业院校及专业", "在职毕业院校及专业"],
        &["院校", "学校", "毕业"],
        "全日制毕业院校及专业",
    ),
    ("报名", &["政治面貌", "政治面貌及入党时间"], &["面貌", "党派"], "政治面貌"),
    ("报名", &["入党时间", "政治面貌及入党时间"], &["入党"], "入党时间"),
    ("报名", &["参加工作时间"], &["参加工作", "工作时间"], "参加工作时间"),
    ("报名", &["任现职时间"], &["任职时间", "任现职"], "任现职时间"),
    ("报名", &["编制类别"], &["编制", "身份性质"], "编制类别"),
    ("报名", &["报名时间"], &["报名时间", "报名日期"], "报名时间"),
    ("报名", &["民族"], &["民族"], "民族"),
    ("成绩", &["笔试成绩"], &["笔试"], "笔试成绩"),
    ("成绩", &["面试成绩"], &["面试"], "面试成绩"),
    ("成绩", &["加试成绩"], &["加试"], "加试成绩"),
    ("任用", &["任职日期"], &["任职", "发文日期"], "任职日期"),
    ("任用", &["公示结果"], &["公示", "异议"], "公示结果"),
    ("任用", &["拟免职务"], &["免去", "免职", "拟免"], "拟免职务"),
];

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
    "党龄",
    "参加工作",
    "工龄",
    "健康",
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
    "地址",
    "住址",
    "编制",
    "身份",
];

/// What the office's own column may be called and yet reach a form: 拟免职务 that of appointment.
const PRINTED: &[&str] = &["拟免职务"];

/// Reports what else is not read and has something in it.
fn others(table: &Table, told: &[u32], problems: &mut Vec<Problem>) {
    let sheet = table.schema.name;
    let wanted = |name: &str| match sheet {
        "岗位" => name != "序号",
        // 性别, 出生年月, 岗位 say once more who it is.
        "资格审查" => name == "备注" || !is_name_in(&APPLICANTS, name),
        "报名" => ASKED.iter().any(|word| name.contains(word)) && !name.contains("考核"),
        _ => false,
    };
    let filled = |column: u32| {
        let mut cells = table.rows.iter().flat_map(|row| &row.others).filter(|(_, own, _)| *own == column);
        cells.any(|(.., value)| !is_nothing(&clean(&value.show())))
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

/// The column of 在职教育 in place of the one of 全日制教育, if the roster lacks it.
fn of_in_service(key: &str, table: &Table, meant: &[&str]) -> Option<&'static str> {
    let part = key.strip_prefix("全日制")?;
    let keys = ["在职学历", "在职学位", "在职毕业院校及专业"];
    keys.into_iter().find(|own| own.ends_with(part) && table.column(own).is_none() && !meant.contains(own))
}

/// Reports them.
pub(super) fn report(table: &Table, problems: &mut Vec<Problem>) {
    left_over(table, problems);
    second_choice(table, problems);
    let has = |key: &&str| table.column(key).is_some();
    let mut meant: Vec<&str> = Vec::new();
    let mut told: Vec<u32> = Vec::new();
    for (column, meaning) in (1..).zip(&table.columns) {
        let Meaning::Unknown(header) = meaning else { continue };
        // 配偶政治面貌, 子女就读学校 are not the applicant's.
        let other = of_others(header) || SECOND.iter().any(|word| header.contains(word));
        if table.schema.name == "报名" && other {
            told.push(column);
            continue;
        }
        let values: Vec<String> = table
            .rows
            .iter()
            .flat_map(|row| row.others.iter().filter(move |(_, own, _)| *own == column))
            .map(|(.., value)| clean(&value.show()))
            .collect();
        if values.is_empty() {
            continue;
        }
        let like = HINTS.iter().find(|(sheet, columns, words, key)| {
            *sheet == table.schema.name
                && !columns.iter().any(&has)
                && words.iter().any(|word| header.contains(word))
                && !meant.contains(key)
        });
        // Numbers of a few beside each post are most likely how many are wanted.
        let few = |value: &String| {
            value.parse::<f64>().is_ok_and(|number| (1.0..=20.0).contains(&number) && number.fract() == 0.0)
        };
        let numbers =
            table.schema.name == "岗位" && !has(&"职数") && !meant.contains(&"职数") && values.iter().all(few);
        let key = match like {
            // What is said to be of 在职教育 is not to be renamed as of the other kind.
            Some((.., key)) if header.contains("在职") && key.starts_with("全日制") => {
                of_in_service(key, table, &meant)
            }
            Some((.., key)) => Some(*key),
            None if numbers => Some("职数"),
            None => None,
        };
        let Some(key) = key else { continue };
        meant.push(key);
        told.push(column);
        problems.push(
            Problem::warning(
                "unread-column",
                table.place.at(table.header, column),
                format!("“{header}”这一列没有读；没有“{key}”列，这一列像是"),
            )
            .advice(format!("是的请把列名改成“{key}”；不是的不用管。")),
        );
    }
    others(table, &told, problems);
}
